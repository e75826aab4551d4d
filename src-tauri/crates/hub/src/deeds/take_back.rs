//! Sleeves that come back: pending at the scan, posted after a look, or void. Those of a crate wait for their look together.

use std::collections::BTreeMap;

use loopdock_domain::bench::{Level, Outcome, Say};
use loopdock_domain::place::PlaceKind;
use loopdock_domain::sleeve::{
    LoanState, Look, PaymentKind, PaymentState, Settled, SettlementState, SleeveState, Terms, back, forfeited,
    turned_up,
};
use loopdock_domain::staff::TwoPeople;
use loopdock_domain::{Currency, LoanId, Money, PlaceId, SettlementId, SleeveId, count};
use loopdock_store::{Creator, Loan, Order, Settlement, Sleeve};

use super::lapse::is_lost_by;
use super::sleeves::write_up;
use super::{At, quarantine, staff};
use crate::calendar::Calendar;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names, scan};

struct Trip {
    settlement: Settlement,
    loan: Loan,
    sleeve: Sleeve,
    order: Order,
    creator: Creator,
    terms: Terms,
}

pub(super) fn begin(
    doing: &mut Doing<'_>,
    at: &At<'_>,
    (sleeve, loan): (SleeveId, LoanId),
    by_slip: bool,
) -> Result<Outcome> {
    let (trip, before) = wait_at(doing, at.place, sleeve, loan)?;
    if by_slip {
        doing.note("by_slip", true);
    }
    let owed = trip.settlement.owed_minor;
    let (serial, order) = (names::serial(&trip.sleeve.serial), names::order(trip.order.number));
    let (creator, deposit) = (trip.creator.name, trip.terms.money(owed).to_string());
    let said = match before {
        _ if by_slip => Say::ReturnPendingBySlip { serial, order, creator, deposit, owed },
        SleeveState::Lost => Say::LostReturnPending { serial, order, creator, deposit, owed },
        _ => Say::ReturnPending { serial, order, creator, deposit, owed },
    };
    let level = if by_slip { Level::Warn } else { Level::Ok };
    Ok(Outcome::ReturnBegun { settlement: trip.settlement.id, level, said })
}

/// What the buyer of a sleeve gets that waits for its look may have changed since it was scanned: a charge was paid, or its
/// parcel never arrived. What is shown and held against the limit is what would be posted now.
pub(super) fn reckon_anew(doing: &Doing<'_>, loan: LoanId) -> Result<()> {
    let Some(pending) = doing.read().pending_settlement_of(loan)? else { return Ok(()) };
    let trip = trip(doing, pending)?;
    let owed = given(&trip.ended(doing, Look::Good)?);
    if owed != trip.settlement.owed_minor {
        doing.write.set_owed(trip.settlement.id, owed)?;
    }
    Ok(())
}

/// A sleeve is here that may be a copy: what is owed for it waits in quarantine, and not at a bench.
pub(super) fn begin_quarantined(doing: &mut Doing<'_>, sleeve: SleeveId, loan: LoanId) -> Result<SettlementId> {
    let quarantine = doing.virtual_place(PlaceKind::Quarantine)?;
    Ok(wait_at(doing, quarantine, sleeve, loan)?.0.settlement.id)
}

/// A sleeve waits for its look at a place; answers where it was before, too.
fn wait_at(doing: &mut Doing<'_>, place: PlaceId, sleeve: SleeveId, loan: LoanId) -> Result<(Trip, SleeveState)> {
    let settlement = Settlement {
        id: doing.id::<SettlementId>(),
        loan,
        bench: place,
        state: SettlementState::Pending,
        journal: doing.seq,
        owed_minor: 0,
    };
    let mut trip = trip(doing, settlement)?;
    quarantine::refuse_undecided(doing, &trip.sleeve.serial)?;
    // Whoever begins it has it lost first; a clock may have gone on by a moment since.
    if is_lost_by(&trip.loan, doing.at_ms) {
        let serial = names::serial(&trip.sleeve.serial);
        return Err(Error::refused(format!("Sleeve {serial} came to be lost at this very moment. Try once more.")));
    }
    trip.settlement.owed_minor = given(&trip.ended(doing, Look::Good)?);
    doing.write.insert_settlement(&trip.settlement)?;
    doing.write.set_loan(loan, LoanState::ReturnPending)?;
    let before = turn(doing, sleeve, SleeveState::Returned)?.state;
    doing.note("loan", loan);
    Ok((trip, before))
}

/// What was agreed becomes final: who owes what to whom follows from the terms and the look.
pub(super) fn post(
    doing: &mut Doing<'_>,
    at: &At<'_>,
    settlement: SettlementId,
    (look, approved): (Look, Option<TwoPeople>),
) -> Result<Outcome> {
    let trip = trip_of(doing, settlement)?;
    let ended = post_one(doing, &trip, look, approved)?;
    staff::note_approval(doing, approved)?;
    doing.note("loan", trip.loan.id);
    doing.note("look", look);
    let (serial, order) = (names::serial(&trip.sleeve.serial), names::order(trip.order.number));
    let owed = given(&ended);
    let deposit = trip.terms.money(owed).to_string();
    let asked = asked(&ended);
    let said = match look {
        Look::Good => Say::ReturnPosted { serial, order, deposit, owed },
        Look::Damaged if asked > 0 => {
            Say::ReturnPostedForCharge { serial, order, charge: trip.terms.money(asked).to_string() }
        }
        Look::Damaged => Say::ReturnPostedForRepair { serial, order, deposit, owed },
    };
    ended_at(doing, at, said)
}

