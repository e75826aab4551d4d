//! What a person types where a bench waits for a number: digits alone will do, as they would on a scale or a slip.

use std::borrow::Cow;

use super::prompt::{Expected, expected, pending};
use super::work::{WeightStep, Work};
use super::{Bench, Question};

/// The longest number that is an amount: a barcode has more digits.
const LONGEST: usize = 6;

/// What a number at a bench says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Number {
    Grams,
    Units,
}

/// The code that was meant by `text`, typed at a bench: where it waits for a number, digits alone are an amount, `=12`, or
/// a weight, `=450G`; everything else is as it was typed.
#[must_use]
pub fn meant<'t>(text: &'t str, bench: &Bench, work: &Work) -> Cow<'t, str> {
    code_of(text, wanted(bench, work))
}

fn wanted(bench: &Bench, work: &Work) -> Option<Number> {
    if matches!(pending(bench, work), Some(Question::HowMany { .. })) || matches!(work, Work::Count(_)) {
        return Some(Number::Units);
    }
    // A weight that is typed already is typed anew.
    if let Work::Pack(pack) = work
        && matches!(pack.weight, WeightStep::Typed(_))
        && pack.line_at_hand().is_none()
    {
        return Some(Number::Grams);
    }
    // Whoever is asked whether a number can be right may type it anew.
    let unasked = Bench { question: None, ..bench.clone() };
    expected(&unasked, work).iter().find_map(|what| match what {
        Expected::Weight(_) => Some(Number::Grams),
        Expected::Quantity(_) => Some(Number::Units),
        _ => None,
    })
}

fn code_of(text: &str, wanted: Option<Number>) -> Cow<'_, str> {
    let code = text.trim();
    let bare = code.strip_prefix('=').unwrap_or(code);
    let bare = bare.strip_suffix(['g', 'G']).unwrap_or(bare).trim_end();
    let is_number = (1..=LONGEST).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    match wanted.filter(|_| is_number) {
        Some(Number::Grams) => Cow::Owned(format!("={bare}G")),
        Some(Number::Units) => Cow::Owned(format!("={bare}")),
        None => Cow::Borrowed(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grams_where_a_weight_is_waited_for() {
        for typed in ["450", " 450 ", "450g", "=450G", "450 g", "=450"] {
            assert_eq!(code_of(typed, Some(Number::Grams)), "=450G", "{typed}");
        }
    }

    #[test]
    fn digits_are_units_where_an_amount_is_waited_for_and_a_code_is_a_code() {
        let units = Some(Number::Units);
        assert_eq!((code_of("12", units), code_of("=12", units)), ("=12".into(), "=12".into()));
        for code in ["T-07", "4006381333931", "", "=", "g", "1.2KG"] {
            assert_eq!(code_of(code, units), code);
        }
        assert_eq!(code_of(" 12 ", None), "12");
    }
}
