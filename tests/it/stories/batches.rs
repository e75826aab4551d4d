//! What is known of sleeves: their size, whose they are and what they cost; and what of that is left when one is lost.

use serde_json::{Value, json};

use super::desk::Desk;

const DAY_S: i64 = 24 * 60 * 60;

fn refused(desk: &mut Desk, request: Value) -> String {
    desk.hub.call("register_sleeves", request, None).unwrap_err().message
}

/// What the accounts of fleets hold.
fn fleets(desk: &mut Desk) -> Vec<(String, i64)> {
    let accounts = desk.call("accounts", json!({}));
    let row = |row: &Value| (row["account"].as_str().unwrap().to_owned(), row["minor"].as_i64().unwrap());
    let is_fleets = |(name, _): &(String, i64)| name.starts_with("fleet") || name.starts_with("shrinkage");
    accounts.as_array().unwrap().iter().map(row).filter(is_fleets).collect()
}

fn held(accounts: &[(&str, i64)]) -> Vec<(String, i64)> {
    accounts.iter().map(|(name, minor)| ((*name).to_owned(), *minor)).collect()
}

/// Registers sleeves and answers their codes.
fn register(desk: &mut Desk, request: Value) -> Vec<String> {
    let before = desk.sleeves("available");
    desk.call("register_sleeves", request);
    desk.sleeves("available").into_iter().filter(|code| !before.contains(code)).collect()
}

/// Brings an order's parcel to where a sleeve is to be scanned.
fn wants_a_sleeve(desk: &mut Desk, creator: &str, sku: &str) {
    desk.order(creator, json!([[sku, 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    let code = desk.code(creator, sku);
    desk.ok(&["T-01", &code]);
}

#[test]
fn a_batch_says_its_size_its_owner_and_its_price() {
    let mut desk = Desk::furnished();
    let request = json!({ "count": 3, "size": " M,  350 x 250 mm ", "owner": "ink", "price": "2.40" });
    assert_eq!(desk.call("register_sleeves", request)["added"], json!(3));
    let batches = desk.call("sleeve_batches", json!({}));
    let newest = &batches[0];
    assert_eq!(
        (&newest["number"], &newest["size"], &newest["owner"], &newest["price"]),
        (&json!(2), &json!("M, 350 x 250 mm"), &json!("Ink"), &json!({ "minor": 240, "currency": "EUR" }))
    );
    assert_eq!((&newest["sleeves"], &newest["available"], &newest["lost"]), (&json!(3), &json!(3), &json!(0)));
    let plain = &batches[1];
    assert_eq!((&plain["size"], &plain["owner"], &plain["price"]), (&json!(""), &json!(null), &json!(null)));
    let rows = desk.call("find_sleeves", json!({}))["rows"].clone();
    let of_ink =
        rows.as_array().unwrap().iter().filter(|row| row["owner"] == "Ink" && row["size"] == "M, 350 x 250 mm");
    assert_eq!(of_ink.count(), 3);
    assert_eq!(fleets(&mut desk), held(&[("fleet:ink", 720), ("fleet_purchases:ink", -720)]));
    desk.check();
}

#[test]
fn a_batch_that_can_not_be_is_refused_and_nothing_is_registered() {
    let mut desk = Desk::furnished();
    let before = desk.sleeves("available");
    assert!(refused(&mut desk, json!({ "count": 0 })).contains("1 to 5000"));
    assert!(refused(&mut desk, json!({ "count": 1, "owner": "nobody" })).contains("no creator “nobody”"));
    assert!(refused(&mut desk, json!({ "count": 1, "price": "-1" })).contains("-1.00 EUR: it is between 0"));
    assert!(refused(&mut desk, json!({ "count": 1, "price": "cheap" })).contains("cheap"));
    assert!(refused(&mut desk, json!({ "count": 1, "size": "M".repeat(61) })).contains("60 characters"));
    assert_eq!(desk.sleeves("available"), before);
    desk.check();
}

#[test]
fn a_sleeve_of_a_creator_leaves_with_that_creators_orders_only() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "oak", "sleeve_rule": "carrier" }));
    let of_oak = register(&mut desk, json!({ "count": 1, "owner": "oak" })).remove(0);
    wants_a_sleeve(&mut desk, "ink", "MUG");
    let said = desk.refused(&of_oak);
    assert!(said.contains("belongs to Oak and leaves with its orders only. Take another."), "{said}");
    assert!(!desk.look().expects.iter().any(|expected| expected.code.as_deref() == Some(of_oak.as_str())));
    desk.follow("pack");
    // Once the hub's own are gone, its owner's order is shown it and takes it.
    let of_hub: Vec<String> = desk.sleeves("available").into_iter().filter(|code| *code != of_oak).collect();
    assert_eq!(of_hub.len(), 3, "one went with the parcel");
    wants_a_sleeve(&mut desk, "oak", "SPOON");
    desk.ok(&[&of_oak]);
    desk.follow("pack");
    desk.check();
}

