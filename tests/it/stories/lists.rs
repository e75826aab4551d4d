//! What the office looks at: lists of runs, items, bins, waves, carriers and sleeves, a page at a time.

use base64::Engine as _;
use loopdock_hub::ErrorCode;
use serde_json::{Value, json};

use super::desk::Desk;

/// The values of one field of a page's rows.
fn column(page: &Value, field: &str) -> Vec<String> {
    let text = |row: &Value| row[field].as_str().map_or_else(|| row[field].to_string(), str::to_owned);
    page["rows"].as_array().unwrap().iter().map(text).collect()
}

#[test]
fn a_run_is_listed_from_its_announcement_until_it_was_counted_with_what_differs() {
    let mut desk = Desk::furnished();
    desk.call("announce_run", json!({ "creator": "ink", "sku": "CARD", "expected": 20, "maker": "Press 3" }));
    desk.call("announce_run", json!({ "creator": "ink", "sku": "MUG", "expected": 5 }));
    let open = desk.call("find_runs", json!({}));
    assert_eq!(
        (column(&open, "run"), column(&open, "stage")),
        (vec!["#1".into(), "#2".into()], vec!["on_the_way".into(); 2])
    );
    assert_eq!(column(&open, "has_barcode"), ["false", "true"]);

    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "=17", "A-01-1", &card, "=12"]);
    let run = desk.call("find_runs", json!({ "run": "#1" }))["rows"][0].clone();
    assert_eq!((&run["stage"], &run["received"], &run["on_bench"]), (&json!("counting"), &json!(17), &json!(5)));
    assert_eq!((&run["bench"], &run["difference"]), (&json!("main"), &Value::Null));

    desk.ok(&[&card, "=17", "DONE", "OK"]);
    assert_eq!(column(&desk.call("find_runs", json!({})), "run"), ["#2"]);
    let counted = desk.call("find_runs", json!({ "counted": true }));
    assert_eq!((column(&counted, "run"), column(&counted, "difference")), (vec!["#1".into()], vec!["-3".into()]));
    let unknown = desk.hub.call("find_runs", json!({ "run": "#9" }), None).unwrap_err();
    assert_eq!(unknown.code, ErrorCode::NotFound);
}

#[test]
fn a_run_that_a_scan_opened_and_undo_emptied_is_nothing_to_wait_for() {
    let mut desk = Desk::furnished();
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "OK"]);
    assert_eq!(desk.call("find_runs", json!({}))["total"], 1);
    desk.ok(&["UNDO"]);
    assert_eq!(desk.call("find_runs", json!({}))["total"], 0);
}

#[test]
fn items_are_found_by_every_word_and_by_what_is_free_of_them() {
    let mut desk = Desk::stocked();
    desk.call("add_item", json!({ "creator": "oak", "sku": "100%_WOOL", "title": "Blanket of grey wool" }));
    let mut found = |request: Value| {
        let page = desk.call("find_items", request);
        assert_eq!(page["total"], page["rows"].as_array().unwrap().len(), "{page}");
        column(&page, "sku")
    };
    assert_eq!(found(json!({ "creator": "ink" })), ["CARD", "MUG", "SET"]);
    assert_eq!(found(json!({ "creator": "oak" })), ["100%_WOOL", "SPOON"]);
    assert_eq!(found(json!({ "search": "wool GREY" })), ["100%_WOOL"]);
    let mut sharing = found(json!({ "search": "4006381333931" }));
    sharing.sort_unstable();
    assert_eq!(sharing, ["MUG", "SPOON"]);
    assert_eq!(found(json!({ "search": "100%_w" })), ["100%_WOOL"]);
    assert_eq!(found(json!({ "search": "%" })), ["100%_WOOL"]);
    assert_eq!(found(json!({ "search": "%", "creator": "ink" })), Vec::<String>::new());
    assert_eq!(found(json!({ "search": "m", "creator": "ink", "kind": "stocked" })), ["MUG"]);
    assert_eq!(found(json!({ "search": "m", "creator": "ink", "kind": "kit" })), Vec::<String>::new());
    assert_eq!(found(json!({ "search": "blan", "level": "out" })), ["100%_WOOL"]);
    assert_eq!(found(json!({ "search": "blan", "level": "enough" })), Vec::<String>::new());
    assert_eq!(found(json!({ "search": "wool mug" })), Vec::<String>::new());
    assert_eq!(found(json!({ "creator": "ink", "kind": "kit" })), ["SET"]);
    assert_eq!(found(json!({ "level": "out" })), ["100%_WOOL"]);
    assert_eq!(found(json!({ "level": "low" })), Vec::<String>::new());
    desk.order("oak", json!([["SPOON", 8]]));
    let low = desk.call("find_items", json!({ "level": "low" }));
    let spoon = &low["rows"][0];
    assert_eq!((&spoon["sku"], &spoon["level"]), (&json!("SPOON"), &json!("low")));
    assert_eq!((&spoon["on_hand"], &spoon["allocated"], &spoon["available"]), (&json!(10), &json!(8), &json!(2)));
    let page = desk.call("find_items", json!({ "creator": "ink", "offset": 1, "limit": 2 }));
    assert_eq!((page["total"].as_i64(), column(&page, "sku")), (Some(3), vec!["MUG".into(), "SET".into()]));
}

