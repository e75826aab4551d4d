//! One task of a walk: stand at the bin, take the units, put them into the tote; or do it later.

use loopdock_domain::bench::{Outcome, Say};
use loopdock_domain::{PlaceId, TaskId, WaveId};
use loopdock_store::{AllocationState, TaskState, WaveState};

use crate::doing::Doing;
use crate::error::Result;
use crate::{find, names};

pub(super) fn confirm_bin(doing: &mut Doing<'_>, task: TaskId) -> Result<Outcome> {
    let task = find::task(&doing.read(), task)?;
    doing.write.set_task(task.id, TaskState::AtBin, task.counted)?;
    Ok(Outcome::Walked(Say::AtBin { bin: task.bin_name }))
}

pub(super) fn take(doing: &mut Doing<'_>, task: TaskId, qty: u32) -> Result<Outcome> {
    let task = find::task(&doing.read(), task)?;
    let counted = task.counted + qty;
    doing.write.set_task_counted(task.id, counted)?;
    Ok(Outcome::Taken { item: task.item, title: task.title, qty, counted, asked: task.qty })
}

pub(super) fn skip(doing: &mut Doing<'_>, task: TaskId) -> Result<Outcome> {
    let task = find::task(&doing.read(), task)?;
    let last = doing.read().tasks_of(task.wave)?.iter().map(|other| other.position).max().unwrap_or_default();
    doing.write.set_task_position(task.id, last + 1)?;
    doing.write.set_task(task.id, TaskState::Open, task.counted)?;
    Ok(Outcome::Walked(Say::TaskSkipped { title: task.title, bin: task.bin_name }))
}

pub(super) fn put_back(doing: &mut Doing<'_>, task: TaskId) -> Result<Outcome> {
    let task = find::task(&doing.read(), task)?;
    doing.write.set_task_counted(task.id, 0)?;
    Ok(Outcome::Walked(Say::UnitsPutBack { title: task.title, qty: task.counted, bin: task.bin_name }))
}

/// The units leave the bin: their promise is kept, and the tote carries the order from now on.
pub(super) fn put_in_tote(doing: &mut Doing<'_>, task: TaskId, tote: PlaceId) -> Result<Outcome> {
    let task = find::task(&doing.read(), task)?;
    let tote = find::place(&doing.read(), tote)?;
    doing.write.set_allocation(task.allocation, task.qty, AllocationState::Picked)?;
    doing.move_run(task.item, task.run, task.bin, tote.id, i64::from(task.qty))?;
    doing.write.use_tote(tote.id, task.order)?;
    doing.write.touch_order(task.order, doing.seq)?;
    doing.write.set_task(task.id, TaskState::Done, task.counted)?;
    doing.write.set_line_picked_if_whole(task.line)?;
    let order = names::order(task.order_number);
    let order_done = doing.read().count_open_tasks_for(task.wave, task.order)? == 0;
    if order_done {
        doing.write.set_order_wave(task.order, None)?;
    }
    let Some(next) = doing.read().next_task(task.wave)? else {
        let wave = finish(doing, task.wave)?;
        return Ok(Outcome::WaveEnded(Say::WavePicked { wave }));
    };
    // The next task's bin need not be scanned again when the packer stands at it.
    if next.bin == task.bin && next.state == TaskState::Open {
        doing.write.set_task(next.id, TaskState::AtBin, next.counted)?;
    }
    Ok(Outcome::Walked(if order_done {
        Say::OrderPicked { order, tote: tote.name }
    } else {
        Say::UnitsInTote { title: task.title, qty: task.qty, tote: tote.name, order }
    }))
}

/// Closes a wave that has nothing left to pick; answers with its number then.
pub(super) fn finish_if_done(doing: &mut Doing<'_>, wave: WaveId) -> Result<Option<String>> {
    if doing.read().count_open_tasks(wave)? > 0 {
        return Ok(None);
    }
    finish(doing, wave).map(Some)
}

/// Closes a wave, and frees the orders on it; answers with its number.
fn finish(doing: &mut Doing<'_>, wave: WaveId) -> Result<String> {
    let row = find::wave(&doing.read(), wave)?;
    for order in doing.read().orders_on(wave)? {
        doing.write.set_order_wave(order, None)?;
    }
    doing.write.set_wave(wave, WaveState::Done, None)?;
    Ok(names::wave(row.number))
}
