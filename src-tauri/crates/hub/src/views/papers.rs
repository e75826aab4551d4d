//! Papers: what was printed, what waits and what failed, and what one looks like.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::{PrintJobId, count};
use loopdock_labels::Words;
use loopdock_store::{Part, PrintJob, PrintState, Read};

use super::page::part;
use super::printers::{HeldUp, PrinterView, held_up, printer_view, size_view};
use crate::command::Empty;
use crate::error::Result;
use crate::printing::{self, Document};
use crate::view::View;
use crate::{find, names};

/// A paper.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PrintJobView {
    /// Its id.
    pub id: PrintJobId,
    /// Its short number.
    pub number: i64,
    /// Which document.
    pub document: String,
    /// What it is called, in words.
    pub title: String,
    /// What it is about: `P-7`, `W-3`, `H-2`, or nothing.
    pub about: String,
    /// The order that it is about.
    pub order: Option<String>,
    /// When it was asked for, milliseconds since the epoch.
    pub at_ms: i64,
    /// Where it is.
    pub state: PrintState,
    /// Its file, or what the printer said.
    pub message: String,
    /// The printer that it was last sent to.
    pub printer: Option<String>,
    /// How many of the same were printed before it.
    pub copy: u32,
}

/// A paper that was printed for something.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PaperView {
    /// The number of its print job.
    pub number: i64,
    /// Where it is.
    pub state: PrintState,
    /// Its file, or what the printer said.
    pub message: String,
}

/// Which papers, and which part of the list of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PapersRequest {
    /// In this state only.
    #[serde(default)]
    pub state: Option<PrintState>,
    /// Of this order's parcels, `O-12`: all of them, whatever the state.
    #[serde(default)]
    pub order: Option<String>,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A part of the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PapersView {
    /// How many there are in all.
    pub total: i64,
    /// How many wait for the printer.
    pub queued: i64,
    /// How many can't be printed.
    pub failed: i64,
    /// How many may have been printed or not: somebody must look.
    pub unsure: i64,
    /// The printers that take nothing, with how many wait for each.
    pub held_up: Vec<HeldUp>,
    /// This part of them.
    pub papers: Vec<PrintJobView>,
}

/// Which paper.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PaperRequest {
    /// The number of its print job.
    pub number: i64,
}

/// A paper to look at.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PaperShown {
    /// The paper.
    pub paper: PrintJobView,
    /// The name of its file.
    pub file: String,
    /// The PDF, as base64.
    pub pdf: String,
    /// How many pages it has.
    pub pages: u32,
    /// The printer that it goes to when it is printed once more.
    pub to: PrinterView,
    /// Its paper, in words.
    pub size: String,
    /// Characters that no font has, each with its code point: a box stands for each.
    pub missing: Vec<String>,
    /// Texts that were too long, in full: each ends in an ellipsis.
    pub cut: Vec<String>,
}

pub(crate) fn print_jobs(view: &View<'_>, _: Empty) -> Result<Vec<PrintJobView>> {
    view.read.print_jobs(None, Part::first(200))?.into_iter().map(|job| paper_view(view, job)).collect()
}

pub(crate) fn papers(view: &View<'_>, request: PapersRequest) -> Result<PapersView> {
    let (total, jobs) = match &request.order {
        Some(name) => {
            let mut jobs = Vec::new();
            for parcel in view.read.parcels_of(find::order_by_name(&view.read, name)?.id)? {
                for document in Document::of_parcel(parcel.id) {
                    jobs.extend(view.read.print_jobs_ever_about(&document.subject()?)?);
                }
            }
            jobs.sort_by_key(|job| std::cmp::Reverse(job.number));
            (i64::try_from(jobs.len()).unwrap_or(i64::MAX), jobs)
        }
        None => {
            let part = part(request.offset, request.limit);
            (view.read.count_print_jobs(request.state)?, view.read.print_jobs(request.state, part)?)
        }
    };
    Ok(PapersView {
        total,
        queued: view.read.count_print_jobs(Some(PrintState::Queued))?,
        failed: view.read.count_print_jobs(Some(PrintState::Failed))?,
        unsure: view.read.count_print_jobs(Some(PrintState::Unsure))?,
        held_up: held_up(view)?,
        papers: jobs.into_iter().map(|job| paper_view(view, job)).collect::<Result<_>>()?,
    })
}

