//! The outside judges: poppler, zbar, qpdf. A test that needs one that is not installed says so and passes.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Whether a program is installed; says so if it is not.
pub(crate) fn has(program: &str) -> bool {
    let found = Command::new(program).arg("-v").output().is_ok();
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

/// A PDF in a folder of its own. With `LOOPDOCK_GALLERY=folder` in the environment, a copy stays there to be looked at.
pub(crate) struct Printed {
    folder: TempDir,
}

impl Printed {
    pub(crate) fn new(name: &str, pdf: &[u8]) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("paper.pdf"), pdf).unwrap();
        if let Some(gallery) = std::env::var_os("LOOPDOCK_GALLERY") {
            std::fs::create_dir_all(&gallery).unwrap();
            std::fs::write(Path::new(&gallery).join(format!("{name}.pdf")), pdf).unwrap();
        }
        Printed { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("paper.pdf")
    }

    fn run(program: &str, args: &[&str], path: &Path) -> String {
        let output = Command::new(program).args(args).arg(path).output().unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The text of all pages, in the order in which it was written.
    pub(crate) fn text(&self) -> String {
        let text = self.folder.path().join("paper.txt");
        let run =
            Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(self.path()).arg(&text).output().unwrap();
        assert!(run.status.success());
        std::fs::read_to_string(text).unwrap()
    }

    /// What qpdf has to say of the file.
    pub(crate) fn qpdf_check(&self) -> String {
        Self::run("qpdf", &["--check"], &self.path())
    }

    /// The pages as grey pictures of 203 dpi, in order.
    pub(crate) fn pictures(&self) -> Vec<PathBuf> {
        let prefix = self.folder.path().join("page");
        let run = Command::new("pdftoppm").args(["-r", "203", "-gray"]).arg(self.path()).arg(&prefix).output().unwrap();
        assert!(run.status.success());
        let files = std::fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path());
        let mut pictures: Vec<PathBuf> =
            files.filter(|file| file.extension().is_some_and(|kind| kind == "pgm")).collect();
        pictures.sort();
        pictures
    }
}

/// The payloads of all codes on a picture.
pub(crate) fn scan(picture: &Path) -> Vec<String> {
    let read = Printed::run("zbarimg", &["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"], picture);
    read.lines().map(str::to_owned).collect()
}

/// What all barcodes of one dimension on a picture say.
pub(crate) fn scan_bars(picture: &Path) -> Vec<String> {
    let bars = ["-Sean13.enable", "-Sean8.enable", "-Supca.enable", "-Scode128.enable"];
    let read = Printed::run("zbarimg", &[&["--quiet", "--raw", "-Sdisable"][..], &bars].concat(), picture);
    read.lines().map(str::to_owned).collect()
}

/// A grey picture: 0 is black, 255 white.
#[derive(PartialEq, Eq)]
pub(crate) struct Dots {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) grey: Vec<u8>,
}

impl Dots {
    /// Reads a PNG of ours.
    pub(crate) fn of_png(png: &[u8]) -> Dots {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut grey = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut grey).unwrap();
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Grayscale, png::BitDepth::Eight));
        Dots { width: info.width as usize, height: info.height as usize, grey }
    }

    /// Reads what poppler drew: `P5`, width, height and 255, each on a line or after a space, then a byte a pixel.
    pub(crate) fn of_pgm(pgm: &[u8]) -> Dots {
        let header: Vec<&[u8]> = pgm.splitn(5, |byte| byte.is_ascii_whitespace()).collect();
        let number = |at: usize| std::str::from_utf8(header[at]).unwrap().parse().unwrap();
        assert!(header[0] == b"P5" && header[3] == b"255");
        Dots { width: number(1), height: number(2), grey: header[4].to_vec() }
    }

    /// A dot; what is beyond the picture is white.
    pub(crate) fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width && y < self.height { self.grey[y * self.width + x] } else { 255 }
    }

    /// The picture as a file for other programs, which lasts as long as the folder.
    pub(crate) fn file(&self, name: &str) -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(format!("{name}.pgm"));
        let mut pgm = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        pgm.extend(&self.grey);
        std::fs::write(&path, pgm).unwrap();
        (folder, path)
    }
}
