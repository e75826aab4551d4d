//! Why a whole file is refused: it is no CSV export, or not the one that was asked for.
//!
//! Each error is data first (a screen may show it in any language) and displays as an English sentence that says what
//! was found, what was expected and what to do next.

use serde::Serialize;
use thiserror::Error;

/// Why nothing of a file could be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TableError {
    /// No bytes, or nothing but blanks.
    #[error("The file is empty. Export it again from the storefront.")]
    Empty,
    /// Larger than [`MAX_FILE_BYTES`](super::MAX_FILE_BYTES).
    #[error("The file has {bytes} bytes; at most {limit} are read. Export a shorter period, or fewer products.")]
    TooLarge {
        /// Size of the file in bytes.
        bytes: u64,
        /// The largest size accepted, in bytes.
        limit: u64,
    },
    /// Something else than text in rows and columns.
    #[error("{found}")]
    NotCsv {
        /// What it looks like.
        found: Foreign,
    },
    /// No line ends within the part of the file that is looked at first.
    #[error(
        "The file's first line is longer than {limit} bytes, so it is no line of column names. \
         Choose the CSV file that the storefront exported."
    )]
    NoHeader {
        /// How far the end of the first line was looked for, in bytes.
        limit: u64,
    },
    /// Column names and nothing below them.
    #[error("The file has a line of {columns} column names and no rows below it. Export it again with rows in it.")]
    HeaderOnly {
        /// How many columns the header names.
        columns: u32,
    },
    /// Columns without which the file can't be understood are not there.
    #[error("{}", missing_sentence(missing, found))]
    MissingColumns {
        /// Each column that lacks, with the most similar one that is there.
        missing: Vec<MissingColumn>,
        /// The column names found, at most twelve of them and forty characters of each.
        found: Vec<String>,
    },
    /// A needed column is there more than once, so nobody can tell which one counts.
    #[error("The file has more than one column “{name}”. Remove all but the right one, or export the file again.")]
    RepeatedColumn {
        /// The column's name.
        name: String,
    },
    /// A quotation mark opens a cell and none closes it, so that cell swallows the rest of the file.
    #[error(
        "A quotation mark that opens in row {row} is never closed, so the rows after it can't be told apart. \
         Close or remove it, or export the file again."
    )]
    UnclosedQuote {
        /// The row in which it opens, numbered as a spreadsheet shows it.
        row: u32,
    },
}

/// A column that lacks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MissingColumn {
    /// The name it should have.
    pub name: String,
    /// The most similar name that is there, if any is similar.
    pub nearest: Option<String>,
}

/// What a file that is no CSV looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum Foreign {
    /// A workbook of a spreadsheet program (xlsx, ods, xls).
    #[error("This is a spreadsheet workbook; save it as CSV (UTF-8) and choose that file.")]
    Workbook,
    /// A ZIP archive that is no workbook.
    #[error("This is a ZIP archive; unpack it and choose the CSV file in it.")]
    Archive,
    /// A PDF document.
    #[error("This is a PDF document; choose the CSV file that the storefront exported.")]
    Pdf,
    /// Gzip, xz, zstd, bzip2, 7z or rar.
    #[error("This is a compressed file; unpack it and choose the CSV file in it.")]
    Compressed,
    /// A PNG, JPEG or GIF picture.
    #[error("This is a picture; choose the CSV file that the storefront exported.")]
    Picture,
    /// HTML, such as a login page that was saved in place of the export.
    #[error("This is a web page; sign in to the storefront and export the CSV file again.")]
    WebPage,
    /// Bytes that are no text in any encoding that storefronts and spreadsheets write.
    #[error("This is no text file: it holds binary data. Choose the CSV file that the storefront exported.")]
    Binary,
}

/// Which columns lack, which similar ones are there, and what to do.
fn missing_sentence(missing: &[MissingColumn], found: &[String]) -> String {
    let lacking: Vec<String> = missing
        .iter()
        .map(|column| match &column.nearest {
            Some(nearest) => format!("“{}” (there is “{nearest}”)", column.name),
            None => format!("“{}”", column.name),
        })
        .collect();
    let (noun, pronoun) = if missing.len() == 1 { ("column", "it") } else { ("columns", "them") };
    format!(
        "The file lacks the {noun} {}. Its columns are: {}. Export it again with {pronoun}, or choose another file.",
        lacking.join(", "),
        found.join(", ")
    )
}
