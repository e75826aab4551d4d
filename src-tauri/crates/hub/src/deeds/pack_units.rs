//! Into the parcel: units from the order's totes, the sleeve, the weight.

use loopdock_domain::bench::{Level, Outcome, Say, Work};
use loopdock_domain::sleeve::SleeveState;
use loopdock_domain::{ItemId, ParcelId, SleeveId};
use loopdock_store::Parcel;

use super::At;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

pub(super) fn pack(doing: &mut Doing<'_>, parcel: ParcelId, item: ItemId, qty: u32) -> Result<Outcome> {
    let parcel = find::parcel(&doing.read(), parcel)?;
    let item = find::item(&doing.read(), item)?;
    let mut left = i64::from(qty);
    for tote in doing.read().totes_of(parcel.order)? {
        left = doing.move_at_most(item.id, tote, parcel.id.place(), left)?;
    }
    if left > 0 {
        return Err(Error::refused(format!("{} is not in the order's tote by the books. Scan SHORT.", item.title)));
    }
    let content = doing.read().parcel_content(parcel.id)?;
    let part = content.iter().find(|part| part.item.id == item.id);
    let (verified, expected) = part.map_or((qty, qty), |part| (part.inside, part.expected));
    let missing = content.iter().map(|part| part.expected - part.inside).sum();
    Ok(Outcome::Packed { item: item.id, title: item.title, qty, verified, expected, left: missing })
}

/// Binds a sleeve; another one that was bound before goes back on the shelf.
pub(super) fn bind_sleeve(doing: &mut Doing<'_>, parcel: ParcelId, sleeve: SleeveId) -> Result<Outcome> {
    let parcel = find::parcel(&doing.read(), parcel)?;
    let before = match parcel.sleeve {
        Some(before) => Some(super::take_back::turn(doing, before, SleeveState::Available)?),
        None => None,
    };
    let row = super::take_back::turn(doing, sleeve, SleeveState::Bound)?;
    doing.write.update_parcel(&parcel, &Parcel { sleeve: Some(sleeve), ..parcel.clone() })?;
    doing.note("sleeve", sleeve);
    let serial = names::serial(&row.serial);
    Ok(match before {
        Some(before) => {
            let before = names::serial(&before.serial);
            Outcome::PackingWent(Level::Warn, Say::SleeveSwapped { serial, before })
        }
        None => Outcome::PackingWent(Level::Ok, Say::SleeveBound { serial }),
    })
}

/// Grams that no wrapping adds to a parcel.
const MUCH_WRAPPING_G: u32 = 5_000;

/// Notes the weight; less than the contents weigh by themselves, or far more, is worth a look.
pub(super) fn weigh(doing: &mut Doing<'_>, at: &At<'_>, parcel: ParcelId, weight_g: u32) -> Result<Outcome> {
    let parcel = find::parcel(&doing.read(), parcel)?;
    doing.write.weigh_parcel(parcel.id, weight_g)?;
    let content_g = match &at.facts.work {
        Work::Pack(pack) => pack.content_weight_g.unwrap_or(0),
        _ => 0,
    };
    let far_more = content_g > 0 && weight_g > content_g.saturating_mul(3).saturating_add(MUCH_WRAPPING_G);
    Ok(if weight_g < content_g {
        Outcome::PackingWent(Level::Warn, Say::WeighedTooLight { weight_g, content_g })
    } else if far_more {
        Outcome::PackingWent(Level::Warn, Say::WeighedTooHeavy { weight_g, content_g })
    } else {
        Outcome::PackingWent(Level::Ok, Say::Weighed { weight_g })
    })
}
