//! Writes finished pages as PDF.
//!
//! printpdf makes the document, its pages and fonts. What stands on the pages is written by `ink` and `pen` as it is to
//! be read, since an operation for each module of a code would be most of the work of a sheet of labels. What printpdf
//! takes from clock and chance is taken out again, so that equal pages give equal bytes: no dates, and no random file
//! identifier (ISO 32000-1, 14.4, makes it optional).

mod content;
mod embedded;
mod images;
mod ink;
mod pen;
mod spelling;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat};
use printpdf::{FontId, Mm, PdfDocument, PdfFont, PdfFontMap, PdfPage, PdfSaveOptions};

use crate::PaperError;
use crate::page::Page;
use content::Content;
use embedded::EmbeddedFonts;
use images::EmbeddedImages;

/// Writes the pages as one file.
///
/// # Errors
///
/// [`PaperError::Font`] if a font can't be cut down, [`PaperError::File`] if the objects can't be written.
pub(crate) fn write(pages: &[Page]) -> Result<Vec<u8>, PaperError> {
    let fonts = EmbeddedFonts::gather(pages);
    let mut document = PdfDocument::new("");
    document.pages = pages.iter().map(blank_page).collect();
    if let Some(first) = document.pages.first_mut() {
        first.ops = fonts.all_codes();
    }
    let programs = fonts.programs()?;
    let map: BTreeMap<FontId, PdfFont> =
        programs.into_iter().map(|(id, font)| (FontId(id), PdfFont::new(font))).collect();
    document.resources.fonts = PdfFontMap { map };
    save(&document, pages, &fonts)
}

fn blank_page(page: &Page) -> PdfPage {
    PdfPage::new(Mm(page.size.width_mm), Mm(page.size.height_mm), Vec::new())
}

/// What stands on a page.
fn content_of(page: &Page, fonts: &EmbeddedFonts, images: &EmbeddedImages<'_>) -> Content {
    let mut content = Content::default();
    images.draw(page, &mut content);
    ink::draw_fills(page, &mut content);
    ink::draw_boxes(page, &mut content);
    ink::draw_codes(page, &mut content);
    ink::draw_bars(page, &mut content);
    pen::draw_text(page, fonts, &mut content);
    content
}

fn save(document: &PdfDocument, pages: &[Page], fonts: &EmbeddedFonts) -> Result<Vec<u8>, PaperError> {
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
    let failed = |error: &dyn std::fmt::Display| PaperError::File(error.to_string());
    let images = EmbeddedImages::put(pages, &mut file).map_err(|error| failed(&error))?;
    let page_ids: Vec<ObjectId> = file.get_pages().into_values().collect();
    for (page, id) in pages.iter().zip(page_ids) {
        images.name_on(page, id, &mut file).map_err(|error| failed(&error))?;
        let content = content_of(page, fonts, &images).deflated();
        set_content(&mut file, id, content.map_err(|error| failed(&error))?);
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

/// Puts a compressed content stream into a page, in the place of printpdf's.
fn set_content(file: &mut Document, page: ObjectId, deflated: Vec<u8>) {
    let stream = file.get_page_contents(page).first().and_then(|id| file.objects.get_mut(id));
    if let Some(Object::Stream(stream)) = stream {
        stream.set_content(deflated);
        stream.dict.set("Filter", "FlateDecode");
    }
}
