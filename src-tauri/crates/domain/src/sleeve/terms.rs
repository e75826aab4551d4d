//! What is agreed about a sleeve: its deposit or reward, by when it is to be back, and what it costs when it is not.
//!
//! Terms never change: whoever changes a creator's gives it new ones. A parcel keeps those that it was closed with, because
//! its return slip promises them, and its loan keeps them until it ends. Everything here is arithmetic on whole minor units
//! and whole days; who owes it to whom is in [`super::books`].

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::money::{Currency, Money};
use crate::words;

words! {
    /// When the deposit is paid.
    Paid {
        /// With the order.
        Before = "before",
        /// Afterwards, and only if the sleeve does not come back in time.
        After = "after",
    }
}

words! {
    /// How a buyer gets what is owed.
    PayBack {
        /// The money goes back the way it came.
        Refund = "refund",
        /// A code for the creator's store.
        Credit = "credit",
    }
}

words! {
    /// Where the deposit of a sleeve goes that never came back.
    ForfeitTo {
        /// The hub earns it: it has to buy another sleeve.
        Income = "income",
        /// The creator gets it.
        Creator = "creator",
        /// It is kept for whoever may still claim it, where the law asks for that.
        Unclaimed = "unclaimed",
    }
}

words! {
    /// What happens when a sleeve turns up whose deposit is forfeited.
    TurnsUp {
        /// The deposit is given back after all.
        GiveBack = "give_back",
        /// The deposit stays forfeited.
        Keep = "keep",
    }
}

/// The longest that anything may last: ten years.
const MOST_DAYS: u32 = 3_660;

/// The most that a deposit, a reward or a charge may be, in minor units: sums of as many as there can be loans still fit.
const MOST_MINOR: i64 = 100_000_000;

/// All of a unit, in basis points.
const WHOLE_BP: i64 = 10_000;

/// What is agreed about a sleeve. Amounts are minor units of `currency`, at least zero; days are days of the hub's calendar
/// after the one on which the sleeve left.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Terms {
    /// What all amounts are in.
    pub currency: Currency,
    /// The deposit; what is asked for a sleeve that does not come back, where it is paid afterwards.
    #[ts(type = "number")]
    pub deposit_minor: i64,
    /// When that is paid.
    pub paid: Paid,
    /// The SKU that a deposit has in an order, where it is an item there: whose order has none of it has paid none. Empty
    /// where every order pays it.
    #[serde(default)]
    pub deposit_sku: String,
    /// How the deposit, or the reward, is given.
    pub pay_back: PayBack,
    /// What the buyer gets for a sleeve that is back in time, besides the deposit.
    #[ts(type = "number")]
    pub reward_minor: i64,
    /// The last day that counts as in time.
    pub reward_days: u32,
    /// The day after which it is overdue; never, where nothing is said.
    pub overdue_days: Option<u32>,
    /// The day after which it counts as lost; never, where nothing is said.
    pub lost_days: Option<u32>,
    /// What is kept of the deposit, or asked for where that is not enough, when it comes back damaged.
    #[ts(type = "number")]
    pub damage_minor: i64,
    /// The value-added tax within a forfeited deposit and a charge, in hundredths of a per cent; 0 where there is none.
    pub vat_bp: u32,
    /// Where a forfeited deposit goes.
    pub forfeit_to: ForfeitTo,
    /// What happens when it turns up after that.
    pub turns_up: TurnsUp,
}

/// Why terms can't be.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum TermsError {
    /// An amount below zero, or higher than anybody asks for a sleeve.
    #[error("{what} can't be {amount}: it is between 0 and {most}.")]
    Amount {
        /// Which.
        what: &'static str,
        /// As it was said.
        amount: Money,
        /// The most that it may be.
        most: Money,
    },
    /// Longer than ten years.
    #[error("{what} can't be {days} days: say at most {MOST_DAYS}.")]
    Days {
        /// Which.
        what: &'static str,
        /// As it was said.
        days: u32,
    },
    /// Lost before it is overdue.
    #[error("A sleeve can't be lost after {lost} days and overdue only after {overdue}: it is overdue first.")]
    LostFirst {
        /// Days until it is lost.
        lost: u32,
        /// Days until it is overdue.
        overdue: u32,
    },
    /// Lost on the day that it leaves.
    #[error("{what} is at least 1 day; leave it empty for never.")]
    NoDays {
        /// Which.
        what: &'static str,
    },
    /// Lost while a reward is still promised.
    #[error(
        "A sleeve can't be lost after {lost} days while a reward is promised for {reward}: it is lost later, or rewarded shorter."
    )]
    LostBeforeReward {
        /// Days until it is lost.
        lost: u32,
        /// Days that are in time for the reward.
        reward: u32,
    },
    /// A reward without an end.
    #[error("A reward needs a number of days, such as 30, within which the sleeve is back.")]
    RewardWithoutDays,
    /// A deposit that is paid afterwards, but never.
    #[error(
        "A deposit that is paid afterwards needs a number of days after which the sleeve counts as lost, such as 45."
    )]
    NeverPaid,
    /// No tax is as high.
    #[error("A value-added tax of {}.{:02} % can't be: say at most 50 %.", .0 / 100, .0 % 100)]
    Vat(u32),
}

impl Terms {
    /// Nothing is owed for a sleeve, and it is never overdue: what holds until somebody says otherwise.
    #[must_use]
    pub const fn none(currency: Currency) -> Self {
        Self {
            currency,
            deposit_minor: 0,
            paid: Paid::Before,
            deposit_sku: String::new(),
            pay_back: PayBack::Refund,
            reward_minor: 0,
            reward_days: 0,
            overdue_days: None,
            lost_days: None,
            damage_minor: 0,
            vat_bp: 0,
            forfeit_to: ForfeitTo::Income,
            turns_up: TurnsUp::GiveBack,
        }
    }