/// A lead has decided about a sleeve that waited in quarantine.
pub(super) fn post_quarantined(
    doing: &mut Doing<'_>,
    settlement: SettlementId,
    (look, approved): (Look, Option<TwoPeople>),
) -> Result<()> {
    let trip = trip_of(doing, settlement)?;
    post_one(doing, &trip, look, approved)?;
    doing.note("loan", trip.loan.id);
    doing.note("look", look);
    Ok(())
}

/// The same, where none of what was there is the sleeve: it is still with its buyer.
pub(super) fn void_quarantined(doing: &mut Doing<'_>, settlement: SettlementId) -> Result<()> {
    let trip = trip_of(doing, settlement)?;
    void_one(doing, &trip)?;
    doing.note("loan", trip.loan.id);
    Ok(())
}

/// All sleeves of a crate are good.
pub(super) fn post_crate(doing: &mut Doing<'_>, at: &At<'_>, approved: Option<TwoPeople>) -> Result<Outcome> {
    let waiting = doing.read().pending_settlements_at(at.place, u32::MAX)?;
    let mut loans = Vec::new();
    let mut given_in = BTreeMap::<Currency, i64>::new();
    for settlement in waiting.into_iter().rev() {
        let trip = trip(doing, settlement)?;
        let owed = given(&post_one(doing, &trip, Look::Good, approved)?);
        *given_in.entry(trip.terms.currency).or_default() += owed;
        loans.push(trip.loan.id);
    }
    let total: Vec<Money> = given_in
        .into_iter()
        .filter(|(_, minor)| *minor > 0)
        .map(|(currency, minor)| Money { minor, currency })
        .collect();
    doing.note("loans", &loans);
    staff::note_approval(doing, approved)?;
    let (sleeves, owed) = (count(loans.len()), count(total.len()));
    ended_at(doing, at, Say::CratePosted { sleeves, total: Money::listed(&total), owed })
}

/// The bench goes on with what else waits for a look there.
pub(super) fn ended_at(doing: &Doing<'_>, at: &At<'_>, said: Say) -> Result<Outcome> {
    let next = scan::came_back_at(&doing.read(), at.place)?;
    Ok(Outcome::ReturnEnded { next, said })
}

/// Posts one; above the hub's limit only where two people stand for it.
fn post_one(doing: &mut Doing<'_>, trip: &Trip, look: Look, approved: Option<TwoPeople>) -> Result<Settled> {
    let settlement = trip.settlement.id;
    quarantine::refuse_undecided(doing, &trip.sleeve.serial)?;
    let ended = trip.ended(doing, look)?;
    let given = trip.terms.money(given(&ended));
    if approved.is_none() && doing.read().is_above_limit(given)? {
        return Err(Error::refused(format!("{given} is above this hub's limit: two people stand for it.")));
    }
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
    Ok(ended)
}

pub(super) fn void(doing: &mut Doing<'_>, at: &At<'_>, settlement: SettlementId) -> Result<Outcome> {
    let trip = trip_of(doing, settlement)?;
    void_one(doing, &trip)?;
    doing.note("loan", trip.loan.id);
    let (serial, order) = (names::serial(&trip.sleeve.serial), names::order(trip.order.number));
    ended_at(doing, at, Say::ReturnVoided { serial, order })
}

fn void_one(doing: &mut Doing<'_>, trip: &Trip) -> Result<()> {
    doing.write.set_settlement(trip.settlement.id, SettlementState::Voided)?;
    // Where it was before the scan.
    let is_overdue = trip.loan.overdue_ms.is_some_and(|at_ms| at_ms <= doing.at_ms);
    let (loan, sleeve) = match trip.loan.forfeited_ms {
        Some(_) => (forfeited(&trip.terms, trip.loan.id).state, SleeveState::Lost),
        None if is_overdue => (LoanState::Open, SleeveState::Overdue),
        None => (LoanState::Open, SleeveState::Out),
    };
    doing.write.set_loan(trip.loan.id, loan)?;
    turn(doing, trip.sleeve.id, sleeve)?;
    Ok(())
}

impl Trip {
    /// What the trip comes to when the sleeve looks like this.
    fn ended(&self, doing: &Doing<'_>, look: Look) -> Result<Settled> {
        if self.loan.forfeited_ms.is_some() {
            let is_charged = doing.read().open_charge_of(self.loan.id)?.is_some();
            return Ok(turned_up(&self.terms, look, is_charged));
        }
        let back_ms = self.settlement.id.made_ms();
        let (paused_ms, stands_still) = find::standstill(&doing.read(), self.loan.parcel, back_ms)?;
        let days = Calendar::of(doing.hub).days_between(self.loan.opened_ms + paused_ms, back_ms);
        // Who never had the sleeve has not sent it back.
        let in_time = days <= i64::from(self.terms.reward_days) && !stands_still;
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
        return Err(Error::refused(format!("Sleeve {} {}", names::serial(&row.serial), row.state.why_not(next))));
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
