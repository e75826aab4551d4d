//! The scans that answer a pending question.

use crate::codes::{Command, Scan};
use crate::count::count;
use crate::ids::TaskId;

use super::super::facts::{Facts, ItemFact, Thing};
use super::super::say::{Level, Say};
use super::super::work::Work;
use super::super::{Bench, Mode, Purpose, Question, ShortReason};
use super::{Deed, approve, goods_back, hand_over, idle, not_now, receive};

/// The deed that answers `question`, which nobody has settled elsewhere; `None` when the scan is one for the mode itself.
pub(super) fn decide(bench: &Bench, question: &Question, scan: &Scan, facts: &Facts) -> Option<Deed> {
    match (scan, question) {
        // CANCEL has asked; heard twice it asks once more.
        (Scan::Command(Command::Cancel), Question::Reopen | Question::Unload) => return Some(ask_again(bench)),
        // BACK turns the page, or leaves the count for later.
        (Scan::Command(Command::Back), Question::Whose { .. } | Question::HowMany { .. }) => {}
        (Scan::Command(Command::Cancel | Command::Back), Question::Unannounced { .. }) => {
            return Some(not_received(bench, facts));
        }
        (Scan::Command(Command::Cancel | Command::Back), _) => return Some(drop_question(bench)),
        _ => {}
    }
    match question {
        Question::Whose { items, at, purpose } => whose(bench, (items.len(), *at, *purpose), scan, facts),
        Question::Unannounced { .. } => unannounced(bench, scan, facts),
        Question::WhyShort { task } => why_short(bench, *task, scan),
        // An amount names the item that was scanned last, and not the unit that is damaged.
        Question::WhichUnit { .. } if matches!(scan, Scan::Quantity(_)) => Some(not_now(scan)),
        Question::WhichUnit { why } => match &facts.thing {
            Thing::Items(items) => Some(which_unit(bench, items, *why, facts)),
            _ => Some(not_now(scan)),
        },
        Question::Differences => match scan {
            Scan::Command(Command::Ok) => Some(Deed::CloseRuns),
            // Another unit turned up: counting goes on.
            Scan::Command(_) => Some(not_now(scan)),
            _ => None,
        },
        Question::Unseen => unseen(bench, scan),
        Question::HowMany { count } => match scan {
            Scan::Quantity(qty) => Some(Deed::CountBin { count: *count, qty: *qty }),
            Scan::Command(Command::Next | Command::Back) => {
                Some(Deed::Turn(Box::new(Bench { question: None, ..bench.clone() }), Level::Ok, Say::CountLater {}))
            }
            // Whoever goes on with the walk leaves the count for later without a word.
            _ => None,
        },
        Question::Stray { .. } => match (scan, &facts.thing) {
            (Scan::Command(Command::Ok), Thing::Items(items)) => Some(goods_back::loose(items.first()?.id)),
            // Its slip, its sleeve or another unit: whoever asked is answered with no.
            (Scan::Command(_) | Scan::Quantity(_) | Scan::Weight(_), _) => Some(not_now(scan)),
            _ => None,
        },
        Question::Reopen => reopen(scan, facts),
        Question::Unload => unload(bench, facts),
        Question::Approve(approval) => approve::decide(bench, *approval, scan, facts),
    }
}

fn reopen(scan: &Scan, facts: &Facts) -> Option<Deed> {
    match (scan, &facts.thing) {
        (_, Thing::Parcel(parcel)) => Some(idle::reopen(parcel)),
        (Scan::Command(Command::Next), _) => None,
        (Scan::Command(_) | Scan::Quantity(_) | Scan::Weight(_), _) => Some(Deed::Refuse(Say::LabelFirst {})),
        // Whoever begins something else does not mean a parcel.
        _ => None,
    }
}

fn unload(bench: &Bench, facts: &Facts) -> Option<Deed> {
    let (Mode::HandOver { handover }, Work::HandOver(work)) = (&bench.mode, &facts.work) else { return None };
    Some(match &facts.thing {
        Thing::Parcel(parcel) => hand_over::unload(*handover, parcel, work),
        _ => Deed::Refuse(Say::LabelFirst {}),
    })
}

fn ask_again(bench: &Bench) -> Deed {
    Deed::Turn(Box::new(bench.clone()), Level::Warn, Say::Asked {})
}

/// What nobody announced is left out; where nothing else is counted in, there is no delivery either.
fn not_received(bench: &Bench, facts: &Facts) -> Deed {
    match &facts.work {
        Work::Receive(delivery) if delivery.runs.is_empty() => drop_question(&Bench::idle()),
        _ => drop_question(bench),
    }
}

fn drop_question(bench: &Bench) -> Deed {
    Deed::Turn(Box::new(Bench { question: None, ..bench.clone() }), Level::Ok, Say::AskedNo {})
}

