//! One order with all that is known of it, and what can be done with it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::Money;
use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::order::{HoldReason, LineState, OrderState};
use loopdock_domain::words;
use loopdock_labels::{Fonts, Words as _};
use loopdock_store::{AllocationState, Gift, Order, OrderLine, REPLACED};

use super::orders::{OrderView, ParcelView, order_view, parcel_view};
use crate::deeds::resolve_hold::{self, Resolution};
use crate::error::Result;
use crate::view::View;
use crate::{find, names, printing, scan};

/// Which order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderNamed {
    /// `O-12`.
    pub order: String,
}

/// An order with all that is known of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderDetail {
    /// The order.
    pub order: OrderView,
    /// Its creator's name.
    pub creator_name: String,
    /// When it is promised for, milliseconds since the epoch.
    pub promise_ms: i64,
    /// Its lines.
    pub lines: Vec<LineView>,
    /// Its parcels.
    pub parcels: Vec<ParcelView>,
    /// What was paid.
    pub total: Money,
    /// How it was paid; none once erased.
    pub payment_reference: Option<String>,
    /// The creator's tags; empty once erased.
    pub tags: String,
    /// Whether it is a present: its papers then show no prices.
    pub gift: bool,
    /// Gift wish, delivery instruction, and what the storefront added.
    pub notes: Vec<String>,
    /// Name and address, as they are printed; empty once erased.
    pub address: Vec<String>,
    /// Characters of these that no font of this computer has, each with its code point: paper has a box for each.
    pub unprintable: Vec<String>,
    /// The buyer's e-mail; empty once erased.
    pub email: String,
    /// The buyer's telephone; empty once erased.
    pub phone: String,
    /// The wave that it is on, `W-3`.
    pub wave: Option<String>,
    /// The totes that its units are in.
    pub totes: Vec<String>,
    /// Its code.
    pub code: String,
    /// What can be done with it now, the likeliest first.
    pub choices: Vec<ChoiceView>,
}

/// A line.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LineView {
    /// SKU as ordered.
    pub sku: String,
    /// Title as ordered.
    pub title: String,
    /// Units.
    pub qty: u32,
    /// Price of a unit.
    pub price: Money,
    /// Where it is.
    pub state: LineState,
    /// Why it is held.
    pub held: Option<HoldReason>,
    /// What is promised to it or was picked for it, and from where.
    pub takes: Vec<TakeView>,
}

/// Units of a bin that are promised to a line, or were picked for it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TakeView {
    /// The item's SKU: of a kit, one of its parts.
    pub sku: String,
    /// Units.
    pub qty: u32,
    /// The bin that they lie in, or lay in.
    pub bin: String,
    /// Whether they were picked.
    pub picked: bool,
}

words! {
    /// What can be done with an order.
    Choice {
        /// Scan it at a bench, which walks for it.
        Pick = "pick",
        /// Scan it at a bench, which packs it.
        Pack = "pack",
        /// A held order goes on.
        Release = "release",
        /// What can be sent of a held order is sent.
        Part = "part",
        /// Nothing of a held order is sent.
        Cancel = "cancel",
        /// It is stopped.
        Hold = "hold",
    }
}

/// Something that can be done with an order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChoiceView {
    /// What.
    pub what: Choice,
    /// What it will do, in a sentence.
    pub will: String,
    /// Why it can't be done now, and what to do first.
    pub not_now: Option<String>,
    /// Whether the SKU that is meant must be said with it: a line names an item that its creator does not have.
    pub needs_sku: bool,
}

