//! From a scan and the facts to the deed that follows. One file per mode; what holds in every mode is here.

mod approve;
mod goods_back;
mod hand_over;
mod idle;
mod pack;
mod pick;
mod questions;
mod receive;
mod stocktake;

use crate::codes::{Command, Scan};
use crate::count::count;
use crate::goods::Grade;
use crate::ids::{
    CarrierId, CountId, HandoverId, ItemId, LoanId, OrderId, ParcelId, PlaceId, ReturnedUnitId, RunId, SettlementId,
    SleeveId, StaffId, StocktakeId, TaskId, WaveId,
};
use crate::sleeve::Look;
use crate::staff::TwoPeople;

use super::facts::{Facts, ItemFact, RunFact, Thing, VoidedFact};
use super::prompt::pending;
use super::say::{Level, Say};
use super::work::Work;
use super::{Bench, Last, Mode, Purpose, Question, ShortReason};

/// What a scan leads to. `hub` does it in one transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Nothing: the scan was wrong here.
    Refuse(Say),
    /// Only the bench turns to another state.
    Turn(Box<Bench>, Level, Say),
    /// Take back the newest deed of this bench.
    Undo,
    /// Count units onto the bench; without a run, one that nobody announced is opened.
    Receive {
        /// Which item.
        item: ItemId,
        /// Its run.
        run: Option<RunId>,
        /// Units.
        qty: u32,
    },
    /// Put a damaged unit from the bench into quarantine.
    SetAside {
        /// Which item.
        item: ItemId,
    },
    /// Carry units into a bin.
    PutAway {
        /// Which item.
        item: ItemId,
        /// From the bench, or a tote.
        from: PlaceId,
        /// The bin.
        bin: PlaceId,
        /// Units.
        qty: u32,
    },
    /// Close the runs that were received at this bench.
    CloseRuns,
    /// Walk on with a wave of this bench, one that was left, or a new one.
    NextWave,
    /// Walk this wave.
    TakeWave(WaveId),
    /// Make a wave of this order alone and walk it.
    WaveOf(OrderId),
    /// Leave the wave for whoever comes next.
    LeaveWave(WaveId),
    /// The packer stands at the task's bin.
    ConfirmBin(TaskId),
    /// Units of the task were taken into the hand.
    Take {
        /// Which task.
        task: TaskId,
        /// Units, besides those taken before.
        qty: u32,
    },
    /// What was taken lies in the tote.
    PutInTote {
        /// Which task.
        task: TaskId,
        /// Which tote.
        tote: PlaceId,
    },
    /// Do the task later.
    SkipTask(TaskId),
    /// What was taken for the task goes back into its bin.
    PutBack(TaskId),
    /// Less is there than the task asks.
    ShortPick {
        /// Which task.
        task: TaskId,
        /// Why.
        why: ShortReason,
    },
    /// Open a parcel for what was picked of the order.
    StartPacking(OrderId),
    /// Units go from the tote into the parcel.
    PackUnits {
        /// Which parcel.
        parcel: ParcelId,
        /// Which item.
        item: ItemId,
        /// Units.
        qty: u32,
    },
    /// The parcel leaves in this sleeve.
    BindSleeve {
        /// Which parcel.
        parcel: ParcelId,
        /// Which sleeve.
        sleeve: SleeveId,
    },
    /// The parcel weighs this.
    Weigh {
        /// Which parcel.
        parcel: ParcelId,
        /// Grams.
        weight_g: u32,
    },
    /// Close the parcel and print its papers.
    CloseParcel(ParcelId),
    /// Open a packed parcel again; its label is void from then on.
    ReopenParcel(ParcelId),
    /// Put everything back into the totes.
    Unpack(ParcelId),
    /// A unit of the parcel is missing or damaged: unpack, and look for another.
    SpoilUnit {
        /// Which parcel.
        parcel: ParcelId,
        /// Which item.
        item: ItemId,
        /// What is wrong.
        why: ShortReason,
    },
    /// Begin or resume a handover, and put a parcel onto it.
    StartHandover {
        /// Whom to.
        carrier: CarrierId,
        /// Its first parcel.
        parcel: Option<ParcelId>,
    },
    /// Put a parcel onto the handover.
    Load {
        /// Which handover.
        handover: HandoverId,
        /// Which parcel.
        parcel: ParcelId,
    },
    /// Take a parcel off the handover again.
    Unload {
        /// Which handover.
        handover: HandoverId,
        /// Which parcel.
        parcel: ParcelId,
    },
    /// Everything on the handover has left.
    CloseHandover(HandoverId),
    /// A sleeve came back.
    BeginReturn {
        /// Which sleeve.
        sleeve: SleeveId,
        /// Its open loan.
        loan: LoanId,
        /// True where no tag was read, and the parcel's slip stands for it.
        by_slip: bool,
    },
    /// The sleeve was looked at: what is owed is owed.
    PostReturn {
        /// Which settlement.
        settlement: SettlementId,
        /// How the sleeve looks.
        look: Look,
        /// Who stands for it, where it is above the limit.
        approved: Option<TwoPeople>,
    },
    /// All sleeves that wait for a look at this bench are good.
    PostCrate {
        /// Who stands for it, where one of them is above the limit.
        approved: Option<TwoPeople>,
    },
    /// A wrong PIN was typed for somebody's badge.
    WrongPin(StaffId),
    /// Somebody is at this bench from now on, or nobody.
    SignIn {
        /// Who comes.
        person: Option<StaffId>,
        /// The name of the one who comes or goes.
        name: String,
    },
    /// It was a mistake: the loan is open again.
    VoidReturn(SettlementId),
    /// A sleeve lies on the shelf.
    SeeSleeve {
        /// For which stocktake.
        stocktake: StocktakeId,
        /// Which sleeve.
        sleeve: SleeveId,
    },
    /// Every sleeve on the shelf was seen.
    CloseStocktake(StocktakeId),
    /// Units came back.
    TakeGoods {
        /// The parcel that they left in; none where nobody knows.
        parcel: Option<ParcelId>,
        /// Which item.
        item: ItemId,
        /// Units.
        qty: u32,
    },
    /// A unit that came back looks like this.
    GradeGoods {
        /// Which one.
        unit: ReturnedUnitId,
        /// How.
        grade: Grade,
    },
    /// A unit was counted by mistake.
    TakeOutGoods(ReturnedUnitId),
    /// Everything that came back is counted: the creators are asked what their buyers get.
    CloseGoods,
    /// So many are in the bin.
    CountBin {
        /// Which count.
        count: CountId,
        /// Units that lie there, besides those in the packer's hand.
        qty: u32,
    },
}

