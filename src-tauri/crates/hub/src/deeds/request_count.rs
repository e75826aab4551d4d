//! Asking for a cycle count; whoever scans the bin next does it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::CountId;
use loopdock_domain::order::ItemKind;
use loopdock_store::BinCount;

use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;

/// What to count.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CountRequest {
    /// The bin's name.
    pub bin: String,
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
}

/// The count that is open now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CountAsked {
    /// Its id.
    pub count: CountId,
}

pub(crate) fn request_count(doing: &mut Doing<'_>, request: CountRequest) -> Result<CountAsked> {
    let bin = find::bin_named(&doing.read(), &request.bin)?;
    let item = find::item_named(&doing.read(), &request.creator, &request.sku)?;
    if item.kind != ItemKind::Stocked {
        return Err(Error::refused(format!(
            "{} is {}: it lies in no bin, so nobody can count it.",
            item.title, item.kind
        )));
    }
    let asked = BinCount { id: doing.id::<CountId>(), bin: bin.id, item: item.id };
    let count = doing.write.ask_for_count(&asked)?;
    doing.note("count", count);
    Ok(CountAsked { count })
}
