//! Files that are no hub, or not a whole one, or not ours: each is refused in one line, and left as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::json;

use loopdock_tests::program::{Loopdock, beside};

use crate::stage::{demo_file, demo_hub, new_hub, program};

/// A folder's content: each name with its bytes and the time of its last change.
fn content(folder: &Path) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
    let entry = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let changed = path.metadata().expect("its times").modified().expect("a time");
        let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).expect("its bytes") };
        (path, bytes, changed)
    };
    let mut all: Vec<_> = fs::read_dir(folder).expect("a folder").map(entry).collect();
    all.sort();
    all
}

/// Every way to open a hub refuses the file in a line that has `words` in it, and changes nothing in its folder.
fn is_refused_untouched(loopdock: &Loopdock, words: &str) {
    let folder = loopdock.hub.parent().expect("a folder");
    let csv = demo_file("fern-and-kiln-products.csv");
    let csv = csv.to_str().expect("a path");
    let before = content(folder);
    for call in [
        &["check"][..],
        &["check", "--json"],
        &["scan", "--bench", "main", "NEXT"],
        &["scan", "--bench", "main", "-", "--json"],
        &["call", "hub", "{}"],
        &["call", "add_totes", "{\"count\":1}"],
        &["import", "products", "--creator", "fern-and-kiln", csv],
        &["export", "journal"],
        &["serve", "--addr", "127.0.0.1:0"],
    ] {
        let done = loopdock.run(call);
        let said = done.refused(1);
        assert!(said.contains(words) && said.contains("hub"), "{call:?} says what is wrong ({words}): {said}");
        assert!(content(folder) == before, "{call:?} on a file that {words}: something in its folder was changed");
    }
}

/// A new hub in a folder with nothing else.
fn bare_hub() -> (tempfile::TempDir, Loopdock) {
    let (folder, loopdock) = new_hub();
    for entry in fs::read_dir(folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path != loopdock.hub {
            fs::remove_file(path).expect("it goes");
        }
    }
    (folder, loopdock)
}

#[test]
fn a_hub_that_is_not_there_is_not_made_by_looking_for_it() {
    let folder = tempfile::tempdir().unwrap();
    is_refused_untouched(&program(&folder.path().join("none.db")), "no hub file");
}

#[test]
fn a_hub_that_was_cut_off_is_told_from_a_whole_one_and_left_alone() {
    let (_folder, loopdock) = bare_hub();
    let whole = fs::read(&loopdock.hub).unwrap();
    for length in [100, 101, 512, 4_095, 4_096, 4_097, whole.len() / 2, whole.len() - 4_096, whole.len() - 1] {
        fs::write(&loopdock.hub, &whole[..length]).unwrap();
        is_refused_untouched(&loopdock, "cut off");
    }
    for length in [1, 15, 16, 99] {
        fs::write(&loopdock.hub, &whole[..length]).unwrap();
        is_refused_untouched(&loopdock, "no hub file");
    }
    fs::write(&loopdock.hub, &whole).unwrap();
    loopdock.must_be_clean();
}

#[test]
fn a_hub_that_was_cut_off_after_a_crash_is_told_too() {
    let (_folder, loopdock) = new_hub();
    let mut ear = loopdock.listen("main");
    let _ = ear.hears("=1");
    assert!(ear.kill().is_empty());
    let log = beside(&loopdock.hub, "-wal");
    let (whole, logged) = (fs::read(&loopdock.hub).unwrap(), fs::read(&log).unwrap());
    assert!(!logged.is_empty(), "what was scanned is in the log beside it");
    for length in [100, 4_096, 50_000] {
        fs::write(&loopdock.hub, &whole[..length]).unwrap();
        for call in [&["check"][..], &["scan", "--bench", "main", "NEXT"]] {
            loopdock.run(call).refused(1);
            assert!(fs::read(&loopdock.hub).unwrap() == whole[..length], "{call:?} changed the file");
            assert!(fs::read(&log).unwrap() == logged, "{call:?} changed the log");
        }
    }
    fs::write(&loopdock.hub, &whole).unwrap();
    loopdock.must_be_clean();
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let loopdock = program(&folder.path().join("hub.db"));
    for bytes in [&b""[..], b"Name,Email\n#1001,a@example.com\n", &[0; 8_192], &[0xFF; 200]] {
        fs::write(&loopdock.hub, bytes).unwrap();
        is_refused_untouched(&loopdock, "no hub file");
    }
}

