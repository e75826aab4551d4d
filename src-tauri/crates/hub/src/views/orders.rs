//! Orders, waves and parcels.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::ParcelState;
use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::order::{CarrierKind, HoldReason, ImportClass, LineState, OrderState, ParcelFate, order_state};
use loopdock_domain::sleeve::LoanState;
use loopdock_domain::{CohortId, CreatorId, Money, OrderId};
use loopdock_store::{Order, OrderLine, Parcel, Part};

use crate::command::Empty;
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

/// Which orders.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrdersRequest {
    /// In this state only.
    #[serde(default)]
    pub state: Option<OrderState>,
    /// Older than the one with this number.
    #[serde(default)]
    pub before: Option<i64>,
    /// At most so many; 200 unless said.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// An order in a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderView {
    /// Its id.
    pub id: OrderId,
    /// `O-12`.
    pub order: String,
    /// The creator's key.
    pub creator: String,
    /// What the creator is called.
    pub creator_name: String,
    /// Its name in the storefront.
    pub name: String,
    /// What its export said.
    pub class: ImportClass,
    /// Where it is.
    pub state: OrderState,
    /// Why it is held.
    pub held: Option<HoldReason>,
    /// Who takes it.
    pub carrier: String,
    /// A van, or the pick-up counter.
    pub carrier_kind: CarrierKind,
    /// When it was placed, milliseconds since the epoch.
    pub created_ms: i64,
}

/// A parcel.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ParcelView {
    /// `P-1042`; none before it was closed.
    pub parcel: Option<String>,
    /// `O-12`.
    pub order: String,
    /// Where it is.
    pub state: ParcelState,
    /// Who takes it.
    pub carrier: String,
    /// Grams.
    pub weight_g: Option<u32>,
    /// The sleeve's serial.
    pub sleeve: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// The handover that it is on, `H-5`.
    pub handover: Option<String>,
    /// Where its sleeve's trip is; none before it left.
    pub loan: Option<LoanState>,
    /// What is held until the sleeve comes back; none without a sleeve.
    pub deposit: Option<Money>,
    /// The cohort of buyers whose terms hold for the sleeve; none without a sleeve, and where they are those of all other buyers.
    pub cohort: Option<String>,
    /// What became of it after it had left, where somebody said so.
    pub fate: Option<ParcelFate>,
}

/// An open wave.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WaveView {
    /// `W-3`.
    pub wave: String,
    /// The bench that walks it.
    pub bench: Option<String>,
    /// Tasks that are left.
    pub tasks: u32,
    /// Its code.
    pub code: String,
}

pub(super) fn order_view(view: &View<'_>, order: &Order, lines: &[OrderLine]) -> Result<OrderView> {
    let creator = find::creator(&view.read, order.creator)?;
    let carrier = find::carrier(&view.read, order.carrier)?;
    let states: Vec<LineState> = lines.iter().map(|line| line.state).collect();
    Ok(OrderView {
        id: order.id,
        order: names::order(order.number),
        creator: creator.key,
        creator_name: creator.name,
        name: order.name.clone(),
        class: order.class,
        state: order_state(&states),
        held: lines.iter().find_map(|line| line.held),
        carrier: carrier.name,
        carrier_kind: carrier.kind,
        created_ms: order.created_ms,
    })
}

pub(crate) fn orders(view: &View<'_>, request: OrdersRequest) -> Result<Vec<OrderView>> {
    let limit = usize::try_from(request.limit.unwrap_or(200)).unwrap_or(200);
    let mut before = request.before.unwrap_or(i64::MAX);
    let mut rows = Vec::new();
    loop {
        let page = view.read.orders_before(before, 500)?;
        let Some(last) = page.last() else { return Ok(rows) };
        before = last.number;
        for order in &page {
            let row = order_view(view, order, &view.read.lines_of(order.id)?)?;
            if request.state.is_none_or(|state| state == row.state) {
                rows.push(row);
            }
            if rows.len() >= limit {
                return Ok(rows);
            }
        }
    }
}

pub(super) fn parcel_view(view: &View<'_>, parcel: &Parcel) -> Result<ParcelView> {
    let carrier = find::carrier(&view.read, parcel.carrier)?;
    let order = find::order(&view.read, parcel.order)?;
    let sleeve = match parcel.sleeve {
        Some(id) => view.read.sleeve(id)?.map(|sleeve| names::serial(&sleeve.serial)),
        None => None,
    };
    let loan = view.read.loan_around(parcel.id)?;
    let (deposit, cohort) = match &loan {
        Some(loan) => (Some(loan.held), loan.cohort),
        None if sleeve.is_some() => held_for(view, parcel, order.creator)?,
        None => (None, None),
    };
    let handover = match parcel.handover {
        Some(id) => view.read.handover(id)?.map(|handover| names::handover(handover.number)),
        None => None,
    };
    Ok(ParcelView {
        handover,
        fate: view.read.fate_of(parcel.id)?.map(|fate| fate.fate),
        deposit,
        cohort: cohort.map(|id| find::cohort(&view.read, id)).transpose()?.map(|cohort| cohort.name),
        loan: loan.map(|loan| loan.state),
        parcel: parcel.number.map(names::parcel),
        order: names::order(order.number),
        state: parcel.state,
        carrier: carrier.name,
        weight_g: parcel.weight_g,
        sleeve,
        code: parcel.number.map(|number| OwnCode::new(CodeKind::Parcel, number).payload(&view.hub.key)),
    })
}

/// What will be held for the sleeve of a parcel that has not left, and the cohort whose terms say so: of one that is not closed yet,
/// what its creator asks now.
fn held_for(view: &View<'_>, parcel: &Parcel, creator: CreatorId) -> Result<(Option<Money>, Option<CohortId>)> {
    let creator = find::creator(&view.read, creator)?;
    let (terms, cohort) = match parcel.number {
        Some(_) => (view.read.terms(parcel.terms, creator.currency)?, parcel.cohort),
        None => {
            let promise = find::promise(&view.read, parcel, &creator)?;
            (promise.terms, promise.cohort)
        }
    };
    Ok((Some(terms.held()), cohort))
}

/// Packed parcels of every carrier, oldest first.
pub(crate) fn parcels(view: &View<'_>, _: Empty) -> Result<Vec<ParcelView>> {
    let mut rows = Vec::new();
    for carrier in view.read.carriers()? {
        for parcel in view.read.parcels_waiting(carrier.id, Part::ALL)? {
            rows.push(parcel_view(view, &parcel)?);
        }
    }
    Ok(rows)
}

pub(crate) fn waves(view: &View<'_>, _: Empty) -> Result<Vec<WaveView>> {
    let mut rows = Vec::new();
    for wave in view.read.open_waves()? {
        rows.push(WaveView {
            wave: names::wave(wave.number),
            bench: find::bench_name(&view.read, wave.bench)?,
            tasks: view.read.count_open_tasks(wave.id)?,
            code: OwnCode::new(CodeKind::Wave, wave.number).payload(&view.hub.key),
        });
    }
    Ok(rows)
}
