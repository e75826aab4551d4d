//! What any code is, in words and fields, for whoever asks outside of a bench: `loopdock decode`.

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::gs1::{Form, Reading, Verdict};
use super::read::{grai_serial, is_web, linked_serial, typed};
use super::{BASE32, Carrier, CarrierCode, CodeKey, CodeKind, Looks, SERIAL_LENGTH, Scan, Serial, Symbology};
use crate::words;

words! {
    /// What a code is.
    What {
        /// Nothing but white space.
        Empty = "empty",
        /// One of Loopdock's own codes, whose `kind` says what it names.
        OwnCode = "own_code",
        /// A sleeve, by its link or its serial.
        Sleeve = "sleeve",
        /// A command, typed.
        Command = "command",
        /// The name of a bin, a tote, a parcel and so on, typed.
        TypedName = "typed_name",
        /// A number of units, typed.
        Quantity = "quantity",
        /// A weight, typed.
        Weight = "weight",
        /// An element string of GS1.
        ElementString = "gs1_element_string",
        /// A Digital Link URI of GS1.
        DigitalLink = "gs1_digital_link",
        /// The barcode of a product or a carton.
        Barcode = "product_barcode",
        /// A code of a carrier's label.
        CarrierLabel = "carrier_label",
        /// Another web address.
        WebAddress = "web_address",
        /// Some other text.
        Text = "text",
    }
}

words! {
    /// What came of checking a code of Loopdock's own.
    Checked {
        /// The hub made it.
        Genuine = "genuine",
        /// It is damaged, mistyped or invented.
        Damaged = "damaged",
        /// Another hub made it, as it says itself; only that hub can check it.
        OtherHub = "other_hub",
        /// No hub was named that could check it.
        Unchecked = "unchecked",
    }
}

/// What a code is. Fields that say nothing are left out of its JSON.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Decoded {
    /// The code as it was given; `<GS>` stands for the separator.
    pub code: String,
    /// The kind of the symbol, where the scanner said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<&'static str>,
    /// What it is.
    pub what: What,
    /// For codes of GS1: whether they are right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// For codes of GS1: what they hold, as it is written for people; empty where they are wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elements: Option<String>,
    /// Why it is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The trade item's number, 14 digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gtin14: Option<String>,
    /// What an own code or a typed name names: `bin`, `parcel` and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Its number or name; a sleeve's serial; a command's word; a carrier's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The four characters of the hub that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hub4: Option<String>,
    /// What came of checking it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<Checked>,
    /// A typed number of units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// A typed weight in grams.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<u32>,
    /// Whose label it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<Carrier>,
    /// What else there is to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
}

const DAMAGED: &str =
    "the code is damaged, mistyped or invented: its check characters are not the hub's; scan it again";
const OTHER_HUB: &str = "another hub made this code; only that hub can check it";
const NO_HUB: &str = "name the hub to have it checked: loopdock decode --hub FILE";
const PERHAPS_A_SERIAL: &str =
    "it may be a sleeve's serial; name the hub to have it checked: loopdock decode --hub FILE";
const PERHAPS_AN_AMOUNT: &str = "an amount is typed as =12, a weight as =450G or =1.2KG";

impl Decoded {
    /// Says what a code is. Own codes are checked with `key`, the hub's; without one all else is known as well.
    #[must_use]
    pub fn of(text: &str, key: Option<&CodeKey>) -> Self {
        let trimmed = text.trim();
        let (symbology, bare) = Symbology::split(trimmed);
        let upper = bare.to_uppercase();
        let blank = Self::blank(text, symbology);
        if bare.is_empty() && symbology.is_none() {
            return blank;
        }
        if let Some(rest) = upper.strip_prefix("LD/") {
            return blank.own(rest, trimmed, key);
        }
        if let Some((hub4, serial)) = linked_serial(&upper).filter(|(_, serial)| is_serial(serial)) {
            return blank.sleeve(serial, hub4, key);
        }
        if let Some(key) = key
            && let Scan::Sleeve(serial) = Scan::read(trimmed, key)
        {
            let genuine = blank.sleeve(serial.as_str(), key.hub4(), Some(key));
            return Reading::of(trimmed).map_or(genuine.clone(), |reading| genuine.read(&reading));
        }
        match typed(&upper) {
            Some(scan) => blank.typed(&scan, &upper),
            None => blank.outside(trimmed, bare, key.is_none()),
        }
    }

    fn blank(text: &str, symbology: Option<Symbology<'_>>) -> Self {
        Self {
            code: text.replace(super::gs1::SEPARATOR, "<GS>"),
            symbol: symbology.map(Symbology::name),
            what: What::Empty,
            verdict: None,
            elements: None,
            error: None,
            gtin14: None,
            kind: None,
            number: None,
            hub4: None,
            checked: None,
            quantity: None,
            weight_g: None,
            carrier: None,
            note: None,
        }
    }

    /// `{hub4}/{type}/{number}/{check}`.
    fn own(self, rest: &str, text: &str, key: Option<&CodeKey>) -> Self {
        let mut parts = rest.split('/');
        let hub4 = parts.next().filter(|hub4| hub4.len() == 4);
        let kind = parts.next().and_then(|kind| kind.parse::<CodeKind>().ok());
        let number = parts.next();
        // A sleeve's serial has its check characters in it.
        let is_whole = match kind {
            Some(CodeKind::Sleeve) => number.is_some_and(is_serial) && parts.next().is_none(),
            _ => number.is_some() && parts.next().is_some_and(|check| check.len() == 2) && parts.next().is_none(),
        };
        let checked = match key {
            _ if !is_whole || hub4.is_none() || kind.is_none() => Checked::Damaged,
            None => Checked::Unchecked,
            Some(key) => match Scan::read(text, key) {
                Scan::Own(_) | Scan::Sleeve(_) | Scan::Command(_) => Checked::Genuine,
                Scan::Foreign(Looks::OtherHub) => Checked::OtherHub,
                _ => Checked::Damaged,
            },
        };
        Self {
            what: What::OwnCode,
            kind: kind.map(word),
            number: number.map(str::to_owned),
            hub4: hub4.map(str::to_owned),
            ..self
        }
        .checked(checked)
    }

