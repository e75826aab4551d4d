//! How many: counts as answers, cues and the journal carry them.

/// A count, which is never below zero. One beyond four thousand million stays there: nothing in a hub is so many.
#[must_use]
pub fn count(many: impl TryInto<u32>) -> u32 {
    many.try_into().unwrap_or(u32::MAX)
}
