//! Barcodes of one dimension as scanners see them.

use super::samples::{Sample, TONGUES, labels};
use super::tools::{Printed, has, scan, scan_bars};
use crate::{Document, Dpi, English, Fonts, Format, Kind, PaperError, Printing, Size, Templates, print};

/// A product's label with a barcode.
fn product(barcode: &str) -> Sample {
    let mut sample = Sample::all(labels(&TONGUES[0], Kind::ProductLabel, 1));
    if let Document::ProductLabel(label) = &mut sample.documents[0] {
        barcode.clone_into(&mut label.barcode);
    }
    sample
}

fn printed(sample: &Sample, dpi: Dpi) -> Result<Vec<u8>, PaperError> {
    let printing = Printing { dpi, ..sample.printing() };
    print(printing, Format::Pdf, &Templates::bundled(), &Fonts::bundled(), &English).map(|paper| paper.file().to_vec())
}

#[test]
fn every_code_and_barcode_scans_in_every_size() {
    if !has("pdftoppm") || !has("zbarimg") {
        return;
    }
    let (templates, fonts) = (Templates::bundled(), Fonts::bundled());
    for (kind, size) in
        Kind::ALL.into_iter().flat_map(|kind| templates.sizes(kind).into_iter().map(move |size| (kind, size)))
    {
        let documents = [kind.example()];
        let printing = Printing { documents: &documents, size, dpi: Dpi::Dpi203, start_at: 0 };
        let name = format!("{}-{}", kind.name(), size.name);
        let printed = Printed::new(&name, print(printing, Format::Pdf, &templates, &fonts, &English).unwrap().file());
        let content = documents[0].content();
        let wanted = content["code"]["payload"].as_str().or_else(|| content["cells"][0]["code"]["payload"].as_str());
        let bars = content["barcode"].as_str().or_else(|| content["tracking"].as_str());
        for picture in printed.pictures() {
            let read = scan(&picture);
            assert!(read.iter().any(|read| Some(read.as_str()) == wanted), "{name}: {read:?}");
            if bars.is_some() {
                assert_eq!(scan_bars(&picture), bars.into_iter().collect::<Vec<_>>(), "{name}");
            }
        }
    }
}

#[test]
fn what_is_scanned_is_what_was_typed() {
    if !has("pdftoppm") || !has("zbarimg") {
        return;
    }
    let typed = [
        "4006381333931",
        "9780201379624",
        "036000291452",
        "96385074",
        "4006381333932",
        "FK-PIN-001",
        "a~b !\"#$%&'()",
        "00340434161094",
        "1",
        "Z9",
        "12345",
    ];
    for text in typed {
        let mut sample = product(text);
        sample.size = Size::named("a4-8").unwrap();
        let pdf = printed(&sample, Dpi::Dpi203).unwrap();
        let printed = Printed::new("barcode", &pdf);
        assert_eq!(scan_bars(&printed.pictures()[0]), [text], "{text}");
    }
}

#[test]
fn a_barcode_that_is_too_long_says_how_much_room_it_needs() {
    let said = printed(&product(&"A7".repeat(20)), Dpi::Dpi203).unwrap_err().to_string();
    assert!(said.contains("as Code 128 at 203 dpi it needs ") && said.contains(" mm and has 3"), "{said}");
}

#[test]
fn a_label_without_a_barcode_leaves_its_room_to_the_code() {
    let sized = |barcode: &str| {
        let sample = Sample { size: Size::named("a4-65").unwrap(), ..product(barcode) };
        let pages = super::laid_out(&sample, &Fonts::bundled()).pages;
        (pages[0].codes[0].frame().height_mm, pages[0].bars.len())
    };
    let ((with_mm, one), (without_mm, none)) = (sized("96385074"), sized(""));
    assert_eq!((one, none), (1, 0));
    assert!(without_mm > 18.0 && with_mm < 12.0, "{without_mm} mm, {with_mm} mm");
}

#[test]
fn bars_are_drawn_in_whole_printer_dots() {
    const BARE: &str = r#"document = "product_label"
width = [50, 120]
height = [20, 120]
[page]
body = ["code", "bars"]
[part.code]
qr = "{code}"
height = 20
[part.bars]
bars = "{barcode}"
readable = false
share = 1
"#;
    if !has("pdftoppm") {
        return;
    }
    let templates = Templates::bundled().with("bare", BARE).unwrap();
    let sample = product("4006381333931");
    let paper = print(sample.printing(), Format::Pdf, &templates, &Fonts::bundled(), &English).unwrap();
    let picture = std::fs::read(&Printed::new("bars", paper.file()).pictures()[0]).unwrap();
    let (width, height) = (1679, 2374);
    let pixels = &picture[picture.len() - width * height..];
    // A dot that is neither black nor white was half covered.
    assert_eq!(pixels.iter().filter(|pixel| !matches!(pixel, 0 | 255)).count(), 0);
}

#[test]
fn an_sku_is_not_broken_at_its_hyphen_where_it_fits() {
    for size in ["54x25", "25x54", "a4-65", "letter-30", "62mm", "a4-24", "a4-24-66x36", "a4-24-64x34"] {
        for kind in [Kind::BinLabel, Kind::ToteLabel, Kind::ProductLabel] {
            let documents = vec![kind.example()];
            let sample = Sample { name: String::new(), documents, size: Size::named(size).unwrap() };
            let page = &super::laid_out(&sample, &Fonts::bundled()).pages[0];
            let caption = kind.example().content()["code"]["caption"].as_str().unwrap().to_owned();
            let is_whole = |line: &crate::page::PlacedLine| {
                let run = &line.line.runs[0];
                *run.text == *caption && run.clusters.len() == caption.len()
            };
            assert!(page.lines.iter().any(is_whole), "{kind:?} on {size}");
        }
    }
}