pub(crate) fn paper(view: &View<'_>, request: PaperRequest) -> Result<PaperShown> {
    let job = find::paper_numbered(&view.read, request.number)?;
    let made = printing::preview(view, &job)?;
    Ok(PaperShown {
        paper: paper_view(view, job)?,
        pdf: STANDARD.encode(made.paper.file()),
        pages: count(made.paper.pages),
        size: size_view(view, made.to.size).title,
        to: printer_view(view, made.to.printer),
        missing: made.paper.missing_named(),
        cut: made.paper.truncated,
        file: made.name,
    })
}

/// The newest paper of that content, unless it is void.
pub(super) fn newest(read: &Read<'_>, document: &Document) -> Result<Option<PaperView>> {
    let newest = read.print_jobs_about(&document.subject()?)?.pop();
    Ok(newest.map(|job| {
        let message = job.told().to_owned();
        PaperView { number: job.number, state: job.state, message }
    }))
}

pub(super) fn paper_view(view: &View<'_>, job: PrintJob) -> Result<PrintJobView> {
    let document = Document::of(&job)?;
    let (at_ms, given) = view.read.done_at(job.journal)?.unwrap_or_default();
    let of_parcel = |id| -> Result<(String, Option<String>)> {
        // A parcel that was unpacked by UNDO is gone.
        let Some(parcel) = view.read.parcel(id)? else { return Ok((String::new(), None)) };
        let order = find::order(&view.read, parcel.order)?;
        // A void paper names the number that its parcel had when it was closed, not the one that it got since.
        let number = if job.state == PrintState::Voided { given } else { parcel.number };
        Ok((number.map(names::parcel).unwrap_or_default(), Some(names::order(order.number))))
    };
    let (about, order) = match document {
        Document::ParcelLabel { parcel }
        | Document::PackingSlip { parcel }
        | Document::ReturnSlip { parcel }
        | Document::CustomsCn22 { parcel }
        | Document::CustomsCn23 { parcel } => of_parcel(parcel)?,
        Document::DepositStatement { creator, .. } => (find::creator(&view.read, creator)?.name, None),
        Document::StaffBadge { name, .. } => (name, None),
        Document::Trial { document, .. } => (title(view, &document), None),
        Document::PickList { wave } => {
            (view.read.wave(wave)?.map(|wave| names::wave(wave.number)).unwrap_or_default(), None)
        }
        Document::Manifest { handover } => {
            let handover = view.read.handover(handover)?;
            (handover.map(|handover| names::handover(handover.number)).unwrap_or_default(), None)
        }
        Document::BatchTags { batch } => {
            (view.texts.word("document-sleeve-tag-batch", &[("number", &batch.to_string())]), None)
        }
        Document::SleeveTag { sleeve } => (names::serial(&find::sleeve(&view.read, sleeve)?.serial), None),
        Document::ItemCodes { item, .. } => (find::item(&view.read, item)?.sku, None),
        Document::CodeSheet { sheet } => (view.texts.word(&format!("sheet-{sheet}"), &[]), None),
    };
    Ok(PrintJobView {
        id: job.id,
        number: job.number,
        message: job.told().to_owned(),
        title: title(view, &job.document),
        document: job.document,
        about,
        order,
        at_ms,
        state: job.state,
        printer: job.printer.map(|id| view.read.printer(id)).transpose()?.flatten().map(|printer| printer.name),
        copy: job.copy,
    })
}

/// What a document is called, in words.
pub(super) fn title(view: &View<'_>, document: &str) -> String {
    view.texts.word(&format!("document-{}", document.replace('_', "-")), &[])
}
