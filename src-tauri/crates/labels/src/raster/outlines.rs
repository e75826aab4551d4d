//! The outlines of glyphs, each read once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use skrifa::{DrawMemory, GlyphId, PathSink, ScalerFont};
use tiny_skia::{Path, PathBuilder};

use crate::PaperError;
use crate::fonts::Face;

/// Which face in which size, in bits of the dots to an em, and whether it is fitted to dots.
type Key = (*const Face, u32, bool);

/// Outlines of faces in sizes. Faces must outlive them.
#[derive(Default)]
pub(super) struct Outlines(HashMap<Key, FaceOutlines>);

impl Outlines {
    /// Those of a face with so many dots to an em, fitted to whole dots if the face knows how.
    pub(super) fn of(&mut self, face: &Arc<Face>, em_dots: f32, is_fitted: bool) -> &mut FaceOutlines {
        self.0.entry((Arc::as_ptr(face), em_dots.to_bits(), is_fitted)).or_insert_with(|| FaceOutlines {
            name: face.name().to_owned(),
            scaler: face.scaler(em_dots, is_fitted),
            paths: HashMap::new(),
        })
    }
}

/// Outlines of one face in one size.
pub(super) struct FaceOutlines {
    name: String,
    scaler: ScalerFont,
    paths: HashMap<u16, Option<Path>>,
}

impl FaceOutlines {
    /// The outline of a glyph, in dots with y upwards; nothing for a blank.
    ///
    /// # Errors
    ///
    /// [`PaperError::Font`] if it is damaged.
    pub(super) fn path(&mut self, glyph: u16) -> Result<Option<&Path>, PaperError> {
        let path = match self.paths.entry(glyph) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let mut sink = Sink(PathBuilder::new());
                if let Some(outline) = self.scaler.outline(GlyphId::from(glyph)) {
                    let broken = |reason: String| PaperError::Font { font: self.name.clone(), reason };
                    outline.draw(DrawMemory::Scratch, &mut sink).map_err(|error| broken(error.to_string()))?;
                }
                unknown.insert(sink.0.finish())
            }
        };
        Ok(path.as_ref())
    }
}

/// Takes what the font says to what fills it.
struct Sink(PathBuilder);

impl PathSink for Sink {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
