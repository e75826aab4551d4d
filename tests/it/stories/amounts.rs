//! Amounts that no money comes to.

use serde_json::{Value, json};

use super::desk::Desk;

/// More than a sleeve, a refund or a limit may be, less than nothing, and what fits into no whole number.
const NEVER: [&str; 7] = [
    "1000000.01",
    "-0.01",
    "92233720368547758.07",
    "92233720368547758.08",
    "-92233720368547758.08",
    "184467440737095516.15",
    "99999999999999999999999999",
];

/// All that an amount could have changed.
fn books(desk: &mut Desk) -> Vec<Value> {
    let entries = json!(desk.journal().len());
    let mut all = vec![entries];
    all.extend(["accounts", "creators", "payments", "find_returns", "staff"].map(|name| desk.call(name, json!({}))));
    all.push(json!(desk.sleeves("available").len()));
    all
}

#[test]
fn an_amount_that_overflows_is_refused_in_a_sentence_and_changes_nothing() {
    let (mut desk, _) = Desk::shipped();
    for (name, pin) in [("Ada", "271828"), ("Bo", "314159")] {
        desk.call("add_staff", json!({ "name": name, "role": "packer", "pin": pin }));
    }
    desk.ok(&["R-1", "4006381333931", "DONE"]);
    desk.rest();
    let before = books(&mut desk);
    for amount in NEVER {
        for (name, request) in [
            ("set_creator", json!({ "key": "ink", "terms": { "deposit": amount } })),
            ("set_creator", json!({ "key": "ink", "terms": { "reward": amount, "reward_days": 30 } })),
            ("set_creator", json!({ "key": "ink", "terms": { "damage": amount } })),
            ("goods_done", json!({ "number": 1, "reference": "re_1", "refunded": amount })),
            ("register_sleeves", json!({ "count": 500, "price": amount })),
            ("set_limit", json!({ "currency": "EUR", "amount": amount })),
        ] {
            let said = desk.refusal(name, request);
            assert!(said.contains(amount) && said.contains("can") && said.len() > 30, "{name} {amount}: {said}");
        }
    }
    assert_eq!(books(&mut desk), before);
    desk.check();
}

#[test]
fn a_price_times_its_units_is_refused_where_no_number_holds_it() {
    let mut desk = Desk::furnished();
    let item = |price: &str| json!({ "creator": "ink", "sku": "GOLD", "price": price });
    for price in ["1000000000.01", "92233720368547758.07"] {
        assert!(desk.refusal("add_item", item(price)).contains("at most 1000000000.00 EUR"));
    }
    desk.call("add_item", item("1000000000.00"));
    let order = |units: u32| json!({ "creator": "ink", "name": "#1", "lines": [["GOLD", units], ["GOLD", units]], "shipping_method": "Van" });
    let entries = desk.journal().len();
    for units in [u32::MAX, 50_000_000] {
        assert!(desk.refusal("add_order", order(units)).contains("more than any money"), "{units}");
    }
    assert_eq!(desk.journal().len(), entries);
    desk.call("add_order", order(9));
    assert_eq!(desk.call("order", json!({ "order": "O-1" }))["order"]["state"], "waiting");
    desk.check();
}

#[test]
fn the_most_that_a_deposit_may_be_adds_up_in_a_crate() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "1000000.00" } }));
    for parcel in 1..=4 {
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
        desk.ok(&[&format!("P-{parcel}"), "DONE"]);
    }
    let sleeves = desk.sleeves("out");
    let said = desk.ok(&sleeves.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(said.contains("4 sleeves, 4000000.00 EUR in all"), "{said}");
    assert!(desk.ok(&["OK"]).contains("4000000.00 EUR"));
    assert_eq!((desk.owed(), desk.balance("deposits:ink:")), (400_000_000, 0));
    desk.check();
}
