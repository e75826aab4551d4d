//! Product codes: EAN-8, UPC-A, EAN-13 and GTIN-14 (GS1 General Specifications, section 7.9), plain or inside a GS1
//! element string or Digital Link URI, and whatever text a creator printed as a barcode of its own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was read where a product was meant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ProductCode {
    /// As scanned, without a symbology identifier.
    pub text: String,
    /// As a GTIN of 14 digits, where it is one.
    pub gtin14: Option<String>,
}

impl ProductCode {
    /// The key under which an item's barcode is kept: its GTIN-14, else the text itself.
    #[must_use]
    pub fn key(&self) -> &str {
        self.gtin14.as_deref().unwrap_or(&self.text)
    }

    /// Reads any text as a product code; finds the GTIN in it where there is one.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let trimmed = text.trim();
        let bare = without_symbology(trimmed);
        let gtin = gtin14(bare).or_else(|| element_gtin(bare)).or_else(|| digital_link_gtin(bare));
        Self { text: bare.to_owned(), gtin14: gtin }
    }
}

/// The GTIN-14 of 8, 12, 13 or 14 digits whose check digit is right.
#[must_use]
pub fn gtin14(digits: &str) -> Option<String> {
    let lengths = [8, 12, 13, 14];
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !lengths.contains(&digits.len()) || !is_number {
        return None;
    }
    let padded = format!("{digits:0>14}");
    check_digit_holds(&padded).then_some(padded)
}

/// Modulo 10 with weights 3 and 1 from the left of a 14-digit number (GS1 General Specifications, 7.9.1).
fn check_digit_holds(digits: &str) -> bool {
    let sum: u32 =
        digits.bytes().enumerate().map(|(at, byte)| u32::from(byte - b'0') * if at % 2 == 0 { 3 } else { 1 }).sum();
    sum.is_multiple_of(10)
}

/// Drops an AIM symbology identifier such as `]E0` (ISO/IEC 15424).
pub(super) fn without_symbology(text: &str) -> &str {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(']'), Some(letter), Some(digit)) if letter.is_ascii_alphabetic() && digit.is_ascii_digit() => {
            chars.as_str()
        }
        _ => text,
    }
}

/// The GTIN of an element string that begins with AI 01 or 02, bracketed or not.
fn element_gtin(text: &str) -> Option<String> {
    let bare = text.trim_start_matches('\u{1d}');
    let bracketed = bare.strip_prefix("(01)").or_else(|| bare.strip_prefix("(02)"));
    let plain = (bare.len() > 16 || text.starts_with('\u{1d}')).then(|| bare.strip_prefix("01")).flatten();
    gtin_prefix(bracketed.or(plain).or_else(|| bare.strip_prefix("01").filter(|rest| rest.len() == 14))?)
}

/// The GTIN of a GS1 Digital Link URI: the segment after `/01/`.
fn digital_link_gtin(text: &str) -> Option<String> {
    let lower = text.get(..8)?.to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return None;
    }
    let (_, after) = text.split_once("/01/")?;
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    gtin14(after.get(..end)?)
}

fn gtin_prefix(text: &str) -> Option<String> {
    text.get(..14).and_then(gtin14)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_product_is_one_key_however_it_is_printed() {
        for text in [
            "4006381333931",
            "]E04006381333931",
            "04006381333931",
            "]C10104006381333931",
            "(01)04006381333931(21)7",
            "]d2010400638133393110AB",
            "https://id.example/01/04006381333931/21/7?x=1",
        ] {
            assert_eq!(ProductCode::read(text).key(), "04006381333931", "{text}");
        }
        assert_eq!(ProductCode::read("036000291452").key(), "00036000291452");
    }

    #[test]
    fn a_wrong_check_digit_is_no_gtin_but_still_a_text() {
        let code = ProductCode::read("4006381333932");
        assert_eq!(code.gtin14, None);
        assert_eq!(code.key(), "4006381333932");
    }
}
