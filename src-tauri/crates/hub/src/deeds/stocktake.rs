//! A stocktake of sleeves: everything on the shelf is scanned, and what is missing may be written off.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::{Bench, Level, Mode, Outcome, Say};
use loopdock_domain::sleeve::{Found, SleeveState};
use loopdock_domain::{SleeveId, StocktakeId};
use loopdock_store::{FoundCount, Stocktake};

use super::sleeves;
use crate::command::Empty;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names, scan};

/// Where one is done.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BeginStocktake {
    /// The bench whose scanner sees the sleeves.
    pub bench: String,
}

/// Which stocktake.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StocktakeNamed {
    /// Its short number.
    pub number: i64,
}

/// The bench counts the sleeves on the shelf from now on, or goes on with it.
pub(crate) fn begin_stocktake(doing: &mut Doing<'_>, request: BeginStocktake) -> Result<StocktakeNamed> {
    let (place, bench) = scan::bench_of(doing, &request.bench)?;
    if bench.mode != Mode::Idle {
        return Err(Error::refused(format!(
            "Bench {} is at something else. Finish that, or leave it with BACK, first.",
            request.bench.trim()
        )));
    }
    let stocktake = match doing.read().open_stocktake_at(place)? {
        Some(open) => open,
        None => {
            let number = doing.write.next_number("stocktake")?;
            let (id, opened_ms) = (doing.id::<StocktakeId>(), doing.at_ms);
            let new = Stocktake { id, number, bench: place, opened_ms, closed_ms: None };
            doing.write.insert_stocktake(&new)?;
            new
        }
    };
    scan::turn_bench(doing, place, &Bench::in_mode(Mode::Stocktake { stocktake: stocktake.id }))?;
    doing.note("stocktake", stocktake.id);
    Ok(StocktakeNamed { number: stocktake.number })
}

/// A sleeve is on the shelf, whether the books say so or not.
pub(super) fn see(doing: &mut Doing<'_>, id: StocktakeId, sleeve: SleeveId) -> Result<Outcome> {
    let sleeve = find::sleeve(&doing.read(), sleeve)?;
    let serial = names::serial(&sleeve.serial);
    doing.note("stocktake", id);
    let was = doing.read().found_in(id, sleeve.id)?;
    let (now, level, said) = match was {
        Some(before @ (Found::OnTheShelf | Found::Stray)) => (before, Level::Ok, Say::SleeveSeenAgain { serial }),
        _ if sleeve.state == SleeveState::Available => (Found::OnTheShelf, Level::Ok, Say::SleeveSeen { serial }),
        _ => {
            let state = sleeve.state.to_string();
            (Found::Stray, Level::Warn, Say::SleeveStray { serial, state })
        }
    };
    if was != Some(now) {
        doing.write.see_sleeve(id, sleeve.id, now)?;
    }
    Ok(Outcome::SleeveSeen { was, now, level, said })
}

/// Everything was scanned.
pub(super) fn close(doing: &mut Doing<'_>, id: StocktakeId) -> Result<Outcome> {
    doing.write.close_stocktake(id, doing.at_ms)?;
    doing.note("stocktake", id);
    let FoundCount { seen, strays, missing, .. } = doing.read().count_found(id)?;
    Ok(Outcome::StocktakeClosed(Say::StocktakeClosed { seen, missing, strays }))
}

/// What a stocktake missed and nobody has found since is out of the fleet.
pub(crate) fn retire_missing(doing: &mut Doing<'_>, request: StocktakeNamed) -> Result<Empty> {
    let number = request.number;
    let stocktake = doing.read().stocktake_numbered(number)?;
    let stocktake = stocktake.ok_or_else(|| Error::not_found(format!("There is no stocktake {number}.")))?;
    let missing = doing.read().still_missing(stocktake.id)?;
    let still: Vec<SleeveId> = missing.iter().map(|sleeve| sleeve.id).collect();
    if still.is_empty() {
        return Err(Error::refused(format!("Nothing is missing of stocktake {number} any more.")));
    }
    sleeves::put(doing, &still, SleeveState::Retired)?;
    doing.note("stocktake", stocktake.id);
    doing.note("reason", format!("missing at stocktake {number}"));
    Ok(Empty {})
}
