//! Who works here: badges, PINs, and what two people must stand for.

use loopdock_domain::codes::CodeKind;
use loopdock_hub::Level;
use serde_json::{Value, json};

use super::desk::Desk;

/// What the badge with this number says to a scanner: no screen shows it.
fn badge(desk: &Desk, number: u32) -> String {
    desk.printed(CodeKind::Badge, number)
}

/// A hub with Ada (`U-1`, 271828), who leads it, and Bo (`U-2`, 314159).
fn staffed(mut desk: Desk) -> Desk {
    for (name, role, pin) in [("Ada", "lead", "271828"), ("Bo", "packer", "314159")] {
        desk.call("add_staff", json!({ "name": name, "role": role, "pin": pin }));
    }
    desk
}

/// The same, where 1.00 is the limit, and a parcel has left with a deposit of 2.00; answers with its sleeve's code.
fn limited() -> (Desk, String) {
    let mut desk = staffed(Desk::packed());
    desk.call("set_limit", json!({ "currency": "EUR", "amount": "1.00" }));
    desk.ok(&["P-1", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    (desk, sleeve)
}

fn both(desk: &Desk) -> Value {
    json!([{ "badge": badge(desk, 1), "pin": "271828" }, { "badge": badge(desk, 2), "pin": "314159" }])
}

#[test]
fn whoever_scans_a_badge_is_at_the_bench_until_it_is_scanned_again() {
    let mut desk = staffed(Desk::stocked());
    let [u1, u2, u3] = [1, 2, 3].map(|number| badge(&desk, number));
    assert!(desk.ok(&[&u2]).contains("Bo is at this bench"));
    assert_eq!(desk.look().who.as_deref(), Some("Bo"));
    desk.order("ink", json!([["MUG", 1]]));
    desk.ok(&["NEXT"]);
    assert_eq!(desk.journal().last().unwrap()["body"]["by"], "Bo");
    // In the middle of a walk somebody else goes on with it.
    assert!(desk.ok(&[&u1]).contains("Ada is at this bench"));
    assert_eq!(desk.look().mode, "pick");
    desk.ok(&[&u1]);
    assert_eq!(desk.look().who, None);
    assert!(desk.refused(&u3).contains("U-3"));
    desk.call("set_staff", json!({ "number": 2, "state": "gone" }));
    assert!(desk.refused(&u2).contains("does not work here any more"));
    desk.check();
}

#[test]
fn one_badge_is_not_enough_above_the_limit() {
    let (mut desk, sleeve) = limited();
    let [u1, u2] = [1, 2].map(|number| badge(&desk, number));
    desk.ok(&[&sleeve]);
    assert!(desk.ok(&["OK"]).contains("above the hub’s limit"));
    assert!(desk.refused("OK").contains("badge"));
    assert!(desk.ok(&[&u2]).contains("Bo: type your PIN"));
    assert!(desk.refused("271828").contains("not the PIN"), "the PIN of somebody else");
    assert!(desk.ok(&["314159"]).contains("somebody else than Bo"));
    assert!(desk.refused(&u2).contains("the same one"));
    assert!(desk.refused("OK").contains("badge"));
    assert_eq!((desk.owed(), desk.sleeves("returned").len()), (0, 1));
    assert!(desk.ok(&[&u1]).contains("Ada: type your PIN"));
    desk.ok(&["271828"]);
    assert_eq!(desk.owed(), 200);
    let entry = desk.journal().pop().unwrap();
    assert_eq!(entry["body"]["approved_by"], json!(["Bo", "Ada"]));
    desk.check();
}

#[test]
fn a_crate_with_one_above_the_limit_takes_two_people_and_a_damaged_one_too() {
    let (mut desk, first) = limited();
    let [u1, u2] = [1, 2].map(|number| badge(&desk, number));
    desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "0.50" } }));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-2", "DONE"]);
    let second = desk.sleeves("out").into_iter().find(|code| *code != first).unwrap();
    desk.ok(&[&first, &second]);
    assert!(desk.ok(&["DONE"]).contains("above the hub’s limit"));
    // The one that was scanned last is not; BACK drops the question.
    desk.ok(&["BACK", "DAMAGED"]);
    assert!(desk.ok(&["DAMAGED"]).contains("above the hub’s limit"));
    desk.ok(&[&u1, "271828", &u2, "314159"]);
    assert_eq!((desk.owed(), desk.sleeves("inspecting").len()), (250, 2));
    desk.check();
}

