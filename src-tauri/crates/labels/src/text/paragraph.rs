//! A shaped paragraph, and the lines that it can be broken into.

use std::ops::Range;
use std::sync::Arc;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_bidi::ParagraphBidiInfo;
use unicode_segmentation::UnicodeSegmentation;

use super::itemise::{Item, itemise};
use super::shape::{boxes, shape};
use super::{Line, Run};
use crate::fonts::{Fonts, HanStyle, Weight};

/// Rounding of sums of ems; far below what any eye or printer sees.
const SLACK_EM: f32 = 0.001;

/// How far marks are moved from where their face has them at most in any script's own words; what is piled up higher needs more
/// room than the face asks for.
const PILE_EM: f32 = 0.2;

/// Where a line may end besides where there are spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LongWords {
    /// Nowhere else.
    Whole,
    /// Where UAX 14 sees a break, such as after hyphens and between Chinese characters.
    Keep,
    /// Between any two letters, where a word is too long for a line.
    Cut,
}

/// A paragraph: one text without line breaks of its own, in one weight.
pub(super) struct Paragraph<'a> {
    text: &'a Arc<str>,
    fonts: &'a Fonts,
    weight: Weight,
    bidi: ParagraphBidiInfo<'a>,
    items: Vec<(Item, Run)>,
    /// How far the pen has moved before each byte, as if all ran from left to right; one more at the end.
    pen_em: Vec<f32>,
    /// Where a line may end, in bytes; the last is the paragraph's end.
    breaks: Vec<usize>,
}

impl<'a> Paragraph<'a> {
    /// Orders, itemises and shapes a text.
    pub(super) fn new(text: &'a Arc<str>, fonts: &'a Fonts, han: HanStyle, weight: Weight) -> Self {
        let bidi = ParagraphBidiInfo::new(text, None);
        let whole = 0..text.len();
        let run_of = |item: Item| {
            let run = shape(text, &item, item.bytes.clone(), whole.clone())
                .unwrap_or_else(|| boxes(text, item.bytes.clone(), item.is_rtl, fonts, weight));
            (item, run)
        };
        let items: Vec<(Item, Run)> = itemise(text, &bidi, fonts, han, weight).into_iter().map(run_of).collect();
        let pen_em = pen_positions(text.len(), &items);
        let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
        let breaks = segmenter.segment_str(text).filter(|end| *end > 0).collect();
        Paragraph { text, fonts, weight, bidi, items, pen_em, breaks }
    }

    /// The characters that no font has.
    pub(super) fn missing(&self) -> impl Iterator<Item = char> {
        let of_none = self.items.iter().filter(|(item, _)| item.face.is_none());
        of_none.flat_map(|(item, _)| self.text[item.bytes.clone()].chars()).filter(|char| !super::is_unseen(*char))
    }

    /// Breaks the paragraph into lines of at most `width_em`, each as long as can be; `None` if a word is too long. Stops
    /// when there are more than `most` lines, so that a book is not broken for a label.
    pub(super) fn lines(&self, width_em: f32, long_words: LongWords, most: usize) -> Option<Vec<Range<usize>>> {
        let mut lines = Vec::new();
        let mut start = 0;
        let mut last_fitting = 0;
        let is_one = |end: &usize| {
            long_words != LongWords::Whole
                || *end == self.text.len()
                || self.text[..*end].ends_with(char::is_whitespace)
        };
        let mut breaks = self.breaks.iter().copied().filter(is_one).peekable();
        while let Some(end) = breaks.peek().copied().filter(|_| lines.len() <= most) {
            if self.width_em(start..end) <= width_em + SLACK_EM {
                last_fitting = end;
                breaks.next();
                continue;
            }
            if last_fitting <= start {
                last_fitting = match long_words {
                    LongWords::Whole | LongWords::Keep => return None,
                    LongWords::Cut => self.cut_word(start..end, width_em),
                };
            }
            lines.push(start..last_fitting);
            start = last_fitting;
        }
        if start < self.text.len() || lines.is_empty() {
            lines.push(start..self.text.len());
        }
        Some(lines)
    }

    /// Where to cut a word too long for a line: after the last letter that fits, and after one letter at least.
    fn cut_word(&self, word: Range<usize>, width_em: f32) -> usize {
        let ends = self.text[word.clone()].grapheme_indices(true).map(|(at, letter)| word.start + at + letter.len());
        let mut cut = None;
        for end in ends {
            if cut.is_some() && self.width_em(word.start..end) > width_em + SLACK_EM {
                break;
            }
            cut = Some(end);
        }
        cut.unwrap_or(word.end)
    }

    /// The width of a line, without the spaces at its end.
    fn width_em(&self, bytes: Range<usize>) -> f32 {
        let end = bytes.start + self.text[bytes.clone()].trim_end().len();
        self.pen_em[end] - self.pen_em[bytes.start]
    }

    /// A line in visual order.
    pub(super) fn line(&self, bytes: Range<usize>) -> Line {
        let bytes = bytes.start..bytes.start + self.text[bytes.clone()].trim_end().len();
        let mut runs = Vec::new();
        if self.bidi.is_pure_ltr {
            self.push_runs(&bytes, &bytes, false, &mut runs);
        } else if !bytes.is_empty() {
            let (levels, visual) = self.bidi.visual_runs(bytes.clone());
            for part in visual {
                self.push_runs(&bytes, &part, levels[part.start].is_rtl(), &mut runs);
            }
        }
        let face = self.fonts.bundled_face(self.weight);
        let room = |of: fn(&crate::fonts::Face) -> f32| runs.iter().map(|run| of(&run.face)).fold(of(face), f32::max);
        let shifts = || runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.shift_y_em);
        let (raised_em, lowered_em) = (shifts().fold(PILE_EM, f32::max), -shifts().fold(-PILE_EM, f32::min));
        Line {
            width_em: runs.iter().map(Run::advance_em).sum(),
            ascent_em: room(crate::fonts::Face::ascent_em) + raised_em - PILE_EM,
            descent_em: room(crate::fonts::Face::descent_em) + lowered_em - PILE_EM,
            is_rtl: self.bidi.paragraph_level.is_rtl(),
            runs,
        }
    }

    /// Adds the runs of a part of a line that has one direction. An item cut by the line's end is shaped anew.
    fn push_runs(&self, line: &Range<usize>, part: &Range<usize>, is_rtl: bool, runs: &mut Vec<Run>) {
        let first = runs.len();
        for (item, run) in &self.items {
            let bytes = item.bytes.start.max(part.start)..item.bytes.end.min(part.end);
            if bytes.is_empty() {
                continue;
            }
            if bytes == item.bytes {
                runs.push(run.clone());
                continue;
            }
            let shaped = shape(self.text, item, bytes.clone(), line.clone());
            runs.push(shaped.unwrap_or_else(|| boxes(self.text, bytes, item.is_rtl, self.fonts, self.weight)));
        }
        if is_rtl {
            runs[first..].reverse();
        }
    }
}

/// How far the pen has moved before each byte. A cluster's advance counts at its end.
fn pen_positions(length: usize, items: &[(Item, Run)]) -> Vec<f32> {
    let mut pen_em = vec![0.0; length + 1];
    for (_, run) in items {
        for cluster in &run.clusters {
            pen_em[cluster.bytes.end] +=
                run.glyphs[cluster.glyphs.clone()].iter().map(|glyph| glyph.advance_em).sum::<f32>();
        }
    }
    let mut pen = 0.0;
    for at in &mut pen_em {
        pen += *at;
        *at = pen;
    }
    pen_em
}
