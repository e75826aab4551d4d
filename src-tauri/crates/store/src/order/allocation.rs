//! What is promised: units of a run in a bin to a component of a line.

use rusqlite::params;

use loopdock_domain::place::Position;
use loopdock_domain::words;
use loopdock_domain::{AllocationId, ItemId, LineId, OrderId, PlaceId, RunId};

use crate::place::position;
use crate::row::Columns;
use crate::{Read, Result, Write};

words! {
    /// Where a promise is.
    AllocationState {
        /// The units lie in the bin.
        Live = "live",
        /// They were picked.
        Picked = "picked",
        /// They are promised no more.
        Released = "released",
    }
}

/// A promise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Allocation {
    /// Its id.
    pub id: AllocationId,
    /// To which line.
    pub line: LineId,
    /// Which component of it.
    pub item: ItemId,
    /// Of which run.
    pub run: RunId,
    /// In which bin.
    pub bin: PlaceId,
    /// Units.
    pub qty: u32,
    /// Where it is.
    pub state: AllocationState,
}

fn to_allocation(row: &rusqlite::Row<'_>) -> Result<Allocation> {
    Ok(Allocation {
        id: row.id("id")?,
        line: row.id("line")?,
        item: row.id("item")?,
        run: row.id("run")?,
        bin: row.id("bin")?,
        qty: row.count("qty")?,
        state: row.word("state")?,
    })
}

impl Read<'_> {
    /// An allocation by its id.
    pub fn allocation(&self, id: AllocationId) -> Result<Option<Allocation>> {
        self.row("SELECT * FROM allocation WHERE id = ?1", params![id.uuid()], to_allocation)
    }

    /// The allocations of a line that were not released.
    pub fn allocations_of(&self, line: LineId) -> Result<Vec<Allocation>> {
        self.rows(
            "SELECT * FROM allocation WHERE line = ?1 AND state <> 'released' ORDER BY id",
            params![line.uuid()],
            to_allocation,
        )
    }

    /// Live allocations of an order.
    pub fn live_allocations_of_order(&self, order: OrderId) -> Result<Vec<Allocation>> {
        self.rows(
            "SELECT a.* FROM allocation a JOIN order_line l ON l.id = a.line
             WHERE l.customer_order = ?1 AND a.state = 'live' ORDER BY a.id",
            params![order.uuid()],
            to_allocation,
        )
    }

    /// Where the live allocations of an order lie.
    pub fn stops_of_order(&self, order: OrderId) -> Result<Vec<(AllocationId, Position)>> {
        self.rows(
            "SELECT a.id, p.x_mm, p.y_mm, p.z_mm
             FROM order_line l JOIN allocation a ON a.line = l.id JOIN place p ON p.id = a.bin
             WHERE l.customer_order = ?1 AND a.state = 'live' ORDER BY a.id",
            params![order.uuid()],
            |row| Ok((row.id("id")?, position(row)?)),
        )
    }

    /// Live allocations of an item in a bin, latest promise first: these give way when there is less than thought.
    pub fn live_allocations_in(&self, bin: PlaceId, item: ItemId) -> Result<Vec<Allocation>> {
        self.rows(
            "SELECT a.* FROM allocation a JOIN order_line l ON l.id = a.line JOIN customer_order o ON o.id = l.customer_order
             WHERE a.bin = ?1 AND a.item = ?2 AND a.state = 'live' ORDER BY o.promise_ms DESC, a.id DESC",
            params![bin.uuid(), item.uuid()],
            to_allocation,
        )
    }
}

impl Write<'_> {
    /// A ready line all of whose promises were kept is picked.
    pub fn set_line_picked_if_whole(&self, line: LineId) -> Result<()> {
        self.run(
            "UPDATE order_line SET state = 'picked' WHERE id = ?1 AND state = 'ready'
               AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.line = ?1 AND a.state = 'live')",
            params![line.uuid()],
        )?;
        Ok(())
    }

    /// Promises units. The tables refuse to promise more than there is.
    pub fn insert_allocation(&self, allocation: &Allocation) -> Result<()> {
        self.run(
            "INSERT INTO allocation (id, line, item, run, bin, qty, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                allocation.id.uuid(),
                allocation.line.uuid(),
                allocation.item.uuid(),
                allocation.run.uuid(),
                allocation.bin.uuid(),
                allocation.qty,
                allocation.state.as_str()
            ],
        )?;
        Ok(())
    }

    /// Moves an allocation to another state, or to fewer units.
    pub fn set_allocation(&self, id: AllocationId, qty: u32, state: AllocationState) -> Result<()> {
        self.run("UPDATE allocation SET qty = ?2, state = ?3 WHERE id = ?1", params![id.uuid(), qty, state.as_str()])?;
        Ok(())
    }
}
