//! The journal: one row a deed, chained by hash, never changed.
//!
//! A row's `entry` is the JSON line that an export prints, with the deed's movements and postings in it: all that an
//! outsider needs to recompute every balance. Its hash is SHA-256 over the hash before it and the entry's bytes.

use std::collections::HashSet;

use rusqlite::params;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use loopdock_domain::{DeedId, JobId, OrderId};

use crate::row::Columns;
use crate::{Movement, Posting, Read, Result, Write};

/// A deed on its way into the journal.
#[derive(Clone, Debug, Serialize)]
pub struct NewEntry<'a> {
    /// Its place: one more than the last.
    pub seq: i64,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The id that its caller gave it.
    pub deed: DeedId,
    /// What kind of deed.
    pub kind: &'a str,
    /// The bench's name, for a scan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bench: Option<&'a str>,
    /// The bulk work that it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<JobId>,
    /// The deed that it takes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
    /// What it was about: ids and words, never a buyer's data.
    pub body: Value,
    /// What moved.
    pub movements: &'a [Movement],
    /// What was posted.
    pub postings: &'a [Posting],
}

/// A row of the journal.
#[derive(Clone, Debug)]
pub struct JournalRow {
    /// Its place.
    pub seq: i64,
    /// The JSON line.
    pub entry: String,
    /// The chain's hash after it.
    pub hash: [u8; 32],
}

/// The hash of a row whose predecessor has `before` (32 zero bytes for the first).
#[must_use]
pub fn chain(before: &[u8; 32], entry: &str) -> [u8; 32] {
    Sha256::new().chain_update(before).chain_update(entry.as_bytes()).finalize().into()
}

impl Read<'_> {
    /// The newest row's place and hash; zeros when the journal is empty.
    pub fn journal_end(&self) -> Result<(i64, [u8; 32])> {
        let row = self.row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.int("seq")?, row.get::<_, [u8; 32]>("hash")?))
        })?;
        Ok(row.unwrap_or((0, [0; 32])))
    }

    /// At most `limit` rows after `seq`.
    pub fn journal_after(&self, seq: i64, limit: u32) -> Result<Vec<JournalRow>> {
        self.rows(
            "SELECT seq, entry, hash FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2",
            params![seq, limit],
            |row| Ok(JournalRow { seq: row.int("seq")?, entry: row.text("entry")?, hash: row.get("hash")? }),
        )
    }

    /// The first `limit` entries that worked on an order, each with what its caller was told.
    pub fn journal_of(&self, order: OrderId, limit: u32) -> Result<Vec<(JournalRow, Option<String>)>> {
        self.rows(
            "SELECT j.seq, j.entry, j.hash, j.answer FROM order_entry e CROSS JOIN journal j ON j.seq = e.seq
             WHERE e.customer_order = ?1 ORDER BY e.seq LIMIT ?2",
            params![order.uuid(), limit],
            |row| {
                let entry = JournalRow { seq: row.int("seq")?, entry: row.text("entry")?, hash: row.get("hash")? };
                Ok((entry, row.get("answer")?))
            },
        )
    }

    /// At most `limit` entries after `seq` whose deed has one of these words, each with what its caller was told.
    pub fn journal_of_deeds(&self, words: &[&str], seq: i64, limit: u32) -> Result<Vec<(JournalRow, Option<String>)>> {
        self.rows(
            "SELECT seq, entry, hash, answer FROM journal
             WHERE seq > ?2 AND coalesce(entry ->> '$.body.did', entry ->> '$.kind') IN (SELECT value FROM json_each(?1))
             ORDER BY seq LIMIT ?3",
            params![json!(words).to_string(), seq, limit],
            |row| {
                let entry = JournalRow { seq: row.int("seq")?, entry: row.text("entry")?, hash: row.get("hash")? };
                Ok((entry, row.get("answer")?))
            },
        )
    }

    /// The places of the entries that were taken back.
    pub fn taken_back(&self) -> Result<HashSet<i64>> {
        // An entry's keys stand in it as they are, and a quotation mark within its words does not.
        let sql = "SELECT entry ->> '$.undoes' AS undone FROM journal WHERE instr(entry, '\"undoes\":') > 0";
        Ok(self.rows(sql, [], |row| row.int("undone"))?.into_iter().collect())
    }

    /// When the deed at `seq` was done, and the short number that it gave, if it gave one.
    pub fn done_at(&self, seq: i64) -> Result<Option<(i64, Option<i64>)>> {
        let sql =
            "SELECT entry ->> '$.at_ms' AS at_ms, entry ->> '$.body.number' AS number FROM journal WHERE seq = ?1";
        self.row(sql, params![seq], |row| Ok((row.int("at_ms")?, row.get("number")?)))
    }

    /// Whether the deed at `seq` took a sleeve back by the slip of its parcel.
    pub fn is_by_slip(&self, seq: i64) -> Result<bool> {
        let sql = "SELECT coalesce(entry ->> '$.body.by_slip', 0) AS by_slip FROM journal WHERE seq = ?1";
        Ok(self.row(sql, params![seq], |row| row.int("by_slip"))? == Some(1))
    }

    /// Where `deed` is in the journal and what was answered, if it was done.
    pub fn deed_answer(&self, deed: DeedId) -> Result<Option<(i64, Option<String>)>> {
        self.row("SELECT seq, answer FROM journal WHERE deed = ?1", params![deed.uuid()], |row| {
            Ok((row.int("seq")?, row.get("answer")?))
        })
    }
}

impl Write<'_> {
    /// Appends an entry to the one whose hash is `before`. `answer` is what its caller is told, kept so that the same deed
    /// again is answered the same.
    pub fn append(&self, entry: &NewEntry<'_>, before: &[u8; 32], answer: Option<&str>) -> Result<()> {
        let text = serde_json::to_string(entry).unwrap_or_default();
        let hash = chain(before, &text);
        self.run(
            "INSERT INTO journal (seq, deed, entry, hash, answer) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![entry.seq, entry.deed.uuid(), text, hash, answer],
        )?;
        Ok(())
    }
}
