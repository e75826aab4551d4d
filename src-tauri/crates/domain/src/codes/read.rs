//! From the characters that arrived to what they mean.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::gs1::Reading;
use super::{CarrierCode, CodeKey, CodeKind, Command, OwnCode, ProductCode, Serial, Symbology};
use crate::words;

words! {
    /// What a code that is none of ours looks like, for the sentence that refuses it.
    Looks {
        /// Nothing but white space.
        Empty = "empty",
        /// A code of another hub.
        OtherHub = "other_hub",
        /// One of our codes, damaged or mistyped.
        DamagedOwn = "damaged_own",
        /// A web address.
        Web = "web",
        /// A product's barcode with a wrong check digit.
        BadCheckDigit = "bad_check_digit",
        /// A carrier's own label.
        CarrierLabel = "carrier_label",
        /// A product's barcode.
        Barcode = "barcode",
        /// An amount or a weight, not as one is typed.
        Amount = "amount",
        /// Some other text.
        Text = "text",
    }
}

/// What a bench heard.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Scan {
    /// A command.
    Command(Command),
    /// A code of this hub.
    Own(OwnCode),
    /// The name of such a code, which a person typed without its check characters.
    Named(OwnCode),
    /// A genuine serial of this hub.
    Sleeve(Serial),
    /// A product's code, or any text that could be one.
    Product(ProductCode),
    /// A typed number of units: `=12`.
    Quantity(u32),
    /// A typed weight in grams: `=450G`, `=1.2KG`.
    Weight(u32),
    /// Certainly nothing of use here.
    Foreign(Looks),
}

/// The longest text that is looked at; nothing that a scanner sends for us is longer.
const LONGEST: usize = 256;

impl Scan {
    /// Reads what arrived from a scanner or the keyboard. Never fails: what is nothing of ours says what it looks like.
    #[must_use]
    pub fn read(text: &str, key: &CodeKey) -> Self {
        let text = text.trim();
        let (_, bare) = Symbology::split(text);
        if bare.is_empty() {
            return Self::Foreign(Looks::Empty);
        }
        if bare.chars().count() > LONGEST {
            return Self::Foreign(Looks::Text);
        }
        let upper = bare.to_uppercase();
        own(&upper, key)
            .or_else(|| sleeve_link(&upper, key))
            .or_else(|| typed_serial(&upper, key))
            .or_else(|| typed(&upper))
            .unwrap_or_else(|| outside(text, bare, key))
    }

    /// What it looks like, for the sentence that says that it is not known here.
    #[must_use]
    pub fn looks(&self) -> Looks {
        match self {
            Self::Foreign(looks) => *looks,
            Self::Product(code) => looks_like(code),
            _ => Looks::Text,
        }
    }
}

fn own(upper: &str, key: &CodeKey) -> Option<Scan> {
    let rest = upper.strip_prefix("LD/")?;
    let parts: Vec<&str> = rest.split('/').collect();
    let damaged = Some(Scan::Foreign(Looks::DamagedOwn));
    let (Some(hub4), Some(kind)) = (parts.first(), parts.get(1)) else { return damaged };
    if *hub4 != key.hub4() {
        return Some(Scan::Foreign(if hub4.len() == 4 { Looks::OtherHub } else { Looks::DamagedOwn }));
    }
    let Ok(kind) = kind.parse::<CodeKind>() else { return damaged };
    let Some(number) = parts.get(2) else { return damaged };
    let code = OwnCode::new(kind, number);
    match kind {
        CodeKind::Sleeve => Some(Serial::read(number, key).map_or(Scan::Foreign(Looks::DamagedOwn), Scan::Sleeve)),
        _ if code.payload(key) != upper => damaged,
        CodeKind::Command => Some(number.parse().map_or(Scan::Foreign(Looks::DamagedOwn), Scan::Command)),
        _ => Some(Scan::Own(code)),
    }
}

/// `HTTPS://HOST/S/{hub4}{serial}`: read by path, whatever the host.
fn sleeve_link(upper: &str, key: &CodeKey) -> Option<Scan> {
    let (hub4, serial) = linked_serial(upper)?;
    Serial::read(serial, key).filter(|_| hub4 == key.hub4()).map(Scan::Sleeve)
}

/// The hub's four characters and the serial that a sleeve's link of our own names, neither of them checked.
pub(super) fn linked_serial(upper: &str) -> Option<(&str, &str)> {
    let path = upper.strip_prefix("HTTPS://").or_else(|| upper.strip_prefix("HTTP://"))?;
    path.rsplit_once("/S/")?.1.split_at_checked(4)
}

/// A sleeve's serial as it stands on the tag, typed with or without its gaps. Letters that the alphabet leaves out
/// because they look like digits are read as those (crockford.com/base32.html).
fn typed_serial(upper: &str, key: &CodeKey) -> Option<Scan> {
    let meant = |letter: char| match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let serial: String = upper.chars().filter(|letter| !letter.is_whitespace()).map(meant).collect();
    Serial::read(&serial, key).map(Scan::Sleeve)
}

/// What only a person types, or a printed command says: an amount, a command, a name.
pub(super) fn typed(upper: &str) -> Option<Scan> {
    amount(upper).or_else(|| upper.parse().ok().map(Scan::Command)).or_else(|| typed_name(upper))
}

fn amount(upper: &str) -> Option<Scan> {
    let typed = upper.strip_prefix('=')?.trim();
    if let Some(kilograms) = typed.strip_suffix("KG") {
        return grams(kilograms.trim()).map(Scan::Weight);
    }
    if let Some(grams) = typed.strip_suffix('G') {
        return grams.trim().parse().ok().map(Scan::Weight);
    }
    typed.parse().ok().map(Scan::Quantity)
}

