//! The demo's own time: a working day that begins on 2026-10-28 at 08:00 in Berlin, whatever day it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use loopdock_hub::{Host, Printers, SystemHost};

/// 2026-10-28 08:00 in Berlin (07:00 UTC), in milliseconds since the epoch.
const MORNING_MS: i64 = 1_793_170_800_000;

/// How long every look at the clock takes: a scan every few seconds.
const TICK_MS: i64 = 1_500;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// The real world but for its clock.
#[derive(Clone, Debug)]
pub struct DemoHost {
    now_ms: Arc<AtomicI64>,
}

impl Default for DemoHost {
    fn default() -> Self {
        Self { now_ms: Arc::new(AtomicI64::new(MORNING_MS)) }
    }
}

impl DemoHost {
    /// So many days go by, for all who have this clock.
    pub(super) fn days_go_by(&self, days: i64) {
        self.now_ms.fetch_add(days * DAY_MS, Ordering::Relaxed);
    }
}

impl Host for DemoHost {
    fn now_ms(&self) -> i64 {
        self.now_ms.fetch_add(TICK_MS, Ordering::Relaxed)
    }

    fn random(&self, bytes: &mut [u8]) {
        SystemHost.random(bytes);
    }

    fn printers(&self) -> Arc<dyn Printers> {
        SystemHost.printers()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_begins_in_the_morning() {
        // date -u -d @1793170800 says Wed Oct 28 07:00:00 UTC 2026.
        assert_eq!(DemoHost::default().now_ms() / 1_000, 1_793_170_800);
    }
}
