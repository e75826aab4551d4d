//! A products file: one row an item.
//!
//! Columns `SKU`, `Title`, `Price` and `Currency` must be there; `Barcode`, `Unit cost`, `Weight (g)`,
//! `Requires shipping` (empty: it does) and `Components` (`SKU*1;SKU2*2`, which makes the item a kit) may lack.
//! Whether a kit's components exist is the caller's to check: the catalogue may know them already.

use std::collections::{BTreeMap, BTreeSet};

use loopdock_domain::Currency;

use super::cell;
use super::classify::CatalogueItem;
use super::columns::Layout;
use super::error::TableError;
use super::reason::{RowProblem, RowReason};
use super::table::{Format, Row, Table};

const LAYOUT: Layout = Layout {
    required: &["SKU", "Title", "Price", "Currency"],
    optional: &["Barcode", "Unit cost", "Weight (g)", "Requires shipping", "Components"],
};

/// How many columns a products file must have.
pub const PRODUCT_COLUMNS: usize = LAYOUT.required.len();

/// What a products file says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProductFile {
    /// The good rows, from the top; no SKU twice.
    pub products: Vec<ProductRow>,
    /// The rows that can't be used, by row.
    pub problems: Vec<RowProblem>,
    /// How the file was written.
    pub format: Format,
}

/// One item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProductRow {
    /// The row's number as a spreadsheet shows it.
    pub row: u32,
    /// The creator's key of the item; never empty.
    pub sku: String,
    /// What people call it; never empty.
    pub title: String,
    /// The code printed on it, as written; not checked.
    pub barcode: Option<String>,
    /// Selling price in minor units of `currency`, zero or more.
    pub price_minor: i64,
    /// Cost of one unit in minor units of `currency`, zero or more.
    pub unit_cost_minor: Option<i64>,
    /// The currency of both amounts.
    pub currency: Currency,
    /// Weight of one unit in grams.
    pub weight_g: Option<u32>,
    /// Whether there is something to ship.
    pub physical: Physical,
    /// SKU and number of each component of a kit, by SKU; empty when it is no kit.
    pub components: Vec<(String, u32)>,
}

/// Whether an item is a thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Physical {
    /// It is stocked and shipped.
    Shipped,
    /// It is a file or a service, never picked.
    Digital,
}

impl ProductRow {
    /// The item as [`classify`](super::classify()) needs it.
    #[must_use]
    pub fn catalogue_item(&self) -> CatalogueItem {
        match self.physical {
            Physical::Digital => CatalogueItem::Digital,
            Physical::Shipped if self.components.is_empty() => CatalogueItem::Stocked,
            Physical::Shipped => CatalogueItem::Kit(self.components.clone()),
        }
    }

    /// Whether two rows say the same.
    fn same_item(&self, other: &ProductRow) -> bool {
        let moved = ProductRow { row: self.row, ..other.clone() };
        *self == moved
    }
}

/// Reads a products file. A row that repeats an earlier one word for word is dropped silently.
///
/// # Errors
/// When the file as a whole can't be read; bad rows are in [`ProductFile::problems`].
pub fn read_products(bytes: &[u8]) -> Result<ProductFile, TableError> {
    let table = Table::read(bytes, LAYOUT)?;
    let mut products: Vec<ProductRow> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for row in table.rows() {
        let problem = |reason| RowProblem { row: row.number(), name: table.cell(row, "SKU").to_owned(), reason };
        match read_product(&table, row) {
            Err(reason) => problems.push(problem(reason)),
            Ok(product) => match places.get(&product.sku).and_then(|place| products.get(*place)) {
                None => {
                    places.insert(product.sku.clone(), products.len());
                    products.push(product);
                }
                Some(first) if first.same_item(&product) => {}
                Some(first) => problems.push(problem(RowReason::RepeatedSku { first_row: first.row })),
            },
        }
    }
    let endless = endless_kits(&products);
    products.retain(|product| {
        let is_endless = endless.contains(&product.sku);
        if is_endless {
            let (row, name) = (product.row, product.sku.clone());
            problems.push(RowProblem { row, name, reason: RowReason::ContainsItself });
        }
        !is_endless
    });
    problems.sort_by_key(|problem| problem.row);
    Ok(ProductFile { products, problems, format: table.format() })
}

