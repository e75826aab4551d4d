//! PINs of the people who work here. A file that is stolen gives a PIN of four digits away to whoever tries them all, and so it
//! is no secret that anything else may depend on; hashing makes that slow, and keeps it from whoever only looks.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};

use crate::error::{Error, Result};

/// The hash of `pin` under 16 random bytes, as a PHC string.
pub(crate) fn hash(pin: &str, salt: [u8; 16]) -> Result<String> {
    let salt = SaltString::encode_b64(&salt).map_err(|error| Error::internal(error.to_string()))?;
    let hash = Argon2::default().hash_password(pin.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| Error::internal(error.to_string()))
}

/// Whether `pin` is the one with this hash.
pub(crate) fn is_right(pin: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
}
