//! Codes on carriers' labels, as far as they say themselves what they are.

use super::gs1::check_digit_holds;
use crate::words;

words! {
    /// Whose a code on a parcel is, or by which standard it is made.
    Carrier {
        /// A tracking number of UPS: `1Z`, the shipper's six characters, the service's two, the package's seven and a check digit.
        Ups = "ups",
        /// A postal item by UPU S10: two letters of the service, eight digits and a check digit, two letters of the country.
        Post = "upu_s10",
        /// A Serial Shipping Container Code: 18 digits, the last a check digit (GS1 General Specifications, 3.3.1).
        Sscc = "sscc",
        /// A long number, as many carriers print.
        Unknown = "unknown",
    }
}

/// A code on a carrier's label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CarrierCode {
    /// Whose it is.
    pub carrier: Carrier,
    /// Whether its check digit is right; unknown where only its length speaks for it.
    pub holds: Option<bool>,
}

impl CarrierCode {
    /// Reads what a scanner sent, without a symbology identifier; `None` where it looks like no carrier's.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let are_digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
        let are_letters = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_uppercase);
        let code = |carrier, holds| Some(Self { carrier, holds });
        match bytes {
            [b'1', b'Z', number @ .., check @ b'0'..=b'9'] if bytes.len() == 18 => {
                let holds = ups_check_digit(number).map(|digit| digit == *check);
                holds.and_then(|holds| code(Carrier::Ups, Some(holds)))
            }
            [a, b, digits @ .., c, d] if bytes.len() == 13 && are_digits(digits) && are_letters(&[*a, *b, *c, *d]) => {
                code(Carrier::Post, Some(s10_holds(digits)))
            }
            _ if !are_digits(bytes) => None,
            _ if bytes.len() == 18 && check_digit_holds(text) => code(Carrier::Sscc, Some(true)),
            _ => (15..=34).contains(&bytes.len()).then_some(Self { carrier: Carrier::Unknown, holds: None }),
        }
    }
}

/// The check digit of UPS: every second character counts double, letters from A as 2, 3 and so on, modulo 10.
fn ups_check_digit(number: &[u8]) -> Option<u8> {
    let value = |byte: &u8| match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A') + 2),
        _ => None,
    };
    let weighted = |(at, byte): (usize, &u8)| value(byte).map(|value| if at % 2 == 0 { value } else { 2 * value });
    let sum = number.iter().enumerate().map(weighted).sum::<Option<u32>>()?;
    u8::try_from((10 - sum % 10) % 10).ok().map(|digit| digit + b'0')
}

/// The check digit of UPU S10: modulo 11 with weights.
fn s10_holds(digits: &[u8]) -> bool {
    let Some((check, number)) = digits.split_last() else { return false };
    let weighted = number.iter().zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(digit, weight)| u32::from(digit - b'0') * weight);
    let digit = match 11 - weighted.sum::<u32>() % 11 {
        10 => 0,
        11 => 5,
        digit => digit,
    };
    u32::from(check - b'0') == digit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_carriers_are_known_and_checked() {
        for (text, carrier, holds) in [
            ("1Z999AA10123456784", Carrier::Ups, Some(true)),
            ("1Z999AA10123456785", Carrier::Ups, Some(false)),
            ("RR123456785DE", Carrier::Post, Some(true)),
            ("RR123456784DE", Carrier::Post, Some(false)),
            ("340434161094000003", Carrier::Unknown, None),
            ("106141412345678908", Carrier::Sscc, Some(true)),
            ("9400111899223100001234", Carrier::Unknown, None),
        ] {
            assert_eq!(CarrierCode::read(text), Some(CarrierCode { carrier, holds }), "{text}");
        }
        for none in ["", "1Z999AA1012345678", "1Z999AA1012345678-", "rr123456785de", "4006381333931", "hello"] {
            assert_eq!(CarrierCode::read(none), None, "{none}");
        }
    }
}
