//! The fonts installed on this computer, found and read when a text first needs one.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fontdb::{Database, FaceInfo, ID, Source, Stretch, Style};
use harfrust::font::Blob;
use read_fonts::{FontRef, TableProvider};

use super::families::{SIGNS, families};
use super::{Face, Weight, Wish};
use crate::text::is_unseen;

/// What was looked up, and a face where there was one.
type Found<Key> = Mutex<HashMap<Key, Option<Arc<Face>>>>;

/// The installed fonts. What was looked up once is remembered, also that there was nothing.
#[derive(Default)]
pub(super) struct Installed {
    database: OnceLock<Database>,
    files: Mutex<HashMap<PathBuf, Option<Blob>>>,
    faces: Found<ID>,
    by_wish: Mutex<HashMap<Wish, Vec<Arc<Face>>>>,
    by_char: Found<(Weight, char)>,
}

impl Installed {
    /// The first face made for the wish's script that has all of `cluster`.
    pub(super) fn made_for(&self, wish: Wish, cluster: &str) -> Option<Arc<Face>> {
        let mut by_wish = self.by_wish.lock().unwrap_or_else(PoisonError::into_inner);
        let faces = by_wish.entry(wish).or_insert_with(|| {
            let families = families(wish);
            families.iter().filter_map(|family| self.of_family(family, wish.weight)).collect()
        });
        faces.iter().find(|face| face.covers(cluster)).cloned()
    }

    /// Any face that has all of `cluster`: families of signs first, then the rest by name.
    pub(super) fn any(&self, weight: Weight, cluster: &str) -> Option<Arc<Face>> {
        let char = cluster.chars().find(|char| !is_unseen(*char))?;
        let mut by_char = self.by_char.lock().unwrap_or_else(PoisonError::into_inner);
        let face = by_char.entry((weight, char)).or_insert_with(|| {
            let mut of_signs = SIGNS.iter().filter_map(|family| self.of_family(family, weight));
            of_signs.find(|face| face.covers(cluster)).or_else(|| self.search(weight, cluster))
        });
        face.clone().filter(|face| face.covers(cluster))
    }

    /// The upright face of a family nearest to the weight.
    fn of_family(&self, family: &str, weight: Weight) -> Option<Arc<Face>> {
        let of_it = |info: &&FaceInfo| info.families.iter().any(|(name, _)| name == family);
        let info = self.database().faces().filter(of_it).min_by_key(|info| rank(info, weight))?;
        self.face(info)
    }

    /// Looks through every installed face. Slow (some 10 ms for 400 faces), so the answer is kept.
    fn search(&self, weight: Weight, cluster: &str) -> Option<Arc<Face>> {
        let database = self.database();
        let mut infos: Vec<&FaceInfo> = database.faces().collect();
        let is_noto_sans = |info: &FaceInfo| info.families.iter().any(|(name, _)| name.starts_with("Noto Sans"));
        infos.sort_by_cached_key(|info| (Reverse(is_noto_sans(info)), rank(info, weight)));
        let has_all = |data: &[u8], index| {
            let cmap = FontRef::from_index(data, index).ok().and_then(|font| font.cmap().ok());
            cmap.is_some_and(|cmap| cluster.chars().all(|char| is_unseen(char) || cmap.map_codepoint(char).is_some()))
        };
        let mut found = infos.into_iter().filter(|info| database.with_face_data(info.id, has_all) == Some(true));
        found.find_map(|info| self.face(info).filter(|face| face.covers(cluster)))
    }

    /// Opens a face; `None` if it can't be read or has no outlines.
    fn face(&self, info: &FaceInfo) -> Option<Arc<Face>> {
        let mut faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        let face = faces.entry(info.id).or_insert_with(|| {
            let bytes = self.bytes(&info.source)?;
            Face::open(&info.post_script_name, bytes, info.index).ok().map(Arc::new)
        });
        face.clone()
    }

    fn bytes(&self, source: &Source) -> Option<Blob> {
        let path = match source {
            Source::Binary(bytes) | Source::SharedFile(_, bytes) => return Some(Blob::Shared(Arc::clone(bytes))),
            Source::File(path) => path,
        };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(path.clone()).or_insert_with(|| fs::read(path).ok().map(Blob::from)).clone()
    }

    fn database(&self) -> &Database {
        self.database.get_or_init(|| {
            let mut database = Database::new();
            database.load_system_fonts();
            database
        })
    }
}

impl fmt::Debug for Installed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Installed").field("looked", &self.database.get().is_some()).finish()
    }
}

/// Sorts faces: upright, of normal width and near in weight first; the name makes the order total, so that the same
/// computer always chooses the same face.
fn rank(info: &FaceInfo, weight: Weight) -> (bool, bool, u16, String, u32) {
    let wanted = match weight {
        Weight::Regular => 400,
        Weight::Bold => 700,
    };
    let off_weight = info.weight.0.abs_diff(wanted);
    let name = info.post_script_name.clone();
    (info.style != Style::Normal, info.stretch != Stretch::Normal, off_weight, name, info.index)
}
