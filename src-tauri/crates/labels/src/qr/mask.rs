//! Which of the eight masks a QR code takes (ISO/IEC 18004:2015, 7.8): the one whose pattern looks least like a finder and
//! has the fewest large areas.
//!
//! The `qrcode` crate goes through the modules one by one, which takes ten times as long as all the rest of a label. Here
//! rows and columns are words of bits, so that each rule of the standard is a few shifts for a whole row.

use qrcode::canvas::{Canvas, Module};
use qrcode::{Color, EcLevel};

/// Bits in a row: the largest code with room in it is version 27.
const MOST_MODULES: usize = 125;

/// All masks repeat after so many modules, across and down.
const PERIOD: usize = 12;

/// Where a mask turns modules over, by its number; `x` counts from the left and `y` from the top (table 10).
const MASKS: [fn(usize, usize) -> bool; 8] = [
    |x, y| (x + y).is_multiple_of(2),
    |_, y| y.is_multiple_of(2),
    |x, _| x.is_multiple_of(3),
    |x, y| (x + y).is_multiple_of(3),
    |x, y| (y / 2 + x / 3).is_multiple_of(2),
    |x, y| (x * y) % 2 + (x * y) % 3 == 0,
    |x, y| ((x * y) % 2 + (x * y) % 3).is_multiple_of(2),
    |x, y| ((x + y) % 2 + (x * y) % 3).is_multiple_of(2),
];

/// The modules of a code as words, bit 0 being the leftmost or the topmost.
#[derive(Clone)]
struct Grid {
    rows: Vec<u128>,
    columns: Vec<u128>,
}

impl Grid {
    fn of(width: usize, is_set: impl Fn(usize, usize) -> bool) -> Grid {
        let mut grid = Grid { rows: vec![0; width], columns: vec![0; width] };
        for y in 0..width {
            for x in 0..width {
                grid.put(x, y, is_set(x, y));
            }
        }
        grid
    }

    fn put(&mut self, x: usize, y: usize, is_set: bool) {
        let put = |word: &mut u128, at: usize| *word = *word & !(1 << at) | u128::from(is_set) << at;
        put(&mut self.rows[y], x);
        put(&mut self.columns[x], y);
    }

    /// The same, turned over where `mask` says and `may_turn` is set.
    fn turned_over(&self, mask: fn(usize, usize) -> bool, may_turn: &Grid) -> Grid {
        let turn = |words: &[u128], may_turn: &[u128], mask: &dyn Fn(usize, usize) -> bool| {
            let patterns: [u128; PERIOD] = std::array::from_fn(|at| {
                let once = (0..PERIOD).fold(0_u128, |word, along| word | u128::from(mask(along, at)) << along);
                (0..128).step_by(PERIOD).fold(0, |word, shift| word | once << shift)
            });
            let lines = words.iter().zip(may_turn).enumerate();
            lines.map(|(at, (word, may_turn))| word ^ (patterns[at % PERIOD] & may_turn)).collect()
        };
        Grid {
            rows: turn(&self.rows, &may_turn.rows, &mask),
            columns: turn(&self.columns, &may_turn.columns, &|y, x| mask(x, y)),
        }
    }
}

/// The modules of a code whose data were drawn, under the best mask, row by row from the top; true is dark.
pub(super) fn best(canvas: Canvas, level: EcLevel, width: usize) -> Vec<Color> {
    if width > MOST_MODULES {
        return canvas.apply_best_mask().into_colors();
    }
    let module = |x: usize, y: usize| canvas.get(x as i16, y as i16);
    let drawn = Grid::of(width, |x, y| module(x, y).is_dark());
    // The bits that remain after the last codeword are left empty, and are masked like data (7.7.3).
    let is_data = Grid::of(width, |x, y| !matches!(module(x, y), Module::Masked(_)));
    let masked = (0..).zip(MASKS).map(|(number, mask)| {
        let mut grid = drawn.turned_over(mask, &is_data);
        draw_format(&mut grid, level, number);
        grid
    });
    let best = masked.min_by_key(penalty).unwrap_or(drawn);
    let color = |row: u128, x: usize| if row >> x & 1 == 1 { Color::Dark } else { Color::Light };
    best.rows.iter().flat_map(|row| (0..width).map(|x| color(*row, x))).collect()
}

/// Draws level and mask, twice (7.9).
fn draw_format(grid: &mut Grid, level: EcLevel, mask: u32) {
    /// The generator of the BCH code, and what keeps the bits from being all light (annex C).
    const GENERATOR: u32 = 0b101_0011_0111;
    const VEIL: u32 = 0b101_0100_0001_0010;
    let level = match level {
        EcLevel::L => 0b01,
        EcLevel::M => 0b00,
        EcLevel::Q => 0b11,
        EcLevel::H => 0b10,
    };
    let data: u32 = level << 3 | mask;
    let remainder = (10..15)
        .rev()
        .fold(data << 10, |rest, bit| if rest >> bit & 1 == 1 { rest ^ GENERATOR << (bit - 10) } else { rest });
    let bits = (data << 10 | remainder) ^ VEIL;
    let width = grid.rows.len();
    for bit in 0..15 {
        let is_dark = bits >> bit & 1 == 1;
        // Around the upper left finder, over the timing patterns: up along it, then to the left below it.
        match bit {
            0..6 => grid.put(8, bit, is_dark),
            6..8 => grid.put(8, bit + 1, is_dark),
            8 => grid.put(7, 8, is_dark),
            _ => grid.put(14 - bit, 8, is_dark),
        }
        // To the left below the upper right finder, then down beside the lower left one.
        match bit {
            0..8 => grid.put(width - 1 - bit, 8, is_dark),
            _ => grid.put(8, width - 15 + bit, is_dark),
        }
    }
}

