//! Allocating: stock in bins is promised to lines, first come first served, the oldest run first, never more than there is.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::order::{ItemKind, LineState};
use loopdock_domain::{AllocationId, DeedId, ItemId, JobId, LineId, OrderId, PlaceId, count};
use loopdock_store::{Allocation, AllocationState, Holding, PartOrders, Read, WaitingLine, WaitingOrder};

use crate::command::Between;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::hub::{Hub, Rest};

/// Lines of one deed: a few milliseconds, so that a scan need not wait for more.
const CHUNK_LINES: usize = 250;

/// Orders that are gathered in one step: about as long.
const PAGE_ORDERS: u32 = 500;

/// What allocating came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Allocated {
    /// Orders that are ready now and were not before.
    pub orders: u32,
    /// Their lines.
    pub lines: u32,
    /// Orders that still wait for stock.
    pub waiting: u32,
}

/// Promises stock to every line that waits for some, chunk by chunk.
pub(crate) fn allocate(
    hub: &mut Hub,
    _request: serde_json::Value,
    _deed: Option<DeedId>,
    between: Between<'_>,
) -> Result<serde_json::Value> {
    let mut work = Allocating::begin(hub);
    while work.step(hub)? == Rest::More {
        between(hub);
    }
    let mut total = work.total;
    total.waiting = hub.view().read.count_orders_with(LineState::Waiting)?;
    serde_json::to_value(total).map_err(|error| Error::internal(error.to_string()))
}

/// Allocation under way: each step is a deed of one job, and scans may go in between. First the orders that wait are
/// gathered, a page a step, then they are served in turn. What an order waits for is read when it is served, so a scan in
/// between costs nothing; what makes an order wait or brings stock begins a new allocation (`Hub::allocation_due`).
pub(crate) struct Allocating {
    job: JobId,
    /// How far the waiting orders were read; none when all of them were.
    gathered: Option<Gathered>,
    /// Orders that were not served yet, the first to be served on top.
    queue: BinaryHeap<Reverse<WaitingOrder>>,
    total: Allocated,
}

/// The last order that was read; none before the first.
#[derive(Clone, Copy)]
struct Gathered(Option<OrderId>);

impl Allocating {
    pub(crate) fn begin(hub: &Hub) -> Self {
        Self {
            job: hub.new_job(),
            gathered: Some(Gathered(None)),
            queue: BinaryHeap::new(),
            total: Allocated::default(),
        }
    }

    /// Gathers the next page, or serves the next chunk.
    pub(crate) fn step(&mut self, hub: &mut Hub) -> Result<Rest> {
        if let Some(Gathered(after)) = self.gathered {
            let page = hub.view().read.waiting_orders(after, PAGE_ORDERS)?;
            self.gathered = page.iter().map(|order| order.id).max().map(|last| Gathered(Some(last)));
            self.queue.extend(page.into_iter().map(Reverse));
            return Ok(if self.queue.is_empty() { Rest::Nothing } else { Rest::More });
        }
        if self.queue.is_empty() {
            return Ok(Rest::Nothing);
        }
        let mut doing = hub.begin(None)?;
        doing.job = Some(self.job);
        let (orders, lines) = serve_chunk(&mut doing, &mut self.queue)?;
        // A chunk that found no stock changed nothing and leaves no trace.
        if lines > 0 {
            doing.finish("allocate", None)?;
        }
        self.total.orders += orders;
        self.total.lines += lines;
        Ok(Rest::More)
    }
}

/// Serves orders off the queue, each whole, until there are lines enough for one deed.
fn serve_chunk(doing: &mut Doing<'_>, queue: &mut BinaryHeap<Reverse<WaitingOrder>>) -> Result<(u32, u32)> {
    let mut pool = Pool::default();
    let (mut orders, mut lines, mut tried) = (0, 0, 0);
    while tried < CHUNK_LINES
        && let Some(Reverse(order)) = queue.pop()
    {
        let waiting = doing.read().waiting_lines(order.id)?;
        let ready = allocate_order(doing, &mut pool, &waiting)?;
        // An order that waits no more costs a look too.
        tried += waiting.len().max(1);
        lines += ready;
        orders += u32::from(ready > 0);
    }
    doing.note("orders", orders);
    doing.note("lines", lines);
    Ok((orders, lines))
}

