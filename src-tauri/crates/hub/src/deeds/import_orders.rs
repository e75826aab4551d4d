//! Orders of a creator, from a storefront's export. A bad order never sinks the file, and the same file again changes
//! nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::{DeedId, JobId, count};
use loopdock_labels::Words as _;
use loopdock_store::{Creator, Order, Read};

use super::add_order::{Incoming, enter, replace};
use super::catalogue::name_of_key;
use super::import_products::ImportRequest;
use crate::command::{Between, FileWork, file_content, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;
use crate::hub::Hub;
use crate::storefront::{
    self, Catalogue, CatalogueItem, Class, ExportedOrder, FileCounts, HoldReason, OrderEntry, OrderFile, classify,
};
use crate::view::View;

/// Orders of one deed: a few milliseconds.
const CHUNK_ORDERS: usize = 40;

/// What a file of orders came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderCounts {
    /// Orders in the file.
    pub orders: u32,
    /// To be shipped.
    pub accepted: u32,
    /// Need a person.
    pub held: u32,
    /// Cancelled, voided, refunded, or nothing left to ship.
    pub skipped: u32,
    /// Can't be read.
    pub rejected: u32,
    /// Nothing physical.
    pub digital_only: u32,
    /// Lines of the accepted orders, kits exploded and equal items of an order added up.
    pub lines_to_pick: u32,
    /// Units of these.
    pub units_to_pick: u32,
    /// New in the hub.
    pub added: u32,
    /// As they were in the hub.
    pub unchanged: u32,
    /// Changed in the hub.
    pub updated: u32,
    /// Changed in the file, but picked or further in the hub, or at odds with it: a person decides.
    pub conflicts: u32,
    /// How the file was read: its encoding.
    pub encoding: String,
    /// What did not go in, what needs a person, and why.
    pub problems: Vec<OrderProblem>,
    /// Where orders wait for items that are unknown here: how many do, and what to bring. Where sleeves go without the deposit that
    /// is agreed, because orders were paid in another currency: how many do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
}

/// An order that did not go in, or needs a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderProblem {
    /// Its row in the file; the header is row 1.
    pub row: u32,
    /// Its name in the storefront.
    pub order: String,
    /// Why.
    pub reason: String,
}

/// A creator's items, as a file's lines name them.
struct Items<'r> {
    read: Read<'r>,
    creator: &'r Creator,
}

impl Catalogue for Items<'_> {
    fn item(&self, sku: &str) -> Option<CatalogueItem> {
        use loopdock_domain::order::ItemKind;
        let item = self.read.item_of(self.creator.id, sku).ok()??;
        Some(match item.kind {
            ItemKind::Stocked => CatalogueItem::Stocked,
            ItemKind::Digital => CatalogueItem::Digital,
            ItemKind::Kit => {
                let parts = self.read.kit_parts(item.id).ok()?;
                let sku_of = |part: &loopdock_store::KitPart| Some((self.read.item(part.item).ok()??.sku, part.qty));
                CatalogueItem::Kit(parts.iter().map(sku_of).collect::<Option<Vec<_>>>()?)
            }
        })
    }
}

/// Reads the file: what is left needs the hub.
pub(crate) fn read(request: serde_json::Value) -> Result<FileWork> {
    let request: ImportRequest = read_request(request)?;
    let file = storefront::read_orders(&file_content(&request.content)?)?;
    let key = request.creator;
    Ok(Box::new(move |hub, deed, between| import(hub, &key, &file, deed, between)))
}

fn import(
    hub: &mut Hub,
    key: &str,
    file: &OrderFile,
    deed: Option<DeedId>,
    between: Between<'_>,
) -> Result<serde_json::Value> {
    let creator = find::creator_keyed(&hub.view().read, key)?;
    let job = hub.new_job();
    let mut tally = Tally::default();
    for chunk in file.orders.chunks(CHUNK_ORDERS) {
        go_in(hub, job, &creator, chunk, &mut tally)?;
        between(hub);
    }
    let warning = tally.warning(&hub.view(), &creator)?;
    let counts = OrderCounts { encoding: file.format.encoding.to_owned(), warning, ..tally.counts() };
    if counts.added + counts.updated > 0 {
        // The caller's id stands for the whole file: an import that broke off is done again, and what went in is unchanged.
        hub.deed(deed, Some(job), "imported_orders", |doing| {
            doing.note("creator", creator.id);
            doing.note("added", counts.added);
            doing.note("updated", counts.updated);
            // Without what quotes the file's cells: the journal can't be erased.
            Ok(OrderCounts { problems: Vec::new(), warning: None, ..counts.clone() })
        })?;
    }
    serde_json::to_value(counts).map_err(|error| Error::internal(error.to_string()))
}

