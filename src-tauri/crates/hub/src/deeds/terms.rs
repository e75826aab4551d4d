//! What is agreed with a creator about its sleeves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::order::ItemKind;
use loopdock_domain::sleeve::{ForfeitTo, Paid, PayBack, Terms, TurnsUp};
use loopdock_domain::{Currency, TermsId};
use loopdock_store::Creator;

use crate::doing::Doing;
use crate::error::{Error, Result};

/// The longest SKU that is taken.
const LONGEST_SKU: usize = 100;

/// What is agreed about sleeves with the buyers of a creator or of one of its cohorts, for parcels that are closed from now on.
/// What is left out is not agreed. Amounts are decimal, of the creator's currency.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TermsRequest {
    /// The deposit.
    #[serde(default)]
    pub deposit: Option<String>,
    /// When it is paid; with the order unless said.
    #[serde(default)]
    pub paid: Option<Paid>,
    /// The SKU that a deposit has in an order, where it is an item there: whose order has none of it has paid none. Empty
    /// where every order pays it.
    #[serde(default)]
    pub deposit_sku: String,
    /// How it, or the reward, is given; the way it was paid unless said.
    #[serde(default)]
    pub pay_back: Option<PayBack>,
    /// What the buyer gets for a sleeve that is back in time.
    #[serde(default)]
    pub reward: Option<String>,
    /// Days that count as in time.
    #[serde(default)]
    pub reward_days: Option<u32>,
    /// Days after which it is overdue.
    #[serde(default)]
    pub overdue_days: Option<u32>,
    /// Days after which it counts as lost.
    #[serde(default)]
    pub lost_days: Option<u32>,
    /// What is kept or asked for when it comes back damaged.
    #[serde(default)]
    pub damage: Option<String>,
    /// Value-added tax within what the hub earns by that, in per cent, such as `19` or `7.5`.
    #[serde(default)]
    pub vat: Option<String>,
    /// Where a forfeited deposit goes; the hub earns it unless said.
    #[serde(default)]
    pub forfeit_to: Option<ForfeitTo>,
    /// What happens when a lost one turns up; the deposit is given back unless said.
    #[serde(default)]
    pub turns_up: Option<TurnsUp>,
}

impl TermsRequest {
    fn terms(&self, currency: Currency) -> Result<Terms> {
        let amount = |text: &Option<String>| match text.as_deref().map(str::trim) {
            None | Some("") => Ok(0),
            Some(text) => currency.parse_amount(text),
        };
        let none = Terms::none(currency);
        let terms = Terms {
            deposit_minor: amount(&self.deposit)?,
            paid: self.paid.unwrap_or(none.paid),
            deposit_sku: self.deposit_sku.trim().to_owned(),
            pay_back: self.pay_back.unwrap_or(none.pay_back),
            reward_minor: amount(&self.reward)?,
            reward_days: self.reward_days.unwrap_or(0),
            overdue_days: self.overdue_days,
            lost_days: self.lost_days,
            damage_minor: amount(&self.damage)?,
            vat_bp: basis_points(self.vat.as_deref().unwrap_or_default())?,
            forfeit_to: self.forfeit_to.unwrap_or(none.forfeit_to),
            turns_up: self.turns_up.unwrap_or(none.turns_up),
            ..none
        };
        terms.check().map_err(|error| Error::refused(error.to_string()))?;
        Ok(terms)
    }
}

/// What a creator agrees from now on instead of `before`; the same where it says the same.
pub(super) fn agreed(
    doing: &Doing<'_>,
    creator: &Creator,
    before: Option<TermsId>,
    request: &TermsRequest,
) -> Result<Option<TermsId>> {
    let terms = request.terms(creator.currency)?;
    is_never_picked(doing, creator, &terms.deposit_sku)?;
    written(doing, creator, before, &terms)
}

/// A deposit is bought and not packed: where its item is known already, it is a digital one.
fn is_never_picked(doing: &Doing<'_>, creator: &Creator, sku: &str) -> Result<()> {
    if sku.chars().count() > LONGEST_SKU {
        return Err(Error::refused(format!("An SKU has at most {LONGEST_SKU} characters.")));
    }
    match doing.read().item_of(creator.id, sku)? {
        Some(item) if item.kind != ItemKind::Digital => Err(Error::refused(format!(
            "“{sku}” is {}: the hub would look for it on its shelves. Say first that it is digital.",
            item.kind
        ))),
        _ => Ok(()),
    }
}

/// The id of `terms`: `known`, where that says the same, or else a new one.
pub(super) fn written(
    doing: &Doing<'_>,
    creator: &Creator,
    known: Option<TermsId>,
    terms: &Terms,
) -> Result<Option<TermsId>> {
    if *terms == doing.read().terms(known, creator.currency)? {
        return Ok(known);
    }
    let id = doing.id::<TermsId>();
    doing.write.insert_terms(id, terms)?;
    Ok(Some(id))
}

/// Per cent with up to two decimals, in hundredths of a per cent; nothing is 0, and a comma will do.
fn basis_points(text: &str) -> Result<u32> {
    let refuse = || Error::refused(format!("“{}” is no tax: write per cent, such as 19 or 7.5.", text.trim()));
    if text.trim().is_empty() {
        return Ok(0);
    }
    let number = text.trim().trim_end_matches('%').trim_end();
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let digits = format!("{whole}{fraction:0<2}");
    let is_number = !whole.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() > 2 || digits.len() > 6 || !is_number {
        return Err(refuse());
    }
    digits.parse().map_err(|_| refuse())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tax_is_read_in_per_cent() {
        for (text, bp) in [("", 0), ("19", 1_900), ("7.5", 750), ("8,1 %", 810), ("2.55", 255), ("0", 0)] {
            assert_eq!(basis_points(text).unwrap(), bp, "{text}");
        }
        for wrong in ["nineteen", "-1", "1.234", "%", "1,2,3", "1e9", "99999"] {
            assert!(basis_points(wrong).is_err(), "{wrong}");
        }
    }
}
