//! Whoever wants one deposit twice, or one that was never paid.

use std::path::{Path, PathBuf};
use std::sync::Barrier;

use base64::Engine as _;
use loopdock_hub::{DeedId, Hub, Level};
use loopdock_tests::program::Served;
use serde_json::{Value, json};

use super::desk::Desk;
use crate::stage::program;

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

/// What two terminals that send the same at the same instant are answered.
fn at_once(served: &Served, benches: [&str; 2], (code, deed): (&str, Option<&str>)) -> [Value; 2] {
    let barrier = Barrier::new(2);
    let send = |bench: &str| {
        let request = json!({ "bench": bench, "code": code });
        barrier.wait();
        served.post("scan", deed, &request).1
    };
    std::thread::scope(|scope| {
        let [left, right] = benches.map(|bench| scope.spawn(move || send(bench)));
        [left.join().unwrap(), right.join().unwrap()]
    })
}

#[test]
fn two_terminals_that_settle_one_loan_at_the_same_instant_pay_it_once() {
    const ROUNDS: usize = 15;
    let mut desk = Desk::stocked();
    desk.call("register_sleeves", json!({ "count": ROUNDS }));
    for parcel in 1..=ROUNDS {
        desk.order("ink", json!([["CARD", 1]]));
        desk.pick_and_pack();
        desk.ok(&[&format!("P-{parcel}"), "DONE"]);
    }
    let sleeves = desk.sleeves("out");
    let folder = tempfile::tempdir().unwrap();
    let loopdock = program(&backup(&desk, folder.path()));
    drop(desk);
    let served = loopdock.serve();
    for (round, sleeve) in sleeves.iter().enumerate() {
        // Two benches; two screens of one bench; and one request that is sent twice.
        let (benches, is_one_deed) = [(["left", "right"], false), (["left"; 2], false), (["left"; 2], true)][round % 3];
        for (last, code) in [sleeve.as_str(), "OK"].into_iter().enumerate() {
            let deed = is_one_deed.then(|| format!("01900000-0000-7000-8000-00000000{last:02x}{round:02x}"));
            let answers = at_once(&served, benches, (code, deed.as_deref()));
            let done = answers.iter().filter(|answer| answer["cue"] != "stop").count();
            assert_eq!(done, 1 + usize::from(is_one_deed), "{code}: {answers:?}");
        }
        let (status, payments) = served.post("payments", None, &json!({}));
        assert_eq!((status, &payments["total"]), (200, &json!(round + 1)));
    }
    let (_, accounts) = served.post("accounts", None, &json!({}));
    let owed: i64 = accounts
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["account"] == "refunds_payable:ink")
        .map(|row| row["minor"].as_i64().unwrap())
        .sum();
    assert_eq!(owed, -200 * i64::try_from(ROUNDS).unwrap());
    loopdock.must_be_clean();
}

/// A copy of the hub as it is now, in `folder`.
fn backup(desk: &Desk, folder: &Path) -> PathBuf {
    let backup = folder.join("hub.db");
    rusqlite::Connection::open(desk.hub.path()).unwrap().execute("VACUUM INTO ?1", [backup.to_str().unwrap()]).unwrap();
    backup
}

