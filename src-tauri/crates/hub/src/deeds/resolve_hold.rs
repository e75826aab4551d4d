//! What needs a person: stopping an order, and letting it go on, in part, or not at all.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::ParcelState;
use loopdock_domain::order::{HoldReason, LineState};
use loopdock_domain::words;
use loopdock_domain::{OrderId, count};
use loopdock_store::{AllocationState, Order, OrderLine, Read};

use super::count_bin::withdraw;
use super::pick_task::finish_if_done;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

words! {
    /// What becomes of a held order.
    Resolution {
        /// It goes on: its lines wait for stock again. A line of an unknown item needs `sku` first.
        Release = "release",
        /// What can be sent is sent; lines of an unknown item and short ones are cancelled.
        Part = "part",
        /// Nothing of it is sent.
        Cancel = "cancel",
    }
}

/// Which order, and what becomes of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HoldRequest {
    /// `O-12`.
    pub order: String,
    /// What becomes of it.
    pub how: Resolution,
    /// For lines of an unknown item: the SKU that is meant, of the same creator.
    #[serde(default)]
    pub sku: Option<String>,
}

/// Which order to stop.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StopRequest {
    /// `O-12`.
    pub order: String,
    /// Why: `asked`, `address`, `buyer_asked` or `creator_asked`; `asked` unless said.
    #[serde(default)]
    pub why: Option<HoldReason>,
}

/// The order afterwards.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HoldAnswer {
    /// `O-12`.
    pub order: String,
    /// Lines that were changed.
    pub lines: u32,
}

/// Stops an order: what is not picked yet is held until a person says otherwise.
pub(crate) fn hold_order(doing: &mut Doing<'_>, request: StopRequest) -> Result<HoldAnswer> {
    let order = find::order_by_name(&doing.read(), &request.order)?;
    let why = request.why.unwrap_or(HoldReason::Asked);
    if !why.is_by_hand() {
        return Err(Error::bad_call(format!(
            "“{why}” is not for a person to say: stop an order because it was asked, or for its address, its buyer or its \
             creator (asked, address, buyer_asked, creator_asked)"
        )));
    }
    let mut changed = 0;
    for line in doing.read().lines_of(order.id)? {
        if can_stop(&line) {
            release_promises(doing, &line)?;
            doing.write.set_line(line.id, LineState::Held, Some(why))?;
            changed += 1;
        }
    }
    if changed == 0 {
        return Err(Error::refused(format!(
            "{} has nothing that could be stopped: it is held, picked or gone already.",
            names::order(order.number)
        )));
    }
    tidy_walk(doing, order.id)?;
    doing.note("order", order.id);
    doing.note("why", why);
    Ok(HoldAnswer { order: names::order(order.number), lines: changed })
}

pub(crate) fn resolve_hold(doing: &mut Doing<'_>, request: HoldRequest) -> Result<HoldAnswer> {
    let order = find::order_by_name(&doing.read(), &request.order)?;
    let number = names::order(order.number);
    let lines = doing.read().lines_of(order.id)?;
    if let Some(objection) = objection(&doing.read(), &order, &lines, request.how)? {
        return Err(objection);
    }
    let held: Vec<&OrderLine> = lines.iter().filter(|line| line.state == LineState::Held).collect();
    let changed = match request.how {
        Resolution::Release => release(doing, &number, &held, request.sku.as_deref())?,
        Resolution::Part => part(doing, &number, &held)?,
        Resolution::Cancel => {
            let live: Vec<&OrderLine> = lines
                .iter()
                .filter(|line| !matches!(line.state, LineState::Cancelled | LineState::Delivered))
                .collect();
            cancel_lines(doing, &live)?
        }
    };
    tidy_walk(doing, order.id)?;
    super::close_parcel::free_totes(doing, order.id)?;
    doing.note("order", order.id);
    doing.note("how", request.how);
    Ok(HoldAnswer { order: number, lines: changed })
}

/// Whether a line can be stopped: nothing of it is picked.
pub(crate) fn can_stop(line: &OrderLine) -> bool {
    matches!(line.state, LineState::Waiting | LineState::Ready)
}

/// Whether a held line can't be sent: nobody has the item, or it is short.
pub(crate) fn is_lost(line: &OrderLine) -> bool {
    line.state == LineState::Held && (line.item.is_none() || line.held == Some(HoldReason::Short))
}

