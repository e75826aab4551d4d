//! Files that are saved from a screen: what the program exports of the same, under a name that says what it is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use loopdock_hub::{Figures, HubReader};
use serde_json::{Value, json};

use super::desk::Desk;

const DAY_S: i64 = 24 * 60 * 60;

/// The name and the bytes of a file.
fn file(desk: &mut Desk, of: Value) -> (String, Vec<u8>) {
    let file = desk.call("file", json!({ "of": of }));
    (file["name"].as_str().unwrap().to_owned(), STANDARD.decode(file["content"].as_str().unwrap()).unwrap())
}

/// The name and the text of one.
fn table(desk: &mut Desk, of: Value) -> (String, String) {
    let (name, bytes) = file(desk, of);
    (name, String::from_utf8(bytes).unwrap())
}

/// A hub whose first parcel has left with a mug, and its sleeve, which is overdue after 30 days.
fn lent() -> (Desk, String) {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "2.00", "overdue_days": 30 } }));
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    (desk, sleeve)
}

#[test]
fn a_months_statement_is_saved_as_it_is_exported_and_as_it_is_printed() {
    let (mut desk, sleeve) = lent();
    desk.ok(&[&sleeve, "OK"]);
    let all = json!({ "key": "ink", "first": "2000-01-01", "last": "2099-12-31" });
    let day = desk.call("statement", all)["rows"][0]["day"].as_str().unwrap().to_owned();
    let month = &day[..7];
    let told = HubReader::open(desk.hub.path()).unwrap().statement("ink", month, Figures::Json).unwrap();
    let last = serde_json::from_str::<Value>(&told).unwrap()["last"].clone();
    let days = json!({ "key": "ink", "first": format!("{month}-01"), "last": last });
    let csv = HubReader::open(desk.hub.path()).unwrap().statement("ink", month, Figures::Csv).unwrap();
    let named = format!("D-ink-{month}-01");
    assert_eq!(table(&mut desk, json!({ "statement_csv": days })), (format!("{named}.csv"), csv));
    let (name, pdf) = file(&mut desk, json!({ "statement_pdf": days }));
    assert_eq!((name, &pdf[..5]), (format!("{named}.pdf"), b"%PDF-".as_slice()));
    assert!(
        desk.call("print_jobs", json!({})).as_array().unwrap().iter().all(|job| job["document"] != "deposit_statement")
    );
    let nobody = json!({ "statement_csv": { "key": "nobody", "first": "2026-10-01", "last": "2026-10-31" } });
    assert!(desk.refusal("file", json!({ "of": nobody })).contains("nobody"));
    let no_days = json!({ "statement_pdf": { "key": "ink", "first": "2026-10-02", "last": "2026-10-01" } });
    assert!(desk.refusal("file", json!({ "of": no_days })).contains("has no days"));
}

#[test]
fn a_statement_that_is_printed_nowhere_can_still_be_saved() {
    let (mut desk, _) = lent();
    desk.call("set_route", json!({ "bench": "", "document": "deposit_statement", "to": "nowhere" }));
    let days = json!({ "key": "ink", "first": "2026-10-01", "last": "2026-10-31" });
    assert!(file(&mut desk, json!({ "statement_pdf": days })).1.starts_with(b"%PDF-"));
}

#[test]
fn what_the_fleet_is_worth_and_whom_to_remind_are_saved_as_they_are_exported() {
    let (mut desk, _) = lent();
    desk.later(31 * DAY_S);
    let now_ms = desk.now_ms();
    let reader = HubReader::open(desk.hub.path()).unwrap();
    let (name, csv) = table(&mut desk, json!({ "fleet_csv": { "at_ms": now_ms } }));
    assert_eq!(csv, reader.fleet(Figures::Csv, now_ms).unwrap());
    let day = name.strip_prefix("fleet-").and_then(|name| name.strip_suffix(".csv")).unwrap().to_owned();
    let remind =
        |creator: Value| json!({ "reminders_csv": { "creator": creator, "within_days": null, "at_ms": now_ms } });
    let exported = |creator: &str| reader.reminders(creator, (None, now_ms), Figures::Csv).unwrap();
    assert_eq!(table(&mut desk, remind(json!("ink"))), (format!("reminders-ink-{day}.csv"), exported("ink")));
    assert_eq!(table(&mut desk, remind(json!("oak"))), (format!("reminders-oak-{day}.csv"), exported("oak")));
    assert_eq!(
        table(&mut desk, remind(Value::Null)),
        (format!("reminders-{day}.csv"), exported("ink")),
        "only Ink has one"
    );
    assert_eq!(exported("oak").lines().count(), 1, "its columns");
}

#[test]
fn returned_goods_are_listed_and_saved_for_one_creator_or_all() {
    let (mut desk, _) = lent();
    desk.order("oak", json!([["SPOON", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-2", "DONE"]);
    let spoon = desk.code("oak", "SPOON");
    desk.ok(&["R-1", "4006381333931", "DONE", "R-2", &spoon, "DONE"]);
    let reader = HubReader::open(desk.hub.path()).unwrap();
    for (creator, name, rows) in [(None, "returns.csv", 2), (Some("ink"), "returns-ink.csv", 1)] {
        let exported = reader.returns(creator, Figures::Csv).unwrap();
        assert_eq!(exported.lines().count(), rows + 1);
        assert_eq!(table(&mut desk, json!({ "returns_csv": { "creator": creator } })), (name.to_owned(), exported));
        let found = desk.call("find_returns", json!({ "creator": creator }));
        assert_eq!(found["total"], json!(rows));
    }
    let asked = json!({ "creator": "oak", "state": "asked" });
    assert_eq!(desk.call("find_returns", asked)["rows"][0]["creator"], json!("Oak"));
}

#[test]
fn what_people_write_is_no_formula_in_a_spreadsheet() {
    let mut desk = Desk::furnished();
    desk.call("add_item", json!({ "creator": "ink", "sku": "-EVIL", "title": "=HYPERLINK(\"http://x\",\"y\")" }));
    desk.call("announce_run", json!({ "creator": "ink", "sku": "-EVIL", "expected": 1 }));
    let code = desk.code("ink", "-EVIL");
    desk.ok(&[&code, "A-01-1", &code, "DONE"]);
    desk.order("ink", json!([["-EVIL", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE", "R-1", &code, "DONE"]);
    let (_, csv) = table(&mut desk, json!({ "returns_csv": { "creator": null } }));
    assert!(csv.contains(",'-EVIL,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\","), "{csv}");
    assert_eq!(csv, HubReader::open(desk.hub.path()).unwrap().returns(None, Figures::Csv).unwrap());
}
