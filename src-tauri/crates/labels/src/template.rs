//! How a document is laid out: a TOML file that anybody can copy and change.
//!
//! A template is for one document and for labels or pages of some widths and heights. Its *parts* are texts, codes, pictures,
//! tables and the like, each with a name. `[page]` says which of them stand at the head and at the foot of each page and which
//! between; a part that is a `stack` has others one below the other, a `row` has them side by side. So nothing has a place
//! of its own that could overlap another's: `layout` finds room for all, and what gives way when there is too little.
//!
//! ```toml
//! document = "bin_label"
//! width = [50, 110]           # for labels from 50 to 110 mm wide,
//! height = [20, 60]           # and from 20 to 60 mm high
//! margin = 3
//!
//! [page]
//! body = ["all"]
//!
//! [part.all]
//! row = ["code", "words"]
//! gap = 1
//!
//! [part.code]
//! qr = "{code}"
//! width = 29
//! height = 29
//!
//! [part.words]
//! text = "{code_name}"        # a field of the document; {@paper-from} is one of Loopdock's captions
//! size = 18                   # points
//! least = 7                   # and how small it may get
//! bold = true
//! middle = true
//! ```
//!
//! A text that is `whole` shrinks before it breaks at a hyphen; a part that is `square` is as wide as its row is high, and has at
//! most that share of the row's width; one that is `boxed` stands in a box. `bars` are a barcode (`readable = false` without
//! digits, `turned = true` from top to bottom, `symbology = "code128"` where a number of trade is not to be EAN), `image` is the
//! picture of a field, and a table that `shrinks` does so before it goes on on another page.
//!
//! [`Template::read`] refuses what can't be right, and says in which line.

mod check;
mod raw;
mod source;

use crate::bars::BarsLook;
use crate::contents::Kind;
use crate::qr::Correction;
use crate::sizes::Size;
use crate::text::{Align, Style};

pub(crate) use source::{Piece, Source};

/// Why a template can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The template {name} can't be used. Line {line}: {reason}")]
pub struct TemplateError {
    /// What the template is called.
    pub name: String,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub reason: String,
}

/// A part of a template, by its place among all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartId(usize);

/// A template that was read and found to be usable.
#[derive(Debug, Clone)]
pub struct Template {
    /// The document that it is for.
    kind: Kind,
    /// The widths that it is for, in millimetres.
    width_mm: [f32; 2],
    /// The heights that it is for; a continuous roll has none and takes a template for any.
    height_mm: [f32; 2],
    /// What stays free on all sides, in millimetres.
    pub(crate) margin_mm: f32,
    /// What stands at the top of each page.
    pub(crate) head: Vec<PartId>,
    /// What stands between.
    pub(crate) body: Vec<PartId>,
    /// What stands at the bottom of each page.
    pub(crate) foot: Vec<PartId>,
    /// The space between two parts of the page, in millimetres.
    pub(crate) gap_mm: f32,
    parts: Vec<Part>,
}

/// A part of the page.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// How much of its stack's height or its row's width it has; none for what its content takes.
    pub(crate) width: Option<Extent>,
    /// As for the width.
    pub(crate) height: Option<Extent>,
    /// Whether it is as wide as its row is high, and which share of the row's width it has at most.
    pub(crate) square: Option<f32>,
    /// When it gives way in a stack that is too high: 1 before 2, and all that say nothing last.
    pub(crate) gives_way: u32,
    /// Whether a rule is drawn under it.
    pub(crate) has_rule: bool,
    /// Whether it stands in a box.
    pub(crate) is_boxed: bool,
    /// What it is.
    pub(crate) content: Content,
}

/// How much room a part has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Extent {
    /// So many millimetres.
    Fixed(f32),
    /// So many shares of what the others leave.
    Share(f32),
}

/// What a part is.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// Parts one below the other.
    Stack { parts: Vec<PartId>, gap_mm: f32 },
    /// Parts side by side.
    Row { parts: Vec<PartId>, gap_mm: f32 },
    /// A text, with a caption above it if it has one.
    Text { text: Source, caption: Option<Source>, style: Style, is_in_middle: bool },
    /// A QR code.
    Qr { payload: Source, correction: Correction },
    /// A barcode of one dimension.
    Bars { text: Source, look: BarsLook },
    /// The picture of a field.
    Image { field: String, align: Align },
    /// Rows of a list in columns, between which a gutter is left; whether they shrink before they go on on another page.
    Table { rows: String, columns: Vec<TableColumn>, gutter_mm: f32, shrinks: bool },
    /// Rows of a list as cells of equal size, each drawn by a part.
    Cells { rows: String, part: PartId, across: usize, height_mm: f32, are_cut_out: bool },
    /// Boxes to tick, with what each stands for.
    Ticks { texts: Vec<Source>, across: usize, style: Style },
    /// A line to write on, and under it what is to be written.
    Line { caption: Source },
    /// Nothing, which takes its share of the room.
    Space,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct TableColumn {
    /// What stands above it on every page.
    pub(crate) heading: Source,
    /// How wide it is.
    pub(crate) width: Extent,
    /// What stands in its cells, and smaller below.
    pub(crate) cell: TableCell,
    /// How its cells look.
    pub(crate) style: Style,
}

/// What stands in the cells of a column.
#[derive(Debug, Clone)]
pub(crate) enum TableCell {
    /// A text, and if there is one a note under it.
    Text { text: Source, note: Option<Source> },
    /// A box to tick, of this side in millimetres.
    Tick(f32),
}

impl Template {
    /// Reads a template called `name` from its TOML text.
    ///
    /// # Errors
    ///
    /// A [`TemplateError`] with the line, if the text is no TOML, has keys, parts, fields or captions that do not exist,
    /// uses a part twice or never, or has pages without a code.
    pub fn read(name: &str, text: &str) -> Result<Template, TemplateError> {
        let fault = |fault: raw::Fault| {
            let line = 1 + text[..fault.at.min(text.len())].matches('\n').count();
            TemplateError { name: name.to_owned(), line, reason: fault.reason }
        };
        let template = raw::read(text).map_err(fault)?;
        check::check(&template.0, &template.1).map_err(fault)?;
        Ok(template.0)
    }

    /// The document that it lays out.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The sizes that it is for.
    #[must_use]
    pub fn sizes(&self) -> Vec<Size> {
        Size::ALL.iter().copied().filter(|size| self.fits(*size)).collect()
    }

    /// Whether it is for labels or pages of this size.
    #[must_use]
    pub(crate) fn fits(&self, size: Size) -> bool {
        let is_in = |[least, most]: [f32; 2], extent: f32| least <= extent && extent <= most;
        is_in(self.width_mm, size.width_mm) && size.height_mm.is_none_or(|height_mm| is_in(self.height_mm, height_mm))
    }

    /// A part.
    pub(crate) fn part(&self, id: PartId) -> &Part {
        &self.parts[id.0]
    }

    /// Whether its content may take several pages.
    pub(crate) fn is_paged(&self) -> bool {
        let is_long = |id: &PartId| matches!(self.part(*id).content, Content::Table { .. } | Content::Cells { .. });
        self.body.iter().any(is_long)
    }
}
