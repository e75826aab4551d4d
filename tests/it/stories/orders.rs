//! What the office looks up: orders by what is typed, what happened to one, what can be done with it, and its papers.

use base64::Engine as _;
use loopdock_hub::{ErrorCode, Handed, Spooled};
use serde_json::{Value, json};

use super::desk::Desk;

/// The numbers of the orders that a search finds, in its sequence.
fn found(desk: &mut Desk, request: Value) -> Vec<String> {
    let answer = desk.call("find_orders", request);
    let orders: Vec<String> =
        answer["orders"].as_array().unwrap().iter().map(|row| row["order"]["order"].as_str().unwrap().into()).collect();
    assert_eq!(answer["total"], orders.len(), "all fit into one page: {answer:#}");
    orders
}

fn typed(desk: &mut Desk, text: &str) -> Vec<String> {
    found(desk, json!({ "text": text }))
}

/// What happened to an order: who, and what was said.
fn told(desk: &mut Desk, order: &str) -> Vec<(String, String)> {
    let rows = desk.call("history", json!({ "order": order }));
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    rows.as_array().unwrap().iter().map(|row| (text(&row["bench"]), text(&row["say"]))).collect()
}

/// A mug for Zoë and a spoon for Ángel; answers with their orders.
fn two_buyers(desk: &mut Desk) -> (String, String) {
    let mut order = |creator: &str, name: &str, sku: &str, buyer: &str, email: &str| {
        let request = json!({ "creator": creator, "name": name, "lines": [[sku, 1]], "shipping_method": "Van",
            "buyer": { "name": buyer, "city": "Berlin", "country": "DE", "email": email } });
        let order = desk.call("add_order", request)["order"].as_str().unwrap().to_owned();
        desk.rest();
        order
    };
    (
        order("ink", "#1081", "MUG", "Zoë O'Brien", "zoe.o@mail.example"),
        order("oak", "OAK-7", "SPOON", "Ángel Núñez", "angel@else.example"),
    )
}

#[test]
fn an_order_is_found_by_whatever_somebody_knows_of_it() {
    let mut desk = Desk::stocked();
    let (mug, spoon) = two_buyers(&mut desk);
    for text in
        [mug.as_str(), &mug.to_lowercase(), "#1081", "108", "zoe", "o'br", "zoe.o@mail.ex", "MUG", "ink", "zoë ink mug"]
    {
        assert_eq!(typed(&mut desk, text), std::slice::from_ref(&mug), "{text}");
    }
    for text in ["oak-7", "angel nunez", "Núñez", "spo", "else", "NUNEZ oak"] {
        assert_eq!(typed(&mut desk, text), std::slice::from_ref(&spoon), "{text}");
    }
    for text in ["zoe spoon", "O-99", "P-1", "\"", "näh\" OR x", "ink oak"] {
        let expected: &[String] = if text == "\"" { &[spoon.clone(), mug.clone()] } else { &[] };
        assert_eq!(typed(&mut desk, text), expected, "{text}");
    }
    desk.pick_and_pack();
    let parcel = desk.call("parcels", json!({}))[0].clone();
    let named = parcel["parcel"].as_str().unwrap();
    assert_eq!(typed(&mut desk, named), [parcel["order"].as_str().unwrap().to_owned()]);
    desk.check();
}

