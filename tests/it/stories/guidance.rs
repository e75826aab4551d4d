//! What the bench shows beside its sentence: the key that comes next, and what would do where any of several will.

use loopdock_hub::{Hub, SystemHost, demo};
use serde_json::json;

use super::desk::Desk;

#[test]
fn next_in_a_hub_without_goods_says_what_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut hub = Hub::init(&folder.path().join("hub.db"), &demo::setup(), Box::new(SystemHost)).unwrap();
    let scan = json!({ "bench": "main", "code": "NEXT" });
    let nothing = hub.call("scan", scan, None).unwrap();
    assert!(nothing["say"].as_str().unwrap().contains("products"), "{nothing}");
    assert_eq!(hub.call("today", json!({}), None).unwrap()["lacks_items"], true);
    let mut desk = Desk::furnished();
    let refused = desk.refused("NEXT");
    assert!(refused.contains("Announce a run") && refused.contains("scan the goods"), "{refused}");
    assert!(refused.contains(&desk.look().hint.unwrap()));
    let today = desk.call("today", json!({}));
    assert!(refused.contains(today["lacking"].as_str().unwrap()) && today["lacks_items"] == false, "{today}");
    let mut desk = Desk::stocked();
    assert!(desk.refused("NEXT").contains("Nothing is ready"));
    assert_eq!((desk.look().hint, &desk.call("today", json!({}))["lacking"]), (None, &json!(null)));
}

#[test]
fn next_is_marked_until_a_walk_is_done_and_its_totes_are_to_be_packed() {
    let mut desk = Desk::stocked();
    let next = Some("NEXT".to_owned());
    assert_eq!(desk.key(), None);
    desk.order("ink", json!([["MUG", 1]]));
    assert_eq!(desk.key(), next);
    desk.ok(&["NEXT", "A-01-1", "4006381333931"]);
    assert!(desk.look().hint.unwrap().contains("T-01"), "any tote will do, and one is named");
    desk.ok(&["T-01"]);
    desk.order("ink", json!([["MUG", 1]]));
    assert_eq!((desk.look().mode.as_str(), desk.key()), ("idle", None), "the tote comes next");
    desk.ok(&["T-01"]);
    let other = desk.call("bench", json!({ "bench": "two" }));
    assert_eq!(other["key"], "NEXT", "what another bench packs does not wait for this one");
    desk.follow("pack");
    assert_eq!(desk.key(), next);
}

#[test]
fn whoever_is_to_scan_a_sleeve_is_told_one_that_would_do() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["MUG", 2], ["CARD", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    let card = desk.code("ink", "CARD");
    desk.ok(&["T-01", "4006381333931", "=2"]);
    assert_eq!(desk.look().hint, None);
    desk.ok(&[&card]);
    let hint = desk.look().hint.unwrap();
    let serial = hint.rsplit("such as ").next().unwrap().trim_end_matches('.');
    assert!(desk.ok(&[serial]).contains("goes with this parcel"), "a name that is told can be typed: {hint}");
    assert_eq!((desk.look().hint, desk.key()), (None, None), "the weight comes next");
    desk.ok(&["=700G"]);
    assert_eq!(desk.key().as_deref(), Some("OK"));
}

#[test]
fn a_parcel_without_a_sleeve_left_on_the_shelf_says_so() {
    let mut desk = Desk::stocked();
    for _ in 0..5 {
        desk.order("ink", json!([["MUG", 1]]));
    }
    // There are three totes, and four sleeves.
    desk.pick_and_pack();
    for tote in ["T-02", "T-03"] {
        desk.ok(&[tote]);
        desk.follow("pack");
    }
    desk.pick_and_pack();
    desk.ok(&["T-02", "4006381333931"]);
    let hint = desk.look().hint.unwrap();
    assert!(hint.contains("No sleeve") && hint.contains("BACK"), "{hint}");
    desk.ok(&["BACK"]);
}

#[test]
fn going_back_from_the_shelves_to_the_box_is_told_and_taken_back_by_its_name() {
    let mut desk = Desk::furnished();
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "OK", "A-01-1"]);
    let said = desk.ok(&["BACK"]);
    assert!(said.starts_with("Counting goes on.") && said.contains("out of the box"), "{said}");
    assert_eq!(desk.look().undo.as_deref(), Some("Counting goes on."));
    desk.ok(&["UNDO"]);
    assert_eq!(desk.look().mode, "put_away");
    desk.ok(&["CANCEL", "CANCEL", "CANCEL"]);
    assert_eq!(desk.look().undo.as_deref(), Some("CANCEL: a packed parcel was to be opened again."));
}

#[test]
fn an_idle_bench_names_the_totes_and_the_parcels_that_are_next() {
    let mut desk = Desk::packed();
    for _ in 0..4 {
        desk.order("ink", json!([["MUG", 1]]));
    }
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    let day = desk.call("today", json!({}));
    assert_eq!(
        (&day["next_totes"], &day["next_parcels"]),
        (&json!(["T-01", "T-02", "T-03"]), &json!(["P-1"])),
        "{day}"
    );
    desk.ok(&["T-02", "BACK"]);
    assert_eq!(desk.call("today", json!({}))["next_totes"], json!(["T-01", "T-03"]), "one is half packed");
}

#[test]
fn a_hub_without_an_address_is_told_so() {
    let mut desk = Desk::furnished();
    assert_eq!(desk.call("today", json!({}))["lacks_address"], false);
    desk.call("set_hub", json!({ "address": " " }));
    assert_eq!(desk.call("today", json!({}))["lacks_address"], true);
}

#[test]
fn what_is_missing_is_what_no_bin_has() {
    let mut desk = Desk::stocked();
    // 15 mugs are there and 20 cards; the order waits as a whole, and only for cards.
    desk.order("ink", json!([["MUG", 2], ["SET", 12]]));
    let day = desk.call("today", json!({}));
    assert_eq!(
        (&day["waiting"], &day["wanted"][0]["sku"], &day["wanted"][0]["units"]),
        (&json!(1), &json!("CARD"), &json!(4))
    );
    assert_eq!(day["wanted"].as_array().unwrap().len(), 1, "{day}");
}
