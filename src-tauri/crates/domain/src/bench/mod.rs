//! The bench: a state machine that hears scans.
//!
//! A scan passes through three pure functions. [`ask`] says which facts it needs, `hub` looks them up; [`decide`] says
//! which deed follows, `hub` does it in the same transaction; [`settle`] says where the bench stands afterwards and what
//! the packer is told. The state holds references only: everything that can be counted is in the tables, so that a lost
//! state can be rebuilt from them.

mod ask;
mod decide;
mod facts;
mod prompt;
mod say;
mod settle;
#[cfg(test)]
mod tests;
mod typed;
mod work;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{
    CountId, HandoverId, ItemId, ParcelId, PlaceId, ReturnedUnitId, SettlementId, StaffId, StocktakeId, TaskId, WaveId,
};
use crate::sleeve::Look;
use crate::words;
pub use ask::{Lookup, Query, ask, asked_about, asked_of, pin_of};
pub use decide::{Deed, decide};
pub use facts::{
    BinFact, CarrierFact, Facts, ItemFact, LooseUnits, OrderFact, ParcelFact, ParcelState, PinCheck, RunFact,
    SleeveFact, StaffFact, Thing, ToteFact, ToteUse, VoidedFact, WaveFact,
};
pub use prompt::{About, Expected, expected, next_command, prompt};
pub use say::{Cue, Level, PapersTo, Say};
pub use settle::{Outcome, settle};
pub use typed::{TypedNumber, meant, number_wanted};
pub use work::{
    CountWork, GoodsAge, GoodsLine, GoodsUnit, GoodsWork, HandOverWork, PackLine, PackWork, PickTask, PickWork,
    PutAwayWork, ReceiveWork, SleeveOut, SleeveStep, StocktakeWork, TakeBackWork, TypedQuantity, WeightStep, Work,
};

/// The version of the stored state; a state of another version is rebuilt from the tables.
pub const BENCH_VERSION: u32 = 1;

/// Where a bench stands. Serialised into its row after every scan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Bench {
    /// [`BENCH_VERSION`] when it was written.
    pub version: u32,
    /// What is being done here.
    pub mode: Mode,
    /// What the bench has asked and not yet heard an answer to.
    pub question: Option<Question>,
    /// The last item counted in this mode, for a typed quantity and for barcodes that two creators share.
    pub last: Option<Last>,
}

impl Bench {
    /// A bench where nothing is being done.
    #[must_use]
    pub const fn idle() -> Self {
        Self { version: BENCH_VERSION, mode: Mode::Idle, question: None, last: None }
    }

    /// A bench in `mode` that has asked nothing.
    #[must_use]
    pub const fn in_mode(mode: Mode) -> Self {
        Self { version: BENCH_VERSION, mode, question: None, last: None }
    }
}

/// What is being done at a bench.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Nothing; any code begins something.
    Idle,
    /// Counting what a microfactory sent, onto this bench.
    Receive,
    /// Carrying loose units into bins.
    PutAway {
        /// Where they lie now: this bench, or a tote whose order was cancelled.
        from: PlaceId,
        /// The bin scanned last; none until one was.
        bin: Option<PlaceId>,
    },
    /// Walking a wave.
    Pick {
        /// Which one.
        wave: WaveId,
    },
    /// Packing one parcel.
    Pack {
        /// Which one.
        parcel: ParcelId,
    },
    /// Giving parcels to a carrier or a buyer.
    HandOver {
        /// Which handover.
        handover: HandoverId,
    },
    /// Looking at a sleeve that came back.
    TakeBack {
        /// The settlement that waits for the look.
        settlement: SettlementId,
    },
    /// Unpacking goods that came back.
    GoodsBack {
        /// The parcel that they left in; none where nobody knows.
        parcel: Option<ParcelId>,
        /// The unit that was scanned last, of this parcel or of none: NEXT, DAMAGED and CANCEL are about it.
        unit: Option<ReturnedUnitId>,
        /// True where the parcel's slip or label was scanned, and not its number typed: that stands for a tag that can't be
        /// read. A bench of an older program does not say so.
        #[serde(default)]
        by_slip: bool,
    },
    /// Counting the sleeves on the shelf.
    Stocktake {
        /// Which stocktake.
        stocktake: StocktakeId,
    },
    /// Counting one item in one bin.
    Count {
        /// Which count.
        count: CountId,
    },
}

/// A question that the next scans answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Several items bear the scanned barcode: whose is it? NEXT and BACK move, OK takes.
    Whose {
        /// The items, in a fixed order.
        items: Vec<ItemId>,
        /// Which of them is shown.
        at: usize,
        /// What happens to the item that is taken.
        purpose: Purpose,
    },
    /// No run announces this item: OK receives it all the same.
    Unannounced {
        /// The item.
        item: ItemId,
    },
    /// Why is there less? OK: it is not there; DAMAGED: it is there and damaged.
    WhyShort {
        /// The task that it was asked for.
        task: TaskId,
    },
    /// Which unit is it? The next item scan answers.
    WhichUnit {
        /// What is wrong with it.
        why: ShortReason,
    },
    /// The runs on this bench differ from what was expected: OK closes them.
    Differences,
    /// Most sleeves were not seen: is the stocktake at its end? OK says so; another sleeve goes on with it.
    Unseen,
    /// How many are in the bin now? A typed count answers, NEXT leaves it for later.
    HowMany {
        /// The count.
        count: CountId,
    },
    /// The item did not leave in that parcel: did it come back without its order? OK says so.
    Stray {
        /// The item.
        item: ItemId,
    },
    /// Which packed parcel is to be opened again? Its label answers; whoever begins something else is answered with no.
    Reopen,
    /// Which parcel comes off the handover? Its label answers.
    Unload,
    /// Which two people stand for an amount above the limit? Badge and PIN of one answer, then those of another.
    Approve(Approval),
}

/// How far two people have stood for what is to be posted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Approval {
    /// What it is.
    pub what: ToPost,
    /// The sleeve that was scanned last when it was asked: another one is another question.
    pub settlement: SettlementId,
    /// The one whose badge and PIN were right.
    pub first: Option<StaffId>,
    /// The one whose badge was scanned, and whose PIN is waited for.
    pub pin_of: Option<StaffId>,
}

/// What is to be posted of the sleeves that wait for a look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ToPost {
    /// The one that was scanned last, which looks like this.
    One(Look),
    /// All of them, which are good.
    Crate,
}

/// What an item was scanned for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To count it in.
    Receive,
    /// To set a damaged unit aside.
    SetAside,
    /// To put it into the bin.
    PutAway,
    /// To take it back without its order.
    GoodsBack,
}

/// The last item scan of a mode.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Last {
    /// Which item.
    pub item: ItemId,
    /// How many units its scans in a row, and an amount typed after them, have counted.
    pub qty: u32,
}

words! {
    /// Why there is less than the books say.
    ShortReason {
        /// It is not there.
        Missing = "missing",
        /// It is there and can't be sent.
        Damaged = "damaged",
    }
}
