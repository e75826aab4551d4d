//! The money of a loan: what each of its steps posts, and what the creator is asked to pay. Pure: terms in, legs out.
//!
//! The creator holds the money, since the buyer paid in the creator's store; the hub keeps the books of it. A loan has an
//! account of its own, which is at zero before the loan opens and after it ends: a second refund would show there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::LoanId;
use crate::money::Money;
use crate::words;

use super::terms::{ForfeitTo, Paid, PayBack, Terms, TurnsUp};
use super::{LoanState, Look};

/// An account of the books of one creator, or of whoever owns sleeves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Account {
    /// What is held for the buyer of one loan.
    Deposit(LoanId),
    /// What the creator has taken in, or has to ask for, because of sleeves.
    Receivable,
    /// What goes back to buyers the way it came.
    RefundsPayable,
    /// What buyers may spend in the creator's store.
    StoreCredit,
    /// What rewards cost.
    Rewards,
    /// What was kept or asked for because of damages.
    Damages,
    /// Deposits that are gone.
    Forfeits(ForfeitTo),
    /// Tax within what was earned.
    Vat,
    /// What an owner's sleeves cost that are not lost.
    Fleet,
    /// What was paid for sleeves, out of other books.
    FleetPurchases,
    /// What lost sleeves had cost.
    Shrinkage,
}

impl Account {
    /// Its name in the books of the creator with this key.
    #[must_use]
    pub fn name(self, creator: &str) -> String {
        match self {
            Self::Deposit(loan) => format!("deposits:{creator}:{loan}"),
            Self::Receivable => format!("receivable:{creator}"),
            Self::RefundsPayable => format!("refunds_payable:{creator}"),
            Self::StoreCredit => format!("store_credit:{creator}"),
            Self::Rewards => format!("rewards:{creator}"),
            Self::Damages => format!("damages:{creator}"),
            Self::Forfeits(ForfeitTo::Income) => format!("forfeits:{creator}"),
            Self::Forfeits(ForfeitTo::Creator) => format!("forfeits_payable:{creator}"),
            Self::Forfeits(ForfeitTo::Unclaimed) => format!("unclaimed:{creator}"),
            Self::Vat => format!("vat_payable:{creator}"),
            Self::Fleet => format!("fleet:{creator}"),
            Self::FleetPurchases => format!("fleet_purchases:{creator}"),
            Self::Shrinkage => format!("shrinkage:{creator}"),
        }
    }
}

/// A part of an entry: `money` goes from one account to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Leg {
    /// The account that loses it.
    pub from: Account,
    /// The account that gains it.
    pub to: Account,
    /// How much; above zero.
    pub money: Money,
}

words! {
    /// What a creator is asked to pay, or to ask for.
    PaymentKind {
        /// A deposit goes back to whoever paid it.
        Refund = "refund",
        /// A deposit is given as a code for the creator's store.
        Credit = "credit",
        /// A reward for a sleeve that came back in time.
        Reward = "reward",
        /// The buyer is asked for money.
        Charge = "charge",
    }
}

/// A payment that the creator is to be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Owed {
    /// Of which kind.
    pub kind: PaymentKind,
    /// How much; above zero.
    pub money: Money,
}

/// What a step of a loan comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// Where the loan is after it.
    pub state: LoanState,
    /// What is posted.
    pub legs: Vec<Leg>,
    /// What the creator is asked for.
    pub owed: Vec<Owed>,
}

/// Gathers legs and payments; nothing is written for zero.
struct Entry<'t> {
    terms: &'t Terms,
    legs: Vec<Leg>,
    owed: Vec<Owed>,
}

impl<'t> Entry<'t> {
    const fn of(terms: &'t Terms) -> Self {
        Self { terms, legs: Vec::new(), owed: Vec::new() }
    }

    fn leg(&mut self, from: Account, to: Account, minor: i64) {
        if minor > 0 {
            self.legs.push(Leg { from, to, money: self.terms.money(minor) });
        }
    }

    fn owed(&mut self, kind: PaymentKind, minor: i64) {
        if minor > 0 {
            self.owed.push(Owed { kind, money: self.terms.money(minor) });
        }
    }

