//! Why a command was refused: a small closed set of codes for programs, and a sentence for people.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use loopdock_domain::place::PatternError;
use loopdock_domain::words::UnknownWord;
use loopdock_domain::{MoneyError, words};
use loopdock_store::StoreError;

use crate::storefront::TableError;

words! {
    /// What a program may tell errors apart by.
    ErrorCode {
        /// A rule says no; the sentence says which.
        Refused = "refused",
        /// What was named is not here.
        NotFound = "not_found",
        /// The call itself is wrong: an unknown command, or a request that can't be read.
        BadCall = "bad_call",
        /// The hub file is missing, foreign, cut off or too new.
        BadFile = "bad_file",
        /// Another program has the hub file.
        Occupied = "occupied",
        /// The disk is full.
        DiskFull = "disk_full",
        /// Something that should not happen.
        Internal = "internal",
    }
}

/// A refused command.
#[derive(Clone, PartialEq, Eq, Debug, Error, Serialize, Deserialize, TS)]
#[error("{message}")]
pub struct Error {
    /// For programs.
    pub code: ErrorCode,
    /// For people: what happened, to what, and what to do next.
    pub message: String,
}

/// The result of every command.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A rule says no.
    pub fn refused(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::Refused, message: message.into() }
    }

    /// What was named is not here.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::NotFound, message: message.into() }
    }

    /// The call can't be read.
    pub fn bad_call(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::BadCall, message: message.into() }
    }

    /// The tables hold something that they should not.
    pub fn internal(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::Internal, message: message.into() }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Missing { .. }
            | StoreError::Exists { .. }
            | StoreError::NotAHub { .. }
            | StoreError::Truncated { .. }
            | StoreError::Damaged
            | StoreError::Newer { .. }
            | StoreError::Older { .. } => ErrorCode::BadFile,
            StoreError::Occupied { .. } => ErrorCode::Occupied,
            StoreError::Full => ErrorCode::DiskFull,
            StoreError::Rule { .. } => ErrorCode::Refused,
            _ => ErrorCode::Internal,
        };
        Self { code, message: error.to_string() }
    }
}

macro_rules! refusals {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::refused(error.to_string())
            }
        }
    )+};
}

refusals!(MoneyError, PatternError, TableError, UnknownWord);
