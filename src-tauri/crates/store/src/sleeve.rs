//! Sleeves, their loans and the settlements of these.

use rusqlite::params;

use loopdock_domain::sleeve::{LoanState, SettlementState, SleeveState};
use loopdock_domain::{LoanId, Money, ParcelId, PlaceId, SettlementId, SleeveId};

use crate::part::containing;
use crate::row::Columns;
use crate::{Part, Read, Result, StoreError, Write};

/// A reusable sleeve.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sleeve {
    /// Its id.
    pub id: SleeveId,
    /// Its serial.
    pub serial: String,
    /// Where it is.
    pub state: SleeveState,
}

/// One trip of a sleeve.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loan {
    /// Its id.
    pub id: LoanId,
    /// Which sleeve.
    pub sleeve: SleeveId,
    /// Around which parcel.
    pub parcel: ParcelId,
    /// Where it is.
    pub state: LoanState,
    /// What is owed when it comes back, as it was when it left.
    pub deposit: Money,
    /// When it left, milliseconds since the epoch.
    pub opened_ms: i64,
}

/// The end of a loan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settlement {
    /// Its id.
    pub id: SettlementId,
    /// Of which loan.
    pub loan: LoanId,
    /// The bench that looks.
    pub bench: PlaceId,
    /// Where it is.
    pub state: SettlementState,
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

fn to_sleeve(row: &rusqlite::Row<'_>) -> Result<Sleeve> {
    Ok(Sleeve { id: row.id("id")?, serial: row.text("serial")?, state: row.word("state")? })
}

fn to_loan(row: &rusqlite::Row<'_>) -> Result<Loan> {
    let code = row.text("currency")?;
    let currency = code.parse().map_err(|_| StoreError::Unreadable { what: format!("currency = {code}") })?;
    Ok(Loan {
        id: row.id("id")?,
        sleeve: row.id("sleeve")?,
        parcel: row.id("parcel")?,
        state: row.word("state")?,
        deposit: Money { minor: row.int("deposit_minor")?, currency },
        opened_ms: row.int("opened_ms")?,
    })
}

fn to_settlement(row: &rusqlite::Row<'_>) -> Result<Settlement> {
    Ok(Settlement { id: row.id("id")?, loan: row.id("loan")?, bench: row.id("bench")?, state: row.word("state")? })
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

    /// Settlements that were posted, the newest first.
    pub fn posted_settlements(&self, part: Part) -> Result<Vec<Settlement>> {
        let sql = "SELECT * FROM settlement WHERE state = 'posted' ORDER BY id DESC LIMIT ?1 OFFSET ?2";
        self.rows(sql, params![part.limit, part.offset], to_settlement)
    }

    /// How many these are.
    pub fn count_posted_settlements(&self) -> Result<i64> {
        self.number("SELECT count(*) FROM settlement WHERE state = 'posted'", [])
    }

    /// The settlement of a loan that waits for a look.
    pub fn pending_settlement_of(&self, loan: LoanId) -> Result<Option<Settlement>> {
        let sql = "SELECT * FROM settlement WHERE loan = ?1 AND state = 'pending'";
        self.row(sql, params![loan.uuid()], to_settlement)
    }

    /// The newest loan of a sleeve.
    pub fn newest_loan(&self, sleeve: SleeveId) -> Result<Option<Loan>> {
        self.row(
            "SELECT l.* FROM loan l JOIN parcel p ON p.id = l.parcel WHERE l.sleeve = ?1 ORDER BY p.number DESC LIMIT 1",
            params![sleeve.uuid()],
            to_loan,
        )
    }

    /// The loan that goes around a parcel, if it went with a sleeve.
    pub fn loan_around(&self, parcel: ParcelId) -> Result<Option<Loan>> {
        self.row(
            "SELECT * FROM loan WHERE parcel = ?1 ORDER BY opened_ms DESC LIMIT 1",
            params![parcel.uuid()],
            to_loan,
        )
    }

    /// A loan by its id.
    pub fn loan(&self, id: LoanId) -> Result<Option<Loan>> {
        self.row("SELECT * FROM loan WHERE id = ?1", params![id.uuid()], to_loan)
    }

    /// A settlement by its id.
    pub fn settlement(&self, id: SettlementId) -> Result<Option<Settlement>> {
        self.row("SELECT * FROM settlement WHERE id = ?1", params![id.uuid()], to_settlement)
    }

    /// The settlement that waits for a look at `bench`.
    pub fn pending_settlement_at(&self, bench: PlaceId) -> Result<Option<Settlement>> {
        self.row(
            "SELECT * FROM settlement WHERE bench = ?1 AND state = 'pending' ORDER BY id DESC LIMIT 1",
            params![bench.uuid()],
            to_settlement,
        )
    }
}

impl Write<'_> {
    /// Adds a sleeve.
    pub fn insert_sleeve(&self, sleeve: &Sleeve) -> Result<()> {
        self.run(
            "INSERT INTO sleeve (id, serial, state) VALUES (?1, ?2, ?3)",
            params![sleeve.id.uuid(), sleeve.serial, sleeve.state.as_str()],
        )?;
        Ok(())
    }

    /// Moves a sleeve to another state.
    pub fn set_sleeve(&self, id: SleeveId, state: SleeveState) -> Result<()> {
        self.run("UPDATE sleeve SET state = ?2 WHERE id = ?1", params![id.uuid(), state.as_str()])?;
        Ok(())
    }

    /// Opens a loan. The tables refuse a second open one of a sleeve.
    pub fn insert_loan(&self, loan: &Loan) -> Result<()> {
        self.run(
            "INSERT INTO loan (id, sleeve, parcel, state, deposit_minor, currency, opened_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                loan.id.uuid(),
                loan.sleeve.uuid(),
                loan.parcel.uuid(),
                loan.state.as_str(),
                loan.deposit.minor,
                loan.deposit.currency.code(),
                loan.opened_ms
            ],
        )?;
        Ok(())
    }

    /// Moves a loan to another state.
    pub fn set_loan(&self, id: LoanId, state: LoanState) -> Result<()> {
        self.run("UPDATE loan SET state = ?2 WHERE id = ?1", params![id.uuid(), state.as_str()])?;
        Ok(())
    }

    /// Begins a settlement. The tables refuse a second one of a loan.
    pub fn insert_settlement(&self, settlement: &Settlement) -> Result<()> {
        self.run(
            "INSERT INTO settlement (id, loan, bench, state) VALUES (?1, ?2, ?3, ?4)",
            params![settlement.id.uuid(), settlement.loan.uuid(), settlement.bench.uuid(), settlement.state.as_str()],
        )?;
        Ok(())
    }

    /// Moves a settlement to another state.
    pub fn set_settlement(&self, id: SettlementId, state: SettlementState) -> Result<()> {
        self.run("UPDATE settlement SET state = ?2 WHERE id = ?1", params![id.uuid(), state.as_str()])?;
        Ok(())
    }
}