#[test]
fn an_item_says_where_it_lies_what_waits_for_it_and_what_moved_it() {
    let mut desk = Desk::stocked();
    desk.order("oak", json!([["SPOON", 11]]));
    let item = json!({ "creator": "oak", "sku": "SPOON" });
    let detail = desk.call("stock_of", item.clone());
    assert_eq!((&detail["wanted"], &detail["lots"][0]["place"]), (&json!(11), &json!("A-02-2")));
    desk.call("request_count", json!({ "bin": "A-02-2", "creator": "oak", "sku": "SPOON" }));
    assert_eq!(desk.call("stock_of", item.clone())["lots"][0]["counting"], true);

    let moved = desk.call("movements", item);
    assert_eq!(column(&moved, "deed"), ["put_away", "put_away", "receive_units", "receive_units"]);
    assert_eq!(
        (column(&moved, "qty"), column(&moved, "to")),
        (vec!["9".into(), "1".into(), "9".into(), "1".into()], {
            let bin = "A-02-2".to_owned();
            vec![bin.clone(), bin, "main".into(), "main".into()]
        })
    );
    let newest = desk.call("movements", json!({ "bin": "A-02-2", "limit": 1 }));
    assert_eq!((column(&newest, "qty"), newest["since_ms"].is_i64()), (vec!["9".into()], true));
    let last = desk.call("movements", json!({ "bin": "A-02-2", "before": newest["before"] }));
    assert_eq!(
        (column(&last, "qty"), &last["before"], &last["since_ms"]),
        (vec!["1".into()], &Value::Null, &Value::Null)
    );
    let kit = desk.call("stock_of", json!({ "creator": "ink", "sku": "SET" }));
    assert_eq!((kit["item"]["level"].as_str(), kit["parts"].as_array().map(Vec::len)), (Some("not_stocked"), Some(2)));
    assert!(desk.hub.call("movements", json!({}), None).is_err());
}

#[test]
fn an_item_is_found_under_its_new_name_and_in_a_script_without_spaces() {
    let mut desk = Desk::furnished();
    desk.call("add_item", json!({ "creator": "oak", "sku": "Z-7", "title": "Café crème, 猫のポスター" }));
    let mut found = |search: &str| column(&desk.call("find_items", json!({ "search": search })), "sku");
    for search in ["cafe", "CRÈ caf", "z-7", "7", "ポスター", "猫 z"] {
        assert_eq!(found(search), ["Z-7"], "{search}");
    }
    assert_eq!(found("afé"), Vec::<String>::new(), "a word is found by its beginning");
    desk.call("add_item", json!({ "creator": "oak", "sku": "Z-7", "title": "Tea", "barcode": "0036000291452" }));
    let mut found = |search: &str| column(&desk.call("find_items", json!({ "search": search })), "sku");
    assert_eq!((found("cafe"), found("tea")), (vec![], vec!["Z-7".to_owned()]));
    for printed in ["0036000291452", "036000291452", "36000291452", "00036000291452"] {
        assert_eq!(found(printed), ["Z-7"], "{printed}");
    }
    desk.check();
}

#[test]
fn a_whole_code_finds_what_it_names_and_nothing_else() {
    let mut desk = Desk::furnished();
    desk.call("add_item", json!({ "creator": "ink", "sku": "CARD-2" }));
    let (card, set) = (desk.code("ink", "CARD"), desk.code("ink", "SET"));
    let mut found = |request: Value| column(&desk.call("find_items", request), "sku");
    assert_eq!(found(json!({ "search": "CARD" })), ["CARD", "CARD-2"], "words begin");
    assert_eq!(found(json!({ "search": card })), ["CARD"]);
    assert_eq!(found(json!({ "search": "]E04006381333931" })), ["MUG", "SPOON"], "as a scanner may send it");
    assert_eq!(found(json!({ "search": "4006381333931", "creator": "oak" })), ["SPOON"]);
    assert_eq!(found(json!({ "search": set, "kind": "stocked" })), Vec::<String>::new());
}

