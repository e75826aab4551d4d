//! What stands in one cell: amounts, times, truth, quantities.
//!
//! Storefronts write these in one way; a spreadsheet that saved the file in between writes some in its user's own
//! language. What can be told for certain is read, all else is refused.

use chrono::DateTime;

use loopdock_domain::Currency;

/// An amount in minor units. A decimal comma is read where it can be nothing else: one comma with one or two digits
/// after it, since groups of thousands have three.
pub(super) fn amount(text: &str, currency: Currency) -> Option<i64> {
    let decimal = match text.split_once(',') {
        Some((whole, places)) if matches!(places.len(), 1 | 2) && !whole.contains(['.', ',']) => {
            format!("{whole}.{places}")
        }
        _ => text.to_owned(),
    };
    currency.parse_amount(&decimal).ok()
}

/// A time in milliseconds since the epoch, UTC. The zone must be given: `2026-10-08 20:03:11 -0400`, ISO 8601 with `T`
/// and `Z` or an offset, or `UTC` at the end.
pub(super) fn time_ms(text: &str) -> Option<i64> {
    const SHAPES: [&str; 4] =
        ["%Y-%m-%d %H:%M:%S%.f%#z", "%Y-%m-%d %H:%M:%S%.f %#z", "%Y-%m-%d %H:%M %#z", "%Y-%m-%dT%H:%M:%S%.f%#z"];
    let text = match text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")) {
        Some(local) => format!("{} +0000", local.trim_end()),
        None => text.to_owned(),
    };
    DateTime::parse_from_rfc3339(&text)
        .ok()
        .or_else(|| SHAPES.iter().find_map(|shape| DateTime::parse_from_str(&text, shape).ok()))
        .map(|time| time.timestamp_millis())
}

/// True or false as storefronts write it and as spreadsheets rewrite it (German `WAHR`, French `FAUX` and so on).
pub(super) fn flag(text: &str) -> Option<bool> {
    const YES: [&str; 11] =
        ["true", "yes", "1", "wahr", "vrai", "verdadero", "verdadeiro", "vero", "waar", "prawda", "pravda"];
    const NO: [&str; 10] = ["false", "no", "0", "falsch", "faux", "falso", "onwaar", "fałsz", "nepravda", "falsk"];
    let lower = text.to_lowercase();
    if YES.contains(&lower.as_str()) {
        Some(true)
    } else if NO.contains(&lower.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// A whole number of digits only, without sign, point or blanks.
pub(super) fn whole(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Whether a spreadsheet has shown a long number as `2.9E+12` and saved it so.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_decimal = |part: &str, extra: &[u8]| {
        part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().all(|byte| byte.is_ascii_digit() || extra.contains(&byte))
    };
    is_decimal(mantissa, b".,")
        && is_decimal(exponent.strip_prefix('+').unwrap_or(exponent), b"")
        && (exponent.starts_with('+') || mantissa.contains(['.', ',']))
}

/// A cell without the apostrophe by which a spreadsheet is told that `'08932` is text and keeps its zero.
pub(super) fn without_apostrophe(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text).trim_start()
}

/// A cell that may be empty.
pub(super) fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_zone_and_refused_without() {
        let at = Some(1_791_504_191_000);
        assert_eq!(time_ms("2026-10-08 20:03:11 -0400"), at);
        assert_eq!(time_ms("2026-10-09T00:03:11Z"), at);
        assert_eq!(time_ms("2026-10-09T02:03:11+02:00"), at);
        assert_eq!(time_ms("2026-10-09T02:03:11.000+0200"), at);
        assert_eq!(time_ms("2026-10-09 00:03:11 UTC"), at);
        assert_eq!(time_ms("2026-10-09 00:03:11"), None);
        assert_eq!(time_ms("09.10.2026"), None);
        assert_eq!(time_ms(""), None);
    }

    #[test]
    fn a_decimal_comma_is_read_only_where_it_is_certain() {
        let euro: Currency = "EUR".parse().unwrap();
        let yen: Currency = "JPY".parse().unwrap();
        assert_eq!(amount("7.9", euro), Some(790));
        assert_eq!(amount("7,90", euro), Some(790));
        assert_eq!(amount("1,250", euro), None);
        assert_eq!(amount("1,250.00", euro), None);
        assert_eq!(amount("1.250,00", euro), None);
        assert_eq!(amount("1,5", yen), None);
    }

    #[test]
    fn a_rounded_number_is_told_from_a_name_with_an_e() {
        assert!(is_rounded("2.9E+12"));
        assert!(is_rounded("2,9E+12"));
        assert!(is_rounded("3E+12"));
        assert!(!is_rounded("12E4"), "may be a code");
        assert!(!is_rounded("2900000005006"));
        assert!(!is_rounded("E+"));
    }
}
