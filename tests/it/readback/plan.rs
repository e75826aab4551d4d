//! Which documents are printed in which sizes, for which printers, with which samples.

use std::collections::{BTreeMap, BTreeSet};

use loopdock_labels::{Dpi, Kind, Size, Templates};
use rand::seq::SliceRandom as _;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::corpus::Sample;

/// Documents that are printed into one file.
#[derive(Clone, Debug)]
pub struct File {
    pub kind: Kind,
    pub size: Size,
    pub dpi: Dpi,
    /// The samples by their numbers; the first is always there.
    pub samples: BTreeSet<usize>,
}

/// Every document in every size for every printer, with every sample.
pub fn all(templates: &Templates, samples: usize) -> Vec<File> {
    let mut files = Vec::new();
    for kind in Kind::ALL {
        for size in templates.sizes(kind) {
            let of = |dpi| File { kind, size, dpi, samples: (0..samples).collect() };
            files.extend(Dpi::ALL.map(of));
        }
    }
    files
}

/// As few of them as hold each pair of a kind, a size, a printer and a class of samples that there is; always the same.
pub fn pairs(templates: &Templates, samples: &[Sample]) -> Vec<File> {
    let all = all(templates, samples.len());
    let mut seen: BTreeSet<(usize, usize, usize, usize)> = BTreeSet::new();
    let mut chosen: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    // What a file and a sample have, by the number of the axis: the kind, the size, the printer, the class.
    let axes = |file: &File, sample: usize| {
        let kind = Kind::ALL.iter().position(|kind| *kind == file.kind).unwrap_or_default();
        let size = Size::ALL.iter().position(|size| size.name == file.size.name).unwrap_or_default();
        [kind, size, file.dpi.dots_per_inch() as usize, samples[sample].class as usize]
    };
    let pairs_of = |axes: [usize; 4]| {
        let pair = move |(one, other): (usize, usize)| (one, axes[one], other, axes[other]);
        [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)].map(pair)
    };
    let mut candidates: Vec<(usize, usize)> =
        (0..all.len()).flat_map(|file| (0..samples.len()).map(move |sample| (file, sample))).collect();
    candidates.shuffle(&mut ChaCha8Rng::seed_from_u64(1));
    // What brings much that is new goes first; a file that is there anyhow takes what brings anything.
    for opens in [3, 2, 1] {
        for (file, sample) in &candidates {
            let pairs = pairs_of(axes(&all[*file], *sample));
            let new = pairs.iter().filter(|pair| !seen.contains(pair)).count();
            if new >= if chosen.contains_key(file) { 1 } else { opens } {
                seen.extend(pairs);
                // The first sample shows what others are measured by.
                chosen.entry(*file).or_insert_with(|| BTreeSet::from([0])).insert(*sample);
            }
        }
    }
    chosen.into_iter().map(|(file, samples)| File { samples, ..all[file].clone() }).collect()
}