/// Says which deed follows from `scan` at `bench`, given what the tables say.
#[must_use]
pub fn decide(bench: &Bench, scan: &Scan, facts: &Facts) -> Deed {
    if *scan == Scan::Command(Command::Undo) {
        return Deed::Undo;
    }
    if let Some(refusal) = unknown(scan, &facts.thing) {
        return Deed::Refuse(refusal);
    }
    if let Some(question) = pending(bench, &facts.work)
        && let Some(deed) = questions::decide(bench, question, scan, facts)
    {
        return deed;
    }
    if let Thing::Badge(person) = &facts.thing {
        return approve::came(person, facts);
    }
    match (&bench.mode, &facts.work) {
        (Mode::Receive, Work::Receive(work)) => receive::decide(bench, scan, facts, work),
        (Mode::PutAway { from, bin }, Work::PutAway(work)) => {
            receive::decide_put_away(bench, (*from, *bin), scan, facts, work)
        }
        (Mode::Pick { wave }, Work::Pick(work)) => pick::decide(bench, *wave, scan, facts, work),
        (Mode::Pack { parcel }, Work::Pack(work)) => pack::decide(bench, *parcel, scan, facts, work),
        (Mode::HandOver { handover }, Work::HandOver(work)) => hand_over::decide(bench, *handover, scan, facts, work),
        (Mode::TakeBack { .. }, Work::TakeBack(work)) => hand_over::decide_take_back(bench, scan, facts, work),
        (Mode::GoodsBack { parcel, .. }, Work::GoodsBack(work)) => {
            goods_back::decide(bench, *parcel, scan, facts, work)
        }
        (Mode::Stocktake { stocktake }, Work::Stocktake(work)) => {
            stocktake::decide(bench, *stocktake, scan, facts, work)
        }
        (Mode::Count { count }, Work::Count(_)) => hand_over::decide_count(*count, scan),
        _ => idle::decide(bench, scan, facts),
    }
}

/// More units than anybody types on purpose: a short run has 500. A barcode behind a typed `=` has 8 digits or more.
const MOST_UNITS: u32 = 99_999;

/// A tonne.
const MOST_GRAMS: u32 = 1_000_000;

