//! Whoever wants one deposit twice, or one that was never paid.

use loopdock_hub::{DeedId, Hub, Level};
use serde_json::{Value, json};

use super::desk::Desk;

/// What is owed to buyers, and how many payments creators are asked for.
fn owed(desk: &mut Desk) -> (i64, i64) {
    (-desk.owed(), desk.call("payments", json!({}))["total"].as_i64().unwrap())
}

fn deed(last: u8) -> DeedId {
    serde_json::from_value(json!(format!("01900000-0000-7000-8000-0000000000{last:02x}"))).unwrap()
}

fn scan_as(hub: &mut Hub, code: &str, deed: DeedId) -> Value {
    hub.call("scan", json!({ "bench": "main", "code": code }), Some(deed)).unwrap()
}

#[test]
fn a_second_scan_and_a_second_settlement_with_a_new_id_are_refused() {
    let (mut desk, sleeve) = Desk::shipped();
    for (code, last) in [(sleeve.as_str(), 1), ("OK", 2)] {
        let first = scan_as(&mut desk.hub, code, deed(last));
        assert_eq!(scan_as(&mut desk.hub, code, deed(last)), first, "the same request is answered the same");
    }
    for (code, last) in [(sleeve.as_str(), 3), ("OK", 4)] {
        assert_eq!(scan_as(&mut desk.hub, code, deed(last))["cue"], "stop", "{code}");
    }
    // The slip asks what came back with it, and the sleeve is none of that.
    for (code, cue, last) in [("R-1", "ok", 5), ("OK", "stop", 6)] {
        assert_eq!(scan_as(&mut desk.hub, code, deed(last))["cue"], cue, "{code}");
    }
    assert_eq!(owed(&mut desk), (-200, 1));
    desk.check();
}

#[test]
fn two_benches_can_not_settle_one_loan() {
    let (mut desk, sleeve) = Desk::shipped();
    assert_ne!(desk.scan_at("left", &sleeve).cue, Level::Stop);
    assert_eq!(desk.scan_at("right", &sleeve).cue, Level::Stop);
    assert_eq!(desk.scan_at("right", "OK").cue, Level::Stop);
    assert_ne!(desk.scan_at("left", "OK").cue, Level::Stop);
    assert_eq!(desk.scan_at("right", &sleeve).cue, Level::Stop);
    assert_eq!(owed(&mut desk), (-200, 1));
    desk.check();
}

#[test]
fn an_old_request_after_a_restore_is_done_once_at_most() {
    let (mut desk, sleeve) = Desk::shipped();
    scan_as(&mut desk.hub, &sleeve, deed(1));
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("hub.db");
    rusqlite::Connection::open(desk.hub.path()).unwrap().execute("VACUUM INTO ?1", [backup.to_str().unwrap()]).unwrap();
    scan_as(&mut desk.hub, "OK", deed(2));
    assert_eq!(owed(&mut desk), (-200, 1));
    // What the backup has seen is answered, what it has not seen is done, and neither twice.
    let mut restored = Desk::at(&backup);
    for _ in 0..2 {
        scan_as(&mut restored.hub, &sleeve, deed(1));
        scan_as(&mut restored.hub, "OK", deed(2));
    }
    assert_eq!(owed(&mut restored), (-200, 1));
    assert!(restored.refused(&sleeve).contains("settled"));
    restored.check();
}

#[test]
fn a_sleeve_of_another_hub_and_one_that_was_never_entered_are_refused() {
    let (mut desk, _) = Desk::shipped();
    let mut other = Desk::furnished();
    let foreign = other.sleeves("available").remove(0);
    assert!(desk.refused(&foreign).contains("another hub"));
    desk.refused(foreign.rsplit('/').next().unwrap());
    // Genuine, and yet unknown here.
    let genuine = desk.sleeves("available").remove(0);
    let serial = genuine.rsplit('/').next().unwrap().to_owned();
    let file = rusqlite::Connection::open(desk.hub.path()).unwrap();
    assert_eq!(file.execute("DELETE FROM sleeve WHERE serial = ?1", [&serial]).unwrap(), 1);
    assert_eq!(file.execute("UPDATE sleeve_batch SET sleeves = sleeves - 1", []).unwrap(), 1);
    assert!(desk.refused(&genuine).contains("quarantine"));
    assert_eq!(owed(&mut desk), (0, 0));
    desk.check();
}

#[test]
fn a_tag_that_was_photographed_before_its_sleeve_left_is_worth_nothing() {
    let mut desk = Desk::packed();
    let (bound, free) = (desk.sleeves("bound").remove(0), desk.sleeves("available").remove(0));
    assert!(desk.refused(&bound).contains("still here"));
    assert!(desk.refused(&free).contains("on the shelf"));
    assert!(desk.refused("R-1").contains("has not left yet"));
    assert_eq!(owed(&mut desk), (0, 0));
    desk.check();
}

#[test]
fn terms_and_currency_of_a_loan_stay_whatever_its_creator_agrees_afterwards() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.call(
        "set_creator",
        json!({ "key": "ink", "terms": { "deposit": "900.00", "reward": "50", "reward_days": 99 } }),
    );
    let said = desk.hub.call("set_creator", json!({ "key": "ink", "currency": "KWD" }), None).unwrap_err().message;
    assert!(said.contains("can't change their currency"), "{said}");
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(owed(&mut desk), (-200, 1));
    desk.check();
}

#[test]
fn who_gets_a_payment_is_not_asked() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "OK"]);
    let request = json!({ "number": 1, "reference": "re_1", "payer": "somebody else" });
    assert!(desk.hub.call("payment_done", request, None).unwrap_err().message.contains("payer"));
    let payment = desk.call("payments", json!({}))["rows"][0].clone();
    assert_eq!((&payment["order"], &payment["state"]), (&json!("O-1"), &json!("open")));
}
