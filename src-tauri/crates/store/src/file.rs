//! The hub file itself: is it one, is it whole, who has it, and how SQLite is told to keep it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use crate::migration::{self, NEWEST};
use crate::{Result, StoreError};

/// `LOOP` in ASCII, in the header's application id, so that another program's database is never taken for a hub.
const APPLICATION_ID: i32 = 0x4C4F_4F50;

const HEADER: usize = 100;

/// A path with `suffix` appended to its file name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Deletes a file, if it is there.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io(path, error)),
        _ => Ok(()),
    }
}

/// Renames a whole file, durably.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    File::open(from).and_then(|file| file.sync_all()).map_err(|error| StoreError::io(from, error))?;
    std::fs::rename(from, to).map_err(|error| StoreError::io(to, error))?;
    // The name is durable once the folder is; only Unix lets a folder be synced.
    #[cfg(unix)]
    if let Some(folder) = to.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| StoreError::io(folder, error))?;
    }
    Ok(())
}

/// Where the lock of the hub at `path` is.
#[must_use]
pub fn lock_path(path: &Path) -> PathBuf {
    beside(path, ".lock")
}

pub(crate) fn create(path: &Path) -> Result<Connection> {
    let mut connection = Connection::open(path)?;
    only_for_its_owner(path)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    prepare(&connection)?;
    migration::bring_up_to_date(&mut connection, path)?;
    Ok(connection)
}

/// A hub holds buyers' addresses; SQLite gives the files beside it the same rights.
#[cfg(unix)]
pub(crate) fn only_for_its_owner(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(|error| StoreError::io(path, error))
}

#[cfg(not(unix))]
pub(crate) fn only_for_its_owner(_: &Path) -> Result<()> {
    Ok(())
}

pub(crate) fn open(path: &Path) -> Result<Connection> {
    look_at_header(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    migration::bring_up_to_date(&mut connection, path)?;
    Ok(connection)
}

pub(crate) fn open_read_only(path: &Path) -> Result<Connection> {
    look_at_header(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    tune(&connection)?;
    let found = migration::format(&connection)?;
    if found < NEWEST {
        return Err(StoreError::Older { path: path.to_owned(), found, known: NEWEST });
    }
    Ok(connection)
}

/// What must hold before SQLite may touch the file, read from its header (sqlite.org/fileformat2.html, section 1.3).
pub(crate) fn look_at_header(path: &Path) -> Result<()> {
    let io = |error| StoreError::io(path, error);
    let foreign = || StoreError::NotAHub { path: path.to_owned() };
    let mut file = match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        other => other.map_err(io)?,
    };
    let found = file.metadata().map_err(io)?.len();
    let mut header = [0_u8; HEADER];
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"SQLite format 3\0") {
        return Err(foreign());
    }
    let word = |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
    if word(68) != APPLICATION_ID.cast_unsigned() {
        return Err(foreign());
    }
    let format = usize::try_from(word(60)).unwrap_or(usize::MAX);
    if format > NEWEST {
        return Err(StoreError::Newer { path: path.to_owned(), found: format, known: NEWEST });
    }
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let promised = u64::from(word(28)) * page;
    // With a write-ahead log beside it the file may lag behind its header; SQLite mends that itself.
    let has_log = std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    if found < promised && !has_log {
        return Err(StoreError::Truncated { path: path.to_owned(), promised, found });
    }
    Ok(())
}

/// Durable at every commit, and no checkpoint inside one: `Store::checkpoint` does that between scans.
fn prepare(connection: &Connection) -> Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    // A log that grew in a long burst is given back to the disk once it was copied.
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    tune(connection)
}

fn tune(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(512);
    // Otherwise a statement whose parameter might match a partial index is compiled anew whenever the parameter changes.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    Ok(())
}

/// Who has a hub file, written into its lock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occupant {
    /// Process id.
    pub process: u32,
    /// Where it listens, when it serves: `127.0.0.1:4200`.
    pub address: Option<String>,
}

/// The right to write to a hub file, held until dropped, also when the process dies.
#[derive(Debug)]
pub struct HubLock {
    file: File,
    path: PathBuf,
}

impl Drop for HubLock {
    fn drop(&mut self) {
        // Closing alone would leave it to a child that this process is just starting. What fails here ends with the process.
        let _ = self.file.unlock();
    }
}

impl HubLock {
    /// Takes the lock of the hub at `path`.
    ///
    /// # Errors
    /// [`StoreError::Occupied`] when another program has it; [`HubLock::occupant`] says which.
    pub fn take(path: &Path) -> Result<Self> {
        let lock = lock_path(path);
        let io = |error| StoreError::io(&lock, error);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&lock).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let process = Self::occupant(path).map_or_else(|| "unknown".to_owned(), |who| who.process.to_string());
                return Err(StoreError::Occupied { path: path.to_owned(), process });
            }
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        let mut held = Self { file, path: lock };
        held.announce(None)?;
        Ok(held)
    }

    /// Writes who holds the lock, and where it can be reached.
    ///
    /// # Errors
    /// When the lock file can't be written.
    pub fn announce(&mut self, address: Option<&str>) -> Result<()> {
        let who = Occupant { process: std::process::id(), address: address.map(str::to_owned) };
        let text = serde_json::to_string(&who).unwrap_or_default();
        let io = |error| StoreError::io(&self.path, error);
        self.file.set_len(0).map_err(io)?;
        self.file.seek(SeekFrom::Start(0)).map_err(io)?;
        self.file.write_all(text.as_bytes()).map_err(io)
    }

    /// Who wrote into the lock of the hub at `path` last; only meaningful while somebody holds it.
    #[must_use]
    pub fn occupant(path: &Path) -> Option<Occupant> {
        serde_json::from_str(&std::fs::read_to_string(lock_path(path)).ok()?).ok()
    }
}
