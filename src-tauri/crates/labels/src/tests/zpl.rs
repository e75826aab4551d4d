//! Reads programs of thermal printers back as Zebra's Programming Guide says, and looks at what would be printed.

use super::print_as;
use super::samples::{Sample, TONGUES, documents};
use super::tools::{Dots, has, scan};
use crate::{Document, Dpi, Fonts, Format, Kind, PaperError, Printing, Size, Templates};

/// A page that a printer was told to print.
struct Printed {
    width: usize,
    height: usize,
    /// Black dots, row by row.
    dots: Vec<bool>,
}

/// Runs a program; anything that is not a command of a page of graphics is a fault.
fn run(program: &[u8]) -> Vec<Printed> {
    let program = std::str::from_utf8(program).unwrap().replace('\n', "");
    assert!(program.is_ascii());
    let mut pages = Vec::new();
    let (mut page, mut origin) = (None::<Printed>, None);
    let (mut width, mut at_home) = (None, false);
    for command in program.strip_prefix('^').unwrap().split('^') {
        let (name, rest) = command.split_at(2);
        let number = || rest.parse::<usize>().unwrap_or_else(|_| panic!("^{command}"));
        match name {
            "XA" => (width, at_home, origin) = (None, false, None),
            "PW" => width = Some(number()),
            "LL" => {
                let (width, height) = (width.unwrap(), number());
                assert!((1..=32_000).contains(&height));
                page = Some(Printed { width, height, dots: vec![false; width * height] });
            }
            "LH" => at_home = rest == "0,0",
            "FO" => origin = rest.split_once(',').map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())),
            "GF" => page.as_mut().unwrap().draw(origin.take().expect("^FO before ^GF"), rest),
            "FS" => assert!(rest.is_empty() && origin.is_none()),
            "PQ" => assert_eq!(number(), 1),
            "XZ" => {
                assert!(at_home && rest.is_empty());
                pages.push(page.take().unwrap());
            }
            _ => panic!("^{command} is no command of ours"),
        }
    }
    assert!(page.is_none(), "the last page ends");
    pages
}

impl Printed {
    /// Draws `A,bytes,bytes,bytes in a row,data` with its left upper corner at `origin`.
    fn draw(&mut self, origin: (usize, usize), parameters: &str) {
        let [form, sent, total, row_bytes, data] = parameters.splitn(5, ',').collect::<Vec<_>>()[..] else {
            panic!("^GF{parameters}")
        };
        let (total, row_bytes): (usize, usize) = (total.parse().unwrap(), row_bytes.parse().unwrap());
        assert!(form == "A" && sent.parse() == Ok(total) && (1..=99_999).contains(&total), "{form},{sent},{total}");
        let digits = unpack(data, row_bytes * 2);
        assert_eq!(digits.len(), total * 2);
        for (at, digit) in digits.iter().enumerate() {
            for bit in (0..4).filter(|bit| digit >> (3 - bit) & 1 == 1) {
                let (x, y) = (origin.0 + at % (row_bytes * 2) * 4 + bit, origin.1 + at / (row_bytes * 2));
                assert!(x < self.width && y < self.height, "({x}, {y}) is off the label");
                self.dots[y * self.width + x] = true;
            }
        }
    }
}

/// The hexadecimal digits of a graphic whose rows have so many.
fn unpack(data: &str, row: usize) -> Vec<u8> {
    let (mut digits, mut count): (Vec<u8>, usize) = (Vec::new(), 0);
    for char in data.bytes() {
        let rest = (row - digits.len() % row, digits.len() % row);
        match char {
            b'G'..=b'Y' => count += usize::from(char - b'F'),
            b'g'..=b'z' => count += usize::from(char - b'f') * 20,
            b',' => digits.extend(std::iter::repeat_n(0, rest.0)),
            b'!' => digits.extend(std::iter::repeat_n(15, rest.0)),
            b':' => {
                assert!(rest.1 == 0 && digits.len() >= row, "a row is repeated at its beginning");
                digits.extend_from_within(digits.len() - row..);
            }
            _ => {
                let digit = char::from(char).to_digit(16).unwrap_or_else(|| panic!("{}", char::from(char)));
                let times = std::mem::take(&mut count).max(1);
                assert!(times <= rest.0, "a run ends with its row");
                digits.extend(std::iter::repeat_n(u8::try_from(digit).unwrap(), times));
            }
        }
        assert!(count == 0 || char.is_ascii_alphabetic());
    }
    digits
}