fn read_product(table: &Table, row: &Row) -> Result<ProductRow, RowReason> {
    if let Some(flaw) = row.flaw() {
        return Err(flaw.clone());
    }
    let required = |column: &'static str| match table.cell(row, column) {
        "" => Err(RowReason::EmptyCell { column }),
        text => Ok(text),
    };
    let sku = required("SKU")?.to_owned();
    let title = required("Title")?.to_owned();
    let code = required("Currency")?;
    let currency: Currency = code.parse().map_err(|_| RowReason::Currency { text: code.to_owned() })?;
    let amount = |column: &'static str, text: &str| match cell::amount(text, currency) {
        Some(minor) if minor >= 0 => Ok(minor),
        _ => Err(RowReason::Amount { column, text: text.to_owned(), currency }),
    };
    let price_minor = amount("Price", required("Price")?)?;
    let unit_cost_minor = match table.cell(row, "Unit cost") {
        "" => None,
        text => Some(amount("Unit cost", text)?),
    };
    let barcode = cell::filled(cell::without_apostrophe(table.cell(row, "Barcode")));
    if let Some(text) = barcode.as_ref().filter(|text| cell::is_rounded(text)) {
        return Err(RowReason::Rounded { column: "Barcode", text: text.clone() });
    }
    let weight_g = match table.cell(row, "Weight (g)") {
        "" => None,
        text => Some(cell::whole(text).ok_or_else(|| RowReason::Weight { text: text.to_owned() })?),
    };
    let physical = match table.cell(row, "Requires shipping") {
        "" => Physical::Shipped,
        text => match cell::flag(text) {
            Some(true) => Physical::Shipped,
            Some(false) => Physical::Digital,
            None => return Err(RowReason::Flag { column: "Requires shipping", text: text.to_owned() }),
        },
    };
    let components = read_components(table.cell(row, "Components"))?;
    let row = row.number();
    Ok(ProductRow { row, sku, title, barcode, price_minor, unit_cost_minor, currency, weight_g, physical, components })
}

/// Reads `SKU*1;SKU2*2`; a component named twice is added up.
fn read_components(text: &str) -> Result<Vec<(String, u32)>, RowReason> {
    let refuse = || RowReason::Components { text: text.to_owned() };
    let mut components: BTreeMap<String, u32> = BTreeMap::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        // From the right, since an SKU may hold an asterisk itself.
        let (sku, count) = part.rsplit_once('*').ok_or_else(refuse)?;
        let count = cell::whole(count.trim()).filter(|count| *count > 0).ok_or_else(refuse)?;
        let sku = sku.trim();
        if sku.is_empty() {
            return Err(refuse());
        }
        let sum = components.entry(sku.to_owned()).or_default();
        *sum = sum.checked_add(count).ok_or_else(refuse)?;
    }
    Ok(components.into_iter().collect())
}

/// The kits among whose components, or theirs, they are themselves.
fn endless_kits(products: &[ProductRow]) -> BTreeSet<String> {
    let kits: BTreeMap<&str, &ProductRow> = products
        .iter()
        .filter(|product| !product.components.is_empty())
        .map(|product| (product.sku.as_str(), product))
        .collect();
    let reaches_itself = |kit: &ProductRow| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut ahead: Vec<&str> = kit.components.iter().map(|(sku, _)| sku.as_str()).collect();
        while let Some(sku) = ahead.pop() {
            if sku == kit.sku {
                return true;
            }
            if seen.insert(sku)
                && let Some(inner) = kits.get(sku)
            {
                ahead.extend(inner.components.iter().map(|(sku, _)| sku.as_str()));
            }
        }
        false
    };
    kits.values().filter(|kit| reaches_itself(kit)).map(|kit| kit.sku.clone()).collect()
}
