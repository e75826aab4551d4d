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
    let written = begin(out, fill).and_then(|answer| finish(out).map(|()| answer));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(part(out));
    }
    written
}

/// Writes files that belong together: none gets its name before all are whole.
///
/// # Errors
/// When the disk refuses; nothing is left of the new files then, and old ones are as they were, unless a name could not be
/// given at the end.
pub(crate) fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<()> {
    let fill = |(out, bytes): &(PathBuf, Vec<u8>)| {
        begin(out, |to| to.write_all(bytes).map_err(|error| unwritable(out, &error)))
    };
    let mut named = 0;
    let written = files.iter().try_for_each(fill).and_then(|()| {
        files.iter().try_for_each(|(out, _)| {
            finish(out)?;
            named += 1;
            Ok(())
        })
    });
    if written.is_err() {
        // Some of the pages would be taken for all of them.
        let done = files[..named].iter().map(|(out, _)| out.clone());
        let rest = files[named..].iter().map(|(out, _)| part(out));
        done.chain(rest).for_each(|file| drop(fs::remove_file(file)));
    }
    written
}

/// Where a file is while it is written.
fn part(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Fills the part of a file, to the disk.
fn begin<T>(out: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> Result<T>) -> Result<T> {
    let refused = |error| unwritable(out, &error);
    let mut to = BufWriter::new(File::create(part(out)).map_err(refused)?);
    let answer = fill(&mut to)?;
    to.flush().and_then(|()| to.get_ref().sync_all()).map_err(refused)?;
    Ok(answer)
}

/// Gives a file that is whole its name.
fn finish(out: &Path) -> Result<()> {
    fs::rename(part(out), out).map_err(|error| unwritable(out, &error))
}
