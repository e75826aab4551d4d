//! Writes finished pages as PDF.
//!
//! printpdf makes the objects; what it takes from clock and chance is taken out again, so that equal pages give equal
//! bytes: no dates, and no random file identifier (ISO 32000-1, 14.4, makes it optional).

mod embedded;
mod ink;
mod pen;
mod spelling;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, SaveOptions, Stream, StringFormat};
use printpdf::{FontId, Mm, Op, PdfDocument, PdfFont, PdfFontMap, PdfPage, PdfSaveOptions};

use crate::PaperError;
use crate::page::Page;
use embedded::EmbeddedFonts;

/// Writes the pages as one file.
///
/// # Errors
///
/// [`PaperError::Font`] if a font can't be cut down, [`PaperError::File`] if the objects can't be written.
pub(crate) fn write(pages: &[Page]) -> Result<Vec<u8>, PaperError> {
    let fonts = EmbeddedFonts::gather(pages);
    let mut document = PdfDocument::new("");
    document.pages = pages.iter().map(|page| pdf_page(page, &fonts)).collect();
    let programs = fonts.programs()?;
    let map: BTreeMap<FontId, PdfFont> =
        programs.into_iter().map(|(id, font)| (FontId(id), PdfFont::new(font))).collect();
    document.resources.fonts = PdfFontMap { map };
    save(&document, &fonts)
}

fn pdf_page(page: &Page, fonts: &EmbeddedFonts) -> PdfPage {
    let mut ops: Vec<Op> = Vec::new();
    ink::draw_fills(page, &mut ops);
    ink::draw_boxes(page, &mut ops);
    ink::draw_codes(page, &mut ops);
    pen::draw_text(page, fonts, &mut ops);
    PdfPage::new(Mm(page.size.width_mm), Mm(page.size.height_mm), ops)
}

fn save(document: &PdfDocument, fonts: &EmbeddedFonts) -> Result<Vec<u8>, PaperError> {
    // "Unknown" operators are the path operators that printpdf has no names for; all of them are our own.
    let options = PdfSaveOptions { secure: false, subset_fonts: false, ..PdfSaveOptions::default() };
    let mut file = printpdf::serialize::to_lopdf_doc(document, &options, &mut Vec::new());
    file.version = "1.7".to_owned();
    file.trailer.remove(b"ID");
    let producer = Object::String(b"Loopdock".to_vec(), StringFormat::Literal);
    let info = file.trailer.get(b"Info").and_then(Object::as_reference);
    if let Ok(info) = info {
        file.set_object(info, Dictionary::from_iter([("Producer", producer)]));
    }
    for (name, code_map) in fonts.code_maps() {
        set_code_map(&mut file, &name, code_map);
    }
    file.compress();
    let modern = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(9).build();
    let mut bytes = Vec::new();
    file.save_with_options(&mut bytes, modern).map_err(|error| PaperError::File(error.to_string()))?;
    Ok(bytes)
}

/// Puts the way from codes to glyphs into the font of this name, in the place of printpdf's "code is glyph".
fn set_code_map(file: &mut Document, name: &str, code_map: Vec<u8>) {
    let map = file.add_object(Stream::new(Dictionary::new(), code_map));
    let fonts = file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    let is_it = |font: &&mut Dictionary| {
        font.has(b"DescendantFonts")
            && font.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|it| it == name.as_bytes())
    };
    for font in fonts.filter(is_it) {
        let descendants = font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut);
        for descendant in descendants.into_iter().flatten().filter_map(|font| font.as_dict_mut().ok()) {
            descendant.set("CIDToGIDMap", Object::Reference(map));
        }
    }
}