/// How bad a code looks to a scanner (7.8.3, table 11).
fn penalty(grid: &Grid) -> u32 {
    let width = grid.rows.len();
    let lines = |words: &[u128]| -> u32 { words.iter().map(|word| runs(*word, width) + finders(*word, width)).sum() };
    lines(&grid.rows) + lines(&grid.columns) + blocks(&grid.rows, width) + balance(&grid.rows, width)
}

/// As many low bits.
fn low(count: usize) -> u128 {
    (1 << count) - 1
}

/// Three points for five of one colour in a line, and one for each more.
fn runs(line: u128, width: usize) -> u32 {
    let alike = !(line ^ line >> 1) & low(width - 1);
    let fives = alike & alike >> 1 & alike >> 2 & alike >> 3;
    let beginnings = fives & !(fives << 1);
    fives.count_ones() + 2 * beginnings.count_ones()
}

/// Forty points for what looks like a finder, 1:1:3:1:1, with four light modules on one side. Around the code all is light.
fn finders(line: u128, width: usize) -> u32 {
    /// Light modules before the line, so that a finder at its very beginning counts.
    const BEFORE: usize = 4;
    let dark = line << BEFORE;
    let at = |along: usize| dark >> along;
    let core = at(0) & !at(1) & at(2) & at(3) & at(4) & !at(5) & at(6);
    let light_after = !(at(7) | at(8) | at(9) | at(10));
    let light_before = !(dark << 1 | dark << 2 | dark << 3 | dark << 4);
    40 * (core & (light_before | light_after) & low(width) << BEFORE).count_ones()
}

/// Three points for each two by two of one colour.
fn blocks(rows: &[u128], width: usize) -> u32 {
    let alike = |row: u128| !(row ^ row >> 1);
    let block = |pair: &[u128]| alike(pair[0]) & alike(pair[1]) & !(pair[0] ^ pair[1]) & low(width - 1);
    3 * rows.windows(2).map(|pair| block(pair).count_ones()).sum::<u32>()
}

/// Ten points for each full 5 % that the dark modules are off the half.
fn balance(rows: &[u128], width: usize) -> u32 {
    let dark: u32 = rows.iter().map(|row| row.count_ones()).sum();
    let all = (width * width) as u32;
    (dark * 2).abs_diff(all) * 10 / all * 10
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use qrcode::bits::encode_auto;
    use qrcode::canvas::MaskPattern;
    use qrcode::ec::construct_codewords;

    use super::*;

    const PATTERNS: [MaskPattern; 8] = [
        MaskPattern::Checkerboard,
        MaskPattern::HorizontalLines,
        MaskPattern::VerticalLines,
        MaskPattern::DiagonalLines,
        MaskPattern::LargeCheckerboard,
        MaskPattern::Fields,
        MaskPattern::Diamonds,
        MaskPattern::Meadow,
    ];

    /// The standard's rules, module by module.
    fn slow_penalty(dark: &dyn Fn(i32, i32) -> bool, width: i32) -> u32 {
        let mut points = 0;
        for line in 0..width {
            for dark in [&(|at| dark(at, line)) as &dyn Fn(i32) -> bool, &|at| dark(line, at)] {
                let mut length = 0;
                for at in 0..width {
                    length = if at > 0 && dark(at) == dark(at - 1) { length + 1 } else { 1 };
                    points += match length {
                        5 => 3,
                        6.. => 1,
                        _ => 0,
                    };
                }
                let is_dark = |at| (0..width).contains(&at) && dark(at);
                for at in 0..width {
                    let is_core = (0..7).all(|along| is_dark(at + along) == (along != 1 && along != 5));
                    let is_light = |from: i32| (from..from + 4).all(|at| !is_dark(at));
                    points += if is_core && (is_light(at - 4) || is_light(at + 7)) { 40 } else { 0 };
                }
            }
        }
        for y in 1..width {
            for x in 1..width {
                let is_block = dark(x, y) == dark(x - 1, y) && dark(x, y) == dark(x, y - 1);
                points += if is_block && dark(x, y) == dark(x - 1, y - 1) { 3 } else { 0 };
            }
        }
        let all = width * width;
        let count = (0..all).filter(|at| dark(at % width, at / width)).count() as i32;
        let off_percent = (count * 100).abs_diff(all * 50) / all as u32;
        points + off_percent / 5 * 10
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_mask_is_the_one_that_the_standard_chooses(payload in "[A-Z0-9/:.]{1,250}", is_sleeve: bool) {
            let level = if is_sleeve { EcLevel::H } else { EcLevel::Q };
            let bits = encode_auto(payload.as_bytes(), level).unwrap();
            let version = bits.version();
            let (data, correction) = construct_codewords(&bits.into_bytes(), version, level).unwrap();
            let mut canvas = Canvas::new(version, level);
            canvas.draw_all_functional_patterns();
            canvas.draw_data(&data, &correction);
            let width = version.width();
            let candidates = PATTERNS.map(|pattern| {
                let mut canvas = canvas.clone();
                canvas.apply_mask(pattern);
                let dark = |x: i32, y: i32| canvas.get(x as i16, y as i16).is_dark();
                (slow_penalty(&dark, width.into()), canvas.into_colors())
            });
            let least = candidates.iter().map(|(points, _)| *points).min().unwrap();
            let chosen = best(canvas, level, width as usize);
            // Where two masks are as good as each other, the first is taken.
            let wanted = candidates.iter().find(|(points, _)| *points == least).unwrap();
            prop_assert!(chosen == wanted.1);
        }
    }
}
