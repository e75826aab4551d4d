//! Prints everything in every language and reads it back.

use unicode_normalization::UnicodeNormalization;

use super::English;
use super::samples::{TONGUES, Tongue, code_sheet, documents, parcel_label};
use super::tools::{Printed, has, scan};
use crate::{CodeKind, Document, Fonts, print};

/// The languages that this computer has fonts for.
fn tongues(fonts: &Fonts) -> impl Iterator<Item = &'static Tongue> {
    TONGUES.iter().filter(|tongue| {
        let document = Document::ParcelLabel(parcel_label(tongue));
        let is_there = tongue.is_bundled || print(&document, fonts, &English).unwrap().missing.is_empty();
        if !is_there {
            eprintln!("skipped: no font for {}", tongue.name);
        }
        is_there
    })
}

/// A text as it is compared: composed, without marks of direction, and without white space, since lines wrap.
fn bare(text: &str) -> String {
    let is_steering =
        |char: &char| matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.nfc().filter(|char| !is_steering(char) && !char.is_whitespace()).collect()
}

/// All texts that were typed into a document.
fn typed(document: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    collect(&serde_json::to_value(document).unwrap(), &mut texts);
    texts
}

fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        serde_json::Value::Object(map) => {
            // The kind of a sheet and the payloads of its cells are not set as text.
            let set = |name: &String| name != "kind" && (name != "payload" || !map["payload"].is_string());
            map.iter().filter(|(name, _)| set(name)).for_each(|(_, value)| collect(value, texts));
        }
        _ => {}
    }
}

#[test]
fn every_page_has_a_code_that_scans() {
    if !has("pdftoppm") || !has("zbarimg") {
        return;
    }
    let fonts = Fonts::with_installed();
    for tongue in tongues(&fonts) {
        for (name, document) in documents(tongue) {
            let paper = print(&document, &fonts, &English).unwrap();
            let printed = Printed::new(&name, &paper.pdf);
            let pictures = printed.pictures();
            assert_eq!(pictures.len(), paper.pages, "{name}");
            for picture in pictures {
                assert!(!scan(&picture).is_empty(), "{name}: no code on {}", picture.display());
            }
        }
    }
}