fn whose(bench: &Bench, (of, at, purpose): (usize, usize, Purpose), scan: &Scan, facts: &Facts) -> Option<Deed> {
    // Whoever begins something else does not mean any of them.
    let Thing::Items(found) = &facts.thing else { return None };
    let shown = found.first()?;
    let turn_to = |to: usize| {
        let mut next = bench.clone();
        if let Some(Question::Whose { at, .. }) = &mut next.question {
            *at = to;
        }
        let said = Say::AskWhose {
            title: shown.title.clone(),
            creator: shown.creator.clone(),
            at: count(to + 1),
            of: count(of),
        };
        Some(Deed::Turn(Box::new(next), Level::Warn, said))
    };
    match scan {
        Scan::Command(Command::Next) => turn_to((at + 1) % of.max(1)),
        Scan::Command(Command::Back) => turn_to((at + of.max(1) - 1) % of.max(1)),
        Scan::Command(Command::Ok) => Some(taken(bench, shown, purpose, facts)),
        Scan::Command(_) | Scan::Quantity(_) | Scan::Weight(_) => Some(not_now(scan)),
        // Its own code settles it; the shared barcode asks again.
        _ if found.len() == 1 => Some(taken(bench, shown, purpose, facts)),
        _ => turn_to(at),
    }
}

fn taken(bench: &Bench, item: &ItemFact, purpose: Purpose, facts: &Facts) -> Deed {
    let asked_no_more = Bench { question: None, ..bench.clone() };
    match (purpose, &bench.mode) {
        (Purpose::PutAway, Mode::PutAway { from, bin: Some(bin) }) => {
            Deed::PutAway { item: item.id, from: *from, bin: *bin, qty: 1 }
        }
        (Purpose::SetAside, _) => set_aside(item, facts),
        (Purpose::GoodsBack, _) => goods_back::loose(item.id),
        _ => receive::receive(&asked_no_more, item),
    }
}

fn unannounced(bench: &Bench, scan: &Scan, facts: &Facts) -> Option<Deed> {
    match (scan, &facts.thing) {
        (Scan::Command(Command::Ok), Thing::Items(items)) => {
            let item = items.first()?;
            if !item.stocked {
                // The office changed it since the bench asked.
                let asked_no_more = Bench { question: None, ..bench.clone() };
                let said = Say::ItemNotStocked { title: item.title.clone() };
                return Some(Deed::Turn(Box::new(asked_no_more), Level::Warn, said));
            }
            Some(Deed::Receive { item: item.id, run: item.run.as_ref().map(|run| run.id), qty: 1 })
        }
        // Another item: whoever asked is answered with no.
        (_, Thing::Items(_)) if !matches!(scan, Scan::Command(_) | Scan::Quantity(_)) => None,
        (_, Thing::Badge(_)) => None,
        // What is put away or begun now would leave the unit in the hand out of the books, without a word.
        _ => Some(Deed::Refuse(Say::AnswerFirst {})),
    }
}

fn why_short(bench: &Bench, task: TaskId, scan: &Scan) -> Option<Deed> {
    match scan {
        // The code that asked, heard twice, is no answer.
        Scan::Command(Command::Short) => Some(ask_again(bench)),
        Scan::Command(Command::Ok) => Some(Deed::ShortPick { task, why: ShortReason::Missing }),
        Scan::Command(Command::Damaged) => Some(Deed::ShortPick { task, why: ShortReason::Damaged }),
        Scan::Command(_) => Some(not_now(scan)),
        // It was found after all.
        _ => None,
    }
}

fn unseen(bench: &Bench, scan: &Scan) -> Option<Deed> {
    let Mode::Stocktake { stocktake } = bench.mode else { return None };
    match scan {
        // The code that asked, heard twice, is no answer.
        Scan::Command(Command::Done) => Some(ask_again(bench)),
        Scan::Command(Command::Ok) => Some(Deed::CloseStocktake(stocktake)),
        Scan::Command(_) => Some(not_now(scan)),
        // Another sleeve: counting goes on.
        _ => None,
    }
}

fn which_unit(bench: &Bench, items: &[ItemFact], why: ShortReason, facts: &Facts) -> Deed {
    if let (Mode::Pack { parcel }, Work::Pack(pack)) = (&bench.mode, &facts.work) {
        let line = pack.lines.iter().find(|line| items.iter().any(|item| item.id == line.item));
        return match line {
            Some(line) => Deed::SpoilUnit { parcel: *parcel, item: line.item, why },
            None => Deed::Refuse(Say::UnitNotInOrder {
                heard: items.first().map(|item| item.title.clone()).unwrap_or_default(),
                order: pack.order.clone(),
            }),
        };
    }
    let here: Vec<&ItemFact> = items.iter().filter(|item| is_loose(item, facts)).collect();
    match super::whose(bench, &here, Purpose::SetAside) {
        Some(super::Choice::Ask(deed)) => deed,
        Some(super::Choice::One(item)) => set_aside(item, facts),
        None => {
            Deed::Refuse(Say::ItemNotLoose { title: items.first().map(|item| item.title.clone()).unwrap_or_default() })
        }
    }
}

fn set_aside(item: &ItemFact, facts: &Facts) -> Deed {
    if is_loose(item, facts) {
        Deed::SetAside { item: item.id }
    } else {
        Deed::Refuse(Say::ItemNotLoose { title: item.title.clone() })
    }
}

fn is_loose(item: &ItemFact, facts: &Facts) -> bool {
    facts.loose.iter().any(|loose| loose.item == item.id && loose.qty > 0)
}
