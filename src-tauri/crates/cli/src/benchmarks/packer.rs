//! A packer who works a day: does what the bench's screen asks for, now and then something else, and takes some back.

use std::collections::VecDeque;

use loopdock_hub::{BenchView, Level, ScanAnswer};

/// Units of a delivery; announced, received, put away.
pub(super) const DELIVERED: u32 = 20;

/// Parcels that are worth a walk to the van.
const VAN_LOAD: u32 = 24;

/// One packer at one bench.
pub(super) struct Packer {
    /// The bench's name.
    pub bench: String,
    /// What this one does besides picking and packing.
    duty: Duty,
    totes: VecDeque<String>,
    /// What arrives here: items that are delivered, or sleeves.
    arrivals: VecDeque<String>,
    parcels: u32,
    heard: u32,
    last_did: String,
    has_typed: bool,
}

/// What else there is to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    /// Nothing.
    None,
    /// Receiving deliveries and carrying them into bins.
    Receive,
    /// Loading the van.
    Load,
    /// Looking over sleeves that come back, and nothing else.
    TakeBack,
}

impl Packer {
    /// A packer at `bench`; a receiver gets the codes of the items that are delivered, or of the sleeves that come back.
    pub(super) fn new(bench: String, duty: Duty, arrivals: VecDeque<String>) -> Self {
        Self {
            bench,
            duty,
            totes: VecDeque::new(),
            arrivals,
            parcels: 0,
            heard: 0,
            last_did: String::new(),
            has_typed: false,
        }
    }

    /// The next scan, from what the screen shows.
    pub(super) fn next(&mut self, view: &BenchView) -> String {
        self.heard += 1;
        if self.heard % 43 == 20 {
            return "UNDO".to_owned();
        }
        if self.heard % 17 == 9 {
            return wrong(&view.mode, self.heard).to_owned();
        }
        let asked = |at: usize| view.expects.get(at).and_then(|expected| expected.code.clone());
        match view.mode.as_str() {
            "idle" => self.begin(),
            "receive" | "put_away" if asked(0).is_none() && !self.types_next("receive_units") => self.any_bin(),
            "receive" if asked(0).is_none() => format!("={DELIVERED}"),
            // The first unit was scanned; the rest is typed.
            "put_away" if self.types_next("put_away") => {
                asked(1).or_else(|| asked(0)).unwrap_or_else(|| self.any_bin())
            }
            "take_back" => if self.heard.is_multiple_of(20) { "DAMAGED" } else { "OK" }.to_owned(),
            _ => asked(0).unwrap_or_else(|| "BACK".to_owned()),
        }
    }

    /// Nothing is begun: pack what was picked, else see to the van or a delivery, else walk.
    fn begin(&mut self) -> String {
        if self.duty == Duty::TakeBack {
            return self.arrivals.pop_front().unwrap_or_else(|| "NEXT".to_owned());
        }
        if let Some(tote) = self.totes.pop_front() {
            return tote;
        }
        if self.duty == Duty::Load && self.parcels >= VAN_LOAD {
            self.parcels = 0;
            return "V-1".to_owned();
        }
        let delivery = if self.duty == Duty::Receive { self.arrivals.pop_front() } else { None };
        delivery.unwrap_or_else(|| "NEXT".to_owned())
    }

    fn types_next(&mut self, after: &str) -> bool {
        let types = self.last_did == after && !self.has_typed;
        self.has_typed = types;
        types
    }

    fn any_bin(&self) -> String {
        format!("{}-{:02}-{}", char::from(b'A' + u8::try_from(self.heard % 20).unwrap_or(0)), self.heard % 30 + 1, 2)
    }

    /// Takes in what the bench answered, and remembers the totes to pack.
    pub(super) fn take_in(&mut self, code: &str, answer: &ScanAnswer) {
        if answer.cue == Level::Stop {
            return;
        }
        match answer.did.as_str() {
            "put_in_tote" if !self.totes.iter().any(|tote| tote == code) => self.totes.push_back(code.to_owned()),
            "close_parcel" => self.parcels += 1,
            _ => {}
        }
        self.last_did.clone_from(&answer.did);
    }
}

/// A scan that the bench must refuse, or that changes nothing.
fn wrong(mode: &str, heard: u32) -> &'static str {
    match (mode, heard % 4) {
        ("pick", 0) => "A-01-1",
        ("pick" | "pack", 1) => "I-1",
        ("pack", 2) => "=3",
        (_, 3) => "https://example.com/not/ours",
        _ => "P-99999999",
    }
}
