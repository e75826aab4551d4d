//! What a hub's day looks like: what waits and for how long, what is missing, what came back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::Say;
use loopdock_domain::count;
use loopdock_domain::goods::GoodsState;
use loopdock_domain::order::OrderState;
use loopdock_domain::sleeve::SleeveState;
use loopdock_store::{Part, PaymentSearch, PrintState, Wish};

use super::orders::{OrderView, order_view};
use crate::command::Empty;
use crate::error::Result;
use crate::view::View;
use crate::{deeds, find, names};

/// Rows of the lists that a day begins with: what is longer is looked up where it belongs.
const ROWS: u32 = 12;

/// Totes that are named: whoever stands before them sees the next ones.
const NAMED: u32 = 3;

/// The clock that a day is read from: hours since an order's promise where each step ends. Past two days it is late.
const CLOCK_H: [u32; 6] = [6, 12, 24, 36, 48, 168];
const LATE_AFTER_H: u32 = 48;

/// A hub's day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TodayView {
    /// The hub's name.
    pub hub: String,
    /// Whether it has any bin.
    pub has_bins: bool,
    /// What must come in before anything can be picked, in words; nothing where goods lie in bins.
    pub lacking: Option<String>,
    /// Whether that is items; otherwise it is their goods.
    pub lacks_items: bool,
    /// Whether return slips would name no address to send a sleeve to.
    pub lacks_address: bool,
    /// Orders that need a person.
    pub held: u32,
    /// Orders that wait for stock.
    pub waiting: u32,
    /// Orders that can be picked.
    pub ready: u32,
    /// Orders that lie picked and can be packed.
    pub picked: u32,
    /// Of these, those that nobody packs yet.
    pub to_pack: u32,
    /// A tote of each of the first of them.
    pub next_totes: Vec<String>,
    /// Parcels that wait for a carrier.
    pub packed: u32,
    /// Of each carrier that is waited for, the first parcel.
    pub next_parcels: Vec<String>,
    /// Counts that were asked for.
    pub counts: u32,
    /// Sleeves that came back and were not looked at.
    pub returned: u32,
    /// Sleeves that are overdue.
    pub overdue: u32,
    /// Sleeves that count as lost.
    pub lost: u32,
    /// Payments that creators were asked for and have not said to be done.
    pub payments: u32,
    /// Returns of goods of which creators were asked and have not said what came of them.
    pub asked_returns: u32,
    /// Units that came back and are set aside.
    pub units_set_aside: u32,
    /// Sleeves and tags in quarantine about which nobody has decided.
    pub cases: u32,
    /// Papers that could not be printed and were not asked for once more, or of which nobody knows whether they were.
    pub failed_papers: u32,
    /// Orders that have not left, by the hour of their promise, oldest first.
    pub hours: Vec<HourView>,
    /// The steps of age in which they are counted, the youngest first.
    pub clock: Vec<ClockStep>,
    /// Those that have waited longest.
    pub oldest: Vec<OrderView>,
    /// What most units are missing of.
    pub wanted: Vec<WantedView>,
}

/// Orders that are promised for the same hour.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HourView {
    /// When it begins, milliseconds since the epoch.
    pub from_ms: i64,
    /// How many.
    pub orders: u32,
}

/// A step of the clock.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ClockStep {
    /// It begins so many hours after the promise.
    pub from_h: u32,
    /// It ends so many hours after the promise; the last one does not.
    pub below_h: Option<u32>,
    /// Whether an order of this age is late.
    pub late: bool,
}

/// An item that orders wait for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WantedView {
    /// The creator's key of the item.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// Its creator's name: two creators may have items of one key.
    pub creator: String,
    /// Units that waiting lines want and no bin has free.
    pub units: u32,
}

pub(crate) fn today(view: &View<'_>, _: Empty) -> Result<TodayView> {
    let read = &view.read;
    let wanted = |wanted: loopdock_store::Wanted| {
        let item = find::item(read, wanted.item)?;
        let creator = find::creator(read, item.creator)?.name;
        Ok(WantedView { sku: item.sku, title: item.title, creator, units: wanted.units })
    };
    // As the list of orders counts them, to which the numbers lead.
    let in_state = |state| -> Result<u32> { Ok(count(read.count_orders_in(&Wish::default(), state)?)) };
    let (mut packed, mut next_parcels) = (0, Vec::new());
    for carrier in read.carriers()? {
        let waiting = read.count_parcels_waiting(carrier.id)?;
        packed += waiting;
        if waiting > 0 {
            let first = read.parcels_waiting(carrier.id, Part::first(1))?;
            next_parcels.extend(first.first().and_then(|parcel| parcel.number).map(names::parcel));
        }
    }
    let mut next_totes = Vec::new();
    for order in read.orders_to_pack(NAMED)? {
        next_totes.extend(read.first_tote_of(order)?.map(|(_, name)| name));
    }
    let lacking = deeds::lacking(read)?;
    Ok(TodayView {
        hub: view.hub.name.clone(),
        has_bins: read.has_bins()?,
        lacking: lacking.as_ref().map(|lacking| view.texts.say(lacking)),
        lacks_items: lacking == Some(Say::NoItems {}),
        lacks_address: view.hub.address.trim().is_empty(),
        held: in_state(OrderState::Held)?,
        waiting: in_state(OrderState::Waiting)?,
        ready: in_state(OrderState::Ready)?,
        picked: in_state(OrderState::Picked)?,
        to_pack: count(read.count_orders_to_pack()?),
        next_totes,
        packed,
        next_parcels,
        counts: count(read.open_counts()?.len()),
        returned: read.count_sleeves_in(SleeveState::Returned)?,
        overdue: read.count_sleeves_in(SleeveState::Overdue)?,
        lost: read.count_sleeves_in(SleeveState::Lost)?,
        payments: count(read.count_payments(PaymentSearch { open: Some(true), creator: None })?),
        asked_returns: count(read.count_goods_returns((Some(GoodsState::Asked), None))?),
        units_set_aside: count(read.count_units_set_aside()?),
        cases: read.count_open_cases()?,
        failed_papers: count(read.count_print_jobs(Some(PrintState::Failed))?)
            + count(read.count_print_jobs(Some(PrintState::Unsure))?),
        hours: read
            .backlog()?
            .into_iter()
            .map(|hour| HourView { from_ms: hour.from_ms, orders: hour.orders })
            .collect(),
        clock: clock(),
        oldest: read
            .oldest_orders(ROWS)?
            .iter()
            .map(|order| order_view(view, order, &read.lines_of(order.id)?))
            .collect::<Result<_>>()?,
        wanted: read.most_wanted(ROWS)?.into_iter().map(wanted).collect::<Result<_>>()?,
    })
}

fn clock() -> Vec<ClockStep> {
    let starts = std::iter::once(0).chain(CLOCK_H);
    let ends = CLOCK_H.into_iter().map(Some).chain([None]);
    starts.zip(ends).map(|(from_h, below_h)| ClockStep { from_h, below_h, late: from_h >= LATE_AFTER_H }).collect()
}
