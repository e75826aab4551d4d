//! The demo: a hub of three creators goes the whole way, from their exports to parcels in the van and sleeves that come
//! back, at the bench by scans alone.

mod clock;
mod goods;
mod plan;
mod returns;
mod way;

use std::path::Path;

use loopdock_hub::{Error, Result, demo};
use serde::Serialize;
use serde_json::json;

use crate::Outcome;
use crate::output::{Form, Output};

pub use clock::DemoHost;
pub use returns::Returned;
use way::{Desk, Shipped};

/// What the demo came to; the members of `demo.json` first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Summary {
    /// Orders to be shipped, by their exports.
    pub accepted: u64,
    /// Orders that were.
    pub shipped: u64,
    /// Units in their parcels.
    pub units: u64,
    /// Parcels that buyers picked up.
    pub pick_up: u64,
    /// Parcels in sleeves.
    pub with_sleeve: u64,
    /// Units left by SKU.
    pub left: std::collections::BTreeMap<String, i64>,
    /// Scans that were heard.
    pub scans: u64,
    /// The sleeves that came back.
    #[serde(flatten)]
    pub returned: Returned,
    /// Papers that were printed.
    pub papers: u64,
    /// Whether every invariant holds at the end.
    pub clean: bool,
}

/// Goes the whole way in `folder`: `hub.db` and its papers; prints what it does as it does it.
///
/// # Errors
/// When the folder holds a hub already, or a step is refused that should not be.
pub fn demo(folder: &Path, output: &mut Output) -> Result<Outcome> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Error::refused(format!("{} can't be made: {error}", folder.display())))?;
    let summary = whole_way(&folder.join("hub.db"), &mut |line| tell(output, line))?;
    let as_planned = plan::as_planned(&summary);
    match output.form() {
        Form::Json => output.json(&summary)?,
        Form::Text => {
            output.line(&format!(
                "{} of {} orders shipped in parcels of {} units; {} picked up, {} in sleeves; {} sleeves back; {} papers; {} scans",
                summary.shipped,
                summary.accepted,
                summary.units,
                summary.pick_up,
                summary.with_sleeve,
                summary.returned.taken_back,
                summary.papers,
                summary.scans
            ))?;
            output.line(if as_planned { "as planned in demo.json" } else { "NOT as planned in demo.json" })?;
            output.line(if summary.clean { "check: clean" } else { "check: BROKEN" })?;
        }
    }
    output.flush()?;
    Ok(if as_planned && summary.clean { Outcome::Done } else { Outcome::No })
}

fn tell(output: &mut Output, line: &str) -> Result<()> {
    if output.form() == Form::Text {
        output.line(line)?;
        output.flush()?;
    }
    Ok(())
}

/// Goes the whole way with the hub at `file`, which must not exist yet.
///
/// # Errors
/// When a step is refused that should not be.
pub fn whole_way(file: &Path, tell: &mut dyn FnMut(&str) -> Result<()>) -> Result<Summary> {
    let mut desk = Desk::open(file, "main")?;
    tell("A hub is set up: 288 bins, 16 totes, 120 sleeves, three creators.")?;
    demo::set_up(&mut desk.hub)?;
    desk.agree_on_sleeves()?;
    tell("Runs arrive: every item is counted onto the bench and put away.")?;
    demo::receive_everything(&mut desk.hub, &mut desk.packer)?;
    tell("Orders come in from three exports and are allocated, first come first served.")?;
    let accepted = demo::import_orders(&mut desk.hub)?;
    desk.rest()?;
    let mut shipped = Shipped::default();
    while desk.pick_a_wave()? {
        desk.pack_all_totes(&mut shipped)?;
        tell(&format!("  {} parcels packed", shipped.parcels))?;
    }
    tell("Parcels are handed over.")?;
    desk.hand_everything_over(&mut shipped)?;
    let left = desk.left()?;
    let returned = desk.sleeves_come_back(tell)?;
    desk.rest()?;
    let check = desk.call("check", json!({}))?;
    Ok(Summary {
        accepted,
        shipped: shipped.orders,
        units: shipped.units,
        pick_up: shipped.picked_up,
        with_sleeve: shipped.in_sleeves,
        left,
        scans: desk.packer.scans,
        returned,
        papers: desk.papers()?,
        clean: check.get("clean").and_then(serde_json::Value::as_bool) == Some(true),
    })
}
