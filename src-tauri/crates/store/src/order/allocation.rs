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

/// Whence the units of allocation `a` come: its run, its bin, the component of its line.
const WHENCE: &str =
    "CROSS JOIN run r ON r.id = a.run CROSS JOIN place p ON p.id = a.bin CROSS JOIN item i ON i.id = a.item";
/// The sequence in which a line's units are promised ([`Read::available`]); ids and clocks say nothing about it.
const AS_PROMISED: &str = "i.number, r.number, p.x_mm, p.y_mm, p.z_mm, p.name, a.state, a.qty";

impl Read<'_> {
    /// An allocation by its id.
    pub fn allocation(&self, id: AllocationId) -> Result<Option<Allocation>> {
        self.row("SELECT * FROM allocation WHERE id = ?1", params![id.uuid()], to_allocation)
    }

    /// The allocations of a line that were not released, as they were promised: oldest run first, then by place.
    pub fn allocations_of(&self, line: LineId) -> Result<Vec<Allocation>> {
        self.rows(
            &format!("SELECT a.* FROM allocation a {WHENCE} WHERE a.line = ?1 AND a.state <> 'released' ORDER BY {AS_PROMISED}"),
            params![line.uuid()],
            to_allocation,
        )
    }

    /// Live allocations of an order, line by line, as they were promised.
    pub fn live_allocations_of_order(&self, order: OrderId) -> Result<Vec<Allocation>> {
        self.rows(
            &format!(
                "SELECT a.* FROM order_line l CROSS JOIN allocation a ON a.line = l.id {WHENCE}
                 WHERE l.customer_order = ?1 AND a.state = 'live' ORDER BY l.position, {AS_PROMISED}"
            ),
            params![order.uuid()],
            to_allocation,
        )
    }

    /// Where the live allocations of an order lie, line by line, as they were promised.
    pub fn stops_of_order(&self, order: OrderId) -> Result<Vec<(AllocationId, Position)>> {
        self.rows(
            &format!(
                "SELECT a.id, p.x_mm, p.y_mm, p.z_mm FROM order_line l CROSS JOIN allocation a ON a.line = l.id {WHENCE}
                 WHERE l.customer_order = ?1 AND a.state = 'live' ORDER BY l.position, {AS_PROMISED}"
            ),
            params![order.uuid()],
            |row| Ok((row.id("id")?, position(row)?)),
        )
    }

    /// Live allocations of an item in a bin, last served first: these give way when there is less than thought.
    pub fn live_allocations_in(&self, bin: PlaceId, item: ItemId) -> Result<Vec<Allocation>> {
        self.rows(
            "SELECT a.* FROM allocation a
             CROSS JOIN order_line l ON l.id = a.line
             CROSS JOIN customer_order o ON o.id = l.customer_order
             CROSS JOIN creator c ON c.id = o.creator
             CROSS JOIN run r ON r.id = a.run
             WHERE a.bin = ?1 AND a.item = ?2 AND a.state = 'live'
             ORDER BY o.promise_ms DESC, c.key DESC, o.name DESC, o.number DESC, l.position DESC, r.number DESC",
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
