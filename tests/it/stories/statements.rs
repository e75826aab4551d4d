//! A creator's statement of deposits: what happened, what it comes to, and what is outstanding by age, on the screen and in a file.

use loopdock_hub::{Figures, HubReader};
use serde_json::{Value, json};

use super::desk::Desk;

const DAY_S: i64 = 24 * 60 * 60;

/// So many parcels leave in sleeves; answers the sleeves' codes.
fn ship(desk: &mut Desk, parcels: usize) -> Vec<String> {
    let before = desk.sleeves("out");
    for _ in 0..parcels {
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
        let waiting = desk.call("parcels", json!({}))[0]["parcel"].as_str().unwrap().to_owned();
        desk.ok(&[&waiting, "DONE"]);
    }
    desk.sleeves("out").into_iter().filter(|code| !before.contains(code)).collect()
}

fn statement(desk: &mut Desk, first: &str, last: &str) -> Value {
    desk.call("statement", json!({ "key": "ink", "first": first, "last": last }))
}

/// All that there ever was.
fn whole(desk: &mut Desk) -> Value {
    statement(desk, "2000-01-01", "2099-12-31")
}

/// The totals that are not nothing: of what, how many, minor units.
fn totals(told: &Value) -> Vec<(String, i64, i64)> {
    let row = |row: &Value| {
        let (count, minor) = (row["count"].as_i64().unwrap(), row["money"]["minor"].as_i64().unwrap());
        (row["event"].as_str().unwrap().to_owned(), count, minor)
    };
    told["totals"].as_array().unwrap().iter().map(row).filter(|(_, count, minor)| (*count, *minor) != (0, 0)).collect()
}

fn sums(all: &[(&str, i64, i64)]) -> Vec<(String, i64, i64)> {
    all.iter().map(|(event, count, minor)| ((*event).to_owned(), *count, *minor)).collect()
}

/// What is outstanding: loans and minor units, the youngest first.
fn outstanding(told: &Value) -> Vec<(i64, i64)> {
    let row = |row: &Value| (row["loans"].as_i64().unwrap(), row["money"]["minor"].as_i64().unwrap());
    told["outstanding"].as_array().unwrap().iter().map(row).collect()
}

fn agreed() -> Value {
    json!({ "deposit": "2.00", "reward": "1.00", "reward_days": 10, "damage": "0.50", "vat": "19", "lost_days": 100 })
}

#[test]
fn a_statement_comes_to_what_happened() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": agreed() }));
    let sleeves = ship(&mut desk, 4);
    desk.ok(&[&sleeves[0], "OK", &sleeves[1], "DAMAGED"]);
    let told = whole(&mut desk);
    let back = [("opened", 4, 800), ("returned", 2, 350), ("kept", 1, 50), ("rewarded", 1, 100)];
    assert_eq!(totals(&told), sums(&back), "{told:#}");
    assert_eq!((&told["opening"]["minor"], &told["closing"]["minor"]), (&json!(0), &json!(400)));
    let kept = told["rows"].as_array().unwrap().iter().filter(|row| row["event"] == "kept");
    assert_eq!(
        kept.map(|row| row["amount"]["minor"].clone()).collect::<Vec<_>>(),
        [json!(-50)],
        "with its tax, in one row"
    );

    // The others are lost, and one of them turns up.
    desk.later(101 * DAY_S);
    desk.ok(&[&sleeves[2], "OK"]);
    let told = whole(&mut desk);
    let mut all = sums(&back);
    all.splice(3..3, sums(&[("forfeited", 2, 400), ("restored", 1, 200)]));
    assert_eq!(totals(&told), all, "{told:#}");
    assert_eq!(told["closing"]["minor"], json!(0));
    assert_eq!(outstanding(&told), [(0, 0); 4]);
    desk.check();
}

