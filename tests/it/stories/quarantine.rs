//! Two sleeves with one serial, tags that nobody entered, and sleeves that are washed, mended or thrown away.

use loopdock_domain::codes::CodeKind;
use serde_json::json;

use super::desk::Desk;

fn two_in_my_hands(desk: &mut Desk, code: &str) {
    desk.call("quarantine", json!({ "code": code, "reason": "Two with this serial came in one crate." }));
}

#[test]
fn two_in_my_hands_are_set_aside_and_nothing_is_paid_until_a_lead_decides() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve]);
    assert!(desk.refused(&sleeve).contains("tell the lead"));
    two_in_my_hands(&mut desk, &sleeve);
    // The bench has nothing in hand any more, and its OK posts nothing.
    assert_eq!(desk.look().mode, "idle");
    desk.refused("OK");
    assert!(desk.refused(&sleeve).contains("case 1 is to be decided first"));
    assert!(desk.refusal("quarantine", json!({ "code": sleeve, "reason": "again" })).contains("Case 1 is open"));
    let case = desk.call("cases", json!({}))["rows"][0].clone();
    assert_eq!((&case["kind"], &case["owed"]["minor"], &case["order"]), (&json!("copy"), &json!(200), &json!("O-1")));
    assert_eq!(desk.owed(), 0);
    desk.call("decide_case", json!({ "number": 1, "verdict": "good" }));
    assert_eq!((desk.owed(), desk.sleeves("available").len()), (200, 4));
    assert!(desk.refusal("decide_case", json!({ "number": 1, "verdict": "good" })).contains("decided already"));
    assert_eq!(desk.owed(), 200);
    desk.check();
}

#[test]
fn two_copies_of_a_sleeve_that_is_still_out_leave_its_loan_open() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve]);
    two_in_my_hands(&mut desk, &sleeve);
    desk.call("decide_case", json!({ "number": 1, "verdict": "not_ours" }));
    assert_eq!((desk.owed(), desk.sleeves("out").len()), (0, 1));
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}

#[test]
fn two_of_a_sleeve_that_its_buyer_has_wait_in_quarantine_and_no_bench_pays_meanwhile() {
    let (mut desk, sleeve) = Desk::shipped();
    two_in_my_hands(&mut desk, &sleeve);
    assert_eq!((desk.sleeves("returned").len(), desk.owed()), (1, 0));
    assert_eq!(desk.call("cases", json!({}))["rows"][0]["owed"]["minor"], 200);
    let said = desk.refused(&sleeve);
    assert!(said.contains("case 1 is to be decided first") && said.contains("Take back"), "{said}");
    desk.refused("OK");
    desk.ok(&["R-1"]);
    desk.refused("OK");
    desk.ok(&["BACK"]);
    assert_eq!(desk.owed(), 0);
    desk.call("decide_case", json!({ "number": 1, "verdict": "good" }));
    assert_eq!((desk.owed(), desk.sleeves("available").len()), (200, 4));
    assert!(desk.refused(&sleeve).contains("settled"));
    desk.check();
}

#[test]
fn what_is_decided_of_a_sleeve_that_its_buyer_had_is_what_becomes_of_it() {
    for (verdict, state, owed) in [("damaged", "inspecting", 200), ("not_ours", "out", 0)] {
        let (mut desk, sleeve) = Desk::shipped();
        two_in_my_hands(&mut desk, &sleeve);
        desk.call("decide_case", json!({ "number": 1, "verdict": verdict }));
        assert_eq!((desk.sleeves(state).as_slice(), desk.owed()), ([sleeve.clone()].as_slice(), owed), "{verdict}");
        if owed == 0 {
            desk.ok(&[&sleeve, "OK"]);
        }
        assert_eq!(desk.owed(), 200);
        desk.check();
    }
}

