//! A few threads that only look. Each has the file open read-only, so that a long report never waits for the writer, nor
//! the writer for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use loopdock_hub::{Error, HubReader, JournalLine, Result};
use serde_json::Value;
use tokio::sync::oneshot;

use crate::lanes::{Lane, Lanes, Next, Patience};

/// So many look at the file at a time: two screens' reports, and the short reads of events slip in between.
const READERS: usize = 2;

/// What a reader is asked to look up.
enum Look {
    Call { name: String, request: Value, answer: oneshot::Sender<Result<Value>> },
    Journal { after: i64, limit: u32, answer: oneshot::Sender<Result<Vec<JournalLine>>> },
}

/// The way to the threads.
pub(crate) struct Readers {
    lanes: Arc<Lanes<Look>>,
}

impl Readers {
    /// Opens the file for each of them and starts them.
    pub(crate) fn start(file: &Path) -> Result<(Self, Vec<JoinHandle<()>>)> {
        let readers = Self { lanes: Arc::new(Lanes::new()) };
        let mut threads = Vec::with_capacity(READERS);
        for number in 1..=READERS {
            let reader = HubReader::open(file)?;
            let lanes = Arc::clone(&readers.lanes);
            let thread = std::thread::Builder::new()
                .name(format!("hub reader {number}"))
                .spawn(move || work(&reader, &lanes))
                .map_err(|error| Error::internal(format!("a reading thread could not be started: {error}")))?;
            threads.push(thread);
        }
        Ok((readers, threads))
    }

    /// Asks for a command that only reads.
    pub(crate) fn call(&self, name: &str, request: Value) -> oneshot::Receiver<Result<Value>> {
        let (answer, answered) = oneshot::channel();
        let _ = self.lanes.put(Lane::Patient, Look::Call { name: name.to_owned(), request, answer });
        answered
    }

    /// Asks for at most `limit` journal lines after seq `after`.
    pub(crate) fn journal_after(&self, after: i64, limit: u32) -> oneshot::Receiver<Result<Vec<JournalLine>>> {
        let (answer, answered) = oneshot::channel();
        let _ = self.lanes.put(Lane::Urgent, Look::Journal { after, limit, answer });
        answered
    }

    /// Takes in no more; the threads end after what was asked before.
    pub(crate) fn end(&self) {
        self.lanes.close();
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.end();
    }
}

fn work(reader: &HubReader, lanes: &Lanes<Look>) {
    while let Next::Task(look) = lanes.next(Patience::Endless) {
        // A report that fails badly costs its own answer (the sender is dropped), and not the thread that others need.
        let _ = catch_unwind(AssertUnwindSafe(|| look_up(reader, look)));
    }
}

fn look_up(reader: &HubReader, look: Look) {
    match look {
        Look::Call { name, request, answer } => {
            let _ = answer.send(reader.call(&name, request));
        }
        Look::Journal { after, limit, answer } => {
            let _ = answer.send(reader.journal_after(after, limit));
        }
    }
}
