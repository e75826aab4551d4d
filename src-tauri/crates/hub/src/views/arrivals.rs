//! Runs on their way, at a bench, and counted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::{RunId, words};
use loopdock_store::{Run, RunState};

use super::page::{Page, part};
use super::picture::{PicturedItem, pictured};
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

words! {
    /// How far a run has come.
    RunStage {
        /// Announced, and nothing of it is here.
        OnTheWay = "on_the_way",
        /// Some of it was scanned at a bench.
        Counting = "counting",
        /// It was counted to its end.
        Counted = "counted",
    }
}

/// Which runs.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindRuns {
    /// This one only: `#7`.
    #[serde(default)]
    pub run: Option<String>,
    /// Those that were counted, newest first, and not those that are on their way or at a bench, oldest first.
    #[serde(default)]
    pub counted: bool,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A run with how far it has come.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ArrivalView {
    /// Its id.
    pub id: RunId,
    /// `#7`.
    pub run: String,
    /// How far it has come.
    pub stage: RunStage,
    /// The creator's key.
    pub creator: String,
    /// The creator's name.
    pub creator_name: String,
    /// The item's SKU.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// Whether the item bears a barcode of its own: without one it needs a printed code.
    pub has_barcode: bool,
    /// The item's own code.
    pub code: String,
    /// Which picture the item has.
    pub picture: Option<PicturedItem>,
    /// Who made it.
    pub maker: String,
    /// Announced units; none where nobody announced it.
    pub expected: Option<i64>,
    /// Units counted in.
    pub received: i64,
    /// Of these, units that still lie on a bench.
    pub on_bench: i64,
    /// Units that buyers sent back.
    pub came_back: i64,
    /// Units too many or, below zero, missing: of a run that was counted, and of one that has too many already.
    pub difference: Option<i64>,
    /// The bench that counts it.
    pub bench: Option<String>,
    /// When it was announced or opened, milliseconds since the epoch.
    pub opened_ms: i64,
}

pub(crate) fn find_runs(view: &View<'_>, request: FindRuns) -> Result<Page<ArrivalView>> {
    if let Some(name) = &request.run {
        let run = find::run_by_name(&view.read, name)?;
        return Ok(Page { total: 1, rows: vec![arrival(view, run)?] });
    }
    let part = part(request.offset, request.limit);
    let (total, runs) = if request.counted {
        (view.read.count_closed_runs()?, view.read.closed_runs(part)?)
    } else {
        (view.read.count_open_runs()?, view.read.open_runs(part)?)
    };
    Ok(Page { total, rows: runs.into_iter().map(|run| arrival(view, run)).collect::<Result<_>>()? })
}

fn arrival(view: &View<'_>, run: Run) -> Result<ArrivalView> {
    let item = find::item(&view.read, run.item)?;
    let creator = find::creator(&view.read, item.creator)?;
    let stage = match run.state {
        RunState::Closed => RunStage::Counted,
        RunState::Open if run.received == 0 => RunStage::OnTheWay,
        RunState::Open => RunStage::Counting,
    };
    let difference = run.expected.map(|expected| run.received - expected);
    Ok(ArrivalView {
        id: run.id,
        run: names::run(run.number),
        stage,
        creator: creator.key,
        creator_name: creator.name,
        has_barcode: item.barcode.is_some(),
        code: OwnCode::new(CodeKind::Item, item.number).payload(&view.hub.key),
        picture: pictured(view, item.id)?,
        sku: item.sku,
        title: item.title,
        maker: run.maker,
        expected: run.expected,
        received: run.received,
        came_back: view.read.count_back(run.item, run.id)?,
        on_bench: view.read.units_on_benches(run.item, run.id)?,
        difference: difference.filter(|units| *units > 0 || (stage == RunStage::Counted && *units != 0)),
        bench: find::bench_name(&view.read, run.bench)?,
        opened_ms: run.id.made_ms(),
    })
}
