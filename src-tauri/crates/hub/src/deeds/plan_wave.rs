//! Waves: made of orders that can be picked, taken by a bench, left for the next.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::{Outcome, Say};
use loopdock_domain::order::LineState;
use loopdock_domain::{OrderId, PlaceId, TaskId, WaveId, count};
use loopdock_store::{NewTask, Order, Read, TaskState, Wave, WaveState};
use loopdock_walk::walking_order;

use super::At;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::printing::Document;
use crate::{find, names};

/// The most orders of one walk: more totes than this don't fit on a cart.
pub(crate) const MOST_ORDERS: u32 = 12;

/// How many orders a planned wave takes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WaveRequest {
    /// At most so many; 12 unless said otherwise.
    #[serde(default)]
    pub orders: Option<u32>,
}

/// A planned wave.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WavePlanned {
    /// `W-3`.
    pub wave: String,
    /// Its orders.
    pub orders: u32,
    /// Its tasks.
    pub tasks: u32,
}

/// Makes a wave from the office and prints its pick list; a bench takes it by its code.
pub(crate) fn plan(doing: &mut Doing<'_>, request: WaveRequest) -> Result<WavePlanned> {
    let most = request.orders.unwrap_or(MOST_ORDERS).clamp(1, MOST_ORDERS);
    let orders = choose(doing, most)?;
    if orders.is_empty() {
        return Err(Error::refused(if doing.read().count_orders_to_pick()? > 0 {
            "Every tote is spoken for: pack what lies in one, or add totes."
        } else {
            "There is nothing to pick: no order is ready and free. Allocate, or resolve what is held."
        }));
    }
    let (wave, tasks) = make(doing, None, &orders)?;
    doing.print(&Document::PickList { wave: wave.id })?;
    Ok(WavePlanned { wave: names::wave(wave.number), orders: count(orders.len()), tasks })
}

/// Goes on with this bench's wave, takes one that was left, or makes a new one.
pub(super) fn next(doing: &mut Doing<'_>, at: &At<'_>) -> Result<Outcome> {
    let open = doing.read().open_waves()?;
    let mine = open.iter().find(|wave| wave.bench == Some(at.place));
    if let Some(wave) = mine.or_else(|| open.iter().find(|wave| wave.bench.is_none())) {
        return take(doing, at, wave.id);
    }
    let orders = choose(doing, MOST_ORDERS)?;
    if orders.is_empty() {
        return Ok(Outcome::Refused(nothing(doing)?));
    }
    start(doing, at, &orders)
}

/// A walk for one order alone.
pub(super) fn of_order(doing: &mut Doing<'_>, at: &At<'_>, order: OrderId) -> Result<Outcome> {
    let order = find::order(&doing.read(), order)?;
    let has_tote = !doing.read().totes_of(order.id)?.is_empty();
    if !has_tote && free_totes(&doing.read())? == 0 {
        return Ok(Outcome::Refused(Say::NoFreeTote {}));
    }
    start(doing, at, &[order])
}

/// Takes an open wave to this bench.
pub(super) fn take(doing: &mut Doing<'_>, at: &At<'_>, wave: WaveId) -> Result<Outcome> {
    let row = find::wave(&doing.read(), wave)?;
    doing.write.set_wave(wave, WaveState::Open, Some(at.place))?;
    doing.note("wave", wave);
    let tasks = doing.read().count_open_tasks(wave)?;
    Ok(Outcome::WaveTaken { wave, said: Say::WaveResumed { wave: names::wave(row.number), tasks } })
}

/// Leaves a wave for whoever comes next.
pub(super) fn leave(doing: &mut Doing<'_>, wave: WaveId) -> Result<Outcome> {
    let row = find::wave(&doing.read(), wave)?;
    doing.write.set_wave(wave, WaveState::Open, None)?;
    // Whoever comes next stands somewhere else.
    if let Some(task) = doing.read().next_task(wave)? {
        doing.write.set_task(task.id, TaskState::Open, task.counted)?;
    }
    doing.note("wave", wave);
    Ok(Outcome::WaveEnded(Say::WaveLeft { wave: names::wave(row.number) }))
}

