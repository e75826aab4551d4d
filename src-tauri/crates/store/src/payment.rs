//! What creators are asked to pay to buyers, or to ask of them, because of sleeves.

use rusqlite::{params, params_from_iter};

use loopdock_domain::sleeve::{Owed, PaymentState};
use loopdock_domain::{CreatorId, LoanId, Money, PaymentId};

use crate::money::MOMENT;
use crate::row::Columns;
use crate::{Part, Read, Result, Write};

/// A payment that a creator is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// Its short number.
    pub number: i64,
    /// The deed that asked for it first; 0 where an older program did.
    pub journal: i64,
    /// Because of which loan.
    pub loan: LoanId,
    /// What it is, and how much.
    pub owed: Owed,
    /// Where it is.
    pub state: PaymentState,
    /// The code that the buyer spends in the creator's store; empty where money is paid.
    pub code: String,
    /// How the creator finds it in its own books; empty until it is done.
    pub reference: String,
    /// When the creator was first to be asked, milliseconds since the epoch.
    pub asked_ms: i64,
    /// When it was done or cancelled, milliseconds since the epoch.
    pub ended_ms: Option<i64>,
}

/// A payment that a creator is asked for besides deposits that go back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedPayment {
    /// Because of which loan.
    pub loan: LoanId,
    /// What it is, and how much. A deposit is one that was gone, and is given back.
    pub owed: Owed,
    /// The moment that it counts for, milliseconds since the epoch.
    pub at_ms: i64,
    /// Since when it is not asked for any more, milliseconds since the epoch.
    pub cancelled_ms: Option<i64>,
}

/// Which payments to look for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PaymentSearch {
    /// Those that are open, or those that ended.
    pub open: Option<bool>,
    /// Of this creator only.
    pub creator: Option<CreatorId>,
}

impl PaymentSearch {
    /// The tables and the condition, with the creator as `?1`: open payments are few, in an index of their own, and of the others
    /// there may be a million, of which none is looked up for nothing.
    fn found(self) -> String {
        let state = match self.open {
            Some(true) => "p.state = 'open'",
            Some(false) => "p.state <> 'open'",
            None => "TRUE",
        };
        let of = if self.creator.is_some() { "JOIN loan l ON l.id = p.loan AND l.creator = ?1" } else { "" };
        format!("payment p {of} WHERE {state}")
    }
}

fn to_payment(row: &rusqlite::Row<'_>) -> Result<Payment> {
    let money = Money { minor: row.int("minor")?, currency: row.currency("currency")? };
    Ok(Payment {
        id: row.id("id")?,
        number: row.int("number")?,
        journal: row.int("journal")?,
        loan: row.id("loan")?,
        owed: Owed { kind: row.word("kind")?, money },
        state: row.word("state")?,
        code: row.text("code")?,
        reference: row.text("reference")?,
        asked_ms: row.int("asked_ms")?,
        ended_ms: row.get("ended_ms")?,
    })
}

