//! Sending papers: what a printer is given, and what can be known of it afterwards.

use std::path::PathBuf;

use super::{folder, network, spooler};

/// Where a paper goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Address {
    /// Into a folder, as a file.
    Folder(PathBuf),
    /// To a printer of the system, by its name there.
    System(String),
    /// To `HOST:PORT`, as it is.
    Network(String),
}

/// A paper to be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outgoing {
    /// Where to.
    pub address: Address,
    /// The name of its file.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// After so many bytes a printer may print something: as long as it has fewer, nothing was printed.
    pub prints_from: usize,
    /// What the system is to know of it, in its own words: `media=A4`; `raw` where it is in the printer's own language.
    pub options: Vec<String>,
}

/// What came of sending a paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Handed {
    /// It is where it should be.
    Printed,
    /// The system's own queue has it, under this name.
    Spooled(String),
    /// Nothing was printed, and why: it may be sent again.
    NotTaken(String),
    /// Perhaps it was printed, perhaps not, and why nobody knows.
    Unsure(String),
}

/// What became of a paper in the system's own queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Spooled {
    /// It waits or is being printed; what its printer says of itself, if that is something.
    Waits(String),
    /// It was printed.
    Printed,
    /// It was given up, and why.
    GivenUp(String),
    /// The queue does not know it.
    Unknown,
    /// The system can't be asked.
    NoAnswer(String),
}

/// The way to printers. Papers are sent on threads of their own: one may take as long as its printer does.
pub trait Printers: Send + Sync {
    /// Sends a paper.
    fn send(&self, paper: &Outgoing) -> Handed;

    /// What became of a paper in the system's own queue.
    fn look_after(&self, spooled: &str) -> Spooled;
}

/// The real ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemPrinters;

impl SystemPrinters {
    /// The printers that the system knows, by name; none where it has no printing system.
    #[must_use]
    pub fn names() -> Vec<String> {
        spooler::names()
    }
}

impl Printers for SystemPrinters {
    fn send(&self, paper: &Outgoing) -> Handed {
        match &paper.address {
            Address::Folder(folder) => folder::put(folder, &paper.name, &paper.bytes),
            Address::System(printer) => spooler::print(printer, paper),
            Address::Network(address) => network::send(address, &paper.bytes, paper.prints_from),
        }
    }

    fn look_after(&self, spooled: &str) -> Spooled {
        spooler::look_after(spooled)
    }
}
