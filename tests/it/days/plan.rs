//! What happens on a random day, decided from its seed alone. A step names nothing that it could not find on another
//! day: it says “the third tote” and not a code, so that a day stays a day when steps are left out of it.

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The bench names of a hub; a day uses the first two or all.
pub(super) const BENCHES: &[&str] = &["main", "window", "corner"];

/// One step of a day. The numbers choose among what is there when the step is taken.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A scan at a bench.
    Scan { bench: usize, what: What, watch: Watch },
    /// A command from the office.
    Office { what: Office, watch: Watch },
    /// A run of an item is announced, counted in at a bench and put into a bin.
    Stock { item: usize, bin: usize, units: u32 },
    /// So many pieces of the work that waits between scans.
    Rest(u32),
    /// All of the work that waits between scans.
    RestAll,
    /// The program ends and is started again.
    Restart,
    /// Every invariant is recomputed.
    Check,
}

/// What is scanned.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// Something that brings the work forward.
    Forward(usize),
    /// UNDO.
    Undo,
    /// Any command.
    Command(usize),
    /// A code.
    Code { kind: Kind, at: usize, harm: Harm },
    /// A typed number of units.
    Units(u32),
    /// A typed weight.
    Grams(u32),
    /// What is no code at all.
    Text(usize),
}

/// What a code names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Bin,
    Tote,
    Item,
    Parcel,
    Return,
    Order,
    Wave,
    Carrier,
    Sleeve,
}

/// What became of a code before it was scanned.
#[derive(Clone, Copy, Debug)]
pub(super) enum Harm {
    Whole,
    OtherHub,
    Damaged,
}

/// What is looked at besides the answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Watch {
    /// Nothing.
    Answer,
    /// A refusal leaves everything as it was; what was done is taken back, which restores everything, and done again.
    Undone,
    /// A refusal leaves everything as it was; the same deed again does nothing more and is answered the same.
    Twice,
}

/// A command from the office; numbers choose.
#[derive(Clone, Debug)]
pub(super) enum Office {
    Order {
        creator: usize,
        lines: Vec<(usize, u32)>,
        carrier: usize,
        gift: bool,
    },
    Import {
        creator: usize,
        seed: u64,
    },
    Allocate,
    Wave {
        orders: Option<u32>,
    },
    Hold {
        order: usize,
    },
    Resolve {
        order: usize,
        how: usize,
        sku: Option<usize>,
    },
    Count {
        bin: usize,
        item: usize,
    },
    Announce {
        item: usize,
        units: u32,
    },
    Creator {
        creator: usize,
        rule: usize,
        deposit: usize,
        part: usize,
    },
    /// The creator changes an item.
    Item {
        item: usize,
        edit: Edit,
    },
}

/// What a creator changes of an item; what the hub can't allow just now it refuses.
#[derive(Clone, Copy, Debug)]
pub(super) enum Edit {
    /// Whether packing may count it by typing, and its weight.
    Plain { typed: bool, weight_g: u32 },
    /// It is never picked from now on.
    Digital,
    /// It lies on a shelf from now on.
    Stocked,
    /// It is made of so many of one item, and mostly of another.
    Kit { parts: [usize; 2], qty: u32 },
    /// Its barcode.
    Barcode(usize),
}

const KINDS: &[Kind] = &[
    Kind::Bin,
    Kind::Tote,
    Kind::Item,
    Kind::Item,
    Kind::Parcel,
    Kind::Return,
    Kind::Order,
    Kind::Wave,
    Kind::Carrier,
    Kind::Sleeve,
];

/// The steps of the day of `seed`: a morning that fills the shelves and the order book, then 100 to 300 of anything.
pub(super) fn steps(seed: u64) -> Vec<Step> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed ^ 0x5ca1_ab1e);
    let mut steps = morning(&mut dice);
    let benches = dice.random_range(2..=BENCHES.len());
    let until = steps.len() + dice.random_range(100..=300);
    let mut bench = 0;
    while steps.len() < until {
        // Whoever works at a bench mostly works on before somebody else does something.
        if dice.random_ratio(1, 6) {
            bench = dice.random_range(0..benches);
        }
        match dice.random_range(0..100) {
            0..70 => {
                forward(&mut dice, &mut steps, bench);
                // The desk does something between two scans of one bench.
                if dice.random_ratio(1, 12) {
                    steps.push(Step::Office { what: desk(&mut dice), watch: watch(&mut dice) });
                    forward(&mut dice, &mut steps, bench);
                }
            }
            70..76 => {
                for _ in 0..*[1, 1, 1, 2, 3, 6].choose(&mut dice).unwrap_or(&1) {
                    steps.push(Step::Scan { bench, what: What::Undo, watch: watch(&mut dice) });
                }
            }
            76..92 => steps.push(Step::Scan { bench, what: anything(&mut dice), watch: watch(&mut dice) }),
            92..96 => steps.push(Step::Office { what: office(&mut dice), watch: watch(&mut dice) }),
            96..98 => steps.push(Step::Rest(dice.random_range(1..4))),
            98 => steps.push(Step::RestAll),
            _ => steps.push(if dice.random() { Step::Check } else { Step::Restart }),
        }
    }
    steps
}

