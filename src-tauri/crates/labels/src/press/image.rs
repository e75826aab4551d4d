//! Draws pictures with as many pixels as the printer can show.

use std::sync::Arc;

use image::GrayImage;
use image::imageops::{FilterType, resize};

use super::Press;
use crate::page::{Frame, PlacedImage};
use crate::text::Align;

/// A picture that was reduced, kept so that it is done once and is once in the file.
pub(super) struct Reduced {
    picture: Arc<GrayImage>,
    width: u32,
    height: u32,
    grey: Arc<[u8]>,
}

impl Press<'_> {
    /// Draws a picture in a frame, as large as fits and in the middle of the frame's height.
    pub(crate) fn image(&mut self, frame: Frame, align: Align, picture: &Arc<GrayImage>) {
        let dot_mm = self.dpi.dot_mm();
        let (width, height) = picture.dimensions();
        let fitting = (frame.width_mm / width as f32).min(frame.height_mm / height as f32) / dot_mm;
        let dots = |pixels: u32| ((pixels as f32 * fitting + 0.001) as u32).max(1);
        let (width_dots, height_dots) = (dots(width), dots(height));
        let (width_mm, height_mm) = (width_dots as f32 * dot_mm, height_dots as f32 * dot_mm);
        let to_dots = |mm: f32| (mm / dot_mm).round() * dot_mm;
        let left_mm = to_dots(frame.left_mm + align.before_mm(frame.width_mm - width_mm));
        let top_mm = to_dots(frame.top_mm + (frame.height_mm - height_mm) / 2.0);
        let (width, height) = if fitting < 1.0 { (width_dots, height_dots) } else { (width, height) };
        let grey = self.reduced(picture, width, height);
        let frame = Frame::new(left_mm, top_mm, width_mm, height_mm);
        self.page().images.push(PlacedImage { frame, width, height, grey });
    }

    /// The pixels of a picture, so many.
    fn reduced(&mut self, picture: &Arc<GrayImage>, width: u32, height: u32) -> Arc<[u8]> {
        let is_it = |known: &&Reduced| (known.width, known.height) == (width, height) && known.picture == *picture;
        if let Some(known) = self.reduced.iter().find(is_it) {
            return Arc::clone(&known.grey);
        }
        let grey: Arc<[u8]> = if picture.dimensions() == (width, height) {
            picture.as_raw().as_slice().into()
        } else {
            resize(picture.as_ref(), width, height, FilterType::Triangle).into_raw().into()
        };
        self.reduced.push(Reduced { picture: Arc::clone(picture), width, height, grey: Arc::clone(&grey) });
        grey
    }
}
