//! Ids: one UUIDv7 newtype per entity, so that a parcel's id can never be handed in where an order's is asked.
//!
//! People never see them; they see short numbers such as `P-1042`, which are never keys.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(Uuid);

        impl $name {
            /// The bare UUID, for storing.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    )+};
}

ids! {
    /// A creator: a client of the hub who owns stock.
    CreatorId,
    /// An item (SKU) of a creator.
    ItemId,
    /// A run: a batch of one item from a microfactory.
    RunId,
    /// A place where goods are: bin, tote, bench, parcel, quarantine or virtual.
    PlaceId,
    /// A buyer's order.
    OrderId,
    /// A line of an order.
    LineId,
    /// An allocation of units in a bin to a line.
    AllocationId,
    /// A wave: orders picked in one walk.
    WaveId,
    /// A task: take units of an item from a bin into a tote.
    TaskId,
    /// A parcel. It is also the id of the place that its goods are in.
    ParcelId,
    /// A carrier, or the pick-up counter.
    CarrierId,
    /// A handover of parcels to a carrier or a buyer.
    HandoverId,
    /// A sleeve.
    SleeveId,
    /// Sleeves that were bought and registered together.
    SleeveBatchId,
    /// One trip of a sleeve with its deposit.
    LoanId,
    /// The settlement of a loan.
    SettlementId,
    /// What is agreed about sleeves.
    TermsId,
    /// Buyers of a creator who were chosen by a rule.
    CohortId,
    /// Somebody who works at the hub.
    StaffId,
    /// Why something is in quarantine.
    CaseId,
    /// Goods of a parcel that came back together.
    GoodsReturnId,
    /// A unit that came back.
    ReturnedUnitId,
    /// A stocktake of sleeves.
    StocktakeId,
    /// A payment that a creator is asked for.
    PaymentId,
    /// A cycle count of one item in one bin.
    CountId,
    /// A document waiting for a printer or printed.
    PrintJobId,
    /// A printer, or a folder that papers go into.
    PrinterId,
    /// A deed, given by its caller, so that doing it twice does it once.
    DeedId,
    /// Bulk work: the deeds that belong together.
    JobId,
}

impl RunId {
    /// When it was made, milliseconds since the epoch: to be shown, and never what a sequence goes by.
    #[must_use]
    pub fn made_ms(self) -> i64 {
        made_ms(self.0)
    }
}

impl SettlementId {
    /// When the sleeve came back, milliseconds since the epoch: to be shown, and never what a sequence goes by.
    #[must_use]
    pub fn made_ms(self) -> i64 {
        made_ms(self.0)
    }
}

/// The time in a UUIDv7 (RFC 9562, section 5.7).
fn made_ms(id: Uuid) -> i64 {
    let [a, b, c, d, e, f, ..] = *id.as_bytes();
    i64::from_be_bytes([0, 0, a, b, c, d, e, f])
}

impl ParcelId {
    /// The place that this parcel's goods are in.
    #[must_use]
    pub fn place(self) -> PlaceId {
        PlaceId::from(self.0)
    }
}
