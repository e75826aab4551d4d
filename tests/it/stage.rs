//! What the tests of the program begin with: the program, a new hub, a hub in the middle of a day, and the files.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use loopdock_tests::program::Loopdock;

/// The program under test on a hub file that need not be there yet.
pub(crate) fn program(hub: &Path) -> Loopdock {
    Loopdock::on(env!("CARGO_BIN_EXE_loopdock-tested"), hub)
}

/// A new hub with nothing in it, in a folder that goes with the test.
pub(crate) fn new_hub() -> (tempfile::TempDir, Loopdock) {
    let folder = tempfile::tempdir().expect("a folder");
    let loopdock = program(&folder.path().join("hub.db"));
    let done = loopdock.run(&["init", "--name", "Test"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    (folder, loopdock)
}

/// A hub with places, stock and orders, ready for a first parcel. It is furnished once and copied from then on.
pub(crate) fn demo_hub() -> (tempfile::TempDir, Loopdock) {
    static HUB: OnceLock<Vec<u8>> = OnceLock::new();
    let furnished = HUB.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let hub = folder.path().join("hub.db");
        let done = program(&hub).run(&["init", "--name", "Demo", "--demo"]);
        assert_eq!(done.code, Some(0), "{done:?}");
        std::fs::read(&hub).expect("a hub file")
    });
    let folder = tempfile::tempdir().expect("a folder");
    let hub = folder.path().join("hub.db");
    std::fs::write(&hub, furnished).expect("a copy");
    (folder, program(&hub))
}

/// A file of the demo's data.
pub(crate) fn demo_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/demo").join(name)
}

/// A number from the environment, when it is there.
pub(crate) fn number_from(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable}={text} is no number")))
}