#[test]
fn an_old_request_after_a_restore_is_done_once_at_most() {
    let (mut desk, sleeve) = Desk::shipped();
    scan_as(&mut desk.hub, &sleeve, deed(1));
    let folder = tempfile::tempdir().unwrap();
    let backup = backup(&desk, folder.path());
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

#[test]
fn an_old_request_after_a_restore_pays_nothing_that_was_paid_before() {
    let (mut desk, sleeve) = Desk::shipped();
    let paid = json!({ "number": 1, "reference": "re_1" });
    let again = |hub: &mut Hub| {
        scan_as(hub, &sleeve, deed(1));
        scan_as(hub, "OK", deed(2));
        hub.call("payment_done", paid.clone(), Some(deed(3))).unwrap();
    };
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let before = backup(&desk, folders[0].path());
    again(&mut desk.hub);
    let after = backup(&desk, folders[1].path());
    for file in [before, after] {
        let mut restored = Desk::at(&file);
        for _ in 0..2 {
            again(&mut restored.hub);
        }
        let payments = restored.call("payments", json!({}));
        assert_eq!((&payments["total"], &payments["rows"][0]["state"]), (&json!(1), &json!("done")));
        assert_eq!(restored.owed(), 0);
        // Nor does a new id do it once more.
        assert!(restored.refused(&sleeve).contains("settled"));
        assert_eq!(scan_as(&mut restored.hub, "OK", deed(4))["cue"], "stop");
        let request = json!({ "number": 1, "reference": "re_2" });
        assert!(restored.hub.call("payment_done", request, Some(deed(5))).unwrap_err().message.contains("re_1"));
        assert_eq!(owed(&mut restored), (0, 1));
        restored.check();
    }
}

#[test]
fn what_the_office_says_is_done_once_under_its_id_and_refused_under_another() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&["R-1", "4006381333931", "DONE", &sleeve]);
    desk.call("quarantine", json!({ "code": sleeve, "reason": "Two." }));
    for (at, name, request) in [
        (1, "decide_case", json!({ "number": 1, "verdict": "good" })),
        (2, "payment_done", json!({ "number": 1, "reference": "re_1" })),
        (3, "goods_done", json!({ "number": 1, "reference": "re_2", "refunded": "9.00" })),
    ] {
        let first = desk.hub.call(name, request.clone(), Some(deed(at))).unwrap();
        let entries = desk.journal().len();
        for _ in 0..3 {
            assert_eq!(desk.hub.call(name, request.clone(), Some(deed(at))).unwrap(), first, "{name}");
        }
        for other in [Some(deed(at + 40)), None] {
            assert!(desk.hub.call(name, request.clone(), other).is_err(), "{name}");
        }
        assert_eq!(desk.journal().len(), entries, "{name}");
    }
    assert_eq!(owed(&mut desk), (0, 1));
    desk.check();
}

/// An export of one order of `ink`: a mug, and so many cards where there are any.
fn export(paid: &str, cancelled: &str, cards: u32) -> Value {
    let mut csv = format!(
        "Name,Financial Status,Fulfillment Status,Cancelled at,Created at,Currency,Total,Shipping Method,Lineitem quantity,\
         Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Vendor\n\
         #7,{paid},,{cancelled},2026-10-01 10:00:00 +0200,EUR,14.00,Van,1,Mug,12.00,MUG,,Ink\n"
    );
    if cards > 0 {
        csv.push_str(&format!("#7,,,,,EUR,,,{cards},Card,1.00,CARD,,\n"));
    }
    json!({ "creator": "ink", "content": base64::engine::general_purpose::STANDARD.encode(csv) })
}

#[test]
fn an_order_that_is_cancelled_after_its_sleeve_left_takes_nothing_from_its_deposit() {
    // All of it has left; or there are not so many cards, and they come later.
    for cards in [0, 100] {
        let mut desk = Desk::stocked();
        desk.call("set_creator", json!({ "key": "ink", "part_orders": "part" }));
        assert_eq!(desk.call("import_orders", export("paid", "", cards))["added"], 1);
        desk.rest();
        desk.pick_and_pack();
        desk.ok(&["P-1", "DONE"]);
        let sleeve = desk.sleeves("out").remove(0);
        let cancel = json!({ "order": "O-1", "how": "cancel" });
        let hold = json!({ "order": "O-1", "why": "creator_asked" });
        if cards == 0 {
            assert!(desk.refusal("hold_order", hold).contains("nothing that could be stopped"));
            assert!(desk.refusal("resolve_hold", cancel).contains("not held"));
        } else {
            desk.call("hold_order", hold);
            assert!(desk.refusal("resolve_hold", cancel).contains("has left already"));
        }
        for (paid, at) in [("paid", "2026-10-20 10:00:00 +0200"), ("refunded", ""), ("voided", "")] {
            let counts = desk.call("import_orders", export(paid, at, cards));
            assert_eq!((&counts["conflicts"], &counts["updated"]), (&json!(1), &json!(0)), "{counts}");
            assert!(counts["problems"].to_string().contains("it has left"), "{counts}");
        }
        if cards > 0 {
            desk.call("resolve_hold", json!({ "order": "O-1", "how": "part" }));
        }
        assert_eq!((desk.balance("deposits:ink:"), desk.sleeves("out").len()), (-200, 1));
        assert!(desk.ok(&[&sleeve]).contains("2.00 EUR is owed"));
        desk.ok(&["OK"]);
        assert_eq!((owed(&mut desk), desk.balance("deposits:ink:")), ((-200, 1), 0));
        desk.check();
    }
}
