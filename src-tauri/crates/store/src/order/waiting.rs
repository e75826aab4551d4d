//! Orders that wait: for stock, with all that allocating their lines needs, and for somebody who packs them.

use rusqlite::params;

use loopdock_domain::order::ItemKind;
use loopdock_domain::{ItemId, LineId, OrderId};

use crate::catalogue::PartOrders;
use crate::row::Columns;
use crate::{Read, Result};

/// A line without stock, with all that allocating it needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitingLine {
    /// Its id.
    pub id: LineId,
    /// Its order.
    pub order: OrderId,
    /// Its item.
    pub item: ItemId,
    /// What that is.
    pub kind: ItemKind,
    /// Units.
    pub qty: u32,
    /// Whether its order may leave in parts.
    pub part_orders: PartOrders,
    /// Units promised or picked for it before, over all components: then what is still missing must be looked up.
    pub promised: u32,
    /// Lines of its order that a person holds.
    pub held: u32,
}

/// An order that waits for stock, with what says when it is served.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WaitingOrder {
    /// When it is promised for, milliseconds since the epoch.
    pub promise_ms: i64,
    /// Its creator's key.
    pub creator: String,
    /// Its name.
    pub name: String,
    /// Its short number: a creator's two stores may use one name.
    pub number: i64,
    /// Its id.
    pub id: OrderId,
}

/// Orders that lie picked in their totes and that nobody packs yet.
const TO_PACK: &str = "FROM order_index x CROSS JOIN customer_order o ON o.number = x.number
    WHERE x.state = 'picked'
      AND NOT EXISTS (SELECT 1 FROM parcel p WHERE p.customer_order = o.id AND p.state = 'packing')";

impl Read<'_> {
    /// Whether an order lies picked in its totes and nobody packs it yet.
    pub fn has_orders_to_pack(&self) -> Result<bool> {
        Ok(self.number(&format!("SELECT EXISTS (SELECT 1 {TO_PACK})"), [])? > 0)
    }

    /// How many these are.
    pub fn count_orders_to_pack(&self) -> Result<i64> {
        self.number(&format!("SELECT count(*) {TO_PACK}"), [])
    }

    /// At most `limit` of these, those that were promised first.
    pub fn orders_to_pack(&self, limit: u32) -> Result<Vec<OrderId>> {
        self.rows(&format!("SELECT o.id {TO_PACK} ORDER BY x.promise_ms, x.number LIMIT ?1"), params![limit], |row| {
            row.id("id")
        })
    }

    /// At most `limit` orders that wait for stock, by id, after the order `after`: a piece that is soon read, however many
    /// wait. Sorted they are in the sequence in which they are served.
    pub fn waiting_orders(&self, after: Option<OrderId>, limit: u32) -> Result<Vec<WaitingOrder>> {
        let after = after.map(OrderId::uuid).unwrap_or_default();
        self.rows(
            "SELECT o.id, o.promise_ms, c.key, o.name, o.number
             FROM (SELECT DISTINCT customer_order FROM order_line WHERE state = 'waiting' AND customer_order > ?1
                   ORDER BY customer_order LIMIT ?2) w
             CROSS JOIN customer_order o ON o.id = w.customer_order
             CROSS JOIN creator c ON c.id = o.creator",
            params![after, limit],
            |row| {
                Ok(WaitingOrder {
                    promise_ms: row.int("promise_ms")?,
                    creator: row.text("key")?,
                    name: row.text("name")?,
                    number: row.int("number")?,
                    id: row.id("id")?,
                })
            },
        )
    }

    /// The lines of an order that wait for stock, in its own sequence.
    pub fn waiting_lines(&self, order: OrderId) -> Result<Vec<WaitingLine>> {
        self.rows(
            "SELECT l.id, l.customer_order, l.item, i.kind, l.qty, c.part_orders,
                    coalesce((SELECT sum(a.qty) FROM allocation a WHERE a.line = l.id AND a.state <> 'released'), 0) AS promised,
                    (SELECT count(*) FROM order_line h WHERE h.customer_order = o.id AND h.state = 'held') AS held
             FROM order_line l
             CROSS JOIN customer_order o ON o.id = l.customer_order
             CROSS JOIN creator c ON c.id = o.creator
             CROSS JOIN item i ON i.id = l.item
             WHERE l.state = 'waiting' AND l.customer_order = ?1 ORDER BY l.position",
            params![order.uuid()],
            |row| {
                Ok(WaitingLine {
                    id: row.id("id")?,
                    order: row.id("customer_order")?,
                    item: row.id("item")?,
                    kind: row.word("kind")?,
                    qty: row.count("qty")?,
                    part_orders: row.word("part_orders")?,
                    promised: row.count("promised")?,
                    held: row.count("held")?,
                })
            },
        )
    }
}
