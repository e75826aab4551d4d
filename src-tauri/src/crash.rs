//! When this program fails in a way that must not happen: what to do, on standard error and in a dialog, and a report for
//! its makers beside the hub. The report says where, never with what: no buyer's data gets into it.

use std::backtrace::Backtrace;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// Beside which file reports go.
static BESIDE: Mutex<Option<PathBuf>> = Mutex::new(None);
static NEWEST: Mutex<Option<PathBuf>> = Mutex::new(None);
static TOLD: OnceLock<Box<dyn Fn() + Send + Sync>> = OnceLock::new();

/// The thread that tells. A report of its own it keeps to itself.
const TELLER: &str = "crash-teller";

/// Reports go beside this hub from now on.
pub(crate) fn beside(hub: &Path) {
    *BESIDE.lock().unwrap_or_else(PoisonError::into_inner) = Some(hub.to_owned());
}

/// The newest report of this run.
pub(crate) fn newest() -> Option<PathBuf> {
    NEWEST.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Calls `tell` after each report.
pub(crate) fn tell(tell: impl Fn() + Send + Sync + 'static) {
    let _ = TOLD.set(Box::new(tell));
}

/// Watches every thread of this program.
pub(crate) fn watch() {
    std::panic::set_hook(Box::new(|info| {
        let report = keep(info);
        let note = note(info, report.as_deref());
        eprintln!("{note}");
        *NEWEST.lock().unwrap_or_else(PoisonError::into_inner) = report;
        if std::thread::current().name() == Some("main") {
            // This process can't show a window any more; one of its own can.
            let program = std::env::current_exe();
            let _ = program.and_then(|program| Command::new(program).arg("--crash-note").arg(&note).spawn());
        } else if std::thread::current().name() != Some(TELLER) {
            // On a thread of its own: the one that failed may hold what telling needs.
            let teller = std::thread::Builder::new().name(TELLER.to_owned());
            let _ = teller.spawn(|| TOLD.get().map(|tell| tell()));
        }
    }));
}

/// Shows a note in a dialog of the system.
pub(crate) fn show(note: &str) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Loopdock")
        .set_description(note)
        .set_buttons(rfd::MessageButtons::Ok)
        .show();
}

fn note(info: &PanicHookInfo<'_>, report: Option<&Path>) -> String {
    let place = place(info);
    let kept = report.map_or_else(String::new, |report| {
        format!(" A report for its makers is in {}; it holds no buyer's data.", report.display())
    });
    format!(
        "Loopdock has met a fault of its own, at {place}. Every scan that was answered is kept.{kept} Start Loopdock again; \
         a parcel goes on where it was."
    )
}

fn place(info: &PanicHookInfo<'_>) -> String {
    info.location().map_or_else(|| "an unknown place".to_owned(), |at| format!("{}:{}", at.file(), at.line()))
}

/// Writes the report. The panic's own words stay out: they may quote what was scanned or typed.
fn keep(info: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let hub = BESIDE.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let at_ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    let text = format!(
        "Loopdock {} on {} {}\nat_ms {at_ms}\nthread {}\nplace {}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        std::thread::current().name().unwrap_or("without a name"),
        place(info),
        Backtrace::force_capture(),
    );
    write(&text, hub.as_deref(), at_ms)
}

/// Writes a report beside the hub; where there is none yet, or nothing can be written there, among the temporary files.
fn write(text: &str, hub: Option<&Path>, at_ms: u128) -> Option<PathBuf> {
    let beside = |hub: &Path| {
        let mut name = hub.file_name()?.to_owned();
        name.push(format!(".crash-{at_ms}.txt"));
        Some(hub.with_file_name(name))
    };
    let elsewhere = std::env::temp_dir().join(format!("loopdock.crash-{at_ms}.txt"));
    hub.and_then(beside).into_iter().chain([elsewhere]).find(|file| {
        // Never through a link that lies there.
        let made = std::fs::OpenOptions::new().write(true).create_new(true).open(file);
        made.and_then(|mut made| made.write_all(text.as_bytes())).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn a_report_is_written_beside_the_hub_or_where_one_can_write() {
        let folder = tempfile::tempdir().unwrap();
        let at_ms = std::process::id().into();
        let beside = write("why", Some(&folder.path().join("hub.db")), at_ms).unwrap();
        assert_eq!(beside, folder.path().join(format!("hub.db.crash-{at_ms}.txt")));
        for hub in [Some(folder.path().join("gone").join("hub.db")), None] {
            let elsewhere = write("why", hub.as_deref(), at_ms).unwrap();
            assert_eq!(
                (elsewhere.parent().unwrap(), std::fs::read_to_string(&elsewhere).unwrap().as_str()),
                (&*std::env::temp_dir(), "why")
            );
            std::fs::remove_file(elsewhere).unwrap();
        }
    }
}
