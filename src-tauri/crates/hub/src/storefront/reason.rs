//! Why a row of a file can't be used, with its row number and in words that a creator understands.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use loopdock_domain::Currency;

/// What is wrong with a row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RowReason {
    /// More cells than columns: mostly a quotation mark or a delimiter that the text was not protected against.
    #[error(
        "it has {found} cells where the header has {expected} columns; a quotation mark or a delimiter in a text may \
         have shifted it, and rows after it may be missing"
    )]
    SurplusCells {
        /// Columns of the header.
        expected: u32,
        /// Cells of the row.
        found: u32,
    },
    /// Bytes that mean nothing in the file's encoding.
    #[error("it holds characters that are damaged; export the file again as UTF-8")]
    DamagedText,
    /// A cell that must be filled is empty.
    #[error("“{column}” is empty")]
    EmptyCell {
        /// The column's name.
        column: &'static str,
    },
    /// No ISO 4217 code.
    #[error("“{text}” is no ISO 4217 currency code such as EUR")]
    Currency {
        /// What the cell says.
        text: String,
    },
    /// No amount of the row's currency.
    #[error("“{column}” is “{text}”, which is no amount in {currency}")]
    Amount {
        /// The column's name.
        column: &'static str,
        /// What the cell says.
        text: String,
        /// The currency it should be in.
        currency: Currency,
    },
    /// No date with time and zone.
    #[error("“{column}” is “{text}”, which is no date and time such as 2026-10-08 20:03:11 -0400")]
    Time {
        /// The column's name.
        column: &'static str,
        /// What the cell says.
        text: String,
    },
    /// A line's quantity is not 1 or more.
    #[error("the quantity “{text}” is no positive whole number")]
    Quantity {
        /// What the cell says.
        text: String,
    },
    /// A weight that is no whole number of grams.
    #[error("the weight “{text}” is no whole number of grams")]
    Weight {
        /// What the cell says.
        text: String,
    },
    /// Neither true nor false.
    #[error("“{column}” is “{text}”, which is neither true nor false")]
    Flag {
        /// The column's name.
        column: &'static str,
        /// What the cell says.
        text: String,
    },
    /// A number that a spreadsheet has rounded, so that its last digits are lost.
    #[error("“{column}” is “{text}”: a spreadsheet has rounded it; export the file again and import it unopened")]
    Rounded {
        /// The column's name.
        column: &'static str,
        /// What the cell says.
        text: String,
    },
    /// A kit's components are not written as `SKU*1;SKU2*2`.
    #[error("the components “{text}” are not written as SKU*1;SKU2*2")]
    Components {
        /// What the cell says.
        text: String,
    },
    /// A kit is among its own components, directly or through other kits of the file.
    #[error("the kit contains itself")]
    ContainsItself,
    /// An SKU stands in an earlier row with other contents.
    #[error("the SKU stands in row {first_row} already, with other contents")]
    RepeatedSku {
        /// The earlier row, which counts.
        first_row: u32,
    },
    /// Two orders in one file have the same name.
    #[error("row {first_row} begins another order of that name")]
    RepeatedName {
        /// The row on which the other order begins.
        first_row: u32,
    },
}

/// A row of a products file that can't be used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RowProblem {
    /// The row's number as a spreadsheet shows it.
    pub row: u32,
    /// The SKU, as far as it could be read; may be empty.
    pub name: String,
    /// What is wrong.
    pub reason: RowReason,
}

/// An order that can't be used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Rejected {
    /// The number of the bad row as a spreadsheet shows it.
    pub row: u32,
    /// The order's name, such as `#1009`; may be empty.
    pub name: String,
    /// What is wrong.
    pub reason: RowReason,
}

impl fmt::Display for RowProblem {
    /// `row 4, SKU FK-MUG: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.name.is_empty() { String::new() } else { format!(", SKU {}", self.name) };
        write!(f, "row {}{name}: {}", self.row, self.reason)
    }
}

impl fmt::Display for Rejected {
    /// `row 17, order #1009: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.name.is_empty() { String::new() } else { format!(", order {}", self.name) };
        write!(f, "row {}{name}: {}", self.row, self.reason)
    }
}
