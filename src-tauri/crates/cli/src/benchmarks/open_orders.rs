//! Orders as an import leaves them: with their buyer, and their lines ready, waiting, or long since shipped.

use loopdock_domain::order::{ImportClass, LineState};
use loopdock_domain::{LineId, OrderId, PlaceId};
use loopdock_hub::{Error, Result};
use loopdock_store::{Allocation, AllocationState, Buyer, Gift, NewOrder, Order, OrderLine};
use serde_json::json;

use super::books::{Batch, Books, Past};
use super::numbers::{pick, scatter};
use super::shelves::{Rooms, Shelf};

/// Orders that one import row stands for, and that go in together.
pub(super) const IMPORT: u32 = 50;

/// A line with the shelf that it is taken from.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub line: LineId,
    pub shelf: usize,
    pub qty: u32,
    pub bin: Option<PlaceId>,
}

/// An order that went in.
pub(super) struct Entered {
    pub id: OrderId,
    pub lines: Vec<Wanted>,
}

/// Adds `count` orders, [`IMPORT`] a journal row: ready ones with their promises, or waiting ones.
pub(super) fn fill(
    books: &mut Books,
    rooms: &Rooms,
    shelves: &mut [Shelf],
    count: u32,
    state: LineState,
) -> Result<()> {
    let mut left = count;
    while left > 0 {
        let now = left.min(IMPORT);
        books.batch(|batch| {
            for _ in 0..now {
                let order = enter(batch, rooms, shelves, state)?;
                if state == LineState::Ready {
                    promise(batch, shelves, &order, AllocationState::Live)?;
                }
            }
            batch.scanned(&Past { did: "import_orders", about: json!({ "orders": now }), moved: &[] })
        })?;
        left -= now;
    }
    Ok(())
}

/// Adds one order of two lines of one creator's items, in `state`. Unless it waits, its units are taken off the shelves.
pub(super) fn enter(batch: &mut Batch<'_>, rooms: &Rooms, shelves: &mut [Shelf], state: LineState) -> Result<Entered> {
    let number = batch.write.next_number("order")?;
    let seed = scatter(u64::try_from(number).unwrap_or_default());
    let id: OrderId = batch.id();
    let mut lines = Vec::new();
    let mut rows = Vec::new();
    let mut creator = 0;
    for position in 0_u32..2 {
        let qty = if pick(seed.rotate_left(7 + position), 4) == 0 { 2 } else { 1 };
        let at = pick(seed ^ u64::from(position), shelves.len());
        let shelf = shelves.get_mut(at).ok_or_else(|| Error::internal("there are no items"))?;
        let bin = if state == LineState::Waiting { None } else { shelf.take(i64::from(qty)) };
        creator = shelf.creator;
        let line = batch.id();
        rows.push(OrderLine {
            id: line,
            order: id,
            position,
            item: Some(shelf.item),
            sku: shelf.sku.clone(),
            title: shelf.title.clone(),
            qty,
            price_minor: 1_900,
            state,
            held: None,
        });
        lines.push(Wanted { line, shelf: at, qty, bin });
    }
    let creator = rooms.creators.get(creator).ok_or_else(|| Error::internal("there are no creators"))?;
    let name = format!("#{number}");
    let order = Order {
        id,
        number,
        creator: creator.id,
        store: creator.key.clone(),
        platform_id: Some(number.to_string()),
        class: ImportClass::Accepted,
        created_ms: batch.now_ms(),
        promise_ms: batch.now_ms() + number,
        currency: creator.currency,
        total_minor: 3_800,
        carrier: rooms.carrier,
        gift: if number % 20 == 0 { Gift::Gift } else { Gift::Plain },
        wave: None,
        name,
    };
    batch.write.insert_order(&NewOrder { order, lines: rows, buyer: buyer(id, number, seed) })?;
    Ok(Entered { id, lines })
}

/// Promises, or has promised and picked, what an order wants.
pub(super) fn promise(
    batch: &mut Batch<'_>,
    shelves: &[Shelf],
    order: &Entered,
    state: AllocationState,
) -> Result<Vec<Allocation>> {
    let mut promised = Vec::new();
    for want in &order.lines {
        let (Some(shelf), Some(bin)) = (shelves.get(want.shelf), want.bin) else {
            return Err(Error::internal("more was ordered than lies on the shelves: make fewer orders, or more items"));
        };
        let allocation =
            Allocation { id: batch.id(), line: want.line, item: shelf.item, run: shelf.run, bin, qty: want.qty, state };
        batch.write.insert_allocation(&allocation)?;
        promised.push(allocation);
    }
    Ok(promised)
}

fn buyer(order: OrderId, number: i64, seed: u64) -> Buyer {
    let mut mac = [0_u8; 32];
    mac[..8].copy_from_slice(&seed.to_le_bytes());
    Buyer {
        order,
        email_mac: Some(mac),
        content_mac: mac,
        email: format!("buyer.{number}@mail.example"),
        phone: "+49 30 1234567".to_owned(),
        name: format!("Ada Byron {number}"),
        company: String::new(),
        address1: format!("Lindenallee {}", number % 200 + 1),
        address2: String::new(),
        city: "Berlin".to_owned(),
        zip: "10115".to_owned(),
        province: String::new(),
        country: "DE".to_owned(),
        note: String::new(),
        note_attributes: String::new(),
        payment_reference: Some(format!("pi_{seed:016x}")),
        tags: String::new(),
    }
}
