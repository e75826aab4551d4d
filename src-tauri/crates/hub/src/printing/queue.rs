//! Having papers sent. A printer gets one at a time, the oldest first, on a thread of its own; what came of it is noted between
//! scans. A printer that takes nothing is tried again later and later, and at once when there is something new for it.
//!
//! Before a printer is sent a paper, the file says so: where this program ends meanwhile, nobody knows whether it was printed, a
//! person is asked, and it is not sent again by itself. A folder needs none of that: the same file takes its own place.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use loopdock_domain::{PrintJobId, PrinterId};
use loopdock_store::{Fate, PrintJob, PrintState, PrinterWay};

use super::made::{self, Made, where_to};
use super::{Document, folder_of};
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

/// What is called when a paper has landed.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// The papers that are being sent.
pub(crate) struct Couriers {
    printers: Arc<dyn Printers>,
    flights: HashMap<PrintJobId, Flight>,
    resting: HashMap<PrinterId, Resting>,
    is_looking_after: bool,
    looked_after_ms: i64,
    /// Whether papers that an earlier program was sending are told from those of this one.
    knows_the_lost: bool,
    landings: (Sender<Landing>, Receiver<Landing>),
    landed: Vec<Landing>,
    wake: Option<Wake>,
}

/// A paper that is being sent.
struct Flight {
    printer: PrinterId,
    remarks: String,
    /// Of a sheet of labels: its size, and the first label that is free after it.
    sheet: Option<(&'static str, u32)>,
}

/// A printer that took nothing.
struct Resting {
    until_ms: i64,
    pause_ms: i64,
    /// The newest paper that waited then: one that is newer is a reason to try again.
    newest: i64,
}

/// What came of something that was done beside the hub.
enum Landing {
    Paper(PrintJobId, Handed),
    LookedAfter(Vec<(PrintJobId, Spooled)>),
}

impl Couriers {
    pub(crate) fn new(printers: Arc<dyn Printers>) -> Self {
        Self {
            printers,
            flights: HashMap::new(),
            resting: HashMap::new(),
            is_looking_after: false,
            looked_after_ms: 0,
            knows_the_lost: false,
            landings: mpsc::channel(),
            landed: Vec::new(),
            wake: None,
        }
    }

    /// From now on `wake` is called whenever a paper has landed.
    pub(crate) fn wake_with(&mut self, wake: Wake) {
        self.wake = Some(wake);
    }

    /// Whether papers are being sent.
    pub(crate) fn has_flights(&self) -> bool {
        !self.flights.is_empty()
    }

    /// Waits until a paper has landed, or the system has answered; false where nothing is under way.
    pub(crate) fn wait(&mut self) -> bool {
        if !self.has_flights() && !self.is_looking_after {
            return false;
        }
        // Never fails: this side keeps a sender.
        self.landed.extend(self.landings.1.recv());
        true
    }

    /// Waits so long at most until a paper has landed.
    fn wait_for(&mut self, time: Duration) {
        self.landed.extend(self.landings.1.recv_timeout(time));
    }

    /// Every printer is tried again now.
    pub(crate) fn wake_printers(&mut self) {
        self.resting.clear();
    }

    fn next_landing(&mut self) -> Option<Landing> {
        if self.landed.is_empty() { self.landings.1.try_recv().ok() } else { Some(self.landed.remove(0)) }
    }