fn start(doing: &mut Doing<'_>, at: &At<'_>, orders: &[Order]) -> Result<Outcome> {
    let (wave, tasks) = make(doing, Some(at), orders)?;
    let said = Say::WaveStarted { wave: names::wave(wave.number), orders: count(orders.len()), tasks };
    Ok(Outcome::WaveTaken { wave: wave.id, said })
}

/// Whether NEXT leads to a walk at `bench`: its own, one that was left, or a new one.
pub(crate) fn has_walk(read: &Read<'_>, bench: Option<PlaceId>) -> Result<bool> {
    let is_open = read.open_waves()?.iter().any(|wave| wave.bench.is_none() || wave.bench == bench);
    Ok(is_open || has_order_to_pick(read)?)
}

fn has_order_to_pick(read: &Read<'_>) -> Result<bool> {
    let mut any = false;
    read.each_order_to_pick(|_| -> Result<_> {
        any = true;
        Ok(ControlFlow::Break(()))
    })?;
    Ok(any)
}

/// What must come in before anything can be picked; nothing where goods lie in bins.
pub(crate) fn lacking(read: &Read<'_>) -> Result<Option<Say>> {
    if read.has_goods()? {
        return Ok(None);
    }
    Ok(Some(if read.has_stocked_items()? { Say::NoGoods {} } else { Say::NoItems {} }))
}

/// Why there is nothing to pick.
fn nothing(doing: &Doing<'_>) -> Result<Say> {
    let read = doing.read();
    if has_order_to_pick(&read)? {
        return Ok(Say::NoFreeTote {});
    }
    if let Some(lacking) = lacking(&read)? {
        return Ok(lacking);
    }
    Ok(Say::NothingToPick {
        held: read.count_orders_with(LineState::Held)?,
        waiting: read.count_orders_with(LineState::Waiting)?,
    })
}

/// Orders for a walk, by promise, as many as there are totes for.
fn choose(doing: &Doing<'_>, most: u32) -> Result<Vec<Order>> {
    let read = doing.read();
    let mut free = free_totes(&doing.read())?;
    let mut chosen: Vec<Order> = Vec::new();
    read.each_order_to_pick(|order| -> Result<_> {
        if read.first_tote_of(order.id)?.is_none() {
            if free == 0 {
                return Ok(ControlFlow::Break(()));
            }
            free -= 1;
        }
        chosen.push(order);
        Ok(if count(chosen.len()) == most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    // Where the totes give out, one that comes later may have its own.
    if count(chosen.len()) < most {
        for order in read.orders_to_pick_in_totes()? {
            if count(chosen.len()) < most && !chosen.iter().any(|known| known.id == order.id) {
                chosen.push(order);
            }
        }
    }
    Ok(chosen)
}

/// Empty totes that no order on another walk is going to need; no more than one walk needs.
pub(crate) fn free_totes(read: &Read<'_>) -> Result<u32> {
    let spoken_for = read.count_orders_without_tote()?;
    Ok(read.count_empty_totes(spoken_for + MOST_ORDERS)?.saturating_sub(spoken_for))
}

/// Makes the wave and its tasks in walking order.
fn make(doing: &mut Doing<'_>, at: Option<&At<'_>>, orders: &[Order]) -> Result<(Wave, u32)> {
    let wave = Wave {
        id: doing.id::<WaveId>(),
        number: doing.write.next_number("wave")?,
        state: WaveState::Open,
        bench: at.map(|at| at.place),
    };
    doing.write.insert_wave(&wave)?;
    let mut stops = Vec::new();
    for order in orders {
        doing.write.set_order_wave(order.id, Some(wave.id))?;
        stops.extend(doing.read().stops_of_order(order.id)?);
    }
    walking_order(&mut stops, |(_, position)| *position);
    for (position, (allocation, _)) in (1_i64..).zip(&stops) {
        doing.write.insert_task(&NewTask {
            id: doing.id::<TaskId>(),
            wave: wave.id,
            position,
            allocation: *allocation,
        })?;
    }
    doing.note("wave", wave.id);
    doing.note("orders", orders.iter().map(|order| order.id).collect::<Vec<_>>());
    Ok((wave, count(stops.len())))
}
