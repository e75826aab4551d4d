//! Documents that wait for a printer, in the deed's own transaction.

use rusqlite::params;

use loopdock_domain::{PrintJobId, PrinterId, words};

use crate::row::Columns;
use crate::{Part, Read, Result, Write};

words! {
    /// Where a print job is.
    PrintState {
        /// Waits. Where the printer did not take it, the message says why, and it is sent again.
        Queued = "queued",
        /// Is being sent to the printer.
        Sending = "sending",
        /// The system's own queue has it.
        Sent = "sent",
        /// The system's own queue has it, and its printer does not print; the message says why.
        Stopped = "stopped",
        /// It was printed, or is in its folder.
        Done = "done",
        /// It can't be printed, or the system gave it up; the message says why. It is not sent again by itself.
        Failed = "failed",
        /// Nobody knows whether it was printed: a person is asked, and it is not sent again by itself.
        Unsure = "unsure",
        /// Somebody withdrew it before it was printed, or Settings say that it is not printed.
        Withdrawn = "withdrawn",
        /// Its deed was taken back, its parcel opened again, or it was asked for once more.
        Voided = "voided",
    }
}

/// A document to print, by what it is about; the content is looked up when it is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrintJob {
    /// Its id.
    pub id: PrintJobId,
    /// Its short number.
    pub number: i64,
    /// The deed that asked for it.
    pub journal: i64,
    /// Which document.
    pub document: String,
    /// What it is about, as JSON of ids and numbers.
    pub subject: String,
    /// Where it is.
    pub state: PrintState,
    /// What the printer said, or the file's name; of one that is stopped both, a line each.
    pub message: String,
    /// The bench that it was asked for at; empty for the office.
    pub bench: String,
    /// How many of the same were printed before it: a copy says so.
    pub copy: u32,
    /// The printer that it was last sent to.
    pub printer: Option<PrinterId>,
    /// What the system's own queue calls it.
    pub spooled: Option<String>,
}

impl PrintJob {
    /// Its message as people are told it: of one that is stopped only why it is.
    #[must_use]
    pub fn told(&self) -> &str {
        if self.state == PrintState::Stopped { self.stopped().0 } else { &self.message }
    }

    /// What was remarked when it was sent: its file's name, and what could not be printed as it was asked.
    #[must_use]
    pub fn remarks(&self) -> &str {
        if self.state == PrintState::Stopped { self.stopped().1 } else { &self.message }
    }

    fn stopped(&self) -> (&str, &str) {
        self.message.split_once('\n').unwrap_or((&self.message, ""))
    }
}

/// What became of a paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fate {
    /// Where it is now.
    pub state: PrintState,
    /// What the printer said, or the file's name.
    pub message: String,
    /// The printer that it was sent to; none leaves what was noted before.
    pub printer: Option<PrinterId>,
    /// What the system's own queue calls it.
    pub spooled: Option<String>,
}

fn to_job(row: &rusqlite::Row<'_>) -> Result<PrintJob> {
    Ok(PrintJob {
        id: row.id("id")?,
        number: row.int("number")?,
        journal: row.int("journal")?,
        document: row.text("document")?,
        subject: row.text("subject")?,
        state: row.word("state")?,
        message: row.text("message")?,
        bench: row.text("bench")?,
        copy: row.count("copy")?,
        printer: row.maybe_id("printer")?,
        spooled: row.get("spooled")?,
    })
}

