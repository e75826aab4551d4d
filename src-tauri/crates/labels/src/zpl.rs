//! Writes pages as ZPL II, which thermal printers of most makers understand (Zebra's Programming Guide; `^GF` there).
//!
//! A page is nothing but graphics, so that every script is printed alike and no printer needs a font. `^GF` says that a graphic
//! has 99,999 bytes at most, so a page is cut into strips.

use crate::picture::Picture;

/// The most bytes of a graphic.
const MOST_BYTES: usize = 99_999;

/// Appends the program of a page.
pub(crate) fn write(picture: &Picture, program: &mut String) {
    let (width, height) = (picture.width_dots(), picture.height_dots());
    program.push_str(&format!("^XA^PW{width}^LL{height}^LH0,0\n"));
    let bits = picture.bits();
    for strip in strips(&bits, width.div_ceil(8) as usize) {
        strip.write(program);
    }
    program.push_str("^PQ1^XZ\n");
}

/// A part of a page that has ink, counted in rows of dots and in columns of eight.
struct Strip<'a> {
    left_bytes: usize,
    width_bytes: usize,
    top: usize,
    rows: Vec<&'a [u8]>,
}

/// The blank rows at which a strip ends: a row costs a byte, a strip 40.
const BLANK_ROWS: usize = 40;

/// Cuts a page at its blank rows, and where a graphic would be too large.
fn strips(bits: &[u8], row_bytes: usize) -> Vec<Strip<'_>> {
    let most_rows = (MOST_BYTES / row_bytes).max(1);
    let mut strips: Vec<Strip<'_>> = Vec::new();
    let rows: Vec<&[u8]> = bits.chunks_exact(row_bytes).collect();
    let inked: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].iter().any(|byte| *byte != 0)).collect();
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for row in inked {
        match ranges.last_mut() {
            Some(range) if row < range.end + BLANK_ROWS && row < range.start + most_rows => range.end = row + 1,
            _ => ranges.push(row..row + 1),
        }
    }
    for range in ranges {
        let has_ink = |column: &usize| rows[range.clone()].iter().any(|row| row[*column] != 0);
        let left = (0..row_bytes).find(has_ink).unwrap_or(0);
        let right = (0..row_bytes).rfind(has_ink).unwrap_or(left);
        let rows = rows[range.clone()].iter().map(|row| &row[left..=right]).collect();
        strips.push(Strip { left_bytes: left, width_bytes: right + 1 - left, top: range.start, rows });
    }
    strips
}

impl Strip<'_> {
    fn write(&self, program: &mut String) {
        let bytes = self.width_bytes * self.rows.len();
        let (left, top, width_bytes) = (self.left_bytes * 8, self.top, self.width_bytes);
        program.push_str(&format!("^FO{left},{top}^GFA,{bytes},{bytes},{width_bytes},"));
        let mut above: Option<&[u8]> = None;
        for row in &self.rows {
            if above == Some(row) {
                program.push(':');
            } else {
                write_row(row, program);
            }
            above = Some(row);
        }
        program.push_str("^FS\n");
    }
}

/// Writes a row as hexadecimal digits, a run of equal ones as its length and the digit, and the rest of the row as `,` or `!`
/// if all of it is bare or black.
fn write_row(row: &[u8], program: &mut String) {
    let digits: Vec<u8> = row.iter().flat_map(|byte| [byte >> 4, byte & 0xf]).collect();
    let mut runs = digits.chunk_by(|one, other| one == other).peekable();
    while let Some(run) = runs.next() {
        let is_last = runs.peek().is_none();
        match run[0] {
            0 if is_last => program.push(','),
            0xf if is_last => program.push('!'),
            digit => {
                write_count(run.len(), program);
                program.push(char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
}

/// Writes how often a digit stands: `g` to `z` are 20 to 400, `G` to `Y` 1 to 19, and letters add up.
fn write_count(count: usize, program: &mut String) {
    let letter = |first: u8, number: usize| char::from(first + u8::try_from(number - 1).unwrap_or(0));
    let (most, rest) = (count / 400, count % 400);
    program.extend(std::iter::repeat_n('z', most));
    if rest >= 20 {
        program.push(letter(b'g', rest / 20));
    }
    if rest % 20 > 0 && count > 1 {
        program.push(letter(b'G', rest % 20));
    }
}
