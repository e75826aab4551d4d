//! `loopdock export`: the journal as JSON lines, for whoever wants to recompute everything without Loopdock.

use std::io::Write as _;
use std::path::Path;

use loopdock_hub::{Error, HubReader, Result};
use serde_json::json;

use crate::Outcome;
use crate::arguments::Export;
use crate::beside;
use crate::output::{Form, Output};

/// Lines that are read at a time.
const AT_A_TIME: u32 = 1_000;

/// Writes the journal as it is at the start, to standard output or to a file.
///
/// # Errors
/// When the hub can't be read or the file not be written; an older export is left as it was then.
pub fn export(file: &Path, what: &Export, output: &mut Output) -> Result<Outcome> {
    let Export::Journal { out } = what;
    let reader = HubReader::open(file)?;
    match out {
        None => {
            journal(&reader, |line| {
                output.line(line)?;
                Ok(output.is_heard())
            })?;
            output.flush()?;
        }
        Some(out) => {
            let lines = to_file(&reader, file, out)?;
            match output.form() {
                Form::Json => output.json(&json!({ "file": out.to_string_lossy(), "lines": lines }))?,
                Form::Text => output.line(&format!("{lines} journal lines are in {}", out.display()))?,
            }
            output.flush()?;
        }
    }
    Ok(Outcome::Done)
}

/// Hands each line to `take`, which says whether it wants more; answers how many there were.
fn journal(reader: &HubReader, mut take: impl FnMut(&str) -> Result<bool>) -> Result<u64> {
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

/// Writes it to a file, other than the hub's own.
fn to_file(reader: &HubReader, hub: &Path, out: &Path) -> Result<u64> {
    if let (Ok(hub), Ok(out)) = (hub.canonicalize(), out.canonicalize())
        && hub == out
    {
        return Err(Error::refused(format!("{} is the hub's own file; choose another name", out.display())));
    }
    beside::write(out, |to| {
        let mut put = |line: &str| writeln!(to, "{line}").map_err(|error| beside::unwritable(out, &error));
        journal(reader, |line| put(line).map(|()| true))
    })
}
