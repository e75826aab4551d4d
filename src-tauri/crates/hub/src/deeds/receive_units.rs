//! Receiving: units of a run from the supplier onto the bench, and the end of it.

use loopdock_domain::bench::{Outcome, RunFact};
use loopdock_domain::order::ItemKind;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::{ItemId, RunId, count};
use loopdock_store::{Run, RunState};

use super::At;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

/// Counts `qty` units onto the bench; opens a run that nobody announced where there is none.
pub(super) fn receive(
    doing: &mut Doing<'_>,
    at: &At<'_>,
    item: ItemId,
    run: Option<RunId>,
    qty: u32,
) -> Result<Outcome> {
    let item = find::item(&doing.read(), item)?;
    if item.kind != ItemKind::Stocked {
        // The office changed it after the bench had asked whether it comes in.
        return Err(Error::refused(format!("{} is {} now: no shelf holds it.", item.title, item.kind)));
    }
    let run = match run {
        Some(id) => find::run(&doing.read(), id)?,
        None => unannounced(doing, item.id, RunState::Open)?,
    };
    let received = run.received + i64::from(qty);
    let supplier = doing.virtual_place(PlaceKind::Supplier)?;
    doing.move_run(item.id, run.id, supplier, at.place, i64::from(qty))?;
    doing.write.count_run(run.id, received, RunState::Open, Some(at.place))?;
    doing.note("run", run.id);
    let fact = RunFact { id: run.id, number: names::run(run.number), sku: item.sku, expected: run.expected, received };
    Ok(Outcome::Received { item: item.id, title: item.title, qty, run: fact })
}

/// A run that nobody announced. It stays when its deed is taken back, because the ledger names it; it is then empty.
pub(super) fn unannounced(doing: &mut Doing<'_>, item: ItemId, state: RunState) -> Result<Run> {
    let run = Run {
        id: doing.id::<RunId>(),
        number: doing.write.next_number("run")?,
        item,
        maker: String::new(),
        expected: None,
        received: 0,
        unit_cost_minor: None,
        state,
        bench: None,
    };
    doing.write.insert_run(&run)?;
    doing.note("opened_run", run.id);
    Ok(run)
}

/// Puts one damaged unit from the bench into quarantine.
pub(super) fn set_aside(doing: &mut Doing<'_>, at: &At<'_>, item: ItemId) -> Result<Outcome> {
    let item = find::item(&doing.read(), item)?;
    let quarantine = doing.virtual_place(PlaceKind::Quarantine)?;
    doing.move_oldest(item.id, at.place, quarantine, 1)?;
    Ok(Outcome::SetAside { title: item.title })
}

/// Closes the runs that were counted at this bench, and says where they differ from what was announced.
pub(super) fn close_runs(doing: &mut Doing<'_>, at: &At<'_>) -> Result<Outcome> {
    let runs = doing.read().runs_at(at.place)?;
    let mut differences = Vec::new();
    for run in &runs {
        doing.write.count_run(run.id, run.received, RunState::Closed, None)?;
        if run.expected != Some(run.received) {
            let sku = find::item(&doing.read(), run.item)?.sku;
            let expected = run.expected.map_or_else(|| "–".to_owned(), |units| units.to_string());
            differences.push(format!("{}: {} / {expected} {sku}", names::run(run.number), run.received));
        }
    }
    doing.note("runs", runs.iter().map(|run| run.id).collect::<Vec<_>>());
    Ok(Outcome::RunsClosed { runs: count(runs.len()), differences: differences.join("; ") })
}
