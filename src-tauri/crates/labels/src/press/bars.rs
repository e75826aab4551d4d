//! Draws barcodes of one dimension in whole dots, and below them what people read.

use super::{Press, SNAP_DOTS};
use crate::PaperError;
use crate::bars::{Barcode, BarsLook};
use crate::page::{DotFrame, Frame, MM_PER_PT, PlacedBars};
use crate::text::{Align, Style};

/// How large the digits are: a digit is then nearly as wide as its seven modules.
const DIGITS_MODULES: f32 = 9.5;
const MOST_DIGITS_PT: f32 = 11.0;
const LEAST_DIGITS_PT: f32 = 4.0;

/// The height of a line of digits, in its size.
const LINE_EM: f32 = 1.2;

/// How far guards reach down between the digits.
const GUARD_MODULES: u32 = 5;

/// The least height of bars that a hand can aim at.
const LEAST_BARS_MM: f32 = 4.0;

impl Press<'_> {
    /// Draws a barcode in a frame, as wide as fits and as high as the frame.
    ///
    /// # Errors
    ///
    /// [`PaperError::Code`] if the text is empty, has a character that no barcode has, or is too long for the frame.
    pub(crate) fn bars(&mut self, frame: Frame, text: &str, look: BarsLook) -> Result<(), PaperError> {
        let barcode = Barcode::encode(text, look.symbology)?;
        let refused = |reason| PaperError::Code { payload: text.to_owned(), reason };
        let dot_mm = self.dpi.dot_mm();
        let (start_mm, along_mm, top_mm, across_mm) = if look.is_turned {
            (frame.top_mm, frame.height_mm, frame.left_mm, frame.width_mm)
        } else {
            (frame.left_mm, frame.width_mm, frame.top_mm, frame.height_mm)
        };
        let is_readable = look.is_readable && !look.is_turned;
        let room_mm = |mm: f32| mm - SNAP_DOTS as f32 * dot_mm;
        // Wide modules have large digits below: the widest is taken that leaves the bars high enough.
        let most_dots = barcode.module_dots(room_mm(along_mm), self.dpi).map_err(refused)?;
        let size_pt = |module_dots: u32| (DIGITS_MODULES * module_dots as f32 * dot_mm / MM_PER_PT).min(MOST_DIGITS_PT);
        let digits_mm = |module_dots| if is_readable { size_pt(module_dots) * MM_PER_PT * LINE_EM } else { 0.0 };
        let is_high = |module_dots: &u32| room_mm(across_mm) - digits_mm(*module_dots) >= LEAST_BARS_MM;
        let least_dots = self.dpi.least_bar_dots();
        let Some(module_dots) = (least_dots..=most_dots).rev().find(is_high) else {
            let needed_mm = across_mm - room_mm(across_mm) + digits_mm(least_dots) + LEAST_BARS_MM;
            return Err(refused(format!("its bars need {needed_mm:.1} mm across and have {across_mm:.1} mm")));
        };
        let (size_pt, digits_mm) = (size_pt(module_dots), digits_mm(module_dots));
        let tall_mm = room_mm(across_mm) - digits_mm;
        let spare_mm = along_mm - (barcode.width_modules * module_dots) as f32 * dot_mm;
        let start = ((start_mm + look.align.before_mm(spare_mm)) / dot_mm).round() as u32;
        let (top, tall) = ((top_mm / dot_mm).ceil() as u32, (tall_mm / dot_mm) as u32);
        let placed = |from: u32, width: u32, tall: u32| {
            let bar = DotFrame { left: start + from * module_dots, top, width: width * module_dots, height: tall };
            if look.is_turned { bar.turned() } else { bar }
        };
        let guard = if is_readable { tall + GUARD_MODULES * module_dots } else { tall };
        let bars = barcode.bars.iter().map(|bar| placed(bar.start, bar.width, if bar.is_guard { guard } else { tall }));
        let bars = PlacedBars { bars: bars.collect(), area: placed(0, barcode.width_modules, tall), dpi: self.dpi };
        self.page().bars.push(bars);
        if is_readable {
            let style = Style::regular(size_pt, LEAST_DIGITS_PT).aligned(Align::Centre);
            for reading in &barcode.readings {
                let below = DotFrame { top: top + tall, ..placed(reading.start, reading.width, 0) };
                self.text(Frame { height_mm: digits_mm, ..below.frame(self.dpi) }, style, &reading.text);
            }
        }
        Ok(())
    }
}

impl DotFrame {
    /// With its axes exchanged.
    fn turned(self) -> DotFrame {
        DotFrame { left: self.top, top: self.left, width: self.height, height: self.width }
    }
}