#[test]
fn the_hub_says_at_which_age_an_order_is_late() {
    let clock = Desk::furnished().call("today", json!({}))["clock"].clone();
    let steps: Vec<_> = clock.as_array().unwrap().iter().map(|step| (&step["from_h"], &step["late"])).collect();
    assert_eq!((steps[0], steps[5]), ((&json!(0), &json!(false)), (&json!(48), &json!(true))));
    assert_eq!((&clock[4]["below_h"], &clock[6]["below_h"]), (&json!(48), &Value::Null));
}

#[test]
fn bins_are_listed_in_the_sequence_of_a_walk_with_what_lies_in_them() {
    let mut desk = Desk::stocked();
    let bins = desk.call("find_bins", json!({}));
    let names = ["A-01-1", "A-01-2", "A-02-1", "A-02-2", "B-02-1", "B-02-2", "B-01-1", "B-01-2"];
    assert_eq!(column(&bins, "bin"), names, "up one aisle and down the next");
    assert_eq!(bins["rows"][6]["lots"][0]["on_hand"], 5);
    let some = desk.call("find_bins", json!({ "search": "b-0", "offset": 3 }));
    assert_eq!((some["total"].as_i64(), column(&some, "bin")), (Some(4), vec!["B-01-2".into()]));
}

#[test]
fn a_wave_says_how_far_it_is_and_planning_says_what_is_in_its_way() {
    let mut desk = Desk::stocked();
    for _ in 0..4 {
        desk.order("ink", json!([["CARD", 1]]));
    }
    let before = desk.call("wave_overview", json!({}));
    assert_eq!((&before["ready"], &before["totes"]), (&json!(4), &json!(3)));
    desk.call("plan_wave", json!({ "orders": 3 }));
    desk.rest();
    let planned = desk.call("wave_overview", json!({}));
    let wave = &planned["waves"][0];
    assert_eq!((&wave["orders"], &wave["done"], &wave["tasks"]), (&json!(3), &json!(0), &json!(3)));
    assert_eq!((&wave["bench"], &wave["paper"]["state"]), (&Value::Null, &json!("done")));
    assert_eq!((&planned["ready"], &planned["totes"]), (&json!(1), &json!(0)));
    let error = desk.hub.call("plan_wave", json!({}), None).unwrap_err();
    assert!(error.message.contains("tote"), "{error}");

    let code = wave["code"].as_str().unwrap().to_owned();
    desk.ok(&[&code, "A-02-1"]);
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "T-01"]);
    let wave = desk.call("wave_overview", json!({}))["waves"][0].clone();
    assert_eq!((&wave["done"], &wave["bench"]), (&json!(1), &json!("main")));
}

#[test]
fn a_parcel_is_seen_waiting_loaded_and_gone() {
    let mut desk = Desk::packed();
    let van = |desk: &mut Desk| {
        let carriers = desk.call("carrier_overview", json!({}));
        carriers.as_array().unwrap().iter().find(|row| row["name"] == "Van").unwrap().clone()
    };
    assert_eq!((&van(&mut desk)["waiting"], &van(&mut desk)["loading"]), (&json!(1), &Value::Null));
    assert_eq!(column(&desk.call("find_parcels", json!({ "carrier": "Van" })), "parcel"), ["P-1"]);
    desk.ok(&["P-1"]);
    let loading = van(&mut desk);
    assert_eq!((&loading["waiting"], &loading["loading"]["parcels"]), (&json!(0), &json!(1)));
    assert_eq!(desk.call("handovers", json!({}))["total"], 0);
    desk.ok(&["DONE"]);
    desk.rest();
    let past = desk.call("handovers", json!({}));
    assert_eq!((column(&past, "handover"), column(&past, "carrier")), (vec!["H-1".into()], vec!["Van".into()]));
    assert_eq!(past["rows"][0]["manifest"]["state"], "done");
    assert_eq!(column(&desk.call("find_parcels", json!({ "handover": "H-1" })), "parcel"), ["P-1"]);
    assert!(desk.hub.call("find_parcels", json!({}), None).is_err());
}

