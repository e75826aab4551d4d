//! Draws finished pages as pictures, dot by dot.
//!
//! Rules, boxes and codes stand on whole dots, so that a printer without grey draws them all alike. So do letters of scripts
//! that do not join them, and their stems, which would else be a dot thicker here than there; letters that join stand as
//! far apart as in the PDF, so that no gap is between them.

mod outlines;

use tiny_skia::Transform;
use unicode_script::{Script, UnicodeScript as _};

use crate::PaperError;
use crate::page::{Frame, MM_PER_PT, OUTLINE_PT, Page, PlacedBars, PlacedCode, PlacedImage, PlacedLine};
use crate::picture::Picture;
use crate::sizes::Dpi;
use crate::text::Run;
use outlines::Outlines;

/// Draws pages for printers of so many dots. It keeps the outlines of letters from page to page.
pub(crate) struct Raster {
    dpi: Dpi,
    outlines: Outlines,
}

impl Raster {
    /// One that has drawn nothing yet.
    pub(crate) fn new(dpi: Dpi) -> Raster {
        Raster { dpi, outlines: Outlines::default() }
    }

    /// Draws a page.
    ///
    /// # Errors
    ///
    /// [`PaperError::Font`] if an outline is damaged, [`PaperError::File`] if the page is too large to be drawn.
    pub(crate) fn draw(&mut self, page: &Page) -> Result<Picture, PaperError> {
        let mut picture = Picture::bare(page.size, self.dpi)?;
        page.fills.iter().for_each(|frame| self.draw_fill(frame, &mut picture));
        page.boxes.iter().for_each(|frame| self.draw_box(frame, &mut picture));
        page.codes.iter().for_each(|code| draw_code(code, &mut picture));
        page.bars.iter().for_each(|bars| draw_bars(bars, &mut picture));
        page.images.iter().for_each(|image| self.draw_image(image, &mut picture));
        page.lines.iter().try_for_each(|line| self.draw_line(line, &mut picture))?;
        Ok(picture)
    }

    fn dots(&self, length_mm: f32) -> f32 {
        length_mm / self.dpi.dot_mm()
    }

    fn whole_dots(&self, length_mm: f32) -> u32 {
        self.dots(length_mm).round() as u32
    }

    /// Draws a rule, as thick as comes nearest but never so thin that it is gone.
    fn draw_fill(&self, frame: &Frame, picture: &mut Picture) {
        let (left, top) = (self.whole_dots(frame.left_mm), self.whole_dots(frame.top_mm));
        let extent = |length_mm| self.whole_dots(length_mm).max(1);
        picture.blacken(left, top, extent(frame.width_mm), extent(frame.height_mm));
    }

    /// Draws an outline within its frame.
    fn draw_box(&self, frame: &Frame, picture: &mut Picture) {
        let (left, top) = (self.whole_dots(frame.left_mm), self.whole_dots(frame.top_mm));
        let width = self.whole_dots(frame.right_mm()).saturating_sub(left);
        let height = self.whole_dots(frame.bottom_mm()).saturating_sub(top);
        let thick = self.whole_dots(OUTLINE_PT * MM_PER_PT).max(1).min(width).min(height);
        picture.blacken(left, top, width, thick);
        picture.blacken(left, top + height - thick, width, thick);
        picture.blacken(left, top, thick, height);
        picture.blacken(left + width - thick, top, thick, height);
    }

    /// Draws a picture, a dot as grey as the pixel that lies under its middle.
    fn draw_image(&self, image: &PlacedImage, picture: &mut Picture) {
        let (left, top) = (self.whole_dots(image.frame.left_mm), self.whole_dots(image.frame.top_mm));
        let (width, height) = (self.whole_dots(image.frame.width_mm), self.whole_dots(image.frame.height_mm));
        let pixel = |dot: u32, dots: u32, pixels: u32| {
            (u64::from(2 * dot + 1) * u64::from(pixels) / u64::from(2 * dots)) as usize
        };
        picture.tint(left, top, width, height, |column, row| {
            let at = pixel(row, height, image.height) * image.width as usize + pixel(column, width, image.width);
            u8::MAX - image.grey.get(at).copied().unwrap_or(u8::MAX)
        });
    }

    fn draw_line(&mut self, placed: &PlacedLine, picture: &mut Picture) -> Result<(), PaperError> {
        let em_dots = self.dots(placed.size_pt * MM_PER_PT);
        let baseline = self.dots(placed.baseline_mm()).round();
        let mut pen = self.dots(placed.frame.left_mm);
        for run in &placed.line.runs {
            let is_fitted = stands_apart(run);
            let outlines = self.outlines.of(&run.face, em_dots, is_fitted);
            for glyph in &run.glyphs {
                if let Some(path) = outlines.path(glyph.id)? {
                    let (x, y) = (pen + glyph.shift_x_em * em_dots, baseline - glyph.shift_y_em * em_dots);
                    let (x, y) = if is_fitted { (x.round(), y.round()) } else { (x, y) };
                    picture.fill(path, Transform::from_row(1.0, 0.0, 0.0, -1.0, x, y));
                }
                pen += glyph.advance_em * em_dots;
            }
        }
        Ok(())
    }
}

/// Whether the letters of a run are of a script that does not join them.
fn stands_apart(run: &Run) -> bool {
    let apart = [Script::Latin, Script::Greek, Script::Cyrillic, Script::Common, Script::Inherited];
    let mut chars = run.clusters.iter().flat_map(|cluster| run.text[cluster.bytes.clone()].chars());
    chars.all(|char| apart.contains(&char.script()))
}

fn draw_bars(bars: &PlacedBars, picture: &mut Picture) {
    for bar in &bars.bars {
        picture.blacken(bar.left, bar.top, bar.width, bar.height);
    }
}

fn draw_code(code: &PlacedCode, picture: &mut Picture) {
    let module = code.module_dots;
    for run in code.matrix.runs() {
        let (left, top) = (code.left_dots + run.left * module, code.top_dots + run.top * module);
        picture.blacken(left, top, run.length * module, module);
    }
}
