//! What each kind of part wants, and how it is drawn.

use super::{CAPTION, Layout, left};
use crate::PaperError;
use crate::fields::Fields;
use crate::page::{Frame, MM_PER_PT};
use crate::press::RULE_MM;
use crate::template::{Content, Extent, PartId, Source};
use crate::text::Style;

/// Space above a rule that is drawn under a part.
const ABOVE_RULE_MM: f32 = 0.75;

/// The side of a box to tick, the space beside it, and the height of its row.
const TICK_MM: f32 = 3.5;
const BESIDE_TICK_MM: f32 = 1.5;
const TICK_ROW_MM: f32 = 5.0;

/// The height of a barcode that says nothing of it.
const BARS_MM: f32 = 14.0;

/// What stays free between a box and what stands in it.
const IN_BOX_MM: f32 = 1.0;

/// The room above a line to write on.
const TO_WRITE_MM: f32 = 12.0;

/// The height of any line, in its size: the most that a face is given (`fonts/face.rs`).
const LINE_EM: f32 = 1.58;

/// A height that is more than any page's.
const ENDLESS_MM: f32 = 10_000.0;

/// The height that a part wants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// With every text in its own size.
    pub(super) natural_mm: f32,
    /// With every text as small as it may be.
    pub(super) least_mm: f32,
    /// With every text cut to one line.
    pub(super) cut_mm: f32,
}

impl Wanted {
    /// What can't give way.
    pub(super) const fn firm(height_mm: f32) -> Wanted {
        Wanted { natural_mm: height_mm, least_mm: height_mm, cut_mm: height_mm }
    }

    /// Each of the three heights as `change` makes it.
    pub(super) fn map(self, change: impl Fn(f32) -> f32) -> Wanted {
        let Wanted { natural_mm, least_mm, cut_mm } = self;
        Wanted { natural_mm: change(natural_mm), least_mm: change(least_mm), cut_mm: change(cut_mm) }
    }

    /// Two together, by how their heights join.
    pub(super) fn with(self, other: Wanted, join: fn(f32, f32) -> f32) -> Wanted {
        Wanted {
            natural_mm: join(self.natural_mm, other.natural_mm),
            least_mm: join(self.least_mm, other.least_mm),
            cut_mm: join(self.cut_mm, other.cut_mm),
        }
    }
}

