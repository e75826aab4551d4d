//! What was agreed about sleeves: rewards, damages, days until one is overdue or lost, and what creators are asked to pay.

use serde_json::{Value, json};

use super::desk::Desk;

const DAY_S: i64 = 24 * 60 * 60;

/// A hub whose first parcel has left in a sleeve under these terms; answers with the sleeve's code.
fn shipped(terms: Value) -> (Desk, String) {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": terms }));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    desk.rest();
    let sleeve = desk.sleeves("out").remove(0);
    (desk, sleeve)
}

/// What the accounts hold, by name without the creator; a loan's own is called `deposits`.
fn books(desk: &mut Desk) -> Vec<(String, i64)> {
    let accounts = desk.call("accounts", json!({}));
    let row = |row: &Value| {
        (row["account"].as_str().unwrap().split(':').next().unwrap().to_owned(), row["minor"].as_i64().unwrap())
    };
    accounts.as_array().unwrap().iter().map(row).collect()
}

fn held(accounts: &[(&str, i64)]) -> Vec<(String, i64)> {
    accounts.iter().map(|(name, minor)| ((*name).to_owned(), *minor)).collect()
}

/// The payments that creators are asked for: kind, minor units and state.
fn payments(desk: &mut Desk) -> Vec<(String, i64, String)> {
    let found = desk.call("payments", json!({}));
    let word = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let row = |row: &Value| (word(row, "kind"), row["money"]["minor"].as_i64().unwrap(), word(row, "state"));
    found["rows"].as_array().unwrap().iter().map(row).collect()
}

fn payment(kind: &str, minor: i64, state: &str) -> Vec<(String, i64, String)> {
    vec![(kind.to_owned(), minor, state.to_owned())]
}

fn state(desk: &mut Desk) -> String {
    let trips = desk.call("find_sleeves", json!({}));
    let trip = trips["rows"].as_array().unwrap().iter().find(|row| row["trip"] != Value::Null).unwrap().clone();
    format!("{} {}", trip["state"].as_str().unwrap(), trip["trip"]["state"].as_str().unwrap())
}

#[test]
fn three_off_within_thirty_days_is_a_code_for_the_creators_store() {
    let terms = json!({ "reward": "3.00", "reward_days": 30, "pay_back": "credit" });
    let (mut desk, sleeve) = shipped(terms.clone());
    assert_eq!(books(&mut desk), []);
    desk.later(30 * DAY_S);
    assert!(desk.ok(&[&sleeve]).contains("If it is good, 3.00 EUR is owed."));
    assert!(desk.ok(&["OK"]).contains("3.00 EUR"));
    assert_eq!(books(&mut desk), held(&[("rewards", 300), ("store_credit", -300)]));
    let asked = desk.call("payments", json!({ "open": true, "creator": "ink" }));
    assert_eq!(asked["rows"][0]["code"].as_str().map(str::len), Some(10), "{asked}");
    desk.check();

    let (mut desk, sleeve) = shipped(terms);
    desk.later(31 * DAY_S);
    assert!(desk.ok(&[&sleeve]).contains("Nothing is owed"));
    desk.ok(&["OK"]);
    assert_eq!((books(&mut desk), payments(&mut desk)), (Vec::new(), Vec::new()));
    assert_eq!(state(&mut desk), "available closed");
    desk.check();
}

#[test]
fn a_damage_is_kept_of_the_deposit_and_what_is_left_goes_back() {
    let (mut desk, sleeve) = shipped(json!({ "deposit": "2.00", "damage": "1.19", "vat": "19" }));
    desk.ok(&[&sleeve]);
    assert!(desk.ok(&["DAMAGED"]).contains("0.81 EUR"));
    assert_eq!(
        books(&mut desk),
        held(&[("damages", -100), ("receivable", 200), ("refunds_payable", -81), ("vat_payable", -19)])
    );
    assert_eq!(
        (payments(&mut desk), state(&mut desk).as_str()),
        (payment("refund", 81, "open"), "inspecting partly_refunded")
    );
    desk.check();

    let (mut desk, sleeve) = shipped(json!({ "damage": "4" }));
    desk.ok(&[&sleeve]);
    assert!(desk.ok(&["DAMAGED"]).contains("is asked for 4.00 EUR"));
    assert_eq!(
        (payments(&mut desk), state(&mut desk).as_str()),
        (payment("charge", 400, "open"), "inspecting charged")
    );
    desk.check();
}

