//! Carrying units into a bin, from the bench or from a tote whose order is gone.

use loopdock_domain::bench::Outcome;
use loopdock_domain::{ItemId, PlaceId};

use crate::doing::Doing;
use crate::error::Result;
use crate::find;

pub(super) fn put_away(
    doing: &mut Doing<'_>,
    item: ItemId,
    (from, bin): (PlaceId, PlaceId),
    qty: u32,
) -> Result<Outcome> {
    let item = find::item(&doing.read(), item)?;
    let bin = find::place(&doing.read(), bin)?;
    doing.move_oldest(item.id, from, bin.id, i64::from(qty))?;
    Ok(Outcome::PutAway { item: item.id, title: item.title, qty, bin: bin.name })
}
