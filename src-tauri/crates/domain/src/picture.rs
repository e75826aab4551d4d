//! Pictures of items: what one is written in, and how large it is, as its first bytes say. Nothing is decoded here.

use crate::words;

words! {
    /// What a picture is written in.
    Media {
        /// PNG.
        Png = "image/png",
        /// JPEG.
        Jpeg = "image/jpeg",
        /// WebP.
        Webp = "image/webp",
    }
}

/// The most bytes of a picture that a hub keeps.
pub const MOST_BYTES: usize = 200_000;

/// The longest side of a picture, in pixels: a small file may unfold into all of a tablet's memory.
pub const LONGEST_SIDE: u32 = 2_048;

/// Why a file is not kept as a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoPicture {
    /// There is nothing in it.
    #[error("The file is empty. Choose a picture.")]
    Empty,
    /// It is too large.
    #[error("The picture has {0} bytes, and a hub keeps at most {MOST_BYTES}. Make it smaller: 640 px are plenty.")]
    TooLarge(usize),
    /// It is none of the three.
    #[error("The file is no picture in PNG, JPEG or WebP. Save it as one of these.")]
    Unknown,
    /// It breaks off before it says how large it is.
    #[error("The picture is damaged: it does not say how large it is. Save it anew.")]
    Damaged,
    /// It unfolds into too much.
    #[error(
        "The picture is {0} × {1} px, and a side may have 1 to {LONGEST_SIDE}. Make it smaller: 640 px are plenty."
    )]
    TooWide(u32, u32),
}

/// What a file is, if it can be kept as a picture.
///
/// # Errors
/// Says why it can't.
pub fn look_at(bytes: &[u8]) -> Result<Media, NoPicture> {
    if bytes.is_empty() {
        return Err(NoPicture::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(NoPicture::TooLarge(bytes.len()));
    }
    let (media, size) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        (Media::Png, png_size(bytes))
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        (Media::Jpeg, jpeg_size(bytes))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        (Media::Webp, webp_size(bytes))
    } else {
        return Err(NoPicture::Unknown);
    };
    let (width, height) = size.ok_or(NoPicture::Damaged)?;
    let allowed = 1..=LONGEST_SIDE;
    if !allowed.contains(&width) || !allowed.contains(&height) {
        return Err(NoPicture::TooWide(width, height));
    }
    Ok(media)
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().rev().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

/// Of its first chunk, IHDR (PNG specification, section 11.2.1).
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?))
}

/// Of its frame header (ITU-T T.81, annex B), which other segments stand before.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        // A marker may be preceded by any number of fill bytes.
        while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let (start, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?);
        if start != 0xff {
            return None;
        }
        match marker {
            // Huffman tables, arithmetic conditioning and what is reserved have numbers among those of the frame headers.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
            }
            // The picture's own bytes, or its end, without a frame header before them.
            0xd8..=0xda => return None,
            _ => {}
        }
        at += 2 + usize::try_from(big(bytes, at + 2, 2)?).ok()?.max(2);
    }
}

/// Of its first chunk: lossy (RFC 6386, section 9.1), lossless, or with more chunks to come (RFC 9649, section 2.7).
fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => {
            (bytes.get(23..26)? == [0x9d, 0x01, 0x2a]).then_some(())?;
            Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff))
        }
        b"VP8L" => {
            (*bytes.get(20)? == 0x2f).then_some(())?;
            let packed = little(bytes, 21, 4)?;
            Some(((packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        // JFIF's segment, a Huffman table and a fill byte stand before the frame header.
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9, 0xff, 0xff, 0xc2, 0, 11, 8];
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes
    }

    fn webp(chunk: &[u8]) -> Vec<u8> {
        [b"RIFF\0\0\0\0WEBP", chunk].concat()
    }

    #[test]
    fn each_kind_is_known_by_its_first_bytes_and_says_its_size() {
        assert_eq!(look_at(&png(640, 480)), Ok(Media::Png));
        assert_eq!(look_at(&jpeg(640, 480)), Ok(Media::Jpeg));
        assert_eq!((png_size(&png(640, 480)), jpeg_size(&jpeg(640, 480))), (Some((640, 480)), Some((640, 480))));
        let lossy = webp(b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01");
        let lossless = webp(b"VP8L\x05\0\0\0\x2f\x7f\xc2\x77\0");
        let extended = webp(b"VP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0");
        for bytes in [lossy, lossless, extended] {
            assert_eq!((look_at(&bytes), webp_size(&bytes)), (Ok(Media::Webp), Some((640, 480))));
        }
    }

    #[test]
    fn what_is_no_picture_or_too_much_of_one_is_refused() {
        assert_eq!(look_at(b""), Err(NoPicture::Empty));
        assert_eq!(look_at(b"<svg onload=alert(1)>"), Err(NoPicture::Unknown));
        assert_eq!(look_at(b"GIF89a"), Err(NoPicture::Unknown));
        assert_eq!(look_at(&png(2_049, 1)), Err(NoPicture::TooWide(2_049, 1)));
        assert_eq!(look_at(&png(0, 9)), Err(NoPicture::TooWide(0, 9)));
        assert_eq!(look_at(&jpeg(1, 65_535)), Err(NoPicture::TooWide(1, 65_535)));
        assert_eq!(look_at(&vec![0xff; MOST_BYTES + 1]), Err(NoPicture::TooLarge(MOST_BYTES + 1)));
    }

    #[test]
    fn one_that_breaks_off_anywhere_is_damaged_and_never_read_past_its_end() {
        for whole in [png(640, 480), jpeg(640, 480), webp(b"VP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0")] {
            for end in 12..whole.len() {
                assert_eq!(look_at(&whole[..end]), Err(NoPicture::Damaged), "{end} of {}", whole.len());
            }
        }
        assert_eq!(look_at(&[0xff, 0xd8, 0xff, 0xda, 0, 2]), Err(NoPicture::Damaged));
    }
}
