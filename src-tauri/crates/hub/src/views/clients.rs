//! Creators with what they have here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::Money;

use super::{CreatorView, creator_view};
use crate::command::Empty;
use crate::error::Result;
use crate::view::View;

/// A creator with what it has here.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CreatorOverview {
    /// The creator.
    pub creator: CreatorView,
    /// Orders that have not left.
    pub open_orders: i64,
    /// Items of its catalogue.
    pub items: i64,
    /// Sleeves with its buyers.
    pub sleeves_out: i64,
    /// The deposits of these.
    pub deposits: Money,
}

/// Every creator: a hub has dozens, not thousands.
pub(crate) fn creator_overview(view: &View<'_>, _: Empty) -> Result<Vec<CreatorOverview>> {
    let balances = view.read.creator_balances()?;
    let row = |creator: loopdock_store::Creator| {
        let has = balances.get(&creator.id).copied().unwrap_or_default();
        Ok(CreatorOverview {
            creator: creator_view(&view.read, &creator)?,
            open_orders: has.open_orders,
            items: has.items,
            sleeves_out: has.sleeves_out,
            deposits: Money { minor: has.deposits_minor, currency: creator.currency },
        })
    };
    view.read.creators()?.into_iter().map(row).collect()
}
