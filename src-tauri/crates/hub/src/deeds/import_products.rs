//! Products of a creator, from a storefront's export. A bad row never sinks the file, and the same file again changes
//! nothing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::TypedQuantity;
use loopdock_domain::order::ItemKind;
use loopdock_domain::{DeedId, ItemId, JobId};
use loopdock_store::{Creator, Item, KitPart};

use super::catalogue::{barcode_key, new_creator, same_parts, write_item};
use crate::command::{Between, FileWork, file_content, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::storefront::{self, CatalogueItem, ProductFile, ProductRow};

/// Products of one deed: a few milliseconds.
const CHUNK_PRODUCTS: usize = 60;

/// A file of a creator.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// The creator's key; products make the creator where there is none.
    pub creator: String,
    /// The file's bytes in base64.
    pub content: String,
}

/// What a file of products came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProductCounts {
    /// Rows that are products.
    pub products: u32,
    /// Of these, new here.
    pub added: u32,
    /// Changed here.
    pub updated: u32,
    /// As they were.
    pub unchanged: u32,
    /// How the file was read: its encoding.
    pub encoding: String,
    /// Rows that did not go in.
    pub problems: Vec<ProductProblem>,
}

/// A row that did not go in, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProductProblem {
    /// Its row in the file; the header is row 1.
    pub row: u32,
    /// Its SKU.
    pub sku: String,
    /// Why.
    pub reason: String,
}

/// Reads the file: what is left needs the hub.
pub(crate) fn read(request: serde_json::Value) -> Result<FileWork> {
    let request: ImportRequest = read_request(request)?;
    let file = storefront::read_products(&file_content(&request.content)?)?;
    let key = request.creator;
    Ok(Box::new(move |hub, deed, between| import(hub, &key, &file, deed, between)))
}

fn import(
    hub: &mut Hub,
    key: &str,
    file: &ProductFile,
    deed: Option<DeedId>,
    between: Between<'_>,
) -> Result<serde_json::Value> {
    let mut counts = ProductCounts { encoding: file.format.encoding.to_owned(), ..ProductCounts::default() };
    counts.problems.extend(file.problems.iter().map(|problem| ProductProblem {
        row: problem.row,
        sku: problem.name.clone(),
        reason: problem.reason.to_string(),
    }));
    let job = hub.new_job();
    let (creator, is_new) = creator_of(hub, job, key, file)?;
    // Kits go last: what they are made of may stand below them in the file.
    let (kits, plain): (Vec<_>, Vec<_>) = file.products.iter().partition(|row| !row.components.is_empty());
    for chunk in [plain, kits].concat().chunks(CHUNK_PRODUCTS) {
        go_in(hub, job, &creator, chunk, &mut counts)?;
        between(hub);
    }
    counts.problems.sort_by_key(|problem| problem.row);
    // The same file again leaves no trace in the journal.
    if counts.added + counts.updated > 0 || is_new {
        // The caller's id stands for the whole file: an import that broke off is done again, and what went in is unchanged.
        hub.deed(deed, Some(job), "imported_products", |doing| {
            doing.note("creator", creator.id);
            doing.note("added", counts.added);
            doing.note("updated", counts.updated);
            Ok(counts.clone())
        })?;
    }
    serde_json::to_value(counts).map_err(|error| Error::internal(error.to_string()))
}

/// The creator with that key, and whether this file made it.
fn creator_of(hub: &mut Hub, job: JobId, key: &str, file: &ProductFile) -> Result<(Creator, bool)> {
    if let Some(creator) = hub.view().read.creator_keyed(key)? {
        return Ok((creator, false));
    }
    let mut doing = hub.begin(None)?;
    doing.job = Some(job);
    let currency = file.products.first().map_or(doing.hub.currency, |row| row.currency);
    let creator = new_creator(&mut doing, key, None, currency)?;
    doing.note("creator", creator.id);
    doing.finish("import_products", None)?;
    Ok((creator, true))
}

/// One chunk in one deed. A chunk that changes nothing leaves no trace in the journal.
fn go_in(
    hub: &mut Hub,
    job: JobId,
    creator: &Creator,
    chunk: &[&ProductRow],
    counts: &mut ProductCounts,
) -> Result<()> {
    let mut doing = hub.begin(None)?;
    doing.job = Some(job);
    let mut touched = Vec::new();
    for row in chunk {
        match one(&mut doing, creator, row) {
            Ok((Change::Added, item)) => {
                counts.added += 1;
                touched.push(item);
            }
            Ok((Change::Updated, item)) => {
                counts.updated += 1;
                touched.push(item);
            }
            Ok((Change::Nothing, _)) => counts.unchanged += 1,
            Err(error) if error.code == crate::ErrorCode::Refused => {
                counts.problems.push(ProductProblem { row: row.row, sku: row.sku.clone(), reason: error.message });
                continue;
            }
            Err(error) => return Err(error),
        }
        counts.products += 1;
    }
    if !touched.is_empty() {
        doing.note("creator", creator.id);
        doing.note("items", touched);
        doing.finish("import_products", None)?;
    }
    Ok(())
}

enum Change {
    Added,
    Updated,
    Nothing,
}

fn one(doing: &mut Doing<'_>, creator: &Creator, row: &ProductRow) -> Result<(Change, ItemId)> {
    if row.currency != creator.currency {
        return Err(Error::refused(format!(
            "the price is in {}, and {} is kept in {}",
            row.currency, creator.name, creator.currency
        )));
    }
    let parts = parts(doing, creator, row)?;
    let known = doing.read().item_of(creator.id, &row.sku)?;
    let before = known.clone();
    let item = Item {
        id: known.as_ref().map_or_else(|| doing.id::<ItemId>(), |item| item.id),
        number: match &known {
            Some(item) => item.number,
            None => doing.write.next_number("item")?,
        },
        creator: creator.id,
        sku: row.sku.clone(),
        title: row.title.clone(),
        kind: match row.catalogue_item() {
            CatalogueItem::Digital => ItemKind::Digital,
            CatalogueItem::Stocked => ItemKind::Stocked,
            CatalogueItem::Kit(_) => ItemKind::Kit,
        },
        barcode: row.barcode.as_deref().and_then(barcode_key),
        price_minor: row.price_minor,
        unit_cost_minor: row.unit_cost_minor,
        currency: row.currency,
        weight_g: row.weight_g,
        typed_quantity: known.as_ref().map_or(TypedQuantity::No, |item| item.typed_quantity),
        hs_code: known.as_ref().map(|item| item.hs_code.clone()).unwrap_or_default(),
        origin: known.map(|item| item.origin).unwrap_or_default(),
    };
    if before.as_ref() == Some(&item) && same_parts(&doing.read().kit_parts(item.id)?, &parts) {
        return Ok((Change::Nothing, item.id));
    }
    write_item(doing, before.as_ref(), &item, Some(&parts))?;
    Ok((if before.is_some() { Change::Updated } else { Change::Added }, item.id))
}

fn parts(doing: &Doing<'_>, creator: &Creator, row: &ProductRow) -> Result<Vec<KitPart>> {
    let mut parts = Vec::new();
    for (sku, qty) in &row.components {
        let item = doing.read().item_of(creator.id, sku)?;
        let item = item.filter(|item| item.kind == ItemKind::Stocked).ok_or_else(|| {
            Error::refused(format!("it is made of “{sku}”, which is no stocked item of {}", creator.name))
        })?;
        parts.push(KitPart { item: item.id, qty: *qty });
    }
    Ok(parts)
}
