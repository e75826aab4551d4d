//! Second thoughts: a packed parcel is opened again, a loaded one comes off, and what a crash left is said once more.

use loopdock_domain::codes::CodeKind;
use loopdock_hub::{DeedId, Level, ScanAnswer};
use serde_json::json;

use super::desk::Desk;

/// An order of two mugs and a card in parcel P-1, in a sleeve, at an idle bench.
fn packed() -> (Desk, String) {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["MUG", 2], ["CARD", 1]]));
    desk.pick_and_pack();
    (desk, order)
}

/// The states of the papers of documents called `document`, the oldest first.
fn papers(desk: &mut Desk, document: &str) -> Vec<String> {
    let jobs = desk.call("print_jobs", json!({}));
    let mine = jobs.as_array().unwrap().iter().rev().filter(|job| job["document"] == document);
    mine.map(|job| job["state"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_packed_parcel_is_opened_again_by_its_label_and_closed_with_a_new_one() {
    let (mut desk, order) = packed();
    desk.rest();
    let asked = desk.ok(&["CANCEL"]);
    assert!(asked.contains("Which parcel is to be opened again? Scan its label."), "{asked}");
    let said = desk.ok(&["P-1"]);
    assert!(said.contains("P-1") && said.contains(&order) && said.contains("OK closes"), "{said}");
    assert_eq!((desk.look().mode.as_str(), desk.state(&order).as_str()), ("pack", "picked"));
    assert_eq!((desk.units("parcel", "MUG"), desk.units("T-01", "MUG")), (2, 0));
    assert_eq!(desk.sleeves("bound").len(), 1);
    desk.check();
    // Nobody could scan its tote to go on with it.
    assert!(desk.refused("BACK").contains(&order));
    // Units, sleeve and weight are as they were: nothing is asked for again.
    let closed = desk.ok(&["OK"]);
    assert!(closed.contains("P-2"), "{closed}");
    desk.rest();
    assert_eq!(papers(&mut desk, "parcel_label"), ["voided", "done"]);
    assert_eq!(papers(&mut desk, "return_slip"), ["voided", "done"]);
    let old = desk.refused("P-1");
    assert!(old.contains("P-1") && old.contains("P-2") && old.contains("void"), "{old}");
    desk.ok(&["P-2", "DONE"]);
    assert_eq!(desk.state(&order), "shipped");
    // The first slip may lie in the parcel still: it finds its sleeve.
    let slip = desk.printed(CodeKind::Return, 1);
    assert!(desk.ok(&[&slip, "OK"]).contains(&order));
    assert_eq!(desk.sleeves("out").len(), 0);
    desk.check();
}

#[test]
fn papers_that_wait_are_withdrawn_when_their_parcel_is_opened_again() {
    let (mut desk, _) = packed();
    desk.ok(&["CANCEL", "P-1"]);
    assert_eq!(papers(&mut desk, "parcel_label"), ["voided"]);
    desk.rest();
    assert_eq!(papers(&mut desk, "parcel_label"), ["voided"]);
    desk.check();
}

#[test]
fn an_opened_parcel_is_unpacked_into_an_empty_tote() {
    let (mut desk, order) = packed();
    desk.ok(&["CANCEL", "P-1"]);
    let said = desk.ok(&["CANCEL"]);
    assert!(said.contains("T-01"), "{said}");
    assert_eq!((desk.units("T-01", "MUG"), desk.units("T-01", "CARD"), desk.units("parcel", "MUG")), (2, 1, 0));
    assert_eq!((desk.sleeves("available").len(), desk.state(&order).as_str()), (4, "picked"));
    assert!(desk.refused("P-1").contains("unpacked"));
    desk.check();
    desk.ok(&["UNDO"]);
    assert_eq!((desk.units("T-01", "MUG"), desk.units("parcel", "MUG")), (0, 2));
    desk.check();
    desk.ok(&["CANCEL", "T-01"]);
    desk.follow("pack");
    assert_eq!(desk.state(&order), "packed");
    desk.check();
}

#[test]
fn without_an_empty_tote_an_opened_parcel_stays_as_it_is() {
    let (mut desk, order) = packed();
    for _ in 0..3 {
        desk.order("ink", json!([["CARD", 1]]));
    }
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    desk.ok(&["CANCEL", "P-1"]);
    assert!(desk.refused("CANCEL").contains("No tote is free"));
    desk.ok(&["DAMAGED"]);
    assert!(desk.refused("4006381333931").contains("No tote is free"));
    desk.ok(&["CANCEL", "OK"]);
    assert_eq!(desk.state(&order), "packed");
    // A tote that a walk is going to need is not free either.
    desk.ok(&["T-01"]);
    desk.follow("pack");
    desk.order("ink", json!([["CARD", 1]]));
    assert_ne!(desk.scan_at("two", "NEXT").cue, Level::Stop);
    desk.ok(&["CANCEL", "P-2"]);
    assert!(desk.refused("CANCEL").contains("No tote is free"));
    desk.check();
}

#[test]
fn a_damaged_unit_in_a_packed_parcel_is_replaced() {
    let (mut desk, order) = packed();
    let said = desk.ok(&["CANCEL", "P-1", "DAMAGED", "4006381333931"]);
    assert!(said.contains("T-01") && said.contains("A-01-1"), "{said}");
    assert_eq!((desk.units("T-01", "MUG"), desk.units("quarantine", "MUG")), (1, 1));
    desk.check();
    desk.pick_and_pack();
    assert_eq!(desk.state(&order), "packed");
    desk.check();
}

#[test]
fn undo_of_an_opening_makes_the_label_on_the_parcel_count_again() {
    let (mut desk, order) = packed();
    // Papers that had waited wait again; those that were printed are good again.
    desk.ok(&["CANCEL", "P-1"]);
    let said = desk.ok(&["UNDO"]);
    assert!(said.contains("Undone") && said.contains("P-1"), "{said}");
    assert_eq!(papers(&mut desk, "parcel_label"), ["queued"]);
    desk.rest();
    desk.ok(&["P-1", "UNDO"]);
    assert_eq!((papers(&mut desk, "parcel_label"), desk.state(&order)), (vec!["done".to_owned()], "packed".to_owned()));
    desk.check();
    // A parcel that was closed anew meanwhile is opened first, and its new label is void for good.
    desk.ok(&["P-1", "OK", "UNDO", "UNDO"]);
    assert!(desk.refused("P-2").contains("P-1"));
    desk.ok(&["BACK", "P-1", "DONE"]);
    assert_eq!(desk.state(&order), "shipped");
    desk.check();
}

#[test]
fn whoever_begins_something_else_opens_nothing() {
    let (mut desk, _) = packed();
    desk.ok(&["CANCEL"]);
    for code in ["OK", "DONE", "=3", "=300G"] {
        let said = desk.refused(code);
        assert!(said.contains("no parcel") && said.contains("Which parcel"), "{code}: {said}");
    }
    assert!(desk.refused("hello").contains("hello"));
    desk.ok(&["BACK"]);
    assert!(desk.look().say.contains("NEXT"));
    // A scanner that reads CANCEL twice has asked once.
    assert!(desk.ok(&["CANCEL", "CANCEL"]).contains("Which parcel"));
    desk.ok(&["BACK"]);
    // The carrier's code begins a handover, and the label then loads.
    desk.ok(&["CANCEL", "V-1", "P-1"]);
    assert_eq!(desk.look().mode, "hand_over");
    desk.check();
}

#[test]
fn a_parcel_that_is_not_here_any_more_is_not_opened() {
    let (mut desk, order) = packed();
    desk.ok(&["P-1", "BACK", "CANCEL"]);
    let said = desk.refused("P-1");
    assert!(said.contains("Van") && said.contains("CANCEL"), "{said}");
    desk.ok(&["V-1", "CANCEL", "P-1", "BACK", "CANCEL", "P-1"]);
    // It is open here, so another bench is told where.
    assert_ne!(desk.scan_at("two", "CANCEL").cue, Level::Stop);
    let elsewhere = desk.scan_at("two", "P-1");
    assert_eq!(elsewhere.cue, Level::Stop);
    assert!(elsewhere.say.contains("main") && elsewhere.say.contains(&order), "{}", elsewhere.say);
    desk.ok(&["OK", "P-2", "DONE", "CANCEL"]);
    assert!(desk.refused("P-2").contains("handed over"));
    desk.check();
}

#[test]
fn two_parcels_of_one_order_are_not_open_at_once() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "part_orders": "part", "sleeve_rule": "never" }));
    let order = desk.order("ink", json!([["CARD", 1], ["MUG", 16]]));
    desk.pick_and_pack();
    desk.call("announce_run", json!({ "creator": "ink", "sku": "MUG", "expected": 1 }));
    let mug = desk.code("ink", "MUG");
    desk.ok(&[&mug, "B-02-2", &mug, "DONE"]);
    desk.rest();
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    assert_ne!(desk.scan_at("two", &order).cue, Level::Stop);
    desk.ok(&["CANCEL"]);
    let said = desk.refused("P-1");
    assert!(said.contains("two") && said.contains(&order), "{said}");
    // Unpacked beside what is still in the tote of the other parcel.
    assert_ne!(desk.scan_at("two", "CANCEL").cue, Level::Stop);
    desk.ok(&["P-1", "CANCEL"]);
    assert_eq!((desk.units("T-01", "CARD"), desk.units("T-01", "MUG")), (1, 16));
    desk.check();
}

