//! The work that a bench is at, looked up anew for every scan.

use loopdock_domain::bench::{
    Bench, CountWork, GoodsAge, GoodsLine, GoodsUnit, GoodsWork, HandOverWork, LooseUnits, Mode, PackLine, PackWork,
    ParcelState, PickTask, PickWork, PutAwayWork, Question, ReceiveWork, RunFact, SleeveOut, SleeveStep, StocktakeWork,
    TakeBackWork, Thing, WeightStep, Work,
};
use loopdock_domain::goods::GoodsState;
use loopdock_domain::order::CarrierKind;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::sleeve::{SettlementState, SleeveState};
use loopdock_domain::{
    CountId, HandoverId, Money, OrderId, ParcelId, PlaceId, ReturnedUnitId, SettlementId, StocktakeId, WaveId,
};
use loopdock_labels::Words;
use loopdock_store::{
    FoundCount, Gift, HandoverState, Item, Parcel, ParcelContent, Part, Read, Settlement, Task, TaskState, Wave,
    WaveState,
};

use super::facts::{carrier_fact, run_fact};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::texts::Texts;
use crate::{find, names};

/// What the bench at `place` is doing. What its state names and is over by now, or was taken to another bench, is no work.
pub(super) fn look(read: &Read<'_>, bench: &Bench, place: PlaceId) -> Result<Work> {
    Ok(match &bench.mode {
        Mode::Idle => Work::Idle,
        Mode::Receive => Work::Receive(ReceiveWork { runs: runs(read, place)? }),
        Mode::PutAway { from, bin } => put_away(read, *from, *bin, place)?.map_or(Work::Idle, Work::PutAway),
        Mode::Pick { wave } => pick(read, *wave, place, bench.question.as_ref())?.map_or(Work::Idle, Work::Pick),
        Mode::Pack { parcel } => pack(read, *parcel, place)?.map_or(Work::Idle, Work::Pack),
        Mode::HandOver { handover } => {
            hand_over(read, *handover, bench.question.as_ref())?.map_or(Work::Idle, Work::HandOver)
        }
        Mode::TakeBack { settlement } => take_back(read, *settlement, place)?.map_or(Work::Idle, Work::TakeBack),
        Mode::GoodsBack { parcel, unit, by_slip } => {
            let mut goods = goods_back(read, *parcel, *unit, place)?;
            if let Some(out) = &mut goods.sleeve {
                out.by_slip = *by_slip;
            }
            Work::GoodsBack(goods)
        }
        Mode::Stocktake { stocktake } => stocktake_work(read, *stocktake, place)?.map_or(Work::Idle, Work::Stocktake),
        Mode::Count { count } => count_work(read, *count)?.map_or(Work::Idle, Work::Count),
    })
}

/// What lies at a place, by item, over all runs.
pub(super) fn loose_at(read: &Read<'_>, place: PlaceId) -> Result<Vec<LooseUnits>> {
    let mut loose: Vec<LooseUnits> = Vec::new();
    for holding in read.holdings_at(place)? {
        match loose.last_mut().filter(|last| last.item == holding.item) {
            Some(last) => last.qty += holding.on_hand,
            None => {
                let Item { title, sku, .. } = find::item(read, holding.item)?;
                loose.push(LooseUnits { item: holding.item, title, sku, qty: holding.on_hand });
            }
        }
    }
    Ok(loose)
}

/// The runs that are being counted in at the bench at `place`.
pub(super) fn runs(read: &Read<'_>, place: PlaceId) -> Result<Vec<RunFact>> {
    read.runs_at(place)?.iter().map(|run| Ok(run_fact(run, &find::item(read, run.item)?))).collect()
}

