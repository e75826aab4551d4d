//! The other side of the comparison: the rows that `allocate` wrote, written by prepared statements and nothing else.
//!
//! The same: the file byte for byte, with its schema, triggers and indexes (the stock's promised units are changed by the
//! triggers on both sides); SQLite's settings, a cold page cache of the same size; as many transactions, each `IMMEDIATE`
//! and durable; every allocation (their ids as the command minted them), every line's new state, every journal row with
//! its entry and hash.
//! Left out: reading what waits and what is in stock, deciding, minting ids, writing JSON, hashing, and the undo triggers
//! that watch a bench's deeds. All rows are in memory before the clock starts. Statements are prepared within the time,
//! once each, as the command's are.

use std::path::Path;
use std::time::{Duration, Instant};

use loopdock_hub::{Error, Result};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};

/// What one transaction writes.
pub(super) struct Chunk {
    journal: JournalRow,
    lines: Vec<Line>,
}

struct JournalRow {
    seq: i64,
    deed: [u8; 16],
    entry: String,
    hash: [u8; 32],
    answer: Option<String>,
}

struct Line {
    id: [u8; 16],
    state: String,
    allocations: Vec<Allocation>,
}

struct Allocation {
    id: [u8; 16],
    item: [u8; 16],
    run: [u8; 16],
    bin: [u8; 16],
    qty: i64,
}

impl Chunk {
    /// How many lines it serves.
    pub(super) const fn lines(&self) -> usize {
        self.lines.len()
    }
}

/// The rows that the hub at `path` got after the journal row `before`.
pub(super) fn rows_of(path: &Path, before: i64) -> Result<Vec<Chunk>> {
    let connection = open(path).map_err(failed)?;
    let lines = served(&connection).map_err(failed)?;
    let mut chunks = Vec::new();
    let mut lines = lines.into_iter();
    for journal in journal_rows(&connection, before).map_err(failed)? {
        let told: serde_json::Value = serde_json::from_str(&journal.entry).unwrap_or_default();
        let count = told.pointer("/body/lines").and_then(serde_json::Value::as_u64);
        let count = count.and_then(|count| usize::try_from(count).ok());
        let count = count.ok_or_else(|| Error::internal("a journal row does not tell how many lines it serves"))?;
        chunks.push(Chunk { journal, lines: lines.by_ref().take(count).collect() });
    }
    Ok(chunks)
}

fn journal_rows(connection: &Connection, before: i64) -> rusqlite::Result<Vec<JournalRow>> {
    let sql = "SELECT seq, deed, entry, hash, answer FROM journal WHERE seq > ?1 ORDER BY seq";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([before], |row| {
        Ok(JournalRow {
            seq: row.get("seq")?,
            deed: row.get("deed")?,
            entry: row.get("entry")?,
            hash: row.get("hash")?,
            answer: row.get("answer")?,
        })
    })?;
    rows.collect()
}

/// Lines with live allocations, in the sequence in which the command serves them.
fn served(connection: &Connection) -> rusqlite::Result<Vec<Line>> {
    let mut statement = connection.prepare(
        "SELECT l.id AS line, l.state, a.id, a.item, a.run, a.bin, a.qty
         FROM order_line l JOIN allocation a ON a.line = l.id AND a.state = 'live'
             JOIN customer_order o ON o.id = l.customer_order JOIN creator c ON c.id = o.creator
         ORDER BY o.promise_ms, c.key, o.name, l.position, a.id",
    )?;
    let mut lines: Vec<Line> = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: [u8; 16] = row.get("line")?;
        let allocation = Allocation {
            id: row.get("id")?,
            item: row.get("item")?,
            run: row.get("run")?,
            bin: row.get("bin")?,
            qty: row.get("qty")?,
        };
        match lines.last_mut().filter(|last| last.id == id) {
            Some(last) => last.allocations.push(allocation),
            None => lines.push(Line { id, state: row.get("state")?, allocations: vec![allocation] }),
        }
    }
    Ok(lines)
}

/// Writes the chunks into the hub file at `path`; answers with how long it took.
pub(super) fn write(path: &Path, chunks: &[Chunk]) -> Result<Duration> {
    let mut connection = open(path).map_err(failed)?;
    let began = Instant::now();
    for chunk in chunks {
        write_chunk(&mut connection, chunk).map_err(failed)?;
    }
    Ok(began.elapsed())
}

fn write_chunk(connection: &mut Connection, chunk: &Chunk) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut promise = transaction.prepare_cached(
            "INSERT INTO allocation (id, line, item, run, bin, qty, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'live')",
        )?;
        let mut turn = transaction.prepare_cached("UPDATE order_line SET state = ?2, held = NULL WHERE id = ?1")?;
        for line in &chunk.lines {
            for part in &line.allocations {
                promise.execute(params![part.id, line.id, part.item, part.run, part.bin, part.qty])?;
            }
            turn.execute(params![line.id, line.state])?;
        }
        let JournalRow { seq, deed, entry, hash, answer } = &chunk.journal;
        let mut note = transaction
            .prepare_cached("INSERT INTO journal (seq, deed, entry, hash, answer) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        note.execute(params![seq, deed, entry, hash, answer])?;
    }
    transaction.commit()
}

/// The settings are those of `store`'s writing connection.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(512);
    Ok(connection)
}

fn failed(error: rusqlite::Error) -> Error {
    Error::internal(format!("the bare SQL failed: {error}"))
}