    /// Does something beside the hub, and has it landed when it is done.
    fn beside(&self, name: &str, work: impl FnOnce(&dyn Printers) -> Landing + Send + 'static) -> std::io::Result<()> {
        let (printers, landings, wake) = (Arc::clone(&self.printers), self.landings.0.clone(), self.wake.clone());
        let run = move || {
            // A hub that was closed meanwhile finds it unsure when it is opened again.
            let _ = landings.send(work(printers.as_ref()));
            if let Some(wake) = wake {
                wake();
            }
        };
        std::thread::Builder::new().name(name.to_owned()).spawn(run).map(|_| ())
    }
}

/// Does one piece of what is to be done for papers.
pub(crate) fn step(hub: &mut Hub) -> Result<Rest> {
    if let Some(landing) = hub.couriers_mut().next_landing() {
        match landing {
            Landing::Paper(job, handed) => note_handed(hub, job, handed)?,
            Landing::LookedAfter(fates) => note_looked_after(hub, fates)?,
        }
        return Ok(Rest::More);
    }
    if !hub.couriers_mut().knows_the_lost {
        find_the_lost(hub)?;
        hub.couriers_mut().knows_the_lost = true;
    }
    look_after(hub)?;
    send_next(hub)
}

/// How long until a printer is tried again or the system is asked, where something waits for that.
pub(crate) fn try_again_in(hub: &mut Hub) -> Result<Option<Duration>> {
    let now_ms = hub.host().now_ms();
    let is_sent = hub.view().read.print_jobs_under_way()?.iter().any(|job| job.state == PrintState::Sent);
    let waits = !hub.view().read.print_jobs_held_up()?.is_empty();
    let couriers = hub.couriers_mut();
    let look = (is_sent && !couriers.is_looking_after).then_some(couriers.looked_after_ms + LOOK_AFTER_MS);
    // Whose time has come was tried by now, or nothing waits for it.
    let tries =
        couriers.resting.values().map(|resting| resting.until_ms).filter(|until_ms| waits && *until_ms > now_ms);
    let next = tries.chain(look).min();
    Ok(next.map(|at_ms| Duration::from_millis(u64::try_from(at_ms - now_ms).unwrap_or(0).min(LONGEST_PAUSE_MS as u64))))
}

/// Notes what became of a paper, unless it was withdrawn meanwhile.
fn note_fate(hub: &mut Hub, id: PrintJobId, fate: &Fate) -> Result<()> {
    let job = hub.view().read.print_job(id)?;
    let expected = [PrintState::Queued, PrintState::Sending, PrintState::Sent];
    let Some(job) = job.filter(|job| expected.contains(&job.state)) else { return Ok(()) };
    if (job.state, &job.message) == (fate.state, &fate.message) {
        return Ok(());
    }
    hub.deed(None, None, "print", |doing| {
        doing.note("job", id);
        doing.note("state", fate.state);
        Ok(doing.write.note_fate(id, fate)?)
    })
}

/// Papers that an earlier program was sending when it ended.
fn find_the_lost(hub: &mut Hub) -> Result<()> {
    for job in hub.view().read.print_jobs_under_way()? {
        if job.state == PrintState::Sending {
            let message = "Loopdock was ended while it was sent.".to_owned();
            note_fate(hub, job.id, &Fate { state: PrintState::Unsure, message, printer: None, spooled: None })?;
        }
    }
    Ok(())
}

fn note_handed(hub: &mut Hub, job: PrintJobId, handed: Handed) -> Result<()> {
    let Some(flight) = hub.couriers_mut().flights.remove(&job) else { return Ok(()) };
    let Flight { printer, remarks, sheet } = flight;
    let fate = |state, message, spooled| Fate { state, message, printer: Some(printer), spooled };
    let fate = match handed {
        Handed::Printed => fate(PrintState::Done, remarks, None),
        Handed::Spooled(id) => fate(PrintState::Sent, remarks, Some(id)),
        Handed::NotTaken(why) => fate(PrintState::Queued, why, None),
        Handed::Unsure(why) => fate(PrintState::Unsure, why, None),
    };
    let is_taken = matches!(fate.state, PrintState::Done | PrintState::Sent);
    note_fate(hub, job, &fate)?;
    match fate.state {
        PrintState::Queued => rest_printer(hub, printer)?,
        _ => drop(hub.couriers_mut().resting.remove(&printer)),
    }
    match sheet {
        Some((size, next)) if is_taken => hub.deed(None, None, "sheet", |doing| {
            doing.note("size", size);
            doing.note("next", next);
            Ok(doing.write.set_sheet_begin(printer, size, next)?)
        }),
        _ => Ok(()),
    }
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
    let ask = move |printers: &dyn Printers| {
        let fates = sent.into_iter().map(|(job, spooled)| (job, printers.look_after(&spooled)));
        Landing::LookedAfter(fates.collect())
    };
    // Where no thread can be had, it is asked again later.
    couriers.is_looking_after = couriers.beside("papers in the queue", ask).is_ok();
    Ok(())
}

fn note_looked_after(hub: &mut Hub, fates: Vec<(PrintJobId, Spooled)>) -> Result<()> {
    hub.couriers_mut().is_looking_after = false;
    for (id, became) in fates {
        let Some(job) = hub.view().read.print_job(id)? else { continue };
        let (state, message) = match became {
            // What the queue does not know any more, it had long ago.
            Spooled::Printed | Spooled::Unknown => (PrintState::Done, job.message),
            Spooled::GivenUp(why) => (PrintState::Failed, why),
            Spooled::Waits(why) if !why.is_empty() => (PrintState::Sent, why),
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
    for job in queued {
        if hub.couriers_mut().flights.contains_key(&job.id) {
            continue;
        }
        let looked_up = Document::of(&job).and_then(|document| where_to(&hub.view().read, &job.bench, &document));
        let to = match looked_up {
            Ok(Some(to)) => to,
            Ok(None) => {
                let message = "It is not printed any more: Settings say so.".to_owned();
                note_fate(hub, job.id, &Fate { state: PrintState::Voided, message, printer: None, spooled: None })?;
                return Ok(Rest::More);
            }
            Err(error) => return cannot(hub, &job, error.message),
        };
        if !is_free(hub.couriers_mut(), to.printer.id, newest, now_ms) {
            continue;
        }
        return match made::made(&hub.view(), &job, to) {
            Ok(paper) => send(hub, &job, paper),
            Err(error) => cannot(hub, &job, error.message),
        };
    }
    Ok(Rest::Nothing)
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
    let started = couriers
        .beside(&format!("paper to {}", printer.name), move |printers| Landing::Paper(id, printers.send(&outgoing)));
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
