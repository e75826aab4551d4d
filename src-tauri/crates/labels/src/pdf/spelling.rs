//! Which glyph of a cluster carries which part of its text.
//!
//! Readers put text together from the glyphs of a page, from left to right, and turn right-to-left words around letter by
//! letter; some (poppler) also turn the letters of a ligature around, which stand in reading order in the file. So a
//! right-to-left glyph carries one letter, and the further letters of a ligature get blanks that share its width, which
//! comes out right in every reader.

use crate::text::{Cluster, Glyph, Run, is_done_with};

/// A glyph with the text that it carries, or a blank that carries text only.
pub(super) struct Letter<'a> {
    /// The glyph.
    pub(super) glyph: Option<Glyph>,
    /// What it stands for; empty if its neighbour stands for both.
    pub(super) text: &'a str,
    /// How far it is said to move the pen, in font units.
    pub(super) width_units: u16,
}

/// What a cluster says, without the marks that only steered its place.
pub(super) fn text_of<'a>(run: &'a Run, cluster: &Cluster) -> &'a str {
    run.text[cluster.bytes.clone()].trim_matches(is_done_with)
}

/// Calls `each` for every letter of a cluster, from left to right.
pub(super) fn spell<'a>(run: &'a Run, cluster: &Cluster, mut each: impl FnMut(Letter<'a>)) {
    let glyphs = &run.glyphs[cluster.glyphs.clone()];
    let text = text_of(run, cluster);
    let whole =
        |glyph: &Glyph, text| Letter { glyph: Some(*glyph), text, width_units: run.face.advance_units(glyph.id) };
    if !run.is_rtl || run.face.is_cff() {
        for (at, glyph) in glyphs.iter().enumerate() {
            each(whole(glyph, if at == 0 { text } else { "" }));
        }
        return;
    }
    // From left to right, that is from the last letter to the first.
    let mut letters = text.char_indices().rev().map(|(at, char)| &text[at..at + char.len_utf8()]);
    let mut spare = text.chars().count().saturating_sub(glyphs.len());
    let mut lacking = glyphs.len().saturating_sub(text.chars().count());
    for glyph in glyphs {
        if lacking > 0 {
            each(whole(glyph, ""));
            lacking -= 1;
            continue;
        }
        let mut letter = whole(glyph, letters.next().unwrap_or(""));
        letter.width_units /= u16::try_from(spare + 1).unwrap_or(u16::MAX);
        let width_units = letter.width_units;
        each(letter);
        for text in letters.by_ref().take(std::mem::take(&mut spare)) {
            each(Letter { glyph: None, text, width_units });
        }
    }
}
