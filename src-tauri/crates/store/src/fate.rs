//! What became of parcels after they had left.

use rusqlite::params;

use loopdock_domain::order::ParcelFate;
use loopdock_domain::{CreatorId, LoanId, ParcelId};

use crate::loan::to_loan;
use crate::row::Columns;
use crate::{Loan, Part, Read, Result, Write};

/// What became of a parcel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FateRow {
    /// What.
    pub fate: ParcelFate,
    /// When somebody said so, milliseconds since the epoch; of one that is lost or undeliverable, when it stopped the clock.
    pub at_ms: i64,
    /// How long the clock of its loan stood still before, in milliseconds.
    pub paused_ms: i64,
}

impl Read<'_> {
    /// What became of a parcel, where somebody said so.
    pub fn fate_of(&self, parcel: ParcelId) -> Result<Option<FateRow>> {
        self.row("SELECT * FROM parcel_fate WHERE parcel = ?1", params![parcel.uuid()], |row| {
            Ok(FateRow { fate: row.word("fate")?, at_ms: row.int("at_ms")?, paused_ms: row.int("paused_ms")? })
        })
    }

    /// Open loans whose sleeves are overdue at `until_ms`, milliseconds since the epoch, those that are due first, first: of a
    /// creator or of all.
    pub fn loans_to_remind(&self, creator: Option<CreatorId>, until_ms: i64, part: Part) -> Result<Vec<Loan>> {
        self.rows(
            "SELECT * FROM loan INDEXED BY loan_overdue
             WHERE state = 'open' AND overdue_ms <= ?2 AND creator = coalesce(?1, creator)
             ORDER BY overdue_ms, id LIMIT ?3 OFFSET ?4",
            params![creator.map(CreatorId::uuid), until_ms, part.limit, part.offset],
            to_loan,
        )
    }

    /// How many these are.
    pub fn count_loans_to_remind(&self, creator: Option<CreatorId>, until_ms: i64) -> Result<i64> {
        self.number(
            "SELECT count(*) FROM loan INDEXED BY loan_overdue
             WHERE state = 'open' AND overdue_ms <= ?2 AND creator = coalesce(?1, creator)",
            params![creator.map(CreatorId::uuid), until_ms],
        )
    }
}

impl Write<'_> {
    /// Notes what became of a parcel.
    pub fn set_fate(&self, parcel: ParcelId, fate: &FateRow) -> Result<()> {
        self.run(
            "INSERT INTO parcel_fate (parcel, fate, at_ms, paused_ms) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET fate = excluded.fate, at_ms = excluded.at_ms, paused_ms = excluded.paused_ms",
            params![parcel.uuid(), fate.fate.as_str(), fate.at_ms, fate.paused_ms],
        )?;
        Ok(())
    }

    /// When a loan is overdue and lost from now on, milliseconds since the epoch; never, where that is none.
    pub fn set_clock(&self, loan: LoanId, overdue_ms: Option<i64>, lost_ms: Option<i64>) -> Result<()> {
        self.run(
            "UPDATE loan SET overdue_ms = ?2, lost_ms = ?3 WHERE id = ?1",
            params![loan.uuid(), overdue_ms, lost_ms],
        )?;
        Ok(())
    }
}
