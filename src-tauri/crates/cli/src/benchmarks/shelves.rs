//! Items on their shelves: each received in a run and put away into one bin or two.

use loopdock_domain::bench::TypedQuantity;
use loopdock_domain::codes::ProductCode;
use loopdock_domain::order::ItemKind;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::{CarrierId, ItemId, PlaceId, RunId};
use loopdock_hub::{Error, Result};
use loopdock_store::{Creator, Item, Movement, Run, RunState};
use serde_json::json;

use super::books::{Batch, Books, Past};
use super::numbers::pick;
use super::open_orders::Entered;

/// Units of every item that came in: enough for all that is ordered.
const RECEIVED: i64 = 120;

/// Creators that share the shelves.
pub(super) const CREATORS: usize = 12;

/// Items in one transaction.
const BATCH: u32 = 5_000;

/// The rooms of a hub, and who works with it.
pub(super) struct Rooms {
    pub creators: Vec<Creator>,
    pub carrier: CarrierId,
    pub bins: Vec<PlaceId>,
    pub totes: Vec<PlaceId>,
    pub bench: PlaceId,
    pub supplier: PlaceId,
    pub customer: PlaceId,
}

/// An item and what can still be promised of it.
pub(super) struct Shelf {
    pub item: ItemId,
    pub run: RunId,
    pub creator: usize,
    pub sku: String,
    pub title: String,
    lots: Vec<(PlaceId, i64)>,
}

impl Rooms {
    pub(super) fn of(books: &Books, bench: &str) -> Result<Self> {
        let read = books.read();
        let places = |kind| Ok::<Vec<PlaceId>, Error>(read.places(kind)?.iter().map(|place| place.id).collect());
        let missing = || Error::internal("the hub has not the places that it was made with");
        let one = |kind| places(kind)?.first().copied().ok_or_else(missing);
        Ok(Self {
            creators: read.creators()?,
            carrier: read.carriers()?.first().ok_or_else(missing)?.id,
            bins: places(PlaceKind::Bin)?,
            totes: places(PlaceKind::Tote)?,
            bench: read.bench_named(bench)?.ok_or_else(missing)?.place,
            supplier: one(PlaceKind::Supplier)?,
            customer: one(PlaceKind::Customer)?,
        })
    }
}

impl Rooms {
    /// Whose things an order has.
    pub(super) fn creator_of(&self, shelves: &[Shelf], order: &Entered) -> Result<&Creator> {
        let first = order.lines.last().and_then(|line| shelves.get(line.shelf));
        let creator = first.and_then(|shelf| self.creators.get(shelf.creator));
        creator.ok_or_else(|| Error::internal("an order is nobody's"))
    }
}

impl Shelf {
    /// Takes units out of one bin, if one has enough.
    pub(super) fn take(&mut self, qty: i64) -> Option<PlaceId> {
        let lot = self.lots.iter_mut().find(|(_, free)| *free >= qty)?;
        lot.1 -= qty;
        Some(lot.0)
    }
}

/// Makes `items` items and receives a run of each.
pub(super) fn stock(books: &mut Books, rooms: &Rooms, items: u32) -> Result<Vec<Shelf>> {
    let mut shelves = Vec::new();
    for from in (0..items).step_by(usize::try_from(BATCH).unwrap_or(1)) {
        books.batch(|batch| {
            for number in from..items.min(from + BATCH) {
                shelves.push(one_item(batch, rooms, number)?);
            }
            Ok(())
        })?;
    }
    Ok(shelves)
}

fn one_item(batch: &mut Batch<'_>, rooms: &Rooms, number: u32) -> Result<Shelf> {
    let seed = u64::from(number);
    let creator = owner(number);
    let owner = rooms.creators.get(creator).ok_or_else(|| Error::internal("there are no creators"))?;
    let item = Item {
        id: batch.id(),
        number: batch.write.next_number("item")?,
        creator: owner.id,
        sku: sku(number),
        title: format!("Stoneware mug no. {number}, speckled"),
        kind: ItemKind::Stocked,
        // Every third item has no barcode of its own, and every thousandth shares one with another creator's.
        barcode: (!number.is_multiple_of(3)).then(|| barcode(number / 1_000 * 1_000 + (number % 1_000).min(998))),
        price_minor: 1_900,
        unit_cost_minor: Some(700),
        currency: owner.currency,
        weight_g: Some(200 + number % 600),
        typed_quantity: if number.is_multiple_of(5) { TypedQuantity::Yes } else { TypedQuantity::No },
        hs_code: String::new(),
        origin: String::new(),
    };
    batch.write.insert_item(&item)?;
    let run = Run {
        id: batch.id(),
        number: batch.write.next_number("run")?,
        item: item.id,
        maker: "Kiln Lane Works".to_owned(),
        expected: Some(RECEIVED),
        received: RECEIVED,
        unit_cost_minor: Some(700),
        state: RunState::Closed,
        bench: Some(rooms.bench),
    };
    batch.write.insert_run(&run)?;
    let heard = json!({ "own": { "kind": "I", "number": item.number.to_string() } });
    let carry = |source, target, qty| Movement { item: item.id, run: run.id, source, target, qty };
    let moved = [carry(rooms.supplier, rooms.bench, RECEIVED)];
    batch.scanned(&Past { did: "receive_units", about: heard.clone(), moved: &moved })?;
    let mut shelf = Shelf { item: item.id, run: run.id, creator, sku: item.sku, title: item.title, lots: Vec::new() };
    let parts = if number.is_multiple_of(4) { 2 } else { 1 };
    for part in 0..parts {
        let bin = bin_for(rooms, seed, part)?;
        let qty = RECEIVED / i64::from(parts);
        let moved = [carry(rooms.bench, bin, qty)];
        batch.scanned(&Past { did: "put_away", about: heard.clone(), moved: &moved })?;
        shelf.lots.push((bin, qty));
    }
    Ok(shelf)
}

/// Neighbouring parts of one item never fall into the same bin.
fn bin_for(rooms: &Rooms, seed: u64, part: u32) -> Result<PlaceId> {
    let at = pick(seed ^ 0xB1, rooms.bins.len()) + usize::try_from(part).unwrap_or_default();
    rooms.bins.get(at % rooms.bins.len().max(1)).copied().ok_or_else(|| Error::internal("there are no bins"))
}

/// Which creator item `number` belongs to.
fn owner(number: u32) -> usize {
    pick(u64::from(number), CREATORS)
}

/// The key of the creator of item `number`.
pub(super) fn owner_of(number: u32) -> String {
    creator_key(owner(number))
}

/// The key of a creator; their sequence is that of their numbers.
pub(super) fn creator_key(number: usize) -> String {
    format!("creator-{number:02}")
}

/// The SKU of item `number`, from 0.
pub(super) fn sku(number: u32) -> String {
    format!("MUG-{number:06}")
}

/// A GTIN-13 of the range for use inside a company (GS1 General Specifications, 2.1.11), as the key that items keep.
fn barcode(number: u32) -> String {
    let body = format!("200{number:09}");
    let valid = (0..10).map(|digit| format!("{body}{digit}")).find(|text| ProductCode::read(text).gtin14.is_some());
    ProductCode::read(&valid.unwrap_or(body)).key().to_owned()
}
