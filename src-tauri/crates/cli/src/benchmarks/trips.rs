//! A past of sleeves: crate by crate they left, came back and were settled, and their creators paid; the newest are with buyers.

use loopdock_domain::order::LineState;
use loopdock_domain::sleeve::{
    Leg, LoanState, Look, Owed, PaymentState, SettlementState, SleeveState, Terms, back, lent, paid,
};
use loopdock_domain::{HandoverId, Money};
use loopdock_hub::Result;
use loopdock_store::{Creator, Loan, Payment, Posting, Settlement, Sleeve};
use serde_json::json;

use super::books::{Batch, Books, Past};
use super::open_orders::enter;
use super::past::{begin_handover, gone};
use super::shelves::{Rooms, Shelf};

/// Sleeves that leave together and come back together.
const CRATE: usize = 50;

/// Crates in one transaction.
const BATCH: usize = 20;

/// A sleeve that is with a buyer.
struct Trip {
    loan: Loan,
    terms: Terms,
    creator: String,
}

/// Lends sleeves `past` times and takes them back; then lends `out` of them, which stay with their buyers.
pub(super) fn live_through(
    books: &mut Books,
    rooms: &Rooms,
    shelves: &mut [Shelf],
    (past, out): (u32, u32),
) -> Result<()> {
    let sleeves = books.read().sleeves_in(SleeveState::Available, u32::MAX)?;
    let trips = |count: u32| sleeves.iter().cycle().take(usize::try_from(count).unwrap_or(usize::MAX));
    let crates: Vec<Vec<&Sleeve>> = chunks(trips(past));
    for some in crates.chunks(BATCH) {
        books.batch(|batch| {
            for sleeves in some {
                let gone = leave(batch, rooms, shelves, sleeves)?;
                come_back(batch, rooms, &gone)?;
            }
            Ok(())
        })?;
    }
    for sleeves in chunks(trips(out)) {
        books.batch(|batch| leave(batch, rooms, shelves, &sleeves).map(drop))?;
    }
    Ok(())
}

fn chunks<'s>(sleeves: impl Iterator<Item = &'s Sleeve>) -> Vec<Vec<&'s Sleeve>> {
    let all: Vec<&Sleeve> = sleeves.collect();
    all.chunks(CRATE).map(<[&Sleeve]>::to_vec).collect()
}

/// One handover of parcels in sleeves.
fn leave(batch: &mut Batch<'_>, rooms: &Rooms, shelves: &mut [Shelf], sleeves: &[&Sleeve]) -> Result<Vec<Trip>> {
    let handover = begin_handover(batch, rooms)?;
    let mut trips = Vec::new();
    for sleeve in sleeves {
        trips.push(lend(batch, rooms, shelves, (sleeve, handover.id))?);
    }
    batch.write.close_handover(handover.id, batch.now_ms())?;
    let posted: Vec<Posting> =
        trips.iter().flat_map(|trip| postings(&trip.creator, &lent(&trip.terms, trip.loan.id))).collect();
    batch.posted(&Past { did: "close_handover", about: json!({ "command": "DONE" }), moved: &[] }, &posted)?;
    Ok(trips)
}

fn lend(
    batch: &mut Batch<'_>,
    rooms: &Rooms,
    shelves: &mut [Shelf],
    (sleeve, handover): (&Sleeve, HandoverId),
) -> Result<Trip> {
    let order = enter(batch, rooms, shelves, LineState::Shipped)?;
    let creator: &Creator = rooms.creator_of(shelves, &order)?;
    let parcel = gone(batch, rooms, (order.id, handover), (Some(sleeve.id), creator.terms), &[])?;
    let terms = batch.write.read().terms(creator.terms, creator.currency)?;
    let loan = Loan {
        id: batch.id(),
        sleeve: sleeve.id,
        parcel: parcel.id,
        state: LoanState::Open,
        terms: creator.terms,
        held: terms.held(),
        opened_ms: batch.now_ms(),
        overdue_ms: None,
        lost_ms: None,
        forfeited_ms: None,
        cohort: None,
    };
    batch.write.set_sleeve(sleeve.id, SleeveState::Out)?;
    batch.write.insert_loan(&loan)?;
    Ok(Trip { loan, terms, creator: creator.key.clone() })
}

/// A crate: a scan for each sleeve, one OK for all, and their creators have paid.
fn come_back(batch: &mut Batch<'_>, rooms: &Rooms, gone: &[Trip]) -> Result<()> {
    let mut ended = Vec::new();
    for trip in gone {
        let settled = back(&trip.terms, trip.loan.id, Look::Good, false);
        let settlement = Settlement {
            id: batch.id(),
            loan: trip.loan.id,
            bench: rooms.bench,
            state: SettlementState::Posted,
            journal: batch.seq() + 1,
            owed_minor: settled.owed.iter().map(|owed| owed.money.minor).sum(),
        };
        batch.write.insert_settlement(&settlement)?;
        batch.write.set_loan(trip.loan.id, settled.state)?;
        batch.write.set_sleeve(trip.loan.sleeve, SleeveState::Available)?;
        let heard = json!({ "own": { "kind": "S", "number": "0000" } });
        batch.scanned(&Past { did: "begin_return", about: heard, moved: &[] })?;
        ended.push((trip, settled));
    }
    let mut posted = Vec::new();
    for (trip, settled) in ended {
        posted.extend(postings(&trip.creator, &settled.legs));
        for owed in settled.owed {
            pay(batch, trip, owed)?;
            posted.extend(postings(&trip.creator, &paid(&trip.terms, owed)));
        }
    }
    batch.posted(&Past { did: "post_crate", about: json!({ "command": "OK" }), moved: &[] }, &posted)
}

/// A payment that was asked for, and done.
fn pay(batch: &mut Batch<'_>, trip: &Trip, owed: Owed) -> Result<()> {
    let payment = Payment {
        id: batch.id(),
        number: batch.write.next_number("payment")?,
        journal: batch.seq() + 1,
        loan: trip.loan.id,
        owed,
        state: PaymentState::Done,
        code: String::new(),
        reference: format!("re_{}", trip.loan.id),
        asked_ms: batch.now_ms(),
        ended_ms: Some(batch.now_ms()),
    };
    Ok(batch.write.insert_payment(&payment)?)
}

fn postings(creator: &str, legs: &[Leg]) -> Vec<Posting> {
    let both = |leg: &Leg| {
        let lost = Money { minor: -leg.money.minor, currency: leg.money.currency };
        [
            Posting { account: leg.from.name(creator), money: lost },
            Posting { account: leg.to.name(creator), money: leg.money },
        ]
    };
    legs.iter().flat_map(both).collect()
}
