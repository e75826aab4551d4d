//! Where the bench stands after a deed, and what its packer is told.

use crate::ids::{CountId, HandoverId, ItemId, ParcelId, ReturnedUnitId, SettlementId, WaveId};

use crate::sleeve::Found;

use super::facts::RunFact;
use super::say::{Cue, Level, Say};
use super::{Bench, Last, Mode, Question};

/// What became of a deed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It was refused; nothing changed.
    Refused(Say),
    /// Only the bench turned.
    Turned(Box<Bench>, Level, Say),
    /// The bench stands where it stood.
    Stays(Level, Say),
    /// The newest deed was taken back; the bench stands where it stood before it.
    Undone(Box<Bench>, Say),
    /// Units were counted onto the bench.
    Received {
        /// Which item.
        item: ItemId,
        /// Its title.
        title: String,
        /// Units of this deed.
        qty: u32,
        /// The run, with what it has received by now.
        run: RunFact,
    },
    /// A damaged unit lies in quarantine.
    SetAside {
        /// Its title.
        title: String,
    },
    /// Units lie in a bin.
    PutAway {
        /// Which item.
        item: ItemId,
        /// Its title.
        title: String,
        /// Units of this deed.
        qty: u32,
        /// The bin's name.
        bin: String,
    },
    /// Runs were closed.
    RunsClosed {
        /// How many.
        runs: u32,
        /// What differs; empty when nothing does.
        differences: String,
    },
    /// A wave is walked from here.
    WaveTaken {
        /// Which one.
        wave: WaveId,
        /// What is said of it.
        said: Say,
    },
    /// The wave was left, or is done.
    WaveEnded(Say),
    /// The walk goes on.
    Walked(Say),
    /// Units were taken into the hand.
    Taken {
        /// Which item.
        item: ItemId,
        /// Its title.
        title: String,
        /// Units of this deed.
        qty: u32,
        /// Units taken for the task.
        counted: u32,
        /// Units that the task asks.
        asked: u32,
    },
    /// A short was noted.
    Short {
        /// What is said of it.
        said: Say,
        /// The count that it asks for.
        count: CountId,
        /// The wave's number, when nothing is left to pick.
        wave_done: Option<String>,
    },
    /// A parcel is open.
    PackingStarted {
        /// Which one.
        parcel: ParcelId,
        /// What is said of it.
        said: Say,
    },
    /// Units were verified.
    Packed {
        /// Which item.
        item: ItemId,
        /// Its title.
        title: String,
        /// Units of this deed.
        qty: u32,
        /// Units of it in the parcel.
        verified: u32,
        /// Units of it that must be in.
        expected: u32,
        /// Units of anything that are still missing.
        left: u32,
    },
    /// Packing goes on.
    PackingWent(Level, Say),
    /// The parcel is closed, or unpacked.
    PackingEnded(Level, Say),
    /// A handover is open.
    HandingOver {
        /// Which one.
        handover: HandoverId,
        /// What is said of it.
        said: Say,
    },
    /// The handover is closed.
    HandedOver(Say),
    /// A sleeve came back and waits for a look.
    ReturnBegun {
        /// The settlement.
        settlement: SettlementId,
        /// How it was taken.
        level: Level,
        /// What is said of it.
        said: Say,
    },
    /// A sleeve was looked at, or all of a crate; or goods were taken back.
    ReturnEnded {
        /// What else of what came back is begun here: a sleeve that waits for its look, or goods.
        next: Option<Mode>,
        /// What is said of it.
        said: Say,
    },
    /// Units came back.
    GoodsTaken {
        /// The parcel that they left in; none where nobody knows.
        parcel: Option<ParcelId>,
        /// Which item.
        item: ItemId,
        /// The last of these units.
        unit: ReturnedUnitId,
        /// Units of this deed.
        qty: u32,
        /// How it was taken.
        level: Level,
        /// What is said of it.
        said: Say,
    },
    /// A unit looks otherwise, or is out again.
    GoodsWent {
        /// The unit, where it is not out again.
        unit: Option<ReturnedUnitId>,
        /// What is said of it.
        said: Say,
    },
    /// A sleeve lies on the shelf.
    SleeveSeen {
        /// How the stocktake knew it before, where it did.
        was: Option<Found>,
        /// How it knows it now.
        now: Found,
        /// How it was taken.
        level: Level,
        /// What is said of it.
        said: Say,
    },
    /// Sleeves were counted.
    StocktakeClosed(Say),
    /// A bin was counted.
    Counted(Say),
}