#[test]
fn what_was_taken_back_is_on_a_statement_twice_and_counts_for_nothing() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": agreed() }));
    let sleeve = ship(&mut desk, 1).remove(0);
    desk.ok(&[&sleeve, "DAMAGED", "UNDO", "OK", "UNDO"]);
    let told = whole(&mut desk);
    assert_eq!(totals(&told), sums(&[("opened", 1, 200)]), "{told:#}");
    let events: Vec<(&str, bool)> = told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["event"].as_str().unwrap(), row["undone"].as_bool().unwrap()))
        .collect();
    let of =
        |event: &str| events.iter().filter(|(name, _)| *name == event).map(|(_, undone)| *undone).collect::<Vec<_>>();
    assert_eq!(
        [of("returned"), of("kept"), of("rewarded")],
        [vec![false, true, false, true], vec![false, true], vec![false, true]]
    );
    assert_eq!(told["closing"]["minor"], json!(200));
    desk.check();
}

#[test]
fn what_is_outstanding_is_told_by_its_age_at_the_end_of_the_period() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "2.00" } }));
    ship(&mut desk, 2);
    let first = whole(&mut desk)["rows"][0]["day"].as_str().unwrap().to_owned();
    desk.later(45 * DAY_S);
    ship(&mut desk, 1);
    let second = whole(&mut desk)["rows"][2]["day"].as_str().unwrap().to_owned();
    let then = statement(&mut desk, &first, &first);
    assert_eq!(
        (outstanding(&then), then["closing"]["minor"].clone()),
        (vec![(2, 400), (0, 0), (0, 0), (0, 0)], json!(400))
    );
    let now = statement(&mut desk, &second, &second);
    assert_eq!(outstanding(&now), [(1, 200), (2, 400), (0, 0), (0, 0)]);
    assert_eq!((&now["opening"]["minor"], &now["closing"]["minor"]), (&json!(400), &json!(600)));
    assert_eq!(totals(&now), sums(&[("opened", 1, 200)]));
    assert_eq!(outstanding(&whole(&mut desk)), [(0, 0), (0, 0), (0, 0), (3, 600)]);
}

#[test]
fn a_statement_in_a_file_says_what_the_command_does() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": agreed() }));
    let sleeves = ship(&mut desk, 2);
    desk.ok(&[&sleeves[0], "OK"]);
    let first = whole(&mut desk)["rows"][0].clone();
    let month = &first["day"].as_str().unwrap()[..7];
    let reader = HubReader::open(desk.hub.path()).unwrap();
    let csv = reader.statement("ink", month, Figures::Csv).unwrap();
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "part,date,event,age_days,serial,order,parcel,count,amount,currency,balance");
    assert!(lines[1].starts_with(&format!("opening,{month}-01,")) && lines[1].ends_with(",EUR,0.00"), "{csv}");
    let (day, serial, order) = (&first["day"], &first["serial"], &first["order_name"]);
    let row = |text: &Value| text.as_str().unwrap().to_owned();
    assert_eq!(lines[2], format!("row,{},opened,,{},{},P-1,1,2.00,EUR,2.00", row(day), row(serial), row(order)));
    assert!(csv.contains(",rewarded,,") && csv.contains("total,,opened,,,,,2,4.00,EUR,\r\n"), "{csv}");
    assert!(csv.contains("outstanding,,,0-30,,,,1,2.00,EUR,\r\n") && csv.contains("outstanding,,,91-,"), "{csv}");
    let json: Value = serde_json::from_str(&reader.statement("ink", month, Figures::Json).unwrap()).unwrap();
    let last = json["last"].as_str().unwrap().to_owned();
    assert_eq!(json, statement(&mut desk, &format!("{month}-01"), &last));
    let refused = |month: &str| reader.statement("ink", month, Figures::Csv).unwrap_err().message;
    assert!(refused("October").contains("no month") && refused("2026-13").contains("2026-10"));
}

#[test]
fn a_reward_whose_look_was_taken_back_and_done_again_is_one_reward_in_the_statement_and_in_the_books() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": agreed() }));
    let sleeve = ship(&mut desk, 1).remove(0);
    desk.ok(&[&sleeve, "OK", "UNDO"]);
    assert_eq!(totals(&whole(&mut desk)), sums(&[("opened", 1, 200)]));
    assert_eq!(desk.balance("rewards:ink"), 0);
    desk.ok(&["OK"]);
    assert_eq!(totals(&whole(&mut desk)), sums(&[("opened", 1, 200), ("returned", 1, 200), ("rewarded", 1, 100)]));
    assert_eq!((desk.balance("rewards:ink"), desk.balance("refunds_payable:ink")), (100, -300));
    desk.check();
}
