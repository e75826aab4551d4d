//! A cycle count: the books follow the shelf, and promises that the shelf can't keep look elsewhere.

use loopdock_domain::bench::{Outcome, Say};
use loopdock_domain::order::LineState;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::{CountId, ItemId, PlaceId, RunId};
use loopdock_store::{Allocation, AllocationState, RunState, TaskState};

use super::pick_task::finish_if_done;
use super::receive_units::unannounced;
use super::short_pick::{Elsewhere, elsewhere};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;

/// `qty` units lie in the bin, besides those that packers hold in their hands.
pub(super) fn count(doing: &mut Doing<'_>, count: CountId, qty: u32) -> Result<Outcome> {
    let count = doing.read().open_bin_count(count)?;
    let count = count.ok_or_else(|| Error::refused("Somebody else has counted this by now."))?;
    let (bin, item) = (count.bin, count.item);
    let in_hand = doing.read().units_in_hand(bin, item)?;
    let on_hand: i64 = doing.read().holdings_of(bin, item)?.iter().map(|holding| holding.on_hand).sum();
    let difference = i64::from(qty) + in_hand - on_hand;
    if difference > 0 {
        found(doing, bin, item, difference)?;
    } else if difference < 0 {
        lost(doing, bin, item, -difference)?;
    }
    doing.write.finish_count(count.id)?;
    doing.note("count", count.id);
    doing.note("difference", difference);
    let title = find::item(&doing.read(), item)?.title;
    let bin = find::place(&doing.read(), bin)?.name;
    Ok(Outcome::Counted(Say::Counted { title, bin, qty, difference }))
}

/// More is there than thought: it belongs to the bin's own run, else to one that nobody announced.
fn found(doing: &mut Doing<'_>, bin: PlaceId, item: ItemId, qty: i64) -> Result<()> {
    let source = doing.virtual_place(PlaceKind::Count)?;
    let known = doing.read().holdings_of(bin, item)?.first().map(|holding| holding.run);
    let run: RunId = match known {
        Some(run) => run,
        None => {
            let run = unannounced(doing, item, RunState::Open)?.id;
            doing.write.count_run(run, qty, RunState::Closed, None)?;
            run
        }
    };
    doing.move_run(item, run, source, bin, qty)
}

/// Less is there than thought: what nobody was promised goes first, the newest run first.
fn lost(doing: &mut Doing<'_>, bin: PlaceId, item: ItemId, qty: i64) -> Result<()> {
    let target = doing.virtual_place(PlaceKind::Count)?;
    let mut left = qty;
    loop {
        for holding in doing.read().holdings_of(bin, item)?.iter().rev() {
            let units = left.min(holding.on_hand - holding.allocated);
            if units > 0 {
                doing.move_run(item, holding.run, bin, target, units)?;
                left -= units;
            }
        }
        if left == 0 {
            return Ok(());
        }
        shed(doing, bin, item)?;
    }
}

/// Takes the latest promise back that nobody holds in the hand; its line looks elsewhere, else it waits.
fn shed(doing: &mut Doing<'_>, bin: PlaceId, item: ItemId) -> Result<()> {
    let mut chosen: Option<Allocation> = None;
    for promise in doing.read().live_allocations_in(bin, item)? {
        if doing.read().task_of(promise.id)?.is_none_or(|task| task.counted == 0) {
            chosen = Some(promise);
            break;
        }
    }
    let promise = chosen.ok_or_else(|| {
        Error::refused("Packers hold more of it in their hands than were counted. Let them put it down first.")
    })?;
    let wave = withdraw(doing, &promise)?;
    if let Elsewhere::Nowhere = elsewhere(doing, promise.line, item, promise.qty, Some(bin))? {
        for other in doing.read().allocations_of(promise.line)? {
            let held = doing.read().task_of(other.id)?.is_some_and(|task| task.counted > 0);
            if other.state == AllocationState::Live && !held {
                withdraw(doing, &other)?;
            }
        }
        // A line that a person holds stays held.
        if find::line(&doing.read(), promise.line)?.state != LineState::Held {
            doing.write.set_line(promise.line, LineState::Waiting, None)?;
        }
    }
    if let Some(wave) = wave {
        finish_if_done(doing, wave)?;
    }
    Ok(())
}

/// Takes a promise back and drops the task that was to keep it.
pub(crate) fn withdraw(doing: &mut Doing<'_>, promise: &Allocation) -> Result<Option<loopdock_domain::WaveId>> {
    let task = doing.read().task_of(promise.id)?;
    if let Some(task) = &task {
        doing.write.set_task(task.id, TaskState::Dropped, 0)?;
    }
    doing.write.set_allocation(promise.id, promise.qty, AllocationState::Released)?;
    Ok(task.map(|task| task.wave))
}
