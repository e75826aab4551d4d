//! Pictures of the window: kept small, and compared with what was kept.

use std::collections::HashMap;
use std::io::Cursor;

/// The pixels of a picture: red, green and blue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

/// A kept picture is no wider than this: enough to look at, and small enough to keep many.
const WIDEST: usize = 640;

/// How far a colour of a kept picture may be from what was seen, of 255. What there is most of is kept as it was seen.
const NEAR: i32 = 24;

/// Squares of so many pixels of a kept picture are compared by their mean: letters may be smoothed in another way elsewhere.
const SQUARE: usize = 4;

/// How far the means of a square may be apart, of 255.
const APART: i32 = 20;

impl Picture {
    /// Reads a PNG of eight bits a channel, or one with a palette.
    pub fn read(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut bytes).expect("a PNG");
        let depth = frame.color_type.samples();
        let pixels = bytes.chunks_exact(depth).map(|pixel| [pixel[0], pixel[1 % depth], pixel[2 % depth]]).collect();
        Self { width: frame.width as usize, height: frame.height as usize, pixels }
    }

    /// The same, less wide and high.
    pub fn smaller(&self) -> Self {
        let coarser = self.width.div_ceil(WIDEST);
        let (width, height) = (self.width / coarser, self.height / coarser);
        let channel = |mean: i32| u8::try_from(mean).unwrap_or(u8::MAX);
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = places.map(|(x, y)| self.mean(x, y, coarser).map(channel)).collect();
        Self { width, height, pixels }
    }

    /// Its upper left corner, so wide and high.
    pub fn corner(&self, (width, height): (usize, usize)) -> Self {
        let rows = self.pixels.chunks_exact(self.width).take(height);
        let pixels = rows.flat_map(|row| row[..width].iter().copied()).collect();
        Self { width, height, pixels }
    }

    /// It as a PNG with every colour as it was seen.
    pub fn lossless(&self) -> Vec<u8> {
        self.written(&self.pixels.concat(), |encoder| encoder.set_color(png::ColorType::Rgb))
    }

    /// It as a PNG with a palette.
    pub fn png(&self) -> Vec<u8> {
        let (palette, nearest) = self.palette();
        let indices: Vec<u8> = self.pixels.iter().map(|pixel| nearest[pixel]).collect();
        self.written(&indices, |encoder| {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette.concat());
            // Neighbours in a palette have nothing to do with each other.
            encoder.set_filter(png::Filter::NoFilter);
        })
    }

    /// A PNG of its size with this data.
    fn written(&self, data: &[u8], set_up: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>)) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, size(self.width), size(self.height));
        encoder.set_compression(png::Compression::High);
        encoder.set_depth(png::BitDepth::Eight);
        set_up(&mut encoder);
        let mut writer = encoder.write_header().expect("it is written into memory");
        writer.write_image_data(data).expect("it is written into memory");
        writer.finish().expect("it is written into memory");
        file
    }

    /// Colours that are near to all that were seen, the most frequent first, and which of them is nearest to each.
    fn palette(&self) -> (Vec<[u8; 3]>, HashMap<[u8; 3], u8>) {
        let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
        for pixel in &self.pixels {
            *counts.entry(*pixel).or_default() += 1;
        }
        let mut seen: Vec<([u8; 3], usize)> = counts.into_iter().collect();
        seen.sort_unstable_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
        let apart = |one: &[u8; 3], other: &[u8; 3]| {
            one.iter().zip(other).map(|(one, other)| (i32::from(*one) - i32::from(*other)).abs()).max().unwrap_or(0)
        };
        let mut palette: Vec<[u8; 3]> = Vec::new();
        for (colour, _) in &seen {
            let is_new = palette.iter().all(|known| apart(known, colour) > NEAR);
            if palette.len() < 256 && (palette.len() < 16 || is_new) {
                palette.push(*colour);
            }
        }
        let index = |colour: &[u8; 3]| {
            let nearest = palette.iter().enumerate().min_by_key(|(_, known)| apart(known, colour));
            u8::try_from(nearest.map_or(0, |(at, _)| at)).unwrap_or(0)
        };
        let nearest = seen.iter().map(|(colour, _)| (*colour, index(colour))).collect();
        (palette, nearest)
    }

    /// Which part of its squares differs from those of `other`, from 0 to 1.
    pub fn difference(&self, other: &Self) -> f64 {
        if (self.width, self.height) != (other.width, other.height) {
            return 1.0;
        }
        let (across, down) = (self.width / SQUARE, self.height / SQUARE);
        let squares = (0..down).flat_map(|y| (0..across).map(move |x| (x, y)));
        let differs = |(x, y): &(usize, usize)| {
            let (here, there) = (self.mean(*x, *y, SQUARE), other.mean(*x, *y, SQUARE));
            here.iter().zip(there).any(|(here, there)| (here - there).abs() > APART)
        };
        let count = squares.filter(differs).count();
        f64::from(size(count)) / f64::from(size(across * down).max(1))
    }

    /// How far their colours are apart where they are furthest, of 255.
    pub fn furthest(&self, other: &Self) -> u8 {
        if (self.width, self.height) != (other.width, other.height) {
            return u8::MAX;
        }
        let channels = self.pixels.iter().flatten().zip(other.pixels.iter().flatten());
        channels.map(|(here, there)| here.abs_diff(*there)).max().unwrap_or(0)
    }

    /// The mean colour of a square of `side` pixels.
    fn mean(&self, x: usize, y: usize, side: usize) -> [i32; 3] {
        let mut sums = [0; 3];
        for row in 0..side {
            let from = (y * side + row) * self.width + x * side;
            for pixel in &self.pixels[from..from + side] {
                for (sum, channel) in sums.iter_mut().zip(pixel) {
                    *sum += i32::from(*channel);
                }
            }
        }
        let count = i32::try_from(side * side).unwrap_or(1);
        sums.map(|sum| sum / count)
    }
}

fn size(of: usize) -> u32 {
    u32::try_from(of).expect("a picture's size")
}
