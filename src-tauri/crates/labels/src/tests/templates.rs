//! Templates that anybody may write: what is wrong is said with its line, and what is right fits every size that it is for.

use super::samples::{Sample, TONGUES, labels};
use crate::{Document, Dpi, English, Fonts, Format, Kind, PaperError, Printing, Size, Template, Templates, print};

const RIGHT: &str = r#"document = "bin_label"
width = [20, 120]
height = [20, 120]
[page]
body = ["code", "name"]
[part.code]
qr = "{code}"
share = 1
[part.name]
text = "{@paper-place} {code_name}"
"#;

fn refusal(changed: &str, by: &str) -> String {
    assert!(RIGHT.contains(changed), "{changed}");
    Template::read("mine", &RIGHT.replacen(changed, by, 1)).unwrap_err().to_string()
}

#[test]
fn a_template_that_can_not_be_right_is_refused_with_its_line() {
    assert!(Template::read("mine", RIGHT).is_ok());
    let wrong = [
        ("bin_label", "bin_labels", "Line 1: There is no document “bin_labels”: write one of parcel_label,"),
        ("\"name\"]", "\"names\"]", "Line 5: there is no part “names”"),
        ("{code_name}", "{code_names}", "Line 9: there is no field “code_names” here; there are code, code_name, note"),
        ("{@paper-place}", "{@paper-places}", "Line 9: there is no caption “paper-places”"),
        ("{@paper-place}", "{@paper-page}", "Line 9: the caption “paper-page” can't stand alone"),
        ("{code_name}", "{code_name", "Line 10: a “{” has no “}” after it"),
        ("{code_name}", "{page_of_pages}", "Line 9: there is no field “page_of_pages” here"),
        ("share = 1", "shares = 1", "Line 8: unknown field `shares`"),
        ("share = 1", "share = \"1\"", "Line 8: "),
        ("[page]", "[page", "Line 4: "),
        ("qr = \"{code}\"", "text = \"{code}\"", "Line 4: every page needs a code"),
        ("[\"code\", \"name\"]", "[\"code\"]", "Line 9: nothing uses the part “name”"),
        ("[\"code\", \"name\"]", "[\"code\", \"name\", \"name\"]", "Line 9: a part can be used once only"),
        ("share = 1", "text = \"x\"", "Line 6: a part is one of stack,"),
        (
            "text = \"{@paper-place} {code_name}\"",
            "image = \"a {code_name}\"",
            "Line 10: an image is one field and nothing else",
        ),
        ("text = \"{@paper-place} {code_name}\"", "image = \"{logo}\"", "the document has no picture “logo”"),
        ("text = \"{@paper-place} {code_name}\"", "bars = \"{barcode}\"", "there is no field “barcode” here"),
        ("share = 1", "[part.rows]\ntable = \"rows\"", "Line 8: "),
    ];
    for (changed, by, wanted) in wrong {
        let said = refusal(changed, by);
        assert!(said.starts_with("The template mine can't be used. ") && said.contains(wanted), "{by}: {said}");
    }
}

#[test]
fn a_hubs_own_template_goes_before_the_bundled_one() {
    let text = RIGHT.replace("{@paper-place}", "Mine:");
    let templates = Templates::bundled().with("mine", &text).unwrap();
    let sample = Sample::all(labels(&TONGUES[0], Kind::BinLabel, 1));
    let finished = crate::lay_out(sample.printing(), &templates, &Fonts::bundled(), &English).unwrap().finish();
    let has = |word: &str| {
        finished.pages[0].lines.iter().any(|line| line.line.runs.iter().any(|run| run.text.contains(word)))
    };
    assert!(has("Mine: A-01-1") && !has("Enamel"));
}

#[test]
fn every_document_has_an_example_in_every_size_and_dpi_that_it_can_have() {
    let (templates, fonts) = (Templates::bundled(), Fonts::bundled());
    for kind in Kind::ALL {
        let sizes = templates.sizes(kind);
        assert!(sizes.iter().any(|size| size.name == kind.usual_size()), "{kind:?}");
        for (size, dpi) in sizes.into_iter().flat_map(|size| Dpi::ALL.map(|dpi| (size, dpi))) {
            let documents = [kind.example()];
            let paper = print(
                Printing { documents: &documents, size, dpi, start_at: 0 },
                Format::Pdf,
                &templates,
                &fonts,
                &English,
            );
            let paper = paper.unwrap_or_else(|error| panic!("{kind:?} on {} at {dpi:?}: {error}", size.name));
            assert!(
                paper.missing.is_empty() && paper.truncated.is_empty(),
                "{kind:?}, {}: {:?}",
                size.name,
                paper.truncated
            );
        }
    }
}

#[test]
fn a_sheet_begins_at_its_first_free_label() {
    let documents = labels(&TONGUES[0], Kind::BinLabel, 3);
    let size = Size::named("a4-24").unwrap();
    let printing = Printing { documents: &documents, size, dpi: Dpi::Dpi203, start_at: 22 };
    let pages = crate::lay_out(printing, &Templates::bundled(), &Fonts::bundled(), &English).unwrap().finish().pages;
    let codes: Vec<usize> = pages.iter().map(|page| page.codes.len()).collect();
    assert_eq!(codes, [2, 1]);
    let first = pages[0].codes[0].frame();
    assert!(first.left_mm > 70.0 && first.top_mm > 250.0, "{first:?}");
}

#[test]
fn a_size_that_a_document_can_not_have_is_refused() {
    let documents = [Kind::PickList.example()];
    let size = Size::named("54x25").unwrap();
    let printing = Printing { documents: &documents, size, dpi: Dpi::Dpi203, start_at: 0 };
    let refused = print(printing, Format::Pdf, &Templates::bundled(), &Fonts::bundled(), &English);
    assert!(matches!(refused, Err(PaperError::Size { size: "54x25", .. })));
    let Document::PickList(_) = &documents[0] else { panic!() };
}
