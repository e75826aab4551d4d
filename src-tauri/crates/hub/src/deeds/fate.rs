//! What became of a parcel after it had left: whoever never got it sends no sleeve back, and its clock stands still.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::ParcelId;
use loopdock_domain::bench::ParcelState;
use loopdock_domain::order::ParcelFate;
use loopdock_domain::sleeve::{LoanState, SleeveState};
use loopdock_store::{FateRow, Loan};

use super::take_back::{self, turn};
use crate::calendar::Calendar;
use crate::command::Empty;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;

/// What became of a parcel.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ParcelFateSaid {
    /// `P-1042`.
    pub parcel: String,
    /// What.
    pub fate: ParcelFate,
}

pub(crate) fn set_fate(doing: &mut Doing<'_>, request: ParcelFateSaid) -> Result<Empty> {
    let ParcelFateSaid { parcel: name, fate } = request;
    let parcel = find::parcel_by_name(&doing.read(), &name)?;
    if parcel.state != ParcelState::HandedOver {
        return Err(Error::refused(format!("{name} has not left yet: nothing can have become of it on its way.")));
    }
    let before = doing.read().fate_of(parcel.id)?;
    let before = before.unwrap_or(FateRow { fate: ParcelFate::OnItsWay, at_ms: doing.at_ms, paused_ms: 0 });
    if before.fate == fate {
        return Err(Error::refused(format!("{name} is “{fate}” already.")));
    }
    let loan = doing.read().loan_around(parcel.id)?;
    let waits = loan.as_ref().map(|loan| doing.read().pending_settlement_of(loan.id)).transpose()?.flatten();
    // The clock of a sleeve that is back has ended.
    let until_ms = waits.map_or(doing.at_ms, |back| back.id.made_ms().min(doing.at_ms));
    let (stood_still, stands_still) = (before.fate.stops_the_clock(), fate.stops_the_clock());
    let after = FateRow {
        fate,
        at_ms: if stood_still && stands_still { before.at_ms } else { doing.at_ms },
        paused_ms: before.paused_ms + if stood_still && !stands_still { (until_ms - before.at_ms).max(0) } else { 0 },
    };
    doing.write.set_fate(parcel.id, &after)?;
    if stood_still != stands_still {
        set_clock(doing, parcel.id, &after)?;
    }
    if let Some(loan) = loan {
        take_back::reckon_anew(doing, loan.id)?;
    }
    doing.note("parcel", parcel.id);
    doing.note("fate", fate);
    Ok(Empty {})
}

/// The clock of the parcel's loan stands still, or goes on for as many days as were left of it.
fn set_clock(doing: &mut Doing<'_>, parcel: ParcelId, fate: &FateRow) -> Result<()> {
    let now_ms = doing.at_ms;
    // What was lost before anybody said so stays lost: a pass that runs late comes to the same as one that did not.
    let may_change = |loan: &Loan| loan.state.is_open() && loan.lost_ms.is_none_or(|at_ms| at_ms > now_ms);
    let Some(loan) = doing.read().loan_around(parcel)?.filter(may_change) else { return Ok(()) };
    if fate.fate.stops_the_clock() {
        doing.write.set_clock(loan.id, None, None)?;
        let is_overdue = find::sleeve(&doing.read(), loan.sleeve)?.state == SleeveState::Overdue;
        if loan.state == LoanState::Open && is_overdue {
            turn(doing, loan.sleeve, SleeveState::Out)?;
        }
        return Ok(());
    }
    let (_, terms) = find::agreed(&doing.read(), &loan)?;
    let calendar = Calendar::of(doing.hub);
    let after = |days: Option<u32>| days.and_then(|days| calendar.after_days_ms(loan.opened_ms + fate.paused_ms, days));
    doing.write.set_clock(loan.id, after(terms.overdue_days), after(terms.lost_days))?;
    Ok(())
}