/// Kilograms with up to three decimals, in grams; no floating point, and a comma will do.
fn grams(kilograms: &str) -> Option<u32> {
    let (whole, fraction) = kilograms.split_once(['.', ',']).unwrap_or((kilograms, ""));
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() > 3 || !digits {
        return None;
    }
    whole.parse::<u32>().ok()?.checked_mul(1_000)?.checked_add(format!("{fraction:0<3}").parse().ok()?)
}

/// Names that people read off a label and type: `A-01-1`, `T-07`, `P-1042`, `O-12`, `W-3`, `R-1042`, `I-5`, `V-2`.
fn typed_name(upper: &str) -> Option<Scan> {
    let parts: Vec<&str> = upper.split('-').collect();
    let digits = |part: &str| !part.is_empty() && part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [letter, number] if digits(number) => {
            let kind: CodeKind = letter.parse().ok()?;
            let named = matches!(
                kind,
                CodeKind::Tote
                    | CodeKind::Parcel
                    | CodeKind::Order
                    | CodeKind::Wave
                    | CodeKind::Return
                    | CodeKind::Item
                    | CodeKind::Carrier
            );
            let plain = number.trim_start_matches('0');
            named.then(|| Scan::Named(OwnCode::new(kind, plain)))
        }
        [aisle, bay, level]
            if (1..=2).contains(&aisle.len())
                && aisle.bytes().all(|byte| byte.is_ascii_uppercase())
                && digits(bay)
                && digits(level) =>
        {
            Some(Scan::Named(OwnCode::new(CodeKind::Bin, upper)))
        }
        _ => None,
    }
}

/// What the outside world prints, a sleeve's GRAI among it: `HTTPS://HOST/8003/0{GRAI 12}{check}{serial}`, whatever the host.
fn outside(text: &str, bare: &str, key: &CodeKey) -> Scan {
    let reading = Reading::of(text);
    if let Some(serial) = reading.as_ref().and_then(grai_serial).and_then(|serial| Serial::read(&serial, key)) {
        return Scan::Sleeve(serial);
    }
    let code = ProductCode::with(text, reading.as_ref());
    if is_web(bare) && code.gtin14.is_none() { Scan::Foreign(Looks::Web) } else { Scan::Product(code) }
}

/// The serial of a returnable asset's identifier, AI (8003), which a sleeve's may be.
pub(super) fn grai_serial(reading: &Reading) -> Option<String> {
    reading.value("8003")?.get(14..).map(str::to_uppercase)
}

pub(super) fn is_web(bare: &str) -> bool {
    bare.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("http"))
}

fn looks_like(code: &ProductCode) -> Looks {
    let text = code.text.as_str();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if code.gtin14.is_some() {
        return Looks::Barcode;
    }
    if digits && matches!(text.len(), 8 | 12 | 13 | 14) {
        return Looks::BadCheckDigit;
    }
    // No barcode is so short, and nothing else begins so.
    if text.starts_with('=') || (digits && (1..=5).contains(&text.len())) {
        return Looks::Amount;
    }
    if CarrierCode::read(text).is_some() { Looks::CarrierLabel } else { Looks::Text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::tests::key;

    fn read(text: &str) -> Scan {
        Scan::read(text, &key())
    }

    #[test]
    fn typed_input_is_a_scan_too() {
        assert_eq!(read("=12"), Scan::Quantity(12));
        assert_eq!(read(" =450g "), Scan::Weight(450));
        assert_eq!(read("=1,2kg"), Scan::Weight(1_200));
        assert_eq!(read("undo"), Scan::Command(Command::Undo));
        assert_eq!(read("t-07"), Scan::Named(OwnCode::new(CodeKind::Tote, 7)));
        assert_eq!(read("a-01-1"), Scan::Named(OwnCode::new(CodeKind::Bin, "A-01-1")));
    }

    #[test]
    fn a_sleeve_is_known_by_path_and_mac_whatever_the_host() {
        let serial = Serial::mint([9; 7], &key());
        for text in [
            format!("LD/7K2M/S/{serial}"),
            format!("https://any.example/S/7K2M{serial}"),
            format!("HTTPS://OTHER.EXAMPLE/8003/0401234500001{}{serial}", 7),
        ] {
            assert_eq!(read(&text), Scan::Sleeve(serial.clone()), "{text}");
        }
        assert_eq!(read("LD/7K2M/S/0123456789ABCDEF"), Scan::Foreign(Looks::DamagedOwn));
    }

    #[test]
    fn a_serial_may_be_typed_as_it_stands_on_the_tag() {
        let serial = Serial::mint([9; 7], &key());
        let gaps =
            |gap: &str| serial.as_str().as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(gap);
        for text in [gaps(""), gaps(" ").to_lowercase(), gaps("\u{a0}"), gaps(" ").replace('0', "o").replace('1', "l")]
        {
            assert_eq!(read(&text), Scan::Sleeve(serial.clone()), "{text}");
        }
        assert_eq!(read("0123456789ABCDEF").looks(), Looks::Text);
    }

    #[test]
    fn what_is_none_of_ours_says_what_it_looks_like() {
        for (text, looks) in [
            ("", Looks::Empty),
            ("https://example.org/x", Looks::Web),
            ("4006381333931", Looks::Barcode),
            ("4006381333932", Looks::BadCheckDigit),
            ("1Z999AA10123456784", Looks::CarrierLabel),
            ("RR123456785DE", Looks::CarrierLabel),
            ("00340434161094000000", Looks::CarrierLabel),
            ("hello", Looks::Text),
            ("=-3", Looks::Amount),
            ("=450.5G", Looks::Amount),
            ("450", Looks::Amount),
            ("LD/7K2M/P", Looks::DamagedOwn),
        ] {
            assert_eq!(read(text).looks(), looks, "{text}");
        }
    }
}
