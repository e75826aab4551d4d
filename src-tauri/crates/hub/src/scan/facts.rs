//! What a scan names, found in the tables.

use loopdock_domain::bench::{
    About, Bench, BinFact, CarrierFact, Expected, ItemFact, Lookup, OrderFact, ParcelFact, ParcelState, PinCheck,
    RunFact, SleeveFact, StaffFact, Thing, ToteFact, ToteUse, VoidedFact, WaveFact, Work, asked_about, asked_of,
};
use loopdock_domain::codes::{CodeKind, OwnCode, ProductCode};
use loopdock_domain::order::{ItemKind, LineState, order_state};
use loopdock_domain::place::PlaceKind;
use loopdock_domain::{OrderId, PlaceId, StaffId};
use loopdock_store::{Carrier, Item, Order, Parcel, PartOrders, Place, Read, Run, Sleeve};

use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names, pin};

/// Finds what `lookup` names, for the bench at `bench` and the work that it is at.
pub(super) fn find(doing: &Doing<'_>, lookup: &Lookup, (bench, work): (PlaceId, &Work)) -> Result<Thing> {
    let read = doing.read();
    // Nobody receives in the middle of a walk or of a parcel: which run an item belongs to is not looked up there.
    let receives = match work {
        Work::Pick(_) | Work::Pack(_) => None,
        _ => Some(bench),
    };
    Ok(match lookup {
        Lookup::Nothing => Thing::Nothing,
        Lookup::Own(code) if code.kind == CodeKind::Bin => bin(&read, code, work)?,
        Lookup::Own(code) if code.kind == CodeKind::Badge => badge(doing, code)?,
        Lookup::Own(code) => own(&read, code, receives)?,
        Lookup::Pin(person, typed) => pin_check(doing, *person, typed)?,
        Lookup::Product(code) => {
            let mut items = read.items_with_barcode(code.key())?;
            if items.is_empty()
                && let Some(called) = work.item_called(&code.text)
            {
                items.push(find::item(&read, called)?);
            }
            let carrier = if items.is_empty() { carrier_called(&read, code)? } else { None };
            if let Some(carrier) = carrier {
                return Ok(carrier);
            }
            if items.is_empty() {
                items = read.items_called(code.text.trim())?;
            }
            Thing::Items(items.iter().map(|item| item_fact(&read, item, receives)).collect::<Result<_>>()?)
        }
        Lookup::Item(id) => match read.item(*id)? {
            Some(item) => Thing::Items(vec![item_fact(&read, &item, receives)?]),
            None => Thing::Items(Vec::new()),
        },
        Lookup::Sleeve(serial) => {
            let sleeve = read.sleeve_by_serial(serial.as_str())?;
            Thing::Sleeve(sleeve.map(|sleeve| sleeve_fact(&read, &sleeve)).transpose()?)
        }
    })
}

/// Whose badge it is.
fn badge(doing: &Doing<'_>, code: &OwnCode) -> Result<Thing> {
    let staff = doing.read().staff_numbered(code.number.parse().unwrap_or(-1))?;
    Ok(match staff {
        Some(staff) => Thing::Badge(StaffFact {
            is_locked: staff.is_locked(doing.at_ms),
            id: staff.id,
            name: staff.name,
            state: staff.state,
        }),
        None => Thing::Missing(names::of_code(code)),
    })
}

fn pin_check(doing: &Doing<'_>, person: StaffId, typed: &str) -> Result<Thing> {
    let staff = find::staff(&doing.read(), person)?;
    Ok(Thing::Pin(match staff.is_locked(doing.at_ms) {
        true => PinCheck::Locked,
        false if pin::is_right(typed.trim(), &staff.pin) => PinCheck::Right,
        false => PinCheck::Wrong,
    }))
}

/// What the question of `bench` is about.
pub(super) fn about(read: &Read<'_>, bench: &Bench) -> Result<About> {
    if let Some(person) = asked_of(bench) {
        return Ok(About { person: find::staff(read, person)?.name, ..About::default() });
    }
    let Some(item) = asked_about(bench) else { return Ok(About::default()) };
    let item = find::item(read, item)?;
    Ok(About { creator: find::creator(read, item.creator)?.name, title: item.title, ..About::default() })
}

