//! Codes to cut out or to stick on, many to a page.

use crate::page::{Frame, PageSize};
use crate::press::Press;
use crate::qr::Correction;
use crate::text::{Align, Style};
use crate::{CodeCell, CodeKind, CodeSheet, PaperError};

/// How cells lie on an A4 page, in millimetres.
struct Grid {
    columns: usize,
    rows: usize,
    left_mm: f32,
    top_mm: f32,
    cell_width_mm: f32,
    cell_height_mm: f32,
    /// The free rim within a cell.
    rim_mm: f32,
    /// The side of the square that the code has.
    code_mm: f32,
    caption: Style,
    note: Style,
    /// Whether the cells are cut out of plain paper, along lines.
    is_cut_out: bool,
    /// Where the sheet's title goes.
    title: Frame,
}

/// Label sheets of 24 labels of 70 x 37 mm, as sold. They leave no margin for a title, so it stands very small in the
/// lower rim of the last row.
const SMALL: Grid = Grid {
    columns: 3,
    rows: 8,
    left_mm: 0.0,
    top_mm: 0.5,
    cell_width_mm: 70.0,
    cell_height_mm: 37.0,
    rim_mm: 3.9,
    code_mm: 29.2,
    caption: Style::bold(18.0, 7.0),
    note: Style::regular(8.0, 5.0),
    is_cut_out: false,
    title: Frame::new(6.0, 292.7, 198.0, 2.6),
};

/// Large cells for the wall beside a bench, scanned from an arm's length.
const LARGE: Grid = Grid {
    columns: 2,
    rows: 4,
    left_mm: 12.0,
    top_mm: 20.0,
    cell_width_mm: 93.0,
    cell_height_mm: 66.0,
    rim_mm: 4.0,
    code_mm: 44.0,
    caption: Style::bold(20.0, 8.0),
    note: Style::regular(10.0, 6.0),
    is_cut_out: true,
    title: Frame::new(12.0, 10.0, 186.0, 6.0),
};

/// Draws a sheet of codes.
///
/// # Errors
///
/// [`PaperError::Empty`] without cells, [`PaperError::Code`] if a payload does not fit.
pub(crate) fn code_sheet(sheet: &CodeSheet, press: &mut Press<'_>) -> Result<(), PaperError> {
    if sheet.cells.is_empty() {
        return Err(PaperError::Empty);
    }
    let (grid, draw): (Grid, DrawCell) = match sheet.kind {
        CodeKind::Bin | CodeKind::Tote | CodeKind::Sleeve | CodeKind::Item => (SMALL, small_cell),
        CodeKind::Carrier | CodeKind::Command => (LARGE, large_cell),
    };
    let correction = if sheet.kind == CodeKind::Sleeve { Correction::Sleeve } else { Correction::Paper };
    let pages = sheet.cells.chunks(grid.columns * grid.rows);
    let count = pages.len().to_string();
    for (page, cells) in (1..).zip(pages) {
        press.start_page(PageSize::A4);
        for (at, cell) in cells.iter().enumerate() {
            let left_mm = grid.left_mm + (at % grid.columns) as f32 * grid.cell_width_mm;
            let top_mm = grid.top_mm + (at / grid.columns) as f32 * grid.cell_height_mm;
            let frame = Frame::new(left_mm, top_mm, grid.cell_width_mm, grid.cell_height_mm).inset(grid.rim_mm);
            draw(cell, press, &grid, frame, correction)?;
            if grid.is_cut_out {
                press.outline(Frame::new(left_mm, top_mm, grid.cell_width_mm, grid.cell_height_mm));
            }
        }
        let number = press.word("paper-page", &[("page", &page.to_string()), ("pages", &count)]);
        head(press, &grid, &sheet.title, &number);
    }
    Ok(())
}

/// Draws a cell within its rim.
type DrawCell = fn(&CodeCell, &mut Press<'_>, &Grid, Frame, Correction) -> Result<(), PaperError>;

/// The code at the left, the words beside it.
fn small_cell(
    cell: &CodeCell,
    press: &mut Press<'_>,
    grid: &Grid,
    frame: Frame,
    correction: Correction,
) -> Result<(), PaperError> {
    press.code(Frame { width_mm: grid.code_mm, ..frame }, &cell.code.payload, correction)?;
    let left_mm = frame.left_mm + grid.code_mm + 1.0;
    let words = Frame::new(left_mm, frame.top_mm, frame.right_mm() - left_mm, frame.height_mm);
    caption_and_note(cell, press, grid, words);
    Ok(())
}

/// The code above, the words under it.
fn large_cell(
    cell: &CodeCell,
    press: &mut Press<'_>,
    grid: &Grid,
    frame: Frame,
    correction: Correction,
) -> Result<(), PaperError> {
    let above = Frame { height_mm: grid.code_mm, ..frame };
    press.code(above, &cell.code.payload, correction)?;
    let words = Frame { top_mm: above.bottom_mm(), height_mm: frame.height_mm - grid.code_mm, ..frame };
    caption_and_note(cell, press, grid, words);
    Ok(())
}

/// The caption and the note together in the middle of the frame's height.
fn caption_and_note(cell: &CodeCell, press: &mut Press<'_>, grid: &Grid, frame: Frame) {
    let is_beside = frame.height_mm > frame.width_mm / 2.0;
    let align = if is_beside { Align::Left } else { Align::Centre };
    let (caption, note) = (grid.caption.aligned(align), grid.note.aligned(align));
    let has_note = !cell.note.trim().is_empty();
    let caption_room_mm = if has_note { frame.height_mm * 0.6 } else { frame.height_mm };
    let setting = press.measure(&cell.code.caption, caption, frame.width_mm, caption_room_mm);
    let caption_mm = setting.height_mm();
    let below_mm = frame.height_mm - caption_mm;
    let note_setting = press.measure(&cell.note, note, frame.width_mm, below_mm);
    let note_mm = if has_note { note_setting.height_mm() } else { 0.0 };
    let top_mm = frame.top_mm + (below_mm - note_mm) / 2.0;
    press.place(Frame { top_mm, ..frame }, align, &cell.code.caption, setting);
    if has_note {
        press.place(Frame { top_mm: top_mm + caption_mm, ..frame }, align, &cell.note, note_setting);
    }
}

/// The sheet's title at the left and the page's number at the right.
fn head(press: &mut Press<'_>, grid: &Grid, title: &str, number: &str) {
    let style = Style::regular((grid.title.height_mm * 2.2).min(12.0), 4.0).aligned(Align::Left);
    let (title_mm, gap_mm) = (grid.title.width_mm * 0.7, 2.0);
    press.text(Frame { width_mm: title_mm, ..grid.title }, style, title);
    let left_mm = grid.title.left_mm + title_mm + gap_mm;
    let right = Frame { left_mm, width_mm: grid.title.right_mm() - left_mm, ..grid.title };
    press.text(right, style.aligned(Align::Right), number);
}
