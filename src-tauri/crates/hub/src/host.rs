//! What a hub needs of the world: the time, randomness, and a printer. Nothing else comes in or goes out.

use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How long the printing system may take to accept a paper: scans wait meanwhile.
const ACCEPTED_WITHIN: Duration = Duration::from_secs(5);

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
        let mut lp = Command::new("lp");
        lp.arg("-d").arg(printer).arg(pdf).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let could_not = |error: std::io::Error| format!("the printing system could not be started: {error}");
        let mut child = lp.spawn().map_err(could_not)?;
        match ended_within(&mut child, ACCEPTED_WITHIN).map_err(could_not)? {
            None => Err(format!(
                "the printing system did not answer within {} seconds; see that it runs, then print this paper again",
                ACCEPTED_WITHIN.as_secs()
            )),
            Some(status) if status.success() => Ok(()),
            Some(_) => {
                let mut words = String::new();
                let said = child.stderr.take().map(|mut pipe| pipe.read_to_string(&mut words));
                Err(said.map_or_else(|| "it refused the paper".to_owned(), |_| words.trim().to_owned()))
            }
        }
    }
}

/// How a program ended; one that does not end in time is ended.
fn ended_within(child: &mut Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if began.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_printing_system_that_never_answers_stops_scans_for_a_moment_only() {
        let began = Instant::now();
        let mut hung = Command::new("sleep").arg("60").spawn().unwrap();
        assert_eq!(ended_within(&mut hung, Duration::from_millis(50)).unwrap(), None);
        assert!(began.elapsed() < Duration::from_secs(10));
        let mut quick = Command::new("false").spawn().unwrap();
        assert_eq!(
            ended_within(&mut quick, Duration::from_secs(60)).unwrap().and_then(|status| status.code()),
            Some(1)
        );
    }
}
