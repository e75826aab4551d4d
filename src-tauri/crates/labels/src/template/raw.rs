//! A template as it stands in its file, and how it becomes one that can be used.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Content, Extent, Part, PartId, Piece, Source, TableCell, TableColumn, Template};
use crate::bars::{BarsLook, Symbology};
use crate::contents::Kind;
use crate::fonts::Weight;
use crate::qr::Correction;
use crate::text::{Align, Style};

/// What is wrong, and at which byte.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) reason: String,
}

impl Fault {
    pub(super) fn new(at: usize, reason: impl Into<String>) -> Fault {
        Fault { at, reason: reason.into() }
    }
}

/// Where each part and the page begin, at which byte: for the sentences of `check`.
pub(super) struct Places {
    pub(super) parts: Vec<(String, usize)>,
    pub(super) page: usize,
}

type Text = Spanned<String>;
type Names = Vec<Text>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTemplate {
    document: Text,
    width: [f32; 2],
    height: [f32; 2],
    #[serde(default)]
    margin: f32,
    page: Spanned<RawPage>,
    #[serde(default)]
    part: BTreeMap<String, Spanned<RawPart>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPage {
    #[serde(default)]
    head: Names,
    body: Names,
    #[serde(default)]
    foot: Names,
    #[serde(default)]
    gap: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    stack: Option<Names>,
    row: Option<Names>,
    text: Option<Text>,
    qr: Option<Text>,
    bars: Option<Text>,
    image: Option<Text>,
    table: Option<Text>,
    cells: Option<Text>,
    ticks: Option<Names>,
    line: Option<Text>,
    #[serde(default)]
    space: bool,

    width: Option<f32>,
    height: Option<f32>,
    share: Option<f32>,
    square: Option<f32>,
    gives_way: Option<u32>,
    #[serde(default)]
    rule: bool,
    #[serde(default)]
    boxed: bool,
    gap: Option<f32>,
    caption: Option<Text>,
    middle: Option<bool>,
    level: Option<Level>,
    symbology: Option<RawSymbology>,
    readable: Option<bool>,
    #[serde(default)]
    turned: bool,
    #[serde(default)]
    shrinks: bool,
    column: Option<Vec<RawColumn>>,
    part: Option<Text>,
    across: Option<usize>,
    #[serde(default)]
    cut_out: bool,
    size: Option<f32>,
    least: Option<f32>,
    bold: Option<bool>,
    align: Option<RawAlign>,
    #[serde(default)]
    whole: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    heading: Option<Text>,
    text: Option<Text>,
    note: Option<Text>,
    tick: Option<f32>,
    width: Option<f32>,
    share: Option<f32>,
    size: Option<f32>,
    least: Option<f32>,
    bold: Option<bool>,
    align: Option<RawAlign>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum RawAlign {
    Start,
    Left,
    Centre,
    Right,
}

#[derive(Deserialize, Clone, Copy)]
enum Level {
    Q,
    H,
}

#[derive(Deserialize, Clone, Copy)]
enum RawSymbology {
    #[serde(rename = "retail")]
    Retail,
    #[serde(rename = "code128")]
    Code128,
}

/// Reads a template. What it names is not checked yet, save parts.
pub(super) fn read(text: &str) -> Result<(Template, Places), Fault> {
    let raw: RawTemplate = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Fault::new(at, error.message().trim().replace('\n', " "))
    })?;
    let kind = Kind::named(raw.document.get_ref()).map_err(|reason| Fault::new(raw.document.span().start, reason))?;
    let names: Vec<&String> = raw.part.keys().collect();
    let parts: Result<Vec<Part>, Fault> = raw.part.values().map(|part| read_part(part, &names)).collect();
    let page = raw.page.get_ref();
    let template = Template {
        kind,
        width_mm: raw.width,
        height_mm: raw.height,
        margin_mm: raw.margin,
        head: ids(&page.head, &names)?,
        body: ids(&page.body, &names)?,
        foot: ids(&page.foot, &names)?,
        gap_mm: page.gap,
        parts: parts?,
    };
    let begins = raw.part.iter().map(|(name, part)| (name.clone(), part.span().start)).collect();
    Ok((template, Places { parts: begins, page: raw.page.span().start }))
}

