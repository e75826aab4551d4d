//! What a person does about papers: print one once more, withdraw those that wait, and say whether one came out.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use loopdock_domain::{DeedId, count, words};
use loopdock_store::{PrintJob, PrintState};

use crate::command::{Between, Empty, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;
use crate::hub::Hub;
use crate::printing::Document;

/// Which paper.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReprintRequest {
    /// The number of its print job.
    pub number: i64,
}

/// The paper that waits now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Reprinted {
    /// Which document.
    pub document: String,
}

words! {
    /// What a person saw at the printer.
    Seen {
        /// It lies there.
        Printed = "printed",
        /// Nothing came out, or not all of it.
        NotPrinted = "not_printed",
    }
}

/// Whether a paper came out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PaperSeen {
    /// The number of its print job.
    pub number: i64,
    /// What was seen.
    pub seen: Seen,
}

/// Which papers to withdraw.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithdrawPapers {
    /// The number of a print job; every one that waits unless said.
    #[serde(default)]
    pub number: Option<i64>,
}

/// What was withdrawn.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Withdrawn {
    /// How many papers.
    pub papers: u32,
}

pub(crate) fn reprint(doing: &mut Doing<'_>, request: ReprintRequest) -> Result<Reprinted> {
    let job = find::paper_numbered(&doing.read(), request.number)?;
    if matches!(job.state, PrintState::Queued | PrintState::Sending | PrintState::Sent | PrintState::Stopped) {
        return Err(Error::refused("That paper is on its way already. See that its printer is on."));
    }
    if job.state == PrintState::Unsure {
        return Err(Error::refused(
            "That paper may have come out. Look at the printer, and say so under Papers first.",
        ));
    }
    // What was not printed is asked for anew: nobody needs to hear of the old one any more.
    if matches!(job.state, PrintState::Failed | PrintState::Withdrawn) {
        doing.write.set_print_job(job.id, PrintState::Voided, &job.message)?;
    }
    let document = Document::of(&job)?;
    let printed_before = doing.read().print_jobs_ever_about(&job.subject)?.iter().filter(|job| is_out(job)).count();
    let copy = if document.is_marked_when_copied() { count(printed_before) } else { 0 };
    doing.print_asked(&document, &job.bench, copy)?;
    doing.note("of", job.id);
    Ok(Reprinted { document: job.document })
}

/// Whether it may lie somewhere, or will, so that another is a copy of it.
fn is_out(job: &PrintJob) -> bool {
    matches!(
        job.state,
        PrintState::Queued
            | PrintState::Sending
            | PrintState::Sent
            | PrintState::Stopped
            | PrintState::Done
            | PrintState::Unsure
    )
}

/// The printers are tried again: what did not come out waits for one of them.
pub(crate) fn paper_seen(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let request = read_request(request)?;
    let seen = hub.deed(deed, None, "paper_seen", |doing| note_seen(doing, request))?;
    hub.couriers_mut().wake_printers();
    serde_json::to_value(seen).map_err(|error| Error::internal(error.to_string()))
}

fn note_seen(doing: &mut Doing<'_>, request: PaperSeen) -> Result<Empty> {
    let job = find::paper_numbered(&doing.read(), request.number)?;
    if job.state != PrintState::Unsure {
        return Err(Error::refused("Nobody needs to look for that paper: it is known what became of it."));
    }
    let state = match request.seen {
        Seen::Printed => PrintState::Done,
        Seen::NotPrinted => PrintState::Queued,
    };
    doing.write.set_print_job(job.id, state, "")?;
    doing.note("job", job.id);
    doing.note("state", state);
    Ok(Empty {})
}

/// The printers are tried again: what comes next says how they are.
pub(crate) fn withdraw_papers(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let request = read_request(request)?;
    let withdrawn = hub.deed(deed, None, "withdraw_papers", |doing| withdraw(doing, request))?;
    hub.couriers_mut().wake_printers();
    serde_json::to_value(withdrawn).map_err(|error| Error::internal(error.to_string()))
}

fn withdraw(doing: &mut Doing<'_>, request: WithdrawPapers) -> Result<Withdrawn> {
    let mut jobs = doing.read().queued_print_jobs()?;
    if let Some(number) = request.number {
        jobs.retain(|job| job.number == number);
        if jobs.is_empty() {
            return Err(Error::refused("That paper does not wait any more: it can't be withdrawn."));
        }
    }
    for job in &jobs {
        doing.write.set_print_job(job.id, PrintState::Withdrawn, "Withdrawn before it was printed.")?;
    }
    let papers = count(jobs.len());
    doing.note("withdrawn", papers);
    Ok(Withdrawn { papers })
}
