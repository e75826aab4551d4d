//! The slip inside a parcel that tells the buyer how to send things back, and the hub what came back and why.

use super::{CAPTION, captioned_code, number_pages};
use crate::page::{Frame, PageSize};
use crate::press::Press;
use crate::table::{Cell, Column, Row, Table};
use crate::text::{Align, Style};
use crate::{PaperError, ReturnSlip};

/// The margin on all sides: label printers can't reach the edge.
const MARGIN_MM: f32 = 4.0;

/// The width between the margins.
const WIDTH_MM: f32 = PageSize::LABEL.width_mm - 2.0 * MARGIN_MM;

/// Where the line with the page's number begins.
const FOOT_MM: f32 = PageSize::LABEL.height_mm - MARGIN_MM - 3.5;

/// The side of a box to tick.
const TICK_MM: f32 = 3.5;

/// The reasons for a return, by their captions.
const REASONS: [&str; 5] =
    ["paper-reason-damaged", "paper-reason-wrong", "paper-reason-unfit", "paper-reason-unwanted", "paper-reason-other"];

/// Draws a return slip.
///
/// # Errors
///
/// [`PaperError::Code`] if the payload does not fit.
pub(crate) fn return_slip(slip: &ReturnSlip, press: &mut Press<'_>) -> Result<(), PaperError> {
    let table = table(press);
    let rows = rows(slip, press, &table);
    let mut is_first = true;
    let mut start = |press: &mut Press<'_>| {
        let body = start_page(slip, press)?;
        Ok(if std::mem::take(&mut is_first) { introduction(slip, press, body) } else { body })
    };
    let (mut bottom_mm, mut frame) = table.draw(press, rows, &mut start)?;
    for part in [reasons, sleeve] {
        // Drawn twice if need be: a part that would be cut by the page's end goes to a fresh page as a whole.
        let needed_mm = part(slip, press, None);
        if needed_mm > 0.0 && bottom_mm + needed_mm > frame.bottom_mm() {
            frame = start(press)?;
            bottom_mm = frame.top_mm;
        }
        let room = Frame { top_mm: bottom_mm, height_mm: frame.bottom_mm() - bottom_mm, ..frame };
        bottom_mm += part(slip, press, Some(room));
    }
    number_pages(press, PageSize::LABEL, MARGIN_MM);
    Ok(())
}

/// What every page has: what it is, whose, and the code.
fn start_page(slip: &ReturnSlip, press: &mut Press<'_>) -> Result<Frame, PaperError> {
    const CODE_MM: f32 = 29.4;
    const PAYLOAD_MM: f32 = 3.2;
    press.start_page(PageSize::LABEL);
    let words_mm = WIDTH_MM - CODE_MM - 2.0;
    let mut line = Frame::new(MARGIN_MM, MARGIN_MM, words_mm, 9.0);
    let title = press.word("paper-return-slip", &[]);
    line.top_mm += press.text(line, Style::bold(17.0, 9.0).aligned(Align::Left), &title) + 0.5;
    line.height_mm = 9.0;
    line.top_mm += press.text(line, Style::regular(11.0, 6.0).aligned(Align::Left), &slip.creator) + 0.5;
    line.height_mm = 6.0;
    let order = press.word("paper-order", &[]);
    line.top_mm +=
        press.text(line, Style::bold(11.0, 6.0).aligned(Align::Left), &join_words(&order, &slip.order)) + 0.5;
    line.height_mm = MARGIN_MM + CODE_MM - line.top_mm;
    press.text(line, CAPTION, &slip.code.caption);
    let corner = Frame::new(MARGIN_MM + WIDTH_MM - CODE_MM, MARGIN_MM, CODE_MM, CODE_MM + PAYLOAD_MM);
    captioned_code(press, corner, &slip.code)?;
    let top_mm = MARGIN_MM + CODE_MM + PAYLOAD_MM + 1.0;
    Ok(Frame::new(MARGIN_MM, top_mm, WIDTH_MM, FOOT_MM - 1.0 - top_mm))
}

fn join_words(caption: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{caption} {value}") }
}

