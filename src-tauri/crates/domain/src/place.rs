//! Places: where goods are. Bins have a name by pattern and coordinates, because a walk is measured in millimetres.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::words;

words! {
    /// What kind of place it is. Nothing is created or destroyed: what enters a hub leaves `supplier`, what is thrown
    /// away enters `scrap`, what a count finds comes from `count`.
    PlaceKind {
        /// A shelf compartment that orders are picked from.
        Bin = "bin",
        /// A tote: carries one order from the shelves to the bench.
        Tote = "tote",
        /// A packing bench.
        Bench = "bench",
        /// Damaged or doubtful goods, out of reach of orders.
        Quarantine = "quarantine",
        /// A parcel being packed or packed.
        Parcel = "parcel",
        /// Where goods come from.
        Supplier = "supplier",
        /// Where goods go.
        Customer = "customer",
        /// What is thrown away.
        Scrap = "scrap",
        /// The difference between books and shelves.
        Count = "count",
        /// What a restored hub finds again.
        Restored = "restored",
    }
}

/// Where a bin's front is, in millimetres from the hub's first aisle, first bay, floor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct Position {
    /// Across the aisles.
    #[ts(type = "number")]
    pub x_mm: i64,
    /// Along the aisle.
    #[ts(type = "number")]
    pub y_mm: i64,
    /// Above the floor.
    #[ts(type = "number")]
    pub z_mm: i64,
}

/// Distances between neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Pitch {
    /// From aisle to aisle.
    #[ts(type = "number")]
    pub aisle_mm: i64,
    /// From bay to bay.
    #[ts(type = "number")]
    pub bay_mm: i64,
    /// From level to level.
    #[ts(type = "number")]
    pub level_mm: i64,
}

impl Default for Pitch {
    fn default() -> Self {
        Self { aisle_mm: 2_400, bay_mm: 1_000, level_mm: 400 }
    }
}

/// One bin that a pattern yields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PatternBin {
    /// `A-01-1`.
    pub name: String,
    /// Where it is.
    pub position: Position,
}

/// Why a pattern of bins is none.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum PatternError {
    /// An end of the pattern is no bin name.
    #[error("“{text}” is no bin name: write aisle, bay and level, such as A-01-1")]
    Name {
        /// What was read.
        text: String,
    },
    /// The second end lies before the first.
    #[error("the pattern from {from} to {to} runs backwards: write the lower name first")]
    Backwards {
        /// The first end.
        from: String,
        /// The second end.
        to: String,
    },
    /// More bins than a small hub can have.
    #[error("the pattern makes {bins} bins; at most {most} at once")]
    TooMany {
        /// How many it would make.
        bins: u64,
        /// The limit.
        most: u64,
    },
}

/// The most bins that one pattern may make.
pub const MOST_BINS: u64 = 20_000;

/// Every bin from one corner to the opposite one, such as `A-01-1` to `F-12-4`: six aisles of twelve bays of four levels.
///
/// # Errors
/// When an end is no bin name, the pattern runs backwards or makes more than [`MOST_BINS`].
pub fn bins_by_pattern(from: &str, to: &str, pitch: Pitch) -> Result<Vec<PatternBin>, PatternError> {
    let low = corner(from)?;
    let high = corner(to)?;
    if high.aisle < low.aisle || high.bay < low.bay || high.level < low.level {
        return Err(PatternError::Backwards { from: from.to_owned(), to: to.to_owned() });
    }
    let span = |low: u32, high: u32| u64::from(high - low) + 1;
    let bins = span(low.aisle, high.aisle) * span(low.bay, high.bay) * span(low.level, high.level);
    if bins > MOST_BINS {
        return Err(PatternError::TooMany { bins, most: MOST_BINS });
    }
    let mut made = Vec::new();
    for aisle in low.aisle..=high.aisle {
        for bay in low.bay..=high.bay {
            for level in low.level..=high.level {
                made.push(PatternBin {
                    name: format!("{}-{bay:0width$}-{level}", letters(aisle), width = low.bay_digits),
                    position: Position {
                        x_mm: i64::from(aisle) * pitch.aisle_mm,
                        y_mm: i64::from(bay.saturating_sub(1)) * pitch.bay_mm,
                        z_mm: i64::from(level.saturating_sub(1)) * pitch.level_mm,
                    },
                });
            }
        }
    }
    Ok(made)
}

struct Corner {
    aisle: u32,
    bay: u32,
    level: u32,
    bay_digits: usize,
}

fn corner(text: &str) -> Result<Corner, PatternError> {
    let refuse = || PatternError::Name { text: text.to_owned() };
    let upper = text.trim().to_ascii_uppercase();
    let parts: Vec<&str> = upper.split('-').collect();
    let [aisle, bay, level] = parts.as_slice() else { return Err(refuse()) };
    let letters_ok = (1..=2).contains(&aisle.len()) && aisle.bytes().all(|byte| byte.is_ascii_uppercase());
    let number = |part: &str| -> Option<u32> {
        let digits = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    if !letters_ok {
        return Err(refuse());
    }
    let index = aisle.bytes().fold(0_u32, |sum, byte| sum * 26 + u32::from(byte - b'A') + 1) - 1;
    Ok(Corner {
        aisle: index,
        bay: number(bay).ok_or_else(refuse)?,
        level: number(level).ok_or_else(refuse)?,
        bay_digits: bay.len(),
    })
}

/// Aisle letters as spreadsheets count columns: A..Z, AA..ZZ.
fn letters(aisle: u32) -> String {
    let letter = |index: u32| char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    if aisle < 26 { letter(aisle).to_string() } else { [letter(aisle / 26 - 1), letter(aisle)].iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_makes_every_bin_between_its_corners() {
        let bins = bins_by_pattern("A-01-1", "F-12-4", Pitch::default()).unwrap();
        assert_eq!(bins.len(), 6 * 12 * 4);
        assert_eq!(bins[0].name, "A-01-1");
        let last = bins.last().unwrap();
        assert_eq!(last.name, "F-12-4");
        assert_eq!(last.position, Position { x_mm: 12_000, y_mm: 11_000, z_mm: 1_200 });
    }

    #[test]
    fn a_bad_pattern_says_what_is_wrong() {
        let refused = |from, to| bins_by_pattern(from, to, Pitch::default()).unwrap_err().to_string();
        assert!(refused("A01", "F-12-4").contains("A01"));
        assert!(refused("F-12-4", "A-01-1").contains("backwards"));
        assert!(refused("A-001-1", "ZZ-999-9").contains("at most"));
        assert_eq!(bins_by_pattern("Z-1-1", "AB-1-1", Pitch::default()).unwrap()[2].name, "AB-1-1");
    }
}
