//! Products of a creator, from a storefront's export.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::TypedQuantity;
use loopdock_domain::order::ItemKind;
use loopdock_domain::{DeedId, ItemId};
use loopdock_store::{Creator, Item, KitPart};

use super::catalogue::{barcode_key, new_creator, same_parts, write_item};
use crate::command::{Between, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::storefront::{self, CatalogueItem, ProductFile, ProductRow};

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

/// The bytes of a file that a request carries.
pub(crate) fn content(request: &ImportRequest) -> Result<Vec<u8>> {
    STANDARD.decode(&request.content).map_err(|error| Error::bad_call(format!("content is no base64: {error}")))
}

pub(crate) fn import(
    hub: &mut Hub,
    request: serde_json::Value,
    deed: Option<DeedId>,
    _between: Between<'_>,
) -> Result<serde_json::Value> {
    let request: ImportRequest = read_request(request)?;
    let file = storefront::read_products(&content(&request)?)?;
    let job = hub.new_job();
    let mut doing = hub.begin(deed)?;
    doing.job = Some(job);
    let creator_is_new = doing.read().creator_keyed(&request.creator)?.is_none();
    let counts = go_in(&mut doing, &request.creator, &file)?;
    let answer = serde_json::to_value(&counts).map_err(|error| Error::internal(error.to_string()))?;
    // The same file again leaves no trace in the journal.
    if counts.added + counts.updated > 0 || creator_is_new {
        doing.finish("import_products", Some(&answer.to_string()))?;
    }
    Ok(answer)
}

fn go_in(doing: &mut Doing<'_>, key: &str, file: &ProductFile) -> Result<ProductCounts> {
    let mut counts = ProductCounts { encoding: file.format.encoding.to_owned(), ..ProductCounts::default() };
    counts.problems.extend(file.problems.iter().map(|problem| ProductProblem {
        row: problem.row,
        sku: problem.name.clone(),
        reason: problem.reason.to_string(),
    }));
    let creator = match doing.read().creator_keyed(key)? {
        Some(creator) => creator,
        None => {
            let currency = file.products.first().map_or(doing.hub.currency, |row| row.currency);
            new_creator(doing, key, None, currency)?
        }
    };
    doing.note("creator", creator.id);
    // Kits go last: what they are made of may stand below them in the file.
    let is_kit = |row: &&ProductRow| !row.components.is_empty();
    for row in file.products.iter().filter(|row| !is_kit(row)).chain(file.products.iter().filter(is_kit)) {
        counts.products += 1;
        match one(doing, &creator, row) {
            Ok(Change::Added) => counts.added += 1,
            Ok(Change::Updated) => counts.updated += 1,
            Ok(Change::Nothing) => counts.unchanged += 1,
            Err(error) if error.code == crate::ErrorCode::Refused => {
                counts.products -= 1;
                counts.problems.push(ProductProblem { row: row.row, sku: row.sku.clone(), reason: error.message });
            }
            Err(error) => return Err(error),
        }
    }
    counts.problems.sort_by_key(|problem| problem.row);
    Ok(counts)
}

enum Change {
    Added,
    Updated,
    Nothing,
}

fn one(doing: &mut Doing<'_>, creator: &Creator, row: &ProductRow) -> Result<Change> {
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
        typed_quantity: known.map_or(TypedQuantity::No, |item| item.typed_quantity),
    };
    if before.as_ref() == Some(&item) && same_parts(&doing.read().kit_parts(item.id)?, &parts) {
        return Ok(Change::Nothing);
    }
    write_item(doing, before.as_ref(), &item, Some(&parts))?;
    Ok(if before.is_some() { Change::Updated } else { Change::Added })
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
