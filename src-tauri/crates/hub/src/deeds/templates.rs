//! The hub's own templates.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use loopdock_domain::DeedId;
use loopdock_labels::{Kind, Template, Templates, bundled_templates};
use loopdock_store::OwnTemplate;

use crate::command::{Between, Empty, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::printing;
use crate::view::View;
use crate::views::newest_of;

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

/// What it lays out is tried before it is kept: else a code that has too little room would stop each paper of it.
pub(crate) fn set_template(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let SetTemplate { name, source } = read_request(request)?;
    let own = OwnTemplate { name: name.trim().to_owned(), source };
    let template = usable(&own)?;
    hub.look(|view| can_be_printed(view, &own, &template))?;
    let set = hub.deed(deed, None, "set_template", |doing| keep(doing, own, &template))?;
    serde_json::to_value(set).map_err(|error| Error::internal(error.to_string()))
}

fn usable(own: &OwnTemplate) -> Result<Template> {
    let name = &own.name;
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::refused(format!("A template has a name of 1 to {LONGEST_NAME} characters.")));
    }
    if bundled_templates().iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Err(Error::refused(format!(
            "“{name}” comes with Loopdock and stays as it is. Give yours another name: it goes before that one."
        )));
    }
    if own.source.len() > MOST_BYTES {
        return Err(Error::refused(format!("A template has at most {MOST_BYTES} bytes.")));
    }
    Template::read(name, &own.source).map_err(|error| Error::refused(error.to_string()))
}

/// Whether an example and the newest paper of its document can be printed in every size that it is for.
fn can_be_printed(view: &View<'_>, own: &OwnTemplate, template: &Template) -> Result<()> {
    let (_, newest) = newest_of(view, template.kind())?;
    for size in template.sizes() {
        for documents in [&[template.kind().example()], newest.as_slice()] {
            printing::try_out(view, &own.source, documents, size).map_err(|error| {
                Error::refused(format!(
                    "With this template papers of the size {} can't be printed: give its codes more room, or see that `width` and \
                     `height` leave that size out. What happened: {}",
                    size.name, error.message
                ))
            })?;
        }
    }
    Ok(())
}

fn keep(doing: &mut Doing<'_>, own: OwnTemplate, template: &Template) -> Result<Empty> {
    let others = others(doing, &own.name)?;
    for other in &others {
        let Ok(known) = Template::read(&other.name, &other.source) else { continue };
        if known.kind() == template.kind()
            && let Some(size) = template.sizes().iter().find(|size| known.sizes().contains(size))
        {
            return Err(Error::refused(format!(
                "“{}” is the hub's own template for {} of the size {} already. Change that one, or remove it first.",
                other.name,
                in_words(template.kind()),
                size.name
            )));
        }
    }
    let with = printing::bundled_and(&others).with(&own.name, &own.source);
    still_has_routes(doing, &with.map_err(|error| Error::refused(error.to_string()))?)?;
    doing.note("template", &own.name);
    Ok(doing.write.set_template(&own).map(|()| Empty {})?)
}

pub(crate) fn remove_template(doing: &mut Doing<'_>, request: TemplateNamed) -> Result<Empty> {
    let name = request.name.trim();
    if !doing.read().own_templates()?.iter().any(|own| own.name.eq_ignore_ascii_case(name)) {
        return Err(Error::not_found(format!("There is no template “{name}” of this hub's own.")));
    }
    still_has_routes(doing, &printing::bundled_and(&others(doing, name)?))?;
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

/// Every size that Settings name for a document still has a template: else its papers would fail one by one.
fn still_has_routes(doing: &Doing<'_>, templates: &Templates) -> Result<()> {
    for route in doing.read().routes()? {
        let Some(size) = route.size else { continue };
        let Some(kind) = Kind::ALL.iter().find(|kind| kind.name() == route.document) else { continue };
        if !templates.sizes(*kind).iter().any(|known| known.name == size) {
            return Err(Error::refused(format!(
                "Under Printers, {} is printed in the size {size}, and no other template is for that. Choose another size there first.",
                in_words(*kind)
            )));
        }
    }
    Ok(())
}

fn in_words(kind: Kind) -> String {
    kind.name().replace('_', " ")
}
