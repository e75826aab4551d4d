//! What has not left yet, however much there is: counted and sorted by the tables.

use rusqlite::params;

use loopdock_domain::ItemId;

use super::{NOT_LEFT, Order, WHOLE_OR_PART, to_order};
use crate::row::Columns;
use crate::{Read, Result};

/// Orders that are promised for the same hour and have not left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BacklogHour {
    /// When the hour begins, milliseconds since the epoch.
    pub from_ms: i64,
    /// How many.
    pub orders: u32,
}

/// An item that orders wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Which.
    pub item: ItemId,
    /// Units that lines wait for and no bin has free.
    pub units: u32,
}

const HOUR_MS: i64 = 3_600_000;

impl Read<'_> {
    /// Orders that have not left, by the hour of their promise, oldest first.
    pub fn backlog(&self) -> Result<Vec<BacklogHour>> {
        self.rows(
            &format!(
                "SELECT promise_ms / ?1 * ?1 AS from_ms, count(DISTINCT customer_order) AS orders FROM order_line
                 WHERE {NOT_LEFT} GROUP BY 1 ORDER BY 1"
            ),
            params![HOUR_MS],
            |row| Ok(BacklogHour { from_ms: row.int("from_ms")?, orders: row.count("orders")? }),
        )
    }

    /// The orders that have waited longest, by promise.
    pub fn oldest_orders(&self, limit: u32) -> Result<Vec<Order>> {
        self.rows(
            &format!(
                "SELECT o.* FROM (SELECT customer_order AS id, min(promise_ms) AS promise_ms FROM order_line
                                  WHERE {NOT_LEFT} GROUP BY customer_order ORDER BY 2, 1 LIMIT ?1) w
                 CROSS JOIN customer_order o ON o.id = w.id ORDER BY o.promise_ms, o.number"
            ),
            params![limit],
            to_order,
        )
    }

    /// How many orders a wave can take.
    pub fn count_orders_to_pick(&self) -> Result<i64> {
        let sql = format!(
            "SELECT count(DISTINCT o.id) FROM order_line r INDEXED BY line_ready
                 CROSS JOIN customer_order o ON o.id = r.customer_order {WHOLE_OR_PART}
             WHERE r.state = 'ready' AND o.wave IS NULL"
        );
        self.number(&sql, [])
    }

    /// The items that most units are missing of: what waiting lines want, kits by their parts, less what bins have free.
    pub fn most_wanted(&self, limit: u32) -> Result<Vec<Wanted>> {
        self.rows(
            "WITH wanted AS (
                 SELECT coalesce(k.item, l.item) AS item, sum(l.qty * coalesce(k.qty, 1)) AS units
                 FROM order_line l LEFT JOIN kit_part k ON k.kit = l.item
                 WHERE l.state = 'waiting' AND l.item IS NOT NULL
                 GROUP BY 1),
             lacking AS (
                 SELECT item, units - coalesce((
                     SELECT sum(s.on_hand - s.allocated) FROM stock s JOIN place p ON p.id = s.place
                     WHERE s.item = wanted.item AND p.kind = 'bin'), 0) AS units
                 FROM wanted)
             SELECT item, units FROM lacking WHERE units > 0 ORDER BY units DESC, item LIMIT ?1",
            params![limit],
            |row| Ok(Wanted { item: row.id("item")?, units: row.count("units")? }),
        )
    }
}
