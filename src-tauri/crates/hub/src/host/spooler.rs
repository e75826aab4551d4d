//! The system's printers, through its own programs: CUPS on Linux and macOS.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

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
    let path = std::env::temp_dir().join(format!("loopdock-{}-{}", std::process::id(), paper.name));
    if let Err(error) = fs::write(&path, &paper.bytes) {
        return Handed::NotTaken(format!("{} can't be written: {error}", path.display()));
    }
    let mut lp = Command::new("lp");
    lp.arg("-d").arg(printer).arg("-t").arg(&paper.name);
    for option in &paper.options {
        lp.arg("-o").arg(option);
    }
    let answered = ask(lp.arg("--").arg(&path));
    // The system has a copy of its own by now; where it has not, the paper is made anew.
    let _ = fs::remove_file(&path);
    match answered {
        Ok(answer) if answer.went_well => {
            match answer.out.trim().strip_prefix(TAKEN).and_then(|id| id.split(' ').next()) {
                Some(id) => Handed::Spooled(id.to_owned()),
                None => Handed::Printed(String::new()),
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

pub(super) fn look_after(spooled: &str) -> Spooled {
    let no_answer = |silence: Silence| match silence {
        Silence::NotThere(why) => Spooled::NoAnswer(why),
        Silence::TooLong => Spooled::NoAnswer("it takes too long".to_owned()),
    };
    match ask(Command::new("lpstat").args(["-W", "not-completed", "-o"])) {
        Err(silence) => return no_answer(silence),
        Ok(answer) if !answer.went_well && !answer.err.trim().is_empty() => {
            return Spooled::NoAnswer(answer.err.trim().to_owned());
        }
        Ok(answer) if answer.out.lines().any(|line| line.split_whitespace().next() == Some(spooled)) => {
            return Spooled::Waits(what_its_printer_says(spooled));
        }
        Ok(_) => {}
    }
    match ask(Command::new("lpstat").args(["-W", "completed", "-l", "-o"])) {
        Err(silence) => no_answer(silence),
        Ok(answer) => how_it_ended(&answer.out, spooled),
    }
}

/// Why a printer does not print, where it says so: `out of paper`.
fn what_its_printer_says(spooled: &str) -> String {
    let printer = spooled.rsplit_once('-').map_or(spooled, |(printer, _)| printer);
    let Ok(answer) = ask(Command::new("lpstat").args(["-p", printer])) else { return String::new() };
    let mut lines = answer.out.lines();
    let stopped = lines.next().is_some_and(|line| line.contains("disabled"));
    let says: Vec<&str> = lines.map(str::trim).filter(|line| !line.is_empty()).collect();
    match (stopped, says.is_empty()) {
        (true, true) => "its printer is stopped".to_owned(),
        (true, false) => format!("its printer is stopped: {}", says.join(" ")),
        (false, _) => says.join(" "),
    }
}

/// Reads how a paper ended out of the long list of those that did: its line, and what stands below it.
fn how_it_ended(list: &str, spooled: &str) -> Spooled {
    let mut lines = list.lines().skip_while(|line| line.split_whitespace().next() != Some(spooled));
    if lines.next().is_none() {
        return Spooled::Unknown;
    }
    let below: Vec<&str> = lines.take_while(|line| line.starts_with(char::is_whitespace)).map(str::trim).collect();
    let of = |name: &str| below.iter().find_map(|line| line.strip_prefix(name)).map(str::trim).unwrap_or_default();
    let alerts = of("Alerts:");
    if alerts.contains("aborted") || alerts.contains("canceled") {
        let status = of("Status:");
        let why = if status.is_empty() { alerts } else { status };
        return Spooled::GivenUp(format!("the printing system gave it up: {why}"));
    }
    Spooled::Printed
}

/// Runs a program of the printing system; its words are the same in every language.
fn ask(command: &mut Command) -> Result<Answer, Silence> {
    let not_there = |error: std::io::Error| Silence::NotThere(error.to_string());
    command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(not_there)?;
    // Read beside, so that a long answer never waits for room in the pipe.
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

    #[test]
    fn what_the_system_gave_up_is_told_from_what_it_printed() {
        let list = "Zebra-12                root             1024   Mon Nov 30 01:00:00 2026\n\
                    \tStatus: Filter failed\n\tAlerts: aborted-by-system job-aborted-by-system\n\tqueued for Zebra\n\
                    Zebra-11                root             1024   Mon Nov 30 00:59:00 2026\n\
                    \tAlerts: job-completed-successfully\n\tqueued for Zebra\n";
        let given_up = Spooled::GivenUp("the printing system gave it up: Filter failed".to_owned());
        assert_eq!(how_it_ended(list, "Zebra-12"), given_up);
        assert_eq!(how_it_ended(list, "Zebra-11"), Spooled::Printed);
        assert_eq!(how_it_ended(list, "Zebra-1"), Spooled::Unknown);
    }
}
