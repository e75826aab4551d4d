//! Cycle counts that were asked for.

use rusqlite::params;

use loopdock_domain::{CountId, ItemId, PlaceId};

use crate::row::Columns;
use crate::{Read, Result, Write};

/// A count of one item in one bin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BinCount {
    /// Its id.
    pub id: CountId,
    /// Where.
    pub bin: PlaceId,
    /// Of what.
    pub item: ItemId,
}

fn to_count(row: &rusqlite::Row<'_>) -> Result<BinCount> {
    Ok(BinCount { id: row.id("id")?, bin: row.id("bin")?, item: row.id("item")? })
}

impl Read<'_> {
    /// A count that nobody has done yet, by its id.
    pub fn open_bin_count(&self, id: CountId) -> Result<Option<BinCount>> {
        self.row("SELECT * FROM bin_count WHERE id = ?1 AND state = 'open'", params![id.uuid()], to_count)
    }

    /// The first open count at a bin, by its item.
    pub fn open_count_at(&self, bin: PlaceId) -> Result<Option<BinCount>> {
        self.row(
            "SELECT c.* FROM bin_count c JOIN item i ON i.id = c.item
             WHERE c.bin = ?1 AND c.state = 'open' ORDER BY i.number LIMIT 1",
            params![bin.uuid()],
            to_count,
        )
    }

    /// Every open count, in the sequence in which one passes the bins.
    pub fn open_counts(&self) -> Result<Vec<BinCount>> {
        self.rows(
            "SELECT c.* FROM bin_count c JOIN place p ON p.id = c.bin JOIN item i ON i.id = c.item
             WHERE c.state = 'open' ORDER BY p.x_mm, p.y_mm, p.z_mm, p.name, i.number",
            [],
            to_count,
        )
    }
}

impl Write<'_> {
    /// Asks for a count; answers with the open one when there is one already.
    pub fn ask_for_count(&self, count: &BinCount) -> Result<CountId> {
        let open = self.read().row(
            "SELECT * FROM bin_count WHERE bin = ?1 AND item = ?2 AND state = 'open'",
            params![count.bin.uuid(), count.item.uuid()],
            to_count,
        )?;
        if let Some(open) = open {
            return Ok(open.id);
        }
        self.run(
            "INSERT INTO bin_count (id, bin, item, state) VALUES (?1, ?2, ?3, 'open')",
            params![count.id.uuid(), count.bin.uuid(), count.item.uuid()],
        )?;
        Ok(count.id)
    }

    /// Notes that it was counted.
    pub fn finish_count(&self, id: CountId) -> Result<()> {
        self.run("UPDATE bin_count SET state = 'done' WHERE id = ?1", params![id.uuid()])?;
        Ok(())
    }
}
