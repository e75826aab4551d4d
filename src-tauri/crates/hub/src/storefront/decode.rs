//! Bytes to text: which encoding a file has, and whether it is text at all.
//!
//! Storefronts write UTF-8; spreadsheets save what they opened as UTF-16 or in the code page of the computer. A byte
//! order mark decides where there is one. Without one, NUL bytes at every other place mean UTF-16, valid UTF-8 is
//! UTF-8, and all else is a code page, guessed by `chardetng` as web browsers guess it.
//!
//! Only the first 64 KiB are looked at until they have proved to be the head of a table, so that a huge file of noise
//! is refused at once.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::error::{Foreign, TableError};

/// The largest file that is read, in bytes (256 MiB).
pub const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// How much of a file is looked at before all of it is decoded, in bytes.
pub(super) const SNIFF_BYTES: usize = 64 * 1024;

/// How much text with letters beyond ASCII the guess of a code page is based on, in bytes.
const DETECT_BYTES: usize = 1024 * 1024;

/// What is known of a file after a look at its first bytes.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The file without its byte order mark.
    body: &'a [u8],
    family: Family,
}

#[derive(Clone, Copy)]
enum Family {
    /// UTF-8 or a code page: ASCII bytes mean ASCII.
    Narrow,
    /// UTF-16 of either byte order.
    Wide(&'static Encoding),
}

/// The text of a file.
pub(super) struct Decoded<'a> {
    /// Its text, with line ends as `\n` only and without a mark at the start or end.
    pub(super) text: Cow<'a, str>,
    /// The encoding's name as the WHATWG Encoding Standard has it.
    pub(super) encoding: &'static str,
    pub(super) damage: Damage,
}

/// Whether bytes had to be replaced because they mean nothing in the file's encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    None,
    /// U+FFFD stands where they were.
    Replaced,
}

impl<'a> Source<'a> {
    /// Looks at the first bytes of a file.
    ///
    /// # Errors
    /// [`TableError::Empty`], [`TableError::TooLarge`], or [`TableError::NotCsv`] with what it looks like.
    pub(super) fn sniff(bytes: &'a [u8]) -> Result<Source<'a>, TableError> {
        let size = bytes.len() as u64;
        if size > MAX_FILE_BYTES {
            return Err(TableError::TooLarge { bytes: size, limit: MAX_FILE_BYTES });
        }
        let head = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
        if let Some(found) = known_format(head) {
            return Err(TableError::NotCsv { found });
        }
        let source = match Encoding::for_bom(bytes) {
            Some((encoding, mark)) => {
                let family = if encoding == UTF_8 { Family::Narrow } else { Family::Wide(encoding) };
                Source { body: bytes.get(mark..).unwrap_or_default(), family }
            }
            None => {
                let family = wide_without_mark(head).map_or(Family::Narrow, Family::Wide);
                Source { body: bytes, family }
            }
        };
        refuse_binary(&source.head())?;
        Ok(source)
    }

    /// The text of the first 64 KiB; its last character may be damaged by the cut.
    pub(super) fn head(&self) -> Cow<'a, str> {
        let cut = self.body.get(..SNIFF_BYTES).unwrap_or(self.body);
        let encoding = match self.family {
            Family::Wide(encoding) => encoding,
            Family::Narrow => match std::str::from_utf8(cut) {
                Err(error) if error.error_len().is_some() => code_page(cut, error.valid_up_to()),
                _ => UTF_8,
            },
        };
        tidy(encoding.decode_without_bom_handling(cut).0)
    }

    /// Whether [`Source::head`] is all there is.
    pub(super) fn head_is_all(&self) -> bool {
        self.body.len() <= SNIFF_BYTES
    }

