//! What a hub needs of the world: the time, randomness, and a printer. Nothing else comes in or goes out.

use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// The world as a hub sees it. Tests and the demo bring their own.
pub trait Host: Send {
    /// Milliseconds since the epoch, UTC.
    fn now_ms(&self) -> i64;

    /// Fills `bytes` with randomness that nobody can guess.
    fn random(&self, bytes: &mut [u8]);

    /// Hands a PDF file to the system's printer.
    ///
    /// # Errors
    /// The system's own words.
    fn print(&self, printer: &str, pdf: &Path) -> Result<(), String>;
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

    fn print(&self, printer: &str, pdf: &Path) -> Result<(), String> {
        let output = Command::new("lp").arg("-d").arg(printer).arg(pdf).output();
        match output {
            Err(error) => Err(format!("the printing system could not be started: {error}")),
            Ok(done) if done.status.success() => Ok(()),
            Ok(done) => Err(String::from_utf8_lossy(&done.stderr).trim().to_owned()),
        }
    }
}
