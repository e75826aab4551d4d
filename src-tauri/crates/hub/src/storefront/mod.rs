//! A storefront's CSV exports: the bytes of a file in, typed records out.
//!
//! Pure: no database, no input or output, no clock. Whoever imports a file reads it with [`read_products`] or
//! [`read_orders`], asks [`classify()`] what is to become of each order, and counts with [`FileCounts`].
//!
//! The steps, one file each: `decode` finds the encoding and makes text of the bytes, `table` makes numbered rows of
//! the text, `cell` reads what stands in one cell, `products` and `orders` make records of the rows, `canonical`
//! says when two readings of an order mean the same, and `classify` sorts the orders.
//!
//! Two kinds of failure are kept apart. A file that is no export at all is a [`TableError`]: nothing of it goes in. A
//! row that can't be used is a [`RowProblem`] or a [`Rejected`] order with its row number, and the rest goes in.
//!
//! The layouts are those of the files in `shared/data/storefront`, whose README defines the classes of orders.

mod canonical;
mod cell;
mod class;
mod classify;
mod columns;
mod counts;
mod decode;
mod error;
mod order;
mod order_rows;
mod orders;
mod products;
mod reason;
mod table;
#[cfg(test)]
mod tests;

pub use class::{Class, HoldReason, SkipReason};
pub use classify::{Catalogue, CatalogueItem, classify, classify_entry};
pub use counts::FileCounts;
pub use decode::MAX_FILE_BYTES;
pub use error::{Foreign, MissingColumn, TableError};
pub use order::{
    Address, Cancellation, ExportedLine, ExportedOrder, Financial, Fulfilment, Gift, OrderEntry, Quantity, Ships,
    UnreadableOrder,
};
pub use orders::{ORDER_COLUMNS, OrderFile, read_orders};
pub use products::{PRODUCT_COLUMNS, Physical, ProductFile, ProductRow, read_products};
pub use reason::{Rejected, RowProblem, RowReason};
pub use table::Format;
