//! Sleeves that come back: pending at the scan, posted after a look, or void.

use loopdock_domain::bench::{Look, Outcome, Say};
use loopdock_domain::sleeve::{LoanState, SettlementState, SleeveState};
use loopdock_domain::{LoanId, SettlementId, SleeveId};
use loopdock_store::{Creator, Loan, Order, Settlement, Sleeve};

use super::At;
use super::hand_over::deposit_account;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

struct Trip {
    settlement: Settlement,
    loan: Loan,
    sleeve: Sleeve,
    order: Order,
    creator: Creator,
}

pub(super) fn begin(doing: &mut Doing<'_>, at: &At<'_>, sleeve: SleeveId, loan: LoanId) -> Result<Outcome> {
    let settlement =
        Settlement { id: doing.id::<SettlementId>(), loan, bench: at.place, state: SettlementState::Pending };
    doing.write.insert_settlement(&settlement)?;
    doing.write.set_loan(loan, LoanState::ReturnPending)?;
    turn(doing, sleeve, SleeveState::Returned)?;
    let trip = trip(doing, settlement)?;
    doing.note("loan", loan);
    let said = Say::ReturnPending {
        serial: names::serial(&trip.sleeve.serial),
        order: names::order(trip.order.number),
        creator: trip.creator.name,
        deposit: trip.loan.deposit.to_string(),
        owed: trip.loan.deposit.minor,
    };
    Ok(Outcome::ReturnBegun { settlement: trip.settlement.id, said })
}

/// The deposit is owed to the buyer from now on; nothing is owed where there was none.
pub(super) fn post(doing: &mut Doing<'_>, settlement: SettlementId, look: Look) -> Result<Outcome> {
    let trip = trip_of(doing, settlement)?;
    let deposit = trip.loan.deposit;
    let state = if deposit.minor > 0 { LoanState::Refunded } else { LoanState::Closed };
    doing.write.set_settlement(settlement, SettlementState::Posted)?;
    doing.write.set_loan(trip.loan.id, state)?;
    let payable = format!("refunds_payable:{}", trip.creator.key);
    doing.post(&payable, &deposit_account(&trip.creator.key, trip.loan.id), deposit)?;
    turn(
        doing,
        trip.sleeve.id,
        match look {
            Look::Good => SleeveState::Available,
            Look::Damaged => SleeveState::Inspecting,
        },
    )?;
    doing.note("loan", trip.loan.id);
    let serial = names::serial(&trip.sleeve.serial);
    let order = names::order(trip.order.number);
    let owed = deposit.minor;
    let deposit = deposit.to_string();
    Ok(Outcome::ReturnEnded(match look {
        Look::Good => Say::ReturnPosted { serial, order, deposit, owed },
        Look::Damaged => Say::ReturnPostedForRepair { serial, order, deposit, owed },
    }))
}

pub(super) fn void(doing: &mut Doing<'_>, settlement: SettlementId) -> Result<Outcome> {
    let trip = trip_of(doing, settlement)?;
    doing.write.set_settlement(settlement, SettlementState::Voided)?;
    doing.write.set_loan(trip.loan.id, LoanState::Open)?;
    turn(doing, trip.sleeve.id, SleeveState::Out)?;
    doing.note("loan", trip.loan.id);
    Ok(Outcome::ReturnEnded(Say::ReturnVoided {
        serial: names::serial(&trip.sleeve.serial),
        order: names::order(trip.order.number),
    }))
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
    let order = find::order(&read, find::parcel(&read, loan.parcel)?.order)?;
    let creator = find::creator(&read, order.creator)?;
    Ok(Trip { settlement, loan, sleeve, order, creator })
}
