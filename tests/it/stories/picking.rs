//! Walks: bin, item, tote, and what happens when the shelf differs from the books.

use loopdock_hub::{LeftOff, Level};
use serde_json::json;

use super::desk::Desk;

#[test]
fn a_walk_is_confirmed_bin_by_bin_unit_by_unit_tote_by_tote() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["MUG", 2]]));
    assert!(desk.ok(&["NEXT"]).contains("A-01-1"));
    assert!(desk.refused("B-01-1").contains("A-01-1"));
    assert!(desk.refused("4006381333931").contains("A-01-1"));
    desk.ok(&["A-01-1"]);
    let card = desk.code("ink", "CARD");
    assert!(desk.refused(&card).contains("MUG"));
    assert!(desk.refused("T-01").contains("MUG"));
    desk.ok(&["4006381333931", "=2"]);
    assert!(desk.refused("4006381333931").contains("MUG"));
    let said = desk.ok(&["T-01"]);
    assert!(said.contains("W-1"), "{said}");
    assert_eq!((desk.units("T-01", "MUG"), desk.units("A-01-1", "MUG")), (2, 8));
    assert_eq!(desk.state(&order), "picked");
    desk.check();
}

#[test]
fn a_kit_is_picked_as_what_it_is_made_of() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["SET", 2], ["CARD", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    assert_eq!((desk.units("T-01", "MUG"), desk.units("T-01", "CARD")), (2, 5));
    desk.check();
}

#[test]
fn two_orders_never_share_a_tote() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["CARD", 1]]));
    desk.order("ink", json!([["CARD", 1]]));
    let card = desk.code("ink", "CARD");
    desk.ok(&["NEXT", "A-02-1", &card, "T-01", &card]);
    assert!(desk.refused("T-01").contains("O-1"));
    desk.ok(&["T-02"]);
    desk.check();
}

#[test]
fn an_items_sku_on_the_screen_is_as_good_as_its_code() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["MUG", 1]]));
    desk.ok(&["NEXT", "A-01-1"]);
    assert!(desk.refused("CARD").contains("CARD"), "another item's is not asked for");
    desk.ok(&["mug", "T-01", "T-01", "MUG"]);
    desk.check();
}

#[test]
fn a_short_is_fetched_elsewhere_and_its_bin_is_counted() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["MUG", 4]]));
    desk.ok(&["NEXT", "A-01-1", "4006381333931", "SHORT"]);
    let said = desk.ok(&["OK"]);
    assert!(said.contains("3 × MUG short") && said.contains("B-01-1") && said.contains("A-01-1"), "{said}");
    // Nothing is left where the packer stands, besides the one in the hand.
    let counted = desk.ok(&["=0"]);
    assert!(counted.contains("T") || counted.contains("tote"), "{counted}");
    desk.follow("pick");
    assert_eq!(desk.state(&order), "picked");
    assert_eq!((desk.units("T-01", "MUG"), desk.units("A-01-1", "MUG"), desk.units("B-01-1", "MUG")), (4, 0, 2));
    assert_eq!(desk.units("count", "MUG"), 9);
    desk.check();
}

#[test]
fn a_short_with_nothing_elsewhere_holds_the_order_until_somebody_decides() {
    let mut desk = Desk::stocked();
    let order = desk.order("oak", json!([["SPOON", 10]]));
    desk.ok(&["NEXT", "A-02-2", "4006381333931", "=9", "SHORT", "OK", "NEXT", "T-01"]);
    assert_eq!(desk.state(&order), "held");
    assert!(desk.refused("T-01").contains(&order));
    // The bin is counted later: its own scan brings the count up.
    assert!(desk.ok(&["A-02-2"]).contains("SPOON"));
    desk.ok(&["=0"]);
    desk.call("announce_run", json!({ "creator": "oak", "sku": "SPOON", "expected": 5 }));
    let spoon = desk.code("oak", "SPOON");
    desk.ok(&[&spoon, "=5", "B-02-1", &spoon, "=5", "DONE"]);
    desk.call("resolve_hold", json!({ "order": order, "how": "release" }));
    desk.rest();
    assert_eq!(desk.state(&order), "ready");
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    assert_eq!(desk.state(&order), "picked");
    assert_eq!(desk.units("T-01", "SPOON"), 10);
    desk.check();
}

