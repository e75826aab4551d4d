//! Sleeves that come back: pending at the scan, posted after a look, or void.

use loopdock_domain::bench::{Outcome, Say};
use loopdock_domain::sleeve::{
    LoanState, Look, PaymentKind, PaymentState, Settled, SettlementState, SleeveState, Terms, back, forfeited,
    turned_up,
};
use loopdock_domain::{LoanId, SettlementId, SleeveId};
use loopdock_store::{Creator, Loan, Order, Settlement, Sleeve};

use super::At;
use super::sleeves::write_up;
use crate::calendar::Calendar;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

struct Trip {
    settlement: Settlement,
    loan: Loan,
    sleeve: Sleeve,
    order: Order,
    creator: Creator,
    terms: Terms,
}

pub(super) fn begin(doing: &mut Doing<'_>, at: &At<'_>, sleeve: SleeveId, loan: LoanId) -> Result<Outcome> {
    let settlement =
        Settlement { id: doing.id::<SettlementId>(), loan, bench: at.place, state: SettlementState::Pending };
    doing.write.insert_settlement(&settlement)?;
    doing.write.set_loan(loan, LoanState::ReturnPending)?;
    let before = turn(doing, sleeve, SleeveState::Returned)?.state;
    let trip = trip(doing, settlement)?;
    doing.note("loan", loan);
    let owed = given(&trip.ended(doing, Look::Good)?);
    let (serial, order) = (names::serial(&trip.sleeve.serial), names::order(trip.order.number));
    let (creator, deposit) = (trip.creator.name, trip.terms.money(owed).to_string());
    let said = match before {
        SleeveState::Lost => Say::LostReturnPending { serial, order, creator, deposit, owed },
        _ => Say::ReturnPending { serial, order, creator, deposit, owed },
    };
    Ok(Outcome::ReturnBegun { settlement: trip.settlement.id, said })
}

/// What was agreed becomes final: who owes what to whom follows from the terms and the look.
pub(super) fn post(doing: &mut Doing<'_>, settlement: SettlementId, look: Look) -> Result<Outcome> {
    let trip = trip_of(doing, settlement)?;
    let ended = trip.ended(doing, look)?;
    let charge = doing.read().open_charge_of(trip.loan.id)?;
    if let (Some(charge), false) = (charge, ended.state == LoanState::Charged) {
        doing.write.end_payment(charge.id, PaymentState::Cancelled, "", doing.at_ms)?;
    }
    doing.write.set_settlement(settlement, SettlementState::Posted)?;
    doing.write.set_loan(trip.loan.id, ended.state)?;
    doing.settle(&trip.creator.key, trip.loan.id, &trip.terms, &ended)?;
    if trip.loan.forfeited_ms.is_some() {
        write_up(doing, trip.sleeve.id)?;
    }
    turn(
        doing,
        trip.sleeve.id,
        match look {
            Look::Good => SleeveState::Available,
            Look::Damaged => SleeveState::Inspecting,
        },
    )?;
    doing.note("loan", trip.loan.id);
    let (serial, order) = (names::serial(&trip.sleeve.serial), names::order(trip.order.number));
    let owed = given(&ended);
    let deposit = trip.terms.money(owed).to_string();
    let asked = asked(&ended);
    Ok(Outcome::ReturnEnded(match look {
        Look::Good => Say::ReturnPosted { serial, order, deposit, owed },
        Look::Damaged if asked > 0 => {
            Say::ReturnPostedForCharge { serial, order, charge: trip.terms.money(asked).to_string() }
        }
        Look::Damaged => Say::ReturnPostedForRepair { serial, order, deposit, owed },
    }))
}

pub(super) fn void(doing: &mut Doing<'_>, settlement: SettlementId) -> Result<Outcome> {
    let trip = trip_of(doing, settlement)?;
    doing.write.set_settlement(settlement, SettlementState::Voided)?;
    // Where it was before the scan.
    let is_overdue = trip.loan.overdue_ms.is_some_and(|at_ms| at_ms <= doing.at_ms);
    let (loan, sleeve) = match trip.loan.forfeited_ms {
        Some(_) => (forfeited(&trip.terms, trip.loan.id).state, SleeveState::Lost),
        None if is_overdue => (LoanState::Open, SleeveState::Overdue),
        None => (LoanState::Open, SleeveState::Out),
    };
    doing.write.set_loan(trip.loan.id, loan)?;
    turn(doing, trip.sleeve.id, sleeve)?;
    doing.note("loan", trip.loan.id);
    Ok(Outcome::ReturnEnded(Say::ReturnVoided {
        serial: names::serial(&trip.sleeve.serial),
        order: names::order(trip.order.number),
    }))
}

impl Trip {
    /// What the trip comes to when the sleeve looks like this.
    fn ended(&self, doing: &Doing<'_>, look: Look) -> Result<Settled> {
        if self.loan.forfeited_ms.is_some() {
            let is_charged = doing.read().open_charge_of(self.loan.id)?.is_some();
            return Ok(turned_up(&self.terms, look, is_charged));
        }
        let days = Calendar::of(doing.hub).days_between(self.loan.opened_ms, self.settlement.id.made_ms());
        let in_time = days <= i64::from(self.terms.reward_days);
        Ok(back(&self.terms, self.loan.id, look, in_time))
    }
}

/// What a buyer is given, in minor units.
fn given(settled: &Settled) -> i64 {
    settled.owed.iter().filter(|owed| owed.kind != PaymentKind::Charge).map(|owed| owed.money.minor).sum()
}

/// What a buyer is asked for, in minor units.
fn asked(settled: &Settled) -> i64 {
    settled.owed.iter().filter(|owed| owed.kind == PaymentKind::Charge).map(|owed| owed.money.minor).sum()
}

/// Moves a sleeve on in its life; a step that its state machine does not know is refused.
pub(super) fn turn(doing: &mut Doing<'_>, sleeve: SleeveId, next: SleeveState) -> Result<Sleeve> {
    let row = find::sleeve(&doing.read(), sleeve)?;
    if !row.state.may_become(next) {
        return Err(Error::refused(format!(
            "Sleeve {} is {} and can't become {next}.",
            names::serial(&row.serial),
            row.state
        )));
    }
    doing.write.set_sleeve(sleeve, next)?;
    Ok(row)
}

fn trip_of(doing: &Doing<'_>, settlement: SettlementId) -> Result<Trip> {
    trip(doing, find::settlement(&doing.read(), settlement)?)
}

fn trip(doing: &Doing<'_>, settlement: Settlement) -> Result<Trip> {
    let read = doing.read();
    let loan = find::loan(&read, settlement.loan)?;
    let sleeve = find::sleeve(&read, loan.sleeve)?;
    let order = find::order_of(&read, &loan)?;
    let (creator, terms) = find::agreed(&read, &loan)?;
    Ok(Trip { settlement, loan, sleeve, order, creator, terms })
}
