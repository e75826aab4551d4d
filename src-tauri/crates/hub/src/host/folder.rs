//! Papers as files in a folder.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use super::{Handed, plainly};

/// Puts a paper into a folder, which is made where there is none. The same paper again takes its own place.
pub(super) fn put(folder: &Path, name: &str, bytes: &[u8]) -> Handed {
    // Written beside and renamed, so that whoever watches the folder never sees half a paper.
    let half = folder.join(format!(".{name}.part"));
    let path = folder.join(name);
    let written = fs::create_dir_all(folder).and_then(|()| write(&half, bytes)).and_then(|()| fs::rename(&half, &path));
    match written {
        Ok(()) => Handed::Printed,
        Err(error) => {
            // What could not be written may lie there in part; where not even that can be removed, its name says what it is.
            let _ = fs::remove_file(&half);
            Handed::NotTaken(format!("{} can't be written: {}", path.display(), plainly(&error)))
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
