//! The sizes of paper that documents come in, and the dots of the printers that print them.
//!
//! A sheet of labels is a page with many labels on it; every label is laid out as if it were a page of its own. Measures
//! of sheets are those of the makers' templates (Avery Zweckform and compatible).

use crate::page::{Frame, PageSize};

/// How finely a printer prints. Codes are drawn in whole dots of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dpi {
    /// 203 dots to an inch, 8 to a millimetre: most thermal printers.
    #[default]
    Dpi203,
    /// 300 dots to an inch.
    Dpi300,
    /// 600 dots to an inch: laser printers.
    Dpi600,
}

impl Dpi {
    /// All of them.
    pub const ALL: [Dpi; 3] = [Dpi::Dpi203, Dpi::Dpi300, Dpi::Dpi600];

    /// Dots to an inch.
    #[must_use]
    pub fn dots_per_inch(self) -> u32 {
        match self {
            Dpi::Dpi203 => 203,
            Dpi::Dpi300 => 300,
            Dpi::Dpi600 => 600,
        }
    }

    /// The side of a dot, in millimetres.
    pub(crate) fn dot_mm(self) -> f32 {
        25.4 / self.dots_per_inch() as f32
    }

    /// The smallest module that a printer prints well enough for a hand scanner, in dots: 0.25 mm and more (ISO/IEC 15415
    /// asks for none; makers of scanners for 0.25), and not below three dots, where a thermal head bleeds.
    pub(crate) fn least_module_dots(self) -> u32 {
        match self {
            Dpi::Dpi203 | Dpi::Dpi300 => 3,
            Dpi::Dpi600 => 6,
        }
    }

    /// The smallest module of a barcode, in dots: 0.25 mm, the least that GS1 allows for labels that are printed on demand.
    pub(crate) fn least_bar_dots(self) -> u32 {
        match self {
            Dpi::Dpi203 => 2,
            Dpi::Dpi300 => 3,
            Dpi::Dpi600 => 6,
        }
    }
}

impl TryFrom<u32> for Dpi {
    type Error = String;

    fn try_from(dots: u32) -> Result<Self, Self::Error> {
        let known = Dpi::ALL.into_iter().find(|dpi| dpi.dots_per_inch() == dots);
        known.ok_or_else(|| format!("There are no printers of {dots} dpi here: write 203, 300 or 600."))
    }
}

/// The widest rolls that thermal printers take, in millimetres.
const WIDEST_ROLL_MM: f32 = 168.0;

/// How labels lie on a sheet, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Grid {
    pub(crate) page: PageSize,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    left_mm: f32,
    top_mm: f32,
    pitch_x_mm: f32,
    pitch_y_mm: f32,
}

/// A size of paper: a page, a label on a roll, or the labels of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// What it is called, such as `100x150`.
    pub name: &'static str,
    /// How wide the page or label is, in millimetres.
    pub width_mm: f32,
    /// How high; none on a continuous roll, where the content decides.
    pub height_mm: Option<f32>,
    pub(crate) grid: Option<Grid>,
}

const fn page(name: &'static str, width_mm: f32, height_mm: f32) -> Size {
    Size { name, width_mm, height_mm: Some(height_mm), grid: None }
}

const fn sheet(name: &'static str, label: (f32, f32), grid: Grid) -> Size {
    Size { name, width_mm: label.0, height_mm: Some(label.1), grid: Some(grid) }
}

const fn grid(page: PageSize, count: (usize, usize), corner: (f32, f32), pitch: (f32, f32)) -> Grid {
    Grid {
        page,
        columns: count.0,
        rows: count.1,
        left_mm: corner.0,
        top_mm: corner.1,
        pitch_x_mm: pitch.0,
        pitch_y_mm: pitch.1,
    }
}

const A4: PageSize = PageSize { width_mm: 210.0, height_mm: 297.0 };
const LETTER: PageSize = PageSize { width_mm: 215.9, height_mm: 279.4 };

