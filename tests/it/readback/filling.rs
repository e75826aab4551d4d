//! A document of any kind, filled with a sample's texts so that each can be found again.

use loopdock_labels::{Document, Kind};
use serde_json::Value;

use super::corpus::Sample;

/// Fields that codes are made of.
const CODES: [&str; 3] = ["payload", "barcode", "tracking"];

/// Fields that are no text: pictures, and words of a closed set.
const KEPT: [&str; 2] = ["logo", "category"];

/// A document with all that should be read on its paper.
pub struct Filled {
    pub document: Document,
    /// Each text's place, such as `lines/title`, and the text, which no other is equal to.
    pub texts: Vec<(String, String)>,
    /// The contents of its codes.
    pub codes: Vec<String>,
}

/// Fills documents of one file one after the other.
pub struct Filler {
    kind: Kind,
    /// How many texts and codes there are already in the file.
    count: usize,
}

impl Filler {
    pub fn of(kind: Kind) -> Self {
        Self { kind, count: 0 }
    }

    /// The kind's example with other texts. Texts that say something end in a number; empty ones stay as they are.
    pub fn fill(&mut self, sample: &Sample) -> Filled {
        let mut content = self.kind.example().content();
        let mut filling = Filling { filler: self, sample, at: 0, texts: Vec::new(), codes: Vec::new() };
        filling.fill("", &mut content);
        let (texts, codes) = (filling.texts, filling.codes);
        let document = self.kind.read(content).unwrap_or_else(|error| panic!("{}: {error}", self.kind.name()));
        Filled { document, texts, codes }
    }
}

struct Filling<'a> {
    filler: &'a mut Filler,
    sample: &'a Sample,
    at: usize,
    texts: Vec<(String, String)>,
    codes: Vec<String>,
}

impl Filling<'_> {
    fn fill(&mut self, place: &str, value: &mut Value) {
        let name = place.rsplit('/').next().unwrap_or_default();
        match value {
            Value::String(text) if name == CODES[0] => {
                *text = format!("{text}{:03}", self.next_number());
                self.codes.push(text.clone());
            }
            Value::String(text) if CODES.contains(&name) => self.codes.push(text.clone()),
            Value::String(_) if KEPT.contains(&name) => {}
            Value::String(text) => *text = self.next_text(place),
            Value::Number(number) => {
                if let Some(wanted) = self.sample.number {
                    *number = wanted.into();
                }
            }
            Value::Array(values) => {
                let Some(first) = values.first().cloned() else { return };
                let count = if first.is_string() { self.sample.texts.len().clamp(3, 6) } else { self.sample.rows };
                *values = vec![first; count];
                values.iter_mut().for_each(|value| self.fill(place, value));
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    let place = if place.is_empty() { name.clone() } else { format!("{place}/{name}") };
                    self.fill(&place, value);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn next_number(&mut self) -> usize {
        self.filler.count += 1;
        self.filler.count
    }

    fn next_text(&mut self, place: &str) -> String {
        let text = &self.sample.texts[self.at % self.sample.texts.len()];
        self.at += 1;
        if text.is_empty() {
            return String::new();
        }
        let text = format!("{text} {:04}", self.next_number());
        self.texts.push((place.to_owned(), text.clone()));
        text
    }
}
