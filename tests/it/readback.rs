//! Every document in every size, for every printer, filled with everything that a shop's form may hold: its codes are read,
//! its words are on the page and beside each other, and what is copied out of it is what was typed.
//!
//! `make test` looks at each pair of a document, a size, a printer and a class of samples, `make judge PART=paper` at all of
//! them; with `LOOPDOCK_PAPER=parcel_label` in its environment the test looks at all of that document's. What fails is kept in
//! `tmp/readback` of the target folder, to be looked at.

mod corpus;
mod filling;
mod plan;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use loopdock_labels::{Dpi, English, Fonts, Format, Paper, Printing, Templates};
use unicode_normalization::UnicodeNormalization as _;

use crate::judges::{self, Zxing};
use corpus::Sample;
use filling::{Filled, Filler};
use plan::File;

/// How much two words may lie over each other, in parts of the smaller one's height and width: accents and the tall letters of
/// some scripts reach into the line above.
const TOUCH: f64 = 0.34;

/// A printed file with what is wanted of it.
struct Printed {
    name: String,
    pdf: PathBuf,
    paper: Paper,
    documents: Vec<Filled>,
    dpi: Dpi,
}

/// What is wrong with a file, a sentence each.
type Finds = Vec<String>;

fn print(file: &File, samples: &[Sample], templates: &Templates, fonts: &Fonts, folder: &Path) -> Printed {
    let mut filler = Filler::of(file.kind);
    let documents: Vec<Filled> = file.samples.iter().map(|sample| filler.fill(&samples[*sample])).collect();
    let contents: Vec<_> = documents.iter().map(|filled| filled.document.clone()).collect();
    let printing = Printing { documents: &contents, size: file.size, dpi: file.dpi, start_at: 0 };
    let name = format!("{}-{}-{}", file.kind.name(), file.size.name, file.dpi.dots_per_inch());
    let paper = loopdock_labels::print(printing, Format::Pdf, templates, fonts, &English)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let pdf = folder.join(format!("{name}.pdf"));
    std::fs::write(&pdf, paper.file()).expect("the folder is there");
    Printed { name, pdf, paper, documents, dpi: file.dpi }
}

fn look(printed: &Printed, zxing: Option<&mut Zxing>) -> Finds {
    let mut finds: Finds = judges::unsound(&printed.pdf).into_iter().collect();
    finds.extend(codes_are_read(printed, zxing));
    finds.extend(words_have_their_own_place(&printed.pdf));
    finds.extend(texts_come_back(printed));
    finds
}

/// Every code is read by every judge, nothing else is, and every page has one.
fn codes_are_read(printed: &Printed, zxing: Option<&mut Zxing>) -> Finds {
    let wanted: BTreeSet<String> = printed.documents.iter().flat_map(|document| document.codes.clone()).collect();
    // At 600 dpi a module has twice as many dots as it needs at 300.
    let (_folder, pictures) = judges::pictures(&printed.pdf, printed.dpi.dots_per_inch().min(300));
    let mut finds = Finds::new();
    if pictures.len() != printed.paper.pages {
        finds.push(format!("{} pages instead of {}", pictures.len(), printed.paper.pages));
    }
    let mut compare = |judge: &str, read: Vec<Vec<String>>| {
        for (page, _) in read.iter().enumerate().filter(|(_, codes)| codes.is_empty()) {
            finds.push(format!("page {} has no code that {judge} reads", page + 1));
        }
        let read: BTreeSet<String> = read.into_iter().flatten().collect();
        finds.extend(wanted.difference(&read).map(|code| format!("{judge} does not read {code}")));
        // Rows of a letter look like an EAN now and then.
        let is_drawn = |code: &&String| !code.bytes().all(|digit| digit.is_ascii_digit());
        finds.extend(
            read.difference(&wanted)
                .filter(is_drawn)
                .map(|code| format!("{judge} reads {code}, which was not printed")),
        );
    };
    compare("zbar", judges::zbar(&pictures));
    if let Some(zxing) = zxing {
        compare("zxing", pictures.iter().map(|picture| zxing.read(picture)).collect());
    }
    finds
}

/// No word sticks out of its page, or lies over another.
fn words_have_their_own_place(pdf: &Path) -> Finds {
    let mut finds = Finds::new();
    for (page, boxes) in judges::words(pdf).iter().enumerate() {
        let Some((paper, words)) = boxes.split_first() else { continue };
        // Joiners are words of their own for poppler, and have no width.
        let words: Vec<_> = words.iter().filter(|word| !bare(&word.text).is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            let slack = (word.bottom - word.top) * TOUCH;
            let is_inside = word.left >= -slack
                && word.top >= -slack
                && word.right <= paper.right + slack
                && word.bottom <= paper.bottom + slack;
            if !is_inside {
                finds.push(format!("page {}: “{}” sticks out of the page: {word:?}", page + 1, word.text));
            }
            for other in &words[at + 1..] {
                let shared = |low: fn(&judges::Box) -> f64, high: fn(&judges::Box) -> f64| {
                    let common = high(word).min(high(other)) - low(word).max(low(other));
                    common / (high(word) - low(word)).min(high(other) - low(other)).max(0.01)
                };
                if shared(|word| word.left, |word| word.right) > TOUCH
                    && shared(|word| word.top, |word| word.bottom) > TOUCH
                {
                    finds.push(format!("page {}: “{}” lies over “{}”", page + 1, word.text, other.text));
                }
            }
        }
    }
    finds
}

