//! Orders and their lines: which states there are, and how an order's state follows from its lines.

use crate::words;

words! {
    /// What became of a parcel after it had left.
    ParcelFate {
        /// Nobody said anything else.
        OnItsWay = "on_its_way",
        /// Its buyer has it.
        Delivered = "delivered",
        /// It did not arrive, and nobody knows where it is.
        Lost = "lost",
        /// Its buyer could not be given it, and it comes back.
        Undeliverable = "undeliverable",
    }
}

impl ParcelFate {
    /// Whether its buyer has no sleeve to send back.
    #[must_use]
    pub const fn stops_the_clock(self) -> bool {
        matches!(self, Self::Lost | Self::Undeliverable)
    }
}

words! {
    /// What an item is.
    ItemKind {
        /// Lies in bins.
        Stocked = "stocked",
        /// Made of other items when an order is allocated.
        Kit = "kit",
        /// Never picked.
        Digital = "digital",
    }
}

words! {
    /// Where a line is on its way.
    LineState {
        /// Needs a person; the line says why.
        Held = "held",
        /// No stock yet.
        Waiting = "waiting",
        /// Allocated.
        Ready = "ready",
        /// In its tote.
        Picked = "picked",
        /// In its parcel.
        Packed = "packed",
        /// Handed over.
        Shipped = "shipped",
        /// Will not be sent.
        Cancelled = "cancelled",
        /// Digital, or fulfilled elsewhere before the hub saw it: nothing to do here.
        Delivered = "delivered",
    }
}

words! {
    /// Why a line is held.
    HoldReason {
        /// The storefront says that it is not paid.
        Unpaid = "unpaid",
        /// The creator has no such item.
        UnknownItem = "unknown_item",
        /// Less was found on the shelf than the books say, and there is no more.
        Short = "short",
        /// A part of the line was sent before the hub saw it, and nobody knows how much.
        PartSent = "part_sent",
        /// A person stopped it.
        Asked = "asked",
        /// A person stopped it: the address is to be looked at.
        Address = "address",
        /// A person stopped it: the buyer asked to wait.
        BuyerAsked = "buyer_asked",
        /// A person stopped it: the creator asked to wait.
        CreatorAsked = "creator_asked",
    }
}

impl HoldReason {
    /// Whether a person stopped it, so that no export lets it go on.
    #[must_use]
    pub const fn is_by_hand(self) -> bool {
        matches!(self, Self::Asked | Self::Address | Self::BuyerAsked | Self::CreatorAsked)
    }
}

words! {
    /// Where an order is on its way, from its lines.
    OrderState {
        /// At least one line needs a person.
        Held = "held",
        /// At least one line has no stock yet.
        Waiting = "waiting",
        /// Everything is allocated.
        Ready = "ready",
        /// Some lines are in totes and others still on the shelves.
        Picking = "picking",
        /// Everything is in totes.
        Picked = "picked",
        /// Everything is in parcels.
        Packed = "packed",
        /// Everything has left.
        Shipped = "shipped",
        /// Nothing will be sent.
        Cancelled = "cancelled",
        /// Nothing physical was in it, or it was sent before the hub saw it.
        Delivered = "delivered",
    }
}

words! {
    /// What became of an order in its creator's export, before the hub did anything with it.
    ImportClass {
        /// To be shipped.
        Accepted = "accepted",
        /// Needs a person.
        Held = "held",
        /// Cancelled, voided, refunded, or nothing left to ship.
        Skipped = "skipped",
        /// Nothing physical.
        DigitalOnly = "digital_only",
    }
}

words! {
    /// Who takes a parcel.
    #[derive(Default)]
    CarrierKind {
        /// A carrier with a van.
        #[default]
        Carrier = "carrier",
        /// The buyer, at the counter.
        PickUp = "pick_up",
    }
}

/// The state of an order with these lines. What needs a person counts first, then what is least far.
#[must_use]
pub fn order_state(lines: &[LineState]) -> OrderState {
    let has = |state| lines.contains(&state);
    let live: Vec<LineState> =
        lines.iter().copied().filter(|line| !matches!(line, LineState::Cancelled | LineState::Delivered)).collect();
    if live.is_empty() {
        return if has(LineState::Delivered) { OrderState::Delivered } else { OrderState::Cancelled };
    }
    if has(LineState::Held) {
        return OrderState::Held;
    }
    let least = live.iter().copied().min().unwrap_or(LineState::Waiting);
    let picked_some = live.iter().any(|line| *line >= LineState::Picked);
    match least {
        LineState::Ready if picked_some => OrderState::Picking,
        LineState::Ready => OrderState::Ready,
        LineState::Picked => OrderState::Picked,
        LineState::Packed => OrderState::Packed,
        LineState::Shipped => OrderState::Shipped,
        _ => OrderState::Waiting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LineState::{Cancelled, Delivered, Held, Packed, Picked, Ready, Shipped, Waiting};

    #[test]
    fn an_order_is_where_its_slowest_line_is() {
        assert_eq!(order_state(&[Ready, Waiting]), OrderState::Waiting);
        assert_eq!(order_state(&[Ready, Picked]), OrderState::Picking);
        assert_eq!(order_state(&[Shipped, Packed]), OrderState::Packed);
        assert_eq!(order_state(&[Shipped, Held]), OrderState::Held);
        assert_eq!(order_state(&[Shipped, Cancelled, Delivered]), OrderState::Shipped);
        assert_eq!(order_state(&[Delivered]), OrderState::Delivered);
        assert_eq!(order_state(&[Cancelled]), OrderState::Cancelled);
    }
}
