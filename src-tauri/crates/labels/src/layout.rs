//! Finds room for the parts of a template, and draws them.
//!
//! A label has one page, or one place on a sheet: its parts share the room, and where there is too little they shrink to
//! their least sizes, those first that give way first; only then are texts cut, which is reported. A document with a table
//! or cells takes as many pages as it needs: its parts follow each other, tables break between rows, and all else stays
//! whole. On a continuous roll the page is as high as its parts want it, up to a label's length.

mod parts;
mod stack;

pub(crate) use stack::share_out;

use crate::contents::Document;
use crate::fields::Fields;
use crate::page::{Frame, PageSize};
use crate::press::Press;
use crate::sizes::Size;
use crate::table::Table;
use crate::template::{Content, PartId, Template};
use crate::text::{Align, Style};
use crate::{Caption, PaperError};

/// Small print: captions above what they name.
const CAPTION: Style = Style::regular(7.0, 5.0);

/// How much a table may shrink, step by step.
const SCALES: [f32; 5] = [1.0, 0.9, 0.8, 0.7, 0.6];

/// The field that the feet of pages have besides the document's.
pub(crate) const PAGE_OF_PAGES: &str = "page_of_pages";

/// The longest label that is cut from a continuous roll: where the parts want more, they shrink as on any label.
const LONGEST_MM: f32 = 150.0;

/// Draws documents of one kind, each on pages of its own or, on sheets of labels, one label after the other from the place
/// `start_at` on.
///
/// # Errors
///
/// [`PaperError::Code`] if a payload does not fit, [`PaperError::Size`] if the document is longer than a label can be.
pub(crate) fn lay_out(
    template: &Template,
    documents: &[Document],
    size: Size,
    start_at: usize,
    press: &mut Press<'_>,
) -> Result<(), PaperError> {
    if template.is_paged() && (size.grid.is_some() || size.height_mm.is_none()) {
        return Err(PaperError::Size { size: size.name, reason: "it takes whole pages".to_owned() });
    }
    for (number, document) in documents.iter().enumerate() {
        let fields = document.fields(press.words());
        press.set_han(&fields);
        let mut layout = Layout { template, press };
        if template.is_paged() {
            layout.pages(&fields, size)?;
        } else {
            layout.label(&fields, size, start_at + number, number == 0)?;
        }
    }
    Ok(())
}

/// A template on a press.
struct Layout<'t, 'p, 'a> {
    template: &'t Template,
    press: &'p mut Press<'a>,
}

