//! Runs: batches from a microfactory, announced or not.

use rusqlite::params;

use loopdock_domain::words;
use loopdock_domain::{ItemId, PlaceId, RunId};

use crate::row::Columns;
use crate::{Part, Read, Result, Write};

words! {
    /// Where a run is.
    RunState {
        /// On its way, or being counted.
        Open = "open",
        /// Counted.
        Closed = "closed",
    }
}

/// A batch of one item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// Its short number; a lower one is older.
    pub number: i64,
    /// Which item.
    pub item: ItemId,
    /// Who made it.
    pub maker: String,
    /// Announced units; none when nobody announced it.
    pub expected: Option<i64>,
    /// Units counted in.
    pub received: i64,
    /// What a unit cost, in minor units of the item's currency.
    pub unit_cost_minor: Option<i64>,
    /// Where it is.
    pub state: RunState,
    /// The bench that counts it.
    pub bench: Option<PlaceId>,
}

const OPEN_RUNS: &str = "run INDEXED BY run_open WHERE state <> 'closed' AND (expected IS NOT NULL OR received > 0)";

fn to_run(row: &rusqlite::Row<'_>) -> Result<Run> {
    Ok(Run {
        id: row.id("id")?,
        number: row.int("number")?,
        item: row.id("item")?,
        maker: row.text("maker")?,
        expected: row.get("expected")?,
        received: row.int("received")?,
        unit_cost_minor: row.get("unit_cost_minor")?,
        state: row.word("state")?,
        bench: row.maybe_id("bench")?,
    })
}

impl Read<'_> {
    /// The run of those units of an item of which nobody knows the run.
    pub fn unknown_run_of(&self, item: ItemId) -> Result<Option<Run>> {
        self.row(
            "SELECT * FROM run WHERE item = ?1 AND expected IS NULL AND received = 0 AND state = 'closed' AND maker = ''
             ORDER BY number LIMIT 1",
            params![item.uuid()],
            to_run,
        )
    }

    /// A run by its id.
    pub fn run(&self, id: RunId) -> Result<Option<Run>> {
        self.row("SELECT * FROM run WHERE id = ?1", params![id.uuid()], to_run)
    }

    /// A run by its short number.
    pub fn run_numbered(&self, number: i64) -> Result<Option<Run>> {
        self.row("SELECT * FROM run WHERE number = ?1", params![number], to_run)
    }

    /// Open runs of `item`, oldest first.
    pub fn open_runs_of(&self, item: ItemId) -> Result<Vec<Run>> {
        self.rows(
            "SELECT * FROM run WHERE item = ?1 AND state <> 'closed' ORDER BY number",
            params![item.uuid()],
            to_run,
        )
    }

    /// Runs that are being counted at `bench`, oldest first.
    pub fn runs_at(&self, bench: PlaceId) -> Result<Vec<Run>> {
        self.rows(
            "SELECT * FROM run WHERE bench = ?1 AND state <> 'closed' ORDER BY number",
            params![bench.uuid()],
            to_run,
        )
    }

    /// Runs on their way or being counted, oldest first. A run that was opened by a scan that was taken back stays empty, and
    /// is none that anybody waits for.
    pub fn open_runs(&self, part: Part) -> Result<Vec<Run>> {
        let sql = format!("SELECT * FROM {OPEN_RUNS} ORDER BY number LIMIT ?1 OFFSET ?2");
        self.rows(&sql, params![part.limit, part.offset], to_run)
    }

    /// How many these are.
    pub fn count_open_runs(&self) -> Result<i64> {
        self.number(&format!("SELECT count(*) FROM {OPEN_RUNS}"), [])
    }

    /// Runs that were counted, newest first.
    pub fn closed_runs(&self, part: Part) -> Result<Vec<Run>> {
        let sql = "SELECT * FROM run WHERE state = 'closed' ORDER BY number DESC LIMIT ?1 OFFSET ?2";
        self.rows(sql, params![part.limit, part.offset], to_run)
    }

    /// How many these are.
    pub fn count_closed_runs(&self) -> Result<i64> {
        self.number("SELECT count(*) FROM run WHERE state = 'closed'", [])
    }

    /// Every run, newest first.
    pub fn runs(&self, limit: u32) -> Result<Vec<Run>> {
        self.rows("SELECT * FROM run ORDER BY number DESC LIMIT ?1", params![limit], to_run)
    }
}

impl Write<'_> {
    /// Adds a run.
    pub fn insert_run(&self, run: &Run) -> Result<()> {
        self.run(
            "INSERT INTO run (id, number, item, maker, expected, received, unit_cost_minor, state, bench)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                run.id.uuid(),
                run.number,
                run.item.uuid(),
                run.maker,
                run.expected,
                run.received,
                run.unit_cost_minor,
                run.state.as_str(),
                run.bench.map(PlaceId::uuid)
            ],
        )?;
        Ok(())
    }

    /// Counts units of a run in at a bench.
    pub fn count_run(&self, id: RunId, received: i64, state: RunState, bench: Option<PlaceId>) -> Result<()> {
        self.run(
            "UPDATE run SET received = ?2, state = ?3, bench = ?4 WHERE id = ?1",
            params![id.uuid(), received, state.as_str(), bench.map(PlaceId::uuid)],
        )?;
        Ok(())
    }
}