    /// What the hub earns: the tax in it is not its own.
    fn earned(&mut self, income: Account, to: Account, gross: i64) {
        let vat = self.terms.vat_within(gross);
        self.leg(Account::Vat, to, vat);
        self.leg(income, to, gross - vat);
    }

    /// The opposite of [`Entry::earned`].
    fn given_up(&mut self, income: Account, from: Account, gross: i64) {
        let vat = self.terms.vat_within(gross);
        self.leg(from, Account::Vat, vat);
        self.leg(from, income, gross - vat);
    }

    fn settled(self, state: LoanState) -> Settled {
        Settled { state, legs: self.legs, owed: self.owed }
    }
}

impl Terms {
    const fn payable(&self) -> Account {
        match self.pay_back {
            PayBack::Refund => Account::RefundsPayable,
            PayBack::Credit => Account::StoreCredit,
        }
    }

    const fn pays_back(&self) -> (PaymentKind, LoanState) {
        match self.pay_back {
            PayBack::Refund => (PaymentKind::Refund, LoanState::Refunded),
            PayBack::Credit => (PaymentKind::Credit, LoanState::Credited),
        }
    }
}

/// The sleeve leaves: what was paid with the order is held from now on.
#[must_use]
pub fn lent(terms: &Terms, loan: LoanId) -> Vec<Leg> {
    let mut entry = Entry::of(terms);
    entry.leg(Account::Deposit(loan), Account::Receivable, terms.held().minor);
    entry.legs
}

/// The sleeve is lost by what was agreed: the deposit is gone, or the buyer is asked for it.
#[must_use]
pub fn forfeited(terms: &Terms, loan: LoanId) -> Settled {
    let mut entry = Entry::of(terms);
    let to = match terms.paid {
        Paid::Before => Account::Deposit(loan),
        Paid::After => Account::Receivable,
    };
    match terms.forfeit_to {
        ForfeitTo::Income => entry.earned(Account::Forfeits(ForfeitTo::Income), to, terms.deposit_minor),
        // Passed on or kept for somebody as it is: nothing is sold.
        other => entry.leg(Account::Forfeits(other), to, terms.deposit_minor),
    }
    if terms.paid == Paid::After {
        entry.owed(PaymentKind::Charge, terms.deposit_minor);
    }
    entry.settled(lost_as(terms))
}

/// Where a loan is whose sleeve is lost.
const fn lost_as(terms: &Terms) -> LoanState {
    match (terms.deposit_minor, terms.paid) {
        (0, _) => LoanState::Closed,
        (_, Paid::Before) => LoanState::Forfeited,
        (_, Paid::After) => LoanState::Charged,
    }
}

/// The sleeve is back and was looked at. `in_time` says whether that was within the days of the reward.
#[must_use]
pub fn back(terms: &Terms, loan: LoanId, look: Look, in_time: bool) -> Settled {
    let mut entry = Entry::of(terms);
    let (held, deposit) = (terms.held().minor, Account::Deposit(loan));
    let damage = if look == Look::Damaged { terms.damage_minor } else { 0 };
    let kept = damage.min(held);
    let charge = damage - kept;
    let reward = if look == Look::Good && in_time { terms.reward_minor } else { 0 };
    let (kind, paid_back) = terms.pays_back();
    entry.leg(terms.payable(), deposit, held - kept);
    entry.owed(kind, held - kept);
    entry.earned(Account::Damages, deposit, kept);
    entry.earned(Account::Damages, Account::Receivable, charge);
    entry.owed(PaymentKind::Charge, charge);
    entry.leg(terms.payable(), Account::Rewards, reward);
    entry.owed(PaymentKind::Reward, reward);
    let state = match (charge, kept, held - kept) {
        (0, 0, 0) if reward == 0 => LoanState::Closed,
        (0, 0, _) => paid_back,
        // Also where all of it is kept: the buyer owes nothing beyond.
        (0, ..) => LoanState::PartlyRefunded,
        _ => LoanState::Charged,
    };
    entry.settled(state)
}