/// Promises stock to the waiting lines of one order: all or none, unless its creator allows parts. Answers with how many
/// lines wait no more.
fn allocate_order(doing: &mut Doing<'_>, pool: &mut Pool, lines: &[WaitingLine]) -> Result<u32> {
    let mut needs = Vec::with_capacity(lines.len());
    for line in lines {
        needs.push((line, pool.need(&doing.read(), line)?));
    }
    let whole = lines.first().is_none_or(|line| line.part_orders == PartOrders::Whole);
    if whole {
        let held = lines.iter().any(|line| line.held > 0);
        let all: Vec<(ItemId, u32)> = needs.iter().flat_map(|(_, need)| need.iter().copied()).collect();
        if held || !pool.covers(&doing.read(), &all)? {
            return Ok(0);
        }
    }
    let mut ready = 0;
    for (line, need) in needs {
        if !whole && !pool.covers(&doing.read(), &need)? {
            continue;
        }
        if need.is_empty() && line.promised == 0 {
            // Its item became digital: nothing is to be picked.
            doing.write.set_line(line.id, LineState::Delivered, None)?;
            ready += 1;
            continue;
        }
        let before = if line.promised > 0 { doing.read().allocations_of(line.id)? } else { Vec::new() };
        for part in need {
            pool.promise(doing, line.id, part, &before)?;
        }
        let is_live = before.iter().any(|promise| promise.state == AllocationState::Live);
        let state = if is_live || line.promised == 0 { LineState::Ready } else { state_of(&doing.read(), line.id)? };
        doing.write.set_line(line.id, state, None)?;
        ready += 1;
    }
    Ok(ready)
}

/// A line all of whose units were picked before needs no walk.
fn state_of(read: &Read<'_>, line: LineId) -> Result<LineState> {
    let live = read.allocations_of(line)?.iter().any(|promise| promise.state == AllocationState::Live);
    Ok(if live { LineState::Ready } else { LineState::Picked })
}

/// What can still be promised, read once an item.
#[derive(Default)]
pub(crate) struct Pool {
    holdings: HashMap<ItemId, Vec<Holding>>,
    kits: HashMap<ItemId, Vec<(ItemId, u32)>>,
}

impl Pool {
    fn holdings(&mut self, read: &Read<'_>, item: ItemId) -> Result<&mut Vec<Holding>> {
        Ok(match self.holdings.entry(item) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(read.available(item)?),
        })
    }

    /// Leaves one bin out of what can be promised of `item`.
    pub(crate) fn leave_out(&mut self, read: &Read<'_>, item: ItemId, bin: Option<PlaceId>) -> Result<()> {
        self.holdings(read, item)?.retain(|holding| Some(holding.place) != bin);
        Ok(())
    }

    /// Units of `item` that can still be promised.
    pub(crate) fn left(&mut self, read: &Read<'_>, item: ItemId) -> Result<i64> {
        Ok(self.holdings(read, item)?.iter().map(|holding| holding.on_hand - holding.allocated).sum())
    }

    fn covers(&mut self, read: &Read<'_>, need: &[(ItemId, u32)]) -> Result<bool> {
        for (item, _) in need {
            let all: i64 = need.iter().filter(|(other, _)| other == item).map(|(_, qty)| i64::from(*qty)).sum();
            if self.left(read, *item)? < all {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What a line still needs: its item or its kit's components, less what was promised or picked before.
    fn need(&mut self, read: &Read<'_>, line: &WaitingLine) -> Result<Vec<(ItemId, u32)>> {
        let mut need = match line.kind {
            ItemKind::Stocked => vec![(line.item, line.qty)],
            ItemKind::Digital => Vec::new(),
            ItemKind::Kit => {
                let parts = match self.kits.entry(line.item) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => {
                        new.insert(read.kit_parts(line.item)?.iter().map(|part| (part.item, part.qty)).collect())
                    }
                };
                let times = |(item, qty): &(ItemId, u32)| (*item, qty.saturating_mul(line.qty));
                parts.iter().map(times).collect()
            }
        };
        if line.promised > 0 {
            for promise in read.allocations_of(line.id)? {
                if let Some((_, qty)) = need.iter_mut().find(|(item, _)| *item == promise.item) {
                    *qty = qty.saturating_sub(promise.qty);
                }
            }
            need.retain(|(_, qty)| *qty > 0);
        }
        Ok(need)
    }

    /// Promises units to a line, the oldest run first; a promise of the same run and bin from `before` grows. Answers
    /// with the first bin. The pool must hold enough.
    pub(crate) fn promise(
        &mut self,
        doing: &mut Doing<'_>,
        line: LineId,
        (item, qty): (ItemId, u32),
        before: &[Allocation],
    ) -> Result<Option<PlaceId>> {
        let mut left = i64::from(qty);
        let mut first = None;
        for holding in self.holdings(&doing.read(), item)?.iter_mut() {
            let units = left.min(holding.on_hand - holding.allocated);
            if units <= 0 {
                continue;
            }
            holding.allocated += units;
            left -= units;
            first = first.or(Some(holding.place));
            let units = count(units);
            let same = before.iter().find(|old| {
                old.state == AllocationState::Live && (old.item, old.run, old.bin) == (item, holding.run, holding.place)
            });
            match same {
                Some(old) => doing.write.set_allocation(old.id, old.qty + units, AllocationState::Live)?,
                None => doing.write.insert_allocation(&Allocation {
                    id: doing.id::<AllocationId>(),
                    line,
                    item,
                    run: holding.run,
                    bin: holding.place,
                    qty: units,
                    state: AllocationState::Live,
                })?,
            }
            if left == 0 {
                break;
            }
        }
        if left > 0 {
            return Err(Error::internal("more was to be promised than there is"));
        }
        Ok(first)
    }
}
