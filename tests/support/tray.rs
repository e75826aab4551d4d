//! Printers that lie in a test's hands: they keep what they are sent, and answer as they are told.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use loopdock_hub::{Address, Handed, Host, Outgoing, Printers, Spooled, SystemHost, SystemPrinters};

/// The printers of a system that a test stands at. Folders are real ones.
#[derive(Debug, Default)]
pub struct PaperTray(Mutex<Tray>);

#[derive(Debug, Default)]
struct Tray {
    came: Vec<Outgoing>,
    answers: VecDeque<Handed>,
    fates: VecDeque<Spooled>,
    takes: Duration,
}

impl PaperTray {
    /// The next paper is answered so; without an answer it is printed.
    pub fn answer(&self, handed: Handed) {
        self.tray().answers.push_back(handed);
    }

    /// The next question about a paper in the system's queue is answered so; without an answer it was printed.
    pub fn became(&self, fate: Spooled) {
        self.tray().fates.push_back(fate);
    }

    /// From now on a paper takes so long.
    pub fn take(&self, time: Duration) {
        self.tray().takes = time;
    }

    /// What came out, the oldest first.
    pub fn came(&self) -> Vec<Outgoing> {
        self.tray().came.clone()
    }

    fn tray(&self) -> MutexGuard<'_, Tray> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Printers for PaperTray {
    fn send(&self, paper: &Outgoing) -> Handed {
        if let Address::Folder(_) = paper.address {
            return SystemPrinters.send(paper);
        }
        let takes = self.tray().takes;
        std::thread::sleep(takes);
        let mut tray = self.tray();
        let handed = tray.answers.pop_front().unwrap_or(Handed::Printed);
        if !matches!(handed, Handed::NotTaken(_)) {
            tray.came.push(paper.clone());
        }
        handed
    }

    fn look_after(&self, _spooled: &str) -> Spooled {
        self.tray().fates.pop_front().unwrap_or(Spooled::Printed)
    }
}

/// The real world, but for its printers, and a clock that goes on when it is told to.
#[derive(Clone, Debug, Default)]
pub struct TrayHost {
    /// The printers of its system.
    pub tray: Arc<PaperTray>,
    ahead_ms: Arc<AtomicI64>,
}

impl TrayHost {
    /// A world in which it is this moment now, in milliseconds since the epoch.
    pub fn at(now_ms: i64) -> Self {
        let world = Self::default();
        world.go_on(now_ms - SystemHost.now_ms());
        world
    }

    /// So much time goes by.
    pub fn go_on(&self, time_ms: i64) {
        self.ahead_ms.fetch_add(time_ms, Ordering::Relaxed);
    }
}

impl Host for TrayHost {
    fn now_ms(&self) -> i64 {
        SystemHost.now_ms() + self.ahead_ms.load(Ordering::Relaxed)
    }

    fn random(&self, bytes: &mut [u8]) {
        SystemHost.random(bytes);
    }

    fn printers(&self) -> Arc<dyn Printers> {
        Arc::clone(&self.tray) as Arc<dyn Printers>
    }
}
