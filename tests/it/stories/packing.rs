//! Parcels: every unit verified, a sleeve where one is called for, the weight, the papers, the van.

use loopdock_hub::Level;
use serde_json::json;

use super::desk::Desk;

/// An order of two mugs and a card, picked into T-01.
fn picked() -> (Desk, String) {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["MUG", 2], ["CARD", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    (desk, order)
}

#[test]
fn notes_come_before_the_first_unit() {
    let (mut desk, _) = picked();
    let answer = desk.scan("T-01");
    assert!(answer.notes.iter().any(|note| note.contains("ring twice")), "{:?}", answer.notes);
    assert!(desk.look().notes.iter().any(|note| note.contains("ring twice")));
}

#[test]
fn a_parcel_closes_only_when_everything_is_in_it() {
    let (mut desk, order) = picked();
    desk.ok(&["T-01"]);
    assert!(desk.refused("OK").contains("MUG"));
    let spoon = desk.code("oak", "SPOON");
    assert!(desk.refused(&spoon).contains("SPOON"));
    desk.ok(&["4006381333931", "=2"]);
    assert!(desk.refused("4006381333931").contains("2"));
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card]);
    assert!(desk.refused("OK").to_lowercase().contains("sleeve"));
    let sleeve = desk.sleeves("available").remove(0);
    desk.ok(&[&sleeve]);
    assert!(desk.refused("OK").to_lowercase().contains("weigh"));
    assert!(desk.ok(&["=10G"]).contains("610"));
    let said = desk.ok(&["=700G", "OK"]);
    assert!(said.contains("P-1") && said.contains("Van"), "{said}");
    assert_eq!(desk.state(&order), "packed");
    desk.rest();
    let jobs = desk.call("print_jobs", json!({}));
    let done = jobs.as_array().unwrap().iter().filter(|job| job["state"] == "done").count();
    assert_eq!(done, 3, "{jobs:#}");
    desk.check();
}

#[test]
fn a_typed_amount_counts_only_where_the_item_allows_it() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["CARD", 3]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    let card = desk.code("ink", "CARD");
    desk.ok(&["T-01", &card]);
    assert!(desk.refused("=3").contains("CARD"));
    desk.ok(&[&card, &card]);
    desk.check();
}

#[test]
fn a_parcel_that_is_opened_again_gets_a_new_label() {
    let (mut desk, order) = picked();
    desk.ok(&["T-01"]);
    desk.follow("pack");
    desk.rest();
    let said = desk.ok(&["UNDO"]);
    assert!(said.contains("P-1"), "{said}");
    assert_eq!(desk.state(&order), "picked");
    desk.ok(&["OK"]);
    assert!(desk.refused("P-1").contains("P-1"));
    assert!(desk.ok(&["P-2"]).contains("P-2"));
    desk.check();
}

#[test]
fn cancel_puts_everything_back_into_the_tote() {
    let (mut desk, order) = picked();
    let sleeve = desk.sleeves("available").remove(0);
    desk.ok(&["T-01", "4006381333931", &sleeve, "CANCEL"]);
    assert_eq!((desk.units("T-01", "MUG"), desk.units("parcel", "MUG")), (2, 0));
    assert_eq!(desk.sleeves("available").len(), 4);
    assert_eq!(desk.state(&order), "picked");
    desk.ok(&["T-01"]);
    desk.follow("pack");
    assert_eq!(desk.state(&order), "packed");
    desk.check();
}

#[test]
fn a_damaged_unit_is_replaced_before_the_parcel_closes() {
    let (mut desk, order) = picked();
    desk.ok(&["T-01", "DAMAGED", "4006381333931"]);
    assert_eq!((desk.units("T-01", "MUG"), desk.units("quarantine", "MUG")), (1, 1));
    assert_eq!(desk.state(&order), "picking");
    desk.pick_and_pack();
    assert_eq!(desk.state(&order), "packed");
    desk.check();
}

