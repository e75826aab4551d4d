//! A packer who never sleeps: reads what the bench expects, and scans it.

use serde_json::json;

use loopdock_domain::bench::Level;

use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::scan::{BenchView, ScanAnswer};

/// Somebody with a scanner at a bench.
#[derive(Clone, Debug)]
pub struct Packer {
    /// The bench's name.
    pub bench: String,
    /// Scans that were heard.
    pub scans: u64,
}

impl Packer {
    /// A packer at the bench of this name.
    #[must_use]
    pub fn at(bench: &str) -> Self {
        Self { bench: bench.to_owned(), scans: 0 }
    }

    /// Scans `code`, whatever the bench says to it.
    ///
    /// # Errors
    /// When the hub itself fails; a refused scan is an answer.
    pub fn scan(&mut self, hub: &mut Hub, code: &str) -> Result<ScanAnswer> {
        self.scans += 1;
        let answer = hub.call("scan", json!({ "bench": self.bench, "code": code }), None)?;
        serde_json::from_value(answer).map_err(|error| Error::internal(error.to_string()))
    }

    /// Scans `code`, which must not be refused.
    ///
    /// # Errors
    /// When it is.
    pub fn must(&mut self, hub: &mut Hub, code: &str) -> Result<ScanAnswer> {
        let answer = self.scan(hub, code)?;
        if answer.cue == Level::Stop {
            return Err(Error::refused(format!("bench {}: “{code}” was refused: {}", self.bench, answer.say)));
        }
        Ok(answer)
    }

    /// What the bench shows.
    ///
    /// # Errors
    /// When the hub itself fails.
    pub fn look(&self, hub: &mut Hub) -> Result<BenchView> {
        let view = hub.call("bench", json!({ "bench": self.bench }), None)?;
        serde_json::from_value(view).map_err(|error| Error::internal(error.to_string()))
    }

    /// Scans the first thing that the bench expects.
    ///
    /// # Errors
    /// When it expects nothing that can be scanned, or refuses it.
    pub fn follow(&mut self, hub: &mut Hub) -> Result<ScanAnswer> {
        let view = self.look(hub)?;
        let code = view.expects.into_iter().find_map(|expected| expected.code);
        let code = code.ok_or_else(|| Error::refused(format!("nothing can be scanned for “{}”", view.say)))?;
        self.must(hub, &code)
    }

    /// Follows the bench as long as it is in `mode`.
    ///
    /// # Errors
    /// When a scan is refused.
    pub fn follow_through(&mut self, hub: &mut Hub, mode: &str) -> Result<()> {
        while self.look(hub)?.mode == mode {
            self.follow(hub)?;
        }
        Ok(())
    }
}
