//! The threads that send papers, one a printer at a time, and what came of each.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use loopdock_domain::{PrintJobId, PrinterId};

use crate::host::{Handed, Printers, Spooled};

/// What is called when a paper has landed.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// The papers that are being sent.
pub(crate) struct Couriers {
    printers: Arc<dyn Printers>,
    pub(super) flights: HashMap<PrintJobId, Flight>,
    pub(super) resting: HashMap<PrinterId, Resting>,
    pub(super) is_looking_after: bool,
    pub(super) looked_after_ms: i64,
    landings: (Sender<Landing>, Receiver<Landing>),
    pub(super) landed: Vec<Landing>,
    wake: Option<Wake>,
}

/// A paper that is being sent.
#[derive(Clone)]
pub(super) struct Flight {
    pub printer: PrinterId,
    /// What its job remembers once it is taken.
    pub remarks: String,
    /// Of a sheet of labels: its size, and the first label that is free after it.
    pub sheet: Option<(&'static str, u32)>,
}

/// A printer that took nothing.
pub(super) struct Resting {
    pub until_ms: i64,
    pub pause_ms: i64,
    /// The newest paper that waited then: one that is newer is a reason to try again.
    pub newest: i64,
}

/// What came of something that was done beside the hub.
#[derive(Clone)]
pub(super) enum Landing {
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
    pub(super) fn wait_for(&mut self, time: Duration) {
        self.landed.extend(self.landings.1.recv_timeout(time));
    }

    /// Every printer is tried again now.
    pub(crate) fn wake_printers(&mut self) {
        self.resting.clear();
    }

    pub(super) fn next_landing(&mut self) -> Option<Landing> {
        if self.landed.is_empty() { self.landings.1.try_recv().ok() } else { Some(self.landed.remove(0)) }
    }

    /// Does something beside the hub, and has it landed when it is done; `broken` lands where the work itself broke.
    pub(super) fn beside(
        &self,
        name: &str,
        broken: Landing,
        work: impl FnOnce(&dyn Printers) -> Landing + Send + 'static,
    ) -> std::io::Result<()> {
        let (printers, landings, wake) = (Arc::clone(&self.printers), self.landings.0.clone(), self.wake.clone());
        let run = move || {
            // A hub that was closed meanwhile finds it unsure when it is opened again.
            let landing = catch_unwind(AssertUnwindSafe(|| work(printers.as_ref()))).unwrap_or(broken);
            let _ = landings.send(landing);
            if let Some(wake) = wake {
                wake();
            }
        };
        std::thread::Builder::new().name(name.to_owned()).spawn(run).map(|_| ())
    }
}