pub(crate) fn order(view: &View<'_>, request: OrderNamed) -> Result<OrderDetail> {
    let order = find::order_by_name(&view.read, &request.order)?;
    let lines = view.read.lines_of(order.id)?;
    let buyer = view.read.buyer(order.id)?;
    let (payment_reference, tags) =
        buyer.as_ref().map(|buyer| (buyer.payment_reference.clone(), buyer.tags.clone())).unwrap_or_default();
    let address = buyer.as_ref().map(|buyer| printing::address_of(buyer, &view.hub.country)).unwrap_or_default();
    let parcels = view.read.parcels_of(order.id)?;
    let shown = order_view(view, &order, &lines)?;
    let mut totes = Vec::new();
    for tote in view.read.totes_of(order.id)? {
        totes.push(find::place(&view.read, tote)?.name);
    }
    Ok(OrderDetail {
        choices: choices(view, &order, &lines, (shown.state, &totes))?,
        creator_name: find::creator(&view.read, order.creator)?.name,
        promise_ms: order.promise_ms,
        lines: lines.iter().map(|line| line_view(view, &order, line)).collect::<Result<_>>()?,
        parcels: parcels.iter().map(|parcel| parcel_view(view, parcel)).collect::<Result<_>>()?,
        total: Money { minor: order.total_minor, currency: order.currency },
        payment_reference,
        tags,
        gift: order.gift == Gift::Gift,
        notes: scan::notes_of_order(&view.read, view.texts, order.id)?,
        unprintable: loopdock_labels::missing_in(&address.join("\n"), view.fonts.get_or_init(Fonts::with_installed)),
        address,
        email: buyer.as_ref().map(|buyer| buyer.email.clone()).unwrap_or_default(),
        phone: buyer.map(|buyer| buyer.phone).unwrap_or_default(),
        wave: match order.wave {
            Some(wave) => Some(names::wave(find::wave(&view.read, wave)?.number)),
            None => None,
        },
        totes,
        code: OwnCode::new(CodeKind::Order, order.number).payload(&view.hub.key),
        order: shown,
    })
}

fn line_view(view: &View<'_>, order: &Order, line: &OrderLine) -> Result<LineView> {
    let mut takes = Vec::new();
    for take in view.read.allocations_of(line.id)? {
        takes.push(TakeView {
            sku: find::item(&view.read, take.item)?.sku,
            qty: take.qty,
            bin: find::place(&view.read, take.bin)?.name,
            picked: take.state == AllocationState::Picked,
        });
    }
    Ok(LineView {
        sku: line.sku.clone(),
        title: line.title.clone(),
        qty: line.qty,
        price: Money { minor: line.price_minor, currency: order.currency },
        state: line.state,
        held: line.held,
        takes,
    })
}

/// What can be done with an order, each with what it will do. The rules are those of the deeds.
fn choices(
    view: &View<'_>,
    order: &Order,
    lines: &[OrderLine],
    (state, totes): (OrderState, &[String]),
) -> Result<Vec<ChoiceView>> {
    let mut all = Vec::new();
    let count = |of: &dyn Fn(&OrderLine) -> bool| lines.iter().filter(|line| of(line)).count();
    let held = count(&|line| line.state == LineState::Held);
    let lost = count(&resolve_hold::is_lost);
    let live =
        count(&|line| line.position < REPLACED && !matches!(line.state, LineState::Cancelled | LineState::Delivered));
    let stoppable = count(&resolve_hold::can_stop);
    let args: [(&str, &str); 6] = [
        ("held", &held.to_string()),
        ("lost", &lost.to_string()),
        ("live", &live.to_string()),
        ("stoppable", &stoppable.to_string()),
        ("picked", &totes.len().to_string()),
        ("totes", &totes.join(", ")),
    ];
    let will = |what: Choice| view.texts.word(&format!("choice-{what}"), &args);
    let plain = |what| ChoiceView { what, will: will(what), not_now: None, needs_sku: false };
    match state {
        OrderState::Ready | OrderState::Picking => all.push(plain(Choice::Pick)),
        OrderState::Picked => all.push(plain(Choice::Pack)),
        OrderState::Held => {
            for (what, how) in [
                (Choice::Release, Resolution::Release),
                (Choice::Part, Resolution::Part),
                (Choice::Cancel, Resolution::Cancel),
            ] {
                // To send a part, something must be left and something go.
                if what == Choice::Part && (lost == 0 || lost == live) {
                    continue;
                }
                let not_now = resolve_hold::objection(&view.read, order, lines, how)?.map(|error| error.message);
                let needs_sku = what == Choice::Release && resolve_hold::names_unknown(&view.read, order, lines)?;
                all.push(ChoiceView { what, will: will(what), not_now, needs_sku });
            }
        }
        _ => {}
    }
    if stoppable > 0 {
        all.push(plain(Choice::Hold));
    }
    Ok(all)
}
