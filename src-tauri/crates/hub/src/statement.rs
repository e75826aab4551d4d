//! What became of a creator's deposits in a period. Paper, file and screen tell it from here.
//!
//! A posting to a deposit's account says what happened by the account on its other side: it is opened against what the creator has
//! taken in, and goes back, is kept for a damage or is forfeited. What creators are asked for besides is in no deposit's account.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::sleeve::PaymentKind;
use loopdock_domain::{LoanId, Money, words};
use loopdock_store::{AskedPayment, Creator, DepositPosting, HubRow};

use crate::calendar::Calendar;
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names};

/// The steps in which what is outstanding is counted: from this day of its age to that.
pub(crate) const AGES: [(u32, Option<u32>); 4] = [(0, Some(30)), (31, Some(60)), (61, Some(90)), (91, None)];

/// Whose statement, and of which days.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatementRequest {
    /// The creator's key.
    pub key: String,
    /// Its first day, such as `2026-10-01`.
    pub first: String,
    /// Its last day, such as `2026-10-31`.
    pub last: String,
}

words! {
    /// What happened to a deposit, or was asked for because of a sleeve.
    StatementEvent {
        /// A sleeve left; its deposit is held from now on.
        Opened = "opened",
        /// The sleeve is back, and so goes the deposit.
        Returned = "returned",
        /// The sleeve came back damaged, and this is kept of its deposit.
        Kept = "kept",
        /// The sleeve is lost, and its deposit is gone.
        Forfeited = "forfeited",
        /// A lost sleeve turned up, and its deposit is given back after all.
        Restored = "restored",
        /// The buyer gets a reward.
        Rewarded = "rewarded",
        /// The buyer is asked for money.
        Charged = "charged",
    }
}

impl StatementEvent {
    /// What a posting from or to a deposit's account says that has `account` on its other side.
    fn of_account(account: &str) -> Option<Self> {
        match account.split(':').next()? {
            "receivable" => Some(Self::Opened),
            "refunds_payable" | "store_credit" => Some(Self::Returned),
            "damages" => Some(Self::Kept),
            "forfeits" | "forfeits_payable" | "unclaimed" => Some(Self::Forfeited),
            _ => None,
        }
    }
}

/// What became of a creator's deposits in a period.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StatementView {
    /// The creator's name.
    pub creator: String,
    /// The first day, `2026-10-01`.
    pub first: String,
    /// The last day.
    pub last: String,
    /// What was held before the first day.
    pub opening: Money,
    /// What happened, from the oldest.
    pub rows: Vec<StatementLine>,
    /// What is held after the last day.
    pub closing: Money,
    /// What all of a kind come to, each kind.
    pub totals: Vec<StatementTotal>,
    /// What is held after the last day, by the age of its loan then.
    pub outstanding: Vec<AgeView>,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StatementLine {
    /// The day, `2026-10-03`.
    pub day: String,
    /// What it was.
    pub event: StatementEvent,
    /// Whether it is the opposite of that: somebody took it back, or it is not asked for any more.
    pub undone: bool,
    /// The sleeve's serial.
    pub serial: String,
    /// The order's name in the storefront.
    pub order_name: String,
    /// `P-7`.
    pub parcel: String,
    /// By how much what is held changed; where `balance` is none, how much is asked for.
    pub amount: Money,
    /// What is held after it; none for what is in no deposit's account.
    pub balance: Option<Money>,
}

/// What all events of a kind come to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StatementTotal {
    /// Which kind.
    pub event: StatementEvent,
    /// How many, less those that were taken back.
    pub count: i64,
    /// How much.
    pub money: Money,
}

/// What is held of loans of an age.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AgeView {
    /// From this day of their age.
    pub from_days: u32,
    /// To this one; the last step has no end.
    pub until_days: Option<u32>,
    /// How many loans.
    pub loans: u32,
    /// What is held of them.
    pub money: Money,
}

/// A step of a loan.
struct Step {
    at_ms: i64,
    loan: LoanId,
    event: StatementEvent,
    is_undone: bool,
    /// By how much what is held changes, or how much is asked for.
    minor: i64,
    is_held: bool,
}

impl StatementRequest {
    /// The request for a month such as `2026-10`.
    pub(crate) fn of_month(key: &str, month: &str) -> Result<Self> {
        let wrong = || Error::refused(format!("“{month}” is no month: write it as 2026-10."));
        let first = NaiveDate::parse_from_str(&format!("{}-01", month.trim()), "%Y-%m-%d").map_err(|_| wrong())?;
        let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).ok_or_else(wrong)?;
        Ok(Self { key: key.to_owned(), first: first.to_string(), last: last.to_string() })
    }

    /// Its days, in milliseconds since the epoch.
    pub(crate) fn period_ms(&self, hub: &HubRow) -> Result<Range<i64>> {
        let (first, last) = (day(&self.first)?, day(&self.last)?);
        if last < first {
            return Err(Error::refused(format!(
                "A statement from {first} to {last} has no days: the last comes first."
            )));
        }
        let after = last.succ_opt().ok_or_else(|| Error::refused(format!("{last} is too late for a statement.")))?;
        Ok(begin_ms(hub, first)?..begin_ms(hub, after)?)
    }
}

fn day(typed: &str) -> Result<NaiveDate> {
    let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d");
    day.map_err(|_| Error::refused(format!("“{typed}” is no day: write it as 2026-10-31.")))
}

/// When a day of the hub's calendar begins.
fn begin_ms(hub: &HubRow, day: NaiveDate) -> Result<i64> {
    let begins = Calendar::of(hub).begins_ms(day);
    begins.ok_or_else(|| Error::refused(format!("{day} is no day of this calendar.")))
}

