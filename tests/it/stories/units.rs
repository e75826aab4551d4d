//! Units that came back are counted once, are moved only from where they are, and are not here and missing at a time.

use serde_json::{Value, json};

use super::desk::Desk;

const MUG: &str = "4006381333931";

/// What a unit is turned into by four times NEXT.
const MISSING: [&str; 4] = ["NEXT"; 4];

/// A hub whose first parcel has left with so many mugs.
fn shipped(mugs: u32) -> Desk {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["MUG", mugs]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    desk
}

/// The units of the newest return.
fn units(desk: &mut Desk) -> Vec<Value> {
    desk.call("find_returns", json!({}))["rows"][0]["units"].as_array().unwrap().clone()
}

#[test]
fn no_more_units_are_missing_than_left() {
    let mut desk = shipped(1);
    desk.ok(&["R-1", MUG]);
    desk.ok(&MISSING);
    let said = desk.refused(MUG);
    assert!(said.contains("1 left in that parcel") && said.contains("they are not here"), "{said}");
    // Nor is what lies in its place another one of them.
    desk.ok(&["NEXT", "NEXT", "NEXT", "NEXT"]);
    desk.refused(MUG);
    desk.ok(&["DONE"]);
    let told: Vec<Value> = units(&mut desk).iter().map(|unit| unit["grade"].clone()).collect();
    assert_eq!(told, ["wrong_item"]);
    // It comes later, and once.
    assert!(desk.ok(&["R-1", MUG]).contains("1 of 1"));
    assert!(desk.refused(MUG).contains("back already"));
    desk.ok(&["DONE"]);
    desk.check();
}

#[test]
fn one_that_is_missing_can_not_be_here_as_well() {
    let mut desk = shipped(12);
    // Ten are of one run, two of another.
    desk.ok(&["R-1", MUG]);
    desk.ok(&MISSING);
    desk.ok(&[MUG]);
    assert!(desk.refused("=12").contains("12 left in that parcel"));
    desk.ok(&["=11"]);
    desk.refused(MUG);
    let missing = units(&mut desk)[0].clone();
    desk.call("set_returned", json!({ "unit": missing["unit"], "grade": "as_new" }));
    assert_eq!(desk.units("main", "MUG"), 12);
    assert!(desk.refused(MUG).contains("All 12"));
    desk.ok(&["DONE"]);
    desk.check();
}

#[test]
fn what_nobody_knows_the_order_of_is_not_missing_more_often_than_it_left() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["CARD", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let card = desk.code("ink", "CARD");
    desk.ok(&["RETURN", &card]);
    desk.ok(&MISSING);
    assert!(desk.refused(&card).contains("Fewer units"));
    desk.ok(&["DONE"]);
    desk.check();
}