#[test]
fn a_sleeve_is_followed_from_its_buyer_to_its_settlement() {
    let mut desk = Desk::packed();
    desk.ok(&["P-1", "DONE"]);
    let out = desk.call("find_sleeves", json!({ "state": "out" }));
    let sleeve = out["rows"][0].clone();
    assert_eq!((out["total"].as_i64(), &sleeve["trip"]["order"]), (Some(1), &json!("O-1")));
    let creators = desk.call("creator_overview", json!({}));
    let ink = creators.as_array().unwrap().iter().find(|row| row["creator"]["key"] == "ink").unwrap();
    assert_eq!((&ink["sleeves_out"], &ink["deposits"]["minor"], &ink["items"]), (&json!(1), &json!(200), &json!(3)));
    assert_eq!(ink["open_orders"], 0);

    let serial = sleeve["serial"].as_str().unwrap().to_lowercase();
    assert_eq!(desk.call("find_sleeves", json!({ "search": serial }))["total"], 1, "however it is typed");
    desk.ok(&[sleeve["code"].as_str().unwrap()]);
    let back = desk.call("find_sleeves", json!({ "state": "returned" }))["rows"][0]["trip"].clone();
    assert_eq!(back["bench"], "main");
    assert!(back["back_ms"].as_i64() >= back["left_ms"].as_i64(), "{back}");
    assert_eq!(desk.call("settled", json!({}))["total"], 0);
    desk.ok(&["OK"]);
    let settled = desk.call("settled", json!({}));
    assert_eq!(
        (&settled["rows"][0]["serial"], &settled["rows"][0]["sleeve"]),
        (&sleeve["serial"], &json!("available"))
    );
    let counts = desk.call("sleeve_counts", json!({}));
    assert!(counts.as_array().unwrap().contains(&json!({ "state": "available", "sleeves": 4 })), "{counts}");
}

#[test]
fn an_export_says_what_it_holds_before_it_goes_in() {
    let mut desk = Desk::furnished();
    let mut look = |text: &str| {
        let content = base64::engine::general_purpose::STANDARD.encode(text);
        desk.hub.call("import_preview", json!({ "content": content }), None)
    };
    let products = look("SKU,Title,Price,Currency\nP1,Poster,4.00,EUR\nP2,,4.00,EUR\n").unwrap();
    assert_eq!(
        (&products["kind"], &products["count"], &products["unreadable"]),
        (&json!("products"), &json!(1), &json!(1))
    );
    assert_eq!(products["currencies"], json!(["EUR"]));
    let orders = "Name,Financial Status,Fulfillment Status,Cancelled at,Created at,Currency,Total,Lineitem quantity,\
                  Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Vendor\n\
                  #1,paid,,,2026-10-01 10:00:00 +0200,EUR,4.00,1,Poster,4.00,P1,,Ink & Co\n\
                  #2,paid,,,2026-10-01 10:00:00 +0200,EUR,4.00,x,Poster,4.00,P1,,Ink & Co\n";
    let orders = look(orders).unwrap();
    assert_eq!((&orders["kind"], &orders["count"], &orders["unreadable"]), (&json!("orders"), &json!(2), &json!(1)));
    assert_eq!(orders["vendors"], json!(["Ink & Co"]));
    assert_eq!(orders["creator"], json!(null), "nobody has a P1");
    let known = look("SKU,Title,Price,Currency\nCARD,Card,4.00,EUR\nNEW,New,4.00,EUR\n").unwrap();
    assert_eq!(known["creator"], json!("ink"), "it is theirs that has some of it already");
    let misspelt =
        look("Name,Financial Status,Fulfillment Status,Cancelled at,Created at,Currency,Totl\n#1,paid,,,,EUR,1\n");
    assert!(misspelt.unwrap_err().message.contains("Lineitem quantity"), "it resembles orders more than products");
    assert!(look("PK\u{3}\u{4}").is_err());
}

#[test]
fn codes_of_one_item_are_printed_for_units_without_a_barcode() {
    let mut desk = Desk::furnished();
    desk.call("print_item_codes", json!({ "creator": "ink", "sku": "CARD", "copies": 40 }));
    desk.rest();
    let job = desk.call("print_jobs", json!({}))[0].clone();
    assert_eq!(
        (&job["document"], &job["state"], &job["about"]),
        (&json!("item_codes"), &json!("done"), &json!("CARD"))
    );
    assert!(desk.hub.call("print_item_codes", json!({ "creator": "ink", "sku": "CARD", "copies": 0 }), None).is_err());
}
