//! Finding what something else names: it must be there.

use loopdock_domain::codes::{CodeKey, OwnCode, Scan, Serial};
use loopdock_domain::place::PlaceKind;
use loopdock_domain::sleeve::Terms;
use loopdock_domain::{
    CarrierId, CohortId, CreatorId, Currency, GoodsReturnId, HandoverId, ItemId, LineId, LoanId, OrderId, ParcelId,
    PlaceId, PrinterId, ReturnedUnitId, RunId, SettlementId, SleeveId, StaffId, TaskId, TermsId, WaveId,
};
use loopdock_store::{
    Carrier, Cohort, Creator, GoodsReturn, Handover, Item, Loan, Order, OrderLine, Parcel, Place, PrintJob, PrintState,
    Printer, Read, ReturnedUnit, Run, Settlement, Sleeve, SleeveBatch, SleeveCase, Staff, Task, Wave,
};

use crate::error::{Error, Result};
use crate::names;

macro_rules! find {
    ($($name:ident($id:ty) -> $row:ty, $what:literal);+ $(;)?) => {$(
        pub(crate) fn $name(read: &Read<'_>, id: $id) -> Result<$row> {
            read.$name(id)?.ok_or_else(|| Error::internal(concat!($what, " that something names is missing")))
        }
    )+};
}

find! {
    carrier(CarrierId) -> Carrier, "a carrier";
    cohort(CohortId) -> Cohort, "a cohort";
    creator(CreatorId) -> Creator, "a creator";
    handover(HandoverId) -> Handover, "a handover";
    item(ItemId) -> Item, "an item";
    line(LineId) -> OrderLine, "an order line";
    loan(LoanId) -> Loan, "a loan";
    order(OrderId) -> Order, "an order";
    parcel(ParcelId) -> Parcel, "a parcel";
    place(PlaceId) -> Place, "a place";
    printer(PrinterId) -> Printer, "a printer";
    goods_return(GoodsReturnId) -> GoodsReturn, "a return of goods";
    returned_unit(ReturnedUnitId) -> ReturnedUnit, "a unit that came back";
    run(RunId) -> Run, "a run";
    settlement(SettlementId) -> Settlement, "a settlement";
    sleeve(SleeveId) -> Sleeve, "a sleeve";
    staff(StaffId) -> Staff, "somebody";
    task(TaskId) -> Task, "a task";
    wave(WaveId) -> Wave, "a wave";
}

/// The serial that was scanned, or typed as it stands on a tag.
pub(crate) fn serial(text: &str, key: &CodeKey) -> Result<Serial> {
    match Scan::read(text, key) {
        Scan::Sleeve(serial) => Ok(serial),
        _ => Err(Error::refused(
            "That is no serial of this hub: sixteen letters and digits, of which the last six prove it. Look again, or throw \
             what bears it away.",
        )),
    }
}

/// The sleeve whose serial was scanned or typed.
pub(crate) fn sleeve_by_serial(read: &Read<'_>, text: &str, key: &CodeKey) -> Result<Sleeve> {
    let serial = serial(text, key)?;
    read.sleeve_by_serial(serial.as_str())?
        .ok_or_else(|| Error::not_found(format!("Sleeve {} was never entered here.", names::serial(serial.as_str()))))
}

/// What is in quarantine under this number.
pub(crate) fn case(read: &Read<'_>, number: i64) -> Result<SleeveCase> {
    read.case_numbered(number)?.ok_or_else(|| Error::not_found(format!("There is no case {number}.")))
}

/// The batch that a sleeve was registered with.
pub(crate) fn batch_of(read: &Read<'_>, sleeve: SleeveId) -> Result<SleeveBatch> {
    read.batch_of(sleeve)?.ok_or_else(|| Error::internal("the batch of a sleeve is missing"))
}

/// What the papers of a parcel would promise of its sleeve if it were closed now.
pub(crate) struct Promise {
    /// The cohort that its buyer is in.
    pub cohort: Option<CohortId>,
    /// What is agreed with that cohort, or else with all buyers of its creator.
    pub agreed: Option<TermsId>,
    /// The same as its order was paid.
    pub terms: Terms,
}

