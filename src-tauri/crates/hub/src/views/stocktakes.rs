//! Stocktakes of sleeves: what was missing, and what lay there that should not.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::sleeve::{Found, SleeveState};
use loopdock_store::Stocktake;

use super::page::{Page, PageRequest};
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

/// A stocktake.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StocktakeView {
    /// Its short number.
    pub number: i64,
    /// The bench that does it or did.
    pub bench: String,
    /// When it began, milliseconds since the epoch.
    pub opened_ms: i64,
    /// When it ended, milliseconds since the epoch.
    pub closed_ms: Option<i64>,
    /// Sleeves that were seen where they belong.
    pub seen: u32,
    /// Sleeves that are to be seen yet, while it is under way.
    pub left: u32,
    /// Sleeves that were to be there and were not seen.
    pub missing: Vec<FoundSleeve>,
    /// The serials of those that nobody has found since.
    pub still_missing: Vec<String>,
    /// Sleeves that lay there and should be elsewhere.
    pub strays: Vec<FoundSleeve>,
}

/// A sleeve that was not where it belongs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FoundSleeve {
    /// Its serial.
    pub serial: String,
    /// Where it is now, by the books.
    pub state: SleeveState,
}

pub(crate) fn stocktakes(view: &View<'_>, request: PageRequest) -> Result<Page<StocktakeView>> {
    let rows = view.read.stocktakes(request.part())?;
    let rows = rows.into_iter().map(|stocktake| shown(view, stocktake)).collect::<Result<_>>()?;
    Ok(Page { total: view.read.count_stocktakes()?, rows })
}

fn shown(view: &View<'_>, stocktake: Stocktake) -> Result<StocktakeView> {
    let found = |found| -> Result<Vec<FoundSleeve>> {
        let sleeves = view.read.sleeves_found(stocktake.id, found)?;
        Ok(sleeves
            .into_iter()
            .map(|sleeve| FoundSleeve { serial: names::serial(&sleeve.serial), state: sleeve.state })
            .collect())
    };
    let count = view.read.count_found(stocktake.id)?;
    Ok(StocktakeView {
        number: stocktake.number,
        bench: find::place(&view.read, stocktake.bench)?.name,
        opened_ms: stocktake.opened_ms,
        closed_ms: stocktake.closed_ms,
        seen: count.seen,
        left: if stocktake.closed_ms.is_none() { count.left } else { 0 },
        still_missing: view
            .read
            .still_missing(stocktake.id)?
            .iter()
            .map(|sleeve| names::serial(&sleeve.serial))
            .collect(),
        missing: found(Found::Missing)?,
        strays: found(Found::Stray)?,
    })
}