fn ids(wanted: &Names, names: &[&String]) -> Result<Vec<PartId>, Fault> {
    wanted.iter().map(|name| id(name, names)).collect()
}

fn id(wanted: &Text, names: &[&String]) -> Result<PartId, Fault> {
    let found = names.iter().position(|name| *name == wanted.get_ref());
    found.map(PartId).ok_or_else(|| {
        let reason = format!("there is no part “{0}”; it would begin with [part.{0}]", wanted.get_ref());
        Fault::new(wanted.span().start, reason)
    })
}

fn source(text: &Text) -> Result<Source, Fault> {
    Source::parse(text.get_ref()).map_err(|reason| Fault::new(text.span().start, reason))
}

fn maybe_source(text: Option<&Text>) -> Result<Option<Source>, Fault> {
    text.map(source).transpose()
}

fn extent(fixed: Option<f32>, share: Option<f32>) -> Option<Extent> {
    fixed.map(Extent::Fixed).or(share.map(Extent::Share))
}

fn style(size: Option<f32>, least: Option<f32>, bold: Option<bool>, align: Option<RawAlign>) -> Style {
    /// What a text is set in that says nothing of its size.
    const SIZE_PT: f32 = 9.0;
    const LEAST_PT: f32 = 6.0;
    let size_pt = size.unwrap_or(SIZE_PT);
    Style {
        size_pt,
        least_pt: least.unwrap_or(LEAST_PT).min(size_pt),
        weight: if bold == Some(true) { Weight::Bold } else { Weight::Regular },
        align: match align {
            None | Some(RawAlign::Start) => Align::Start,
            Some(RawAlign::Left) => Align::Left,
            Some(RawAlign::Centre) => Align::Centre,
            Some(RawAlign::Right) => Align::Right,
        },
        is_whole: false,
    }
}

fn read_part(spanned: &Spanned<RawPart>, names: &[&String]) -> Result<Part, Fault> {
    let raw = spanned.get_ref();
    Ok(Part {
        width: extent(raw.width, raw.share),
        height: extent(raw.height, raw.share),
        gives_way: raw.gives_way.unwrap_or(u32::MAX),
        square: raw.square,
        has_rule: raw.rule,
        is_boxed: raw.boxed,
        content: read_content(spanned, names)?,
    })
}

fn read_content(spanned: &Spanned<RawPart>, names: &[&String]) -> Result<Content, Fault> {
    let raw = spanned.get_ref();
    let mut contents = read_groups(raw, names)?;
    contents.extend(read_texts(raw)?);
    contents.extend(read_marks(raw)?);
    let mut contents = contents.into_iter();
    match (contents.next(), contents.next()) {
        (Some(content), None) => Ok(content),
        _ => Err(Fault::new(
            spanned.span().start,
            "a part is one of stack, row, text, qr, bars, image, table, cells, ticks, line and space; this one is none, or several",
        )),
    }
}

