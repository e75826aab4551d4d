//! Folders for hub files that nobody keeps.

use std::path::Path;

use tempfile::TempDir;

/// A new folder in memory where the system has such a place, else where temporary files go; it is gone when dropped.
///
/// # Panics
/// When no folder can be made.
#[must_use]
pub fn fast_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder can be made")
}
