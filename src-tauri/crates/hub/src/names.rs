//! What people call things: the short names on labels and screens, and the codes that carry them.

use loopdock_domain::codes::{CodeKind, OwnCode};

/// Who owns what no creator does, in the names of accounts: no creator's key has capitals.
pub(crate) const THE_HUB: &str = "HUB";

/// `O-12`.
pub(crate) fn order(number: i64) -> String {
    format!("O-{number}")
}

/// `P-1042`.
pub(crate) fn parcel(number: i64) -> String {
    format!("P-{number}")
}

/// `W-3`.
pub(crate) fn wave(number: i64) -> String {
    format!("W-{number}")
}

/// `#7`.
pub(crate) fn run(number: i64) -> String {
    format!("#{number}")
}

/// `H-5`.
pub(crate) fn handover(number: i64) -> String {
    format!("H-{number}")
}

/// `T-07`.
pub(crate) fn tote(number: i64) -> String {
    format!("T-{number:02}")
}

/// A serial in groups of four, as it stands on the tag and can be read out.
pub(crate) fn serial(serial: &str) -> String {
    serial.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// The number in `O-12` or `o12`, as people type a name that begins with `letter`.
pub(crate) fn numbered(name: &str, letter: char) -> Option<i64> {
    let rest = name.strip_prefix([letter, letter.to_ascii_uppercase()])?;
    rest.strip_prefix('-').unwrap_or(rest).parse().ok().filter(|number| *number > 0)
}

/// The code of the tote with this name.
pub(crate) fn tote_code(name: &str) -> OwnCode {
    OwnCode::new(CodeKind::Tote, name.trim_start_matches("T-").trim_start_matches('0'))
}

/// What people call the thing that a code names.
pub(crate) fn of_code(code: &OwnCode) -> String {
    let number: i64 = code.number.parse().unwrap_or_default();
    match code.kind {
        CodeKind::Bin | CodeKind::Command | CodeKind::Page => code.number.clone(),
        CodeKind::Tote => tote(number),
        _ => format!("{}-{}", code.kind, code.number),
    }
}
