//! Rules, boxes and codes as PDF operators.

use super::content::Content;
use crate::page::{Frame, MM_PER_PT, OUTLINE_PT, Page, PlacedCode};

/// A rectangle as part of a path, with PDF's origin at the bottom left.
fn rectangle(page: &Page, frame: &Frame, content: &mut Content) {
    let bottom_mm = page.size.height_mm - frame.bottom_mm();
    content.lengths(&[frame.left_mm, bottom_mm, frame.width_mm, frame.height_mm].map(|mm| mm / MM_PER_PT));
    content.operator("re");
}

/// Draws the rules, as one filled path.
pub(super) fn draw_fills(page: &Page, content: &mut Content) {
    if !page.fills.is_empty() {
        page.fills.iter().for_each(|frame| rectangle(page, frame, content));
        content.operator("f");
    }
}

/// Draws the outlines, as one path.
pub(super) fn draw_boxes(page: &Page, content: &mut Content) {
    if !page.boxes.is_empty() {
        content.lengths(&[OUTLINE_PT]);
        content.operator("w");
        let half_mm = OUTLINE_PT * MM_PER_PT / 2.0;
        page.boxes.iter().for_each(|frame| rectangle(page, &frame.inset(half_mm), content));
        content.operator("S");
    }
}

/// Draws the codes.
pub(super) fn draw_codes(page: &Page, content: &mut Content) {
    for code in &page.codes {
        draw_code(page, code, content);
    }
}

/// How many units of a code's matrix make a module.
const UNITS: u32 = 100;

/// By how many units each run of dark modules stays within its dots on every side. Printers and poppler blacken whatever
/// a shape touches, so an edge that rounding put a millionth past a dot would cost a whole one.
const SHY_UNITS: u32 = 1;

/// Decimals of the matrix: over a whole code less than a hundredth of a unit.
const MATRIX_DECIMALS: u32 = 8;

/// Draws a code: under a matrix whose unit is a small part of a module and whose y runs down, so that all numbers are
/// whole. Each row moves the matrix, so that rows are written alike, and are compressed well.
fn draw_code(page: &Page, code: &PlacedCode, content: &mut Content) {
    let dot_pt = 72.0 / f64::from(code.dpi.dots_per_inch());
    let unit_pt = f64::from(code.module_dots) * dot_pt / f64::from(UNITS);
    let shy_pt = f64::from(SHY_UNITS) * unit_pt;
    let left_pt = f64::from(code.left_dots) * dot_pt + shy_pt;
    let height_pt = f64::from(page.size.height_mm) * 72.0 / 25.4;
    let top_pt = height_pt - f64::from(code.top_dots) * dot_pt - shy_pt;
    content.operator("q");
    for number in [unit_pt, 0.0, 0.0, -unit_pt, left_pt, top_pt] {
        content.decimal(number, MATRIX_DECIMALS);
    }
    content.operator("cm");
    let mut top = 0;
    for run in code.matrix.runs() {
        if run.top > top {
            if top > 0 {
                content.operator("f");
            }
            content.raw(b"1 0 0 1 0 ");
            content.whole((run.top - top) * UNITS);
            content.operator("cm");
            top = run.top;
        }
        content.whole(run.left * UNITS);
        content.raw(b"0 ");
        content.whole(run.length * UNITS - 2 * SHY_UNITS);
        content.whole(UNITS - 2 * SHY_UNITS);
        content.operator("re");
    }
    content.operator("f");
    content.operator("Q");
}
