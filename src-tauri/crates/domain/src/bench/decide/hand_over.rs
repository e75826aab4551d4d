//! Parcels leave, sleeves come back, and bins are counted.

use crate::codes::{Command, Scan};
use crate::ids::{CountId, HandoverId};
use crate::sleeve::Look;

use super::super::facts::{Facts, ParcelFact, ParcelState, Thing};
use super::super::say::{Level, Say};
use super::super::work::{HandOverWork, TakeBackWork};
use super::super::{Bench, Mode, Question, ToPost};
use super::{Deed, approve, ask_back, goods_back, idle, leave, not_now};

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

/// Each further sleeve of a crate is scanned as it is looked over; OK or DONE says that all are good, and of one alone OK does.
pub(super) fn decide_take_back(bench: &Bench, scan: &Scan, facts: &Facts, work: &TakeBackWork) -> Deed {
    match (scan, &facts.thing) {
        (Scan::Command(Command::Ok | Command::Done), _) if work.sleeves > 1 => {
            approve::post(bench, ToPost::Crate, work)
        }
        // DONE ends what was counted before: nobody has looked at the sleeve by that.
        (Scan::Command(Command::Ok), _) => approve::post(bench, ToPost::One(Look::Good), work),
        (Scan::Command(Command::Damaged), _) => approve::post(bench, ToPost::One(Look::Damaged), work),
        (Scan::Command(Command::Cancel | Command::Back), _) => Deed::VoidReturn(work.settlement),
        (_, Thing::Sleeve(Some(sleeve))) => idle::scanned_sleeve(sleeve),
        (_, Thing::ReturnSlip(parcel) | Thing::Parcel(parcel)) => goods_back::begin(bench, scan, parcel),
        // What lay in the sleeve with it.
        (_, Thing::Items(items)) => match &facts.goods {
            Some((parcel, goods)) => goods_back::counted(
                &Bench::in_mode(Mode::GoodsBack { parcel: Some(*parcel), unit: None, by_slip: false }),
                Some(*parcel),
                items,
                goods,
            ),
            None => not_now(scan),
        },
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