    /// `minor` units of the terms' currency.
    #[must_use]
    pub const fn money(&self, minor: i64) -> Money {
        Money { minor, currency: self.currency }
    }

    /// What is held for the buyer while the sleeve is away.
    #[must_use]
    pub const fn held(&self) -> Money {
        self.money(match self.paid {
            Paid::Before => self.deposit_minor,
            Paid::After => 0,
        })
    }

    /// The same for an order that was paid in `currency`: in another one than theirs no deposit was paid before, and none is
    /// given back.
    #[must_use]
    pub fn of_order_in(self, currency: Currency) -> Self {
        let is_theirs = currency == self.currency || self.paid == Paid::After;
        if is_theirs { self } else { Self { deposit_minor: 0, ..self } }
    }

    /// The same for a parcel whose order has `bought` deposits in it, of which `used` are those of other parcels' sleeves.
    #[must_use]
    pub fn of_order(self, bought: i64, used: i64) -> Self {
        if self.paid == Paid::Before && used >= bought { Self { deposit_minor: 0, ..self } } else { self }
    }

    /// Looks whether they can be.
    ///
    /// # Errors
    /// With the first thing that can't.
    pub fn check(&self) -> Result<(), TermsError> {
        let amounts =
            [("A deposit", self.deposit_minor), ("A reward", self.reward_minor), ("A charge", self.damage_minor)];
        for (what, minor) in amounts {
            if !(0..=MOST_MINOR).contains(&minor) {
                return Err(TermsError::Amount { what, amount: self.money(minor), most: self.money(MOST_MINOR) });
            }
        }
        let days = [
            ("The time for a reward", Some(self.reward_days)),
            ("The time until it is overdue", self.overdue_days),
            ("The time until it is lost", self.lost_days),
        ];
        for (what, days) in days {
            if let Some(days) = days.filter(|days| *days > MOST_DAYS) {
                return Err(TermsError::Days { what, days });
            }
        }
        for (what, days) in &days[1..] {
            if *days == Some(0) {
                return Err(TermsError::NoDays { what });
            }
        }
        if let Some(lost) = self.lost_days.filter(|lost| self.reward_minor > 0 && *lost < self.reward_days) {
            return Err(TermsError::LostBeforeReward { lost, reward: self.reward_days });
        }
        if let (Some(overdue), Some(lost)) = (self.overdue_days, self.lost_days)
            && lost < overdue
        {
            return Err(TermsError::LostFirst { lost, overdue });
        }
        if self.reward_minor > 0 && self.reward_days == 0 {
            return Err(TermsError::RewardWithoutDays);
        }
        if self.paid == Paid::After && self.deposit_minor > 0 && self.lost_days.is_none() {
            return Err(TermsError::NeverPaid);
        }
        if self.vat_bp > 5_000 {
            return Err(TermsError::Vat(self.vat_bp));
        }
        Ok(())
    }

    /// The tax within `gross` minor units, rounded to the nearest, halves up.
    #[must_use]
    pub fn vat_within(&self, gross: i64) -> i64 {
        let (rate, all) = (i64::from(self.vat_bp), WHOLE_BP + i64::from(self.vat_bp));
        (gross * rate * 2 + all) / (all * 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        Terms::none("EUR".parse().unwrap())
    }

    #[test]
    fn terms_that_contradict_themselves_are_refused_with_what_would_be_right() {
        assert_eq!(terms().check(), Ok(()));
        let bought = |paid, sku: &str| Terms { deposit_minor: 200, paid, deposit_sku: sku.to_owned(), ..terms() };
        assert_eq!(bought(Paid::Before, "DEP").of_order(1, 1).deposit_minor, 0);
        assert_eq!(bought(Paid::Before, "DEP").of_order(2, 1).deposit_minor, 200);
        assert_eq!(bought(Paid::Before, "").of_order(1, 0).deposit_minor, 200);
        assert_eq!(bought(Paid::Before, "").of_order(1, 1).deposit_minor, 0);
        assert_eq!(bought(Paid::After, "DEP").of_order(0, 0).deposit_minor, 200, "it is asked for afterwards");
        let wrong = [
            (
                Terms { deposit_minor: -1, ..terms() },
                "A deposit can't be -0.01 EUR: it is between 0 and 1000000.00 EUR",
            ),
            (Terms { overdue_days: Some(30), lost_days: Some(20), ..terms() }, "overdue first"),
            (Terms { lost_days: Some(0), ..terms() }, "at least 1 day"),
            (Terms { reward_minor: 1, reward_days: 60, lost_days: Some(45), ..terms() }, "rewarded shorter"),
            (Terms { reward_minor: 300, ..terms() }, "A reward needs a number of days"),
            (Terms { deposit_minor: 800, paid: Paid::After, ..terms() }, "needs a number of days after"),
            (Terms { lost_days: Some(9_999), ..terms() }, "at most 3660"),
            (Terms { vat_bp: 5_001, ..terms() }, "50.01 %"),
        ];
        for (terms, says) in wrong {
            let said = terms.check().unwrap_err().to_string();
            assert!(said.contains(says), "{said}");
        }
    }

    #[test]
    fn the_tax_within_an_amount_is_rounded_to_the_nearest_unit() {
        let german = Terms { vat_bp: 1_900, ..terms() };
        assert_eq!([0, 1, 119, 200, 800].map(|gross| german.vat_within(gross)), [0, 0, 19, 32, 128]);
        assert_eq!(terms().vat_within(800), 0);
        let high = Terms { vat_bp: 5_000, ..terms() };
        assert_eq!(high.vat_within(MOST_MINOR), 33_333_333);
    }
}
