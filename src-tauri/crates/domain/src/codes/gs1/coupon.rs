//! Coupons of North America: the digits of AI (8110) and (8112) (GS1 US, North American Coupon Application Guideline Using
//! GS1 DataBar Expanded Symbols). Most fields are as long as the digit before them says.

use super::lint::date_fault;

/// Whether digits are a coupon: whose it is, what it saves, what must be bought for it, and optional fields by their numbers.
pub(super) fn is_coupon(digits: &str) -> bool {
    Digits::of(digits).is_some_and(|digits| coupon(digits).is_some_and(Digits::are_at_end))
}

/// Whether digits are a coupon whose terms stand in a positive offer file.
pub(super) fn is_offer(digits: &str) -> bool {
    Digits::of(digits).is_some_and(|digits| offer(digits).is_some_and(Digits::are_at_end))
}

/// A GS1 Company Prefix is six digits and as many more as the digit before it says; a serial too.
const BASE: usize = 6;

/// What a field that another standard leaves out says instead of its length.
const LEFT_OUT: u8 = 9;

/// Digits, of which each step reads some.
#[derive(Clone, Copy)]
struct Digits<'a>(&'a str);

impl<'a> Digits<'a> {
    fn of(text: &'a str) -> Option<Self> {
        text.bytes().all(|byte| byte.is_ascii_digit()).then_some(Self(text))
    }

    fn are_at_end(self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, count: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next digit, which must be one of some.
    fn digit(&mut self, allowed: &[u8]) -> Option<u8> {
        let digit = self.take(1)?.as_bytes().first()? - b'0';
        allowed.contains(&digit).then_some(digit)
    }

    /// A field that is `base` digits long and as many more as the digit before it says.
    fn sized(&mut self, allowed: &[u8], base: usize) -> Option<&'a str> {
        let more = self.digit(allowed)?;
        self.take(base + usize::from(more))
    }

    /// The number of an optional field, which is passed where it comes next.
    fn is_next(&mut self, field: &str) -> bool {
        self.0.strip_prefix(field).map(|rest| self.0 = rest).is_some()
    }

    /// How much must be bought, what that counts, and of which family of goods.
    fn requirement(&mut self) -> Option<()> {
        self.sized(&[1, 2, 3, 4, 5], 0)?;
        self.digit(&[0, 1, 2, 3, 4, 9])?;
        self.take(3).map(|_family| ())
    }

    /// What must be bought besides, and of whom.
    fn further_requirement(&mut self) -> Option<()> {
        self.requirement()?;
        match self.digit(&[0, 1, 2, 3, 4, 5, 6, LEFT_OUT])? {
            LEFT_OUT => Some(()),
            more => self.take(BASE + usize::from(more)).map(|_prefix| ()),
        }
    }

    fn date(&mut self) -> Option<&'a str> {
        self.take(6).filter(|date| date_fault(date, 1).is_none())
    }
}

fn coupon(mut digits: Digits<'_>) -> Option<Digits<'_>> {
    digits.sized(&[0, 1, 2, 3, 4, 5, 6], BASE)?;
    let _offer = digits.take(6)?;
    let _saved = digits.sized(&[1, 2, 3, 4, 5], 0)?;
    digits.requirement()?;
    if digits.is_next("1") {
        digits.digit(&[0, 1, 2, 3])?;
        digits.further_requirement()?;
    }
    if digits.is_next("2") {
        digits.further_requirement()?;
    }
    let ends = if digits.is_next("3") { Some(digits.date()?) } else { None };
    if digits.is_next("4") {
        let starts = digits.date()?;
        if ends.is_some_and(|ends| ends < starts) {
            return None;
        }
    }
    if digits.is_next("5") {
        digits.sized(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], BASE)?;
    }
    if digits.is_next("6") {
        digits.sized(&[1, 2, 3, 4, 5, 6, 7], BASE)?;
    }
    if digits.is_next("9") {
        let _saves = digits.digit(&[0, 1, 2, 5, 6])?;
        let _applies_to = digits.digit(&[0, 1, 2])?;
        let _store_coupon = digits.take(1)?;
        let _multiplied = digits.digit(&[0, 1])?;
    }
    Some(digits)
}

fn offer(mut digits: Digits<'_>) -> Option<Digits<'_>> {
    let _format = digits.digit(&[0, 1])?;
    let _funder = digits.sized(&[0, 1, 2, 3, 4, 5, 6], BASE)?;
    let _offer = digits.take(6)?;
    let _serial = digits.sized(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], BASE)?;
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coupon_is_read_field_by_field() {
        let bare = "106141416543213150110120";
        assert!(is_coupon(bare));
        for (field, holds) in [
            ("3121231", true),
            ("3121331", false),
            ("312123", false),
            ("31212314121201", true),
            ("31211314121201", false),
            ("50123456", true),
            ("5012345", false),
            ("611234567", true),
            ("91001", true),
            ("93001", false),
            ("7", false),
            ("4121231312123", false),
            ("A", false),
        ] {
            assert_eq!(is_coupon(&format!("{bare}{field}")), holds, "{field}");
        }
        for short in 0..bare.len() {
            assert!(!is_coupon(&bare[..short]), "{short}");
        }
    }

    #[test]
    fn an_offer_is_read_to_its_end() {
        assert!(is_offer("001234561234560123456"));
        for wrong in ["", "201234561234560123456", "00123456123456012345", "0012345612345601234567"] {
            assert!(!is_offer(wrong), "{wrong}");
        }
    }
}