#[test]
fn a_bench_names_a_sleeve_of_its_orders_creator_where_the_hub_has_none() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "oak", "sleeve_rule": "carrier" }));
    for number in 1..=4 {
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
        desk.ok(&[&format!("P-{number}"), "DONE"]);
    }
    register(&mut desk, json!({ "count": 2, "owner": "ink" }));
    let of_oak = register(&mut desk, json!({ "count": 1, "owner": "oak" })).remove(0);
    wants_a_sleeve(&mut desk, "oak", "SPOON");
    assert_eq!(desk.look().expects[0].code.as_deref(), Some(of_oak.as_str()));
    desk.follow("pack");
    desk.check();
}

#[test]
fn what_a_lost_sleeve_cost_is_written_off_until_it_turns_up() {
    for (look, is_back) in [("OK", true), ("DAMAGED", true), ("CANCEL", false)] {
        let mut desk = Desk::stocked();
        desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "2.00", "lost_days": 20 } }));
        let of_batch = register(&mut desk, json!({ "count": 10, "price": "1.25" })).remove(0);
        wants_a_sleeve(&mut desk, "ink", "MUG");
        desk.ok(&[&of_batch]);
        desk.follow("pack");
        desk.ok(&["P-1", "DONE"]);
        let bought = [("fleet:HUB", 1_250), ("fleet_purchases:HUB", -1_250)];
        assert_eq!(fleets(&mut desk), held(&bought));
        desk.later(21 * DAY_S);
        let shrunk = [("fleet:HUB", 1_125), ("fleet_purchases:HUB", -1_250), ("shrinkage:HUB", 125)];
        assert_eq!(fleets(&mut desk), held(&shrunk));
        desk.check();
        desk.ok(&[&of_batch]);
        assert_eq!(fleets(&mut desk), held(&shrunk), "until somebody has looked");
        desk.check();
        desk.ok(&[look]);
        assert_eq!(fleets(&mut desk), if is_back { held(&bought) } else { held(&shrunk) }, "{look}");
        desk.check();
        desk.ok(&["UNDO"]);
        assert_eq!(fleets(&mut desk), held(&shrunk), "{look} was taken back");
        desk.check();
    }
}

#[test]
fn the_tags_of_one_batch_or_of_one_sleeve_are_printed_and_no_others() {
    let mut desk = Desk::stocked();
    let printed = |desk: &mut Desk| -> Vec<String> {
        desk.rest();
        let jobs = desk.call("print_jobs", json!({}));
        jobs.as_array()
            .unwrap()
            .iter()
            .filter(|job| job["document"] == "sleeve_tag")
            .map(|job| job["state"].to_string())
            .collect()
    };
    let before = printed(&mut desk).len();
    let new = desk.call("register_sleeves", json!({ "count": 3, "tags": true }));
    assert_eq!(printed(&mut desk).len(), before + 1);
    let serial = new["names"][0].as_str().unwrap().to_owned();
    assert_eq!(desk.call("print_tags", json!({ "batch": 2 }))["added"], 3);
    assert_eq!(desk.call("print_tags", json!({ "sleeve": serial }))["added"], 1);
    assert_eq!(printed(&mut desk).len(), before + 3);
    desk.call("move_sleeves", json!({ "serials": [serial], "to": "retired", "reason": "torn" }));
    assert_eq!(desk.call("print_tags", json!({ "batch": 2 }))["added"], 2);
    assert!(desk.refusal("print_tags", json!({ "sleeve": serial })).contains("retired"));
    assert!(desk.refusal("print_tags", json!({ "batch": 9 })).contains("No sleeve of batch 9"));
    assert!(desk.refusal("print_tags", json!({ "sleeve": "0000" })).contains("no serial of this hub"));
    desk.check();
}