#[test]
fn two_of_a_sleeve_that_is_lost_by_now_have_it_lost_first() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "2.00", "lost_days": 60 } }));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    desk.sleep(70 * 24 * 60 * 60);
    two_in_my_hands(&mut desk, &sleeve);
    assert_eq!((desk.balance("deposits:ink:"), desk.balance("forfeits:ink")), (0, -200));
    desk.check();
    desk.call("decide_case", json!({ "number": 1, "verdict": "not_ours" }));
    assert_eq!((desk.sleeves("lost").len(), desk.balance("forfeits:ink")), (1, -200));
    // One that is lost already may be in quarantine, too.
    two_in_my_hands(&mut desk, &sleeve);
    desk.call("decide_case", json!({ "number": 2, "verdict": "good" }));
    assert_eq!((desk.owed(), desk.balance("forfeits:ink"), desk.sleeves("available").len()), (200, 0, 4));
    desk.check();
}

#[test]
fn one_in_a_parcel_and_one_that_is_out_of_use_are_not_set_aside_and_say_why() {
    let mut desk = Desk::packed();
    let (bound, worn) = (desk.sleeves("bound").remove(0), desk.sleeves("available").remove(0));
    let two = |code: &str| json!({ "code": code, "reason": "Two." });
    assert!(desk.refusal("quarantine", two(&bound)).contains("Take it out of that first"));
    let serial = worn.rsplit('/').next().unwrap();
    desk.call("move_sleeves", json!({ "serials": [serial], "to": "retired", "reason": "torn" }));
    assert!(desk.refusal("quarantine", two(&worn)).contains("out of use for good"));
    assert_eq!(desk.call("cases", json!({}))["total"], 0);
    desk.check();
}

#[test]
fn one_in_quarantine_leaves_with_no_parcel() {
    let mut desk = Desk::stocked();
    let aside = desk.sleeves("available").remove(0);
    two_in_my_hands(&mut desk, &aside);
    desk.order("ink", json!([["MUG", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    desk.ok(&["T-01", "4006381333931"]);
    assert!(desk.refused(&aside).contains("case 1 is to be decided first"));
    desk.follow("pack");
    desk.check();
}

#[test]
fn a_case_that_an_older_program_opened_about_a_sleeve_that_was_out_pays_nothing_and_can_be_decided() {
    let (mut desk, sleeve) = Desk::shipped();
    let file = rusqlite::Connection::open(desk.hub.path()).unwrap();
    let case = "INSERT INTO sleeve_case (id, number, kind, serial, sleeve, reason, opened_ms)
                SELECT randomblob(16), 1, 'copy', serial, id, 'Two.', 0 FROM sleeve WHERE state = 'out'";
    assert_eq!(file.execute(case, []).unwrap(), 1);
    assert!(desk.refused(&sleeve).contains("case 1"));
    let slip = desk.printed(CodeKind::Return, 1);
    desk.ok(&[&slip]);
    assert!(desk.refused("OK").contains("decide case 1 first"));
    desk.ok(&["BACK"]);
    for verdict in ["good", "damaged"] {
        let refused = desk.refusal("decide_case", json!({ "number": 1, "verdict": verdict }));
        assert!(refused.contains("set nothing aside"), "{refused}");
    }
    desk.call("decide_case", json!({ "number": 1, "verdict": "not_ours" }));
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}

#[test]
fn a_copy_of_one_that_is_settled_puts_both_aside_and_of_a_crate_only_that_one() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "OK"]);
    assert!(desk.refused(&sleeve).contains("With two of it in your hands"));
    two_in_my_hands(&mut desk, &sleeve);
    assert_eq!((desk.sleeves("inspecting").len(), desk.sleeves("available").len()), (1, 3));
    let serial = sleeve.rsplit('/').next().unwrap().to_owned();
    let away = json!({ "serials": [serial], "to": "available" });
    assert!(desk.refusal("move_sleeves", away).contains("decide case 1 first"));
    desk.call("decide_case", json!({ "number": 1, "verdict": "not_ours" }));
    assert_eq!((desk.sleeves("retired").len(), desk.owed()), (1, 200));
    assert!(desk.refused(&sleeve).contains("out of use"));
    desk.check();
}

#[test]
fn a_genuine_tag_that_was_never_entered_goes_into_quarantine_and_may_be_entered() {
    let (mut desk, _) = Desk::shipped();
    let genuine = desk.sleeves("available").remove(0);
    let serial = genuine.rsplit('/').next().unwrap().to_owned();
    let file = rusqlite::Connection::open(desk.hub.path()).unwrap();
    assert_eq!(file.execute("DELETE FROM sleeve WHERE serial = ?1", [&serial]).unwrap(), 1);
    file.execute("UPDATE sleeve_batch SET sleeves = sleeves - 1", []).unwrap();
    assert!(desk.refused(&genuine).contains("quarantine"));
    desk.call("quarantine", json!({ "code": genuine, "reason": "Nobody knows it." }));
    assert!(desk.refusal("decide_case", json!({ "number": 1, "verdict": "damaged" })).contains("Nobody entered"));
    desk.call("decide_case", json!({ "number": 1, "verdict": "good" }));
    assert!(desk.sleeves("available").contains(&genuine));
    let invented = json!({ "code": "ABCD EFGH JKMN PQRS", "reason": "Found." });
    assert!(desk.refusal("quarantine", invented).contains("no serial of this hub"));
    desk.check();
}

#[test]
fn a_photo_is_kept_with_the_case() {
    let (mut desk, sleeve) = Desk::shipped();
    let photo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let request = json!({ "code": sleeve, "reason": "Two.", "photo": photo });
    desk.call("quarantine", request);
    assert_eq!(desk.call("case_photo", json!({ "number": 1 })), json!({ "media": "image/png", "content": photo }));
    assert_eq!(desk.call("cases", json!({}))["rows"][0]["has_photo"], true);
    let none = json!({ "code": desk.sleeves("available")[0], "reason": "Two.", "photo": "aGVsbG8=" });
    assert!(desk.refusal("quarantine", none).contains("PNG"));
}

#[test]
fn a_damaged_sleeve_is_mended_and_washed_and_travels_again_or_is_retired() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "DAMAGED"]);
    let serial = sleeve.rsplit('/').next().unwrap().to_owned();
    let to = |to: &str, reason: &str| json!({ "serials": [serial], "to": to, "reason": reason });
    for state in ["repairing", "cleaning", "available"] {
        desk.call("move_sleeves", to(state, ""));
        assert!(desk.sleeves(state).contains(&sleeve), "{state}");
    }
    assert!(desk.refusal("move_sleeves", to("available", "")).contains("there already"));
    assert!(desk.refusal("move_sleeves", to("out", "")).contains("comes of parcels and returns"));
    assert!(desk.refusal("move_sleeves", to("retired", " ")).contains("Say why"));
    desk.call("move_sleeves", to("retired", "torn"));
    desk.check();
    assert!(desk.refusal("move_sleeves", to("available", "")).contains("out of use for good"));
    assert!(desk.refused(&sleeve).contains("out of use"));
    desk.check();
}

