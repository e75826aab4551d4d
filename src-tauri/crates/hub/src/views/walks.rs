//! Waves that are being walked, and what waits for one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::count;

use super::papers::{self, PaperView};
use crate::command::Empty;
use crate::deeds::{MOST_ORDERS, free_totes};
use crate::error::Result;
use crate::printing::Document;
use crate::view::View;
use crate::{find, names};

/// What there is to walk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WaveOverview {
    /// Orders that a wave can take.
    pub ready: i64,
    /// The most orders of one walk.
    pub most: u32,
    /// Empty totes that no order on a walk needs, as many as one walk takes at most.
    pub totes: u32,
    /// Open waves, oldest first.
    pub waves: Vec<WalkView>,
}

/// An open wave.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WalkView {
    /// `W-3`.
    pub wave: String,
    /// Its code.
    pub code: String,
    /// The bench that walks it.
    pub bench: Option<String>,
    /// Its orders.
    pub orders: u32,
    /// Tasks that are done.
    pub done: u32,
    /// All its tasks.
    pub tasks: u32,
    /// Its newest pick list.
    pub paper: Option<PaperView>,
}

pub(crate) fn wave_overview(view: &View<'_>, _: Empty) -> Result<WaveOverview> {
    let read = &view.read;
    let mut waves = Vec::new();
    for wave in read.open_waves()? {
        let (done, tasks) = read.task_progress(wave.id)?;
        waves.push(WalkView {
            wave: names::wave(wave.number),
            code: OwnCode::new(CodeKind::Wave, wave.number).payload(&view.hub.key),
            bench: find::bench_name(read, wave.bench)?,
            orders: count(read.orders_on(wave.id)?.len()),
            done,
            tasks,
            paper: papers::newest(read, &Document::PickList { wave: wave.id })?,
        });
    }
    Ok(WaveOverview { ready: read.count_orders_to_pick()?, most: MOST_ORDERS, totes: free_totes(read)?, waves })
}
