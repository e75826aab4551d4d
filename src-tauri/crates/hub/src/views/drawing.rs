//! What a pattern of bins would make, to be drawn before it is made.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::count;
use loopdock_domain::place::{PatternBin, PlaceKind, bins_by_pattern};

use crate::deeds::set_up::BinsRequest;
use crate::error::Result;
use crate::view::View;

/// Shelves, as a drawing needs them.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ShelvesView {
    /// Aisles, and where they are across the room.
    pub aisles: Vec<MarkView>,
    /// Bays, and where they are along an aisle.
    pub bays: Vec<MarkView>,
    /// Levels, and how high they are.
    pub levels: Vec<MarkView>,
    /// Every bin together.
    pub bins: u32,
    /// Of these, those that are not here yet.
    pub added: u32,
    /// The first bin's name, as it will be printed.
    pub first: String,
    /// The last one's.
    pub last: String,
}

/// What a pattern would make, or why it is none: while it is still being typed that is no error.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DrawnBins {
    /// The shelves.
    pub shelves: Option<ShelvesView>,
    /// What is wrong with the pattern.
    pub fault: Option<String>,
}

/// A part of a bin's name, and where it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MarkView {
    /// `A`, `07` or `3`.
    pub name: String,
    /// Millimetres from the hub's first one.
    #[ts(type = "number")]
    pub at_mm: i64,
}

pub(crate) fn draw_bins(view: &View<'_>, request: BinsRequest) -> Result<DrawnBins> {
    Ok(match bins_by_pattern(&request.from, &request.to, request.pitch.unwrap_or_default()) {
        Ok(bins) => DrawnBins { shelves: Some(drawn(view, &bins)?), fault: None },
        Err(fault) => DrawnBins { shelves: None, fault: Some(fault.to_string()) },
    })
}

fn drawn(view: &View<'_>, bins: &[PatternBin]) -> Result<ShelvesView> {
    let (mut aisles, mut bays, mut levels) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let here: std::collections::HashSet<String> =
        view.read.places(PlaceKind::Bin)?.into_iter().map(|place| place.name).collect();
    for bin in bins {
        let mut parts = bin.name.split('-').map(str::to_owned);
        let (Some(aisle), Some(bay), Some(level)) = (parts.next(), parts.next(), parts.next()) else { continue };
        // The pattern's own sequence: aisle Z comes before AA.
        aisles.insert((aisle.len(), aisle), bin.position.x_mm);
        bays.insert((bay.len(), bay), bin.position.y_mm);
        levels.insert((level.len(), level), bin.position.z_mm);
    }
    let marks = |marks: BTreeMap<(usize, String), i64>| {
        marks.into_iter().map(|((_, name), at_mm)| MarkView { name, at_mm }).collect()
    };
    let name = |bin: Option<&PatternBin>| bin.map(|bin| bin.name.clone()).unwrap_or_default();
    Ok(ShelvesView {
        first: name(bins.first()),
        last: name(bins.last()),
        added: count(bins.iter().filter(|bin| !here.contains(&bin.name)).count()),
        bins: count(bins.len()),
        aisles: marks(aisles),
        bays: marks(bays),
        levels: marks(levels),
    })
}
