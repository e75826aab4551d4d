//! Sleeves come back, and nobody gets one deposit twice.

use loopdock_domain::codes::CodeKind;
use loopdock_hub::Level;
use serde_json::{Value, json};

use super::desk::Desk;

#[test]
fn a_deposit_is_owed_after_a_look_and_only_once() {
    let (mut desk, sleeve) = Desk::shipped();
    assert_eq!((desk.balance("deposits:ink:"), desk.balance("receivable:ink")), (-200, 200));
    let said = desk.ok(&[&sleeve]);
    assert!(said.contains("O-1") && said.contains("2.00 EUR"), "{said}");
    assert_eq!(desk.balance("deposits:ink:"), -200);
    assert!(desk.refused(&sleeve).contains("back already"));
    desk.ok(&["OK"]);
    assert_eq!((desk.balance("deposits:ink:"), desk.balance("refunds_payable:ink")), (0, -200));
    assert!(desk.refused(&sleeve).contains("back already"));
    desk.ok(&["R-1"]);
    desk.refused("OK");
    desk.check();
}

#[test]
fn a_return_slip_finds_the_sleeve_too() {
    let (mut desk, _) = Desk::shipped();
    let slip = desk.printed(CodeKind::Return, 1);
    assert!(desk.ok(&[&slip]).contains("O-1"));
    desk.ok(&["OK", "OK"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}

#[test]
fn a_mistaken_return_leaves_the_loan_open() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "CANCEL"]);
    assert_eq!(desk.sleeves("out").len(), 1);
    desk.ok(&[&sleeve, "OK", "UNDO", "UNDO"]);
    assert_eq!(desk.sleeves("out").len(), 1);
    assert_eq!(desk.balance("deposits:ink:"), -200);
    desk.ok(&[&sleeve, "DAMAGED"]);
    assert_eq!(desk.sleeves("inspecting").len(), 1);
    desk.check();
}

#[test]
fn a_sleeve_goes_out_again_and_an_old_slip_does_not_take_it_back() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "OK"]);
    desk.order("ink", json!([["MUG", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    desk.ok(&["T-01", "4006381333931", &sleeve]);
    desk.follow("pack");
    desk.ok(&["P-2", "DONE"]);
    desk.ok(&["R-1"]);
    desk.refused("OK");
    assert!(desk.ok(&[&sleeve]).contains("O-2"));
    desk.ok(&["OK"]);
    desk.check();
}

#[test]
fn an_invented_serial_is_no_sleeve_of_ours() {
    let (mut desk, sleeve) = Desk::shipped();
    let mut forged = sleeve.clone();
    let last = if forged.ends_with('0') { "1" } else { "0" };
    forged.replace_range(forged.len() - 1.., last);
    desk.refused(&forged);
    desk.check();
}

#[test]
fn what_the_return_slip_names_is_owed_also_when_the_creator_asks_something_else_meanwhile() {
    let mut desk = Desk::packed();
    desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "9.00" } }));
    desk.ok(&["P-1", "DONE"]);
    assert_eq!(desk.balance("deposits:ink:"), -200);
}

/// The payments of `ink`: number, state and when it ended.
fn payments(desk: &mut Desk) -> Vec<(i64, String, Option<i64>)> {
    let found = desk.call("payments", json!({}));
    let row = |row: &Value| {
        (row["number"].as_i64().unwrap(), row["state"].as_str().unwrap().to_owned(), row["ended_ms"].as_i64())
    };
    found["rows"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_deposit_is_asked_for_under_one_number_however_often_its_look_is_taken_back() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "OK", "UNDO"]);
    let first = payments(&mut desk)[0].2.unwrap();
    desk.ok(&["OK"]);
    assert_eq!((payments(&mut desk), desk.owed()), (vec![(1, "open".to_owned(), None)], 200));
    // What was taken back leaves it as it was: a month that ended meanwhile is told as before.
    desk.sleep(60);
    desk.ok(&["UNDO"]);
    let cancelled = payments(&mut desk);
    assert_eq!((cancelled.len(), cancelled[0].1.as_str()), (1, "cancelled"));
    assert_eq!(cancelled[0].2, Some(first));
    desk.check();
    desk.ok(&["OK"]);
    // Whoever has paid it the first time says so under the number that it had then.
    desk.call("payment_done", json!({ "number": 1, "reference": "re_1" }));
    assert!(desk.refused("UNDO").contains("Something later"));
    assert_eq!((payments(&mut desk).len(), desk.owed()), (1, 0));
    desk.check();
}

