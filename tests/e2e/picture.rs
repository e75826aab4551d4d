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

/// A kept picture has so many shades of each of its three colours, and is no wider than this: enough to look at, and few
/// enough to be small.
const SHADES: u32 = 6;
const WIDEST: usize = 640;

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

    /// The picture as a small PNG: less wide and high, of few shades, and with a palette where that holds them.
    pub fn small(&self) -> Vec<u8> {
        let coarser = self.width.div_ceil(WIDEST);
        let (across, down) = (self.width / coarser, self.height / coarser);
        let shade = |channel: i32| {
            let nearest = (u32::try_from(channel).unwrap_or(0) * (SHADES - 1) + 127) / 255;
            u8::try_from(nearest * 255 / (SHADES - 1)).expect("a channel")
        };
        let mut palette: Vec<u8> = Vec::new();
        let mut known = HashMap::new();
        let mut indices = Vec::with_capacity(across * down);
        for (x, y) in (0..down).flat_map(|y| (0..across).map(move |x| (x, y))) {
            let pixel = self.mean(x, y, coarser).map(shade);
            let next = known.len();
            let index = *known.entry(pixel).or_insert_with(|| {
                palette.extend(pixel);
                next
            });
            indices.push(index);
        }
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, size(across), size(down));
        encoder.set_compression(png::Compression::High);
        encoder.set_depth(png::BitDepth::Eight);
        // Neighbours in a palette have nothing to do with each other.
        encoder.set_filter(png::Filter::NoFilter);
        let bytes: Vec<u8> = if known.len() <= 256 {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            indices.iter().map(|index| u8::try_from(*index).expect("a palette's index")).collect()
        } else {
            encoder.set_color(png::ColorType::Rgb);
            indices.iter().flat_map(|index| palette[3 * index..3 * index + 3].iter().copied()).collect()
        };
        let mut writer = encoder.write_header().expect("it is written into memory");
        writer.write_image_data(&bytes).expect("it is written into memory");
        writer.finish().expect("it is written into memory");
        file
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
