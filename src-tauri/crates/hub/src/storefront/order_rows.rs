//! The rows of one order to one record.

use loopdock_domain::Currency;

use super::cell;
use super::order::{Address, Cancellation, ExportedLine, ExportedOrder, Financial, Fulfilment, Gift, Quantity, Ships};
use super::orders::speaks_for_order;
use super::reason::{Rejected, RowReason};
use super::table::{Row, Table};

/// Reads the order that stands on `rows`, of which `head` speaks for the whole.
///
/// # Errors
/// The first cell that can't be read, with its row; a bad quantity is none, it may not matter.
pub(super) fn read_order(table: &Table, head: &Row, rows: &[&Row]) -> Result<ExportedOrder, Rejected> {
    let name = table.cell(head, "Name").to_owned();
    let reject = |row: &Row, reason| Rejected { row: row.number(), name: name.clone(), reason };
    for row in rows {
        if let Some(flaw) = row.flaw() {
            return Err(reject(row, flaw.clone()));
        }
    }
    if name.is_empty() {
        return Err(reject(head, RowReason::EmptyCell { column: "Name" }));
    }
    if let Some(other) = rows.iter().find(|row| is_another_order(table, head, row)) {
        return Err(reject(other, RowReason::RepeatedName { first_row: head.number() }));
    }
    let cell = |column: &'static str| table.cell(head, column);
    let required = |column: &'static str| match cell(column) {
        "" => Err(reject(head, RowReason::EmptyCell { column })),
        text => Ok(text),
    };
    let code = required("Currency")?;
    let currency: Currency = code.parse().map_err(|_| reject(head, RowReason::Currency { text: code.to_owned() }))?;
    let total = required("Total")?;
    let total_minor = cell::amount(total, currency)
        .ok_or_else(|| reject(head, RowReason::Amount { column: "Total", text: total.to_owned(), currency }))?;
    let created = required("Created at")?;
    let created_at_ms = cell::time_ms(created)
        .ok_or_else(|| reject(head, RowReason::Time { column: "Created at", text: created.to_owned() }))?;
    let mut lines = Vec::new();
    for row in rows.iter().filter(|row| has_line(table, row)) {
        lines.push(read_line(table, row, currency).map_err(|reason| reject(row, reason))?);
    }
    let tags: Vec<String> =
        cell("Tags").split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let wished_in_note = cell("Notes").trim_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case("gift:"));
    let wished = wished_in_note || tags.iter().any(|tag| tag.eq_ignore_ascii_case("gift"));
    let gift = if wished { Gift::Wished } else { Gift::No };
    let references = ["Payment Reference", "Payment References", "Payment ID"];
    Ok(ExportedOrder {
        row: rows.iter().map(|row| row.number()).min().unwrap_or(head.number()),
        platform_id: cell::filled(cell::without_apostrophe(cell("Id"))).filter(|id| !cell::is_rounded(id)),
        email: cell("Email").to_owned(),
        financial: financial(table, head),
        fulfilled: fulfilment(cell("Fulfillment Status")),
        created_at_ms,
        cancelled: cancellation(table, head),
        currency,
        total_minor,
        shipping_method: cell::filled(cell("Shipping Method")),
        payment_reference: references.into_iter().find_map(|column| cell::filled(cell(column))),
        tags,
        note: cell("Notes").to_owned(),
        note_attributes: cell("Note Attributes").to_owned(),
        vendor: cell("Vendor").to_owned(),
        phone: cell::without_apostrophe(cell("Phone")).to_owned(),
        address: read_address(table, head),
        gift,
        lines,
        name,
    })
}

/// Whether a later row of the same name begins an order of its own: another key or time, or the same order once more.
fn is_another_order(table: &Table, head: &Row, row: &Row) -> bool {
    let differs = |column: &str| {
        let (first, other) = (table.cell(head, column), table.cell(row, column));
        !other.is_empty() && !first.is_empty() && other != first
    };
    let is_repeated = row.number() != head.number() && row.same_cells(head) && speaks_for_order(table, row);
    differs("Id") || differs("Created at") || is_repeated
}

/// Whether a row has a line of the order on it.
pub(super) fn has_line(table: &Table, row: &Row) -> bool {
    ["Lineitem sku", "Lineitem name", "Lineitem quantity"].iter().any(|column| !table.cell(row, column).is_empty())
}

fn read_line(table: &Table, row: &Row, currency: Currency) -> Result<ExportedLine, RowReason> {
    let cell = |column: &'static str| table.cell(row, column);
    let price = cell("Lineitem price");
    let price_minor = cell::amount(price, currency).ok_or_else(|| {
        let column = "Lineitem price";
        if price.is_empty() {
            RowReason::EmptyCell { column }
        } else {
            RowReason::Amount { column, text: price.to_owned(), currency }
        }
    })?;
    let count = cell("Lineitem quantity");
    let quantity = match cell::whole(count) {
        Some(units) if units > 0 => Quantity::Units(units),
        _ => Quantity::Bad(count.to_owned()),
    };
    let ships = match cell::flag(cell("Lineitem requires shipping")) {
        Some(false) => Ships::No,
        Some(true) | None => Ships::Yes,
    };
    Ok(ExportedLine {
        row: row.number(),
        sku: cell("Lineitem sku").to_owned(),
        title: cell("Lineitem name").to_owned(),
        quantity,
        price_minor,
        ships,
        fulfilled: fulfilment(cell("Lineitem fulfillment status")),
    })
}

fn read_address(table: &Table, head: &Row) -> Address {
    let cell = |column: &'static str| table.cell(head, column).to_owned();
    let (mut address1, address2) = (cell("Shipping Address1"), cell("Shipping Address2"));
    if address1.is_empty() && address2.is_empty() {
        address1 = cell("Shipping Street");
    }
    Address {
        name: cell("Shipping Name"),
        company: cell("Shipping Company"),
        address1,
        address2,
        city: cell("Shipping City"),
        zip: cell::without_apostrophe(table.cell(head, "Shipping Zip")).to_owned(),
        province: cell("Shipping Province"),
        country: cell("Shipping Country"),
        phone: cell::without_apostrophe(table.cell(head, "Shipping Phone")).to_owned(),
    }
}

pub(super) fn financial(table: &Table, head: &Row) -> Financial {
    let status = table.cell(head, "Financial Status").to_lowercase();
    match status.as_str() {
        "paid" => Financial::Paid,
        "voided" => Financial::Voided,
        "refunded" => Financial::Refunded,
        _ => Financial::Other(status),
    }
}

pub(super) fn cancellation(table: &Table, head: &Row) -> Cancellation {
    match table.cell(head, "Cancelled at") {
        "" => Cancellation::None,
        text => cell::time_ms(text).map_or_else(|| Cancellation::AtUnreadable(text.to_owned()), Cancellation::At),
    }
}

pub(super) fn fulfilment(status: &str) -> Fulfilment {
    match status.to_lowercase().as_str() {
        "fulfilled" | "restocked" => Fulfilment::Done,
        "partial" | "partially_fulfilled" => Fulfilment::Partly,
        _ => Fulfilment::Open,
    }
}
