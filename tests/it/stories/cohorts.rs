//! Cohorts: the buyers of a creator who spent most, with terms of their own for sleeves.

mod office;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use loopdock_hub::{Figures, HubReader};
use serde_json::{Value, json};

use super::desk::Desk;

const DAY_S: i64 = 24 * 60 * 60;

/// A stocked hub whose creator `ink` asks 2.00 for a sleeve, and sells a mug for nothing and a print to download for 1.00.
fn desk() -> Desk {
    let mut desk = Desk::stocked();
    desk.call("add_item", json!({ "creator": "ink", "sku": "PRINT", "digital": true, "price": "1.00" }));
    desk.call("register_sleeves", json!({ "count": 6 }));
    desk
}

/// An order by whoever has this e-mail; answers with its number.
fn order(desk: &mut Desk, creator: &str, email: &str, lines: Value) -> String {
    let count = desk.call("orders", json!({ "limit": 500 })).as_array().map_or(0, Vec::len);
    let request = json!({ "creator": creator, "name": format!("#{count}"), "lines": lines, "shipping_method": "Van",
        "buyer": { "name": "Somebody", "country": "DE", "email": email } });
    let number = desk.call("add_order", request)["order"].as_str().unwrap().to_owned();
    desk.rest();
    number
}

/// So many euros are spent at `ink`.
fn spend(desk: &mut Desk, email: &str, euros: u32) {
    order(desk, "ink", email, json!([["PRINT", euros]]));
}

/// A mug is packed for whoever has this e-mail; answers with the order.
fn pack(desk: &mut Desk, email: &str) -> String {
    let order = order(desk, "ink", email, json!([["MUG", 1]]));
    desk.pick_and_pack();
    order
}

/// The same leaves; answers with the order and with its sleeve's code.
fn ship(desk: &mut Desk, email: &str) -> (String, String) {
    let before = desk.sleeves("out");
    let order = pack(desk, email);
    leave(desk);
    let sleeve = desk.sleeves("out").into_iter().find(|code| !before.contains(code)).unwrap();
    (order, sleeve)
}

/// The parcel that waits leaves.
fn leave(desk: &mut Desk) {
    let waiting = desk.call("parcels", json!({}))[0]["parcel"].as_str().unwrap().to_owned();
    desk.ok(&[&waiting, "DONE"]);
}

/// What holds for the sleeve of an order: its deposit in cents, and the cohort whose terms say so.
fn holds(desk: &mut Desk, order: &str) -> (i64, Option<String>) {
    let parcel = desk.call("order", json!({ "order": order }))["parcels"][0].clone();
    (parcel["deposit"]["minor"].as_i64().unwrap(), parcel["cohort"].as_str().map(str::to_owned))
}

fn of(deposit: i64, cohort: &str) -> (i64, Option<String>) {
    (deposit, Some(cohort.to_owned()))
}

/// What would hold for the sleeve of another order by whoever has this e-mail.
fn would_hold(desk: &mut Desk, email: &str) -> (i64, Option<String>) {
    let order = pack(desk, email);
    let held = holds(desk, &order);
    leave(desk);
    held
}

fn add(desk: &mut Desk, name: &str, top: u32, deposit: &str) -> i64 {
    let request = json!({ "creator": "ink", "name": name, "top": top, "terms": { "deposit": deposit } });
    desk.call("add_cohort", request)["number"].as_i64().unwrap()
}

/// How many buyers would be in a cohort, what the last of them spent, and all of them, in cents.
fn preview(desk: &mut Desk, top: u32) -> (i64, i64, i64) {
    let told = desk.call("cohort_preview", json!({ "creator": "ink", "top": top }));
    let minor = |name: &str| told[name]["minor"].as_i64().unwrap();
    (told["buyers"].as_i64().unwrap(), minor("least"), minor("spent"))
}

