//! Cohorts: buyers of a creator who were chosen by a rule, with terms of their own.
//!
//! A buyer is known here by the keyed hash of their e-mail and by nothing else. Who is in a cohort is decided when it is drawn and
//! stays until it is drawn again, so that nobody slips in or out from one day to the next.

use std::collections::BTreeSet;

use rusqlite::params;

use loopdock_domain::{CohortId, CreatorId, OrderId, TermsId, count};

use crate::row::Columns;
use crate::{Creator, Read, Result, Write};

/// The most that one line counts for, in minor units: what nobody ever paid must not make the sums too large to be whole numbers.
const MOST_OF_A_LINE_MINOR: i64 = 1_000_000_000_000;

/// Keyed hash of a buyer's normalised e-mail.
pub type EmailMac = [u8; 32];

/// Buyers of a creator: those who had spent most when it was drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cohort {
    /// Its id.
    pub id: CohortId,
    /// Its short number. Where a buyer is in several cohorts the lowest counts.
    pub number: i64,
    /// Whose buyers.
    pub creator: CreatorId,
    /// What it is called; no two of a creator that have not ended are called the same.
    pub name: String,
    /// At most so many buyers.
    pub top: u32,
    /// What is agreed with these; nothing is owed where that is none.
    pub terms: Option<TermsId>,
    /// When it was drawn last, milliseconds since the epoch.
    pub drawn_ms: i64,
    /// What the buyer had spent then who had spent least, in minor units of the creator's currency.
    pub least_minor: i64,
    /// What all of them had spent then, likewise.
    pub spent_minor: i64,
}

/// A buyer with what they spent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spender {
    /// Who.
    pub email_mac: EmailMac,
    /// How much, in minor units of the creator's currency; more than nothing.
    pub spent_minor: i64,
}

fn to_cohort(row: &rusqlite::Row<'_>) -> Result<Cohort> {
    Ok(Cohort {
        id: row.id("id")?,
        number: row.int("number")?,
        creator: row.id("creator")?,
        name: row.text("name")?,
        top: row.count("top")?,
        terms: row.maybe_id("terms")?,
        drawn_ms: row.int("drawn_ms")?,
        least_minor: row.int("least_minor")?,
        spent_minor: row.int("spent_minor")?,
    })
}

