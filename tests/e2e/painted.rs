//! What is on the display is what the page says, also where a word of it changed and no more was painted.

use loopdock_tests::program::Loopdock;

use crate::bare::BareWindow;
use crate::hubs::{LOOPDOCK, demo};
use crate::scanner::Scanner;
use crate::window;

/// Codes that change a few words each: in what UNDO takes back, below the digits, in the sentence.
const CODES: [&str; 4] = ["NEXT", "A-01-1", "SHORT", "BACK"];

/// Pixels at round corners, which come out a little otherwise when more is painted at once. A letter has more.
const FEW: usize = 60;

/// How wide the display is, and where on it the work beside the bench is scrolled: that comes and goes by itself.
const WIDTH: usize = 1280;
const SCROLLBAR: std::ops::Range<usize> = 1205..1225;

/// A picture that WebDriver takes is painted for it as a whole, so this window is not driven.
#[test]
fn every_word_that_changes_at_the_bench_is_painted() {
    let Some(program) = window::program() else {
        eprintln!("skipped: the window was not built");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let hub = folder.path().join("hub.db");
    demo(&Loopdock::on(LOOPDOCK, &hub));
    let Some(window) = BareWindow::start(&program, &["--hub", hub.to_str().expect("a path")]) else {
        eprintln!("skipped: no Xvfb");
        return;
    };
    window.until_still();
    let mut scanner = Scanner::plug_in(window.display(), 2);
    for (at, code) in CODES.into_iter().enumerate() {
        scanner.scan(code);
        scanner.finish();
        window.until_still();
        let painted = window.pixels();
        window.resize(1290, 810);
        window.until_still();
        window.resize(1280, 800);
        window.until_still();
        let anew = window.pixels();
        let pairs = painted.iter().zip(&anew).enumerate();
        let places: Vec<(usize, usize)> = pairs
            .filter(|(_, (one, other))| one != other)
            .map(|(at, _)| (at % WIDTH, at / WIDTH))
            .filter(|(x, _)| !SCROLLBAR.contains(x))
            .collect();
        assert!(places.len() <= FEW, "after scan {at}, {code}, the page does not say what is at {places:?}");
    }
}
