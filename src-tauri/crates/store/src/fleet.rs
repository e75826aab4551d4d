//! What a fleet of sleeves is worth: how many come back and how soon, how often each has been away, what is held for those that are
//! away. Counted by the database, over all loans there ever were.

use rusqlite::params;

use loopdock_domain::{CohortId, CreatorId, Currency, Money};

use crate::row::Columns;
use crate::{Read, Result, Write};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A span of time, in milliseconds since the epoch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// It begins then.
    pub from_ms: i64,
    /// It ends before then.
    pub until_ms: i64,
}

/// Sleeves that left with a creator's orders in a span of time, for buyers of one cohort or for those of none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issued {
    /// Whose orders.
    pub creator: CreatorId,
    /// The cohort whose terms they left under; of none where these were those of all other buyers.
    pub cohort: Option<CohortId>,
    /// Which of the spans that were asked for, from 0.
    pub span: usize,
    /// How many left.
    pub issued: u32,
    /// How many of them came back, whenever.
    pub back: u32,
    /// For each of the days that were asked for.
    pub within: Vec<Within>,
}

/// How many came back within so many days of those that left so long ago.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Within {
    /// Those that left so many days ago or longer.
    pub old_enough: u32,
    /// Those of them that came back within these days.
    pub back: u32,
    /// Those of them that came back, whenever.
    pub back_ever: u32,
}

/// How many sleeves have been away so often.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trips {
    /// How often.
    pub trips: u32,
    /// How many sleeves.
    pub sleeves: u32,
}

/// What is held of open loans of an age, in a currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Liability {
    /// Which of the spans that were asked for, from 0.
    pub span: usize,
    /// How many loans.
    pub loans: u32,
    /// How much.
    pub held: Money,
}

/// What is reckoned with, in minor units of the hub's currency; none where nobody said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MailerPrices {
    /// A mailer that is used once.
    pub mailer_minor: Option<i64>,
    /// A sleeve.
    pub sleeve_minor: Option<i64>,
    /// The handling of a sleeve that came back.
    pub handling_minor: Option<i64>,
}

