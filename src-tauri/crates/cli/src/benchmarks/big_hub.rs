//! A hub file with a long past and a full day before it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use loopdock_domain::order::LineState;
use loopdock_hub::{Host as _, Hub, Result, Setup, SystemHost};
use serde_json::json;

use super::books::Books;
use super::open_orders::{self, IMPORT};
use super::past;
use super::refused_by_disk;
use super::shelves::{self, CREATORS, Rooms, creator_key};
use super::trips;

/// How big it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    /// Items, each in a bin or two.
    pub items: u32,
    /// Rows of the journal, at least what receiving the items and importing the orders takes.
    pub journal_rows: u32,
    /// Orders of two lines that are promised their stock and wait to be picked.
    pub ready: u32,
    /// Orders of two lines that wait for stock which is there.
    pub waiting: u32,
    /// Trips of sleeves that are settled, which come before and add rows to the journal, and trips that are not.
    pub trips: (u32, u32),
}

/// The bench that lived through the past.
const BENCH: &str = "bench-1";

/// Sleeves that are registered at once.
const SLEEVES_AT_ONCE: u32 = 2_000;

/// Where papers go, beside whichever copy of the hub file: its name is in the file.
const PAPERS: &str = "papers";

/// The hub of this size in `folder`, made unless it was made there before.
pub(super) fn at(folder: &Path, size: &Size) -> Result<PathBuf> {
    let Size { items, journal_rows, ready, waiting, trips: (past, out) } = size;
    let path = folder.join(format!("hub-{items}-{journal_rows}-{ready}-{waiting}-{past}-{out}.db"));
    if !path.exists() {
        // Made under another name, so that one that was broken off is never taken for a whole one.
        let half = folder.join("half.db");
        discard(&half)?;
        make(&half, size)?;
        fs::rename(&half, &path).map_err(refused_by_disk(&path))?;
        discard(&half)?;
    }
    Ok(path)
}

/// A copy of a hub file that nobody has open, on the disk when this returns.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    discard(to)?;
    fs::copy(from, to).map_err(refused_by_disk(to))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(refused_by_disk(to))
}

/// Removes a hub file with what lies beside it.
pub(super) fn discard(path: &Path) -> Result<()> {
    let prints = path.with_file_name(PAPERS);
    if prints.exists() {
        fs::remove_dir_all(&prints).map_err(refused_by_disk(&prints))?;
    }
    for suffix in ["", "-wal", "-shm", ".lock"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let file = PathBuf::from(name);
        if file.exists() {
            fs::remove_file(&file).map_err(refused_by_disk(&file))?;
        }
    }
    Ok(())
}

fn make(path: &Path, size: &Size) -> Result<()> {
    let (past, out) = size.trips;
    furnish(path, out)?;
    // Each trip has an entry when it ends, and shares two with the others of its crate.
    let mut books = Books::open(path, SystemHost.now_ms(), size.journal_rows + past + past / 20 + out)?;
    let rooms = Rooms::of(&books, BENCH)?;
    let mut shelves = shelves::stock(&mut books, &rooms, size.items)?;
    let before = books.seq();
    trips::live_through(&mut books, &rooms, &mut shelves, size.trips)?;
    let rows = i64::from(size.journal_rows) + books.seq() - before;
    let imports = size.ready.div_ceil(IMPORT) + size.waiting.div_ceil(IMPORT);
    past::live_through(&mut books, &rooms, &mut shelves, rows - i64::from(imports))?;
    open_orders::fill(&mut books, &rooms, &mut shelves, size.ready, LineState::Ready)?;
    open_orders::fill(&mut books, &rooms, &mut shelves, size.waiting, LineState::Waiting)
}

/// Three thousand bins, totes, sleeves (two thousand besides those that are out), carriers and creators, by the commands that a
/// hub is furnished with.
fn furnish(path: &Path, out: u32) -> Result<()> {
    let setup = Setup {
        name: "Hinterhof".to_owned(),
        currency: "EUR".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        address: "Hinterhof 3\n10997 Berlin".to_owned(),
        country: String::new(),
    };
    let mut hub = Hub::init(path, &setup, Box::new(SystemHost))?;
    let printer = hub.call("printers", json!({}), None)?["printers"][0]["name"].clone();
    let folder = json!({ "change": printer, "name": printer, "way": "folder", "address": PAPERS });
    hub.call("set_printer", folder, None)?;
    hub.call("add_bins", json!({ "from": "A-01-1", "to": "T-30-5" }), None)?;
    hub.call("add_totes", json!({ "count": 400 }), None)?;
    for _ in 0..(2_000 + out).div_ceil(SLEEVES_AT_ONCE) {
        hub.call("register_sleeves", json!({ "count": SLEEVES_AT_ONCE }), None)?;
    }
    hub.call("add_carrier", json!({ "name": "Parcel post", "kind": "carrier" }), None)?;
    hub.call("add_carrier", json!({ "name": "Counter", "kind": "pick_up" }), None)?;
    for number in 0..CREATORS {
        // Every fourth creator sends in sleeves.
        let rule = if number.is_multiple_of(4) { "carrier" } else { "never" };
        let creator = json!({ "key": creator_key(number), "sleeve_rule": rule, "terms": { "deposit": "4.00" } });
        hub.call("add_creator", creator, None)?;
    }
    // A bench is set up by its first scan, a wrong one too.
    hub.call("scan", json!({ "bench": BENCH, "code": "hello" }), None)?;
    hub.checkpoint()
}
