//! Rules, boxes and codes as PDF operators.

use printpdf::{CurTransMat, DictItem, Op, Pt};

use crate::page::{Frame, MM_PER_PT, Page, PlacedCode};

/// Points to a dot of a 203 dpi printer.
const PT_PER_DOT: f32 = 72.0 / 203.0;

/// How thick outlines are; they lie within their frames.
const OUTLINE_PT: f32 = 0.7;

/// An operator that printpdf has no name for.
fn operator(key: &str, operands: &[f32]) -> Op {
    let number = |operand: &f32| {
        if operand.fract() == 0.0 { DictItem::Int(*operand as i64) } else { DictItem::Real(*operand) }
    };
    Op::Unknown { key: key.to_owned(), value: operands.iter().map(number).collect() }
}

/// A rectangle as part of a path, with PDF's origin at the bottom left; rounded to a thousandth of a point.
fn rectangle(page: &Page, frame: &Frame) -> Op {
    let round = |mm: f32| (mm / MM_PER_PT * 1000.0).round() / 1000.0;
    let bottom_mm = page.size.height_mm - frame.bottom_mm();
    operator("re", &[round(frame.left_mm), round(bottom_mm), round(frame.width_mm), round(frame.height_mm)])
}

/// Draws the rules, as one filled path.
pub(super) fn draw_fills(page: &Page, ops: &mut Vec<Op>) {
    if !page.fills.is_empty() {
        ops.extend(page.fills.iter().map(|frame| rectangle(page, frame)));
        ops.push(operator("f", &[]));
    }
}

/// Draws the outlines, as one path.
pub(super) fn draw_boxes(page: &Page, ops: &mut Vec<Op>) {
    if !page.boxes.is_empty() {
        ops.push(Op::SetOutlineThickness { pt: Pt(OUTLINE_PT) });
        let half_mm = OUTLINE_PT * MM_PER_PT / 2.0;
        ops.extend(page.boxes.iter().map(|frame| rectangle(page, &frame.inset(half_mm))));
        ops.push(operator("S", &[]));
    }
}

/// Draws the codes.
pub(super) fn draw_codes(page: &Page, ops: &mut Vec<Op>) {
    for code in &page.codes {
        draw_code(page, code, ops);
    }
}

/// How many units of a code's matrix make a module.
const UNITS: f32 = 1000.0;

/// By how many units each run of dark modules stays within its dots on every side. Printers and poppler blacken whatever
/// a shape touches, so an edge that rounding put a millionth past a dot would cost a whole one.
const SHY_UNITS: f32 = 1.0;

/// Draws a code: under a matrix whose unit is a small part of a module and whose y runs down, so that all numbers are
/// whole.
fn draw_code(page: &Page, code: &PlacedCode, ops: &mut Vec<Op>) {
    let module_pt = code.module_dots as f32 * PT_PER_DOT;
    let unit_pt = module_pt / UNITS;
    let left_pt = code.left_dots as f32 * PT_PER_DOT + SHY_UNITS * unit_pt;
    let top_pt = page.size.height_mm / MM_PER_PT - code.top_dots as f32 * PT_PER_DOT - SHY_UNITS * unit_pt;
    ops.push(Op::SaveGraphicsState);
    let matrix = CurTransMat::Raw([unit_pt, 0.0, 0.0, -unit_pt, left_pt, top_pt]);
    ops.push(Op::SetTransformationMatrix { matrix });
    for run in code.matrix.runs() {
        let [left, top, length] = [run.left, run.top, run.length].map(|modules| modules as f32 * UNITS);
        ops.push(operator("re", &[left, top, length - 2.0 * SHY_UNITS, UNITS - 2.0 * SHY_UNITS]));
    }
    ops.push(operator("f", &[]));
    ops.push(Op::RestoreGraphicsState);
}
