//! What creators are asked to pay to buyers, or to ask of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::Money;
use loopdock_domain::sleeve::{PaymentKind, PaymentState};
use loopdock_store::{Payment, PaymentSearch};

use super::page::{Page, part};
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

/// Which payments.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindPayments {
    /// Those that are open, or those that are done or not needed any more; all unless said.
    #[serde(default)]
    pub open: Option<bool>,
    /// Of this creator only, by its key.
    #[serde(default)]
    pub creator: Option<String>,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A payment that a creator is asked for. It goes to whoever paid the order, the way it was paid: the creator knows how.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PaymentView {
    /// Its short number.
    pub number: i64,
    /// What it is.
    pub kind: PaymentKind,
    /// How much.
    pub money: Money,
    /// Where it is.
    pub state: PaymentState,
    /// The code that the buyer spends in the creator's store; none where money is paid.
    pub code: Option<String>,
    /// How the creator finds it again; none until it is done.
    pub reference: Option<String>,
    /// When it was asked for, milliseconds since the epoch.
    pub asked_ms: i64,
    /// When it was done or cancelled, milliseconds since the epoch.
    pub ended_ms: Option<i64>,
    /// The creator's name.
    pub creator: String,
    /// `O-12`.
    pub order: String,
    /// The order's name in the storefront.
    pub order_name: String,
    /// How the order was paid, where its export said so.
    pub paid_with: Option<String>,
    /// The sleeve's serial.
    pub serial: String,
}

/// Payments, the oldest first.
pub(crate) fn payments(view: &View<'_>, request: FindPayments) -> Result<Page<PaymentView>> {
    let creator = find::creator_said(&view.read, request.creator.as_deref())?;
    let search = PaymentSearch { open: request.open, creator };
    let found = view.read.find_payments(search, part(request.offset, request.limit))?;
    Ok(Page {
        total: view.read.count_payments(search)?,
        rows: found.into_iter().map(|payment| row(view, payment)).collect::<Result<_>>()?,
    })
}

fn row(view: &View<'_>, payment: Payment) -> Result<PaymentView> {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let loan = find::loan(&view.read, payment.loan)?;
    let order = find::order_of(&view.read, &loan)?;
    Ok(PaymentView {
        number: payment.number,
        kind: payment.owed.kind,
        money: payment.owed.money,
        state: payment.state,
        code: some(payment.code),
        reference: some(payment.reference),
        asked_ms: payment.asked_ms,
        ended_ms: payment.ended_ms,
        creator: find::creator(&view.read, order.creator)?.name,
        paid_with: view.read.buyer(order.id)?.and_then(|buyer| buyer.payment_reference),
        order: names::order(order.number),
        order_name: order.name,
        serial: names::serial(&find::sleeve(&view.read, loan.sleeve)?.serial),
    })
}