/// Whether a held line names an item that its creator does not have.
pub(crate) fn names_unknown(read: &Read<'_>, order: &Order, lines: &[OrderLine]) -> Result<bool> {
    for line in lines.iter().filter(|line| line.state == LineState::Held && line.item.is_none()) {
        if read.item_of(order.creator, &line.sku)?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Why a held order can't be resolved like this now, and what to do first.
pub(crate) fn objection(read: &Read<'_>, order: &Order, lines: &[OrderLine], how: Resolution) -> Result<Option<Error>> {
    let number = names::order(order.number);
    let any = |state: LineState| lines.iter().any(|line| line.state == state);
    if !any(LineState::Held) {
        return Ok(Some(Error::refused(format!("{number} is not held: nothing needs to be resolved."))));
    }
    let packing =
        || -> Result<bool> { Ok(read.parcels_of(order.id)?.iter().any(|parcel| parcel.state == ParcelState::Packing)) };
    if how != Resolution::Release && packing()? {
        return Ok(Some(Error::refused(format!(
            "{number} is being packed just now. Close that parcel, or CANCEL it, first."
        ))));
    }
    let undecided = |line: &OrderLine| matches!(line.held, Some(HoldReason::Unpaid | HoldReason::PartSent));
    Ok(match how {
        Resolution::Part if lines.iter().any(undecided) => Some(Error::refused(format!(
            "{number} is unpaid, or a part of it was sent before. Release it if all of it is to be sent, or cancel it."
        ))),
        Resolution::Cancel if any(LineState::Shipped) => {
            Some(Error::refused(format!("A part of {number} has left already. Send the rest on (part).")))
        }
        Resolution::Cancel if any(LineState::Packed) => Some(Error::refused(format!(
            "A part of {number} is packed already. Send the rest on (part), or unpack its parcel first: at a bench that \
             does nothing else scan CANCEL, the parcel's label, and CANCEL once more."
        ))),
        _ => None,
    })
}

/// Lines that can be sent go on; those that can't, because nobody has the item or it is short, are cancelled.
fn part(doing: &mut Doing<'_>, number: &str, held: &[&OrderLine]) -> Result<u32> {
    let lost: Vec<&OrderLine> = held.iter().filter(|line| is_lost(line)).copied().collect();
    let sent: Vec<&OrderLine> = held.iter().filter(|line| !is_lost(line)).copied().collect();
    Ok(cancel_lines(doing, &lost)? + release(doing, number, &sent, None)?)
}

fn release(doing: &mut Doing<'_>, number: &str, held: &[&OrderLine], sku: Option<&str>) -> Result<u32> {
    let mut unknown: Vec<&str> = held.iter().filter(|line| line.item.is_none()).map(|line| line.sku.as_str()).collect();
    unknown.dedup();
    if sku.is_some() && unknown.len() != 1 {
        return Err(Error::refused(format!(
            "{number} names {} unknown items, so one SKU can't stand for them. Import the creator's products instead.",
            unknown.len()
        )));
    }
    for line in held {
        if line.item.is_none() {
            let order = find::order(&doing.read(), line.order)?;
            let creator = find::creator(&doing.read(), order.creator)?;
            let sku = sku.unwrap_or(&line.sku);
            let item = doing.read().item_of(creator.id, sku)?.ok_or_else(|| {
                Error::refused(format!(
                    "{number} asks for “{}”, which {} does not have. Import its products, or say which SKU is meant.",
                    line.sku, creator.name
                ))
            })?;
            doing.write.set_line_item(line.id, item.id)?;
        }
        let line = find::line(&doing.read(), line.id)?;
        let digital = super::start_packing::components(&doing.read(), &line)?.is_empty();
        let state = if digital { LineState::Delivered } else { LineState::Waiting };
        doing.write.set_line(line.id, state, None)?;
    }
    Ok(count(held.len()))
}

/// Cancels lines; what was picked of them stays in its tote, whose scan then asks to put it back.
fn cancel_lines(doing: &mut Doing<'_>, lines: &[&OrderLine]) -> Result<u32> {
    for line in lines {
        release_promises(doing, line)?;
        for promise in doing.read().allocations_of(line.id)? {
            doing.write.set_allocation(promise.id, promise.qty, AllocationState::Released)?;
        }
        doing.write.set_line(line.id, LineState::Cancelled, None)?;
    }
    Ok(count(lines.len()))
}

/// Takes back what is promised to a line and was not picked. Units in a packer's hand must be put down first.
pub(crate) fn release_promises(doing: &mut Doing<'_>, line: &OrderLine) -> Result<()> {
    for promise in doing.read().allocations_of(line.id)? {
        if promise.state == AllocationState::Live {
            if doing.read().task_of(promise.id)?.is_some_and(|task| task.counted > 0) {
                return Err(Error::refused(
                    "A packer has units of this order in the hand just now. Try again in a minute.",
                ));
            }
            withdraw(doing, &promise)?;
        }
    }
    Ok(())
}

/// Takes the order off a walk that fetches nothing for it any more, and ends a walk with nothing left.
pub(crate) fn tidy_walk(doing: &mut Doing<'_>, order: OrderId) -> Result<()> {
    if let Some(wave) = find::order(&doing.read(), order)?.wave {
        if doing.read().count_open_tasks_for(wave, order)? == 0 {
            doing.write.set_order_wave(order, None)?;
        }
        finish_if_done(doing, wave)?;
    }
    Ok(())
}
