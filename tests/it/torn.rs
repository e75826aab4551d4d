//! Tags of sleeves travel for years: with a tenth of each of its two codes blacked out, away from the finder patterns, one of
//! them is still read by one of two readers, in 99 of 100 trials. The lowest tags have room for one code only.

use std::path::{Path, PathBuf};

use loopdock_domain::codes::{CodeKey, CodeKind, OwnCode, Serial};
use loopdock_labels::{Code, CodeLabel, Document, Dpi, English, Fonts, Format, Kind, Printing, Size, Templates};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::judges::{self, Zxing};

/// Tags of each size and printer.
const TRIALS: usize = 100;

/// How many of them must be read: by one of two readers, and where zxing is not installed, by zbar alone, which reads fewer.
const READ_BY_ONE_OF_TWO: usize = 99;
const READ_BY_ZBAR: usize = 90;

/// The corner of a code that its finder pattern takes, with its white, in parts of its side: 8 modules of at least 29.
const CORNER: f64 = 0.28;

/// A code on a picture, in dots from its top left corner.
#[derive(Clone, Copy)]
struct Place {
    left: f64,
    top: f64,
    side: f64,
}

#[test]
fn a_tag_whose_codes_are_both_torn_is_still_read() {
    if !judges::installed(&["pdftoppm", "zbarimg"]) {
        return;
    }
    let mut zxing = match Zxing::start() {
        Ok(zxing) => Some(zxing),
        Err(why) => {
            judges::is_missing(&why);
            None
        }
    };
    let wanted = if zxing.is_some() { READ_BY_ONE_OF_TWO } else { READ_BY_ZBAR };
    let (templates, fonts) = (Templates::bundled(), Fonts::with_installed());
    let mut dice = ChaCha8Rng::seed_from_u64(10);
    let mut looked_at = 0;
    for size in templates.sizes(Kind::SleeveTag) {
        for dpi in Dpi::ALL.into_iter().filter(|dpi| dpi.dots_per_inch() <= 300) {
            let (_folder, pages, payloads) = print((&templates, &fonts), size, dpi, &mut dice);
            // Sheets have the same tags, many on a page.
            if pages.len() != payloads.len() {
                continue;
            }
            looked_at += 1;
            for page in &pages {
                tear(page, &mut dice);
            }
            let by_zbar = judges::zbar(&pages);
            let is_read = |at: usize, zxing: &mut Option<Zxing>| {
                by_zbar[at].contains(&payloads[at])
                    || zxing.as_mut().is_some_and(|zxing| zxing.read(&pages[at]).contains(&payloads[at]))
            };
            let read = (0..payloads.len()).filter(|at| is_read(*at, &mut zxing)).count();
            let (name, dots) = (size.name, dpi.dots_per_inch());
            eprintln!("{name} at {dots} dpi: {read} of {TRIALS} torn tags are read");
            assert!(read >= wanted, "{name} at {dots} dpi: only {read} of {TRIALS} torn tags are read");
        }
    }
    assert!(looked_at > 0, "no size has a tag of its own page");
}

/// As many tags with serials of their own, drawn as their printer does; with what their codes say.
fn print(
    (templates, fonts): (&Templates, &Fonts),
    size: Size,
    dpi: Dpi,
    dice: &mut ChaCha8Rng,
) -> (tempfile::TempDir, Vec<PathBuf>, Vec<String>) {
    let key = CodeKey::new("7K2M", [7; 32]);
    let payloads: Vec<String> =
        (0..TRIALS).map(|_| OwnCode::new(CodeKind::Sleeve, Serial::mint(dice.random(), &key)).payload(&key)).collect();
    let tag = |payload: &String| {
        let serial = payload.rsplit('/').next().unwrap_or_default();
        let caption = format!("{}\u{a0}{}\n{}\u{a0}{}", &serial[..4], &serial[4..8], &serial[8..12], &serial[12..]);
        let code = Code { payload: payload.clone(), caption };
        Document::SleeveTag(CodeLabel { code, note: "Loopdock Demo Hub".to_owned() })
    };
    let documents: Vec<Document> = payloads.iter().map(tag).collect();
    let printing = Printing { documents: &documents, size, dpi, start_at: 0 };
    let paper = loopdock_labels::print(printing, Format::Pdf, templates, fonts, &English).expect("tags are printed");
    let folder = tempfile::tempdir().expect("a folder");
    let pdf = folder.path().join("tags.pdf");
    std::fs::write(&pdf, paper.file()).expect("the folder is there");
    let (drawn, pages) = judges::pictures(&pdf, dpi.dots_per_inch());
    (drawn, pages, payloads)
}

