//! What the papers of a parcel say.

use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::order::{ItemKind, LineState};
use loopdock_domain::sleeve::{Paid, PayBack};
use loopdock_domain::{Money, ParcelId};
use loopdock_labels::{
    Code, Logo, PackingLine, PackingSlip, ParcelLabel, ReturnLine, ReturnSlip, SleeveNote, Words as _,
};
use loopdock_store::{Buyer, Creator, Gift, Order, Parcel};

use super::address::{self, Address};
use super::content::day;
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names};

/// A parcel with all that its papers name.
pub(super) struct ParcelOf {
    pub(super) parcel: Parcel,
    pub(super) number: String,
    pub(super) order: Order,
    creator: Creator,
    pub(super) buyer: Option<Buyer>,
}

impl ParcelOf {
    pub(super) fn find(view: &View<'_>, id: ParcelId) -> Result<Self> {
        let parcel = find::parcel(&view.read, id)?;
        let order = find::order(&view.read, parcel.order)?;
        let creator = find::creator(&view.read, order.creator)?;
        let buyer = view.read.buyer(order.id)?;
        let number = parcel.number.map(names::parcel);
        let number = number.ok_or_else(|| Error::refused("the parcel was unpacked before its papers were printed"))?;
        Ok(Self { parcel, number, order, creator, buyer })
    }

    fn code(&self, view: &View<'_>, kind: CodeKind, caption: String) -> Code {
        let number = self.number.trim_start_matches("P-");
        Code { payload: OwnCode::new(kind, number).payload(&view.hub.key), caption }
    }

    pub(super) fn label(&self, view: &View<'_>) -> Result<ParcelLabel> {
        let carrier = find::carrier(&view.read, self.parcel.carrier)?;
        let buyer = self.buyer.as_ref();
        Ok(ParcelLabel {
            code: self.parcel_code(view),
            sender: self.sender_abroad(view),
            recipient: self.recipient(view),
            country: buyer.map(|buyer| address::country(&buyer.country, &view.hub.country)).unwrap_or_default(),
            carrier: carrier.name,
            orders: vec![self.order.name.clone()],
            weight_g: self.parcel.weight_g.unwrap_or(0),
            instruction: buyer.map(|buyer| delivery_instruction(self.order.gift, &buyer.note)).unwrap_or_default(),
            tracking: String::new(),
        })
    }

    /// The hub's address with its country, where the buyer is in another one.
    fn sender_abroad(&self, view: &View<'_>) -> Vec<String> {
        let mut lines = sender(view);
        let to = self.buyer.as_ref().map(|buyer| buyer.country.as_str()).unwrap_or_default();
        let from = address::country(&view.hub.country, &address::country_code(to).unwrap_or_default());
        let is_said = |line: &String| address::country_code(line).is_ok_and(|code| code == view.hub.country);
        if !to.is_empty() && !from.is_empty() && !lines.iter().skip(1).any(is_said) {
            lines.push(from);
        }
        lines
    }

    fn recipient(&self, view: &View<'_>) -> Vec<String> {
        self.buyer.as_ref().map(|buyer| Address::from(buyer).lines(&view.hub.country)).unwrap_or_default()
    }

    pub(super) fn packing_slip(&self, view: &View<'_>) -> Result<PackingSlip> {
        let is_gift = self.order.gift == Gift::Gift;
        let price = |minor: i64| match is_gift {
            // Whoever unwraps a present is not told what it cost.
            true => String::new(),
            false => Money { minor, currency: self.order.currency }.to_string(),
        };
        let inside = view.read.parcel_lines(self.parcel.id)?;
        let mut lines = Vec::new();
        let mut rest = Vec::new();
        // What was paid for all belongs below what is here only where all is that can be in a parcel.
        let mut is_all = true;
        for line in view.read.lines_of(self.order.id)? {
            let units: Vec<_> = inside.iter().filter(|unit| unit.line == line.id).collect();
            if units.is_empty() {
                let kind = line.item.map(|item| find::item(&view.read, item)).transpose()?.map(|item| item.kind);
                is_all &= line.state == LineState::Cancelled || kind == Some(ItemKind::Digital);
                if comes_later(line.state) {
                    rest.push(format!("{} × {}", line.qty, line.title));
                }
                continue;
            }
            lines.push(PackingLine {
                quantity: line.qty,
                price: price(line.price_minor * i64::from(line.qty)),
                title: line.title,
                sku: line.sku,
            });
            for unit in units.iter().filter(|unit| line.item != Some(unit.item)) {
                let part = find::item(&view.read, unit.item)?;
                let title = view.texts.word("slip-part", &[("title", &part.title)]);
                lines.push(PackingLine { quantity: unit.expected, title, sku: part.sku, price: String::new() });
            }
        }
        let buyer = self.buyer.as_ref();
        Ok(PackingSlip {
            code: self.return_code(view),
            creator: self.creator.name.clone(),
            order: self.order.name.clone(),
            date: day(view, self.order.created_ms),
            recipient: self.recipient(view),
            lines,
            total: if is_all { self.total(view, &price(self.order.total_minor)) } else { String::new() },
            message: buyer.filter(|_| is_gift).map(|buyer| buyer.note.clone()).unwrap_or_default(),
            rest: match rest.is_empty() {
                true => String::new(),
                false => view.texts.word("slip-rest", &[("items", &rest.join(", "))]),
            },
            thanks: self.creator.thanks.clone(),
            logo: self.logo(view)?,
        })
    }