impl Layout<'_, '_, '_> {
    /// Draws a label at a place of its sheet, which is begun at its first place.
    fn label(&mut self, fields: &Fields, size: Size, place: usize, is_first: bool) -> Result<(), PaperError> {
        let template = self.template;
        let height_mm = size.height_mm.unwrap_or_else(|| {
            let parts = [&template.head, &template.body, &template.foot].into_iter().flatten();
            let parts: Vec<PartId> = parts.copied().collect();
            let inner_mm = size.width_mm - 2.0 * template.margin_mm;
            (self.natural_mm(&parts, fields, inner_mm) + 2.0 * template.margin_mm).min(LONGEST_MM)
        });
        let place = place % size.labels_per_page();
        if is_first || place == 0 {
            self.press.start_page(size.grid.map_or(PageSize { width_mm: size.width_mm, height_mm }, |grid| grid.page));
        }
        let areas = self.areas(size.label(place, height_mm), fields);
        self.stack(&template.head, template.gap_mm, fields, areas.head)?;
        self.stack(&template.body, template.gap_mm, fields, areas.body)?;
        self.stack(&template.foot, template.gap_mm, fields, areas.foot)
    }

    /// The height that parts of the page want.
    fn natural_mm(&mut self, parts: &[PartId], fields: &Fields, width_mm: f32) -> f32 {
        self.wanted_of_stack(parts, self.template.gap_mm, fields, width_mm).natural_mm
    }

    /// Where head, body and foot of a page or a label are: head and foot are as high as they want to be.
    fn areas(&mut self, page: Frame, fields: &Fields) -> Areas {
        let template = self.template;
        let inner = page.inset(template.margin_mm);
        let head_mm = self.natural_mm(&template.head, fields, inner.width_mm);
        let foot_mm = self.natural_mm(&template.foot, &page_number(fields, "0"), inner.width_mm);
        let with_gap = |height_mm: f32| if height_mm > 0.0 { height_mm + template.gap_mm } else { 0.0 };
        let top_mm = inner.top_mm + with_gap(head_mm);
        let height_mm = inner.height_mm - with_gap(head_mm) - with_gap(foot_mm);
        Areas {
            head: Frame { height_mm: head_mm, ..inner },
            body: Frame { top_mm, height_mm, ..inner },
            foot: Frame { top_mm: inner.bottom_mm() - foot_mm, height_mm: foot_mm, ..inner },
        }
    }

    /// Draws a document over as many pages as it takes.
    fn pages(&mut self, fields: &Fields, size: Size) -> Result<(), PaperError> {
        let first = self.press.page_count();
        let page = PageSize { width_mm: size.width_mm, height_mm: size.height_mm.unwrap_or_default() };
        let areas = self.areas(Frame::new(0.0, 0.0, page.width_mm, page.height_mm), fields);
        let mut pages = Pages { fields, page, areas, rest: areas.body, is_fresh: true };
        self.start(&mut pages)?;
        for (at, id) in self.template.body.iter().enumerate() {
            match &self.template.part(*id).content {
                Content::Table { .. } => self.table(*id, &self.template.body[at + 1..], &mut pages)?,
                Content::Cells { .. } => self.cells(*id, &mut pages)?,
                _ => self.whole(*id, &mut pages)?,
            }
        }
        self.feet(&pages, first)
    }

    /// Starts a page with its head; all of its body is left then.
    fn start(&mut self, pages: &mut Pages<'_>) -> Result<(), PaperError> {
        self.press.start_page(pages.page);
        (pages.rest, pages.is_fresh) = (pages.areas.body, true);
        self.stack(&self.template.head, self.template.gap_mm, pages.fields, pages.areas.head)
    }

    /// Draws the feet of the pages from `first` on, now that it is known how many there are.
    fn feet(&mut self, pages: &Pages<'_>, first: usize) -> Result<(), PaperError> {
        let count = self.press.page_count() - first;
        for page in 0..count {
            let (number, count) = ((page + 1).to_string(), count.to_string());
            let text = self.press.words().word(Caption::PAGE, &[("page", &number), ("pages", &count)]);
            self.press.turn_to(first + page);
            let fields = page_number(pages.fields, &text);
            self.stack(&self.template.foot, self.template.gap_mm, &fields, pages.areas.foot)?;
        }
        Ok(())
    }

    /// Draws a part that stays whole: on the next page if this one has too little room.
    fn whole(&mut self, id: PartId, pages: &mut Pages<'_>) -> Result<(), PaperError> {
        let fields = pages.fields;
        if self.is_blank(id, fields) {
            return Ok(());
        }
        let wanted_mm = self.wanted(id, fields, pages.rest.width_mm).natural_mm;
        if wanted_mm > pages.rest.height_mm && !pages.is_fresh {
            self.start(pages)?;
        }
        let frame = pages.take(wanted_mm.min(pages.rest.height_mm), self.template.gap_mm);
        self.place(id, fields, frame)
    }

    /// Draws a table, which breaks between rows and has its headings on every page. One that shrinks does so where all of it,
    /// with the parts that `follow` it, would not be on this page otherwise.
    fn table(&mut self, id: PartId, follow: &[PartId], pages: &mut Pages<'_>) -> Result<(), PaperError> {
        let Content::Table { rows, columns, gutter_mm, shrinks } = &self.template.part(id).content else {
            return Ok(());
        };
        let columns = (columns.as_slice(), *gutter_mm);
        let rows = pages.fields.get_rows(rows);
        let mut table = Table::new(columns, pages.fields, pages.rest, self.press, SCALES[0]);
        if *shrinks {
            let gap_mm = self.template.gap_mm;
            let room_mm = pages.rest.height_mm - gap_mm - self.natural_mm(follow, pages.fields, pages.rest.width_mm);
            for scale in SCALES {
                table = Table::new(columns, pages.fields, pages.rest, self.press, scale);
                if table.fits(self.press, rows, room_mm) {
                    break;
                }
            }
        }
        let mut needs_headings = true;
        for row in rows {
            self.press.set_han(row);
            let fitted = table.row(self.press, row);
            let needed_mm = fitted.height_mm() + if needs_headings { table.headings_mm } else { 0.0 };
            if needed_mm > pages.rest.height_mm && !pages.is_fresh {
                self.start(pages)?;
                needs_headings = true;
            }
            if std::mem::take(&mut needs_headings) {
                let frame = pages.take(table.headings_mm, 0.0);
                table.draw_headings(self.press, frame.top_mm);
            }
            let frame = pages.take(fitted.height_mm(), 0.0);
            table.draw_row(self.press, fitted, frame.top_mm);
        }
        self.press.set_han(pages.fields);
        pages.take(0.0, self.template.gap_mm);
        Ok(())
    }

    /// Draws cells of equal size, row by row.
    fn cells(&mut self, id: PartId, pages: &mut Pages<'_>) -> Result<(), PaperError> {
        /// What stays free in a cell that is cut out.
        const RIM_MM: f32 = 4.0;
        let Content::Cells { rows, part, across, height_mm, are_cut_out } = &self.template.part(id).content else {
            return Ok(());
        };
        for line in pages.fields.get_rows(rows).chunks(*across) {
            if *height_mm > pages.rest.height_mm && !pages.is_fresh {
                self.start(pages)?;
            }
            let frame = pages.take(*height_mm, 0.0);
            let width_mm = frame.width_mm / *across as f32;
            for (at, cell) in line.iter().enumerate() {
                let frame = Frame { left_mm: frame.left_mm + at as f32 * width_mm, width_mm, ..frame };
                if *are_cut_out {
                    self.press.outline(frame);
                }
                self.press.set_han(cell);
                self.place(*part, cell, if *are_cut_out { frame.inset(RIM_MM) } else { frame })?;
            }
        }
        self.press.set_han(pages.fields);
        Ok(())
    }
}

/// The areas of a page or a label.
#[derive(Clone, Copy)]
struct Areas {
    head: Frame,
    body: Frame,
    foot: Frame,
}

/// A document that is drawn over pages.
struct Pages<'f> {
    fields: &'f Fields,
    page: PageSize,
    areas: Areas,
    /// What is left of the body of this page.
    rest: Frame,
    /// Whether nothing of the body is on this page yet.
    is_fresh: bool,
}

impl Pages<'_> {
    /// Takes a frame from the top of what is left, and a gap after it.
    fn take(&mut self, height_mm: f32, gap_mm: f32) -> Frame {
        let frame = Frame { height_mm, ..self.rest };
        let used_mm = height_mm + gap_mm;
        self.rest.top_mm += used_mm;
        self.rest.height_mm -= used_mm;
        self.is_fresh = false;
        frame
    }
}

/// The fields of a page's foot, which may say which page it is.
fn page_number(fields: &Fields, text: &str) -> Fields {
    fields.clone().text(PAGE_OF_PAGES, text)
}

/// Text that stands at the left whatever its script, as captions do.
fn left(style: Style) -> Style {
    style.aligned(Align::Left)
}
