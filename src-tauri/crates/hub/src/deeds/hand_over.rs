//! Parcels leave: loaded one by one, gone all at once, with a manifest. Here the loans of their sleeves open.

use loopdock_domain::bench::{Outcome, ParcelState, Say};
use loopdock_domain::order::LineState;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::sleeve::{LoanState, SleeveState, lent};
use loopdock_domain::{CarrierId, HandoverId, LoanId, ParcelId, SleeveId, count};
use loopdock_store::{Carrier, Handover, HandoverState, Loan, Parcel, Part};

use super::At;
use crate::calendar::Calendar;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::printing::Document;
use crate::{find, names};

/// Opens a handover, or goes on with the carrier's open one, and loads a first parcel.
pub(super) fn start(
    doing: &mut Doing<'_>,
    at: &At<'_>,
    carrier: CarrierId,
    parcel: Option<ParcelId>,
) -> Result<Outcome> {
    let carrier = find::carrier(&doing.read(), carrier)?;
    let handover = match doing.read().open_handover(carrier.id)? {
        Some(open) => open,
        None => {
            let new = Handover {
                id: doing.id::<HandoverId>(),
                number: doing.write.next_number("handover")?,
                carrier: carrier.id,
                state: HandoverState::Open,
                bench: at.place,
                closed_ms: None,
            };
            doing.write.insert_handover(&new)?;
            new
        }
    };
    doing.note("handover", handover.id);
    let said = match parcel {
        Some(parcel) => put_on(doing, handover.id, parcel, &carrier)?,
        None => Say::HandoverStarted { carrier: carrier.name, number: names::handover(handover.number) },
    };
    Ok(Outcome::HandingOver { handover: handover.id, said })
}

pub(super) fn load(doing: &mut Doing<'_>, handover: HandoverId, parcel: ParcelId) -> Result<Outcome> {
    let carrier = find::carrier(&doing.read(), open_handover(doing, handover)?.carrier)?;
    let said = put_on(doing, handover, parcel, &carrier)?;
    Ok(Outcome::HandingOver { handover, said })
}

fn put_on(doing: &mut Doing<'_>, handover: HandoverId, parcel: ParcelId, carrier: &Carrier) -> Result<Say> {
    let parcel = find::parcel(&doing.read(), parcel)?;
    doing
        .write
        .update_parcel(&parcel, &Parcel { state: ParcelState::Loaded, handover: Some(handover), ..parcel.clone() })?;
    doing.note("parcel", parcel.id);
    let loaded = doing.read().count_parcels_on(handover)?;
    let number = parcel.number.map(names::parcel).unwrap_or_default();
    Ok(Say::ParcelLoaded { parcel: number, carrier: carrier.name.clone(), loaded })
}

/// A parcel that was loaded by mistake waits again.
pub(super) fn unload(doing: &mut Doing<'_>, handover: HandoverId, parcel: ParcelId) -> Result<Outcome> {
    let carrier = find::carrier(&doing.read(), open_handover(doing, handover)?.carrier)?.name;
    let parcel = find::parcel(&doing.read(), parcel)?;
    doing.write.update_parcel(&parcel, &Parcel { state: ParcelState::Packed, handover: None, ..parcel.clone() })?;
    // Else UNDO would put the parcel onto a handover that has left.
    doing.write.touch_handover(handover)?;
    doing.note("handover", handover);
    doing.note("parcel", parcel.id);
    let loaded = doing.read().count_parcels_on(handover)?;
    let number = parcel.number.map(names::parcel).unwrap_or_default();
    Ok(Outcome::HandingOver { handover, said: Say::ParcelUnloaded { parcel: number, carrier, loaded } })
}

/// Everything on the handover has left. This can't be taken back.
pub(super) fn close(doing: &mut Doing<'_>, handover: HandoverId) -> Result<Outcome> {
    let row = open_handover(doing, handover)?;
    let carrier = find::carrier(&doing.read(), row.carrier)?;
    let customer = doing.virtual_place(PlaceKind::Customer)?;
    let parcels = doing.read().parcels_on(handover, Part::ALL)?;
    for parcel in &parcels {
        for holding in doing.read().holdings_at(parcel.id.place())? {
            doing.move_run(holding.item, holding.run, parcel.id.place(), customer, holding.on_hand)?;
        }
        for line in doing.read().parcel_lines(parcel.id)? {
            doing.write.set_line(line.line, LineState::Shipped, None)?;
        }
        doing.write.update_parcel(parcel, &Parcel { state: ParcelState::HandedOver, ..parcel.clone() })?;
        if let Some(sleeve) = parcel.sleeve {
            open_loan(doing, parcel, sleeve)?;
        }
    }
    doing.write.close_handover(handover, doing.at_ms)?;
    doing.print(&Document::Manifest { handover })?;
    doing.note("handover", handover);
    doing.note("parcels", parcels.iter().map(|parcel| parcel.id).collect::<Vec<_>>());
    Ok(Outcome::HandedOver(Say::HandedOver {
        number: names::handover(row.number),
        parcels: count(parcels.len()),
        carrier: carrier.name,
    }))
}

/// The sleeve leaves, and what its return slip promises holds from now on.
fn open_loan(doing: &mut Doing<'_>, parcel: &Parcel, sleeve: SleeveId) -> Result<()> {
    let order = find::order(&doing.read(), parcel.order)?;
    let creator = find::creator(&doing.read(), order.creator)?;
    let terms = doing.read().terms(parcel.terms, creator.currency)?;
    let calendar = Calendar::of(doing.hub);
    let after = |days: Option<u32>| days.and_then(|days| calendar.after_days_ms(doing.at_ms, days));
    let loan = Loan {
        id: doing.id::<LoanId>(),
        sleeve,
        parcel: parcel.id,
        state: LoanState::Open,
        terms: parcel.terms,
        cohort: parcel.cohort,
        held: terms.held(),
        opened_ms: doing.at_ms,
        overdue_ms: after(terms.overdue_days),
        lost_ms: after(terms.lost_days),
        forfeited_ms: None,
    };
    super::take_back::turn(doing, sleeve, SleeveState::Out)?;
    doing.write.insert_loan(&loan)?;
    doing.post_legs(&creator.key, &lent(&terms, loan.id))
}

/// A handover that has not left yet.
fn open_handover(doing: &Doing<'_>, id: HandoverId) -> Result<Handover> {
    let open = doing.read().handover(id)?.filter(|row| row.state == HandoverState::Open);
    open.ok_or_else(|| Error::refused("This handover was closed at another bench."))
}
