//! Handovers: parcels given to a carrier or a buyer.

use rusqlite::params;

use loopdock_domain::words;
use loopdock_domain::{CarrierId, HandoverId, PlaceId};

use crate::row::Columns;
use crate::{Part, Read, Result, Write};

words! {
    /// Where a handover is.
    HandoverState {
        /// Parcels are being loaded.
        Open = "open",
        /// They have left.
        Closed = "closed",
    }
}

/// Parcels given away together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handover {
    /// Its id.
    pub id: HandoverId,
    /// Its short number.
    pub number: i64,
    /// Whom to.
    pub carrier: CarrierId,
    /// Where it is.
    pub state: HandoverState,
    /// The bench that does it.
    pub bench: PlaceId,
    /// When they left, milliseconds since the epoch.
    pub closed_ms: Option<i64>,
}

fn to_handover(row: &rusqlite::Row<'_>) -> Result<Handover> {
    Ok(Handover {
        id: row.id("id")?,
        number: row.int("number")?,
        carrier: row.id("carrier")?,
        state: row.word("state")?,
        bench: row.id("bench")?,
        closed_ms: row.get("closed_ms")?,
    })
}

impl Read<'_> {
    /// A handover by its id.
    pub fn handover(&self, id: HandoverId) -> Result<Option<Handover>> {
        self.row("SELECT * FROM handover WHERE id = ?1", params![id.uuid()], to_handover)
    }

    /// A handover by its short number.
    pub fn handover_numbered(&self, number: i64) -> Result<Option<Handover>> {
        self.row("SELECT * FROM handover WHERE number = ?1", params![number], to_handover)
    }

    /// Handovers that have left, newest first.
    pub fn closed_handovers(&self, part: Part) -> Result<Vec<Handover>> {
        let sql = "SELECT * FROM handover WHERE state = 'closed' ORDER BY number DESC LIMIT ?1 OFFSET ?2";
        self.rows(sql, params![part.limit, part.offset], to_handover)
    }

    /// How many these are.
    pub fn count_closed_handovers(&self) -> Result<i64> {
        self.number("SELECT count(*) FROM handover WHERE state = 'closed'", [])
    }

    /// The open handover to a carrier; there is at most one.
    pub fn open_handover(&self, carrier: CarrierId) -> Result<Option<Handover>> {
        self.row("SELECT * FROM handover WHERE carrier = ?1 AND state = 'open'", params![carrier.uuid()], to_handover)
    }

    /// Open handovers that were opened at `bench`, the oldest first.
    pub fn open_handovers_at(&self, bench: PlaceId) -> Result<Vec<Handover>> {
        let sql = "SELECT * FROM handover WHERE state = 'open' AND bench = ?1 ORDER BY number";
        self.rows(sql, params![bench.uuid()], to_handover)
    }
}

impl Write<'_> {
    /// Opens a handover.
    pub fn insert_handover(&self, handover: &Handover) -> Result<()> {
        self.run(
            "INSERT INTO handover (id, number, carrier, state, bench) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                handover.id.uuid(),
                handover.number,
                handover.carrier.uuid(),
                handover.state.as_str(),
                handover.bench.uuid()
            ],
        )?;
        Ok(())
    }

    /// Notes that a deed builds on the handover being open, so that the deed can't be taken back once it has left.
    pub fn touch_handover(&self, id: HandoverId) -> Result<()> {
        self.run("UPDATE handover SET state = state WHERE id = ?1", params![id.uuid()])?;
        Ok(())
    }

    /// Notes that everything on it has left.
    pub fn close_handover(&self, id: HandoverId, closed_ms: i64) -> Result<()> {
        self.run("UPDATE handover SET state = 'closed', closed_ms = ?2 WHERE id = ?1", params![id.uuid(), closed_ms])?;
        Ok(())
    }
}