impl Read<'_> {
    /// Loans by creator, by cohort and by the span in which they began, and how many of those that are old enough by `now_ms` were
    /// back within each of `days`. Spans with no loan are left out; loans of no cohort come before those of one.
    pub fn issued(&self, spans: &[Span], days: &[u32], now_ms: i64) -> Result<Vec<Issued>> {
        let within = days.iter().map(|days| {
            let time_ms = i64::from(*days) * DAY_MS;
            let is_old = format!("opened_ms <= {}", now_ms - time_ms);
            format!(
                ", sum({is_old}), sum({is_old} AND back_ms <= opened_ms + {time_ms}), sum({is_old} AND back_ms IS NOT NULL)"
            )
        });
        let sql = format!(
            "SELECT count(*) AS issued, count(back_ms) AS back {} FROM loan
             WHERE creator = ?1 AND cohort IS ?2 AND opened_ms >= ?3 AND opened_ms < ?4",
            within.collect::<String>()
        );
        let mut all = Vec::new();
        for (creator, cohort) in self.issued_to()? {
            for (span, Span { from_ms, until_ms }) in spans.iter().enumerate() {
                let of = params![creator.uuid(), cohort.map(CohortId::uuid), from_ms, until_ms];
                let found = self.row(&sql, of, |row| {
                    let number = |at: usize| Ok::<u32, crate::StoreError>(row.get::<_, Option<u32>>(at)?.unwrap_or(0));
                    let within = (0..days.len()).map(|at| {
                        let first = 2 + 3 * at;
                        Ok(Within {
                            old_enough: number(first)?,
                            back: number(first + 1)?,
                            back_ever: number(first + 2)?,
                        })
                    });
                    let within = within.collect::<Result<_>>()?;
                    Ok(Issued { creator, cohort, span, issued: row.count("issued")?, back: row.count("back")?, within })
                })?;
                all.extend(found.filter(|found| found.issued > 0));
            }
        }
        Ok(all)
    }

    /// To whom a sleeve may have left: the buyers of each creator who are in no cohort, and those of each cohort that there ever was.
    fn issued_to(&self) -> Result<Vec<(CreatorId, Option<CohortId>)>> {
        let mut all = Vec::new();
        for creator in self.creators()? {
            let cohorts = self.cohorts_ever_of(creator.id)?.into_iter().map(Some);
            all.extend(std::iter::once(None).chain(cohorts).map(|cohort| (creator.id, cohort)));
        }
        Ok(all)
    }

    /// When the first loan began, milliseconds since the epoch; none where no sleeve ever left.
    pub fn first_loan_ms(&self) -> Result<Option<i64>> {
        let mut first = None;
        for (creator, cohort) in self.issued_to()? {
            let sql = "SELECT min(opened_ms) FROM loan WHERE creator = ?1 AND cohort IS ?2";
            let of = params![creator.uuid(), cohort.map(CohortId::uuid)];
            let of = self.row(sql, of, |row| Ok(row.get::<_, Option<i64>>(0)?))?.flatten();
            first = first.into_iter().chain(of).min();
        }
        Ok(first)
    }

    /// How many sleeves have been away how often, those that never were among them.
    pub fn trips(&self) -> Result<Vec<Trips>> {
        self.rows(
            "SELECT trips, count(*) AS sleeves
             FROM (SELECT (SELECT count(*) FROM loan l WHERE l.sleeve = s.id) AS trips FROM sleeve s)
             GROUP BY trips ORDER BY trips",
            [],
            |row| Ok(Trips { trips: row.count("trips")?, sleeves: row.count("sleeves")? }),
        )
    }

    /// What is held of loans that are open, by the span in which they began and by currency.
    pub fn liabilities(&self, spans: &[Span]) -> Result<Vec<Liability>> {
        let of = spans.iter().enumerate().map(|(at, Span { from_ms, until_ms })| {
            format!(" WHEN opened_ms >= {from_ms} AND opened_ms < {until_ms} THEN {at}")
        });
        // The states are said as the index of open loans says them, so that it is used.
        let sql = format!(
            "SELECT CASE{} END AS span, currency, count(*) AS loans, sum(held_minor) AS held FROM loan
             WHERE state IN ('open', 'return_pending') AND forfeited_ms IS NULL AND held_minor > 0
             GROUP BY span, currency HAVING span IS NOT NULL ORDER BY span, currency",
            of.collect::<String>()
        );
        self.rows(&sql, [], |row| {
            let held = Money { minor: row.int("held")?, currency: row.currency("currency")? };
            let span = usize::try_from(row.count("span")?).unwrap_or_default();
            Ok(Liability { span, loans: row.count("loans")?, held })
        })
    }

    /// What sleeves cost on average whose price is known in this currency, in minor units, rounded up; none where none is.
    pub fn mean_sleeve_minor(&self, currency: Currency) -> Result<Option<i64>> {
        let sql = "SELECT (sum(price_minor * sleeves) + sum(sleeves) - 1) / sum(sleeves) FROM sleeve_batch
                   WHERE price_minor IS NOT NULL AND currency = ?1";
        Ok(self.row(sql, params![currency.code()], |row| Ok(row.get(0)?))?.flatten())
    }

    /// The moment of the journal's newest entry, milliseconds since the epoch; 0 before the first.
    pub fn newest_entry_ms(&self) -> Result<i64> {
        self.number("SELECT entry ->> '$.at_ms' FROM journal ORDER BY seq DESC LIMIT 1", [])
    }

    /// What is reckoned with.
    pub fn mailer_prices(&self) -> Result<MailerPrices> {
        let prices = self.row("SELECT mailer_minor, sleeve_minor, handling_minor FROM hub", [], |row| {
            Ok(MailerPrices {
                mailer_minor: row.get("mailer_minor")?,
                sleeve_minor: row.get("sleeve_minor")?,
                handling_minor: row.get("handling_minor")?,
            })
        })?;
        Ok(prices.unwrap_or_default())
    }
}

impl Write<'_> {
    /// Keeps what is reckoned with.
    pub fn set_mailer_prices(&self, prices: MailerPrices) -> Result<()> {
        self.run(
            "UPDATE hub SET mailer_minor = ?1, sleeve_minor = ?2, handling_minor = ?3",
            params![prices.mailer_minor, prices.sleeve_minor, prices.handling_minor],
        )?;
        Ok(())
    }
}
