//! Another program that looks at a fleet's hub after each day, while the next one goes on: a check takes as long as a day.

use std::path::Path;
use std::thread::JoinHandle;

use loopdock_hub::HubReader;
use serde_json::json;

/// The checks so far.
#[derive(Default)]
pub struct Watch {
    /// The entry that the last one has seen.
    seen: i64,
    under_way: Option<JoinHandle<i64>>,
}

impl Watch {
    /// What must hold holds: of all that was ever done, or of what was done since the last check.
    pub fn check(&mut self, hub: &Path, whole: bool) {
        self.must_be_clean();
        let after = if whole { 0 } else { self.seen };
        let reader = HubReader::open(hub).unwrap();
        self.under_way = Some(std::thread::spawn(move || {
            let check = reader.call("check", json!({ "after": after })).unwrap();
            assert_eq!(check["clean"], true, "after {after}: {check:#}");
            check["seq"].as_i64().expect("it says what it has seen")
        }));
    }

    /// The check that is under way finds nothing.
    pub fn must_be_clean(&mut self) {
        if let Some(check) = self.under_way.take() {
            self.seen = check.join().expect("the books are right");
        }
    }
}
