//! The documents: one function each, that draws its contents on a press.

mod code_sheet;
mod manifest;
mod parcel_label;
mod pick_list;
mod return_slip;

pub(crate) use code_sheet::code_sheet;
pub(crate) use manifest::manifest;
pub(crate) use parcel_label::parcel_label;
pub(crate) use pick_list::pick_list;
pub(crate) use return_slip::return_slip;

use crate::page::{Frame, PageSize};
use crate::press::Press;
use crate::qr::Correction;
use crate::text::{Align, Style};
use crate::{Code, PaperError};

/// Small print: captions above what they name, and payloads under their codes.
const CAPTION: Style = Style::regular(7.0, 5.0);

/// The margin of an A4 page on all sides, in millimetres; no printer needs more.
const SHEET_MARGIN_MM: f32 = 12.0;

/// Draws a code for paper with its payload in small type under it; both lie in `frame`.
///
/// # Errors
///
/// [`PaperError::Code`] if the payload does not fit.
fn captioned_code(press: &mut Press<'_>, frame: Frame, code: &Code) -> Result<(), PaperError> {
    const PAYLOAD_MM: f32 = 3.2;
    let square = Frame { height_mm: frame.height_mm - PAYLOAD_MM, ..frame };
    press.code(square, &code.payload, Correction::Paper)?;
    let under = Frame::new(frame.left_mm, square.bottom_mm(), frame.width_mm, PAYLOAD_MM);
    press.text(under, Style::regular(6.5, 3.5).aligned(Align::Centre), &code.payload);
    Ok(())
}

/// Writes "page n of m" at the bottom of every page, in a line that the pages leave free.
fn number_pages(press: &mut Press<'_>, size: PageSize, margin_mm: f32) {
    let pages = press.page_count();
    for page in 0..pages {
        press.turn_to(page);
        let text = press.word("paper-page", &[("page", &(page + 1).to_string()), ("pages", &pages.to_string())]);
        let frame = Frame::new(margin_mm, size.height_mm - margin_mm - 3.2, size.width_mm - 2.0 * margin_mm, 3.2);
        press.text(frame, CAPTION.aligned(Align::Right), &text);
    }
}

/// Draws the head that every page of an A4 list has: a caption, what the list is about in large type, a line below, and
/// the code at the right. Answers with the frame that is left for rows.
///
/// # Errors
///
/// [`PaperError::Code`] if the payload does not fit.
fn start_sheet(
    press: &mut Press<'_>,
    code: &Code,
    caption: &str,
    title: &str,
    below: &str,
) -> Result<Frame, PaperError> {
    const HEAD_MM: f32 = 36.0;
    const CODE_MM: f32 = 32.6;
    const FOOT_MM: f32 = 6.0;
    let size = PageSize::A4;
    press.start_page(size);
    let inner = Frame::new(0.0, 0.0, size.width_mm, size.height_mm).inset(SHEET_MARGIN_MM);
    let words_mm = inner.width_mm - CODE_MM - 4.0;
    let corner = Frame::new(inner.right_mm() - CODE_MM, inner.top_mm, CODE_MM, CODE_MM);
    let mut line = Frame::new(inner.left_mm, inner.top_mm, words_mm, 6.0);
    line.top_mm += press.text(line, Style::bold(12.0, 8.0).aligned(Align::Left), caption) + 1.0;
    line.height_mm = 14.0;
    line.top_mm += press.text(line, Style::bold(30.0, 12.0).aligned(Align::Left), title) + 1.0;
    line.height_mm = inner.top_mm + CODE_MM - line.top_mm;
    press.text(line, Style::regular(11.0, 7.0).aligned(Align::Left), below);
    captioned_code(press, corner, code)?;
    let top_mm = inner.top_mm + HEAD_MM;
    Ok(Frame::new(inner.left_mm, top_mm, inner.width_mm, inner.bottom_mm() - FOOT_MM - top_mm))
}