#[test]
fn a_sleeve_that_is_elsewhere_is_not_moved_and_says_why() {
    let (mut desk, sleeve) = Desk::shipped();
    let serial = |code: &str| code.rsplit('/').next().unwrap().to_owned();
    let away = json!({ "serials": [serial(&sleeve)], "to": "retired", "reason": "torn" });
    assert!(desk.refusal("move_sleeves", away.clone()).contains("is with a buyer"));
    desk.ok(&[&sleeve]);
    assert!(desk.refusal("move_sleeves", away).contains("waits for a look"));
    // All or none.
    let free = serial(&desk.sleeves("available")[0]);
    let both = json!({ "serials": [free, serial(&sleeve)], "to": "cleaning" });
    desk.refusal("move_sleeves", both);
    assert_eq!(desk.sleeves("cleaning").len(), 0);
    desk.check();
}

#[test]
fn what_a_retired_sleeve_had_cost_is_worth_nothing_any_more() {
    let mut desk = Desk::furnished();
    let before = desk.sleeves("available");
    desk.call("register_sleeves", json!({ "count": 2, "price": "4.00" }));
    let bought = desk.sleeves("available").into_iter().find(|code| !before.contains(code)).unwrap();
    let serial = bought.rsplit('/').next().unwrap().to_owned();
    desk.call("move_sleeves", json!({ "serials": [serial], "to": "retired", "reason": "torn" }));
    let accounts = desk.call("accounts", json!({}));
    let holds = |name: &str| {
        accounts.as_array().unwrap().iter().find(|row| row["account"] == name).map(|row| row["minor"].clone())
    };
    assert_eq!((holds("fleet:HUB"), holds("shrinkage:HUB")), (Some(json!(400)), Some(json!(400))));
    desk.check();
}