/// The counts so far.
#[derive(Default)]
struct Tally {
    /// What the file itself holds, each time the same.
    file: FileCounts,
    /// What became of it here, and what is wrong with it.
    here: OrderCounts,
    /// Orders with items that the creator does not have here.
    unknown: u32,
    /// The SKUs of these items.
    unknown_items: BTreeSet<String>,
    /// Orders to be shipped that were paid in another currency than the creator's.
    foreign: u32,
    /// These currencies.
    currencies: BTreeSet<String>,
}

/// The first few of `items`, and how many more there are; they stand with each order.
fn named_few(items: &BTreeSet<String>) -> String {
    const NAMED: usize = 5;
    let more = (items.len() > NAMED).then(|| format!("+ {}", items.len() - NAMED));
    let named = items.iter().take(NAMED).map(String::as_str).chain(more.as_deref());
    named.collect::<Vec<_>>().join(", ")
}

impl Tally {
    /// Counts what the file says of an entry, and what is wrong with it.
    fn see(&mut self, entry: &OrderEntry, class: &Class, creator: &Creator) {
        self.file.add(class);
        if let (OrderEntry::Order(order), Class::Accepted { .. } | Class::Held(_)) = (entry, class)
            && order.currency != creator.currency
        {
            self.foreign += 1;
            self.currencies.insert(order.currency.to_string());
        }
        match (entry, class) {
            (_, Class::Rejected(rejected)) => self.problem(rejected.row, &rejected.name, rejected.reason.to_string()),
            (OrderEntry::Order(order), Class::Held(reasons)) => {
                let unknown: Vec<&str> = reasons.iter().filter_map(HoldReason::unknown_item).collect();
                self.unknown += u32::from(!unknown.is_empty());
                self.unknown_items.extend(unknown.into_iter().map(str::to_owned));
                let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
                self.problem(order.row, &order.name, reasons.join("; "));
            }
            _ => {}
        }
    }

    fn problem(&mut self, row: u32, order: &str, reason: String) {
        self.here.problems.push(OrderProblem { row, order: order.to_owned(), reason });
    }

    /// What whoever imports must know of the whole file.
    fn warning(&self, view: &View<'_>, creator: &Creator) -> Result<Option<String>> {
        let mut said = Vec::new();
        if self.unknown > 0 {
            let (orders, items) = (self.unknown.to_string(), named_few(&self.unknown_items));
            let words = [("orders", orders.as_str()), ("creator", &creator.name), ("items", &items)];
            said.push(view.texts.word("import-unknown-items", &words));
        }
        if self.foreign > 0 && holds_deposits(view, creator)? {
            let (orders, currencies) = (self.foreign.to_string(), named_few(&self.currencies));
            let theirs = creator.currency.to_string();
            let words = [
                ("orders", orders.as_str()),
                ("creator", &creator.name),
                ("currencies", &currencies),
                ("currency", &theirs),
            ];
            said.push(view.texts.word("import-other-currency", &words));
        }
        Ok((!said.is_empty()).then(|| said.join(" ")))
    }

    fn counts(self) -> OrderCounts {
        let Self { file, mut here, .. } = self;
        here.problems.sort_by_key(|problem| problem.row);
        OrderCounts {
            orders: count(file.orders),
            accepted: count(file.accepted),
            held: count(file.held),
            skipped: count(file.skipped),
            rejected: count(file.rejected),
            digital_only: count(file.digital_only),
            lines_to_pick: count(file.lines_to_pick),
            units_to_pick: count(file.units_to_pick),
            ..here
        }
    }
}