/// A finder pattern: where it begins, and its side, in dots.
type Finder = (usize, usize, usize);

/// Where the codes lie: each has a finder pattern at its top left, another as far to the right as a third is below.
fn places(picture: &Picture) -> Vec<Place> {
    let finders = picture.finders();
    let beside = |(x, y, side): Finder| {
        let found = finders.iter().filter(|(right, level, _)| *level == y && *right > x + side);
        found.map(|(right, ..)| right - x).find(|apart| finders.contains(&(x, y + apart, side))).map(|apart| Place {
            left: x as f64,
            top: y as f64,
            side: (apart + side) as f64,
        })
    };
    finders.iter().copied().filter_map(beside).collect()
}

/// Blackens a tenth of each code: a rectangle of any shape that touches no finder pattern.
fn tear(page: &Path, dice: &mut ChaCha8Rng) {
    let mut picture = Picture::read(page);
    let places = places(&picture);
    assert!((1..=2).contains(&places.len()), "a tag has its code twice, the lowest one once: {}", page.display());
    for place in places {
        loop {
            let stretch: f64 = dice.random_range(0.4..2.5);
            let (wide, high) = ((0.1 * stretch).sqrt(), (0.1 / stretch).sqrt());
            let (left, top) = (dice.random_range(0.0..1.0 - wide), dice.random_range(0.0..1.0 - high));
            let (is_at_an_end, is_above) = (left + wide > 1.0 - CORNER, top < CORNER);
            let touches_upper = is_above && (left < CORNER || is_at_an_end);
            let touches_lower = top + high > 1.0 - CORNER && left < CORNER;
            if touches_upper || touches_lower {
                continue;
            }
            let dot = |from: f64, part: f64| (from + part * place.side).round();
            picture.blacken(
                (dot(place.left, left), dot(place.top, top)),
                (dot(place.left, left + wide), dot(place.top, top + high)),
            );
            break;
        }
    }
    std::fs::write(page, picture.bytes).expect("the picture is there");
}

/// A picture in PBM: a bit a dot, rows of whole bytes.
struct Picture {
    bytes: Vec<u8>,
    begins: usize,
    row: usize,
    wide: usize,
    high: usize,
}

impl Picture {
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).expect("a picture");
        let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect();
        assert_eq!(bytes.get(..2), Some(&b"P4"[..]), "PBM");
        let size = String::from_utf8_lossy(&bytes[ends[0] + 1..ends[1]]).into_owned();
        let numbers: Vec<usize> = size.split(' ').filter_map(|number| number.parse().ok()).collect();
        Self { begins: ends[1] + 1, row: numbers[0].div_ceil(8), wide: numbers[0], high: numbers[1], bytes }
    }

    fn is_black(&self, x: usize, y: usize) -> bool {
        x < self.wide && y < self.high && self.bytes[self.begins + y * self.row + x / 8] & (0x80 >> (x % 8)) != 0
    }

    /// Every finder pattern: a ring of one module around one of white around three times three of black.
    fn finders(&self) -> Vec<Finder> {
        let mut found = Vec::new();
        for y in 0..self.high {
            let mut x = 0;
            while x < self.wide {
                let run = (x..self.wide).take_while(|at| self.is_black(*at, y)).count();
                if run >= 14 && run.is_multiple_of(7) && self.is_finder((x, y, run)) {
                    found.push((x, y, run));
                }
                x += run + 1;
            }
        }
        found
    }

    fn is_finder(&self, (x, y, side): Finder) -> bool {
        let is_first_row = y == 0 || !self.is_black(x, y - 1);
        let module =
            |column: usize, row: usize| self.is_black(x + (2 * column + 1) * side / 14, y + (2 * row + 1) * side / 14);
        let is_black = |column: usize, row: usize| match column.abs_diff(3).max(row.abs_diff(3)) {
            2 => !module(column, row),
            _ => module(column, row),
        };
        is_first_row && (0..49).all(|at| is_black(at % 7, at / 7))
    }

    fn blacken(&mut self, from: (f64, f64), to: (f64, f64)) {
        for y in from.1 as usize..to.1 as usize {
            for x in from.0 as usize..to.0 as usize {
                if let Some(byte) = self.bytes.get_mut(self.begins + y * self.row + x / 8) {
                    *byte |= 0x80 >> (x % 8);
                }
            }
        }
    }
}
