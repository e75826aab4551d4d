//! A part of a long list: which rows, and how what was typed finds them.

/// A page of a list: what is skipped, and how much is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// So many rows stand before it.
    pub offset: u32,
    /// At most so many rows.
    pub limit: u32,
}

impl Part {
    /// Every row, however many.
    pub const ALL: Self = Self::first(u32::MAX);

    /// The first rows.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self { offset: 0, limit }
    }
}

/// A pattern that finds `word` as it stands.
pub(crate) fn containing(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
