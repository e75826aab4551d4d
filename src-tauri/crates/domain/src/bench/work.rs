//! What the tables say about the work at hand. `hub` fills these; nothing here decides.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::goods::{GoesTo, Grade};
use crate::ids::{
    CountId, CreatorId, ItemId, LoanId, OrderId, PlaceId, ReturnedUnitId, SettlementId, SleeveId, TaskId,
};
use crate::money::Money;
use crate::sleeve::Found;
use crate::words;

use super::facts::{CarrierFact, LooseUnits, RunFact};
use super::settle::Outcome;

/// The work that a bench is at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// None.
    Idle,
    /// Receiving.
    Receive(ReceiveWork),
    /// Putting away.
    PutAway(PutAwayWork),
    /// Picking.
    Pick(PickWork),
    /// Packing.
    Pack(PackWork),
    /// Handing over.
    HandOver(HandOverWork),
    /// Taking a sleeve back.
    TakeBack(TakeBackWork),
    /// Taking goods back.
    GoodsBack(GoodsWork),
    /// Counting sleeves.
    Stocktake(StocktakeWork),
    /// Counting.
    Count(CountWork),
}

impl Work {
    /// The item that stands on the screen under this SKU: to whoever has no scanner it is as good as the item's code.
    #[must_use]
    pub fn item_called(&self, sku: &str) -> Option<ItemId> {
        let is_it = |shown: &str| shown.eq_ignore_ascii_case(sku.trim());
        match self {
            Self::Pick(pick) => pick.task.as_ref().filter(|task| is_it(&task.sku)).map(|task| task.item),
            Self::Pack(pack) => pack.lines.iter().find(|line| is_it(&line.sku)).map(|line| line.item),
            Self::GoodsBack(goods) => goods.lines.iter().find(|line| is_it(&line.sku)).map(|line| line.item),
            _ => None,
        }
    }

    /// The work after a deed that changes it by one known thing; after all others it is looked up anew. So a stocktake counts its
    /// sleeves once for a scan.
    #[must_use]
    pub fn after(&self, outcome: &Outcome) -> Option<Self> {
        match (self, outcome) {
            (Self::Stocktake(work), Outcome::SleeveSeen { was, now, .. }) => {
                Some(Self::Stocktake(work.after(*was, *now)))
            }
            _ => None,
        }
    }

    /// The item that is to be taken or scanned now: what a packer wants to see.
    #[must_use]
    pub fn item_at_hand(&self) -> Option<ItemId> {
        match self {
            Self::Pick(pick) => pick.task.as_ref().map(|task| task.item),
            Self::Pack(pack) => pack.line_at_hand().map(|line| line.item),
            Self::GoodsBack(goods) => goods.unit.as_ref().map(|unit| unit.item),
            _ => None,
        }
    }
}

/// Receiving: the runs that were opened at this bench.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ReceiveWork {
    /// Open runs of this bench, oldest first.
    pub runs: Vec<RunFact>,
}

/// Putting away.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PutAwayWork {
    /// The bin's name; none until one was scanned.
    pub bin: Option<String>,
    /// What still lies where the units come from.
    pub left: Vec<LooseUnits>,
    /// The tote's name, when they come from one and not from the bench.
    pub tote: Option<String>,
    /// Runs that this bench is receiving.
    pub runs: Vec<RunFact>,
}

/// Picking.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PickWork {
    /// `W-3`.
    pub wave: String,
    /// The task to do now; `None` when the wave is done.
    pub task: Option<PickTask>,
    /// Tasks left, this one included.
    pub tasks_left: u32,
    /// The count that the bench has asked for.
    pub count: Option<CountWork>,
}

/// One task of a walk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PickTask {
    /// Its id.
    pub id: TaskId,
    /// The bin to go to.
    pub bin: PlaceId,
    /// Its name.
    pub bin_name: String,
    /// The item to take.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// Its SKU.
    pub sku: String,
    /// Units to take.
    pub qty: u32,
    /// Units scanned so far.
    pub counted: u32,
    /// True once the bin was scanned.
    pub at_bin: bool,
    /// The order that it is for.
    pub order: OrderId,
    /// `O-12`.
    pub order_number: String,
    /// The tote that carries that order already.
    pub tote: Option<(PlaceId, String)>,
}

/// Packing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PackWork {
    /// The order's number.
    pub order: String,
    /// Whose order it is to ship: sleeves of other creators don't leave with it.
    pub creator: CreatorId,
    /// What must be in the parcel.
    pub lines: Vec<PackLine>,
    /// The sleeve.
    pub sleeve: SleeveStep,
    /// The weight.
    pub weight: WeightStep,
    /// Grams of the contents by the items' own weights; `None` when one has none.
    pub content_weight_g: Option<u32>,
    /// Who takes it.
    pub carrier: String,
    /// True while a tote carries the order; closing a parcel frees it, and opening that again gives none back.
    pub has_tote: bool,
}

impl PackWork {
    /// The first line whose units are not all in.
    #[must_use]
    pub fn line_at_hand(&self) -> Option<&PackLine> {
        self.lines.iter().find(|line| line.verified < line.expected)
    }
}

/// One item of a parcel.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PackLine {
    /// Which item.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// Its SKU.
    pub sku: String,
    /// Units that must be in.
    pub expected: u32,
    /// Units scanned in.
    pub verified: u32,
    /// True when a typed quantity may follow a scan of it.
    pub typed_quantity: TypedQuantity,
}

