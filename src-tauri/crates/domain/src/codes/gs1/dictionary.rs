//! The table of application identifiers: `assets/gs1/dictionary.txt`, whose head says where it is from and how it is read.

use std::sync::LazyLock;

use super::lint::Check;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // A test reads the same text, so that it can't be wrong in a program; without it no code would be one of GS1's.
    Table::of(include_str!("../../../../../../assets/gs1/dictionary.txt")).unwrap_or_default()
});

/// What the characters of a component may be (GS1 General Specifications, 7.11).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CharacterSet {
    /// Digits.
    Digits,
    /// Set 82, the invariant characters of ISO/IEC 646.
    Set82,
    /// Set 39: capitals, digits, `#`, `-` and `/`.
    Set39,
    /// Set 64, the URI-safe base64 of RFC 4648, with its padding or without.
    Set64,
}

/// A component of a value.
#[derive(Debug)]
pub(super) struct Component {
    pub(super) set: CharacterSet,
    /// The fewest characters of it, where it is there.
    pub(super) min: usize,
    pub(super) max: usize,
    /// Whether it may be left out.
    pub(super) optional: bool,
    pub(super) checks: Vec<Check>,
}

/// What is known of an application identifier, or of several alike.
#[derive(Debug)]
pub(super) struct Entry {
    first: &'static str,
    last: &'static str,
    /// Whether its length is predefined, so that no FNC1 has to end it.
    pub(super) fixed: bool,
    /// Whether it may stand in the query of a Digital Link URI.
    pub(super) attribute: bool,
    pub(super) components: Vec<Component>,
    /// Of each of these, one alternative must be there whole.
    pub(super) requires: Vec<Vec<Vec<&'static str>>>,
    /// What can't stand beside it; `n` is any digit.
    pub(super) excludes: Vec<&'static str>,
    /// The sequences of qualifiers that may follow it, where it is a key of Digital Link URIs.
    pub(super) qualifiers: Option<Vec<Vec<&'static str>>>,
}

impl Entry {
    /// The fewest and the most characters of a value.
    pub(super) fn lengths(&self) -> (usize, usize) {
        let min = self.components.iter().filter(|component| !component.optional).map(|component| component.min).sum();
        (min, self.components.iter().map(|component| component.max).sum())
    }

    /// Whether a check digit guards the value, so that hardly any other text can be taken for one.
    pub(super) fn is_guarded(&self) -> bool {
        self.components.iter().any(|component| component.checks.contains(&Check::LastDigit))
    }
}

/// The entry of exactly this application identifier.
pub(super) fn entry(ai: &str) -> Option<&'static Entry> {
    let entries = &TABLE.entries;
    let after = entries.partition_point(|entry| entry.first <= ai);
    let entry = entries.get(after.checked_sub(1)?)?;
    (entry.first.len() == ai.len() && ai <= entry.last && ai.bytes().all(|byte| byte.is_ascii_digit())).then_some(entry)
}

/// The application identifier that `text` begins with, and its entry. All with the same two first digits are as long.
pub(super) fn leading(text: &str) -> Option<(&str, &'static Entry)> {
    let first = |at: usize| text.as_bytes().get(at).filter(|byte| byte.is_ascii_digit());
    let length = TABLE.lengths[usize::from(first(0)? - b'0') * 10 + usize::from(first(1)? - b'0')];
    let ai = text.get(..length)?;
    Some((ai, entry(ai)?))
}

/// Whether an identifier is one that an association names: `37`, or `31nn` for any that begins with 31.
pub(super) fn is_meant(ai: &str, pattern: &str) -> bool {
    ai.len() == pattern.len() && ai.bytes().zip(pattern.bytes()).all(|(is, meant)| meant == b'n' || is == meant)
}

struct Table {
    /// In the order of their identifiers.
    entries: Vec<Entry>,
    /// How long an identifier is, by its first two digits; 0 where there is none.
    lengths: [usize; 100],
}

impl Default for Table {
    fn default() -> Self {
        Self { entries: Vec::new(), lengths: [0; 100] }
    }
}

