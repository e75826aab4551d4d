//! Barcodes of one dimension: EAN-13, UPC-A and EAN-8 (ISO/IEC 15420) for the numbers of trade items, Code 128 (ISO/IEC
//! 15417) for all else.

use barcoders::sym::code128::Code128;
use barcoders::sym::ean8::EAN8;
use barcoders::sym::ean13::EAN13;

use crate::PaperError;
use crate::sizes::Dpi;
use crate::text::Align;

/// The quiet zone of Code 128, in modules on each side.
const QUIET_MODULES: u32 = 10;

/// The widest module that is of use, in millimetres: twice the nominal one of EAN-13.
const MOST_MODULE_MM: f32 = 0.66;

/// Which barcode a text becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Symbology {
    /// That of retail, if it is the number of a trade item (GTIN-8, -12 or -13 with a right check digit), else Code 128.
    Retail,
    /// Code 128.
    Code128,
}

/// How a barcode is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BarsLook {
    /// Which one it is.
    pub(crate) symbology: Symbology,
    /// Whether its digits stand below it.
    pub(crate) is_readable: bool,
    /// Whether it runs from top to bottom; then no digits stand beside it.
    pub(crate) is_turned: bool,
    /// Where it stands in its frame.
    pub(crate) align: Align,
}

/// A dark bar, in modules from the beginning of the quiet zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bar {
    /// Where it begins.
    pub(crate) start: u32,
    /// How wide it is.
    pub(crate) width: u32,
    /// Whether it is a guard, which reaches down between the digits.
    pub(crate) is_guard: bool,
}

/// What people read below the bars, in the middle of its place; in modules as a [`Bar`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) text: String,
    pub(crate) start: u32,
    pub(crate) width: u32,
}

/// An encoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Barcode {
    /// What the standard calls it.
    name: &'static str,
    /// Its bars, from the left.
    pub(crate) bars: Vec<Bar>,
    /// What stands below.
    pub(crate) readings: Vec<Reading>,
    /// Its width with both quiet zones.
    pub(crate) width_modules: u32,
}

impl Barcode {
    /// Encodes a text.
    ///
    /// # Errors
    ///
    /// [`PaperError::Code`] if the text is empty or has characters that Code 128 has not.
    pub(crate) fn encode(text: &str, symbology: Symbology) -> Result<Self, PaperError> {
        let encoded = match text.len() {
            0 => Err("it is empty".to_owned()),
            8 | 12 | 13 if symbology == Symbology::Retail && is_gtin(text) => retail(text),
            _ => code_128(text),
        };
        encoded.map_err(|reason| PaperError::Code { payload: text.to_owned(), reason })
    }

    /// The largest whole number of printer dots to a module with which it is at most `room_mm` long.
    ///
    /// # Errors
    ///
    /// A sentence that says how long it has to be, if the modules would be too small to scan.
    pub(crate) fn module_dots(&self, room_mm: f32, dpi: Dpi) -> Result<u32, String> {
        // A thousandth of a dot more, so that a room of exactly n dots counts as n.
        let room_dots = (room_mm / dpi.dot_mm() + 0.001).floor().max(0.0) as u32;
        let dots = room_dots / self.width_modules;
        if dots >= dpi.least_bar_dots() {
            return Ok(dots.min((MOST_MODULE_MM / dpi.dot_mm()) as u32));
        }
        let needed_mm = (self.width_modules * dpi.least_bar_dots()) as f32 * dpi.dot_mm();
        let (dpi, name) = (dpi.dots_per_inch(), self.name);
        Err(format!("as {name} at {dpi} dpi it needs {needed_mm:.1} mm and has {:.1} mm", room_mm.max(0.0)))
    }
}

/// Whether a text is of digits, the last of which is the check digit of the others (GS1 General Specifications, 7.9).
fn is_gtin(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|char| char.to_digit(10)).collect();
    digits.is_some_and(|digits| {
        let weighted = digits.iter().rev().enumerate().map(|(at, digit)| if at % 2 == 0 { *digit } else { 3 * digit });
        weighted.sum::<u32>() % 10 == 0
    })
}

/// The number of a trade item as retail prints it.
fn retail(text: &str) -> Result<Barcode, String> {
    let refused = |error: barcoders::error::Error| error.to_string();
    let reading = |digits: std::ops::Range<usize>, start: u32, width: u32| Reading {
        text: text[digits].to_owned(),
        start,
        width,
    };
    // A quiet zone, then the guards and between them halves of seven modules a digit; some digits stand in quiet zones.
    Ok(match text.len() {
        8 => Barcode {
            name: "EAN-8",
            bars: bars(&EAN8::new(&text[..7]).map_err(refused)?.encode(), 7, &[0..3, 31..36, 64..67]),
            readings: vec![reading(0..4, 10, 28), reading(4..8, 43, 28)],
            width_modules: 7 + 67 + 7,
        },
        12 => Barcode {
            name: "UPC-A",
            bars: bars(
                &EAN13::new(format!("0{}", &text[..11])).map_err(refused)?.encode(),
                9,
                &[0..10, 45..50, 85..95],
            ),
            readings: vec![reading(0..1, 0, 8), reading(1..6, 19, 35), reading(6..11, 59, 35), reading(11..12, 105, 8)],
            width_modules: 9 + 95 + 9,
        },
        _ => Barcode {
            name: "EAN-13",
            bars: bars(&EAN13::new(&text[..12]).map_err(refused)?.encode(), 11, &[0..3, 45..50, 92..95]),
            readings: vec![reading(0..1, 0, 10), reading(1..7, 14, 42), reading(7..13, 61, 42)],
            width_modules: 11 + 95 + 7,
        },
    })
}

