//! Nothing is being done: any code begins something.

use crate::codes::{Command, Scan};
use crate::order::OrderState;
use crate::sleeve::{LoanState, SleeveState};

use super::super::facts::{
    BinFact, Facts, OrderFact, ParcelFact, ParcelState, SleeveFact, Thing, ToteFact, ToteUse, WaveFact,
};
use super::super::say::{Level, Say};
use super::super::{Bench, Mode, Question};
use super::{Deed, ask_back, goods_back, not_now, receive};

pub(super) fn decide(bench: &Bench, scan: &Scan, facts: &Facts) -> Deed {
    match (&facts.thing, scan) {
        (_, Scan::Command(Command::Next)) => Deed::NextWave,
        // The box was empty when it was put down.
        (_, Scan::Command(Command::Done)) if !facts.runs.is_empty() => {
            receive::close(&Bench::in_mode(Mode::Receive), &facts.runs)
        }
        // Asked from an idle bench: what this one was at may be over.
        (_, Scan::Command(Command::Return)) => goods_back::without_order(),
        (_, Scan::Command(Command::Cancel)) => ask_back(&Bench::idle(), Question::Reopen, Say::Asked {}),
        (Thing::Bin(bin), _) => scanned_bin(bench, bin, facts),
        (Thing::Tote(tote), _) => scanned_tote(tote, facts),
        (Thing::Order(order), _) => scanned_order(order, facts),
        (Thing::Parcel(parcel), _) => scanned_parcel(bench, scan, parcel),
        (Thing::ReturnSlip(parcel), _) => goods_back::begin(bench, scan, parcel),
        (Thing::Wave(wave), _) => scanned_wave(wave, facts),
        (Thing::Carrier(carrier), _) => Deed::StartHandover { carrier: carrier.id, parcel: None },
        (Thing::Sleeve(Some(sleeve)), _) => scanned_sleeve(sleeve),
        (Thing::Items(items), _) => receive::count_in(bench, items),
        _ => not_now(scan),
    }
}

fn scanned_bin(bench: &Bench, bin: &BinFact, facts: &Facts) -> Deed {
    if let Some(count) = bin.open_count {
        let next = Bench::in_mode(Mode::Count { count });
        return Deed::Turn(Box::new(next), Level::Ok, Say::BinChosen { bin: bin.name.clone() });
    }
    if !facts.loose.is_empty() {
        let next = Bench::in_mode(Mode::PutAway { from: facts.bench, bin: Some(bin.id) });
        return Deed::Turn(Box::new(next), Level::Ok, Say::BinChosen { bin: bin.name.clone() });
    }
    if bin.stock.is_empty() {
        return Deed::Turn(Box::new(bench.clone()), Level::Ok, Say::BinEmpty { bin: bin.name.clone() });
    }
    let content =
        bin.stock.iter().map(|stock| format!("{} × {}", stock.qty, stock.title)).collect::<Vec<_>>().join(", ");
    Deed::Turn(Box::new(bench.clone()), Level::Ok, Say::BinShown { bin: bin.name.clone(), content })
}

fn scanned_tote(tote: &ToteFact, facts: &Facts) -> Deed {
    match &tote.used_for {
        ToteUse::Empty => Deed::Refuse(Say::ToteEmpty { tote: tote.name.clone() }),
        ToteUse::Order(order) => scanned_order(order, facts),
        ToteUse::Leftover(_) => {
            let next = Bench::in_mode(Mode::PutAway { from: tote.id, bin: None });
            Deed::Turn(Box::new(next), Level::Warn, Say::ToteHasLeftovers { heard: tote.name.clone() })
        }
    }
}

fn scanned_order(order: &OrderFact, facts: &Facts) -> Deed {
    let number = order.number.clone();
    if let Some((parcel, bench, name)) = &order.packing {
        if *bench != facts.bench {
            return Deed::Refuse(Say::PackedElsewhere { order: number, bench: name.clone() });
        }
        let next = Bench::in_mode(Mode::Pack { parcel: *parcel });
        return Deed::Turn(Box::new(next), Level::Ok, Say::PackingResumed { order: number });
    }
    let in_part = order.may_part && order.has_picked && order.wave.is_none();
    match order.state {
        OrderState::Picked => Deed::StartPacking(order.id),
        OrderState::Held | OrderState::Waiting | OrderState::Ready | OrderState::Picking if in_part => {
            Deed::StartPacking(order.id)
        }
        OrderState::Held => Deed::Refuse(Say::OrderHeld { order: number, why: order.held.clone() }),
        OrderState::Packed | OrderState::Shipped if order.packed.is_some() => {
            let parcel = order.packed.clone().unwrap_or_default();
            Deed::Refuse(Say::OrderPacked { order: number, parcel })
        }
        OrderState::Ready | OrderState::Picking => match &order.wave {
            Some((_, wave)) => Deed::Refuse(Say::OrderOnWave { order: number, wave: wave.clone() }),
            None => Deed::WaveOf(order.id),
        },
        state => Deed::Refuse(Say::OrderNotReady { order: number, state: state.to_string() }),
    }
}

