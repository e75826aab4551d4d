//! What happened to an order, a sentence a deed.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use uuid::Uuid;

use loopdock_domain::bench::Say;
use loopdock_domain::{CreatorId, PrintJobId, WaveId};
use loopdock_labels::Words as _;

use super::order::OrderNamed;
use super::papers;
use crate::error::Result;
use crate::scan::Told;
use crate::view::View;
use crate::{find, names};

/// Something that happened to an order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HistoryView {
    /// Its place in the journal.
    pub seq: i64,
    /// When, milliseconds since the epoch.
    pub at_ms: i64,
    /// The bench; none for what the office or the hub itself did.
    pub bench: Option<String>,
    /// The deed's word.
    pub did: String,
    /// What was done, in a sentence.
    pub say: String,
    /// Whether it was taken back later.
    pub taken_back: bool,
}

/// Longer histories end here: no order is worked on so often.
const MOST: u32 = 2_000;

/// An entry of the journal, as far as it is told.
#[derive(Deserialize)]
struct Entry {
    at_ms: i64,
    kind: String,
    bench: Option<String>,
    undoes: Option<i64>,
    body: Value,
}

pub(crate) fn history(view: &View<'_>, request: OrderNamed) -> Result<Vec<HistoryView>> {
    let order = find::order_by_name(&view.read, &request.order)?;
    let mut all: Vec<HistoryView> = Vec::new();
    let mut undone = Vec::new();
    for (row, answer) in view.read.journal_of(order.id, MOST)? {
        // What a newer program wrote, or an older one, is left out rather than guessed at.
        let Ok(entry) = serde_json::from_str::<Entry>(&row.entry) else { continue };
        let told = answer.filter(|_| entry.kind == "scan").and_then(|text| serde_json::from_str::<Told>(&text).ok());
        let (did, say) = match &told {
            Some(told) if told.said != (Say::Asked {}) => (told.did.clone(), view.texts.say(&told.said)),
            _ => (entry.kind.clone(), sentence(view, &entry, all.is_empty())?),
        };
        undone.extend(entry.undoes);
        all.push(HistoryView { seq: row.seq, at_ms: entry.at_ms, bench: entry.bench, did, say, taken_back: false });
    }
    for row in &mut all {
        row.taken_back = undone.contains(&row.seq);
    }
    Ok(all)
}

/// What the office or the hub itself did. `is_first`: nothing came before it.
fn sentence(view: &View<'_>, entry: &Entry, is_first: bool) -> Result<String> {
    let named = |name: &str| entry.body[name].as_str().unwrap_or_default().to_owned();
    let id = |name: &str| Uuid::parse_str(&named(name)).ok();
    let id_of = match entry.kind.as_str() {
        "import_orders" if is_first => "history-imported",
        "import_orders" => "history-imported-again",
        "add_order" if is_first => "history-entered",
        "add_order" => "history-entered-again",
        "allocate" => "history-allocated",
        "hold_order" => "history-held",
        "resolve_hold" => "history-resolved",
        "plan_wave" => "history-on-wave",
        "reprint" => "history-reprinted",
        "print" => "history-printed",
        "sleeves_lost" => "history-lost",
        "set_fate" => "history-fate",
        "set_returned" => "history-returned",
        "goods_done" => "history-returns-done",
        "scan" => "history-scanned",
        _ => "history-other",
    };
    let creator = match id("creator") {
        Some(id) => view.read.creator(CreatorId::from(id))?.map(|creator| creator.name),
        None => None,
    };
    let wave = match id("wave") {
        Some(id) => view.read.wave(WaveId::from(id))?.map(|wave| names::wave(wave.number)),
        None => None,
    };
    let paper = match id(if entry.kind == "print" { "job" } else { "of" }) {
        Some(id) => view.read.print_job(PrintJobId::from(id))?.map(|job| papers::title(view, &job.document)),
        None => None,
    };
    Ok(view.texts.word(
        id_of,
        &[
            ("kind", &entry.kind.replace('_', " ")),
            ("creator", &creator.unwrap_or_default()),
            ("wave", &wave.unwrap_or_default()),
            ("paper", &paper.unwrap_or_default()),
            ("why", &named("why")),
            ("how", &named("how")),
            ("fate", &named("fate")),
            ("state", &named("state")),
        ],
    ))
}
