//! The columns of a table: found by name, whatever their order, spelling of case, or blanks around them.

use std::collections::HashMap;

use super::error::{MissingColumn, TableError};

/// The names of the columns that a kind of file has.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Without one of these the file is refused.
    pub(super) required: &'static [&'static str],
    /// Without one of these its cells read as empty.
    pub(super) optional: &'static [&'static str],
}

/// Where each known column stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// Where a column's cell stands among the kept ones.
    slots: HashMap<&'static str, usize>,
    /// The places of the kept cells in a row of the file.
    places: Vec<usize>,
    /// Cells in the header, known or not.
    pub(super) width: usize,
}

impl Columns {
    /// Finds the columns of `layout` in a header. Of an optional column that stands there twice the first counts.
    ///
    /// # Errors
    /// [`TableError::MissingColumns`] and [`TableError::RepeatedColumn`], for required columns.
    pub(super) fn find(header: &csv::StringRecord, layout: Layout) -> Result<Columns, TableError> {
        let found: Vec<String> = header.iter().map(normal).collect();
        let mut columns = Columns { slots: HashMap::new(), places: Vec::new(), width: header.len() };
        let mut missing = Vec::new();
        for &name in layout.required {
            let wanted = normal(name);
            let mut matches = found.iter().enumerate().filter(|(_, text)| **text == wanted).map(|(place, _)| place);
            match (matches.next(), matches.next()) {
                (Some(place), None) => columns.keep(name, place),
                (Some(_), Some(_)) => return Err(TableError::RepeatedColumn { name: name.to_owned() }),
                (None, _) => missing.push(MissingColumn { name: name.to_owned(), nearest: nearest(&wanted, header) }),
            }
        }
        if !missing.is_empty() {
            let shown = header.iter().map(shorten).filter(|name| !name.is_empty()).take(12).collect();
            return Err(TableError::MissingColumns { missing, found: shown });
        }
        for &name in layout.optional {
            let wanted = normal(name);
            if let Some(place) = found.iter().position(|text| *text == wanted) {
                columns.keep(name, place);
            }
        }
        Ok(columns)
    }

    fn keep(&mut self, name: &'static str, place: usize) {
        self.slots.insert(name, self.places.len());
        self.places.push(place);
    }

    /// The cells of a row that anyone will ask for; an export has three times as many. Those that lack are empty.
    pub(super) fn pick(&self, cells: &csv::StringRecord) -> csv::StringRecord {
        let mut kept = csv::StringRecord::with_capacity(cells.as_slice().len(), self.places.len());
        for place in &self.places {
            kept.push_field(cells.get(*place).unwrap_or_default());
        }
        kept
    }

    /// Where the cell of the layout's column of that name stands in what [`Columns::pick`] keeps, if the file has it.
    pub(super) fn slot(&self, name: &str) -> Option<usize> {
        self.slots.get(name).copied()
    }
}

/// A name without what doesn't count: case, blanks around it, and the number of blanks within it.
fn normal(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A name fit for a sentence.
fn shorten(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect()
}

/// The header's name most similar to `wanted` (already normal), if at most two fifths of it differ.
fn nearest(wanted: &str, header: &csv::StringRecord) -> Option<String> {
    let length = wanted.chars().count();
    header
        .iter()
        .filter(|name| name.len() <= 4 * wanted.len())
        .map(|name| (distance(wanted, &normal(name)), name))
        .filter(|(differing, _)| *differing * 5 <= length * 2)
        .min_by_key(|(differing, _)| *differing)
        .map(|(_, name)| shorten(name))
}

/// The Levenshtein distance: how many characters must be put in, taken out or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, from) in left.chars().enumerate() {
        let mut diagonal = row;
        let mut previous = row + 1;
        for (cell, to) in above.iter_mut().skip(1).zip(&right) {
            let cost = (diagonal + usize::from(from != *to)).min(*cell + 1).min(previous + 1);
            diagonal = std::mem::replace(cell, cost);
            previous = cost;
        }
        if let Some(first) = above.first_mut() {
            *first = row + 1;
        }
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_column_is_named_beside_the_one_that_lacks() {
        let header = csv::StringRecord::from(vec!["Nmae", "Lineitem quantity ", "E-mail"]);
        assert_eq!(nearest("name", &header), None, "two letters of four are too many");
        assert_eq!(nearest("title", &csv::StringRecord::from(vec!["Titel"])), Some("Titel".to_owned()));
        assert_eq!(nearest("lineitem quantities", &header), Some("Lineitem quantity".to_owned()));
        assert_eq!(nearest("email", &header), Some("E-mail".to_owned()));
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
