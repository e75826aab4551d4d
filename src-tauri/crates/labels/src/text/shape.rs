//! Turns an item into glyphs.

use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use harfrust::{Buffer, Direction};
use unicode_segmentation::UnicodeSegmentation;

use super::itemise::Item;
use super::{Cluster, Glyph, Run, is_unseen};
use crate::fonts::{Face, Fonts, Weight};

/// Stands for a character that no font has.
const BOX: char = '\u{25a1}';

/// Shapes the part `bytes` of an item. `context` is the line or paragraph around it: letters at the edge join over it.
pub(super) fn shape(text: &Arc<str>, item: &Item, bytes: Range<usize>, context: Range<usize>) -> Option<Run> {
    let face = item.face.as_ref()?;
    let mut buffer = Buffer::new();
    for (at, char) in text[bytes.clone()].char_indices() {
        if !is_done_with(char) {
            buffer.push(char.into(), u32::try_from(bytes.start + at).unwrap_or(u32::MAX));
        }
    }
    buffer.set_pre_context(&text[context.start..bytes.start]);
    buffer.set_post_context(&text[bytes.end..context.end]);
    buffer.set_direction(if item.is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.set_script(harfrust::Script::from_str(item.script.short_name()).ok());
    face.shape(&mut buffer);
    Some(collect(&buffer, face, text, bytes, item.is_rtl))
}

/// Whether a character has done its work before shaping, in ordering and breaking. Joiners and variation selectors have
/// not: they change the glyphs beside them.
pub(crate) fn is_done_with(char: char) -> bool {
    is_unseen(char) && !matches!(char, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}')
}

/// Reads the shaped glyphs and groups them by cluster, from left to right.
fn collect(buffer: &Buffer, face: &Arc<Face>, text: &Arc<str>, bytes: Range<usize>, is_rtl: bool) -> Run {
    let em = f32::from(face.units_per_em());
    let (clusters, glyphs) = (Vec::new(), Vec::with_capacity(buffer.len()));
    let mut run = Run { face: Arc::clone(face), text: Arc::clone(text), clusters, glyphs, is_rtl };
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let at = run.glyphs.len();
        run.glyphs.push(Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance_em: position.x_advance as f32 / em,
            shift_x_em: position.x_offset as f32 / em,
            shift_y_em: position.y_offset as f32 / em,
        });
        let start = info.cluster as usize;
        match run.clusters.last_mut() {
            Some(cluster) if cluster.bytes.start == start => cluster.glyphs.end = at + 1,
            _ => run.clusters.push(Cluster { bytes: start..start, glyphs: at..at + 1 }),
        }
    }
    // A cluster's text ends where the next one in reading order begins.
    let mut end = bytes.end;
    let close = |cluster: &mut Cluster| {
        cluster.bytes.end = end;
        end = cluster.bytes.start;
    };
    if is_rtl {
        run.clusters.iter_mut().for_each(close)
    } else {
        run.clusters.iter_mut().rev().for_each(close)
    }
    run
}

/// Boxes for a stretch that no font has, one a visible character.
pub(super) fn boxes(text: &Arc<str>, bytes: Range<usize>, is_rtl: bool, fonts: &Fonts, weight: Weight) -> Run {
    let face = fonts.bundled_face(weight);
    let id = face.glyph(BOX).unwrap_or(0);
    let advance_em = f32::from(face.advance_units(id)) / f32::from(face.units_per_em());
    let glyph = Glyph { id, advance_em, shift_x_em: 0.0, shift_y_em: 0.0 };
    let seen = text[bytes.clone()].grapheme_indices(true).filter(|(_, cluster)| !cluster.chars().all(is_unseen));
    let mut spans: Vec<Range<usize>> =
        seen.map(|(at, cluster)| bytes.start + at..bytes.start + at + cluster.len()).collect();
    if is_rtl {
        spans.reverse();
    }
    let glyphs = vec![glyph; spans.len()];
    let clusters = spans.into_iter().enumerate().map(|(at, bytes)| Cluster { bytes, glyphs: at..at + 1 }).collect();
    Run { face: Arc::clone(face), text: Arc::clone(text), clusters, glyphs, is_rtl }
}