fn scanned_parcel(bench: &Bench, scan: &Scan, parcel: &ParcelFact) -> Deed {
    let number = parcel.number.clone();
    match parcel.state {
        ParcelState::Packed => Deed::StartHandover { carrier: parcel.carrier.id, parcel: Some(parcel.id) },
        ParcelState::Loaded => Deed::Refuse(on_handover(parcel)),
        // What nobody could be given comes back with its label on it.
        ParcelState::HandedOver => goods_back::begin(bench, scan, parcel),
        ParcelState::Packing | ParcelState::Unpacked => Deed::Refuse(Say::ParcelNotPacked { parcel: number }),
    }
}

/// The parcel that was scanned to be opened again.
pub(super) fn reopen(parcel: &ParcelFact) -> Deed {
    let number = parcel.number.clone();
    match (parcel.state, &parcel.packing) {
        (ParcelState::Packed, Some((order, bench))) => {
            Deed::Refuse(Say::PackedElsewhere { order: order.clone(), bench: bench.clone() })
        }
        (ParcelState::Packed, None) => Deed::ReopenParcel(parcel.id),
        (ParcelState::Loaded, _) => Deed::Refuse(on_handover(parcel)),
        (ParcelState::HandedOver, _) => Deed::Refuse(Say::ParcelGone { parcel: number }),
        (ParcelState::Packing | ParcelState::Unpacked, _) => Deed::Refuse(Say::ParcelNotPacked { parcel: number }),
    }
}

/// A parcel that waits on a handover: how it comes off.
pub(super) fn on_handover(parcel: &ParcelFact) -> Say {
    Say::ParcelOnHandover { parcel: parcel.number.clone(), carrier: parcel.carrier.name.clone() }
}

fn scanned_wave(wave: &WaveFact, facts: &Facts) -> Deed {
    if wave.tasks_left == 0 {
        return Deed::Refuse(Say::WaveDone { wave: wave.number.clone() });
    }
    match &wave.bench {
        Some((bench, name)) if *bench != facts.bench => {
            Deed::Refuse(Say::WaveElsewhere { wave: wave.number.clone(), bench: name.clone() })
        }
        _ => Deed::TakeWave(wave.id),
    }
}

pub(super) fn scanned_sleeve(sleeve: &SleeveFact) -> Deed {
    if let Some(said) = in_quarantine(sleeve) {
        return Deed::Refuse(said);
    }
    let serial = sleeve.serial.clone();
    match (sleeve.state, sleeve.loan) {
        (SleeveState::Out | SleeveState::Overdue, Some((loan, LoanState::Open))) => {
            Deed::BeginReturn { sleeve: sleeve.id, loan, by_slip: false }
        }
        // Thought lost, and here it is.
        (SleeveState::Lost, Some((loan, state))) if !state.is_open() => {
            Deed::BeginReturn { sleeve: sleeve.id, loan, by_slip: false }
        }
        (SleeveState::Returned, _) | (_, Some((_, LoanState::ReturnPending))) => {
            Deed::Refuse(Say::ReturnAlready { serial, bench: sleeve.waits_at.clone().unwrap_or_default() })
        }
        (
            SleeveState::Available | SleeveState::Inspecting | SleeveState::Cleaning | SleeveState::Repairing,
            Some((_, state)),
        ) if !state.is_open() => Deed::Refuse(Say::ReturnSettled { serial }),
        (state, _) => Deed::Refuse(Say::SleeveNotOut { serial, state: state.to_string() }),
    }
}

/// Why nothing is done with a sleeve while it can't be told which of two it is.
pub(super) fn in_quarantine(sleeve: &SleeveFact) -> Option<Say> {
    let case = sleeve.case?.to_string();
    Some(Say::SleeveInQuarantine { serial: sleeve.serial.clone(), case })
}