#[test]
fn the_list_is_filtered_counted_and_paged() {
    let mut desk = Desk::stocked();
    let orders: Vec<String> = (0..5).map(|_| desk.order("oak", json!([["SPOON", 4]]))).collect();
    let mug = desk.order("ink", json!([["MUG", 1]]));
    desk.call("hold_order", json!({ "order": orders[0] }));
    desk.rest();
    let answer = desk.call("find_orders", json!({}));
    let counts: Vec<(String, i64)> = answer["counts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["state"].as_str().unwrap().to_owned(), row["orders"].as_i64().unwrap()))
        .collect();
    assert_eq!(counts, [("held".into(), 1), ("ready".into(), 3), ("waiting".into(), 2)]);
    for (state, orders) in counts {
        let found = found(&mut desk, json!({ "state": state }));
        assert_eq!(found.len() as i64, orders);
        assert!(found.iter().all(|order| desk.state(order) == state), "{state}");
    }
    assert_eq!(found(&mut desk, json!({ "creator": "ink" })), std::slice::from_ref(&mug));
    let oldest = found(&mut desk, json!({ "creator": "oak", "by": "promise" }));
    assert_eq!(oldest, orders);
    let page = desk.call("find_orders", json!({ "offset": 1, "limit": 2 }));
    let page: Vec<&str> =
        page["orders"].as_array().unwrap().iter().map(|row| row["order"]["order"].as_str().unwrap()).collect();
    assert_eq!(page, [&orders[4], &orders[3]], "the newest is left out");
    let error = desk.hub.call("find_orders", json!({ "creator": "nobody" }), None).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

#[test]
fn a_buyer_who_is_erased_is_found_no_more_not_even_in_the_file() {
    let mut desk = Desk::stocked();
    let (mug, spoon) = two_buyers(&mut desk);
    let file = rusqlite::Connection::open(desk.hub.path()).unwrap();
    file.pragma_update(None, "secure_delete", "ON").unwrap();
    file.execute("DELETE FROM buyer WHERE email LIKE 'zoe%'", []).unwrap();
    file.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(file);
    assert_eq!(typed(&mut desk, "zoe"), Vec::<String>::new());
    assert_eq!((typed(&mut desk, "#1081"), typed(&mut desk, "angel")), (vec![mug], vec![spoon]));
    let bytes = std::fs::read(desk.hub.path()).unwrap();
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word));
    assert!(holds(b"angel") && holds(b"nunez"), "the index keeps words like this");
    assert!(!holds(b"brien") && !holds(b"zoe"), "nothing of the buyer is left");
    desk.check();
}

#[test]
fn the_whole_history_of_an_order_is_told_in_words() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["MUG", 1]]));
    desk.call("hold_order", json!({ "order": order, "why": "address" }));
    desk.call("resolve_hold", json!({ "order": order, "how": "release" }));
    desk.rest();
    desk.pick_and_pack();
    desk.rest();
    desk.ok(&["UNDO"]);
    desk.follow("pack");
    desk.rest();
    let told = told(&mut desk, &order);
    let all = told.iter().map(|(bench, say)| format!("{bench}: {say}")).collect::<Vec<_>>().join("\n");
    let mut from = 0;
    for what in [
        "-: The order was entered by hand.",
        "-: Stock was promised to it.",
        "-: It was stopped: its address is to be looked at.",
        "-: It was let go on.",
        "-: Stock was promised to it.",
        "main: Wave W-1 begins",
        "main: Wave W-1 is picked.",
        "to pack: 1 unit.",
        "is closed for Van.",
        "-: Parcel label: printed.",
        "main: Undone: Parcel P-1",
        "is closed for Van.",
    ] {
        let at = all[from..].find(what).unwrap_or_else(|| panic!("“{what}” after {from} in:\n{all}"));
        from += at + what.len();
    }
    assert!(!all.contains("history-") && !all.contains("MUG-"), "{all}");
    let rows = desk.call("history", json!({ "order": order }));
    let taken: Vec<&Value> = rows.as_array().unwrap().iter().filter(|row| row["taken_back"] == true).collect();
    assert_eq!(taken.len(), 1, "{rows:#}");
    assert!(taken[0]["say"].as_str().unwrap().contains("P-1"));
    desk.check();
}

