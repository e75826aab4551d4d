//! The pictures that are kept of screens, small, in `tests/e2e/golden`: what a screen looks like is compared with them.
//!
//! `LOOPDOCK_GOLDEN=write` keeps them anew, together with a specimen of how that computer draws. Where the specimen is drawn
//! otherwise, a sample compares nothing and says so, and `LOOPDOCK_GOLDEN=all` fails.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::picture::Picture;
use crate::specimen;
use crate::window::{self, Window};

/// The part of a picture's squares that may differ from the kept one. Pictures drawn by the same hand are the same, square for
/// square; this is room for a rounding.
const TOLERANCE: f64 = 0.0005;

/// What is done with pictures, as `LOOPDOCK_GOLDEN` says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Golden {
    /// Nothing is said: a sample is compared, where any are kept.
    Sample,
    /// `all`: every picture is compared; one that is not kept is a fault.
    All,
    /// `write`: they are kept anew.
    Write,
    /// `look`: they are taken in the smallest and the largest window, for somebody to look at.
    Look,
}

impl Golden {
    /// What is wanted of this run.
    pub fn wanted() -> Self {
        match std::env::var("LOOPDOCK_GOLDEN").as_deref() {
            Err(_) => Self::Sample,
            Ok("all") => Self::All,
            Ok("write") => Self::Write,
            Ok("look") => Self::Look,
            Ok(other) => panic!("LOOPDOCK_GOLDEN is all, write or look, not {other}"),
        }
    }

    /// The sizes of the window in which screens are looked at.
    pub fn sizes(self) -> &'static [(u32, u32)] {
        match self {
            Self::Sample => &[(1280, 800)],
            Self::All | Self::Write => &[(1280, 800), (1920, 1080)],
            Self::Look => &[(1024, 700), (3840, 2160)],
        }
    }

    /// Whether pictures can be compared here, or why they had to be and can't: the kept ones were drawn by another hand.
    pub async fn compares(self, window: &Window) -> Result<bool, String> {
        const OTHERWISE: &str = "this machine draws otherwise than the one that kept the pictures";
        if self == Self::Look {
            return Ok(false);
        }
        let drawn = specimen::draw(window).await;
        lay_out("specimen", &drawn.lossless());
        let file = kept_in().join("specimen.png");
        if self == Self::Write {
            std::fs::create_dir_all(kept_in()).expect("a folder");
            std::fs::write(&file, drawn.lossless()).expect("a file");
            return Ok(true);
        }
        match std::fs::read(&file) {
            Ok(kept) if specimen::is_alike(&drawn, &Picture::read(&kept)) => Ok(true),
            _ if self == Self::All => {
                Err(format!("{OTHERWISE}: their specimen.png is not like target/e2e/screens/specimen.png"))
            }
            _ => {
                eprintln!("skipped: {OTHERWISE}");
                Ok(false)
            }
        }
    }

    /// Keeps a picture of the page in full size, for somebody to look at; answers with it.
    pub async fn take(window: &Window, name: &str) -> Vec<u8> {
        let taken = window.page.screenshot().await.expect("a picture");
        lay_out(name, &taken);
        taken
    }

    /// Compares the picture with the kept one of this name, or keeps it; says what is wrong with it.
    pub fn judge(self, taken: &[u8], name: &str) -> Option<String> {
        let file = kept_in().join(format!("{name}.png"));
        let small = Picture::read(taken).smaller();
        if self == Self::Write {
            std::fs::write(&file, small.png()).expect("a file");
            return None;
        }
        let look = format!("look at target/e2e/screens/{name}.png; if it is right, LOOPDOCK_GOLDEN=write keeps it");
        let Ok(kept) = std::fs::read(&file) else { return Some(format!("{name}: no picture is kept; {look}")) };
        let difference = small.difference(&Picture::read(&kept));
        let percent = difference * 100.0;
        (difference > TOLERANCE).then(|| format!("{name}: {percent:.2} % differs from the kept picture; {look}"))
    }

    /// Kept pictures of `scene` that nobody takes any more: `write` throws them away, `all` finds fault with them.
    pub fn left_over(self, scene: &str, taken: &HashSet<String>) -> Vec<String> {
        if !matches!(self, Self::All | Self::Write) {
            return Vec::new();
        }
        let begins = format!("{scene}-");
        let files = std::fs::read_dir(kept_in()).into_iter().flatten().flatten().map(|entry| entry.path());
        let name = |file: &PathBuf| Some(file.file_stem()?.to_str()?.to_owned());
        let old = files.filter_map(|file| Some((name(&file)?, file)));
        let old = old.filter(|(name, _)| name.starts_with(&begins) && !taken.contains(name));
        old.filter(|(_, file)| self == Self::All || std::fs::remove_file(file).is_err())
            .map(|(name, _)| format!("{name}: it is kept and nobody takes it any more; LOOPDOCK_GOLDEN=write drops it"))
            .collect()
    }
}

/// Puts a picture where somebody can look at it.
fn lay_out(name: &str, png: &[u8]) {
    let folder = window::built().join("../e2e/screens");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(format!("{name}.png")), png).expect("a file");
}

fn kept_in() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/e2e/golden"))
}
