//! Sleeves that are late: whom to remind, and whose clock stands still because the parcel never arrived.

use loopdock_domain::codes::CodeKind;
use loopdock_hub::{Figures, HubReader};
use serde_json::{Value, json};

use super::desk::Desk;

const DAY: i64 = 86_400;

/// A hub whose first parcel has left, in a sleeve that is overdue after 30 days and lost after 60; and the sleeve's code.
fn lent() -> (Desk, String) {
    let mut desk = Desk::stocked();
    let terms = json!({ "deposit": "2.00", "overdue_days": 30, "lost_days": 60 });
    desk.call("set_creator", json!({ "key": "ink", "terms": terms }));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    (desk, sleeve)
}

fn to_remind(desk: &mut Desk, within_days: u32) -> Vec<Value> {
    let at_ms = desk.now_ms();
    let found = desk.call("reminders", json!({ "within_days": within_days, "at_ms": at_ms }));
    assert_eq!(found["total"], found["rows"].as_array().unwrap().len());
    found["rows"].as_array().unwrap().clone()
}

fn fate(desk: &mut Desk, fate: &str) {
    desk.call("set_fate", json!({ "parcel": "P-1", "fate": fate }));
}

#[test]
fn whoever_has_a_sleeve_for_long_is_listed_before_and_after_it_is_overdue_and_not_when_it_is_back() {
    let (mut desk, sleeve) = lent();
    assert_eq!(to_remind(&mut desk, 7).len(), 0);
    desk.later(25 * DAY);
    let soon = to_remind(&mut desk, 7).remove(0);
    assert_eq!((&soon["order"], &soon["days"], &soon["is_overdue"]), (&json!("O-1"), &json!(25), &json!(false)));
    assert_eq!(to_remind(&mut desk, 3).len(), 0);
    desk.later(7 * DAY);
    assert_eq!(to_remind(&mut desk, 0)[0]["is_overdue"], true);
    let reader = HubReader::open(desk.hub.path()).unwrap();
    let csv = reader.reminders("ink", (Some(0), desk.now_ms()), Figures::Csv).unwrap();
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.contains("Ink,O-1,#0,") && csv.contains(",yes,") && !csv.contains("ada@example.com"), "{csv}");
    assert!(reader.reminders("nobody", (None, 0), Figures::Csv).is_err());
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(to_remind(&mut desk, 365).len(), 0);
    desk.check();
}

#[test]
fn the_clock_of_a_parcel_that_is_lost_stands_still_and_goes_on_for_the_days_that_were_left() {
    let (mut desk, _) = lent();
    desk.later(10 * DAY);
    fate(&mut desk, "lost");
    desk.later(100 * DAY);
    assert_eq!((desk.sleeves("out").len(), to_remind(&mut desk, 365).len()), (1, 0));
    assert_eq!(desk.balance("deposits:ink:"), -200, "nobody forfeits what never arrived");
    // It turns up, and its buyer has it: the twenty days that were left begin.
    fate(&mut desk, "undeliverable");
    desk.later(5 * DAY);
    fate(&mut desk, "delivered");
    desk.later(19 * DAY);
    assert_eq!(desk.sleeves("out").len(), 1);
    desk.later(3 * DAY);
    assert_eq!(desk.sleeves("overdue").len(), 1);
    desk.later(31 * DAY);
    assert_eq!((desk.sleeves("lost").len(), desk.balance("deposits:ink:")), (1, 0));
    let history = desk.call("history", json!({ "order": "O-1" })).to_string();
    assert!(history.contains("lost on its way") && history.contains("It was delivered"), "{history}");
    desk.check();
}

