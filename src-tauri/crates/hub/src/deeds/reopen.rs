//! Opening a packed parcel again: it is on the bench as it was before it was closed, and its label is void.
//!
//! UNDO takes this back like any other deed: no label that was printed since counts, so the one that lies on the parcel
//! counts again, and papers that had waited wait again.

use loopdock_domain::ParcelId;
use loopdock_domain::bench::{Outcome, ParcelState, Say};
use loopdock_domain::order::LineState;
use loopdock_store::Parcel;

use super::At;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::printing::Document;
use crate::{find, names};

pub(super) fn reopen(doing: &mut Doing<'_>, at: &At<'_>, parcel: ParcelId) -> Result<Outcome> {
    let parcel = find::parcel(&doing.read(), parcel)?;
    let number = parcel.number.ok_or_else(|| Error::internal("a packed parcel has no number"))?;
    for document in Document::of_parcel(parcel.id) {
        doing.withdraw(&document)?;
    }
    super::undo::void_codes(doing, parcel.id, number)?;
    let open = Parcel {
        number: None,
        state: ParcelState::Packing,
        bench: at.place,
        terms: None,
        cohort: None,
        ..parcel.clone()
    };
    doing.write.update_parcel(&parcel, &open)?;
    for line in doing.read().parcel_lines(parcel.id)? {
        doing.write.set_line(line.line, LineState::Picked, None)?;
    }
    doing.note("parcel", parcel.id);
    doing.note("number", number);
    let order = names::order(find::order(&doing.read(), parcel.order)?.number);
    let said = Say::ParcelReopened { parcel: names::parcel(number), order };
    Ok(Outcome::PackingStarted { parcel: parcel.id, said })
}
