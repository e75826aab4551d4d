//! Sleeves that did not come back in time: they are overdue, and at last lost, and their deposits are gone.
//!
//! The pass may run late, and comes to the same: each deposit is forfeited for the moment at which its sleeve was lost, one deed
//! for each such moment. Where a sleeve comes back before the pass has seen that it was lost, that is noted first.

use std::time::Duration;

use loopdock_domain::JobId;
use loopdock_domain::bench::Deed;
use loopdock_domain::codes::Serial;
use loopdock_domain::sleeve::{LoanState, SleeveState, forfeited};
use loopdock_store::{Due, Loan};

use super::sleeves::write_off;
use super::take_back::turn;
use crate::calendar::Calendar;
use crate::doing::Doing;
use crate::error::Result;
use crate::find;
use crate::hub::{Hub, Rest};

/// Loans of one deed: some milliseconds.
const CHUNK: u32 = 50;

/// When the next pass is due: one a day, and one when the hub is opened.
#[derive(Debug, Default)]
pub(crate) struct Lapses {
    /// Milliseconds since the epoch.
    next_ms: i64,
    /// What holds the deeds of the pass together that is under way.
    job: Option<JobId>,
}

/// No day is longer; where the clock was set back by more, the next pass is not waited for.
const A_DAY_MS: i64 = 25 * 60 * 60 * 1_000;

impl Lapses {
    /// Does a piece of the pass, where one is due.
    pub(crate) fn step(hub: &mut Hub) -> Result<Rest> {
        let now_ms = hub.host().now_ms();
        if !hub.lapses_mut().is_due(now_ms) {
            return Ok(Rest::Nothing);
        }
        let job = hub.lapses_mut().job.take().unwrap_or_else(|| hub.new_job());
        let rest = note_some(hub, job, now_ms)?;
        match rest {
            Rest::More => hub.lapses_mut().job = Some(job),
            Rest::Nothing => {
                let tomorrow_ms = hub.look(|view| Ok(Calendar::of(view.hub).after_days_ms(now_ms, 0)))?;
                hub.lapses_mut().next_ms = tomorrow_ms.unwrap_or(now_ms + A_DAY_MS);
            }
        }
        Ok(rest)
    }

    /// How long until the next pass.
    pub(crate) fn looks_again_in(&self, now_ms: i64) -> Duration {
        let left_ms = if self.is_due(now_ms) { 0 } else { self.next_ms - now_ms };
        Duration::from_millis(u64::try_from(left_ms).unwrap_or(0))
    }

    const fn is_due(&self, now_ms: i64) -> bool {
        now_ms >= self.next_ms || self.next_ms - now_ms > A_DAY_MS
    }
}

/// Notes some of what has come due.
fn note_some(hub: &mut Hub, job: JobId, now_ms: i64) -> Result<Rest> {
    let mut lost = hub.look(|view| Ok(view.read.loans_due(Due::Lost, now_ms, CHUNK)?))?;
    if let Some(at_ms) = lost.first().and_then(|loan| loan.lost_ms) {
        lost.retain(|loan| loan.lost_ms == Some(at_ms));
        lose(hub, Some(job), &lost)?;
        return Ok(Rest::More);
    }
    let overdue = hub.look(|view| Ok(view.read.loans_due(Due::Overdue, now_ms, CHUNK)?))?;
    if overdue.is_empty() {
        return Ok(Rest::Nothing);
    }
    hub.deed(None, Some(job), "sleeves_overdue", |doing| {
        doing.note("loans", overdue.iter().map(|loan| loan.id).collect::<Vec<_>>());
        for loan in &overdue {
            turn(doing, loan.sleeve, SleeveState::Overdue)?;
        }
        Ok(())
    })?;
    Ok(Rest::More)
}

/// The loan that a scan is about to settle as open although it is lost by now, and no pass has seen it yet.
pub(crate) fn lost_before(doing: &Doing<'_>, deed: &Deed) -> Result<Option<Loan>> {
    let Deed::BeginReturn { loan, .. } = deed else { return Ok(None) };
    Ok(Some(find::loan(&doing.read(), *loan)?).filter(|loan| is_lost_by(loan, doing.at_ms)))
}

/// Notes that a sleeve which is about to come back was lost, where that is so and no pass has seen it yet.
pub(super) fn before_return(hub: &mut Hub, serial: &Serial) -> Result<()> {
    let now_ms = hub.host().now_ms();
    let loan = hub.look(|view| match view.read.sleeve_by_serial(serial.as_str())? {
        Some(sleeve) => Ok(view.read.newest_loan(sleeve.id)?),
        None => Ok(None),
    })?;
    match loan.filter(|loan| is_lost_by(loan, now_ms)) {
        Some(loan) => lose(hub, None, &[loan]),
        None => Ok(()),
    }
}

/// Whether a loan is still open in the books whose sleeve counts as lost.
pub(super) fn is_lost_by(loan: &Loan, now_ms: i64) -> bool {
    loan.state == LoanState::Open && loan.lost_ms.is_some_and(|at_ms| at_ms <= now_ms)
}

/// The sleeves of these loans, which all came to it at the same moment, are lost.
pub(crate) fn lose(hub: &mut Hub, job: Option<JobId>, loans: &[Loan]) -> Result<()> {
    hub.deed(None, job, "sleeves_lost", |doing| {
        doing.note("loans", loans.iter().map(|loan| loan.id).collect::<Vec<_>>());
        for loan in loans {
            forfeit(doing, loan)?;
        }
        doing.note("counts_for_ms", loans.first().and_then(|loan| loan.lost_ms));
        Ok(())
    })
}

fn forfeit(doing: &mut Doing<'_>, loan: &Loan) -> Result<()> {
    let (creator, terms) = find::agreed(&doing.read(), loan)?;
    let settled = forfeited(&terms, loan.id);
    turn(doing, loan.sleeve, SleeveState::Lost)?;
    doing.write.forfeit_loan(loan.id, settled.state, loan.lost_ms.unwrap_or(doing.at_ms))?;
    doing.settle(&creator.key, loan.id, &terms, &settled)?;
    write_off(doing, loan.sleeve)
}