#[test]
fn another_programs_database_is_left_alone() {
    for mode in ["DELETE", "WAL"] {
        let folder = tempfile::tempdir().unwrap();
        let loopdock = program(&folder.path().join("notes.db"));
        let other = rusqlite::Connection::open(&loopdock.hub).unwrap();
        other.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(())).unwrap();
        other.execute_batch("CREATE TABLE notes (words TEXT); INSERT INTO notes VALUES ('milk')").unwrap();
        // In WAL mode it is still open, with its log beside it.
        let open = (mode == "WAL").then_some(other);
        is_refused_untouched(&loopdock, "no hub file");
        drop(open);
    }
}

#[test]
fn a_hub_from_a_newer_program_is_left_alone() {
    let (_folder, loopdock) = bare_hub();
    let newer = rusqlite::Connection::open(&loopdock.hub).unwrap();
    newer.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).unwrap();
    newer.pragma_update(None, "user_version", 4_711).unwrap();
    drop(newer);
    is_refused_untouched(&loopdock, "newer Loopdock");
}

#[test]
fn a_folder_is_no_hub() {
    let folder = tempfile::tempdir().unwrap();
    let loopdock = program(&folder.path().join("hub.db"));
    fs::create_dir(&loopdock.hub).unwrap();
    is_refused_untouched(&loopdock, "no hub file");
}

#[test]
fn init_never_writes_over_a_file() {
    let (folder, loopdock) = bare_hub();
    let csv = program(&folder.path().join("orders.csv"));
    fs::write(&csv.hub, "Name,Email\n").unwrap();
    let inner = program(&folder.path().join("inner"));
    fs::create_dir(&inner.hub).unwrap();
    let before = content(folder.path());
    for file in [&loopdock, &csv, &inner] {
        for call in [&["init", "--name", "Second"][..], &["init", "--name", "Second", "--demo"]] {
            assert!(file.run(call).refused(1).contains("already"), "{:?}", file.hub);
            assert!(content(folder.path()) == before, "{call:?} on {:?} changed something", file.hub);
        }
    }
}

#[test]
fn init_with_a_wrong_word_leaves_no_file_behind() {
    let folder = tempfile::tempdir().unwrap();
    let loopdock = program(&folder.path().join("hub.db"));
    for call in [
        &["init", "--name", ""][..],
        &["init", "--name", "Test", "--currency", "GOLD"],
        &["init", "--name", "Test", "--timezone", "Europe/Atlantis"],
    ] {
        let done = loopdock.run(call);
        done.refused(1);
        assert!(content(folder.path()).is_empty(), "{call:?}");
    }
    let nowhere = program(&folder.path().join("no/such/folder/hub.db"));
    nowhere.run(&["init", "--name", "Test"]).refused(1);
    assert!(content(folder.path()).is_empty());
}

#[test]
fn an_init_that_was_killed_leaves_a_hub_or_room_for_one() {
    for delay_ms in 0..12_u64 {
        let folder = tempfile::tempdir().unwrap();
        let loopdock = program(&folder.path().join("hub.db"));
        let mut init = loopdock.command(&["init", "--name", "Test"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay_ms * 3));
        init.kill().unwrap();
        init.wait().unwrap();
        let again = loopdock.run(&["init", "--name", "Test"]);
        if again.code != Some(0) {
            again.refused(1);
        }
        loopdock.must_be_clean();
        assert_eq!(loopdock.scan("main", "NEXT").1["cue"], "stop");
    }
}

/// The tables as the first program made them.
const FORMAT_1: &str = include_str!("../../src-tauri/crates/store/migrations/0001_hub.sql");

/// What the first program made from the statement `from` to what stands before `to`.
fn of_format_1(from: &str, to: &str) -> &'static str {
    let from = FORMAT_1.find(from).expect("a statement of the first migration");
    let length = FORMAT_1[from..].find(to).expect("what follows it");
    &FORMAT_1[from..from + length]
}

