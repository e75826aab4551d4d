//! What a fleet of sleeves is worth: how many come back and how soon, whether that pays, and what is held.

use loopdock_hub::{Figures, HubReader};
use serde_json::{Value, json};

use super::desk::Desk;

const DAY_S: i64 = 24 * 60 * 60;

/// A parcel leaves in a sleeve, whose code is answered.
fn ship(desk: &mut Desk, creator: &str, sku: &str) -> String {
    let before = desk.sleeves("out");
    desk.order(creator, json!([[sku, 1]]));
    desk.pick_and_pack();
    let waiting = desk.call("parcels", json!({}))[0]["parcel"].as_str().unwrap().to_owned();
    desk.ok(&[&waiting, "DONE"]);
    desk.sleeves("out").into_iter().find(|code| !before.contains(code)).unwrap()
}

/// The fleet as of now, which an entry of the journal says.
fn fleet(desk: &mut Desk) -> Value {
    desk.call("add_totes", json!({ "count": 1 }));
    desk.call("fleet", json!({}))
}

/// Days, loans that are old enough, and how many of them were back within these days.
fn curve(of: &Value) -> Vec<(i64, i64, i64)> {
    let number = |row: &Value, name: &str| row[name].as_i64().unwrap();
    let row = |row: &Value| (number(row, "days"), number(row, "loans"), number(row, "back"));
    of["curve"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn how_soon_sleeves_come_back_is_counted_of_those_that_left_long_enough_ago() {
    let mut desk = Desk::stocked();
    let sleeves: Vec<String> = (0..4).map(|_| ship(&mut desk, "ink", "MUG")).collect();
    let mut days = 0;
    for (sleeve, back_on) in sleeves.iter().zip([5, 20, 100]) {
        desk.later((back_on - days) * DAY_S);
        desk.ok(&[sleeve, "OK"]);
        days = back_on;
    }
    let told = fleet(&mut desk);
    assert_eq!(curve(&told), [(7, 4, 1), (14, 4, 1), (30, 4, 2), (60, 4, 2), (90, 4, 2), (180, 0, 0)]);
    assert_eq!((&told["curve"][2]["share_bp"], &told["curve"][5]["share_bp"]), (&json!(5_000), &Value::Null));
    // Three of four came back, however late: a sleeve leaves four times until it stays away.
    assert_eq!(told["return_rate"], json!({ "days": 90, "loans": 4, "back": 3, "share_bp": 7_500 }));
    assert_eq!(told["mean_uses_hundredths"], json!(400));
    let month = &told["months"][0];
    assert_eq!((&month["key"], &month["issued"], &month["back"]), (&json!("ink"), &json!(4), &json!(3)));
    assert_eq!((&month["curve"], &month["cohort"]), (&told["curve"], &Value::Null), "there is no other");
    assert_eq!(
        told["outstanding"][3],
        json!({ "from_days": 91, "until_days": null, "loans": 1, "money": { "minor": 200, "currency": "EUR" } })
    );
    desk.check();
}

#[test]
fn a_return_that_is_dropped_or_taken_back_is_none() {
    let mut desk = Desk::stocked();
    let sleeve = ship(&mut desk, "ink", "MUG");
    let back = |desk: &mut Desk| fleet(desk)["back"].as_i64().unwrap();
    desk.ok(&[&sleeve]);
    assert_eq!(back(&mut desk), 1);
    desk.ok(&["CANCEL"]);
    assert_eq!(back(&mut desk), 0);
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(back(&mut desk), 1);
    desk.ok(&["UNDO", "UNDO"]);
    assert_eq!(back(&mut desk), 0);
    desk.check();
}

#[test]
fn creators_and_months_are_told_apart_and_so_are_sleeves_by_their_trips() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "oak", "sleeve_rule": "carrier", "terms": { "deposit": "3.00" } }));
    let first = ship(&mut desk, "ink", "MUG");
    ship(&mut desk, "oak", "SPOON");
    desk.ok(&[&first, "OK"]);
    desk.later(40 * DAY_S);
    let again = ship(&mut desk, "ink", "MUG");
    assert_eq!(again, first, "the sleeve that comes first on the shelf");
    let told = fleet(&mut desk);
    let months: Vec<(&str, i64, i64)> = told["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["key"].as_str().unwrap(), row["issued"].as_i64().unwrap(), row["back"].as_i64().unwrap()))
        .collect();
    assert_eq!(months, [("ink", 1, 0), ("ink", 1, 1), ("oak", 1, 0)], "the newest month first");
    assert!(told["months"][0]["month"].as_str() > told["months"][1]["month"].as_str(), "{told:#}");
    let trips = json!([{ "trips": 0, "sleeves": 2 }, { "trips": 1, "sleeves": 1 }, { "trips": 2, "sleeves": 1 }]);
    assert_eq!(told["trips"], trips);
    let held: Vec<(i64, i64)> = told["outstanding"]
        .as_array()
        .unwrap()
        .iter()
        .map(|age| (age["loans"].as_i64().unwrap(), age["money"]["minor"].as_i64().unwrap()))
        .collect();
    assert_eq!(held, [(1, 200), (1, 300), (0, 0), (0, 0)]);
}