/// Where `bench` stands after `outcome`, and what is said. The next step is filled in once the work was looked up anew.
#[must_use]
pub fn settle(bench: &Bench, outcome: Outcome) -> (Bench, Cue) {
    let in_mode = |mode: Mode, said: Say| (Bench::in_mode(mode), Cue::new(Level::Ok, said));
    let idle = |level: Level, said: Say| (Bench::idle(), Cue::new(level, said));
    let same = |level: Level, said: Say| (Bench { question: None, ..bench.clone() }, Cue::new(level, said));
    match outcome {
        Outcome::Refused(said) => (bench.clone(), Cue::new(Level::Stop, said)),
        Outcome::Stays(level, said) => (bench.clone(), Cue::new(level, said)),
        Outcome::Turned(next, level, said) => (*next, Cue::new(level, said)),
        Outcome::Undone(before, said) => (*before, Cue::new(Level::Ok, said)),
        Outcome::Received { item, title, qty, run } => {
            let next = counted(&Bench { mode: Mode::Receive, ..bench.clone() }, item, qty);
            let (level, said) = received(title, qty, &run);
            (next, Cue::new(level, said))
        }
        Outcome::SetAside { title } => same(Level::Ok, Say::UnitsSetAside { title, qty: 1 }),
        Outcome::PutAway { item, title, qty, bin } => {
            (counted(bench, item, qty), Cue::new(Level::Ok, Say::UnitsPutAway { title, qty, bin }))
        }
        Outcome::RunsClosed { runs, differences } if differences.is_empty() => {
            idle(Level::Ok, Say::RunsClosed { runs })
        }
        Outcome::RunsClosed { differences, .. } => idle(Level::Warn, Say::RunsClosedWithDifferences { differences }),
        Outcome::WaveTaken { wave, said } => in_mode(Mode::Pick { wave }, said),
        // The next scan of the item counts from nothing.
        Outcome::Walked(said) => in_mode(bench.mode.clone(), said),
        Outcome::Taken { item, title, qty, counted: done, asked } => {
            (counted(bench, item, qty), Cue::new(Level::Ok, Say::UnitsTaken { title, counted: done, qty: asked }))
        }
        Outcome::Short { said, count, wave_done } => short(bench, said, count, wave_done),
        Outcome::PackingStarted { parcel, said } => in_mode(Mode::Pack { parcel }, said),
        Outcome::Packed { item, title, qty, verified, expected, left } => {
            let said =
                if left == 0 { Say::AllUnitsPacked { title } } else { Say::UnitPacked { title, verified, expected } };
            (counted(bench, item, qty), Cue::new(Level::Ok, said))
        }
        Outcome::PackingWent(level, said) | Outcome::SleeveSeen { level, said, .. } => same(level, said),
        Outcome::PackingEnded(level, said) => idle(level, said),
        Outcome::HandingOver { handover, said } => in_mode(Mode::HandOver { handover }, said),
        Outcome::ReturnBegun { settlement, level, said } => {
            (Bench::in_mode(Mode::TakeBack { settlement }), Cue::new(level, said))
        }
        Outcome::ReturnEnded { next: Some(mode), said } => in_mode(mode, said),
        Outcome::GoodsTaken { parcel, item, unit, qty, level, said } => {
            let (parcel, by_slip) = parcel_at(bench).unwrap_or((parcel, false));
            let mode = Mode::GoodsBack { parcel, unit: Some(unit), by_slip };
            (counted(&Bench { mode, ..bench.clone() }, item, qty), Cue::new(level, said))
        }
        // An amount typed now would be of another grade.
        Outcome::GoodsWent { unit, said } => {
            let (parcel, by_slip) = parcel_at(bench).unwrap_or_default();
            in_mode(Mode::GoodsBack { parcel, unit, by_slip }, said)
        }
        Outcome::WaveEnded(said) | Outcome::HandedOver(said) | Outcome::ReturnEnded { next: None, said } => {
            idle(Level::Ok, said)
        }
        Outcome::StocktakeClosed(said) => {
            let differs = matches!(said, Say::StocktakeClosed { missing, strays, .. } if missing + strays > 0);
            idle(if differs { Level::Warn } else { Level::Ok }, said)
        }
        // A count asked for in the middle of a walk leaves the walk where it was.
        Outcome::Counted(said) if matches!(bench.mode, Mode::Count { .. }) => idle(counted_level(&said), said),
        Outcome::Counted(said) => same(counted_level(&said), said),
    }
}

/// The parcel that comes back at a bench, and whether its slip was scanned: one thing that came without its order ends nothing.
const fn parcel_at(bench: &Bench) -> Option<(Option<ParcelId>, bool)> {
    match bench.mode {
        Mode::GoodsBack { parcel, by_slip, .. } => Some((parcel, by_slip)),
        _ => None,
    }
}

/// The bench after units of `item` were counted. An amount typed next says how many there are in all, so that scans of
/// the same item in a row add up.
fn counted(bench: &Bench, item: ItemId, qty: u32) -> Bench {
    let before = bench.last.filter(|last| last.item == item).map_or(0, |last| last.qty);
    let last = Some(Last { item, qty: before + qty });
    Bench { question: None, last, ..bench.clone() }
}

/// A count that differs may be a slip of the finger.
fn counted_level(said: &Say) -> Level {
    if matches!(said, Say::Counted { difference, .. } if *difference != 0) { Level::Warn } else { Level::Ok }
}

fn received(title: String, qty: u32, run: &RunFact) -> (Level, Say) {
    let number = run.number.clone();
    let received = run.received;
    match run.expected {
        None => (Level::Warn, Say::UnitsReceivedUnannounced { title, qty, received, run: number }),
        Some(expected) if received > expected => {
            (Level::Warn, Say::UnitsReceivedTooMany { title, qty, received, expected, run: number })
        }
        Some(expected) => (Level::Ok, Say::UnitsReceived { title, qty, received, expected, run: number }),
    }
}

fn short(bench: &Bench, said: Say, count: CountId, wave_done: Option<String>) -> (Bench, Cue) {
    // At the end of a walk the packer still stands at the bin: counting it is what comes next.
    let next = match wave_done {
        Some(_) => Bench::in_mode(Mode::Count { count }),
        None => Bench { question: Some(Question::HowMany { count }), ..Bench::in_mode(bench.mode.clone()) },
    };
    (next, Cue::new(Level::Warn, said))
}
