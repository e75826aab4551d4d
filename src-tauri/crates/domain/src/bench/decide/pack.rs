//! Packing: every unit, the sleeve, the weight, OK.

use crate::codes::{Command, Scan};
use crate::ids::ParcelId;
use crate::sleeve::SleeveState;

use super::super::facts::{Facts, ItemFact, SleeveFact, Thing, ToteUse};
use super::super::say::{Level, Say};
use super::super::work::{PackLine, PackWork, SleeveStep, TypedQuantity, WeightStep};
use super::super::{Bench, Question, ShortReason};
use super::{Deed, amount_after, ask_back, idle, leave, not_now};

pub(super) fn decide(bench: &Bench, parcel: ParcelId, scan: &Scan, facts: &Facts, work: &PackWork) -> Deed {
    match (scan, &facts.thing) {
        (Scan::Command(command), _) => decide_command(bench, parcel, *command, work),
        (Scan::Weight(0), _) => Deed::Refuse(Say::WeightOfZero {}),
        (Scan::Weight(weight_g), _) => Deed::Weigh { parcel, weight_g: *weight_g },
        (Scan::Quantity(typed), _) => pack_more(bench, parcel, *typed, work),
        (_, Thing::Items(items)) => pack_unit(parcel, items, work),
        (_, Thing::Sleeve(Some(sleeve))) => bind(parcel, sleeve, work),
        (_, Thing::Order(order)) if order.number == work.order => again(bench, work),
        (_, Thing::Tote(tote)) if matches!(&tote.used_for, ToteUse::Order(order) if order.number == work.order) => {
            again(bench, work)
        }
        _ => not_now(scan),
    }
}

fn decide_command(bench: &Bench, parcel: ParcelId, command: Command, work: &PackWork) -> Deed {
    let which = |why| ask_back(bench, Question::WhichUnit { why }, Say::Asked {});
    match command {
        Command::Ok | Command::Done => close(parcel, work),
        Command::Cancel => Deed::Unpack(parcel),
        // Whoever goes on with it later scans its tote.
        Command::Back if !work.has_tote => Deed::Refuse(Say::NoToteToLeave { order: work.order.clone() }),
        Command::Back => leave(Say::PackingLeft { order: work.order.clone() }),
        Command::Short => which(ShortReason::Missing),
        Command::Damaged => which(ShortReason::Damaged),
        Command::Next | Command::Return | Command::Undo => not_now(&Scan::Command(command)),
    }
}

/// The parcel's own tote or order once more: nothing changes, and what is left is said again.
fn again(bench: &Bench, work: &PackWork) -> Deed {
    Deed::Turn(Box::new(bench.clone()), Level::Ok, Say::PackingResumed { order: work.order.clone() })
}

fn pack_unit(parcel: ParcelId, items: &[ItemFact], work: &PackWork) -> Deed {
    let mine: Vec<&PackLine> = work.lines.iter().filter(|line| items.iter().any(|item| item.id == line.item)).collect();
    if let Some(line) = mine.iter().find(|line| line.verified < line.expected) {
        return Deed::PackUnits { parcel, item: line.item, qty: 1 };
    }
    Deed::Refuse(match mine.first() {
        Some(line) => Say::UnitSurplus { title: line.title.clone(), expected: line.expected },
        None => Say::UnitNotInOrder {
            heard: items.first().map(|item| item.title.clone()).unwrap_or_default(),
            order: work.order.clone(),
        },
    })
}

/// `=3` after a unit's scan: three are in all, where the item allows it.
fn pack_more(bench: &Bench, parcel: ParcelId, typed: u32, work: &PackWork) -> Deed {
    let Some(last) = bench.last else { return Deed::Refuse(Say::ScanItemFirst {}) };
    let Some(line) = work.lines.iter().find(|line| line.item == last.item) else {
        return Deed::Refuse(Say::ScanItemFirst {});
    };
    if line.typed_quantity == TypedQuantity::No {
        return Deed::Refuse(Say::TypeNotAllowed { title: line.title.clone() });
    }
    let more = match amount_after(bench, last, typed) {
        Ok(more) => more,
        Err(deed) => return deed,
    };
    if line.verified + more > line.expected {
        return Deed::Refuse(Say::UnitSurplus { title: line.title.clone(), expected: line.expected });
    }
    Deed::PackUnits { parcel, item: line.item, qty: more }
}

fn bind(parcel: ParcelId, sleeve: &SleeveFact, work: &PackWork) -> Deed {
    if let Some(said) = idle::in_quarantine(sleeve) {
        return Deed::Refuse(said);
    }
    let serial = sleeve.serial.clone();
    match &work.sleeve {
        SleeveStep::NotNeeded => Deed::Refuse(Say::SleeveNotNeeded {}),
        SleeveStep::Bound(bound) if *bound == serial => Deed::Refuse(Say::SleeveBoundAlready { serial }),
        _ if sleeve.state != SleeveState::Available => {
            Deed::Refuse(Say::SleeveNotFree { serial, state: sleeve.state.to_string() })
        }
        _ => match &sleeve.owner {
            Some((owner, name)) if *owner != work.creator => {
                Deed::Refuse(Say::SleeveOfAnother { serial, owner: name.clone() })
            }
            _ => Deed::BindSleeve { parcel, sleeve: sleeve.id },
        },
    }
}

fn close(parcel: ParcelId, work: &PackWork) -> Deed {
    if let Some(line) = work.lines.iter().find(|line| line.verified < line.expected) {
        let left = work.lines.iter().map(|line| line.expected - line.verified).sum();
        return Deed::Refuse(Say::UnitsMissing { left, title: line.title.clone() });
    }
    if work.sleeve == SleeveStep::Needed {
        return Deed::Refuse(Say::SleeveNeeded {});
    }
    if work.weight == WeightStep::Needed {
        return Deed::Refuse(Say::WeightNeeded {});
    }
    Deed::CloseParcel(parcel)
}
