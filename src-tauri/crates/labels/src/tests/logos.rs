//! Logos: what is no picture is refused, and what is one is on the paper once.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
use serde_json::json;

use super::samples::{Sample, TONGUES, packing_slip, return_slip};
use super::tools::{Printed, has};
use super::{laid_out, print};
use crate::{Document, Fonts, Kind, Logo};

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.into().write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn with_logo(logo: Option<Logo>) -> Sample {
    Sample::of(Document::PackingSlip(crate::PackingSlip { logo, ..packing_slip(&TONGUES[0], 3) }))
}

#[test]
fn what_is_no_logo_is_refused_in_words() {
    let wide = encoded(GrayImage::new(4097, 1), ImageFormat::Png);
    let small = encoded(GrayImage::new(40, 40), ImageFormat::Png);
    // A header that promises 3.6 thousand million pixels, with its checksum.
    let mut bomb = small.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let mut checksum = flate2::Crc::new();
    checksum.update(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&checksum.sum().to_be_bytes());
    let jpeg = encoded(GrayImage::new(40, 40), ImageFormat::Jpeg);
    let wrong = [
        (b"GIF89a and more".to_vec(), "the logo is neither a PNG nor a JPEG picture"),
        (Vec::new(), "the logo is neither a PNG nor a JPEG picture"),
        (vec![0; 6 * 1024 * 1024], "the logo has 6.0 MB, and may have 5"),
        (wide, "the logo is 4097 by 1 pixels large, and may be 4096 by 4096"),
        (bomb, "the logo is 60000 by 60000 pixels large"),
        (small[..50].to_vec(), "the logo can't be read"),
        (jpeg[..20].to_vec(), "the logo can't be read"),
    ];
    for (file, wanted) in wrong {
        let said = Logo::new(&file).unwrap_err();
        assert!(said.contains(wanted), "{said}");
    }
    let mut slip = Kind::PackingSlip.example().content();
    slip["logo"] = json!("no picture!");
    assert!(Kind::PackingSlip.read(slip).unwrap_err().contains("the logo is no Base64"));
}

#[test]
fn a_logo_is_grey_on_white() {
    let clear = RgbaImage::from_pixel(3, 2, Rgba([0, 0, 0, 0]));
    let half = RgbaImage::from_pixel(3, 2, Rgba([0, 0, 0, 128]));
    let pixel = |picture: RgbaImage| {
        let logo = Logo::new(&encoded(picture, ImageFormat::Png)).unwrap();
        logo.picture().get_pixel(1, 1).0[0]
    };
    assert_eq!((pixel(clear), pixel(half)), (255, 127));
}

#[test]
fn a_logo_keeps_its_proportions_and_has_no_more_pixels_than_the_printer() {
    let picture = GrayImage::from_fn(2000, 500, |x, y| Luma([u8::try_from((x + y) % 256).unwrap()]));
    let logo = Logo::new(&encoded(picture, ImageFormat::Png)).unwrap();
    let page = &laid_out(&with_logo(Some(logo)), &Fonts::bundled()).pages[0];
    let image = &page.images[0];
    let ratio = image.frame.width_mm / image.frame.height_mm;
    assert!((ratio - 4.0).abs() < 0.1, "{ratio}");
    assert!(image.width < 400 && image.grey.len() == (image.width * image.height) as usize);
}

#[test]
fn a_logo_that_is_kept_has_no_more_pixels_than_paper_shows_and_stays_what_it_was() {
    let picture = GrayImage::from_fn(3000, 750, |x, y| Luma([u8::try_from((x / 8 + y) % 256).unwrap()]));
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let kept = Logo::new(&encoded(picture.clone(), format)).and_then(Logo::reduced).unwrap();
        assert_eq!(kept.picture().dimensions(), (1200, 300));
        assert_eq!(image::guess_format(kept.file()).unwrap(), format);
        assert!(Logo::new(kept.file()).unwrap() == kept);
        let again = kept.clone().reduced().unwrap();
        assert!(again == kept, "once is enough");
    }
    let small = encoded(GrayImage::new(40, 40), ImageFormat::Png);
    assert_eq!(Logo::new(&small).and_then(Logo::reduced).unwrap().file(), small);
    let line = Logo::new(&encoded(GrayImage::new(4096, 1), ImageFormat::Png)).and_then(Logo::reduced).unwrap();
    assert_eq!(line.picture().dimensions(), (1200, 1));
}

#[test]
fn a_slip_without_a_logo_has_no_hole() {
    let top_mm = |sample: &Sample| laid_out(sample, &Fonts::bundled()).pages[0].lines[0].frame.top_mm;
    let logo = Logo::new(&encoded(GrayImage::new(40, 40), ImageFormat::Jpeg)).unwrap();
    assert!(top_mm(&with_logo(None)) < 5.0 && top_mm(&with_logo(Some(logo))) > 12.0);
}

#[test]
fn a_logo_is_in_the_file_once_and_its_bytes_are_always_the_same() {
    let (Document::PackingSlip(_), content) = (Kind::PackingSlip.example(), Kind::PackingSlip.example().content())
    else {
        panic!()
    };
    // Read anew each time, as from a list in JSON; on several pages each.
    let slip = || {
        let Ok(Document::PackingSlip(read)) = Kind::PackingSlip.read(content.clone()) else { panic!() };
        Document::PackingSlip(crate::PackingSlip { logo: read.logo, ..packing_slip(&TONGUES[0], 20) })
    };
    let sample = Sample::all(vec![slip(), slip(), slip()]);
    let paper = print(&sample, &Fonts::bundled()).unwrap();
    assert!(paper.pages >= 6);
    let file = lopdf::Document::load_mem(paper.file()).unwrap();
    let is_image = |object: &lopdf::Object| {
        let stream = object.as_stream().ok();
        stream.is_some_and(|stream| {
            stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|it| it == b"Image")
        })
    };
    assert_eq!(file.objects.values().filter(|object| is_image(object)).count(), 1);
    assert!(paper == print(&sample, &Fonts::bundled()).unwrap());
    if has("qpdf") {
        let report = Printed::new("logo", paper.file()).qpdf_check();
        assert!(report.contains("No syntax or stream encoding errors"), "{report}");
    }
}

#[test]
fn a_return_slip_thanks_too() {
    let sample = Sample::of(Document::ReturnSlip(return_slip(&TONGUES[0], 2)));
    let page = &laid_out(&sample, &Fonts::bundled()).pages[0];
    let last = page.lines.iter().filter(|line| *line.line.runs[0].text == *TONGUES[0].sentence);
    assert_eq!(last.count(), 1);
}
