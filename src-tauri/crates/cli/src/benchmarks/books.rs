//! Writing a past into a hub file through the store: thousands of deeds in one transaction, each with its movements and
//! its journal row, as if they had been done one by one.

use std::path::Path;

use loopdock_domain::DeedId;
use loopdock_hub::Result;
use loopdock_store::{Movement, NewEntry, Posting, Read, Store, Write};
use serde_json::{Value, json};
use uuid::{Builder, Uuid};

use super::numbers::scatter;

/// A hub file whose past is being written.
pub(super) struct Books {
    store: Store,
    pen: Pen,
}

/// What goes on from one batch to the next: the journal's place, the clock, and the ids.
struct Pen {
    seq: i64,
    at_ms: i64,
    step_ms: i64,
    minted: u64,
}

/// Some thousands of deeds in one transaction.
pub(super) struct Batch<'b> {
    /// The transaction.
    pub write: Write<'b>,
    pen: &'b mut Pen,
}

/// A deed of the past.
pub(super) struct Past<'m> {
    /// What kind.
    pub did: &'static str,
    /// What it was about.
    pub about: Value,
    /// What moved.
    pub moved: &'m [Movement],
}

impl Books {
    /// Opens the hub file at `path`; its past begins `span_ms` before `now_ms`, with `deeds` of them evenly spread.
    pub fn open(path: &Path, now_ms: i64, deeds: u32) -> Result<Self> {
        let store = Store::open(path)?;
        let (seq, _) = store.read().journal_end()?;
        let step_ms = 20_000;
        let pen = Pen { seq, at_ms: now_ms - step_ms * i64::from(deeds + 1_000), step_ms, minted: 0 };
        Ok(Self { store, pen })
    }

    /// What is in the file.
    pub fn read(&self) -> Read<'_> {
        self.store.read()
    }

    /// The journal's end.
    pub const fn seq(&self) -> i64 {
        self.pen.seq
    }

    /// Does many deeds in one transaction, and copies them into the file at once, so that the log stays short.
    pub fn batch<T>(&mut self, fill: impl FnOnce(&mut Batch<'_>) -> Result<T>) -> Result<T> {
        let answer = {
            let mut batch = Batch { write: self.store.begin()?, pen: &mut self.pen };
            let answer = fill(&mut batch)?;
            batch.write.commit()?;
            answer
        };
        self.store.checkpoint()?;
        Ok(answer)
    }
}

impl Batch<'_> {
    /// A new id: a UUIDv7 of the past's clock.
    pub fn id<T: From<Uuid>>(&mut self) -> T {
        self.pen.minted += 1;
        let (high, low) = (scatter(self.pen.minted).to_le_bytes(), scatter(!self.pen.minted).to_le_bytes());
        let mut random = [0_u8; 10];
        random[..8].copy_from_slice(&high);
        random[8..].copy_from_slice(&low[..2]);
        let at_ms = u64::try_from(self.pen.at_ms).unwrap_or_default();
        T::from(Builder::from_unix_timestamp_millis(at_ms, &random).into_uuid())
    }

    /// What the clock says.
    pub const fn now_ms(&self) -> i64 {
        self.pen.at_ms
    }

    /// The journal's end, with this batch's deeds in it.
    pub const fn seq(&self) -> i64 {
        self.pen.seq
    }

    /// Notes a scan of the past with what it moved, and the answer that its packer got.
    pub fn scanned(&mut self, past: &Past<'_>) -> Result<()> {
        self.posted(past, &[])
    }

    /// The same with what it posted.
    pub fn posted(&mut self, past: &Past<'_>, postings: &[Posting]) -> Result<()> {
        self.pen.seq += 1;
        self.pen.at_ms += self.pen.step_ms;
        for posting in postings {
            self.write.post(self.pen.seq, posting)?;
        }
        for movement in past.moved {
            self.write.move_units(self.pen.seq, movement)?;
        }
        let body = json!({ "heard": past.about, "did": past.did, "cue": "ok" });
        let said = json!({ "id": past.did, "title": "Linen tea towel, undyed", "qty": 1, "order": "O-48213" });
        let answer = json!({
            "heard": "", "did": past.did, "cue": "ok", "notes": [], "said": said, "next": said,
            "say": "Linen tea towel, undyed: 1 of 2 taken. Take 1 more of Linen tea towel, undyed from A-07-3.",
        });
        let deed: DeedId = self.id();
        let (_, before) = self.write.read().journal_end()?;
        let entry = NewEntry {
            seq: self.pen.seq,
            at_ms: self.pen.at_ms,
            deed,
            kind: "scan",
            bench: Some("bench-1"),
            job: None,
            undoes: None,
            body,
            movements: past.moved,
            postings,
        };
        Ok(self.write.append(&entry, &before, Some(&answer.to_string()))?)
    }
}
