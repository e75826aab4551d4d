//! Looking ahead while nobody waits: what the next walk needs is read before it begins, so that its scans find it in
//! memory. On a cold or busy disk the first look at a bin takes longer than all the rest of a scan.

use std::ops::ControlFlow;

use loopdock_domain::OrderId;
use loopdock_store::Read;

use crate::deeds::MOST_ORDERS;
use crate::error::Result;
use crate::hub::Rest;

/// What is still to be looked at.
pub(crate) enum LookAhead {
    /// Which orders come next is not known: a walk has begun, or orders have come in.
    Due,
    /// These come next and were not looked at.
    Orders(Vec<OrderId>),
}

impl LookAhead {
    /// One small piece: a scan that comes in meanwhile waits for no more than an order's rows.
    pub(crate) fn step(&mut self, read: &Read<'_>) -> Result<Rest> {
        match self {
            Self::Due => *self = Self::Orders(next_orders(read)?),
            Self::Orders(orders) => match orders.pop() {
                Some(order) => look_at(read, order)?,
                None => return Ok(Rest::Nothing),
            },
        }
        Ok(Rest::More)
    }
}

fn next_orders(read: &Read<'_>) -> Result<Vec<OrderId>> {
    let mut orders = Vec::new();
    read.each_order_to_pick(|order| -> Result<_> {
        orders.push(order.id);
        Ok(if orders.len() < MOST_ORDERS as usize { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(orders)
}

/// Reads the rows, by the indexes too, that picking and packing an order looks up and changes.
fn look_at(read: &Read<'_>, order: OrderId) -> Result<()> {
    read.buyer(order)?;
    for line in read.lines_of(order)? {
        for promise in read.allocations_of(line.id)? {
            read.place(promise.bin)?;
            read.holdings_of(promise.bin, promise.item)?;
            read.available(promise.item)?;
            read.live_allocations_in(promise.bin, promise.item)?;
            if let Some(code) = read.item(promise.item)?.and_then(|item| item.barcode) {
                read.items_with_barcode(&code)?;
            }
        }
    }
    Ok(())
}
