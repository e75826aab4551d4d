//! GS1 Digital Link URIs: a key and its qualifiers in the path of a web address, and further elements in its query (GS1
//! Digital Link Standard: URI Syntax, release 1.3 and later, sections 4 and 5).

use super::dictionary::{self, Entry};
use super::elements::{Element, belong_together, push, whole_value_holds};
use super::fault::Fault;

/// What follows the scheme of a web address, which GS1's engine takes in small or capital letters only.
pub(super) fn after_scheme(text: &str) -> Option<&str> {
    ["https://", "HTTPS://", "http://", "HTTP://"].iter().find_map(|scheme| text.strip_prefix(scheme))
}

/// Reads a web address from its host on. What was read before a fault stays in `elements`.
pub(super) fn read(address: &str, elements: &mut Vec<Element>) -> Result<(), Fault> {
    if let Some(strange) = address.chars().find(|&letter| !is_of_addresses(letter)) {
        return Err(Fault::AddressCharacter(strange));
    }
    let (host, path) = address.split_at(address.find('/').ok_or(Fault::NoHost)?);
    if host.is_empty() {
        return Err(Fault::NoHost);
    }
    if let Some(strange) = host.chars().find(|&letter| !is_of_hosts(letter)) {
        return Err(Fault::AddressCharacter(strange));
    }
    let (path, _fragment) = path.split_once('#').unwrap_or((path, ""));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let pairs = pairs(path).ok_or(Fault::NoKey)?;
    for &(ai, entry, value) in &pairs {
        let value = unescaped(value, false).ok_or_else(|| wrong(ai))?;
        push(elements, Element::new(ai, &value))?;
        whole_value_holds(ai, entry, &value)?;
    }
    let sequence: Vec<&str> = pairs.iter().map(|&(ai, ..)| ai).collect();
    let attributes = attributes(query, elements)?;
    if !is_sequence(&sequence) {
        return Err(Fault::NotQualifiers(sequence.first().copied().unwrap_or_default().to_owned()));
    }
    for &(ai, entry) in &attributes {
        if !entry.attribute {
            return Err(Fault::NoAttribute(ai.to_owned()));
        }
        if belongs_in(&sequence, ai) {
            return Err(Fault::BelongsInPath(ai.to_owned()));
        }
    }
    belong_together(elements)
}

/// The pairs of identifier and value that a path ends in, from the last key on; `None` where no key leads them.
fn pairs(path: &str) -> Option<Vec<(&str, &'static Entry, &str)>> {
    let mut segments = path.split('/').skip(1).collect::<Vec<_>>().into_iter().rev();
    let mut pairs = Vec::new();
    while let (Some(value), Some(ai)) = (segments.next(), segments.next()) {
        let entry = dictionary::entry(ai)?;
        pairs.push((ai, entry, value));
        if entry.qualifiers.is_some() {
            pairs.reverse();
            return Some(pairs);
        }
    }
    None
}

/// The identifiers of a query; their values join the elements. Other words than numbers are not GS1's.
fn attributes<'a>(query: &'a str, elements: &mut Vec<Element>) -> Result<Vec<(&'a str, &'static Entry)>, Fault> {
    let mut attributes = Vec::new();
    for (ai, value) in query.split('&').filter_map(|parameter| parameter.split_once('=')) {
        if ai.is_empty() || !ai.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let entry = dictionary::entry(ai).ok_or_else(|| Fault::UnknownAi(ai.to_owned()))?;
        let mut value = unescaped(value, true).ok_or_else(|| wrong(ai))?;
        // A GTIN may be written there without the zeros in front.
        if ai == "01" && matches!(value.len(), 8 | 12 | 13) {
            value = format!("{value:0>14}");
        }
        if elements.iter().any(|element| element.ai == ai) {
            return Err(Fault::Twice(ai.to_owned()));
        }
        push(elements, Element::new(ai, &value))?;
        whole_value_holds(ai, entry, &value)?;
        attributes.push((ai, entry));
    }
    Ok(attributes)
}

/// Whether a key is followed by some of its qualifiers, in their order.
fn is_sequence(ais: &[&str]) -> bool {
    let Some((key, rest)) = ais.split_first() else { return false };
    let sequences = dictionary::entry(key).and_then(|entry| entry.qualifiers.as_ref());
    sequences.is_some_and(|sequences| {
        sequences.iter().any(|sequence| {
            let mut allowed = sequence.iter();
            rest.iter().all(|ai| allowed.any(|qualifier| qualifier == ai))
        })
    })
}

/// Whether an identifier of the query would be a qualifier somewhere in the path.
fn belongs_in(path: &[&str], ai: &str) -> bool {
    (1..=path.len()).any(|at| is_sequence(&[&path[..at], &[ai], &path[at..]].concat()))
}

/// Undoes percent-encoding; in a query a plus sign is a space. A percent sign without two hexadecimal digits is itself.
/// `None` where a zero byte or no text is encoded.
fn unescaped(text: &str, in_query: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        bytes.push(match (byte, after) {
            (b'%', [high, low, behind @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                rest = behind;
                hexadecimal(*high) << 4 | hexadecimal(*low)
            }
            (b'+', _) if in_query => b' ',
            _ => *byte,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

fn hexadecimal(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or_default()
}

fn wrong(ai: &str) -> Fault {
    Fault::Wrong(ai.to_owned(), "what is percent-encoded in it is no text")
}

/// RFC 3986: unreserved and reserved characters, and the percent sign.
fn is_of_addresses(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(letter)
}

/// Names, numbers of both ages of the internet protocol, and a port.
fn is_of_hosts(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-.:[]".contains(letter)
}