fn own(read: &Read<'_>, code: &OwnCode, receives: Option<PlaceId>) -> Result<Thing> {
    let name = names::of_code(code);
    let number: i64 = code.number.parse().unwrap_or(-1);
    let found = match code.kind {
        CodeKind::Tote => read.place_named(PlaceKind::Tote, &name)?.map(|tote| tote_fact(read, &tote)).transpose()?,
        CodeKind::Parcel => match read.voided(code.kind.as_str(), &code.number)? {
            Some(parcel) => Some(Thing::Voided(voided_fact(read, name.clone(), &parcel)?)),
            None => {
                read.parcel_numbered(number)?.map(|parcel| parcel_fact(read, &parcel).map(Thing::Parcel)).transpose()?
            }
        },
        CodeKind::Return => match find::parcel_of_slip(read, code)? {
            Some(parcel) if parcel.state == ParcelState::Unpacked => {
                Some(Thing::Voided(voided_fact(read, name.clone(), &parcel)?))
            }
            Some(parcel) => Some(Thing::ReturnSlip(parcel_fact(read, &parcel)?)),
            None => None,
        },
        CodeKind::Order => {
            read.order_numbered(number)?.map(|order| order_fact(read, &order).map(Thing::Order)).transpose()?
        }
        CodeKind::Wave => read.wave_numbered(number)?.map(|wave| wave_fact(read, &wave)).transpose()?,
        CodeKind::Item => match read.item_numbered(number)? {
            Some(item) => Some(Thing::Items(vec![item_fact(read, &item, receives)?])),
            None => None,
        },
        CodeKind::Carrier => read.carrier_numbered(number)?.map(|carrier| Thing::Carrier(carrier_fact(&carrier))),
        CodeKind::Page => Some(Thing::Page(name.clone())),
        CodeKind::Bin | CodeKind::Sleeve | CodeKind::Command | CodeKind::Badge => None,
    };
    Ok(found.unwrap_or(Thing::Missing(name)))
}

/// A bin; what is in it is only told where nothing is being done, and not looked up in the middle of a walk.
fn bin(read: &Read<'_>, code: &OwnCode, work: &Work) -> Result<Thing> {
    let Some(bin) = read.place_named(PlaceKind::Bin, &code.number)? else {
        return Ok(Thing::Missing(names::of_code(code)));
    };
    let stock = if *work == Work::Idle { super::work::loose_at(read, bin.id)? } else { Vec::new() };
    let open_count = read.open_count_at(bin.id)?.map(|count| count.id);
    Ok(Thing::Bin(BinFact { id: bin.id, name: bin.name, stock, open_count }))
}

fn tote_fact(read: &Read<'_>, tote: &Place) -> Result<Thing> {
    let used_for = match read.order_in_tote(tote.id)? {
        Some(order) => ToteUse::Order(Box::new(order_fact(read, &find::order(read, order)?)?)),
        None => match super::work::loose_at(read, tote.id)? {
            loose if loose.is_empty() => ToteUse::Empty,
            loose => ToteUse::Leftover(loose),
        },
    };
    Ok(Thing::Tote(ToteFact { id: tote.id, name: tote.name.clone(), used_for }))
}

fn order_fact(read: &Read<'_>, order: &Order) -> Result<OrderFact> {
    let lines = read.lines_of(order.id)?;
    let states: Vec<LineState> = lines.iter().map(|line| line.state).collect();
    let parcels = read.parcels_of(order.id)?;
    let creator = read.creator(order.creator)?;
    let state = order_state(&states);
    let packing = parcels.iter().find(|parcel| parcel.state == ParcelState::Packing);
    let packing = packing
        .map(|parcel| Ok::<_, Error>((parcel.id, parcel.bench, find::place(read, parcel.bench)?.name)))
        .transpose()?;
    let wave = match order.wave {
        Some(id) => read.wave(id)?.map(|wave| (id, names::wave(wave.number))),
        None => None,
    };
    let totes = read.totes_of(order.id)?;
    let tote_names = totes.iter().map(|tote| Ok(find::place(read, *tote)?.name)).collect::<Result<_>>()?;
    Ok(OrderFact {
        id: order.id,
        number: names::order(order.number),
        state,
        held: lines.iter().find_map(|line| line.held).map(|why| why.to_string()).unwrap_or_default(),
        has_picked: states.contains(&LineState::Picked),
        may_part: creator.is_some_and(|creator| creator.part_orders == PartOrders::Part),
        totes,
        tote_names,
        wave,
        packing,
        packed: parcels.iter().filter_map(|parcel| parcel.number).max().map(names::parcel),
    })
}

fn parcel_fact(read: &Read<'_>, parcel: &Parcel) -> Result<ParcelFact> {
    let carrier = find::carrier(read, parcel.carrier)?;
    Ok(ParcelFact {
        id: parcel.id,
        number: parcel.number.map(names::parcel).unwrap_or_default(),
        state: parcel.state,
        carrier: carrier_fact(&carrier),
        handover: parcel.handover,
        packing: packing(read, parcel.order)?,
    })
}

/// What became of the parcel that a voided label was stuck on.
fn voided_fact(read: &Read<'_>, name: String, parcel: &Parcel) -> Result<VoidedFact> {
    let packing = if parcel.state == ParcelState::Packing { packing(read, parcel.order)? } else { None };
    Ok(VoidedFact { name, now: parcel.number.map(names::parcel), packing })
}

/// Where a parcel of an order is being packed: the order's number and the bench's name.
fn packing(read: &Read<'_>, order: OrderId) -> Result<Option<(String, String)>> {
    let parcels = read.parcels_of(order)?;
    let Some(open) = parcels.iter().find(|parcel| parcel.state == ParcelState::Packing) else { return Ok(None) };
    Ok(Some((names::order(find::order(read, order)?.number), find::place(read, open.bench)?.name)))
}