impl Size {
    /// Every size there is.
    pub const ALL: &'static [Size] = &[
        page("100x150", 100.0, 150.0),
        page("4x6in", 101.6, 152.4),
        page("a6", 105.0, 148.0),
        Size { name: "62mm", width_mm: 62.0, height_mm: None, grid: None },
        page("25x54", 25.0, 54.0),
        page("54x25", 54.0, 25.0),
        page("card", 85.6, 54.0),
        page("a4", A4.width_mm, A4.height_mm),
        page("letter", LETTER.width_mm, LETTER.height_mm),
        sheet("a4-24", (70.0, 37.0), grid(A4, (3, 8), (0.0, 0.5), (70.0, 37.0))),
        sheet("a4-24-66x36", (66.0, 36.0), grid(A4, (3, 8), (6.0, 4.5), (66.0, 36.0))),
        sheet("a4-24-64x34", (63.5, 33.9), grid(A4, (3, 8), (7.25, 12.9), (66.0, 33.9))),
        sheet("a4-21", (63.5, 38.1), grid(A4, (3, 7), (7.25, 15.15), (66.0, 38.1))),
        sheet("a4-65", (38.1, 21.2), grid(A4, (5, 13), (4.75, 10.7), (40.6, 21.2))),
        sheet("a4-8", (99.1, 67.7), grid(A4, (2, 4), (4.65, 13.1), (101.6, 67.7))),
        sheet("letter-30", (66.7, 25.4), grid(LETTER, (3, 10), (4.8, 12.7), (69.85, 25.4))),
        sheet("letter-10", (101.6, 50.8), grid(LETTER, (2, 5), (4.0, 12.7), (106.3, 50.8))),
    ];

    /// The size of a name, however its letters are written.
    ///
    /// # Errors
    ///
    /// A sentence that names all sizes, if there is none of this name.
    pub fn named(name: &str) -> Result<Size, String> {
        let found = Size::ALL.iter().find(|size| size.name.eq_ignore_ascii_case(name.trim()));
        found.copied().ok_or_else(|| {
            let names: Vec<&str> = Size::ALL.iter().map(|size| size.name).collect();
            format!("There is no size “{name}”: write one of {}.", names.join(", "))
        })
    }

    /// How many labels are on a page of it: one, unless it is a sheet.
    #[must_use]
    pub fn labels_per_page(&self) -> usize {
        self.grid.map_or(1, |grid| grid.columns * grid.rows)
    }

    /// Whether it comes on a roll, as thermal printers have them: neither a sheet of labels nor a page for an office's printer.
    #[must_use]
    pub fn is_on_roll(&self) -> bool {
        self.grid.is_none() && self.width_mm <= WIDEST_ROLL_MM
    }

    /// As it is where a continuous roll is cut after `height_mm`, up to the next tenth; any other size stays what it is.
    #[must_use]
    pub fn cut_at(self, height_mm: f32) -> Size {
        // A paper that is a hair too short would lose its last line.
        let tenths_mm = (height_mm * 10.0).ceil() / 10.0;
        Size { height_mm: self.height_mm.or(Some(tenths_mm)), ..self }
    }

    /// The paper as printing systems know it: `A4`, `Letter`, `Custom.100x150mm`; none on a continuous roll that is not cut yet
    /// ([`Size::cut_at`]).
    #[must_use]
    pub fn media(&self) -> Option<String> {
        let (width_mm, height_mm) = match self.grid {
            Some(grid) => (grid.page.width_mm, grid.page.height_mm),
            None => (self.width_mm, self.height_mm?),
        };
        let is = |page: PageSize| (page.width_mm, page.height_mm) == (width_mm, height_mm);
        Some(match () {
            () if is(A4) => "A4".to_owned(),
            () if is(LETTER) => "Letter".to_owned(),
            () => format!("Custom.{width_mm}x{height_mm}mm"),
        })
    }

    /// The label at a place on its page, counted from zero in reading order, as high as `height_mm`.
    pub(crate) fn label(&self, place: usize, height_mm: f32) -> Frame {
        let (left_mm, top_mm) = self.grid.map_or((0.0, 0.0), |grid| {
            let (column, row) = (place % grid.columns, place / grid.columns);
            (grid.left_mm + column as f32 * grid.pitch_x_mm, grid.top_mm + row as f32 * grid.pitch_y_mm)
        });
        Frame::new(left_mm, top_mm, self.width_mm, height_mm)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dpi, Size};

    #[test]
    fn labels_lie_on_their_sheets_and_beside_each_other() {
        for size in Size::ALL {
            let (Some(grid), Some(height_mm)) = (size.grid, size.height_mm) else { continue };
            let labels: Vec<_> = (0..size.labels_per_page()).map(|place| size.label(place, height_mm)).collect();
            let last = labels.last().unwrap();
            assert!(last.right_mm() <= grid.page.width_mm + 0.01, "{}", size.name);
            assert!(last.bottom_mm() <= grid.page.height_mm + 0.01, "{}", size.name);
            assert!(grid.pitch_x_mm >= size.width_mm && grid.pitch_y_mm >= height_mm, "{}", size.name);
            // As much is left over at the right as at the left, so that a sheet may be turned around.
            let left_over_mm = grid.page.width_mm - last.right_mm();
            assert!((left_over_mm - labels[0].left_mm).abs() < 0.3, "{}: {left_over_mm}", size.name);
        }
    }

    #[test]
    fn a_roll_is_paper_of_the_length_that_its_content_has() {
        let roll = Size::named("62mm").unwrap();
        assert_eq!(roll.media(), None);
        assert_eq!(roll.cut_at(41.23).media().unwrap(), "Custom.62x41.3mm");
        assert_eq!(Size::named("a6").unwrap().cut_at(41.23).media().unwrap(), "Custom.105x148mm");
        assert_eq!(Size::named("a4-24").unwrap().cut_at(41.23).media().unwrap(), "A4");
    }

    #[test]
    fn what_is_not_known_is_refused_by_name() {
        assert_eq!(Size::named(" A6 ").unwrap().name, "a6");
        assert!(Size::named("A5").unwrap_err().contains("“A5”: write one of 100x150, 4x6in"));
        assert!(Dpi::try_from(72).unwrap_err().contains("72 dpi"));
    }
}
