//! A hub as a command that only looks sees it.

use loopdock_store::{HubRow, Read};

use crate::texts::Texts;

/// The tables as last committed, the hub's settings, and the texts.
#[derive(Clone, Copy)]
pub(crate) struct View<'v> {
    /// The tables.
    pub read: Read<'v>,
    /// The settings.
    pub hub: &'v HubRow,
    /// The catalogue.
    pub texts: &'v Texts,
}
