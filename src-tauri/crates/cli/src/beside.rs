//! Files that are written beside their name first, so that what was there before stays until the new one is whole.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use loopdock_hub::{Error, Result};

/// Why a file could not be written.
pub(crate) fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::refused(format!("{} could not be written: {error}", path.display()))
}

/// Writes what `fill` writes into the file `out`; answers what it answers.
///
/// # Errors
/// Those of `fill`, and when the disk refuses; nothing is left of the new file then, and an old one is as it was.
pub(crate) fn write<T>(out: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> Result<T>) -> Result<T> {
    let mut name = out.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let refused = |error| unwritable(out, &error);
    let written = File::create(&part).map_err(refused).and_then(|file| {
        let mut to = BufWriter::new(file);
        let answer = fill(&mut to)?;
        to.flush().and_then(|()| to.get_ref().sync_all()).map_err(refused)?;
        fs::rename(&part, out).map_err(refused)?;
        Ok(answer)
    });
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&part);
    }
    written
}