#[test]
fn the_buyers_who_spent_most_get_terms_of_their_own_and_all_others_do_not() {
    let mut desk = desk();
    for (email, euros) in
        [("ada@example.com", 18), ("bo@example.com", 20), ("cy@example.com", 10), ("ada@example.com", 12)]
    {
        spend(&mut desk, email, euros);
    }
    assert_eq!(preview(&mut desk, 2), (2, 2_000, 5_000));
    assert_eq!(preview(&mut desk, 500), (3, 1_000, 6_000), "there are no more");
    assert_eq!(desk.call("cohorts", json!({})), json!([]), "a preview keeps nothing");
    let request = json!({ "creator": "ink", "name": " First  2 ", "top": 2,
        "terms": { "deposit": "5.00", "reward": "1.00", "reward_days": 30 } });
    let made = desk.call("add_cohort", request);
    assert_eq!((&made["name"], &made["buyers"], &made["top"]), (&json!("First 2"), &json!(2), &json!(2)));
    assert_eq!((&made["least"]["minor"], &made["spent"]["minor"]), (&json!(2_000), &json!(5_000)));
    let (bo, sleeve) = ship(&mut desk, "bo@example.com");
    assert_eq!(holds(&mut desk, &bo), of(500, "First 2"));
    assert_eq!(desk.balance("deposits:ink:"), -500);
    assert_eq!(would_hold(&mut desk, "cy@example.com"), (200, None));
    assert_eq!(would_hold(&mut desk, ""), (200, None), "nobody knows who that is");
    // A mug costs nothing, and the buyer of one is in no cohort for that.
    assert_eq!(preview(&mut desk, 500).0, 3);
    desk.ok(&[&sleeve, "OK"]);
    assert_eq!(desk.owed(), 600, "deposit and reward as the cohort's slip promised");
    let told = desk.call("cohorts", json!({ "creator": "ink" }));
    assert_eq!(
        (&told[0]["issued"], &told[0]["back"], &told[0]["terms"]["reward_minor"]),
        (&json!(1), &json!(1), &json!(100))
    );
    assert_eq!(desk.call("cohorts", json!({ "creator": "oak" })), json!([]));
    desk.check();
}

#[test]
fn terms_of_a_cohort_may_be_that_nothing_is_owed() {
    let mut desk = desk();
    spend(&mut desk, "ada@example.com", 5);
    desk.call("add_cohort", json!({ "creator": "ink", "name": "Friends", "top": 1 }));
    let (ada, sleeve) = ship(&mut desk, "ada@example.com");
    assert_eq!(holds(&mut desk, &ada), of(0, "Friends"));
    assert_eq!(desk.balance("deposits:ink:"), 0);
    assert!(desk.ok(&[&sleeve]).contains("Nothing is owed"));
    desk.ok(&["OK"]);
    desk.check();
}

#[test]
fn of_two_who_spent_the_same_the_one_who_ordered_first_is_in() {
    let mut desk = desk();
    spend(&mut desk, "late@example.com", 1);
    spend(&mut desk, "early@example.com", 9);
    spend(&mut desk, "late@example.com", 8);
    let file = rusqlite::Connection::open(desk.hub.path()).unwrap();
    let first = add(&mut desk, "By first order", 1, "5.00");
    assert_eq!(
        would_hold(&mut desk, "late@example.com"),
        of(500, "By first order"),
        "the first order counts, not the largest"
    );
    desk.call("end_cohort", json!({ "number": first }));
    // An import may bring an older order later.
    file.execute("UPDATE customer_order SET created_ms = 1 WHERE id = (SELECT customer_order FROM buyer WHERE email LIKE 'early%')", [])
        .unwrap();
    let second = add(&mut desk, "By age", 1, "5.00");
    assert_eq!(would_hold(&mut desk, "early@example.com"), of(500, "By age"));
    desk.call("end_cohort", json!({ "number": second }));
    // At the same moment the number decides, whose order of coming in is the only one left.
    file.execute("UPDATE customer_order SET created_ms = 1", []).unwrap();
    add(&mut desk, "By number", 1, "5.00");
    assert_eq!(would_hold(&mut desk, "late@example.com"), of(500, "By number"));
    assert_eq!(would_hold(&mut desk, "early@example.com"), (200, None));
    desk.check();
}