#[test]
fn a_sleeve_that_was_overdue_is_not_when_its_parcel_turns_out_to_be_lost_and_comes_back_all_the_same() {
    let (mut desk, sleeve) = lent();
    desk.later(40 * DAY);
    assert_eq!(desk.sleeves("overdue").len(), 1);
    fate(&mut desk, "lost");
    assert_eq!((desk.sleeves("overdue").len(), desk.sleeves("out").len()), (0, 1));
    // The carrier brings it back after all: by its label, with what was in it.
    desk.ok(&["P-1", "4006381333931", &sleeve, "OK", "DONE"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}

#[test]
fn of_a_parcel_that_is_here_nobody_says_what_became_of_it_and_nothing_is_said_twice() {
    let mut desk = Desk::packed();
    let lost = json!({ "parcel": "P-1", "fate": "lost" });
    assert!(desk.refusal("set_fate", lost.clone()).contains("has not left yet"));
    desk.ok(&["P-1", "DONE"]);
    desk.call("set_fate", lost.clone());
    assert!(desk.refusal("set_fate", lost).contains("already"));
    assert!(desk.refusal("set_fate", json!({ "parcel": "P-9", "fate": "lost" })).contains("no parcel"));
    desk.check();
}

#[test]
fn a_reward_waits_for_a_parcel_that_was_lost_for_a_while_and_is_none_for_one_that_never_arrived() {
    let rewarded = |fates: &[(i64, &str)], days: i64| {
        let mut desk = Desk::stocked();
        let terms = json!({ "reward": "3.00", "reward_days": 30 });
        desk.call("set_creator", json!({ "key": "ink", "terms": terms }));
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
        desk.ok(&["P-1", "DONE"]);
        for (days, said) in fates {
            desk.later(days * DAY);
            fate(&mut desk, said);
        }
        desk.later(days * DAY);
        let sleeve = desk.sleeves("out").remove(0);
        desk.ok(&[&sleeve, "OK"]);
        desk.check();
        desk.owed()
    };
    assert_eq!(rewarded(&[], 31), 0);
    assert_eq!(rewarded(&[(1, "lost"), (40, "delivered")], 20), 300);
    assert_eq!(rewarded(&[(5, "undeliverable")], 5), 0);
}

#[test]
fn what_was_lost_before_anybody_knew_of_the_parcel_is_lost_however_late_the_pass_and_the_scan() {
    let (mut desk, _) = lent();
    desk.sleep(70 * DAY);
    fate(&mut desk, "lost");
    desk.rest();
    assert_eq!((desk.sleeves("lost").len(), desk.balance("deposits:ink:")), (1, 0));
    desk.check();
    // By its label, too, it is lost first.
    let (mut desk, _) = lent();
    desk.sleep(70 * DAY);
    let label = desk.printed(CodeKind::Parcel, 1);
    desk.ok(&[&label, "OK"]);
    assert_eq!(desk.balance("deposits:ink:"), 0);
    desk.check();
}

/// What is owed for a sleeve that came back after `days` and waited in quarantine while these fates were said, each so many days
/// after the one before; it is rewarded within `reward_days`.
fn decided_later(reward_days: u32, (days, before): (i64, Option<&str>), after: &[(i64, &str)]) -> i64 {
    let mut desk = Desk::stocked();
    let terms = json!({ "reward": "3.00", "reward_days": reward_days });
    desk.call("set_creator", json!({ "key": "ink", "terms": terms }));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    desk.later(5 * DAY);
    if let Some(said) = before {
        fate(&mut desk, said);
    }
    desk.later((days - 5) * DAY);
    desk.ok(&[&sleeve]);
    desk.call("quarantine", json!({ "code": sleeve, "reason": "Two." }));
    for (days, said) in after {
        desk.later(days * DAY);
        fate(&mut desk, said);
    }
    let shown = desk.call("cases", json!({}))["rows"][0]["owed"]["minor"].as_i64().unwrap_or(0);
    desk.call("decide_case", json!({ "number": 1, "verdict": "good" }));
    assert_eq!(shown, desk.owed(), "what a lead sees is what is posted");
    desk.check();
    desk.owed()
}

#[test]
fn what_is_said_of_a_parcel_after_its_sleeve_is_back_stops_no_clock_before_that() {
    assert_eq!(decided_later(30, (5, None), &[]), 300);
    assert_eq!(decided_later(30, (5, None), &[(1, "lost")]), 300);
    assert_eq!(decided_later(30, (5, None), &[(1, "undeliverable"), (90, "delivered")]), 300);
    // A pause ends when the sleeve is back: ten days, of which five stood still.
    assert_eq!(decided_later(30, (10, Some("lost")), &[]), 0);
    assert_eq!(decided_later(5, (10, Some("lost")), &[(30, "delivered")]), 300);
    assert_eq!(decided_later(4, (10, Some("lost")), &[(30, "delivered")]), 0);
}

#[test]
fn a_slip_that_was_scanned_before_its_sleeve_was_lost_settles_it_as_lost_all_the_same() {
    let (mut desk, sleeve) = lent();
    let slip = desk.printed(CodeKind::Return, 1);
    desk.ok(&[&slip]);
    desk.sleep(70 * DAY);
    desk.ok(&["OK"]);
    assert_eq!((desk.balance("deposits:ink:"), desk.balance("forfeits:ink")), (0, -200));
    let lost = desk.journal().into_iter().find(|entry| entry["kind"] == "sleeves_lost").unwrap();
    assert!(lost["body"]["counts_for_ms"].as_i64().unwrap() < lost["at_ms"].as_i64().unwrap());
    desk.ok(&["OK"]);
    assert_eq!((desk.owed(), desk.balance("forfeits:ink")), (200, 0));
    assert!(desk.refused(&sleeve).contains("settled"));
    desk.check();
}

#[test]
fn a_sleeve_that_waits_for_its_look_waits_however_long_that_takes() {
    let (mut desk, sleeve) = lent();
    desk.ok(&[&sleeve]);
    desk.later(400 * DAY);
    assert_eq!((desk.sleeves("returned").len(), desk.balance("deposits:ink:")), (1, -200));
    assert!(desk.journal().iter().all(|entry| entry["kind"] != "sleeves_lost"));
    desk.ok(&["OK"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}
