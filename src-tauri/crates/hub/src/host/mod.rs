//! What a hub needs of the world: the time, randomness, and printers. Nothing else comes in or goes out.

mod folder;
mod network;
mod printers;
mod spooler;

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

pub use printers::{Address, Handed, Outgoing, Printers, Spooled, SystemPrinters};

/// The world as a hub sees it. Tests and the demo bring their own.
pub trait Host: Send {
    /// Milliseconds since the epoch, UTC.
    fn now_ms(&self) -> i64;

    /// Fills `bytes` with randomness that nobody can guess.
    fn random(&self, bytes: &mut [u8]);

    /// The way to printers.
    fn printers(&self) -> Arc<dyn Printers>;
}

/// The real world.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemHost;

impl Host for SystemHost {
    fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn random(&self, bytes: &mut [u8]) {
        // Without randomness there are no ids and no serials; a hub that went on would give the same ones twice.
        if let Err(error) = getrandom::fill(bytes) {
            panic!("this computer gives no randomness: {error}");
        }
    }

    fn printers(&self) -> Arc<dyn Printers> {
        Arc::new(SystemPrinters)
    }
}

/// What went wrong, without the system's number for it.
fn plainly(error: &std::io::Error) -> String {
    let said = error.to_string();
    said.split_once(" (os error").map_or_else(|| said.clone(), |(words, _)| words.to_owned())
}