/// Whether an item bears this code, or is called so.
pub(super) fn is_an_item(read: &Read<'_>, code: &str) -> Result<bool> {
    let code = ProductCode::read(code);
    Ok(!read.items_with_barcode(code.key())?.is_empty() || !read.items_called(code.text.trim())?.is_empty())
}

/// The carrier whose name was typed as it stands on the screen; two whose names differ in their case only are told apart
/// by their codes.
fn carrier_called(read: &Read<'_>, code: &ProductCode) -> Result<Option<Thing>> {
    if code.gtin14.is_some() {
        return Ok(None);
    }
    let found = read.carriers_called(&code.text)?;
    let with_number = |carrier: &Carrier| {
        let number = names::of_code(&OwnCode::new(CodeKind::Carrier, carrier.number));
        format!("{number} {}", carrier.name)
    };
    Ok(match found.as_slice() {
        [] => None,
        [carrier] => Some(Thing::Carrier(carrier_fact(carrier))),
        several => Some(Thing::CarriersAlike(several.iter().map(with_number).collect())),
    })
}

pub(super) fn carrier_fact(carrier: &Carrier) -> CarrierFact {
    CarrierFact { id: carrier.id, name: carrier.name.clone(), kind: carrier.kind }
}

fn wave_fact(read: &Read<'_>, wave: &loopdock_store::Wave) -> Result<Thing> {
    let bench = wave.bench.map(|id| Ok::<_, Error>((id, find::place(read, id)?.name))).transpose()?;
    let tasks_left = read.count_open_tasks(wave.id)?;
    Ok(Thing::Wave(WaveFact { id: wave.id, number: names::wave(wave.number), bench, tasks_left }))
}

/// An item, with the run that `receives` would count it into, where a bench does.
fn item_fact(read: &Read<'_>, item: &Item, receives: Option<PlaceId>) -> Result<ItemFact> {
    let creator = read.creator(item.creator)?.map(|creator| creator.name).unwrap_or_default();
    let runs = if receives.is_some() { read.open_runs_of(item.id)? } else { Vec::new() };
    // The run that is open at this bench goes on; else the oldest that was announced.
    let here = runs.iter().find(|run| run.bench == receives);
    let run = here.or_else(|| runs.iter().find(|run| run.expected.is_some()));
    Ok(ItemFact {
        id: item.id,
        sku: item.sku.clone(),
        title: item.title.clone(),
        creator,
        stocked: item.kind == ItemKind::Stocked,
        run: run.map(|run| run_fact(run, item)),
    })
}

pub(super) fn run_fact(run: &Run, item: &Item) -> RunFact {
    RunFact {
        id: run.id,
        number: names::run(run.number),
        sku: item.sku.clone(),
        expected: run.expected,
        received: run.received,
    }
}

fn sleeve_fact(read: &Read<'_>, sleeve: &Sleeve) -> Result<SleeveFact> {
    let loan = read.newest_loan(sleeve.id)?;
    let waits = loan.as_ref().map(|loan| read.pending_settlement_of(loan.id)).transpose()?.flatten();
    let owner = find::batch_of(read, sleeve.id)?.owner;
    let owner = owner.map(|owner| Ok::<_, Error>((owner, find::creator(read, owner)?.name))).transpose()?;
    Ok(SleeveFact {
        id: sleeve.id,
        serial: names::serial(&sleeve.serial),
        state: sleeve.state,
        parcel: loan.as_ref().map(|loan| loan.parcel),
        loan: loan.map(|loan| (loan.id, loan.state)),
        waits_at: find::bench_name(read, waits.map(|waits| waits.bench))?,
        owner,
        case: read.open_case_of(&sleeve.serial)?.map(|case| case.number),
    })
}

/// A code that would do what is expected for the work at hand, where one can be named.
pub(super) fn code_for(view: &View<'_>, work: &Work, what: &Expected) -> Result<Option<String>> {
    let key = &view.hub.key;
    Ok(match what {
        Expected::Own(code) => Some(code.payload(key)),
        Expected::Item(id) => {
            let item = find::item(&view.read, *id)?;
            Some(item.barcode.clone().unwrap_or_else(|| OwnCode::new(CodeKind::Item, item.number).payload(key)))
        }
        Expected::EmptyTote => view.read.empty_totes(1)?.first().map(|tote| names::tote_code(&tote.name).payload(key)),
        Expected::FreeSleeve => {
            let free = match work {
                Work::Pack(pack) => view.read.free_sleeve(pack.creator)?,
                _ => None,
            };
            free.map(|sleeve| OwnCode::new(CodeKind::Sleeve, &sleeve.serial).payload(key))
        }
        Expected::Quantity(units) => Some(format!("={units}")),
        Expected::Weight(grams) => Some(format!("={grams}G")),
        Expected::Command(command) => Some(OwnCode::new(CodeKind::Command, command).payload(key)),
        Expected::AnyBin => None,
    })
}
