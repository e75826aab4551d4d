//! The one thread that changes the hub. It hears scans before all else, also between the chunks of bulk work, and does
//! waiting work (papers, checkpoints, a chunk of an allocation) piece by piece when nobody waits, so that a scan waits
//! for one piece at most.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use loopdock_hub::{Call, DeedId, Error, Hub, Rest, Result};
use serde_json::Value;
use tokio::sync::{oneshot, watch};

use crate::lanes::{Lane, Lanes, Next, Patience};
use crate::service::Notices;

/// After waiting work failed (a full disk), it is tried again so much later.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// What the writer is asked to do.
enum Task {
    Call {
        call: Call,
        deed: Option<DeedId>,
        answer: oneshot::Sender<Result<Value>>,
    },
    Announce {
        address: Option<String>,
        done: oneshot::Sender<Result<()>>,
    },
    Quiet {
        reached: oneshot::Sender<()>,
    },
    /// There is something to do for `rest`.
    Wake,
}

/// The way to the thread.
pub(crate) struct Writer {
    lanes: Arc<Lanes<Task>>,
    newest: watch::Receiver<i64>,
}

impl Writer {
    /// Starts the thread.
    pub(crate) fn start(mut hub: Hub, notices: Notices) -> Result<(Self, JoinHandle<()>)> {
        let lanes = Arc::new(Lanes::new());
        let (publish, newest) = watch::channel(hub.seq()?);
        // Held weakly: a paper that lands when the thread has ended wakes nobody.
        let woken = Arc::downgrade(&lanes);
        hub.wake_with(move || {
            if let Some(lanes) = woken.upgrade() {
                let _ = lanes.put(Lane::Patient, Task::Wake);
            }
        });
        let desk = Desk { hub, lanes: Arc::clone(&lanes), publish, notices, last_fault: None, waiting: Vec::new() };
        let thread = std::thread::Builder::new()
            .name("hub writer".to_owned())
            .spawn(move || desk.work())
            .map_err(|error| Error::internal(format!("the hub's thread could not be started: {error}")))?;
        Ok((Self { lanes, newest }, thread))
    }

    /// Asks for a command; the answer comes through the receiver, which fails when the thread has ended.
    pub(crate) fn call(&self, call: Call, deed: Option<DeedId>) -> oneshot::Receiver<Result<Value>> {
        let lane = if call.name() == "scan" { Lane::Urgent } else { Lane::Patient };
        let (answer, answered) = oneshot::channel();
        // A closed queue drops the task, and its receiver says so.
        let _ = self.lanes.put(lane, Task::Call { call, deed, answer });
        answered
    }

    /// Writes where the hub listens into its lock, or that it no longer does.
    pub(crate) fn announce(&self, address: Option<String>) -> oneshot::Receiver<Result<()>> {
        let (done, is_done) = oneshot::channel();
        let _ = self.lanes.put(Lane::Urgent, Task::Announce { address, done });
        is_done
    }

    /// The newest journal seq that is durable; closed when the thread has ended.
    pub(crate) fn newest(&self) -> watch::Receiver<i64> {
        self.newest.clone()
    }

    /// Asks to be told when no waiting work is left, or when what is left can't be done now.
    pub(crate) fn quiet(&self) -> oneshot::Receiver<()> {
        let (reached, is_reached) = oneshot::channel();
        let _ = self.lanes.put(Lane::Patient, Task::Quiet { reached });
        is_reached
    }

    /// Takes in no more; the thread ends after what was asked before. Waiting work stays in the file.
    pub(crate) fn end(&self) {
        self.lanes.close();
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.end();
    }
}

/// What the thread has before it.
struct Desk {
    hub: Hub,
    lanes: Arc<Lanes<Task>>,
    publish: watch::Sender<i64>,
    notices: Notices,
    last_fault: Option<Error>,
    waiting: Vec<oneshot::Sender<()>>,
}

impl Desk {
    fn work(mut self) {
        let mut patience = Patience::None;
        loop {
            patience = match self.lanes.next(patience) {
                Next::Task(task) => {
                    self.perform(task);
                    Patience::None
                }
                Next::Nothing => self.rest(),
                Next::Closed => break,
            };
        }
        if let Err(error) = self.hub.announce(None) {
            self.report(error);
        }
    }

    fn perform(&mut self, task: Task) {
        let Self { hub, lanes, publish, waiting, .. } = self;
        match task {
            Task::Quiet { reached } => waiting.push(reached),
            Task::Wake => {}
            task => perform(hub, task, publish, &mut |hub| {
                while let Some(urgent) = lanes.next_urgent() {
                    // What is urgent is short: nothing overtakes it.
                    perform(hub, urgent, publish, &mut |_| ());
                }
                tell(hub, publish);
            }),
        }
    }

    /// Does one piece of waiting work, and says how long to wait for a task before the next piece.
    fn rest(&mut self) -> Patience {
        let rested = self.hub.rest();
        tell(&self.hub, &self.publish);
        if rested == Ok(Rest::More) {
            return Patience::None;
        }
        // What is at a printer is still to be noted.
        if rested.is_err() || !self.hub.is_sending() {
            for reached in self.waiting.drain(..) {
                let _ = reached.send(());
            }
        }
        let ahead = rested.and_then(|_| self.hub.look_ahead());
        match ahead.and_then(|ahead| Ok((ahead, self.hub.rests_until()?))) {
            Ok((ahead, again)) => {
                self.last_fault = None;
                match (ahead, again) {
                    (Rest::More, _) => Patience::None,
                    (Rest::Nothing, time) => Patience::For(time),
                }
            }
            Err(error) => {
                self.report(error);
                Patience::For(TRY_AGAIN)
            }
        }
    }

    /// Says what went wrong, once and not every time that it is tried again.
    fn report(&mut self, error: Error) {
        if self.last_fault.as_ref() != Some(&error) {
            (self.notices)(&error);
            self.last_fault = Some(error);
        }
    }
}

impl Drop for Desk {
    // Also when a deed panicked: those who wait are told at once, and nobody waits for a thread that is gone.
    fn drop(&mut self) {
        self.lanes.abandon();
    }
}

/// Does what was asked and answers; bulk work calls `between` after each of its chunks.
fn perform(hub: &mut Hub, task: Task, publish: &watch::Sender<i64>, between: &mut dyn FnMut(&mut Hub)) {
    // Whoever asked may have gone; the deed is done all the same.
    match task {
        Task::Call { call, deed, answer } => {
            let answered = hub.perform(call, deed, between);
            // Told first, so that whoever has an answer and then begins to follow is not told of that deed again.
            tell(hub, publish);
            let _ = answer.send(answered);
        }
        Task::Announce { address, done } => {
            let _ = done.send(hub.announce(address.as_deref()));
        }
        // Never urgent, so never heard in the middle of bulk work; where it is, there is some left to do.
        Task::Quiet { reached } => drop(reached),
        Task::Wake => {}
    }
}

/// Tells every screen the newest seq. It is read after the commit, so no event runs ahead of the disk; where it can't be
/// read, the next deed tells it.
fn tell(hub: &Hub, publish: &watch::Sender<i64>) {
    if let Ok(seq) = hub.seq() {
        publish.send_if_modified(|newest| std::mem::replace(newest, seq) != seq);
    }
}
