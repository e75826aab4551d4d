//! Looks at pictures: they have the printer's dots, show what the PDF shows, and look as they did when somebody looked at them.
//!
//! The pictures that are kept are in `golden`, beside this file; `LOOPDOCK_GOLDEN=write` keeps them anew.

use std::path::Path;

use super::samples::{Sample, TONGUES, documents, parcel_label};
use super::tools::{Dots, Printed, has, scan};
use super::{laid_out, print, print_as};
use crate::{Document, Dpi, Fonts, Format, Kind, Printing, Size};

/// What the darkness of squares of dots may differ from poppler's on average, of 255: poppler moves letters up to a whole dot,
/// and ours to the nearest.
const MEAN_DIFFERENCE: f64 = 6.0;

/// The side of these squares in dots.
const SQUARE: usize = 4;

/// How far ink of one may be from ink of the other, in dots: rules and baselines move by half a dot, and poppler blackens every
/// dot that a rule touches.
const STRAY_DOTS: usize = 2;

fn pictures(sample: &Sample, fonts: &Fonts) -> Vec<Dots> {
    let paper = print_as(sample.printing(), Format::Png, fonts).unwrap();
    paper.files.iter().map(|png| Dots::of_png(png)).collect()
}

/// How dark the squares of a picture are, as far as there is something of `area` in them.
fn squares(picture: &Dots, area: &Dots) -> Vec<f64> {
    let corners = (0..area.height.div_ceil(SQUARE)).flat_map(|y| (0..area.width.div_ceil(SQUARE)).map(move |x| (x, y)));
    let grey = |x: usize, y: usize| (0..SQUARE).map(|at| u32::from(picture.at(x * SQUARE + at, y))).sum::<u32>();
    let square = |(x, y): (usize, usize)| (0..SQUARE).map(|at| grey(x, y * SQUARE + at)).sum::<u32>();
    corners.map(|corner| f64::from(square(corner)) / (SQUARE * SQUARE) as f64).collect()
}

/// Ink of `one` that has none of `other` near it.
fn strays(one: &Dots, other: &Dots) -> Vec<(usize, usize)> {
    let near = |x: usize, y: usize| {
        let rows = y.saturating_sub(STRAY_DOTS)..=y + STRAY_DOTS;
        rows.into_iter().any(|y| (x.saturating_sub(STRAY_DOTS)..=x + STRAY_DOTS).any(|x| other.at(x, y) < 250))
    };
    let inked = (0..one.height).flat_map(|y| (0..one.width).map(move |x| (x, y)));
    inked.filter(|(x, y)| one.at(*x, *y) < 100 && !near(*x, *y)).collect()
}

#[test]
fn a_picture_shows_what_the_pdf_shows() {
    if !has("pdftoppm") {
        return;
    }
    let fonts = Fonts::with_installed();
    let labels = TONGUES.iter().map(|tongue| Sample::of(Document::ParcelLabel(parcel_label(tongue))));
    for sample in documents(&TONGUES[0]).into_iter().chain(labels) {
        let ours = pictures(&sample, &fonts);
        let printed = Printed::new(&sample.name, print(&sample, &fonts).unwrap().file());
        let theirs = printed.pictures();
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs).take(1) {
            let theirs = Dots::of_pgm(&std::fs::read(theirs).unwrap());
            let (ours_dark, theirs_dark) = (squares(ours, ours), squares(&theirs, ours));
            let difference: f64 = ours_dark.iter().zip(&theirs_dark).map(|(one, other)| (one - other).abs()).sum();
            let mean = difference / ours_dark.len() as f64;
            let (stray, lost) = (strays(ours, &theirs), strays(&theirs, ours));
            assert!(mean < MEAN_DIFFERENCE, "{}: {mean}", sample.name);
            assert!(stray.is_empty() && lost.is_empty(), "{}: {stray:?}, {lost:?}", sample.name);
        }
    }
}

#[test]
fn a_picture_has_a_pixel_for_each_dot_and_says_how_large_it_is() {
    for (dpi, per_metre) in Dpi::ALL.into_iter().zip([7992_u32, 11811, 23622]) {
        let documents = [Kind::ParcelLabel.example()];
        let size = Size::named("100x150").unwrap();
        let paper =
            print_as(Printing { documents: &documents, size, dpi, start_at: 0 }, Format::Png, &Fonts::bundled());
        let paper = paper.unwrap();
        let picture = Dots::of_png(paper.file());
        let dots = |mm: f64| (mm / 25.4 * f64::from(dpi.dots_per_inch())).round() as usize;
        assert_eq!((picture.width, picture.height), (dots(100.0), dots(150.0)));
        // PNG, 11.3.5.3: pixels a unit, across and down, and the metre as the unit.
        let says = [b"pHYs".as_slice(), &per_metre.to_be_bytes(), &per_metre.to_be_bytes(), &[1]].concat();
        assert!(paper.file().windows(says.len()).any(|bytes| bytes == says), "{dpi:?}");
    }
}

#[test]
fn codes_in_pictures_are_black_and_white_and_scan() {
    let can_scan = has("zbarimg");
    let fonts = Fonts::bundled();
    for sample in documents(&TONGUES[0]) {
        let pages = laid_out(&sample, &fonts).pages;
        for (page, picture) in pages.iter().zip(pictures(&sample, &fonts)) {
            for code in &page.codes {
                let side = (code.matrix.side_modules() * code.module_dots) as usize;
                let (left, top) = (code.left_dots as usize, code.top_dots as usize);
                let mut area = (top..top + side).flat_map(|y| (left..left + side).map(move |x| (x, y)));
                assert!(area.all(|(x, y)| matches!(picture.at(x, y), 0 | 255)), "{}", sample.name);
            }
            if can_scan {
                assert_eq!(scan(&picture.file("page").1).len(), page.codes.len(), "{}", sample.name);
            }
        }
    }
}

#[test]
fn every_page_is_a_picture_of_its_own() {
    let sample = Sample::of(Document::PickList(super::samples::pick_list(&TONGUES[0], 60)));
    let paper = print_as(sample.printing(), Format::Png, &Fonts::bundled()).unwrap();
    assert!(paper.pages > 1 && paper.files.len() == paper.pages, "{} of {}", paper.files.len(), paper.pages);
}

#[test]
fn every_document_looks_as_it_did() {
    let kept_in = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/golden"));
    let is_written = std::env::var("LOOPDOCK_GOLDEN").is_ok_and(|wanted| wanted == "write");
    let mut changed = Vec::new();
    for kind in Kind::ALL {
        let sample = Sample::of(kind.example());
        let paper = print_as(sample.printing(), Format::Png, &Fonts::bundled()).unwrap();
        let file = kept_in.join(format!("{}.png", kind.name()));
        if is_written {
            std::fs::write(&file, paper.file()).unwrap();
        }
        let kept = std::fs::read(&file).map(|kept| Dots::of_png(&kept));
        if !kept.is_ok_and(|kept| kept == Dots::of_png(paper.file())) {
            changed.push(kind.name());
        }
    }
    let look = "LOOPDOCK_GOLDEN=write keeps the new pictures: look at them before they are committed";
    assert!(changed.is_empty(), "{changed:?} look otherwise. {look}");
}
