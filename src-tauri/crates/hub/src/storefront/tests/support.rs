//! The sample exports, and ways to write the same rows in another shape.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::storefront::{CatalogueItem, ExportedOrder, FileCounts, OrderEntry, TableError, read_orders, read_products};

/// The creators whose exports are in the shared data.
pub(super) const CREATORS: [&str; 3] = ["fern-and-kiln", "nachtlicht-drucke", "tomo-zines"];

/// A file of the shared data; None, and a word about it, where the folder is missing.
pub(super) fn shared(name: &str) -> Option<Vec<u8>> {
    let folder = match std::env::var_os("LOOPDOCK_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"),
    };
    let path = folder.join("data/storefront").join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            eprintln!("skipped: {} can't be read ({error}); set LOOPDOCK_SHARED", path.display());
            None
        }
    }
}

/// The catalogue that a creator's products file describes.
pub(super) fn catalogue(creator: &str) -> Option<BTreeMap<String, CatalogueItem>> {
    let file = read_products(&shared(&format!("{creator}-products.csv"))?).unwrap();
    assert_eq!(file.problems, []);
    Some(file.products.iter().map(|product| (product.sku.clone(), product.catalogue_item())).collect())
}

/// A small catalogue for files written in a test: `MUG` and `TIN` lie on shelves, `PDF` is digital, `SET` is a kit.
pub(super) fn small_catalogue() -> BTreeMap<String, CatalogueItem> {
    let set = vec![("MUG".to_owned(), 2), ("TIN".to_owned(), 1), ("PDF".to_owned(), 1)];
    BTreeMap::from([
        ("MUG".to_owned(), CatalogueItem::Stocked),
        ("TIN".to_owned(), CatalogueItem::Stocked),
        ("PDF".to_owned(), CatalogueItem::Digital),
        ("SET".to_owned(), CatalogueItem::Kit(set)),
    ])
}

pub(super) fn orders(bytes: &[u8]) -> Vec<OrderEntry> {
    read_orders(bytes).unwrap().orders
}

pub(super) fn refusal(bytes: &[u8]) -> TableError {
    read_orders(bytes).unwrap_err()
}

/// The order of an entry that could be read.
pub(super) fn order(entry: &OrderEntry) -> &ExportedOrder {
    match entry {
        OrderEntry::Order(order) => order,
        OrderEntry::Unreadable(unreadable) => panic!("{}", unreadable.rejected),
    }
}

pub(super) fn counts(bytes: &[u8], catalogue: &BTreeMap<String, CatalogueItem>) -> FileCounts {
    FileCounts::of(&orders(bytes), catalogue)
}

/// What all orders of a file mean, by name.
pub(super) fn meanings(bytes: &[u8]) -> BTreeMap<String, String> {
    orders(bytes).iter().map(|entry| (order(entry).name.clone(), order(entry).canonical())).collect()
}

/// A file's cells, header first.
pub(super) fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Cells as a file with `\n` or `\r\n` between rows.
pub(super) fn written(cells: &[Vec<String>], delimiter: u8, terminator: csv::Terminator) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).flexible(true).from_writer(Vec::new());
    for row in cells {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// Cells as the storefront writes them.
pub(super) fn plainly(cells: &[Vec<String>]) -> Vec<u8> {
    written(cells, b',', csv::Terminator::Any(b'\n'))
}

/// Cells without some columns.
pub(super) fn without(cells: &[Vec<String>], columns: &[&str]) -> Vec<Vec<String>> {
    let keep: Vec<bool> = cells[0].iter().map(|name| !columns.contains(&name.as_str())).collect();
    let mut narrow = cells.to_vec();
    for row in &mut narrow {
        let mut kept = keep.iter();
        row.retain(|_| *kept.next().unwrap_or(&true));
    }
    narrow
}

/// Text as UTF-16.
pub(super) fn wide(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

/// An orders file of the needed columns, from rows of `name|status|sku|quantity|more…`, where `more` is
/// `column=value`. The first row of a name speaks for the order.
pub(super) fn orders_file(rows: &[&str]) -> Vec<u8> {
    const HEADER: [&str; 16] = [
        "Name",
        "Financial Status",
        "Lineitem sku",
        "Lineitem quantity",
        "Fulfillment Status",
        "Cancelled at",
        "Created at",
        "Currency",
        "Total",
        "Lineitem name",
        "Lineitem price",
        "Lineitem fulfillment status",
        "Lineitem requires shipping",
        "Id",
        "Tags",
        "Shipping Zip",
    ];
    let mut table = vec![HEADER.map(str::to_owned).to_vec()];
    let mut known: Vec<&str> = Vec::new();
    for row in rows {
        let parts: Vec<&str> = row.split('|').collect();
        let mut cells: Vec<String> = vec![String::new(); HEADER.len()];
        let mut set = |column: &str, value: &str| {
            let place = HEADER.iter().position(|name| *name == column).expect(column);
            cells[place] = value.to_owned();
        };
        for (column, value) in HEADER.iter().zip(&parts).take(4) {
            set(column, value);
        }
        set("Lineitem name", "Thing");
        set("Lineitem price", "5.00");
        if !known.contains(&parts[0]) {
            known.push(parts[0]);
            set("Created at", "2026-10-08 20:03:11 -0400");
            set("Currency", "EUR");
            set("Total", "9.50");
        }
        for extra in parts.iter().skip(4) {
            let (column, value) = extra.split_once('=').expect("column=value");
            set(column, value);
        }
        table.push(cells);
    }
    plainly(&table)
}