#[test]
fn what_was_cancelled_or_never_paid_or_in_another_currency_is_not_spent() {
    let mut desk = desk();
    desk.call("add_item", json!({ "creator": "ink", "sku": "CARD", "price": "1.00" }));
    let cancelled = order(&mut desk, "ink", "ada@example.com", json!([["CARD", 15]]));
    assert_eq!(preview(&mut desk, 9), (1, 1_500, 1_500));
    desk.call("hold_order", json!({ "order": cancelled }));
    assert_eq!(preview(&mut desk, 9), (1, 1_500, 1_500), "it may go on yet");
    desk.call("resolve_hold", json!({ "order": cancelled, "how": "cancel" }));
    let rows = [
        ("#I1", "bo@example.com", "pending", "EUR", ""),
        ("#I2", "cy@example.com", "paid", "USD", ""),
        ("#I3", "dee@example.com", "refunded", "EUR", ""),
        ("#I4", "eve@example.com", "paid", "EUR", "2026-10-02 09:00:00 +0000"),
        ("#I5", "fay@example.com", "paid", "EUR", ""),
    ];
    let mut csv =
        "Name,Email,Financial Status,Fulfillment Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,\
                   Lineitem price,Lineitem sku,Lineitem requires shipping,Lineitem fulfillment status,Shipping Method,\
                   Cancelled at\n"
            .to_owned();
    for (name, email, status, currency, cancelled) in rows {
        csv.push_str(&format!(
            "{name},{email},{status},unfulfilled,{currency},9.00,2026-10-01 09:00:00 +0000,2,Mug,4.50,MUG,true,pending,Van,\
             {cancelled}\n"
        ));
    }
    desk.call("import_orders", json!({ "creator": "ink", "content": STANDARD.encode(csv) }));
    assert_eq!(preview(&mut desk, 9), (1, 900, 900), "what fay paid");
    desk.check();
}

#[test]
fn nobody_slips_in_or_out_until_a_cohort_is_drawn_anew() {
    let mut desk = desk();
    spend(&mut desk, "ada@example.com", 30);
    spend(&mut desk, "bo@example.com", 20);
    let number = add(&mut desk, "The best", 1, "5.00");
    spend(&mut desk, "bo@example.com", 20);
    assert_eq!(would_hold(&mut desk, "bo@example.com"), (200, None));
    let draw = |desk: &mut Desk, top: Value| {
        let drawn = desk.call("draw_cohort", json!({ "number": number, "top": top }));
        let number = |of: &Value| of.as_i64().unwrap();
        (number(&drawn["came_in"]), number(&drawn["went_out"]), number(&drawn["cohort"]["buyers"]))
    };
    assert_eq!(draw(&mut desk, Value::Null), (1, 1, 1));
    assert_eq!(would_hold(&mut desk, "bo@example.com"), of(500, "The best"));
    assert_eq!(would_hold(&mut desk, "ada@example.com"), (200, None));
    assert_eq!(draw(&mut desk, json!(2)), (1, 0, 2));
    assert_eq!(draw(&mut desk, Value::Null), (0, 0, 2), "as many as the last time");
    let told = desk.call("cohorts", json!({}));
    assert_eq!((&told[0]["top"], &told[0]["least"]["minor"]), (&json!(2), &json!(3_000)));
    desk.check();
}

