//! An orders file: one row a line, and the rows with the same `Name` are one order.
//!
//! The rows of an order need not be neighbours; orders stand in the order of their first rows. What concerns the whole
//! order stands on one of its rows, normally the first: the first with a financial status or a creation time.
//!
//! The columns that decide what ships must be there; all others may lack and then read as empty.

use std::collections::HashMap;

use super::class::SkipReason;
use super::classify::skip_reason;
use super::columns::Layout;
use super::error::TableError;
use super::order::{Fulfilment, OrderEntry, UnreadableOrder};
use super::order_rows::{cancellation, financial, fulfilment, has_line, read_order};
use super::reason::RowReason;
use super::table::{Format, Row, Table};

const LAYOUT: Layout = Layout {
    required: &[
        "Name",
        "Financial Status",
        "Fulfillment Status",
        "Cancelled at",
        "Created at",
        "Currency",
        "Total",
        "Lineitem quantity",
        "Lineitem name",
        "Lineitem price",
        "Lineitem sku",
        "Lineitem fulfillment status",
    ],
    optional: &[
        "Id",
        "Email",
        "Phone",
        "Shipping Method",
        "Lineitem requires shipping",
        "Shipping Name",
        "Shipping Company",
        "Shipping Street",
        "Shipping Address1",
        "Shipping Address2",
        "Shipping City",
        "Shipping Zip",
        "Shipping Province",
        "Shipping Country",
        "Shipping Phone",
        "Notes",
        "Note Attributes",
        "Tags",
        "Vendor",
        "Payment Reference",
        "Payment References",
        "Payment ID",
    ],
};

/// How many columns an orders file must have.
pub const ORDER_COLUMNS: usize = LAYOUT.required.len();

/// What an orders file says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderFile {
    /// Its orders, in the order of their first rows.
    pub orders: Vec<OrderEntry>,
    /// How the file was written.
    pub format: Format,
}

/// Reads an orders file.
///
/// # Errors
/// When the file as a whole can't be read; an order that can't is an [`OrderEntry::Unreadable`].
pub fn read_orders(bytes: &[u8]) -> Result<OrderFile, TableError> {
    let table = Table::read(bytes, LAYOUT)?;
    let orders = groups(&table).iter().map(|group| read_group(&table, group)).collect();
    Ok(OrderFile { orders, format: table.format() })
}

/// The rows of one order.
struct Group<'table> {
    first: &'table Row,
    /// All of them, from the top.
    rows: Vec<&'table Row>,
}

impl<'table> Group<'table> {
    /// The row that speaks for the whole order.
    fn head(&self, table: &Table) -> &'table Row {
        self.rows.iter().find(|row| speaks_for_order(table, row)).copied().unwrap_or(self.first)
    }
}

/// Whether a row says what concerns the whole order.
pub(super) fn speaks_for_order(table: &Table, row: &Row) -> bool {
    !table.cell(row, "Financial Status").is_empty() || !table.cell(row, "Created at").is_empty()
}

/// Gathers rows by name. Rows without a name belong to no named order: each that speaks for an order begins one.
fn groups(table: &Table) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for row in table.rows() {
        let name = table.cell(row, "Name");
        let begins_nameless = name.is_empty() && speaks_for_order(table, row);
        match places.get(name).filter(|_| !begins_nameless).and_then(|place| groups.get_mut(*place)) {
            Some(group) => group.rows.push(row),
            None => {
                places.insert(name, groups.len());
                groups.push(Group { first: row, rows: vec![row] });
            }
        }
    }
    groups
}

fn read_group(table: &Table, group: &Group<'_>) -> OrderEntry {
    match read_order(table, group.head(table), &group.rows) {
        Ok(order) => OrderEntry::Order(Box::new(order)),
        Err(rejected) => {
            let skip = match rejected.reason {
                // Of two orders one may be live.
                RowReason::RepeatedName { .. } => None,
                _ => skip_of_unreadable(table, group),
            };
            OrderEntry::Unreadable(UnreadableOrder { rejected, skip })
        }
    }
}

/// Why an order that can't be read is nothing to ship anyway. A shifted row proves nothing.
fn skip_of_unreadable(table: &Table, group: &Group<'_>) -> Option<SkipReason> {
    if group.rows.iter().any(|row| matches!(row.flaw(), Some(RowReason::SurplusCells { .. }))) {
        return None;
    }
    let head = group.head(table);
    let lines: Vec<Fulfilment> = group
        .rows
        .iter()
        .filter(|row| has_line(table, row))
        .map(|row| fulfilment(table.cell(row, "Lineitem fulfillment status")))
        .collect();
    let whole = fulfilment(table.cell(head, "Fulfillment Status"));
    let reason = skip_reason(&cancellation(table, head), &financial(table, head), whole, &lines);
    reason.filter(|_| whole == Fulfilment::Done || !lines.is_empty())
}
