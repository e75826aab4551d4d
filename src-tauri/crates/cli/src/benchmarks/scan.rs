//! `loopdock bench scan`: a day's scans at a big hub, 100 a second, each against a write of as many bytes to its disk.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use loopdock_hub::{BenchView, DeedId, Error, Host as _, Hub, Level, Rest, Result, ScanAnswer, SystemHost};
use serde_json::{Value, json};
use uuid::Builder;

use super::big_hub::{self, Size};
use super::disk::{LogGrowth, Yardstick};
use super::numbers::percentile_us;
use super::packer::{DELIVERED, Duty, Packer};
use super::shelves::{owner_of, sku};

/// What is done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    /// The hub.
    pub size: Size,
    /// Scans.
    pub samples: u32,
    /// Time from one scan to the next, at whichever bench.
    pub every: Duration,
    /// What is done.
    pub work: Work,
}

/// What packers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// A day: walks, parcels, deliveries and the van.
    Day,
    /// Sleeves come back.
    Returns,
}

/// Scans of the budget, and how far above the disk's own 99th percentile theirs may lie.
const SAMPLES: u32 = 10_000;
const ALLOWED_US: u64 = 1_000;

/// Packers who work at once.
const PACKERS: usize = 4;

impl Plan {
    pub(super) fn of_the_budget(samples: Option<u32>) -> Self {
        let samples = samples.unwrap_or(SAMPLES);
        // A hub's day is in it, whatever the number of samples, so that a hub made once serves every run.
        let ready = SAMPLES.max(samples) / 8;
        let size = Size { items: 100_000, journal_rows: 1_000_000, ready, waiting: 0, trips: (0, 0) };
        Self { size, samples, every: Duration::from_millis(10), work: Work::Day }
    }

    pub(super) fn of_returns(samples: Option<u32>) -> Self {
        let Self { size, samples, every, .. } = Self::of_the_budget(samples);
        // Each sleeve is scanned and looked over; some samples are mistakes.
        let size = Size { ready: 0, trips: (1_000_000, SAMPLES.max(samples)), ..size };
        Self { size, samples, every, work: Work::Returns }
    }
}

/// What was measured.
#[derive(Default)]
struct Day {
    took: Vec<Duration>,
    disk: Vec<Duration>,
    grew: Vec<u64>,
    late: Vec<Duration>,
    rested: Vec<Duration>,
    longest_log: u64,
    refused: u32,
    did: BTreeMap<String, Vec<Duration>>,
}

/// Works a day at a copy of the big hub in `folder`.
pub(super) fn measure(folder: &Path, plan: &Plan) -> Result<Value> {
    let made = big_hub::at(folder, &plan.size)?;
    let path = folder.join("scan.db");
    big_hub::copy(&made, &path)?;
    let mut hub = Hub::open(&path, Box::new(SystemHost))?;
    let mut packers = packers(&mut hub, plan)?;
    // What a program does when it has just started: papers and an allocation left from the day before.
    hub.rest_fully()?;
    while hub.look_ahead()? == Rest::More {}
    let day = work(&mut hub, &mut packers, plan)?;
    drop(hub);
    big_hub::discard(&path)?;
    if day.refused * 4 > plan.samples {
        return Err(Error::internal(format!(
            "{} of {} scans were refused: that is no day's work",
            day.refused, plan.samples
        )));
    }
    Ok(report(day, &plan.size))
}

/// Packers at their benches, and what they need: runs that are announced for the one who receives, or sleeves that come back.
fn packers(hub: &mut Hub, plan: &Plan) -> Result<Vec<Packer>> {
    if plan.work == Work::Returns {
        let sleeves = hub.call("sleeves", json!({ "state": "out", "limit": plan.size.trips.1 }), None)?;
        let codes: Vec<String> = sleeves.as_array().into_iter().flatten().filter_map(code_of).collect();
        let share = codes.len().div_ceil(PACKERS).max(1);
        let packer = |(number, codes): (usize, &[String])| {
            Packer::new(format!("bench-{}", number + 1), Duty::TakeBack, codes.iter().cloned().collect())
        };
        return Ok(codes.chunks(share).enumerate().map(packer).collect());
    }
    let mut deliveries = VecDeque::new();
    for number in 0..(plan.samples / 100).clamp(1, plan.size.items) {
        let run = json!({ "creator": owner_of(number), "sku": sku(number), "expected": DELIVERED });
        hub.call("announce_run", run, None)?;
        // Items are numbered from 1 in their codes.
        deliveries.push_back(format!("I-{}", number + 1));
    }
    let duties = [Duty::None, Duty::Receive, Duty::Load];
    let packer = |(number, duty): (usize, Duty)| {
        let goods = if duty == Duty::Receive { std::mem::take(&mut deliveries) } else { VecDeque::new() };
        Packer::new(format!("bench-{}", number + 1), duty, goods)
    };
    Ok((0..PACKERS).zip(duties.into_iter().cycle()).map(packer).collect())
}

