//! The system's printers, through CUPS on Linux and macOS: its own programs print, and it is asked what became of that.

use std::io::{Read, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use ipp::operation::IppOperation;
use ipp::prelude::*;

use super::{Handed, Outgoing, Spooled};

/// How long the printing system may take to answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(20);

/// What an answer begins with when a paper was taken: `request id is Zebra-12 (1 file(s))`.
const TAKEN: &str = "request id is ";

/// What a program of the printing system said.
struct Answer {
    went_well: bool,
    out: String,
    err: String,
}

/// Why it said nothing.
enum Silence {
    /// It is not there.
    NotThere(String),
    /// It took too long.
    TooLong,
}

pub(super) fn names() -> Vec<String> {
    let listed = ask(Command::new("lpstat").arg("-e"));
    listed.map(|answer| answer.out.lines().map(|line| line.trim().to_owned()).collect()).unwrap_or_default()
}

pub(super) fn print(printer: &str, paper: &Outgoing) -> Handed {
    let mut lp = Command::new("lp");
    lp.arg("-d").arg(printer).arg("-t").arg(&paper.name);
    for option in &paper.options {
        lp.arg("-o").arg(option);
    }
    // Handed over as it is, and never written where others could read it.
    match ask_with(&mut lp, &paper.bytes) {
        Ok(answer) if answer.went_well => {
            match answer.out.trim().strip_prefix(TAKEN).and_then(|id| id.split(' ').next()) {
                Some(id) => Handed::Spooled(id.to_owned()),
                None => Handed::Printed,
            }
        }
        Ok(answer) => Handed::NotTaken(format!("the printing system says: {}", answer.err.trim())),
        Err(Silence::NotThere(why)) => Handed::NotTaken(format!("the printing system can't be reached: {why}")),
        Err(Silence::TooLong) => Handed::Unsure(format!(
            "the printing system did not answer within {} seconds, and may have taken it all the same",
            ANSWERS_WITHIN.as_secs()
        )),
    }
}

/// What became of a paper: asked over IPP (RFC 8011), because what the system's programs print does not tell one that was
/// cancelled from one that was printed.
pub(super) fn look_after(spooled: &str) -> Spooled {
    let Some((printer, job)) = spooled.rsplit_once('-').and_then(|(printer, job)| Some((printer, job.parse().ok()?)))
    else {
        return Spooled::Unknown;
    };
    let Ok(address) = format!("http://{}/printers/{printer}", server()).parse::<Uri>() else { return Spooled::Unknown };
    let wanted = ["job-state", "job-printer-state-message", "job-state-reasons"];
    let asked = IppOperationBuilder::get_job_attributes(address.clone(), job).build();
    let answer = match asked.map_err(|error| error.to_string()).and_then(|asked| send(&address, asked)) {
        Ok(answer) => answer,
        Err(error) => return Spooled::NoAnswer(error),
    };
    if answer.header().status_code() == StatusCode::ClientErrorNotFound {
        return Spooled::Unknown;
    }
    let [state, message, reasons] = wanted.map(|name| value(&answer, DelimiterTag::JobAttributes, name));
    let why = || if message.is_empty() { reasons.clone() } else { message.clone() };
    match state.parse().ok().and_then(JobState::from_i32) {
        Some(JobState::Completed) => Spooled::Printed,
        Some(JobState::Canceled) => Spooled::GivenUp("it was cancelled in the printing system".to_owned()),
        Some(JobState::Aborted) => Spooled::GivenUp(format!("the printing system gave it up: {}", why())),
        Some(_) => Spooled::Waits(what_its_printer_says(&address, &message)),
        None => Spooled::NoAnswer("the printing system does not say what became of it".to_owned()),
    }
}

/// Why a printer does not print, where it says so.
fn what_its_printer_says(address: &Uri, of_the_job: &str) -> String {
    let asked = IppOperationBuilder::get_printer_attributes(address.clone())
        .attributes(["printer-state", "printer-state-message"])
        .build();
    let Ok(answer) = asked.map_err(|error| error.to_string()).and_then(|asked| send(address, asked)) else {
        return of_the_job.to_owned();
    };
    let says = value(&answer, DelimiterTag::PrinterAttributes, "printer-state-message");
    let state = value(&answer, DelimiterTag::PrinterAttributes, "printer-state");
    match state.parse().ok().and_then(PrinterState::from_i32) {
        Some(PrinterState::Stopped) if says.is_empty() => "its printer is stopped".to_owned(),
        Some(PrinterState::Stopped) => format!("its printer is stopped: {says}"),
        _ => of_the_job.to_owned(),
    }
}

/// Where the printing system listens: where its own programs are told that it does, if that is no file.
fn server() -> String {
    let told = std::env::var("CUPS_SERVER").ok().filter(|server| !server.is_empty() && !server.starts_with('/'));
    let server = told.unwrap_or_else(|| "localhost".to_owned());
    if server.contains(':') { server } else { format!("{server}:631") }
}

fn send(address: &Uri, operation: impl IppOperation) -> Result<IppRequestResponse, String> {
    let client = IppClient::builder(address.clone()).request_timeout(ANSWERS_WITHIN).build();
    client.send(operation).map_err(|error| error.to_string())
}

/// An attribute of an answer, as text.
fn value(answer: &IppRequestResponse, of: DelimiterTag, name: &str) -> String {
    let attribute = answer.attributes().first_of(of).and_then(|group| group.get(name));
    attribute.map(|attribute| attribute.value().to_string()).unwrap_or_default()
}

/// Runs a program of the printing system; its words are the same in every language.
fn ask(command: &mut Command) -> Result<Answer, Silence> {
    ask_with(command, &[])
}

/// As [`ask`], with something for it to read.
fn ask_with(command: &mut Command, input: &[u8]) -> Result<Answer, Silence> {
    let not_there = |error: std::io::Error| Silence::NotThere(error.to_string());
    command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(not_there)?;
    // Written and read beside, so that neither waits for room in a pipe.
    let (input, pipe) = (input.to_vec(), child.stdin.take());
    // A program that did not want all of it says why itself.
    std::thread::spawn(move || pipe.map(|mut pipe| pipe.write_all(&input)));
    let (out, err) = (reading(child.stdout.take()), reading(child.stderr.take()));
    let status = ended_within(&mut child, ANSWERS_WITHIN).map_err(not_there)?.ok_or(Silence::TooLong)?;
    let text = |thread: std::thread::JoinHandle<String>| thread.join().unwrap_or_default();
    Ok(Answer { went_well: status.success(), out: text(out), err: text(err) })
}

fn reading(pipe: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What can't be read was not said.
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
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
    fn a_printing_system_that_never_answers_is_given_up() {
        let began = Instant::now();
        let mut hung = Command::new("sleep").arg("60").spawn().unwrap();
        assert_eq!(ended_within(&mut hung, Duration::from_millis(50)).unwrap(), None);
        assert!(began.elapsed() < Duration::from_secs(10));
        let mut quick = Command::new("false").spawn().unwrap();
        let ended = ended_within(&mut quick, Duration::from_secs(60)).unwrap();
        assert_eq!(ended.and_then(|status| status.code()), Some(1));
    }
}
