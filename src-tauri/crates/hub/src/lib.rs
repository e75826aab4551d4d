//! What a hub does: one file per deed, and the one table of commands that every shell offers.
//!
//! [`Hub`] is a hub that is open for deeds, [`HubReader`] one that is only looked at. Both answer the commands of the
//! table in [`command`]; a scan is one of them. Everything that comes in from the world comes through [`Host`].

mod amount;
mod books;
mod calendar;
mod command;
mod deeds;
pub mod demo;
mod doing;
mod epcis;
mod error;
mod figures;
mod find;
mod host;
mod hub;
mod journal;
mod ledger;
mod look_ahead;
mod names;
mod pin;
mod printing;
mod reader;
mod scan;
mod setup;
mod statement;
pub mod storefront;
mod texts;
mod typescript;
mod view;
mod views;
pub mod window;

pub use command::{Access, Between, Call, Command, Role, api, commands};
pub use error::{Error, ErrorCode, Result};
pub use figures::Figures;
pub use host::{Address, Handed, Host, Outgoing, Printers, Spooled, SystemHost, SystemPrinters};
pub use hub::{Hub, Rest, occupant};
pub use journal::{Balances, JournalLine, replay};
pub use ledger::Bookkeeper;
pub use loopdock_domain::DeedId;
pub use loopdock_domain::bench::Level;
pub use loopdock_store::Occupant;
pub use printing::countries;
pub use reader::HubReader;
pub use scan::{BenchView, ExpectedScan, LeftOff, ScanAnswer, ScanRequest, Stop};
pub use setup::{Setup, SetupFaults, country_of, currency_of};
pub use texts::Texts;
pub use typescript::typescript;