/// The sizes of labels on rolls that a document can have: all at 203 dpi, and the first at more.
fn on_rolls(kind: Kind) -> Vec<(Size, Dpi)> {
    let sizes = Templates::bundled().sizes(kind).into_iter().filter(Size::is_on_roll).enumerate();
    let wanted =
        |(at, size)| Dpi::ALL.into_iter().filter(move |dpi| at == 0 || *dpi == Dpi::Dpi203).map(move |dpi| (size, dpi));
    sizes.flat_map(wanted).collect()
}

fn payload(document: &Document) -> String {
    document.content()["code"]["payload"].as_str().unwrap().to_owned()
}

#[test]
fn a_thermal_printer_prints_the_picture_in_its_size_and_its_code_scans() {
    let can_scan = has("zbarimg");
    let (fonts, mut labels) = (Fonts::bundled(), 0);
    for kind in Kind::ALL {
        for (size, dpi) in on_rolls(kind) {
            let documents = [kind.example()];
            let printing = Printing { documents: &documents, size, dpi, start_at: 0 };
            let name = format!("{} {} {dpi:?}", kind.name(), size.name);
            let pages = run(print_as(printing, Format::Zpl, &fonts).unwrap().file());
            let pictures = print_as(printing, Format::Png, &fonts).unwrap().files;
            assert_eq!(pages.len(), pictures.len(), "{name}");
            for (page, picture) in pages.iter().zip(&pictures) {
                let picture = Dots::of_png(picture);
                assert_eq!((page.width, page.height), (picture.width, picture.height), "{name}");
                let is_off = |dots: usize, mm: f32| (dots as f32 - mm / dpi.dot_mm()).abs() > 1.0;
                assert!(!is_off(page.width, size.width_mm), "{name}");
                assert!(size.height_mm.is_none_or(|mm| !is_off(page.height, mm)), "{name}");
                // Greys of a logo are as many dots as they are dark: one alone may be black or white.
                let has_logo = documents[0].content().get("logo").is_some();
                let is_it =
                    |(black, grey): (&bool, &u8)| *black == (*grey < 128) || has_logo && (1..u8::MAX).contains(grey);
                assert!(page.dots.iter().zip(&picture.grey).all(is_it), "{name}");
                if can_scan {
                    let grey = page.dots.iter().map(|black| if *black { 0 } else { 255 }).collect();
                    let dots = Dots { width: page.width, height: page.height, grey };
                    // A sleeve has its code twice where both halves of its tag have room for one.
                    let read = scan(&dots.file("label").1);
                    let at_most = if kind == Kind::SleeveTag { 2 } else { 1 };
                    assert!((1..=at_most).contains(&read.len()), "{name}: {read:?}");
                    assert!(read.iter().all(|code| *code == payload(&documents[0])), "{name}: {read:?}");
                }
                labels += 1;
            }
        }
    }
    assert!(labels > 20, "{labels}");
}

#[test]
fn many_labels_are_one_program() {
    let sample = Sample::all(super::samples::labels(&TONGUES[0], Kind::BinLabel, 5));
    let size = Size::named("54x25").unwrap();
    let paper = print_as(Printing { size, ..sample.printing() }, Format::Zpl, &Fonts::bundled()).unwrap();
    assert_eq!((paper.pages, paper.files.len(), run(paper.file()).len()), (5, 1, 5));
}

#[test]
fn every_script_is_printed_and_a_label_stays_small() {
    let fonts = Fonts::with_installed();
    for sample in TONGUES.iter().flat_map(documents).filter(|sample| sample.size.is_on_roll()) {
        let paper = print_as(sample.printing(), Format::Zpl, &fonts).unwrap();
        let pages = run(paper.file());
        assert_eq!(pages.len(), paper.pages, "{}", sample.name);
        assert!(pages.iter().all(|page| page.dots.contains(&true)), "{}", sample.name);
        assert!(paper.file().len() / pages.len() < 60_000, "{}: {} bytes", sample.name, paper.file().len());
    }
}

#[test]
fn what_is_no_label_on_a_roll_is_refused_with_what_to_do() {
    let refused = |kind: Kind, size: &str| {
        let documents = [kind.example()];
        let size = Size::named(size).unwrap();
        let printing = Printing { documents: &documents, size, dpi: Dpi::Dpi203, start_at: 0 };
        let refused = print_as(printing, Format::Zpl, &Fonts::bundled()).unwrap_err();
        assert!(matches!(refused, PaperError::Roll { .. }), "{refused}");
        refused.to_string()
    };
    let said = refused(Kind::BinLabel, "a4-24");
    assert!(said.contains("The size a4-24 can't be printed as ZPL") && said.contains("Choose one of 62mm, "), "{said}");
    let said = refused(Kind::PickList, "a4");
    assert!(said.ends_with("Print it as pdf or png."), "{said}");
}
