//! One face, parsed and ready to be asked, shaped with and cut down.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::font::Blob;
use harfrust::{Buffer, Font, GlyphId, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont};
use skrifa::{HintOptions, RasterTarget, ScalerFont};
use subsetter::GlyphRemapper;

use crate::PaperError;
use crate::text::is_unseen;

/// The tallest ascender and the deepest descender that a line makes room for, in ems. Some fonts state far more than any
/// of their letters needs.
const MOST_ASCENT_EM: f32 = 1.16;
const MOST_DESCENT_EM: f32 = 0.42;

/// A face of a font.
pub(crate) struct Face {
    name: String,
    bytes: Blob,
    index: u32,
    font: Font,
    is_cff: bool,
    /// How to shape each kind of run that was met so far; making a plan costs more than using it.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
}

impl Face {
    /// Parses a face, and makes sure that it can be cut down, which is how it goes into a PDF. Bitmap fonts can't.
    ///
    /// # Errors
    ///
    /// [`PaperError::Font`] if the bytes are no font with outlines.
    pub(crate) fn open(name: &str, bytes: Blob, index: u32) -> Result<Face, PaperError> {
        let broken = |reason: String| PaperError::Font { font: name.to_owned(), reason };
        let cut = subsetter::subset(&bytes, index, &GlyphRemapper::new()).map_err(|error| broken(error.to_string()))?;
        let font = Font::new(bytes.clone(), index).ok_or_else(|| broken("it is damaged".to_owned()))?;
        // A PDF name takes no spaces, brackets or the like; PostScript names should have none either.
        let name = name.chars().filter(|char| char.is_ascii_alphanumeric() || *char == '-').collect();
        Ok(Face { name, bytes, index, font, is_cff: cut.starts_with(b"OTTO"), plans: Mutex::default() })
    }

    /// The PostScript name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether its outlines are CFF's and not TrueType's.
    pub(crate) fn is_cff(&self) -> bool {
        self.is_cff
    }

    /// The units that its lengths are counted in, to an em.
    pub(crate) fn units_per_em(&self) -> u16 {
        self.font.units_per_em()
    }

    /// How far a line reaches above its baseline, in ems.
    pub(crate) fn ascent_em(&self) -> f32 {
        let ascender = self.font.metrics().h_line().map_or(0.9, |line| self.ems(line.ascender.to_f64()));
        ascender.clamp(0.0, MOST_ASCENT_EM)
    }

    /// How far a line reaches below its baseline, in ems; positive.
    pub(crate) fn descent_em(&self) -> f32 {
        let descender = self.font.metrics().h_line().map_or(-0.25, |line| self.ems(line.descender.to_f64()));
        (-descender).clamp(0.0, MOST_DESCENT_EM)
    }

    /// The box that all its glyphs lie in: left, bottom, right, top, in font units.
    pub(crate) fn bounds_units(&self) -> [i16; 4] {
        let bounds = self.font.metrics().bounds;
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|edge| edge.to_f64() as i16)
    }

    /// The advance of a glyph in font units, before any kerning.
    pub(crate) fn advance_units(&self, glyph: u16) -> u16 {
        self.font.glyph_metrics().h_advance(GlyphId::from(glyph)) as u16
    }

    /// The glyph of a character, if it has one.
    pub(crate) fn glyph(&self, char: char) -> Option<u16> {
        let glyph = self.font.charmap().map_unicode(char)?;
        u16::try_from(glyph.to_u32()).ok().filter(|glyph| *glyph != 0)
    }

    /// Whether it has every character of `text` that is meant to be seen.
    pub(crate) fn covers(&self, text: &str) -> bool {
        let charmap = self.font.charmap();
        text.chars().all(|char| is_unseen(char) || charmap.map_unicode(char).is_some_and(|glyph| glyph.to_u32() != 0))
    }

    /// Turns the characters of a buffer into glyphs of this face; lengths are in font units.
    pub(crate) fn shape(&self, buffer: &mut Buffer) {
        let shaper = ShaperFont::new(&self.font);
        let plan = self.plan(buffer);
        // The only errors are a plan made for other text and a buffer shaped twice, and neither can be here.
        let shaped = harfrust::shape(&shaper, buffer, ShapeOptions::new().plan(Some(&plan)));
        debug_assert!(shaped.is_ok());
    }

    fn plan(&self, buffer: &Buffer) -> Arc<ShapePlan> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let key = ShapePlanKey::new(&self.font, buffer.script(), buffer.direction());
        if let Some(plan) = plans.iter().find(|plan| key.matches(plan)) {
            return Arc::clone(plan);
        }
        let plan = Arc::new(ShapePlan::new(&self.font, buffer.direction(), buffer.script(), None, &[]));
        plans.push(Arc::clone(&plan));
        plan
    }

    /// The face with the remapper's glyphs only, numbered as it says.
    ///
    /// # Errors
    ///
    /// [`PaperError::Font`] if an outline is damaged.
    pub(crate) fn subset(&self, glyphs: &GlyphRemapper) -> Result<Vec<u8>, PaperError> {
        subsetter::subset(&self.bytes, self.index, glyphs)
            .map_err(|error| PaperError::Font { font: self.name.clone(), reason: error.to_string() })
    }

    /// Draws its glyphs so many dots to an em, fitted to whole dots by the face's own instructions if that is wanted and they
    /// work.
    pub(crate) fn scaler(&self, em_dots: f32, is_fitted: bool) -> ScalerFont {
        let options = HintOptions::interpreter().with_target(RasterTarget::Mono);
        let fitted = is_fitted.then(|| ScalerFont::hinted(self.font.clone(), em_dots, options));
        let sound = fitted.filter(|scaler| scaler.hinting_error().is_none());
        sound.unwrap_or_else(|| ScalerFont::unhinted(self.font.clone(), Some(em_dots)))
    }

    fn ems(&self, units: f64) -> f32 {
        (units / f64::from(self.units_per_em())) as f32
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Face").field(&self.name).finish()
    }
}
