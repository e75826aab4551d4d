//! What happened, told in EPCIS's words: the one place that says which events a fact makes.
//!
//! Things and places are named by URIs of our own, in the shape that CBV 2.0 gives to those of a private company (sections 8.2
//! and 8.4), though nobody registered their name space: `urn:loopdock:{hub4}:obj:{serial}` is a sleeve,
//! `urn:loopdock:{hub4}:obj:P-7` a parcel, `urn:loopdock:{hub4}:loc:hub` the hub and `urn:loopdock:{hub4}:loc:bench-main` a bench.
//! A hub has no GS1 company prefix and no address in the web so far, so a sleeve is never named as if it had: whatever is called a
//! GRAI is taken for one of its prefix's owner.

use loopdock_domain::sleeve::{Look, SleeveState};

use super::event::{About, Action, Disposition, Event, Place, Step};
use super::facts::{Fact, What};
use super::time;
use crate::calendar::Calendar;
use crate::names;

/// Tells what happened at a hub.
pub(super) struct Teller {
    hub4: String,
    calendar: Calendar,
}

impl Teller {
    pub(super) fn new(hub4: &str, calendar: Calendar) -> Self {
        Self { hub4: hub4.to_owned(), calendar }
    }

    /// The events of a fact.
    pub(super) fn tell(&self, fact: &Fact) -> Vec<Event> {
        let seen = |action, step, disposition| self.event(fact, self.sleeves(fact), action, step, Some(disposition));
        match &fact.what {
            What::Registered => vec![seen(Action::Add, Step::Commissioning, Disposition::Active)],
            What::Packed { parcel } => {
                let within = self.within(fact, *parcel);
                vec![self.event(fact, within, Action::Add, Step::Packing, Some(Disposition::InProgress))]
            }
            What::Left => {
                let left = seen(Action::Observe, Step::Shipping, Disposition::InTransit);
                vec![Event { biz_location: None, ..left }]
            }
            What::CameBack => vec![seen(Action::Observe, Step::Receiving, Disposition::Returned)],
            What::Put { to } => self.put(fact, *to).into_iter().collect(),
            What::LookedAt { look, parcel } => {
                let disposition = match look {
                    Look::Good => Disposition::Available,
                    Look::Damaged => Disposition::Damaged,
                };
                let within = self.within(fact, *parcel);
                vec![
                    seen(Action::Observe, Step::Inspecting, disposition),
                    self.event(fact, within, Action::Delete, Step::Unpacking, None),
                ]
            }
        }
    }

    /// Sleeves go somewhere in the house, or out of use; nothing is told of where nobody can put them.
    fn put(&self, fact: &Fact, to: SleeveState) -> Option<Event> {
        let (action, step, disposition) = match to {
            SleeveState::Cleaning => (Action::Observe, Step::Cleaning, Some(Disposition::InProgress)),
            SleeveState::Repairing => (Action::Observe, Step::Repairing, Some(Disposition::InProgress)),
            SleeveState::Inspecting => (Action::Observe, Step::Inspecting, None),
            SleeveState::Available => (Action::Observe, Step::Storing, Some(Disposition::Available)),
            SleeveState::Retired => (Action::Delete, Step::Decommissioning, Some(Disposition::Inactive)),
            _ => return None,
        };
        Some(self.event(fact, self.sleeves(fact), action, step, disposition))
    }

    /// An event here, after which what it is about is here still.
    fn event(
        &self,
        fact: &Fact,
        about: About,
        action: Action,
        biz_step: Step,
        disposition: Option<Disposition>,
    ) -> Event {
        let here = self.place("hub");
        Event {
            about,
            event_time: time(fact.at_ms),
            event_time_zone_offset: self.calendar.offset(fact.at_ms),
            action,
            biz_step,
            disposition,
            read_point: fact
                .bench
                .as_deref()
                .map_or(here.clone(), |bench| self.place(&format!("bench-{}", plain(bench)))),
            biz_location: Some(here),
        }
    }

    fn sleeves(&self, fact: &Fact) -> About {
        About::Things { things: fact.sleeves.iter().map(|serial| self.thing(serial)).collect() }
    }

    /// The parcel in its sleeve.
    fn within(&self, fact: &Fact, parcel: i64) -> About {
        About::Within {
            holder: fact.sleeves.first().map(|serial| self.thing(serial)).unwrap_or_default(),
            held: vec![self.thing(&names::parcel(parcel))],
        }
    }

    fn thing(&self, name: &str) -> String {
        format!("urn:loopdock:{}:obj:{name}", self.hub4)
    }

    fn place(&self, name: &str) -> Place {
        Place { id: format!("urn:loopdock:{}:loc:{name}", self.hub4) }
    }
}

/// A name as it may stand in a URI (RFC 3986, section 2).
fn plain(name: &str) -> String {
    let byte = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}
