//! A sleeve that is with a buyer: what is going to become of it, and how long its clock has stood still.

use rand::Rng as _;
use rand_chacha::ChaCha8Rng;

use super::hub::{Fleet, Left};

/// How a buyer sends back what was bought.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Goods {
    Kept,
    InTheSleeve,
    /// In a box of their own, with the return slip.
    WithTheSlip,
}

/// How a unit looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    AsNew,
    Opened,
    Damaged,
}

/// A sleeve that is with a buyer, and what the buyer and the carrier are going to do.
pub struct Away {
    pub left: Left,
    /// The day of the simulation on which it comes back.
    pub back_on: Option<u64>,
    pub is_damaged: bool,
    pub goods: Goods,
    pub unit: Unit,
    /// What becomes of its parcel, and on which day somebody says so.
    fates: Vec<(u64, &'static str)>,
    /// How long its clock stood still, and since when it does.
    paused_ms: i64,
    stopped_ms: Option<i64>,
    /// It was lost before anybody said what became of its parcel.
    was_lost: bool,
}

impl Away {
    /// What becomes of a sleeve that leaves on this day.
    pub fn from(dice: &mut ChaCha8Rng, left: Left, day: u64) -> Self {
        let (fates, arrives_on) = fates(dice, day);
        let back_on = arrives_on.and_then(|on| comes_back(dice).map(|after| on + after));
        let goods = match dice.random_range(0..24) {
            0 | 1 => Goods::InTheSleeve,
            2 => Goods::WithTheSlip,
            _ => Goods::Kept,
        };
        let unit = match dice.random_range(0..4) {
            0 => Unit::Damaged,
            1 => Unit::Opened,
            _ => Unit::AsNew,
        };
        let is_damaged = dice.random_ratio(1, 20);
        Self { left, back_on, is_damaged, goods, unit, fates, paused_ms: 0, stopped_ms: None, was_lost: false }
    }

    /// Whether nothing becomes of it any more.
    pub fn is_over(&self) -> bool {
        self.back_on.is_none() && self.fates.is_empty()
    }

    /// Somebody says what became of its parcel, where it is the day for that; it is lost after so many days.
    pub fn go_on(&mut self, fleet: &mut Fleet, day: u64, lost_days: i64) {
        while let Some((_, fate)) = self.fates.first().copied().filter(|(on, _)| *on <= day) {
            self.fates.remove(0);
            let at_ms = fleet.say_fate(&self.left, fate);
            self.was_lost |= self.stopped_ms.is_none() && self.days(at_ms) > lost_days;
            match (self.stopped_ms, fate) {
                (None, "lost" | "undeliverable") => self.stopped_ms = Some(at_ms),
                (Some(since_ms), "delivered") => {
                    self.paused_ms += at_ms - since_ms;
                    self.stopped_ms = None;
                }
                _ => {}
            }
        }
    }

    /// Days for which its clock ran until then.
    pub fn days(&self, at_ms: i64) -> i64 {
        let paused_ms = self.paused_ms + self.stopped_ms.map_or(0, |since_ms| at_ms - since_ms);
        Fleet::days_between(self.left.at_ms + paused_ms, at_ms)
    }

    /// Whether it counts as lost then.
    pub fn is_lost(&self, at_ms: i64, lost_days: i64) -> bool {
        self.was_lost || (self.stopped_ms.is_none() && self.days(at_ms) > lost_days)
    }

    /// Whether its buyer never had it, as far as anybody knows.
    pub const fn never_arrived(&self) -> bool {
        self.stopped_ms.is_some()
    }
}

/// What becomes of a parcel, and the day on which somebody has its sleeve who may send it back.
fn fates(dice: &mut ChaCha8Rng, day: u64) -> (Vec<(u64, &'static str)>, Option<u64>) {
    let said_on = day + dice.random_range(1..10);
    let found_on = said_on + dice.random_range(1..60);
    match dice.random_range(0..60) {
        0 => (vec![(said_on, "lost")], None),
        1 => (vec![(said_on, "lost"), (found_on, "delivered")], Some(found_on)),
        2 => (vec![(said_on, "undeliverable")], Some(said_on)),
        3 => (vec![(said_on, "lost"), (found_on, "undeliverable")], Some(found_on)),
        _ => (Vec::new(), Some(day)),
    }
}

/// After how many days a sleeve comes back: most soon, some after it was given up for lost, some never.
fn comes_back(dice: &mut ChaCha8Rng) -> Option<u64> {
    match dice.random_range(0..100) {
        0..80 => Some(dice.random_range(1..30)),
        80..90 => Some(dice.random_range(30..110)),
        _ => None,
    }
}