#[test]
fn a_cancelled_order_is_put_back_from_its_tote() {
    let mut desk = Desk::stocked();
    let order = desk.order("oak", json!([["SPOON", 10]]));
    desk.ok(&["NEXT", "A-02-2", "4006381333931", "=9", "SHORT", "DAMAGED", "T-01"]);
    assert_eq!(desk.units("quarantine", "SPOON"), 1);
    desk.call("resolve_hold", json!({ "order": order, "how": "cancel" }));
    let asked = desk.ok(&["T-01"]);
    assert!(asked.contains("T-01"), "{asked}");
    desk.ok(&["A-02-2", "4006381333931", "=9", "DONE"]);
    assert_eq!((desk.units("T-01", "SPOON"), desk.units("A-02-2", "SPOON")), (0, 9));
    assert_eq!(desk.state(&order), "cancelled");
    desk.check();
}

#[test]
fn whole_orders_wait_and_parts_go_ahead_where_the_creator_allows_it() {
    let mut desk = Desk::stocked();
    let whole = desk.order("ink", json!([["MUG", 20], ["CARD", 1]]));
    assert_eq!(desk.state(&whole), "waiting");
    assert!(desk.refused("NEXT").contains("1"));
    desk.call("set_creator", json!({ "key": "ink", "part_orders": "part", "sleeve_rule": "never" }));
    desk.rest();
    desk.pick_and_pack();
    assert_eq!(desk.state(&whole), "waiting");
    desk.check();
}

#[test]
fn a_walk_can_be_left_and_taken_over() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["MUG", 1], ["CARD", 1]]));
    desk.ok(&["NEXT"]);
    assert!(desk.scan_at("two", "W-1").say.contains("main"));
    desk.ok(&["BACK"]);
    assert_eq!(desk.look().left_off, [LeftOff::Walk { wave: "W-1".into(), done: 0, tasks: 2 }]);
    assert!(desk.scan_at("two", "NEXT").say.contains("W-1"));
    desk.check();
}

#[test]
fn oversold_stock_is_promised_once() {
    let mut desk = Desk::stocked();
    let first = desk.order("oak", json!([["SPOON", 6]]));
    let second = desk.order("oak", json!([["SPOON", 6]]));
    assert_eq!((desk.state(&first), desk.state(&second)), ("ready".into(), "waiting".into()));
    desk.call("hold_order", json!({ "order": first }));
    desk.call("allocate", json!({}));
    assert_eq!((desk.state(&first), desk.state(&second)), ("held".into(), "ready".into()));
    desk.check();
}

#[test]
fn a_bench_whose_state_is_lost_stands_where_its_work_is() {
    let mut desk = Desk::stocked();
    desk.order("oak", json!([["SPOON", 2]]));
    desk.ok(&["NEXT", "A-02-2", "4006381333931"]);
    desk.lose_bench_states();
    assert_eq!(desk.look().mode, "pick");
    desk.ok(&["4006381333931", "T-01", "T-01"]);
    desk.lose_bench_states();
    assert_eq!(desk.look().mode, "pack");
    desk.follow("pack");
    desk.check();
}

#[test]
fn a_second_walk_is_not_begun_without_totes_for_it() {
    let mut desk = Desk::stocked();
    for _ in 0..4 {
        desk.order("ink", json!([["CARD", 1]]));
    }
    assert!(desk.ok(&["NEXT"]).contains("3 orders"));
    assert!(desk.scan_at("two", "NEXT").say.to_lowercase().contains("tote"));
    desk.check();
}

#[test]
fn what_is_in_the_hand_can_be_put_back() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["CARD", 2], ["MUG", 1]]));
    let card = desk.code("ink", "CARD");
    desk.ok(&["NEXT"]);
    desk.ok(&["A-01-1", "4006381333931"]);
    assert!(desk.refused("BACK").contains("CANCEL"));
    desk.ok(&["CANCEL", "BACK", "NEXT"]);
    // Whoever comes back stands somewhere else, and scans the bin again.
    desk.refused("4006381333931");
    desk.ok(&["A-01-1", "4006381333931", "T-01", "A-02-1", &card, "CANCEL", &card, "=2", "T-01"]);
    assert_eq!((desk.units("T-01", "CARD"), desk.units("T-01", "MUG")), (2, 1));
    desk.check();
}

#[test]
fn a_barcode_behind_an_equals_sign_is_no_amount() {
    let mut desk = Desk::stocked();
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "OK"]);
    assert!(desk.refused("=4006381").contains("4006381"));
    assert!(desk.refused("4006381333932").contains("4006381333932"));
    desk.check();
}