#[test]
fn a_payment_is_final_with_its_reference_and_is_made_once() {
    let (mut desk, sleeve) = shipped(json!({ "deposit": "2.00" }));
    desk.ok(&[&sleeve, "OK"]);
    assert!(desk.refusal("payment_done", json!({ "number": 1, "reference": " " })).contains("such as re_1042"));
    assert!(desk.refusal("payment_done", json!({ "number": 2, "reference": "re_1" })).contains("no payment 2"));
    assert_eq!(payments(&mut desk), payment("refund", 200, "open"));
    desk.call("payment_done", json!({ "number": 1, "reference": "re_1" }));
    assert_eq!((books(&mut desk), payments(&mut desk)), (Vec::new(), payment("refund", 200, "done")));
    assert!(desk.refusal("payment_done", json!({ "number": 1, "reference": "re_2" })).contains("re_1"));
    // The money has moved: the look can't be taken back any more.
    assert!(desk.refused("UNDO").contains("goes back on the shelf"));
    assert_eq!(payments(&mut desk), payment("refund", 200, "done"));
    desk.check();
}

#[test]
fn taking_back_a_look_takes_back_what_was_asked_for() {
    let (mut desk, sleeve) = shipped(json!({ "deposit": "2.00", "reward": "1.00", "reward_days": 9 }));
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(payments(&mut desk).len(), 2);
    desk.ok(&["UNDO"]);
    // They stay in the list: who was asked may have paid, and says so then.
    let withdrawn = [payment("refund", 200, "cancelled"), payment("reward", 100, "cancelled")].concat();
    assert_eq!(payments(&mut desk), withdrawn);
    assert_eq!(state(&mut desk), "returned return_pending");
    assert!(desk.refusal("payment_done", json!({ "number": 1, "reference": "re_1" })).contains("taken back"));
    // Nobody is asked twice for one deposit; a damaged one has no reward.
    desk.ok(&["DAMAGED"]);
    assert_eq!(payments(&mut desk), [payment("refund", 200, "open"), payment("reward", 100, "cancelled")].concat());
    desk.check();
}

#[test]
fn a_sleeve_is_overdue_and_then_lost_and_its_deposit_is_gone() {
    let (mut desk, _) = shipped(json!({ "deposit": "2.00", "overdue_days": 10, "lost_days": 20 }));
    desk.later(10 * DAY_S);
    assert_eq!(state(&mut desk), "out open");
    desk.later(DAY_S);
    assert_eq!(state(&mut desk), "overdue open");
    desk.later(9 * DAY_S);
    assert_eq!(
        (state(&mut desk).as_str(), books(&mut desk)),
        ("overdue open", held(&[("deposits", -200), ("receivable", 200)]))
    );
    desk.later(DAY_S);
    assert_eq!(
        (state(&mut desk).as_str(), books(&mut desk)),
        ("lost forfeited", held(&[("forfeits", -200), ("receivable", 200)]))
    );
    desk.check();
    let told = desk.call("history", json!({ "order": "O-1" }));
    assert!(told.to_string().contains("given up for lost"), "{told}");
}

