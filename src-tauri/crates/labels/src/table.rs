//! Rows in columns, over as many pages as it takes.

use crate::PaperError;
use crate::page::Frame;
use crate::press::{HAIRLINE_MM, Press, RULE_MM};
use crate::text::{Align, Setting, Style};

/// Space between a row's rule and its text, and between a column's text and the next.
const PADDING_MM: f32 = 1.2;
const GUTTER_MM: f32 = 4.0;

/// The most that one cell may be high; what is longer shrinks, and then is cut.
const MOST_CELL_MM: f32 = 20.0;

/// The size of headings.
const HEADING: Style = Style::bold(8.0, 5.0);

/// A column.
pub(crate) struct Column {
    /// What stands above it on every page; empty for nothing.
    pub(crate) heading: String,
    /// Its width, in millimetres.
    pub(crate) width_mm: f32,
    /// How its cells look.
    pub(crate) style: Style,
}

/// What stands in a cell.
pub(crate) enum Cell {
    /// A text in the column's style.
    Text(String),
    /// A text in the column's style, and a smaller one under it.
    Noted(String, String),
    /// A square to tick, of this side in millimetres.
    Tick(f32),
}

/// A cell that was fitted into its column.
enum Fitted {
    Texts(Vec<(String, Setting)>),
    Tick(f32),
}

/// A row that was fitted into the columns. The first lines of its cells stand on one baseline.
pub(crate) struct Row {
    cells: Vec<Fitted>,
    baseline_mm: f32,
    height_mm: f32,
}

/// A table at a place across the page.
pub(crate) struct Table {
    /// Its left edge, in millimetres.
    pub(crate) left_mm: f32,
    /// Its columns, from left to right.
    pub(crate) columns: Vec<Column>,
}

impl Table {
    /// Fits cells, one a column, into a row.
    pub(crate) fn row(&self, press: &Press<'_>, cells: Vec<Cell>) -> Row {
        let fit = |(column, cell)| fit(press, column, cell);
        let cells: Vec<Fitted> = self.columns.iter().zip(cells).map(fit).collect();
        let baseline_mm = cells.iter().map(Fitted::ascent_mm).fold(0.0, f32::max);
        let depth = |cell: &Fitted| baseline_mm - cell.ascent_mm() + cell.height_mm();
        let height_mm = cells.iter().map(depth).fold(0.0, f32::max) + 2.0 * PADDING_MM + HAIRLINE_MM;
        Row { cells, baseline_mm, height_mm }
    }

    /// Draws the headings and the rows. `start` starts a page, draws what every page has, and answers with the frame that
    /// is left for rows. Answers with the bottom of the last row on its page, and that page's frame.
    ///
    /// # Errors
    ///
    /// Those of `start`.
    pub(crate) fn draw<'a>(
        &self,
        press: &mut Press<'a>,
        rows: Vec<Row>,
        start: &mut dyn FnMut(&mut Press<'a>) -> Result<Frame, PaperError>,
    ) -> Result<(f32, Frame), PaperError> {
        let mut frame = start(press)?;
        let mut top_mm = self.draw_headings(press, frame);
        for row in rows {
            if top_mm + row.height_mm > frame.bottom_mm() {
                frame = start(press)?;
                top_mm = self.draw_headings(press, frame);
            }
            top_mm = self.draw_row(press, row, top_mm);
        }
        Ok((top_mm, frame))
    }

    fn width_mm(&self) -> f32 {
        self.columns.iter().map(|column| column.width_mm).sum()
    }

    fn draw_headings(&self, press: &mut Press<'_>, frame: Frame) -> f32 {
        let mut left_mm = self.left_mm;
        let mut height_mm: f32 = 0.0;
        for column in &self.columns {
            let cell = Frame::new(left_mm, frame.top_mm, column.width_mm - GUTTER_MM, 8.0);
            height_mm = height_mm.max(press.text(cell, HEADING.aligned(column.style.align), &column.heading));
            left_mm += column.width_mm;
        }
        let bottom_mm = frame.top_mm + height_mm + if height_mm > 0.0 { PADDING_MM } else { 0.0 };
        press.rule(self.left_mm, bottom_mm, self.width_mm());
        bottom_mm + RULE_MM
    }

    fn draw_row(&self, press: &mut Press<'_>, row: Row, top_mm: f32) -> f32 {
        let bottom_mm = top_mm + row.height_mm;
        let mut left_mm = self.left_mm;
        for (column, cell) in self.columns.iter().zip(row.cells) {
            let top_mm = top_mm + PADDING_MM + row.baseline_mm - cell.ascent_mm();
            let frame = Frame::new(left_mm, top_mm, column.width_mm - GUTTER_MM, cell.height_mm());
            cell.draw(press, frame, column.style.align);
            left_mm += column.width_mm;
        }
        press.hairline(self.left_mm, bottom_mm - HAIRLINE_MM, self.width_mm());
        bottom_mm
    }
}

fn fit(press: &Press<'_>, column: &Column, cell: Cell) -> Fitted {
    let width_mm = column.width_mm - GUTTER_MM;
    let texts = match cell {
        Cell::Tick(side_mm) => return Fitted::Tick(side_mm),
        Cell::Text(text) => vec![(text, column.style)],
        Cell::Noted(text, note) => {
            let size_pt = column.style.size_pt * 0.8;
            let style = Style::regular(size_pt, size_pt.min(column.style.least_pt)).aligned(column.style.align);
            vec![(text, column.style), (note, style)]
        }
    };
    let set = |(text, style): (String, Style)| {
        let setting = press.measure(&text, style, width_mm, MOST_CELL_MM);
        (text, setting)
    };
    Fitted::Texts(texts.into_iter().filter(|(text, _)| !text.trim().is_empty()).map(set).collect())
}

impl Fitted {
    /// From its top to the baseline of its first line; a box stands on the line.
    fn ascent_mm(&self) -> f32 {
        match self {
            Fitted::Texts(texts) => texts.first().map_or(0.0, |(_, setting)| setting.ascent_mm()),
            Fitted::Tick(side_mm) => *side_mm,
        }
    }

    fn height_mm(&self) -> f32 {
        match self {
            Fitted::Texts(texts) => texts.iter().map(|(_, setting)| setting.height_mm()).sum(),
            Fitted::Tick(side_mm) => *side_mm,
        }
    }

    fn draw(self, press: &mut Press<'_>, frame: Frame, align: Align) {
        match self {
            Fitted::Texts(texts) => {
                let mut top_mm = frame.top_mm;
                for (text, setting) in texts {
                    let height_mm = setting.height_mm();
                    press.place(Frame { top_mm, height_mm, ..frame }, align, &text, setting);
                    top_mm += height_mm;
                }
            }
            Fitted::Tick(side_mm) => press.outline(Frame { width_mm: side_mm, height_mm: side_mm, ..frame }),
        }
    }
}
