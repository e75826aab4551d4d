//! Writes pages as ZPL II, which thermal printers of most makers understand (Zebra's Programming Guide; `^GF` there).
//!
//! A page is nothing but graphics, so that every script is printed alike and no printer needs a font. `^GF` says that a graphic
//! has 99,999 bytes at most, so a page is cut into strips. They are as wide as the page: leaving out what is bare beside and
//! between the parts of a label makes it 2 % smaller.

use crate::picture::Picture;

/// The most bytes of a graphic.
const MOST_BYTES: usize = 99_999;

/// Appends the program of a page.
pub(crate) fn write(picture: &Picture, program: &mut String) {
    let (width, height) = (picture.width_dots(), picture.height_dots());
    program.push_str(&format!("^XA^PW{width}^LL{height}^LH0,0\n"));
    let (bits, row_bytes) = (picture.bits(), width.div_ceil(8) as usize);
    let strip_rows = (MOST_BYTES / row_bytes).max(1);
    for (number, strip) in bits.chunks(strip_rows * row_bytes).enumerate() {
        let (top, bytes) = (number * strip_rows, strip.len());
        program.push_str(&format!("^FO0,{top}^GFA,{bytes},{bytes},{row_bytes},"));
        write_strip(strip, row_bytes, program);
        program.push_str("^FS\n");
    }
    program.push_str("^PQ1^XZ\n");
}

/// Writes rows, each that is as the one above it as `:`.
fn write_strip(strip: &[u8], row_bytes: usize, program: &mut String) {
    let mut above = None;
    for row in strip.chunks_exact(row_bytes) {
        if above == Some(row) {
            program.push(':');
        } else {
            write_row(row, program);
        }
        above = Some(row);
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
