//! Sleeves that should be back, or soon: whom their creators may remind. Who the buyers are the creators know.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::{CreatorId, Money};
use loopdock_store::{Loan, Part};

use super::page::{Page, part};
use crate::calendar::Calendar;
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names};

/// Days ahead unless somebody says otherwise.
const SOON_DAYS: u32 = 7;

/// The most days ahead.
const MOST_DAYS: u32 = 3_650;

/// Which reminders.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindReminders {
    /// Of this creator only, by its key.
    #[serde(default)]
    pub creator: Option<String>,
    /// Those too that are overdue within so many days; 7 unless said.
    #[serde(default)]
    pub within_days: Option<u32>,
    /// As of then, milliseconds since the epoch.
    pub at_ms: i64,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Somebody who may be reminded of a sleeve.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReminderView {
    /// The creator's name.
    pub creator: String,
    /// `O-12`.
    pub order: String,
    /// The order's name in the storefront.
    pub order_name: String,
    /// The sleeve's serial.
    pub serial: String,
    /// The day on which it left.
    pub left: String,
    /// Days since then.
    pub days: i64,
    /// The first day on which it is overdue.
    pub overdue: String,
    /// Whether that is past.
    pub is_overdue: bool,
    /// The first day on which it counts as lost; none where it never does.
    pub lost: Option<String>,
    /// What is held until it is back.
    pub held: Money,
}

pub(crate) fn reminders(view: &View<'_>, request: FindReminders) -> Result<Page<ReminderView>> {
    let creator = find::creator_said(&view.read, request.creator.as_deref())?;
    let until_ms = until_ms(view, request.within_days, request.at_ms)?;
    let loans = view.read.loans_to_remind(creator, until_ms, part(request.offset, request.limit))?;
    Ok(Page {
        total: view.read.count_loans_to_remind(creator, until_ms)?,
        rows: loans.iter().map(|loan| row(view, loan, request.at_ms)).collect::<Result<_>>()?,
    })
}

/// All of a creator's or of all creators, those that are due first, first.
pub(crate) fn all_reminders(
    view: &View<'_>,
    creator: Option<CreatorId>,
    (within_days, now_ms): (Option<u32>, i64),
) -> Result<Vec<ReminderView>> {
    let until_ms = until_ms(view, within_days, now_ms)?;
    let loans = view.read.loans_to_remind(creator, until_ms, Part::ALL)?;
    loans.iter().map(|loan| row(view, loan, now_ms)).collect()
}

fn until_ms(view: &View<'_>, within_days: Option<u32>, now_ms: i64) -> Result<i64> {
    let days = within_days.unwrap_or(SOON_DAYS);
    if days > MOST_DAYS {
        return Err(Error::refused(format!("Look at most {MOST_DAYS} days ahead, and not {days}.")));
    }
    Ok(Calendar::of(view.hub).after_days_ms(now_ms, days).unwrap_or(now_ms))
}

fn row(view: &View<'_>, loan: &Loan, now_ms: i64) -> Result<ReminderView> {
    let order = find::order_of(&view.read, loan)?;
    let calendar = Calendar::of(view.hub);
    let overdue_ms = loan.overdue_ms.unwrap_or(now_ms);
    Ok(ReminderView {
        creator: find::creator(&view.read, order.creator)?.name,
        order: names::order(order.number),
        order_name: order.name,
        serial: names::serial(&find::sleeve(&view.read, loan.sleeve)?.serial),
        left: calendar.day(loan.opened_ms).to_string(),
        days: calendar.days_between(loan.opened_ms, now_ms),
        overdue: calendar.day(overdue_ms).to_string(),
        is_overdue: overdue_ms <= now_ms,
        lost: loan.lost_ms.map(|at_ms| calendar.day(at_ms).to_string()),
        held: loan.held,
    })
}
