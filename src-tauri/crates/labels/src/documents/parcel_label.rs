//! The label on the outside of a parcel.
//!
//! From the top: the sender and the carrier, the recipient, a word to the driver, the code beside the parcel's number.
//! The carrier and the number are the two things that a packer looks for across the room, so they are the largest.

use super::{CAPTION, captioned_code};
use crate::page::{Frame, PageSize};
use crate::press::Press;
use crate::text::Style;
use crate::{PaperError, ParcelLabel};

/// The margin on all sides: label printers can't reach the edge.
const MARGIN_MM: f32 = 4.0;

/// The width between the margins.
const WIDTH_MM: f32 = PageSize::LABEL.width_mm - 2.0 * MARGIN_MM;

/// Draws a parcel label.
///
/// # Errors
///
/// [`PaperError::Code`] if the payload does not fit.
pub(crate) fn parcel_label(label: &ParcelLabel, press: &mut Press<'_>) -> Result<(), PaperError> {
    press.start_page(PageSize::LABEL);
    let band = |top_mm, height_mm| Frame::new(MARGIN_MM, top_mm, WIDTH_MM, height_mm);
    sender(label, press, band(4.0, 16.0));
    press.rule(MARGIN_MM, 21.0, WIDTH_MM);
    press.text_in_middle(band(22.0, 17.0), Style::bold(36.0, 14.0), &label.carrier);
    press.rule(MARGIN_MM, 40.0, WIDTH_MM);
    recipient(label, press, band(41.0, 53.0));
    press.rule(MARGIN_MM, 95.0, WIDTH_MM);
    press.text_in_middle(band(96.0, 10.0), Style::bold(11.0, 6.0), &label.instruction);
    press.rule(MARGIN_MM, 107.0, WIDTH_MM);
    identity(label, press, band(108.0, 38.0))
}

fn sender(label: &ParcelLabel, press: &mut Press<'_>, frame: Frame) {
    let caption = press.word("paper-from", &[]);
    let below = caption_above(press, frame, &caption);
    press.text(below, Style::regular(8.0, 5.0), &label.sender.join("\n"));
}

fn recipient(label: &ParcelLabel, press: &mut Press<'_>, frame: Frame) {
    const COUNTRY_MM: f32 = 9.0;
    let caption = press.word("paper-to", &[]);
    let below = caption_above(press, frame, &caption);
    let address = Frame { height_mm: below.height_mm - COUNTRY_MM - 1.0, ..below };
    let used_mm = press.text(address, Style::regular(20.0, 7.0), &label.recipient.join("\n")) + 1.0;
    let country = Frame { top_mm: below.top_mm + used_mm, height_mm: COUNTRY_MM, ..below };
    press.text(country, Style::bold(20.0, 8.0), &label.country);
}

fn identity(label: &ParcelLabel, press: &mut Press<'_>, frame: Frame) -> Result<(), PaperError> {
    const CODE_MM: f32 = 36.0;
    captioned_code(press, Frame { width_mm: CODE_MM, ..frame }, &label.code)?;
    let left_mm = frame.left_mm + CODE_MM + 2.0;
    let beside = Frame::new(left_mm, frame.top_mm, frame.right_mm() - left_mm, frame.height_mm);
    let caption = press.word("paper-parcel", &[]);
    let below = caption_above(press, Frame { height_mm: 20.0, ..beside }, &caption);
    press.text_in_middle(below, Style::bold(44.0, 14.0), &label.code.caption);

    let facts = Frame { top_mm: frame.top_mm + 21.0, height_mm: frame.height_mm - 21.0, ..beside };
    let weight = press.weight(label.weight_g.into());
    let weight_mm = if weight.is_empty() { 0.0 } else { 22.0 };
    let orders = Frame { width_mm: facts.width_mm - weight_mm, ..facts };
    fact(press, orders, "paper-order", &label.orders.join(", "));
    let weights = Frame::new(orders.right_mm() + 1.0, facts.top_mm, weight_mm - 1.0, facts.height_mm);
    fact(press, weights, "paper-weight", &weight);
    Ok(())
}

fn fact(press: &mut Press<'_>, frame: Frame, caption: &str, text: &str) {
    if !text.is_empty() {
        let caption = press.word(caption, &[]);
        let below = caption_above(press, frame, &caption);
        press.text(below, Style::bold(13.0, 6.0), text);
    }
}

/// Sets a caption at the top of a frame and answers with the rest of it.
fn caption_above(press: &mut Press<'_>, frame: Frame, caption: &str) -> Frame {
    let height_mm = press.text(Frame { height_mm: 4.0, ..frame }, CAPTION, caption);
    Frame { top_mm: frame.top_mm + height_mm, height_mm: frame.height_mm - height_mm, ..frame }
}
