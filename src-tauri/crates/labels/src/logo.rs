//! A creator's logo: read once, flattened on white and turned grey, so that it can be drawn without fail.

use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::imageops::{FilterType, resize};
use image::{DynamicImage, GrayImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Luma, guess_format};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The largest file, in bytes.
const MOST_BYTES: usize = 5 * 1024 * 1024;

/// The largest width and height, in pixels.
const MOST_PIXELS: u32 = 4096;

/// As many pixels as the longer side of a logo shows on paper: 50 mm at 600 dpi.
const SHOWN_PIXELS: u32 = 1200;

/// The picture of a PNG or JPEG file. In JSON it is the file in Base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    file: Arc<[u8]>,
    picture: Arc<GrayImage>,
}

impl Logo {
    /// Reads a PNG or JPEG file.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with it: larger than 5 MB, more than 4096 pixels wide or high (which is found
    /// before any pixel is read), neither PNG nor JPEG, or broken.
    pub fn new(file: &[u8]) -> Result<Logo, String> {
        if file.len() > MOST_BYTES {
            let megabytes = file.len() as f32 / 1024.0 / 1024.0;
            return Err(format!("the logo has {megabytes:.1} MB, and may have 5: save it smaller"));
        }
        let broken = |error: ImageError| format!("the logo can't be read: {error}. Save it again as PNG or JPEG");
        let reader = ImageReader::new(Cursor::new(file)).with_guessed_format();
        let reader = reader.map_err(|error| broken(ImageError::IoError(error)))?;
        if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
            return Err("the logo is neither a PNG nor a JPEG picture: save it as one of these".to_owned());
        }
        let mut decoder = reader.into_decoder().map_err(broken)?;
        let (width, height) = decoder.dimensions();
        if width > MOST_PIXELS || height > MOST_PIXELS {
            return Err(format!(
                "the logo is {width} by {height} pixels large, and may be {MOST_PIXELS} by {MOST_PIXELS}: save it smaller"
            ));
        }
        let orientation = decoder.orientation().map_err(broken)?;
        let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
        picture.apply_orientation(orientation);
        Ok(Logo { file: file.into(), picture: Arc::new(on_white(&picture)) })
    }

    /// The same with no more pixels than paper shows, for whoever keeps it: a slip does not wait until those of a large one are
    /// read. Where it has no more it is the file that was read, else a grey picture of the same format.
    ///
    /// # Errors
    ///
    /// A sentence, if the smaller picture can't be written.
    pub fn reduced(self) -> Result<Logo, String> {
        let (width, height) = self.picture.dimensions();
        let longer = width.max(height);
        if longer <= SHOWN_PIXELS {
            return Ok(self);
        }
        let shown = |side: u32| (side * SHOWN_PIXELS / longer).max(1);
        let picture = resize(self.picture.as_ref(), shown(width), shown(height), FilterType::Triangle);
        let mut file = Cursor::new(Vec::new());
        guess_format(&self.file).and_then(|format| picture.write_to(&mut file, format)).map_err(|error| {
            format!("the logo can't be made smaller: {error}. Save it with at most {SHOWN_PIXELS} pixels on each side")
        })?;
        Logo::new(&file.into_inner())
    }

    /// The file that it was read from, or was written into.
    #[must_use]
    pub fn file(&self) -> &[u8] {
        &self.file
    }

    /// Its grey pixels.
    pub(crate) fn picture(&self) -> &Arc<GrayImage> {
        &self.picture
    }
}

/// A picture as it looks on white paper, in grey.
fn on_white(picture: &DynamicImage) -> GrayImage {
    let pixels = picture.to_luma_alpha8();
    GrayImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [grey, opacity] = pixels.get_pixel(x, y).0.map(u32::from);
        let blended = (grey * opacity + 255 * (255 - opacity) + 127) / 255;
        Luma([u8::try_from(blended).unwrap_or(u8::MAX)])
    })
}

impl fmt::Debug for Logo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.picture.dimensions();
        write!(formatter, "Logo({width} x {height})")
    }
}

impl Serialize for Logo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.file))
    }
}

impl<'de> Deserialize<'de> for Logo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut text = String::deserialize(deserializer)?;
        text.retain(|char| !char.is_ascii_whitespace());
        let file = STANDARD
            .decode(text)
            .map_err(|error| de::Error::custom(format!("the logo is no Base64 of a PNG or JPEG picture: {error}")))?;
        Logo::new(&file).map_err(de::Error::custom)
    }
}
