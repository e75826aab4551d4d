//! The journal's export: one JSON line a deed, and what anybody can recompute from it.

use std::collections::BTreeMap;

use loopdock_store::{JournalRow, Movement, Posting, chain};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// An exported line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// Its place.
    pub seq: i64,
    /// The entry's JSON object with `prev` and `hash` (SHA-256, hex) appended. The hash is over the 32 bytes of `prev` and
    /// the entry as it is without these two members.
    pub line: String,
}

/// The lines of `rows`, the first of which follows the hash `before`.
pub(crate) fn lines(mut before: [u8; 32], rows: &[JournalRow]) -> Vec<JournalLine> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let open = row.entry.strip_suffix('}').unwrap_or(&row.entry);
        all.push(JournalLine { seq: row.seq, line: format!("{open}{}", seal(&before, &row.hash)) });
        before = row.hash;
    }
    all
}

/// What an export appends to an entry in place of its closing brace.
fn seal(before: &[u8; 32], hash: &[u8; 32]) -> String {
    format!(",\"prev\":\"{}\",\"hash\":\"{}\"}}", hex(before), hex(hash))
}

/// What an outsider recomputes from an export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Balances {
    /// Units by place, item and run, as their ids; zero balances are left out.
    pub stock: BTreeMap<String, i64>,
    /// Minor units by account and currency; zero balances are left out.
    pub money: BTreeMap<String, i64>,
    /// Entries read.
    pub entries: i64,
}

/// Replays an export from nothing: checks the chain and adds everything up.
///
/// # Errors
/// When a line can't be read, is missing, or does not follow from the one before it.
pub fn replay<'l>(lines: impl Iterator<Item = &'l str>) -> Result<Balances> {
    #[derive(Deserialize)]
    struct Entry {
        seq: i64,
        movements: Vec<Movement>,
        postings: Vec<Posting>,
    }
    let mut balances = Balances::default();
    let mut before = [0_u8; 32];
    for text in lines {
        let at = balances.entries + 1;
        let broken =
            || Error::refused(format!("line {at} does not follow from the one before it: the chain is broken"));
        let open =
            text.len().checked_sub(seal(&before, &before).len()).and_then(|end| text.get(..end)).ok_or_else(broken)?;
        let bytes = format!("{open}}}");
        let hash = chain(&before, &bytes);
        if format!("{open}{}", seal(&before, &hash)) != text {
            return Err(broken());
        }
        let entry: Entry = serde_json::from_str(&bytes)
            .map_err(|error| Error::refused(format!("the entry of line {at} can't be read: {error}")))?;
        if entry.seq != at {
            return Err(broken());
        }
        for movement in &entry.movements {
            let key = |place| format!("{place}/{}/{}", movement.item, movement.run);
            *balances.stock.entry(key(movement.source)).or_default() -= movement.qty;
            *balances.stock.entry(key(movement.target)).or_default() += movement.qty;
        }
        for posting in &entry.postings {
            let key = format!("{}/{}", posting.account, posting.money.currency);
            *balances.money.entry(key).or_default() += posting.money.minor;
        }
        before = hash;
        balances.entries = at;
    }
    balances.stock.retain(|_, qty| *qty != 0);
    balances.money.retain(|_, minor| *minor != 0);
    Ok(balances)
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
