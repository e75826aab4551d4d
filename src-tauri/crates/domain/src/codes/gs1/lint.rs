//! What a component of a value must be: its characters, and the checks that the dictionary names (the “linters” of the GS1
//! Barcode Syntax Resource, which follow the GS1 General Specifications, sections 3 and 7).

use super::coupon;
use super::dictionary::CharacterSet;
use super::lists;

/// Declares the checks with the dictionary's names.
macro_rules! checks {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// A check of a component, by the dictionary's name for it.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Check { $($(#[$doc])* $name),+ }

        impl Check {
            /// The check that the dictionary calls so.
            pub(super) fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

checks! {
    /// The last digit is the check digit (7.9.1).
    LastDigit = "csum",
    /// The last two characters are the check character pair (7.9.5).
    LastPair = "csumalpha",
    /// It begins with a GS1 Company Prefix.
    Prefix = "gcppos1",
    /// A GS1 Company Prefix follows its first character.
    PrefixAfterOne = "gcppos2",
    /// YYMMDD, where DD may be 00.
    DateOrMonth = "yymmd0",
    /// YYMMDD.
    Date = "yymmdd",
    /// YYYYMMDD.
    LongDate = "yyyymmdd",
    /// An hour.
    Hour = "hh",
    /// A minute.
    Minute = "mi",
    /// A second.
    Second = "ss",
    /// An hour and a minute.
    Time = "hhmi",
    /// A country's number by ISO 3166-1.
    Country = "iso3166",
    /// The same, or 999 for several.
    CountryOr999 = "iso3166999",
    /// A country's two letters by ISO 3166-1.
    CountryLetters = "iso3166alpha2",
    /// A currency's number by ISO 4217.
    Currency = "iso4217",
    /// A sex by ISO/IEC 5218.
    Sex = "iso5218",
    /// An account by ISO 13616.
    Iban = "iban",
    /// A number and of how many it is, each half of the digits.
    PieceOfTotal = "pieceoftotal",
    /// A number, a slash, and of how many it is.
    PositionInSequence = "posinseqslash",
    /// What follows a percent sign are two hexadecimal digits.
    PercentEncoding = "pcenc",
    /// A latitude.
    Latitude = "latitude",
    /// A longitude.
    Longitude = "longitude",
    /// An importer index.
    ImporterIndex = "importeridx",
    /// A medium that carries codes.
    MediaType = "mediatype",
    /// A package by UN/ECE recommendation 21.
    PackageType = "packagetype",
    /// Yes or no.
    YesNo = "yesno",
    /// A winding direction.
    Winding = "winding",
    /// Nothing but 0.
    Zero = "zero",
    /// Not only zeros.
    NonZero = "nonzero",
    /// No zero in front.
    NoZeroPrefix = "nozeroprefix",
    /// Not only digits.
    HasNonDigit = "hasnondigit",
    /// A hyphen.
    Hyphen = "hyphen",
    /// A North American coupon.
    Coupon = "couponcode",
    /// A North American positive offer file coupon.
    CouponOffer = "couponposoffer",
}

impl CharacterSet {
    /// What is wrong with the characters of a component that is not empty.
    pub(super) fn fault(self, value: &str) -> Option<&'static str> {
        let all = |allowed: fn(u8) -> bool| value.bytes().all(allowed);
        match self {
            Self::Digits => not(all(|byte| byte.is_ascii_digit()), "only digits may stand here"),
            Self::Set82 => not(all(is_in_set_82), "a character is none of GS1's character set 82"),
            Self::Set39 => not(
                all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"#-/".contains(&byte)),
                "a character is none of GS1's character set 39",
            ),
            Self::Set64 => base64_fault(value),
        }
    }
}

