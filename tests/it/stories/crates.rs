//! A crate of sleeves comes back from a drop-off point: they are scanned in a row, and looked over as they are.

use serde_json::json;

use super::desk::Desk;

/// A hub whose `count` sleeves have left, each with a mug for 2.00; answers with their codes.
fn shipped(count: usize) -> (Desk, Vec<String>) {
    let mut desk = Desk::stocked();
    desk.call("register_sleeves", json!({ "count": count }));
    desk.rest();
    for parcel in 1..=count {
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
        desk.ok(&[&format!("P-{parcel}"), "DONE"]);
    }
    let sleeves = desk.sleeves("out");
    assert_eq!(sleeves.len(), count);
    (desk, sleeves)
}

#[test]
fn a_crate_is_scanned_in_a_row_with_a_running_total_and_one_ok_is_for_all() {
    let (mut desk, sleeves) = shipped(6);
    for (at, sleeve) in sleeves.iter().enumerate() {
        let said = desk.ok(&[sleeve]);
        if at > 0 {
            assert!(said.contains(&format!("{} sleeves, {}.00 EUR in all", at + 1, 2 * (at + 1))), "{said}");
        }
    }
    assert_eq!((desk.owed(), desk.sleeves("returned").len()), (0, 6), "nothing is owed before the look");
    let said = desk.ok(&["OK"]);
    assert!(said.contains("6 sleeves go back on the shelf. Owed for them: 12.00 EUR"), "{said}");
    assert_eq!((desk.owed(), desk.look().mode.as_str()), (1_200, "idle"));
    assert_eq!(desk.call("payments", json!({}))["total"], 6);
    desk.check();
    // One deed, taken back as one.
    desk.ok(&["UNDO"]);
    assert_eq!((desk.owed(), desk.sleeves("returned").len(), desk.look().mode.as_str()), (0, 6, "take_back"));
    desk.ok(&["DONE"]);
    assert_eq!(desk.owed(), 1_200);
    desk.check();
}

#[test]
fn the_last_one_scanned_may_be_damaged_or_a_mistake_and_the_crate_goes_on() {
    let (mut desk, sleeves) = shipped(4);
    desk.ok(&[&sleeves[0], &sleeves[1], "DAMAGED", &sleeves[2], &sleeves[3]]);
    assert_eq!(
        desk.look().next,
        serde_json::from_value(json!({ "id": "do-look-over-crate", "sleeves": 3, "total": "6.00 EUR", "owed": 1 }))
            .unwrap()
    );
    let said = desk.ok(&["CANCEL"]);
    assert!(said.contains("is still out") && said.contains("2 sleeves"), "{said}");
    desk.ok(&["OK"]);
    assert_eq!(
        (desk.sleeves("available").len(), desk.sleeves("inspecting").len(), desk.sleeves("out").len()),
        (6, 1, 1)
    );
    assert_eq!(desk.owed(), 600);
    desk.check();
}

#[test]
fn what_is_in_a_crate_and_is_no_returning_sleeve_is_refused_and_the_crate_goes_on() {
    let (mut desk, sleeves) = shipped(3);
    let on_the_shelf = desk.sleeves("available").remove(0);
    let foreign = Desk::furnished().sleeves("available").remove(0);
    desk.ok(&[&sleeves[0], &sleeves[1]]);
    for code in [sleeves[0].as_str(), sleeves[1].as_str(), on_the_shelf.as_str(), foreign.as_str(), "T-01", "NEXT"] {
        desk.refused(code);
    }
    assert!(desk.ok(&[&sleeves[2]]).contains("3 sleeves"));
    // Power fails, and the bench's own state is gone: what waits is in the tables.
    desk.lose_bench_states();
    assert!(desk.look().say.contains("3 sleeves, 6.00 EUR"), "{}", desk.look().say);
    desk.ok(&["DONE"]);
    assert_eq!(desk.owed(), 600);
    desk.check();
}

#[test]
fn two_benches_have_a_crate_each() {
    let (mut desk, sleeves) = shipped(4);
    for (at, sleeve) in sleeves.iter().enumerate() {
        desk.scan_at(if at % 2 == 0 { "left" } else { "right" }, sleeve);
    }
    assert!(desk.scan_at("left", "OK").say.contains("2 sleeves"));
    assert_eq!((desk.owed(), desk.sleeves("returned").len()), (400, 2));
    desk.check();
}
