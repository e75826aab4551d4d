//! An order comes in: from an export, or typed at the desk. Both ways meet here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::order::{CarrierKind, HoldReason, ImportClass, ItemKind, LineState};
use loopdock_domain::{CarrierId, Currency, ItemId, LineId, OrderId};
use loopdock_store::{Buyer, Creator, Gift, NewOrder, Order, OrderLine, REPLACED, Read};

use super::import_orders::class_of;
use super::resolve_hold::{release_promises, tidy_walk};
use super::set_up::carrier;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::storefront::{
    self, Address, Cancellation, Class, ExportedLine, ExportedOrder, Financial, Fulfilment, Quantity, Ships,
};
use crate::{find, names};

/// An order entered by hand.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderRequest {
    /// The creator's key.
    pub creator: String,
    /// Its name, such as `#1001`.
    pub name: String,
    /// SKUs and units.
    pub lines: Vec<(String, u32)>,
    /// How it leaves; the carrier's name.
    pub shipping_method: String,
    /// Who gets it.
    #[serde(default)]
    pub buyer: BuyerRequest,
    /// What the buyer wants.
    #[serde(default)]
    pub note: String,
    /// True when it is a present.
    #[serde(default)]
    pub gift: bool,
}

/// Who gets an order.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of an address")]
pub struct BuyerRequest {
    pub name: String,
    pub email: String,
    pub company: String,
    pub address1: String,
    pub address2: String,
    pub city: String,
    pub zip: String,
    pub province: String,
    pub country: String,
    pub phone: String,
}

/// The order that went in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderAdded {
    /// Its id.
    pub id: OrderId,
    /// `O-12`.
    pub order: String,
}

/// An order on its way in, with its class decided and its buyer recognised.
pub(crate) struct Incoming<'e> {
    exported: &'e ExportedOrder,
    class: &'e Class,
    items: Vec<Option<(ItemId, ItemKind)>>,
    /// Who bought; its order is filled in when the order has an id.
    pub buyer: Buyer,
}

impl<'e> Incoming<'e> {
    pub(crate) fn of_export(
        doing: &Doing<'_>,
        creator: &Creator,
        exported: &'e ExportedOrder,
        class: &'e Class,
    ) -> Result<Self> {
        let mut items = Vec::with_capacity(exported.lines.len());
        for line in &exported.lines {
            let item = doing.read().item_of(creator.id, &line.sku)?;
            items.push(item.map(|item| (item.id, item.kind)));
        }
        let address = &exported.address;
        let key = doing.key();
        let email = exported.email.trim().to_lowercase();
        let buyer = Buyer {
            order: OrderId::from(uuid::Uuid::nil()),
            email_mac: (!email.is_empty()).then(|| key.mac(format!("email/{email}").as_bytes())),
            content_mac: key.mac(format!("order/{}", exported.canonical()).as_bytes()),
            email: exported.email.clone(),
            phone: if address.phone.is_empty() { exported.phone.clone() } else { address.phone.clone() },
            name: address.name.clone(),
            company: address.company.clone(),
            address1: address.address1.clone(),
            address2: address.address2.clone(),
            city: address.city.clone(),
            zip: address.zip.clone(),
            province: address.province.clone(),
            country: address.country.clone(),
            note: exported.note.clone(),
            note_attributes: exported.note_attributes.clone(),
            payment_reference: exported.payment_reference.clone(),
            tags: exported.tags.join(", "),
        };
        Ok(Self { exported, class, items, buyer })
    }

    fn new_order(&self, doing: &mut Doing<'_>, creator: &Creator, id: OrderId, number: i64) -> Result<NewOrder> {
        let exported = self.exported;
        let order = Order {
            id,
            number,
            creator: creator.id,
            store: creator.key.clone(),
            name: exported.name.clone(),
            platform_id: exported.platform_id.clone(),
            class: match self.class {
                Class::Skipped(_) => ImportClass::Skipped,
                Class::Held(_) | Class::Rejected(_) => ImportClass::Held,
                Class::DigitalOnly => ImportClass::DigitalOnly,
                Class::Accepted { .. } => ImportClass::Accepted,
            },
            created_ms: exported.created_at_ms,
            promise_ms: exported.created_at_ms,
            currency: exported.currency,
            total_minor: exported.total_minor,
            carrier: carrier_for(doing, exported.shipping_method.as_deref())?,
            gift: match exported.gift {
                storefront::Gift::Wished => Gift::Gift,
                storefront::Gift::No => Gift::Plain,
            },
            wave: None,
        };
        let lines = (0_u32..)
            .zip(exported.lines.iter().zip(&self.items))
            .filter_map(|(position, (line, item))| self.line(doing, id, position, line, *item))
            .collect();
        Ok(NewOrder { order, lines, buyer: Buyer { order: id, ..self.buyer.clone() } })
    }

