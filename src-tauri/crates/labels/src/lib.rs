//! How the hub's paper is made: typed contents in, the bytes of a PDF out.
//!
//! [`print()`] lays [`Document`]s out as a template says and writes them as PDF. Every page carries a QR code that says what
//! it is. The crate is pure: it reads no clock and no file (save that [`Fonts::with_installed`] looks at the installed
//! fonts), and equal contents with equal fonts give equal bytes.
//!
//! From the top: `contents` has what each document says, `template` how it is laid out, `templates` the templates that come
//! with the program, `sizes` the paper; `layout` finds room for the parts of a template and draws them on a `Press`, which
//! sets text into frames, draws rules, boxes, codes and pictures and starts pages; `qr` and `bars` encode, `logo` reads a
//! picture; `table` lays out rows; `text` turns a string into lines of positioned glyphs (ordered, itemised, shaped, broken,
//! fitted); `pdf` writes the finished pages.
//!
//! Three rules hold on every page. Text never leaves its frame: it wraps, then shrinks to a stated size, then ends in an
//! ellipsis, and what was cut is in [`Paper::truncated`]. A character that no font has is drawn as a box and listed in
//! [`Paper::missing`]. A code's modules are whole dots of the printer.

mod bars;
mod contents;
mod fields;
mod fonts;
mod layout;
mod logo;
mod page;
mod pdf;
mod press;
mod qr;
mod sizes;
mod table;
mod template;
mod templates;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use contents::{
    Code, CodeLabel, CodeSheet, CustomsCategory, CustomsCn22, CustomsCn23, CustomsLine, DepositStatement, Document,
    Kind, Manifest, ManifestRow, PackingLine, PackingSlip, ParcelLabel, PickList, PickRow, ProductLabel, ReturnLine,
    ReturnSlip, SleeveNote, StaffBadge, StatementRow,
};
pub use fonts::Fonts;
pub use logo::Logo;
pub use qr::ScreenCode;
pub use sizes::{Dpi, Size};
pub use template::{Template, TemplateError};
pub use templates::Templates;
pub use words::{CAPTIONS, Caption, English, Words};

use press::Press;

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters that no font has, in order of code point; each is drawn as a box.
    pub missing: Vec<char>,
    /// The texts that did not fit even at their smallest size, in full; each ends in an ellipsis on the page.
    pub truncated: Vec<String>,
}

impl Paper {
    /// The missing characters with their code points, such as `ꙮ (U+A66E)`.
    #[must_use]
    pub fn missing_named(&self) -> Vec<String> {
        self.missing.iter().map(|char| format!("{char} (U+{:04X})", u32::from(*char))).collect()
    }
}

/// Why a document can't be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A payload is empty, or longer than its place on the page allows.
    #[error("The code \"{payload}\" can't be printed: {reason}. Give it another payload, and print again.")]
    Code {
        /// The payload.
        payload: String,
        /// What is wrong with it.
        reason: String,
    },
    /// There is nothing to say, so there would be a page without a code.
    #[error("There is nothing to print here. Choose at least one, and print again.")]
    Empty,
    /// A document can't be printed in a size.
    #[error("The size {size} can't be used here: {reason}. Choose another, and print again.")]
    Size {
        /// The size's name.
        size: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A font could not be put into the file.
    #[error("The font {font} can't be used in print: {reason}. Remove it from this computer, or repair it.")]
    Font {
        /// The font's PostScript name.
        font: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The file could not be written.
    #[error("The PDF could not be written: {0}")]
    File(String),
}

/// What is to be printed, and on what.
#[derive(Debug, Clone, Copy)]
pub struct Printing<'a> {
    /// Documents of one kind: each has pages of its own, or a label on a sheet.
    pub documents: &'a [Document],
    /// The paper.
    pub size: Size,
    /// The printer's dots.
    pub dpi: Dpi,
    /// The first free label of a sheet, counted from zero in reading order.
    pub start_at: usize,
}

/// Prints documents as the templates say, with these fonts, worded by `words`.
///
/// # Errors
///
/// [`PaperError::Code`] for a payload that does not fit in its place, [`PaperError::Size`] for a size that there is no
/// template for, [`PaperError::Empty`] without documents or cells, [`PaperError::Font`] if an installed font is broken. Text
/// never is an error: see [`Paper::truncated`] and [`Paper::missing`].
pub fn print(
    printing: Printing<'_>,
    templates: &Templates,
    fonts: &Fonts,
    words: &dyn Words,
) -> Result<Paper, PaperError> {
    let finished = lay_out(printing, templates, fonts, words)?.finish();
    if finished.pages.iter().any(|page| page.codes.is_empty()) {
        return Err(PaperError::Empty);
    }
    Ok(Paper {
        pdf: pdf::write(&finished.pages)?,
        pages: finished.pages.len(),
        missing: finished.missing,
        truncated: finished.truncated,
    })
}

/// Lays documents out without writing them.
fn lay_out<'a>(
    printing: Printing<'_>,
    templates: &Templates,
    fonts: &'a Fonts,
    words: &'a dyn Words,
) -> Result<Press<'a>, PaperError> {
    let Printing { documents, size, dpi, start_at } = printing;
    let kind = documents.first().ok_or(PaperError::Empty)?.kind();
    let template = templates
        .find(kind, size)
        .ok_or_else(|| PaperError::Size { size: size.name, reason: templates.only_for(kind) })?;
    let mut press = Press::new(fonts, words, dpi);
    layout::lay_out(template, documents, size, start_at, &mut press)?;
    Ok(press)
}
