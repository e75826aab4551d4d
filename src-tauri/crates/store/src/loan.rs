//! The loans of sleeves, and the settlements of these.

use rusqlite::params;

use loopdock_domain::sleeve::{LoanState, SettlementState};
use loopdock_domain::{CohortId, LoanId, Money, ParcelId, PlaceId, SettlementId, SleeveId, TermsId};

use crate::row::Columns;
use crate::{Part, Read, Result, StoreError, Write};

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
    /// What was agreed when it left; nothing is owed where that is none.
    pub terms: Option<TermsId>,
    /// The cohort whose terms these are; of none where they are those of all other buyers.
    pub cohort: Option<CohortId>,
    /// What is held for the buyer.
    pub held: Money,
    /// When it left, milliseconds since the epoch.
    pub opened_ms: i64,
    /// When it is overdue, milliseconds since the epoch; never, or its clock is stopped, where that is none.
    pub overdue_ms: Option<i64>,
    /// When it is lost, likewise.
    pub lost_ms: Option<i64>,
    /// The moment for which its deposit was forfeited or asked for, milliseconds since the epoch.
    pub forfeited_ms: Option<i64>,
}

/// What a loan has come to by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Due {
    /// Its sleeve should be back.
    Overdue,
    /// Its sleeve counts as lost.
    Lost,
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
    /// The entry of the journal that began it.
    pub journal: i64,
    /// What the buyer gets when the sleeve is good, as it was when that was scanned or something last changed it; minor units of
    /// the loan's currency.
    pub owed_minor: i64,
}

/// The sleeves that wait for a look at a bench.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crate {
    /// How many.
    pub sleeves: u32,
    /// What their buyers get when all are good, once a currency; nothing where nothing is owed.
    pub owed: Vec<Money>,
    /// True where one of them is above the hub's limit.
    pub has_above_limit: bool,
}

pub(crate) fn to_loan(row: &rusqlite::Row<'_>) -> Result<Loan> {
    Ok(Loan {
        id: row.id("id")?,
        sleeve: row.id("sleeve")?,
        parcel: row.id("parcel")?,
        state: row.word("state")?,
        terms: row.maybe_id("terms")?,
        cohort: row.maybe_id("cohort")?,
        held: Money { minor: row.int("held_minor")?, currency: row.currency("currency")? },
        opened_ms: row.int("opened_ms")?,
        overdue_ms: row.get("overdue_ms")?,
        lost_ms: row.get("lost_ms")?,
        forfeited_ms: row.get("forfeited_ms")?,
    })
}

fn to_settlement(row: &rusqlite::Row<'_>) -> Result<Settlement> {
    Ok(Settlement {
        id: row.id("id")?,
        loan: row.id("loan")?,
        bench: row.id("bench")?,
        state: row.word("state")?,
        journal: row.int("journal")?,
        owed_minor: row.int("owed_minor")?,
    })
}

impl Read<'_> {
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

    /// How often a sleeve left.
    pub fn trips_of(&self, sleeve: SleeveId) -> Result<u32> {
        self.count("SELECT count(*) FROM loan WHERE sleeve = ?1 AND state <> 'voided'", params![sleeve.uuid()])
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

    /// Loans that have come to this by `now_ms`, the longest first, and nobody noted it yet.
    pub fn loans_due(&self, due: Due, now_ms: i64, limit: u32) -> Result<Vec<Loan>> {
        let sql = match due {
            Due::Lost => "SELECT * FROM loan WHERE state = 'open' AND lost_ms <= ?1 ORDER BY lost_ms, id LIMIT ?2",
            Due::Overdue => {
                "SELECT l.* FROM loan l JOIN sleeve s ON s.id = l.sleeve AND s.state = 'out'
                 WHERE l.state = 'open' AND l.overdue_ms <= ?1 ORDER BY l.overdue_ms, l.id LIMIT ?2"
            }
        };
        self.rows(sql, params![now_ms, limit], to_loan)
    }

    /// A settlement by its id.
    pub fn settlement(&self, id: SettlementId) -> Result<Option<Settlement>> {
        self.row("SELECT * FROM settlement WHERE id = ?1", params![id.uuid()], to_settlement)
    }

    /// The settlements that wait for a look at `bench`, the newest first.
    pub fn pending_settlements_at(&self, bench: PlaceId, limit: u32) -> Result<Vec<Settlement>> {
        self.rows(
            "SELECT * FROM settlement WHERE bench = ?1 AND state = 'pending' ORDER BY journal DESC, id DESC LIMIT ?2",
            params![bench.uuid(), limit],
            to_settlement,
        )
    }

    /// What waits for a look at `bench`.
    pub fn crate_at(&self, bench: PlaceId) -> Result<Crate> {
        let sql = "SELECT count(*) AS sleeves, sum(s.owed_minor) AS minor, max(s.owed_minor) AS most_minor, l.currency
                   FROM settlement s JOIN loan l ON l.id = s.loan WHERE s.bench = ?1 AND s.state = 'pending'
                   GROUP BY l.currency ORDER BY l.currency";
        let rows = self.rows(sql, params![bench.uuid()], |row| {
            let money = |minor| Ok::<_, StoreError>(Money { minor, currency: row.currency("currency")? });
            Ok((row.count("sleeves")?, money(row.int("minor")?)?, money(row.int("most_minor")?)?))
        })?;
        let mut all = Crate { sleeves: 0, owed: Vec::new(), has_above_limit: false };
        for (sleeves, owed, most) in rows {
            all.sleeves += sleeves;
            all.has_above_limit |= self.is_above_limit(most)?;
            all.owed.extend((owed.minor > 0).then_some(owed));
        }
        Ok(all)
    }
}