/// What was typed can be copied out, but for texts that were said to be cut.
fn texts_come_back(printed: &Printed) -> Finds {
    let text = bare(&judges::text(&printed.pdf));
    let is_there = |typed: &str| text.contains(&bare(typed));
    let shown = |place: &str| printed.documents[0].texts.iter().any(|(known, typed)| known == place && is_there(typed));
    let cut: Vec<String> = printed.paper.truncated.iter().map(|cut| bare(cut)).collect();
    let mut finds = Finds::new();
    for (place, typed) in printed.documents.iter().flat_map(|document| &document.texts) {
        let was_cut = cut.iter().any(|cut| cut.contains(&bare(typed)));
        if !is_there(typed) && !was_cut && shown(place) {
            finds.push(format!("{place}: {typed:?} is not there"));
        }
    }
    finds
}

/// A text as it is compared: composed, without white space, since lines wrap, and without what is not seen or no character.
fn bare(text: &str) -> String {
    let is_unseen = |char: &char| {
        // Poppler turns what is no character into U+FFFD.
        let is_none = u32::from(*char) & 0xfffe == 0xfffe || *char == '\u{fffd}';
        is_none
            || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fe0e}'..='\u{fe0f}')
    };
    text.nfc().filter(|char| !is_unseen(char) && !char.is_whitespace() && !char.is_control()).collect()
}

/// Prints and looks at files and says at once what is wrong with one, on as many threads as there are processors, two at least.
fn look_at(files: &[File], samples: &[Sample]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readback");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let left = Mutex::new(files.iter());
    let work = || {
        let (templates, fonts, mut zxing) = (Templates::bundled(), Fonts::with_installed(), Zxing::start().ok());
        let mut found = Vec::new();
        while let Some(file) = { left.lock().expect("no thread died").next() } {
            let printed = print(file, samples, &templates, &fonts, &folder);
            let finds = look(&printed, zxing.as_mut());
            if finds.is_empty() {
                std::fs::remove_file(&printed.pdf).expect("it was written");
            } else {
                let told = format!("{}: {} finds\n  {}", printed.name, finds.len(), finds.join("\n  "));
                eprintln!("{told}");
                found.push(told);
            }
        }
        found
    };
    std::thread::scope(|scope| {
        let count = std::thread::available_parallelism().map_or(2, |count| count.get().max(2));
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("the judges are well")).collect()
    })
}

#[test]
fn every_paper_scans_and_says_what_was_typed_with_each_word_in_its_own_place() {
    let wanted = std::env::var("LOOPDOCK_PAPER").unwrap_or_default();
    let is_judged = wanted == "all";
    // The judges' own tier is not passed without one of them.
    if !judges::installed(&["qpdf", "pdftoppm", "pdftotext", "zbarimg"]) {
        assert!(!is_judged, "A judge is not installed: `make deps` says which, and installs it where it may.");
        return;
    }
    let (templates, samples) = (Templates::bundled(), corpus::samples());
    match Zxing::start() {
        Err(why) if is_judged => panic!("{why}"),
        Err(why) => eprintln!("{why}"),
        Ok(_) => {}
    }
    let files = match wanted.as_str() {
        "" => plan::pairs(&templates, &samples),
        "all" => plan::all(&templates, samples.len()),
        kind => plan::all(&templates, samples.len()).into_iter().filter(|file| file.kind.name() == kind).collect(),
    };
    let documents: usize = files.iter().map(|file| file.samples.len()).sum();
    let found = look_at(&files, &samples);
    eprintln!("readback: {documents} documents of {} samples in {} files looked at", samples.len(), files.len());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_document_in_its_usual_size_shows_everything_that_it_is_given() {
    if !judges::installed(&["pdftotext"]) {
        return;
    }
    let (samples, templates, fonts) = (corpus::samples(), Templates::bundled(), Fonts::with_installed());
    let folder = tempfile::tempdir().unwrap();
    for file in plan::all(&templates, 1).into_iter().filter(|file| file.kind.usual_size() == file.size.name) {
        let printed = print(&file, &samples, &templates, &fonts, folder.path());
        let text = bare(&judges::text(&printed.pdf));
        let hidden = |(_, typed): &&(String, String)| !text.contains(&bare(typed));
        let lost: Vec<_> = printed.documents[0].texts.iter().filter(hidden).collect();
        assert!(lost.is_empty(), "{}: {lost:?}", printed.name);
    }
}
