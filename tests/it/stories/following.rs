//! Whoever follows sleeves by what is exported sees what happened to each, and nothing that was taken back.

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};

use super::desk::Desk;
use crate::epcis;

const DAY_S: i64 = 24 * 60 * 60;

/// The next parcel of `ink`, packed up to the scan that closes it, in a sleeve.
fn pack(desk: &mut Desk, sleeve: &str) {
    desk.order("ink", json!([["MUG", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    desk.ok(&["T-01", "4006381333931", sleeve]);
    desk.follow("pack");
}

fn serial(code: &str) -> &str {
    code.rsplit('/').next().unwrap()
}

/// What each event says, in short: `shipping OBSERVE in_transit: SERIAL` or `packing ADD in_progress: SERIAL holds P-3`.
fn short(event: &Value) -> String {
    let last = |uri: &Value| uri.as_str().unwrap().rsplit(':').next().unwrap().to_owned();
    let word = |name: &str| event[name].as_str().unwrap_or("-").to_owned();
    let about = match event["epcList"].as_array() {
        Some(things) => things.iter().map(last).collect::<Vec<_>>().join(" "),
        None => format!("{} holds {}", last(&event["parentID"]), last(&event["childEPCs"][0])),
    };
    format!("{} {} {}: {about}", word("bizStep"), word("action"), word("disposition"))
}

fn told(desk: &Desk) -> Vec<String> {
    epcis::judged(desk.hub.path()).iter().map(short).collect()
}

/// All but the registering, which the stories begin with.
fn told_since(desk: &Desk) -> Vec<String> {
    let mut told = told(desk);
    assert!(told.remove(0).starts_with("commissioning ADD active: "));
    told
}

#[test]
fn a_sleeve_is_followed_from_its_serial_to_its_look_and_again() {
    let mut desk = Desk::stocked();
    let sleeves = desk.sleeves("available");
    let (first, second) = (sleeves[0].clone(), sleeves[1].clone());
    let (one, two) = (serial(&first), serial(&second));
    desk.call(
        "set_creator",
        json!({ "key": "ink", "terms": { "deposit": "2.00", "overdue_days": 20, "lost_days": 40 } }),
    );
    pack(&mut desk, &first);
    desk.ok(&["P-1", "DONE"]);
    desk.ok(&[&first, "DAMAGED"]);
    pack(&mut desk, &second);
    desk.ok(&["P-2", "DONE"]);
    // Overdue, then lost: nobody saw the sleeve.
    desk.later(30 * DAY_S);
    desk.later(200 * DAY_S);
    assert_eq!(desk.sleeves("lost"), [second.as_str()]);
    desk.ok(&[&second, "OK"]);
    // A parcel without a sleeve is none of its business.
    desk.order("oak", json!([["SPOON", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-3", "DONE"]);
    let events = epcis::judged(desk.hub.path());
    assert_eq!(events[0]["epcList"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        events[1..].iter().map(short).collect::<Vec<_>>(),
        [
            format!("packing ADD in_progress: {one} holds P-1"),
            format!("shipping OBSERVE in_transit: {one}"),
            format!("receiving OBSERVE returned: {one}"),
            format!("inspecting OBSERVE damaged: {one}"),
            format!("unpacking DELETE -: {one} holds P-1"),
            format!("packing ADD in_progress: {two} holds P-2"),
            format!("shipping OBSERVE in_transit: {two}"),
            format!("receiving OBSERVE returned: {two}"),
            format!("inspecting OBSERVE available: {two}"),
            format!("unpacking DELETE -: {two} holds P-2"),
        ]
    );
    times_and_places_are_those_of_the_journal(&mut desk, &events);
    // An event's id is a hash, in whose digits any "ada" is chance.
    let said = events.iter().map(|event| {
        let mut said = event.as_object().unwrap().clone();
        said.remove("eventID");
        said
    });
    let all = json!(said.collect::<Vec<_>>()).to_string();
    for word in ["Ada", "ada", "Berlin", "O-1", "#0", "ink"] {
        assert!(!all.contains(word), "{word} says who bought: {all}");
    }
}

/// Each event has the moment and the bench of an entry, in their sequence; what left is nowhere here.
fn times_and_places_are_those_of_the_journal(desk: &mut Desk, events: &[Value]) {
    let entries = desk.journal();
    let mut offsets = Vec::new();
    let mut at = 0;
    for event in events {
        let time = DateTime::parse_from_rfc3339(event["eventTime"].as_str().unwrap()).unwrap();
        at += entries[at..].iter().position(|entry| entry["at_ms"] == json!(time.timestamp_millis())).unwrap();
        let local = time.with_timezone(&chrono_tz::Europe::Berlin);
        assert!(
            local.to_rfc3339_opts(SecondsFormat::Secs, false).ends_with(event["eventTimeZoneOffset"].as_str().unwrap())
        );
        offsets.push(event["eventTimeZoneOffset"].as_str().unwrap().to_owned());
        let seen_at = event["readPoint"]["id"].as_str().unwrap();
        let bench = entries[at]["bench"].as_str().map_or("hub".to_owned(), |bench| format!("bench-{bench}"));
        assert!(seen_at.ends_with(&format!(":loc:{bench}")), "{event}");
        assert_eq!(event["bizLocation"].is_null(), event["bizStep"] == "shipping", "{event}");
    }
    assert!(offsets.iter().any(|offset| *offset != offsets[0]), "230 days later the clock was changed: {offsets:?}");
}

#[test]
fn what_was_taken_back_is_not_told() {
    let mut desk = Desk::stocked();
    let sleeves = desk.sleeves("available");
    let (first, second) = (sleeves[0].clone(), sleeves[1].clone());
    let (one, two) = (serial(&first), serial(&second));
    pack(&mut desk, &first);
    assert_eq!(told_since(&desk), [format!("packing ADD in_progress: {one} holds P-1")]);
    desk.ok(&["UNDO"]);
    assert_eq!(told_since(&desk), [""; 0], "the parcel was not closed");
    desk.follow("pack");
    // Opened again, and closed in another sleeve.
    desk.ok(&["CANCEL", "P-2"]);
    assert_eq!(told_since(&desk), [""; 0], "the parcel is open again");
    desk.ok(&["UNDO"]);
    assert_eq!(told_since(&desk), [format!("packing ADD in_progress: {one} holds P-2")]);
    desk.ok(&["CANCEL", "P-2", &second]);
    desk.follow("pack");
    desk.ok(&["P-3", "DONE"]);
    let left = [format!("packing ADD in_progress: {two} holds P-3"), format!("shipping OBSERVE in_transit: {two}")];
    assert_eq!(told_since(&desk), left);

    desk.ok(&[&second]);
    let back = [format!("receiving OBSERVE returned: {two}")];
    assert_eq!(told_since(&desk)[2..], back);
    desk.ok(&["CANCEL"]);
    assert_eq!(told_since(&desk), left, "it was not back");
    desk.ok(&["UNDO"]);
    assert_eq!(told_since(&desk)[2..], back, "it was back after all");
    desk.ok(&["OK", "UNDO"]);
    assert_eq!(told_since(&desk)[2..], back, "it was not looked at");
    desk.ok(&["UNDO"]);
    assert_eq!(told_since(&desk), left);
    desk.ok(&[&second, "OK", "UNDO", "DAMAGED"]);
    let [back] = back;
    let looked = [back, format!("inspecting OBSERVE damaged: {two}"), format!("unpacking DELETE -: {two} holds P-3")];
    assert_eq!(told_since(&desk)[2..], looked);
    desk.check();
}

#[test]
fn parcels_of_one_handover_leave_in_one_event_whatever_the_bench_is_called() {
    let mut desk = Desk::stocked();
    let sleeves = desk.sleeves("available");
    pack(&mut desk, &sleeves[0]);
    pack(&mut desk, &sleeves[1]);
    let bench = "Tisch 1: “Süd”/%41";
    for code in ["P-1", "P-2", "DONE"] {
        desk.scan_at(bench, code);
    }
    let events = epcis::judged(desk.hub.path());
    let left = events.iter().find(|event| event["bizStep"] == "shipping").unwrap();
    assert_eq!(left["epcList"].as_array().map(Vec::len), Some(2));
    let seen_at = left["readPoint"]["id"].as_str().unwrap();
    assert!(seen_at.ends_with(":loc:bench-Tisch%201%3A%20%E2%80%9CS%C3%BCd%E2%80%9D%2F%2541"), "{seen_at}");
}

#[test]
fn sleeves_that_a_stocktake_missed_are_told_to_be_gone_once_they_are_retired() {
    let mut desk = Desk::stocked();
    let shelf = desk.sleeves("available");
    desk.call("begin_stocktake", json!({ "bench": "main" }));
    for seen in &shelf[1..] {
        desk.ok(&[seen]);
    }
    desk.ok(&["DONE"]);
    assert_eq!(told_since(&desk), [""; 0], "to be missed is no event");
    desk.call("retire_missing", json!({ "number": 1 }));
    assert_eq!(told_since(&desk), [format!("decommissioning DELETE inactive: {}", serial(&shelf[0]))]);
}

#[test]
fn what_another_program_wrote_into_the_journal_is_told_as_far_as_it_says() {
    let mut desk = Desk::packed();
    desk.ok(&["P-1", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    let one = serial(&sleeve);
    desk.ok(&[&sleeve]);
    let begun = desk.journal().pop().unwrap();
    let loan = &begun["body"]["loan"];
    let before = told_since(&desk);
    let nobody = "01a207af-2fc4-7b87-98e7-ebe561fd5fea";
    let entries = [
        // How the look of an older program stands there.
        json!({ "did": "post_return", "loan": loan, "heard": { "command": "DAMAGED" } }),
        // What says too little, too much, or something else.
        json!({ "did": "post_return", "loan": loan, "look": "scorched" }),
        json!({ "did": "post_return", "loan": nobody }),
        json!({ "did": "post_return" }),
        json!({ "did": "begin_return" }),
        json!({ "did": "void_return", "loan": nobody }),
        json!({ "did": "close_parcel", "parcel": nobody, "number": 1 }),
        json!({ "did": "close_parcel" }),
        json!({ "did": "close_handover", "handover": nobody }),
        json!({ "did": "close_handover" }),
        json!({ "did": "register_sleeves", "added": 3 }),
        json!({ "did": "sing" }),
        json!(null),
    ];
    let file = rusqlite::Connection::open(desk.hub.path()).unwrap();
    for (at, body) in entries.iter().enumerate() {
        let seq = begun["seq"].as_i64().unwrap() + 1 + i64::try_from(at).unwrap();
        let entry =
            json!({ "seq": seq, "at_ms": begun["at_ms"], "kind": "scan", "bench": "main", "body": body }).to_string();
        file.execute(
            "INSERT INTO journal (seq, deed, entry, hash) VALUES (?1, randomblob(16), ?2, zeroblob(32))",
            (seq, entry),
        )
        .unwrap();
    }
    let told = told_since(&desk);
    let looked = [format!("inspecting OBSERVE damaged: {one}"), format!("unpacking DELETE -: {one} holds P-1")];
    assert_eq!((&told[..before.len()], &told[before.len()..]), (&before[..], &looked[..]));
}

#[test]
fn a_crate_a_copy_and_what_is_washed_mended_and_retired_are_followed_too() {
    let mut desk = Desk::stocked();
    let sleeves = desk.sleeves("available");
    let (one, two) = (serial(&sleeves[0]).to_owned(), serial(&sleeves[1]).to_owned());
    for (at, sleeve) in sleeves[..2].iter().enumerate() {
        pack(&mut desk, sleeve);
        desk.ok(&[&format!("P-{}", at + 1), "DONE"]);
    }
    desk.ok(&[&sleeves[0], &sleeves[1], "OK"]);
    pack(&mut desk, &sleeves[0]);
    desk.ok(&["P-3", "DONE", &sleeves[0]]);
    desk.call("quarantine", json!({ "code": sleeves[0], "reason": "Two." }));
    desk.call("decide_case", json!({ "number": 1, "verdict": "damaged" }));
    for to in ["cleaning", "repairing", "available", "retired"] {
        desk.call("move_sleeves", json!({ "serials": [one], "to": to, "reason": "worn" }));
    }
    let told = told_since(&desk);
    let of_the_crate = told.iter().position(|event| event.starts_with("inspecting")).unwrap();
    assert_eq!(
        told[of_the_crate..],
        [
            format!("inspecting OBSERVE available: {one}"),
            format!("unpacking DELETE -: {one} holds P-1"),
            format!("inspecting OBSERVE available: {two}"),
            format!("unpacking DELETE -: {two} holds P-2"),
            format!("packing ADD in_progress: {one} holds P-3"),
            format!("shipping OBSERVE in_transit: {one}"),
            format!("receiving OBSERVE returned: {one}"),
            format!("inspecting OBSERVE damaged: {one}"),
            format!("unpacking DELETE -: {one} holds P-3"),
            format!("urn:loopdock:bizstep:cleaning OBSERVE in_progress: {one}"),
            format!("repairing OBSERVE in_progress: {one}"),
            format!("storing OBSERVE available: {one}"),
            format!("decommissioning DELETE inactive: {one}"),
        ]
    );
    // Where no money waits, too, and where a tag was never entered.
    desk.call("quarantine", json!({ "code": sleeves[1], "reason": "Two." }));
    desk.call("decide_case", json!({ "number": 2, "verdict": "not_ours" }));
    let lost = serial(&sleeves[2]).to_owned();
    let file = rusqlite::Connection::open(desk.hub.path()).unwrap();
    file.execute("DELETE FROM sleeve WHERE serial = ?1", [&lost]).unwrap();
    desk.call("quarantine", json!({ "code": sleeves[2], "reason": "Nobody knows it." }));
    desk.call("decide_case", json!({ "number": 3, "verdict": "good" }));
    assert_eq!(
        told_since(&desk)[told.len()..],
        [
            format!("inspecting OBSERVE -: {two}"),
            format!("decommissioning DELETE inactive: {two}"),
            format!("commissioning ADD active: {lost}"),
        ]
    );
}

#[test]
fn copies_of_a_sleeve_that_is_still_out_were_never_received() {
    let mut desk = Desk::stocked();
    let sleeve = desk.sleeves("available").remove(0);
    pack(&mut desk, &sleeve);
    desk.ok(&["P-1", "DONE", &sleeve]);
    desk.call("quarantine", json!({ "code": sleeve, "reason": "Two." }));
    desk.call("decide_case", json!({ "number": 1, "verdict": "not_ours" }));
    assert!(told_since(&desk).last().unwrap().starts_with("shipping"));
    // Set aside before any bench has scanned them, too.
    desk.call("quarantine", json!({ "code": sleeve, "reason": "Two." }));
    let here = format!("receiving OBSERVE returned: {}", serial(&sleeve));
    assert_eq!(told_since(&desk).last(), Some(&here));
    desk.call("decide_case", json!({ "number": 2, "verdict": "not_ours" }));
    assert!(told_since(&desk).last().unwrap().starts_with("shipping"));
    desk.call("quarantine", json!({ "code": sleeve, "reason": "Two." }));
    desk.call("decide_case", json!({ "number": 3, "verdict": "damaged" }));
    let told = told_since(&desk);
    let looked = format!("inspecting OBSERVE damaged: {}", serial(&sleeve));
    assert_eq!(told[told.len() - 3..told.len() - 1], [here, looked]);
}