#[test]
fn a_parcel_opened_at_another_bench_can_not_be_taken_back_where_it_was_packed() {
    let (mut desk, _) = packed();
    for code in ["CANCEL", "P-1"] {
        assert_ne!(desk.scan_at("two", code).cue, Level::Stop);
    }
    assert!(desk.refused("UNDO").contains("P-1"));
    assert_eq!(desk.scan_at("two", "UNDO").cue, Level::Ok);
    desk.ok(&["UNDO"]);
    assert_eq!(desk.look().mode, "pack");
    desk.check();
}

#[test]
fn a_parcel_that_was_loaded_by_mistake_comes_off() {
    let (mut desk, order) = packed();
    desk.ok(&["V-1"]);
    assert!(desk.refused("CANCEL").contains("BACK"));
    desk.ok(&["P-1"]);
    let again = desk.refused("P-1");
    assert!(again.contains("CANCEL") && again.contains("label"), "{again}");
    let asked = desk.ok(&["CANCEL"]);
    assert!(asked.contains("comes off"), "{asked}");
    for code in ["DONE", "OK", "T-01"] {
        assert!(desk.refused(code).contains("no parcel"), "{code}");
    }
    let said = desk.ok(&["P-1"]);
    assert!(said.contains("P-1") && said.contains("Van") && said.contains("Waiting: 1"), "{said}");
    assert_eq!((desk.look().mode.as_str(), desk.state(&order).as_str()), ("hand_over", "packed"));
    desk.refused("DONE");
    desk.check();
    desk.ok(&["UNDO", "BACK", "DONE"]);
    assert_eq!(desk.state(&order), "shipped");
    desk.check();
}

