//! The pictures of a file, each in it once however often pages show it.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::content::Content;
use crate::page::{MM_PER_PT, Page, PlacedImage};

/// All pictures of a file, in the order in which the pages show them.
pub(super) struct EmbeddedImages<'p>(Vec<(&'p PlacedImage, ObjectId)>);

impl<'p> EmbeddedImages<'p> {
    /// Puts the pictures of the pages into a file.
    ///
    /// # Errors
    ///
    /// None that can happen: they are compressed into memory.
    pub(super) fn put(pages: &'p [Page], file: &mut Document) -> std::io::Result<Self> {
        let mut images = EmbeddedImages(Vec::new());
        for image in pages.iter().flat_map(|page| &page.images) {
            if images.number(image).is_none() {
                let id = file.add_object(object(image)?);
                images.0.push((image, id));
            }
        }
        Ok(images)
    }

    fn number(&self, image: &PlacedImage) -> Option<usize> {
        let pixels = |image: &PlacedImage| (image.width, image.height);
        self.0.iter().position(|(known, _)| pixels(known) == pixels(image) && known.grey == image.grey)
    }

    /// Names a page's pictures in its resources.
    ///
    /// # Errors
    ///
    /// If the page is not in the file.
    pub(super) fn name_on(&self, page: &Page, id: ObjectId, file: &mut Document) -> lopdf::Result<()> {
        for number in page.images.iter().filter_map(|image| self.number(image)) {
            file.add_xobject(id, name(number), self.0[number].1)?;
        }
        Ok(())
    }

    /// Draws a page's pictures.
    pub(super) fn draw(&self, page: &Page, content: &mut Content) {
        for image in &page.images {
            let Some(number) = self.number(image) else { continue };
            let frame = image.frame;
            let bottom_mm = page.size.height_mm - frame.bottom_mm();
            let [width, height, left, bottom] =
                [frame.width_mm, frame.height_mm, frame.left_mm, bottom_mm].map(|mm| mm / MM_PER_PT);
            content.operator("q");
            content.lengths(&[width, 0.0, 0.0, height, left, bottom]);
            content.operator("cm");
            content.name(&name(number));
            content.operator("Do");
            content.operator("Q");
        }
    }
}

/// What pages call a picture.
fn name(number: usize) -> String {
    format!("Im{number}")
}

/// A picture as an image of one grey byte a pixel (ISO 32000-1, 8.9.5).
fn object(image: &PlacedImage) -> std::io::Result<Stream> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&image.grey)?;
    let dictionary = Dictionary::from_iter([
        ("Type", Object::Name(b"XObject".to_vec())),
        ("Subtype", Object::Name(b"Image".to_vec())),
        ("Width", Object::from(i64::from(image.width))),
        ("Height", Object::from(i64::from(image.height))),
        ("ColorSpace", Object::Name(b"DeviceGray".to_vec())),
        ("BitsPerComponent", Object::from(8_i64)),
        ("Filter", Object::Name(b"FlateDecode".to_vec())),
    ]);
    Ok(Stream::new(dictionary, encoder.finish()?).with_compression(false))
}