fn put_away(read: &Read<'_>, from: PlaceId, bin: Option<PlaceId>, place: PlaceId) -> Result<Option<PutAwayWork>> {
    // Another bench has taken the emptied tote for an order since: what lies in it now is no leftover.
    if read.order_in_tote(from)?.is_some() {
        return Ok(None);
    }
    let source = find::place(read, from)?;
    Ok(Some(PutAwayWork {
        bin: bin.map(|bin| Ok::<_, Error>(find::place(read, bin)?.name)).transpose()?,
        left: loose_at(read, from)?,
        tote: (source.kind == PlaceKind::Tote).then_some(source.name),
        runs: runs(read, place)?,
    }))
}

fn pick(read: &Read<'_>, wave: WaveId, place: PlaceId, asked: Option<&Question>) -> Result<Option<PickWork>> {
    let mine = |row: &Wave| row.state == WaveState::Open && row.bench == Some(place);
    let Some(row) = read.wave(wave)?.filter(mine) else { return Ok(None) };
    let task = read.next_task(wave)?.map(|task| pick_task(read, task)).transpose()?;
    let count = match asked {
        Some(Question::HowMany { count }) => count_work(read, *count)?,
        _ => None,
    };
    Ok(Some(PickWork { wave: names::wave(row.number), task, tasks_left: read.count_open_tasks(wave)?, count }))
}

fn pick_task(read: &Read<'_>, task: Task) -> Result<PickTask> {
    Ok(PickTask {
        id: task.id,
        bin: task.bin,
        bin_name: task.bin_name,
        item: task.item,
        title: task.title,
        sku: task.sku,
        qty: task.qty,
        counted: task.counted,
        at_bin: task.state == TaskState::AtBin,
        order: task.order,
        order_number: names::order(task.order_number),
        tote: read.first_tote_of(task.order)?,
    })
}

fn pack(read: &Read<'_>, id: ParcelId, place: PlaceId) -> Result<Option<PackWork>> {
    let mine = |parcel: &Parcel| parcel.state == ParcelState::Packing && parcel.bench == place;
    let Some(parcel) = read.parcel(id)?.filter(mine) else { return Ok(None) };
    let order = find::order(read, parcel.order)?;
    let content = read.parcel_content(parcel.id)?;
    let weights: Option<u32> =
        content.iter().try_fold(0_u32, |sum, part| sum.checked_add(part.item.weight_g?.checked_mul(part.expected)?));
    let lines = content.into_iter().map(pack_line).collect();
    let carrier = find::carrier(read, parcel.carrier)?;
    let creator = find::creator(read, order.creator)?;
    let sleeve = match parcel.sleeve {
        Some(sleeve) => {
            SleeveStep::Bound(read.sleeve(sleeve)?.map(|sleeve| names::serial(&sleeve.serial)).unwrap_or_default())
        }
        None if creator.sleeve_rule.calls_for_one(carrier.kind) => SleeveStep::Needed,
        None => SleeveStep::NotNeeded,
    };
    let weight = match (parcel.weight_g, carrier.kind) {
        (Some(grams), _) => WeightStep::Typed(grams),
        (None, CarrierKind::Carrier) => WeightStep::Needed,
        (None, CarrierKind::PickUp) => WeightStep::NotNeeded,
    };
    Ok(Some(PackWork {
        order: names::order(order.number),
        creator: creator.id,
        lines,
        sleeve,
        weight,
        content_weight_g: weights,
        carrier: carrier.name,
        has_tote: !read.totes_of(parcel.order)?.is_empty(),
    }))
}

fn pack_line(part: ParcelContent) -> PackLine {
    PackLine {
        item: part.item.id,
        title: part.item.title,
        sku: part.item.sku,
        expected: part.expected,
        verified: part.inside,
        typed_quantity: part.item.typed_quantity,
    }
}