#[test]
fn what_can_be_done_with_an_order_is_said_with_what_it_will_do_and_holds() {
    let mut desk = Desk::stocked();
    let order = desk.order("oak", json!([["SPOON", 4]]));
    let choices = |desk: &mut Desk| -> Vec<(String, Value)> {
        let detail = desk.call("order", json!({ "order": order }));
        assert!(
            detail["choices"]
                .as_array()
                .unwrap()
                .iter()
                .all(|choice| !choice["will"].as_str().unwrap().starts_with("choice-"))
        );
        let row = |choice: &Value| (choice["what"].as_str().unwrap().to_owned(), choice["not_now"].clone());
        detail["choices"].as_array().unwrap().iter().map(row).collect()
    };
    let names = |choices: &[(String, Value)]| choices.iter().map(|(what, _)| what.clone()).collect::<Vec<_>>();
    assert_eq!(names(&choices(&mut desk)), ["pick", "hold"]);
    let error = desk.hub.call("hold_order", json!({ "order": order, "why": "short" }), None).unwrap_err();
    assert_eq!(error.code, ErrorCode::BadCall, "{error}");
    desk.call("hold_order", json!({ "order": order, "why": "buyer_asked" }));
    let detail = desk.call("order", json!({ "order": order }));
    assert_eq!(detail["order"]["held"], "buyer_asked");
    assert_eq!(names(&choices(&mut desk)), ["release", "cancel"]);
    desk.call("resolve_hold", json!({ "order": order, "how": "release" }));
    desk.rest();
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    assert_eq!(names(&choices(&mut desk)), ["pack"]);
    desk.ok(&["T-01"]);
    desk.follow("pack");
    assert!(choices(&mut desk).is_empty());
    desk.check();
}

#[test]
fn a_paper_is_shown_as_it_is_printed_and_a_void_one_is_not() {
    let mut desk = Desk::stocked();
    let order = desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.rest();
    let papers = desk.call("papers", json!({ "order": order }));
    let titles: Vec<&str> =
        papers["papers"].as_array().unwrap().iter().map(|paper| paper["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Return slip", "Packing slip", "Parcel label"]);
    let label = papers["papers"][2].clone();
    assert_eq!((&label["about"], &label["order"], &label["state"]), (&json!("P-1"), &json!(order), &json!("done")));
    let shown = desk.call("paper", json!({ "number": label["number"] }));
    let pdf = base64::engine::general_purpose::STANDARD.decode(shown["pdf"].as_str().unwrap()).unwrap();
    let printed = desk.hub.path().with_extension("prints").join(shown["file"].as_str().unwrap());
    assert_eq!(pdf, std::fs::read(printed).unwrap(), "byte for byte what was printed");
    let all = desk.call("papers", json!({ "state": "done", "limit": 1 }));
    assert_eq!((&all["queued"], &all["failed"], all["papers"].as_array().unwrap().len()), (&json!(0), &json!(0), 1));
    assert!(all["total"].as_i64().unwrap() >= 2);
    desk.ok(&["UNDO"]);
    let error = desk.hub.call("paper", json!({ "number": label["number"] }), None).unwrap_err();
    assert!(error.message.contains("void"), "{error}");
    let error = desk.hub.call("paper", json!({ "number": 4_711 }), None).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

#[test]
fn a_paper_that_the_printer_gave_up_alarms_until_it_is_asked_for_once_more() {
    let mut desk = Desk::stocked();
    desk.call("set_printer", json!({ "name": "Door", "way": "system", "address": "door" }));
    desk.call("set_route", json!({ "document": "bin_label", "to": { "printer": "Door" } }));
    desk.tray.answer(Handed::Spooled("door-1".to_owned()));
    desk.tray.became(Spooled::GivenUp("no-such-filter".to_owned()));
    desk.call("print_codes", json!({ "sheet": "bins" }));
    desk.later(0);
    desk.later(10);
    let failed = desk.call("papers", json!({ "state": "failed" }));
    assert_eq!((&failed["total"], &failed["failed"]), (&json!(1), &json!(1)), "{failed:#}");
    assert!(failed["papers"][0]["message"].as_str().unwrap().contains("no-such-filter"));
    let number = failed["papers"][0]["number"].clone();
    assert!(desk.call("paper", json!({ "number": number }))["pages"].as_i64() > Some(0), "it can be looked at");
    desk.call("reprint", json!({ "number": number }));
    desk.rest();
    let papers = desk.call("papers", json!({}));
    assert_eq!((&papers["failed"], &papers["papers"][0]["state"]), (&json!(0), &json!("done")), "{papers:#}");
    desk.check();
}
