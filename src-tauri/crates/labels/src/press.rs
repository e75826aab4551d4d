//! The surface that documents are drawn on: sets text into frames, draws rules, boxes, codes, barcodes and pictures, starts
//! pages.

mod bars;
mod image;

use std::collections::BTreeSet;

use crate::fields::Fields;
use crate::fonts::{Fonts, HanStyle};
use crate::page::{Frame, MM_PER_PT, Page, PageSize, PlacedCode, PlacedLine};
use crate::qr::{Correction, Matrix};
use crate::sizes::Dpi;
use crate::text::{Align, Room, Setter, Setting, Style, han_style};
use crate::{PaperError, Words};
use image::Reduced;

/// How thick rules are: two dots at 203 dpi.
pub(crate) const RULE_MM: f32 = 0.25;

/// How far snapping to whole dots may move a code.
const SNAP_DOTS: u32 = 1;

/// How thick the rules between rows are: one dot.
pub(crate) const HAIRLINE_MM: f32 = 0.125;

/// All that came of a document.
pub(crate) struct Finished {
    /// Its pages.
    pub(crate) pages: Vec<Page>,
    /// The characters that no font has.
    pub(crate) missing: Vec<char>,
    /// The texts that were cut.
    pub(crate) truncated: Vec<String>,
}

/// Draws on the newest page, unless another is turned to.
pub(crate) struct Press<'a> {
    fonts: &'a Fonts,
    words: &'a dyn Words,
    dpi: Dpi,
    han: HanStyle,
    pages: Vec<Page>,
    current: usize,
    missing: BTreeSet<char>,
    truncated: Vec<String>,
    reduced: Vec<Reduced>,
}

impl<'a> Press<'a> {
    /// A press with no page yet, for printers of so many dots.
    pub(crate) fn new(fonts: &'a Fonts, words: &'a dyn Words, dpi: Dpi) -> Self {
        Press {
            fonts,
            words,
            dpi,
            han: HanStyle::Simplified,
            pages: Vec::new(),
            current: 0,
            missing: BTreeSet::new(),
            truncated: Vec::new(),
            reduced: Vec::new(),
        }
    }

    /// Starts a page and turns to it.
    pub(crate) fn start_page(&mut self, size: PageSize) {
        self.pages.push(Page::new(size));
        self.current = self.pages.len() - 1;
    }

    /// How many pages there are.
    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Turns to a page, counted from zero, to draw on it again.
    pub(crate) fn turn_to(&mut self, page: usize) {
        self.current = page;
    }

    /// The pages, and what did not go well.
    pub(crate) fn finish(self) -> Finished {
        Finished { pages: self.pages, missing: self.missing.into_iter().collect(), truncated: self.truncated }
    }