#[test]
fn only_what_is_on_the_handover_comes_off() {
    let (mut desk, _) = packed();
    let by_hand = desk.order_by("oak", json!([["SPOON", 1]]), "Pick up");
    desk.pick_and_pack();
    desk.ok(&["P-2", "BACK", "P-1", "CANCEL"]);
    assert!(desk.refused("P-2").contains("not loaded for Van"));
    desk.ok(&["BACK"]);
    let said = desk.refused("P-2");
    assert!(said.contains("Pick up") && said.contains("CANCEL"), "{said}");
    assert_eq!(desk.state(&by_hand), "packed");
    desk.check();
}

#[test]
fn a_parcel_is_not_put_back_onto_a_handover_that_has_left() {
    let (mut desk, _) = packed();
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "P-2", "CANCEL", "P-1"]);
    for code in ["V-1", "DONE"] {
        assert_ne!(desk.scan_at("two", code).cue, Level::Stop);
    }
    assert!(desk.refused("UNDO").contains("P-1"));
    desk.check();
    desk.ok(&["P-1", "DONE"]);
    desk.check();
}

#[test]
fn whoever_may_not_cancel_is_told_how_to_unpack() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "part_orders": "part", "sleeve_rule": "never" }));
    let order = desk.order("ink", json!([["CARD", 1], ["MUG", 99]]));
    desk.pick_and_pack();
    desk.call("hold_order", json!({ "order": order }));
    let cancel = json!({ "order": order, "how": "cancel" });
    let refused = desk.hub.call("resolve_hold", cancel.clone(), None).unwrap_err();
    assert!(refused.message.contains("CANCEL"), "{refused}");
    // As it says.
    desk.ok(&["CANCEL", "P-1", "CANCEL"]);
    desk.call("resolve_hold", cancel);
    let card = desk.code("ink", "CARD");
    desk.ok(&["T-01", "A-02-1", &card, "DONE"]);
    assert_eq!(desk.state(&order), "cancelled");
    desk.check();
}

#[test]
fn a_repeated_scan_is_told_the_notes_again() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["CARD", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    let deed: DeedId = serde_json::from_value(json!("00000000-0000-7000-8000-000000000001")).unwrap();
    let scan = |desk: &mut Desk, code: &str| -> ScanAnswer {
        let answer = desk.hub.call("scan", json!({ "bench": "main", "code": code }), Some(deed)).unwrap();
        serde_json::from_value(answer).unwrap()
    };
    let first = scan(&mut desk, "T-01");
    assert!(first.say.contains("ring twice") && !first.notes.is_empty(), "{first:?}");
    let second = scan(&mut desk, "T-01");
    assert_eq!((&second.say, &second.notes, &second.heard), (&first.say, &first.notes, &first.heard));
    // Not once the parcel is closed: what was written is said to whoever packs it.
    desk.follow("pack");
    let late = scan(&mut desk, "T-01");
    assert_eq!((late.did.as_str(), late.notes.len()), ("start_packing", 0));
    desk.ok(&["CANCEL"]);
    let opened: DeedId = serde_json::from_value(json!("00000000-0000-7000-8000-000000000002")).unwrap();
    let open =
        |desk: &mut Desk| desk.hub.call("scan", json!({ "bench": "main", "code": "P-1" }), Some(opened)).unwrap();
    let first = open(&mut desk);
    assert!(first["did"] == "reopen_parcel" && first["say"].as_str().unwrap().contains("ring twice"), "{first}");
    assert_eq!(open(&mut desk), first);
    desk.check();
}
