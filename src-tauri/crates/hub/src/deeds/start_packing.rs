//! Opening a parcel for what was picked of an order.

use loopdock_domain::bench::{Outcome, ParcelState, Say};
use loopdock_domain::order::{ItemKind, LineState};
use loopdock_domain::place::{PlaceKind, Position};
use loopdock_domain::{ItemId, OrderId, ParcelId};
use loopdock_store::{OrderLine, Parcel, ParcelLine, Place, Read};

use super::At;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

pub(super) fn start(doing: &mut Doing<'_>, at: &At<'_>, order: OrderId) -> Result<Outcome> {
    let order = find::order(&doing.read(), order)?;
    let parcel = Parcel {
        id: doing.id::<ParcelId>(),
        order: order.id,
        number: None,
        state: ParcelState::Packing,
        bench: at.place,
        carrier: order.carrier,
        sleeve: None,
        weight_g: None,
        terms: None,
        cohort: None,
        handover: None,
    };
    let mut lines = Vec::new();
    for line in doing.read().lines_of(order.id)? {
        if line.state == LineState::Picked {
            lines.extend(picked(&doing.read(), &line)?);
        }
    }
    doing.write.insert_place(&Place {
        id: parcel.id.place(),
        kind: PlaceKind::Parcel,
        name: parcel.id.to_string(),
        position: Position::default(),
    })?;
    doing.write.insert_parcel(&parcel, &lines)?;
    doing.write.touch_order(order.id, doing.seq)?;
    doing.note("order", order.id);
    doing.note("parcel", parcel.id);
    let units = lines.iter().map(|line| line.expected).sum();
    let said = Say::PackingStarted { order: names::order(order.number), units };
    Ok(Outcome::PackingStarted { parcel: parcel.id, said })
}

/// What was picked for a line, by item. A kit that was redefined meanwhile leaves as it was picked.
fn picked(read: &Read<'_>, line: &OrderLine) -> Result<Vec<ParcelLine>> {
    let mut lines: Vec<ParcelLine> = Vec::new();
    for promise in read.allocations_of(line.id)? {
        match lines.iter_mut().find(|known| known.item == promise.item) {
            Some(known) => known.expected += promise.qty,
            None => lines.push(ParcelLine { line: line.id, item: promise.item, expected: promise.qty }),
        }
    }
    Ok(lines)
}

/// What must be fetched for a line: the item itself, or the components of a kit; nothing for a digital one.
pub(crate) fn components(read: &Read<'_>, line: &OrderLine) -> Result<Vec<(ItemId, u32)>> {
    let Some(id) = line.item else { return Ok(Vec::new()) };
    let item = find::item(read, id)?;
    match item.kind {
        ItemKind::Stocked => Ok(vec![(id, line.qty)]),
        ItemKind::Digital => Ok(Vec::new()),
        ItemKind::Kit => {
            let parts = read.kit_parts(id)?;
            let too_many = || Error::refused(format!("{} × {} is more than a hub can count", line.qty, item.title));
            parts.iter().map(|part| Ok((part.item, part.qty.checked_mul(line.qty).ok_or_else(too_many)?))).collect()
        }
    }
}