    /// The captions.
    pub(crate) fn words(&self) -> &'a dyn Words {
        self.words
    }

    /// From now on texts that do not show whose Chinese characters they have look like these fields: a city like the
    /// street. Fields that do not show it either change nothing.
    pub(crate) fn set_han(&mut self, fields: &Fields) {
        self.han = fields.texts().find_map(han_style).unwrap_or(self.han);
    }

    /// Fits a text without drawing it, to learn its height.
    pub(crate) fn measure(&self, text: &str, style: Style, width_mm: f32, height_mm: f32) -> Setting {
        let han = han_style(text).unwrap_or(self.han);
        Setter { fonts: self.fonts, han }.set(text, style, Room { width_mm, height_mm })
    }

    /// Sets a text at the top of a frame and answers with the height that it takes. An empty text takes none.
    pub(crate) fn text(&mut self, frame: Frame, style: Style, text: &str) -> f32 {
        if text.trim().is_empty() {
            return 0.0;
        }
        let setting = self.measure(text, style, frame.width_mm, frame.height_mm);
        let height_mm = setting.height_mm();
        self.place(frame, style.align, text, setting);
        height_mm
    }

    /// Sets a text in the middle of a frame's height.
    pub(crate) fn text_in_middle(&mut self, frame: Frame, style: Style, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let setting = self.measure(text, style, frame.width_mm, frame.height_mm);
        let lowered = (frame.height_mm - setting.height_mm()) / 2.0;
        let frame = Frame { top_mm: frame.top_mm + lowered, height_mm: frame.height_mm - lowered, ..frame };
        self.place(frame, style.align, text, setting);
    }

    /// Draws a text that was measured, at the top of a frame.
    pub(crate) fn place(&mut self, frame: Frame, align: Align, text: &str, setting: Setting) {
        self.missing.extend(setting.missing);
        if setting.is_cut && !self.truncated.iter().any(|cut| cut == text) {
            self.truncated.push(text.to_owned());
        }
        let mm_per_em = setting.size_pt * MM_PER_PT;
        let mut top_mm = frame.top_mm;
        for line in setting.lines {
            let width_mm = line.width_em * mm_per_em;
            let spare_mm = frame.width_mm - width_mm;
            let left_mm =
                frame.left_mm + if line.is_rtl && align == Align::Start { spare_mm } else { align.before_mm(spare_mm) };
            let height_mm = line.height_em() * mm_per_em;
            let placed =
                PlacedLine { size_pt: setting.size_pt, frame: Frame::new(left_mm, top_mm, width_mm, height_mm), line };
            top_mm += height_mm;
            self.page().lines.push(placed);
        }
    }

    /// Draws a rule from left to right, its upper edge at `top_mm`.
    pub(crate) fn rule(&mut self, left_mm: f32, top_mm: f32, width_mm: f32) {
        self.page().fills.push(Frame::new(left_mm, top_mm, width_mm, RULE_MM));
    }

    /// Draws a thin rule from left to right, its upper edge at `top_mm`.
    pub(crate) fn hairline(&mut self, left_mm: f32, top_mm: f32, width_mm: f32) {
        self.page().fills.push(Frame::new(left_mm, top_mm, width_mm, HAIRLINE_MM));
    }

    /// Draws the outline of a frame: a box to tick, a line to cut along.
    pub(crate) fn outline(&mut self, frame: Frame) {
        self.page().boxes.push(frame);
    }

    /// The side of the smallest frame that a code fits in, in millimetres; nothing for what is no payload, which is refused
    /// when it is drawn.
    pub(crate) fn least_code_mm(&self, payload: &str, correction: Correction) -> f32 {
        let dots = |matrix: Matrix| matrix.side_modules() * self.dpi.least_module_dots() + SNAP_DOTS;
        Matrix::encode(payload, correction).map_or(0.0, |matrix| dots(matrix) as f32 * self.dpi.dot_mm())
    }

    /// Draws a code in the middle of a frame, as large as fits, and answers with what it fills.
    ///
    /// # Errors
    ///
    /// [`PaperError::Code`] if the payload is empty, or so long that its modules would be too small to scan.
    pub(crate) fn code(&mut self, frame: Frame, payload: &str, correction: Correction) -> Result<Frame, PaperError> {
        let matrix = Matrix::encode(payload, correction)?;
        let dot_mm = self.dpi.dot_mm();
        let room_mm = frame.width_mm.min(frame.height_mm) - SNAP_DOTS as f32 * dot_mm;
        let too_long = |reason| PaperError::Code { payload: payload.to_owned(), reason };
        let module_dots = matrix.module_dots(room_mm, self.dpi).map_err(too_long)?;
        let side_mm = (matrix.side_modules() * module_dots) as f32 * dot_mm;
        let snapped =
            |start_mm: f32, extent_mm: f32| ((start_mm + (extent_mm - side_mm) / 2.0) / dot_mm).round() as u32;
        let placed = PlacedCode {
            left_dots: snapped(frame.left_mm, frame.width_mm),
            top_dots: snapped(frame.top_mm, frame.height_mm),
            module_dots,
            dpi: self.dpi,
            matrix,
        };
        let filled = placed.frame();
        self.page().codes.push(placed);
        Ok(filled)
    }

    /// The page that is drawn on. A press without pages starts a label, so that nothing is lost.
    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.start_page(PageSize { width_mm: 100.0, height_mm: 150.0 });
        }
        let current = self.current;
        &mut self.pages[current]
    }
}