#[test]
fn amounts_of_one_task_do_not_count_for_the_next() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["CARD", 3]]));
    desk.order("ink", json!([["CARD", 3]]));
    let card = desk.code("ink", "CARD");
    desk.ok(&["NEXT", "A-02-1", &card, "=3", "T-01", &card, "=3", "T-02"]);
    assert_eq!((desk.units("T-01", "CARD"), desk.units("T-02", "CARD")), (3, 3));
    desk.check();
}

#[test]
fn what_can_be_sent_of_a_held_order_goes_ahead() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["CARD", 1], ["MUG", 1]]));
    desk.call("hold_order", json!({ "order": order }));
    desk.call("resolve_hold", json!({ "order": order, "how": "part" }));
    desk.rest();
    assert_eq!(desk.state(&order), "ready");
    desk.check();
}

#[test]
fn a_damaged_unit_is_replaced_from_the_same_bin() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["CARD", 3]]));
    let card = desk.code("ink", "CARD");
    desk.ok(&["NEXT", "A-02-1", &card, "=2"]);
    let said = desk.ok(&["DAMAGED"]);
    assert!(said.contains("A-02-1") && said.contains("How many"), "{said}");
    desk.ok(&["NEXT", &card, "T-01"]);
    assert_eq!(desk.state(&order), "picked");
    assert_eq!((desk.units("T-01", "CARD"), desk.units("quarantine", "CARD")), (3, 1));
    desk.check();
}

#[test]
fn a_short_at_the_end_of_a_walk_is_counted_before_anything_else() {
    let mut desk = Desk::stocked();
    let order = desk.order("oak", json!([["SPOON", 10]]));
    desk.ok(&["NEXT", "A-02-2", "SHORT", "OK"]);
    assert_eq!((desk.look().mode.as_str(), desk.state(&order).as_str()), ("count", "held"));
    assert_eq!(desk.call("counts", json!({}))[0]["bin"], "A-02-2");
    desk.ok(&["=9"]);
    assert_eq!((desk.units("A-02-2", "SPOON"), desk.look().mode.as_str()), (9, "idle"));
    assert!(desk.call("counts", json!({})).as_array().unwrap().is_empty());
    desk.check();
}

#[test]
fn an_answer_about_a_task_that_is_gone_shorts_no_other() {
    let mut desk = Desk::stocked();
    let first = desk.order("ink", json!([["MUG", 1]]));
    let second = desk.order("ink", json!([["CARD", 1]]));
    desk.ok(&["NEXT", "A-01-1", "SHORT"]);
    desk.call("hold_order", json!({ "order": first }));
    desk.refused("OK");
    assert_eq!(desk.state(&second), "ready");
    desk.check();
}

#[test]
fn an_order_whose_item_became_digital_is_not_walked_for() {
    let mut desk = Desk::stocked();
    let order = desk.order("oak", json!([["SPOON", 99]]));
    desk.call("add_item", json!({ "creator": "ink", "sku": "PDF" }));
    let paper = desk.order("ink", json!([["PDF", 1]]));
    desk.call("add_item", json!({ "creator": "ink", "sku": "PDF", "digital": true }));
    desk.call("allocate", json!({}));
    assert_eq!((desk.state(&order).as_str(), desk.state(&paper).as_str()), ("waiting", "delivered"));
    desk.refused("NEXT");
    desk.check();
}

#[test]
fn a_wave_from_the_office_is_taken_by_its_code() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["CARD", 1]]));
    assert_eq!(desk.call("plan_wave", json!({}))["wave"], "W-1");
    let answer = desk.scan("W-1");
    assert_eq!((answer.did.as_str(), desk.look().mode.as_str()), ("take_wave", "pick"));
    desk.follow("pick");
    assert_eq!(desk.state(&order), "picked");
    assert!(desk.refused("W-1").contains("W-1"));
    desk.check();
}

