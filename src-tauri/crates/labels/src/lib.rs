//! How the hub's paper is made: typed contents in, the bytes of a PDF out.
//!
//! [`print()`] lays a [`Document`] out in millimetres and writes it as PDF. Every page carries a QR code that says what it
//! is. The crate is pure: it reads no clock and no file (save that [`Fonts::with_installed`] looks at the installed
//! fonts), and equal contents with equal fonts give equal bytes.
//!
//! From the top: `documents` has one function for each document; they draw on a `Press`, which sets text into frames,
//! draws rules, boxes and codes and starts pages; `table` lays out rows over several pages; `text` turns a string into
//! lines of positioned glyphs (ordered, itemised, shaped, broken, fitted); `pdf` writes the finished pages.
//!
//! Three rules hold on every page. Text never leaves its frame: it wraps, then shrinks to a stated size, then ends in an
//! ellipsis, and what was cut is in [`Paper::truncated`]. A character that no font has is drawn as a box and listed in
//! [`Paper::missing`]. A code's modules are whole dots of a 203 dpi printer.

mod contents;
mod documents;
mod fonts;
mod page;
mod pdf;
mod press;
mod qr;
mod table;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use contents::{
    Code, CodeCell, CodeKind, CodeSheet, Document, Manifest, ManifestRow, ParcelLabel, PickList, PickRow, ReturnLine,
    ReturnSlip, SleeveNote,
};
pub use fonts::Fonts;
pub use qr::ScreenCode;
pub use words::{CAPTIONS, Caption, Words};

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
    /// A document has nothing to say, so it would have a page without a code.
    #[error("This sheet has no codes to print. Choose at least one, and print again.")]
    Empty,
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

/// Prints a document with these fonts, worded by `words`.
///
/// # Errors
///
/// [`PaperError::Code`] for a payload that does not fit in its place, [`PaperError::Empty`] for a code sheet without
/// cells, [`PaperError::Font`] if an installed font is broken. Text never is an error: see [`Paper::truncated`] and
/// [`Paper::missing`].
pub fn print(document: &Document, fonts: &Fonts, words: &dyn Words) -> Result<Paper, PaperError> {
    let finished = lay_out(document, fonts, words)?.finish();
    Ok(Paper {
        pdf: pdf::write(&finished.pages)?,
        pages: finished.pages.len(),
        missing: finished.missing,
        truncated: finished.truncated,
    })
}

/// Lays a document out without writing it.
fn lay_out<'a>(document: &Document, fonts: &'a Fonts, words: &'a dyn Words) -> Result<Press<'a>, PaperError> {
    let mut press = Press::new(fonts, words);
    match document {
        Document::ParcelLabel(label) => documents::parcel_label(label, &mut press)?,
        Document::ReturnSlip(slip) => documents::return_slip(slip, &mut press)?,
        Document::PickList(list) => documents::pick_list(list, &mut press)?,
        Document::Manifest(manifest) => documents::manifest(manifest, &mut press)?,
        Document::CodeSheet(sheet) => documents::code_sheet(sheet, &mut press)?,
    }
    Ok(press)
}
