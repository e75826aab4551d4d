//! Pages with things placed on them: lengths in millimetres from the top left corner, before any of it is PDF or a picture.
//!
//! This is the layer that tests look at: every placed thing knows the frame that it fills.

use std::sync::Arc;

use crate::qr::Matrix;
use crate::sizes::Dpi;
use crate::text::Line;

/// Millimetres in a PDF point.
pub(crate) const MM_PER_PT: f32 = 25.4 / 72.0;

/// How thick outlines are; they lie within their frames.
pub(crate) const OUTLINE_PT: f32 = 0.7;

/// A size of paper, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageSize {
    /// Its width.
    pub(crate) width_mm: f32,
    /// Its height.
    pub(crate) height_mm: f32,
}

/// A rectangle on a page, in millimetres from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    /// The left edge.
    pub(crate) left_mm: f32,
    /// The top edge.
    pub(crate) top_mm: f32,
    /// The width.
    pub(crate) width_mm: f32,
    /// The height.
    pub(crate) height_mm: f32,
}

impl Frame {
    /// The frame with these edges and extents.
    pub(crate) const fn new(left_mm: f32, top_mm: f32, width_mm: f32, height_mm: f32) -> Self {
        Frame { left_mm, top_mm, width_mm, height_mm }
    }

    /// The right edge.
    pub(crate) fn right_mm(&self) -> f32 {
        self.left_mm + self.width_mm
    }

    /// The bottom edge.
    pub(crate) fn bottom_mm(&self) -> f32 {
        self.top_mm + self.height_mm
    }

    /// The same frame, narrower by `inset_mm` on all four sides.
    pub(crate) fn inset(&self, inset_mm: f32) -> Frame {
        Frame::new(
            self.left_mm + inset_mm,
            self.top_mm + inset_mm,
            self.width_mm - 2.0 * inset_mm,
            self.height_mm - 2.0 * inset_mm,
        )
    }
}

/// A line of text in its place.
#[derive(Debug, Clone)]
pub(crate) struct PlacedLine {
    /// The shaped text.
    pub(crate) line: Line,
    /// The size of its em.
    pub(crate) size_pt: f32,
    /// What it fills, from its leftmost glyph to its rightmost and from ascender to descender.
    pub(crate) frame: Frame,
}

impl PlacedLine {
    /// Where its baseline is, from the page's top.
    pub(crate) fn baseline_mm(&self) -> f32 {
        self.frame.top_mm + self.line.ascent_em * self.size_pt * MM_PER_PT
    }
}

/// A QR code in its place, counted in printer dots so that no module edge falls between two.
#[derive(Debug, Clone)]
pub(crate) struct PlacedCode {
    /// The dark modules.
    pub(crate) matrix: Matrix,
    /// Dots from the page's left edge to the quiet zone.
    pub(crate) left_dots: u32,
    /// Dots from the page's top edge to the quiet zone.
    pub(crate) top_dots: u32,
    /// Dots to a module.
    pub(crate) module_dots: u32,
    /// The printer that the dots are of.
    pub(crate) dpi: Dpi,
}

impl PlacedCode {
    /// What the code fills, its quiet zone included.
    pub(crate) fn frame(&self) -> Frame {
        let dot_mm = self.dpi.dot_mm();
        let side_mm = (self.matrix.side_modules() * self.module_dots) as f32 * dot_mm;
        Frame::new(self.left_dots as f32 * dot_mm, self.top_dots as f32 * dot_mm, side_mm, side_mm)
    }
}

/// A rectangle of whole printer dots, counted from the page's top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DotFrame {
    /// Dots to its left edge.
    pub(crate) left: u32,
    /// Dots to its top edge.
    pub(crate) top: u32,
    /// Its width.
    pub(crate) width: u32,
    /// Its height.
    pub(crate) height: u32,
}

impl DotFrame {
    /// The same frame in millimetres.
    pub(crate) fn frame(&self, dpi: Dpi) -> Frame {
        let DotFrame { left, top, width, height } = *self;
        let mm = |dots: u32| dots as f32 * dpi.dot_mm();
        Frame::new(mm(left), mm(top), mm(width), mm(height))
    }
}

/// A barcode of one dimension in its place. What people read below it is among the lines.
#[derive(Debug, Clone)]
pub(crate) struct PlacedBars {
    /// Its dark bars.
    pub(crate) bars: Vec<DotFrame>,
    /// What it fills, its quiet zones included; guards reach below it.
    pub(crate) area: DotFrame,
    /// The printer that the dots are of.
    pub(crate) dpi: Dpi,
}

/// A grey picture in its place.
#[derive(Debug, Clone)]
pub(crate) struct PlacedImage {
    /// What it fills.
    pub(crate) frame: Frame,
    /// Pixels to a row.
    pub(crate) width: u32,
    /// How many rows.
    pub(crate) height: u32,
    /// Its pixels row by row from the top, 0 for black to 255 for white.
    pub(crate) grey: Arc<[u8]>,
}

/// One page and all that is on it. Nothing on a page touches anything else.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// The paper.
    pub(crate) size: PageSize,
    /// Black areas: the rules.
    pub(crate) fills: Vec<Frame>,
    /// Outlines: boxes to tick, lines to cut along.
    pub(crate) boxes: Vec<Frame>,
    /// The codes.
    pub(crate) codes: Vec<PlacedCode>,
    /// The barcodes of one dimension.
    pub(crate) bars: Vec<PlacedBars>,
    /// The pictures.
    pub(crate) images: Vec<PlacedImage>,
    /// The lines of text, in reading order.
    pub(crate) lines: Vec<PlacedLine>,
}

impl Page {
    /// A blank page.
    pub(crate) fn new(size: PageSize) -> Self {
        Page {
            size,
            fills: Vec::new(),
            boxes: Vec::new(),
            codes: Vec::new(),
            bars: Vec::new(),
            images: Vec::new(),
            lines: Vec::new(),
        }
    }
}