/// What the later migrations did, undone: a hub as the first program wrote it.
fn back_to_format_1() -> String {
    let mut sql = BACK_TO_FORMAT_1.to_owned();
    for (ledger, columns, ends, posts) in [
        ("movement", "item, run, source, target, qty", "-- The sum of the movements", "CREATE TRIGGER movement_moves"),
        ("posting", "account, currency, minor", "CREATE TABLE account", "CREATE TRIGGER posting_posts"),
    ] {
        sql.push_str(&format!(
            "CREATE TEMP TABLE kept AS SELECT * FROM {ledger}; DROP TABLE {ledger}; {}
             INSERT INTO {ledger} (journal, {columns}) SELECT journal, {columns} FROM kept ORDER BY journal, position;
             DROP TABLE kept; {}",
            of_format_1(&format!("CREATE TABLE {ledger} ("), ends),
            of_format_1(posts, "-- ----"),
        ));
    }
    sql.push_str(&format!(
        "CREATE TEMP TABLE kept AS SELECT * FROM print_job; DROP TABLE print_job; {}
         INSERT INTO print_job SELECT id, number, journal, document, subject, state, message FROM kept; DROP TABLE kept;
         CREATE INDEX print_job_of_entry ON print_job (journal);",
        of_format_1("CREATE TABLE print_job (", "CREATE INDEX print_job_of_entry"),
    ));
    sql
}

const BACK_TO_FORMAT_1: &str = "
    DROP TRIGGER loan_is_of_a_cohort; DROP TRIGGER loan_keeps_what_was_agreed; DROP INDEX loan_by_cohort;
    DROP INDEX settlement_posted;
    ALTER TABLE loan DROP COLUMN cohort; ALTER TABLE parcel DROP COLUMN cohort; DROP TABLE cohort_buyer; DROP TABLE cohort;
    DROP TABLE stocktake_sleeve; DROP TABLE stocktake;
    DROP TABLE parcel_fate;
    DROP TABLE returned_photo; DROP TABLE returned_unit; DROP TABLE goods_return; ALTER TABLE creator DROP COLUMN return_days;
    DELETE FROM counter WHERE name = 'goods_return';
    ALTER TABLE bench DROP COLUMN staff; DROP TABLE staff; DROP TABLE approval_limit; DROP TABLE sleeve_case;
    ALTER TABLE settlement DROP COLUMN journal; ALTER TABLE settlement DROP COLUMN owed_minor;
    ALTER TABLE hub DROP COLUMN mailer_minor; ALTER TABLE hub DROP COLUMN sleeve_minor; ALTER TABLE hub DROP COLUMN handling_minor;
    ALTER TABLE loan DROP COLUMN creator; ALTER TABLE loan DROP COLUMN back_ms;
    DROP INDEX sleeve_of_batch; ALTER TABLE sleeve DROP COLUMN batch; DROP TABLE sleeve_batch;
    DELETE FROM counter WHERE name = 'sleeve_batch';
    DROP TABLE payment; DELETE FROM counter WHERE name = 'payment';
    DROP INDEX loan_overdue; DROP INDEX loan_lost;
    ALTER TABLE loan DROP COLUMN overdue_ms; ALTER TABLE loan DROP COLUMN lost_ms; ALTER TABLE loan DROP COLUMN forfeited_ms;
    ALTER TABLE loan RENAME COLUMN held_minor TO deposit_minor;
    ALTER TABLE creator ADD COLUMN deposit_minor INTEGER NOT NULL DEFAULT 0 CHECK (deposit_minor >= 0);
    UPDATE creator SET deposit_minor = coalesce((SELECT t.deposit_minor FROM terms t WHERE t.id = creator.terms), 0);
    ALTER TABLE parcel ADD COLUMN deposit_minor INTEGER CHECK (deposit_minor >= 0);
    ALTER TABLE creator DROP COLUMN terms; ALTER TABLE parcel DROP COLUMN terms; ALTER TABLE loan DROP COLUMN terms;
    DROP TABLE terms;
    DROP INDEX item_by_sku;
    DROP TRIGGER item_is_found; DROP TRIGGER item_is_renamed; DROP VIEW item_words;
    DROP TABLE item_search; DROP TABLE item_picture;
    DROP TRIGGER order_is_listed; DROP TRIGGER order_is_promised; DROP TRIGGER order_is_touched;
    DROP TRIGGER line_is_added; DROP TRIGGER line_moves; DROP TRIGGER line_changes; DROP TRIGGER line_is_gone;
    DROP TRIGGER parcel_is_begun; DROP TRIGGER parcel_goes_on; DROP TRIGGER parcel_is_gone;
    DROP TRIGGER unit_goes_into_parcel; DROP TRIGGER sleeve_is_lent; DROP TRIGGER sleeve_is_back;
    DROP TRIGGER paper_is_queued; DROP TRIGGER paper_is_printed;
    DROP TRIGGER buyer_is_found; DROP TRIGGER buyer_is_forgotten;
    DROP VIEW order_words; DROP VIEW order_progress; DROP VIEW deed_under_way;
    DROP TABLE order_index; DROP TABLE order_search; DROP TABLE order_entry;
    DROP INDEX task_left;
    ALTER TABLE hub DROP COLUMN country; ALTER TABLE item DROP COLUMN hs_code; ALTER TABLE item DROP COLUMN origin;
    ALTER TABLE creator DROP COLUMN thanks; DROP TABLE creator_logo;
    ALTER TABLE hub ADD COLUMN print_to TEXT NOT NULL DEFAULT '';
    UPDATE hub SET print_to = (SELECT 'folder:' || address FROM printer);
    UPDATE print_job SET printer = NULL;
    DROP TABLE template; DROP TABLE printer_sheet; DROP TABLE printer_route; DROP TABLE printer;
    DELETE FROM counter WHERE name = 'printer';
    DROP INDEX line_ready;
    ALTER TABLE order_line DROP COLUMN promise_ms;
    ALTER TABLE customer_order ADD COLUMN payment_reference TEXT;
    ALTER TABLE customer_order ADD COLUMN tags TEXT NOT NULL DEFAULT '';
    UPDATE customer_order SET (payment_reference, tags) =
        (SELECT b.payment_reference, b.tags FROM buyer b WHERE b.customer_order = customer_order.id);
    ALTER TABLE buyer DROP COLUMN payment_reference;
    ALTER TABLE buyer DROP COLUMN tags;
    ALTER TABLE parcel DROP COLUMN deposit_minor;
    DROP TABLE undo_step;
    CREATE TABLE undo_step (bench BLOB NOT NULL, seq INTEGER NOT NULL, said TEXT NOT NULL, inverse TEXT,
        PRIMARY KEY (bench, seq)) STRICT, WITHOUT ROWID;
    PRAGMA user_version = 1;";

