//! `loopdock bench allocate`: the command against the bare SQL for the same rows, round by round on the same file.

use std::path::Path;
use std::time::{Duration, Instant};

use loopdock_hub::{Error, Hub, Result, SystemHost};
use serde_json::{Value, json};

use super::bare::{self, Chunk};
use super::big_hub::{self, Size};
use super::numbers::median_ms;

/// What is done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    /// The hub; its waiting orders have two lines.
    pub size: Size,
    /// Rounds.
    pub rounds: u32,
}

/// Rounds unless said otherwise.
const ROUNDS: u32 = 7;

impl Plan {
    pub(super) fn of_the_budget(rounds: Option<u32>) -> Self {
        let size = Size { items: 2_000, journal_rows: 20_000, ready: 0, waiting: 5_000, trips: (0, 0) };
        Self { size, rounds: rounds.unwrap_or(ROUNDS).max(1) }
    }
}

/// Allocates on fresh copies of the hub in `folder`, the command and the bare SQL in turns.
pub(super) fn measure(folder: &Path, plan: &Plan) -> Result<Value> {
    let made = big_hub::at(folder, &plan.size)?;
    let path = folder.join("allocate.db");
    // Once for the rows that the bare side then writes; it also warms what a first time is slow for.
    big_hub::copy(&made, &path)?;
    let before = call(&path)?.1;
    let chunks = bare::rows_of(&path, before)?;
    let lines: usize = chunks.iter().map(Chunk::lines).sum();
    let wanted = usize::try_from(plan.size.waiting).unwrap_or(usize::MAX).saturating_mul(2);
    if lines != wanted {
        return Err(Error::internal(format!("{lines} lines were allocated, and {wanted} waited")));
    }
    let (mut command, mut sql) = (Vec::new(), Vec::new());
    for round in 0..plan.rounds {
        // Who goes first changes, so that neither always finds the disk as the other left it.
        for turn in [round % 2, (round + 1) % 2] {
            big_hub::copy(&made, &path)?;
            match turn {
                0 => command.push(call(&path)?.0),
                _ => sql.push(bare::write(&path, &chunks)?),
            }
        }
    }
    big_hub::discard(&path)?;
    let (ms, bare_sql_ms) = (median_ms(&mut command), median_ms(&mut sql));
    Ok(json!({
        "lines": lines,
        "ms": ms,
        "bare_sql_ms": bare_sql_ms,
        "ratio": (ms / bare_sql_ms * 100.0).round() / 100.0,
        "ok": ms <= 2.0 * bare_sql_ms,
        "rounds": plan.rounds,
        "commits": chunks.len(),
    }))
}

/// The command, from call to answer; answers also with the journal's end before it.
fn call(path: &Path) -> Result<(Duration, i64)> {
    let mut hub = Hub::open(path, Box::new(SystemHost))?;
    let before = hub.seq()?;
    let began = Instant::now();
    hub.call("allocate", json!({}), None)?;
    Ok((began.elapsed(), before))
}
