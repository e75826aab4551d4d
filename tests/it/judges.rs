//! The judges of paper that are no part of Loopdock: qpdf says whether a file is sound, poppler draws it and reads its text,
//! zbar and zxing read its codes.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use tempfile::TempDir;

/// Whether these programs are installed; says which is not.
pub fn installed(programs: &[&str]) -> bool {
    programs.iter().all(|program| {
        let found = Command::new(program).arg("-v").output().is_ok();
        if !found {
            eprintln!("skipped: {program} is not installed");
        }
        found
    })
}

/// Says why a judge is not asked: it is not installed here. The judges' own tier is not passed without one.
pub fn is_missing(why: &str) {
    assert!(std::env::var_os("LOOPDOCK_JUDGED").is_none(), "{why}");
    eprintln!("skipped: {why}");
}

/// The Python that has the judges written in it: the one that `LOOPDOCK_PYTHON` names, or `python3`.
pub fn python() -> String {
    std::env::var("LOOPDOCK_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// What qpdf has against a file.
pub fn unsound(pdf: &Path) -> Option<String> {
    let checked = Command::new("qpdf").arg("--check").arg(pdf).output().expect("qpdf runs");
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    let is_sound = checked.status.success() && said.contains("No syntax or stream encoding errors");
    (!is_sound).then_some(said)
}

/// The pages of a file as a printer prints them, each dot black or not, in order, in a folder that is there as long as they are
/// looked at.
pub fn pictures(pdf: &Path, dpi: u32) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut draw = Command::new("pdftoppm");
    draw.args(["-r", &dpi.to_string(), "-mono"]).arg(pdf).arg(folder.path().join("page"));
    let drawn = draw.output().expect("pdftoppm runs");
    assert!(drawn.status.success() && drawn.stderr.is_empty(), "{} can be drawn: {drawn:?}", pdf.display());
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(folder.path()).expect("pages").map(|file| file.expect("a file").path()).collect();
    pages.sort();
    (folder, pages)
}

/// The kinds of codes that Loopdock prints, as zbar is told them.
const PRINTED: [&str; 6] =
    ["-Sdisable", "-Sqrcode.enable", "-Scode128.enable", "-Sean13.enable", "-Sean8.enable", "-Supca.enable"];

/// What zbar reads on each picture.
pub fn zbar(pictures: &[PathBuf]) -> Vec<Vec<String>> {
    let mut ask = Command::new("zbarimg");
    ask.args(["-q", "--nodbus", "--xml"]).args(PRINTED).args(pictures);
    let read = String::from_utf8(ask.output().expect("zbarimg runs").stdout).expect("UTF-8");
    let mut codes = vec![Vec::new(); pictures.len()];
    for source in read.split("<source href='").skip(1) {
        let (name, symbols) = source.split_once('\'').expect("a name");
        let page = pictures.iter().position(|picture| picture.as_os_str() == name).expect("one of the pictures");
        let contents = symbols.split("<![CDATA[").skip(1).filter_map(|symbol| symbol.split_once("]]>"));
        codes[page].extend(contents.map(|(content, _)| content.to_owned()));
    }
    codes
}

/// Reads pictures' names, a line each; answers with a JSON list of the codes on each.
const ZXING: &str = "
import json, sys, zxingcpp
from PIL import Image
formats = zxingcpp.barcode_formats_from_str('QRCode,Code128,EAN13,EAN8,UPCA')
print('ready', flush=True)
for line in sys.stdin:
    with Image.open(line.rstrip('\\n')) as picture:
        print(json.dumps([code.text for code in zxingcpp.read_barcodes(picture, formats=formats)]), flush=True)
";

/// zxing-cpp, in a Python that goes on running: to start it takes longer than to read.
pub struct Zxing {
    python: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Zxing {
    /// Starts it with the Python that `LOOPDOCK_PYTHON` names, or `python3`; says why not where that has no zxing-cpp.
    pub fn start() -> Result<Self, String> {
        let python = python();
        let mut start = Command::new(&python);
        start.args(["-c", ZXING]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let started = start.spawn().ok().and_then(|mut python| {
            let (asks, answers) = (python.stdin.take()?, BufReader::new(python.stdout.take()?));
            let mut zxing = Self { python, asks, answers };
            (zxing.line() == "ready").then_some(zxing)
        });
        started.ok_or_else(|| {
            format!(
                "zxing is not asked: {python} has no zxing-cpp and Pillow. Install both, as with: \
                 python3 -m venv FOLDER && FOLDER/bin/pip install zxing-cpp pillow; then set LOOPDOCK_PYTHON=FOLDER/bin/python"
            )
        })
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        let _ = self.answers.read_line(&mut line);
        line.trim_end().to_owned()
    }

    /// What it reads on a picture.
    pub fn read(&mut self, picture: &Path) -> Vec<String> {
        writeln!(self.asks, "{}", picture.display()).expect("zxing listens");
        serde_json::from_str(&self.line()).expect("zxing answers")
    }
}

impl Drop for Zxing {
    fn drop(&mut self) {
        let _ = self.python.kill();
        let _ = self.python.wait();
    }
}

fn pdftotext(words: &[&str], pdf: &Path) -> String {
    let read = Command::new("pdftotext").args(words).args(["-enc", "UTF-8"]).arg(pdf).arg("-").output();
    let read = read.expect("pdftotext runs");
    assert!(read.status.success(), "{} has a text: {read:?}", pdf.display());
    String::from_utf8(read.stdout).expect("UTF-8")
}

/// The text of all pages, in the order in which it was written.
pub fn text(pdf: &Path) -> String {
    pdftotext(&["-raw"], pdf)
}

/// A word on a page, or the page itself: its edges in points from the page's top left corner.
#[derive(Clone, Debug)]
pub struct Box {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub text: String,
}

/// The boxes of all words, page by page, the page's own first.
pub fn words(pdf: &Path) -> Vec<Vec<Box>> {
    let mut pages: Vec<Vec<Box>> = Vec::new();
    for line in pdftotext(&["-bbox"], pdf).lines() {
        let measure = |name: &str| -> f64 {
            let (_, rest) = line.split_once(&format!(" {name}=\"")).expect("a measure");
            rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
        };
        if line.trim_start().starts_with("<page ") {
            let (right, bottom) = (measure("width"), measure("height"));
            pages.push(vec![Box { left: 0.0, top: 0.0, right, bottom, text: String::new() }]);
        } else if line.trim_start().starts_with("<word ") {
            let text = line.split_once('>').map_or("", |(_, rest)| rest.trim_end_matches("</word>")).to_owned();
            let (left, top, right, bottom) = (measure("xMin"), measure("yMin"), measure("xMax"), measure("yMax"));
            pages.last_mut().expect("a page").push(Box { left, top, right, bottom, text });
        }
    }
    pages
}
