//! Work that is put down with BACK, and what tells whoever comes back to the bench.

use loopdock_hub::LeftOff;
use serde_json::json;

use super::desk::Desk;

#[test]
fn a_bench_that_was_left_says_what_was_begun_there() {
    let mut desk = Desk::furnished();
    desk.ok(&["CARD", "OK", "=3", "BACK"]);
    let left = desk.look().left_off;
    assert_eq!(left, [LeftOff::Delivery { runs: vec!["#1".to_owned()] }, LeftOff::Loose { units: 3 }]);
    desk.ok(&["CARD"]);
    assert_eq!(desk.look().left_off, []);
    desk.check();
}

#[test]
fn a_delivery_that_was_put_down_is_ended_with_done_when_its_box_is_empty() {
    let mut desk = Desk::furnished();
    desk.call("announce_run", json!({ "creator": "ink", "sku": "CARD", "expected": 3 }));
    desk.ok(&["CARD", "=2", "A-01-1", "CARD", "=2", "BACK", "BACK"]);
    assert_eq!(desk.look().left_off, [LeftOff::Delivery { runs: vec!["#1".to_owned()] }]);
    assert!(desk.ok(&["DONE"]).contains("2 counted, 3 announced (CARD)"));
    desk.ok(&["CANCEL", "BACK", "DONE", "OK"]);
    assert_eq!((desk.look().mode.as_str(), desk.look().left_off), ("idle", vec![]));
    assert!(desk.refused("DONE").contains("does nothing here"));
    desk.check();
}

#[test]
fn what_was_put_down_half_done_is_named_where_it_can_go_on() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["MUG", 1], ["CARD", 1]]));
    desk.ok(&["NEXT", "A-01-1", "4006381333931", "T-01", "BACK"]);
    assert_eq!(desk.look().left_off, [LeftOff::Walk { wave: "W-1".into(), done: 1, tasks: 2 }]);
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    desk.ok(&["T-01", "4006381333931", "BACK"]);
    let left = LeftOff::Parcel { order: "O-1".into(), tote: Some("T-01".into()) };
    assert_eq!(desk.look().left_off, std::slice::from_ref(&left));
    desk.lose_bench_states();
    assert_eq!(desk.look().mode, "pack", "where it was put down");
    desk.ok(&["BACK"]);
    assert_eq!(desk.look().left_off, [left]);
    desk.ok(&["T-01"]);
    desk.follow("pack");
    assert_eq!(desk.look().left_off, []);
    desk.check();
}

#[test]
fn a_half_loaded_handover_is_named_until_it_leaves() {
    let mut desk = Desk::packed();
    desk.ok(&["V-1", "P-1", "BACK"]);
    assert_eq!(desk.look().left_off, [LeftOff::Handover { carrier: "Van".into(), loaded: 1 }]);
    desk.ok(&["V-1", "DONE"]);
    assert_eq!(desk.look().left_off, []);
    desk.check();
}
