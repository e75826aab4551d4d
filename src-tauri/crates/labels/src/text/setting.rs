//! Fits a text into a room: wraps it, then shrinks it, then cuts it.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::paragraph::{LongWords, Paragraph};
use super::{Line, Style};
use crate::fonts::{Fonts, HanStyle};
use crate::page::MM_PER_PT;

/// How much smaller a text gets at each try.
const STEP_PT: f32 = 0.5;

/// The lowest line that any face asks for, in ems.
const LEAST_LINE_EM: f32 = 0.5;

/// A text that fits its room.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// Its lines, from the top.
    pub(crate) lines: Vec<Line>,
    /// The size that it came to.
    pub(crate) size_pt: f32,
    /// Whether some of it was cut off.
    pub(crate) is_cut: bool,
    /// The characters that no font has.
    pub(crate) missing: Vec<char>,
}

impl Setting {
    /// From the top to the baseline of the first line, in millimetres.
    pub(crate) fn ascent_mm(&self) -> f32 {
        self.lines.first().map_or(0.0, |line| line.ascent_em * self.size_pt * MM_PER_PT)
    }

    /// The height of all lines, in millimetres.
    pub(crate) fn height_mm(&self) -> f32 {
        self.lines.iter().map(Line::height_em).sum::<f32>() * self.size_pt * MM_PER_PT
    }
}

/// What texts are set with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setter<'a> {
    /// The fonts.
    pub(crate) fonts: &'a Fonts,
    /// What Chinese characters look like.
    pub(crate) han: HanStyle,
}

impl Setter<'_> {
    /// Sets a text into a room.
    ///
    /// The largest size is taken at which the text fits without cutting a word, in a style that keeps words whole without
    /// breaking one either; else the largest at which it fits with words cut; else the least size and as many lines as fit, the last of which ends in an ellipsis.
    pub(crate) fn set(&self, text: &str, style: Style, room: Room) -> Setting {
        let texts = paragraphs_of(text);
        let paragraphs = self.paragraphs(&texts, style);
        let missing = paragraphs.iter().flat_map(Paragraph::missing).collect();
        let breaks = [LongWords::Whole, LongWords::Keep, LongWords::Cut];
        let breaks = breaks.into_iter().skip(if style.is_whole { 0 } else { 1 });
        for (long_words, size_pt) in
            breaks.flat_map(|long_words| sizes(style).map(move |size_pt| (long_words, size_pt)))
        {
            if let Some(lines) = room.try_fit(&paragraphs, size_pt, long_words) {
                return Setting { lines, size_pt, is_cut: false, missing };
            }
        }
        let lines = self.cut(&texts, &paragraphs, style, room);
        Setting { lines, size_pt: style.least_pt.min(style.size_pt), is_cut: true, missing }
    }

    fn paragraphs<'t>(&'t self, texts: &'t [Arc<str>], style: Style) -> Vec<Paragraph<'t>> {
        texts.iter().map(|text| Paragraph::new(text, self.fonts, self.han, style.weight)).collect()
    }

    /// As much of the text as fits at the least size, with an ellipsis.
    fn cut(&self, texts: &[Arc<str>], paragraphs: &[Paragraph<'_>], style: Style, room: Room) -> Vec<Line> {
        let size_pt = style.least_pt.min(style.size_pt);
        let beginning = room.fill(texts, paragraphs, size_pt);
        let ends: Vec<usize> = beginning.grapheme_indices(true).map(|(at, _)| at).collect();
        let fitted = |end: usize| {
            let texts = paragraphs_of(&format!("{}…", beginning[..end].trim_end()));
            room.try_fit(&self.paragraphs(&texts, style), size_pt, LongWords::Cut)
        };
        // The more letters, the less they fit: the largest number that does is found by halving.
        let (mut fits, mut too_many) = (0, ends.len());
        let mut best = None;
        while too_many - fits > 1 {
            let middle = usize::midpoint(fits, too_many);
            match fitted(ends[middle]) {
                Some(lines) => (fits, best) = (middle, Some(lines)),
                None => too_many = middle,
            }
        }
        best.or_else(|| fitted(0)).unwrap_or_default()
    }
}

/// A text's own lines. Tabs become spaces; what no paper can show goes: control characters, and overrides of direction (UAX 9),
/// which would have letters read backwards that their script reads forwards.
fn paragraphs_of(text: &str) -> Vec<Arc<str>> {
    let is_shown = |char: &char| !char.is_control() && !matches!(char, '\u{202d}' | '\u{202e}');
    let on_paper = |line: &str| line.replace(['\t', '\r'], " ").chars().filter(is_shown).collect::<String>();
    let lines = text.trim_end().split(['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.map(|line| Arc::from(on_paper(line.trim_end_matches('\r')))).collect()
}

/// The sizes to try, from the largest.
fn sizes(style: Style) -> impl Iterator<Item = f32> {
    let larger = std::iter::successors(Some(style.size_pt), |size_pt| Some(size_pt - STEP_PT));
    larger.take_while(move |size_pt| *size_pt > style.least_pt).chain([style.least_pt.min(style.size_pt)])
}

/// The room that a text has, in millimetres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// From left to right.
    pub(crate) width_mm: f32,
    /// From top to bottom.
    pub(crate) height_mm: f32,
}

impl Room {
    /// The width in ems of a size.
    fn width_em(self, size_pt: f32) -> f32 {
        self.width_mm / (size_pt * MM_PER_PT)
    }

    /// How many lines of a size there can be at most.
    fn most_lines(self, size_pt: f32) -> usize {
        (self.height_mm / (size_pt * MM_PER_PT) / LEAST_LINE_EM) as usize
    }

    /// The lines of the paragraphs at a size, if they fit.
    fn try_fit(self, paragraphs: &[Paragraph<'_>], size_pt: f32, long_words: LongWords) -> Option<Vec<Line>> {
        let (width_em, height_em) = (self.width_em(size_pt), self.height_mm / (size_pt * MM_PER_PT));
        let most = self.most_lines(size_pt);
        let mut lines: Vec<Line> = Vec::new();
        let mut used_em = 0.0;
        for paragraph in paragraphs {
            let broken = paragraph.lines(width_em, long_words, most - lines.len())?;
            if lines.len() + broken.len() > most {
                return None;
            }
            for bytes in broken {
                let line = paragraph.line(bytes);
                used_em += line.height_em();
                // A line shaped on its own can come out wider than it was in the paragraph: letters at a cut change form.
                if used_em > height_em + 0.001 || line.width_em > width_em + 0.01 {
                    return None;
                }
                lines.push(line);
            }
        }
        Some(lines)
    }

    /// The beginning of the paragraphs that surely fills the room at a size.
    fn fill(self, texts: &[Arc<str>], paragraphs: &[Paragraph<'_>], size_pt: f32) -> String {
        let mut left = self.most_lines(size_pt);
        let mut beginning = String::new();
        for (text, paragraph) in texts.iter().zip(paragraphs) {
            let lines = paragraph.lines(self.width_em(size_pt), LongWords::Cut, left).unwrap_or_default();
            let Some(end) = lines.iter().take(left).next_back().map(|line| line.end) else { break };
            beginning.push_str(&text[..end]);
            beginning.push('\n');
            left = left.saturating_sub(lines.len());
        }
        beginning
    }
}