fn code_128(text: &str) -> Result<Barcode, String> {
    if let Some(char) = text.chars().find(|char| !matches!(char, ' '..='~')) {
        return Err(format!("Code 128 has no “{char}”: it takes the letters, digits and signs of ASCII"));
    }
    let encoded = Code128::new(in_sets(text)).map_err(|error| error.to_string())?.encode();
    let length = u32::try_from(encoded.len()).unwrap_or(u32::MAX);
    Ok(Barcode {
        name: "Code 128",
        bars: bars(&encoded, QUIET_MODULES, &[]),
        readings: vec![Reading { text: text.to_owned(), start: 0, width: length + 2 * QUIET_MODULES }],
        width_modules: length + 2 * QUIET_MODULES,
    })
}

/// The dark bars of modules that are 1 or 0, after a quiet zone. Those that begin in `guards` are guards.
fn bars(modules: &[u8], quiet: u32, guards: &[std::ops::Range<u32>]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    for (at, _) in (0_u32..).zip(modules).filter(|(_, module)| **module == 1) {
        match bars.last_mut() {
            Some(bar) if bar.start + bar.width == at + quiet => bar.width += 1,
            _ => {
                bars.push(Bar { start: at + quiet, width: 1, is_guard: guards.iter().any(|guard| guard.contains(&at)) })
            }
        }
    }
    bars
}

/// Marks where barcoders is to change to the set B, of letters, and to C, of pairs of digits, so that the code is as short
/// as can be. The text must be of printable ASCII.
fn in_sets(text: &str) -> String {
    const TO_B: char = '\u{181}';
    const TO_C: char = '\u{106}';
    let bytes = text.as_bytes();
    let is_pair = |at: usize| bytes[at..].iter().take(2).filter(|byte| byte.is_ascii_digit()).count() == 2;
    // How many symbols the rest from each place needs if its first one is of set B, or of set C.
    let (mut in_b, mut in_c) = (vec![0_usize; bytes.len() + 2], vec![0_usize; bytes.len() + 2]);
    for at in (0..bytes.len()).rev() {
        in_b[at] = 1 + in_b[at + 1].min(1 + in_c[at + 1]);
        in_c[at] = if is_pair(at) { 1 + in_c[at + 2].min(1 + in_b[at + 2]) } else { 2 * bytes.len() };
    }
    let mut marked = String::with_capacity(text.len() + 4);
    let (mut at, mut is_c) = (0, in_c[0] < in_b[0]);
    marked.push(if is_c { TO_C } else { TO_B });
    while at < bytes.len() {
        let (stay, change) = if is_c { (in_c[at], in_b[at]) } else { (in_b[at], in_c[at]) };
        if at > 0 && change + 1 < stay {
            is_c = !is_c;
            marked.push(if is_c { TO_C } else { TO_B });
        }
        let end = at + if is_c { 2 } else { 1 };
        marked.push_str(&text[at..end]);
        at = end;
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::{Barcode, Symbology, in_sets, is_gtin};

    #[test]
    fn digits_are_paired_where_that_is_shorter() {
        let wanted = [
            ("A", "ƁA"),
            ("12", "Ć12"),
            ("123", "Ɓ123"),
            ("1234", "Ć1234"),
            ("12345", "Ć1234Ɓ5"),
            ("JD014600006281230704", "ƁJDĆ014600006281230704"),
            ("A1234B", "ƁA1234B"),
            ("A123456B", "ƁAĆ123456ƁB"),
            ("1Z999AA10123456784", "Ɓ1Z999AA1Ć0123456784"),
        ];
        for (text, marked) in wanted {
            // There may be several that are as short: what counts is the number of symbols.
            let symbols = |marked: &str| marked.chars().count() - marked.split('Ć').skip(1).map(pairs).sum::<usize>();
            let found = in_sets(text);
            assert_eq!(symbols(&found), symbols(marked), "{text}: {found}");
            assert_eq!(found.replace(['Ɓ', 'Ć'], ""), text);
        }
    }

    fn pairs(in_c: &str) -> usize {
        in_c.chars().take_while(char::is_ascii_digit).count() / 2
    }

    #[test]
    fn only_right_check_digits_make_a_number_of_trade() {
        let right = ["4006381333931", "9780201379624", "036000291452", "96385074"];
        assert!(right.iter().all(|text| is_gtin(text)));
        assert!(!is_gtin("4006381333932") && !is_gtin("400638133393X"));
        let name = |text: &str, symbology| Barcode::encode(text, symbology).unwrap().name;
        let names: Vec<_> = right.iter().map(|text| name(text, Symbology::Retail)).collect();
        assert_eq!(names, ["EAN-13", "EAN-13", "UPC-A", "EAN-8"]);
        assert_eq!(name("4006381333932", Symbology::Retail), "Code 128");
        assert_eq!(name("4006381333931", Symbology::Code128), "Code 128");
    }

    #[test]
    fn guards_reach_down_and_bars_fill_their_modules() {
        let ean = Barcode::encode("4006381333931", Symbology::Retail).unwrap();
        assert_eq!(ean.bars.len(), 30, "2 + 6 x 2 + 2 + 6 x 2 + 2");
        assert_eq!(ean.bars.iter().filter(|bar| bar.is_guard).count(), 6);
        let last = ean.bars.last().unwrap();
        assert_eq!((ean.bars[0].start, last.start + last.width, ean.width_modules), (11, 106, 113));
    }

    #[test]
    fn what_code_128_has_not_is_named() {
        let said = |text: &str| Barcode::encode(text, Symbology::Retail).unwrap_err().to_string();
        assert!(said("Größe").contains("Code 128 has no “ö”"), "{}", said("Größe"));
        assert!(said("").contains("it is empty"));
    }
}
