//! Every rule of `check` finds what breaks it, and one that goes on from an entry finds what later entries worked on.

use loopdock_hub::HubReader;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::desk::Desk;

const MUG: &str = "4006381333931";

/// A rule, how its tables are spoiled, and whether what was long ago is left out by a check that goes on from an entry.
type Spoil = (&'static str, &'static str, bool);

const SPOILS: &[Spoil] = &[
    (
        "conservation",
        "UPDATE stock SET on_hand = on_hand + 1 WHERE place = (SELECT id FROM place WHERE name = 'A-01-1')",
        false,
    ),
    (
        "balances",
        "UPDATE stock SET on_hand = on_hand + 1 WHERE place = (SELECT id FROM place WHERE name = 'A-01-1')",
        true,
    ),
    ("physical", "UPDATE stock SET on_hand = -1 WHERE place = (SELECT id FROM place WHERE name = 'A-01-1')", false),
    ("allocated", "UPDATE stock SET allocated = 0 WHERE allocated > 0", false),
    ("lines", "UPDATE order_line SET qty = qty + 1 WHERE state = 'ready'", false),
    ("promises", "UPDATE order_line SET promise_ms = 1 WHERE state = 'ready'", false),
    ("list of orders", "UPDATE order_index SET state = 'waiting' WHERE number = 2", true),
    (
        "histories",
        "DELETE FROM order_entry WHERE seq = (SELECT max(journal) FROM movement m JOIN parcel p ON p.id = m.target)",
        true,
    ),
    ("list of items", "DELETE FROM item_search WHERE rowid = 1", false),
    (
        "packed lines",
        "UPDATE parcel_line SET expected = 9 WHERE parcel = (SELECT id FROM parcel WHERE number = 2)",
        true,
    ),
    ("parcels", "UPDATE parcel_line SET expected = 9 WHERE parcel = (SELECT id FROM parcel WHERE number = 2)", true),
    ("entries", "UPDATE posting SET minor = minor + 1 WHERE journal = (SELECT max(journal) FROM posting)", true),
    ("accounts", "UPDATE account SET minor = minor + 1 WHERE account LIKE 'refunds_payable:%'", true),
    ("settled", "UPDATE loan SET state = 'refunded', held_minor = 0 WHERE state = 'open'", true),
    ("sleeves", "UPDATE sleeve SET state = 'out' WHERE state = 'available'", false),
    ("batches", "UPDATE sleeve_batch SET sleeves = sleeves + 1", false),
    ("fleet", "UPDATE sleeve_batch SET price_minor = price_minor + 1", false),
    ("returns", "UPDATE loan SET back_ms = NULL WHERE parcel = (SELECT id FROM parcel WHERE number = 2)", true),
    ("payments", "UPDATE payment SET minor = minor + 1 WHERE state = 'open'", false),
    ("goods back", "UPDATE returned_unit SET nth = 9", true),
    ("customers", "UPDATE returned_unit SET place = NULL", false),
    ("cohorts", "UPDATE loan SET cohort = NULL WHERE state = 'open'", true),
    ("waves", "UPDATE wave SET state = 'done' WHERE state = 'open'", false),
    ("totes", "DELETE FROM stock WHERE place = (SELECT id FROM place WHERE name = 'T-01')", false),
];

/// A hub in which something of everything is; and the entry behind its first trip.
fn lived() -> (Desk, i64) {
    let mut desk = Desk::stocked();
    desk.call("register_sleeves", json!({ "count": 2, "price": "1.85" }));
    desk.call("add_item", json!({ "creator": "ink", "sku": "PRINT", "digital": true, "price": "1.00" }));
    let trip = |desk: &mut Desk, parcel: u32| {
        desk.order("ink", json!([["MUG", 1], ["PRINT", 1]]));
        desk.pick_and_pack();
        desk.ok(&[&format!("P-{parcel}"), "DONE"]);
        desk.sleeves("out").remove(0)
    };
    let sleeve = trip(&mut desk, 1);
    desk.ok(&[&sleeve, "OK"]);
    let seq = desk.call("check", json!({}))["seq"].as_i64().unwrap();
    desk.call("add_cohort", json!({ "creator": "ink", "name": "First", "top": 1, "terms": { "deposit": "2.00" } }));
    let sleeve = trip(&mut desk, 2);
    desk.ok(&[&sleeve, MUG, "DONE", "OK", "A-01-1", MUG, "DONE"]);
    trip(&mut desk, 3);
    desk.order("ink", json!([["MUG", 1], ["CARD", 1]]));
    // Half of it is picked.
    desk.ok(&["NEXT"]);
    for _ in 0..3 {
        let code = desk.look().expects.into_iter().find_map(|expected| expected.code).unwrap();
        desk.ok(&[&code]);
    }
    desk.check();
    (desk, seq)
}