pub(crate) fn statement(view: &View<'_>, request: StatementRequest) -> Result<StatementView> {
    let creator = find::creator_keyed(&view.read, &request.key)?;
    of(view, &creator, request.period_ms(view.hub)?)
}

/// What a file of a creator's statement is called, before its ending.
pub(crate) fn file_name(creator: &Creator, told: &StatementView) -> String {
    format!("D-{}-{}", creator.key, told.first)
}

/// The statement of a creator for a period in milliseconds since the epoch.
pub(crate) fn of(view: &View<'_>, creator: &Creator, period_ms: Range<i64>) -> Result<StatementView> {
    let calendar = Calendar::of(view.hub);
    let money = |minor: i64| Money { minor, currency: creator.currency };
    let mut steps = deposits(&view.read.deposit_postings(&creator.key)?);
    steps.extend(view.read.asked_besides(creator.id)?.iter().flat_map(asked));
    // A clock that once went wrong puts nothing out of its period.
    steps.retain(|step| step.at_ms < period_ms.end);
    steps.sort_by_key(|step| step.at_ms);
    let (mut opening, mut balance, mut rows) = (0, 0, Vec::new());
    let mut totals: Vec<StatementTotal> =
        StatementEvent::ALL.iter().map(|event| StatementTotal { event: *event, count: 0, money: money(0) }).collect();
    let mut open = BTreeMap::<LoanId, (i64, i64)>::new();
    for step in &steps {
        if step.is_held {
            balance += step.minor;
            open.entry(step.loan).or_insert((step.at_ms, 0)).1 += step.minor;
        }
        if step.at_ms < period_ms.start {
            opening = balance;
            continue;
        }
        if let Some(total) = totals.iter_mut().find(|total| total.event == step.event) {
            total.count += if step.is_undone { -1 } else { 1 };
            total.money.minor += if step.is_undone { -step.minor.abs() } else { step.minor.abs() };
        }
        rows.push(line(view, step, calendar.day(step.at_ms), money(step.minor), money(balance))?);
    }
    let mut outstanding: Vec<AgeView> = AGES
        .iter()
        .map(|(from_days, until_days)| AgeView {
            from_days: *from_days,
            until_days: *until_days,
            loans: 0,
            money: money(0),
        })
        .collect();
    for (opened_ms, held) in open.into_values().filter(|(_, held)| *held != 0) {
        let days = calendar.days_between(opened_ms, period_ms.end - 1);
        let is_of = |age: &&mut AgeView| age.until_days.is_none_or(|until| days <= i64::from(until));
        if let Some(age) = outstanding.iter_mut().find(is_of) {
            age.loans += 1;
            age.money.minor += held;
        }
    }
    let (first, last) = (calendar.day(period_ms.start).to_string(), calendar.day(period_ms.end - 1).to_string());
    let creator = creator.name.clone();
    Ok(StatementView {
        creator,
        first,
        last,
        opening: money(opening),
        rows,
        closing: money(balance),
        totals,
        outstanding,
    })
}

fn line(view: &View<'_>, step: &Step, day: NaiveDate, amount: Money, balance: Money) -> Result<StatementLine> {
    let loan = find::loan(&view.read, step.loan)?;
    let parcel = find::parcel(&view.read, loan.parcel)?;
    Ok(StatementLine {
        day: day.to_string(),
        event: step.event,
        undone: step.is_undone,
        serial: names::serial(&find::sleeve(&view.read, loan.sleeve)?.serial),
        order_name: find::order(&view.read, parcel.order)?.name,
        parcel: parcel.number.map(names::parcel).unwrap_or_default(),
        amount,
        balance: step.is_held.then_some(balance),
    })
}

/// What happened to deposits, by the accounts on the other side. Tax within what is kept or forfeited belongs to that.
fn deposits(postings: &[DepositPosting]) -> Vec<Step> {
    let mut steps = Vec::new();
    for entry in postings.chunk_by(|one, next| (one.journal, one.loan) == (next.journal, next.loan)) {
        let event = |posting: &DepositPosting| StatementEvent::of_account(&posting.other);
        let earned = entry
            .iter()
            .filter_map(event)
            .find(|event| matches!(event, StatementEvent::Kept | StatementEvent::Forfeited));
        for event_of in StatementEvent::ALL {
            let of = |posting: &&DepositPosting| event(posting).or(earned) == Some(*event_of);
            // What the account loses is held for the buyer.
            let minor: i64 = entry.iter().filter(of).map(|posting| -posting.money.minor).sum();
            if let Some(first) = entry.first().filter(|_| minor != 0) {
                let is_undone = (minor > 0) != (*event_of == StatementEvent::Opened);
                steps.push(Step {
                    at_ms: first.at_ms,
                    loan: first.loan,
                    event: *event_of,
                    is_undone,
                    minor,
                    is_held: true,
                });
            }
        }
    }
    steps
}

/// What a creator is asked for besides deposits that go back, and that it is not asked for any more.
fn asked(payment: &AskedPayment) -> impl Iterator<Item = Step> + use<> {
    let event = match payment.owed.kind {
        PaymentKind::Refund | PaymentKind::Credit => StatementEvent::Restored,
        PaymentKind::Reward => StatementEvent::Rewarded,
        PaymentKind::Charge => StatementEvent::Charged,
    };
    let (loan, minor) = (payment.loan, payment.owed.money.minor);
    let step = move |at_ms, is_undone, minor| Step { at_ms, loan, event, is_undone, minor, is_held: false };
    let asked = step(payment.at_ms, false, minor);
    std::iter::once(asked).chain(payment.cancelled_ms.map(|at_ms| step(at_ms, true, -minor)))
}
