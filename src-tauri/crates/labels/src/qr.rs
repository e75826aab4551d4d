//! QR codes as runs of dark modules (ISO/IEC 18004), ready to be drawn in one path.

mod mask;

use qrcode::bits::encode_auto;
use qrcode::canvas::Canvas;
use qrcode::ec::construct_codewords;
use qrcode::types::QrError;
use qrcode::{Color, EcLevel};

use crate::PaperError;
use crate::sizes::Dpi;

/// The quiet zone that the standard asks for, in modules on each side.
const QUIET_MODULES: u32 = 4;

/// How much of a code may be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Correction {
    /// Level Q, a quarter: paper.
    Paper,
    /// Level H, nearly a third: sleeves, which rub and crease.
    Sleeve,
}

/// A horizontal run of dark modules, counted from the top left corner of the quiet zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DarkRun {
    /// Modules from the left.
    pub(crate) left: u32,
    /// Modules from the top.
    pub(crate) top: u32,
    /// How many modules long.
    pub(crate) length: u32,
}

/// A code for a screen: a scanner that takes pictures reads it there as it does on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenCode {
    /// Modules on each side, quiet zone included.
    pub side: u32,
    /// Its dark modules as the path of an SVG whose units are modules.
    pub path: String,
}

impl ScreenCode {
    /// Encodes a payload.
    ///
    /// # Errors
    /// As for paper, when it is empty or too long.
    pub fn of(payload: &str) -> Result<Self, PaperError> {
        let matrix = Matrix::encode(payload, Correction::Paper)?;
        let drawn = |run: &DarkRun| format!("M{} {}h{}v1h-{}z", run.left, run.top, run.length, run.length);
        Ok(Self { side: matrix.side_modules, path: matrix.runs.iter().map(drawn).collect() })
    }
}

/// An encoded payload.
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    side_modules: u32,
    runs: Vec<DarkRun>,
}

/// By how much a payload is longer than the largest code (version 40; ISO/IEC 18004, table 7).
fn too_long(payload: &str, level: EcLevel) -> String {
    let is_one_of = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"$%*+-./: ".contains(&byte);
    let [digits, alphanumeric, bytes] = match level {
        EcLevel::H => [3_057, 1_852, 1_273],
        _ => [3_993, 2_420, 1_663],
    };
    let most = match () {
        () if payload.bytes().all(|byte| byte.is_ascii_digit()) => digits,
        () if payload.bytes().all(is_one_of) => alphanumeric,
        () => bytes,
    };
    let over = payload.len().saturating_sub(most);
    format!("it has {} bytes, {over} more than the {most} that a code of this quality holds", payload.len())
}

impl Matrix {
    /// Encodes a payload in the smallest version that holds it.
    ///
    /// # Errors
    ///
    /// [`PaperError::Code`] if the payload is empty or longer than any QR code holds.
    pub(crate) fn encode(payload: &str, correction: Correction) -> Result<Self, PaperError> {
        let refused = |reason: &str| PaperError::Code { payload: payload.to_owned(), reason: reason.to_owned() };
        if payload.is_empty() {
            return Err(refused("it is empty"));
        }
        let level = match correction {
            Correction::Paper => EcLevel::Q,
            Correction::Sleeve => EcLevel::H,
        };
        let (width, colors) = draw(payload, level).map_err(|_| refused(&too_long(payload, level)))?;
        let mut runs: Vec<DarkRun> = Vec::with_capacity(width * width / 4);
        for (top, row) in (QUIET_MODULES..).zip(colors.chunks(width)) {
            for (left, color) in (QUIET_MODULES..).zip(row) {
                match runs.last_mut() {
                    _ if *color == Color::Light => {}
                    Some(run) if run.top == top && run.left + run.length == left => run.length += 1,
                    _ => runs.push(DarkRun { left, top, length: 1 }),
                }
            }
        }
        Ok(Matrix { side_modules: u32::try_from(width).unwrap_or(u32::MAX) + 2 * QUIET_MODULES, runs })
    }

    /// The width and height in modules, the quiet zone included.
    pub(crate) fn side_modules(&self) -> u32 {
        self.side_modules
    }

    /// The dark modules, row by row.
    pub(crate) fn runs(&self) -> &[DarkRun] {
        &self.runs
    }

    /// The largest whole number of printer dots to a module with which the code is at most `room_mm` wide.
    ///
    /// # Errors
    ///
    /// A sentence that says how much room is missing, if the modules would be too small to scan.
    pub(crate) fn module_dots(&self, room_mm: f32, dpi: Dpi) -> Result<u32, String> {
        // A thousandth of a dot more, so that a room of exactly n dots counts as n.
        let room_dots = (room_mm / dpi.dot_mm() + 0.001).floor().max(0.0) as u32;
        let dots = room_dots / self.side_modules;
        if dots >= dpi.least_module_dots() {
            return Ok(dots);
        }
        let needed_mm = (self.side_modules * dpi.least_module_dots()) as f32 * dpi.dot_mm();
        Err(format!("at {} dpi it needs {needed_mm:.1} mm and has {:.1} mm", dpi.dots_per_inch(), room_mm.max(0.0)))
    }
}

/// The modules of the smallest code that holds a payload, row by row, and how many make a row.
fn draw(payload: &str, level: EcLevel) -> Result<(usize, Vec<Color>), QrError> {
    let bits = encode_auto(payload.as_bytes(), level)?;
    let version = bits.version();
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, level)?;
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let width = usize::from(version.width().unsigned_abs());
    Ok((width, mask::best(canvas, level, width)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_beyond_the_largest_code_is_told_by_how_much() {
        for (correction, letter, most) in [
            (Correction::Paper, "7", 3_993),
            (Correction::Paper, "A", 2_420),
            (Correction::Paper, "a", 1_663),
            (Correction::Sleeve, "7", 3_057),
            (Correction::Sleeve, "A", 1_852),
            (Correction::Sleeve, "a", 1_273),
        ] {
            assert!(Matrix::encode(&letter.repeat(most), correction).is_ok(), "{most} of {letter} fit");
            let said = Matrix::encode(&letter.repeat(most + 7), correction).unwrap_err().to_string();
            let told = format!("it has {} bytes, 7 more than the {most} that a code of this quality holds", most + 7);
            assert!(said.contains(&told) && said.len() < 300, "{said}");
        }
    }
}