/// A sleeve turned up that was lost, and was looked at. Where its buyer was asked for the money and has not paid
/// (`is_charged`), that is not asked for any more. Nothing is given for a damaged one.
#[must_use]
pub fn turned_up(terms: &Terms, look: Look, is_charged: bool) -> Settled {
    let mut entry = Entry::of(terms);
    if terms.deposit_minor == 0 || look == Look::Damaged || terms.turns_up == TurnsUp::Keep {
        return entry.settled(lost_as(terms));
    }
    let (kind, paid_back) = terms.pays_back();
    let (from, state) =
        if is_charged { (Account::Receivable, LoanState::Closed) } else { (terms.payable(), paid_back) };
    match terms.forfeit_to {
        ForfeitTo::Income => entry.given_up(Account::Forfeits(ForfeitTo::Income), from, terms.deposit_minor),
        other => entry.leg(from, Account::Forfeits(other), terms.deposit_minor),
    }
    if !is_charged {
        entry.owed(kind, terms.deposit_minor);
    }
    entry.settled(state)
}

/// The creator has paid what it was asked for. A charge is in the creator's hands once the buyer has paid, and stays there.
#[must_use]
pub fn paid(terms: &Terms, owed: Owed) -> Vec<Leg> {
    let mut entry = Entry::of(terms);
    match owed.kind {
        PaymentKind::Refund | PaymentKind::Credit | PaymentKind::Reward => {
            entry.leg(Account::Receivable, terms.payable(), owed.money.minor);
        }
        PaymentKind::Charge => {}
    }
    entry.legs
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn terms() -> Terms {
        let plain = Terms::none("EUR".parse().unwrap());
        Terms { deposit_minor: 200, lost_days: Some(45), vat_bp: 1_900, ..plain }
    }

    fn loan() -> LoanId {
        Uuid::from_u128(7).into()
    }

    /// What the accounts hold after these legs, without those at zero.
    fn balances(legs: &[Leg]) -> Vec<(String, i64)> {
        let mut held = std::collections::BTreeMap::<String, i64>::new();
        for leg in legs {
            assert!(leg.money.minor > 0, "{leg:?}");
            *held.entry(leg.from.name("ink")).or_default() -= leg.money.minor;
            *held.entry(leg.to.name("ink")).or_default() += leg.money.minor;
        }
        held.into_iter().filter(|(_, minor)| *minor != 0).collect()
    }

    fn owed(of: &Settled) -> Vec<(&'static str, i64)> {
        of.owed.iter().map(|owed| (owed.kind.as_str(), owed.money.minor)).collect()
    }

    #[test]
    fn a_deposit_goes_back_and_nothing_is_left() {
        let terms = terms();
        let ended = back(&terms, loan(), Look::Good, true);
        assert_eq!((ended.state, owed(&ended)), (LoanState::Refunded, vec![("refund", 200)]));
        let mut legs = lent(&terms, loan());
        assert_eq!(balances(&legs), [(Account::Deposit(loan()).name("ink"), -200), ("receivable:ink".to_owned(), 200)]);
        legs.extend(ended.legs);
        assert_eq!(balances(&legs), [("receivable:ink".to_owned(), 200), ("refunds_payable:ink".to_owned(), -200)]);
        legs.extend(paid(&terms, ended.owed[0]));
        assert_eq!(balances(&legs), []);
    }

    #[test]
    fn a_reward_is_an_expense_of_its_own_and_only_for_what_is_good_and_in_time() {
        let terms =
            Terms { deposit_minor: 0, reward_minor: 300, reward_days: 30, pay_back: PayBack::Credit, ..terms() };
        let ended = back(&terms, loan(), Look::Good, true);
        assert_eq!((ended.state, owed(&ended)), (LoanState::Credited, vec![("reward", 300)]));
        assert_eq!(balances(&ended.legs), [("rewards:ink".to_owned(), 300), ("store_credit:ink".to_owned(), -300)]);
        for (look, in_time) in [(Look::Good, false), (Look::Damaged, true)] {
            let ended = back(&terms, loan(), look, in_time);
            assert_eq!((ended.state, ended.legs, ended.owed), (LoanState::Closed, Vec::new(), Vec::new()));
        }
    }

    #[test]
    fn a_damage_is_kept_of_the_deposit_and_asked_for_beyond_it() {
        let part = Terms { damage_minor: 119, ..terms() };
        let ended = back(&part, loan(), Look::Damaged, true);
        assert_eq!((ended.state, owed(&ended)), (LoanState::PartlyRefunded, vec![("refund", 81)]));
        let mut legs = lent(&part, loan());
        legs.extend(ended.legs);
        let left = ["damages:ink", "receivable:ink", "refunds_payable:ink", "vat_payable:ink"].map(str::to_owned);
        assert_eq!(balances(&legs), left.into_iter().zip([-100, 200, -81, -19]).collect::<Vec<_>>());

        let more = Terms { damage_minor: 500, vat_bp: 0, ..terms() };
        let ended = back(&more, loan(), Look::Damaged, true);
        assert_eq!((ended.state, owed(&ended)), (LoanState::Charged, vec![("charge", 300)]));
        let mut legs = lent(&more, loan());
        legs.extend(ended.legs);
        assert_eq!(balances(&legs), [("damages:ink".to_owned(), -500), ("receivable:ink".to_owned(), 500)]);
    }

    #[test]
    fn what_is_forfeited_can_be_given_back_when_the_sleeve_turns_up() {
        for forfeit_to in ForfeitTo::ALL.iter().copied() {
            let terms = Terms { forfeit_to, ..terms() };
            let lost = forfeited(&terms, loan());
            assert_eq!((lost.state, owed(&lost)), (LoanState::Forfeited, Vec::new()));
            let found = turned_up(&terms, Look::Good, false);
            assert_eq!((found.state, owed(&found)), (LoanState::Refunded, vec![("refund", 200)]));
            let mut legs = lent(&terms, loan());
            legs.extend(lost.legs);
            assert!(balances(&legs).iter().all(|(account, _)| !account.starts_with("deposits")));
            legs.extend(found.legs);
            legs.extend(paid(&terms, found.owed[0]));
            assert_eq!(balances(&legs), [], "{forfeit_to}");
            for (look, turns_up) in [(Look::Damaged, TurnsUp::GiveBack), (Look::Good, TurnsUp::Keep)] {
                let kept = turned_up(&Terms { turns_up, ..terms.clone() }, look, false);
                assert_eq!((kept.state, kept.legs.len(), kept.owed.len()), (LoanState::Forfeited, 0, 0));
            }
        }
    }

    #[test]
    fn who_pays_afterwards_pays_only_for_a_sleeve_that_stays_away() {
        let terms = Terms { paid: Paid::After, deposit_minor: 800, vat_bp: 0, ..terms() };
        assert_eq!(lent(&terms, loan()), []);
        assert_eq!(back(&terms, loan(), Look::Good, true).state, LoanState::Closed);
        let lost = forfeited(&terms, loan());
        assert_eq!((lost.state, owed(&lost)), (LoanState::Charged, vec![("charge", 800)]));
        assert_eq!(balances(&lost.legs), [("forfeits:ink".to_owned(), -800), ("receivable:ink".to_owned(), 800)]);
        // It turns up before the buyer has paid, and after.
        let before = turned_up(&terms, Look::Good, true);
        assert_eq!((before.state, owed(&before)), (LoanState::Closed, Vec::new()));
        assert_eq!(balances(&[lost.legs.clone(), before.legs].concat()), []);
        let after = turned_up(&terms, Look::Good, false);
        assert_eq!((after.state, owed(&after)), (LoanState::Refunded, vec![("refund", 800)]));
        assert_eq!(balances(&[lost.legs, after.legs, paid(&terms, after.owed[0])].concat()), []);
    }

    #[test]
    fn the_account_of_a_loan_ends_at_zero_whatever_was_agreed_and_happened() {
        let sums = [0, 1, 200, 801];
        let triples = (0..64).map(|number| [sums[number % 4], sums[number / 4 % 4], sums[number / 16]]);
        for [deposit_minor, damage_minor, reward_minor] in triples {
            for paid in Paid::ALL.iter().copied() {
                let terms = Terms { deposit_minor, damage_minor, reward_minor, paid, ..terms() };
                let looks = Look::ALL.iter().flat_map(|look| [true, false].map(|in_time| (*look, in_time)));
                let ends = looks.map(|(look, in_time)| back(&terms, loan(), look, in_time));
                for ended in ends.chain([forfeited(&terms, loan())]) {
                    let account = Account::Deposit(loan()).name("ink");
                    let legs = [lent(&terms, loan()), ended.legs].concat();
                    assert!(balances(&legs).iter().all(|(name, _)| *name != account), "{terms:?}");
                    assert_ne!(ended.state, LoanState::Open);
                }
            }
        }
    }
}
