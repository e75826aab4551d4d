//! Hub files on the disk: opened, made, and thrown away, beside the tasks of the window.

use std::io;
use std::path::{Path, PathBuf};

use loopdock_hub::{Error, ErrorCode, Hub, Result, Setup};

use super::NewHost;

/// What furnishes a new hub.
pub(super) type Furnish = fn(&mut Hub) -> Result<()>;

/// Opens a hub file.
pub(super) async fn open(host: NewHost, file: &Path) -> Result<Hub> {
    let path = file.to_owned();
    let opened = tokio::task::spawn_blocking(move || Hub::open(&path, host())).await;
    let opened = opened.unwrap_or_else(|_| Err(Error::internal("the hub file could not be opened")));
    opened.map_err(|error| missing(error, file))
}

/// A hub that was here before is told apart from one that never was.
fn missing(error: Error, file: &Path) -> Error {
    if error.code == ErrorCode::BadFile && !file.exists() {
        let at = file.display();
        return Error::not_found(format!(
            "The hub's file {at} is gone. It may be on a drive that is not connected, or was moved or renamed."
        ));
    }
    error
}

/// Makes a hub file and its folder.
pub(super) async fn make(host: NewHost, file: PathBuf, setup: Setup, furnish: Furnish) -> Result<Hub> {
    let made = tokio::task::spawn_blocking(move || {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        }
        let mut hub = Hub::init(&file, &setup, host())?;
        furnish(&mut hub)?;
        Ok(hub)
    });
    made.await.unwrap_or_else(|_| Err(Error::internal("the hub could not be made")))
}

/// Where what is to replace `file` is made: in a folder of its own beside that of `file`, with nothing in it.
pub(super) fn fresh(file: &Path) -> PathBuf {
    let fresh = folder_of(file).with_extension("new").join(file.file_name().unwrap_or_default());
    discard(&fresh);
    fresh
}

/// Puts the folder of `fresh` in the place of that of `file`, which nobody has open.
pub(super) fn replace(file: &Path, fresh: &Path) -> Result<()> {
    discard(file);
    let folder = folder_of(file);
    std::fs::rename(folder_of(fresh), folder).map_err(|error| unwritable(folder, &error))
}

/// Deletes a hub of ours that was made to be thrown away, with all that lies in its folder.
pub(super) fn discard(file: &Path) {
    // What is not there is discarded already; what can't be deleted shows when it is made anew.
    let _ = std::fs::remove_dir_all(folder_of(file));
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(file)
}

fn unwritable(folder: &Path, error: &io::Error) -> Error {
    Error::refused(format!("The folder {} can't be written: {error}. Choose another place.", folder.display()))
}
