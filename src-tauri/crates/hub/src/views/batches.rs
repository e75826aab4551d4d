//! Batches of sleeves: what is known of each, and where its sleeves are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::{CreatorId, Money};
use loopdock_store::BatchStock;

use crate::command::Empty;
use crate::error::Result;
use crate::find;
use crate::view::View;

/// Sleeves that were registered together.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BatchView {
    /// Its short number.
    pub number: i64,
    /// When, milliseconds since the epoch.
    pub registered_ms: i64,
    /// Their size; may be empty.
    pub size: String,
    /// The creator that owns them; the hub does where that is none.
    pub owner: Option<String>,
    /// What one of them cost; none where nobody knows.
    pub price: Option<Money>,
    /// How many were registered.
    pub sleeves: u32,
    /// Those on the shelf.
    pub available: u32,
    /// Those with buyers.
    pub away: u32,
    /// Those that are lost.
    pub lost: u32,
}

pub(crate) fn sleeve_batches(view: &View<'_>, _: Empty) -> Result<Vec<BatchView>> {
    let row = |BatchStock { batch, available, away, lost }: BatchStock| {
        Ok(BatchView {
            owner: owner(view, batch.owner)?,
            price: batch.price(),
            number: batch.number,
            registered_ms: batch.registered_ms,
            size: batch.size,
            sleeves: batch.sleeves,
            available,
            away,
            lost,
        })
    };
    view.read.batches()?.into_iter().map(row).collect()
}

/// The name of the creator that owns sleeves, where one does.
pub(super) fn owner(view: &View<'_>, owner: Option<CreatorId>) -> Result<Option<String>> {
    Ok(owner.map(|owner| find::creator(&view.read, owner)).transpose()?.map(|owner| owner.name))
}
