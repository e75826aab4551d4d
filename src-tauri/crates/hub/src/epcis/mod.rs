//! What happened to the hub's sleeves, for programs of other people: an EPCIS 2.0 document in JSON-LD (GS1 EPCIS 2.0, with the
//! words of CBV 2.0), made anew from the whole journal each time.
//!
//! What was taken back is left out together with what took it back, since it never happened; so is a return that was dropped,
//! and the closing of a parcel that was opened again. Whoever keeps an older export puts the newer one in its place. What the
//! hub only concludes, such as that a sleeve is overdue or lost, is no event: nobody saw the sleeve.
//!
//! [`facts`] reads the journal, [`told`] says what happened in EPCIS's words, which are in [`event`], and [`hash`] gives each
//! event the id that follows from it.

mod event;
mod facts;
mod hash;
mod told;

use chrono::SecondsFormat;
use serde::Serialize;

use loopdock_store::Read;

use crate::calendar::{Calendar, utc};
use crate::error::{Error, Result};
use event::Event;
use facts::Fact;
use told::Teller;

/// A document up to the moment that it was made. What EPCIS's words mean is looked up under that address.
const BEGIN: &str = r#"{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":""#;

/// From there to its events.
const BODY: &str = r#"","epcisBody":{"eventList":["#;

/// After its events.
const END: &str = "]}}";

/// All that happened to the sleeves of a hub, in the sequence of its journal.
pub(crate) struct Epcis {
    facts: Vec<Fact>,
    teller: Teller,
}

/// An event with its id, as it stands in the document.
#[derive(Serialize)]
struct Line<'e> {
    #[serde(rename = "eventID")]
    event_id: String,
    #[serde(flatten)]
    event: &'e Event,
}

impl Epcis {
    pub(crate) fn read(read: &Read<'_>) -> Result<Self> {
        let hub = read.hub()?;
        Ok(Self { facts: facts::facts(read)?, teller: Teller::new(hub.key.hub4(), Calendar::of(&hub)) })
    }

    /// Hands the document to `take` line by line, an event on each; `take` says whether it wants more. Answers how many events
    /// there were.
    pub(crate) fn write(&self, now_ms: i64, take: &mut dyn FnMut(&str) -> Result<bool>) -> Result<u64> {
        let mut wants_more = take(&format!("{BEGIN}{}{BODY}", time(now_ms)))?;
        let mut events = self.facts.iter().flat_map(|fact| self.teller.tell(fact)).peekable();
        let mut count = 0;
        while let (true, Some(event)) = (wants_more, events.next()) {
            let line = serde_json::to_string(&Line { event_id: hash::event_id(&event), event: &event })
                .map_err(|error| Error::internal(error.to_string()))?;
            let comma = if events.peek().is_some() { "," } else { "" };
            wants_more = take(&format!("{line}{comma}"))?;
            count += 1;
        }
        if wants_more {
            take(END)?;
        }
        Ok(count)
    }
}

/// A moment, in milliseconds since the epoch, as EPCIS and the hash of an event write it: `2026-10-28T07:00:00.000Z`.
fn time(at_ms: i64) -> String {
    utc(at_ms).to_rfc3339_opts(SecondsFormat::Millis, true)
}
