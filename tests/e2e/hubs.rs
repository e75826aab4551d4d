//! Hubs that the tests begin with, and what their journals say.

use std::path::PathBuf;
use std::sync::OnceLock;

use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The program `loopdock`, built in time for the tests.
pub const LOOPDOCK: &str = env!("CARGO_BIN_EXE_loopdock-tested");

/// The demo hub: three creators, 320 orders, stock on the shelves. Made once, copied for each test.
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