impl Check {
    /// What is wrong with a component whose characters are right; it is not empty.
    pub(super) fn fault(self, value: &str) -> Option<&'static str> {
        let is_one_of = |known: &str| value.len() == 1 && known.contains(value);
        match self {
            Self::LastDigit => not(check_digit_holds(value), "its check digit is wrong"),
            Self::LastPair => not(check_pair_holds(value), "its two check characters are wrong"),
            Self::Prefix => not(begins_with_prefix(value), NO_PREFIX),
            Self::PrefixAfterOne => not(value.get(1..).is_some_and(begins_with_prefix), NO_PREFIX),
            Self::DateOrMonth => date_fault(value, 0),
            Self::Date => date_fault(value, 1),
            Self::LongDate => date_fault(value, 1),
            Self::Hour => not(number(value, 0..2) <= 23, NO_HOUR),
            Self::Minute => not(number(value, 0..2) <= 59, NO_MINUTE),
            Self::Second => not(number(value, 0..2) <= 59, "there is no such second of a minute"),
            Self::Time => not(number(value, 0..2) <= 23, NO_HOUR).or_else(|| not(number(value, 2..4) <= 59, NO_MINUTE)),
            Self::Country => not(lists::is_country(value), NO_COUNTRY),
            Self::CountryOr999 => not(value == "999" || lists::is_country(value), NO_COUNTRY),
            Self::CountryLetters => not(lists::is_country_letters(value), NO_COUNTRY),
            Self::Currency => not(lists::is_currency(value), "no currency has this number in ISO 4217"),
            Self::Sex => not(is_one_of("0129"), "it must be 0, 1, 2 or 9"),
            Self::Iban => not(is_iban(value), "it is no IBAN"),
            Self::PieceOfTotal => not(is_piece_of_total(value), "it is no piece of a total"),
            Self::PositionInSequence => {
                not(is_position_in_sequence(value), "it is no position of a number, such as 1/3")
            }
            Self::PercentEncoding => {
                not(is_percent_encoded(value), "two hexadecimal digits must follow a percent sign")
            }
            Self::Latitude => not(value <= "1800000000", "there is no such latitude"),
            Self::Longitude => not(value <= "3600000000", "there is no such longitude"),
            Self::ImporterIndex => not(
                value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
                "it is no importer index",
            ),
            Self::MediaType => not(lists::is_media_type(value), "no medium has this number"),
            Self::PackageType => {
                not(lists::is_package_type(value), "no package is called so in UN/ECE recommendation 21")
            }
            Self::YesNo => not(is_one_of("01"), "it must be 0 or 1"),
            Self::Winding => not(is_one_of("019"), "it must be 0, 1 or 9"),
            Self::Zero => not(value.bytes().all(|byte| byte == b'0'), "it must be 0"),
            Self::NonZero => not(value.bytes().any(|byte| byte != b'0'), "it must not be 0"),
            Self::NoZeroPrefix => not(value.len() == 1 || !value.starts_with('0'), "it must not begin with 0"),
            Self::HasNonDigit => not(!value.bytes().all(|byte| byte.is_ascii_digit()), "it must not be digits alone"),
            Self::Hyphen => not(value == "-", "it must be a hyphen"),
            Self::Coupon => not(coupon::is_coupon(value), "it is no coupon"),
            Self::CouponOffer => not(coupon::is_offer(value), "it is no coupon of an offer"),
        }
    }
}

const NO_PREFIX: &str = "it must begin with a GS1 Company Prefix";
const NO_COUNTRY: &str = "no country has this code in ISO 3166-1";
const NO_HOUR: &str = "there is no such hour of a day";
const NO_MINUTE: &str = "there is no such minute of an hour";

/// Set 32, of which the check character pair is: no 0, 1, I or O.
const SET_32: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Set 82, in the order of the characters' values.
const SET_82: &[u8] = b"!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/// The shortest GS1 Company Prefix.
const SHORTEST_PREFIX: usize = 4;

/// The weights of the check character pair, from the last character on (7.9.5).
const PRIMES: [usize; 23] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/// The modulo 10 check digit of all GS1 keys: weights 3 and 1 by turns, 3 for the digit before the last (7.9.1).
pub(in crate::codes) fn check_digit_holds(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| u32::from(byte.wrapping_sub(b'0')) * if at % 2 == 1 { 3 } else { 1 })
        .sum();
    sum.is_multiple_of(10)
}

const fn not(holds: bool, fault: &'static str) -> Option<&'static str> {
    if holds { None } else { Some(fault) }
}

fn is_in_set_82(byte: u8) -> bool {
    SET_82.contains(&byte)
}

/// URI-safe base64. Padding may be left out; where there is any, it fills up to a multiple of three, as GS1's own check has it.
fn base64_fault(value: &str) -> Option<&'static str> {
    let (bare, padding) = value.split_at(value.find('=').unwrap_or(value.len()));
    let fills = matches!((bare.len() % 3, padding), (_, "") | (1, "==") | (2, "="));
    let is_base64 = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    not(fills && is_base64, "it is no URI-safe base64")
}

fn begins_with_prefix(value: &str) -> bool {
    value.len() >= SHORTEST_PREFIX && value.bytes().take(SHORTEST_PREFIX).all(|byte| byte.is_ascii_digit())
}

/// The number in some digits of a value of digits; 0 where they are not there.
pub(super) fn number(value: &str, digits: std::ops::Range<usize>) -> u32 {
    value.get(digits).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

/// What is wrong with YYMMDD or YYYYMMDD whose day is at least `first_day`.
pub(super) fn date_fault(value: &str, first_day: u32) -> Option<&'static str> {
    let years = value.len().saturating_sub(4);
    let (year, month, day) =
        (number(value, 0..years), number(value, years..years + 2), number(value, years + 2..years + 4));
    // Two digits of a year stand for the one that is nearest (7.12): until 2050, 00 is the leap year 2000.
    let is_leap = year.is_multiple_of(4) && (years == 2 || !year.is_multiple_of(100) || year.is_multiple_of(400));
    let last_day = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return Some("there is no such month of a year"),
    };
    not((first_day..=last_day).contains(&day), "there is no such day of that month")
}

