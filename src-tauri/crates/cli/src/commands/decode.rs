//! `loopdock decode`: what codes are, without a bench; with a hub its own codes are checked, without asking its tables.

use std::path::Path;

use loopdock_domain::codes::{Decoded, gs1};
use loopdock_hub::{HubReader, Result};

use crate::Outcome;
use crate::input::each_line;
use crate::output::Output;

/// How the separator of elements, byte 0x1D, is written where it can't be typed.
const SEPARATOR: &str = "<GS>";

/// Says of each line of standard input what it is, as one line of JSON.
///
/// # Errors
/// When the hub's file can't be read, or standard input.
pub fn decode(file: Option<&Path>, output: &mut Output) -> Result<Outcome> {
    let key = file.map(|file| HubReader::open(file)?.code_key()).transpose()?;
    let separator = gs1::SEPARATOR.to_string();
    each_line(|line| {
        output.json(&Decoded::of(&line.replace(SEPARATOR, &separator), key.as_ref()))?;
        output.flush()
    })?;
    Ok(Outcome::Done)
}
