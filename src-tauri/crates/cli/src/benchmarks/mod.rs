//! `loopdock bench`: the budgets of a scan, of allocation and of labels (DESIGN, section 10), the first two against what the
//! same disk or the same SQL costs in the same run.
//!
//! [`scan`] hears a working day at a hub of a hundred thousand items, or sleeves that come back to it; [`allocate`] serves ten
//! thousand waiting lines. The hubs are made by [`big_hub`] through the store, row by row as the deeds would leave them, so
//! that `check` holds on them; what is measured goes through the real commands.

mod allocate;
mod bare;
mod big_hub;
mod books;
mod disk;
mod labels;
mod numbers;
mod open_orders;
mod packer;
mod past;
mod scan;
mod shelves;
#[cfg(test)]
mod tests;
mod trips;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use loopdock_hub::{Error, Result};
use serde_json::Value;
use tempfile::TempDir;

use crate::Outcome;
use crate::output::{Form, Output};

/// What can be measured.
#[derive(Subcommand, Clone, Debug)]
pub enum Bench {
    /// Scans at 100 a second, at 100,000 items and 1,000,000 journal rows, against a write to the same disk.
    Scan(Run),
    /// The same of sleeves that come back and are looked over, with 1,000,000 trips behind them.
    Returns(Run),
    /// Allocation of 10,000 lines against the bare SQL for the same rows.
    Allocate(Run),
    /// Labels of a second of processor time, and their size.
    Labels {
        /// How many, 2,400 unless said otherwise.
        #[arg(long, value_name = "N")]
        samples: Option<u32>,
    },
}

/// How to measure.
#[derive(Args, Clone, Debug)]
pub struct Run {
    /// How often: scans, 10,000 unless said otherwise, or rounds of allocation, 7.
    #[arg(long, value_name = "N")]
    pub samples: Option<u32>,
    /// Where the hub files go, and stay: a big hub that was made there before is used again. Without it they are made
    /// anew where temporary files go, which must be a real disk for the numbers to mean anything.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// Measures, and prints the numbers. The outcome is [`Outcome::No`] where a budget is not kept.
///
/// # Errors
/// When the folder can't be written, or a hub refuses what a hub must do.
pub fn bench(what: &Bench, output: &mut Output) -> Result<Outcome> {
    let report = match what {
        Bench::Scan(run) => {
            let folder = Folder::of(run)?;
            scan::measure(folder.path(), &scan::Plan::of_the_budget(run.samples))?
        }
        Bench::Returns(run) => {
            let folder = Folder::of(run)?;
            scan::measure(folder.path(), &scan::Plan::of_returns(run.samples))?
        }
        Bench::Allocate(run) => {
            let folder = Folder::of(run)?;
            allocate::measure(folder.path(), &allocate::Plan::of_the_budget(run.samples))?
        }
        Bench::Labels { samples } => labels::measure(*samples)?,
    };
    match output.form() {
        Form::Json => output.json(&report)?,
        Form::Text => table(&report, output)?,
    }
    output.flush()?;
    Ok(if report["ok"] == Value::Bool(false) { Outcome::No } else { Outcome::Done })
}

/// One number a line, for people.
fn table(report: &Value, output: &mut Output) -> Result<()> {
    for (name, value) in report.as_object().into_iter().flatten() {
        output.line(&format!("{name:<16} {value}"))?;
    }
    Ok(())
}

/// Where the hub files go: a folder that was named and stays, or one that is gone afterwards.
enum Folder {
    Kept(PathBuf),
    Passing(TempDir),
}

impl Folder {
    fn of(run: &Run) -> Result<Self> {
        let unwritable = |error: std::io::Error| Error::refused(format!("no folder for the hub files: {error}"));
        match &run.dir {
            Some(dir) => std::fs::create_dir_all(dir).map(|()| Self::Kept(dir.clone())),
            None => TempDir::with_prefix("loopdock-bench-").map(Self::Passing),
        }
        .map_err(unwritable)
    }

    fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Passing(folder) => folder.path(),
        }
    }
}

/// What the operating system refused, in one sentence.
fn refused_by_disk(path: &Path) -> impl Fn(std::io::Error) -> Error {
    move |error| Error::refused(format!("{}: {error}", path.display()))
}
