//! A page's content stream while it is written: operands, then their operator (ISO 32000-1, 7.8.2 and annex A).

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Decimals of a length in points: a thousandth is a third of a micrometre.
const LENGTH_DECIMALS: u32 = 3;

/// The bytes of a content stream.
#[derive(Default)]
pub(super) struct Content {
    bytes: Vec<u8>,
}

impl Content {
    /// Writes lengths in points, or other numbers for which three decimals are enough, as operands.
    pub(super) fn lengths(&mut self, lengths: &[f32]) {
        for length in lengths {
            self.decimal(f64::from(*length), LENGTH_DECIMALS);
        }
    }

    /// Writes a number with at most so many decimals as an operand.
    pub(super) fn decimal(&mut self, number: f64, decimals: u32) {
        let one = 10_i64.pow(decimals);
        let scaled = (number * one as f64).round() as i64;
        if scaled < 0 {
            self.bytes.push(b'-');
        }
        let (whole, mut rest) = (scaled.abs() / one, scaled.abs() % one);
        if whole > 0 || rest == 0 {
            self.digits(whole);
        }
        if rest > 0 {
            self.bytes.push(b'.');
            let mut place = one / 10;
            while rest > 0 {
                self.digits(rest / place);
                rest %= place;
                place /= 10;
            }
        }
        self.bytes.push(b' ');
    }

    /// Writes a whole number as an operand.
    pub(super) fn whole(&mut self, number: u32) {
        self.digits(number.into());
        self.bytes.push(b' ');
    }

    fn digits(&mut self, number: i64) {
        if number >= 10 {
            self.digits(number / 10);
        }
        self.bytes.push(b'0' + u8::try_from(number % 10).unwrap_or(0));
    }

    /// Writes a name as an operand. It must be of letters and digits.
    pub(super) fn name(&mut self, name: &str) {
        self.bytes.push(b'/');
        self.bytes.extend(name.as_bytes());
        self.bytes.push(b' ');
    }

    /// Writes bytes that are PDF already.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    /// Writes numbers of two bytes as the digits of a string, without its brackets.
    pub(super) fn hex(&mut self, units: impl IntoIterator<Item = u16>) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        for unit in units {
            let digit = |shift: u16| DIGITS[usize::from(unit >> shift & 0xf)];
            self.bytes.extend([digit(12), digit(8), digit(4), digit(0)]);
        }
    }

    /// Writes an operator, which takes the operands before it.
    pub(super) fn operator(&mut self, operator: &str) {
        self.bytes.extend(operator.as_bytes());
        self.bytes.push(b'\n');
    }

    /// The stream, compressed (ISO 32000-1, 7.4.4).
    ///
    /// # Errors
    ///
    /// None that can happen: it is written into memory.
    pub(super) fn deflated(&self) -> std::io::Result<Vec<u8>> {
        // Rows of codes are found alike at once: higher levels take up to six times as long for a tenth less.
        let mut encoder = ZlibEncoder::new(Vec::with_capacity(self.bytes.len() / 4), Compression::new(4));
        encoder.write_all(&self.bytes)?;
        encoder.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Content;

    fn written(number: f64, decimals: u32) -> String {
        let mut content = Content::default();
        content.decimal(number, decimals);
        String::from_utf8(content.bytes).unwrap()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let numbers =
            [(0.0, "0 "), (-0.0004, "0 "), (12.5, "12.5 "), (-0.25, "-.25 "), (100.0, "100 "), (2.71449, "2.714 ")];
        for (number, wanted) in numbers {
            assert_eq!(written(number, 3), wanted);
        }
        assert_eq!(written(0.010_640_39, 7), ".0106404 ");
        assert_eq!(written(9.9996, 3), "10 ");
        assert_eq!(written(1.05, 2), "1.05 ");
    }
}
