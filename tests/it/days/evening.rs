//! The end of a day: whatever happened, a patient packer who does what the benches say gets everything out of the house.

use loopdock_hub::{Level, Rest, ScanAnswer};
use serde_json::json;

use super::day::Day;
use super::laws::{self, Broken};
use super::packer;
use super::plan::BENCHES;
use super::stage::text;

/// The line of the log with which an evening begins.
pub(super) const EVENING: &str = "-- evening --";

/// More scans than any piece of work needs.
const PATIENCE: u32 = 400;

/// Rounds of picking, packing and handing over; an order whose totes were taken by others may need a second one.
const ROUNDS: u32 = 6;

/// More units of everything than the day's orders ask.
const PLENTY: u32 = 500;

/// Enough for every order of a day.
const TOTES: u32 = 60;
const SLEEVES: u32 = 60;

/// Brings the day to an end: nothing held, plenty of everything, and every order out.
pub(super) fn clear(day: &mut Day) -> Result<(), Broken> {
    day.log.push(EVENING.to_owned());
    // First, so that a hand full of units finds a tote.
    day.ask("add_totes", json!({ "count": TOTES }))?;
    day.ask("register_sleeves", json!({ "count": SLEEVES }))?;
    for bench in 0..BENCHES.len() {
        finish(day, bench)?;
    }
    release(day)?;
    for item in 0..day.codes.stocked().len() {
        day.stock(item, item, PLENTY)?;
        finish(day, 0)?;
    }
    for _ in 0..ROUNDS {
        count(day)?;
        rest(day)?;
        if open(day)?.is_empty() {
            return Ok(());
        }
        round(day)?;
    }
    match open(day)?.as_slice() {
        [] => Ok(()),
        left => Err(Broken::new("everything gets out in the end", &left.join("\n"))),
    }
}

/// Counts every bin that is in doubt: nothing is promised out of it before.
fn count(day: &mut Day) -> Result<(), Broken> {
    for _ in 0..PATIENCE {
        let Some(bin) = packer::doubted_bins(day)?.into_iter().next() else { return Ok(()) };
        hear(day, 0, &bin)?;
        let counted = hear(day, 0, &format!("={PLENTY}"))?;
        if counted.did != "count_bin" {
            return Err(Broken::new("a bin in doubt can be counted", &counted.say));
        }
    }
    Err(Broken::new("the counting ends", ""))
}

/// Walks every wave, packs every tote, hands over every parcel.
fn round(day: &mut Day) -> Result<(), Broken> {
    for _ in 0..PATIENCE {
        if hear(day, 0, "NEXT")?.cue == Level::Stop {
            break;
        }
        finish(day, 0)?;
    }
    for tote in packer::full_totes(day)? {
        for bench in 0..BENCHES.len() {
            // A parcel that was begun at a bench is finished there.
            if hear(day, bench, &tote)?.cue != Level::Stop {
                finish(day, bench)?;
            }
        }
    }
    for parcel in day.list("parcels", json!({}))? {
        if hear(day, 0, &text(&parcel, "code"))?.cue != Level::Stop {
            finish(day, 0)?;
        }
    }
    for carrier in day.list("carriers", json!({}))? {
        // A handover that a bench had left is resumed.
        if hear(day, 0, &text(&carrier, "code"))?.cue != Level::Stop {
            finish(day, 0)?;
        }
    }
    release(day)
}

/// Does what the bench says first until it is idle.
fn finish(day: &mut Day, bench: usize) -> Result<(), Broken> {
    let mut last = String::new();
    for _ in 0..PATIENCE {
        let view = day.look(bench)?;
        let asked = |at: usize| view.expects.get(at).and_then(|expected| expected.code.clone());
        let code = match (view.mode.as_str(), asked(0)) {
            ("idle", _) => return Ok(()),
            // Many units of one item are typed after the first.
            ("put_away", Some(code)) if code == last => asked(1).unwrap_or(code),
            // Units that lie loose on the bench may lie there.
            ("receive", None) => "DONE".to_owned(),
            (_, Some(code)) => code,
            ("put_away", None) => day.codes.bins[0].name.clone(),
            (_, None) => "BACK".to_owned(),
        };
        let answer = hear(day, bench, &code)?;
        last = code.clone();
        if answer.cue == Level::Stop {
            let said = serde_json::to_value(&answer.said).unwrap_or_default();
            // What is left is named, and what is typed counts those that were scanned in a row before.
            if let (Some(typed), Some(counted)) = (said["typed"].as_u64(), said["counted"].as_u64()) {
                hear(day, bench, &format!("={}", typed + counted))?;
                continue;
            }
            let said = text(&said, "id");
            let law = format!("a bench takes what it asks for ({}: {said})", view.mode);
            return Err(Broken::new(&law, &format!("{}\nasked for {code}, and then: {}", view.say, answer.say)));
        }
    }
    let view = day.look(bench)?;
    Err(Broken::new(&format!("the work at a bench ends ({})", view.mode), &view.say))
}

fn hear(day: &mut Day, bench: usize, code: &str) -> Result<ScanAnswer, Broken> {
    laws::scanned(day, bench, code, None)
}

/// Lets every held order go on, else what can be sent of it, else nothing.
fn release(day: &mut Day) -> Result<(), Broken> {
    for order in packer::held(day)? {
        for how in ["release", "part", "cancel"] {
            let request = json!({ "order": order, "how": how });
            day.log.push(format!("office resolve_hold {request}"));
            if day.hub().call("resolve_hold", request, None).is_ok() {
                break;
            }
        }
    }
    Ok(())
}

/// Does all of the work that waits between scans.
pub(super) fn rest(day: &mut Day) -> Result<(), Broken> {
    while day.hub().rest().map_err(|error| Broken::new("rest rests", &error.message))? == Rest::More {}
    Ok(())
}

/// The orders that are still in the house.
fn open(day: &mut Day) -> Result<Vec<String>, Broken> {
    let orders = day.list("orders", json!({ "limit": 10_000 }))?;
    let gone = ["shipped", "cancelled", "delivered"];
    let open = orders.iter().filter(|order| !gone.contains(&text(order, "state").as_str()));
    Ok(open
        .map(|order| format!("{} is {} {}", text(order, "order"), text(order, "state"), text(order, "held")))
        .collect())
}
