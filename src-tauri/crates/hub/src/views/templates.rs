//! Templates: those that come with the program, the hub's own, and what one would look like.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::count;
use loopdock_labels::{Kind, Size, Template, bundled_templates};
use loopdock_store::Part;

use super::papers;
use super::printers::{SizeView, size_view};
use crate::command::Empty;
use crate::error::{Error, Result};
use crate::printing::{self, Document};
use crate::view::View;

/// A template.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateView {
    /// Its name.
    pub name: String,
    /// The document that it lays out.
    pub document: String,
    /// What that is called, in words.
    pub title: String,
    /// The sizes that it is for.
    pub sizes: Vec<SizeView>,
    /// The template, as TOML.
    pub source: String,
    /// Whether it is the hub's own: it goes before those that come with the program.
    pub is_own: bool,
}

/// A template to look at.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateTried {
    /// The template, as TOML.
    pub source: String,
    /// The size, such as `100x150`; the first that it is for unless said.
    #[serde(default)]
    pub size: Option<String>,
}

/// What a template looks like.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateShown {
    /// The PDF as base64; none where the template is broken, or the document does not fit.
    pub pdf: Option<String>,
    /// What is wrong.
    pub fault: Option<String>,
    /// The line that it is wrong in, from 1.
    pub line: Option<u32>,
    /// The sizes that it is for.
    pub sizes: Vec<SizeView>,
    /// The size that is shown.
    pub size: Option<String>,
    /// What is shown: a paper of this hub such as `P-7`, or nothing for the example.
    pub about: String,
    /// Characters that no font has, each with its code point.
    pub missing: Vec<String>,
    /// Texts that were too long, in full.
    pub cut: Vec<String>,
}

impl TemplateShown {
    fn broken(fault: String, line: Option<u32>) -> Self {
        Self {
            pdf: None,
            fault: Some(fault),
            line,
            sizes: Vec::new(),
            size: None,
            about: String::new(),
            missing: Vec::new(),
            cut: Vec::new(),
        }
    }
}

pub(crate) fn templates(view: &View<'_>, _: Empty) -> Result<Vec<TemplateView>> {
    let own = view.read.own_templates()?.into_iter().map(|own| (own.name, own.source, true));
    let bundled = bundled_templates().iter().map(|(name, source)| ((*name).to_owned(), (*source).to_owned(), false));
    let row = |(name, source, is_own): (String, String, bool)| {
        // One that an earlier program took and this one does not is shown all the same: it has to be mended.
        let read = Template::read(&name, &source).ok();
        let document = read.as_ref().map(|template| template.kind().name()).unwrap_or_default();
        TemplateView {
            title: if document.is_empty() { String::new() } else { papers::title(view, document) },
            document: document.to_owned(),
            sizes: read.iter().flat_map(Template::sizes).map(|size| size_view(view, size)).collect(),
            name,
            source,
            is_own,
        }
    };
    Ok(own.chain(bundled).map(row).collect())
}

/// Lays a template out with the newest paper of its document, or its example where there is none.
pub(crate) fn try_template(view: &View<'_>, request: TemplateTried) -> Result<TemplateShown> {
    let template = match Template::read("template", &request.source) {
        Ok(template) => template,
        Err(error) => return Ok(TemplateShown::broken(error.reason, Some(count(error.line)))),
    };
    let sizes = template.sizes();
    let chosen = request.size.as_deref().map(Size::named).transpose().map_err(Error::refused)?;
    let is_known = |size: &Size| sizes.iter().any(|known| known.name == size.name);
    let Some(size) = chosen.filter(is_known).or_else(|| sizes.first().copied()) else {
        let fault =
            "It is for no size that there is: see that `width` and `height` span one, such as width = [95, 110].";
        return Ok(TemplateShown::broken(fault.to_owned(), None));
    };
    let kind = template.kind();
    let (about, documents) = newest_of(view, kind)?;
    let shown = printing::try_out(view, &request.source, &documents, size);
    let sizes = sizes.into_iter().map(|size| size_view(view, size)).collect();
    let size_name = Some(size.name.to_owned());
    Ok(match shown {
        Ok(paper) => TemplateShown {
            pdf: Some(STANDARD.encode(paper.file())),
            fault: None,
            line: None,
            sizes,
            size: size_name,
            about,
            missing: paper.missing_named(),
            cut: paper.truncated,
        },
        Err(error) => TemplateShown { sizes, size: size_name, about, ..TemplateShown::broken(error.message, None) },
    })
}

/// How many of the newest papers are looked through for one of a document.
const LOOKED_THROUGH: u32 = 300;

/// What the newest paper of a document says, and what it is about; the example where there is none.
pub(crate) fn newest_of(view: &View<'_>, kind: Kind) -> Result<(String, Vec<loopdock_labels::Document>)> {
    for job in view.read.print_jobs(None, Part::first(LOOKED_THROUGH))? {
        let document = Document::of(&job)?;
        if document.kind()? != kind || matches!(document, Document::Trial { .. }) {
            continue;
        }
        // Of a parcel that was opened again there is nothing to show.
        if let Ok(documents) = printing::content(view, &document) {
            return Ok((papers::paper_view(view, job)?.about, documents));
        }
    }
    Ok((String::new(), vec![kind.example()]))
}