#[test]
fn an_order_is_packed_at_one_bench_only() {
    let (mut desk, order) = picked();
    desk.ok(&["T-01"]);
    assert!(desk.scan_at("two", "T-01").say.contains("main"));
    assert!(desk.scan_at("two", &order).say.contains("main"));
}

#[test]
fn a_parcel_leaves_with_its_own_carrier_and_cannot_be_called_back() {
    let (mut desk, order) = picked();
    desk.ok(&["T-01"]);
    desk.follow("pack");
    let pick_up = desk.order_by("oak", json!([["SPOON", 1]]), "Pick up");
    desk.pick_and_pack();
    desk.ok(&["V-1"]);
    assert!(desk.refused("DONE").contains("Van"));
    assert!(desk.refused("P-2").contains("Pick up"));
    desk.ok(&["P-1"]);
    assert!(desk.refused("P-1").contains("P-1"));
    let said = desk.ok(&["DONE"]);
    assert!(said.contains("H-1"), "{said}");
    assert_eq!(desk.state(&order), "shipped");
    assert!(desk.refused("UNDO").contains("H-1"));
    // A buyer at the counter: the parcel's own code is enough.
    desk.ok(&["P-2", "OK"]);
    assert_eq!(desk.state(&pick_up), "shipped");
    desk.check();
}

#[test]
fn a_handover_is_closed_once_however_many_benches_load_it() {
    let (mut desk, _) = picked();
    desk.ok(&["T-01"]);
    desk.follow("pack");
    desk.ok(&["V-1"]);
    assert_eq!(desk.scan_at("two", "P-1").cue, loopdock_hub::Level::Ok);
    assert_eq!(desk.scan_at("two", "DONE").cue, loopdock_hub::Level::Ok);
    desk.refused("DONE");
    let sleeve = desk.sleeves("out").remove(0);
    desk.ok(&[&sleeve, "OK"]);
    desk.check();
}

#[test]
fn an_order_on_the_bench_is_not_cancelled_under_the_packers_hands() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "part_orders": "part", "sleeve_rule": "never" }));
    let order = desk.order("ink", json!([["CARD", 1], ["MUG", 99]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    desk.call("hold_order", json!({ "order": order }));
    desk.ok(&["T-01"]);
    let cancel = json!({ "order": order, "how": "cancel" });
    let refused = desk.hub.call("resolve_hold", cancel, None).unwrap_err();
    assert!(refused.message.contains(&order), "{refused}");
    desk.follow("pack");
    desk.check();
}

#[test]
fn a_paper_can_be_printed_once_more() {
    let (mut desk, _) = picked();
    desk.ok(&["T-01"]);
    desk.follow("pack");
    desk.rest();
    desk.call("reprint", json!({ "number": 1 }));
    desk.rest();
    let jobs = desk.call("print_jobs", json!({}));
    assert_eq!((jobs[0]["document"].as_str(), jobs[0]["state"].as_str()), (Some("parcel_label"), Some("done")));
    desk.ok(&["UNDO"]);
    assert!(desk.hub.call("reprint", json!({ "number": 1 }), None).is_err());
}

#[test]
fn what_is_being_packed_is_not_taken_back_at_the_bench_that_picked_it() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["CARD", 1]]));
    desk.order("ink", json!([["MUG", 1]]));
    let card = desk.code("ink", "CARD");
    for code in ["NEXT", "A-01-1", "4006381333931", "T-02", "A-02-1", &card] {
        assert_ne!(desk.scan_at("two", code).cue, loopdock_hub::Level::Stop, "{code}");
    }
    desk.ok(&["T-02"]);
    assert_ne!(desk.scan_at("two", "UNDO").cue, loopdock_hub::Level::Stop);
    for _ in 0..3 {
        desk.scan_at("two", "UNDO");
    }
    desk.follow("pack");
    desk.check();
}