#[test]
fn whether_sleeves_pay_is_reckoned_with_the_hubs_own_prices() {
    let mut desk = Desk::furnished();
    let told = fleet(&mut desk);
    assert_eq!(
        (curve(&told)[0], &told["months"], &told["mean_uses_hundredths"]),
        ((7, 0, 0), &json!([]), &Value::Null)
    );
    assert_eq!(told["break_even_trips"], Value::Null);
    desk.call("set_mailer_prices", json!({ "mailer": "0.80", "sleeve": "2.40", "handling": "0.35" }));
    assert_eq!(fleet(&mut desk)["break_even_trips"], json!(6));
    // Where nobody says what a sleeve costs, those that were bought do.
    desk.call("set_mailer_prices", json!({ "mailer": "0.80", "handling": "0.35" }));
    assert_eq!(fleet(&mut desk)["break_even_trips"], Value::Null);
    desk.call("register_sleeves", json!({ "count": 3, "price": "1.00" }));
    desk.call("register_sleeves", json!({ "count": 1, "price": "2.00" }));
    let told = fleet(&mut desk);
    assert_eq!(told["prices"]["mean_sleeve"]["minor"], json!(125));
    assert_eq!(told["break_even_trips"], json!(3));
    desk.call("set_mailer_prices", json!({ "mailer": "0.30", "handling": "0.35" }));
    assert_eq!(fleet(&mut desk)["break_even_trips"], Value::Null, "a return costs more than a mailer");
    let mut refused = |request: Value| desk.hub.call("set_mailer_prices", request, None).unwrap_err().message;
    assert!(refused(json!({ "mailer": "0" })).contains("A mailer can't cost 0.00 EUR"));
    assert!(refused(json!({ "handling": "-1" })).contains("Handling can't cost -1.00 EUR"));
    assert!(refused(json!({ "sleeve": "cheap" })).contains("cheap"));
    desk.check();
}

#[test]
fn a_fleet_in_a_file_says_what_the_command_does() {
    let mut desk = Desk::stocked();
    let sleeve = ship(&mut desk, "ink", "MUG");
    desk.later(8 * DAY_S);
    desk.ok(&[&sleeve, "OK"]);
    desk.call("set_mailer_prices", json!({ "mailer": "0.80", "sleeve": "2.40", "handling": "0.35" }));
    ship(&mut desk, "ink", "MUG");
    let told = fleet(&mut desk);
    let now_ms = desk.journal().last().unwrap()["at_ms"].as_i64().unwrap();
    let reader = HubReader::open(desk.hub.path()).unwrap();
    let json: Value = serde_json::from_str(&reader.fleet(Figures::Json, now_ms).unwrap()).unwrap();
    assert_eq!(json, told);
    let csv = reader.fleet(Figures::Csv, now_ms).unwrap();
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "part,creator,cohort,month,days,trips,count,back,share_percent,amount,currency");
    for line in [
        "return_rate,,,,90,,0,0,,,",
        "curve,,,,7,,1,0,0.00,,",
        "trips,,,,,0,3,,,,",
        "trips,,,,,2,1,,,,",
        "break_even,,,,,6,,,,,",
        "price_of_sleeve,,,,,,,,,2.40,EUR",
        "outstanding,,,,0-30,,1,,,2.00,EUR",
    ] {
        assert!(lines.contains(&line), "{line} is missing: {csv}");
    }
    // The two left eight days apart: in one month, or in two.
    let columns = lines.iter().filter(|line| line.starts_with("month,ink,,20")).map(|line| line.split(','));
    let left: u64 = columns.map(|mut columns| columns.nth(6).unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(left, 2, "{csv}");
}
