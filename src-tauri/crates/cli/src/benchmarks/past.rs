//! A past: waves that were walked, packed and handed over, scan by scan, until the journal is long enough.

use loopdock_domain::bench::ParcelState;
use loopdock_domain::order::LineState;
use loopdock_domain::place::{PlaceKind, Position};
use loopdock_domain::{HandoverId, OrderId, ParcelId, PlaceId, SleeveId, TaskId, TermsId};
use loopdock_hub::{Error, Result};
use loopdock_store::{
    Allocation, AllocationState, Handover, HandoverState, Movement, NewTask, Parcel, ParcelLine, Place, PrintJob,
    PrintState, TaskState, Wave, WaveState,
};
use serde_json::json;

use super::books::{Batch, Books, Past};
use super::open_orders::{Entered, enter, promise};
use super::shelves::{Rooms, Shelf};

/// Orders of a wave, and of the handover after it.
const WAVE: i64 = 12;

/// Journal rows of one: a scan each for bin, item and tote of two lines, then tote, two units, weight, OK and loading;
/// besides, one for the walk and one for the handover.
const ROWS_OF_WAVE: i64 = WAVE * 12 + 2;

/// Waves in one transaction.
const BATCH: usize = 50;

/// Walks waves until the journal has `rows` rows, and notes idle scans for what is left over.
pub(super) fn live_through(books: &mut Books, rooms: &Rooms, shelves: &mut [Shelf], rows: i64) -> Result<()> {
    while books.seq() + ROWS_OF_WAVE <= rows {
        books.batch(|batch| {
            for _ in 0..BATCH {
                if batch.seq() + ROWS_OF_WAVE <= rows {
                    one_wave(batch, rooms, shelves)?;
                }
            }
            Ok(())
        })?;
    }
    books.batch(|batch| {
        while batch.seq() < rows {
            batch.scanned(&Past { did: "refuse", about: json!({ "foreign": "text" }), moved: &[] })?;
        }
        Ok(())
    })
}

fn one_wave(batch: &mut Batch<'_>, rooms: &Rooms, shelves: &mut [Shelf]) -> Result<()> {
    let wave = Wave { id: batch.id(), number: batch.write.next_number("wave")?, state: WaveState::Open, bench: None };
    batch.write.insert_wave(&wave)?;
    batch.scanned(&Past { did: "next_wave", about: json!({ "command": "NEXT" }), moved: &[] })?;
    let handover = begin_handover(batch, rooms)?;
    let mut gone = Vec::new();
    for order in 0..WAVE {
        let entered = enter(batch, rooms, shelves, LineState::Shipped)?;
        let promised = promise(batch, shelves, &entered, AllocationState::Picked)?;
        let tote = rooms.totes.get(usize::try_from(order).unwrap_or_default());
        let tote = tote.copied().ok_or_else(|| Error::internal("there are fewer totes than orders in a wave"))?;
        walk(batch, &wave, &promised, tote)?;
        gone.extend(pack(batch, rooms, &handover, (&entered, &promised), tote)?);
    }
    batch.write.set_wave(wave.id, WaveState::Done, None)?;
    batch.write.close_handover(handover.id, batch.now_ms())?;
    batch.scanned(&Past { did: "close_handover", about: json!({ "command": "DONE" }), moved: &gone })
}

/// Bin, item, tote for each promise.
fn walk(batch: &mut Batch<'_>, wave: &Wave, promised: &[Allocation], tote: PlaceId) -> Result<()> {
    for (position, allocation) in (1..).zip(promised) {
        let task: TaskId = batch.id();
        batch.write.insert_task(&NewTask { id: task, wave: wave.id, position, allocation: allocation.id })?;
        batch.write.set_task(task, TaskState::Done, allocation.qty)?;
        let heard = json!({ "own": { "kind": "B", "number": "A-07-3" } });
        batch.scanned(&Past { did: "confirm_bin", about: heard.clone(), moved: &[] })?;
        batch.scanned(&Past { did: "take_units", about: heard.clone(), moved: &[] })?;
        let moved = [carry(allocation, allocation.bin, tote)];
        batch.scanned(&Past { did: "put_in_tote", about: heard, moved: &moved })?;
    }
    Ok(())
}