impl Write<'_> {
    /// Opens a loan. The tables refuse a second open one of a sleeve.
    pub fn insert_loan(&self, loan: &Loan) -> Result<()> {
        self.run(
            "INSERT INTO loan (id, sleeve, parcel, state, terms, held_minor, currency, opened_ms, overdue_ms, lost_ms, cohort,
                 creator)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
                 (SELECT o.creator FROM parcel p JOIN customer_order o ON o.id = p.customer_order WHERE p.id = ?3))",
            params![
                loan.id.uuid(),
                loan.sleeve.uuid(),
                loan.parcel.uuid(),
                loan.state.as_str(),
                loan.terms.map(TermsId::uuid),
                loan.held.minor,
                loan.held.currency.code(),
                loan.opened_ms,
                loan.overdue_ms,
                loan.lost_ms,
                loan.cohort.map(CohortId::uuid)
            ],
        )?;
        Ok(())
    }

    /// Moves a loan to another state.
    pub fn set_loan(&self, id: LoanId, state: LoanState) -> Result<()> {
        self.run("UPDATE loan SET state = ?2 WHERE id = ?1", params![id.uuid(), state.as_str()])?;
        Ok(())
    }

    /// The deposit of a loan is forfeited, or asked for, as of `at_ms`.
    pub fn forfeit_loan(&self, id: LoanId, state: LoanState, at_ms: i64) -> Result<()> {
        self.run(
            "UPDATE loan SET state = ?2, forfeited_ms = ?3 WHERE id = ?1",
            params![id.uuid(), state.as_str(), at_ms],
        )?;
        Ok(())
    }

    /// Begins a settlement: the sleeve of its loan is back. The tables refuse a second one of a loan.
    pub fn insert_settlement(&self, settlement: &Settlement) -> Result<()> {
        self.run(
            "INSERT INTO settlement (id, loan, bench, state, journal, owed_minor) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                settlement.id.uuid(),
                settlement.loan.uuid(),
                settlement.bench.uuid(),
                settlement.state.as_str(),
                settlement.journal,
                settlement.owed_minor
            ],
        )?;
        self.run(
            "UPDATE loan SET back_ms = ?2 WHERE id = ?1",
            params![settlement.loan.uuid(), settlement.id.made_ms()],
        )?;
        Ok(())
    }

    /// What the buyer gets when the sleeve is good, from now on; minor units of the loan's currency.
    pub fn set_owed(&self, id: SettlementId, owed_minor: i64) -> Result<()> {
        self.run("UPDATE settlement SET owed_minor = ?2 WHERE id = ?1", params![id.uuid(), owed_minor])?;
        Ok(())
    }

    /// Moves a settlement to another state. The sleeve of one that is void never came back.
    pub fn set_settlement(&self, id: SettlementId, state: SettlementState) -> Result<()> {
        self.run("UPDATE settlement SET state = ?2 WHERE id = ?1", params![id.uuid(), state.as_str()])?;
        if state == SettlementState::Voided {
            self.run(
                "UPDATE loan SET back_ms = NULL WHERE id = (SELECT loan FROM settlement WHERE id = ?1)",
                params![id.uuid()],
            )?;
        }
        Ok(())
    }
}