/// One chunk in one deed. A chunk that changes nothing leaves no trace in the journal. What an order is, is decided by the
/// catalogue as it stands in this transaction: it may have changed since the chunk before.
fn go_in(hub: &mut Hub, job: JobId, creator: &Creator, chunk: &[OrderEntry], tally: &mut Tally) -> Result<()> {
    let mut doing = hub.begin(None)?;
    doing.job = Some(job);
    let mut orders: Vec<(&ExportedOrder, Class)> = Vec::new();
    for entry in chunk {
        let class = storefront::classify_entry(entry, &Items { read: doing.read(), creator });
        tally.see(entry, &class, creator);
        if let (OrderEntry::Order(order), false) = (entry, matches!(class, Class::Rejected(_))) {
            orders.push((order, class));
        }
    }
    let creator = named(&mut doing, creator, &orders)?;
    let mut touched = Vec::new();
    for (exported, class) in &orders {
        let incoming = Incoming::of_export(&doing, &creator, exported, class)?;
        match against_hub(&mut doing, &creator, exported, &incoming)? {
            Found::New => {
                touched.push(enter(&mut doing, &creator, &incoming)?);
                tally.here.added += 1;
            }
            Found::Same => tally.here.unchanged += 1,
            Found::Changed(order) => {
                replace(&mut doing, &creator, &order, &incoming)?;
                touched.push(order.id);
                tally.here.updated += 1;
            }
            Found::Conflict(reason) => {
                tally.here.conflicts += 1;
                tally.problem(exported.row, &exported.name, reason);
            }
        }
    }
    if !touched.is_empty() {
        doing.note("creator", creator.id);
        doing.note("orders", touched);
        doing.finish("import_orders", None)?;
    }
    Ok(())
}

/// The export knows how the creator is called, where so far only the key did.
fn named(doing: &mut Doing<'_>, creator: &Creator, orders: &[(&ExportedOrder, Class)]) -> Result<Creator> {
    let mut creator = creator.clone();
    let vendor = orders.first().map(|(order, _)| order.vendor.trim()).unwrap_or_default();
    if !vendor.is_empty() && creator.name == name_of_key(&creator.key) && creator.name != vendor {
        creator.name = vendor.to_owned();
        doing.write.update_creator(&creator)?;
    }
    Ok(creator)
}

enum Found {
    New,
    Same,
    Changed(Box<Order>),
    Conflict(String),
}

/// What the hub knows of an exported order, by its name and by the platform's id; where the two disagree a person decides.
fn against_hub(
    doing: &mut Doing<'_>,
    creator: &Creator,
    exported: &ExportedOrder,
    incoming: &Incoming,
) -> Result<Found> {
    let read = doing.read();
    let store = &creator.key;
    let named = read.order_named(creator.id, store, &exported.name)?;
    let by_id = match &exported.platform_id {
        Some(id) => read.order_by_platform(creator.id, store, id)?,
        None => None,
    };
    let order = match (named, by_id) {
        (None, None) => return Ok(Found::New),
        (Some(order), None) => {
            let other_id = order.platform_id.is_some() && exported.platform_id.is_some();
            if other_id {
                return Ok(Found::Conflict(format!("{} is known here with another platform id", exported.name)));
            }
            order
        }
        (Some(order), Some(other)) if order.id == other.id => order,
        (_, Some(other)) => {
            return Ok(Found::Conflict(format!("its platform id is known here as order {}", other.name)));
        }
    };
    let is_same = read.buyer(order.id)?.is_some_and(|buyer| buyer.content_mac == incoming.buyer.content_mac);
    if is_same && !incoming.finds_its_items(&read, &order)? {
        return Ok(Found::Same);
    }
    if read.buyer(order.id)?.is_none() {
        return Ok(Found::Conflict("its buyer's data were erased here".to_owned()));
    }
    match super::add_order::why_fixed(&read, &order)? {
        Some(_) if is_same => Ok(Found::Same),
        Some(why) => Ok(Found::Conflict(format!("it was changed in the storefront, but {why}"))),
        None => Ok(Found::Changed(Box::new(order))),
    }
}

/// The class of an order that was entered by hand, as if it had been exported.
pub(crate) fn class_of(read: &Read<'_>, creator: &Creator, order: &ExportedOrder) -> Class {
    classify(order, &Items { read: *read, creator })
}

/// Whether a creator's buyers, or some of them, pay deposits beforehand.
fn holds_deposits(view: &View<'_>, creator: &Creator) -> Result<bool> {
    let cohorts = view.read.cohorts_of(creator.id)?;
    let agreed = cohorts.into_iter().map(|cohort| cohort.terms).chain([creator.terms]);
    for terms in agreed {
        if view.read.terms(terms, creator.currency)?.held().minor > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