/// What a parcel's papers would promise, to its buyer as its order was paid.
pub(crate) fn promise(read: &Read<'_>, parcel: &Parcel, creator: &Creator) -> Result<Promise> {
    let cohort = read.cohort_of_order(parcel.order)?;
    let agreed = cohort.as_ref().map_or(creator.terms, |cohort| cohort.terms);
    let paid_in = order(read, parcel.order)?.currency;
    let mut terms = read.terms(agreed, creator.currency)?.of_order_in(paid_in);
    // One that is no item of the order was paid with it once, however many parcels it leaves in.
    let is_item = !terms.deposit_sku.is_empty();
    let bought = if is_item { read.bought(parcel.order, &terms.deposit_sku)? } else { 1 };
    let used = read.deposits_of_order(parcel.order, parcel.id, &terms.deposit_sku)?;
    terms = terms.of_order(bought, used);
    Ok(Promise { cohort: cohort.map(|cohort| cohort.id), agreed, terms })
}

/// The cohort of a creator's buyers that a request names by its number.
pub(crate) fn cohort_numbered(read: &Read<'_>, number: i64) -> Result<Cohort> {
    read.cohort_numbered(number)?.ok_or_else(|| {
        Error::not_found(format!(
            "There is no cohort {number} here, or it has ended. The creator's page lists those that there are."
        ))
    })
}

/// What goods that came back were paid in: as their order was, or as their creator reckons where nobody knows the order.
pub(crate) fn currency_of_goods(read: &Read<'_>, goods: &GoodsReturn) -> Result<Currency> {
    Ok(match goods.parcel {
        Some(id) => order(read, parcel(read, id)?.order)?.currency,
        None => creator(read, goods.creator)?.currency,
    })
}

/// The order that a sleeve left with.
pub(crate) fn order_of(read: &Read<'_>, loan: &Loan) -> Result<Order> {
    order(read, parcel(read, loan.parcel)?.order)
}

/// Whose a loan is, and what was agreed about it.
pub(crate) fn agreed(read: &Read<'_>, loan: &Loan) -> Result<(Creator, Terms)> {
    let creator = creator(read, order_of(read, loan)?.creator)?;
    let terms = read.terms(loan.terms, creator.currency)?;
    Ok((creator, terms))
}

/// The parcel whose return slip has this code. The slip of a label that was voided may lie in the parcel all the same: it finds
/// what it was printed for.
pub(crate) fn parcel_of_slip(read: &Read<'_>, code: &OwnCode) -> Result<Option<Parcel>> {
    match read.parcel_numbered(code.number.parse().unwrap_or(-1))? {
        Some(parcel) => Ok(Some(parcel)),
        None => Ok(read.voided(code.kind.as_str(), &code.number)?),
    }
}

/// How long nobody could send back what was in a parcel, in milliseconds up to `at_ms`, and whether that is so then: it was lost on
/// its way, or could not be delivered.
pub(crate) fn standstill(read: &Read<'_>, parcel: ParcelId, at_ms: i64) -> Result<(i64, bool)> {
    let Some(fate) = read.fate_of(parcel)? else { return Ok((0, false)) };
    // What was said only later stopped nothing before.
    let stands_still = fate.fate.stops_the_clock() && fate.at_ms <= at_ms;
    let now_ms = if stands_still { at_ms - fate.at_ms } else { 0 };
    Ok((fate.paused_ms + now_ms, stands_still))
}

/// When a parcel left, milliseconds since the epoch; none where it has not.
pub(crate) fn left_ms(read: &Read<'_>, id: ParcelId) -> Result<Option<i64>> {
    let on = parcel(read, id)?.handover;
    Ok(on.map(|on| handover(read, on)).transpose()?.and_then(|on| on.closed_ms))
}

