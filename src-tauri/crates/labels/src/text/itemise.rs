//! Cuts a paragraph into items: stretches of one direction, script and face.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::ParagraphBidiInfo;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::is_unseen;
use crate::fonts::{Face, Fonts, HanStyle, Weight, Wish};

/// A stretch of a paragraph that is shaped as a whole.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Its bytes in the paragraph.
    pub(super) bytes: Range<usize>,
    /// Whether it runs from right to left.
    pub(super) is_rtl: bool,
    /// Its script.
    pub(super) script: Script,
    /// Its face; `None` if no font has these characters.
    pub(super) face: Option<Arc<Face>>,
}

/// Cuts `text`, whose directions are in `bidi`, into items in logical order.
///
/// A character of no script of its own, such as a digit or a comma, goes with the script before it, or else with the
/// next; so an address in Japanese has its numbers from the Japanese face.
pub(super) fn itemise(
    text: &str,
    bidi: &ParagraphBidiInfo<'_>,
    fonts: &Fonts,
    han: HanStyle,
    weight: Weight,
) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut script = text.chars().find_map(own_script).unwrap_or(Script::Common);
    for (start, cluster) in text.grapheme_indices(true) {
        let bytes = start..start + cluster.len();
        script = cluster.chars().find_map(own_script).unwrap_or(script);
        let is_rtl = bidi.levels[start].is_rtl();
        let last = items.last_mut().filter(|item| item.script == script && item.is_rtl == is_rtl);
        let is_silent = cluster.chars().all(is_unseen);
        match last {
            Some(item) if is_silent || item.face.as_ref().is_some_and(|face| prefers(face, cluster, fonts, weight)) => {
                item.bytes.end = bytes.end;
            }
            last => {
                let face = fonts.face_for(Wish { script, han, weight }, cluster);
                match last {
                    Some(item) if same_face(item.face.as_ref(), face.as_ref()) => item.bytes.end = bytes.end,
                    _ => items.push(Item { bytes, is_rtl, script, face }),
                }
            }
        }
    }
    items
}

/// Whether the face of the item goes on through `cluster` without asking: the usual case, and the quick one.
fn prefers(face: &Arc<Face>, cluster: &str, fonts: &Fonts, weight: Weight) -> bool {
    Arc::ptr_eq(face, fonts.bundled_face(weight)) && face.covers(cluster)
}

fn same_face(one: Option<&Arc<Face>>, other: Option<&Arc<Face>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// The script that a character surely belongs to.
fn own_script(char: char) -> Option<Script> {
    if char.is_ascii() {
        return char.is_ascii_alphabetic().then_some(Script::Latin);
    }
    Some(char.script()).filter(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown))
}

/// Whose Chinese characters a text has, if the text itself shows it.
pub(crate) fn han_style(text: &str) -> Option<HanStyle> {
    let has = |wanted: &[Script]| text.chars().any(|char| wanted.contains(&char.script()));
    if has(&[Script::Hiragana, Script::Katakana]) {
        Some(HanStyle::Japanese)
    } else if has(&[Script::Hangul]) {
        Some(HanStyle::Korean)
    } else if has(&[Script::Bopomofo]) {
        Some(HanStyle::Traditional)
    } else {
        None
    }
}
