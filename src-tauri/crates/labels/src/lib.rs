//! How the hub's paper is made: typed contents in, the bytes of a PDF, of pictures or of ZPL out.
//!
//! [`print()`] lays [`Document`]s out as a template says and writes them in a [`Format`]. Every page carries a QR code that says what
//! it is. The crate is pure: it reads no clock and no file (save that [`Fonts::with_installed`] looks at the installed
//! fonts), and equal contents with equal fonts give equal bytes.
//!
//! From the top: `contents` has what each document says, `template` how it is laid out, `templates` the templates that come
//! with the program, `sizes` the paper; `layout` finds room for the parts of a template and draws them on a `Press`, which
//! sets text into frames, draws rules, boxes, codes and pictures and starts pages; `qr` and `bars` encode, `logo` reads a
//! picture; `table` lays out rows; `text` turns a string into lines of positioned glyphs (ordered, itemised, shaped, broken,
//! fitted). Of the finished pages `pdf` writes PDF, and `raster` draws pictures dot by dot, which `picture` writes as PNG and
//! `zpl` as the program of a thermal printer.
//!
//! Three rules hold on every page. Text never leaves its frame: it wraps, then shrinks to a stated size, then ends in an
//! ellipsis, and what was cut is in [`Paper::truncated`]. A character that no font has is drawn as a box and listed in
//! [`Paper::missing`]. A code's modules are whole dots of the printer.

mod bars;
mod contents;
mod fields;
mod fonts;
mod format;
mod layout;
mod logo;
mod page;
mod pdf;
mod picture;
mod press;
mod qr;
mod raster;
mod sizes;
mod table;
mod template;
mod templates;
mod text;
mod words;
mod zpl;

#[cfg(test)]
mod tests;

pub use contents::{
    Code, CodeLabel, CodeSheet, CustomsCategory, CustomsCn22, CustomsCn23, CustomsLine, DepositStatement, Document,
    Kind, Manifest, ManifestRow, PackingLine, PackingSlip, ParcelLabel, PickList, PickRow, ProductLabel, ReturnLine,
    ReturnSlip, SleeveNote, StaffBadge, StatementRow, StatementSum,
};
pub use fonts::Fonts;
pub use format::Format;
pub use logo::Logo;
pub use qr::ScreenCode;
pub use sizes::{Dpi, Size};
pub use template::{Template, TemplateError};
pub use templates::{Templates, bundled_templates};
pub use words::{CAPTIONS, Caption, English, Words};

use std::collections::BTreeSet;

use page::Page;
use press::Press;
use raster::Raster;
use text::Style;

/// A printed document.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The finished files: one of all pages, or as [`Format::Png`] one a page.
    pub files: Vec<Vec<u8>>,
    /// How many pages they have.
    pub pages: usize,
    /// How high the highest of them is, in millimetres.
    pub height_mm: f32,
    /// The characters that no font has, in order of code point; each is drawn as a box.
    pub missing: Vec<char>,
    /// The texts that did not fit even at their smallest size, in full; each ends in an ellipsis on the page.
    pub truncated: Vec<String>,
}

impl Paper {
    /// The file of all pages; of pictures the first.
    #[must_use]
    pub fn file(&self) -> &[u8] {
        self.files.first().map_or(&[], Vec::as_slice)
    }

    /// The missing characters with their code points, such as `ꙮ (U+A66E)`.
    #[must_use]
    pub fn missing_named(&self) -> Vec<String> {
        self.missing.iter().copied().map(named).collect()
    }
}

/// As much of a payload as a sentence has room for.
fn shortened(payload: &str) -> String {
    match payload.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &payload[..end]),
        None => payload.to_owned(),
    }
}

/// Why a document can't be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A payload is empty, or longer than its place on the page allows.
    #[error(
        "The code \"{}\" can't be printed: {reason}. Give it another payload, and print again.",
        shortened(payload)
    )]
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
    /// A size can't be printed by the printers that a format is for.
    #[error("The size {size} can't be printed as ZPL, which is for thermal printers with labels on a roll. {instead}")]
    Roll {
        /// The size's name.
        size: &'static str,
        /// What to do instead, as a sentence.
        instead: String,
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
    #[error("The paper could not be written: {0}")]
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

/// Prints documents in a format as the templates say, with these fonts, worded by `words`.
///
/// # Errors
///
/// [`PaperError::Code`] for a payload that does not fit in its place, [`PaperError::Size`] for a size that there is no
/// template for, [`PaperError::Roll`] for ZPL of a size that is no roll's, [`PaperError::Empty`] without documents or cells,
/// [`PaperError::Font`] if an installed font is broken. Text never is an error: see [`Paper::truncated`] and [`Paper::missing`].
pub fn print(
    printing: Printing<'_>,
    format: Format,
    templates: &Templates,
    fonts: &Fonts,
    words: &dyn Words,
) -> Result<Paper, PaperError> {
    let finished = lay_out(printing, templates, fonts, words)?.finish();
    if format == Format::Zpl && !printing.size.is_on_roll() {
        return Err(no_roll(printing, templates));
    }
    if finished.pages.iter().any(|page| page.codes.is_empty()) {
        return Err(PaperError::Empty);
    }
    Ok(Paper {
        files: write(&finished.pages, format, printing.dpi)?,
        pages: finished.pages.len(),
        height_mm: finished.pages.iter().map(|page| page.size.height_mm).fold(0.0, f32::max),
        missing: finished.missing,
        truncated: finished.truncated,
    })
}

/// Writes finished pages as files.
fn write(pages: &[Page], format: Format, dpi: Dpi) -> Result<Vec<Vec<u8>>, PaperError> {
    let mut raster = Raster::new(dpi);
    match format {
        Format::Pdf => Ok(vec![pdf::write(pages)?]),
        Format::Png => pages.iter().map(|page| raster.draw(page)?.png()).collect(),
        Format::Zpl => {
            let mut program = String::new();
            for page in pages {
                zpl::write(&raster.draw(page)?, &mut program);
            }
            Ok(vec![program.into_bytes()])
        }
    }
}

/// The characters of a text that no font has, in order of code point, each with that: `ꙮ (U+A66E)`. Paper has a box for each.
#[must_use]
pub fn missing_in(text: &str, fonts: &Fonts) -> Vec<String> {
    let press = Press::new(fonts, &English, Dpi::default());
    let missing: BTreeSet<char> =
        press.measure(text, Style::regular(10.0, 10.0), 1_000.0, 1_000.0).missing.into_iter().collect();
    missing.into_iter().map(named).collect()
}

fn named(char: char) -> String {
    format!("{char} (U+{:04X})", u32::from(char))
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

/// Why a size can't be printed as ZPL, and which sizes of the same documents can.
fn no_roll(printing: Printing<'_>, templates: &Templates) -> PaperError {
    let sizes = printing.documents.first().map(|document| templates.sizes(document.kind())).unwrap_or_default();
    let rolls: Vec<&str> = sizes.iter().filter(|size| size.is_on_roll()).map(|size| size.name).collect();
    let instead = match rolls.as_slice() {
        [] => "Print it as pdf or png.".to_owned(),
        rolls => format!("Choose one of {}, or print it as pdf or png.", rolls.join(", ")),
    };
    PaperError::Roll { size: printing.size.name, instead }
}
