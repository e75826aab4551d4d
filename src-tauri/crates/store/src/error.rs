//! What can go wrong with a hub file.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the store refused.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no hub file at {path}; make one with `loopdock --hub FILE init --name NAME`")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is one already.
    #[error("there is a file at {path} already; choose another name, or open it without init")]
    Exists {
        /// Where it is.
        path: PathBuf,
    },
    /// Not a database, or another program's.
    #[error(
        "{path} is no hub file of Loopdock; it was left as it is. Choose the hub's file, which usually ends in .db"
    )]
    NotAHub {
        /// Where it is.
        path: PathBuf,
    },
    /// Shorter than its own header says.
    #[error(
        "{path} is cut off: its header promises {promised} bytes and {found} are there. It was left as it is; take a backup"
    )]
    Truncated {
        /// Where it is.
        path: PathBuf,
        /// Bytes by the header.
        promised: u64,
        /// Bytes on the disk.
        found: u64,
    },
    /// Damaged in the middle.
    #[error("the hub file is damaged: a part of it is missing or was overwritten. It was left as it is; take a backup")]
    Damaged,
    /// Written by a newer Loopdock.
    #[error(
        "{path} was written by a newer Loopdock (format {found}; this program knows {known}). It was left as it is; update the program"
    )]
    Newer {
        /// Where it is.
        path: PathBuf,
        /// The file's format.
        found: usize,
        /// The newest that this program knows.
        known: usize,
    },
    /// Written by an older Loopdock and opened read-only.
    #[error(
        "{path} was written by an older Loopdock (format {found}; this program writes {known}); start the program once to bring it up to date"
    )]
    Older {
        /// Where it is.
        path: PathBuf,
        /// The file's format.
        found: usize,
        /// The format that this program reads.
        known: usize,
    },
    /// Another program has it.
    #[error("the hub at {path} is open in another program (process {process}); use that one, or close it first")]
    Occupied {
        /// Where it is.
        path: PathBuf,
        /// Its process id, as far as it said.
        process: String,
    },
    /// No room.
    #[error("the disk is full; nothing was changed. Make room and scan again")]
    Full,
    /// A rule that the tables themselves keep was about to break.
    #[error("The books say no: {}. Somebody else was faster, or the shelf differs from the books.", named(rule))]
    Rule {
        /// The name of the constraint or the trigger's words.
        rule: String,
    },
    /// The database refused for another reason.
    #[error("the hub file could not be used: {0}")]
    Database(rusqlite::Error),
    /// The file system refused.
    #[error("{path} could not be used: {error}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// The system's words.
        error: std::io::Error,
    },
    /// A migration failed.
    #[error("the hub file could not be brought up to date: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// A value was not as it is written.
    #[error("the hub file holds something unreadable: {what}")]
    Unreadable {
        /// Which value.
        what: String,
    },
}

/// Extended result codes that a disk without room gives (sqlite.org/rescode.html).
const NO_ROOM: [i32; 5] = [
    rusqlite::ffi::SQLITE_IOERR_WRITE,
    rusqlite::ffi::SQLITE_IOERR_FSYNC,
    rusqlite::ffi::SQLITE_IOERR_TRUNCATE,
    rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
    rusqlite::ffi::SQLITE_IOERR_SHMMAP,
];

impl StoreError {
    /// A file that the system refused to open or write; a disk without room is told apart.
    pub(crate) fn io(path: &std::path::Path, error: std::io::Error) -> Self {
        use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => Self::Full,
            _ => Self::Io { path: path.to_owned(), error },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::SqliteFailure(failure, _) if failure.code == ErrorCode::DiskFull => Self::Full,
            // A full disk, a quota or a file-size limit also shows as a file that can't be written or grown.
            rusqlite::Error::SqliteFailure(failure, _) if NO_ROOM.contains(&failure.extended_code) => Self::Full,
            rusqlite::Error::SqliteFailure(failure, _)
                if matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) =>
            {
                Self::Damaged
            }
            rusqlite::Error::SqliteFailure(failure, message) if failure.code == ErrorCode::ConstraintViolation => {
                Self::Rule { rule: message.clone().unwrap_or_else(|| failure.to_string()) }
            }
            _ => Self::Database(error),
        }
    }
}

/// What a constraint of the tables guards, in words.
fn named(rule: &str) -> &str {
    let known = [
        ("stock_not_below_zero", "there are not so many there"),
        ("stock_not_oversold", "these units are promised to an order"),
        ("one_open_loan_per_sleeve", "this sleeve is on loan"),
        ("loan.sleeve", "this sleeve is on loan"),
        ("parcel.sleeve", "this sleeve is bound to another parcel"),
        ("settlement.loan", "this loan is being settled"),
        ("parcel.customer_order", "this order is being packed"),
        ("handover.carrier", "a handover to this carrier is open"),
    ];
    known.iter().find(|(name, _)| rule.contains(name)).map_or(rule, |(_, words)| words)
}
