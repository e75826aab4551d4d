//! A paper as it is sent: looked up and laid out when its turn comes, so that it says what is true then.

use std::borrow::Cow;
use std::sync::LazyLock;

use loopdock_domain::count;
use loopdock_labels::{Document as Content, Dpi, Fonts, Format, Paper, PaperError, Printing, Size, Templates};
use loopdock_store::{OwnTemplate, PrintJob, PrinterLanguage, Read};

use super::{Destination, Document, content, destination};
use crate::error::{Error, Result};
use crate::find;
use crate::view::View;

/// The templates that come with the program.
static BUNDLED: LazyLock<Templates> = LazyLock::new(Templates::bundled);

/// A printer's program that lacks so many bytes at its end prints nothing.
const PDF_END_BYTES: usize = 64;

/// What ends a label in ZPL: only then is it printed.
const ZPL_END: &[u8] = b"^XZ";

/// A paper.
pub(crate) struct Made {
    /// The name of its file, which holds numbers only.
    pub name: String,
    /// The paper.
    pub paper: Paper,
    /// How many labels or documents it has.
    pub labels: usize,
    /// The first label of its first sheet that it is on, from 0.
    pub start_at: u32,
    /// Where it goes.
    pub to: Destination,
}

impl Made {
    /// The first label that is free after it, where the sheet is remembered.
    pub(crate) fn next_label(&self) -> Option<u32> {
        let used = count(self.labels).saturating_add(self.start_at);
        self.to.goes_on.then(|| used % count(self.to.size.labels_per_page()))
    }

    /// What the system is told of it: its paper, and that it is as large as it is, because codes are on whole dots.
    pub(crate) fn options(&self) -> Vec<String> {
        if self.to.printer.language == PrinterLanguage::Zpl {
            return vec!["raw".to_owned()];
        }
        let media = self.to.size.cut_at(self.paper.height_mm).media().map(|media| format!("media={media}"));
        media.into_iter().chain(["print-scaling=none".to_owned()]).collect()
    }

    /// What its job remembers: its name, and what could not be printed as it was asked.
    pub(crate) fn remarks(&self) -> String {
        let mut text = self.name.clone();
        if !self.paper.missing.is_empty() {
            text.push_str(&format!("; no installed font has {}", self.paper.missing_named().join(", ")));
        }
        if !self.paper.truncated.is_empty() {
            let many = self.paper.truncated.len();
            text.push_str(&format!("; {many} texts were too long and end in an ellipsis"));
        }
        text
    }

    /// So many of its bytes may be sent before a printer prints anything.
    pub(crate) fn prints_from(&self) -> usize {
        let bytes = self.paper.file();
        match self.to.printer.language {
            PrinterLanguage::Pdf => bytes.len().saturating_sub(PDF_END_BYTES),
            PrinterLanguage::Zpl => bytes.windows(ZPL_END.len()).position(|window| window == ZPL_END).unwrap_or(0),
        }
    }
}

/// The templates of a hub: its own first.
pub(crate) fn templates(read: &Read<'_>) -> Result<Cow<'static, Templates>> {
    let own = read.own_templates()?;
    if own.is_empty() {
        return Ok(Cow::Borrowed(&*BUNDLED));
    }
    Ok(Cow::Owned(bundled_and(&own)))
}

/// These of a hub's own before those that come with the program.
pub(crate) fn bundled_and(own: &[OwnTemplate]) -> Templates {
    // One that an earlier program took and this one does not is told among the templates, and stops no paper.
    let with =
        |templates: Templates, own: &OwnTemplate| templates.clone().with(&own.name, &own.source).unwrap_or(templates);
    own.iter().fold(BUNDLED.clone(), with)
}

/// Where a document goes; none where its document is not to be printed.
pub(crate) fn where_to(read: &Read<'_>, bench: &str, document: &Document) -> Result<Option<Destination>> {
    let to = destination(read, bench, document.kind()?)?;
    let Document::Trial { printer, size, .. } = document else { return Ok(to) };
    let printer = find::printer(read, *printer)?;
    let size = Size::named(size.as_deref().unwrap_or(document.kind()?.usual_size())).map_err(Error::refused)?;
    Ok(Some(Destination { printer, size, goes_on: false }))
}

/// The paper of a job as its printer gets it.
pub(crate) fn made(view: &View<'_>, job: &PrintJob, to: Destination) -> Result<Made> {
    let language = to.printer.language;
    make(view, job, to, language)
}

/// The paper of a job to look at: the same, as a PDF.
pub(crate) fn preview(view: &View<'_>, job: &PrintJob) -> Result<Made> {
    let document = Document::of(job)?;
    let to = match where_to(&view.read, &job.bench, &document)? {
        Some(to) => to,
        None => return Err(Error::refused("This paper is not printed: Settings say so, under Printers.")),
    };
    make(view, job, to, PrinterLanguage::Pdf)
}

/// A document as a file of its own, on the paper that it is printed on, and the file's name.
pub(crate) fn as_pdf(view: &View<'_>, document: &Document) -> Result<(String, Vec<u8>)> {
    let (name, documents) = content::of(view, document, 0)?;
    let size = match where_to(&view.read, "", document)? {
        Some(to) => to.size,
        None => Size::named(document.kind()?.usual_size()).map_err(Error::refused)?,
    };
    let printing = Printing { documents: &documents, size, dpi: Dpi::default(), start_at: 0 };
    let paper = print(view, printing, Format::Pdf, templates(&view.read)?.as_ref())?;
    Ok((format!("{name}.{}", Format::Pdf.name()), paper.file().to_vec()))
}

/// What documents look like with a template that is not kept.
pub(crate) fn try_out(view: &View<'_>, source: &str, documents: &[Content], size: Size) -> Result<Paper> {
    let templates = BUNDLED.clone().with("template", source).map_err(|error| Error::refused(error.to_string()))?;
    let printing = Printing { documents, size, dpi: Dpi::default(), start_at: 0 };
    print(view, printing, Format::Pdf, &templates)
}

fn make(view: &View<'_>, job: &PrintJob, to: Destination, language: PrinterLanguage) -> Result<Made> {
    let document = Document::of(job)?;
    let (name, documents) = content::of(view, &document, job.copy)?;
    let start_at = if to.goes_on { view.read.sheet_begins_at(to.printer.id, to.size.name)? } else { 0 };
    let templates = templates(&view.read)?;
    let format = match language {
        PrinterLanguage::Pdf => Format::Pdf,
        PrinterLanguage::Zpl => Format::Zpl,
    };
    let dpi = Dpi::try_from(to.printer.dpi).map_err(Error::refused)?;
    let first = usize::try_from(start_at).unwrap_or(0);
    let printing = Printing { documents: &documents, size: to.size, dpi, start_at: first };
    let paper = print(view, printing, format, templates.as_ref())?;
    Ok(Made {
        name: format!("{:05}-{name}.{}", job.number, format.name()),
        paper,
        labels: documents.len(),
        start_at,
        to,
    })
}

fn print(view: &View<'_>, printing: Printing<'_>, format: Format, templates: &Templates) -> Result<Paper> {
    let fonts = view.fonts.get_or_init(Fonts::with_installed);
    let refused = |error: PaperError| Error::refused(error.to_string());
    loopdock_labels::print(printing, format, templates, fonts, view.texts).map_err(refused)
}