fn triggers(file: &Connection) -> Vec<String> {
    let mut all = file.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").unwrap();
    all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// What is broken, by name, of what was done since an entry.
fn broken(hub: &HubReader, after: i64) -> Vec<String> {
    let check = hub.call("check", json!({ "after": after })).unwrap();
    let findings = check["findings"].as_array().unwrap();
    let is_broken = |finding: &&Value| finding["broken"] != json!([]);
    findings.iter().filter(is_broken).map(|finding| finding["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_rule_finds_what_breaks_it_and_goes_on_from_an_entry() {
    let (mut desk, before) = lived();
    desk.hub.checkpoint().unwrap();
    let now = desk.call("check", json!({ "after": before }));
    assert_eq!(now["clean"], true, "{now:#}");
    let end = now["seq"].as_i64().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (name, sql, leaves_out) in SPOILS {
        let copy = folder.path().join(format!("{name}.db"));
        std::fs::copy(desk.hub.path(), &copy).unwrap();
        let spoiled = Connection::open(&copy).unwrap();
        // Nothing in the file itself stands in the way.
        spoiled.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF").unwrap();
        for trigger in triggers(&spoiled) {
            spoiled.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
        }
        let changed = spoiled.execute(sql, []);
        assert!(changed.as_ref().is_ok_and(|rows| *rows > 0), "{name}: something to spoil, {changed:?}");
        drop(spoiled);
        let hub = HubReader::open(&copy).unwrap();
        for after in [0, before] {
            let found = broken(&hub, after);
            assert!(found.iter().any(|found| found == name), "{name} is broken, after {after} it finds {found:?}");
        }
        let found = broken(&hub, end).iter().any(|found| found == name);
        assert_eq!(found, !leaves_out, "{name}, when nothing was done since");
    }
    let rules = now["findings"].as_array().unwrap();
    let rules: Vec<&str> = rules.iter().filter_map(|finding| finding["name"].as_str()).collect();
    let elsewhere = ["pictures", "journal", "file"];
    let untried = |name: &&&str| !elsewhere.contains(*name) && !SPOILS.iter().any(|(spoiled, ..)| spoiled == *name);
    assert_eq!(rules.iter().filter(untried).collect::<Vec<_>>(), [&""; 0], "rules that nothing was tried on");
}

#[test]
fn a_second_refund_of_a_loan_that_was_settled_long_ago_is_found_by_what_was_posted() {
    let (desk, before) = lived();
    desk.hub.checkpoint().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("forged.db");
    std::fs::copy(desk.hub.path(), &copy).unwrap();
    let forged = Connection::open(&copy).unwrap();
    for (position, account, minor) in [(90, "deposits:%", 200), (91, "receivable:%", -200)] {
        let sql = "INSERT INTO posting (journal, position, account, currency, minor)
                   SELECT (SELECT max(seq) FROM journal), ?1, account, currency, ?3 FROM account
                   WHERE account LIKE ?2 AND (minor = 0 OR account NOT LIKE 'deposits:%') ORDER BY account LIMIT 1";
        assert_eq!(forged.execute(sql, (position, account, minor)), Ok(1), "{account}");
    }
    drop(forged);
    let found = broken(&HubReader::open(&copy).unwrap(), before);
    assert!(found.iter().any(|name| name == "settled"), "{found:?}");
}
