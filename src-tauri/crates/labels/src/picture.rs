//! A page as its printer prints it: one pixel a dot.

use std::ops::Range;

use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use tiny_skia::{FillRule, Mask, Path, Transform};

use crate::PaperError;
use crate::page::PageSize;
use crate::sizes::Dpi;

/// The ink from which a dot is printed where a printer knows no grey: half of it.
const LEAST_INK: u8 = 128;

/// The ink from which the dots of a tint are printed there, of each four by four (Bayer's matrix): more of them are where it is darker.
const TINT_INK: [[u8; 4]; 4] = [[8, 136, 40, 168], [200, 72, 232, 104], [56, 184, 24, 152], [248, 120, 216, 88]];

/// Ink on the dots of a page, row by row: 0 is bare paper, 255 is black.
pub(crate) struct Picture {
    ink: Mask,
    dpi: Dpi,
    tints: Vec<Tint>,
}

/// Where greys are meant as such.
struct Tint {
    columns: Range<usize>,
    rows: Range<usize>,
}

impl Picture {
    /// A bare page, as many whole dots wide and high as come nearest to its size.
    ///
    /// # Errors
    ///
    /// [`PaperError::File`] for a page without a dot, or with more than can be counted.
    pub(crate) fn bare(size: PageSize, dpi: Dpi) -> Result<Picture, PaperError> {
        let dots = |length_mm: f32| (length_mm / dpi.dot_mm()).round() as u32;
        let ink = Mask::new(dots(size.width_mm), dots(size.height_mm)).ok_or_else(|| {
            PaperError::File(format!("a page of {} x {} mm can't be drawn", size.width_mm, size.height_mm))
        })?;
        Ok(Picture { ink, dpi, tints: Vec::new() })
    }

    /// Its width in dots.
    pub(crate) fn width_dots(&self) -> u32 {
        self.ink.width()
    }

    /// Its height in dots.
    pub(crate) fn height_dots(&self) -> u32 {
        self.ink.height()
    }

    /// Blackens the whole dots of a rectangle; what lies beyond the page is left out.
    pub(crate) fn blacken(&mut self, left: u32, top: u32, width: u32, height: u32) {
        let (page_width, page_height) = (self.width_dots(), self.height_dots());
        let columns = left.min(page_width) as usize..left.saturating_add(width).min(page_width) as usize;
        let rows = self.ink.data_mut().chunks_exact_mut(page_width as usize);
        let bottom = top.saturating_add(height).min(page_height);
        for row in rows.take(bottom as usize).skip(top as usize) {
            row[columns.clone()].fill(u8::MAX);
        }
    }

    /// Tints the whole dots of a rectangle, each by its column and row in it; what lies beyond the page is left out.
    pub(crate) fn tint(&mut self, left: u32, top: u32, width: u32, height: u32, ink: impl Fn(u32, u32) -> u8) {
        let (page_width, page_height) = (self.width_dots(), self.height_dots());
        let (right, bottom) = (left.saturating_add(width).min(page_width), top.saturating_add(height).min(page_height));
        for row in top..bottom {
            for column in left..right {
                self.ink.data_mut()[(row * page_width + column) as usize] = ink(column - left, row - top);
            }
        }
        self.tints.push(Tint { columns: left as usize..right as usize, rows: top as usize..bottom as usize });
    }

    /// The ink from which a dot is printed by a printer that knows no grey.
    fn least_ink(&self, column: usize, row: usize) -> u8 {
        let is_tint = self.tints.iter().any(|tint| tint.columns.contains(&column) && tint.rows.contains(&row));
        if is_tint { TINT_INK[row % 4][column % 4] } else { LEAST_INK }
    }

    /// Fills a path, which `placed` brings to dots from the page's top left corner; dots at its edge get as much ink as they
    /// have of it.
    pub(crate) fn fill(&mut self, path: &Path, placed: Transform) {
        self.ink.fill_path(path, FillRule::Winding, true, placed);
    }

    /// The dots in rows of whole bytes, a bit each, the leftmost bit being the highest: what a printer without grey prints.
    pub(crate) fn bits(&self) -> Vec<u8> {
        let row_bytes = self.width_dots().div_ceil(8) as usize;
        let mut bits = Vec::with_capacity(row_bytes * self.height_dots() as usize);
        for (row, dots) in self.ink.data().chunks_exact(self.width_dots() as usize).enumerate() {
            bits.extend(dots.chunks(8).enumerate().map(|(byte, dots)| {
                let is_set = |bit: usize, ink: u8| ink >= self.least_ink(8 * byte + bit, row);
                dots.iter().enumerate().map(|(bit, ink)| u8::from(is_set(bit, *ink)) << (7 - bit)).sum::<u8>()
            }));
        }
        bits
    }

    /// The picture as PNG: grey of eight bits, and the size that it is to be printed in.
    ///
    /// # Errors
    ///
    /// None that can happen: it is written into memory.
    pub(crate) fn png(mut self) -> Result<Vec<u8>, PaperError> {
        let refused = |error: png::EncodingError| PaperError::File(error.to_string());
        self.ink.invert();
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.width_dots(), self.height_dots());
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::Eight);
        let per_metre = (f64::from(self.dpi.dots_per_inch()) / 0.0254).round() as u32;
        encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
        let mut writer = encoder.write_header().map_err(refused)?;
        writer.write_image_data(self.ink.data()).map_err(refused)?;
        writer.finish().map_err(refused)?;
        Ok(bytes)
    }
}
