//! Having papers sent. A printer gets one at a time, the oldest first, on a thread of its own; what came of it is noted between
//! scans. A printer that takes nothing is tried again later and later, and at once when something new is printed.
//!
//! Before a printer is sent a paper, the file says so: where this program ends meanwhile, nobody knows whether it was printed, a
//! person is asked, and it is not sent again by itself. A folder needs none of that: the same file takes its own place.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use loopdock_domain::{PrintJobId, PrinterId};
use loopdock_store::{Fate, PrintJob, PrintState, PrinterWay, Read};

use super::couriers::{Couriers, Flight, Landing, Resting};
use super::made::{self, Made, where_to};
use super::{Destination, Document, folder_of};
use crate::error::Result;
use crate::host::{Address, Handed, Outgoing, Printers, Spooled};
use crate::hub::{Hub, Rest};

/// A printer that took nothing is tried again after so long, then after twice as long, and so on.
const FIRST_PAUSE_MS: i64 = 2_000;

/// At the latest.
const LONGEST_PAUSE_MS: i64 = 300_000;

/// How often the system is asked about papers in its own queue.
const LOOK_AFTER_MS: i64 = 3_000;

/// A folder has a paper at once, so that whoever does the next thing finds it there; only one that is slow is not waited for.
const A_FOLDER_TAKES: Duration = Duration::from_millis(50);

/// Does one piece of what is to be done for papers.
pub(crate) fn step(hub: &mut Hub) -> Result<Rest> {
    if let Some(landing) = hub.couriers_mut().next_landing() {
        let noted = match landing.clone() {
            Landing::Paper(job, handed) => note_handed(hub, job, handed),
            Landing::LookedAfter(fates) => note_looked_after(hub, fates),
        };
        if noted.is_err() {
            // A full disk: what came of the paper is noted when there is room.
            hub.couriers_mut().landed.insert(0, landing);
        }
        return noted.map(|()| Rest::More);
    }
    find_the_lost(hub)?;
    look_after(hub)?;
    send_next(hub)
}

/// How long until a printer is tried again or the system is asked, where something waits for that.
pub(crate) fn try_again_in(hub: &mut Hub) -> Result<Option<Duration>> {
    let now_ms = hub.host().now_ms();
    let is_sent = hub.view().read.print_jobs_under_way()?.iter().any(|job| job.spooled.is_some());
    let waits = !hub.view().read.queued_print_jobs()?.is_empty();
    let couriers = hub.couriers_mut();
    let look = (is_sent && !couriers.is_looking_after).then_some(couriers.looked_after_ms + LOOK_AFTER_MS);
    // Whose time has come meanwhile is looked at soon; it may also be that nothing waits for it.
    let soon = |until_ms: i64| until_ms.max(now_ms + FIRST_PAUSE_MS / 2);
    let tries = couriers.resting.values().map(|resting| soon(resting.until_ms)).filter(|_| waits);
    let next = tries.chain(look).min();
    Ok(next.map(|at_ms| Duration::from_millis(u64::try_from(at_ms - now_ms).unwrap_or(0).min(LONGEST_PAUSE_MS as u64))))
}

/// Notes what became of a paper, unless it was withdrawn meanwhile.
fn note_fate(hub: &mut Hub, id: PrintJobId, fate: &Fate) -> Result<()> {
    let job = hub.view().read.print_job(id)?;
    let Some(job) = job.filter(is_expected) else { return Ok(()) };
    if (job.state, &job.message) == (fate.state, &fate.message) {
        return Ok(());
    }
    hub.deed(None, None, "print", |doing| {
        doing.note("job", id);
        doing.note("state", fate.state);
        Ok(doing.write.note_fate(id, fate)?)
    })
}

/// Whether something may still become of it: it was not withdrawn or taken back meanwhile.
fn is_expected(job: &PrintJob) -> bool {
    matches!(job.state, PrintState::Queued | PrintState::Sending | PrintState::Sent | PrintState::Stopped)
}

/// Papers that nobody is sending any more: this program was ended meanwhile, or what had withdrawn them was taken back.
fn find_the_lost(hub: &mut Hub) -> Result<()> {
    for job in hub.view().read.print_jobs_under_way()? {
        if job.state == PrintState::Sending && !hub.couriers_mut().flights.contains_key(&job.id) {
            let message = "Loopdock did not see what the printer did with it.".to_owned();
            note_fate(hub, job.id, &Fate { state: PrintState::Unsure, message, printer: None, spooled: None })?;
        }
    }
    Ok(())
}

