//! A hub as a command that only looks sees it.

use std::cell::OnceCell;

use loopdock_labels::Fonts;
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
    /// The fonts, read at first use: who shows no paper never looks for them.
    pub fonts: &'v OnceCell<Fonts>,
}
