//! Random days: every scan that a packer may make, at any time, with the office at work in between, from seeds.
//!
//! `LOOPDOCK_SEED=7` lives that one day and tells every step; `LOOPDOCK_DAYS=5000` lives so many.

mod day;
mod evening;
mod exports;
mod laws;
mod packer;
mod plan;
mod shrink;
mod stage;
mod tally;

use std::collections::BTreeMap;
use std::env;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use evening::EVENING;
use laws::Broken;
use shrink::{lived, shortest};
use tally::Tally;

/// Days unless told otherwise.
const DAYS: u64 = 200;

/// From this many days on, every kind of deed must have been done.
const ENOUGH: u64 = 100;

/// Of so many days one is lived a second time, to see that it goes the same way.
const TWICE_EVERY: u64 = 10;

/// The most lines that are told of an evening; what went wrong is at its end.
const LINES: usize = 150;

/// What was found, by the law that was broken: its seeds, and how the first of them broke it.
type Findings = BTreeMap<String, (Vec<u64>, Broken)>;

#[test]
fn any_day_leaves_the_books_right() {
    let told = |name: &str| env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    if let Some(seed) = told("LOOPDOCK_SEED") {
        return one_day(seed);
    }
    let days = told("LOOPDOCK_DAYS").unwrap_or(DAYS);
    let begun = Instant::now();
    let (tally, findings) = many_days(days);
    let seconds = begun.elapsed().as_secs_f64();
    eprintln!("{tally}{:.0} days a minute; seeds 0 to {}", 60.0 * tally.days as f64 / seconds, days.saturating_sub(1));
    for (law, (seeds, broken)) in &findings {
        eprintln!("\nBROKEN in {} days {seeds:?}: {law}", seeds.len());
        if let Some(seed) = seeds.first() {
            tell(*seed, broken);
        }
    }
    assert!(findings.is_empty(), "{} laws were broken: {:#?}", findings.len(), findings.keys().collect::<Vec<_>>());
    let missing = tally.missing();
    assert!(days < ENOUGH || missing.is_empty(), "{days} days never saw {missing:?}");
}

/// Lives the days of the first `days` seeds, on as many threads as there are processors.
fn many_days(days: u64) -> (Tally, Findings) {
    let next = AtomicU64::new(0);
    let seen = Mutex::new((Tally::default(), Findings::new()));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= days {
                        return;
                    }
                    let steps = plan::steps(seed);
                    let day = lived(seed, &steps);
                    let outcome = match day.outcome {
                        Ok(()) if seed.is_multiple_of(TWICE_EVERY) => the_same_again(seed, &steps, &day.journal),
                        outcome => outcome,
                    };
                    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                    seen.0.add(&day.tally);
                    if let Err(broken) = outcome {
                        seen.1.entry(broken.law.clone()).or_insert_with(|| (Vec::new(), broken)).0.push(seed);
                    }
                }
            });
        }
    });
    let (tally, mut findings) = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    for (seeds, _) in findings.values_mut() {
        seeds.sort_unstable();
    }
    (tally, findings)
}

/// The same steps in the same world write the same journal.
fn the_same_again(seed: u64, steps: &[plan::Step], journal: &[String]) -> Result<(), Broken> {
    let again = lived(seed, steps);
    again.outcome?;
    let differs = journal.iter().zip(&again.journal).find(|(first, second)| first != second);
    match differs {
        Some((first, second)) => Err(Broken::new("the same day again is the same", &format!("{first}\n{second}"))),
        None if journal.len() != again.journal.len() => {
            Err(Broken::new("the same day again is the same", "one is longer than the other"))
        }
        None => Ok(()),
    }
}

/// How a law was broken, with the shortest list of steps that breaks it.
fn tell(seed: u64, broken: &Broken) {
    let steps = shortest(seed, &plan::steps(seed), &broken.law);
    let short = lived(seed, &steps);
    eprintln!("LOOPDOCK_SEED={seed}, {} steps:", steps.len());
    let evening = short.log.iter().position(|line| line == EVENING).unwrap_or(short.log.len());
    let skipped = short.log.len().saturating_sub(LINES).max(evening);
    for line in short.log.iter().take(evening).chain(short.log.iter().skip(skipped)) {
        eprintln!("  {line}");
    }
    eprintln!("{}", short.outcome.err().unwrap_or_else(|| broken.clone()).how);
}

fn one_day(seed: u64) {
    let steps = plan::steps(seed);
    let day = lived(seed, &steps);
    for line in &day.log {
        eprintln!("{line}");
    }
    eprintln!("{}", day.tally);
    let outcome = day.outcome.and_then(|()| the_same_again(seed, &steps, &day.journal));
    if let Err(broken) = &outcome {
        eprintln!("\nBROKEN: {}", broken.law);
        tell(seed, broken);
    }
    assert!(outcome.is_ok(), "the day of seed {seed} broke a law: {}", broken_law(&outcome));
}

fn broken_law(outcome: &Result<(), Broken>) -> &str {
    outcome.as_ref().err().map_or("", |broken| broken.law.as_str())
}
