//! Serials of sleeves: 16 characters of Crockford base32, ten random and six of the hub's truncated HMAC-SHA256.
//!
//! The six stop invented serials; they do not stop copies, which the ledger does.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BASE32, CodeKey, base32};

/// Characters of a serial.
pub const SERIAL_LENGTH: usize = 16;

const RANDOM: usize = 10;

/// The serial of a sleeve. One that was read is genuine under the key that it was read with.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Serial(String);

impl Serial {
    /// Mints a serial of seven random bytes (of which 50 bits are used).
    #[must_use]
    pub fn mint(random: [u8; 7], key: &CodeKey) -> Self {
        let head = base32(&random, RANDOM);
        let tail = tail(&head, key);
        Self(head + &tail)
    }

    /// Reads a serial; `None` when it is no serial or was not minted under this key.
    #[must_use]
    pub fn read(text: &str, key: &CodeKey) -> Option<Self> {
        let digits = text.len() == SERIAL_LENGTH && text.bytes().all(|byte| BASE32.contains(&byte));
        if !digits {
            return None;
        }
        let (head, given) = text.split_at(RANDOM);
        (tail(head, key) == given).then(|| Self(text.to_owned()))
    }

    /// The sixteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The six characters that only the hub can make.
fn tail(head: &str, key: &CodeKey) -> String {
    key.check(&format!("S/{head}"), SERIAL_LENGTH - RANDOM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::tests::key;

    #[test]
    fn only_serials_of_this_hub_are_genuine() {
        let serial = Serial::mint([1, 2, 3, 4, 5, 6, 7], &key());
        assert_eq!(serial.as_str().len(), SERIAL_LENGTH);
        assert_eq!(Serial::read(serial.as_str(), &key()), Some(serial.clone()));
        let other = CodeKey::new("7K2M", [8; 32]);
        assert_eq!(Serial::read(serial.as_str(), &other), None);
        let mut typed = serial.as_str().to_owned();
        typed.replace_range(3..4, if typed.as_bytes()[3] == b'Z' { "Y" } else { "Z" });
        assert_eq!(Serial::read(&typed, &key()), None);
    }

    #[test]
    fn one_wrong_and_two_swapped_characters_are_caught_at_every_place() {
        let key = key();
        for random in 0..20 {
            let serial = Serial::mint([random; 7], &key);
            let is_caught = |typed: Vec<u8>| {
                typed == serial.as_str().as_bytes() || Serial::read(&String::from_utf8(typed).unwrap(), &key).is_none()
            };
            for place in 0..SERIAL_LENGTH {
                for wrong in BASE32 {
                    let mut typed = serial.as_str().as_bytes().to_vec();
                    typed[place] = *wrong;
                    assert!(is_caught(typed), "{serial}: {wrong} at {place}");
                }
                for other in 0..place {
                    let mut typed = serial.as_str().as_bytes().to_vec();
                    typed.swap(place, other);
                    assert!(is_caught(typed), "{serial}: {other} and {place}");
                }
            }
        }
    }

    #[test]
    fn of_a_million_invented_serials_none_is_genuine() {
        let key = key();
        // A generator of Knuth's (MMIX), so that every run tries the same ones.
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()
        };
        let genuine = (0..1_000_000).filter(|_| {
            let bytes = [next(), next()].concat();
            Serial::read(&base32(&bytes, SERIAL_LENGTH), &key).is_some()
        });
        assert_eq!(genuine.count(), 0);
    }
}
