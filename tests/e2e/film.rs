//! A film of the window: an animated PNG (W3C, Portable Network Graphics, third edition, section 11.3.6), each picture only
//! where it differs from the one before.

use std::fs::File;
use std::io::{BufWriter, Cursor};
use std::path::Path;

/// The pictures so far, in the order in which they are shown.
#[derive(Debug, Default)]
pub struct Film {
    size: (u32, u32),
    frames: Vec<(Vec<u8>, u16)>,
}

/// Bytes of a pixel: red, green and blue.
const DEPTH: usize = 3;

impl Film {
    /// Adds a picture that is shown for `ms` milliseconds. One that is like the last prolongs it.
    pub fn add(&mut self, png: &[u8], ms: u16) {
        let (size, pixels) = decoded(png);
        assert!(self.frames.is_empty() || size == self.size, "a film's pictures are of one size");
        self.size = size;
        match self.frames.last_mut().filter(|(last, _)| *last == pixels) {
            Some((_, shown)) => *shown += ms,
            None => self.frames.push((pixels, ms)),
        }
    }

    /// Writes it as a PNG that runs for ever.
    pub fn write(&self, path: &Path) {
        let (width, height) = self.size;
        let mut encoder = png::Encoder::new(BufWriter::new(File::create(path).unwrap()), width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.set_animated(u32::try_from(self.frames.len()).unwrap(), 0).unwrap();
        let mut writer = encoder.write_header().unwrap();
        let mut before: Option<&[u8]> = None;
        for (pixels, ms) in &self.frames {
            writer.set_frame_delay(*ms, 1000).unwrap();
            let (left, top, wide, high) =
                before.map_or((0, 0, width, height), |before| difference(before, pixels, width));
            writer.reset_frame_position().unwrap();
            writer.set_frame_dimension(wide, high).unwrap();
            writer.set_frame_position(left, top).unwrap();
            writer.write_image_data(&cut(pixels, width, (left, top, wide, high))).unwrap();
            before = Some(pixels);
        }
        writer.finish().unwrap();
    }
}

fn decoded(picture: &[u8]) -> ((u32, u32), Vec<u8>) {
    let mut decoder = png::Decoder::new(Cursor::new(picture));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    bytes.truncate(info.buffer_size());
    let pixels = match info.color_type {
        png::ColorType::Rgba => bytes.chunks_exact(4).flat_map(|pixel| pixel[..DEPTH].to_vec()).collect(),
        png::ColorType::Rgb => bytes,
        other => panic!("WebDriver pictures are in colour, not {other:?}"),
    };
    ((info.width, info.height), pixels)
}

/// The smallest box, as left, top, width and height, outside of which two pictures are alike.
fn difference(one: &[u8], other: &[u8], width: u32) -> (u32, u32, u32, u32) {
    let differ = one.chunks_exact(DEPTH).zip(other.chunks_exact(DEPTH)).enumerate().filter(|(_, (a, b))| a != b);
    let (mut left, mut top, mut right, mut bottom) = (u32::MAX, u32::MAX, 0, 0);
    for (at, _) in differ {
        let at = u32::try_from(at).unwrap();
        let (x, y) = (at % width, at / width);
        (left, top, right, bottom) = (left.min(x), top.min(y), right.max(x), bottom.max(y));
    }
    (left, top, right - left + 1, bottom - top + 1)
}

fn cut(pixels: &[u8], width: u32, (left, top, wide, high): (u32, u32, u32, u32)) -> Vec<u8> {
    let at = |x: u32, y: u32| (y * width + x) as usize * DEPTH;
    (top..top + high).flat_map(|y| pixels[at(left, y)..at(left + wide, y)].iter().copied()).collect()
}
