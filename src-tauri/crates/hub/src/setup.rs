//! What a new hub is told, what is wrong with it, field by field, and what it begins with.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::place::{PlaceKind, Position};
use loopdock_domain::{Currency, PlaceId, PrinterId};
use loopdock_labels::{Dpi, Words as _};
use loopdock_store::{Place, Printer, PrinterLanguage, PrinterWay, Route};

use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::printing;

/// What a new hub is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Setup {
    /// Its name, on every label.
    pub name: String,
    /// ISO 4217 code of its own books.
    pub currency: String,
    /// IANA name of its time zone.
    pub timezone: String,
    /// Where returns are sent, lines separated by a newline.
    pub address: String,
    /// The country that it sends from, ISO 3166-1 alpha-2: parcels to others get customs forms. None unless said.
    #[serde(default)]
    pub country: String,
}

/// What is wrong with a [`Setup`], a sentence for each field that has to change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SetupFaults {
    /// The name.
    pub name: Option<String>,
    /// The currency.
    pub currency: Option<String>,
    /// The time zone.
    pub timezone: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The country.
    pub country: Option<String>,
}

/// The longest name that a label has room for.
const LONGEST_NAME: usize = 60;
/// Lines of an address that a return slip has room for.
const MOST_LINES: usize = 6;

impl Setup {
    /// What is wrong with it.
    #[must_use]
    pub fn faults(&self) -> SetupFaults {
        let name = self.name.trim();
        SetupFaults {
            name: if name.is_empty() {
                Some("a hub needs a name, such as Harbour Street".to_owned())
            } else if name.chars().count() > LONGEST_NAME {
                Some(format!("the name is too long for a label: use {LONGEST_NAME} characters at most"))
            } else {
                None
            },
            currency: self.currency.parse::<Currency>().err().map(|error| error.to_string()),
            timezone: self.timezone.parse::<chrono_tz::Tz>().err().map(|_| {
                format!("“{}” is no time zone; write one of the IANA names, such as Europe/Berlin", self.timezone)
            }),
            address: (self.address.trim().lines().count() > MOST_LINES)
                .then(|| format!("the address is too long for a slip: use {MOST_LINES} lines at most")),
            country: printing::country_code(&self.country).err(),
        }
    }

    /// The currency, where nothing is wrong.
    pub(crate) fn check(&self) -> Result<Currency> {
        let SetupFaults { name, currency, timezone, address, country } = self.faults();
        match [currency, timezone, name, address, country].into_iter().flatten().next() {
            Some(fault) => Err(Error::refused(fault)),
            None => Ok(self.currency.parse()?),
        }
    }
}

/// The currency of a locale such as `de_DE.UTF-8` or `de-DE`; nothing where it names no country.
#[must_use]
pub fn currency_of(locale: &str) -> Option<String> {
    Some(Currency::of_country(&country_of(locale)?)?.code().to_owned())
}

/// The country of a locale, ISO 3166-1 alpha-2; nothing where it names none.
#[must_use]
pub fn country_of(locale: &str) -> Option<String> {
    let tag = locale.split(['.', '@']).next()?;
    let country = tag.split(['_', '-']).skip(1).find(|part| part.len() == 2)?;
    printing::country_code(country).ok().filter(|code| !code.is_empty())
}

/// The hub's row, the places that every hub has, and the folder that its papers go into.
pub(crate) fn furnish(mut doing: Doing<'_>, secret: [u8; 32], path: &Path) -> Result<()> {
    doing.write.insert_hub(doing.hub, secret)?;
    doing.note("hub", doing.hub.id);
    doing.note("name", &doing.hub.name);
    let virtual_kinds =
        [PlaceKind::Supplier, PlaceKind::Customer, PlaceKind::Scrap, PlaceKind::Count, PlaceKind::Restored];
    for kind in virtual_kinds.into_iter().chain([PlaceKind::Quarantine]) {
        let place =
            Place { id: doing.id::<PlaceId>(), kind, name: kind.as_str().to_owned(), position: Position::default() };
        doing.write.insert_place(&place)?;
        doing.note(kind.as_str(), place.id);
    }
    let printer = Printer {
        id: doing.id::<PrinterId>(),
        number: doing.write.next_number("printer")?,
        name: doing.texts.word("printer-folder", &[]),
        way: PrinterWay::Folder,
        address: printing::folder_beside(path),
        language: PrinterLanguage::Pdf,
        dpi: Dpi::default().dots_per_inch(),
    };
    doing.write.insert_printer(&printer)?;
    doing.write.set_route(&Route {
        bench: String::new(),
        document: String::new(),
        printer: Some(printer.id),
        size: None,
    })?;
    doing.note("printer", printer.id);
    doing.finish("init", None)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let setup = Setup {
            name: " ".to_owned(),
            currency: "EURO".to_owned(),
            timezone: "Mars".to_owned(),
            address: "a\n".repeat(9),
            country: String::new(),
        };
        let faults = setup.faults();
        assert!(faults.name.unwrap().contains("needs a name"));
        assert!(faults.currency.unwrap().contains("EURO"));
        assert!(faults.timezone.unwrap().contains("Mars"));
        assert!(faults.address.unwrap().contains("6 lines"));
    }

    #[test]
    fn a_locale_says_what_is_paid_with() {
        assert_eq!(currency_of("de_DE.UTF-8").as_deref(), Some("EUR"));
        assert_eq!(currency_of("zh-Hant-TW").as_deref(), Some("TWD"));
        assert_eq!(currency_of("C.UTF-8"), None);
        assert_eq!(currency_of("en"), None);
    }
}
