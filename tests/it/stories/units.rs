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

fn set(unit: &Value, goes_to: &str) -> Value {
    json!({ "unit": unit["unit"], "goes_to": goes_to })
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

#[test]
fn a_unit_in_a_bin_moves_no_other_of_its_run() {
    let mut desk = shipped(3);
    desk.ok(&["R-1", MUG, "DONE", "A-01-1", MUG, "DONE"]);
    let in_a_bin = units(&mut desk)[0].clone();
    desk.ok(&["R-1", MUG]);
    let on_the_bench = units(&mut desk)[0].clone();
    for goes_to in ["scrap", "hold", "rework"] {
        let said = desk.refusal("set_returned", set(&in_a_bin, goes_to));
        assert!(said.contains("nobody can tell them apart") && said.contains("a count"), "{said}");
    }
    assert_eq!(desk.units("main", "MUG"), 1);
    desk.call("set_returned", set(&on_the_bench, "hold"));
    assert_eq!((desk.units("main", "MUG"), desk.units("quarantine", "MUG")), (0, 1));
    desk.ok(&["DONE"]);
    // Put back on the bench by UNDO it lies there again.
    desk.ok(&["R-1", MUG, "DONE", "A-01-1", MUG]);
    let third = units(&mut desk)[0].clone();
    desk.refusal("set_returned", set(&third, "scrap"));
    desk.ok(&["UNDO"]);
    desk.call("set_returned", set(&third, "scrap"));
    assert_eq!(desk.units("main", "MUG"), 0);
    desk.check();
}

#[test]
fn of_two_on_the_bench_of_which_one_was_put_away_neither_is_moved() {
    let mut desk = shipped(2);
    desk.ok(&["R-1", MUG, "=2", "DONE", "A-01-1", MUG, "DONE"]);
    for unit in units(&mut desk) {
        desk.refusal("set_returned", set(&unit, "scrap"));
        desk.refusal("set_returned", json!({ "unit": unit["unit"], "grade": "damaged" }));
    }
    assert_eq!((desk.units("main", "MUG"), desk.units("scrap", "MUG")), (1, 0));
    desk.check();
}

#[test]
fn what_was_thrown_away_stays_so_and_what_is_made_good_is_a_run_of_its_own() {
    let mut desk = shipped(2);
    desk.ok(&["R-1", MUG, MUG]);
    let [first, last] = <[Value; 2]>::try_from(units(&mut desk)).unwrap();
    desk.call("set_returned", set(&last, "scrap"));
    // Neither at the bench nor by the screen, now or when the return is over.
    for code in ["NEXT", "DAMAGED", "CANCEL"] {
        assert!(desk.refused(code).contains("that is final"), "{code}");
    }
    let not_here = json!({ "unit": last["unit"], "grade": "missing" });
    for _ in 0..2 {
        for request in [set(&last, "restock"), set(&last, "hold"), set(&last, "rework"), not_here.clone()] {
            assert!(desk.refusal("set_returned", request).contains("that is final"));
        }
        desk.scan("DONE");
    }
    desk.call("set_returned", set(&first, "rework"));
    for goes_to in ["restock", "hold"] {
        assert!(desk.refusal("set_returned", set(&first, goes_to)).contains("a run of its own"));
    }
    assert_eq!((desk.units("main", "MUG"), desk.units("quarantine", "MUG")), (0, 0));
    // There it could not be made good.
    desk.call("set_returned", set(&first, "scrap"));
    desk.refusal("set_returned", set(&first, "rework"));
    desk.check();
}
