//! What a person types where a bench waits for a number: digits alone will do, as they would on a scale or a slip.

use std::borrow::Cow;

use super::prompt::Expected;

/// The longest number that is an amount: a barcode has more digits.
const LONGEST: usize = 6;

/// The code that was meant by `text`, typed at a bench that waits for `expects`: an amount is `=12`, a weight `=450G`, and
/// everything else is as it was typed.
#[must_use]
pub fn meant<'t>(text: &'t str, expects: &[Expected]) -> Cow<'t, str> {
    let code = text.trim();
    let bare = code.strip_prefix('=').unwrap_or(code);
    let bare = bare.strip_suffix(['g', 'G']).unwrap_or(bare).trim_end();
    let is_number = (1..=LONGEST).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    let wanted = expects.iter().find(|what| matches!(what, Expected::Weight(_) | Expected::Quantity(_)));
    match wanted {
        Some(Expected::Weight(_)) if is_number => Cow::Owned(format!("={bare}G")),
        Some(_) if is_number => Cow::Owned(format!("={bare}")),
        _ => Cow::Borrowed(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grams_where_a_weight_is_waited_for() {
        for typed in ["450", " 450 ", "450g", "=450G", "450 g", "=450"] {
            assert_eq!(meant(typed, &[Expected::AnyBin, Expected::Weight(60)]), "=450G", "{typed}");
        }
    }

    #[test]
    fn digits_are_units_where_an_amount_is_waited_for_and_a_code_is_a_code() {
        let units = [Expected::Quantity(3)];
        assert_eq!((meant("12", &units), meant("=12", &units)), ("=12".into(), "=12".into()));
        for code in ["T-07", "4006381333931", "", "=", "g", "1.2KG"] {
            assert_eq!(meant(code, &units), code);
        }
        assert_eq!((meant(" 12 ", &[]), meant("12", &[Expected::FreeSleeve])), ("12".into(), "12".into()));
    }
}
