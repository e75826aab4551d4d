//! The id of an event that follows from what it says, so that the same event has the same id wherever and however often it is
//! exported (GS1 CBV 2.0, section 8.9, "EPCIS event hash ID").
//!
//! Everything that an event says is written into one text, in a sequence and a spelling that are the same for all ways of
//! writing the event down, and hashed. Our identifiers are URIs that stand for themselves, and times are written in UTC to the
//! millisecond already, so nothing but the words of the standard has another spelling there.

use sha2::{Digest as _, Sha256};

use super::event::{About, Event};
use crate::journal::hex;

/// The id: `ni:///sha-256;...?ver=CBV2.0` (RFC 6920).
pub(super) fn event_id(event: &Event) -> String {
    format!("ni:///sha-256;{}?ver=CBV2.0", hex(&Sha256::digest(pre_hash(event)).into()))
}

/// The text that is hashed: names and values one after the other, with nothing between them.
fn pre_hash(event: &Event) -> String {
    // Taken apart, so that whoever adds a property has to say here where its place is.
    let Event { about, event_time, event_time_zone_offset, action, biz_step, disposition, read_point, biz_location } =
        event;
    let (kind, about) = match about {
        About::Things { things } => ("ObjectEvent", list("epcList", things)),
        About::Within { holder, held } => ("AggregationEvent", format!("parentID={holder}{}", list("childEPCs", held))),
    };
    let mut text = format!(
        "eventType={kind}eventTime={event_time}eventTimeZoneOffset={event_time_zone_offset}{about}action={action}bizStep={}",
        vocabulary("BizStep", biz_step.as_str())
    );
    if let Some(disposition) = disposition {
        text += &format!("disposition={}", vocabulary("Disp", disposition.as_str()));
    }
    text += &format!("readPointid={}", read_point.id);
    if let Some(place) = biz_location {
        text += &format!("bizLocationid={}", place.id);
    }
    text
}

/// A list of things in the sequence of their characters' codes.
fn list(name: &str, things: &[String]) -> String {
    let mut things: Vec<&str> = things.iter().map(String::as_str).collect();
    things.sort_unstable();
    let things: String = things.iter().map(|thing| format!("epc={thing}")).collect();
    format!("{name}{things}")
}

/// A word of the standard as its URI; a URI of our own stands for itself.
fn vocabulary(of: &str, word: &str) -> String {
    if word.contains(':') { word.to_owned() } else { format!("https://ref.gs1.org/cbv/{of}-{word}") }
}

#[cfg(test)]
mod tests {
    use super::super::event::{Action, Disposition, Place, Step};
    use super::*;

    const SLEEVE: &str = "urn:loopdock:7K2M:obj:0A9V46G3CTRGFATA";
    const OTHER: &str = "urn:loopdock:7K2M:obj:ZA9V46G3CTRGFATA";

    fn place(name: &str) -> Place {
        Place { id: format!("urn:loopdock:7K2M:loc:{name}") }
    }

    fn registered() -> Event {
        Event {
            about: About::Things { things: vec![OTHER.into(), SLEEVE.into()] },
            event_time: "2026-10-28T07:00:00.120Z".into(),
            event_time_zone_offset: "+01:00".into(),
            action: Action::Add,
            biz_step: Step::Commissioning,
            disposition: Some(Disposition::Active),
            read_point: place("hub"),
            biz_location: Some(place("hub")),
        }
    }

    fn packed() -> Event {
        Event {
            about: About::Within { holder: SLEEVE.into(), held: vec!["urn:loopdock:7K2M:obj:P-7".into()] },
            event_time: "2026-10-28T07:00:00.000Z".into(),
            biz_step: Step::Packing,
            disposition: Some(Disposition::InProgress),
            read_point: place("bench-main%20%C3%A4"),
            ..registered()
        }
    }

    fn left() -> Event {
        Event {
            about: About::Things { things: vec![SLEEVE.into()] },
            action: Action::Observe,
            biz_step: Step::Shipping,
            disposition: Some(Disposition::InTransit),
            read_point: place("hub"),
            biz_location: None,
            ..packed()
        }
    }

    /// What version 1.9.3 of the reference implementation (PyPI: epcis-event-hash-generator) computes for each.
    #[test]
    fn ids_are_those_of_the_reference_implementation() {
        let emptied = Event { action: Action::Delete, biz_step: Step::Unpacking, disposition: None, ..packed() };
        for (event, hash) in [
            (registered(), "e53cb584238d87feae794e81477ebe14542eb172b8413d53c460fb1c7a8f47c9"),
            (packed(), "2aaed98c0fb518ad85f06a3e1744d6538be845cf5603e768bf072a3c2e2683dd"),
            (left(), "703727b14181348605affa734d0059d9ee8de9ff2000d795954ef85dbbfc152d"),
            (emptied, "05b3124c3eaa33bc4bbc49b3f2dd6bb13c0a0399cdb44ed737f5f78d7d4689f5"),
        ] {
            assert_eq!(event_id(&event), format!("ni:///sha-256;{hash}?ver=CBV2.0"), "{event:?}");
        }
    }

    #[test]
    fn what_is_hashed_has_every_name_and_value_once_and_things_in_their_sequence() {
        assert_eq!(
            pre_hash(&registered()),
            "eventType=ObjectEventeventTime=2026-10-28T07:00:00.120ZeventTimeZoneOffset=+01:00\
             epcListepc=urn:loopdock:7K2M:obj:0A9V46G3CTRGFATAepc=urn:loopdock:7K2M:obj:ZA9V46G3CTRGFATAaction=ADD\
             bizStep=https://ref.gs1.org/cbv/BizStep-commissioningdisposition=https://ref.gs1.org/cbv/Disp-active\
             readPointid=urn:loopdock:7K2M:loc:hubbizLocationid=urn:loopdock:7K2M:loc:hub"
        );
        let turned = Event { about: About::Things { things: vec![SLEEVE.into(), OTHER.into()] }, ..registered() };
        assert_eq!(
            event_id(&turned),
            event_id(&registered()),
            "the same things in another sequence are the same event"
        );
    }

    #[test]
    fn a_step_that_the_standard_has_no_word_for_is_named_by_a_uri_of_our_own() {
        assert_eq!(vocabulary("BizStep", "packing"), "https://ref.gs1.org/cbv/BizStep-packing");
        assert_eq!(vocabulary("BizStep", "urn:loopdock:bizstep:cleaning"), "urn:loopdock:bizstep:cleaning");
    }
}
