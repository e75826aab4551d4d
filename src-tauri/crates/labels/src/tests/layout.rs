//! Looks at placed pages before they are PDF: whatever the contents, nothing leaves the page and nothing overlaps.

use serde_json::Value;

use super::laid_out;
use super::samples::{
    Sample, THAI, TONGUES, code_sheet, customs_cn22, customs_cn23, deposit_statement, documents, labels, manifest,
    packing_slip, parcel_label, pick_list, return_slip, staff_badge,
};
use crate::page::{Frame, Page};
use crate::{Document, Fonts, Kind};

/// Rounding, in millimetres.
const SLACK_MM: f32 = 0.02;

fn overlap(one: &Frame, other: &Frame) -> bool {
    one.left_mm + SLACK_MM < other.right_mm()
        && other.left_mm + SLACK_MM < one.right_mm()
        && one.top_mm + SLACK_MM < other.bottom_mm()
        && other.top_mm + SLACK_MM < one.bottom_mm()
}

fn assert_tidy(name: &str, page: &Page) {
    let mut things: Vec<(String, Frame)> = Vec::new();
    for line in &page.lines {
        let text = line.line.runs.first().map_or("", |run| &run.text);
        things.push((format!("line of {text:?}"), line.frame));
    }
    things.extend(page.codes.iter().map(|code| ("code".to_owned(), code.frame())));
    things.extend(page.bars.iter().map(|bars| ("barcode".to_owned(), bars.area.frame(bars.dpi))));
    things.extend(page.images.iter().map(|image| ("picture".to_owned(), image.frame)));
    things.extend(page.fills.iter().map(|fill| ("rule".to_owned(), *fill)));
    // Outlines to cut along lie around things; boxes to tick beside them.
    let ticks = page.boxes.iter().filter(|frame| frame.width_mm < 10.0);
    things.extend(ticks.map(|frame| ("box".to_owned(), *frame)));
    for (at, (what, frame)) in things.iter().enumerate() {
        let is_inside = frame.left_mm >= -SLACK_MM
            && frame.top_mm >= -SLACK_MM
            && frame.right_mm() <= page.size.width_mm + SLACK_MM
            && frame.bottom_mm() <= page.size.height_mm + SLACK_MM;
        assert!(is_inside, "{name}: {what} at {frame:?} leaves the page");
        for (other_what, other) in &things[at + 1..] {
            assert!(!overlap(frame, other), "{name}: {what} at {frame:?} touches {other_what} at {other:?}");
        }
    }
}

/// What is not typed as text.
const NO_TEXT: [&str; 6] = ["payload", "kind", "barcode", "tracking", "category", "logo"];

/// Puts `text` in the place of every text of a document.
fn filled_with(document: &Document, text: &str) -> Document {
    fn fill(value: &mut Value, text: &str) {
        match value {
            Value::String(old) => text.clone_into(old),
            Value::Array(values) => values.iter_mut().for_each(|value| fill(value, text)),
            Value::Object(map) => {
                let texts = map.iter_mut().filter(|(name, _)| !NO_TEXT.contains(&name.as_str()));
                texts.for_each(|(_, value)| fill(value, text));
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(document).unwrap();
    fill(&mut value, text);
    serde_json::from_value(value).unwrap()
}

fn all_filled_with(sample: &Sample, text: &str) -> Sample {
    Sample {
        documents: sample.documents.iter().map(|document| filled_with(document, text)).collect(),
        ..sample.clone()
    }
}

#[test]
fn ordinary_pages_are_tidy_in_every_language() {
    let fonts = Fonts::with_installed();
    for sample in TONGUES.iter().flat_map(documents) {
        for page in &laid_out(&sample, &fonts).pages {
            assert_tidy(&sample.name, page);
        }
    }
}

#[test]
fn endless_texts_stay_in_their_places_and_are_reported() {
    let fonts = Fonts::with_installed();
    let mixed = format!("{}{}", "العلوي ".repeat(20), "W".repeat(160));
    let texts = ["W".repeat(300), "漢".repeat(300), "Wi ".repeat(200), "g\n".repeat(60), THAI.repeat(5), mixed];
    let tongue = &TONGUES[0];
    let samples = [
        Sample::of(Document::ParcelLabel(parcel_label(tongue))),
        Sample::of(Document::PackingSlip(packing_slip(tongue, 3))),
        Sample::of(Document::ReturnSlip(return_slip(tongue, 6))),
        Sample::of(Document::PickList(pick_list(tongue, 5))),
        Sample::of(Document::Manifest(manifest(tongue, 5))),
        Sample::all(labels(tongue, Kind::BinLabel, 3)),
        Sample::all(labels(tongue, Kind::SleeveTag, 3)),
        Sample::of(Document::CodeSheet(code_sheet(tongue, 3))),
        Sample::all(labels(tongue, Kind::ProductLabel, 3)),
        Sample::of(Document::StaffBadge(staff_badge(tongue))),
        Sample::of(Document::CustomsCn22(customs_cn22(tongue, 3))),
        Sample::of(Document::CustomsCn23(customs_cn23(tongue, 3))),
        Sample::of(Document::DepositStatement(deposit_statement(tongue, 5))),
    ];
    for sample in &samples {
        for text in &texts {
            let finished = laid_out(&all_filled_with(sample, text), &fonts);
            let name = format!("{text:.6} in {}", sample.name);
            finished.pages.iter().for_each(|page| assert_tidy(&name, page));
            assert!(!finished.truncated.is_empty(), "{name}");
            let is_whole = |cut: &String| cut.contains(text.trim_end()) && !cut.contains('…');
            assert!(finished.truncated.iter().all(is_whole), "{name}: {:?}", finished.truncated);
        }
    }
}

#[test]
fn sixty_lines_go_on_as_many_pages_as_they_need() {
    let fonts = Fonts::with_installed();
    for tongue in TONGUES {
        let finished = laid_out(&Sample::of(Document::ReturnSlip(return_slip(tongue, 60))), &fonts);
        let pages = finished.pages;
        assert!(pages.len() > 3 && finished.truncated.is_empty(), "{}: {} pages", tongue.name, pages.len());
        let boxes: usize = pages.iter().map(|page| page.boxes.len()).sum();
        assert_eq!(boxes, 60 + 5, "{}: a box a line, and the reasons", tongue.name);
        for page in &pages {
            assert_tidy(tongue.name, page);
            assert_eq!(page.codes.len(), 1, "{}", tongue.name);
        }
    }
}

#[test]
fn a_text_that_fits_is_not_reported_as_cut() {
    let fonts = Fonts::with_installed();
    for sample in TONGUES.iter().flat_map(documents) {
        let truncated = laid_out(&sample, &fonts).truncated;
        assert!(truncated.is_empty(), "{}: {truncated:?}", sample.name);
    }
}

#[test]
fn words_of_thai_are_not_torn_apart() {
    let fonts = Fonts::with_installed();
    let finished = laid_out(&all_filled_with(&documents(&TONGUES[0])[0], THAI), &fonts);
    if !finished.missing.is_empty() {
        eprintln!("skipped: no font for Thai");
        return;
    }
    // ฝากพัสดุ ("hand in the parcel") is two words; a line may end between them, never within one.
    let page = &finished.pages[0];
    let starts =
        page.lines.iter().filter_map(|line| line.line.runs.first().zip(line.line.runs.first()?.clusters.first()));
    for (run, cluster) in starts {
        let before = &run.text[..cluster.bytes.start];
        assert!(!before.ends_with("ฝา") && !before.ends_with("พัส"), "torn after {before:?}");
    }
}