    fn total(&self, view: &View<'_>, amount: &str) -> String {
        if amount.is_empty() { String::new() } else { view.texts.word("slip-total", &[("amount", amount)]) }
    }

    pub(super) fn parcel_code(&self, view: &View<'_>) -> Code {
        self.code(view, CodeKind::Parcel, self.number.clone())
    }

    /// The creator's logo; one that can't be read is left out rather than stopping a parcel.
    fn logo(&self, view: &View<'_>) -> Result<Option<Logo>> {
        Ok(view.read.creator_logo(self.creator.id)?.and_then(|logo| Logo::new(&logo.bytes).ok()))
    }

    /// The code that its buyer sends back with it.
    fn return_code(&self, view: &View<'_>) -> Code {
        self.code(view, CodeKind::Return, format!("R-{}", self.number.trim_start_matches("P-")))
    }

    /// What the slip promises about the sleeve. Whoever unwraps a present did not pay for it.
    fn sleeve_note(&self, view: &View<'_>) -> Result<SleeveNote> {
        let terms = view.read.terms(self.parcel.terms, self.creator.currency)?;
        if self.order.gift == Gift::Gift {
            return Ok(SleeveNote::default());
        }
        let amount = |minor: i64| if minor > 0 { terms.money(minor).to_string() } else { String::new() };
        let (deposit, charge) = match terms.paid {
            Paid::Before => (amount(terms.deposit_minor), String::new()),
            Paid::After => (String::new(), amount(terms.deposit_minor)),
        };
        Ok(SleeveNote {
            deposit,
            charge,
            days: terms.lost_days.unwrap_or(0),
            reward: amount(terms.reward_minor),
            reward_days: terms.reward_days,
            credit: terms.pay_back == PayBack::Credit,
        })
    }

    pub(super) fn return_slip(&self, view: &View<'_>) -> Result<ReturnSlip> {
        let mut lines = Vec::new();
        for line in view.read.parcel_lines(self.parcel.id)? {
            let title = find::item(&view.read, line.item)?.title;
            lines.push(ReturnLine { title, quantity: line.expected });
        }
        let sleeve = self.parcel.sleeve.map(|_| self.sleeve_note(view)).transpose()?;
        Ok(ReturnSlip {
            code: self.return_code(view),
            how_to: view.texts.word("slip-how-to", &[]),
            return_address: self.sender_abroad(view),
            creator: self.creator.name.clone(),
            order: self.order.name.clone(),
            lines,
            sleeve,
            thanks: self.creator.thanks.clone(),
            logo: self.logo(view)?,
        })
    }
}

/// Whether a line that is not in this parcel has not left yet.
fn comes_later(state: LineState) -> bool {
    match state {
        LineState::Held | LineState::Waiting | LineState::Ready | LineState::Picked | LineState::Packed => true,
        LineState::Shipped | LineState::Delivered | LineState::Cancelled => false,
    }
}

pub(super) fn sender(view: &View<'_>) -> Vec<String> {
    std::iter::once(view.hub.name.as_str()).chain(view.hub.address.lines()).map(str::to_owned).collect()
}

/// What the driver should know: the buyer's note on one line. The note of a present may be its message, which nobody is to
/// read on the outside.
fn delivery_instruction(gift: Gift, note: &str) -> String {
    match gift {
        Gift::Gift => String::new(),
        Gift::Plain => note.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}
