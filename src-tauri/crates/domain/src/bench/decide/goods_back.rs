//! Goods come back: with their slip, with their sleeve, or with nothing that says whose they are.

use crate::codes::{Command, Scan};
use crate::goods::Grade;
use crate::ids::{ItemId, ParcelId};

use super::super::facts::{Facts, ItemFact, ParcelFact, ParcelState, Thing};
use super::super::say::{Level, Say};
use super::super::work::{GoodsLine, GoodsWork};
use super::super::{Bench, Mode, Purpose, Question};
use super::{Choice, Deed, amount_after, ask_back, idle, leave, not_now, whose};

pub(super) fn decide(bench: &Bench, parcel: Option<ParcelId>, scan: &Scan, facts: &Facts, work: &GoodsWork) -> Deed {
    match (scan, &facts.thing) {
        (Scan::Command(Command::Ok | Command::Done), _) => done(scan, work),
        (Scan::Command(Command::Damaged), _) => graded(scan, work, |_| Grade::Damaged),
        (Scan::Command(Command::Next), _) => graded(scan, work, Grade::next),
        (Scan::Command(Command::Cancel), _) => match &work.unit {
            Some(unit) => Deed::TakeOutGoods(unit.id),
            None => left(work),
        },
        (Scan::Command(Command::Back), _) => left(work),
        (Scan::Command(Command::Return), _) => without_order(),
        (Scan::Quantity(typed), Thing::Items(items)) => more(bench, parcel, *typed, items, work),
        (Scan::Quantity(_), _) => Deed::Refuse(Say::ScanItemFirst {}),
        (_, Thing::Items(items)) => counted(bench, parcel, items, work),
        (_, Thing::ReturnSlip(of) | Thing::Parcel(of)) => begin(bench, scan, of),
        (_, Thing::Sleeve(Some(sleeve))) => idle::scanned_sleeve(sleeve),
        _ => not_now(scan),
    }
}

/// What was counted stays; a sleeve that came with it still waits for its look.
fn left(work: &GoodsWork) -> Deed {
    let said = Say::GoodsLeft { units: work.units };
    match work.waiting {
        Some(settlement) => Deed::Turn(Box::new(Bench::in_mode(Mode::TakeBack { settlement })), Level::Ok, said),
        None => leave(said),
    }
}

/// A parcel that left is back, or some of it; its slip or its label was scanned, or its number typed.
pub(super) fn begin(bench: &Bench, scan: &Scan, parcel: &ParcelFact) -> Deed {
    let number = parcel.number.clone();
    match parcel.state {
        ParcelState::HandedOver => {
            let by_slip = matches!(scan, Scan::Own(_));
            let next = Bench::in_mode(Mode::GoodsBack { parcel: Some(parcel.id), unit: None, by_slip });
            Deed::Turn(Box::new(next), Level::Ok, Say::GoodsBegun { parcel: number })
        }
        // What else would be done with it would take back what is done here.
        _ if bench.mode != Mode::Idle => Deed::Refuse(Say::ParcelNotBack { parcel: number }),
        ParcelState::Loaded => Deed::Refuse(idle::on_handover(parcel)),
        ParcelState::Packed => Deed::Refuse(Say::ParcelNotGone { parcel: number }),
        ParcelState::Packing | ParcelState::Unpacked => Deed::Refuse(Say::ParcelNotPacked { parcel: number }),
    }
}

/// Goods of which nobody knows the order.
pub(super) fn without_order() -> Deed {
    Deed::Turn(
        Box::new(Bench::in_mode(Mode::GoodsBack { parcel: None, unit: None, by_slip: false })),
        Level::Ok,
        Say::GoodsLooseBegun {},
    )
}

/// Counts one unit of whichever of `items` left in the parcel; of one that did not, the bench asks.
pub(super) fn counted(bench: &Bench, parcel: Option<ParcelId>, items: &[ItemFact], work: &GoodsWork) -> Deed {
    let is_it = |line: &&GoodsLine| items.iter().any(|item| item.id == line.item);
    let of_parcel = work.lines.iter().filter(is_it).max_by_key(|line| line.back < line.shipped);
    if let Some(line) = of_parcel {
        if line.back >= line.shipped {
            return Deed::Refuse(Say::GoodsAllBack {
                title: line.title.clone(),
                qty: line.shipped,
                order: work.order.clone(),
            });
        }
        return Deed::TakeGoods { parcel, item: line.item, qty: 1 };
    }
    let stocked: Vec<&ItemFact> = items.iter().filter(|item| item.stocked).collect();
    // Which of them was sent back is asked before why it has no order.
    match whose(bench, &stocked, Purpose::GoodsBack) {
        None => Deed::Refuse(Say::ItemNotStocked {
            title: items.first().map(|item| item.title.clone()).unwrap_or_default(),
        }),
        Some(Choice::Ask(deed)) => deed,
        Some(Choice::One(item)) if parcel.is_some() => stray(bench, item.id),
        Some(Choice::One(item)) => loose(item.id),
    }
}

fn stray(bench: &Bench, item: ItemId) -> Deed {
    ask_back(bench, Question::Stray { item }, Say::Asked {})
}

/// A unit that came back without its order.
pub(super) fn loose(item: ItemId) -> Deed {
    Deed::TakeGoods { parcel: None, item, qty: 1 }
}

/// A typed amount: the last scan was of so many units, not one.
fn more(bench: &Bench, parcel: Option<ParcelId>, typed: u32, items: &[ItemFact], work: &GoodsWork) -> Deed {
    let (Some(last), Some(item)) = (bench.last, items.first()) else { return Deed::Refuse(Say::ScanItemFirst {}) };
    let qty = match amount_after(bench, last, typed) {
        Ok(qty) => qty,
        Err(deed) => return deed,
    };
    match work.lines.iter().find(|line| line.item == last.item) {
        Some(line) if line.back + qty > line.shipped => {
            Deed::Refuse(Say::GoodsAllBack { title: line.title.clone(), qty: line.shipped, order: work.order.clone() })
        }
        _ => Deed::TakeGoods { parcel, item: item.id, qty },
    }
}

/// How the unit looks that was counted last.
fn graded(scan: &Scan, work: &GoodsWork, turn: impl Fn(Grade) -> Grade) -> Deed {
    match &work.unit {
        Some(unit) => Deed::GradeGoods { unit: unit.id, grade: turn(unit.grade) },
        None => not_now(scan),
    }
}

/// That was all; or, where nothing was counted, OK says that it is the sleeve alone, whose tag can't be read. A number that was
/// typed may be anybody's: it takes no sleeve back.
fn done(scan: &Scan, work: &GoodsWork) -> Deed {
    match (&work.sleeve, scan) {
        _ if work.units > 0 => Deed::CloseGoods,
        (Some(out), Scan::Command(Command::Ok)) if out.by_slip => {
            Deed::BeginReturn { sleeve: out.sleeve, loan: out.loan, by_slip: true }
        }
        (Some(_), Scan::Command(Command::Ok)) => {
            Deed::Refuse(Say::NothingRead { parcel: work.parcel.clone().unwrap_or_default() })
        }
        _ => Deed::Refuse(Say::NoGoodsBack {}),
    }
}
