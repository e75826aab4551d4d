//! Orders that were paid in another currency than their creator reckons in.

use base64::Engine as _;
use serde_json::{Value, json};

use super::desk::Desk;

const MUG: &str = "4006381333931";

/// A file with one order of a mug for 12.00 and what else is said, in `currency`.
fn file(name: &str, currency: &str, more: &str) -> Value {
    let csv = format!(
        "Name,Financial Status,Fulfillment Status,Cancelled at,Created at,Currency,Total,Shipping Method,Lineitem quantity,\
         Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Vendor\n\
         {name},paid,,,2026-10-01 10:00:00 +0200,{currency},14.00,Van,1,Mug,12.00,MUG,,Ink\n{more}"
    );
    json!({ "creator": "ink", "content": base64::engine::general_purpose::STANDARD.encode(csv) })
}

/// The order of such a file has left as parcel `number`; answers with its sleeve's code.
fn shipped(desk: &mut Desk, number: u32, file: Value) -> String {
    let counts = desk.call("import_orders", file);
    assert_eq!(counts["added"], 1, "{counts}");
    desk.rest();
    desk.pick_and_pack();
    desk.ok(&[&format!("P-{number}"), "DONE"]);
    desk.sleeves("out").remove(0)
}

fn payments(desk: &mut Desk) -> i64 {
    desk.call("payments", json!({}))["total"].as_i64().unwrap()
}

#[test]
fn what_a_buyer_got_for_goods_is_in_the_currency_of_the_order() {
    let mut desk = Desk::stocked();
    shipped(&mut desk, 1, file("US-1", "USD", ""));
    desk.ok(&["R-1", MUG, "DONE"]);
    desk.call("goods_done", json!({ "number": 1, "reference": "re_1", "refunded": "12.00" }));
    let goods = desk.call("find_returns", json!({}))["rows"][0].clone();
    let dollars = json!({ "minor": 1_200, "currency": "USD" });
    assert_eq!((&goods["priced"], &goods["refunded"]), (&dollars, &dollars));
    let entry = desk.journal().pop().unwrap();
    assert_eq!((&entry["body"]["refunded_minor"], &entry["body"]["currency"]), (&json!(1_200), &json!("USD")));
    // Yen have no cents.
    shipped(&mut desk, 2, file("JP-1", "JPY", ""));
    desk.ok(&["R-2", MUG, "DONE"]);
    let half = json!({ "number": 2, "reference": "re_2", "refunded": "7.50" });
    assert!(desk.refusal("goods_done", half).contains("JPY"));
    desk.call("goods_done", json!({ "number": 2, "reference": "re_2", "refunded": "750" }));
    assert_eq!(desk.call("find_returns", json!({}))["rows"][0]["refunded"], json!({ "minor": 750, "currency": "JPY" }));
    // Of what nobody knows the order of it is the creator's.
    desk.order("ink", json!([["CARD", 1]]));
    desk.pick_and_pack();
    let card = desk.code("ink", "CARD");
    desk.ok(&["P-3", "DONE", "RETURN", &card, "DONE"]);
    desk.call("goods_done", json!({ "number": 3, "reference": "re_3", "refunded": "1.50" }));
    assert_eq!(desk.call("find_returns", json!({}))["rows"][0]["refunded"], json!({ "minor": 150, "currency": "EUR" }));
    desk.check();
}

#[test]
fn a_deposit_that_was_paid_in_another_currency_opens_and_refunds_none_of_the_creators() {
    let mut desk = Desk::stocked();
    desk.call("add_item", json!({ "creator": "ink", "sku": "DEP", "digital": true }));
    let line = |name: &str, currency: &str| format!("{name},,,,,{currency},,,1,Deposit,2.00,DEP,,\n");
    for (at, terms) in
        [json!({ "deposit": "2.00" }), json!({ "deposit": "2.00", "deposit_sku": "DEP" })].iter().enumerate()
    {
        desk.call("set_creator", json!({ "key": "ink", "terms": terms }));
        let (number, name) = (u32::try_from(at).unwrap() * 2 + 1, format!("#{at}"));
        let sleeve = shipped(&mut desk, number, file(&name, "USD", &line(&name, "USD")));
        assert_eq!(desk.balance("deposits:ink:"), 0, "{terms}");
        assert!(desk.ok(&[&sleeve]).contains("Nothing is owed"));
        desk.ok(&["OK"]);
        assert_eq!(payments(&mut desk), i64::try_from(at).unwrap());
        // In the creator's own it is held and given back.
        let name = format!("#{at}e");
        let sleeve = shipped(&mut desk, number + 1, file(&name, "EUR", &line(&name, "EUR")));
        assert_eq!(desk.balance("deposits:ink:"), -200, "{terms}");
        desk.ok(&[&sleeve, "OK"]);
        assert_eq!(payments(&mut desk), i64::try_from(at).unwrap() + 1);
        desk.check();
    }
    let currencies: Vec<Value> =
        desk.call("accounts", json!({})).as_array().unwrap().iter().map(|row| row["currency"].clone()).collect();
    assert!(currencies.iter().all(|currency| currency == "EUR"), "{currencies:?}");
}

#[test]
fn an_import_says_that_sleeves_of_another_currency_go_without_a_deposit() {
    let mut desk = Desk::stocked();
    let counts = desk.call("import_orders", file("US-1", "USD", ""));
    let said = counts["warning"].as_str().unwrap().to_owned();
    assert!(said.contains("USD") && said.contains("EUR") && said.contains("without a deposit"), "{said}");
    assert_eq!(desk.call("import_orders", file("#2", "EUR", ""))["warning"], Value::Null);
    // What is charged afterwards, or given as a reward, is in the creator's currency either way.
    desk.call("set_creator", json!({ "key": "ink", "terms": { "reward": "3.00", "reward_days": 30 } }));
    assert_eq!(desk.call("import_orders", file("US-3", "USD", ""))["warning"], Value::Null);
    // Also where only some of the buyers pay one.
    desk.call("add_item", json!({ "creator": "ink", "sku": "PRINT", "digital": true, "price": "1.00" }));
    desk.order("ink", json!([["PRINT", 1]]));
    desk.call("add_cohort", json!({ "creator": "ink", "name": "Pilot", "top": 1, "terms": { "deposit": "2.00" } }));
    let counts = desk.call("import_orders", file("US-4", "USD", ""));
    assert!(counts["warning"].as_str().unwrap().contains("without a deposit"), "{counts}");
}