fn forward(dice: &mut ChaCha8Rng, steps: &mut Vec<Step>, bench: usize) {
    let what = What::Forward(dice.random_range(0..5_040));
    steps.push(Step::Scan { bench, what, watch: watch(dice) });
}

/// Some stock, some orders, and not always enough of either.
fn morning(dice: &mut ChaCha8Rng) -> Vec<Step> {
    let mut steps = Vec::new();
    for item in 0..dice.random_range(4..11) {
        let units = *[1, 3, 5, 9, 14].choose(dice).unwrap_or(&4);
        steps.push(Step::Stock { item: item + dice.random_range(0..2), bin: dice.random_range(0..64), units });
    }
    for _ in 0..dice.random_range(5..14) {
        steps.push(Step::Office { what: order(dice), watch: Watch::Answer });
    }
    if dice.random() {
        let (creator, seed) = (dice.random_range(0..8), dice.random());
        steps.push(Step::Office { what: Office::Import { creator, seed }, watch: Watch::Answer });
    }
    steps.push(Step::Office { what: Office::Allocate, watch: Watch::Answer });
    steps
}

fn watch(dice: &mut ChaCha8Rng) -> Watch {
    match dice.random_range(0..100) {
        0..12 => Watch::Undone,
        12..16 => Watch::Twice,
        _ => Watch::Answer,
    }
}

fn anything(dice: &mut ChaCha8Rng) -> What {
    match dice.random_range(0..16) {
        0..4 => What::Command(dice.random_range(0..8)),
        4..10 => {
            let harm = match dice.random_range(0..12) {
                0 => Harm::OtherHub,
                1 => Harm::Damaged,
                _ => Harm::Whole,
            };
            let kind = *KINDS.choose(dice).unwrap_or(&Kind::Item);
            What::Code { kind, at: dice.random_range(0..5_040), harm }
        }
        10..13 => What::Units(*[0, 1, 2, 3, 4, 7, 12, 4_000_000_000].choose(dice).unwrap_or(&2)),
        13..15 => What::Grams(*[0, 1, 60, 450, 31_500, 4_000_000_000].choose(dice).unwrap_or(&450)),
        _ => What::Text(dice.random_range(0..64)),
    }
}

fn order(dice: &mut ChaCha8Rng) -> Office {
    let lines = (0..*[1, 1, 1, 2, 2, 3].choose(dice).unwrap_or(&1))
        .map(|_| (dice.random_range(0..64), *[1, 1, 1, 2, 3].choose(dice).unwrap_or(&1)))
        .collect();
    Office::Order {
        creator: dice.random_range(0..8),
        lines,
        carrier: dice.random_range(0..8),
        gift: dice.random_ratio(1, 8),
    }
}

fn some(dice: &mut ChaCha8Rng) -> usize {
    dice.random_range(0..5_040)
}

fn office(dice: &mut ChaCha8Rng) -> Office {
    match dice.random_range(0..30) {
        0..12 => order(dice),
        12..15 => Office::Announce { item: some(dice), units: dice.random_range(0..6) },
        _ => desk(dice),
    }
}

/// What the desk does to work that is under way.
fn desk(dice: &mut ChaCha8Rng) -> Office {
    match dice.random_range(0..24) {
        0..3 => Office::Import { creator: some(dice), seed: dice.random() },
        3..5 => Office::Allocate,
        5..7 => Office::Wave { orders: *[None, Some(1), Some(3)].choose(dice).unwrap_or(&None) },
        7..10 => Office::Hold { order: some(dice) },
        10..15 => Office::Resolve {
            order: some(dice),
            how: some(dice),
            sku: if dice.random() { Some(some(dice)) } else { None },
        },
        15..18 => Office::Count { bin: some(dice), item: some(dice) },
        18..20 => Office::Creator { creator: some(dice), rule: some(dice), deposit: some(dice), part: some(dice) },
        _ => Office::Item { item: some(dice), edit: edit(dice) },
    }
}

fn edit(dice: &mut ChaCha8Rng) -> Edit {
    match dice.random_range(0..10) {
        0 => Edit::Plain { typed: dice.random(), weight_g: dice.random_range(1..900) },
        1 | 2 => Edit::Digital,
        3 | 4 => Edit::Stocked,
        5..8 => Edit::Kit { parts: [some(dice), some(dice)], qty: dice.random_range(1..3) },
        _ => Edit::Barcode(some(dice)),
    }
}
