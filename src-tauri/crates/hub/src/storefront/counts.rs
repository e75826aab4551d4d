//! How many orders of a file become what, and what there is to pick.

use serde::Serialize;

use super::class::{Class, units};
use super::classify::{Catalogue, classify_entry};
use super::order::OrderEntry;

/// Counts over one orders file; the five classes add up to `orders`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct FileCounts {
    /// Orders in the file.
    pub orders: u64,
    /// To be shipped.
    pub accepted: u64,
    /// Waiting for a person.
    pub held: u64,
    /// Cancelled, voided, refunded, or shipped already.
    pub skipped: u64,
    /// Not usable.
    pub rejected: u64,
    /// Without anything to ship.
    pub digital_only: u64,
    /// Different items of each accepted order, kits exploded, summed over the orders.
    pub lines_to_pick: u64,
    /// Units of the accepted orders.
    pub units_to_pick: u64,
}

impl FileCounts {
    /// Counts the orders of a file.
    #[must_use]
    pub fn of(orders: &[OrderEntry], catalogue: &dyn Catalogue) -> FileCounts {
        let mut counts = FileCounts::default();
        for order in orders {
            counts.add(&classify_entry(order, catalogue));
        }
        counts
    }

    /// Counts one more order.
    pub fn add(&mut self, class: &Class) {
        self.orders += 1;
        match class {
            Class::Skipped(_) => self.skipped += 1,
            Class::Rejected(_) => self.rejected += 1,
            Class::Held(_) => self.held += 1,
            Class::DigitalOnly => self.digital_only += 1,
            Class::Accepted { picks } => {
                self.accepted += 1;
                self.lines_to_pick += picks.len() as u64;
                self.units_to_pick = self.units_to_pick.saturating_add(units(picks));
            }
        }
    }
}
