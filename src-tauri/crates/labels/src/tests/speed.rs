//! How long paper takes. Not a judgement: run with `cargo test --release -p loopdock-labels -- --ignored --nocapture speed`.

use std::time::Instant;

use super::samples::{Sample, TONGUES, documents};
use super::{print, print_as};
use crate::{Dpi, Fonts, Format, Kind, Printing};

#[test]
#[ignore = "measures"]
fn speed() {
    for tongue in TONGUES {
        let fonts = Fonts::with_installed();
        for sample in documents(tongue) {
            let name = &sample.name;
            let started = Instant::now();
            let paper = print(&sample, &fonts).unwrap();
            let first = started.elapsed();
            let started = Instant::now();
            let times = 50;
            for _ in 0..times {
                print(&sample, &fonts).unwrap();
            }
            let each = started.elapsed() / times;
            eprintln!(
                "{name:28} {:3} pages {:6} bytes  first {first:9.1?}  then {each:9.1?}",
                paper.pages,
                paper.file().len()
            );
        }
    }
}

/// Labels of 100 x 150 mm a second, as a thermal printer gets them.
#[test]
#[ignore = "measures"]
fn labels_on_rolls() {
    let fonts = Fonts::bundled();
    let sample = Sample::all(vec![Kind::ParcelLabel.example(); 200]);
    for dpi in Dpi::ALL {
        for format in Format::ALL {
            let printing = Printing { dpi, ..sample.printing() };
            let started = Instant::now();
            let paper = print_as(printing, format, &fonts).unwrap();
            let labels = paper.pages as f64;
            let bytes = paper.files.iter().map(Vec::len).sum::<usize>() / paper.pages;
            eprintln!(
                "{dpi:?} {format:?}: {:.0} labels/s, {bytes} bytes each",
                labels / started.elapsed().as_secs_f64()
            );
        }
    }
}

#[test]
#[ignore = "measures"]
fn codes() {
    use crate::qr::{Correction, Matrix};
    let payload = |n: u32| format!("HTTPS://RET.EXAMPLE.ORG/S/{n:014}");
    for _ in 0..5 {
        let started = Instant::now();
        let runs: usize = (0..2400).map(|n| Matrix::encode(&payload(n), Correction::Paper).unwrap().runs().len()).sum();
        eprintln!("{:.1?} a code, {} runs", started.elapsed() / 2400, runs / 2400);
    }
}
