//! `loopdock bench labels`: sheets of the reference label (DESIGN, section 10), 66 x 36 mm with one QR code at level Q of 40
//! upper-case characters and three lines of text, 24 to a page of A4.
//!
//! The bar is a hundred times what WeasyPrint with segno does on the same machine, and 1 KiB a label.

use loopdock_hub::{Error, Result, Texts};
use loopdock_labels::{Code, CodeLabel, Document, Dpi, Fonts, Format, Printing, Size, Templates};
use serde_json::{Value, json};

use super::numbers::{processor_time, scatter};

/// How it is laid out.
const TEMPLATE: &str = include_str!("reference_label.toml");

/// Labels, unless said otherwise: a hundred sheets.
const LABELS: u32 = 2_400;

/// The most bytes that one may take.
const BYTES: usize = 1024;

/// Prints so many labels in one file, and says how many a second of processor time makes and how large each is.
pub(super) fn measure(labels: Option<u32>) -> Result<Value> {
    let count = labels.unwrap_or(LABELS).max(1);
    let refused = |error: String| Error::internal(error);
    let templates =
        Templates::bundled().with("reference_label", TEMPLATE).map_err(|error| refused(error.to_string()))?;
    let (fonts, texts) = (Fonts::bundled(), Texts::english());
    let size = Size::named("a4-24-66x36").map_err(refused)?;
    let began = processor_time();
    let documents: Vec<Document> = (0..count).map(reference_label).collect();
    let printing = Printing { documents: &documents, size, dpi: Dpi::Dpi203, start_at: 0 };
    let paper = loopdock_labels::print(printing, Format::Pdf, &templates, &fonts, &texts)
        .map_err(|error| refused(error.to_string()))?;
    let spent_s = processor_time().saturating_sub(began).as_secs_f64();
    if !paper.truncated.is_empty() || !paper.missing.is_empty() {
        return Err(refused(format!("{:?} were cut, {:?} are missing", paper.truncated, paper.missing)));
    }
    let bytes = paper.file().len() / documents.len();
    Ok(json!({
        "labels": count,
        "pages": paper.pages,
        "labels_per_cpu_s": (f64::from(count) / spent_s).round(),
        "bytes_per_label": bytes,
        "ok": bytes <= BYTES,
    }))
}

/// The peer's label, but for its serial, which is as random as a sleeve's: no two look alike, as in a real sheet.
fn reference_label(number: u32) -> Document {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let digit = |at: u64| char::from(DIGITS[(scatter(u64::from(number) * 14 + at) % 32) as usize]);
    let serial: String = (0..14).map(digit).collect();
    let code = Code { payload: format!("HTTPS://RET.EXAMPLE.ORG/S/{serial}"), caption: format!("SLEEVE {number:06}") };
    Document::BinLabel(CodeLabel { code, note: format!("SIZE M\nFern & Kiln {number:07}") })
}
