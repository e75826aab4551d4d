//! What the office changes while packers work: the catalogue, holds, imports.

use base64::Engine as _;
use loopdock_hub::{ErrorCode, HubReader};
use serde_json::{Value, json};

use super::desk::Desk;

/// A command that a rule must refuse; answers with the sentence.
fn refused(desk: &mut Desk, name: &str, request: Value) -> String {
    let error = desk.hub.call(name, request, None).expect_err("it is refused");
    assert_eq!(error.code, ErrorCode::Refused, "{error}");
    error.message
}

#[test]
fn what_a_kit_is_made_of_stays_on_the_shelf() {
    let mut desk = Desk::furnished();
    let own = json!({ "creator": "ink", "sku": "MUG", "components": [["MUG", 1], ["CARD", 1]] });
    assert!(refused(&mut desk, "add_item", own).contains("other stocked items"));
    let digital = json!({ "creator": "ink", "sku": "CARD", "digital": true });
    assert!(refused(&mut desk, "add_item", digital.clone()).contains("SET is made of it"));
    desk.call("add_item", json!({ "creator": "ink", "sku": "SET", "digital": true }));
    desk.call("add_item", digital);
    desk.check();
}

#[test]
fn a_sheet_of_codes_with_nothing_on_it_yet_is_no_error_and_no_paper() {
    let mut desk = Desk::furnished();
    assert_eq!(desk.call("print_codes", json!({ "sheet": "carriers" }))["added"], 0);
    assert_eq!(desk.call("papers", json!({}))["total"], 0);
    desk.call("add_carrier", json!({ "name": "Van", "kind": "carrier" }));
    assert_eq!(desk.call("print_codes", json!({ "sheet": "carriers" }))["added"], 1);
    desk.check();
}

#[test]
fn nobody_is_asked_to_count_a_kit_and_what_is_to_be_counted_stays_an_item_of_the_shelf() {
    let mut desk = Desk::furnished();
    let kit = json!({ "bin": "A-01-1", "creator": "ink", "sku": "SET" });
    assert!(refused(&mut desk, "request_count", kit).contains("lies in no bin"));
    desk.call("request_count", json!({ "bin": "A-01-1", "creator": "oak", "sku": "SPOON" }));
    let digital = json!({ "creator": "oak", "sku": "SPOON", "digital": true });
    assert!(refused(&mut desk, "add_item", digital.clone()).contains("count"));
    desk.ok(&["A-01-1", "=0"]);
    desk.call("add_item", digital);
    desk.check();
}

#[test]
fn what_became_digital_while_the_bench_asked_whether_it_comes_in_does_not_come_in() {
    let mut desk = Desk::furnished();
    let spoon = desk.code("oak", "SPOON");
    desk.scan(&spoon);
    desk.call("add_item", json!({ "creator": "oak", "sku": "SPOON", "digital": true }));
    let said = desk.ok(&["OK"]);
    assert!(said.contains("SPOON"), "{said}");
    assert!(desk.stock().is_empty());
    desk.check();
}

#[test]
fn what_is_held_no_longer_keeps_its_stock_from_whoever_waits() {
    let mut desk = Desk::stocked();
    let first = desk.order("oak", json!([["SPOON", 8]]));
    let second = desk.order("oak", json!([["SPOON", 5]]));
    assert_eq!((desk.state(&first), desk.state(&second)), ("ready".into(), "waiting".into()));
    desk.call("hold_order", json!({ "order": first }));
    desk.rest();
    assert_eq!((desk.state(&first), desk.state(&second)), ("held".into(), "ready".into()));
    desk.check();
}

#[test]
fn who_waits_for_a_kit_is_served_when_it_is_made_of_what_is_there() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["SET", 11]]));
    assert_eq!(desk.state(&order), "waiting");
    desk.call("add_item", json!({ "creator": "ink", "sku": "SET", "components": [["MUG", 1], ["CARD", 1]] }));
    desk.rest();
    assert_eq!(desk.state(&order), "ready");
    desk.check();
}