/// Every scan at its time, or at once when that has passed.
fn work(hub: &mut Hub, packers: &mut [Packer], plan: &Plan) -> Result<Day> {
    let mut day = Day::default();
    let mut growth = LogGrowth::of(hub.path())?;
    let mut yardstick = Yardstick::beside(hub.path())?;
    let count = packers.len().max(1);
    let began = Instant::now();
    for number in 0..plan.samples {
        let at = usize::try_from(number).unwrap_or_default() % count;
        let packer = packers.get_mut(at).ok_or_else(|| Error::internal("nobody works"))?;
        let view: BenchView = read(hub.call("bench", json!({ "bench": packer.bench }), None)?)?;
        let code = packer.next(&view);
        let request = json!({ "bench": packer.bench, "code": code });
        let due = began + plan.every * number;
        rest_until(hub, due, &mut day)?;
        let before = growth.mark()?;
        let started = Instant::now();
        let answer = hub.call("scan", request, Some(deed()))?;
        let took = started.elapsed();
        let after = growth.mark()?;
        let bytes = after.bytes_since(&before);
        // Halfway to the next scan, so that the disk's write too finds a processor that has just slept, as a scan does.
        rest_until(hub, due + plan.every / 2, &mut day)?;
        day.disk.push(yardstick.write(bytes)?);
        day.took.push(took);
        day.grew.push(bytes);
        day.late.push(started.saturating_duration_since(due));
        day.longest_log = day.longest_log.max(after.log_bytes());
        let answer: ScanAnswer = read(answer)?;
        day.refused += u32::from(answer.cue == Level::Stop);
        day.did.entry(answer.did.clone()).or_default().push(took);
        packer.take_in(&code, &answer);
    }
    Ok(day)
}

/// Does the waiting work as `serve` does it: piece by piece, while nobody waits. One piece is done even when the next scan
/// is due: the yardstick's write, which no hub does, has taken the time for it.
fn rest_until(hub: &mut Hub, due: Instant, day: &mut Day) -> Result<()> {
    loop {
        let began = Instant::now();
        let rest = match hub.rest()? {
            Rest::Nothing => hub.look_ahead()?,
            more => more,
        };
        day.rested.push(began.elapsed());
        let left = due.saturating_duration_since(Instant::now());
        if rest == Rest::Nothing {
            sleep(left);
        }
        if rest == Rest::Nothing || left.is_zero() {
            return Ok(());
        }
    }
}

fn report(mut day: Day, size: &Size) -> Value {
    let samples = day.took.len();
    let p99_us = percentile_us(&mut day.took, 99);
    let disk_p99_us = percentile_us(&mut day.disk, 99);
    day.grew.sort_unstable();
    let by_deed: BTreeMap<String, Value> = day
        .did
        .iter_mut()
        .map(|(did, took)| {
            let over = took.iter().filter(|took| took.as_micros() > u128::from(disk_p99_us + ALLOWED_US)).count();
            (did.clone(), json!([took.len(), percentile_us(took, 50), percentile_us(took, 99), over]))
        })
        .collect();
    let rested: Duration = day.rested.iter().sum();
    json!({
        "p50_us": percentile_us(&mut day.took, 50),
        "p99_us": p99_us,
        "disk_p50_us": percentile_us(&mut day.disk, 50),
        "disk_p99_us": disk_p99_us,
        "budget_us": disk_p99_us + ALLOWED_US,
        "ok": p99_us <= disk_p99_us + ALLOWED_US,
        "items": size.items,
        "journal_rows": size.journal_rows,
        "samples": samples,
        "refused": day.refused,
        "log_bytes_p50": day.grew.get(samples / 2),
        "log_bytes_p99": day.grew.get(samples * 99 / 100),
        "longest_log": day.longest_log,
        "rests": day.rested.len(),
        "rest_total_ms": u64::try_from(rested.as_millis()).unwrap_or(u64::MAX),
        "rest_p50_us": percentile_us(&mut day.rested, 50),
        "rest_p99_us": percentile_us(&mut day.rested, 99),
        "rest_max_us": percentile_us(&mut day.rested, 100),
        "late_p50_us": percentile_us(&mut day.late, 50),
        "late_p99_us": percentile_us(&mut day.late, 99),
        "by_deed": by_deed,
    })
}

fn code_of(sleeve: &Value) -> Option<String> {
    sleeve["code"].as_str().map(str::to_owned)
}

fn read<T: serde::de::DeserializeOwned>(answer: Value) -> Result<T> {
    serde_json::from_value(answer).map_err(|error| Error::internal(error.to_string()))
}

/// A new deed id, as every caller gives one.
fn deed() -> DeedId {
    let mut random = [0_u8; 10];
    SystemHost.random(&mut random);
    let now_ms = u64::try_from(SystemHost.now_ms()).unwrap_or_default();
    DeedId::from(Builder::from_unix_timestamp_millis(now_ms, &random).into_uuid())
}
