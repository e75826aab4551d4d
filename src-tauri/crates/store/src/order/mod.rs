//! Orders, their lines, who bought them, and what is promised to them.

mod allocation;
mod backlog;
mod buyer;
mod found;
mod waiting;

use std::ops::ControlFlow;

use rusqlite::params;

use loopdock_domain::order::{HoldReason, ImportClass, LineState};
use loopdock_domain::words;
use loopdock_domain::{CarrierId, CreatorId, Currency, ItemId, LineId, OrderId, WaveId};

use crate::row::Columns;
use crate::{Read, Result, StoreError, Write};
pub use allocation::{Allocation, AllocationState};
pub use backlog::{BacklogHour, Wanted};
pub use buyer::Buyer;
pub use found::{Counted, Sequence, Wish};
pub use waiting::{WaitingLine, WaitingOrder};

words! {
    /// Whether an order is a present: its papers then show no prices.
    Gift {
        /// It is not.
        Plain = "plain",
        /// It is.
        Gift = "gift",
    }
}

/// Lines at this position and beyond are what an order said before its creator changed it: cancelled, and kept because an
/// allocation names them.
pub const REPLACED: u32 = 1_000;

/// A buyer's order, without the buyer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Its short number.
    pub number: i64,
    /// Whose order it is to ship.
    pub creator: CreatorId,
    /// The storefront that it comes from.
    pub store: String,
    /// Its name there, such as `#1001`.
    pub name: String,
    /// The platform's id of it.
    pub platform_id: Option<String>,
    /// What its export said.
    pub class: ImportClass,
    /// When it was placed, milliseconds since the epoch.
    pub created_ms: i64,
    /// When it is promised for; orders are served by this.
    pub promise_ms: i64,
    /// The currency of its prices.
    pub currency: Currency,
    /// What was paid, in minor units.
    pub total_minor: i64,
    /// Who takes it.
    pub carrier: CarrierId,
    /// Whether it is a present.
    pub gift: Gift,
    /// The wave that it is on.
    pub wave: Option<WaveId>,
}

/// An order on its way in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewOrder {
    /// The order.
    pub order: Order,
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// Who bought it.
    pub buyer: Buyer,
}

/// A line of an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderLine {
    /// Its id.
    pub id: LineId,
    /// Whose line it is.
    pub order: OrderId,
    /// Its place in the order, from 0.
    pub position: u32,
    /// The item; none while the creator has no such item.
    pub item: Option<ItemId>,
    /// The SKU as the order names it.
    pub sku: String,
    /// The title as the order names it.
    pub title: String,
    /// Units.
    pub qty: u32,
    /// Price of a unit in minor units of the order's currency.
    pub price_minor: i64,
    /// Where it is.
    pub state: LineState,
    /// Why it is held.
    pub held: Option<HoldReason>,
}

fn to_order(row: &rusqlite::Row<'_>) -> Result<Order> {
    let code = row.text("currency")?;
    Ok(Order {
        id: row.id("id")?,
        number: row.int("number")?,
        creator: row.id("creator")?,
        store: row.text("store")?,
        name: row.text("name")?,
        platform_id: row.get("platform_id")?,
        class: row.word("class")?,
        created_ms: row.int("created_ms")?,
        promise_ms: row.int("promise_ms")?,
        currency: code.parse().map_err(|_| StoreError::Unreadable { what: format!("currency = {code}") })?,
        total_minor: row.int("total_minor")?,
        carrier: row.id("carrier")?,
        gift: row.word("gift")?,
        wave: row.maybe_id("wave")?,
    })
}

fn to_line(row: &rusqlite::Row<'_>) -> Result<OrderLine> {
    Ok(OrderLine {
        id: row.id("id")?,
        order: row.id("customer_order")?,
        position: row.count("position")?,
        item: row.maybe_id("item")?,
        sku: row.text("sku")?,
        title: row.text("title")?,
        qty: row.count("qty")?,
        price_minor: row.int("price_minor")?,
        state: row.word("state")?,
        held: row.maybe_word("held")?,
    })
}

/// That a line has not left, as the states are spelt in the tables.
pub(crate) const NOT_LEFT: &str = "state IN ('held', 'waiting', 'ready', 'picked', 'packed')";

/// Joins the creator `c` of an order `o`, and leaves out orders that wait for a line and leave whole only.
const WHOLE_OR_PART: &str = "CROSS JOIN creator c ON c.id = o.creator AND (c.part_orders = 'part' OR NOT EXISTS
    (SELECT 1 FROM order_line l WHERE l.customer_order = o.id AND l.state IN ('held', 'waiting')))";

