//! Customs declarations: whatever is declared is on the paper.

use super::laid_out;
use super::samples::{Sample, TONGUES, customs_cn22, customs_cn23, deposit_statement};
use crate::page::Page;
use crate::{CustomsCategory, CustomsCn22, Document, Fonts, Size};

fn texts(pages: &[Page]) -> Vec<String> {
    let run = |run: &crate::text::Run| run.text.to_string();
    let mut texts: Vec<String> =
        pages.iter().flat_map(|page| &page.lines).filter_map(|line| line.line.runs.first().map(run)).collect();
    texts.dedup();
    texts
}

#[test]
fn a_long_cn22_shrinks_and_then_goes_on_and_loses_no_line() {
    let fonts = Fonts::bundled();
    let (mut pages_of, mut sizes_pt) = (Vec::new(), Vec::new());
    for (lines, size) in [(3, "100x150"), (6, "100x150"), (25, "100x150"), (25, "a6"), (25, "4x6in")] {
        let declaration = Document::CustomsCn22(customs_cn22(&TONGUES[0], lines));
        let finished = laid_out(&Sample { size: Size::named(size).unwrap(), ..Sample::of(declaration) }, &fonts);
        assert!(finished.truncated.is_empty(), "{:?}", finished.truncated);
        let texts = texts(&finished.pages);
        for line in 1..=lines {
            let wanted = format!("{} {line}", TONGUES[0].item);
            assert_eq!(texts.iter().filter(|text| **text == wanted).count(), 1, "{wanted} of {lines} on {size}");
        }
        for (at, page) in finished.pages.iter().enumerate() {
            let number = format!("Page \u{2068}{}\u{2069} of \u{2068}{}\u{2069}", at + 1, finished.pages.len());
            assert!(self::texts(std::slice::from_ref(page)).contains(&number), "{number}");
            assert_eq!(page.codes.len(), 1);
        }
        let first = finished.pages[0].lines.iter().find(|line| line.line.runs[0].text.ends_with("edition 1"));
        sizes_pt.push(first.unwrap().size_pt);
        pages_of.push(finished.pages.len());
    }
    assert_eq!(pages_of[..2], [1, 1]);
    assert!(pages_of[2..].iter().all(|pages| *pages > 1), "{pages_of:?}");
    assert!(sizes_pt[1] < sizes_pt[0], "{sizes_pt:?}");
}

#[test]
fn one_category_is_ticked() {
    let declaration = CustomsCn22 { category: CustomsCategory::CommercialSample, ..customs_cn22(&TONGUES[0], 2) };
    let pages = laid_out(&Sample::of(Document::CustomsCn22(declaration)), &Fonts::bundled()).pages;
    let texts = texts(&pages);
    let ticked: Vec<_> = texts.iter().filter(|text| text.starts_with('☒')).collect();
    assert_eq!(ticked, ["☒ Commercial sample / Échantillon commercial"]);
    assert_eq!(texts.iter().filter(|text| text.starts_with('☐')).count(), 5);
}

#[test]
fn a_form_is_named_in_both_languages() {
    let forms = [
        (Document::CustomsCn22(customs_cn22(&TONGUES[0], 1)), "CN 22"),
        (Document::CustomsCn23(customs_cn23(&TONGUES[0], 1)), "CN 23"),
    ];
    for (document, form) in forms {
        let texts = texts(&laid_out(&Sample::of(document), &Fonts::bundled()).pages);
        for wanted in ["CUSTOMS DECLARATION", "DÉCLARATION EN DOUANE", form] {
            assert!(texts.iter().any(|text| text == wanted), "{wanted}");
        }
    }
}

#[test]
fn long_statements_and_declarations_repeat_their_headings_and_lose_nothing() {
    let statement = Document::DepositStatement(deposit_statement(&TONGUES[0], 70));
    let declaration = Document::CustomsCn23(customs_cn23(&TONGUES[0], 70));
    for (document, heading) in [(statement, "Balance"), (declaration, "HS tariff number / N° tarifaire du SH")] {
        for size in ["a4", "letter"] {
            let sample = Sample { size: Size::named(size).unwrap(), ..Sample::of(document.clone()) };
            let finished = laid_out(&sample, &Fonts::bundled());
            assert!(finished.truncated.is_empty() && finished.pages.len() > 1);
            let is_row = |text: &String, row: u32| {
                text.ends_with(&format!("AH {row:04}")) || text.ends_with(&format!("edition {row}"))
            };
            for page in &finished.pages {
                let texts = texts(std::slice::from_ref(page));
                let has_rows = texts.iter().any(|text| (1..=70).any(|row| is_row(text, row)));
                assert!(!has_rows || texts.iter().any(|text| text == heading), "{heading} on {size}");
            }
            let texts = texts(&finished.pages);
            for row in 1..=70 {
                assert_eq!(texts.iter().filter(|text| is_row(text, row)).count(), 1, "row {row} on {size}");
            }
        }
    }
}

#[test]
fn amounts_of_a_statement_end_at_one_edge() {
    let sample = Sample::of(Document::DepositStatement(deposit_statement(&TONGUES[0], 5)));
    let page = &laid_out(&sample, &Fonts::bundled()).pages[0];
    let right = |line: &crate::page::PlacedLine| line.frame.right_mm();
    let amounts = page.lines.iter().filter(|line| line.line.runs[0].text.starts_with('€'));
    let edges: Vec<f32> = amounts.map(right).collect();
    assert_eq!(edges.len(), 10, "three sums, opening, five balances, closing");
    assert!(edges.iter().all(|edge| (edge - edges[0]).abs() < 0.02), "{edges:?}");
}
