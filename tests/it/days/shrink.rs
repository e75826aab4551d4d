//! The shortest list of steps that still goes wrong in the same way, for whoever looks for the fault.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::day::live;
use super::laws::Broken;
use super::plan::Step;
use super::tally::Tally;

/// How long the search may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What became of a day.
pub(super) struct Lived {
    pub tally: Tally,
    pub log: Vec<String>,
    pub journal: Vec<String>,
    pub outcome: Result<(), Broken>,
}

/// Lives a day; a panic is a broken law like any other.
pub(super) fn lived(seed: u64, steps: &[Step]) -> Lived {
    let day = catch_unwind(AssertUnwindSafe(|| {
        let (mut day, outcome) = live(seed, steps);
        day.tally.days = 1;
        let journal = super::laws::journal(&day);
        let outcome = outcome.and(journal.as_ref().map(|_| ()).map_err(Clone::clone));
        let (tally, log) = (std::mem::take(&mut day.tally), std::mem::take(&mut day.log));
        Lived { tally, log, journal: journal.unwrap_or_default(), outcome }
    }));
    day.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned())).unwrap_or_default();
        let outcome = Err(Broken::new(&format!("nothing panics ({said})"), &said));
        Lived { tally: Tally::default(), log: Vec::new(), journal: Vec::new(), outcome }
    })
}

/// Leaves out more and more of `steps`, first in large pieces, as long as the same law is broken.
pub(super) fn shortest(seed: u64, steps: &[Step], law: &str) -> Vec<Step> {
    let begun = Instant::now();
    let breaks = |steps: &[Step]| lived(seed, steps).outcome.is_err_and(|broken| broken.law == law);
    let mut best = steps.to_vec();
    let mut piece = best.len().div_ceil(2).max(1);
    loop {
        let before = best.len();
        let mut from = best.len();
        // From the end: what comes after the fault goes first, and cheaply.
        while from > 0 && begun.elapsed() < PATIENCE {
            let start = from.saturating_sub(piece);
            let shorter: Vec<Step> = [&best[..start], &best[from.min(best.len())..]].concat();
            if breaks(&shorter) {
                best = shorter;
            }
            from = start;
        }
        if begun.elapsed() >= PATIENCE || (piece == 1 && best.len() == before) {
            return best;
        }
        piece = (piece / 2).max(1);
    }
}
