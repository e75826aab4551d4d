//! Amounts that somebody typed.

use loopdock_domain::{Currency, Money};

use crate::error::{Error, Result};

/// The most that one thing costs, in minor units: more was typed in the wrong place.
const MOST_MINOR: i64 = 100_000_000;

/// What was typed as an amount of `currency`, in minor units, at least `least`; none where nothing was. A refusal begins with
/// `can_not`, such as “A mailer can't cost”.
pub(crate) fn typed(can_not: &str, text: Option<&str>, currency: Currency, least: i64) -> Result<Option<i64>> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let minor = currency.parse_amount(text)?;
    if (least..=MOST_MINOR).contains(&minor) {
        return Ok(Some(minor));
    }
    let [said, least, most] = [minor, least, MOST_MINOR].map(|minor| Money { minor, currency });
    Err(Error::refused(format!("{can_not} {said}: it is between {least} and {most}.")))
}
