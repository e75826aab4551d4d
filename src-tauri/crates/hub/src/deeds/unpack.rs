//! Out of the parcel again: everything back into the tote; and a unit that turned out missing or damaged.

use loopdock_domain::bench::{Level, Outcome, ParcelState, Say, ShortReason};
use loopdock_domain::order::LineState;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::sleeve::SleeveState;
use loopdock_domain::{ItemId, LineId, OrderId, ParcelId, PlaceId};
use loopdock_store::{AllocationState, Parcel};

use super::short_pick::{Elsewhere, elsewhere, hold};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

pub(super) fn unpack(doing: &mut Doing<'_>, parcel: ParcelId) -> Result<Outcome> {
    let parcel = find::parcel(&doing.read(), parcel)?;
    let Some(totes) = empty_into_tote(doing, &parcel)? else { return Ok(Outcome::Refused(Say::NoToteToUnpack {})) };
    let order = names::order(find::order(&doing.read(), parcel.order)?.number);
    Ok(Outcome::PackingEnded(Level::Ok, Say::Unpacked { order, totes }))
}

/// Puts the parcel's goods back into a tote and its sleeve on the shelf; answers with the tote's name. `None`, and
/// nothing is changed, when there is no tote for them.
fn empty_into_tote(doing: &mut Doing<'_>, parcel: &Parcel) -> Result<Option<String>> {
    let Some(first) = tote_for(doing, parcel.order)? else { return Ok(None) };
    for holding in doing.read().holdings_at(parcel.id.place())? {
        doing.move_run(holding.item, holding.run, parcel.id.place(), first, holding.on_hand)?;
    }
    if let Some(sleeve) = parcel.sleeve {
        super::take_back::turn(doing, sleeve, SleeveState::Available)?;
    }
    doing.write.update_parcel(parcel, &Parcel { state: ParcelState::Unpacked, sleeve: None, ..parcel.clone() })?;
    doing.write.touch_order(parcel.order, doing.seq)?;
    doing.note("parcel", parcel.id);
    Ok(Some(find::place(&doing.read(), first)?.name))
}

/// The order's tote. Closing a parcel frees it, so one that was opened again takes an empty one.
fn tote_for(doing: &Doing<'_>, order: OrderId) -> Result<Option<PlaceId>> {
    if let Some(first) = doing.read().totes_of(order)?.first() {
        return Ok(Some(*first));
    }
    if super::plan_wave::free_totes(&doing.read())? == 0 {
        return Ok(None);
    }
    let empty = doing.read().empty_totes(1)?.first().map(|tote| tote.id);
    if let Some(tote) = empty {
        doing.write.use_tote(tote, order)?;
    }
    Ok(empty)
}

/// One unit can't be sent: the parcel is unpacked, the unit leaves the tote, and another is looked for.
pub(super) fn spoil(doing: &mut Doing<'_>, parcel: ParcelId, item: ItemId, why: ShortReason) -> Result<Outcome> {
    let parcel = find::parcel(&doing.read(), parcel)?;
    let Some(tote) = empty_into_tote(doing, &parcel)? else { return Ok(Outcome::Refused(Say::NoToteToUnpack {})) };
    let target = doing.virtual_place(match why {
        ShortReason::Missing => PlaceKind::Count,
        ShortReason::Damaged => PlaceKind::Quarantine,
    })?;
    let line = doing
        .read()
        .parcel_lines(parcel.id)?
        .iter()
        .find(|line| line.item == item)
        .map(|line| line.line)
        .ok_or_else(|| Error::internal("a spoilt unit belongs to no line"))?;
    take_one(doing, line, item, target)?;
    doing.note("item", item);
    doing.note("why", why);
    let title = find::item(&doing.read(), item)?.title;
    let order = names::order(find::order(&doing.read(), parcel.order)?.number);
    let said = match elsewhere(doing, line, item, 1, None)? {
        Elsewhere::Found(bin) => {
            doing.write.set_line(line, LineState::Ready, None)?;
            Say::PackShortMoved { title, order, tote, bin, why }
        }
        Elsewhere::Nowhere => {
            hold(doing, line)?;
            Say::PackShortHeld { title, order, tote, why }
        }
    };
    super::close_parcel::free_totes(doing, parcel.order)?;
    Ok(Outcome::PackingEnded(Level::Warn, said))
}

/// One picked unit of `line` leaves the tote, and its promise with it.
fn take_one(doing: &mut Doing<'_>, line: LineId, item: ItemId, target: PlaceId) -> Result<()> {
    let missing = || Error::internal("a picked unit has no promise");
    let order = find::line(&doing.read(), line)?.order;
    let picked = doing
        .read()
        .allocations_of(line)?
        .into_iter()
        .find(|promise| promise.item == item && promise.state == AllocationState::Picked)
        .ok_or_else(missing)?;
    let totes = doing.read().totes_of(order)?;
    for tote in totes {
        let here = doing.read().holdings_of(tote, item)?;
        if let Some(holding) = here.iter().find(|holding| holding.run == picked.run).or(here.first()) {
            doing.move_run(item, holding.run, tote, target, 1)?;
            let (qty, state) = match picked.qty {
                1 => (1, AllocationState::Released),
                more => (more - 1, AllocationState::Picked),
            };
            return Ok(doing.write.set_allocation(picked.id, qty, state)?);
        }
    }
    Err(missing())
}
