//! Closing a parcel: only now has it a number, and its papers are queued in the same transaction.

use loopdock_domain::bench::{Level, Outcome, ParcelState, Say};
use loopdock_domain::order::LineState;
use loopdock_domain::{OrderId, ParcelId};
use loopdock_store::Parcel;

use super::terms;
use crate::doing::Doing;
use crate::error::Result;
use crate::printing::{self, Document};
use crate::{find, names};

pub(super) fn close(doing: &mut Doing<'_>, parcel: ParcelId) -> Result<Outcome> {
    let parcel = find::parcel(&doing.read(), parcel)?;
    let number = doing.write.next_number("parcel")?;
    let order = find::order(&doing.read(), parcel.order)?;
    let creator = find::creator(&doing.read(), order.creator)?;
    let (mut terms, mut cohort) = (None, None);
    if parcel.sleeve.is_some() {
        let promise = find::promise(&doing.read(), &parcel, &creator)?;
        terms = terms::written(doing, &creator, promise.agreed, &promise.terms)?;
        cohort = promise.cohort;
    }
    doing.write.update_parcel(
        &parcel,
        &Parcel { number: Some(number), state: ParcelState::Packed, terms, cohort, ..parcel.clone() },
    )?;
    for line in doing.read().parcel_lines(parcel.id)? {
        doing.write.set_line(line.line, LineState::Packed, None)?;
    }
    free_totes(doing, parcel.order)?;
    doing.write.touch_order(parcel.order, doing.seq)?;
    let papers = [
        Document::ParcelLabel { parcel: parcel.id },
        Document::PackingSlip { parcel: parcel.id },
        Document::ReturnSlip { parcel: parcel.id },
    ];
    let customs = printing::form_of(&doing.read(), &doing.hub.country, &parcel, &order)?;
    for document in papers.into_iter().chain(customs) {
        doing.print(&document)?;
    }
    doing.note("parcel", parcel.id);
    doing.note("number", number);
    let carrier = find::carrier(&doing.read(), parcel.carrier)?;
    let said = Say::ParcelClosed {
        parcel: names::parcel(number),
        order: names::order(order.number),
        carrier: carrier.name,
        way: carrier.kind,
        papers: printing::papers_to(&doing.read(), doing.bench.as_deref().unwrap_or_default())?,
    };
    Ok(Outcome::PackingEnded(Level::Ok, said))
}

/// A tote carries the order no longer, unless something of it is still on its way there.
pub(super) fn free_totes(doing: &mut Doing<'_>, order: OrderId) -> Result<()> {
    let on_its_way =
        |state| matches!(state, LineState::Held | LineState::Waiting | LineState::Ready | LineState::Picked);
    let open = doing.read().parcels_of(order)?.iter().any(|parcel| parcel.state == ParcelState::Packing);
    if open {
        // What is in that parcel may have to go back.
        return Ok(());
    }
    let goes_on = doing.read().lines_of(order)?.iter().any(|line| on_its_way(line.state));
    for tote in doing.read().totes_of(order)? {
        if !goes_on || doing.read().holdings_at(tote)?.is_empty() {
            doing.write.free_tote(tote)?;
        }
    }
    Ok(())
}
