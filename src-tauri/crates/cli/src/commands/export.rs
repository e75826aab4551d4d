//! `loopdock export`: the journal as JSON lines, the ledger for programs that keep books, and what happened to the sleeves as
//! EPCIS events, for whoever wants to recompute or follow everything without Loopdock; and figures for spreadsheets.

use std::io::Write as _;
use std::path::Path;

use loopdock_hub::{Error, Host as _, HubReader, Result, SystemHost};
use serde_json::json;

use crate::Outcome;
use crate::arguments::Export;
use crate::beside;
use crate::output::{Form, Output};

/// Lines that are read at a time.
const AT_A_TIME: u32 = 1_000;

/// Writes what was asked for as it is at the start, to standard output or to a file.
///
/// # Errors
/// When the hub can't be read or the file not be written; an older export is left as it was then.
pub fn export(file: &Path, what: &Export, output: &mut Output) -> Result<Outcome> {
    let reader = HubReader::open(file)?;
    match what {
        Export::Journal { out } => {
            write(out.as_deref(), file, ("lines", "journal lines"), output, |take| journal(&reader, take))
        }
        Export::Fleet { format, out } => {
            whole(out.as_deref(), file, &reader.fleet(*format, SystemHost.now_ms())?, output)
        }
        Export::Reminders { creator, within, format, out } => {
            let list = reader.reminders(creator, (*within, SystemHost.now_ms()), *format)?;
            whole(out.as_deref(), file, &list, output)
        }
        Export::Returns { creator, format, out } => {
            whole(out.as_deref(), file, &reader.returns(creator.as_deref(), *format)?, output)
        }
        Export::Statement { creator, month, format, out } => {
            whole(out.as_deref(), file, &reader.statement(creator, month, *format)?, output)
        }
        Export::Ledger { format, out } => {
            let ledger = reader.ledger(*format, SystemHost.now_ms())?;
            write(out.as_deref(), file, ("lines", "lines of the ledger"), output, |take| lines(&ledger, take))
        }
        Export::Epcis { out } => {
            let now_ms = SystemHost.now_ms();
            write(out.as_deref(), file, ("events", "EPCIS events"), output, |take| reader.epcis(now_ms, take))
        }
    }
}

/// Writes a text as it is, line ends and all.
fn whole(out: Option<&Path>, hub: &Path, text: &str, output: &mut Output) -> Result<Outcome> {
    match out {
        None => output.text(text)?,
        Some(out) => {
            not_the_hub(hub, out)?;
            beside::write(out, |to| to.write_all(text.as_bytes()).map_err(|error| beside::unwritable(out, &error)))?;
            match output.form() {
                Form::Json => output.json(&json!({ "file": out.to_string_lossy() }))?,
                Form::Text => output.line(&format!("the figures are in {}", out.display()))?,
            }
        }
    }
    output.flush()?;
    Ok(Outcome::Done)
}

/// What takes a line, and says whether it wants more.
type Take<'t> = &'t mut dyn FnMut(&str) -> Result<bool>;

/// Writes what `each` hands over, and says how many of these (for programs and for people) there were where that is not the
/// answer itself.
fn write(
    out: Option<&Path>,
    hub: &Path,
    (counted, what): (&str, &str),
    output: &mut Output,
    each: impl FnOnce(Take<'_>) -> Result<u64>,
) -> Result<Outcome> {
    match out {
        None => {
            each(&mut |line| {
                output.line(line)?;
                Ok(output.is_heard())
            })?;
        }
        Some(out) => {
            let count = to_file(hub, out, each)?;
            match output.form() {
                Form::Json => output.json(&json!({ "file": out.to_string_lossy(), counted: count }))?,
                Form::Text => output.line(&format!("{count} {what} are in {}", out.display()))?,
            }
        }
    }
    output.flush()?;
    Ok(Outcome::Done)
}

fn lines(text: &str, take: Take<'_>) -> Result<u64> {
    let mut count = 0;
    for line in text.lines() {
        if !take(line)? {
            break;
        }
        count += 1;
    }
    Ok(count)
}

/// Hands each line to `take`, which says whether it wants more; answers how many there were.
fn journal(reader: &HubReader, take: Take<'_>) -> Result<u64> {
    let (mut after, mut count) = (0, 0);
    loop {
        let lines = reader.journal_after(after, AT_A_TIME)?;
        for line in &lines {
            if !take(&line.line)? {
                return Ok(count);
            }
            count += 1;
        }
        match lines.last() {
            Some(last) => after = last.seq,
            None => return Ok(count),
        }
    }
}

/// Refuses the hub's own file.
fn not_the_hub(hub: &Path, out: &Path) -> Result<()> {
    if let (Ok(hub), Ok(out)) = (hub.canonicalize(), out.canonicalize())
        && hub == out
    {
        return Err(Error::refused(format!("{} is the hub's own file; choose another name", out.display())));
    }
    Ok(())
}

/// Writes lines to a file, other than the hub's own.
fn to_file(hub: &Path, out: &Path, each: impl FnOnce(Take<'_>) -> Result<u64>) -> Result<u64> {
    not_the_hub(hub, out)?;
    beside::write(out, |to| {
        each(&mut |line| writeln!(to, "{line}").map(|()| true).map_err(|error| beside::unwritable(out, &error)))
    })
}
