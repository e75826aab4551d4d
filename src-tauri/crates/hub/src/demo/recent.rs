//! The demo's orders as if they had come in lately: their exports are of one October, and a hub that is tried out later
//! would begin with nothing but late ones.

use chrono::{DateTime, TimeDelta, Utc};

/// How the exports write a time: `2026-10-12 16:33:11 +0900`.
const FORMAT: &str = "%Y-%m-%d %H:%M:%S %z";
const LENGTH: usize = 25;

/// The newest order is an hour old.
const NEWEST: TimeDelta = TimeDelta::hours(1);
/// The four weeks of the exports become two and a half days: some orders are late, most are not.
const SQUEEZE: i32 = 11;

/// The export with its times brought close to `now`, in the same sequence.
pub(super) fn brought_up_to(export: &[u8], newest: DateTime<Utc>, now: DateTime<Utc>) -> Vec<u8> {
    let mut brought = Vec::with_capacity(export.len());
    let mut rest = export;
    while let Some((first, after)) = rest.split_first() {
        match rest.get(..LENGTH).and_then(time) {
            Some(then) => {
                let age = (newest - then) / SQUEEZE;
                let text = (now - NEWEST - age).format(FORMAT).to_string();
                brought.extend_from_slice(text.as_bytes());
                rest = rest.get(LENGTH..).unwrap_or_default();
            }
            None => {
                brought.push(*first);
                rest = after;
            }
        }
    }
    brought
}

/// The newest time in the exports.
pub(super) fn newest<'e>(exports: impl Iterator<Item = &'e [u8]>) -> Option<DateTime<Utc>> {
    exports.flat_map(|export| export.windows(LENGTH).filter_map(time)).max()
}

fn time(bytes: &[u8]) -> Option<DateTime<Utc>> {
    // Looked at first, so that not every byte of an export is parsed.
    if bytes.get(4) != Some(&b'-') || bytes.get(13) != Some(&b':') {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    Some(DateTime::parse_from_str(text, FORMAT).ok()?.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_keep_their_sequence_and_the_newest_is_an_hour_old() {
        let export = b"#1,2026-10-01 10:00:00 +0000,x\n#2,2026-10-12 16:33:11 +0900,\xff\n".as_slice();
        let now = DateTime::from_timestamp_millis(1_900_000_000_000).unwrap();
        let newest = newest([export].into_iter()).unwrap();
        let brought = brought_up_to(export, newest, now);
        let times: Vec<_> = brought.windows(LENGTH).filter_map(time).collect();
        assert_eq!(times[1], now - NEWEST);
        assert!(times[0] < times[1] && now - times[0] < TimeDelta::hours(28));
        assert_eq!(brought.last_chunk::<3>(), Some(b",\xff\n"));
    }
}
