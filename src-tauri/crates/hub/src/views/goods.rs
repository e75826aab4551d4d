//! Goods that came back: which, how they look, where they go, and why they were sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::goods::{GoesTo, GoodsState, Grade, ReturnReason};
use loopdock_domain::{ItemId, Money, ReturnedUnitId};
use loopdock_store::{Creator, GoodsReturn, Order, OrderLine, Parcel, Part, ReturnedUnit};

use super::page::{Page, PageRequest, part};
use super::picture::PhotoView;
use crate::command::Empty;
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names};

/// Which returns.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindReturns {
    /// Those that are unpacked, of which a creator is asked, or that are done; all unless said.
    #[serde(default)]
    pub state: Option<GoodsState>,
    /// The one with this short number only.
    #[serde(default)]
    pub number: Option<i64>,
    /// Of this creator only, by its key.
    #[serde(default)]
    pub creator: Option<String>,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Goods that came back together.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReturnView {
    /// Its short number.
    pub number: i64,
    /// Where it stands.
    pub state: GoodsState,
    /// The creator's name.
    pub creator: String,
    /// `O-12`; none where nobody knows the order.
    pub order: Option<String>,
    /// The order's name in the storefront.
    pub order_name: Option<String>,
    /// `P-1042`.
    pub parcel: Option<String>,
    /// How the order was paid, where its export said so.
    pub paid_with: Option<String>,
    /// The bench that unpacked it.
    pub bench: String,
    /// When it came, milliseconds since the epoch.
    pub opened_ms: i64,
    /// Days since the parcel had left.
    pub days: Option<i64>,
    /// Days within which goods were to come back, by the creator's rule of that time.
    pub window_days: Option<u32>,
    /// Whether it came later than that.
    pub is_late: bool,
    /// Its units, in the sequence in which they were counted.
    pub units: Vec<ReturnedUnitView>,
    /// What those that are here were priced at, before any discount on the order; none where the order does not say of one.
    pub priced: Option<Money>,
    /// What the creator said came of it.
    pub reference: Option<String>,
    /// What the buyer got, where the creator said.
    pub refunded: Option<Money>,
    /// When the creator said so, milliseconds since the epoch.
    pub done_ms: Option<i64>,
}

/// A unit of these.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReturnedUnitView {
    /// Which one.
    pub unit: ReturnedUnitId,
    /// Its item's title.
    pub title: String,
    /// Its item's SKU.
    pub sku: String,
    /// Its run: `#7`.
    pub run: String,
    /// How it looks.
    pub grade: Grade,
    /// Where it goes.
    pub goes_to: GoesTo,
    /// Why it was sent.
    pub reason: ReturnReason,
    /// Whether there is a photo.
    pub has_photo: bool,
    /// What it was priced at, before any discount on the order, where the order says one price.
    pub price: Option<Money>,
}

/// A unit that came back and is set aside until somebody decides where it goes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SetAsideView {
    /// The short number of the return that it came with.
    pub number: i64,
    /// Where that return stands.
    pub state: GoodsState,
    /// The unit.
    pub unit: ReturnedUnitView,
    /// The creator's name.
    pub creator: String,
    /// `O-12`; none where nobody knows the order.
    pub order: Option<String>,
    /// When it came back, milliseconds since the epoch.
    pub came_ms: i64,
}

/// Which unit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReturnedUnitNamed {
    /// Which one.
    pub unit: ReturnedUnitId,
}

/// How many units of a run came back for a reason, and how they looked.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReasonView {
    /// The creator's name.
    pub creator: String,
    /// The item's title.
    pub title: String,
    /// Its SKU.
    pub sku: String,
    /// The run: `#7`.
    pub run: String,
    /// Why.
    pub reason: ReturnReason,
    /// How they look.
    pub grade: Grade,
    /// Units.
    pub units: i64,
}

pub(crate) fn find_returns(view: &View<'_>, request: FindReturns) -> Result<Page<ReturnView>> {
    if let Some(number) = request.number {
        let found = view.read.goods_return_numbered(number)?.map(|goods| shown(view, goods)).transpose()?;
        return Ok(Page { total: found.iter().len().try_into().unwrap_or(0), rows: found.into_iter().collect() });
    }
    let which = (request.state, find::creator_said(&view.read, request.creator.as_deref())?);
    let rows = view.read.goods_returns(which, part(request.offset, request.limit))?;
    let rows = rows.into_iter().map(|goods| shown(view, goods)).collect::<Result<_>>()?;
    Ok(Page { total: view.read.count_goods_returns(which)?, rows })
}

/// A return as its creator gets it, with the photos.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReturnTold {
    /// The return.
    #[serde(flatten)]
    pub goods: ReturnView,
    /// The photos of its units.
    photos: Vec<PhotoTold>,
}

/// A photo of a unit.
#[derive(Clone, Debug, Serialize)]
struct PhotoTold {
    unit: ReturnedUnitId,
    #[serde(flatten)]
    photo: PhotoView,
}

/// All of a creator's, or of all creators, the newest first.
pub(crate) fn all_returns(view: &View<'_>, creator: Option<&str>) -> Result<Vec<ReturnView>> {
    let creator = find::creator_said(&view.read, creator)?;
    view.read.goods_returns((None, creator), Part::ALL)?.into_iter().map(|goods| shown(view, goods)).collect()
}

