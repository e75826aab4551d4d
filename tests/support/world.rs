//! A world made from a seed: the same seed gives the same clock and the same randomness.

use std::sync::{Arc, Mutex, PoisonError};

use loopdock_hub::{Host, Printers};
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::tray::PaperTray;

/// 2026-10-28 08:00 in Berlin, in milliseconds since the epoch.
const MORNING_MS: i64 = 1_793_170_800_000;

/// The most milliseconds that pass between two looks at the clock.
const LONGEST_PAUSE_MS: i64 = 20_000;

/// A clock and a source of randomness that go on where they were in every clone, so that a hub can be closed and opened.
#[derive(Clone, Debug)]
pub struct SeededWorld {
    now: Arc<Mutex<(i64, ChaCha8Rng)>>,
    longest_pause_ms: i64,
    /// The printers of its system.
    pub tray: Arc<PaperTray>,
}

impl SeededWorld {
    /// The world of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let now = Arc::new(Mutex::new((MORNING_MS, ChaCha8Rng::seed_from_u64(seed))));
        Self { now, longest_pause_ms: LONGEST_PAUSE_MS, tray: Arc::default() }
    }

    /// The same in a hurry: at most so many milliseconds pass between two looks at the clock.
    #[must_use]
    pub fn hurried(seed: u64, longest_pause_ms: i64) -> Self {
        Self { longest_pause_ms, ..Self::of(seed) }
    }

    /// The clock is put forward, or back, by so much.
    pub fn go_on(&self, time_ms: i64) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).0 += time_ms;
    }
}

impl Host for SeededWorld {
    fn now_ms(&self) -> i64 {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let pause = now.1.random_range(0..self.longest_pause_ms);
        now.0 += pause;
        now.0
    }

    fn random(&self, bytes: &mut [u8]) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).1.fill_bytes(bytes);
    }

    fn printers(&self) -> Arc<dyn Printers> {
        Arc::clone(&self.tray) as Arc<dyn Printers>
    }
}
