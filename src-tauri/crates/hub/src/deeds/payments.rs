//! What creators say of the payments that they were asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::sleeve::{PaymentState, paid};

use super::take_back;
use crate::command::Empty;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;

/// The longest reference that is kept.
const LONGEST_REFERENCE: usize = 100;

/// A payment that is done.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PaymentDone {
    /// Its short number.
    pub number: i64,
    /// How its creator finds it again, such as the payment provider's number of the refund. Nothing that names the buyer.
    pub reference: String,
}

/// What a creator said to find something again, without blanks around it.
pub(super) fn checked_reference<'t>(text: &'t str, what: &str, or: &str) -> Result<&'t str> {
    let reference = text.trim();
    if reference.is_empty() || reference.chars().count() > LONGEST_REFERENCE {
        return Err(Error::refused(format!(
            "Say how the creator finds {what} again: a reference of 1 to {LONGEST_REFERENCE} characters, such as re_1042{or}."
        )));
    }
    Ok(reference)
}

/// A payment is done: this can't be taken back, because the money has moved.
pub(crate) fn payment_done(doing: &mut Doing<'_>, request: PaymentDone) -> Result<Empty> {
    let reference = checked_reference(&request.reference, "this payment", "")?;
    let payment = doing.read().payment_numbered(request.number)?;
    let payment = payment.ok_or_else(|| Error::not_found(format!("There is no payment {}.", request.number)))?;
    match payment.state {
        PaymentState::Open => {}
        PaymentState::Done => {
            return Err(Error::refused(format!(
                "Payment {} is done already, with the reference {}. Nothing is paid twice.",
                payment.number, payment.reference
            )));
        }
        PaymentState::Cancelled => {
            return Err(Error::refused(format!(
                "Payment {} is not needed any more: its sleeve turned up, or its look was taken back. If it was paid all the \
                 same, don't pay what took its place as well.",
                payment.number
            )));
        }
    }
    let loan = find::loan(&doing.read(), payment.loan)?;
    let (creator, terms) = find::agreed(&doing.read(), &loan)?;
    doing.write.end_payment(payment.id, PaymentState::Done, reference, doing.at_ms)?;
    take_back::reckon_anew(doing, loan.id)?;
    doing.post_legs(&creator.key, &paid(&terms, payment.owed))?;
    doing.note("payment", payment.id);
    doing.note("reference", reference);
    Ok(Empty {})
}