    fn sleeve(self, serial: &str, hub4: &str, key: Option<&CodeKey>) -> Self {
        let checked = match key {
            None => Checked::Unchecked,
            Some(key) if key.hub4() != hub4 => Checked::OtherHub,
            Some(key) if Serial::read(serial, key).is_some() => Checked::Genuine,
            Some(_) => Checked::Damaged,
        };
        Self { what: What::Sleeve, number: Some(serial.to_owned()), hub4: Some(hub4.to_owned()), ..self }
            .checked(checked)
    }

    fn checked(self, checked: Checked) -> Self {
        let (error, note) = match checked {
            Checked::Genuine => (None, None),
            Checked::Damaged => (Some(DAMAGED.to_owned()), None),
            Checked::OtherHub => (None, Some(OTHER_HUB)),
            Checked::Unchecked => (None, Some(NO_HUB)),
        };
        Self { checked: Some(checked), error, note, ..self }
    }

    fn typed(self, scan: &Scan, upper: &str) -> Self {
        match scan {
            Scan::Quantity(units) => Self { what: What::Quantity, quantity: Some(*units), ..self },
            Scan::Weight(grams) => Self { what: What::Weight, weight_g: Some(*grams), ..self },
            Scan::Command(_) => Self { what: What::Command, number: Some(upper.to_owned()), ..self },
            Scan::Named(own) => {
                Self { what: What::TypedName, kind: Some(word(own.kind)), number: Some(own.number.clone()), ..self }
            }
            _ => Self { what: What::Text, ..self },
        }
    }

    /// What the outside world prints.
    fn outside(self, text: &str, bare: &str, is_unchecked: bool) -> Self {
        let reading = Reading::of(text);
        let carrier = CarrierCode::read(bare);
        match (&reading, carrier) {
            (Some(reading), _) if reading.form() != Form::Text => {
                let may_be_ours = is_unchecked && grai_serial(reading).is_some_and(|serial| is_serial(&serial));
                let note = if may_be_ours { Some(PERHAPS_A_SERIAL) } else { None };
                // A logistic unit's code is what carriers scan.
                let sscc = reading.value("00").filter(|_| reading.fault().is_none()).map(str::to_owned);
                let carrier = sscc.as_ref().map(|_| Carrier::Sscc);
                Self { note, what: what(reading), carrier, number: sscc, ..self }.read(reading)
            }
            (_, Some(code)) => {
                let fault = code.holds == Some(false);
                let error = fault.then(|| "its check digit is wrong: it is damaged, or was typed wrong".to_owned());
                let number = Some(bare.to_owned());
                let known = Self { what: What::CarrierLabel, carrier: Some(code.carrier), number, ..self };
                Self { error, ..known.read_if(reading.as_ref()) }
            }
            _ => {
                let digits = bare.bytes().all(|byte| byte.is_ascii_digit());
                let is_amount = bare.starts_with('=') || (digits && (1..=5).contains(&bare.len()));
                let note = match () {
                    () if is_amount => Some(PERHAPS_AN_AMOUNT),
                    () if is_unchecked && is_serial(&bare.to_uppercase()) => Some(PERHAPS_A_SERIAL),
                    () => None,
                };
                let what = if is_web(bare) { What::WebAddress } else { What::Text };
                Self { what, note, ..self }.read_if(reading.as_ref())
            }
        }
    }

    fn read_if(self, reading: Option<&Reading>) -> Self {
        match reading {
            Some(reading) => self.read(reading),
            None => self,
        }
    }

    /// What GS1 says of it.
    fn read(self, reading: &Reading) -> Self {
        Self {
            verdict: Some(reading.verdict()),
            elements: Some(reading.shown()),
            error: reading.fault().map(ToString::to_string).or(self.error),
            gtin14: reading.gtin14(),
            ..self
        }
    }
}

fn what(reading: &Reading) -> What {
    match reading.form() {
        Form::ElementString => What::ElementString,
        Form::Barcode => What::Barcode,
        // An address that names no key is no more than an address.
        Form::DigitalLink if reading.fault().is_some_and(super::gs1::Fault::is_of_any_address) => What::WebAddress,
        Form::DigitalLink => What::DigitalLink,
        Form::Text => What::Text,
    }
}

fn is_serial(text: &str) -> bool {
    text.len() == SERIAL_LENGTH && text.bytes().all(|byte| BASE32.contains(&byte))
}

/// The field's word for what a code names.
const fn word(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Bin => "bin",
        CodeKind::Tote => "tote",
        CodeKind::Parcel => "parcel",
        CodeKind::Order => "order",
        CodeKind::Return => "return",
        CodeKind::Wave => "wave",
        CodeKind::Sleeve => "sleeve",
        CodeKind::Item => "item",
        CodeKind::Carrier => "carrier",
        CodeKind::Badge => "badge",
        CodeKind::Command => "command",
        CodeKind::Page => "page",
    }
}
