//! Items as one types, and where the units of one lie.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::TypedQuantity;
use loopdock_domain::codes::{CodeKind, OwnCode, Scan};
use loopdock_domain::order::ItemKind;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::{Money, words};
use loopdock_store::{Item, ItemSearch};

use super::page::{Page, cut, part};
use super::picture::{PicturedItem, pictured};
use super::places::place_name;
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

words! {
    /// How much of an item can still be promised.
    StockLevel {
        /// None.
        Out = "out",
        /// A handful.
        Low = "low",
        /// More than that.
        Enough = "enough",
        /// It is a kit or digital: no shelf holds it.
        NotStocked = "not_stocked",
    }
}

/// Free units that still count as low: what one order of a small shop may take at once.
const LOW_UNITS: i64 = 5;

/// Which items.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindItems {
    /// Every word begins one of the SKU, the title or the barcode. A code, as a scanner sends it, finds what it names.
    #[serde(default)]
    pub search: String,
    /// Of this creator only, by key.
    #[serde(default)]
    pub creator: Option<String>,
    /// Only what is stocked, a kit, or digital.
    #[serde(default)]
    pub kind: Option<ItemKind>,
    /// Only those of which nothing is free, or only a handful.
    #[serde(default)]
    pub level: Option<StockLevel>,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// An item with what there is of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ItemRow {
    /// The creator's key.
    pub creator: String,
    /// The creator's name.
    pub creator_name: String,
    /// The creator's key of the item.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// Stocked, a kit, or digital.
    pub kind: ItemKind,
    /// The barcode's key.
    pub barcode: Option<String>,
    /// How much can be promised.
    pub level: StockLevel,
    /// Units in places that can be touched.
    pub on_hand: i64,
    /// Of these, promised in bins, or in totes and parcels already.
    pub allocated: i64,
    /// In bins and promised to nobody.
    pub available: i64,
}

/// Which item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemNamed {
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
}

/// An item with all that lies of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ItemDetail {
    /// The item.
    pub item: ItemRow,
    /// Our own code of it.
    pub code: String,
    /// Which picture it has.
    pub picture: Option<PicturedItem>,
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
    /// Units on order lines that wait for it.
    pub wanted: i64,
    /// Of a kit: title and units of what it is made of.
    pub parts: Vec<PartView>,
    /// Where its units lie, at most 200 places.
    pub lots: Vec<LotView>,
}

/// A component of a kit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PartView {
    /// The item's SKU.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// Units in one kit.
    pub qty: u32,
}

/// Units of an item and run at a place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LotView {
    /// The place's kind.
    pub kind: PlaceKind,
    /// Its name.
    pub place: String,
    /// `#7`.
    pub run: String,
    /// Units.
    pub on_hand: i64,
    /// Of these, promised.
    pub allocated: i64,
    /// Whether a count of it was asked for and not done.
    pub counting: bool,
}

/// The most places that are listed of one item.
const MOST_LOTS: u32 = 200;

pub(crate) fn find_items(view: &View<'_>, request: FindItems) -> Result<Page<ItemRow>> {
    let creator = request.creator.as_ref().map(|key| find::creator_keyed(&view.read, key)).transpose()?;
    let named = items_with_code(view, &request.search)?;
    if !named.is_empty() {
        let rows: Vec<_> = named.iter().map(|item| row(view, item)).collect::<Result<_>>()?;
        let is_asked_for = |row: &ItemRow| {
            request.creator.as_ref().is_none_or(|key| *key == row.creator)
                && request.kind.is_none_or(|kind| kind == row.kind)
                && request.level.is_none_or(|level| level == row.level)
        };
        return Ok(cut(rows.into_iter().filter(is_asked_for).collect(), part(request.offset, request.limit)));
    }
    let search = ItemSearch {
        creator: creator.map(|creator| creator.id),
        words: request.search.split_whitespace().take(6).map(str::to_owned).collect(),
        kind: request.kind,
        available: match request.level {
            Some(StockLevel::Out) => Some((i64::MIN, 0)),
            Some(StockLevel::Low) => Some((1, LOW_UNITS)),
            Some(StockLevel::Enough) => Some((LOW_UNITS + 1, i64::MAX)),
            Some(StockLevel::NotStocked) | None => None,
        },
    };
    let items = view.read.find_items(&search, part(request.offset, request.limit))?;
    Ok(Page {
        total: view.read.count_items(&search)?,
        rows: items.iter().map(|item| row(view, item)).collect::<Result<_>>()?,
    })
}

/// The items that a whole code names: our own as it is printed, or a product's barcode in any of its lengths. `I-5` may as
/// well begin an SKU.
fn items_with_code(view: &View<'_>, text: &str) -> Result<Vec<Item>> {
    Ok(match Scan::read(text, &view.hub.key) {
        Scan::Own(code)
            if code.kind == CodeKind::Item && code.payload(&view.hub.key).eq_ignore_ascii_case(text.trim()) =>
        {
            view.read.item_numbered(code.number.parse().unwrap_or(-1))?.into_iter().collect()
        }
        Scan::Product(code) if code.gtin14.is_some() => view.read.items_with_barcode(code.key())?,
        _ => Vec::new(),
    })
}

fn row(view: &View<'_>, item: &Item) -> Result<ItemRow> {
    let creator = find::creator(&view.read, item.creator)?;
    let balance = view.read.item_balance(item.id)?;
    let level = match (item.kind, balance.available) {
        (ItemKind::Kit | ItemKind::Digital, _) => StockLevel::NotStocked,
        (_, ..=0) => StockLevel::Out,
        (_, ..=LOW_UNITS) => StockLevel::Low,
        _ => StockLevel::Enough,
    };
    Ok(ItemRow {
        creator: creator.key,
        creator_name: creator.name,
        sku: item.sku.clone(),
        title: item.title.clone(),
        kind: item.kind,
        barcode: item.barcode.clone(),
        level,
        on_hand: balance.on_hand,
        allocated: balance.allocated,
        available: balance.available,
    })
}

pub(crate) fn stock_of(view: &View<'_>, request: ItemNamed) -> Result<ItemDetail> {
    let item = find::item_named(&view.read, &request.creator, &request.sku)?;
    let counting: Vec<_> = view.read.open_counts()?.into_iter().filter(|count| count.item == item.id).collect();
    let mut lots = Vec::new();
    for holding in view.read.lots_of(item.id, MOST_LOTS)? {
        let place = find::place(&view.read, holding.place)?;
        let run = names::run(find::run(&view.read, holding.run)?.number);
        lots.push(LotView {
            kind: place.kind,
            place: place_name(view, &place)?,
            run,
            on_hand: holding.on_hand,
            allocated: holding.allocated,
            counting: counting.iter().any(|count| count.bin == place.id),
        });
    }
    let part = |part: loopdock_store::KitPart| {
        let item = find::item(&view.read, part.item)?;
        Ok(PartView { sku: item.sku, title: item.title, qty: part.qty })
    };
    Ok(ItemDetail {
        item: row(view, &item)?,
        code: OwnCode::new(CodeKind::Item, item.number).payload(&view.hub.key),
        picture: pictured(view, item.id)?,
        price: Money { minor: item.price_minor, currency: item.currency },
        weight_g: item.weight_g,
        typed_quantity: item.typed_quantity,
        hs_code: item.hs_code.clone(),
        origin: item.origin.clone(),
        wanted: view.read.units_wanted(item.id)?,
        parts: view.read.kit_parts(item.id)?.into_iter().map(part).collect::<Result<_>>()?,
        lots,
    })
}
