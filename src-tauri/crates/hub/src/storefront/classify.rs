//! What is to become of an order: the first that applies of skipped, rejected, held, digital only, accepted.
//!
//! The rules are those of `shared/data/README.md`. Lines that have left already don't count anywhere: neither their
//! quantity nor their item is looked at.

use std::collections::{BTreeMap, HashMap};

use super::class::{Class, HoldReason, SkipReason};
use super::order::{Cancellation, ExportedLine, ExportedOrder, Financial, Fulfilment, OrderEntry, Quantity, Ships};
use super::reason::{Rejected, RowReason};

/// How deep kits may hold kits; deeper ones are taken for a loop.
const KIT_DEPTH: u32 = 8;

/// What the creator's catalogue knows of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CatalogueItem {
    /// Never picked.
    Digital,
    /// Lies on a shelf.
    Stocked,
    /// Stands for its components: SKU and number of each in one kit.
    Kit(Vec<(String, u32)>),
}

/// The items that a creator has.
pub trait Catalogue {
    /// The item with exactly that SKU.
    fn item(&self, sku: &str) -> Option<CatalogueItem>;
}

impl Catalogue for HashMap<String, CatalogueItem> {
    fn item(&self, sku: &str) -> Option<CatalogueItem> {
        self.get(sku).cloned()
    }
}

impl Catalogue for BTreeMap<String, CatalogueItem> {
    fn item(&self, sku: &str) -> Option<CatalogueItem> {
        self.get(sku).cloned()
    }
}

/// What is to become of an entry of a file.
#[must_use]
pub fn classify_entry(entry: &OrderEntry, catalogue: &dyn Catalogue) -> Class {
    match entry {
        OrderEntry::Order(order) => classify(order, catalogue),
        OrderEntry::Unreadable(unreadable) => match unreadable.skip {
            Some(reason) => Class::Skipped(reason),
            None => Class::Rejected(unreadable.rejected.clone()),
        },
    }
}

/// What is to become of an order.
#[must_use]
pub fn classify(order: &ExportedOrder, catalogue: &dyn Catalogue) -> Class {
    let statuses: Vec<Fulfilment> = order.lines.iter().map(|line| line.fulfilled).collect();
    if let Some(reason) = skip_reason(&order.cancelled, &order.financial, order.fulfilled, &statuses) {
        return Class::Skipped(reason);
    }
    let mut open = Vec::new();
    for line in order.lines.iter().filter(|line| line.fulfilled != Fulfilment::Done) {
        match &line.quantity {
            Quantity::Units(count) => open.push((line, *count)),
            Quantity::Bad(text) => {
                let reason = RowReason::Quantity { text: text.clone() };
                return Class::Rejected(Rejected { row: line.row, name: order.name.clone(), reason });
            }
        }
    }
    let mut holds = Vec::new();
    if order.financial != Financial::Paid {
        let status = match &order.financial {
            Financial::Other(status) => status.clone(),
            Financial::Paid | Financial::Voided | Financial::Refunded => String::new(),
        };
        holds.push(HoldReason::NotPaid { status });
    }
    let mut picks = BTreeMap::new();
    for (line, count) in open {
        if let Err(reason) = pick_line(line, u64::from(count), catalogue, &mut picks) {
            holds.push(reason);
        }
    }
    if !holds.is_empty() {
        Class::Held(holds)
    } else if picks.is_empty() {
        Class::DigitalOnly
    } else {
        Class::Accepted { picks }
    }
}

/// Why nothing of an order is to be shipped. An order without lines has nothing left to ship.
pub(super) fn skip_reason(
    cancelled: &Cancellation,
    financial: &Financial,
    whole: Fulfilment,
    lines: &[Fulfilment],
) -> Option<SkipReason> {
    let is_done = |status: &Fulfilment| *status == Fulfilment::Done;
    match financial {
        _ if *cancelled != Cancellation::None => Some(SkipReason::Cancelled),
        Financial::Voided => Some(SkipReason::Voided),
        Financial::Refunded => Some(SkipReason::Refunded),
        Financial::Paid | Financial::Other(_) => {
            (is_done(&whole) || lines.iter().all(is_done)).then_some(SkipReason::NothingLeft)
        }
    }
}

/// Adds what a line takes from the shelves. An unknown item holds the order even where the line needs no shipping.
fn pick_line(
    line: &ExportedLine,
    count: u64,
    catalogue: &dyn Catalogue,
    picks: &mut BTreeMap<String, u64>,
) -> Result<(), HoldReason> {
    let (row, sku) = (line.row, line.sku.clone());
    if sku.is_empty() {
        return Err(HoldReason::NoSku { row, title: line.title.clone() });
    }
    let Some(item) = catalogue.item(&sku) else { return Err(HoldReason::UnknownItem { row, sku }) };
    if line.ships == Ships::No {
        return Ok(());
    }
    if line.fulfilled == Fulfilment::Partly && item != CatalogueItem::Digital {
        return Err(HoldReason::PartOfLineShipped { row, sku });
    }
    explode(&sku, &item, count, KIT_DEPTH, catalogue, picks).map_err(|fault| match fault {
        KitFault::Unknown(component) => HoldReason::UnknownComponent { row, sku: sku.clone(), component },
        KitFault::Endless => HoldReason::EndlessKit { row, sku: sku.clone() },
    })
}

enum KitFault {
    Unknown(String),
    Endless,
}

fn explode(
    sku: &str,
    item: &CatalogueItem,
    count: u64,
    depth: u32,
    catalogue: &dyn Catalogue,
    picks: &mut BTreeMap<String, u64>,
) -> Result<(), KitFault> {
    match item {
        CatalogueItem::Digital => {}
        CatalogueItem::Stocked => {
            let sum = picks.entry(sku.to_owned()).or_default();
            *sum = sum.saturating_add(count);
        }
        CatalogueItem::Kit(components) => {
            let inner_depth = depth.checked_sub(1).ok_or(KitFault::Endless)?;
            for (component, each) in components {
                let inner = catalogue.item(component).ok_or_else(|| KitFault::Unknown(component.clone()))?;
                explode(component, &inner, count.saturating_mul(u64::from(*each)), inner_depth, catalogue, picks)?;
            }
        }
    }
    Ok(())
}