/// These with their photos.
pub(crate) fn with_photos(view: &View<'_>, returns: Vec<ReturnView>) -> Result<Vec<ReturnTold>> {
    let told = |goods: ReturnView| {
        let mut photos = Vec::new();
        for unit in goods.units.iter().filter(|unit| unit.has_photo).map(|unit| unit.unit) {
            photos.extend(returned_photo(view, ReturnedUnitNamed { unit })?.map(|photo| PhotoTold { unit, photo }));
        }
        Ok(ReturnTold { goods, photos })
    };
    returns.into_iter().map(told).collect()
}

/// Units that are set aside, those that came first, first.
pub(crate) fn units_set_aside(view: &View<'_>, request: PageRequest) -> Result<Page<SetAsideView>> {
    let row = |unit: ReturnedUnit| {
        let goods = find::goods_return(&view.read, unit.goods_return)?;
        let from = Origin::of(view, &goods)?;
        Ok(SetAsideView {
            number: goods.number,
            state: goods.state,
            unit: from.unit(view, unit)?,
            order: from.order.map(|order| names::order(order.number)),
            creator: from.creator.name,
            came_ms: goods.opened_ms,
        })
    };
    let rows = view.read.units_set_aside(request.part())?.into_iter().map(row).collect::<Result<_>>()?;
    Ok(Page { total: view.read.count_units_set_aside()?, rows })
}

/// What goods had left in, and whose they are.
struct Origin {
    creator: Creator,
    parcel: Option<Parcel>,
    order: Option<Order>,
    lines: Vec<OrderLine>,
}

impl Origin {
    fn of(view: &View<'_>, goods: &GoodsReturn) -> Result<Self> {
        let read = &view.read;
        let parcel = goods.parcel.map(|id| find::parcel(read, id)).transpose()?;
        let order = parcel.as_ref().map(|parcel| find::order(read, parcel.order)).transpose()?;
        let lines = match &order {
            Some(order) => read.lines_of(order.id)?,
            None => Vec::new(),
        };
        Ok(Self { creator: find::creator(read, goods.creator)?, parcel, order, lines })
    }

    /// An amount of the order's prices.
    fn price(&self, minor: i64) -> Money {
        Money { minor, currency: self.order.as_ref().map_or(self.creator.currency, |order| order.currency) }
    }

    fn unit(&self, view: &View<'_>, unit: ReturnedUnit) -> Result<ReturnedUnitView> {
        let item = find::item(&view.read, unit.item)?;
        Ok(ReturnedUnitView {
            unit: unit.id,
            run: names::run(find::run(&view.read, unit.run)?.number),
            grade: unit.grade,
            goes_to: unit.goes_to,
            reason: unit.reason,
            has_photo: unit.media.is_some(),
            price: one_price(&self.lines, unit.item).map(|minor| self.price(minor)),
            title: item.title,
            sku: item.sku,
        })
    }
}

fn shown(view: &View<'_>, goods: GoodsReturn) -> Result<ReturnView> {
    let read = &view.read;
    let from = Origin::of(view, &goods)?;
    let units: Vec<ReturnedUnitView> =
        read.returned_units(goods.id)?.into_iter().map(|unit| from.unit(view, unit)).collect::<Result<_>>()?;
    let here = units.iter().filter(|unit| unit.grade.is_here());
    let priced: Option<i64> = here.map(|unit| unit.price.map(|money| money.minor)).sum();
    let priced = priced.filter(|_| !units.is_empty()).map(|minor| from.price(minor));
    let refunded = goods.refunded_minor.map(|minor| from.price(minor));
    let Origin { creator, parcel, order, .. } = from;
    let paid_with = match &order {
        Some(order) => read.buyer(order.id)?.and_then(|buyer| buyer.payment_reference),
        None => None,
    };
    Ok(ReturnView {
        number: goods.number,
        state: goods.state,
        order: order.as_ref().map(|order| names::order(order.number)),
        order_name: order.map(|order| order.name),
        parcel: parcel.and_then(|parcel| parcel.number).map(names::parcel),
        paid_with,
        bench: find::place(read, goods.bench)?.name,
        opened_ms: goods.opened_ms,
        days: goods.days,
        window_days: goods.window_days,
        is_late: goods.late_days() > 0,
        priced,
        units,
        reference: Some(goods.reference).filter(|text| !text.is_empty()),
        refunded,
        done_ms: goods.done_ms,
        creator: creator.name,
    })
}

/// The price of an item in an order that has it once, or for the same each time: a gift beside it may be free.
fn one_price(lines: &[OrderLine], item: ItemId) -> Option<i64> {
    let mut prices = lines.iter().filter(|line| line.item == Some(item)).map(|line| line.price_minor);
    let first = prices.next()?;
    prices.all(|price| price == first).then_some(first)
}

pub(crate) fn returned_photo(view: &View<'_>, request: ReturnedUnitNamed) -> Result<Option<PhotoView>> {
    let unit = view.read.returned_unit(request.unit)?;
    let unit = unit.ok_or_else(|| Error::not_found("That unit was taken out of its return again."))?;
    let photo = view.read.returned_photo(unit.id)?;
    Ok(PhotoView::of(unit.media, photo))
}

pub(crate) fn return_reasons(view: &View<'_>, _: Empty) -> Result<Vec<ReasonView>> {
    let row = |row: loopdock_store::ReasonCount| {
        let item = find::item(&view.read, row.item)?;
        Ok(ReasonView {
            creator: find::creator(&view.read, item.creator)?.name,
            run: names::run(find::run(&view.read, row.run)?.number),
            reason: row.reason,
            grade: row.grade,
            units: row.units,
            title: item.title,
            sku: item.sku,
        })
    };
    view.read.return_reasons()?.into_iter().map(row).collect()
}
