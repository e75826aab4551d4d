//! `loopdock scan`: a bench hears codes, one after the other, each answered (and durable) before the next.

use std::path::Path;

use loopdock_hub::{Error, ErrorCode, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Outcome;
use crate::arguments::Scan;
use crate::input::each_line;
use crate::output::{Form, Output};
use crate::reach::{Reach, Stay};

/// The code that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// What a bench answers; it knows more, which is for screens.
#[derive(Serialize, Deserialize)]
struct Heard {
    heard: String,
    did: String,
    cue: String,
    say: String,
}

/// Lets the bench hear all codes. The outcome is [`Outcome::No`] if it stopped at any.
///
/// # Errors
/// What the hub says of anything but the code itself: it can't be opened, or it died.
pub fn scan(file: &Path, scans: &Scan, output: &mut Output) -> Result<Outcome> {
    let listens = scans.codes.iter().any(|code| code == STANDARD_INPUT);
    let reach = Reach::open(file, if listens { Stay::Long } else { Stay::Brief })?;
    let mut ear = Ear { reach, bench: &scans.bench, output, outcome: Outcome::Done };
    let heard = scans.codes.iter().try_for_each(|code| match code.as_str() {
        STANDARD_INPUT => each_line(|code| if code.is_empty() { Ok(()) } else { ear.hear(code) }),
        code => ear.hear(code),
    });
    let outcome = ear.outcome;
    // What was heard before a fault is done, and its papers are due; a file that can't be used has none.
    if heard.as_ref().err().is_none_or(|error| error.code != ErrorCode::BadFile) {
        ear.reach.finish();
    }
    heard.map(|()| outcome)
}

struct Ear<'a> {
    reach: Reach,
    bench: &'a str,
    output: &'a mut Output,
    outcome: Outcome,
}

impl Ear<'_> {
    fn hear(&mut self, code: &str) -> Result<()> {
        let mut heard: Heard = match self.reach.call("scan", json!({ "bench": self.bench, "code": code })) {
            Ok(answer) => serde_json::from_value(answer)
                .map_err(|error| Error::internal(format!("the hub's answer to a scan can't be read: {error}")))?,
            Err(error) => stopped(code, error)?,
        };
        // A scan that had to be sent twice is answered from the journal, which keeps no code as it came.
        code.clone_into(&mut heard.heard);
        if heard.cue == "stop" {
            self.outcome = Outcome::No;
        }
        match self.output.form() {
            Form::Json => self.output.json(&heard)?,
            Form::Text => self.output.line(&format!("{:<4} {}", heard.cue.to_uppercase(), heard.say))?,
        }
        self.output.flush()?;
        self.reach.rest();
        Ok(())
    }
}

/// A scan that the hub refused as a whole is answered like one that the bench stopped: the packer reads why and scans
/// again. What no second scan would mend ends the program.
fn stopped(code: &str, error: Error) -> Result<Heard> {
    match error.code {
        ErrorCode::Refused | ErrorCode::NotFound | ErrorCode::DiskFull => {
            Ok(Heard { heard: code.to_owned(), did: "refuse".to_owned(), cue: "stop".to_owned(), say: error.message })
        }
        _ => Err(error),
    }
}