fn note_handed(hub: &mut Hub, id: PrintJobId, handed: Handed) -> Result<()> {
    let Some(Flight { printer, remarks, sheet }) = hub.couriers_mut().flights.get(&id).cloned() else { return Ok(()) };
    // It may have been taken away meanwhile.
    let known = hub.view().read.printer(printer)?.map(|printer| printer.id);
    let fate = |state, message, spooled| Fate { state, message, printer: known, spooled };
    let fate = match handed {
        Handed::Printed => fate(PrintState::Done, remarks, None),
        Handed::Spooled(spooled) => fate(PrintState::Sent, remarks, Some(spooled)),
        Handed::NotTaken(why) => fate(PrintState::Queued, why, None),
        Handed::Unsure(why) => fate(PrintState::Unsure, why, None),
    };
    // Labels that may lie on a sheet are taken: nothing is printed over them.
    let sheet = sheet.filter(|_| fate.state != PrintState::Queued).zip(known);
    let job = hub.view().read.print_job(id)?.filter(is_expected);
    let is_news = job.is_some_and(|job| (job.state, &job.message) != (fate.state, &fate.message));
    // Of a paper that was withdrawn meanwhile the labels lie there all the same.
    if is_news || sheet.is_some() {
        hub.deed(None, None, "print", |doing| {
            doing.note("job", id);
            if is_news {
                doing.note("state", fate.state);
                doing.write.note_fate(id, &fate)?;
            }
            if let Some(((size, next), printer)) = sheet {
                doing.note("sheet", size);
                doing.note("next", next);
                doing.write.set_sheet_begin(printer, size, next)?;
            }
            Ok(())
        })?;
    }
    if fate.state == PrintState::Queued {
        rest_printer(hub, printer)?;
    } else {
        hub.couriers_mut().resting.remove(&printer);
    }
    hub.couriers_mut().flights.remove(&id);
    Ok(())
}

/// The printer took nothing: it is left alone for a while.
fn rest_printer(hub: &mut Hub, printer: PrinterId) -> Result<()> {
    let now_ms = hub.host().now_ms();
    let newest = hub.view().read.queued_print_jobs()?.last().map_or(0, |job| job.number);
    let resting = &mut hub.couriers_mut().resting;
    let pause_ms = resting.get(&printer).map_or(FIRST_PAUSE_MS, |last| (last.pause_ms * 2).min(LONGEST_PAUSE_MS));
    resting.insert(printer, Resting { until_ms: now_ms + pause_ms, pause_ms, newest });
    Ok(())
}

/// Asks the system about the papers in its own queue.
fn look_after(hub: &mut Hub) -> Result<()> {
    let under_way = hub.view().read.print_jobs_under_way()?;
    let sent: Vec<(PrintJobId, String)> =
        under_way.into_iter().filter_map(|job| job.spooled.map(|spooled| (job.id, spooled))).collect();
    if sent.is_empty() {
        return Ok(());
    }
    let now_ms = hub.host().now_ms();
    let couriers = hub.couriers_mut();
    // A clock that was put back must not keep anybody waiting.
    if couriers.is_looking_after || (0..LOOK_AFTER_MS).contains(&(now_ms - couriers.looked_after_ms)) {
        return Ok(());
    }
    couriers.looked_after_ms = now_ms;
    let broken = Landing::LookedAfter(Vec::new());
    let ask = move |printers: &dyn Printers| {
        let fates = sent.into_iter().map(|(job, spooled)| (job, printers.look_after(&spooled)));
        Landing::LookedAfter(fates.collect())
    };
    // Where no thread can be had, it is asked again later.
    couriers.is_looking_after = couriers.beside("papers in the queue", broken, ask).is_ok();
    Ok(())
}

fn note_looked_after(hub: &mut Hub, fates: Vec<(PrintJobId, Spooled)>) -> Result<()> {
    hub.couriers_mut().is_looking_after = false;
    for (id, became) in fates {
        let Some(job) = hub.view().read.print_job(id)? else { continue };
        let (state, message) = match became {
            Spooled::Printed => (PrintState::Done, job.remarks().to_owned()),
            Spooled::GivenUp(why) => (PrintState::Failed, why),
            Spooled::Unknown => (PrintState::Unsure, "The printing system does not know it any more.".to_owned()),
            // The remarks stay behind it, on a line of their own, for when it goes on.
            Spooled::Waits(why) if !why.is_empty() => {
                (PrintState::Stopped, format!("{}\n{}", why.replace('\n', " "), job.remarks()))
            }
            Spooled::Waits(_) if job.state == PrintState::Stopped => (PrintState::Sent, job.remarks().to_owned()),
            Spooled::Waits(_) | Spooled::NoAnswer(_) => continue,
        };
        note_fate(hub, id, &Fate { state, message, printer: None, spooled: job.spooled })?;
    }
    Ok(())
}