words! {
    /// Whether an item may be verified by one scan and a typed quantity.
    TypedQuantity {
        /// Every unit is scanned.
        No = "no",
        /// One scan and `=12` will do.
        Yes = "yes",
    }
}

/// Where the sleeve of a parcel stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SleeveStep {
    /// The creator's rule calls for none.
    NotNeeded,
    /// One must be scanned.
    Needed,
    /// This one is bound.
    Bound(String),
}

/// Where the weight of a parcel stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WeightStep {
    /// A buyer picks it up: nobody asks.
    NotNeeded,
    /// A carrier asks for it.
    Needed,
    /// Grams.
    Typed(u32),
}

/// Handing over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct HandOverWork {
    /// `H-5`.
    pub number: String,
    /// The carrier.
    pub carrier: CarrierFact,
    /// Parcels scanned onto it.
    pub loaded: u32,
    /// Packed parcels of this carrier that are not on it.
    pub waiting: u32,
    /// One of those, to name.
    pub next_waiting: Option<String>,
    /// The newest of those on it, where the bench has asked which one comes off.
    pub comes_off: Option<String>,
}

/// Taking a sleeve back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct TakeBackWork {
    /// The settlement.
    pub settlement: SettlementId,
    /// The sleeve.
    pub sleeve: SleeveId,
    /// Its serial.
    pub serial: String,
    /// The order's number.
    pub order: String,
    /// The creator's name.
    pub creator: String,
    /// What is held for the buyer.
    pub deposit: Money,
    /// What the buyer gets when it is good: the deposit, a reward, or nothing.
    pub owed: Money,
    /// Sleeves that wait for a look at this bench, this one included: a crate of them is scanned in a row.
    pub sleeves: u32,
    /// What the buyers of all of these get when they are good, once a currency; nothing where nothing is owed.
    pub total: Vec<Money>,
    /// True where this one's buyer gets more than the hub's limit, for which two people stand.
    pub is_above_limit: bool,
    /// The same of any of these sleeves.
    pub has_above_limit: bool,
    /// True where no tag of this one was read: the slip of its parcel was scanned, and somebody said that it is here.
    pub by_slip: bool,
}

/// Taking goods back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct GoodsWork {
    /// `P-12`, the parcel that they left in; none where nobody knows.
    pub parcel: Option<String>,
    /// The order's number; empty where nobody knows.
    pub order: String,
    /// The creator's name; empty where nobody knows the order.
    pub creator: String,
    /// What left in the parcel.
    pub lines: Vec<GoodsLine>,
    /// The unit that was counted last.
    pub unit: Option<GoodsUnit>,
    /// Units that were counted here since the last DONE, of all orders.
    pub units: u32,
    /// A sleeve that waits for its look at this bench: it is what comes next when this is left.
    pub waiting: Option<SettlementId>,
    /// The sleeve of the parcel, where that is not back.
    pub sleeve: Option<SleeveOut>,
    /// How many days ago the parcel left, and whether the creator's rule still lets it come back.
    pub age: Option<GoodsAge>,
}

/// How long ago a parcel left that comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct GoodsAge {
    /// Whole days by the hub's calendar.
    #[ts(type = "number")]
    pub days: i64,
    /// Days within which goods may come back, by the creator's rule; none where it has no rule.
    pub window_days: Option<u32>,
    /// Whether it is later than that.
    pub is_late: bool,
}

/// An item of a parcel that comes back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct GoodsLine {
    /// Which item.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// Its SKU.
    pub sku: String,
    /// Units that left.
    pub shipped: u32,
    /// Units of these that were counted as back, now or before.
    pub back: u32,
}

/// A unit that came back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct GoodsUnit {
    /// Which one.
    pub id: ReturnedUnitId,
    /// Of which item.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// How it looks.
    pub grade: Grade,
    /// Where it goes.
    pub goes_to: GoesTo,
}

/// A sleeve that has not come back yet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct SleeveOut {
    /// Which one.
    pub sleeve: SleeveId,
    /// Its loan.
    pub loan: LoanId,
    /// Its serial.
    pub serial: String,
    /// Whether the parcel's slip or label was scanned: OK then says that the sleeve is here though its tag can't be read.
    pub by_slip: bool,
}

/// Counting the sleeves on the shelf.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct StocktakeWork {
    /// Its short number.
    #[ts(type = "number")]
    pub number: i64,
    /// Sleeves that were seen where they belong.
    pub seen: u32,
    /// Sleeves that are to be seen yet.
    pub left: u32,
    /// Sleeves that lay there and should be elsewhere.
    pub strays: u32,
}

impl StocktakeWork {
    /// Whether more than half of what should be there was not seen: whoever ends it now may have begun it by mistake.
    #[must_use]
    pub const fn is_barely_begun(&self) -> bool {
        self.left > self.seen
    }

    /// The same after a sleeve was seen of which it knew `was` before and knows `now`.
    fn after(mut self, was: Option<Found>, now: Found) -> Self {
        if was == Some(now) {
            return self;
        }
        if was == Some(Found::NotYet) {
            self.left = self.left.saturating_sub(1);
        }
        match now {
            Found::OnTheShelf => self.seen += 1,
            Found::Stray => self.strays += 1,
            Found::NotYet | Found::Missing => {}
        }
        self
    }
}

/// Counting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct CountWork {
    /// Which count.
    pub count: CountId,
    /// The bin's name.
    pub bin: String,
    /// The item's title.
    pub title: String,
}
