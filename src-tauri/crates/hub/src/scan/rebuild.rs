//! A bench whose stored state can't be read stands where the tables say that it worked last.

use loopdock_domain::PlaceId;
use loopdock_domain::bench::{Bench, Mode};
use loopdock_store::Read;

use crate::error::Result;

/// What came back and is not done with at the bench at `place`: a sleeve that waits for a look, or goods.
pub(crate) fn came_back_at(read: &Read<'_>, place: PlaceId) -> Result<Option<Mode>> {
    if let Some(settlement) = read.pending_settlements_at(place, 1)?.first() {
        return Ok(Some(Mode::TakeBack { settlement: settlement.id }));
    }
    let goods = read.goods_open_at(place)?.pop();
    Ok(goods.map(|goods| Mode::GoodsBack { parcel: goods.parcel, unit: None, by_slip: false }))
}

/// What is open at the bench at `place`: a look at a sleeve, goods that came back, a parcel, a walk, a delivery, units that lie about, a
/// stocktake, a handover, in this sequence: what was put down and what was in hand can't be told apart, and BACK leaves it again.
pub(super) fn bench(read: &Read<'_>, place: PlaceId) -> Result<Bench> {
    if let Some(mode) = came_back_at(read, place)? {
        return Ok(Bench::in_mode(mode));
    }
    if let Some(parcel) = read.parcels_begun_at(place)?.first() {
        return Ok(Bench::in_mode(Mode::Pack { parcel: parcel.id }));
    }
    if let Some(wave) = read.open_waves()?.iter().find(|wave| wave.bench == Some(place)) {
        return Ok(Bench::in_mode(Mode::Pick { wave: wave.id }));
    }
    if !read.runs_at(place)?.is_empty() {
        return Ok(Bench::in_mode(Mode::Receive));
    }
    if !read.holdings_at(place)?.is_empty() {
        return Ok(Bench::in_mode(Mode::PutAway { from: place, bin: None }));
    }
    if let Some(stocktake) = read.open_stocktake_at(place)? {
        return Ok(Bench::in_mode(Mode::Stocktake { stocktake: stocktake.id }));
    }
    // Last, because one that waits for its van may be open all day; an empty one can't be told from one that was left.
    for handover in read.open_handovers_at(place)? {
        if read.count_parcels_on(handover.id)? > 0 {
            return Ok(Bench::in_mode(Mode::HandOver { handover: handover.id }));
        }
    }
    Ok(Bench::idle())
}