#[test]
fn a_pass_that_runs_late_comes_to_the_same() {
    let terms = || json!({ "deposit": "2.00", "overdue_days": 10, "lost_days": 20, "forfeit_to": "unclaimed" });
    let (mut daily, sleeve) = shipped(terms());
    for _ in 0..60 {
        daily.later(DAY_S);
    }
    let (mut late, late_sleeve) = shipped(terms());
    late.later(60 * DAY_S);
    // Nobody has let the hub rest before this one is scanned.
    let (mut later, later_sleeve) = shipped(terms());
    later.sleep(60 * DAY_S);
    for (desk, sleeve) in [(&mut daily, sleeve), (&mut late, late_sleeve), (&mut later, later_sleeve)] {
        let said = desk.ok(&[&sleeve]);
        assert!(said.contains("given up for lost and turned up") && said.contains("2.00 EUR"), "{said}");
        assert_eq!(books(desk), held(&[("receivable", 200), ("unclaimed", -200)]));
        let journal = desk.journal();
        let lost: Vec<&Value> = journal.iter().filter(|entry| entry["kind"] == "sleeves_lost").collect();
        let left = journal.iter().find(|entry| entry["body"]["did"] == "close_handover").unwrap();
        let days =
            (lost[0]["body"]["counts_for_ms"].as_i64().unwrap() - left["at_ms"].as_i64().unwrap()) / DAY_S / 1_000;
        assert_eq!((lost.len(), days), (1, 20), "{lost:?}");
        desk.ok(&["OK"]);
        assert_eq!((state(desk).as_str(), payments(desk)), ("available refunded", payment("refund", 200, "open")));
        // Nobody gets it twice.
        assert!(desk.refused(&sleeve).contains("settled"));
        desk.check();
    }
}

#[test]
fn a_look_that_is_dropped_leaves_a_sleeve_overdue_or_lost_as_it_was() {
    let (mut desk, sleeve) = shipped(json!({ "deposit": "2.00", "overdue_days": 10, "lost_days": 20 }));
    desk.later(11 * DAY_S);
    desk.ok(&[&sleeve, "CANCEL"]);
    assert_eq!(state(&mut desk), "overdue open");
    desk.later(10 * DAY_S);
    desk.ok(&[&sleeve, "CANCEL"]);
    assert_eq!(
        (state(&mut desk).as_str(), books(&mut desk)),
        ("lost forfeited", held(&[("forfeits", -200), ("receivable", 200)]))
    );
    desk.check();
    desk.ok(&[&sleeve, "DAMAGED"]);
    assert_eq!((state(&mut desk).as_str(), payments(&mut desk)), ("inspecting forfeited", Vec::new()));
    desk.check();
}

#[test]
fn who_pays_afterwards_is_asked_only_for_a_sleeve_that_stays_away() {
    let terms = json!({ "deposit": "8.00", "paid": "after", "lost_days": 45 });
    let (mut desk, sleeve) = shipped(terms.clone());
    assert_eq!(books(&mut desk), []);
    desk.later(46 * DAY_S);
    assert_eq!((state(&mut desk).as_str(), payments(&mut desk)), ("lost charged", payment("charge", 800, "open")));
    // It turns up before the buyer has paid.
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(
        (state(&mut desk).as_str(), payments(&mut desk)),
        ("available closed", payment("charge", 800, "cancelled"))
    );
    assert_eq!(books(&mut desk), []);
    assert!(desk.refusal("payment_done", json!({ "number": 1, "reference": "x" })).contains("turned up"));
    desk.check();

    let (mut desk, sleeve) = shipped(terms);
    desk.later(46 * DAY_S);
    desk.call("payment_done", json!({ "number": 1, "reference": "ch_1" }));
    desk.ok(&[&sleeve, "OK"]);
    let both = [payment("charge", 800, "done"), payment("refund", 800, "open")].concat();
    assert_eq!((state(&mut desk).as_str(), payments(&mut desk)), ("available refunded", both));
    desk.call("payment_done", json!({ "number": 2, "reference": "re_1" }));
    assert_eq!(books(&mut desk), []);
    desk.check();
}

#[test]
fn an_order_that_is_stopped_after_its_sleeve_left_changes_nothing_of_the_loan() {
    let (mut desk, sleeve) = shipped(json!({ "deposit": "2.00" }));
    desk.refusal("hold_order", json!({ "order": "O-1" }));
    assert_eq!(state(&mut desk), "out open");
    desk.ok(&[&sleeve, "OK"]);
    desk.check();
}

