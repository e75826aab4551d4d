//! Today says what waits of what comes back, and nothing of what there is none of.

use serde_json::{Value, json};

use super::desk::Desk;

const DAY_S: i64 = 24 * 60 * 60;
const COUNTS: [&str; 6] = ["overdue", "lost", "payments", "asked_returns", "units_set_aside", "cases"];

fn counts(desk: &mut Desk) -> Vec<i64> {
    let day = desk.call("today", json!({}));
    COUNTS.iter().map(|of| day[of].as_i64().unwrap()).collect()
}

#[test]
fn today_counts_what_waits_of_what_comes_back_until_somebody_has_done_it() {
    let mut desk = Desk::stocked();
    let terms = json!({ "deposit": "2.00", "overdue_days": 30, "lost_days": 60 });
    desk.call("set_creator", json!({ "key": "ink", "terms": terms }));
    for parcel in ["P-1", "P-2"] {
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
        desk.ok(&[parcel, "DONE"]);
    }
    let [first, second] = <[String; 2]>::try_from(desk.sleeves("out")).unwrap();
    assert_eq!(counts(&mut desk), [0; 6]);
    desk.later(31 * DAY_S);
    assert_eq!(counts(&mut desk), [2, 0, 0, 0, 0, 0]);

    // One comes back with its goods, which are damaged; the other never does.
    desk.ok(&[&first, "4006381333931", "DAMAGED"]);
    assert_eq!(counts(&mut desk), [1, 0, 0, 0, 1, 0], "nobody is asked yet");
    desk.ok(&["DONE", "OK"]);
    assert_eq!(counts(&mut desk), [1, 0, 1, 1, 1, 0]);
    desk.later(30 * DAY_S);
    assert_eq!(counts(&mut desk), [0, 1, 1, 1, 1, 0]);
    desk.call("quarantine", json!({ "code": second, "reason": "A copy of its tag came." }));
    assert_eq!(counts(&mut desk)[5], 1);

    let number = desk.call("payments", json!({ "open": true }))["rows"][0]["number"].clone();
    desk.call("payment_done", json!({ "number": number, "reference": "re_1" }));
    desk.call("goods_done", json!({ "number": 1, "reference": "re_2" }));
    let unit = desk.call("units_set_aside", json!({}))["rows"][0]["unit"]["unit"].clone();
    desk.call("set_returned", json!({ "unit": unit, "goes_to": "scrap" }));
    desk.call("decide_case", json!({ "number": 1, "verdict": "not_ours" }));
    assert_eq!(counts(&mut desk)[2..], [0; 4]);
    let lacks = |day: &Value| COUNTS.iter().any(|of| day[of].is_null());
    assert!(!lacks(&desk.call("today", json!({}))));
    desk.check();
}
