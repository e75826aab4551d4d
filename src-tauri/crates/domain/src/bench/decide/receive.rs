//! Receiving a run onto the bench, and putting loose units away.

use crate::codes::{Command, Scan};
use crate::ids::PlaceId;

use super::super::facts::{BinFact, Facts, ItemFact, RunFact, Thing};
use super::super::say::{Level, Say};
use super::super::work::{PutAwayWork, ReceiveWork};
use super::super::{Bench, Last, Mode, Purpose, Question, ShortReason};
use super::{Choice, Deed, amount_after, ask_back, differences, leave, not_now, whose};

pub(super) fn decide(bench: &Bench, scan: &Scan, facts: &Facts, work: &ReceiveWork) -> Deed {
    match (&facts.thing, scan) {
        (_, Scan::Command(Command::Done)) => close(bench, &work.runs),
        (_, Scan::Command(Command::Damaged)) => {
            ask_back(bench, Question::WhichUnit { why: ShortReason::Damaged }, Say::Asked {})
        }
        (_, Scan::Command(Command::Back | Command::Cancel)) => leave(Say::ReceivingLeft {}),
        (Thing::Items(items), Scan::Quantity(typed)) => more(bench, items, *typed),
        (_, Scan::Quantity(_)) => Deed::Refuse(Say::ScanItemFirst {}),
        (Thing::Items(items), _) => count_in(bench, items),
        (Thing::Bin(bin), _) => to_bin(bin, facts.bench),
        _ => not_now(scan),
    }
}

/// Counts one unit of whichever of `items` is meant.
pub(super) fn count_in(bench: &Bench, items: &[ItemFact]) -> Deed {
    let stocked: Vec<&ItemFact> = items.iter().filter(|item| item.stocked).collect();
    match whose(bench, &stocked, Purpose::Receive) {
        None => Deed::Refuse(Say::ItemNotStocked {
            title: items.first().map(|item| item.title.clone()).unwrap_or_default(),
        }),
        Some(Choice::Ask(deed)) => deed,
        Some(Choice::One(item)) => receive(bench, item),
    }
}

/// Counts one unit of `item`, unless nobody announced it: then the bench asks.
pub(super) fn receive(bench: &Bench, item: &ItemFact) -> Deed {
    match &item.run {
        Some(run) => Deed::Receive { item: item.id, run: Some(run.id), qty: 1 },
        None => ask_back(
            &Bench { mode: Mode::Receive, ..bench.clone() },
            Question::Unannounced { item: item.id },
            Say::Asked {},
        ),
    }
}

/// A typed amount: the last scan counted so many units, not one.
fn more(bench: &Bench, items: &[ItemFact], typed: u32) -> Deed {
    let (Some(last), Some(item)) = (bench.last, items.first()) else { return Deed::Refuse(Say::ScanItemFirst {}) };
    match amount_after(bench, last, typed) {
        Ok(qty) => Deed::Receive { item: item.id, run: item.run.as_ref().map(|run| run.id), qty },
        Err(deed) => deed,
    }
}

/// Ends the count of `runs`; where they differ from what was announced, the bench asks first.
pub(super) fn close(bench: &Bench, runs: &[RunFact]) -> Deed {
    if differences(runs).is_empty() { Deed::CloseRuns } else { ask_back(bench, Question::Differences, Say::Asked {}) }
}

fn to_bin(bin: &BinFact, from: PlaceId) -> Deed {
    let next = Bench::in_mode(Mode::PutAway { from, bin: Some(bin.id) });
    Deed::Turn(Box::new(next), Level::Ok, Say::BinChosen { bin: bin.name.clone() })
}

pub(super) fn decide_put_away(
    bench: &Bench,
    (from, bin): (PlaceId, Option<PlaceId>),
    scan: &Scan,
    facts: &Facts,
    work: &PutAwayWork,
) -> Deed {
    match (&facts.thing, scan) {
        (Thing::Bin(other), _) => to_bin(other, from),
        (_, Scan::Command(Command::Done)) if work.tote.is_some() && work.left.is_empty() => {
            leave(Say::TotePutAway { tote: work.tote.clone().unwrap_or_default() })
        }
        (_, Scan::Command(Command::Done)) if work.runs.is_empty() && work.left.is_empty() => leave(Say::AllPutAway {}),
        (_, Scan::Command(Command::Done)) if work.runs.is_empty() || work.tote.is_some() => {
            leave(Say::ReceivingLeft {})
        }
        (_, Scan::Command(Command::Done)) => close(&Bench::in_mode(Mode::Receive), &work.runs),
        (_, Scan::Command(Command::Back | Command::Cancel)) if work.runs.is_empty() => leave(Say::ReceivingLeft {}),
        (_, Scan::Command(Command::Back | Command::Cancel)) => {
            Deed::Turn(Box::new(Bench::in_mode(Mode::Receive)), Level::Ok, Say::ReceivingGoesOn {})
        }
        (_, Scan::Quantity(typed)) => match (bench.last, bin) {
            (Some(last), Some(bin)) => match amount_after(bench, last, *typed) {
                Ok(qty) => more_away(last, qty, (from, bin), facts, work),
                Err(deed) => deed,
            },
            _ => Deed::Refuse(Say::ScanItemFirst {}),
        },
        (Thing::Items(items), _) => match bin {
            Some(bin) => put_away(bench, items, from, bin, work),
            None => Deed::Refuse(match &work.tote {
                Some(tote) => Say::ToteHasLeftovers { heard: tote.clone() },
                None => Say::AnyBinFirst {},
            }),
        },
        _ => not_now(scan),
    }
}

fn put_away(bench: &Bench, items: &[ItemFact], from: PlaceId, bin: PlaceId, work: &PutAwayWork) -> Deed {
    let here: Vec<&ItemFact> =
        items.iter().filter(|item| work.left.iter().any(|loose| loose.item == item.id)).collect();
    match whose(bench, &here, Purpose::PutAway) {
        None => {
            Deed::Refuse(Say::ItemNotLoose { title: items.first().map(|item| item.title.clone()).unwrap_or_default() })
        }
        Some(Choice::Ask(deed)) => deed,
        Some(Choice::One(item)) => Deed::PutAway { item: item.id, from, bin, qty: 1 },
    }
}

fn more_away(last: Last, qty: u32, (from, bin): (PlaceId, PlaceId), facts: &Facts, work: &PutAwayWork) -> Deed {
    let left = work.left.iter().find(|loose| loose.item == last.item).map_or(0, |loose| loose.qty);
    if i64::from(qty) > left {
        let title = match &facts.thing {
            Thing::Items(items) => items.first().map(|item| item.title.clone()).unwrap_or_default(),
            _ => String::new(),
        };
        let before = i64::from(last.qty);
        return Deed::Refuse(Say::TooManyForHere { title, typed: last.qty + qty, left: left + before });
    }
    Deed::PutAway { item: last.item, from, bin, qty }
}
