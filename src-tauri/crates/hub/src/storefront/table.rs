//! Text to rows: one CSV file as numbered rows with cells found by the name of their column.
//!
//! **Row numbers** are what a spreadsheet shows: the header is row 1, the record below it row 2. A record whose quoted
//! cell holds line ends is one row, however many physical lines it takes; a blank line is a row too, although nothing
//! is read from it. A first line `sep=;`, which spreadsheets take as an instruction and do not show, has no number.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};

use loopdock_domain::count;

use super::columns::{Columns, Layout};
use super::decode::{Damage, Decoded, SNIFF_BYTES, Source};
use super::error::{Foreign, TableError};
use super::reason::RowReason;

/// Read after the file's end. If the last row is not this, a quotation mark was left open and swallowed it.
const END_MARK: &str = "\u{3}";

/// What a file turned out to be, worth showing to whoever chose it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format {
    /// The encoding's name in the WHATWG Encoding Standard: `UTF-8`, `UTF-16LE`, `windows-1252`.
    pub encoding: &'static str,
    /// What separates cells: a comma, a semicolon or a tab.
    pub delimiter: char,
}

/// The rows of a file that hold anything.
#[derive(Clone, Debug)]
pub(super) struct Table {
    columns: Columns,
    rows: Vec<Row>,
    format: Format,
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    number: u32,
    /// The cells that [`Columns::pick`] keeps.
    record: StringRecord,
    flaw: Option<RowReason>,
}

impl Row {
    /// The row's number as a spreadsheet shows it; the header is row 1.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// What is wrong with the row as a row, whatever its cells say.
    pub(super) fn flaw(&self) -> Option<&RowReason> {
        self.flaw.as_ref()
    }

    /// Whether two rows have the same cells, as far as they are looked at.
    pub(super) fn same_cells(&self, other: &Row) -> bool {
        self.record == other.record
    }
}

impl Table {
    /// Reads a file whose header must name the required columns of `layout`.
    ///
    /// # Errors
    /// Every [`TableError`]; a bad row is none of them, see [`Row::flaw`].
    pub(super) fn read(bytes: &[u8], layout: Layout) -> Result<Table, TableError> {
        let source = Source::sniff(bytes)?;
        let head = source.head();
        let (told, names) = without_separator_line(&head);
        let Some(first_line) = first_line(names, source.head_is_all()) else {
            return Err(TableError::NoHeader { limit: SNIFF_BYTES as u64 });
        };
        let delimiter = told.unwrap_or_else(|| delimiter_of(first_line));
        let mut header = StringRecord::new();
        each_record(first_line, delimiter, |_, cells| header.clone_from(cells))?;
        let columns = Columns::find(&header, layout)?;

        let decoded = source.decode()?;
        let rows = rows(&decoded, delimiter, &columns)?;
        if rows.is_empty() {
            return Err(TableError::HeaderOnly { columns: count(columns.width) });
        }
        let format = Format { encoding: decoded.encoding, delimiter: char::from(delimiter) };
        Ok(Table { columns, rows, format })
    }

    /// The rows below the header that are not blank, from the top.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The file's encoding and delimiter.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// The text of a row's cell without blanks around it; empty where the cell or its whole column lacks.
    pub(super) fn cell<'row>(&self, row: &'row Row, column: &str) -> &'row str {
        self.columns.slot(column).and_then(|slot| row.record.get(slot)).unwrap_or_default().trim()
    }
}

/// The rows below the header.
fn rows(decoded: &Decoded<'_>, delimiter: u8, columns: &Columns) -> Result<Vec<Row>, TableError> {
    let (_, body) = without_separator_line(&decoded.text);
    let mut rows = Vec::new();
    let mut is_header = true;
    each_record(body, delimiter, |number, cells| {
        let is_filled = cells.iter().any(|cell| !cell.trim().is_empty());
        if is_filled && !is_header {
            let record = columns.pick(cells);
            let flaw = flaw(cells, &record, columns.width, decoded.damage);
            rows.push(Row { number, record, flaw });
        }
        is_header = false;
    })?;
    Ok(rows)
}

/// What is wrong with a row of these cells, of which `record` are looked at.
fn flaw(cells: &StringRecord, record: &StringRecord, width: usize, damage: Damage) -> Option<RowReason> {
    if cells.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
        return Some(RowReason::SurplusCells { expected: count(width), found: count(cells.len()) });
    }
    let is_damaged = damage == Damage::Replaced && record.as_slice().contains(char::REPLACEMENT_CHARACTER);
    is_damaged.then_some(RowReason::DamagedText)
}

/// Visits all records of a text with their numbers from 1; blank lines are counted and left out.
fn each_record(text: &str, delimiter: u8, mut visit: impl FnMut(u32, &StringRecord)) -> Result<(), TableError> {
    let end = format!("\n{END_MARK}\n");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes().chain(end.as_bytes()));
    let (mut cells, mut last) = (StringRecord::new(), StringRecord::new());
    let mut number = 0_u32;
    loop {
        let line_before = reader.position().line();
        // Splitting valid text at ASCII bytes leaves valid text, and memory has no read errors.
        let more = reader.read_record(&mut cells).map_err(|_| TableError::NotCsv { found: Foreign::Binary })?;
        if !more {
            break;
        }
        if number > 0 {
            visit(number, &last);
        }
        let lines = reader.position().line().saturating_sub(line_before);
        let within = cells.as_slice().bytes().filter(|byte| *byte == b'\n').count() as u64;
        let blank_above = count(lines.saturating_sub(within + 1));
        number = number.saturating_add(1).saturating_add(blank_above);
        std::mem::swap(&mut cells, &mut last);
    }
    if last.as_slice() == END_MARK { Ok(()) } else { Err(TableError::UnclosedQuote { row: number.max(1) }) }
}

/// Takes a first line such as `sep=;` off a text, with the delimiter that it tells.
fn without_separator_line(text: &str) -> (Option<u8>, &str) {
    let Some((line, rest)) = text.split_once('\n') else { return (None, text) };
    let told = line.trim_matches([' ', '"']).strip_prefix("sep=").map(str::as_bytes);
    match told {
        Some(&[delimiter @ (b',' | b';' | b'\t')]) => (Some(delimiter), rest),
        _ => (None, text),
    }
}

/// The first line that isn't blank, with the blank ones above it, up to its line end outside quotes.
/// None when the text was cut off before that; a text that is all there ends its last line.
fn first_line(text: &str, is_all: bool) -> Option<&str> {
    let start = text.len() - text.trim_start_matches('\n').len();
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => return text.get(..at),
            _ => {}
        }
    }
    is_all.then_some(text)
}

/// The delimiter that stands most often outside quotes in a line of column names; a comma where none does.
fn delimiter_of(line: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b'\t', 0_usize), (b';', 0), (b',', 0)];
    for byte in line.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted && let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte) {
            *count += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}
