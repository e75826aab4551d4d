//! Parcels leave, sleeves come back, and bins are counted.

use crate::codes::{Command, Scan};
use crate::ids::{CountId, HandoverId};
use crate::sleeve::Look;

use super::super::facts::{Facts, ParcelFact, ParcelState, Thing};
use super::super::say::{Level, Say};
use super::super::work::{HandOverWork, TakeBackWork};
use super::super::{Bench, Question};
use super::{Deed, ask_back, idle, leave, not_now};

pub(super) fn decide(bench: &Bench, handover: HandoverId, scan: &Scan, facts: &Facts, work: &HandOverWork) -> Deed {
    match (scan, &facts.thing) {
        (Scan::Command(Command::Done | Command::Ok | Command::Cancel), _) if work.loaded == 0 => {
            Deed::Refuse(Say::NothingLoaded { carrier: work.carrier.name.clone() })
        }
        (Scan::Command(Command::Done | Command::Ok), _) => Deed::CloseHandover(handover),
        (Scan::Command(Command::Cancel), _) => ask_back(bench, Question::Unload, Say::Asked {}),
        (Scan::Command(Command::Back), _) => leave(Say::HandoverLeft { number: work.number.clone() }),
        // Its own carrier once more: nothing changes, and what is to be loaded is said again.
        (_, Thing::Carrier(carrier)) if carrier.id == work.carrier.id => {
            let said = Say::HandoverStarted { carrier: carrier.name.clone(), number: work.number.clone() };
            Deed::Turn(Box::new(bench.clone()), Level::Ok, said)
        }
        (_, Thing::Parcel(parcel)) => {
            let number = parcel.number.clone();
            match parcel.state {
                ParcelState::Packed if parcel.carrier.id == work.carrier.id => {
                    Deed::Load { handover, parcel: parcel.id }
                }
                ParcelState::Packed => Deed::Refuse(Say::ParcelOtherCarrier {
                    parcel: number,
                    carrier: parcel.carrier.name.clone(),
                    here: work.carrier.name.clone(),
                }),
                ParcelState::Loaded if parcel.handover == Some(handover) => {
                    Deed::Refuse(Say::ParcelLoadedAlready { parcel: number })
                }
                ParcelState::Loaded => Deed::Refuse(idle::on_handover(parcel)),
                ParcelState::HandedOver => Deed::Refuse(Say::ParcelGone { parcel: number }),
                ParcelState::Packing | ParcelState::Unpacked => Deed::Refuse(Say::ParcelNotPacked { parcel: number }),
            }
        }
        _ => not_now(scan),
    }
}

/// The parcel that was scanned to come off.
pub(super) fn unload(handover: HandoverId, parcel: &ParcelFact, work: &HandOverWork) -> Deed {
    let number = parcel.number.clone();
    match parcel.state {
        ParcelState::Loaded if parcel.handover == Some(handover) => Deed::Unload { handover, parcel: parcel.id },
        ParcelState::HandedOver => Deed::Refuse(Say::ParcelGone { parcel: number }),
        _ => Deed::Refuse(Say::ParcelNotLoaded { parcel: number, carrier: work.carrier.name.clone() }),
    }
}

pub(super) fn decide_take_back(scan: &Scan, facts: &Facts, work: &TakeBackWork) -> Deed {
    let settlement = work.settlement;
    match (scan, &facts.thing) {
        (Scan::Command(Command::Ok | Command::Done), _) => Deed::PostReturn { settlement, look: Look::Good },
        (Scan::Command(Command::Damaged), _) => Deed::PostReturn { settlement, look: Look::Damaged },
        (Scan::Command(Command::Cancel | Command::Back), _) => Deed::VoidReturn(settlement),
        (_, Thing::Sleeve(Some(sleeve))) if sleeve.id == work.sleeve => {
            Deed::Refuse(Say::ReturnAlready { serial: work.serial.clone() })
        }
        (_, Thing::Sleeve(_) | Thing::ReturnSlip(_)) => Deed::Refuse(Say::LookFirst { serial: work.serial.clone() }),
        _ => not_now(scan),
    }
}

pub(super) fn decide_count(count: CountId, scan: &Scan) -> Deed {
    match scan {
        Scan::Quantity(qty) => Deed::CountBin { count, qty: *qty },
        Scan::Command(Command::Back | Command::Cancel | Command::Next) => leave(Say::CountLater {}),
        _ => not_now(scan),
    }
}
