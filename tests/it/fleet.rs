//! Years of a fleet of sleeves, from a seed: parcels leave in them, most come back, some late, some damaged, some with goods,
//! some never; parcels are lost and found on their way; the program is closed and opened, the clock jumps, nobody opens the hub for weeks, scans are sent twice. Whoever keeps the
//! simplest books of it beside must come to the same money, and so must hledger and beancount.
//!
//! `LOOPDOCK_LOANS=100000` lends so many sleeves over three years; `LOOPDOCK_SEED=7` takes another seed.

mod away;
mod books;
mod hub;
mod outside;
mod watch;

use std::time::Instant;

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::epcis;
use crate::stage::number_from;
use away::Away;
use books::{AGREED, Books};
use hub::Fleet;
use watch::Watch;

/// Loans unless told otherwise: those of a month.
const LOANS: u64 = 120;

/// Days over which they are lent at most.
const THREE_YEARS: u64 = 1_095;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Up to so many loans it is lived twice, and its events are given to outside judges, who take hours over more.
const FEW: u64 = 2_000;

/// What a simulation came to.
struct Ending {
    ledger: String,
    loans: u64,
    fleet: Fleet,
}

fn live(seed: u64, loans: u64) -> Ending {
    let days = (loans / 4).clamp(30, THREE_YEARS);
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let (mut fleet, mut books) = (Fleet::furnished(seed), Books::default());
    let mut watch = Watch::default();
    let (mut away, mut lent, mut last_month) = (Vec::<Away>::new(), 0, 0);
    for day in 0.. {
        books.bought(fleet.morning());
        let (back, still): (Vec<Away>, Vec<Away>) =
            away.into_iter().partition(|sleeve| sleeve.back_on.is_some_and(|on| on <= day));
        away = still;
        for mut sleeve in back {
            sleeve.go_on(&mut fleet, day, AGREED[sleeve.left.agreed].lost_days);
            let back_ms = fleet.take_back(&mut dice, &sleeve);
            books.came_back(&sleeve, back_ms);
        }
        for sleeve in &mut away {
            sleeve.go_on(&mut fleet, day, AGREED[sleeve.left.agreed].lost_days);
        }
        for _ in 0..leaving(&mut dice, loans - lent, days.saturating_sub(day)) {
            let agreed = dice.random_range(0..AGREED.len());
            fleet.order(agreed);
            lent += 1;
        }
        for left in fleet.ship() {
            books.left(left.agreed);
            away.push(Away::from(&mut dice, left, day));
        }
        if dice.random_ratio(1, 7) {
            fleet.creators_pay(&mut dice);
        }
        if dice.random_ratio(1, 50) {
            fleet.close_and_open();
        }
        let is_over = lent == loans && away.iter().all(Away::is_over);
        let is_next_month = day / 30 > last_month || is_over;
        last_month = day / 30;
        watch.check(fleet.path(), is_next_month);
        if is_over {
            break;
        }
        // Most nights somebody lets the hub do what waits; now and then nobody opens it for weeks, and a clock is set back.
        let nights = if dice.random_ratio(1, 60) { dice.random_range(2..25) } else { 1 };
        let back_ms = if dice.random_ratio(1, 40) { dice.random_range(0..3_600_000) } else { 0 };
        fleet.night(nights * DAY_MS - back_ms, nights == 1);
    }
    fleet.night(200 * DAY_MS, true);
    for sleeve in away {
        books.stayed_away(&sleeve, fleet.now_ms());
    }
    watch.check(fleet.path(), true);
    watch.must_be_clean();
    assert_eq!(fleet.goods(), books.goods(), "goods are where the books have them");
    assert_eq!(fleet.accounts(), books.accounts(), "whoever keeps simple books beside comes to the same");
    Ending { ledger: fleet.ledger(), loans, fleet }
}

/// Parcels of a day, so that all have left when the days are over.
fn leaving(dice: &mut ChaCha8Rng, left: u64, days: u64) -> u64 {
    if days == 0 {
        return left.min(40);
    }
    dice.random_range(0..=2 * left.div_ceil(days)).min(left)
}

#[test]
fn years_of_sleeves_come_to_the_money_that_simple_books_beside_them_come_to() {
    let seed = number_from("LOOPDOCK_SEED").unwrap_or(1);
    let loans = number_from("LOOPDOCK_LOANS").unwrap_or(LOANS);
    let began = Instant::now();
    let ending = live(seed, loans);
    eprintln!("fleet: seed {seed}, {} loans in {:.0?}, {}", ending.loans, began.elapsed(), ending.fleet.told());
    if loans <= FEW {
        assert!(live(seed, loans).ledger == ending.ledger, "the same seed gives the same ledger");
    }
    outside::judge(&ending.fleet);
    followed(&ending);
}

/// Whoever follows sleeves by what is exported sees each leave as often as it left, and come back as often as it did.
fn followed(ending: &Ending) {
    let began = Instant::now();
    let events = if ending.loans <= FEW {
        epcis::judged(ending.fleet.path())
    } else {
        let folder = tempfile::tempdir().unwrap();
        epcis::exported(ending.fleet.path(), &folder.path().join("events.jsonld"))
    };
    let seen = |step: &str| -> u64 {
        let of_step = events.iter().filter(|event| event["bizStep"] == step);
        of_step.map(|event| event["epcList"].as_array().map_or(1, |things| things.len() as u64)).sum()
    };
    eprintln!("fleet: {} events in {:.0?}", events.len(), began.elapsed());
    assert_eq!([seen("packing"), seen("shipping")], [ending.loans; 2]);
    assert_eq!([seen("receiving"), seen("inspecting"), seen("unpacking")], [ending.fleet.returns; 3]);
}