#[test]
fn what_was_typed_is_what_is_copied_out() {
    if !has("pdftotext") {
        return;
    }
    let fonts = Fonts::with_installed();
    let mut wrong = Vec::new();
    for tongue in tongues(&fonts) {
        for (name, document) in documents(tongue) {
            let paper = print(&document, &fonts, &English).unwrap();
            assert!(paper.missing.is_empty() && paper.truncated.is_empty(), "{name}: {paper:?}");
            let printed = Printed::new(&name, &paper.pdf);
            let text = bare(&printed.text());
            let mut lost: Vec<String> =
                typed(&document).into_iter().filter(|typed| !text.contains(&bare(typed))).collect();
            lost.dedup();
            if !lost.is_empty() {
                wrong.push(format!("{name}: {lost:#?} in\n{}", printed.text()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_contents_give_the_same_bytes() {
    let (fonts, other_fonts) = (Fonts::with_installed(), Fonts::with_installed());
    // In another order, so that what was looked up before can't matter.
    let mut papers: Vec<_> = TONGUES
        .iter()
        .flat_map(documents)
        .rev()
        .map(|(name, document)| {
            let paper = print(&document, &other_fonts, &English).unwrap();
            (name, document, paper)
        })
        .collect();
    papers.reverse();
    for (name, document, once) in papers {
        let again = print(&document, &fonts, &English).unwrap();
        assert_eq!(once, again, "{name}");
    }
}

#[test]
fn files_are_sound() {
    if !has("qpdf") {
        return;
    }
    let fonts = Fonts::with_installed();
    for (name, document) in TONGUES.iter().flat_map(documents) {
        let report = Printed::new(&name, &print(&document, &fonts, &English).unwrap().pdf).qpdf_check();
        assert!(report.contains("No syntax or stream encoding errors"), "{name}: {report}");
    }
}

#[test]
fn a_letter_without_a_font_is_reported_and_drawn() {
    let mut label = parcel_label(&TONGUES[0]);
    label.recipient[0] = "Fiona \u{e000}\u{10fffd} Efficient".to_owned();
    let paper = print(&Document::ParcelLabel(label.clone()), &Fonts::with_installed(), &English).unwrap();
    assert_eq!(paper.missing, ['\u{e000}', '\u{10fffd}']);
    if has("pdftotext") {
        let text = Printed::new("missing", &paper.pdf).text();
        assert!(text.contains("Fiona \u{e000}\u{10fffd} Efficient"), "{text}");
    }
    for tongue in TONGUES {
        let paper = print(&Document::ParcelLabel(parcel_label(tongue)), &Fonts::bundled(), &English).unwrap();
        assert_eq!(paper.missing.is_empty(), tongue.is_bundled, "{}: {:?}", tongue.name, paper.missing);
    }
}

#[test]
fn codes_are_drawn_in_whole_printer_dots() {
    if !has("pdftoppm") {
        return;
    }
    let sheets = [CodeKind::Bin, CodeKind::Sleeve].map(|kind| {
        let mut sheet = code_sheet(&TONGUES[0], kind, 24);
        sheet.title.clear();
        sheet.cells.iter_mut().for_each(|cell| {
            cell.code.caption.clear();
            cell.note.clear();
        });
        sheet
    });
    for sheet in sheets {
        let kind = sheet.kind;
        let paper = print(&Document::CodeSheet(sheet), &Fonts::bundled(), &English).unwrap();
        let picture = std::fs::read(&Printed::new("dots", &paper.pdf).pictures()[0]).unwrap();
        // A dot that is neither black nor white was half covered. Leave out the page number at the bottom.
        let (width, pixels) = (1679, &picture[picture.len() - 1679 * 2374..]);
        let top = &pixels[..2000 * width];
        let grey = top.iter().filter(|pixel| !matches!(pixel, 0 | 255)).count();
        assert_eq!(grey, 0, "{kind:?}");
    }
}

#[test]
fn a_sheet_holds_every_code_once() {
    if !has("pdftoppm") || !has("zbarimg") {
        return;
    }
    let sheet = code_sheet(&TONGUES[0], CodeKind::Tote, 50);
    let mut wanted: Vec<String> = sheet.cells.iter().map(|cell| cell.code.payload.clone()).collect();
    let paper = print(&Document::CodeSheet(sheet), &Fonts::bundled(), &English).unwrap();
    let mut read: Vec<String> =
        Printed::new("totes", &paper.pdf).pictures().iter().flat_map(|page| scan(page)).collect();
    wanted.sort();
    read.sort();
    assert_eq!((paper.pages, read), (3, wanted));
}

#[test]
fn a_latin_label_is_small() {
    let paper = print(&Document::ParcelLabel(parcel_label(&TONGUES[0])), &Fonts::bundled(), &English).unwrap();
    assert!(paper.pdf.len() <= 25 * 1024, "{} bytes", paper.pdf.len());
}

#[test]
fn a_payload_that_can_not_be_scanned_is_refused() {
    let mut label = parcel_label(&TONGUES[0]);
    for payload in [String::new(), "X".repeat(700), "X".repeat(9000)] {
        label.code.payload = payload;
        assert!(print(&Document::ParcelLabel(label.clone()), &Fonts::bundled(), &English).is_err());
    }
    let empty = code_sheet(&TONGUES[0], CodeKind::Bin, 0);
    assert_eq!(print(&Document::CodeSheet(empty), &Fonts::bundled(), &English), Err(crate::PaperError::Empty));
}

#[test]
fn captions_keep_their_order_in_fluents_isolates() {
    if !has("pdftotext") {
        return;
    }
    let document = Document::ReturnSlip(super::samples::return_slip(&TONGUES[0], 25));
    let paper = print(&document, &Fonts::bundled(), &English).unwrap();
    let text = Printed::new("isolates", &paper.pdf).text();
    assert!(text.contains(&format!("Page 1 of {}", paper.pages)), "{text}");
    assert!(text.contains("€3.00 is returned"), "{text}");
}