fn hand_over(read: &Read<'_>, id: HandoverId, asked: Option<&Question>) -> Result<Option<HandOverWork>> {
    let Some(handover) = read.handover(id)?.filter(|row| row.state == HandoverState::Open) else { return Ok(None) };
    let carrier = find::carrier(read, handover.carrier)?;
    let next = read.parcels_waiting(carrier.id, Part::first(1))?;
    let comes_off = match asked {
        Some(Question::Unload) => read.newest_parcel_on(id)?,
        _ => None,
    };
    Ok(Some(HandOverWork {
        comes_off: comes_off.and_then(|parcel| parcel.number).map(names::parcel),
        number: names::handover(handover.number),
        loaded: read.count_parcels_on(id)?,
        waiting: read.count_parcels_waiting(carrier.id)?,
        next_waiting: next.first().and_then(|parcel| parcel.number).map(names::parcel),
        carrier: carrier_fact(&carrier),
    }))
}

/// What waits for a look here; where a lead has taken what was scanned last into quarantine, what was scanned before it.
fn take_back(read: &Read<'_>, id: SettlementId, place: PlaceId) -> Result<Option<TakeBackWork>> {
    let waits_here = |row: &Settlement| row.state == SettlementState::Pending && row.bench == place;
    let settlement = match read.settlement(id)?.filter(waits_here) {
        Some(settlement) => settlement,
        None => match read.pending_settlements_at(place, 1)?.pop() {
            Some(before) => before,
            None => return Ok(None),
        },
    };
    let loan = find::loan(read, settlement.loan)?;
    let sleeve = find::sleeve(read, loan.sleeve)?;
    let order = find::order_of(read, &loan)?;
    let creator = find::creator(read, order.creator)?;
    let waiting = read.crate_at(settlement.bench)?;
    let owed = Money { minor: settlement.owed_minor, ..loan.held };
    Ok(Some(TakeBackWork {
        owed,
        is_above_limit: read.is_above_limit(owed)?,
        has_above_limit: waiting.has_above_limit,
        sleeves: waiting.sleeves,
        total: waiting.owed,
        settlement: settlement.id,
        sleeve: sleeve.id,
        serial: names::serial(&sleeve.serial),
        order: names::order(order.number),
        creator: creator.name,
        deposit: loan.held,
        by_slip: read.is_by_slip(settlement.journal)?,
    }))
}

/// The goods of the parcel whose sleeve waits for a look, where an item was scanned after it.
pub(super) fn goods_of_sleeve(
    read: &Read<'_>,
    work: &Work,
    (thing, place): (&Thing, PlaceId),
) -> Result<Option<(ParcelId, GoodsWork)>> {
    let (Work::TakeBack(take), Thing::Items(_)) = (work, thing) else { return Ok(None) };
    let parcel = find::loan(read, find::settlement(read, take.settlement)?.loan)?.parcel;
    Ok(Some((parcel, goods_back(read, Some(parcel), None, place)?)))
}

fn goods_back(
    read: &Read<'_>,
    parcel: Option<ParcelId>,
    unit: Option<ReturnedUnitId>,
    place: PlaceId,
) -> Result<GoodsWork> {
    let mut work = GoodsWork {
        parcel: None,
        order: String::new(),
        creator: String::new(),
        lines: Vec::new(),
        unit: unit.map(|unit| goods_unit(read, unit)).transpose()?.flatten(),
        units: read.count_units_at(place)?,
        waiting: read.pending_settlements_at(place, 1)?.first().map(|settlement| settlement.id),
        sleeve: None,
        age: None,
    };
    let Some(id) = parcel else { return Ok(work) };
    let parcel = find::parcel(read, id)?;
    let order = find::order(read, parcel.order)?;
    let creator = find::creator(read, order.creator)?;
    for row in read.shipped(id)? {
        let (left, back) = (units(row.left), units(row.back));
        match work.lines.iter_mut().find(|line| line.item == row.item) {
            Some(line) => {
                line.shipped += left;
                line.back += back;
            }
            None => {
                let Item { title, sku, .. } = find::item(read, row.item)?;
                work.lines.push(GoodsLine { item: row.item, title, sku, shipped: left, back });
            }
        }
    }
    let open = read.goods_open_of(place, Some(id), creator.id)?;
    work.age = open.and_then(|goods| {
        Some(GoodsAge { days: goods.days?, window_days: goods.window_days, is_late: goods.late_days() > 0 })
    });
    work.sleeve = sleeve_out(read, id)?;
    Ok(GoodsWork {
        parcel: parcel.number.map(names::parcel),
        order: names::order(order.number),
        creator: creator.name,
        ..work
    })
}

