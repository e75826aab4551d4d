//! The simplest books of a fleet: of each loan nothing but what it came to, by what was agreed, written down anew here so that
//! it is not the program that judges itself.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::away::{Away, Goods, Unit};

/// What is agreed with a creator.
pub struct Agreed {
    /// The creator's key.
    pub key: &'static str,
    pub currency: &'static str,
    deposit: i64,
    after: bool,
    reward: (i64, i64),
    pub lost_days: i64,
    damage: i64,
    vat_percent: i64,
    forfeit_to: &'static str,
    gives_back: bool,
    credit: bool,
    /// Minor units in one unit.
    units: i64,
}

/// What a sleeve costs, in cents.
const A_SLEEVE_MINOR: i64 = 185;

/// Units that each creator's run has: more than are ever ordered.
pub const RUN: i64 = 90_000;

pub const AGREED: &[Agreed] = &[
    Agreed {
        key: "ink",
        currency: "EUR",
        deposit: 200,
        after: false,
        reward: (0, 0),
        lost_days: 60,
        damage: 119,
        vat_percent: 19,
        forfeit_to: "income",
        gives_back: true,
        credit: false,
        units: 100,
    },
    Agreed {
        key: "oak",
        currency: "EUR",
        deposit: 0,
        after: false,
        reward: (300, 30),
        lost_days: 90,
        damage: 0,
        vat_percent: 0,
        forfeit_to: "income",
        gives_back: true,
        credit: true,
        units: 100,
    },
    Agreed {
        key: "moss",
        currency: "JPY",
        deposit: 800,
        after: true,
        reward: (0, 0),
        lost_days: 45,
        damage: 500,
        vat_percent: 10,
        forfeit_to: "creator",
        gives_back: true,
        credit: false,
        units: 1,
    },
    Agreed {
        key: "pine",
        currency: "USD",
        deposit: 500,
        after: false,
        reward: (100, 14),
        lost_days: 50,
        damage: 700,
        vat_percent: 0,
        forfeit_to: "unclaimed",
        gives_back: false,
        credit: false,
        units: 100,
    },
];

impl Agreed {
    /// As the program is told.
    pub fn terms(&self) -> Value {
        let amount = |minor: i64| match self.units {
            1 => minor.to_string(),
            units => format!("{}.{:02}", minor / units, minor % units),
        };
        json!({
            "deposit": amount(self.deposit), "paid": if self.after { "after" } else { "before" },
            "pay_back": if self.credit { "credit" } else { "refund" }, "reward": amount(self.reward.0), "reward_days": self.reward.1,
            "overdue_days": 20, "lost_days": self.lost_days, "damage": amount(self.damage), "vat": self.vat_percent.to_string(),
            "forfeit_to": self.forfeit_to, "turns_up": if self.gives_back { "give_back" } else { "keep" },
        })
    }

    /// Tax within an amount, to the nearest unit.
    fn vat(&self, gross: i64) -> i64 {
        (2 * gross * self.vat_percent + 100 + self.vat_percent) / (2 * (100 + self.vat_percent))
    }
}

/// Accounts by what they are for and whose they are, without loans of their own; and units of goods by whose they are and where.
#[derive(Default)]
pub struct Books {
    accounts: BTreeMap<(String, &'static str), i64>,
    goods: BTreeMap<String, i64>,
}

impl Books {
    fn add(&mut self, agreed: &Agreed, account: &str, minor: i64) {
        *self.accounts.entry((format!("{account}:{}", agreed.key), agreed.currency)).or_default() += minor;
    }

    fn earn(&mut self, agreed: &Agreed, account: &str, gross: i64) {
        self.add(agreed, account, agreed.vat(gross) - gross);
        self.add(agreed, "vat_payable", -agreed.vat(gross));
    }

    fn forfeit(&mut self, agreed: &Agreed, gross: i64) {
        match agreed.forfeit_to {
            "income" if gross > 0 => self.earn(agreed, "forfeits", gross),
            "income" => {
                self.add(agreed, "forfeits", -gross - agreed.vat(-gross));
                self.add(agreed, "vat_payable", agreed.vat(-gross));
            }
            "creator" => self.add(agreed, "forfeits_payable", -gross),
            _ => self.add(agreed, "unclaimed", -gross),
        }
    }

