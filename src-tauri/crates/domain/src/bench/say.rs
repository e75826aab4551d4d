//! What a bench tells its packer: a level, what happened, and what to do next.
//!
//! Every sentence is a message id with typed arguments; the texts are in `assets/texts`. None of them holds a buyer's
//! data, so that a cue may be kept.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::codes::{Command, Looks};
use crate::goods::{GoesTo, Grade};
use crate::order::CarrierKind;
use crate::words;

use super::ShortReason;

words! {
    /// How a scan was taken.
    Level {
        /// Done.
        Ok = "ok",
        /// Done or asked, and worth a look.
        Warn = "warn",
        /// Refused; nothing changed.
        Stop = "stop",
    }
}

/// The answer to a scan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Cue {
    /// How it was taken.
    pub level: Level,
    /// What happened, or why nothing did.
    pub said: Say,
    /// What to do next.
    pub next: Option<Say>,
}

words! {
    /// Where papers go.
    #[derive(Default)]
    PapersTo {
        /// To a printer.
        #[default]
        Printer = "printer",
        /// Into a folder, as files.
        Folder = "folder",
        /// Nowhere: labels are not printed here.
        Nowhere = "nowhere",
    }
}

macro_rules! says {
    ($($(#[$doc:meta])* $name:ident { $($(#[$new:meta])* $field:ident: $type:ty),* $(,)? }),+ $(,)?) => {
        /// A sentence: its id and its arguments. The arguments are names, numbers and words, never a buyer's data.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
        #[serde(tag = "id", rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "each field is the argument of the same name in the catalogue of texts")]
        pub enum Say {
            $($(#[$doc])* $name { $($(#[$new])* $field: $type),* }),+
        }

        impl Say {
            /// The variants and their arguments, for the test that each has its text.
            pub const ALL: &'static [(&'static str, &'static [&'static str])] =
                &[$((stringify!($name), &[$(stringify!($field)),*])),+];
        }
    };
}

says! {
    // --- what to do next -------------------------------------------------------------------------------------------
    /// Nothing is being done.
    DoAnything {},
    /// Scan items as they come out of the box.
    DoReceive {},
    /// Scan an item to put into this bin.
    DoPutAway { bin: String, left: i64 },
    /// Scan the bin to put units into.
    DoChooseBin { left: i64 },
    /// Nothing is left to put away.
    DoFinishPutAway {},
    /// Go to a bin.
    DoGoToBin { bin: String, qty: u32, title: String },
    /// Take units.
    DoTake { qty: u32, title: String, sku: String, bin: String },
    /// Put what was taken into the order's tote.
    DoPutInTote { tote: String, order: String, qty: u32 },
    /// Put what was taken into an empty tote.
    DoPutInEmptyTote { order: String, qty: u32 },
    /// The wave is done.
    DoWaveDone { wave: String },
    /// Scan the units that are missing in the parcel.
    DoPackUnits { left: u32, title: String, sku: String },
    /// Scan a sleeve.
    DoScanSleeve {},
    /// Type the weight.
    DoWeigh {},
    /// OK closes the parcel.
    DoCloseParcel { order: String },
    /// Scan parcels.
    DoLoad { carrier: String, loaded: u32, waiting: u32 },
    /// Give parcels to the buyers who fetch them.
    DoGive { loaded: u32, waiting: u32 },
    /// OK after a look at the sleeve.
    DoLook { serial: String, order: String, creator: String, deposit: String },
    /// The same, where the slip of its parcel was scanned and no tag.
    DoLookBySlip { serial: String, order: String, creator: String },
    /// Scan the next sleeve of a crate, or OK.
    DoLookOverCrate { sleeves: u32, total: String, owed: u32 },
    /// Scan what came back of a parcel.
    DoTakeGoods { order: String, creator: String },
    /// The same, where its sleeve is still out.
    DoTakeGoodsOrSleeve { order: String, creator: String, serial: String },
    /// The same, where the number of the parcel was typed.
    DoTakeGoodsOrTag { order: String, creator: String },
    /// The same, where something was counted here before, of it or of another order.
    DoTakeMoreGoods { order: String, creator: String, units: u32 },
    /// Scan what came back and nobody knows the order of.
    DoTakeLooseGoods {},
    /// How the unit looks that was scanned last; then the next.
    DoGrade { title: String, grade: Grade },
    /// Scan every sleeve on the shelf.
    DoStocktake { left: u32 },
    /// Type how many are there.
    DoCount { bin: String, title: String },
    /// Which of several items is it?
    AskWhose { title: String, creator: String, at: u32, of: u32 },
    /// Nobody announced this.
    AskUnannounced { title: String, creator: String },
    /// It did not leave in that parcel.
    AskStray { title: String, order: String },
    /// Why is there less?
    AskWhyShort {},
    /// Which unit is missing or damaged?
    AskWhichUnit { why: ShortReason },
    /// Close although the counts differ?
    AskDifferences { differences: String },
    /// End a stocktake in which most were not seen?
    AskUnseen { seen: u32, left: u32 },
    /// How many are in the bin?
    AskHowMany { bin: String, title: String },
    /// Which packed parcel is opened again?
    AskReopen {},
    /// Which parcel comes off the handover?
    AskUnload { carrier: String },
    /// Who stands for an amount above the limit?
    AskBadge {},
    /// The PIN of this one.
    AskPin { name: String },
    /// Who else stands for it, besides this one?
    AskSecondBadge { name: String },
    // --- what happened ---------------------------------------------------------------------------------------------
    UnitsReceived { title: String, qty: u32, received: i64, expected: i64, run: String },
    UnitsReceivedUnannounced { title: String, qty: u32, received: i64, run: String },
    UnitsReceivedTooMany { title: String, qty: u32, received: i64, expected: i64, run: String },
    UnitsSetAside { title: String, qty: u32 },
    BinChosen { bin: String },
    BinShown { bin: String, content: String },
    BinEmpty { bin: String },
    UnitsPutAway { title: String, qty: u32, bin: String },
    RunsClosed { runs: u32 },
    RunsClosedWithDifferences { differences: String },
    ReceivingLeft {},
    ReceivingGoesOn {},
    AllPutAway {},
    TotePutAway { tote: String },
    WaveStarted { wave: String, orders: u32, tasks: u32 },
    WaveResumed { wave: String, tasks: u32 },
    WaveLeft { wave: String },
    AtBin { bin: String },
    UnitsTaken { title: String, counted: u32, qty: u32 },
    UnitsInTote { title: String, qty: u32, tote: String, order: String },
    OrderPicked { order: String, tote: String },
    WavePicked { wave: String },
    TaskSkipped { title: String, bin: String },
    UnitsPutBack { title: String, qty: u32, bin: String },
    ShortMoved { title: String, missing: u32, bin: String, why: ShortReason },
    ShortHeld { title: String, missing: u32, order: String, why: ShortReason },
    PackingStarted { order: String, units: u32 },
    PackingResumed { order: String },
    UnitPacked { title: String, verified: u32, expected: u32 },
    AllUnitsPacked { title: String },
    SleeveBound { serial: String },
    SleeveSwapped { serial: String, before: String },
    Weighed { weight_g: u32 },
    WeighedTooLight { weight_g: u32, content_g: u32 },
    WeighedTooHeavy { weight_g: u32, content_g: u32 },
    ParcelClosed {
        parcel: String,
        order: String,
        carrier: String,
        // Journals hold this sentence without what came later.
        #[serde(default)] way: CarrierKind,
        #[serde(default)] papers: PapersTo,
    },
    ParcelReopened { parcel: String, order: String },
    Unpacked { order: String, totes: String },
    PackingLeft { order: String },
    PackShortMoved { title: String, order: String, tote: String, bin: String, why: ShortReason },
    PackShortHeld { title: String, order: String, tote: String, why: ShortReason },
    HandoverStarted { carrier: String, number: String },
    ParcelLoaded { parcel: String, carrier: String, loaded: u32 },
    ParcelUnloaded { parcel: String, carrier: String, loaded: u32 },
    HandedOver { number: String, parcels: u32, carrier: String },
    HandoverLeft { number: String },
    ReturnPending { serial: String, order: String, creator: String, deposit: String, owed: i64 },
    LostReturnPending { serial: String, order: String, creator: String, deposit: String, owed: i64 },
    ReturnPendingBySlip { serial: String, order: String, creator: String, deposit: String, owed: i64 },
    ReturnPosted { serial: String, order: String, deposit: String, owed: i64 },
    ReturnPostedForRepair { serial: String, order: String, deposit: String, owed: i64 },
    ReturnPostedForCharge { serial: String, order: String, charge: String },
    ReturnVoided { serial: String, order: String },
    CratePosted { sleeves: u32, total: String, owed: u32 },
    GoodsBegun { parcel: String },
    GoodsLooseBegun {},
    GoodsTaken { title: String, back: u32, shipped: u32, order: String, late_days: i64 },
    GoodsTakenLoose { title: String, creator: String },
    GoodsGraded { title: String, grade: Grade, goes_to: GoesTo },
    GoodsTakenOut { title: String },
    GoodsClosed { units: u32, returns: u32, restock: u32 },
    GoodsLeft { units: u32 },
    SleeveSeen { serial: String },
    SleeveSeenAgain { serial: String },
    SleeveStray { serial: String, state: String },
    StocktakeClosed { seen: u32, missing: u32, strays: u32 },
    StocktakeLeft { seen: u32 },
    SignedIn { name: String },
    SignedOut { name: String },
    Counted { title: String, bin: String, qty: u32, difference: i64 },
    CountLater { },
    Asked {},
    AmountSame { qty: u32 },
    AskedNo { },
    TakenBack { what: String },
    // --- why nothing happened --------------------------------------------------------------------------------------
    NotKnown { looks: Looks },
    NotHere { name: String },
    LabelVoided { name: String },
    LabelOpened { name: String, order: String, bench: String },
    LabelReplaced { name: String, parcel: String },
    LabelFirst {},
    PageOnly { name: String },
    /// Several carriers bear the typed name: each with its number.
    CarriersAlike { carriers: String },
    CommandNotNow { command: Command },
    AmountNotNow {},
    AmountTooLarge { typed: u32 },
    WeightNotNow {},
    NothingToUndo {},
    UndoTouched { what: String },
    UndoTooLate { what: String },
    /// A rule that the tables keep said no; its sentence.
    TablesRefused { why: String },
    NothingToPick { held: u32, waiting: u32 },
    NoItems {},
    AnswerFirst {},
    NoGoods {},
    NoFreeTote {},
    NoToteToUnpack {},
    NoToteToLeave { order: String },
    ItemNotStocked { title: String },
    ItemNotLoose { title: String },
    TooManyForHere { title: String, typed: u32, left: i64 },
    AnyBinFirst {},
    CountOfZero {},
    LessThanScanned { typed: u32, counted: u32 },
    ScanItemFirst {},
    NotThisBin { heard: String, bin: String },
    NotThisItem { heard: String, title: String },
    BinFirst { bin: String },
    ItemFirst { title: String },
    AlreadyTaken { title: String, qty: u32 },
    TooManyTaken { title: String, typed: u32, qty: u32 },
    NotThisTote { heard: String, tote: String },
    ToteTaken { heard: String, order: String },
    ToteHasLeftovers { heard: String },
    ToteEmpty { tote: String },
    OnlyOneTask {},
    UnitsInHand { title: String, left: u32 },
    WaveElsewhere { wave: String, bench: String },
    WaveDone { wave: String },
    OrderNotReady { order: String, state: String },
    OrderHeld { order: String, why: String },
    OrderOnWave { order: String, wave: String },
    OrderPacked { order: String, parcel: String },
    PackedElsewhere { order: String, bench: String },
    UnitNotInOrder { heard: String, order: String },
    UnitSurplus { title: String, expected: u32 },
    TypeNotAllowed { title: String },
    UnitsMissing { left: u32, title: String },
    SleeveNotNeeded {},
    SleeveNeeded {},
    SleeveNotFree { serial: String, state: String },
    SleeveUnknown { },
    SleeveBoundAlready { serial: String },
    SleeveOfAnother { serial: String, owner: String },
    WeightNeeded {},
    WeightOfZero {},
    WorkOpen {},
    ParcelNotPacked { parcel: String },
    ParcelGone { parcel: String },
    ParcelNotGone { parcel: String },
    /// It was scanned in the middle of what came back.
    ParcelNotBack { parcel: String },
    ParcelLoadedAlready { parcel: String },
    ParcelOnHandover { parcel: String, carrier: String },
    ParcelNotLoaded { parcel: String, carrier: String },
    ParcelOtherCarrier { parcel: String, carrier: String, here: String },
    NothingLoaded { carrier: String },
    /// Journals hold it; a slip is of a parcel now, and not of its sleeve.
    NoLoan { parcel: String },
    GoodsAllBack { title: String, qty: u32, order: String },
    NoGoodsBack {},
    NothingRead { parcel: String },
    ReturnAlready {
        serial: String,
        #[serde(default)]
        bench: String,
    },
    ReturnSettled { serial: String },
    SleeveInQuarantine { serial: String, case: String },
    SleeveNotOut { serial: String, state: String },
    BadgeFirst {},
    BadgeGone { name: String },
    BadgeLocked {},
    BadgeOfSomebodyElse {},
    PinFirst {},
    PinWrong { left: u32 },
}

impl Cue {
    /// A cue whose next step is not known yet.
    #[must_use]
    pub const fn new(level: Level, said: Say) -> Self {
        Self { level, said, next: None }
    }
}
