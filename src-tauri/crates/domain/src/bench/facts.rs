//! What the tables say about a scan. `hub` fills these; nothing here decides.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{
    CarrierId, CountId, CreatorId, HandoverId, ItemId, LoanId, OrderId, ParcelId, PlaceId, RunId, SleeveId, StaffId,
    WaveId,
};
use crate::order::{CarrierKind, OrderState};
use crate::sleeve::{LoanState, SleeveState};
use crate::staff::StaffState;
use crate::words;

use super::work::{GoodsWork, Work};

/// The answer to a query: the thing that was scanned, and the work at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// What was scanned.
    pub thing: Thing,
    /// What is being done.
    pub work: Work,
    /// Where this bench is, as a place.
    pub bench: PlaceId,
    /// What lies loose on this bench.
    pub loose: Vec<LooseUnits>,
    /// Who is at this bench, where somebody's badge was scanned there.
    pub who: Option<StaffId>,
    /// The goods of the parcel whose sleeve waits for a look; looked up where an item was scanned after it.
    pub goods: Option<(ParcelId, GoodsWork)>,
    /// The runs that are being counted in at this bench; looked up where nothing is being done and DONE was heard.
    pub runs: Vec<RunFact>,
}

/// What a scan turned out to name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Thing {
    /// Nothing was looked up.
    Nothing,
    /// The code is one of ours, but what it names is not here: its name as people say it.
    Missing(String),
    /// The label was voided when its parcel was opened again.
    Voided(VoidedFact),
    /// A bin.
    Bin(BinFact),
    /// A tote.
    Tote(ToteFact),
    /// A parcel.
    Parcel(ParcelFact),
    /// A return slip, by the parcel that it left in.
    ReturnSlip(ParcelFact),
    /// An order.
    Order(OrderFact),
    /// A wave.
    Wave(WaveFact),
    /// The items that bear the code, in a fixed order; none when nothing does.
    Items(Vec<ItemFact>),
    /// A carrier.
    Carrier(CarrierFact),
    /// Several carriers whose names differ in their case only: each with the name of its code, `V-1 Standard`.
    CarriersAlike(Vec<String>),
    /// A sleeve; `None` when its serial is genuine but was never registered.
    Sleeve(Option<SleeveFact>),
    /// A printed page that nothing is done with: its name.
    Page(String),
    /// The badge of somebody who works here, or did.
    Badge(StaffFact),
    /// What was typed where a PIN was asked for.
    Pin(PinCheck),
}

/// Somebody whose badge was scanned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffFact {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// Whether they work here.
    pub state: StaffState,
    /// True while too many wrong PINs were typed for it.
    pub is_locked: bool,
}

/// What a typed PIN is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PinCheck {
    /// Theirs.
    Right,
    /// Not theirs.
    Wrong,
    /// Not looked at: too many wrong ones were typed before.
    Locked,
}

/// A bin that was scanned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BinFact {
    /// Its place.
    pub id: PlaceId,
    /// `A-01-1`.
    pub name: String,
    /// What the books say is in it.
    pub stock: Vec<LooseUnits>,
    /// A count that somebody asked for here and nobody has done.
    pub open_count: Option<CountId>,
}

/// A tote that was scanned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ToteFact {
    /// Its place.
    pub id: PlaceId,
    /// `T-07`.
    pub name: String,
    /// Whose it is now.
    pub used_for: ToteUse,
}

/// What a tote is used for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ToteUse {
    /// Nothing: it is empty.
    Empty,
    /// It carries this order.
    Order(Box<OrderFact>),
    /// It carries units that belong to no live order any more and go back to the shelves.
    Leftover(Vec<LooseUnits>),
}