impl Read<'_> {
    /// An order by its id.
    pub fn order(&self, id: OrderId) -> Result<Option<Order>> {
        self.row("SELECT * FROM customer_order WHERE id = ?1", params![id.uuid()], to_order)
    }

    /// An order by its short number.
    pub fn order_numbered(&self, number: i64) -> Result<Option<Order>> {
        self.row("SELECT * FROM customer_order WHERE number = ?1", params![number], to_order)
    }

    /// An order by its key.
    pub fn order_named(&self, creator: CreatorId, store: &str, name: &str) -> Result<Option<Order>> {
        self.row(
            "SELECT * FROM customer_order WHERE creator = ?1 AND store = ?2 AND name = ?3",
            params![creator.uuid(), store, name],
            to_order,
        )
    }

    /// An order by the platform's id.
    pub fn order_by_platform(&self, creator: CreatorId, store: &str, platform_id: &str) -> Result<Option<Order>> {
        self.row(
            "SELECT * FROM customer_order WHERE creator = ?1 AND store = ?2 AND platform_id = ?3",
            params![creator.uuid(), store, platform_id],
            to_order,
        )
    }

    /// The newest orders, at most `limit`, before the one numbered `before`.
    pub fn orders_before(&self, before: i64, limit: u32) -> Result<Vec<Order>> {
        self.rows(
            "SELECT * FROM customer_order WHERE number < ?1 ORDER BY number DESC LIMIT ?2",
            params![before, limit],
            to_order,
        )
    }

    /// Orders with at least one line in `state`, by promise, creator's key and name.
    pub fn orders_with(&self, state: LineState) -> Result<Vec<Order>> {
        self.rows(
            "SELECT o.* FROM customer_order o JOIN creator c ON c.id = o.creator
             WHERE o.id IN (SELECT customer_order FROM order_line WHERE state = ?1)
             ORDER BY o.promise_ms, c.key, o.name, o.number",
            params![state.as_str()],
            to_order,
        )
    }

    /// Hands out the orders that a wave can take, by promise, creator's key and name, until `take` breaks off: no wave yet,
    /// every live line allocated or picked, at least one allocated; or, where the creator allows parts, at least one
    /// allocated.
    pub fn each_order_to_pick<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(Order) -> std::result::Result<ControlFlow<()>, E>,
    ) -> std::result::Result<(), E> {
        // The index hands out the lines by promise, so that only the first few are looked at; an order's lines follow each
        // other.
        let sql = format!(
            "SELECT o.* FROM order_line r INDEXED BY line_ready
                 CROSS JOIN customer_order o ON o.id = r.customer_order {WHOLE_OR_PART}
             WHERE r.state = 'ready' AND o.wave IS NULL ORDER BY r.promise_ms, c.key, o.name, o.number"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        let mut last = None;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let order = to_order(row)?;
            if last.replace(order.id) != Some(order.id) && take(order)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Of the orders that a wave can take, those that have a tote.
    pub fn orders_to_pick_in_totes(&self) -> Result<Vec<Order>> {
        let sql = format!(
            "SELECT o.* FROM (SELECT DISTINCT customer_order FROM tote_use) u
                 CROSS JOIN customer_order o ON o.id = u.customer_order {WHOLE_OR_PART}
             WHERE o.wave IS NULL AND EXISTS (SELECT 1 FROM order_line r WHERE r.customer_order = o.id AND r.state = 'ready')
             ORDER BY o.promise_ms, c.key, o.name, o.number"
        );
        self.rows(&sql, [], to_order)
    }

    /// Orders with at least one line in `state`.
    pub fn count_orders_with(&self, state: LineState) -> Result<u32> {
        self.count("SELECT count(DISTINCT customer_order) FROM order_line WHERE state = ?1", params![state.as_str()])
    }

    /// Lines of an item that something is promised to or was picked for, and that are not packed yet.
    pub fn count_lines_under_way(&self, item: ItemId) -> Result<i64> {
        self.number(
            "SELECT count(*) FROM order_line l WHERE l.state IN ('held', 'waiting', 'ready', 'picked') AND l.item = ?1
               AND EXISTS (SELECT 1 FROM allocation a WHERE a.line = l.id AND a.state <> 'released')",
            params![item.uuid()],
        )
    }

    /// The lines of an order, in its own sequence.
    pub fn lines_of(&self, order: OrderId) -> Result<Vec<OrderLine>> {
        self.rows(
            "SELECT * FROM order_line WHERE customer_order = ?1 ORDER BY position",
            params![order.uuid()],
            to_line,
        )
    }

    /// A line by its id.
    pub fn line(&self, id: LineId) -> Result<Option<OrderLine>> {
        self.row("SELECT * FROM order_line WHERE id = ?1", params![id.uuid()], to_line)
    }
}

impl Write<'_> {
    /// Adds an order with its lines and its buyer.
    pub fn insert_order(&self, new: &NewOrder) -> Result<()> {
        let order = &new.order;
        self.run(
            "INSERT INTO customer_order (id, number, creator, store, name, platform_id, class, created_ms, promise_ms,
                currency, total_minor, carrier, gift, wave)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, NULL)",
            params![
                order.id.uuid(),
                order.number,
                order.creator.uuid(),
                order.store,
                order.name,
                order.platform_id,
                order.class.as_str(),
                order.created_ms,
                order.promise_ms,
                order.currency.code(),
                order.total_minor,
                order.carrier.uuid(),
                order.gift.as_str()
            ],
        )?;
        self.insert_lines(new)?;
        self.insert_buyer(&new.buyer)
    }

    fn insert_lines(&self, new: &NewOrder) -> Result<()> {
        for line in &new.lines {
            self.run(
                "INSERT INTO order_line (id, customer_order, position, item, sku, title, qty, price_minor, state, held,
                    promise_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    line.id.uuid(),
                    line.order.uuid(),
                    line.position,
                    line.item.map(ItemId::uuid),
                    line.sku,
                    line.title,
                    line.qty,
                    line.price_minor,
                    line.state.as_str(),
                    line.held.map(HoldReason::as_str),
                    new.order.promise_ms
                ],
            )?;
        }
        Ok(())
    }

    /// Replaces what an order says, while nothing of it was picked. Its allocations must have been released.
    pub fn replace_order(&self, new: &NewOrder) -> Result<()> {
        let order = &new.order;
        self.run(
            "UPDATE customer_order SET platform_id = ?2, class = ?3, created_ms = ?4, promise_ms = ?5, currency = ?6,
                total_minor = ?7, carrier = ?8, gift = ?9, wave = NULL WHERE id = ?1",
            params![
                order.id.uuid(),
                order.platform_id,
                order.class.as_str(),
                order.created_ms,
                order.promise_ms,
                order.currency.code(),
                order.total_minor,
                order.carrier.uuid(),
                order.gift.as_str()
            ],
        )?;
        self.run("DELETE FROM buyer WHERE customer_order = ?1", params![order.id.uuid()])?;
        // Old lines stay where a released allocation names them; they move out of the way of the new ones' positions.
        self.run(
            "DELETE FROM order_line WHERE customer_order = ?1
               AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.line = order_line.id)",
            params![order.id.uuid()],
        )?;
        self.run(
            "UPDATE order_line SET state = 'cancelled', held = NULL,
                position = position + 1000 * (1 + (SELECT max(position) / 1000 FROM order_line m WHERE m.customer_order = ?1))
             WHERE customer_order = ?1",
            params![order.id.uuid()],
        )?;
        self.insert_lines(new)?;
        // Last, as in a new order: what an order is found by is gathered with its buyer.
        self.insert_buyer(&new.buyer)
    }

    /// Moves a line to another state.
    pub fn set_line(&self, id: LineId, state: LineState, held: Option<HoldReason>) -> Result<()> {
        self.run(
            "UPDATE order_line SET state = ?2, held = ?3 WHERE id = ?1",
            params![id.uuid(), state.as_str(), held.map(HoldReason::as_str)],
        )?;
        Ok(())
    }

    /// Says which item a line means.
    pub fn set_line_item(&self, id: LineId, item: ItemId) -> Result<()> {
        self.run("UPDATE order_line SET item = ?2 WHERE id = ?1", params![id.uuid(), item.uuid()])?;
        Ok(())
    }

    /// Notes that the deed at `seq` works on the goods of an order, so that what was done before it stays done.
    pub fn touch_order(&self, id: OrderId, seq: i64) -> Result<()> {
        self.run("UPDATE customer_order SET touched = ?2 WHERE id = ?1", params![id.uuid(), seq])?;
        Ok(())
    }

    /// Puts an order on a wave, or takes it off.
    pub fn set_order_wave(&self, id: OrderId, wave: Option<WaveId>) -> Result<()> {
        self.run("UPDATE customer_order SET wave = ?2 WHERE id = ?1", params![id.uuid(), wave.map(WaveId::uuid)])?;
        Ok(())
    }
}
