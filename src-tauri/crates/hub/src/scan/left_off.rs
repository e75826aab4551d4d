//! What was begun at a bench and put down there with BACK: whoever comes back to it goes on with that first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::PlaceId;
use loopdock_domain::count;
use loopdock_store::Read;

use crate::error::Result;
use crate::{find, names};

/// Work that was begun and not ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftOff {
    /// A parcel: its tote or its order goes on with it.
    Parcel {
        /// The order's number.
        order: String,
        /// Its first tote, unless it is empty by now.
        tote: Option<String>,
    },
    /// A walk that is at no other bench: NEXT goes on with the first, its code with each.
    Walk {
        /// `W-3`.
        wave: String,
        /// Stops that are done.
        done: u32,
        /// All its stops.
        tasks: u32,
    },
    /// A delivery that is being counted in: a unit out of it goes on with it.
    Delivery {
        /// The runs in it.
        runs: Vec<String>,
    },
    /// Units that lie on the bench: a bin puts them away.
    Loose {
        /// How many.
        units: u32,
    },
    /// Goods that came back: their slip goes on with them.
    Goods {
        /// `P-12`; none where nobody knows.
        parcel: Option<String>,
        /// Units that are counted.
        units: u32,
    },
    /// Sleeves that are counted: the screen Sleeves goes on with it.
    Stocktake {
        /// Sleeves that are to be seen yet.
        left: u32,
    },
    /// A handover that is half loaded: its carrier or another parcel goes on with it.
    Handover {
        /// To whom.
        carrier: String,
        /// Parcels on it.
        loaded: u32,
    },
}

/// What was left off at the bench at `place`, what an order waits for first. A walk that was put down is at no bench: the
/// next NEXT goes on with it, wherever that is.
pub(super) fn left_off(read: &Read<'_>, place: PlaceId) -> Result<Vec<LeftOff>> {
    let mut left = Vec::new();
    for parcel in read.parcels_begun_at(place)? {
        let order = names::order(find::order(read, parcel.order)?.number);
        left.push(LeftOff::Parcel { order, tote: read.first_tote_of(parcel.order)?.map(|(_, name)| name) });
    }
    for wave in read.open_waves()?.iter().filter(|wave| wave.bench.is_none_or(|bench| bench == place)) {
        let (done, tasks) = read.task_progress(wave.id)?;
        left.push(LeftOff::Walk { wave: names::wave(wave.number), done, tasks });
    }
    let runs: Vec<String> = read.runs_at(place)?.iter().map(|run| names::run(run.number)).collect();
    if !runs.is_empty() {
        left.push(LeftOff::Delivery { runs });
    }
    let units: i64 = read.holdings_at(place)?.iter().map(|holding| holding.on_hand).sum();
    if units > 0 {
        left.push(LeftOff::Loose { units: count(units) });
    }
    for goods in read.goods_open_at(place)? {
        let parcel = goods.parcel.map(|parcel| find::parcel(read, parcel)).transpose()?;
        left.push(LeftOff::Goods {
            parcel: parcel.and_then(|parcel| parcel.number).map(names::parcel),
            units: count(read.returned_units(goods.id)?.len()),
        });
    }
    if let Some(stocktake) = read.open_stocktake_at(place)? {
        left.push(LeftOff::Stocktake { left: read.count_found(stocktake.id)?.left });
    }
    for handover in read.open_handovers_at(place)? {
        let loaded = read.count_parcels_on(handover.id)?;
        if loaded > 0 {
            left.push(LeftOff::Handover { carrier: find::carrier(read, handover.carrier)?.name, loaded });
        }
    }
    Ok(left)
}