impl Read<'_> {
    /// A cohort by its id, also one that ended.
    pub fn cohort(&self, id: CohortId) -> Result<Option<Cohort>> {
        self.row("SELECT * FROM cohort WHERE id = ?1", params![id.uuid()], to_cohort)
    }

    /// A cohort that has not ended by its short number.
    pub fn cohort_numbered(&self, number: i64) -> Result<Option<Cohort>> {
        self.row("SELECT * FROM cohort WHERE number = ?1 AND ended_ms IS NULL", params![number], to_cohort)
    }

    /// The cohort of a creator that has this name and has not ended.
    pub fn cohort_named(&self, creator: CreatorId, name: &str) -> Result<Option<Cohort>> {
        let sql = "SELECT * FROM cohort WHERE creator = ?1 AND name = ?2 AND ended_ms IS NULL";
        self.row(sql, params![creator.uuid(), name], to_cohort)
    }

    /// The cohorts of a creator that have not ended, in the sequence in which they count.
    pub fn cohorts_of(&self, creator: CreatorId) -> Result<Vec<Cohort>> {
        let sql = "SELECT * FROM cohort WHERE creator = ?1 AND ended_ms IS NULL ORDER BY number";
        self.rows(sql, params![creator.uuid()], to_cohort)
    }

    /// Every cohort that a creator ever had, in the sequence in which they were made.
    pub fn cohorts_ever_of(&self, creator: CreatorId) -> Result<Vec<CohortId>> {
        let sql = "SELECT id FROM cohort WHERE creator = ?1 ORDER BY number";
        self.rows(sql, params![creator.uuid()], |row| row.id("id"))
    }

    /// The cohort whose terms hold for the buyer of an order; none where they are in none, or nobody knows who they are.
    pub fn cohort_of_order(&self, order: OrderId) -> Result<Option<Cohort>> {
        self.row(
            "SELECT c.* FROM customer_order o CROSS JOIN buyer b ON b.customer_order = o.id
                 CROSS JOIN cohort_buyer m ON m.email_mac = b.email_mac
                 CROSS JOIN cohort c ON c.id = m.cohort AND c.creator = o.creator
             WHERE o.id = ?1 ORDER BY c.number LIMIT 1",
            params![order.uuid()],
            to_cohort,
        )
    }

    /// How many buyers are in a cohort.
    pub fn count_cohort_buyers(&self, id: CohortId) -> Result<u32> {
        self.count("SELECT count(*) FROM cohort_buyer WHERE cohort = ?1", params![id.uuid()])
    }

    /// How many sleeves have left for buyers of a cohort, and how many of these came back.
    pub fn cohort_loans(&self, cohort: &Cohort) -> Result<(u32, u32)> {
        let sql = "SELECT count(*) AS issued, count(back_ms) AS back FROM loan WHERE creator = ?1 AND cohort = ?2";
        let found = self.row(sql, params![cohort.creator.uuid(), cohort.id.uuid()], |row| {
            Ok((row.count("issued")?, row.count("back")?))
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The buyers of a creator who spent most, at most `top` of them, the one who spent most first. Where two spent the same, the
    /// one whose first order is older comes first, then the one whose order came in first.
    ///
    /// What was spent is what the lines of a buyer's orders come to, units times price, in the creator's currency. Lines that are
    /// cancelled, or held because nobody paid, don't count, and neither do orders in another currency, nor orders without an
    /// e-mail: nobody knows whose they are. Digital lines count, and goods that came back later; postage, and discounts on an order
    /// as a whole, are on no line.
    pub fn top_spenders(&self, creator: &Creator, top: u32) -> Result<Vec<Spender>> {
        // Indexes of orders by creator and of buyers by order were tried: of 100,000 orders they save a tenth of half a second, and
        // each is one more page for every order that comes in.
        self.rows(
            "SELECT b.email_mac, sum(min(max(l.qty * l.price_minor, -?4), ?4)) AS spent_minor,
                 min(o.created_ms) AS first_ms, min(o.number) AS first_number
             FROM customer_order o
                 CROSS JOIN buyer b ON b.customer_order = o.id AND b.email_mac IS NOT NULL
                 CROSS JOIN order_line l ON l.customer_order = o.id AND l.state <> 'cancelled' AND l.held IS NOT 'unpaid'
             WHERE o.creator = ?1 AND o.currency = ?2
             GROUP BY b.email_mac HAVING spent_minor > 0
             ORDER BY spent_minor DESC, first_ms, first_number LIMIT ?3",
            params![creator.id.uuid(), creator.currency.code(), top, MOST_OF_A_LINE_MINOR],
            |row| Ok(Spender { email_mac: row.get("email_mac")?, spent_minor: row.int("spent_minor")? }),
        )
    }

    /// Whether any order of a creator has an e-mail.
    pub fn has_buyers_with_email(&self, creator: CreatorId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM customer_order o CROSS JOIN buyer b ON b.customer_order = o.id
                       AND b.email_mac IS NOT NULL WHERE o.creator = ?1)";
        Ok(self.number(sql, params![creator.uuid()])? == 1)
    }

    fn cohort_buyers(&self, id: CohortId) -> Result<BTreeSet<EmailMac>> {
        let sql = "SELECT email_mac FROM cohort_buyer WHERE cohort = ?1";
        let found = self.rows(sql, params![id.uuid()], |row| Ok(row.get("email_mac")?))?;
        Ok(found.into_iter().collect())
    }
}

impl Write<'_> {
    /// Adds a cohort, with nobody in it. The tables refuse a second one of a name.
    pub fn insert_cohort(&self, cohort: &Cohort) -> Result<()> {
        self.run(
            "INSERT INTO cohort (id, number, creator, name, top, terms, drawn_ms, least_minor, spent_minor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                cohort.id.uuid(),
                cohort.number,
                cohort.creator.uuid(),
                cohort.name,
                cohort.top,
                cohort.terms.map(TermsId::uuid),
                cohort.drawn_ms,
                cohort.least_minor,
                cohort.spent_minor
            ],
        )?;
        Ok(())
    }

    /// Writes what may change of a cohort. The tables refuse to change one that ended.
    pub fn update_cohort(&self, cohort: &Cohort) -> Result<()> {
        self.run(
            "UPDATE cohort SET name = ?2, top = ?3, terms = ?4, drawn_ms = ?5, least_minor = ?6, spent_minor = ?7 WHERE id = ?1",
            params![
                cohort.id.uuid(),
                cohort.name,
                cohort.top,
                cohort.terms.map(TermsId::uuid),
                cohort.drawn_ms,
                cohort.least_minor,
                cohort.spent_minor
            ],
        )?;
        Ok(())
    }

    /// These are in a cohort from now on, each of them once; answers how many came in and how many went out.
    pub fn set_cohort_buyers(&self, id: CohortId, buyers: &[Spender]) -> Result<(u32, u32)> {
        let mut going = self.read().cohort_buyers(id)?;
        let mut came_in = 0;
        for Spender { email_mac, .. } in buyers {
            if !going.remove(email_mac) {
                let sql = "INSERT INTO cohort_buyer (cohort, email_mac) VALUES (?1, ?2)";
                self.run(sql, params![id.uuid(), email_mac])?;
                came_in += 1;
            }
        }
        for email_mac in &going {
            self.run("DELETE FROM cohort_buyer WHERE cohort = ?1 AND email_mac = ?2", params![id.uuid(), email_mac])?;
        }
        Ok((came_in, count(going.len())))
    }

    /// Ends a cohort: nobody is in it any more, and it stays as it was.
    pub fn end_cohort(&self, id: CohortId, at_ms: i64) -> Result<()> {
        self.run("UPDATE cohort SET ended_ms = ?2 WHERE id = ?1", params![id.uuid(), at_ms])?;
        Ok(())
    }
}
