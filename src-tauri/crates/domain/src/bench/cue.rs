//! What a bench tells its packer: a level, what happened, and what to do next.
//!
//! Every sentence is a message id with typed arguments; the texts are in `assets/texts`. None of them holds a buyer's
//! data, so that a cue may be kept.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::codes::{CodeKind, Command, Looks, OwnCode};
use crate::ids::ItemId;
use crate::words;

use super::facts::{SleeveStep, WeightStep, Work};
use super::{Bench, Mode, Question, ShortReason};

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

macro_rules! says {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? }),+ $(,)?) => {
        /// A sentence: its id and its arguments. The arguments are names, numbers and words, never a buyer's data.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
        #[serde(tag = "id", rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "each field is the argument of the same name in the catalogue of texts")]
        pub enum Say {
            $($(#[$doc])* $name { $($field: $type),* }),+
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
    /// OK after a look at the sleeve.
    DoLook { serial: String, order: String, creator: String, deposit: String },
    /// Type how many are there.
    DoCount { bin: String, title: String },
    /// Which of several items is it?
    AskWhose { title: String, creator: String, at: u32, of: u32 },
    /// Which of several items is it, with the item's name unknown here.
    AskWhoseOf { of: u32 },
    /// Nobody announced this.
    AskUnannounced { title: String, creator: String },
    /// Nobody announced this, with the item's name unknown here.
    AskUnannouncedOf {},
    /// Why is there less?
    AskWhyShort {},
    /// Which unit is missing or damaged?
    AskWhichUnit { why: ShortReason },
    /// Close although the counts differ?
    AskDifferences { differences: String },
    /// How many are in the bin?
    AskHowMany {},
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
    WaveStarted { wave: String, orders: u32, tasks: u32 },
    WaveResumed { wave: String, tasks: u32 },
    WaveLeft { wave: String },
    AtBin { bin: String },
    UnitsTaken { title: String, counted: u32, qty: u32 },
    UnitsInTote { title: String, qty: u32, tote: String, order: String },
    OrderPicked { order: String, tote: String },
    WavePicked { wave: String },
    TaskSkipped { title: String, bin: String },
    ShortMoved { title: String, missing: u32, bin: String },
    ShortHeld { title: String, missing: u32, order: String },
    PackingStarted { order: String, units: u32 },
    PackingResumed { order: String },
    UnitPacked { title: String, verified: u32, expected: u32 },
    AllUnitsPacked { title: String },
    SleeveBound { serial: String },
    Weighed { weight_g: u32 },
    WeighedTooLight { weight_g: u32, content_g: u32 },
    ParcelClosed { parcel: String, order: String, carrier: String },
    Unpacked { order: String, totes: String },
    PackingLeft { order: String },
    PackShortMoved { title: String, order: String, bin: String },
    PackShortHeld { title: String, order: String },
    HandoverStarted { carrier: String, number: String },
    ParcelLoaded { parcel: String, carrier: String, loaded: u32 },
    HandedOver { number: String, parcels: u32, carrier: String },
    HandoverLeft { number: String },
    ReturnPending { serial: String, order: String, creator: String, deposit: String },
    ReturnPosted { serial: String, order: String, deposit: String },
    ReturnPostedForRepair { serial: String, order: String, deposit: String },
    ReturnVoided { serial: String, order: String },
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
    PageOnly { name: String },
    CommandNotNow { command: Command },
    AmountNotNow {},
    WeightNotNow {},
    NothingToUndo {},
    UndoTouched { what: String },
    UndoTooLate { what: String },
    /// A rule that the tables keep said no; its sentence.
    TablesRefused { why: String },
    NothingToPick { held: u32, waiting: u32 },
    NoFreeTote {},
    ItemNotStocked { title: String },
    ItemNotLoose { title: String },
    TooManyForHere { title: String, typed: u32, left: i64 },
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
    WeightNeeded {},
    WeightOfZero {},
    WorkOpen {},
    ParcelNotPacked { parcel: String },
    ParcelGone { parcel: String },
    ParcelLoadedAlready { parcel: String },
    ParcelOtherCarrier { parcel: String, carrier: String, here: String },
    NothingLoaded { carrier: String },
    NoLoan { parcel: String },
    ReturnAlready { serial: String },
    ReturnSettled { serial: String },
    SleeveNotOut { serial: String, state: String },
    LookFirst { serial: String },
}

impl Cue {
    /// A cue whose next step is not known yet.
    #[must_use]
    pub const fn new(level: Level, said: Say) -> Self {
        Self { level, said, next: None }
    }
}

/// What the packer is to do now: the pending question first, else the next step of the work.
#[must_use]
pub fn prompt(bench: &Bench, work: &Work) -> Say {
    bench.question.as_ref().map_or_else(|| step(work), |question| asked(question, work))
}

fn asked(question: &Question, work: &Work) -> Say {
    match question {
        Question::Whose { items, .. } => Say::AskWhoseOf { of: u32::try_from(items.len()).unwrap_or(u32::MAX) },
        Question::Unannounced { .. } => Say::AskUnannouncedOf {},
        Question::WhyShort => Say::AskWhyShort {},
        Question::WhichUnit { why } => Say::AskWhichUnit { why: *why },
        Question::Differences => match work {
            Work::Receive(receive) => Say::AskDifferences { differences: super::decide::differences(&receive.runs) },
            _ => Say::AskDifferences { differences: String::new() },
        },
        Question::HowMany { .. } => Say::AskHowMany {},
    }
}

fn step(work: &Work) -> Say {
    match work {
        Work::Idle => Say::DoAnything {},
        Work::Receive(_) => Say::DoReceive {},
        Work::PutAway(put) => match put.left.iter().map(|loose| loose.qty).sum() {
            0 => Say::DoFinishPutAway {},
            left => put.bin.clone().map_or(Say::DoChooseBin { left }, |bin| Say::DoPutAway { bin, left }),
        },
        Work::Pick(pick) => match &pick.task {
            None => Say::DoWaveDone { wave: pick.wave.clone() },
            Some(task) if !task.at_bin => {
                Say::DoGoToBin { bin: task.bin_name.clone(), qty: task.qty, title: task.title.clone() }
            }
            Some(task) if task.counted < task.qty => Say::DoTake {
                qty: task.qty - task.counted,
                title: task.title.clone(),
                sku: task.sku.clone(),
                bin: task.bin_name.clone(),
            },
            Some(task) => match &task.tote {
                Some((_, tote)) => {
                    Say::DoPutInTote { tote: tote.clone(), order: task.order_number.clone(), qty: task.qty }
                }
                None => Say::DoPutInEmptyTote { order: task.order_number.clone(), qty: task.qty },
            },
        },
        Work::Pack(pack) => pack_step(pack),
        Work::HandOver(hand) => {
            Say::DoLoad { carrier: hand.carrier.name.clone(), loaded: hand.loaded, waiting: hand.waiting }
        }
        Work::TakeBack(take) => Say::DoLook {
            serial: take.serial.clone(),
            order: take.order.clone(),
            creator: take.creator.clone(),
            deposit: take.deposit.to_string(),
        },
        Work::Count(count) => Say::DoCount { bin: count.bin.clone(), title: count.title.clone() },
    }
}

fn pack_step(pack: &super::PackWork) -> Say {
    let open = |line: &&super::PackLine| line.verified < line.expected;
    if let Some(line) = pack.lines.iter().find(open) {
        let left = pack.lines.iter().map(|line| line.expected - line.verified).sum();
        return Say::DoPackUnits { left, title: line.title.clone(), sku: line.sku.clone() };
    }
    if pack.sleeve == SleeveStep::Needed {
        return Say::DoScanSleeve {};
    }
    if pack.weight == WeightStep::Needed {
        return Say::DoWeigh {};
    }
    Say::DoCloseParcel { order: pack.order.clone() }
}

/// A scan that would bring the work forward, for the screen and for whoever practises.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// This code of ours.
    Own(OwnCode),
    /// Any code of this item.
    Item(ItemId),
    /// Any bin.
    AnyBin,
    /// Any empty tote.
    EmptyTote,
    /// Any sleeve on the shelf.
    FreeSleeve,
    /// A typed number of units, at most this.
    Quantity(u32),
    /// A typed weight in grams, at least this.
    Weight(u32),
    /// A command.
    Command(Command),
}

/// The scans that would bring the work at a bench forward, the best first.
#[must_use]
pub fn expected(bench: &Bench, work: &Work) -> Vec<Expected> {
    let command = |command| vec![Expected::Command(command)];
    match &bench.question {
        Some(Question::WhichUnit { .. }) => return command(Command::Cancel),
        Some(Question::HowMany { .. }) => return command(Command::Next),
        Some(_) => return command(Command::Ok),
        None => {}
    }
    match work {
        Work::Idle => command(Command::Next),
        Work::Receive(_) => vec![Expected::AnyBin, Expected::Command(Command::Done)],
        Work::PutAway(put) if put.bin.is_none() => vec![Expected::AnyBin],
        Work::PutAway(put) => put.left.first().map_or_else(
            || command(Command::Done),
            |loose| vec![Expected::Item(loose.item), Expected::Quantity(u32::try_from(loose.qty).unwrap_or(u32::MAX))],
        ),
        Work::Pick(pick) => pick.task.as_ref().map_or_else(|| command(Command::Done), pick_expects),
        Work::Pack(pack) => match pack_step(pack) {
            Say::DoPackUnits { .. } => pack
                .lines
                .iter()
                .filter(|line| line.verified < line.expected)
                .map(|line| Expected::Item(line.item))
                .collect(),
            Say::DoScanSleeve {} => vec![Expected::FreeSleeve],
            Say::DoWeigh {} => vec![Expected::Weight(pack.content_weight_g.unwrap_or(0) + 60)],
            _ => command(Command::Ok),
        },
        Work::HandOver(hand) => hand.next_waiting.as_ref().map_or_else(
            || command(Command::Done),
            |parcel| {
                let number = parcel.trim_start_matches("P-");
                vec![Expected::Own(OwnCode::new(CodeKind::Parcel, number)), Expected::Command(Command::Done)]
            },
        ),
        Work::TakeBack(_) => command(Command::Ok),
        Work::Count(_) => command(Command::Back),
    }
}

fn pick_expects(task: &super::PickTask) -> Vec<Expected> {
    if !task.at_bin {
        return vec![Expected::Own(OwnCode::new(CodeKind::Bin, &task.bin_name))];
    }
    if task.counted < task.qty {
        return vec![Expected::Item(task.item), Expected::Quantity(task.qty)];
    }
    match &task.tote {
        Some((_, name)) => {
            let number = name.trim_start_matches("T-").trim_start_matches('0');
            vec![Expected::Own(OwnCode::new(CodeKind::Tote, number))]
        }
        None => vec![Expected::EmptyTote],
    }
}

/// What a bench in `mode` is called in a list of benches.
impl Mode {
    /// The mode's word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Receive => "receive",
            Self::PutAway { .. } => "put_away",
            Self::Pick { .. } => "pick",
            Self::Pack { .. } => "pack",
            Self::HandOver { .. } => "hand_over",
            Self::TakeBack { .. } => "take_back",
            Self::Count { .. } => "count",
        }
    }
}
