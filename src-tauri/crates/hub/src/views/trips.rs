//! Sleeves and their trips: with whom they are and for how long, what came back, what was settled.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::Money;
use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::sleeve::{LoanState, PaymentKind, PaymentState, SleeveState};
use loopdock_store::{Loan, Settlement, Sleeve, SleeveSearch};

use super::batches::owner;
use super::page::{Page, PageRequest, part};
use crate::command::Empty;
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

/// Which sleeves.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindSleeves {
    /// In this state only.
    #[serde(default)]
    pub state: Option<SleeveState>,
    /// A part of the serial, with or without blanks.
    #[serde(default)]
    pub search: String,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A sleeve with its trip.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SleeveTrip {
    /// Its serial.
    pub serial: String,
    /// Where it is.
    pub state: SleeveState,
    /// Its code.
    pub code: String,
    /// Its size; may be empty.
    pub size: String,
    /// The creator that owns it; the hub does where that is none.
    pub owner: Option<String>,
    /// How often it left.
    pub trips: u32,
    /// Its newest trip; none when it never left.
    pub trip: Option<TripView>,
}

/// One trip of a sleeve.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TripView {
    /// `O-12`.
    pub order: String,
    /// The order's name in the storefront.
    pub order_name: String,
    /// The creator's name.
    pub creator: String,
    /// Where it is.
    pub state: LoanState,
    /// What is held until it is back.
    pub deposit: Money,
    /// When it left, milliseconds since the epoch.
    pub left_ms: i64,
    /// When it came back, milliseconds since the epoch, where it waits for a look.
    pub back_ms: Option<i64>,
    /// The bench that it came back to, where it waits for a look.
    pub bench: Option<String>,
}

/// How many sleeves are where.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SleeveCount {
    /// In this state.
    pub state: SleeveState,
    /// So many.
    pub sleeves: i64,
}

/// A trip that was settled.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SettledView {
    /// The settlement's id.
    pub id: loopdock_domain::SettlementId,
    /// The sleeve's serial.
    pub serial: String,
    /// Where the sleeve is now.
    pub sleeve: SleeveState,
    /// What its buyer gets for it, deposit and reward.
    pub given: Money,
    /// The trip; `back_ms` says when it came back.
    pub trip: TripView,
}

/// How many sleeves are in each state, none left out.
pub(crate) fn sleeve_counts(view: &View<'_>, _: Empty) -> Result<Vec<SleeveCount>> {
    let count =
        |state: &SleeveState| Ok(SleeveCount { state: *state, sleeves: view.read.count_sleeves_in(*state)?.into() });
    SleeveState::ALL.iter().map(count).collect()
}

pub(crate) fn find_sleeves(view: &View<'_>, request: FindSleeves) -> Result<Page<SleeveTrip>> {
    let serial = request.search.split_whitespace().collect::<String>().to_uppercase();
    let search = SleeveSearch { state: request.state, serial };
    let sleeves = view.read.find_sleeves(&search, part(request.offset, request.limit))?;
    Ok(Page {
        total: view.read.count_sleeves(&search)?,
        rows: sleeves.into_iter().map(|sleeve| row(view, sleeve)).collect::<Result<_>>()?,
    })
}

fn row(view: &View<'_>, sleeve: Sleeve) -> Result<SleeveTrip> {
    let loan = view.read.newest_loan(sleeve.id)?;
    let pending = match &loan {
        Some(loan) => view.read.pending_settlement_of(loan.id)?,
        None => None,
    };
    let batch = find::batch_of(&view.read, sleeve.id)?;
    Ok(SleeveTrip {
        code: OwnCode::new(CodeKind::Sleeve, &sleeve.serial).payload(&view.hub.key),
        serial: names::serial(&sleeve.serial),
        state: sleeve.state,
        owner: owner(view, batch.owner)?,
        size: batch.size,
        trips: view.read.trips_of(sleeve.id)?,
        trip: loan.map(|loan| trip(view, &loan, pending.as_ref())).transpose()?,
    })
}

fn trip(view: &View<'_>, loan: &Loan, settlement: Option<&Settlement>) -> Result<TripView> {
    let order = find::order_of(&view.read, loan)?;
    let creator = find::creator(&view.read, order.creator)?;
    Ok(TripView {
        order: names::order(order.number),
        order_name: order.name,
        creator: creator.name,
        state: loan.state,
        deposit: loan.held,
        left_ms: loan.opened_ms,
        back_ms: settlement.map(|settlement| settlement.id.made_ms()),
        bench: find::bench_name(&view.read, settlement.map(|settlement| settlement.bench))?,
    })
}

/// What the buyer of a loan gets for it.
fn given(view: &View<'_>, loan: &Loan) -> Result<Money> {
    let payments = view.read.payments_of(loan.id)?;
    let given = payments
        .iter()
        .filter(|payment| payment.owed.kind != PaymentKind::Charge && payment.state != PaymentState::Cancelled);
    Ok(Money { minor: given.map(|payment| payment.owed.money.minor).sum(), currency: loan.held.currency })
}

/// Trips that were settled, the newest first.
pub(crate) fn settled(view: &View<'_>, request: PageRequest) -> Result<Page<SettledView>> {
    let mut rows = Vec::new();
    for settlement in view.read.posted_settlements(request.part())? {
        let loan = find::loan(&view.read, settlement.loan)?;
        let sleeve = find::sleeve(&view.read, loan.sleeve)?;
        rows.push(SettledView {
            id: settlement.id,
            serial: names::serial(&sleeve.serial),
            sleeve: sleeve.state,
            given: given(view, &loan)?,
            trip: trip(view, &loan, Some(&settlement))?,
        });
    }
    Ok(Page { total: view.read.count_posted_settlements()?, rows })
}
