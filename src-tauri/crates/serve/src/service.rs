//! The hub as a service to shells that are many and asynchronous: one writer, a few readers, and one way to both.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use loopdock_hub::{Access, Call, Command, DeedId, Error, Hub, JournalLine, Result, commands};
use serde_json::Value;
use tokio::sync::{oneshot, watch};

use crate::readers::Readers;
use crate::writer::Writer;

/// Hears of faults that no caller is told: waiting work that failed, such as a paper that could not be printed.
pub type Notices = Arc<dyn Fn(&Error) + Send + Sync>;

/// A running hub, cheap to clone. When the last clone is dropped, the threads end and the file is let go.
#[derive(Clone)]
pub struct Service {
    threads: Arc<Threads>,
}

struct Threads {
    writer: Writer,
    readers: Readers,
    handles: Mutex<Vec<JoinHandle<()>>>,
}

impl Service {
    /// Starts the threads; `file` is the file that `hub` has open.
    ///
    /// # Errors
    /// When the file can't be opened for reading, or the system gives no threads.
    pub fn start(hub: Hub, file: &Path, notices: Notices) -> Result<Self> {
        let (readers, mut handles) = Readers::start(file)?;
        let (writer, writing) = Writer::start(hub, notices)?;
        handles.push(writing);
        Ok(Self { threads: Arc::new(Threads { writer, readers, handles: Mutex::new(handles) }) })
    }

    /// Does the command `name`. One that writes goes to the writer, with `deed` so that doing it twice does it once. A file
    /// that it brings is read before, beside the writer: no scan waits for that.
    ///
    /// # Errors
    /// Not found for a name that is no command; what the hub says otherwise.
    pub async fn call(&self, name: &str, request: Value, deed: Option<DeedId>) -> Result<Value> {
        let command = known(name)?;
        if !command.brings_a_file() {
            return self.ask(command, request, deed)?.await.map_err(|_| gone())?;
        }
        let read = tokio::task::spawn_blocking(|| Call::read(command.name, request)).await;
        let call = read.map_err(|_| Error::internal("the file could not be read to its end"))??;
        self.threads.writer.call(call, deed).await.map_err(|_| gone())?
    }

    /// As [`Service::call`], for a thread that may wait. Not to be used inside an asynchronous task.
    ///
    /// # Errors
    /// As [`Service::call`].
    pub fn call_and_wait(&self, name: &str, request: Value, deed: Option<DeedId>) -> Result<Value> {
        self.ask(known(name)?, request, deed)?.blocking_recv().map_err(|_| gone())?
    }

    fn ask(
        &self,
        command: &'static Command,
        request: Value,
        deed: Option<DeedId>,
    ) -> Result<oneshot::Receiver<Result<Value>>> {
        Ok(match command.access {
            Access::Read => self.threads.readers.call(command.name, request),
            Access::Write => self.threads.writer.call(Call::read(command.name, request)?, deed),
        })
    }

    /// At most `limit` journal lines after seq `after`, oldest first.
    ///
    /// # Errors
    /// When the file can't be read.
    pub async fn journal_after(&self, after: i64, limit: u32) -> Result<Vec<JournalLine>> {
        self.threads.readers.journal_after(after, limit).await.map_err(|_| gone())?
    }

    /// The newest journal seq that is durable, and word of every newer one. Closed when the writer has ended.
    #[must_use]
    pub fn newest(&self) -> watch::Receiver<i64> {
        self.threads.writer.newest()
    }

    /// Writes into the hub's lock where it listens, for a second program to find; `None` withdraws it.
    ///
    /// # Errors
    /// When the lock can't be written.
    pub async fn announce(&self, address: Option<String>) -> Result<()> {
        self.threads.writer.announce(address).await.map_err(|_| gone())?
    }

    /// Resolves when the writer has ended, which it does unasked only when a deed failed in a way that must not happen.
    pub async fn ended(&self) {
        let mut newest = self.newest();
        while newest.changed().await.is_ok() {}
    }

    /// Resolves when no waiting work is left (papers are printed then), or when what is left can't be done now.
    pub async fn quiet(&self) {
        // An error means that the writer has ended: nothing more will be done.
        let _ = self.threads.writer.quiet().await;
    }

    /// Ends the threads and waits for them: every answer was given and the hub file is free when this returns. Waiting
    /// work stays in the file for the next start.
    pub async fn end(&self) {
        self.threads.readers.end();
        let mut handles = std::mem::take(&mut *self.threads.handles.lock().unwrap_or_else(PoisonError::into_inner));
        let writing = handles.pop();
        // Joining blocks, and a thread that panicked has told its callers already.
        let join = |handles: Vec<JoinHandle<()>>| {
            tokio::task::spawn_blocking(move || handles.into_iter().for_each(|handle| drop(handle.join())))
        };
        // The writer closes the file last: a reader can't fold the write-ahead log into it.
        let _ = join(handles).await;
        self.threads.writer.end();
        let _ = join(Vec::from_iter(writing)).await;
    }
}

fn known(name: &str) -> Result<&'static Command> {
    let command = commands().iter().find(|command| command.name == name);
    command.ok_or_else(|| Error::not_found(format!("there is no command “{name}”; `loopdock api` lists them")))
}

fn gone() -> Error {
    Error::internal("the hub stopped before it could answer; start it again and look whether it was done")
}