#[test]
fn a_barcode_is_no_pin_once_the_sleeve_that_one_was_asked_for_is_set_aside() {
    let (mut desk, sleeve) = limited();
    let badge = badge(&desk, 2);
    desk.ok(&[&sleeve, "OK", &badge]);
    desk.call("quarantine", json!({ "code": sleeve, "reason": "Two." }));
    let barcode = "4006381333931";
    desk.ok(&[barcode]);
    let entry = desk.journal().pop().unwrap();
    assert!(entry["body"]["heard"].to_string().contains(barcode), "{entry}");
}

#[test]
fn five_wrong_pins_lock_a_badge_for_a_while() {
    let (mut desk, sleeve) = limited();
    let [u1, u2] = [1, 2].map(|number| badge(&desk, number));
    desk.ok(&[&sleeve, "OK", &u2]);
    for _ in 0..4 {
        assert!(desk.refused("9999").contains("not the PIN"));
    }
    assert!(desk.refused("9998").contains("quarter of an hour"));
    assert!(desk.refused("314159").contains("locked"), "the right one comes too late");
    desk.ok(&["BACK", "OK"]);
    assert!(desk.refused(&u2).contains("locked"));
    desk.later(15 * 60);
    desk.ok(&[&u2, "314159", &u1, "271828"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}

#[test]
fn a_pin_is_written_down_nowhere() {
    let (mut desk, sleeve) = limited();
    let [u1, u2] = [1, 2].map(|number| badge(&desk, number));
    desk.ok(&[&sleeve, "OK", &u2]);
    let answer = desk.scan_at("main", "314159");
    assert_eq!((answer.cue, answer.heard.contains("314159")), (Level::Warn, false));
    // Nor where the same request comes once more, as it does when a page is loaded anew.
    let [one, two] = [1, 2]
        .map(|deed| Some(serde_json::from_value(json!(format!("01900000-0000-7000-8000-00000000000{deed}"))).unwrap()));
    desk.hub.call("scan", json!({ "bench": "main", "code": u1 }), one).unwrap();
    for _ in 0..2 {
        let request = json!({ "bench": "main", "code": "000000", "look": true });
        let again = desk.hub.call("scan", request, two).unwrap().to_string();
        assert!(!again.contains("000000"), "{again}");
    }
    desk.ok(&["271828"]);
    let pins = ["314159", "271828"];
    let journal = desk.journal().iter().map(|entry| entry["body"].to_string()).collect::<String>();
    assert!(!pins.iter().any(|pin| journal.contains(pin)), "{journal}");
    let folder = desk.hub.path().to_owned();
    let file = rusqlite::Connection::open(folder).unwrap();
    let kept: String = file.query_row("SELECT group_concat(pin) FROM staff", [], |row| row.get(0)).unwrap();
    assert!(kept.contains("$argon2id$") && !pins.iter().any(|pin| kept.contains(pin)), "{kept}");
}

#[test]
fn nobody_moves_the_limit_or_makes_a_colleague_up_alone() {
    let (mut desk, _) = limited();
    let [u1, u2, u9] = [1, 2, 9].map(|number| badge(&desk, number));
    for (name, mut request) in [
        ("set_limit", json!({ "currency": "EUR" })),
        ("set_limit", json!({ "currency": "EUR", "amount": "900" })),
        ("add_staff", json!({ "name": "Cy", "role": "lead", "pin": "1357" })),
        ("set_staff", json!({ "number": 2, "pin": "1357" })),
    ] {
        assert!(desk.refusal(name, request.clone()).contains("two people"), "{name}");
        let twice = json!([{ "badge": u1, "pin": "271828" }, { "badge": u1, "pin": "271828" }]);
        for (by, says) in [
            (twice, "the same one"),
            (json!([{ "badge": u9, "pin": "1" }, { "badge": u2, "pin": "314159" }]), "no badge"),
        ] {
            request["approved_by"] = by;
            assert!(desk.refusal(name, request.clone()).contains(says), "{name}");
        }
    }
    let five = json!({ "currency": "EUR", "amount": "5.00", "approved_by": both(&desk) });
    desk.call("set_limit", five);
    assert_eq!(desk.call("staff", json!({}))["limits"], json!([{ "minor": 500, "currency": "EUR" }]));
    let alone = json!({ "number": 2, "state": "gone", "approved_by": both(&desk) });
    assert!(desk.refusal("set_staff", alone).contains("at least two"));
    // Guessing is counted here as well.
    let right = json!({ "currency": "EUR", "approved_by": both(&desk) });
    for _ in 0..5 {
        let by = json!([{ "badge": u1, "pin": "0000" }, { "badge": u2, "pin": "314159" }]);
        desk.refusal("set_limit", json!({ "currency": "EUR", "approved_by": by }));
    }
    assert!(desk.refusal("set_limit", right.clone()).contains("quarter of an hour"));
    desk.later(15 * 60);
    desk.call("set_limit", right);
    desk.call("set_staff", json!({ "number": 2, "state": "gone" }));
    desk.check();
}

#[test]
fn a_limit_needs_two_people_and_a_pin_is_digits() {
    let mut desk = Desk::furnished();
    assert!(desk.refusal("set_limit", json!({ "currency": "EUR", "amount": "1" })).contains("at least two"));
    for pin in ["12", "1111", "1234567", "abcd"] {
        assert!(
            desk.refusal("add_staff", json!({ "name": "Ada", "role": "lead", "pin": pin })).contains("4 to 6 digits")
        );
    }
    desk.call("add_staff", json!({ "name": "Ada", "role": "lead", "pin": "271828" }));
    assert!(
        desk.refusal("add_staff", json!({ "name": " Ada ", "role": "packer", "pin": "271828" }))
            .contains("U-1 already")
    );
    assert!(
        desk.refusal("add_staff", json!({ "name": " ", "role": "packer", "pin": "271828" })).contains("60 characters")
    );
    assert!(desk.refusal("print_badge", json!({ "number": 7 })).contains("U-7"));
}

#[test]
fn a_lost_badge_is_replaced_by_another_number_and_is_good_for_nothing() {
    let mut desk = staffed(Desk::furnished());
    let [u2, u3] = [2, 3].map(|number| badge(&desk, number));
    desk.ok(&[&u2, &u2]);
    let badge = desk.call("print_badge", json!({ "number": 2, "is_lost": true }));
    assert_eq!((&badge["number"], &badge["name"]), (&json!(3), &json!("Bo")));
    desk.refused(&u2);
    assert!(desk.ok(&[&u3]).contains("Bo is at this bench"));
}

#[test]
fn what_one_person_stood_for_is_not_another_sleeve() {
    let (mut desk, first) = limited();
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-2", "DONE"]);
    let second = desk.sleeves("out").into_iter().find(|code| *code != first).unwrap();
    let [u1, u2] = [1, 2].map(|number| badge(&desk, number));
    desk.ok(&[&first, &second, "DAMAGED", &u1, "271828"]);
    // A lead takes the one that Ada stood for away meanwhile: the other one is asked about anew.
    desk.call("quarantine", json!({ "code": second, "reason": "Two." }));
    desk.ok(&[&u2]);
    desk.refused("314159");
    assert!(desk.ok(&["OK"]).contains("above the hub’s limit"));
    desk.ok(&[&u2, "314159"]);
    assert_eq!(desk.owed(), 0, "Bo is one person");
    desk.ok(&[&u1, "271828"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}

/// A hub whose limit is 5.00 and whose sleeves, so many, were lost at 8.00 that their buyers are asked for; and their codes.
fn charged(sleeves: usize) -> (Desk, Vec<String>) {
    let mut desk = staffed(Desk::stocked());
    let terms = json!({ "deposit": "8.00", "paid": "after", "lost_days": 45 });
    desk.call("set_creator", json!({ "key": "ink", "terms": terms }));
    desk.call("set_limit", json!({ "currency": "EUR", "amount": "5.00" }));
    for parcel in 1..=sleeves {
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
        desk.ok(&[&format!("P-{parcel}"), "DONE"]);
    }
    desk.later(46 * 86_400);
    let lost = desk.sleeves("lost");
    assert_eq!(lost.len(), sleeves);
    (desk, lost)
}

#[test]
fn what_a_buyer_paid_after_the_scan_is_shown_and_held_against_the_limit() {
    for sleeves in [1, 3] {
        let (mut desk, lost) = charged(sleeves);
        let codes: Vec<&str> = lost.iter().map(String::as_str).collect();
        let said = desk.ok(&codes);
        assert!(said.contains("othing is owed"), "{said}");
        desk.call("payment_done", json!({ "number": 1, "reference": "ch_1" }));
        let shown = serde_json::to_value(desk.look().work).unwrap()["take_back"].clone();
        assert_eq!(shown["total"], json!([{ "minor": 800, "currency": "EUR" }]), "{shown}");
        assert!(desk.ok(&["OK"]).contains("above the hub’s limit"));
        let [u1, u2] = [1, 2].map(|number| badge(&desk, number));
        desk.ok(&[&u1, "271828", &u2, "314159"]);
        assert_eq!((desk.owed(), desk.sleeves("returned").len()), (800, 0));
        desk.check();
    }
}

#[test]
fn what_a_buyer_paid_before_a_look_was_taken_back_is_held_against_the_limit_too() {
    let (mut desk, lost) = charged(2);
    desk.ok(&[&lost[0], "OK", "UNDO"]);
    desk.call("payment_done", json!({ "number": 1, "reference": "ch_1" }));
    desk.call("payment_done", json!({ "number": 2, "reference": "ch_2" }));
    assert!(desk.ok(&["OK"]).contains("above the hub’s limit"));
    assert_eq!(desk.owed(), 0);
    desk.check();
}

#[test]
fn what_two_people_stood_for_is_taken_back_with_their_standing_for_it() {
    let (mut desk, sleeve) = limited();
    let [u1, u2] = [1, 2].map(|number| badge(&desk, number));
    desk.ok(&[&sleeve, "OK", &u1, "271828", &u2, "314159", "UNDO"]);
    assert_eq!((desk.owed(), desk.look().mode.as_str()), (0, "take_back"));
    // Bo alone posts nothing.
    desk.refused("314159");
    assert_eq!(desk.owed(), 0);
    assert!(desk.ok(&["OK"]).contains("above the hub’s limit"));
    desk.ok(&[&u2, "314159"]);
    assert_eq!(desk.owed(), 0);
    desk.ok(&[&u1, "271828"]);
    assert_eq!(desk.owed(), 200);
    assert_eq!(desk.journal().pop().unwrap()["body"]["approved_by"], json!(["Bo", "Ada"]));
    // Nothing of the scans that asked them stands in the way of taking back what was before.
    desk.ok(&["UNDO", "UNDO"]);
    assert_eq!((desk.owed(), desk.sleeves("out").len()), (0, 1));
    desk.check();
}

#[test]
fn what_is_decided_above_the_limit_takes_two_people() {
    let (mut desk, sleeve) = limited();
    desk.call("quarantine", json!({ "code": sleeve, "reason": "Two." }));
    let mut good = json!({ "number": 1, "verdict": "good" });
    assert!(desk.refusal("decide_case", good.clone()).contains("two people stand for it"));
    let ada = json!({ "badge": badge(&desk, 1), "pin": "271828" });
    good["approved_by"] = json!([ada, ada]);
    assert!(desk.refusal("decide_case", good.clone()).contains("the same one"));
    assert_eq!((desk.owed(), desk.sleeves("returned").len()), (0, 1));
    good["approved_by"] = both(&desk);
    desk.call("decide_case", good);
    assert_eq!((desk.owed(), desk.sleeves("available").len()), (200, 4));
    assert_eq!(desk.journal().pop().unwrap()["body"]["approved_by"], json!(["Ada", "Bo"]));
    desk.check();
}
