//! Hubs that the tests begin with, and what their journals say.

use std::path::PathBuf;
use std::sync::OnceLock;

use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The program `loopdock`, built in time for the tests.
pub const LOOPDOCK: &str = env!("CARGO_BIN_EXE_loopdock-tested");

/// The demo hub: three creators, 357 orders, stock on the shelves. Made once, copied for each test.
pub fn demo(loopdock: &Loopdock) {
    static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, file) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("hub.db");
        let done = Loopdock::on(LOOPDOCK, &file).run(&["init", "--name", "Dock 7", "--demo"]);
        assert_eq!(done.code, Some(0), "{done:?}");
        (folder, file)
    });
    std::fs::copy(file, &loopdock.hub).expect("a hub file can be copied");
}

/// What the journal of a hub keeps of each scan, in order: what was heard, what was done, how it was taken.
pub fn scans(loopdock: &Loopdock) -> Vec<Value> {
    let scan = |line: &Value| line["kind"] == "scan";
    let kept = |line: Value| json!([line["body"]["heard"], line["body"]["did"], line["body"]["cue"]]);
    loopdock.journal().into_iter().filter(scan).map(kept).collect()
}

/// A hub with nothing in it.
fn empty(loopdock: &Loopdock) {
    let done = loopdock.run(&["init", "--name", "Dock 7"]);
    assert_eq!(done.code, Some(0), "{done:?}");
}

/// A hub with one order, of a mug in a sleeve, that is ready to be picked.
pub fn one_order(loopdock: &Loopdock) {
    empty(loopdock);
    let call = |command: &str, request: Value| loopdock.call(command, &request);
    call("add_bins", json!({ "from": "A-01-1", "to": "A-04-2" }));
    call("add_totes", json!({ "count": 2 }));
    call("register_sleeves", json!({ "count": 3 }));
    call("add_creator", json!({ "key": "ink", "terms": { "deposit": "2.00" }, "sleeve_rule": "carrier" }));
    call(
        "add_item",
        json!({ "creator": "ink", "sku": "MUG", "title": "Moss mug", "barcode": "4006381333931", "weight_g": 420 }),
    );
    call("announce_run", json!({ "creator": "ink", "sku": "MUG", "expected": 4 }));
    for code in ["4006381333931", "=4", "A-01-1", "4006381333931", "=4", "DONE"] {
        assert_eq!(loopdock.scan("main", code).0, Some(0), "{code}");
    }
    call(
        "add_order",
        json!({ "creator": "ink", "name": "#1", "lines": [["MUG", 1]], "shipping_method": "Van",
        "buyer": { "name": "Ada Quill", "city": "Berlin", "country": "DE" } }),
    );
}
