//! What a storefront's export holds, before it is imported.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::{count, words};

use crate::command::file_content;
use crate::error::Result;
use crate::storefront::{
    self, CatalogueItem, Class, ORDER_COLUMNS, OrderEntry, OrderFile, PRODUCT_COLUMNS, ProductFile, TableError,
};
use crate::view::View;

words! {
    /// What kind of export a file is.
    ExportKind {
        /// A row an item.
        Products = "products",
        /// A row a line of an order.
        Orders = "orders",
    }
}

/// SKUs of a file that are looked up to tell whose it is.
const SKUS_LOOKED_AT: usize = 100;

/// A file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportRequest {
    /// Its bytes in base64.
    pub content: String,
}

/// What a file holds.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportView {
    /// Products or orders, by its columns.
    pub kind: ExportKind,
    /// How many it holds of these.
    pub count: u32,
    /// Rows or orders that can't be read.
    pub unreadable: u32,
    /// Who sells, as the file says: nobody in a file of products.
    pub vendors: Vec<String>,
    /// The key of the creator who has most of its SKUs here; none where nobody has one, or two have as many.
    pub creator: Option<String>,
    /// The currencies of its amounts.
    pub currencies: Vec<String>,
    /// How the file is written: its encoding.
    pub encoding: String,
}

/// Reads the file and changes nothing.
pub(crate) fn import_preview(view: &View<'_>, request: ExportRequest) -> Result<ExportView> {
    let bytes = file_content(&request.content)?;
    match storefront::read_products(&bytes) {
        Ok(file) => {
            let creator = whose(view, file.products.iter().map(|row| row.sku.as_str()))?;
            Ok(ExportView { creator, ..of_products(&file) })
        }
        Err(no_products @ TableError::MissingColumns { .. }) => match storefront::read_orders(&bytes) {
            Ok(file) => {
                let orders = file.orders.iter().filter_map(|entry| match entry {
                    OrderEntry::Order(order) => Some(&order.lines),
                    _ => None,
                });
                let creator = whose(view, orders.flatten().map(|line| line.sku.as_str()))?;
                Ok(ExportView { creator, ..of_orders(&file) })
            }
            Err(no_orders) => Err(nearer(no_products, no_orders).into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// Whose catalogue has most of these SKUs. A file names some of them over and over: the first ones say enough.
fn whose<'f>(view: &View<'_>, skus: impl Iterator<Item = &'f str>) -> Result<Option<String>> {
    let mut some = BTreeSet::new();
    for sku in skus.map(str::trim).filter(|sku| !sku.is_empty()) {
        some.insert(sku);
        if some.len() == SKUS_LOOKED_AT {
            break;
        }
    }
    let mut found = Vec::new();
    for creator in view.read.creators()? {
        let mut known = 0_usize;
        for sku in &some {
            known += usize::from(view.read.item_of(creator.id, sku)?.is_some());
        }
        if known > 0 {
            found.push((known, creator.key));
        }
    }
    found.sort_by_key(|(known, _)| Reverse(*known));
    let is_tie = found.len() > 1 && found[0].0 == found[1].0;
    Ok(found.into_iter().next().filter(|_| !is_tie).map(|(_, key)| key))
}

/// Of a file that is neither: what is missing from the kind that more of its columns belong to.
fn nearer(no_products: TableError, no_orders: TableError) -> TableError {
    match (&no_products, &no_orders) {
        (TableError::MissingColumns { missing: products, .. }, TableError::MissingColumns { missing: orders, .. })
            if PRODUCT_COLUMNS - products.len() >= ORDER_COLUMNS - orders.len() =>
        {
            no_products
        }
        _ => no_orders,
    }
}

fn of_products(file: &ProductFile) -> ExportView {
    let currencies: BTreeSet<String> = file.products.iter().map(|row| row.currency.to_string()).collect();
    ExportView {
        kind: ExportKind::Products,
        count: count(file.products.len()),
        unreadable: count(file.problems.len()),
        vendors: Vec::new(),
        creator: None,
        currencies: currencies.into_iter().collect(),
        encoding: file.format.encoding.to_owned(),
    }
}

fn of_orders(file: &OrderFile) -> ExportView {
    let mut vendors = BTreeSet::new();
    let mut currencies = BTreeSet::new();
    let mut unreadable = 0;
    // What can't be read can't be read whatever the catalogue says.
    let nothing: BTreeMap<String, CatalogueItem> = BTreeMap::new();
    for entry in &file.orders {
        if let OrderEntry::Order(order) = entry {
            vendors.insert(order.vendor.trim().to_owned());
            currencies.insert(order.currency.to_string());
        }
        unreadable += u32::from(matches!(storefront::classify_entry(entry, &nothing), Class::Rejected(_)));
    }
    ExportView {
        kind: ExportKind::Orders,
        count: count(file.orders.len()),
        unreadable,
        vendors: vendors.into_iter().filter(|vendor| !vendor.is_empty()).collect(),
        creator: None,
        currencies: currencies.into_iter().collect(),
        encoding: file.format.encoding.to_owned(),
    }
}
