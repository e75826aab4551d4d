//! Items, runs, places and what lies where.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::TypedQuantity;
use loopdock_domain::codes::{CodeKey, CodeKind, OwnCode};
use loopdock_domain::order::ItemKind;
use loopdock_domain::place::{PlaceKind, Position};
use loopdock_domain::{Money, RunId};
use loopdock_store::{Item, Place, Read, RunState};

use crate::command::Empty;
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names};

/// Which items.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemsRequest {
    /// Of this creator only, by key.
    #[serde(default)]
    pub creator: Option<String>,
}

/// An item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ItemView {
    /// The creator's key.
    pub creator: String,
    /// The creator's key of the item.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// Stocked, a kit, or digital.
    pub kind: ItemKind,
    /// The barcode's key.
    pub barcode: Option<String>,
    /// Our own code of it.
    pub code: String,
    /// Price.
    pub price: Money,
    /// Weight of a unit in grams.
    pub weight_g: Option<u32>,
    /// Whether packing may count it by typing.
    pub typed_quantity: TypedQuantity,
    /// Its number in the Harmonized System; empty where nobody said.
    pub hs_code: String,
    /// The country that it was made in; empty where nobody said.
    pub origin: String,
    /// Units in places that can be touched.
    pub on_hand: i64,
    /// Of these, in bins and promised to nobody.
    pub available: i64,
}

/// What to look for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StockRequest {
    /// At this bin, tote or bench only, by its name.
    #[serde(default)]
    pub place: Option<String>,
}

/// Units of an item and run at a place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StockView {
    /// The place's kind.
    pub kind: PlaceKind,
    /// Its name.
    pub place: String,
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
    /// The run's number.
    pub run: String,
    /// Units; below zero at the virtual places that goods come from.
    pub on_hand: i64,
    /// Of these, promised.
    pub allocated: i64,
}

/// A run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RunView {
    /// Its id.
    pub id: RunId,
    /// `#7`.
    pub run: String,
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
    /// Who made it.
    pub maker: String,
    /// Announced units.
    pub expected: Option<i64>,
    /// Units counted in.
    pub received: i64,
    /// Where it is.
    pub state: RunState,
}

/// Which places.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlacesRequest {
    /// Of which kind.
    pub kind: PlaceKind,
}

/// A place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlaceView {
    /// Its name.
    pub name: String,
    /// Its code, where it has one.
    pub code: Option<String>,
    /// Where it is.
    pub position: Position,
}

pub(crate) fn items(view: &View<'_>, request: ItemsRequest) -> Result<Vec<ItemView>> {
    let creator = request.creator.map(|key| find::creator_keyed(&view.read, &key)).transpose()?;
    let items = view.read.items(creator.map(|creator| creator.id))?;
    items.iter().map(|item| item_view(&view.read, &view.hub.key, item)).collect()
}

pub(crate) fn item_view(read: &Read<'_>, key: &CodeKey, item: &Item) -> Result<ItemView> {
    let balance = read.item_balance(item.id)?;
    let creator = find::creator(read, item.creator)?;
    Ok(ItemView {
        creator: creator.key,
        sku: item.sku.clone(),
        title: item.title.clone(),
        kind: item.kind,
        barcode: item.barcode.clone(),
        code: OwnCode::new(CodeKind::Item, item.number).payload(key),
        price: Money { minor: item.price_minor, currency: item.currency },
        weight_g: item.weight_g,
        typed_quantity: item.typed_quantity,
        hs_code: item.hs_code.clone(),
        origin: item.origin.clone(),
        on_hand: balance.on_hand,
        available: balance.available,
    })
}

pub(crate) fn stock(view: &View<'_>, request: StockRequest) -> Result<Vec<StockView>> {
    let holdings = match &request.place {
        None => view.read.all_holdings()?,
        Some(name) => {
            let kinds = [PlaceKind::Bin, PlaceKind::Tote, PlaceKind::Bench, PlaceKind::Quarantine];
            let mut found = None;
            for kind in kinds {
                found = found.or(view.read.place_named(kind, name)?);
            }
            let place = found.ok_or_else(|| Error::not_found(format!("There is no place “{name}” here.")))?;
            view.read.holdings_at(place.id)?
        }
    };
    let mut rows = Vec::with_capacity(holdings.len());
    for holding in holdings {
        let place = find::place(&view.read, holding.place)?;
        let item = find::item(&view.read, holding.item)?;
        let creator = find::creator(&view.read, item.creator)?;
        let run = names::run(find::run(&view.read, holding.run)?.number);
        rows.push(StockView {
            kind: place.kind,
            place: place.name,
            creator: creator.key,
            sku: item.sku,
            run,
            on_hand: holding.on_hand,
            allocated: holding.allocated,
        });
    }
    Ok(rows)
}

/// A count that was asked for and not done.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CountView {
    /// The bin's name.
    pub bin: String,
    /// The item's SKU.
    pub sku: String,
    /// Its title.
    pub title: String,
}

/// Counts that wait: until they are done, their bins give nothing of these items.
pub(crate) fn counts(view: &View<'_>, _: Empty) -> Result<Vec<CountView>> {
    let mut rows = Vec::new();
    for count in view.read.open_counts()? {
        let item = find::item(&view.read, count.item)?;
        rows.push(CountView { bin: find::place(&view.read, count.bin)?.name, sku: item.sku, title: item.title });
    }
    Ok(rows)
}

pub(crate) fn runs(view: &View<'_>, _: Empty) -> Result<Vec<RunView>> {
    let mut rows = Vec::new();
    for run in view.read.runs(500)? {
        let item = find::item(&view.read, run.item)?;
        let creator = find::creator(&view.read, item.creator)?;
        rows.push(RunView {
            id: run.id,
            run: names::run(run.number),
            creator: creator.key,
            sku: item.sku,
            maker: run.maker,
            expected: run.expected,
            received: run.received,
            state: run.state,
        });
    }
    Ok(rows)
}

pub(crate) fn places(view: &View<'_>, request: PlacesRequest) -> Result<Vec<PlaceView>> {
    let code = |place: &Place| match place.kind {
        PlaceKind::Bin => Some(OwnCode::new(CodeKind::Bin, &place.name)),
        PlaceKind::Tote => Some(names::tote_code(&place.name)),
        _ => None,
    };
    let row = |place: Place| PlaceView {
        code: code(&place).map(|code| code.payload(&view.hub.key)),
        name: place.name,
        position: place.position,
    };
    Ok(view.read.places(request.kind)?.into_iter().map(row).collect())
}