    /// A line of a skipped order whose quantity is no number has nothing to say and is left out.
    fn line(
        &self,
        doing: &Doing<'_>,
        order: OrderId,
        position: u32,
        line: &ExportedLine,
        item: Option<(ItemId, ItemKind)>,
    ) -> Option<OrderLine> {
        let Quantity::Units(qty) = line.quantity else { return None };
        let not_picked = line.ships == Ships::No || item.is_some_and(|(_, kind)| kind == ItemKind::Digital);
        let nothing_to_pick = line.fulfilled == Fulfilment::Done || (not_picked && item.is_some());
        let (state, held) = match self.class {
            Class::Skipped(storefront::SkipReason::NothingLeft) => (LineState::Delivered, None),
            Class::Skipped(_) => (LineState::Cancelled, None),
            _ if nothing_to_pick => (LineState::Delivered, None),
            Class::Held(reasons) => (LineState::Held, Some(hold_reason(reasons))),
            _ => (LineState::Waiting, None),
        };
        Some(OrderLine {
            id: doing.id::<LineId>(),
            order,
            position,
            item: item.map(|(id, _)| id),
            sku: line.sku.clone(),
            title: line.title.clone(),
            qty,
            price_minor: line.price_minor,
            state,
            held,
        })
    }

    /// Whether the order, which is here already, was held for nothing but items that nobody knew and that are known by now:
    /// whoever brings the products after the orders brings the orders once more, and they go on.
    pub(crate) fn finds_its_items(&self, read: &Read<'_>, order: &Order) -> Result<bool> {
        let unknown = Some(HoldReason::UnknownItem);
        if matches!(self.class, Class::Held(reasons) if Some(hold_reason(reasons)) == unknown) {
            return Ok(false);
        }
        let lines = read.lines_of(order.id)?;
        let mut held = lines.iter().filter(|line| line.state == LineState::Held).peekable();
        Ok(held.peek().is_some() && held.all(|line| line.held == unknown))
    }
}

/// The one word for several reasons: what must be mended first.
fn hold_reason(reasons: &[storefront::HoldReason]) -> HoldReason {
    use storefront::HoldReason as Why;
    let rank = |reason: &Why| match reason {
        Why::NotPaid { .. } => HoldReason::Unpaid,
        Why::PartOfLineShipped { .. } => HoldReason::PartSent,
        _ => HoldReason::UnknownItem,
    };
    let words: Vec<HoldReason> = reasons.iter().map(rank).collect();
    let first = |word: HoldReason| words.contains(&word).then_some(word);
    first(HoldReason::UnknownItem).or(first(HoldReason::Unpaid)).unwrap_or(HoldReason::PartSent)
}

/// Puts a new order into the hub.
pub(crate) fn enter(doing: &mut Doing<'_>, creator: &Creator, incoming: &Incoming<'_>) -> Result<OrderId> {
    let id = doing.id::<OrderId>();
    let number = doing.write.next_number("order")?;
    let new = incoming.new_order(doing, creator, id, number)?;
    doing.write.insert_order(&new)?;
    Ok(id)
}

/// Replaces what an order says, while nothing of it was picked.
pub(crate) fn replace(doing: &mut Doing<'_>, creator: &Creator, order: &Order, incoming: &Incoming<'_>) -> Result<()> {
    for line in doing.read().lines_of(order.id)? {
        release_promises(doing, &line)?;
    }
    tidy_walk(doing, order.id)?;
    let new = incoming.new_order(doing, creator, order.id, order.number)?;
    Ok(doing.write.replace_order(&new)?)
}