#[test]
fn a_sleeve_that_is_exchanged_goes_back_on_the_shelf_and_a_slip_of_the_scale_is_asked_about() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["MUG", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    let sleeves = desk.sleeves("available");
    desk.ok(&["T-01", "4006381333931", &sleeves[0]]);
    let exchanged = desk.scan(&sleeves[1]);
    assert!(exchanged.cue == Level::Warn && exchanged.say.contains("back on the shelf"), "{}", exchanged.say);
    assert!(desk.sleeves("available").contains(&sleeves[0]) && desk.sleeves("bound") == [sleeves[1].clone()]);
    let heavy = desk.scan("=450KG");
    assert!(heavy.cue == Level::Warn && heavy.say.contains("300 g"), "{}", heavy.say);
    assert!(desk.refused("450").contains("=450G"), "a scanner sends no digits alone");
    let typed = desk.call("scan", json!({ "bench": "main", "code": "450", "typed": true }));
    assert_eq!((&typed["cue"], &typed["heard"]), (&json!("ok"), &json!("450")), "{typed}");
    desk.ok(&["OK"]);
    desk.check();
}

#[test]
fn a_carriers_name_is_as_good_as_its_code_and_two_of_one_name_are_told_apart() {
    let (mut desk, order) = picked();
    desk.ok(&["T-01"]);
    desk.follow("pack");
    let said = desk.ok(&[" vAN "]);
    assert!(said.contains("H-1") && said.contains("Waiting: 1"), "{said}");
    assert_eq!(desk.key(), None, "nothing is loaded that could be handed over");
    desk.ok(&["Van", "P-1"]);
    assert_eq!(desk.key().as_deref(), Some("DONE"));
    desk.ok(&["DONE"]);
    assert_eq!(desk.state(&order), "shipped");
    desk.ok(&["van"]);
    assert_eq!(desk.key().as_deref(), Some("BACK"), "no parcel waits for it");
    desk.ok(&["BACK"]);
    desk.call("add_carrier", json!({ "name": "VAN", "kind": "carrier" }));
    let said = desk.refused("van");
    assert!(said.contains("V-1 Van") && said.contains("V-2 VAN"), "{said}");
    assert!(desk.ok(&["V-2"]).contains("VAN"));
    desk.check();
}

#[test]
fn a_parcel_that_its_buyer_fetches_says_how_it_leaves_and_that_the_others_stay() {
    let mut desk = Desk::stocked();
    let orders = [1, 1].map(|units| desk.order_by("oak", json!([["SPOON", units]]), "Pick up"));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    for tote in ["T-01", "T-02"] {
        desk.ok(&[tote, "4006381333931"]);
        let said = desk.ok(&["OK"]);
        assert!(said.contains("waits for its buyer") && said.contains("scan its label"), "{said}");
    }
    let said = desk.ok(&["P-2"]);
    assert!(said.contains("Give the parcel to its buyer, then DONE"), "{said}");
    assert_eq!(desk.key().as_deref(), Some("DONE"));
    desk.ok(&["DONE"]);
    assert_eq!(orders.map(|order| desk.state(&order)), ["packed", "shipped"]);
    desk.check();
}

#[test]
fn a_closed_parcel_says_where_its_papers_go() {
    let (mut desk, _) = picked();
    desk.ok(&["T-01"]);
    desk.follow("pack");
    let closed = |desk: &mut Desk| desk.look().undo.unwrap();
    let said = closed(&mut desk);
    assert!(said.contains("folder") && !said.contains("printing"), "{said}");
    desk.call("set_printer", json!({ "name": "Door", "way": "system", "address": "door" }));
    desk.call("set_route", json!({ "to": { "printer": "Door" } }));
    assert_eq!(desk.call("hub", json!({}))["printer"]["folder"], json!(null));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    assert!(closed(&mut desk).contains("printing"));
    desk.call("set_route", json!({ "bench": "main", "document": "parcel_label", "to": "nowhere" }));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    assert!(closed(&mut desk).contains("No label is printed"));
}