/// What the first page says before the lines: how, and where to. Answers with the room that is left.
fn introduction(slip: &ReturnSlip, press: &mut Press<'_>, body: Frame) -> Frame {
    let mut top_mm = body.top_mm;
    top_mm += press.text(Frame { height_mm: 24.0, ..body }, Style::regular(9.0, 5.5), &slip.how_to) + 1.5;
    let caption = press.word("paper-return-to", &[]);
    top_mm += press.text(Frame { top_mm, height_mm: 4.0, ..body }, CAPTION, &caption);
    let address = slip.return_address.join("\n");
    top_mm += press.text(Frame { top_mm, height_mm: 20.0, ..body }, Style::bold(10.0, 6.0), &address) + 2.0;
    Frame { top_mm, height_mm: body.bottom_mm() - top_mm, ..body }
}

fn table(press: &Press<'_>) -> Table {
    let style = Style::regular(9.5, 6.5).aligned(Align::Left);
    let column = |heading: &str, width_mm, style| Column {
        heading: if heading.is_empty() { String::new() } else { press.word(heading, &[]) },
        width_mm,
        style,
    };
    Table {
        left_mm: MARGIN_MM,
        columns: vec![
            column("", 7.0, style),
            column("paper-return-lines", WIDTH_MM - 24.0, style),
            column("paper-quantity", 17.0, style.aligned(Align::Right)),
        ],
    }
}

fn rows(slip: &ReturnSlip, press: &Press<'_>, table: &Table) -> Vec<Row> {
    let cells =
        |title: &str, quantity: String| vec![Cell::Tick(TICK_MM), Cell::Text(title.to_owned()), Cell::Text(quantity)];
    slip.lines.iter().map(|line| table.row(press, cells(&line.title, line.quantity.to_string()))).collect()
}

/// Draws the reasons in two columns, or only measures them if there is no room yet. Answers with their height.
fn reasons(_: &ReturnSlip, press: &mut Press<'_>, room: Option<Frame>) -> f32 {
    const ROW_MM: f32 = 5.0;
    const HEADING_MM: f32 = 6.0;
    const GAP_MM: f32 = 1.5;
    let height_mm = GAP_MM + HEADING_MM + REASONS.len().div_ceil(2) as f32 * ROW_MM;
    let Some(room) = room else { return height_mm };
    let heading = press.word("paper-return-reason", &[]);
    let top_mm = room.top_mm + GAP_MM;
    press.text(Frame { top_mm, height_mm: HEADING_MM - 1.0, ..room }, Style::bold(9.0, 6.0), &heading);
    let half_mm = room.width_mm / 2.0;
    for (at, id) in REASONS.into_iter().enumerate() {
        let left_mm = room.left_mm + (at % 2) as f32 * half_mm;
        let top_mm = top_mm + HEADING_MM + (at / 2) as f32 * ROW_MM;
        press.outline(Frame::new(left_mm, top_mm, TICK_MM, TICK_MM));
        let reason = press.word(id, &[]);
        let frame = Frame::new(left_mm + TICK_MM + 1.5, top_mm - 0.5, half_mm - TICK_MM - 3.0, TICK_MM + 1.0);
        press.text_in_middle(frame, Style::regular(9.0, 5.0), &reason);
    }
    height_mm
}

/// Draws what is to be said of the sleeve, if there is one, or only measures it. Answers with its height.
fn sleeve(slip: &ReturnSlip, press: &mut Press<'_>, room: Option<Frame>) -> f32 {
    const HEADING: Style = Style::bold(9.0, 6.0);
    const STYLE: Style = Style::regular(9.0, 6.0);
    const GAP_MM: f32 = 1.5;
    const MOST_MM: f32 = 24.0;
    let Some(sleeve) = &slip.sleeve else { return 0.0 };
    let heading = press.word("paper-sleeve", &[]);
    let text = match sleeve.deposit.as_str() {
        "" => press.word("paper-sleeve-free", &[]),
        deposit => press.word("paper-sleeve-deposit", &[("deposit", deposit)]),
    };
    let heading_mm = press.measure(&heading, HEADING, WIDTH_MM, 5.0).height_mm();
    let text_mm = press.measure(&text, STYLE, WIDTH_MM, MOST_MM).height_mm();
    if let Some(room) = room {
        let top_mm = room.top_mm + GAP_MM;
        press.text(Frame { top_mm, height_mm: 5.0, ..room }, HEADING, &heading);
        press.text(Frame { top_mm: top_mm + heading_mm, height_mm: MOST_MM, ..room }, STYLE, &text);
    }
    GAP_MM + heading_mm + text_mm
}