/// What can be of no use in any mode.
fn unknown(scan: &Scan, thing: &Thing) -> Option<Say> {
    match scan {
        Scan::Foreign(looks) => return Some(Say::NotKnown { looks: *looks }),
        Scan::Quantity(typed) if *typed > MOST_UNITS => return Some(Say::AmountTooLarge { typed: *typed }),
        Scan::Weight(typed) if *typed > MOST_GRAMS => return Some(Say::AmountTooLarge { typed: *typed }),
        _ => {}
    }
    match thing {
        Thing::Missing(name) => Some(Say::NotHere { name: name.clone() }),
        Thing::Voided(label) => Some(voided(label)),
        Thing::Page(name) => Some(Say::PageOnly { name: name.clone() }),
        Thing::Items(items) if items.is_empty() => Some(Say::NotKnown { looks: scan.looks() }),
        Thing::Sleeve(None) => Some(Say::SleeveUnknown {}),
        Thing::CarriersAlike(carriers) => Some(Say::CarriersAlike { carriers: carriers.join(", ") }),
        _ => None,
    }
}

/// What became of the parcel whose label is void.
fn voided(label: &VoidedFact) -> Say {
    let name = label.name.clone();
    match (&label.packing, &label.now) {
        (Some((order, bench)), _) => Say::LabelOpened { name, order: order.clone(), bench: bench.clone() },
        (None, Some(parcel)) => Say::LabelReplaced { name, parcel: parcel.clone() },
        (None, None) => Say::LabelVoided { name },
    }
}

/// The bench leaves what it did.
fn leave(said: Say) -> Deed {
    Deed::Turn(Box::new(Bench::idle()), Level::Ok, said)
}

/// The bench asks something.
fn ask_back(bench: &Bench, question: Question, said: Say) -> Deed {
    Deed::Turn(Box::new(Bench { question: Some(question), ..bench.clone() }), Level::Warn, said)
}

/// What a scan that no mode expects is refused with.
fn not_now(scan: &Scan) -> Deed {
    Deed::Refuse(match scan {
        Scan::Command(command) => Say::CommandNotNow { command: *command },
        Scan::Quantity(_) => Say::AmountNotNow {},
        Scan::Weight(_) => Say::WeightNotNow {},
        _ => Say::WorkOpen {},
    })
}

/// The units that a typed amount adds to those scanned in a row; or the deed that answers an amount which adds none.
fn amount_after(bench: &Bench, last: Last, typed: u32) -> Result<u32, Deed> {
    match typed {
        0 => Err(Deed::Refuse(Say::CountOfZero {})),
        _ if typed < last.qty => Err(Deed::Refuse(Say::LessThanScanned { typed, counted: last.qty })),
        _ if typed == last.qty => Err(Deed::Turn(Box::new(bench.clone()), Level::Ok, Say::AmountSame { qty: typed })),
        _ => Ok(typed - last.qty),
    }
}

/// Which of several items a scan means.
enum Choice<'a> {
    /// This one.
    One(&'a ItemFact),
    /// The packer must say.
    Ask(Deed),
}

/// Picks one of the `candidates`; asks when several bear the code and the last scan did not settle it.
fn whose<'a>(bench: &Bench, candidates: &[&'a ItemFact], purpose: Purpose) -> Option<Choice<'a>> {
    let first = candidates.first()?;
    if candidates.len() == 1 {
        return Some(Choice::One(first));
    }
    let last = bench.last.and_then(|last| candidates.iter().find(|item| item.id == last.item));
    if let Some(item) = last {
        return Some(Choice::One(item));
    }
    let of = count(candidates.len());
    let question = Question::Whose { items: candidates.iter().map(|item| item.id).collect(), at: 0, purpose };
    let said = Say::AskWhose { title: first.title.clone(), creator: first.creator.clone(), at: 1, of };
    Some(Choice::Ask(ask_back(bench, question, said)))
}

/// `#7: 78 counted, 80 announced (FK-MUG-MOSS)` for each run that differs; empty when none does.
pub(super) fn differences(runs: &[RunFact]) -> String {
    let differs = |run: &&RunFact| run.expected.is_none_or(|expected| expected != run.received);
    let line = |run: &RunFact| match run.expected {
        Some(expected) => format!("{}: {} counted, {expected} announced ({})", run.number, run.received, run.sku),
        None => format!("{}: {} counted, none announced ({})", run.number, run.received, run.sku),
    };
    runs.iter().filter(differs).map(line).collect::<Vec<_>>().join("; ")
}