fn check_pair_holds(value: &str) -> bool {
    let bytes = value.as_bytes();
    let Some((text, pair)) = bytes.split_last_chunk::<2>() else { return false };
    let place = |set: &[u8], byte: u8| set.iter().position(|&known| known == byte);
    let (Some(high), Some(low)) = (place(SET_32, pair[0]), place(SET_32, pair[1])) else { return false };
    let sum = text.iter().rev().zip(PRIMES).map(|(&byte, prime)| place(SET_82, byte).map(|place| place * prime));
    text.len() <= PRIMES.len() && sum.sum::<Option<usize>>().is_some_and(|sum| sum % 1021 == high * 32 + low)
}

/// An IBAN: the first four characters behind the rest, letters as 10 to 35, leave 1 when divided by 97 (ISO 13616).
fn is_iban(value: &str) -> bool {
    let Some((head, rest)) = value.split_at_checked(4) else { return false };
    let remainder = rest.bytes().chain(head.bytes()).try_fold(0, |sum: u32, byte| match byte {
        b'0'..=b'9' => Some((sum * 10 + u32::from(byte - b'0')) % 97),
        b'A'..=b'Z' => Some((sum * 100 + u32::from(byte - b'A') + 10) % 97),
        _ => None,
    });
    !rest.is_empty() && remainder == Some(1) && head.get(..2).is_some_and(lists::is_country_letters)
}

fn is_piece_of_total(value: &str) -> bool {
    let (piece, total) = value.split_at(value.len() / 2);
    let is_zero = |half: &str| half.bytes().all(|byte| byte == b'0');
    piece.len() == total.len() && !is_zero(piece) && !is_zero(total) && piece <= total
}

fn is_position_in_sequence(value: &str) -> bool {
    let is_number =
        |text: &str| !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    value.split_once('/').is_some_and(|(position, end)| {
        is_number(position) && is_number(end) && (position.len(), position) <= (end.len(), end)
    })
}

fn is_percent_encoded(value: &str) -> bool {
    value.split('%').skip(1).all(|after| after.len() >= 2 && after.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(check: &str, right: &[&str], wrong: &[&str]) {
        let check = Check::named(check).unwrap();
        for value in right {
            assert_eq!(check.fault(value), None, "{check:?} of {value}");
        }
        for value in wrong {
            assert!(check.fault(value).is_some(), "{check:?} of {value}");
        }
    }

    #[test]
    fn check_digits_and_characters_hold() {
        all("csum", &["4006381333931", "24012345678905", "96385074"], &["4006381333932", "24012345678909"]);
        // The example of the General Specifications, 7.9.5.
        all(
            "csumalpha",
            &["1987654Ad4X4bL5ttr2310c2K"],
            &["1987654Ad4X4bL5ttr2310c2J", "1987654Ad4X4bL5ttr2310c2I", "1", ""],
        );
        all(
            "iban",
            &["GB82WEST12345698765432", "DE89370400440532013000"],
            &["GB82WEST12345698765431", "DE89", "GB82WEST1234569876543a"],
        );
    }

    #[test]
    fn dates_are_of_the_calendar() {
        all("yymmd0", &["240229", "000229", "991231", "250200"], &["250229", "251301", "250431", "250132"]);
        all("yymmdd", &["240229"], &["250200", "250001"]);
        all("yyyymmdd", &["20000229", "20240229"], &["19000229", "20240230", "20240100"]);
        all("hhmi", &["2359", "0000"], &["2400", "2360"]);
    }

    #[test]
    fn words_of_closed_sets_are_known() {
        all("iso3166", &["276", "004"], &["999", "000"]);
        all("iso3166999", &["999"], &["998"]);
        all("iso3166alpha2", &["DE", "ZW"], &["de", "ZZ"]);
        all("iso4217", &["978", "840", "008"], &["000", "123"]);
        all("packagetype", &["BX", "8", "APE"], &["b", "QQQ", "X1"]);
        all("mediatype", &["01", "10", "80"], &["00", "11", "79"]);
    }

    #[test]
    fn what_counts_or_encodes_is_well_formed() {
        all("pieceoftotal", &["0102", "0202"], &["0201", "0001", "0100", "010"]);
        all("posinseqslash", &["1/1", "2/3", "9/10"], &["3/2", "0/1", "1/", "/1", "11", "1/03", "a/3"]);
        all("pcenc", &["a", "a%20b", "%C3%bC"], &["%", "%2", "%2G", "a%"]);
        all("gcppos1", &["9521", "9521A"], &["952", "952A", ""]);
        all("gcppos2", &["09521"], &["0952", "0"]);
        assert!(CharacterSet::Set64.fault("QUJD").is_none() && CharacterSet::Set64.fault("QQ==").is_some());
        assert!(CharacterSet::Set82.fault("A b").is_some() && CharacterSet::Set39.fault("A/b").is_some());
    }
}
