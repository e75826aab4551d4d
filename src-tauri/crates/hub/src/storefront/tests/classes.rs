//! What becomes of single orders: the order of the rules and the corners between them.

use std::collections::BTreeMap;

use super::support::{orders, orders_file, small_catalogue};
use crate::storefront::{CatalogueItem, Class, HoldReason, SkipReason, classify_entry};

fn class_in(rows: &[&str], catalogue: &BTreeMap<String, CatalogueItem>) -> Class {
    let entries = orders(&orders_file(rows));
    assert_eq!(entries.len(), 1, "one order a test");
    classify_entry(&entries[0], catalogue)
}

fn class(rows: &[&str]) -> Class {
    class_in(rows, &small_catalogue())
}

fn accepted(picks: &[(&str, u64)]) -> Class {
    Class::Accepted { picks: picks.iter().map(|(sku, count)| ((*sku).to_owned(), *count)).collect() }
}

fn rejection(rows: &[&str]) -> String {
    match class(rows) {
        Class::Rejected(rejected) => rejected.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn kits_are_exploded_and_equal_items_added_up() {
    assert_eq!(class(&["#1|paid|SET|2", "#1||MUG|1", "#1||PDF|1"]), accepted(&[("MUG", 5), ("TIN", 2)]));
}

#[test]
fn a_line_that_needs_no_shipping_or_is_digital_is_never_picked() {
    let no_shipping = "Lineitem requires shipping=false";
    assert_eq!(class(&["#1|paid|MUG|1", &format!("#1||TIN|1|{no_shipping}")]), accepted(&[("MUG", 1)]));
    assert_eq!(class(&[&format!("#1|paid|MUG|1|{no_shipping}")]), Class::DigitalOnly);
    assert_eq!(class(&["#1|paid|PDF|3"]), Class::DigitalOnly);
    assert_eq!(class(&["#1|paid|MUG|1", "#1||TIN|1|Lineitem requires shipping=FALSCH"]), accepted(&[("MUG", 1)]));
}

#[test]
fn an_order_that_was_called_off_is_skipped_even_if_it_could_not_be_used() {
    let skipped = |reason| Class::Skipped(reason);
    assert_eq!(class(&["#1|voided|MUG|0"]), skipped(SkipReason::Voided));
    assert_eq!(class(&["#1|REFUNDED|MUG|-1"]), skipped(SkipReason::Refunded));
    assert_eq!(class(&["#1|paid|MUG|1|Cancelled at=2026-10-09 20:03:11 -0400"]), skipped(SkipReason::Cancelled));
    assert_eq!(class(&["#1|paid|MUG|1|Cancelled at=yesterday"]), skipped(SkipReason::Cancelled));
    assert_eq!(class(&["#1|voided|MUG|1|Total=abc"]), skipped(SkipReason::Voided));
    assert_eq!(class(&["#1|pending|GONE|x|Fulfillment Status=fulfilled"]), skipped(SkipReason::NothingLeft));
    assert_eq!(class(&["#1|paid|MUG|1|Fulfillment Status=restocked"]), skipped(SkipReason::NothingLeft));
}

#[test]
fn lines_already_fulfilled_count_nowhere() {
    let done = "Lineitem fulfillment status=fulfilled";
    assert_eq!(class(&[&format!("#1|paid|MUG|1|{done}"), "#1||TIN|2"]), accepted(&[("TIN", 2)]));
    assert_eq!(class(&[&format!("#1|paid|GONE|0|{done}"), "#1||TIN|2"]), accepted(&[("TIN", 2)]));
    assert_eq!(class(&[&format!("#1|paid|MUG|1|{done}")]), Class::Skipped(SkipReason::NothingLeft));
}

#[test]
fn a_bad_quantity_is_rejected_with_its_row_before_anything_is_held() {
    let text = rejection(&["#1|pending|GONE|1", "#1||MUG|0"]);
    assert_eq!(text, "row 3, order #1: the quantity “0” is no positive whole number");
    for bad in ["", "-1", "1.5", "two", "4294967296", "١"] {
        let text = rejection(&[&format!("#9|paid|MUG|{bad}")]);
        assert_eq!(text, format!("row 2, order #9: the quantity “{bad}” is no positive whole number"));
    }
}

#[test]
fn what_can_not_be_matched_safely_is_held_with_all_its_reasons() {
    let Class::Held(reasons) = class(&["#1|pending|GONE|1", "#1|||1", "#1||MUG|1"]) else { panic!("held") };
    let sentences: Vec<String> = reasons.iter().map(HoldReason::to_string).collect();
    assert_eq!(
        sentences,
        [
            "the order is not paid: its financial status is “pending”",
            "the creator has no item GONE (row 2)",
            "“Thing” has no SKU, so nobody can tell which item it is (row 3)",
        ]
    );
    let digital = ["#1|paid|GONE|1|Lineitem requires shipping=false"];
    assert_eq!(class(&digital), Class::Held(vec![HoldReason::UnknownItem { row: 2, sku: "GONE".to_owned() }]));
    let part = class(&["#1|paid|MUG|3|Lineitem fulfillment status=partial"]);
    assert_eq!(part, Class::Held(vec![HoldReason::PartOfLineShipped { row: 2, sku: "MUG".to_owned() }]));
}

#[test]
fn kits_that_hold_strangers_or_themselves_are_held() {
    let kit = |parts: &[&str]| CatalogueItem::Kit(parts.iter().map(|sku| ((*sku).to_owned(), 1)).collect());
    let catalogue = BTreeMap::from([
        ("A".to_owned(), kit(&["B"])),
        ("B".to_owned(), kit(&["A"])),
        ("C".to_owned(), kit(&["GONE"])),
        ("D".to_owned(), kit(&["E", "E2"])),
        ("E".to_owned(), kit(&["E2"])),
        ("E2".to_owned(), CatalogueItem::Stocked),
    ]);
    let (row, gone) = (2, "GONE".to_owned());
    let held = |reason| Class::Held(vec![reason]);
    assert_eq!(class_in(&["#1|paid|A|1"], &catalogue), held(HoldReason::EndlessKit { row, sku: "A".to_owned() }));
    let stranger = HoldReason::UnknownComponent { row, sku: "C".to_owned(), component: gone };
    assert_eq!(class_in(&["#1|paid|C|1"], &catalogue), held(stranger));
    assert_eq!(class_in(&["#1|paid|D|4294967295"], &catalogue), accepted(&[("E2", 2 * 4_294_967_295)]));
}

#[test]
fn an_order_whose_head_can_not_be_read_is_rejected_with_the_cell() {
    let in_row_2 = |rest: &str| format!("row 2, order #1: {rest}");
    assert_eq!(rejection(&["|paid|MUG|1"]), "row 2: “Name” is empty");
    assert_eq!(
        rejection(&["#1|paid|MUG|1|Created at=08.10.2026"]),
        in_row_2("“Created at” is “08.10.2026”, which is no date and time such as 2026-10-08 20:03:11 -0400")
    );
    assert_eq!(rejection(&["#1|paid|MUG|1|Currency="]), in_row_2("“Currency” is empty"));
    assert_eq!(
        rejection(&["#1|paid|MUG|1|Currency=EURO"]),
        in_row_2("“EURO” is no ISO 4217 currency code such as EUR")
    );
    assert_eq!(
        rejection(&["#1|paid|MUG|1", "#1||MUG|1|Lineitem price=free"]),
        "row 3, order #1: “Lineitem price” is “free”, which is no amount in EUR"
    );
}

#[test]
fn two_orders_under_one_name_are_never_mixed() {
    let other = rejection(&["#1|paid|MUG|1|Id=7", "#1|paid|TIN|1|Id=8"]);
    assert_eq!(other, "row 3, order #1: row 2 begins another order of that name");
    let head = "#1|paid|MUG|1|Created at=2026-10-08 20:03:11 -0400|Currency=EUR|Total=9.50";
    let twice = rejection(&[head, head]);
    assert_eq!(twice, "row 3, order #1: row 2 begins another order of that name");
    let half_live = rejection(&["#1|voided|MUG|1|Id=7", "#1|paid|TIN|1|Id=8"]);
    assert_eq!(half_live, other, "a voided order must not hide a live one");
    assert_eq!(class(&["#1|paid|MUG|1|Id=7", "#1|paid|MUG|1|Id=7"]), accepted(&[("MUG", 2)]));
}

#[test]
fn reasons_reach_a_screen_as_data() {
    let json = serde_json::to_value(class(&["#1|paid|MUG|0"])).unwrap();
    assert_eq!(json["class"], "rejected");
    assert_eq!(json["detail"]["row"], 2);
    assert_eq!(json["detail"]["reason"]["kind"], "quantity");
    assert_eq!(json["detail"]["reason"]["text"], "0");
    let json = serde_json::to_value(class(&["#1|voided|MUG|0"])).unwrap();
    assert_eq!(json["detail"], "voided");
}
