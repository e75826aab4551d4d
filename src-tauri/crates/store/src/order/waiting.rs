//! Lines that wait for stock, with all that allocating them needs, in one query.

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

impl Read<'_> {
    /// Lines without stock, in the sequence in which they are served: by promise, creator's key and name.
    pub fn waiting_lines(&self) -> Result<Vec<WaitingLine>> {
        self.rows(
            "SELECT l.id, l.customer_order, l.item, i.kind, l.qty, c.part_orders,
                    coalesce((SELECT sum(a.qty) FROM allocation a WHERE a.line = l.id AND a.state <> 'released'), 0) AS promised,
                    (SELECT count(*) FROM order_line h WHERE h.customer_order = o.id AND h.state = 'held') AS held
             FROM order_line l
             JOIN customer_order o ON o.id = l.customer_order
             JOIN creator c ON c.id = o.creator
             JOIN item i ON i.id = l.item
             WHERE l.state = 'waiting' ORDER BY o.promise_ms, c.key, o.name, l.position",
            [],
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
