//! Rules, boxes, codes and barcodes as PDF operators.

use super::content::Content;
use crate::page::{Frame, MM_PER_PT, OUTLINE_PT, Page, PlacedBars, PlacedCode};
use crate::sizes::Dpi;

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

/// Begins a matrix whose unit is a part of so many dots and whose y runs down, with its origin so many dots from the page's
/// top left corner, and within it by what shapes stay within their dots.
fn begin_matrix(page: &Page, dpi: Dpi, dots: u32, corner: (u32, u32), content: &mut Content) {
    let dot_pt = 72.0 / f64::from(dpi.dots_per_inch());
    let unit_pt = f64::from(dots) * dot_pt / f64::from(UNITS);
    let shy_pt = f64::from(SHY_UNITS) * unit_pt;
    let left_pt = f64::from(corner.0) * dot_pt + shy_pt;
    let height_pt = f64::from(page.size.height_mm) * 72.0 / 25.4;
    let top_pt = height_pt - f64::from(corner.1) * dot_pt - shy_pt;
    content.operator("q");
    for number in [unit_pt, 0.0, 0.0, -unit_pt, left_pt, top_pt] {
        content.decimal(number, MATRIX_DECIMALS);
    }
    content.operator("cm");
}

/// Draws a code: under a matrix whose unit is a small part of a module, so that all numbers are whole. Each row moves the
/// matrix, so that rows are written alike, and are compressed well.
fn draw_code(page: &Page, code: &PlacedCode, content: &mut Content) {
    begin_matrix(page, code.dpi, code.module_dots, (code.left_dots, code.top_dots), content);
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

/// Draws the barcodes of one dimension.
pub(super) fn draw_bars(page: &Page, content: &mut Content) {
    for PlacedBars { bars, area, dpi } in &page.bars {
        begin_matrix(page, *dpi, 1, (area.left, area.top), content);
        for bar in bars {
            content.whole((bar.left - area.left) * UNITS);
            content.whole((bar.top - area.top) * UNITS);
            content.whole(bar.width * UNITS - 2 * SHY_UNITS);
            content.whole(bar.height * UNITS - 2 * SHY_UNITS);
            content.operator("re");
        }
        content.operator("f");
        content.operator("Q");
    }
}