/// Sends the oldest paper whose printer is free.
fn send_next(hub: &mut Hub) -> Result<Rest> {
    let rests = !hub.couriers_mut().resting.is_empty();
    let now_ms = if rests { hub.host().now_ms() } else { 0 };
    let queued = hub.view().read.queued_print_jobs()?;
    let newest = queued.last().map_or(0, |job| job.number);
    let mut known = Known::default();
    for job in queued {
        if hub.couriers_mut().flights.contains_key(&job.id) {
            continue;
        }
        let to = match known.where_to(&hub.view().read, &job) {
            Ok(Some(to)) => to,
            Ok(None) => {
                let message = "Settings say that it is not printed.".to_owned();
                note_fate(hub, job.id, &Fate { state: PrintState::Withdrawn, message, printer: None, spooled: None })?;
                return Ok(Rest::More);
            }
            Err(error) => return cannot(hub, &job, error.message),
        };
        if !is_free(hub.couriers_mut(), to.printer.id, newest, now_ms) {
            continue;
        }
        // A text or a font that broke what lays papers out would break it again at every start.
        let laid_out = catch_unwind(AssertUnwindSafe(|| made::made(&hub.view(), &job, to)));
        return match laid_out {
            Ok(Ok(paper)) => send(hub, &job, paper),
            Ok(Err(error)) => cannot(hub, &job, error.message),
            Err(_) => cannot(hub, &job, "What lays papers out broke at this one. Please report it.".to_owned()),
        };
    }
    Ok(Rest::Nothing)
}

/// Where the documents of benches go: hundreds may wait for the same printer, and a scan waits meanwhile.
#[derive(Default)]
struct Known(HashMap<(String, &'static str), Option<Destination>>);

impl Known {
    fn where_to(&mut self, read: &Read<'_>, job: &PrintJob) -> Result<Option<Destination>> {
        let document = Document::of(job)?;
        if matches!(document, Document::Trial { .. }) {
            return where_to(read, &job.bench, &document);
        }
        let key = (job.bench.clone(), document.kind()?.name());
        if let Some(known) = self.0.get(&key) {
            return Ok(known.clone());
        }
        let to = where_to(read, &job.bench, &document)?;
        self.0.insert(key, to.clone());
        Ok(to)
    }
}

fn is_free(couriers: &Couriers, printer: PrinterId, newest: i64, now_ms: i64) -> bool {
    let flies = couriers.flights.values().any(|flight| flight.printer == printer);
    let rests = couriers.resting.get(&printer).is_some_and(|resting| {
        // A clock that was put back must not keep a printer waiting.
        let left_ms = resting.until_ms - now_ms;
        (1..=resting.pause_ms).contains(&left_ms) && newest <= resting.newest
    });
    !flies && !rests
}

/// A paper that can't be made: it is not tried again by itself.
fn cannot(hub: &mut Hub, job: &PrintJob, message: String) -> Result<Rest> {
    note_fate(hub, job.id, &Fate { state: PrintState::Failed, message, printer: None, spooled: None })?;
    Ok(Rest::More)
}

fn send(hub: &mut Hub, job: &PrintJob, made: Made) -> Result<Rest> {
    let printer = made.to.printer.clone();
    if printer.way != PrinterWay::Folder {
        let fate =
            Fate { state: PrintState::Sending, message: job.message.clone(), printer: Some(printer.id), spooled: None };
        note_fate(hub, job.id, &fate)?;
    }
    let flight = Flight {
        printer: printer.id,
        remarks: made.remarks(),
        sheet: made.next_label().map(|next| (made.to.size.name, next)),
    };
    let id = job.id;
    let outgoing = outgoing(made, hub.path());
    let couriers = hub.couriers_mut();
    let broken = Landing::Paper(id, Handed::Unsure("what sends papers broke while it was sent".to_owned()));
    let send = move |printers: &dyn Printers| Landing::Paper(id, printers.send(&outgoing));
    let started = couriers.beside(&format!("paper to {}", printer.name), broken, send);
    couriers.flights.insert(id, flight);
    if printer.way == PrinterWay::Folder {
        couriers.wait_for(A_FOLDER_TAKES);
    }
    if let Err(error) = started {
        couriers.landed.push(Landing::Paper(id, Handed::NotTaken(error.to_string())));
    }
    Ok(Rest::More)
}

fn outgoing(made: Made, hub: &Path) -> Outgoing {
    let prints_from = made.prints_from();
    let printer = &made.to.printer;
    let address = match (folder_of(printer, hub), printer.way) {
        (Some(folder), _) => Address::Folder(folder),
        (None, PrinterWay::Network) => Address::Network(printer.address.clone()),
        (None, _) => Address::System(printer.address.clone()),
    };
    Outgoing {
        address,
        prints_from,
        options: made.options(),
        name: made.name,
        bytes: made.paper.files.into_iter().next().unwrap_or_default(),
    }
}
