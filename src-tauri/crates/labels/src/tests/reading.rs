//! Prints everything in every language and reads it back.

use unicode_normalization::UnicodeNormalization;

use super::samples::{Sample, TONGUES, Tongue, code_sheet, documents, labels, parcel_label};
use super::tools::{Printed, has, scan};
use super::{laid_out, print};
use crate::{Document, Fonts, Kind, Paper, PaperError};

/// The languages that this computer has fonts for.
fn tongues(fonts: &Fonts) -> impl Iterator<Item = &'static Tongue> {
    TONGUES.iter().filter(|tongue| {
        let sample = Sample::of(Document::ParcelLabel(parcel_label(tongue)));
        let is_there = tongue.is_bundled || print(&sample, fonts).unwrap().missing.is_empty();
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

/// All texts that were typed into a sample's documents.
fn typed(sample: &Sample) -> Vec<String> {
    let mut texts = Vec::new();
    collect(&serde_json::to_value(&sample.documents).unwrap(), &mut texts);
    texts
}

fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        serde_json::Value::Object(map) => {
            // Payloads are codes, and not all are set as text too; a packing slip does not name its own code.
            let is_text = |name: &String| !["payload", "category", "logo"].contains(&name.as_str());
            let set = |name: &String| is_text(name) && (name != "code" || !map.contains_key("date"));
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
        for sample in documents(tongue) {
            let (name, paper) = (&sample.name, print(&sample, &fonts).unwrap());
            let printed = Printed::new(name, paper.file());
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
        for sample in documents(tongue) {
            let (name, paper) = (&sample.name, print(&sample, &fonts).unwrap());
            let Paper { missing, truncated, .. } = &paper;
            assert!(missing.is_empty() && truncated.is_empty(), "{name}: {missing:?}, {truncated:?}");
            let printed = Printed::new(name, paper.file());
            let text = bare(&printed.text());
            let mut lost: Vec<String> =
                typed(&sample).into_iter().filter(|typed| !text.contains(&bare(typed))).collect();
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
        .map(|sample| {
            let paper = print(&sample, &other_fonts).unwrap();
            (sample, paper)
        })
        .collect();
    papers.reverse();
    for (sample, once) in papers {
        assert!(once == print(&sample, &fonts).unwrap(), "{}", sample.name);
    }
}

#[test]
fn files_are_sound() {
    if !has("qpdf") {
        return;
    }
    let fonts = Fonts::with_installed();
    for sample in TONGUES.iter().flat_map(documents) {
        let report = Printed::new(&sample.name, print(&sample, &fonts).unwrap().file()).qpdf_check();
        assert!(report.contains("No syntax or stream encoding errors"), "{}: {report}", sample.name);
    }
}

#[test]
fn a_letter_without_a_font_is_reported_and_drawn() {
    let mut label = parcel_label(&TONGUES[0]);
    label.recipient[0] = "Fiona \u{e000}\u{10fffd} Efficient".to_owned();
    let paper = print(&Sample::of(Document::ParcelLabel(label.clone())), &Fonts::with_installed()).unwrap();
    assert_eq!(paper.missing, ['\u{e000}', '\u{10fffd}']);
    if has("pdftotext") {
        let text = Printed::new("missing", paper.file()).text();
        assert!(text.contains("Fiona \u{e000}\u{10fffd} Efficient"), "{text}");
    }
    for tongue in TONGUES {
        let paper = print(&Sample::of(Document::ParcelLabel(parcel_label(tongue))), &Fonts::bundled()).unwrap();
        assert_eq!(paper.missing.is_empty(), tongue.is_bundled, "{}: {:?}", tongue.name, paper.missing);
    }
}

#[test]
fn what_only_steers_a_terminal_or_turns_letters_around_is_left_out() {
    let mut label = parcel_label(&TONGUES[0]);
    label.recipient[0] = "Fi\0ona \u{202e}Effi\u{7}cient\u{202c}".to_owned();
    let paper = print(&Sample::of(Document::ParcelLabel(label)), &Fonts::bundled()).unwrap();
    assert!(paper.missing.is_empty(), "{:?}", paper.missing);
    if has("pdftotext") {
        let text = Printed::new("control", paper.file()).text();
        assert!(text.contains("Fiona Efficient"), "{text}");
    }
}

#[test]
fn marks_that_are_piled_up_get_a_higher_line() {
    let highest_em = |name: &str| {
        let mut label = parcel_label(&TONGUES[0]);
        label.recipient[0] = name.to_owned();
        let finished = laid_out(&Sample::of(Document::ParcelLabel(label)), &Fonts::bundled());
        finished.pages[0].lines.iter().map(|placed| placed.line.height_em()).fold(0.0, f32::max)
    };
    let (plain_em, accented_em) = (highest_em("Fiona"), highest_em("Fio\u{302}\u{309}na"));
    assert!((plain_em - accented_em).abs() < f32::EPSILON, "{plain_em} {accented_em}");
    let piled_em = highest_em("Fio\u{302}\u{309}\u{30a}\u{303}\u{316}\u{323}\u{325}na");
    assert!(piled_em > plain_em + 0.3, "{plain_em} {piled_em}");
}

#[test]
fn codes_are_drawn_in_whole_printer_dots() {
    if !has("pdftoppm") {
        return;
    }
    for kind in [Kind::BinLabel, Kind::SleeveTag] {
        let mut sample = Sample::all(labels(&TONGUES[0], kind, 24));
        for document in &mut sample.documents {
            if let Document::BinLabel(label) | Document::SleeveTag(label) = document {
                label.code.caption.clear();
                label.note.clear();
            }
        }
        let paper = print(&sample, &Fonts::bundled()).unwrap();
        let picture = std::fs::read(&Printed::new("dots", paper.file()).pictures()[0]).unwrap();
        // A dot that is neither black nor white was half covered.
        let (width, height) = (1679, 2374);
        let pixels = &picture[picture.len() - width * height..];
        let grey = pixels.iter().filter(|pixel| !matches!(pixel, 0 | 255)).count();
        assert_eq!(grey, 0, "{kind:?}");
    }
}

#[test]
fn a_sheet_holds_every_code_once() {
    if !has("pdftoppm") || !has("zbarimg") {
        return;
    }
    let sample = Sample::all(labels(&TONGUES[0], Kind::BinLabel, 50));
    let payload = |document: &Document| match document {
        Document::BinLabel(label) => label.code.payload.clone(),
        _ => String::new(),
    };
    let mut wanted: Vec<String> = sample.documents.iter().map(payload).collect();
    let paper = print(&sample, &Fonts::bundled()).unwrap();
    let mut read: Vec<String> =
        Printed::new("totes", paper.file()).pictures().iter().flat_map(|page| scan(page)).collect();
    wanted.sort();
    read.sort();
    assert_eq!((paper.pages, read), (3, wanted));
}

#[test]
fn a_latin_label_is_small() {
    let paper = print(&Sample::of(Document::ParcelLabel(parcel_label(&TONGUES[0]))), &Fonts::bundled()).unwrap();
    assert!(paper.file().len() <= 25 * 1024, "{} bytes", paper.file().len());
}

#[test]
fn a_payload_that_can_not_be_scanned_is_refused() {
    let mut label = parcel_label(&TONGUES[0]);
    for payload in [String::new(), "X".repeat(700), "X".repeat(9000)] {
        label.code.payload = payload;
        assert!(print(&Sample::of(Document::ParcelLabel(label.clone())), &Fonts::bundled()).is_err());
    }
    let empty = Sample::of(Document::CodeSheet(code_sheet(&TONGUES[0], 0)));
    assert_eq!(print(&empty, &Fonts::bundled()), Err(PaperError::Empty));
}

#[test]
fn captions_keep_their_order_in_fluents_isolates() {
    if !has("pdftotext") {
        return;
    }
    let document = Document::ReturnSlip(super::samples::return_slip(&TONGUES[0], 25));
    let paper = print(&Sample::of(document), &Fonts::bundled()).unwrap();
    let text = Printed::new("isolates", paper.file()).text();
    assert!(text.contains(&format!("Page 1 of {}", paper.pages)), "{text}");
    assert!(text.contains("€3.00 is returned"), "{text}");
}
