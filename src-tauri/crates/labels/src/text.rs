//! From a string to lines of positioned glyphs.
//!
//! A text is a few paragraphs (`\n` parts them). A paragraph is ordered by the Unicode bidirectional algorithm (UAX 9),
//! cut into items of one direction, script (UAX 24) and face, and shaped; broken where UAX 14 allows, each line is put
//! into visual order. Lengths here are ems, so that a text is shaped once and fitted at any size.

mod itemise;
mod paragraph;
mod setting;
mod shape;

use std::ops::Range;
use std::sync::Arc;

use crate::fonts::{Face, Weight};

pub(crate) use itemise::han_style;
pub(crate) use setting::{Room, Setter, Setting};
pub(crate) use shape::is_done_with;

/// Where the lines of a text stand in their frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the side where reading begins: left, or right for Arabic and Hebrew. For sentences and addresses.
    Start,
    /// At the left side whatever the script. For what belongs under a caption or beside a code.
    Left,
    /// In the middle.
    Centre,
    /// At the right side, for columns of numbers.
    Right,
}

impl Align {
    /// How much of the room that is left over lies at the left of what is read from left to right, or has no direction.
    pub(crate) fn before_mm(self, spare_mm: f32) -> f32 {
        match self {
            Align::Start | Align::Left => 0.0,
            Align::Centre => spare_mm / 2.0,
            Align::Right => spare_mm,
        }
    }
}

/// How a text looks, and how far it may shrink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// The size that it should have.
    pub(crate) size_pt: f32,
    /// The size below which it is cut rather than shrunk.
    pub(crate) least_pt: f32,
    /// Its weight.
    pub(crate) weight: Weight,
    /// Its alignment.
    pub(crate) align: Align,
    /// Whether it rather shrinks than breaks within what has no spaces in it, such as after the hyphens of an SKU.
    pub(crate) is_whole: bool,
}

impl Style {
    /// Running text of a size, that may shrink to `least_pt`.
    pub(crate) const fn regular(size_pt: f32, least_pt: f32) -> Style {
        Style { size_pt, least_pt, weight: Weight::Regular, align: Align::Start, is_whole: false }
    }

    /// Bold text of a size, that may shrink to `least_pt`.
    pub(crate) const fn bold(size_pt: f32, least_pt: f32) -> Style {
        Style { weight: Weight::Bold, ..Style::regular(size_pt, least_pt) }
    }

    /// The same, aligned otherwise.
    pub(crate) const fn aligned(self, align: Align) -> Style {
        Style { align, ..self }
    }
}

/// A glyph in its place; shifts move the glyph and not the pen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    /// Its number in the face.
    pub(crate) id: u16,
    /// How far the pen moves on.
    pub(crate) advance_em: f32,
    /// How far right of the pen it is drawn.
    pub(crate) shift_x_em: f32,
    /// How far above the baseline it is drawn.
    pub(crate) shift_y_em: f32,
}

/// Characters and glyphs that belong together: a letter with its marks, a ligature, a syllable.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    /// Its bytes in the run's text.
    pub(crate) bytes: Range<usize>,
    /// Its glyphs in the run, from left to right.
    pub(crate) glyphs: Range<usize>,
}

/// Glyphs of one face, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// The face.
    pub(crate) face: Arc<Face>,
    /// The text that its clusters point into.
    pub(crate) text: Arc<str>,
    /// The clusters, from left to right.
    pub(crate) clusters: Vec<Cluster>,
    /// The glyphs, from left to right.
    pub(crate) glyphs: Vec<Glyph>,
    /// Whether it reads from right to left.
    pub(crate) is_rtl: bool,
}

impl Run {
    /// How far the pen moves over the whole run.
    pub(crate) fn advance_em(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance_em).sum()
    }
}

/// A line of text, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its runs.
    pub(crate) runs: Vec<Run>,
    /// How far the pen moves.
    pub(crate) width_em: f32,
    /// Room above the baseline.
    pub(crate) ascent_em: f32,
    /// Room below the baseline.
    pub(crate) descent_em: f32,
    /// Whether its paragraph reads from right to left.
    pub(crate) is_rtl: bool,
}

impl Line {
    /// Room from top to bottom.
    pub(crate) fn height_em(&self) -> f32 {
        self.ascent_em + self.descent_em
    }
}

/// Whether a character steers others and is never seen itself (Unicode's Default_Ignorable_Code_Point, DerivedCoreProperties.txt):
/// joiners, marks of direction, variation selectors. No font needs to have it.
pub(crate) fn is_unseen(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}