#[test]
fn a_buyer_is_the_same_however_the_e_mail_is_spelt() {
    let mut desk = desk();
    spend(&mut desk, "Ada@Example.com ", 10);
    spend(&mut desk, " ADA@EXAMPLE.COM", 11);
    spend(&mut desk, "bo@example.com", 20);
    assert_eq!(preview(&mut desk, 1), (1, 2_100, 2_100));
    add(&mut desk, "The best", 1, "5.00");
    assert_eq!(would_hold(&mut desk, "ada@example.COM"), of(500, "The best"));
    assert_eq!(would_hold(&mut desk, "bo@example.com"), (200, None));
    desk.check();
}

#[test]
fn who_was_erased_is_known_again_by_their_next_order() {
    let mut desk = desk();
    spend(&mut desk, "ada@example.com", 10);
    let number = add(&mut desk, "The best", 1, "5.00");
    let open = order(&mut desk, "ink", "ada@example.com", json!([["MUG", 1]]));
    rusqlite::Connection::open(desk.hub.path()).unwrap().execute("DELETE FROM buyer", []).unwrap();
    desk.pick_and_pack();
    assert_eq!(holds(&mut desk, &open), (200, None), "nobody knows whose it is");
    leave(&mut desk);
    assert_eq!(would_hold(&mut desk, "ada@example.com"), of(500, "The best"));
    // What the erased orders came to is nobody's.
    assert!(desk.refusal("draw_cohort", json!({ "number": number })).contains("has spent anything in EUR"));
    assert_eq!(would_hold(&mut desk, "ada@example.com"), of(500, "The best"), "and nothing has changed");
    desk.check();
}

#[test]
fn a_creator_whose_orders_have_no_e_mail_has_no_cohorts() {
    let mut desk = desk();
    order(&mut desk, "oak", " ", json!([["SPOON", 1]]));
    for (command, request) in [
        ("cohort_preview", json!({ "creator": "oak", "top": 5 })),
        ("add_cohort", json!({ "creator": "oak", "name": "The best", "top": 5 })),
    ] {
        let said = desk.refusal(command, request);
        assert!(said.contains("none of its orders has an e-mail address. Import an export"), "{said}");
    }
    assert_eq!(desk.call("cohorts", json!({})), json!([]));
}

#[test]
fn what_a_slip_promised_and_a_loan_keeps_stays_whatever_becomes_of_the_cohort() {
    let mut desk = desk();
    spend(&mut desk, "ada@example.com", 30);
    let number = add(&mut desk, "The best", 1, "5.00");
    let (away, away_sleeve) = ship(&mut desk, "ada@example.com");
    let promised = pack(&mut desk, "ada@example.com");
    desk.call("set_cohort", json!({ "number": number, "terms": { "deposit": "9.00" } }));
    desk.call("set_cohort", json!({ "number": number, "name": "The very best" }));
    assert_eq!(holds(&mut desk, &promised), of(500, "The very best"), "another name is no other promise");
    desk.call("end_cohort", json!({ "number": number }));
    for order in [&away, &promised] {
        assert_eq!(holds(&mut desk, order), of(500, "The very best"));
    }
    leave(&mut desk);
    assert_eq!(holds(&mut desk, &promised), of(500, "The very best"));
    assert_eq!(would_hold(&mut desk, "ada@example.com"), (200, None), "from then on what all get");
    desk.ok(&[&away_sleeve, "OK"]);
    assert_eq!(desk.owed(), 500);
    assert_eq!(desk.call("cohorts", json!({})), json!([]));
    // The name is free for another.
    add(&mut desk, "The very best", 1, "1.00");
    desk.check();
}

#[test]
fn a_parcel_that_is_opened_again_promises_what_holds_when_it_is_closed_again() {
    let mut desk = desk();
    spend(&mut desk, "ada@example.com", 30);
    let number = add(&mut desk, "The best", 1, "5.00");
    let order = pack(&mut desk, "ada@example.com");
    desk.ok(&["CANCEL", "P-1"]);
    assert_eq!(holds(&mut desk, &order), of(500, "The best"), "what would hold now");
    desk.call("set_cohort", json!({ "number": number, "terms": { "deposit": "6.00" } }));
    assert_eq!(holds(&mut desk, &order), of(600, "The best"));
    desk.call("end_cohort", json!({ "number": number }));
    desk.follow("pack");
    assert_eq!(holds(&mut desk, &order), (200, None));
    leave(&mut desk);
    desk.check();
}

