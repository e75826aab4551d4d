//! Codes: what a scanner, a key press or a printed command says to a bench.
//!
//! Own codes are `LD/{hub4}/{type}/{number}/{check}`, all in QR's alphanumeric set; `check` is two characters of the
//! hub's HMAC-SHA256, so that a damaged or invented code is refused without asking the database. A sleeve carries its
//! serial's own six characters instead ([`serial`]). Everything that is none of ours is read as a product code ([`gs1`]), a
//! typed amount, a typed name, or answered with what it looks like. [`Decoded`] says of any code what it is.

mod carrier;
mod decode;
pub mod gs1;
mod product;
mod read;
mod serial;
mod symbology;

use std::fmt;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use ts_rs::TS;

use crate::words;
pub use carrier::{Carrier, CarrierCode};
pub use decode::{Checked, Decoded, What};
pub use product::{ProductCode, gtin14};
pub use read::{Looks, Scan};
pub use serial::{SERIAL_LENGTH, Serial};
pub use symbology::Symbology;

/// Crockford's base32 digits: no I, L, O or U, so that nothing is mistaken when typed.
pub const BASE32: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

words! {
    /// What an own code names.
    CodeKind {
        /// A bin.
        Bin = "B",
        /// A tote.
        Tote = "T",
        /// A parcel.
        Parcel = "P",
        /// An order.
        Order = "O",
        /// A return slip.
        Return = "R",
        /// A wave.
        Wave = "W",
        /// A sleeve.
        Sleeve = "S",
        /// An item without a barcode of its own.
        Item = "I",
        /// A carrier.
        Carrier = "V",
        /// A badge.
        Badge = "U",
        /// A command.
        Command = "C",
        /// A sheet of codes, a manifest or another page that nobody scans at work.
        Page = "D",
    }
}

words! {
    /// What a packer can tell a bench.
    Command {
        /// Go on; give me the next thing to do.
        Next = "NEXT",
        /// Leave this as it is.
        Back = "BACK",
        /// This is finished.
        Done = "DONE",
        /// There is less than asked.
        Short = "SHORT",
        /// This is damaged.
        Damaged = "DAMAGED",
        /// Take back the last thing.
        Undo = "UNDO",
        /// Yes.
        Ok = "OK",
        /// No; or what was put in comes out again.
        Cancel = "CANCEL",
        /// Goods came back, and nobody knows of which order.
        Return = "RETURN",
    }
}

/// What makes a hub's codes its own: four characters that are printed, and a secret that is not.
#[derive(Clone)]
pub struct CodeKey {
    hub4: String,
    secret: [u8; 32],
}

impl CodeKey {
    /// A key of `hub4` (four base32 characters) and a secret.
    #[must_use]
    pub fn new(hub4: &str, secret: [u8; 32]) -> Self {
        Self { hub4: hub4.to_owned(), secret }
    }

    /// The four characters in every code of this hub.
    #[must_use]
    pub fn hub4(&self) -> &str {
        &self.hub4
    }

    /// `count` base32 characters of the HMAC of `text`; at most 32.
    fn check(&self, text: &str, count: usize) -> String {
        base32(&self.mac(text.as_bytes()), count)
    }

    /// The whole HMAC-SHA256 of `bytes` under the hub's secret; it also recognises a buyer without keeping an address.
    #[must_use]
    pub fn mac(&self, bytes: &[u8]) -> [u8; 32] {
        match Hmac::<Sha256>::new_from_slice(&self.secret) {
            Ok(mut mac) => {
                mac.update(bytes);
                mac.finalize().into_bytes().into()
            }
            // HMAC takes a key of any length; this arm keeps the function total without a panic.
            Err(_) => [0; 32],
        }
    }
}

impl fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeKey({}, secret)", self.hub4)
    }
}

/// The first `count` base32 characters of `bytes`, five bits each; at most 8 for every 5 bytes.
#[must_use]
pub fn base32(bytes: &[u8], count: usize) -> String {
    let bit = |index: usize| bytes.get(index / 8).map_or(0, |byte| (byte >> (7 - index % 8)) & 1);
    (0..count)
        .map(|digit| {
            let value = (0..5).fold(0_u8, |sum, offset| (sum << 1) | bit(digit * 5 + offset));
            char::from(BASE32[usize::from(value)])
        })
        .collect()
}

/// A code of this hub: what it names, and its number or name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct OwnCode {
    /// What it names.
    pub kind: CodeKind,
    /// A short number, a bin's name, a command's word or a sleeve's serial.
    pub number: String,
}

impl OwnCode {
    /// A code that names `number` of `kind`.
    #[must_use]
    pub fn new(kind: CodeKind, number: impl fmt::Display) -> Self {
        Self { kind, number: number.to_string() }
    }

    /// The payload to print, upper case and within QR's alphanumeric set.
    #[must_use]
    pub fn payload(&self, key: &CodeKey) -> String {
        let body = format!("LD/{}/{}/{}", key.hub4, self.kind, self.number);
        if self.kind == CodeKind::Sleeve { body } else { format!("{body}/{}", key.check(&body, 2)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn key() -> CodeKey {
        CodeKey::new("7K2M", [7; 32])
    }

    #[test]
    fn every_code_that_we_print_is_heard_as_what_it_names() {
        for kind in CodeKind::ALL.iter().copied() {
            if matches!(kind, CodeKind::Sleeve | CodeKind::Command) {
                continue;
            }
            let code = OwnCode::new(kind, "A-01-1");
            assert_eq!(Scan::read(&code.payload(&key()), &key()), Scan::Own(code));
        }
        for command in Command::ALL.iter().copied() {
            let code = OwnCode::new(CodeKind::Command, command);
            assert_eq!(Scan::read(&code.payload(&key()), &key()), Scan::Command(command));
        }
    }

    #[test]
    fn payloads_stay_in_the_alphanumeric_set_of_qr() {
        let payload = OwnCode::new(CodeKind::Bin, "A-01-1").payload(&key());
        assert!(
            payload
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"$%*+-./: ".contains(&byte))
        );
    }

    #[test]
    fn a_damaged_or_foreign_code_is_never_taken_for_ours() {
        let payload = OwnCode::new(CodeKind::Parcel, 1042).payload(&key());
        let damaged = payload.replace("1042", "1043");
        assert_eq!(Scan::read(&damaged, &key()), Scan::Foreign(Looks::DamagedOwn));
        let other = CodeKey::new("9ZZZ", [9; 32]);
        assert_eq!(
            Scan::read(&OwnCode::new(CodeKind::Parcel, 1042).payload(&other), &key()),
            Scan::Foreign(Looks::OtherHub)
        );
    }
}