#[test]
fn a_bench_whose_state_is_lost_finds_its_handover_and_what_lies_on_it() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "oak", "sleeve_rule": "never" }));
    desk.order("oak", json!([["SPOON", 1]]));
    desk.pick_and_pack();
    // An empty handover that was left is nothing to stand at.
    desk.ok(&["V-1", "BACK"]);
    desk.lose_bench_states();
    assert_eq!(desk.look().mode, "idle");
    desk.ok(&["P-1"]);
    desk.lose_bench_states();
    assert_eq!(desk.look().mode, "hand_over");
    // Units on the bench come first: a handover waits for its van.
    let card = desk.code("ink", "CARD");
    desk.ok(&["BACK", &card, "OK", "=2"]);
    desk.lose_bench_states();
    assert_eq!(desk.look().mode, "receive");
    desk.ok(&["DONE", "OK"]);
    desk.lose_bench_states();
    assert_eq!(desk.look().mode, "put_away");
    assert!(desk.refused(&card).contains("bin"));
    desk.ok(&["B-02-2", &card, "=2", "DONE"]);
    assert_eq!(desk.units("B-02-2", "CARD"), 2);
    desk.lose_bench_states();
    desk.ok(&["DONE"]);
    assert_eq!(desk.look().mode, "idle");
    desk.check();
}

#[test]
fn orders_without_a_tote_do_not_hide_one_that_has_its_own() {
    let mut desk = Desk::stocked();
    for _ in 0..14 {
        desk.order("ink", json!([["CARD", 1]]));
    }
    let last = desk.order("ink", json!([["CARD", 2]]));
    for order in [last.as_str(), "O-1", "O-2"] {
        desk.ok(&[order]);
        desk.follow("pick");
    }
    let card = desk.code("ink", "CARD");
    desk.ok(&["T-01", "DAMAGED", &card]);
    desk.rest();
    assert_eq!((desk.state(&last), desk.units("T-01", "CARD")), ("ready".into(), 1));
    // Every tote is taken, and twelve orders come before the one that can be picked into its own.
    assert!(desk.ok(&["NEXT"]).contains("1 order"));
    desk.follow("pick");
    assert_eq!((desk.state(&last), desk.units("T-01", "CARD")), ("picked".into(), 2));
    assert!(desk.refused("NEXT").contains("tote"));
    desk.check();
}

#[test]
fn a_tote_that_another_bench_has_taken_is_not_emptied_any_more() {
    let mut desk = Desk::stocked();
    let order = desk.order("oak", json!([["SPOON", 10]]));
    desk.ok(&["NEXT", "A-02-2", "4006381333931", "=9", "SHORT", "DAMAGED", "T-01"]);
    desk.call("resolve_hold", json!({ "order": order, "how": "cancel" }));
    desk.ok(&["T-01", "A-02-2", "4006381333931", "=9"]);
    for code in ["A-02-2", "=9"] {
        assert_ne!(desk.scan_at("two", code).cue, Level::Stop, "{code}");
    }
    let other = desk.order("oak", json!([["SPOON", 1]]));
    for code in [&other, "A-02-2", "4006381333931", "T-01"] {
        let answer = desk.scan_at("two", code);
        assert_ne!(answer.cue, Level::Stop, "{code}: {}", answer.say);
    }
    let before = desk.units("T-01", "SPOON");
    desk.scan("4006381333931");
    assert_eq!((before, desk.units("T-01", "SPOON")), (1, 1));
    desk.check();
}

#[test]
fn a_code_that_is_read_twice_decides_nothing() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["MUG", 2]]));
    desk.ok(&["NEXT", "A-01-1", "4006381333931"]);
    desk.ok(&["SHORT", "BACK"]);
    assert_eq!(desk.look().mode, "pick", "BACK answers with no");
    let asked = desk.ok(&["SHORT", "SHORT"]);
    assert!(asked.contains("Why is there less?"), "{asked}");
    assert_ne!(desk.state(&order), "held");
    // UNDO names what was done, not the question that came of it.
    assert_eq!(desk.look().undo.as_deref(), Some("SHORT: less was there than asked."));
    let back = desk.ok(&["UNDO"]);
    assert!(back.contains("SHORT") && !back.contains("Why is there less?"), "{back}");
    let refused = desk.refused("BACK");
    assert!(refused.contains("1 more") && refused.contains("CANCEL"), "{refused}");
    desk.check();
}

#[test]
fn a_count_that_differs_is_a_warning() {
    let mut desk = Desk::stocked();
    desk.call("request_count", json!({ "creator": "ink", "sku": "MUG", "bin": "A-01-1" }));
    desk.ok(&["A-01-1"]);
    let answer = desk.scan("=99");
    assert!(answer.cue == Level::Warn && answer.say.contains("89"), "{}", answer.say);
    desk.ok(&["UNDO", "=10"]);
    assert_eq!(desk.units("A-01-1", "MUG"), 10);
    desk.check();
}
