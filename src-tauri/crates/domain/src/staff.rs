//! The people who work at a hub, and the two of them who stand together for a payment above its limit.

use serde::{Deserialize, Serialize};

use crate::ids::StaffId;
use crate::words;

words! {
    /// What somebody does here, and who may call a command. Until commands ask who is there, everyone is lead.
    Role {
        /// Packs at a bench.
        Packer = "packer",
        /// Runs the hub.
        Lead = "lead",
    }
}

words! {
    /// Whether somebody works here.
    StaffState {
        /// They do; their badge counts.
        Here = "here",
        /// They did.
        Gone = "gone",
    }
}

/// Wrong PINs in a row after which a badge is locked for a while.
pub const MOST_WRONG_PINS: u32 = 5;

/// Digits of a PIN: with eight of them it would be a barcode.
pub const PIN_DIGITS: std::ops::RangeInclusive<usize> = 4..=6;

/// True for what can be a PIN: some digits, which are not all the same.
#[must_use]
pub fn may_be_pin(text: &str) -> bool {
    let digits = text.as_bytes();
    PIN_DIGITS.contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && digits.iter().any(|digit| *digit != digits[0])
}

/// Two different people.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TwoPeople([StaffId; 2]);

impl TwoPeople {
    /// These two; none where they are one.
    #[must_use]
    pub fn new(first: StaffId, second: StaffId) -> Option<Self> {
        (first != second).then_some(Self([first, second]))
    }

    /// Who they are.
    #[must_use]
    pub const fn both(self) -> [StaffId; 2] {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_to_six_digits_that_are_not_all_the_same() {
        for pin in ["1234", "0001", "998877"] {
            assert!(may_be_pin(pin), "{pin}");
        }
        for none in ["", "123", "1234567", "1111", "12a4", " 1234", "١٢٣٤"] {
            assert!(!may_be_pin(none), "{none}");
        }
    }

    #[test]
    fn nobody_is_two_people() {
        let ada = StaffId::from(uuid::Uuid::from_u128(1));
        assert_eq!(TwoPeople::new(ada, ada), None);
    }
}
