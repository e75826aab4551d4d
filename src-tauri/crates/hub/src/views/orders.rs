//! Orders, waves and parcels.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::ParcelState;
use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::order::{CarrierKind, HoldReason, ImportClass, LineState, OrderState, order_state};
use loopdock_domain::{Money, OrderId};
use loopdock_store::{Order, OrderLine, Parcel};

use crate::command::Empty;
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names, scan};

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

/// Which order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderNamed {
    /// `O-12`.
    pub order: String,
}

/// An order with all that is known of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderDetail {
    /// The order.
    pub order: OrderView,
    /// Its lines.
    pub lines: Vec<LineView>,
    /// Its parcels.
    pub parcels: Vec<ParcelView>,
    /// What was paid.
    pub total: Money,
    /// How it was paid; none once erased.
    pub payment_reference: Option<String>,
    /// The creator's tags; empty once erased.
    pub tags: String,
    /// Gift wish, delivery instruction, and what the storefront added.
    pub notes: Vec<String>,
    /// Name and address, a line each; empty once erased.
    pub address: Vec<String>,
    /// Its code.
    pub code: String,
}

/// A line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LineView {
    /// SKU as ordered.
    pub sku: String,
    /// Title as ordered.
    pub title: String,
    /// Units.
    pub qty: u32,
    /// Where it is.
    pub state: LineState,
    /// Why it is held.
    pub held: Option<HoldReason>,
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
    let creator = view.read.creator(order.creator)?.ok_or_else(|| Error::internal("a creator is missing"))?;
    let carrier = view.read.carrier(order.carrier)?.ok_or_else(|| Error::internal("a carrier is missing"))?;
    let states: Vec<LineState> = lines.iter().map(|line| line.state).collect();
    Ok(OrderView {
        id: order.id,
        order: names::order(order.number),
        creator: creator.key,
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

pub(crate) fn order(view: &View<'_>, request: OrderNamed) -> Result<OrderDetail> {
    let order = find::order_by_name(&view.read, &request.order)?;
    let lines = view.read.lines_of(order.id)?;
    let buyer = view.read.buyer(order.id)?;
    let (payment_reference, tags) =
        buyer.as_ref().map(|buyer| (buyer.payment_reference.clone(), buyer.tags.clone())).unwrap_or_default();
    let address = buyer.map(|buyer| {
        [
            buyer.name,
            buyer.company,
            buyer.address1,
            buyer.address2,
            format!("{} {}", buyer.zip, buyer.city),
            buyer.country,
        ]
        .into_iter()
        .filter(|line| !line.trim().is_empty())
        .collect()
    });
    let parcels = view.read.parcels_of(order.id)?;
    Ok(OrderDetail {
        lines: lines.iter().map(line_view).collect(),
        parcels: parcels.iter().map(|parcel| parcel_view(view, parcel)).collect::<Result<_>>()?,
        total: Money { minor: order.total_minor, currency: order.currency },
        payment_reference,
        tags,
        notes: scan::notes_of_order(&view.read, view.texts, order.id)?,
        address: address.unwrap_or_default(),
        code: OwnCode::new(CodeKind::Order, order.number).payload(&view.hub.key),
        order: order_view(view, &order, &lines)?,
    })
}

fn line_view(line: &OrderLine) -> LineView {
    LineView { sku: line.sku.clone(), title: line.title.clone(), qty: line.qty, state: line.state, held: line.held }
}

pub(super) fn parcel_view(view: &View<'_>, parcel: &Parcel) -> Result<ParcelView> {
    let carrier = view.read.carrier(parcel.carrier)?.ok_or_else(|| Error::internal("a carrier is missing"))?;
    let order = find::order(&view.read, parcel.order)?;
    let sleeve = match parcel.sleeve {
        Some(id) => view.read.sleeve(id)?.map(|sleeve| names::serial(&sleeve.serial)),
        None => None,
    };
    Ok(ParcelView {
        parcel: parcel.number.map(names::parcel),
        order: names::order(order.number),
        state: parcel.state,
        carrier: carrier.name,
        weight_g: parcel.weight_g,
        sleeve,
        code: parcel.number.map(|number| OwnCode::new(CodeKind::Parcel, number).payload(&view.hub.key)),
    })
}

/// Packed parcels of every carrier, oldest first.
pub(crate) fn parcels(view: &View<'_>, _: Empty) -> Result<Vec<ParcelView>> {
    let mut rows = Vec::new();
    for carrier in view.read.carriers()? {
        for parcel in view.read.parcels_waiting(carrier.id, u32::MAX)? {
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
            bench: wave.bench.map(|bench| find::place(&view.read, bench)).transpose()?.map(|place| place.name),
            tasks: view.read.count_open_tasks(wave.id)?,
            code: OwnCode::new(CodeKind::Wave, wave.number).payload(&view.hub.key),
        });
    }
    Ok(rows)
}
