//! Sleeves.

use rusqlite::params;

use loopdock_domain::sleeve::SleeveState;
use loopdock_domain::{SleeveBatchId, SleeveId};

use crate::part::containing;
use crate::row::Columns;
use crate::{Part, Read, Result, Write};

/// A reusable sleeve.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sleeve {
    /// Its id.
    pub id: SleeveId,
    /// Its serial.
    pub serial: String,
    /// Where it is.
    pub state: SleeveState,
    /// What it was registered with.
    pub batch: SleeveBatchId,
}

/// Which sleeves to look for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SleeveSearch {
    /// In this state only.
    pub state: Option<SleeveState>,
    /// This stands in the serial.
    pub serial: String,
}

const SLEEVES_FOUND: &str = "sleeve s WHERE (?1 IS NULL OR s.state = ?1) AND s.serial LIKE ?2 ESCAPE '\\'";

impl SleeveSearch {
    fn values(&self) -> (Option<&'static str>, String) {
        (self.state.map(SleeveState::as_str), containing(&self.serial))
    }
}

/// A row of the table.
pub(crate) fn to_sleeve(row: &rusqlite::Row<'_>) -> Result<Sleeve> {
    Ok(Sleeve { id: row.id("id")?, serial: row.text("serial")?, state: row.word("state")?, batch: row.id("batch")? })
}

impl Read<'_> {
    /// A sleeve by its id.
    pub fn sleeve(&self, id: SleeveId) -> Result<Option<Sleeve>> {
        self.row("SELECT * FROM sleeve WHERE id = ?1", params![id.uuid()], to_sleeve)
    }

    /// A sleeve by its serial.
    pub fn sleeve_by_serial(&self, serial: &str) -> Result<Option<Sleeve>> {
        self.row("SELECT * FROM sleeve WHERE serial = ?1", params![serial], to_sleeve)
    }

    /// Sleeves in a state, by serial.
    pub fn sleeves_in(&self, state: SleeveState, limit: u32) -> Result<Vec<Sleeve>> {
        self.rows(
            "SELECT * FROM sleeve WHERE state = ?1 ORDER BY serial LIMIT ?2",
            params![state.as_str(), limit],
            to_sleeve,
        )
    }

    /// The sleeves of the batch with this number that are on the shelf, by serial.
    pub fn sleeves_on_shelf_of(&self, batch: i64) -> Result<Vec<Sleeve>> {
        self.rows(
            "SELECT s.* FROM sleeve_batch b JOIN sleeve s ON s.batch = b.id AND s.state = 'available'
             WHERE b.number = ?1 ORDER BY s.serial",
            params![batch],
            to_sleeve,
        )
    }

    /// How many sleeves are in a state.
    pub fn count_sleeves_in(&self, state: SleeveState) -> Result<u32> {
        self.count("SELECT count(*) FROM sleeve WHERE state = ?1", params![state.as_str()])
    }

    /// Sleeves that were looked for: those that are away longest first, then the others by serial.
    pub fn find_sleeves(&self, search: &SleeveSearch, part: Part) -> Result<Vec<Sleeve>> {
        let (state, serial) = search.values();
        let away = "(SELECT l.opened_ms FROM loan l WHERE l.sleeve = s.id AND l.state IN ('open', 'return_pending'))";
        let sql = format!(
            "SELECT s.*, {away} AS away_ms FROM {SLEEVES_FOUND}
             ORDER BY away_ms IS NULL, away_ms, s.serial LIMIT ?3 OFFSET ?4"
        );
        self.rows(&sql, params![state, serial, part.limit, part.offset], to_sleeve)
    }

    /// How many are found.
    pub fn count_sleeves(&self, search: &SleeveSearch) -> Result<i64> {
        let (state, serial) = search.values();
        self.number(&format!("SELECT count(*) FROM {SLEEVES_FOUND}"), params![state, serial])
    }
}

impl Write<'_> {
    /// Adds a sleeve.
    pub fn insert_sleeve(&self, sleeve: &Sleeve) -> Result<()> {
        self.run(
            "INSERT INTO sleeve (id, serial, state, batch) VALUES (?1, ?2, ?3, ?4)",
            params![sleeve.id.uuid(), sleeve.serial, sleeve.state.as_str(), sleeve.batch.uuid()],
        )?;
        Ok(())
    }

    /// Moves a sleeve to another state.
    pub fn set_sleeve(&self, id: SleeveId, state: SleeveState) -> Result<()> {
        self.run("UPDATE sleeve SET state = ?2 WHERE id = ?1", params![id.uuid(), state.as_str()])?;
        Ok(())
    }
}
