//! Elements, and element strings: application identifiers and their values, one after the other (GS1 General
//! Specifications, 7.8).

use super::dictionary::{self, Entry, is_meant, leading};
use super::fault::Fault;

/// What separates an element from the next, where its length is not predefined: FNC1 as scanners send it.
pub const SEPARATOR: char = '\u{1d}';

/// More elements than this are in no code.
pub(super) const MOST: usize = 64;

/// An application identifier and its value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Element {
    /// The identifier, two to four digits.
    pub ai: String,
    /// The value, as it stands in an element string.
    pub value: String,
}

impl Element {
    /// An element of these.
    pub(super) fn new(ai: &str, value: &str) -> Self {
        Self { ai: ai.to_owned(), value: value.to_owned() }
    }
}

/// Reads an element string. What was read before a fault stays in `elements`.
pub(super) fn read(text: &str, elements: &mut Vec<Element>) -> Result<(), Fault> {
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    let mut rest = text;
    while !rest.is_empty() {
        let (ai, entry) = leading(rest).ok_or_else(|| Fault::UnknownAi(rest.chars().take(4).collect()))?;
        let after = &rest[ai.len()..];
        let (until, _) = after.split_once(SEPARATOR).unwrap_or((after, ""));
        let value = until.get(..entry.lengths().1).unwrap_or(until);
        push(elements, Element::new(ai, value))?;
        value_holds(ai, entry, value)?;
        rest = &after[value.len()..];
        if let Some(next) = rest.strip_prefix(SEPARATOR) {
            rest = next;
        } else if !rest.is_empty() && !entry.fixed {
            return Err(Fault::TooLong(ai.to_owned()));
        }
    }
    belong_together(elements)
}

/// Reads an element string as it is written for people: `(01)09521234543213(10)ABC`, with `\(` for a bracket of a value.
pub(super) fn read_bracketed(text: &str, elements: &mut Vec<Element>) -> Result<(), Fault> {
    let mut rest = text;
    while !rest.is_empty() {
        let unknown = || Fault::UnknownAi(rest.chars().take(4).collect());
        let (ai, after) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or_else(unknown)?;
        let entry = dictionary::entry(ai).ok_or_else(unknown)?;
        let end = after.match_indices('(').map(|(at, _)| at).find(|&at| !after[..at].ends_with('\\'));
        let (value, next) = after.split_at(end.unwrap_or(after.len()));
        let value = value.replace("\\(", "(");
        push(elements, Element::new(ai, &value))?;
        whole_value_holds(ai, entry, &value)?;
        rest = next;
    }
    belong_together(elements)
}

/// Appends an element where there is room for it.
pub(super) fn push(elements: &mut Vec<Element>, element: Element) -> Result<(), Fault> {
    if elements.len() == MOST {
        return Err(Fault::TooMany(MOST));
    }
    elements.push(element);
    Ok(())
}

/// Whether a value whose end is known is what its identifier says.
pub(super) fn whole_value_holds(ai: &str, entry: &Entry, value: &str) -> Result<(), Fault> {
    let (min, max) = entry.lengths();
    match value.len() {
        0 => Err(Fault::NoValue(ai.to_owned())),
        length if length < min => Err(Fault::TooShort(ai.to_owned())),
        length if length > max => Err(Fault::TooLong(ai.to_owned())),
        _ => value_holds(ai, entry, value),
    }
}

/// Whether the components of a value, which is not longer than they may be, are what the dictionary says.
fn value_holds(ai: &str, entry: &Entry, value: &str) -> Result<(), Fault> {
    if value.is_empty() {
        return Err(Fault::NoValue(ai.to_owned()));
    }
    let mut rest = value;
    for component in &entry.components {
        // Where a character of several bytes straddles its end, the component is all that is left, and its set refuses it.
        let (part, after) = rest.split_at_checked(component.max.min(rest.len())).unwrap_or((rest, ""));
        if part.is_empty() && component.optional {
            continue;
        }
        if part.len() < component.min {
            return Err(Fault::TooShort(ai.to_owned()));
        }
        let faults = component.checks.iter().map(|check| check.fault(part));
        if let Some(fault) = std::iter::once_with(|| component.set.fault(part)).chain(faults).flatten().next() {
            return Err(Fault::Wrong(ai.to_owned(), fault));
        }
        rest = after;
    }
    Ok(())
}

/// Whether all elements of an item may stand beside each other, and none is missing that another needs (GS1 General
/// Specifications, 4.13 and 4.14).
pub(super) fn belong_together(elements: &[Element]) -> Result<(), Fault> {
    for (at, element) in elements.iter().enumerate() {
        let ai = element.ai.as_str();
        if elements[..at].iter().any(|other| other.ai == ai && other.value != element.value) {
            return Err(Fault::Twice(ai.to_owned()));
        }
        let Some(entry) = dictionary::entry(ai) else { continue };
        let beside = |pattern: &str| elements.iter().find(|other| other.ai != ai && is_meant(&other.ai, pattern));
        if let Some(other) = entry.excludes.iter().find_map(|excluded| beside(excluded)) {
            return Err(Fault::Excludes(ai.to_owned(), other.ai.clone()));
        }
        for alternatives in &entry.requires {
            if !alternatives.iter().any(|together| together.iter().all(|needed| beside(needed).is_some())) {
                return Err(Fault::Needs(ai.to_owned(), in_words(alternatives)));
            }
        }
    }
    signed_keys_have_serials(elements)
}

/// A digital signature, (8030), is of one thing: keys with an optional serial must have it beside one.
fn signed_keys_have_serials(elements: &[Element]) -> Result<(), Fault> {
    let is_signed = elements.iter().any(|element| element.ai == "8030");
    let bare = elements.iter().find(|element| match element.ai.as_str() {
        "253" | "255" => element.value.len() <= 13,
        "8003" => element.value.len() <= 14,
        _ => false,
    });
    bare.filter(|_| is_signed).map_or(Ok(()), |element| Err(Fault::NeedsSerial(element.ai.clone())))
}

/// `(01), (02) or (8006) and (21)`
fn in_words(alternatives: &[Vec<&str>]) -> String {
    let each = |together: &Vec<&str>| together.iter().map(|ai| format!("({ai})")).collect::<Vec<_>>().join(" and ");
    let words: Vec<String> = alternatives.iter().map(each).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}
