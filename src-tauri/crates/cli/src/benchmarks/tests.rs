//! Both benches on a hub of a handful: the shape of what they print, not the speed.

use std::time::Duration;

use loopdock_hub::HubReader;
use serde_json::json;

use super::big_hub::{self, Size};
use super::{allocate, scan};

#[test]
fn a_day_at_a_small_hub_is_worked_and_measured() {
    let folder = tempfile::tempdir().unwrap();
    let size = Size { items: 200, journal_rows: 900, ready: 80, waiting: 0, trips: (0, 0) };
    let report =
        scan::measure(folder.path(), &scan::Plan { size, samples: 700, every: Duration::ZERO, work: scan::Work::Day })
            .unwrap();
    for name in ["p50_us", "p99_us", "disk_p99_us"] {
        assert!(report[name].as_u64().unwrap() > 0, "{name} in {report}");
    }
    assert_eq!((&report["items"], &report["journal_rows"]), (&json!(200), &json!(900)));
    for did in ["put_in_tote", "pack_units", "close_parcel", "put_away", "undo", "refuse"] {
        assert!(report["by_deed"][did].is_array(), "nobody did {did}: {report}");
    }
}

#[test]
fn sleeves_that_come_back_are_settled_and_measured() {
    let folder = tempfile::tempdir().unwrap();
    let size = Size { items: 200, journal_rows: 900, ready: 0, waiting: 0, trips: (100, 60) };
    let plan = scan::Plan { size, samples: 100, every: Duration::ZERO, work: scan::Work::Returns };
    let report = scan::measure(folder.path(), &plan).unwrap();
    for did in ["begin_return", "post_return"] {
        assert!(report["by_deed"][did].is_array(), "nobody did {did}: {report}");
    }
}

#[test]
fn the_bare_sql_writes_what_allocate_writes() {
    let folder = tempfile::tempdir().unwrap();
    let size = Size { items: 60, journal_rows: 300, ready: 0, waiting: 100, trips: (0, 0) };
    let report = allocate::measure(folder.path(), &allocate::Plan { size, rounds: 1 }).unwrap();
    assert_eq!(report["lines"], 200);
    assert!(report["ms"].as_f64().unwrap() > 0.0 && report["bare_sql_ms"].as_f64().unwrap() > 0.0, "{report}");
}

#[test]
fn the_past_that_a_big_hub_is_given_breaks_no_rule() {
    let folder = tempfile::tempdir().unwrap();
    let size = Size { items: 200, journal_rows: 900, ready: 20, waiting: 20, trips: (150, 30) };
    let path = big_hub::at(folder.path(), &size).unwrap();
    let reader = HubReader::open(&path).unwrap();
    // Three crates, each with an entry when it leaves, one for each scan and one for its OK; and what is out.
    assert_eq!(reader.journal_after(0, 2_000).unwrap().len(), 900 + 3 * 52 + 1);
    let report = reader.call("check", json!({})).unwrap();
    assert_eq!(report["clean"], true, "{report}");
}