    fn add_for_the_hub(&mut self, account: &str, minor: i64) {
        *self.accounts.entry((format!("{account}:HUB"), "EUR")).or_default() += minor;
    }

    /// So many sleeves were bought.
    pub fn bought(&mut self, sleeves: u32) {
        let minor = i64::from(sleeves) * A_SLEEVE_MINOR;
        self.add_for_the_hub("fleet", minor);
        self.add_for_the_hub("fleet_purchases", -minor);
    }

    /// So many sleeves are lost; below zero, they turned up.
    fn lost(&mut self, sleeves: i64) {
        self.add_for_the_hub("fleet", -sleeves * A_SLEEVE_MINOR);
        self.add_for_the_hub("shrinkage", sleeves * A_SLEEVE_MINOR);
    }

    /// A unit goes from one kind of place to another.
    fn unit(&mut self, agreed: &Agreed, from: &str, to: &str) {
        *self.goods.entry(format!("{} {from}", agreed.key)).or_default() -= 1;
        *self.goods.entry(format!("{} {to}", agreed.key)).or_default() += 1;
    }

    /// A sleeve leaves, with one unit in it.
    pub fn left(&mut self, agreed: usize) {
        let agreed = &AGREED[agreed];
        self.unit(agreed, "bin", "customer");
        if !agreed.after {
            self.add(agreed, "receivable", agreed.deposit);
            self.add(agreed, "deposits", -agreed.deposit);
        }
    }

    /// It never comes back: it is lost for good, unless nobody ever had it.
    pub fn stayed_away(&mut self, sleeve: &Away, now_ms: i64) {
        let agreed = &AGREED[sleeve.left.agreed];
        if sleeve.is_lost(now_ms, agreed.lost_days) {
            self.is_lost(agreed);
        }
    }

    fn is_lost(&mut self, agreed: &Agreed) {
        self.add(agreed, if agreed.after { "receivable" } else { "deposits" }, agreed.deposit);
        self.forfeit(agreed, agreed.deposit);
        self.lost(1);
    }

    /// It comes back. What buyers get is owed to them, or was paid: both together, since who paid when is for the program to
    /// know.
    pub fn came_back(&mut self, sleeve: &Away, back_ms: i64) {
        let agreed = &AGREED[sleeve.left.agreed];
        match (sleeve.goods, sleeve.unit) {
            (Goods::Kept, _) => {}
            (_, Unit::AsNew) => self.unit(agreed, "customer", "bin"),
            (_, Unit::Opened | Unit::Damaged) => self.unit(agreed, "customer", "quarantine"),
        }
        if sleeve.is_lost(back_ms, agreed.lost_days) {
            self.is_lost(agreed);
            self.lost(-1);
            if agreed.gives_back && !sleeve.is_damaged {
                self.forfeit(agreed, -agreed.deposit);
                self.add(agreed, "receivable", -agreed.deposit);
            }
            return;
        }
        let held = if agreed.after { 0 } else { agreed.deposit };
        self.add(agreed, "deposits", held);
        let damage = if sleeve.is_damaged { agreed.damage } else { 0 };
        // What a damage costs beyond what is held, the buyer is asked for.
        self.add(agreed, "receivable", (damage - held).max(0) - (held - damage).max(0));
        self.earn(agreed, "damages", damage.min(held));
        self.earn(agreed, "damages", (damage - held).max(0));
        let in_time = sleeve.days(back_ms) <= agreed.reward.1 && !sleeve.never_arrived();
        if !sleeve.is_damaged && in_time {
            self.add(agreed, "rewards", agreed.reward.0);
            self.add(agreed, "receivable", -agreed.reward.0);
        }
    }

    /// Accounts that are not at zero.
    pub fn accounts(&self) -> BTreeMap<(String, String), i64> {
        let open = self.accounts.iter().filter(|(_, minor)| **minor != 0);
        open.map(|((name, code), minor)| ((name.clone(), (*code).to_owned()), *minor)).collect()
    }

    /// Units by whose they are and where they lie, of those that each creator's run had.
    pub fn goods(&self) -> BTreeMap<String, i64> {
        let mut goods = self.goods.clone();
        for agreed in AGREED {
            *goods.entry(format!("{} bin", agreed.key)).or_default() += RUN;
        }
        goods.retain(|_, units| *units != 0);
        goods
    }
}