/// What has other parts or rows in it.
fn read_groups(raw: &RawPart, names: &[&String]) -> Result<Vec<Content>, Fault> {
    /// Between parts that say nothing of it.
    const GAP_MM: f32 = 1.0;
    /// Between columns.
    const GUTTER_MM: f32 = 4.0;
    /// How high cells are that do not say it.
    const CELL_MM: f32 = 60.0;
    let gap_mm = raw.gap.unwrap_or(GAP_MM);
    let mut contents = Vec::new();
    if let Some(parts) = &raw.stack {
        contents.push(Content::Stack { parts: ids(parts, names)?, gap_mm });
    }
    if let Some(parts) = &raw.row {
        contents.push(Content::Row { parts: ids(parts, names)?, gap_mm });
    }
    if let Some(rows) = &raw.table {
        let columns: Result<_, Fault> = raw.column.iter().flatten().map(|column| read_column(column, rows)).collect();
        contents.push(Content::Table {
            rows: rows.get_ref().clone(),
            columns: columns?,
            gutter_mm: raw.gap.unwrap_or(GUTTER_MM),
            shrinks: raw.shrinks,
        });
    }
    if let Some(rows) = &raw.cells {
        let part =
            raw.part.as_ref().ok_or_else(|| Fault::new(rows.span().start, "cells need a “part” to draw each"))?;
        contents.push(Content::Cells {
            rows: rows.get_ref().clone(),
            part: id(part, names)?,
            across: raw.across.unwrap_or(1).max(1),
            height_mm: raw.height.unwrap_or(CELL_MM),
            are_cut_out: raw.cut_out,
        });
    }
    Ok(contents)
}

/// What is read, ticked or filled in.
fn read_texts(raw: &RawPart) -> Result<Vec<Content>, Fault> {
    let look = Style { is_whole: raw.whole, ..style(raw.size, raw.least, raw.bold, raw.align) };
    let mut contents = Vec::new();
    if let Some(text) = &raw.text {
        let (text, caption) = (source(text)?, maybe_source(raw.caption.as_ref())?);
        contents.push(Content::Text { text, caption, style: look, is_in_middle: raw.middle == Some(true) });
    }
    if let Some(texts) = &raw.ticks {
        let texts: Result<Vec<Source>, Fault> = texts.iter().map(source).collect();
        contents.push(Content::Ticks { texts: texts?, across: raw.across.unwrap_or(1).max(1), style: look });
    }
    if let Some(caption) = &raw.line {
        contents.push(Content::Line { caption: source(caption)? });
    }
    Ok(contents)
}

/// What is scanned or looked at, and what is blank.
fn read_marks(raw: &RawPart) -> Result<Vec<Content>, Fault> {
    let mut contents = Vec::new();
    if let Some(payload) = &raw.qr {
        let correction = if matches!(raw.level, Some(Level::H)) { Correction::Sleeve } else { Correction::Paper };
        contents.push(Content::Qr { payload: source(payload)?, correction });
    }
    if let Some(text) = &raw.bars {
        let symbology = match raw.symbology {
            None | Some(RawSymbology::Retail) => Symbology::Retail,
            Some(RawSymbology::Code128) => Symbology::Code128,
        };
        let align = style(None, None, None, raw.align.or(Some(RawAlign::Centre))).align;
        let look = BarsLook { symbology, is_readable: raw.readable.unwrap_or(true), is_turned: raw.turned, align };
        contents.push(Content::Bars { text: source(text)?, look });
    }
    if let Some(text) = &raw.image {
        let named = source(text)?;
        let [Piece::Field(field)] = named.0.as_slice() else {
            let reason = "an image is one field and nothing else, such as “{logo}”";
            return Err(Fault::new(text.span().start, reason));
        };
        let field = field.clone();
        contents.push(Content::Image { field, align: style(None, None, None, raw.align).align });
    }
    if raw.space {
        contents.push(Content::Space);
    }
    Ok(contents)
}

fn read_column(raw: &RawColumn, table: &Text) -> Result<TableColumn, Fault> {
    let cell = match (&raw.text, raw.tick) {
        (Some(text), None) => TableCell::Text { text: source(text)?, note: maybe_source(raw.note.as_ref())? },
        (None, Some(side_mm)) => TableCell::Tick(side_mm),
        _ => return Err(Fault::new(table.span().start, "each column of a table has a “text” or a “tick”")),
    };
    Ok(TableColumn {
        heading: maybe_source(raw.heading.as_ref())?.unwrap_or_default(),
        width: extent(raw.width, raw.share).unwrap_or(Extent::Share(1.0)),
        cell,
        style: style(raw.size, raw.least, raw.bold, raw.align.or(Some(RawAlign::Left))),
    })
}
