//! Standard input, a line at a time.

use std::io::{self, BufRead as _};

use loopdock_hub::{Error, Result};

/// Hands each line on as soon as it is there, until the input ends. Only the line's end is cut off: a code may begin or end
/// with a control character.
///
/// # Errors
/// When the input can't be read; what `hear` says.
pub fn each_line(mut hear: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| Error::refused(format!("standard input could not be read: {error}")))? == 0 {
            return Ok(());
        }
        hear(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']))?;
    }
}