    /// The text of the whole file.
    ///
    /// # Errors
    /// [`TableError::NotCsv`] when there are NUL characters in it.
    pub(super) fn decode(&self) -> Result<Decoded<'a>, TableError> {
        let binary = TableError::NotCsv { found: Foreign::Binary };
        let encoding = match self.family {
            Family::Wide(encoding) => encoding,
            // Asked of the bytes first, since guessing a code page for noise takes longer.
            Family::Narrow if self.body.contains(&0) => return Err(binary),
            Family::Narrow => match std::str::from_utf8(self.body) {
                Err(error) if !mostly_utf8(self.body) => code_page(self.body, error.valid_up_to()),
                _ => UTF_8,
            },
        };
        let (text, replaced) = encoding.decode_without_bom_handling(self.body);
        if text.contains('\0') {
            return Err(binary);
        }
        let damage = if replaced { Damage::Replaced } else { Damage::None };
        Ok(Decoded { text: tidy(text), encoding: encoding.name(), damage })
    }
}

/// Formats that people take for a CSV file, by their first bytes.
fn known_format(head: &[u8]) -> Option<Foreign> {
    const COMPRESSED: [&[u8]; 6] =
        [b"\x1f\x8b", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"BZh", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"];
    const PICTURES: [&[u8]; 3] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8"];
    let holds = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    let starts_with_any = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let marks: [&[u8]; 4] = [b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet", b"Index/Document.iwa"];
        return Some(if marks.into_iter().any(holds) { Foreign::Workbook } else { Foreign::Archive });
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(Foreign::Workbook);
    }
    if head.starts_with(b"%PDF-") {
        return Some(Foreign::Pdf);
    }
    if starts_with_any(&COMPRESSED) {
        return Some(Foreign::Compressed);
    }
    if starts_with_any(&PICTURES) {
        return Some(Foreign::Picture);
    }
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let start = start.get(..start.len().min(14)).unwrap_or_default().to_ascii_lowercase();
    let is_page = start.starts_with(b"<!doctype html") || start.starts_with(b"<html");
    is_page.then_some(Foreign::WebPage)
}

/// UTF-16 without a byte order mark: column names are mostly ASCII, so every other byte of the head is NUL.
fn wide_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let names = head.get(..256.min(head.len())).unwrap_or_default();
    let pairs = names.len() / 2;
    let zeros = |offset: usize| names.chunks_exact(2).filter(|pair| pair.get(offset) == Some(&0)).count();
    let (first, second) = (zeros(0), zeros(1));
    match (first, second) {
        (0, low) if low * 2 > pairs => Some(UTF_16LE),
        (high, 0) if high * 2 > pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Refuses a head with NULs, or in which more than one character in a hundred is a control character.
fn refuse_binary(head: &str) -> Result<(), TableError> {
    let controls = head.chars().filter(|c| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\x0c')).count();
    if head.contains('\0') || controls * 100 > head.len() {
        return Err(TableError::NotCsv { found: Foreign::Binary });
    }
    if head.trim().is_empty() { Err(TableError::Empty) } else { Ok(()) }
}

/// Whether a few bad bytes stand in a file that is otherwise UTF-8, so that a code page would spoil the good ones.
fn mostly_utf8(body: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 2 * bad
}

/// The likeliest code page of text that has its first byte beyond UTF-8 at `from`.
fn code_page(body: &[u8], from: usize) -> &'static Encoding {
    let sample = body.get(from..).unwrap_or_default();
    let sample = sample.get(..DETECT_BYTES).unwrap_or(sample);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Makes every line end `\n`, and drops the end-of-file mark of old programs.
fn tidy(text: Cow<'_, str>) -> Cow<'_, str> {
    let kept = text.trim_end_matches('\x1a').len();
    if !text.contains('\r') {
        return match text {
            Cow::Borrowed(all) => Cow::Borrowed(all.get(..kept).unwrap_or(all)),
            Cow::Owned(mut all) => {
                all.truncate(kept);
                Cow::Owned(all)
            }
        };
    }
    let mut pieces = text.get(..kept).unwrap_or_default().split('\r');
    let mut out = String::with_capacity(kept);
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push('\n');
        out.push_str(piece.strip_prefix('\n').unwrap_or(piece));
    }
    Cow::Owned(out)
}
