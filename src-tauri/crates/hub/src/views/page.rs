//! A page of a long list.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_store::Part;

/// Which part of a list, where nothing else is asked.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PageRequest {
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

impl PageRequest {
    /// As the tables are asked for it.
    pub(super) fn part(&self) -> Part {
        part(self.offset, self.limit)
    }
}

/// Some rows of a list, and how long all of it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Page<T> {
    /// Rows of the whole list.
    pub total: i64,
    /// Those that were asked for.
    pub rows: Vec<T>,
}

/// The most rows that one question is answered with, whatever it asks for.
const MOST_ROWS: u32 = 500;

/// What a request asks for: 100 rows from the first unless it says otherwise.
pub(super) fn part(offset: Option<u32>, limit: Option<u32>) -> Part {
    Part { offset: offset.unwrap_or(0), limit: limit.unwrap_or(100).min(MOST_ROWS) }
}

/// A page of a list that is here whole.
pub(super) fn cut<T>(all: Vec<T>, part: Part) -> Page<T> {
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Page { total, rows: all.into_iter().skip(size(part.offset)).take(size(part.limit)).collect() }
}