#[test]
fn terms_that_contradict_themselves_are_refused_and_change_nothing() {
    let mut desk = Desk::furnished();
    let before = desk.call("creators", json!({}));
    for (terms, says) in [
        (json!({ "deposit": "-2" }), "between 0 and"),
        (json!({ "deposit": "2.005" }), "2.005"),
        (json!({ "deposit": "99999999999999999999" }), "99999999999999999999"),
        (json!({ "deposit": "2", "overdue_days": 30, "lost_days": 20 }), "overdue first"),
        (json!({ "reward": "3" }), "number of days"),
        (json!({ "deposit": "8", "paid": "after" }), "counts as lost"),
        (json!({ "vat": "a fifth" }), "such as 19 or 7.5"),
        (json!({ "lost_days": 4_000 }), "at most 3660"),
    ] {
        let said = desk.refusal("set_creator", json!({ "key": "ink", "terms": terms }));
        assert!(said.contains(says), "{said}");
    }
    assert_eq!(desk.call("creators", json!({})), before);
}

#[test]
fn a_deposit_that_is_an_item_of_the_order_is_held_for_as_many_sleeves_as_were_bought() {
    let mut desk = Desk::stocked();
    let terms =
        |sku: &str| json!({ "key": "ink", "terms": { "deposit": "2.00", "deposit_sku": sku }, "part_orders": "part" });
    assert!(desk.refusal("set_creator", terms("MUG")).contains("on its shelves"));
    desk.call("add_item", json!({ "creator": "ink", "sku": "DEP", "digital": true }));
    desk.call("set_creator", terms("DEP"));
    let held = |desk: &mut Desk| desk.balance("deposits:ink:");
    // Without the deposit in the order nothing is held, and nothing is owed when the sleeve is back.
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    assert_eq!(held(&mut desk), 0);
    let sleeve = desk.sleeves("out").remove(0);
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(desk.owed(), 0);
    // With it, two euros are.
    desk.order("ink", json!([["MUG", 1], ["DEP", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-2", "DONE"]);
    assert_eq!(held(&mut desk), -200);
    let creators = desk.call("creators", json!({}));
    let ink = creators.as_array().unwrap().iter().find(|row| row["key"] == "ink").unwrap();
    assert_eq!(ink["terms"]["deposit_sku"], "DEP");
    desk.check();
}

/// The rest of an order that left in part: its one `LATER` comes in, and is the second parcel.
fn what_came_later_leaves(desk: &mut Desk) {
    desk.call("announce_run", json!({ "creator": "ink", "sku": "LATER", "expected": 1 }));
    let later = desk.code("ink", "LATER");
    desk.ok(&[&later, "DONE", "A-01-1", &later, "DONE"]);
    desk.rest();
    desk.pick_and_pack();
    desk.ok(&["P-2", "DONE"]);
}

#[test]
fn a_deposit_that_is_no_item_is_held_once_for_an_order_that_leaves_in_two_sleeves() {
    let mut desk = Desk::stocked();
    desk.call("add_item", json!({ "creator": "ink", "sku": "LATER" }));
    desk.call("set_creator", json!({ "key": "ink", "part_orders": "part" }));
    desk.order("ink", json!([["MUG", 1], ["LATER", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    what_came_later_leaves(&mut desk);
    assert_eq!(desk.balance("deposits:ink:"), -200);
    for sleeve in desk.sleeves("out") {
        desk.ok(&[&sleeve, "OK"]);
    }
    assert_eq!(desk.owed(), 200, "one deposit was paid, and one is given back");
    desk.check();
}

#[test]
fn a_deposit_that_was_bought_is_held_also_where_another_parcel_of_its_order_had_one_without_an_item() {
    let mut desk = Desk::stocked();
    let terms =
        |sku: &str| json!({ "key": "ink", "terms": { "deposit": "2.00", "deposit_sku": sku }, "part_orders": "part" });
    desk.call("add_item", json!({ "creator": "ink", "sku": "DEP", "digital": true }));
    desk.call("add_item", json!({ "creator": "ink", "sku": "LATER" }));
    desk.call("set_creator", terms(""));
    desk.order("ink", json!([["MUG", 1], ["LATER", 1], ["DEP", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    assert_eq!(desk.balance("deposits:ink:"), -200);
    desk.call("set_creator", terms("DEP"));
    what_came_later_leaves(&mut desk);
    let parcels = desk.call("order", json!({ "order": "O-1" }))["parcels"].clone();
    let held: Vec<&Value> = parcels.as_array().unwrap().iter().map(|parcel| &parcel["deposit"]["minor"]).collect();
    assert_eq!(held, [&json!(200), &json!(200)]);
    desk.check();
}