#[test]
fn a_code_for_a_store_is_the_same_after_its_look_was_taken_back_and_another_amount_is_another_payment() {
    let mut desk = Desk::stocked();
    let terms = json!({ "deposit": "2.00", "pay_back": "credit", "damage": "0.50" });
    desk.call("set_creator", json!({ "key": "ink", "terms": terms }));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    let codes = |desk: &mut Desk| {
        let found = desk.call("payments", json!({}));
        found["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["code"].clone(), row["state"].clone()))
            .collect::<Vec<_>>()
    };
    desk.ok(&[&sleeve, "OK"]);
    let code = codes(&mut desk)[0].0.clone();
    desk.ok(&["UNDO", "OK"]);
    assert_eq!(codes(&mut desk), [(code.clone(), json!("open"))]);
    desk.ok(&["UNDO", "DAMAGED"]);
    let both = codes(&mut desk);
    assert_eq!((both.len(), &both[0]), (2, &(code.clone(), json!("cancelled"))));
    assert_ne!(both[1].0, code);
    desk.check();
}

#[test]
fn what_a_sleeve_came_back_for_stays_once_it_has_left_again() {
    let (mut desk, sleeve) = Desk::shipped();
    for code in [sleeve.as_str(), "OK"] {
        assert_ne!(desk.scan_at("left", code).cue, Level::Stop);
    }
    desk.order("ink", json!([["MUG", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    desk.ok(&["T-01", "4006381333931", &sleeve]);
    desk.follow("pack");
    desk.ok(&["P-2", "DONE", &sleeve, "OK"]);
    // Its rows look as they did, and yet it is another trip that it came back from.
    let undone = desk.scan_at("left", "UNDO");
    assert!(undone.cue == Level::Stop && undone.say.contains("Something later builds on it"), "{}", undone.say);
    assert_eq!((desk.owed(), desk.balance("deposits:ink:"), desk.sleeves("available").len()), (400, 0, 4));
    desk.check();
    // The other trip can be taken back.
    desk.ok(&["UNDO", "UNDO"]);
    assert_eq!((desk.owed(), desk.sleeves("out").len()), (200, 1));
    desk.check();
}

#[test]
fn what_a_lead_decided_about_a_sleeve_since_is_not_taken_back_with_its_look() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "DAMAGED"]);
    desk.call("quarantine", json!({ "code": sleeve, "reason": "Two." }));
    assert!(desk.refused("UNDO").contains("Something later builds on it"));
    desk.call("decide_case", json!({ "number": 1, "verdict": "damaged" }));
    assert!(desk.refused("UNDO").contains("Something later builds on it"));
    assert_eq!((desk.owed(), desk.sleeves("inspecting").len()), (200, 1));
    desk.check();
}

#[test]
fn a_sleeve_that_waits_at_another_bench_is_refused_with_that_benchs_name() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve]);
    let answer = desk.call("scan", json!({ "bench": "second", "code": sleeve }));
    assert_eq!(answer["cue"], "stop");
    assert!(answer["say"].as_str().unwrap().contains("waits for OK or DAMAGED at bench main"), "{answer}");
}

#[test]
fn only_ok_says_that_a_sleeve_is_good() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "4006381333931"]);
    desk.ok(&["DONE"]);
    desk.refused("DONE");
    assert_eq!(desk.owed(), 0, "what came with it was counted twice over, and nobody looked at it");
    desk.ok(&["OK"]);
    assert_eq!(desk.owed(), 200);
}
