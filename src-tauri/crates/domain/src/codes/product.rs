//! Product codes: EAN-8, UPC-A, EAN-13 and GTIN-14 (GS1 General Specifications, section 7.9), plain or inside a GS1
//! element string or Digital Link URI, and whatever text a creator printed as a barcode of its own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::gs1::{Reading, check_digit_holds};
use super::symbology::Symbology;

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
        Self::with(text, Reading::of(text.trim()).as_ref())
    }

    /// The product code of a text that was read as one of GS1's, or as none.
    pub(super) fn with(text: &str, reading: Option<&Reading>) -> Self {
        let (_, bare) = Symbology::split(text.trim());
        Self { text: bare.to_owned(), gtin14: reading.and_then(Reading::gtin14) }
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
            "]Q3\u{1d}0104006381333931",
            "]C1010400638133393117271301",
            "https://id.example/01/4006381333931",
            "\u{1d}0104006381333931",
            "]Q14006381333931",
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