impl Layout<'_, '_, '_> {
    /// Whether a part has nothing to show.
    pub(super) fn is_blank(&self, id: PartId, fields: &Fields) -> bool {
        let is_empty = |source: &Source| source.fill(fields, self.press.words()).trim().is_empty();
        match &self.template.part(id).content {
            Content::Stack { parts, .. } | Content::Row { parts, .. } => {
                parts.iter().all(|part| self.is_blank(*part, fields))
            }
            Content::Text { text, .. } | Content::Bars { text, .. } => is_empty(text),
            Content::Image { field, .. } => fields.get_picture(field).is_none(),
            Content::Table { rows, .. } | Content::Cells { rows, .. } => fields.get_rows(rows).is_empty(),
            Content::Qr { .. } | Content::Ticks { .. } | Content::Line { .. } | Content::Space => false,
        }
    }

    /// The height that a part wants at a width.
    pub(super) fn wanted(&mut self, id: PartId, fields: &Fields, width_mm: f32) -> Wanted {
        let template = self.template;
        let part = template.part(id);
        if let Some(Extent::Fixed(height_mm)) = part.height {
            return Wanted::firm(height_mm);
        }
        let rule_mm = if part.has_rule { ABOVE_RULE_MM + RULE_MM } else { 0.0 };
        let box_mm = if part.is_boxed { 2.0 * IN_BOX_MM } else { 0.0 };
        let width_mm = width_mm - box_mm;
        let wanted = match &part.content {
            Content::Stack { parts, gap_mm } => self.wanted_of_stack(parts, *gap_mm, fields, width_mm),
            Content::Row { parts, gap_mm } => self.wanted_of_row(parts, *gap_mm, fields, width_mm),
            Content::Text { text, caption, style, .. } => {
                let text = text.fill(fields, self.press.words());
                let caption_mm = self.caption_mm(caption.as_ref(), fields, width_mm);
                let least = Style { size_pt: style.least_pt, ..*style };
                let height_mm = |style| self.press.measure(&text, style, width_mm, ENDLESS_MM).height_mm() + caption_mm;
                let least_mm = height_mm(least);
                let cut_mm = least_mm.min(caption_mm + style.least_pt * MM_PER_PT * LINE_EM);
                Wanted { natural_mm: height_mm(*style), least_mm, cut_mm }
            }
            Content::Qr { payload, correction } => {
                let payload = payload.fill(fields, self.press.words());
                let least_mm = self.press.least_code_mm(&payload, *correction).min(width_mm);
                Wanted { natural_mm: width_mm, ..Wanted::firm(least_mm) }
            }
            Content::Bars { .. } => Wanted::firm(BARS_MM),
            Content::Image { field, .. } => {
                let picture = fields.get_picture(field).map(|picture| picture.dimensions());
                Wanted::firm(picture.map_or(0.0, |(width, height)| width_mm * height as f32 / width as f32))
            }
            Content::Ticks { texts, across, .. } => Wanted::firm(texts.len().div_ceil(*across) as f32 * TICK_ROW_MM),
            Content::Line { .. } => Wanted::firm(TO_WRITE_MM + 5.0),
            // Tables and cells are drawn over pages, and not in a frame.
            Content::Table { .. } | Content::Cells { .. } | Content::Space => Wanted::firm(0.0),
        };
        wanted.map(|height_mm| height_mm + rule_mm + box_mm)
    }

    fn caption_mm(&self, caption: Option<&Source>, fields: &Fields, width_mm: f32) -> f32 {
        let Some(caption) = caption else { return 0.0 };
        let text = caption.fill(fields, self.press.words());
        self.press.measure(&text, left(CAPTION), width_mm, ENDLESS_MM).height_mm()
    }

    /// Draws a part in a frame.
    ///
    /// # Errors
    ///
    /// [`PaperError::Code`] if a payload or a barcode does not fit.
    pub(super) fn place(&mut self, id: PartId, fields: &Fields, frame: Frame) -> Result<(), PaperError> {
        let template = self.template;
        let part = template.part(id);
        let mut frame = frame;
        if part.has_rule {
            self.press.rule(frame.left_mm, frame.bottom_mm() - RULE_MM, frame.width_mm);
            frame.height_mm -= RULE_MM + ABOVE_RULE_MM;
        }
        if part.is_boxed {
            self.press.outline(frame);
            frame = frame.inset(IN_BOX_MM);
        }
        match &part.content {
            Content::Stack { parts, gap_mm } => self.stack(parts, *gap_mm, fields, frame)?,
            Content::Row { parts, gap_mm } => self.row(parts, *gap_mm, fields, frame)?,
            Content::Text { text, caption, style, is_in_middle } => {
                let text = text.fill(fields, self.press.words());
                let below = self.caption(caption.as_ref(), fields, frame);
                if *is_in_middle {
                    self.press.text_in_middle(below, *style, &text);
                } else {
                    self.press.text(below, *style, &text);
                }
            }
            Content::Qr { payload, correction } => {
                let payload = payload.fill(fields, self.press.words());
                self.press.code(frame, &payload, *correction)?;
            }
            Content::Bars { text, look } => {
                let text = text.fill(fields, self.press.words());
                self.press.bars(frame, text.trim(), *look)?;
            }
            Content::Image { field, align } => {
                if let Some(picture) = fields.get_picture(field) {
                    self.press.image(frame, *align, picture);
                }
            }
            Content::Ticks { texts, across, style } => self.ticks(texts, *across, *style, fields, frame),
            Content::Line { caption } => {
                let line_mm = frame.top_mm + TO_WRITE_MM.min(frame.height_mm);
                self.press.rule(frame.left_mm, line_mm, frame.width_mm);
                let caption = caption.fill(fields, self.press.words());
                let below = Frame { top_mm: line_mm + 1.0, height_mm: frame.bottom_mm() - line_mm - 1.0, ..frame };
                self.press.text(below, CAPTION, &caption);
            }
            Content::Table { .. } | Content::Cells { .. } | Content::Space => {}
        }
        Ok(())
    }

    /// Sets a caption at the top of a frame and answers with the rest of it.
    fn caption(&mut self, caption: Option<&Source>, fields: &Fields, frame: Frame) -> Frame {
        let Some(caption) = caption else { return frame };
        let text = caption.fill(fields, self.press.words());
        let height_mm = self.press.text(frame, CAPTION, &text);
        Frame { top_mm: frame.top_mm + height_mm, height_mm: frame.height_mm - height_mm, ..frame }
    }

    fn ticks(&mut self, texts: &[Source], across: usize, style: Style, fields: &Fields, frame: Frame) {
        let width_mm = frame.width_mm / across as f32;
        for (at, text) in texts.iter().enumerate() {
            let left_mm = frame.left_mm + (at % across) as f32 * width_mm;
            let top_mm = frame.top_mm + (at / across) as f32 * TICK_ROW_MM;
            self.press.outline(Frame::new(left_mm, top_mm + 0.5, TICK_MM, TICK_MM));
            let text = text.fill(fields, self.press.words());
            let beside_mm = TICK_MM + BESIDE_TICK_MM;
            let words =
                Frame::new(left_mm + beside_mm, top_mm, width_mm - beside_mm - BESIDE_TICK_MM, TICK_ROW_MM - 0.5);
            self.press.text_in_middle(words, style, &text);
        }
    }
}