impl Table {
    /// Reads the text; `None` where a line of it can't be read.
    fn of(text: &'static str) -> Option<Self> {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut entries = lines.map(read_entry).collect::<Option<Vec<_>>>()?;
        entries.sort_by_key(|entry| entry.first);
        let mut lengths = [0; 100];
        for entry in &entries {
            *lengths.get_mut(entry.first.get(..2)?.parse::<usize>().ok()?)? = entry.first.len();
        }
        Some(Self { entries, lengths })
    }
}

fn read_entry(line: &'static str) -> Option<Entry> {
    let mut words = line.split_whitespace();
    let (ais, flags) = (words.next()?, words.next()?);
    let (first, last) = ais.split_once('-').unwrap_or((ais, ais));
    let mut entry = Entry {
        first,
        last,
        fixed: flags.contains('*'),
        attribute: flags.contains('?'),
        components: Vec::new(),
        requires: Vec::new(),
        excludes: Vec::new(),
        qualifiers: None,
    };
    for word in words {
        match word.split_once('=') {
            Some(("req", needed)) => {
                entry.requires.push(needed.split(',').map(|together| together.split('+').collect()).collect());
            }
            Some(("ex", excluded)) => entry.excludes.extend(excluded.split(',')),
            Some(("dlpkey", sequences)) => {
                entry.qualifiers = Some(sequences.split('|').map(|sequence| sequence.split(',').collect()).collect());
            }
            Some(_) => return None,
            None if word == "dlpkey" => entry.qualifiers = Some(vec![Vec::new()]),
            None => entry.components.push(read_component(word)?),
        }
    }
    Some(entry)
}

fn read_component(word: &str) -> Option<Component> {
    let inner = word.strip_prefix('[').and_then(|word| word.strip_suffix(']'));
    let mut parts = inner.unwrap_or(word).split(',');
    let shape = parts.next()?;
    let (set, length) = shape.split_at_checked(1)?;
    let set = match set {
        "N" => CharacterSet::Digits,
        "X" => CharacterSet::Set82,
        "Y" => CharacterSet::Set39,
        "Z" => CharacterSet::Set64,
        _ => return None,
    };
    let (min, max) = match length.strip_prefix("..") {
        Some(max) => (1, max.parse().ok()?),
        None => (length.parse().ok()?, length.parse().ok()?),
    };
    let checks = parts.map(Check::named).collect::<Option<_>>()?;
    Some(Component { set, min, max, optional: inner.is_some(), checks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionary_is_read_whole() {
        let table = Table::of(include_str!("../../../../../../assets/gs1/dictionary.txt")).unwrap();
        let ais: i32 = table
            .entries
            .iter()
            .map(|entry| entry.last.parse::<i32>().unwrap() - entry.first.parse::<i32>().unwrap() + 1)
            .sum();
        assert_eq!((ais, table.entries.len() > 150), (541, true));
        for entry in &table.entries {
            assert!(!entry.components.is_empty(), "{}", entry.first);
            let (min, max) = entry.lengths();
            assert!((1..=90).contains(&max) && min <= max && (!entry.fixed || min == max), "{}", entry.first);
            let mut named = entry.requires.iter().flatten().flatten().chain(&entry.excludes);
            assert!(named.all(|ai| ai.ends_with('n') || super::entry(ai).is_some()), "{}", entry.first);
        }
    }

    #[test]
    fn an_identifier_is_found_alone_and_at_the_head_of_a_text() {
        assert!(entry("3103").is_some() && entry("01").is_some() && entry("99").is_some());
        for none in ["", "0", "1", "3106", "310", "31030", "88", "AB", "0A"] {
            assert!(entry(none).is_none(), "{none}");
        }
        assert_eq!(leading("3103001234").map(|(ai, _)| ai), Some("3103"));
        assert_eq!(leading("0104006381333931").map(|(ai, _)| ai), Some("01"));
        for none in ["", "3", "88123", "310", "A1", "3106000000"] {
            assert!(leading(none).is_none(), "{none}");
        }
    }
}