#[test]
fn who_is_in_several_cohorts_gets_what_is_agreed_with_the_first() {
    let mut desk = desk();
    spend(&mut desk, "ada@example.com", 30);
    spend(&mut desk, "bo@example.com", 20);
    let first = add(&mut desk, "First", 1, "5.00");
    add(&mut desk, "Second", 2, "7.00");
    assert_eq!(would_hold(&mut desk, "ada@example.com"), of(500, "First"));
    assert_eq!(would_hold(&mut desk, "bo@example.com"), of(700, "Second"));
    desk.call("end_cohort", json!({ "number": first }));
    assert_eq!(would_hold(&mut desk, "ada@example.com"), of(700, "Second"));
    // The same buyer is nobody to another creator.
    desk.call("set_creator", json!({ "key": "oak", "sleeve_rule": "carrier", "terms": { "deposit": "3.00" } }));
    let spoon = order(&mut desk, "oak", "ada@example.com", json!([["SPOON", 1]]));
    desk.pick_and_pack();
    assert_eq!(holds(&mut desk, &spoon), (300, None));
    desk.check();
}

#[test]
fn how_many_sleeves_come_back_is_told_by_cohort_beside_creator_and_month() {
    let mut desk = desk();
    spend(&mut desk, "ada@example.com", 30);
    let number = add(&mut desk, "The best", 1, "5.00");
    let (_, back) = ship(&mut desk, "ada@example.com");
    ship(&mut desk, "ada@example.com");
    ship(&mut desk, "bo@example.com");
    desk.later(3 * DAY_S);
    desk.ok(&[&back, "OK"]);
    desk.later(5 * DAY_S);
    desk.call("end_cohort", json!({ "number": number }));
    let told = desk.call("fleet", json!({}));
    let rows: Vec<(&str, Option<&str>, i64, i64, i64)> = told["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let number = |of: &Value| of.as_i64().unwrap();
            let within = number(&row["curve"][0]["back"]);
            (row["key"].as_str().unwrap(), row["cohort"].as_str(), number(&row["issued"]), number(&row["back"]), within)
        })
        .collect();
    assert_eq!(rows, [("ink", None, 1, 0, 0), ("ink", Some("The best"), 2, 1, 1)], "an ended one too");
    assert_eq!((&told["issued"], &told["back"]), (&json!(3), &json!(1)));
    let reader = HubReader::open(desk.hub.path()).unwrap();
    let csv = reader.fleet(Figures::Csv, desk.now_ms()).unwrap();
    let month = told["months"][0]["month"].as_str().unwrap();
    for line in [
        format!("month,ink,,{month},,,1,0,,,"),
        format!("month,ink,The best,{month},,,2,1,,,"),
        format!("month_curve,ink,The best,{month},7,,2,1,50.00,,"),
    ] {
        assert!(csv.lines().any(|row| row == line), "{line} is missing: {csv}");
    }
    desk.check();
}

#[test]
fn an_amount_that_nobody_ever_paid_does_not_stop_a_drawing() {
    let mut desk = desk();
    desk.call("add_item", json!({ "creator": "ink", "sku": "STAR", "digital": true, "price": "1000000000.00" }));
    for _ in 0..2 {
        order(&mut desk, "ink", "ada@example.com", json!([["STAR", 1]]));
    }
    spend(&mut desk, "bo@example.com", 20);
    assert_eq!(preview(&mut desk, 1).0, 1);
    add(&mut desk, "The best", 1, "5.00");
    assert_eq!(would_hold(&mut desk, "ada@example.com"), of(500, "The best"));
    desk.check();
}
