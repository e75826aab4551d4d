//! What a template may name: a document's content as texts, pictures and lists of rows, each by its name.

use std::collections::BTreeMap;
use std::sync::Arc;

use image::GrayImage;

use crate::Logo;

/// What stands behind a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Field {
    /// A text, which may have several lines; empty where there is nothing to say.
    Text(String),
    /// A picture.
    Picture(Arc<GrayImage>),
    /// Rows of a list, each with fields of its own.
    Rows(Vec<Fields>),
}

/// Fields by their names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fields(BTreeMap<&'static str, Field>);

impl Fields {
    /// With one more text.
    pub(crate) fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.0.insert(name, Field::Text(text.into()));
        self
    }

    /// With one more text, of several lines.
    pub(crate) fn lines(self, name: &'static str, lines: &[String]) -> Self {
        self.text(name, lines.join("\n"))
    }

    /// With one more picture, if there is one.
    pub(crate) fn picture(mut self, name: &'static str, logo: Option<&Logo>) -> Self {
        self.0.extend(logo.map(|logo| (name, Field::Picture(Arc::clone(logo.picture())))));
        self
    }

    /// With one more list.
    pub(crate) fn rows(mut self, name: &'static str, rows: impl IntoIterator<Item = Fields>) -> Self {
        self.0.insert(name, Field::Rows(rows.into_iter().collect()));
        self
    }

    /// The text of a name; nothing if there is none, which [`crate::template`] refuses beforehand.
    pub(crate) fn get(&self, name: &str) -> &str {
        match self.0.get(name) {
            Some(Field::Text(text)) => text,
            _ => "",
        }
    }

    /// The picture of a name, if the document has one.
    pub(crate) fn get_picture(&self, name: &str) -> Option<&Arc<GrayImage>> {
        match self.0.get(name) {
            Some(Field::Picture(picture)) => Some(picture),
            _ => None,
        }
    }

    /// The rows of a name.
    pub(crate) fn get_rows(&self, name: &str) -> &[Fields] {
        match self.0.get(name) {
            Some(Field::Rows(rows)) => rows,
            _ => &[],
        }
    }

    /// All texts, those of its rows last.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let own =
            self.0.values().filter_map(|field| if let Field::Text(text) = field { Some(text.as_str()) } else { None });
        let rows = self.0.values().filter_map(|field| if let Field::Rows(rows) = field { Some(rows) } else { None });
        let of_rows = rows.flatten().flat_map(|row| row.texts().collect::<Vec<_>>());
        own.chain(of_rows)
    }

    /// Whether there is a text of this name.
    pub(crate) fn has_text(&self, name: &str) -> bool {
        matches!(self.0.get(name), Some(Field::Text(_)))
    }

    /// Whether there is a list of this name.
    pub(crate) fn has_rows(&self, name: &str) -> bool {
        matches!(self.0.get(name), Some(Field::Rows(_)))
    }

    /// The names of all texts.
    pub(crate) fn text_names(&self) -> Vec<&'static str> {
        self.0.keys().copied().filter(|name| self.has_text(name)).collect()
    }

    /// The names of all lists.
    pub(crate) fn list_names(&self) -> Vec<&'static str> {
        self.0.keys().copied().filter(|name| self.has_rows(name)).collect()
    }
}
