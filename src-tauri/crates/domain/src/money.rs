//! Money: whole minor units of one ISO 4217 currency.
//!
//! The number of decimals of a currency comes from the standard (two for EUR, none for JPY, three for KWD), so
//! `12.50` is 1,250 minor units in euro and refused in yen. No floating point ever touches an amount.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

/// A currency by its ISO 4217 letters, such as `EUR`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Currency([u8; 3]);

/// The most that anything is priced at, in minor units: sums of as many as there can be of it still fit.
const MOST_MINOR: i64 = 100_000_000_000;

impl Currency {
    /// Decimals of the minor unit as ISO 4217 defines them; 0 where the standard gives none.
    #[must_use]
    pub fn exponent(self) -> u32 {
        iso_currency::Currency::from_code(self.code()).and_then(iso_currency::Currency::exponent).map_or(0, u32::from)
    }

    /// What is paid with in a country, by its two letters such as `DE`; nothing where the letters name none.
    #[must_use]
    pub fn of_country(country: &str) -> Option<Self> {
        let country: iso_currency::Country = country.to_ascii_uppercase().parse().ok()?;
        iso_currency::Currency::from(country).code().parse().ok()
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        // Only ASCII letters get in through `from_str`.
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Reads a decimal amount such as `12.50`, `12,50`, `-3` or `1200` into minor units. A comma before three digits is none of
    /// a decimal: it would stand between thousands.
    ///
    /// # Errors
    /// When the text is no plain decimal number, has more decimals than the currency and they are not zero, or is more than
    /// anything costs.
    pub fn parse_amount(self, text: &str) -> Result<i64, MoneyError> {
        let refuse = || MoneyError::Amount { text: text.to_owned(), currency: self };
        let trimmed = text.trim();
        let (negative, digits) = match trimmed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let by_comma = digits.split_once(',').filter(|(_, decimals)| (1..3).contains(&decimals.len()));
        let (whole, fraction) = digits.split_once('.').or(by_comma).unwrap_or((digits, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
            return Err(refuse());
        }
        let places = self.exponent() as usize;
        let kept = fraction.get(..places.min(fraction.len())).unwrap_or("");
        let dropped = fraction.get(kept.len()..).unwrap_or("");
        if dropped.bytes().any(|byte| byte != b'0') {
            return Err(refuse());
        }
        let padded = format!("{whole}{kept:0<places$}");
        // Digits alone can only be too many.
        let minor = padded.parse().ok().filter(|minor: &i64| *minor <= MOST_MINOR).ok_or_else(|| {
            let most = Money { minor: MOST_MINOR, currency: self };
            MoneyError::TooMuch { text: text.to_owned(), most }
        })?;
        Ok(if negative { -minor } else { minor })
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let refuse = || MoneyError::Currency { text: text.to_owned() };
        let upper = text.trim().to_ascii_uppercase();
        iso_currency::Currency::from_code(&upper).ok_or_else(refuse)?;
        Ok(Currency(upper.as_bytes().try_into().map_err(|_| refuse())?))
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<Self, MoneyError> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of one currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, TS)]
pub struct Money {
    /// Whole minor units (cents of a euro, yen of a yen).
    #[ts(type = "number")]
    pub minor: i64,
    /// Which currency.
    pub currency: Currency,
}

impl Money {
    /// Amounts in words: `48.00 EUR, 9.00 USD`.
    #[must_use]
    pub fn listed(all: &[Self]) -> String {
        all.iter().map(Self::to_string).collect::<Vec<_>>().join(", ")
    }

    /// Without its currency, as [`Currency::parse_amount`] reads it: `12.50`, `1200`.
    #[must_use]
    pub fn decimal(&self) -> String {
        let places = self.currency.exponent() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let point = if places == 0 { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }
}

impl fmt::Display for Money {
    /// `12.50 EUR`, `1200 JPY`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

/// Why a text is no money.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum MoneyError {
    /// Not an ISO 4217 code.
    #[error("“{text}” is no ISO 4217 currency code such as EUR")]
    Currency {
        /// What was given.
        text: String,
    },
    /// More than anything costs.
    #[error("“{text}” can't be: an amount is at most {most}")]
    TooMuch {
        /// What was given.
        text: String,
        /// The most.
        most: Money,
    },
    /// Not an amount of that currency.
    #[error("“{text}” is no amount in {currency}: write digits, with a point before the decimals")]
    Amount {
        /// What was given.
        text: String,
        /// The currency it was to be in.
        currency: Currency,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_pays_with_its_currency() {
        let paid = |country| Currency::of_country(country).map(|currency| currency.code().to_owned());
        assert_eq!(paid("DE").as_deref(), Some("EUR"));
        assert_eq!(paid("jp").as_deref(), Some("JPY"));
        assert_eq!(paid("C"), None);
    }

    #[test]
    fn amounts_follow_the_decimals_of_their_currency() {
        let euro: Currency = "eur".parse().unwrap();
        let yen: Currency = "JPY".parse().unwrap();
        assert_eq!(euro.parse_amount("12.5"), Ok(1250));
        assert_eq!(euro.parse_amount("-0.05"), Ok(-5));
        assert_eq!(yen.parse_amount("1200.00"), Ok(1200));
        assert!(yen.parse_amount("12.50").is_err());
        assert_eq!(euro.parse_amount("3,50"), Ok(350));
        assert_eq!(euro.parse_amount("-3,5"), Ok(-350));
        for none in ["1,250.00", "1,250", "1.250,00", "3,", ",5", "1,2,3"] {
            assert!(euro.parse_amount(none).is_err(), "{none}");
        }
        assert!(euro.parse_amount("").is_err());
        assert_eq!(euro.parse_amount("1000000000.00"), Ok(MOST_MINOR));
        for most in
            ["1000000000.01", "-1000000000.01", "92233720368547758.07", "-92233720368547758.08", "99999999999999999999"]
        {
            assert!(euro.parse_amount(most).is_err(), "{most}");
        }
        assert!("XYZ9".parse::<Currency>().is_err());
    }

    #[test]
    fn money_reads_as_people_write_it() {
        let euro = "EUR".parse().unwrap();
        let yen = "JPY".parse().unwrap();
        assert_eq!(Money { minor: -5, currency: euro }.to_string(), "-0.05 EUR");
        assert_eq!(Money { minor: 1200, currency: yen }.to_string(), "1200 JPY");
    }
}
