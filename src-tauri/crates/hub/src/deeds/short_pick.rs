//! Less is there than was promised: look elsewhere, else hold the line; and have the bin counted.

use loopdock_domain::bench::{Outcome, Say, ShortReason};
use loopdock_domain::order::{HoldReason, LineState};
use loopdock_domain::place::PlaceKind;
use loopdock_domain::{CountId, ItemId, LineId, OrderId, PlaceId, TaskId, WaveId};
use loopdock_store::{AllocationState, BinCount, NewTask, Task, TaskState};
use loopdock_walk::walking_order;

use super::allocate::Pool;
use super::pick_task::finish_if_done;
use crate::doing::Doing;
use crate::error::Result;
use crate::{find, names};

/// What was found elsewhere: the name of the first bin.
pub(super) enum Elsewhere {
    /// Enough, there.
    Found(String),
    /// Not enough anywhere.
    Nowhere,
}

/// The task's bin holds only what was counted.
pub(super) fn short(doing: &mut Doing<'_>, task: TaskId, why: ShortReason) -> Result<Outcome> {
    let task = find::task(&doing.read(), task)?;
    let missing = task.qty - task.counted;
    shrink(doing, &task)?;
    doing.write.touch_order(task.order, doing.seq)?;
    // What is missing may be missing everywhere in this bin; beside a damaged unit there may be good ones.
    let not_from = match why {
        ShortReason::Damaged => {
            let quarantine = doing.virtual_place(PlaceKind::Quarantine)?;
            doing.move_run(task.item, task.run, task.bin, quarantine, i64::from(missing))?;
            None
        }
        ShortReason::Missing => Some(task.bin),
    };
    let found = elsewhere(doing, task.line, task.item, missing, not_from)?;
    // Asked for last: a bin that is to be counted gives nothing.
    let asked = BinCount { id: doing.id::<CountId>(), bin: task.bin, item: task.item };
    let count = doing.write.ask_for_count(&asked)?;
    let item = find::item(&doing.read(), task.item)?;
    let said = match found {
        Elsewhere::Found(bin) => Say::ShortMoved { title: item.title, missing, bin, why },
        Elsewhere::Nowhere => {
            hold(doing, task.line)?;
            let order = names::order(find::order(&doing.read(), task.order)?.number);
            Say::ShortHeld { title: item.title, missing, order, why }
        }
    };
    doing.note("task", task.id);
    doing.note("missing", missing);
    doing.note("why", why);
    let wave_done = finish_if_done(doing, task.wave)?;
    Ok(Outcome::Short { said, count, wave_done })
}

/// The task asks only for what is in the packer's hand; with empty hands it is dropped.
fn shrink(doing: &mut Doing<'_>, task: &Task) -> Result<()> {
    if task.counted == 0 {
        doing.write.set_task(task.id, TaskState::Dropped, 0)?;
        doing.write.set_allocation(task.allocation, task.qty, AllocationState::Released)?;
    } else {
        doing.write.set_allocation(task.allocation, task.counted, AllocationState::Live)?;
    }
    Ok(())
}

/// Promises `qty` units of `item` from other bins than `not_from` to `line`: all of them, or none.
pub(super) fn elsewhere(
    doing: &mut Doing<'_>,
    line: LineId,
    item: ItemId,
    qty: u32,
    not_from: Option<PlaceId>,
) -> Result<Elsewhere> {
    let mut pool = Pool::default();
    pool.leave_out(&doing.read(), item, not_from)?;
    if pool.left(&doing.read(), item)? < i64::from(qty) {
        return Ok(Elsewhere::Nowhere);
    }
    let before = doing.read().allocations_of(line)?;
    let Some(bin) = pool.promise(doing, line, (item, qty), &before)? else { return Ok(Elsewhere::Nowhere) };
    let order = find::order(&doing.read(), find::line(&doing.read(), line)?.order)?;
    if let Some(wave) = order.wave {
        fetch_on_this_walk(doing, wave, order.id)?;
    }
    Ok(Elsewhere::Found(find::place(&doing.read(), bin)?.name))
}

/// A line that can't be completed waits for a person. What was picked of it stays in its tote.
pub(super) fn hold(doing: &mut Doing<'_>, line: LineId) -> Result<()> {
    Ok(doing.write.set_line(line, LineState::Held, Some(HoldReason::Short))?)
}

/// New promises to `order` become tasks of its wave; what is left of the walk is sorted anew.
fn fetch_on_this_walk(doing: &mut Doing<'_>, wave: WaveId, order: OrderId) -> Result<()> {
    for allocation in doing.read().live_allocations_of_order(order)? {
        if doing.read().task_of(allocation.id)?.is_none() {
            let new = NewTask { id: doing.id::<TaskId>(), wave, position: i64::MAX / 2, allocation: allocation.id };
            doing.write.insert_task(&new)?;
        }
    }
    let mut stops = Vec::new();
    for task in doing.read().tasks_of(wave)? {
        if matches!(task.state, TaskState::Open | TaskState::AtBin) {
            stops.push((task.id, task.state, find::place(&doing.read(), task.bin)?.position));
        }
    }
    walking_order(&mut stops, |(_, _, position)| *position);
    // What is in the packer's hand comes first.
    stops.sort_by_key(|(_, state, _)| *state == TaskState::Open);
    for (position, (id, _, _)) in (1_i64..).zip(stops) {
        doing.write.set_task_position(id, position)?;
    }
    Ok(())
}