/// The creator that a request names by its key.
pub(crate) fn creator_keyed(read: &Read<'_>, key: &str) -> Result<Creator> {
    read.creator_keyed(key)?.ok_or_else(|| {
        Error::not_found(format!(
            "There is no creator “{key}” here. Import the creator's products first, or add the creator."
        ))
    })
}

/// The creator that a list is asked for, where it is asked for one's alone.
pub(crate) fn creator_said(read: &Read<'_>, key: Option<&str>) -> Result<Option<CreatorId>> {
    Ok(key.map(|key| creator_keyed(read, key)).transpose()?.map(|creator| creator.id))
}

/// The item that a request names by its creator's key and its SKU.
pub(crate) fn item_named(read: &Read<'_>, creator: &str, sku: &str) -> Result<Item> {
    item_by_sku(read, &creator_keyed(read, creator)?, sku)
}

/// The item of a creator that a request names by its SKU.
pub(crate) fn item_by_sku(read: &Read<'_>, creator: &Creator, sku: &str) -> Result<Item> {
    let missing =
        || Error::not_found(format!("{} has no item “{sku}”. Import its products, or add the item.", creator.name));
    read.item_of(creator.id, sku)?.ok_or_else(missing)
}

/// The printer that a request names.
pub(crate) fn printer_named(read: &Read<'_>, name: &str) -> Result<Printer> {
    let printer = read.printer_named(name.trim())?;
    printer.ok_or_else(|| Error::not_found(format!("There is no printer “{}”.", name.trim())))
}

/// The paper that a request names by its number: one that is void is of no use any more.
pub(crate) fn paper_numbered(read: &Read<'_>, number: i64) -> Result<PrintJob> {
    let job = read.print_job_numbered(number)?;
    let job = job.ok_or_else(|| Error::not_found(format!("There is no paper number {number}.")))?;
    if job.state == PrintState::Voided {
        return Err(Error::refused(
            "That paper is void: its deed was taken back, its parcel opened again, or it was asked for once more. Closing a \
             parcel prints new ones.",
        ));
    }
    Ok(job)
}

/// The order that a request names by its short number, with or without `O-`.
pub(crate) fn order_by_name(read: &Read<'_>, name: &str) -> Result<Order> {
    read.order_numbered(number(name, 'o'))?.ok_or_else(|| none("order", name))
}

/// The parcel that a request names by its short number, with or without `P-`.
pub(crate) fn parcel_by_name(read: &Read<'_>, name: &str) -> Result<Parcel> {
    read.parcel_numbered(number(name, 'p'))?.ok_or_else(|| none("parcel", name))
}

/// The run that a request names by its short number, with or without `#`.
pub(crate) fn run_by_name(read: &Read<'_>, name: &str) -> Result<Run> {
    read.run_numbered(number(name, '#'))?.ok_or_else(|| none("run", name))
}

/// The handover that a request names by its short number, with or without `H-`.
pub(crate) fn handover_by_name(read: &Read<'_>, name: &str) -> Result<Handover> {
    read.handover_numbered(number(name, 'h'))?.ok_or_else(|| none("handover", name))
}

/// The carrier that a request names.
pub(crate) fn carrier_named(read: &Read<'_>, name: &str) -> Result<Carrier> {
    read.carrier_named(name)?.ok_or_else(|| none("carrier", name))
}

/// The bin that a request names.
pub(crate) fn bin_named(read: &Read<'_>, name: &str) -> Result<Place> {
    read.place_named(PlaceKind::Bin, name)?.ok_or_else(|| none("bin", name))
}

/// The number in a short name; one that nothing has where there is none.
fn number(name: &str, letter: char) -> i64 {
    let name = name.trim();
    names::numbered(name, letter).or_else(|| name.parse().ok()).unwrap_or(-1)
}

fn none(what: &str, name: &str) -> Error {
    Error::not_found(format!("There is no {what} “{name}” here."))
}

/// The name of a bench, where there is one.
pub(crate) fn bench_name(read: &Read<'_>, bench: Option<PlaceId>) -> Result<Option<String>> {
    Ok(bench.map(|bench| place(read, bench)).transpose()?.map(|place| place.name))
}
