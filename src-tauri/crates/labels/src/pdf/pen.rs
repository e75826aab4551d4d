//! Lines of text as PDF operators.
//!
//! Glyphs stand where shaping put them, but are written in reading order: in lines with right-to-left text word by word,
//! so that a reader which follows the file's order gets the sentence in its order.

use std::ops::Range;

use super::content::Content;
use super::embedded::{Embedded, EmbeddedFonts, resource_name};
use super::spelling::{Letter, spell, text_of};
use crate::page::{MM_PER_PT, Page, PlacedLine};
use crate::text::{Cluster, Glyph, Line, Run};

/// How far, in thousandths of an em, a glyph may stand off its place before the pen is moved: a hundredth of a
/// millimetre in the largest type.
const TOLERANCE: f32 = 1.0;

/// Draws all text of a page.
pub(super) fn draw_text(page: &Page, fonts: &EmbeddedFonts, content: &mut Content) {
    if page.lines.is_empty() {
        return;
    }
    content.operator("BT");
    let mut selected = None;
    for line in &page.lines {
        for piece in pieces(&line.line) {
            let Some((font, number)) = fonts.get(&piece.run.face) else { continue };
            let wanted = Some((number, line.size_pt));
            if selected != wanted {
                content.name(&resource_name(number));
                content.lengths(&[line.size_pt]);
                content.operator("Tf");
                selected = wanted;
            }
            Pen::at(page, line, &piece, font, content).write(&piece);
        }
    }
    content.operator("ET");
}

/// A part of a run that is written in one go.
struct Piece<'a> {
    run: &'a Run,
    clusters: Range<usize>,
    left_em: f32,
}

/// The pieces of a line in reading order.
fn pieces(line: &Line) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut left_em = 0.0;
    for run in &line.runs {
        let mut start = 0;
        while start < run.clusters.len() {
            let end = if run.is_rtl { word_end(run, start) } else { run.clusters.len() };
            pieces.push(Piece { run, clusters: start..end, left_em });
            left_em += run.clusters[start..end].iter().map(|cluster| advance_em(run, cluster)).sum::<f32>();
            start = end;
        }
    }
    if line.runs.iter().any(|run| run.is_rtl) {
        pieces.sort_by_key(|piece| {
            piece.run.clusters[piece.clusters.clone()].iter().map(|cluster| cluster.bytes.start).min()
        });
    }
    pieces
}

/// Where the word that begins at a cluster ends, or what is between two words: readers turn words around, not what is
/// between them.
fn word_end(run: &Run, start: usize) -> usize {
    let is_letter = |cluster: &Cluster| text_of(run, cluster).starts_with(char::is_alphabetic);
    let rest = run.clusters[start..].iter().position(|cluster| !is_letter(cluster));
    rest.map_or(run.clusters.len(), |length| start + length.max(1))
}

fn advance_em(run: &Run, cluster: &Cluster) -> f32 {
    run.glyphs[cluster.glyphs.clone()].iter().map(|glyph| glyph.advance_em).sum()
}

/// A letter that waits to be written.
struct Held {
    code: u16,
    /// How far the pen goes back after it, in thousandths of an em.
    back: f32,
}

/// Writes a piece, and keeps account of where the reader's pen is.
struct Pen<'a> {
    font: &'a Embedded,
    content: &'a mut Content,
    left_pt: f32,
    baseline_pt: f32,
    size_pt: f32,
    /// Where the reader's pen is, in thousandths of an em from the left.
    written: f32,
    /// Where it should be.
    wanted: f32,
    raised_em: f32,
    /// Letters that wait to be written as one string.
    held: Vec<Held>,
}

impl<'a> Pen<'a> {
    fn at(page: &Page, line: &PlacedLine, piece: &Piece<'_>, font: &'a Embedded, content: &'a mut Content) -> Self {
        Pen {
            font,
            content,
            left_pt: line.frame.left_mm / MM_PER_PT + piece.left_em * line.size_pt,
            baseline_pt: (page.size.height_mm - line.baseline_mm()) / MM_PER_PT,
            size_pt: line.size_pt,
            written: 0.0,
            wanted: 0.0,
            raised_em: 0.0,
            held: Vec::new(),
        }
    }

    fn write(mut self, piece: &Piece<'_>) {
        self.move_to(0.0, 0.0);
        for cluster in &piece.run.clusters[piece.clusters.clone()] {
            self.write_cluster(piece.run, cluster);
        }
        self.flush();
    }

    fn write_cluster(&mut self, run: &Run, cluster: &Cluster) {
        let mut is_told = true;
        spell(run, cluster, |letter| is_told &= self.font.code(&letter).1 == letter.text);
        if !is_told {
            self.flush();
            self.begin_actual_text(text_of(run, cluster));
        }
        spell(run, cluster, |letter| self.write_letter(&letter));
        if !is_told {
            self.flush();
            self.content.operator("EMC");
        }
    }

    /// Writes a letter, kerning or moving the pen before it where the glyph's place is not where the pen is.
    fn write_letter(&mut self, letter: &Letter<'_>) {
        if let Some(glyph) = letter.glyph {
            self.approach(&glyph);
            self.wanted += glyph.advance_em * 1000.0;
        }
        let (code, _) = self.font.code(letter);
        self.held.push(Held { code, back: 0.0 });
        self.written += self.font.written_width(letter);
    }

    fn approach(&mut self, glyph: &Glyph) {
        let place = self.wanted + glyph.shift_x_em * 1000.0;
        let off = (self.written - place).round();
        let is_level = (glyph.shift_y_em - self.raised_em).abs() < f32::EPSILON;
        if !is_level {
            self.flush();
            self.move_to(place / 1000.0, glyph.shift_y_em);
            (self.written, self.raised_em) = (place, glyph.shift_y_em);
        } else if off.abs() >= TOLERANCE {
            match self.held.last_mut() {
                Some(letter) => letter.back += off,
                None => {
                    self.content.raw(b"[");
                    self.content.lengths(&[off]);
                    self.content.operator("]TJ");
                }
            }
            self.written -= off;
        }
    }

    /// Moves the pen to a place counted from the piece's beginning.
    fn move_to(&mut self, right_em: f32, up_em: f32) {
        let (x, y) = (self.left_pt + right_em * self.size_pt, self.baseline_pt + up_em * self.size_pt);
        self.content.raw(b"1 0 0 1 ");
        self.content.lengths(&[x, y]);
        self.content.operator("Tm");
    }

    fn flush(&mut self) {
        if self.held.is_empty() {
            return;
        }
        self.content.raw(b"[<");
        let last = self.held.len() - 1;
        for (at, letter) in self.held.drain(..).enumerate() {
            self.content.hex([letter.code]);
            if letter.back != 0.0 && at < last {
                self.content.raw(b">");
                self.content.lengths(&[letter.back]);
                self.content.raw(b"<");
            }
        }
        self.content.raw(b">]");
        self.content.operator("TJ");
    }

    /// Says what the next glyphs stand for, up to the end of the marked content (ISO 32000-1, 14.9.4).
    fn begin_actual_text(&mut self, text: &str) {
        self.content.raw(b"/Span<</ActualText<");
        self.content.hex([0xfeff].into_iter().chain(text.encode_utf16()));
        self.content.raw(b">>>");
        self.content.operator("BDC");
    }
}
