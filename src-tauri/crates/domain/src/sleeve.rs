//! Sleeves, loans and settlements in their simplest form: one deposit per creator, refunded after a look.

use crate::words;

words! {
    /// Where a sleeve is in its life.
    SleeveState {
        /// Has a serial; its tag is being printed.
        Registered = "registered",
        /// On our shelf.
        Available = "available",
        /// In a parcel that is still here.
        Bound = "bound",
        /// With a buyer.
        Out = "out",
        /// Came back; its settlement is pending.
        Returned = "returned",
        /// Set aside for a closer look.
        Inspecting = "inspecting",
        /// Out of the fleet.
        Retired = "retired",
    }
}

words! {
    /// Which orders of a creator leave in a sleeve.
    SleeveRule {
        /// None.
        Never = "never",
        /// Those that a carrier takes.
        Carrier = "carrier",
        /// All.
        Always = "always",
    }
}

words! {
    /// Where a loan is.
    LoanState {
        /// The sleeve is with the buyer.
        Open = "open",
        /// The sleeve came back and waits for a look.
        ReturnPending = "return_pending",
        /// The deposit is owed back.
        Refunded = "refunded",
        /// Nothing was owed.
        Closed = "closed",
    }
}

words! {
    /// Where a settlement is.
    SettlementState {
        /// Scanned, not yet looked at.
        Pending = "pending",
        /// In the ledger.
        Posted = "posted",
        /// Taken back: the loan is open again.
        Voided = "voided",
    }
}

impl SleeveState {
    /// True when the life of a sleeve may go on with `next`.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Registered => matches!(next, Self::Available | Self::Retired),
            Self::Available => matches!(next, Self::Bound | Self::Retired),
            Self::Bound => matches!(next, Self::Available | Self::Out),
            Self::Out => matches!(next, Self::Returned),
            // A void inspection sends it back to the buyer's side.
            Self::Returned => matches!(next, Self::Available | Self::Inspecting | Self::Out),
            Self::Inspecting => matches!(next, Self::Available | Self::Retired),
            Self::Retired => false,
        }
    }
}

impl SleeveRule {
    /// True when an order that leaves this way needs a sleeve.
    #[must_use]
    pub const fn calls_for_one(self, with: crate::order::CarrierKind) -> bool {
        match self {
            Self::Never => false,
            Self::Carrier => matches!(with, crate::order::CarrierKind::Carrier),
            Self::Always => true,
        }
    }
}