/// Why an order can't be replaced any more, if it can't.
pub(crate) fn why_fixed(read: &Read<'_>, order: &Order) -> Result<Option<&'static str>> {
    for line in read.lines_of(order.id)? {
        if line.position >= REPLACED {
            continue;
        }
        match line.state {
            // What a person decided here stands beside the creator's fact until a person says otherwise.
            LineState::Held if line.held.is_some_and(HoldReason::is_by_hand) => {
                return Ok(Some("somebody here has stopped it"));
            }
            LineState::Held if line.held == Some(HoldReason::Short) => return Ok(Some("it is short here")),
            LineState::Cancelled if order.class != ImportClass::Skipped => {
                return Ok(Some("somebody here has cancelled it"));
            }
            LineState::Shipped => return Ok(Some("it has left")),
            LineState::Packed => return Ok(Some("it is packed")),
            LineState::Picked => return Ok(Some("it is picked")),
            _ => {}
        }
        for promise in read.allocations_of(line.id)? {
            let picked = promise.state == loopdock_store::AllocationState::Picked;
            if picked || read.task_of(promise.id)?.is_some_and(|task| task.counted > 0) {
                return Ok(Some("it is being picked"));
            }
        }
    }
    Ok(None)
}

/// The carrier that a shipping method names; it is added where it is new.
fn carrier_for(doing: &mut Doing<'_>, method: Option<&str>) -> Result<CarrierId> {
    let name = method.map(str::trim).filter(|name| !name.is_empty()).unwrap_or("Standard");
    if let Some(known) = doing.read().carrier_named(name)? {
        return Ok(known.id);
    }
    let plain: String = name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    let counter = ["pickup", "abholung", "selbstabhol", "retraitenmagasin", "recogida", "ritiro", "clickcollect"];
    let kind = if counter.iter().any(|word| plain.contains(word)) { CarrierKind::PickUp } else { CarrierKind::Carrier };
    Ok(carrier(doing, name, kind)?.id)
}

/// Enters an order by hand: it is read as if a storefront had exported it, paid and placed now.
pub(crate) fn add_order(doing: &mut Doing<'_>, request: OrderRequest) -> Result<OrderAdded> {
    let creator = find::creator_keyed(&doing.read(), &request.creator)?;
    let name = request.name.trim();
    if name.is_empty() || request.lines.is_empty() {
        return Err(Error::refused("An order has a name and at least one line."));
    }
    if doing.read().order_named(creator.id, &creator.key, name)?.is_some() {
        return Err(Error::refused(format!("{} has an order {name} already.", creator.name)));
    }
    let mut lines = Vec::new();
    for (sku, qty) in &request.lines {
        let item = find::item_by_sku(&doing.read(), &creator, sku)?;
        if *qty == 0 {
            return Err(Error::refused(format!("A line of 0 × {} asks for nothing; write 1 or more.", item.title)));
        }
        lines.push(ExportedLine {
            row: 0,
            sku: sku.clone(),
            title: item.title,
            quantity: Quantity::Units(*qty),
            price_minor: item.price_minor,
            ships: Ships::Yes,
            fulfilled: Fulfilment::Open,
        });
    }
    let exported = exported(doing.at_ms, &creator, request, lines)?;
    let class = class_of(&doing.read(), &creator, &exported);
    let incoming = Incoming::of_export(doing, &creator, &exported, &class)?;
    let id = enter(doing, &creator, &incoming)?;
    doing.note("order", id);
    let number = find::order(&doing.read(), id)?.number;
    Ok(OrderAdded { id, order: names::order(number) })
}

fn exported(at_ms: i64, creator: &Creator, request: OrderRequest, lines: Vec<ExportedLine>) -> Result<ExportedOrder> {
    let currency: Currency = creator.currency;
    let price = |line: &ExportedLine| match line.quantity {
        Quantity::Units(units) => line.price_minor.checked_mul(i64::from(units)),
        Quantity::Bad(_) => Some(0),
    };
    let total_minor = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(price(line)?));
    let total_minor = total_minor
        .ok_or_else(|| Error::refused("The order comes to more than any money: look at its units and their prices."))?;
    let buyer = request.buyer;
    Ok(ExportedOrder {
        row: 0,
        name: request.name.trim().to_owned(),
        platform_id: None,
        email: buyer.email,
        financial: Financial::Paid,
        fulfilled: Fulfilment::Open,
        created_at_ms: at_ms,
        cancelled: Cancellation::None,
        currency,
        total_minor,
        shipping_method: Some(request.shipping_method),
        payment_reference: None,
        tags: Vec::new(),
        note: request.note,
        note_attributes: String::new(),
        vendor: String::new(),
        phone: buyer.phone.clone(),
        address: Address {
            name: buyer.name,
            company: buyer.company,
            address1: buyer.address1,
            address2: buyer.address2,
            city: buyer.city,
            zip: buyer.zip,
            province: buyer.province,
            country: buyer.country,
            phone: buyer.phone,
        },
        gift: if request.gift { storefront::Gift::Wished } else { storefront::Gift::No },
        lines,
    })
}
