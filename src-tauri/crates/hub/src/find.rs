//! Finding what something else names: it must be there.

use loopdock_domain::{
    CarrierId, CreatorId, HandoverId, ItemId, LineId, LoanId, OrderId, ParcelId, PlaceId, RunId, SettlementId,
    SleeveId, TaskId, WaveId,
};
use loopdock_store::{
    Carrier, Creator, Handover, Item, Loan, Order, OrderLine, Parcel, Place, PrintJob, PrintState, Read, Run,
    Settlement, Sleeve, Task, Wave,
};

use crate::error::{Error, Result};

macro_rules! find {
    ($($name:ident($id:ty) -> $row:ty, $what:literal);+ $(;)?) => {$(
        pub(crate) fn $name(read: &Read<'_>, id: $id) -> Result<$row> {
            read.$name(id)?.ok_or_else(|| Error::internal(concat!($what, " that something names is missing")))
        }
    )+};
}

find! {
    carrier(CarrierId) -> Carrier, "a carrier";
    creator(CreatorId) -> Creator, "a creator";
    handover(HandoverId) -> Handover, "a handover";
    item(ItemId) -> Item, "an item";
    line(LineId) -> OrderLine, "an order line";
    loan(LoanId) -> Loan, "a loan";
    order(OrderId) -> Order, "an order";
    parcel(ParcelId) -> Parcel, "a parcel";
    place(PlaceId) -> Place, "a place";
    run(RunId) -> Run, "a run";
    settlement(SettlementId) -> Settlement, "a settlement";
    sleeve(SleeveId) -> Sleeve, "a sleeve";
    task(TaskId) -> Task, "a task";
    wave(WaveId) -> Wave, "a wave";
}

/// The creator that a request names by its key.
pub(crate) fn creator_keyed(read: &Read<'_>, key: &str) -> Result<Creator> {
    read.creator_keyed(key)?.ok_or_else(|| {
        Error::not_found(format!(
            "There is no creator “{key}” here. Import the creator's products first, or add the creator."
        ))
    })
}

/// The item that a request names by creator and SKU.
pub(crate) fn item_by_sku(read: &Read<'_>, creator: &Creator, sku: &str) -> Result<Item> {
    let missing =
        || Error::not_found(format!("{} has no item “{sku}”. Import its products, or add the item.", creator.name));
    read.item_of(creator.id, sku)?.ok_or_else(missing)
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
    let number = name.trim().trim_start_matches("O-").trim_start_matches("o-").parse().unwrap_or(-1);
    read.order_numbered(number)?.ok_or_else(|| Error::not_found(format!("There is no order “{name}” here.")))
}
