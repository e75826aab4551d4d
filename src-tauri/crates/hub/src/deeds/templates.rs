//! The hub's own templates.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_labels::{Kind, Template, Templates, bundled_templates};
use loopdock_store::OwnTemplate;

use crate::command::Empty;
use crate::doing::Doing;
use crate::error::{Error, Result};

/// The most characters of a template's name.
const LONGEST_NAME: usize = 60;

/// The most bytes of a template.
const MOST_BYTES: usize = 100_000;

/// A template of the hub's own.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetTemplate {
    /// Its name; one of that name is changed.
    pub name: String,
    /// The template, as TOML.
    pub source: String,
}

/// Which template.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateNamed {
    /// Its name.
    pub name: String,
}

pub(crate) fn set_template(doing: &mut Doing<'_>, request: SetTemplate) -> Result<Empty> {
    let name = request.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::refused(format!("A template has a name of 1 to {LONGEST_NAME} characters.")));
    }
    if bundled_templates().iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
        return Err(Error::refused(format!(
            "“{name}” comes with Loopdock and stays as it is. Give yours another name: it goes before that one."
        )));
    }
    if request.source.len() > MOST_BYTES {
        return Err(Error::refused(format!("A template has at most {MOST_BYTES} bytes.")));
    }
    let template = Template::read(&name, &request.source).map_err(|error| Error::refused(error.to_string()))?;
    let others = others(doing, &name)?;
    for other in &others {
        let Ok(known) = Template::read(&other.name, &other.source) else { continue };
        if known.kind() == template.kind()
            && let Some(size) = template.sizes().iter().find(|size| known.sizes().contains(size))
        {
            return Err(Error::refused(format!(
                "“{}” is the hub's own template for {} already. Change that one, or remove it first.",
                other.name, size.name
            )));
        }
    }
    let with = bundled_and(&others).with(&name, &request.source).map_err(|error| Error::refused(error.to_string()))?;
    still_has_routes(doing, &with)?;
    doing.note("template", &name);
    Ok(doing.write.set_template(&OwnTemplate { name, source: request.source }).map(|()| Empty {})?)
}

pub(crate) fn remove_template(doing: &mut Doing<'_>, request: TemplateNamed) -> Result<Empty> {
    let name = request.name.trim();
    if !doing.read().own_templates()?.iter().any(|own| own.name.eq_ignore_ascii_case(name)) {
        return Err(Error::not_found(format!("There is no template “{name}” of this hub's own.")));
    }
    still_has_routes(doing, &bundled_and(&others(doing, name)?))?;
    doing.write.drop_template(name)?;
    doing.note("template", name);
    Ok(Empty {})
}

/// The hub's own templates but for the one of this name.
fn others(doing: &Doing<'_>, name: &str) -> Result<Vec<OwnTemplate>> {
    let mut own = doing.read().own_templates()?;
    own.retain(|own| !own.name.eq_ignore_ascii_case(name));
    Ok(own)
}

fn bundled_and(own: &[OwnTemplate]) -> Templates {
    let with =
        |templates: Templates, own: &OwnTemplate| templates.clone().with(&own.name, &own.source).unwrap_or(templates);
    own.iter().fold(Templates::bundled(), with)
}

/// Every size that Settings name for a document still has a template: else its papers would fail one by one.
fn still_has_routes(doing: &Doing<'_>, templates: &Templates) -> Result<()> {
    for route in doing.read().routes()? {
        let Some(size) = route.size else { continue };
        let Some(kind) = Kind::ALL.iter().find(|kind| kind.name() == route.document) else { continue };
        if !templates.sizes(*kind).iter().any(|known| known.name == size) {
            return Err(Error::refused(format!(
                "Under Printers, {} is printed in the size {size}, and no other template is for that. Choose another size there first.",
                kind.name().replace('_', " ")
            )));
        }
    }
    Ok(())
}