impl Read<'_> {
    /// A payment by its short number.
    pub fn payment_numbered(&self, number: i64) -> Result<Option<Payment>> {
        self.row("SELECT * FROM payment WHERE number = ?1", params![number], to_payment)
    }

    /// What was asked for because of a loan, the oldest first.
    pub fn payments_of(&self, loan: LoanId) -> Result<Vec<Payment>> {
        self.rows("SELECT * FROM payment WHERE loan = ?1 ORDER BY number", params![loan.uuid()], to_payment)
    }

    /// What the deed at `journal` was the first to ask for.
    pub fn payments_by(&self, journal: i64) -> Result<Vec<Payment>> {
        self.rows("SELECT * FROM payment WHERE journal = ?1 ORDER BY number", params![journal], to_payment)
    }

    /// What was asked for because of a loan and is not any more, the first of it.
    pub fn cancelled_payment_of(&self, loan: LoanId, owed: Owed) -> Result<Option<Payment>> {
        // Payments are found by the entries that asked for them, and those are in the history of the loan's order.
        self.row(
            "SELECT p.* FROM loan l CROSS JOIN parcel c ON c.id = l.parcel
                 CROSS JOIN order_entry e ON e.customer_order = c.customer_order CROSS JOIN payment p ON p.journal = e.seq
             WHERE l.id = ?1 AND p.loan = l.id AND p.state = 'cancelled' AND (p.kind, p.minor, p.currency) = (?2, ?3, ?4)
             ORDER BY p.number LIMIT 1",
            params![loan.uuid(), owed.kind.as_str(), owed.money.minor, owed.money.currency.code()],
            to_payment,
        )
    }

    /// The charge of a loan that its creator has not said to be paid.
    pub fn open_charge_of(&self, loan: LoanId) -> Result<Option<Payment>> {
        let sql = "SELECT * FROM payment WHERE loan = ?1 AND kind = 'charge' AND state = 'open'";
        self.row(sql, params![loan.uuid()], to_payment)
    }

    /// What a creator is asked for besides deposits that go back: rewards, charges, and deposits of lost sleeves that turned up.
    pub fn asked_besides(&self, creator: CreatorId) -> Result<Vec<AskedPayment>> {
        let sql = format!(
            "SELECT p.*, coalesce({MOMENT}, p.asked_ms) AS at_ms, iif(p.state = 'cancelled', p.ended_ms, NULL) AS cancelled_ms
             FROM loan l JOIN payment p ON p.loan = l.id LEFT JOIN journal j ON j.seq = p.journal
             WHERE l.creator = ?1 AND (p.kind IN ('reward', 'charge') OR l.forfeited_ms IS NOT NULL) ORDER BY p.number"
        );
        self.rows(&sql, params![creator.uuid()], |row| {
            let payment = to_payment(row)?;
            let (at_ms, cancelled_ms) = (row.int("at_ms")?, row.get("cancelled_ms")?);
            Ok(AskedPayment { loan: payment.loan, owed: payment.owed, at_ms, cancelled_ms })
        })
    }

    /// Payments that were looked for, the oldest first.
    pub fn find_payments(&self, search: PaymentSearch, part: Part) -> Result<Vec<Payment>> {
        let creator = search.creator.map(CreatorId::uuid);
        let sql = format!("SELECT p.* FROM {} ORDER BY p.number LIMIT ?2 OFFSET ?3", search.found());
        self.rows(&sql, params![creator, part.limit, part.offset], to_payment)
    }

    /// How many are found.
    pub fn count_payments(&self, search: PaymentSearch) -> Result<i64> {
        let creator = search.creator.map(CreatorId::uuid);
        self.number(&format!("SELECT count(*) FROM {}", search.found()), params_from_iter(creator))
    }
}

impl Write<'_> {
    /// Asks for a payment. The tables refuse a second refund, reward or charge of one loan.
    pub fn insert_payment(&self, payment: &Payment) -> Result<()> {
        self.run(
            "INSERT INTO payment (id, number, journal, loan, kind, minor, currency, state, code, reference, asked_ms, ended_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                payment.id.uuid(),
                payment.number,
                payment.journal,
                payment.loan.uuid(),
                payment.owed.kind.as_str(),
                payment.owed.money.minor,
                payment.owed.money.currency.code(),
                payment.state.as_str(),
                payment.code,
                payment.reference,
                payment.asked_ms,
                payment.ended_ms
            ],
        )?;
        Ok(())
    }

    /// Asks once more for a payment that was cancelled, under the number and with the code that it has.
    pub fn reopen_payment(&self, id: PaymentId) -> Result<()> {
        self.run(
            "UPDATE payment SET state = 'open', ended_ms = NULL WHERE id = ?1 AND state = 'cancelled'",
            params![id.uuid()],
        )?;
        Ok(())
    }

    /// Ends a payment that is open.
    pub fn end_payment(&self, id: PaymentId, state: PaymentState, reference: &str, ended_ms: i64) -> Result<()> {
        self.run(
            "UPDATE payment SET state = ?2, reference = ?3, ended_ms = ?4 WHERE id = ?1 AND state = 'open'",
            params![id.uuid(), state.as_str(), reference, ended_ms],
        )?;
        Ok(())
    }
}