/// An order that was scanned, or that a scanned tote carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderFact {
    /// Its id.
    pub id: OrderId,
    /// `O-12`.
    pub number: String,
    /// Where it is on its way.
    pub state: OrderState,
    /// Why it is held, in the words of `HoldReason`; empty when it is not.
    pub held: String,
    /// True when at least one whole line lies in totes.
    pub has_picked: bool,
    /// True when the creator lets an order leave in parts.
    pub may_part: bool,
    /// The totes with its goods.
    pub totes: Vec<PlaceId>,
    /// The names of those totes.
    pub tote_names: Vec<String>,
    /// The wave that it is on, if any, and that wave's number.
    pub wave: Option<(WaveId, String)>,
    /// The parcel being packed of it, with the bench that packs it.
    pub packing: Option<(ParcelId, PlaceId, String)>,
    /// Its newest closed parcel's number.
    pub packed: Option<String>,
}

words! {
    /// Where a parcel is.
    ParcelState {
        /// On a bench, open.
        Packing = "packing",
        /// Closed and labelled.
        Packed = "packed",
        /// On a handover that is not closed yet.
        Loaded = "loaded",
        /// Given away.
        HandedOver = "handed_over",
        /// Unpacked again before it left.
        Unpacked = "unpacked",
    }
}

/// A parcel that was scanned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParcelFact {
    /// Its id.
    pub id: ParcelId,
    /// `P-1042`.
    pub number: String,
    /// Where it is.
    pub state: ParcelState,
    /// Who takes it.
    pub carrier: CarrierFact,
    /// The handover that it is on.
    pub handover: Option<HandoverId>,
    /// The parcel of the same order that is being packed: the order's number, and the bench's name.
    pub packing: Option<(String, String)>,
}

/// A label that is good for nothing any more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VoidedFact {
    /// `P-1042`, as it stands on the label.
    pub name: String,
    /// The number that its parcel has now.
    pub now: Option<String>,
    /// Where its parcel is being packed: the order's number, and the bench's name.
    pub packing: Option<(String, String)>,
}

/// A carrier.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct CarrierFact {
    /// Its id.
    pub id: CarrierId,
    /// Its name.
    pub name: String,
    /// A van, or a buyer at the counter.
    pub kind: CarrierKind,
}

/// A wave that was scanned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaveFact {
    /// Its id.
    pub id: WaveId,
    /// `W-3`.
    pub number: String,
    /// The bench that walks it.
    pub bench: Option<(PlaceId, String)>,
    /// Tasks that are still to do.
    pub tasks_left: u32,
}

/// An item that bears a scanned code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemFact {
    /// Its id.
    pub id: ItemId,
    /// `FK-MUG-MOSS`.
    pub sku: String,
    /// `Moss Mug - 300 ml`.
    pub title: String,
    /// Its creator's name.
    pub creator: String,
    /// False for a kit or a digital item, which no shelf holds.
    pub stocked: bool,
    /// The oldest open run that expects it.
    pub run: Option<RunFact>,
}

/// A run, as a bench sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct RunFact {
    /// Its id.
    pub id: RunId,
    /// `#7`.
    pub number: String,
    /// The item's SKU.
    pub sku: String,
    /// Announced units; `None` for a run that nobody announced.
    pub expected: Option<i64>,
    /// Units counted so far.
    pub received: i64,
}

/// Units of an item, over all runs, that lie somewhere on their way, or in a bin.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct LooseUnits {
    /// Which item.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// Its SKU.
    pub sku: String,
    /// How many.
    pub qty: i64,
}

/// A sleeve that was scanned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SleeveFact {
    /// Its id.
    pub id: SleeveId,
    /// Its serial.
    pub serial: String,
    /// Where it is.
    pub state: SleeveState,
    /// Its newest loan and where that is.
    pub loan: Option<(LoanId, LoanState)>,
    /// The bench at which it waits for a look.
    pub waits_at: Option<String>,
    /// The parcel that it is bound to.
    pub parcel: Option<ParcelId>,
    /// The creator that owns it, with its name; the hub does where that is none.
    pub owner: Option<(CreatorId, String)>,
    /// The case in quarantine about its serial that nobody has decided, by its short number.
    pub case: Option<i64>,
}