#[test]
fn scans_go_between_the_chunks_of_an_import_of_products_which_share_a_job() {
    let mut desk = Desk::furnished();
    let mut csv = "SKU,Title,Price,Currency\n".to_owned();
    (0..200).for_each(|number| csv.push_str(&format!("P{number},Poster {number},4.00,EUR\n")));
    let request = json!({
        "creator": "new-here",
        "content": base64::engine::general_purpose::STANDARD.encode(csv),
    });
    let seq = desk.hub.seq().unwrap();
    let mut scans = 0;
    let mut import = |desk: &mut Desk| {
        let between = &mut |hub: &mut loopdock_hub::Hub| {
            hub.call("scan", json!({ "bench": "main", "code": "NEXT" }), None).unwrap();
            scans += 1;
        };
        desk.hub.call_with("import_products", request.clone(), None, between).unwrap()
    };
    let first = import(&mut desk);
    assert_eq!((&first["products"], &first["added"]), (&json!(200), &json!(200)), "{first}");
    let lines = HubReader::open(desk.hub.path()).unwrap().journal_after(seq, u32::MAX).unwrap();
    let entries: Vec<Value> = lines.iter().map(|line| serde_json::from_str(&line.line).unwrap()).collect();
    let deeds = |kind: &str| entries.iter().filter(|entry| entry["kind"] == kind).count();
    assert!(deeds("import_products") > 3, "{entries:#?}");
    assert_eq!(deeds("imported_products"), 1);
    let jobs = entries.iter().filter(|entry| entry["kind"] != "scan").map(|entry| entry["job"].to_string());
    assert_eq!(jobs.collect::<std::collections::BTreeSet<_>>().len(), 1);
    let before = desk.hub.seq().unwrap();
    let again = import(&mut desk);
    assert_eq!((&again["unchanged"], &again["added"]), (&json!(200), &json!(0)), "{again}");
    let heard = scans / 2;
    assert!(heard >= 3);
    assert_eq!(desk.hub.seq().unwrap(), before + heard, "only the scans are in the journal");
    desk.check();
}

#[test]
fn a_bench_asks_no_more_how_many_are_left_when_another_bench_has_counted() {
    let mut desk = Desk::furnished();
    let spoon = desk.code("oak", "SPOON");
    desk.call("announce_run", json!({ "creator": "oak", "sku": "SPOON", "expected": 4 }));
    desk.ok(&[&spoon, "=4", "A-02-2", &spoon, "=4", "DONE"]);
    desk.order("oak", json!([["SPOON", 3]]));
    desk.ok(&["NEXT", "A-02-2", &spoon, "SHORT", "OK"]);
    assert!(desk.look().expects.iter().any(|expected| expected.code.as_ref().unwrap().contains("/C/NEXT/")));
    desk.scan_at("window", "A-02-2");
    desk.scan_at("window", "=3");
    let view = desk.look();
    assert!(view.say.contains("tote"), "{}", view.say);
    let next = |code: &String| code.contains("/C/NEXT/");
    assert!(!view.expects.iter().any(|expected| expected.code.as_ref().is_some_and(next)), "{view:?}");
    desk.ok(&["T-01"]);
    desk.check();
}

#[test]
fn a_bench_asks_no_more_why_there_is_less_when_the_order_was_stopped() {
    let mut desk = Desk::stocked();
    let first = desk.order("ink", json!([["MUG", 1]]));
    desk.order("ink", json!([["CARD", 1]]));
    desk.ok(&["NEXT", "A-01-1", "SHORT"]);
    assert!(desk.look().expects.iter().any(|expected| expected.code.as_ref().unwrap().contains("/C/OK/")));
    desk.call("hold_order", json!({ "order": first }));
    let view = desk.look();
    assert!(view.say.contains("A-02-1"), "{}", view.say);
    desk.follow("pick");
    desk.check();
}
