//! Whether a template that was read can be right: what it names exists, every part is used once, every page has a code.

use super::raw::{Fault, Places};
use super::{Content, PartId, Piece, Source, TableCell, Template};
use crate::CAPTIONS;
use crate::fields::Fields;
use crate::layout::PAGE_OF_PAGES;
use crate::words::English;

/// Refuses a template that names what does not exist, or whose pages would lack a code.
pub(super) fn check(template: &Template, places: &Places) -> Result<(), Fault> {
    let fields = template.kind.example().fields(&English);
    let in_foot = if template.is_paged() { fields.clone().text(PAGE_OF_PAGES, "") } else { fields.clone() };
    let mut used = vec![false; places.parts.len()];
    let mut checker = Checker { template, places, used: &mut used };
    let mut has_code = false;
    for id in template.head.iter().chain(&template.body) {
        has_code |= checker.part(*id, &fields)?;
    }
    for id in &template.foot {
        has_code |= checker.part(*id, &in_foot)?;
    }
    let unused = used.iter().position(|is_used| !is_used);
    if let Some((name, at)) = unused.and_then(|at| places.parts.get(at)) {
        return Err(Fault::new(*at, format!("nothing uses the part “{name}”")));
    }
    let head_has_code = template.head.iter().any(|id| template.has_code(*id));
    if !has_code || (template.is_paged() && !head_has_code && !template.has_coded_cells()) {
        return Err(Fault::new(
            places.page,
            "every page needs a code that says what it is: put a part with “qr” into the head, or into the body of a label",
        ));
    }
    Ok(())
}

impl Template {
    fn has_code(&self, id: PartId) -> bool {
        match &self.part(id).content {
            Content::Qr { .. } => true,
            Content::Stack { parts, .. } | Content::Row { parts, .. } => parts.iter().any(|id| self.has_code(*id)),
            _ => false,
        }
    }

    /// Whether its pages are filled with cells that have codes themselves.
    fn has_coded_cells(&self) -> bool {
        let is_coded =
            |id: &PartId| matches!(&self.part(*id).content, Content::Cells { part, .. } if self.has_code(*part));
        self.body.iter().any(is_coded)
    }
}

struct Checker<'a> {
    template: &'a Template,
    places: &'a Places,
    used: &'a mut [bool],
}

impl Checker<'_> {
    /// Checks a part that sees these fields, and says whether it has a code in it.
    fn part(&mut self, id: PartId, fields: &Fields) -> Result<bool, Fault> {
        let (name, at) = &self.places.parts[id.0];
        let fault = |reason: String| Fault::new(*at, format!("{reason} (in the part “{name}”)"));
        if std::mem::replace(&mut self.used[id.0], true) {
            return Err(fault("a part can be used once only".to_owned()));
        }
        let all = |sources: &[&Source], fields: &Fields| {
            sources.iter().try_for_each(|source| names(source, fields)).map_err(fault)
        };
        match &self.template.part(id).content {
            Content::Stack { parts, .. } | Content::Row { parts, .. } => {
                let mut has_code = false;
                for part in parts {
                    has_code |= self.part(*part, fields)?;
                }
                Ok(has_code)
            }
            Content::Text { text, caption, .. } => {
                all(&[text], fields)?;
                all(&caption.iter().collect::<Vec<_>>(), fields).map(|()| false)
            }
            Content::Qr { payload, .. } => all(&[payload], fields).map(|()| true),
            Content::Bars { text, .. } => all(&[text], fields).map(|()| false),
            Content::Image { field, .. } if fields.get_picture(field).is_some() => Ok(false),
            Content::Image { field, .. } => Err(fault(format!("the document has no picture “{field}”"))),
            Content::Line { caption } => all(&[caption], fields).map(|()| false),
            Content::Space => Ok(false),
            Content::Ticks { texts, .. } => all(&texts.iter().collect::<Vec<_>>(), fields).map(|()| false),
            Content::Table { rows, columns, .. } => {
                let row = row_of(rows, fields).map_err(fault)?;
                for column in columns {
                    all(&[&column.heading], fields)?;
                    if let TableCell::Text { text, note } = &column.cell {
                        all(&[text], row)?;
                        all(&note.iter().collect::<Vec<_>>(), row)?;
                    }
                }
                if columns.is_empty() { Err(fault("a table needs columns".to_owned())) } else { Ok(false) }
            }
            Content::Cells { rows, part, .. } => {
                let row = row_of(rows, fields).map_err(fault)?;
                self.part(*part, row)
            }
        }
    }
}

/// A row of the example, whose fields are those of every row.
fn row_of<'a>(name: &str, fields: &'a Fields) -> Result<&'a Fields, String> {
    if !fields.has_rows(name) {
        let known = fields.list_names().join(", ");
        return Err(format!(
            "the document has no list “{name}”; it has {}",
            if known.is_empty() { "none" } else { &known }
        ));
    }
    fields.get_rows(name).first().ok_or_else(|| format!("the list “{name}” is empty in the example"))
}

fn names(source: &Source, fields: &Fields) -> Result<(), String> {
    for piece in &source.0 {
        match piece {
            Piece::Plain(_) => {}
            Piece::Field(name) if fields.has_text(name) => {}
            Piece::Field(name) => {
                return Err(format!("there is no field “{name}” here; there are {}", fields.text_names().join(", ")));
            }
            Piece::Caption(id) => match CAPTIONS.iter().find(|caption| caption.id == id) {
                Some(caption) if caption.args.is_empty() => {}
                Some(_) => return Err(format!("the caption “{id}” can't stand alone")),
                None => return Err(format!("there is no caption “{id}”")),
            },
        }
    }
    Ok(())
}
