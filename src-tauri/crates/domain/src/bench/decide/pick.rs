//! Walking a wave: bin, item, tote, task by task.

use crate::codes::{Command, Scan};
use crate::ids::WaveId;

use super::super::facts::{Facts, ItemFact, Thing, ToteFact, ToteUse};
use super::super::say::{Level, Say};
use super::super::work::{PickTask, PickWork};
use super::super::{Bench, Question, ShortReason};
use super::{Deed, amount_after, ask_back, leave, not_now};

pub(super) fn decide(bench: &Bench, wave: WaveId, scan: &Scan, facts: &Facts, work: &PickWork) -> Deed {
    let Some(task) = &work.task else { return leave(Say::WavePicked { wave: work.wave.clone() }) };
    match scan {
        Scan::Command(command) => decide_command(bench, wave, *command, task, work),
        Scan::Quantity(typed) => take_more(bench, *typed, task),
        _ => match &facts.thing {
            Thing::Bin(bin) if bin.id != task.bin => {
                Deed::Refuse(Say::NotThisBin { heard: bin.name.clone(), bin: task.bin_name.clone() })
            }
            Thing::Bin(_) if task.at_bin => {
                Deed::Turn(Box::new(bench.clone()), Level::Ok, Say::AtBin { bin: task.bin_name.clone() })
            }
            Thing::Bin(_) => Deed::ConfirmBin(task.id),
            Thing::Items(_) | Thing::Tote(_) if !task.at_bin => {
                Deed::Refuse(Say::BinFirst { bin: task.bin_name.clone() })
            }
            Thing::Items(items) => take(items, task),
            Thing::Tote(tote) => put_in_tote(tote, task),
            _ => not_now(scan),
        },
    }
}

fn decide_command(bench: &Bench, wave: WaveId, command: Command, task: &PickTask, work: &PickWork) -> Deed {
    let in_hand = task.counted > 0;
    match command {
        Command::Next | Command::Back if in_hand => {
            Deed::Refuse(Say::UnitsInHand { title: task.title.clone(), left: task.qty - task.counted })
        }
        Command::Cancel if in_hand => Deed::PutBack(task.id),
        Command::Next if work.tasks_left < 2 => Deed::Refuse(Say::OnlyOneTask {}),
        Command::Next => Deed::SkipTask(task.id),
        Command::Back => Deed::LeaveWave(wave),
        Command::Short | Command::Damaged if !task.at_bin => Deed::Refuse(Say::BinFirst { bin: task.bin_name.clone() }),
        Command::Short if task.counted < task.qty => {
            ask_back(bench, Question::WhyShort { task: task.id }, Say::Asked {})
        }
        Command::Damaged if task.counted < task.qty => Deed::ShortPick { task: task.id, why: ShortReason::Damaged },
        other => not_now(&Scan::Command(other)),
    }
}

fn take(items: &[ItemFact], task: &PickTask) -> Deed {
    if !items.iter().any(|item| item.id == task.item) {
        let heard = items.first().map(|item| item.title.clone()).unwrap_or_default();
        return Deed::Refuse(Say::NotThisItem { heard, title: task.title.clone() });
    }
    if task.counted >= task.qty {
        return Deed::Refuse(Say::AlreadyTaken { title: task.title.clone(), qty: task.qty });
    }
    Deed::Take { task: task.id, qty: 1 }
}

/// `=3` after an item's scan: three were taken in all.
fn take_more(bench: &Bench, typed: u32, task: &PickTask) -> Deed {
    let Some(last) = bench.last.filter(|last| last.item == task.item && task.counted > 0) else {
        return Deed::Refuse(Say::ScanItemFirst {});
    };
    let more = match amount_after(bench, last, typed) {
        Ok(more) => more,
        Err(deed) => return deed,
    };
    if task.counted + more > task.qty {
        return Deed::Refuse(Say::TooManyTaken { title: task.title.clone(), typed, qty: task.qty });
    }
    Deed::Take { task: task.id, qty: more }
}

fn put_in_tote(tote: &ToteFact, task: &PickTask) -> Deed {
    if task.counted < task.qty {
        return Deed::Refuse(Say::ItemFirst { title: task.title.clone() });
    }
    if let Some((right, name)) = &task.tote {
        return if *right == tote.id {
            Deed::PutInTote { task: task.id, tote: tote.id }
        } else {
            Deed::Refuse(Say::NotThisTote { heard: tote.name.clone(), tote: name.clone() })
        };
    }
    match &tote.used_for {
        ToteUse::Empty => Deed::PutInTote { task: task.id, tote: tote.id },
        ToteUse::Order(order) => Deed::Refuse(Say::ToteTaken { heard: tote.name.clone(), order: order.number.clone() }),
        ToteUse::Leftover(_) => Deed::Refuse(Say::ToteHasLeftovers { heard: tote.name.clone() }),
    }
}