#[test]
fn a_hub_of_an_older_program_is_brought_up_to_date_whoever_opens_it_first() {
    for opens in [&["check"][..], &["scan", "--bench", "main", "NEXT"]] {
        let (_folder, loopdock) = demo_hub();
        let tags = "SELECT count(*) FROM buyer WHERE tags = 'gift' AND payment_reference IS NOT NULL";
        let counted = |sql: &str| {
            let file = rusqlite::Connection::open(&loopdock.hub).expect("a hub");
            file.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count")
        };
        let before = counted(tags);
        assert!(before > 0, "something to move");
        rusqlite::Connection::open(&loopdock.hub)
            .and_then(|file| file.execute_batch(&back_to_format_1()))
            .expect("format 1");
        let done = loopdock.run(opens);
        assert_eq!(done.code, Some(0), "{opens:?}: {done:?}");
        assert_eq!((counted(tags), counted("PRAGMA user_version")), (before, 18));
        assert!(beside(&loopdock.hub, ".before-18").exists(), "the file as it was lies beside");
        loopdock.must_be_clean();
        let found = loopdock.call("find_orders", &json!({ "text": "fern", "limit": 1 }));
        assert!(found["total"].as_i64() > Some(100), "what was there before is found: {found}");
        assert!(loopdock.call("find_items", &json!({ "search": "tz" }))["total"].as_i64() > Some(3), "so is an item");
        let told = loopdock.call("history", &json!({ "order": found["orders"][0]["order"]["order"] }));
        assert!(told[0]["say"].as_str().is_some_and(|say| say.contains("export of Fern & Kiln")), "{told}");
        let printer = &loopdock.call("printers", &json!({}))["printers"][0];
        assert_eq!(
            (&printer["way"], &printer["address"]),
            (&json!("folder"), &json!("hub.prints")),
            "papers go where they went"
        );
        let batches = loopdock.call("sleeve_batches", &json!({}));
        assert_eq!((&batches[0]["sleeves"], &batches[0]["price"]), (&json!(120), &json!(null)), "{batches}");
        assert_eq!(loopdock.scan("main", "NEXT").0, Some(0));
        assert_eq!(loopdock.scan("main", "UNDO").0, Some(0));
    }
}

#[cfg(unix)]
#[test]
fn a_hub_and_the_files_beside_it_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, loopdock) = new_hub();
    let mode = |path: &Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&loopdock.hub), 0o600);
    rusqlite::Connection::open(&loopdock.hub)
        .and_then(|file| file.execute_batch(&back_to_format_1()))
        .expect("format 1");
    assert_eq!(loopdock.run(&["check"]).code, Some(0));
    assert_eq!(mode(&beside(&loopdock.hub, ".before-18")), 0o600);
}
