//! Rows in columns, over as many pages as it takes.

use crate::fields::Fields;
use crate::layout::share_out;
use crate::page::Frame;
use crate::press::{HAIRLINE_MM, Press, RULE_MM};
use crate::template::{Extent, TableCell, TableColumn};
use crate::text::{Align, Setting, Style};

/// Space between a row's rule and its text.
const PADDING_MM: f32 = 1.2;

/// The most that one cell may be high; what is longer shrinks, and then is cut.
const MOST_CELL_MM: f32 = 20.0;

/// How high headings may be, and their size.
const HEADING_MM: f32 = 11.0;
const HEADING: Style = Style::bold(8.0, 5.0);

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

impl Row {
    /// Its height with its rule, in millimetres.
    pub(crate) fn height_mm(&self) -> f32 {
        self.height_mm
    }
}

/// A table at a place across the page.
pub(crate) struct Table<'t> {
    columns: &'t [TableColumn],
    headings: Vec<String>,
    left_mm: f32,
    widths_mm: Vec<f32>,
    /// The widths of the texts of its columns: a gutter is left between one and the next.
    cells_mm: Vec<f32>,
    /// Its sizes and spaces as shares of those that the template gives.
    scale: f32,
    /// How its headings look: all are of the size of the one that shrinks most.
    heading: Style,
    /// The height of the headings and the rule under them.
    pub(crate) headings_mm: f32,
}

impl<'t> Table<'t> {
    /// A table as wide as a frame, whose headings name these fields. Its texts and the spaces between its rows are reduced by
    /// `scale`, but no text below its least size.
    pub(crate) fn new(
        (columns, gutter_mm): (&'t [TableColumn], f32),
        fields: &Fields,
        frame: Frame,
        press: &Press<'_>,
        scale: f32,
    ) -> Self {
        let headings: Vec<String> = columns.iter().map(|column| column.heading.fill(fields, press.words())).collect();
        let extents: Vec<Extent> = columns.iter().map(|column| column.width).collect();
        let widths_mm = share_out(&extents, frame.width_mm);
        let last = widths_mm.len().saturating_sub(1);
        let cell_mm = |(at, width_mm): (usize, &f32)| if at == last { *width_mm } else { width_mm - gutter_mm };
        let cells_mm: Vec<f32> = widths_mm.iter().enumerate().map(cell_mm).collect();
        let seen = || headings.iter().zip(&cells_mm).filter(|(heading, _)| !heading.is_empty());
        let set = |(heading, width_mm): (&String, &f32), style| press.measure(heading, style, *width_mm, HEADING_MM);
        let usual = scaled(HEADING, scale);
        let size_pt = seen().map(|heading| set(heading, usual).size_pt).fold(usual.size_pt, f32::min);
        let heading = Style { size_pt, ..usual };
        let tallest_mm = seen().map(|of| set(of, heading).height_mm()).fold(0.0, f32::max);
        let headings_mm = if tallest_mm > 0.0 { tallest_mm + PADDING_MM * scale } else { 0.0 } + RULE_MM;
        Table { columns, headings, left_mm: frame.left_mm, widths_mm, cells_mm, scale, heading, headings_mm }
    }

    /// Fits a row of the list into the columns.
    pub(crate) fn row(&self, press: &Press<'_>, fields: &Fields) -> Row {
        let columns = self.columns.iter().zip(&self.cells_mm);
        let fit = |(column, width_mm): (&TableColumn, &f32)| fit(press, column, *width_mm, self.scale, fields);
        let cells: Vec<Fitted> = columns.map(fit).collect();
        let baseline_mm = cells.iter().map(Fitted::ascent_mm).fold(0.0, f32::max);
        let depth = |cell: &Fitted| baseline_mm - cell.ascent_mm() + cell.height_mm();
        let height_mm = cells.iter().map(depth).fold(0.0, f32::max) + 2.0 * PADDING_MM * self.scale + HAIRLINE_MM;
        Row { cells, baseline_mm, height_mm }
    }

    /// Whether its headings and all these rows fit a height.
    pub(crate) fn fits(&self, press: &Press<'_>, rows: &[Fields], room_mm: f32) -> bool {
        let mut left_mm = room_mm - self.headings_mm;
        rows.iter().all(|row| {
            left_mm -= self.row(press, row).height_mm();
            left_mm >= 0.0
        })
    }

    fn width_mm(&self) -> f32 {
        self.widths_mm.iter().sum()
    }

    /// Draws the headings and the rule under them.
    pub(crate) fn draw_headings(&self, press: &mut Press<'_>, top_mm: f32) {
        let mut left_mm = self.left_mm;
        let widths_mm = self.widths_mm.iter().zip(&self.cells_mm);
        for ((column, heading), (width_mm, cell_mm)) in self.columns.iter().zip(&self.headings).zip(widths_mm) {
            let cell = Frame::new(left_mm, top_mm, *cell_mm, HEADING_MM);
            press.text(cell, self.heading.aligned(column.style.align), heading);
            left_mm += width_mm;
        }
        let rule_mm = top_mm + self.headings_mm - RULE_MM;
        press.rule(self.left_mm, rule_mm, self.width_mm());
    }

    /// Draws a row.
    pub(crate) fn draw_row(&self, press: &mut Press<'_>, row: Row, top_mm: f32) {
        let mut left_mm = self.left_mm;
        let widths_mm = self.widths_mm.iter().zip(&self.cells_mm);
        for ((column, (width_mm, cell_mm)), cell) in self.columns.iter().zip(widths_mm).zip(row.cells) {
            let top_mm = top_mm + PADDING_MM * self.scale + row.baseline_mm - cell.ascent_mm();
            let frame = Frame::new(left_mm, top_mm, *cell_mm, cell.height_mm());
            cell.draw(press, frame, column.style.align);
            left_mm += width_mm;
        }
        press.hairline(self.left_mm, top_mm + row.height_mm - HAIRLINE_MM, self.width_mm());
    }
}

/// A style reduced, but not below its least size.
fn scaled(style: Style, scale: f32) -> Style {
    Style { size_pt: (style.size_pt * scale).max(style.least_pt), ..style }
}

fn fit(press: &Press<'_>, column: &TableColumn, width_mm: f32, scale: f32, fields: &Fields) -> Fitted {
    let look = scaled(column.style, scale);
    let filled = |source: &crate::template::Source| source.fill(fields, press.words());
    let texts = match &column.cell {
        TableCell::Tick(side_mm) => return Fitted::Tick(*side_mm),
        TableCell::Text { text, note: None } => vec![(filled(text), look)],
        TableCell::Text { text, note: Some(note) } => {
            let size_pt = look.size_pt * 0.8;
            let style = Style::regular(size_pt, size_pt.min(look.least_pt)).aligned(look.align);
            vec![(filled(text), look), (filled(note), style)]
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
