//! Texts of a template with names in braces: `{field}` of the document, `{@caption}` of Loopdock's own words.

use crate::Words;
use crate::fields::Fields;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it is written.
    Plain(String),
    /// A field of the document.
    Field(String),
    /// A caption.
    Caption(String),
}

/// A text with names in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Source(pub(crate) Vec<Piece>);

impl Source {
    /// Takes a text apart.
    ///
    /// # Errors
    ///
    /// A sentence, if a brace is not closed or encloses nothing.
    pub(crate) fn parse(text: &str) -> Result<Source, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((plain, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or("a “{” has no “}” after it")?;
            if !plain.is_empty() {
                pieces.push(Piece::Plain(plain.to_owned()));
            }
            pieces.push(match name.trim().strip_prefix('@') {
                _ if name.trim().is_empty() => return Err("“{}” names nothing".to_owned()),
                Some(caption) => Piece::Caption(caption.to_owned()),
                None => Piece::Field(name.trim().to_owned()),
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Plain(rest.to_owned()));
        }
        Ok(Source(pieces))
    }

    /// The text with every name filled in. It is empty where all its fields are, so that nobody reads “Weight:” alone.
    pub(crate) fn fill(&self, fields: &Fields, words: &dyn Words) -> String {
        let named = || self.0.iter().filter_map(|piece| if let Piece::Field(name) = piece { Some(name) } else { None });
        if named().next().is_some() && named().all(|name| fields.get(name).trim().is_empty()) {
            return String::new();
        }
        let fill = |piece: &Piece| match piece {
            Piece::Plain(text) => text.clone(),
            Piece::Field(name) => fields.get(name).to_owned(),
            Piece::Caption(id) => words.word(id, &[]),
        };
        self.0.iter().map(fill).collect()
    }
}