impl Read<'_> {
    /// The jobs that wait, the oldest first.
    pub fn queued_print_jobs(&self) -> Result<Vec<PrintJob>> {
        self.rows("SELECT * FROM print_job WHERE state = 'queued' ORDER BY number", [], to_job)
    }

    /// The jobs that are being sent, or that the system's own queue has.
    pub fn print_jobs_under_way(&self) -> Result<Vec<PrintJob>> {
        self.rows("SELECT * FROM print_job WHERE state IN ('sending', 'sent', 'stopped') ORDER BY number", [], to_job)
    }

    /// The jobs whose printer took nothing, or does not print, the oldest first.
    pub fn print_jobs_held_up(&self) -> Result<Vec<PrintJob>> {
        let mut held = self.queued_print_jobs()?;
        held.retain(|job| !job.message.is_empty());
        // One that is tried again meanwhile is held up all the same.
        let is_held = |job: &PrintJob| {
            job.state == PrintState::Stopped || (job.state == PrintState::Sending && !job.message.is_empty())
        };
        held.extend(self.print_jobs_under_way()?.into_iter().filter(is_held));
        Ok(held)
    }

    /// A job by its short number.
    pub fn print_job_numbered(&self, number: i64) -> Result<Option<PrintJob>> {
        self.row("SELECT * FROM print_job WHERE number = ?1", params![number], to_job)
    }

    /// A job by its id.
    pub fn print_job(&self, id: PrintJobId) -> Result<Option<PrintJob>> {
        self.row("SELECT * FROM print_job WHERE id = ?1", params![id.uuid()], to_job)
    }

    /// The jobs in `state`, or in any, the newest first.
    pub fn print_jobs(&self, state: Option<PrintState>, part: Part) -> Result<Vec<PrintJob>> {
        // The word itself stands in the query, so that SQLite sees which index holds such jobs.
        let only = state.map(|state| format!("WHERE state = '{state}'")).unwrap_or_default();
        let sql = format!("SELECT * FROM print_job {only} ORDER BY number DESC LIMIT ?1 OFFSET ?2");
        self.rows(&sql, params![part.limit, part.offset], to_job)
    }

    /// How many jobs are in `state`, or in any.
    pub fn count_print_jobs(&self, state: Option<PrintState>) -> Result<i64> {
        let only = state.map(|state| format!("WHERE state = '{state}'")).unwrap_or_default();
        self.number(&format!("SELECT count(*) FROM print_job {only}"), [])
    }

    /// The jobs about `subject`, also those that are void.
    pub fn print_jobs_ever_about(&self, subject: &str) -> Result<Vec<PrintJob>> {
        self.rows("SELECT * FROM print_job WHERE subject = ?1 ORDER BY number", params![subject], to_job)
    }

    /// The jobs of the deed at `journal`.
    pub fn print_jobs_of(&self, journal: i64) -> Result<Vec<PrintJob>> {
        self.rows("SELECT * FROM print_job WHERE journal = ?1 ORDER BY number", params![journal], to_job)
    }

    /// The jobs about `subject` that are not voided.
    pub fn print_jobs_about(&self, subject: &str) -> Result<Vec<PrintJob>> {
        let sql = "SELECT * FROM print_job WHERE subject = ?1 AND state <> 'voided' ORDER BY number";
        self.rows(sql, params![subject], to_job)
    }
}

impl Write<'_> {
    /// Queues a document.
    pub fn insert_print_job(&self, job: &PrintJob) -> Result<()> {
        self.run(
            "INSERT INTO print_job (id, number, journal, document, subject, state, message, bench, copy, printer, spooled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                job.id.uuid(),
                job.number,
                job.journal,
                job.document,
                job.subject,
                job.state.as_str(),
                job.message,
                job.bench,
                job.copy,
                job.printer.map(PrinterId::uuid),
                job.spooled
            ],
        )?;
        Ok(())
    }

    /// Notes where a job is now.
    pub fn set_print_job(&self, id: PrintJobId, state: PrintState, message: &str) -> Result<()> {
        self.run(
            "UPDATE print_job SET state = ?2, message = ?3 WHERE id = ?1",
            params![id.uuid(), state.as_str(), message],
        )?;
        Ok(())
    }

    /// Notes what became of a job at its printer.
    pub fn note_fate(&self, id: PrintJobId, fate: &Fate) -> Result<()> {
        self.run(
            "UPDATE print_job SET state = ?2, message = ?3, printer = coalesce(?4, printer), spooled = ?5 WHERE id = ?1",
            params![id.uuid(), fate.state.as_str(), fate.message, fate.printer.map(PrinterId::uuid), fate.spooled],
        )?;
        Ok(())
    }
}