/// Tote, units, weight, OK, and onto the van; answers with what leaves when the van does.
fn pack(
    batch: &mut Batch<'_>,
    rooms: &Rooms,
    handover: &Handover,
    (order, promised): (&Entered, &[Allocation]),
    tote: PlaceId,
) -> Result<Vec<Movement>> {
    let line = |part: &Allocation| ParcelLine { line: part.line, item: part.item, expected: part.qty };
    let lines: Vec<ParcelLine> = promised.iter().map(line).collect();
    let parcel = gone(batch, rooms, (order.id, handover.id), (None, None), &lines)?;
    let place = parcel.id.place();
    let heard = json!({ "own": { "kind": "T", "number": "7" } });
    batch.scanned(&Past { did: "start_packing", about: heard.clone(), moved: &[] })?;
    for part in promised {
        let moved = [carry(part, tote, place)];
        batch.scanned(&Past { did: "pack_units", about: heard.clone(), moved: &moved })?;
    }
    batch.scanned(&Past { did: "weigh_parcel", about: json!({ "weight": 640 }), moved: &[] })?;
    batch.scanned(&Past { did: "close_parcel", about: json!({ "command": "OK" }), moved: &[] })?;
    printed(batch, parcel.id)?;
    batch.scanned(&Past { did: "load_parcel", about: heard, moved: &[] })?;
    Ok(promised.iter().map(|part| carry(part, place, rooms.customer)).collect())
}

/// A handover that parcels are put on.
pub(super) fn begin_handover(batch: &mut Batch<'_>, rooms: &Rooms) -> Result<Handover> {
    let handover = Handover {
        id: batch.id(),
        number: batch.write.next_number("handover")?,
        carrier: rooms.carrier,
        state: HandoverState::Open,
        bench: rooms.bench,
        closed_ms: None,
    };
    batch.write.insert_handover(&handover)?;
    Ok(handover)
}

/// A parcel that leaves on a handover, in a sleeve or without one.
pub(super) fn gone(
    batch: &mut Batch<'_>,
    rooms: &Rooms,
    (order, handover): (OrderId, HandoverId),
    (sleeve, terms): (Option<SleeveId>, Option<TermsId>),
    lines: &[ParcelLine],
) -> Result<Parcel> {
    let parcel = Parcel {
        id: batch.id::<ParcelId>(),
        order,
        number: Some(batch.write.next_number("parcel")?),
        state: ParcelState::HandedOver,
        bench: rooms.bench,
        carrier: rooms.carrier,
        sleeve,
        weight_g: Some(640),
        handover: Some(handover),
        terms,
        cohort: None,
    };
    let (id, kind, name) = (parcel.id.place(), PlaceKind::Parcel, parcel.id.to_string());
    batch.write.insert_place(&Place { id, kind, name, position: Position::default() })?;
    batch.write.insert_parcel(&parcel, lines)?;
    Ok(parcel)
}

/// The parcel's papers, long since printed.
fn printed(batch: &mut Batch<'_>, parcel: ParcelId) -> Result<()> {
    for document in ["parcel_label", "packing_slip", "return_slip"] {
        let number = batch.write.next_number("print_job")?;
        let job = PrintJob {
            id: batch.id(),
            number,
            journal: batch.seq(),
            document: document.to_owned(),
            subject: json!({ document: { "parcel": parcel } }).to_string(),
            state: PrintState::Done,
            message: format!("{number:05}-{document}.pdf"),
            bench: String::new(),
            copy: 0,
            printer: None,
            spooled: None,
        };
        batch.write.insert_print_job(&job)?;
    }
    Ok(())
}

fn carry(part: &Allocation, source: PlaceId, target: PlaceId) -> Movement {
    Movement { item: part.item, run: part.run, source, target, qty: i64::from(part.qty) }
}