/// The sleeve of a parcel, where that has not come back.
fn sleeve_out(read: &Read<'_>, parcel: ParcelId) -> Result<Option<SleeveOut>> {
    let Some(loan) = read.loan_around(parcel)? else { return Ok(None) };
    let sleeve = find::sleeve(read, loan.sleeve)?;
    let is_out = matches!(sleeve.state, SleeveState::Out | SleeveState::Overdue | SleeveState::Lost);
    let is_newest = read.newest_loan(sleeve.id)?.is_some_and(|newest| newest.id == loan.id);
    let out = SleeveOut { sleeve: sleeve.id, loan: loan.id, serial: names::serial(&sleeve.serial), by_slip: false };
    Ok((is_out && is_newest).then_some(out))
}

fn units(units: i64) -> u32 {
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// What is known of a unit, as long as its return is open.
fn goods_unit(read: &Read<'_>, unit: ReturnedUnitId) -> Result<Option<GoodsUnit>> {
    let Some(unit) = read.returned_unit(unit)? else { return Ok(None) };
    if find::goods_return(read, unit.goods_return)?.state != GoodsState::Open {
        return Ok(None);
    }
    let title = find::item(read, unit.item)?.title;
    Ok(Some(GoodsUnit { id: unit.id, item: unit.item, title, grade: unit.grade, goes_to: unit.goes_to }))
}

fn stocktake_work(read: &Read<'_>, id: StocktakeId, place: PlaceId) -> Result<Option<StocktakeWork>> {
    let Some(stocktake) = read.open_stocktake_at(place)?.filter(|open| open.id == id) else { return Ok(None) };
    let FoundCount { seen, left, strays, .. } = read.count_found(id)?;
    Ok(Some(StocktakeWork { number: stocktake.number, seen, left, strays }))
}

fn count_work(read: &Read<'_>, id: CountId) -> Result<Option<CountWork>> {
    let Some(count) = read.open_bin_count(id)? else { return Ok(None) };
    Ok(Some(CountWork {
        count: id,
        bin: find::place(read, count.bin)?.name,
        title: find::item(read, count.item)?.title,
    }))
}

/// What must be known before the first unit is packed at a bench that has just begun to.
pub(super) fn notes(doing: &Doing<'_>, bench: &Bench) -> Result<Vec<String>> {
    notes_of(&doing.read(), doing.texts, bench)
}

/// Gift wish, delivery instruction and what the storefront added, for the parcel that is open at a bench.
pub(super) fn notes_of(read: &Read<'_>, texts: &Texts, bench: &Bench) -> Result<Vec<String>> {
    let Mode::Pack { parcel } = bench.mode else { return Ok(Vec::new()) };
    match read.parcel(parcel)? {
        Some(parcel) => notes_of_order(read, texts, parcel.order),
        None => Ok(Vec::new()),
    }
}

pub(crate) fn notes_of_order(read: &Read<'_>, texts: &Texts, id: OrderId) -> Result<Vec<String>> {
    let order = find::order(read, id)?;
    let mut notes = Vec::new();
    if order.gift == Gift::Gift {
        notes.push(texts.word("note-gift", &[]));
    }
    if let Some(buyer) = read.buyer(id)? {
        // The note of a present is not on its label: whoever packs it decides what the driver must know.
        let from_buyer = if order.gift == Gift::Gift { "note-buyer-of-gift" } else { "note-buyer" };
        for (id, text) in [(from_buyer, &buyer.note), ("note-storefront", &buyer.note_attributes)] {
            // On one line: a note is read at a glance, and printed by programs that answer a line a scan.
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                notes.push(texts.word(id, &[("text", text.as_str())]));
            }
        }
    }
    Ok(notes)
}
