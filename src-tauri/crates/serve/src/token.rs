//! The token that opens a served hub's doors: random, made once, kept beside the hub file as `FILE.token`, where only
//! the owner of the file can read it.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use loopdock_hub::{Error, Result};

/// Random bytes in a token; it is written as twice as many hexadecimal digits.
const BYTES: usize = 32;

/// A hub's token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token of the hub at `file`, made if there is none yet.
    ///
    /// # Errors
    /// When the token file can't be read or written, or the system gives no randomness.
    pub fn keep(file: &Path) -> Result<Self> {
        let path = path_of(file);
        match fs::read_to_string(&path) {
            Ok(text) => {
                // A file that was copied or restored may have come with looser rights.
                protect(&path)?;
                if let Some(token) = Self::parse(&text) {
                    return Ok(token);
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(unusable(&path, &error)),
        }
        let token = Self::invent()?;
        write(&path, &token.0)?;
        Ok(token)
    }

    /// The token of the hub at `file`, for a program that wants to be let in.
    ///
    /// # Errors
    /// When there is none, or it can't be read.
    pub fn read(file: &Path) -> Result<Self> {
        let path = path_of(file);
        let text = fs::read_to_string(&path).map_err(|error| unusable(&path, &error))?;
        Self::parse(&text).ok_or_else(|| {
            Error::refused(format!("{} holds no token; restart the program that serves the hub", path.display()))
        })
    }

    /// The token as it is sent: 64 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `presented` is this token, in a time that does not tell how much of it was right.
    #[must_use]
    pub fn matches(&self, presented: &str) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), presented.as_bytes());
        let differing = ours.iter().zip(theirs).fold(0_u8, |found, (our, their)| found | (our ^ their));
        ours.len() == theirs.len() && std::hint::black_box(differing) == 0
    }

    fn invent() -> Result<Self> {
        let mut bytes = [0_u8; BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| Error::internal(format!("this computer gives no randomness for a token: {error}")))?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_token = text.len() == 2 * BYTES && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_token.then(|| Self(text.to_owned()))
    }
}

impl fmt::Debug for Token {
    // A log must not open the doors.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(secret)")
    }
}

fn path_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".token");
    PathBuf::from(name)
}

/// Writes the token whole or not at all: under another name first, because half a token would lock everybody out.
fn write(path: &Path, token: &str) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let fresh = PathBuf::from(name);
    let written = (|| {
        if let Err(error) = fs::remove_file(&fresh)
            && error.kind() != ErrorKind::NotFound
        {
            return Err(error);
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&fresh)?;
        file.write_all(token.as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, path)
    })();
    written.map_err(|error| unusable(path, &error))
}

/// Takes away everybody else's right to read the token. Windows has it from the folder.
fn protect(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rights = fs::metadata(path).map_err(|error| unusable(path, &error))?.permissions();
        if rights.mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(|error| unusable(path, &error))?;
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

fn unusable(path: &Path, error: &std::io::Error) -> Error {
    Error::refused(format!("the token at {} could not be used: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_keeps_its_token_from_one_start_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hub.db");
        assert!(Token::read(&file).is_err());
        let token = Token::keep(&file).unwrap();
        assert_eq!(token.as_str().len(), 64);
        assert_eq!(Token::keep(&file).unwrap(), token);
        assert_eq!(Token::read(&file).unwrap(), token);
    }

    #[test]
    fn only_the_very_token_opens_the_doors() {
        let token = Token::invent().unwrap();
        assert!(token.matches(token.as_str()));
        for wrong in ["", "a", &token.as_str()[1..], &format!("{}0", token.as_str()), &"0".repeat(64)] {
            assert!(!token.matches(wrong), "{wrong}");
        }
    }

    #[test]
    fn half_a_token_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hub.db");
        fs::write(path_of(&file), "0123").unwrap();
        assert_eq!(Token::keep(&file).unwrap().as_str().len(), 64);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_token() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hub.db");
        let mode = || fs::metadata(path_of(&file)).unwrap().permissions().mode() & 0o777;
        Token::keep(&file).unwrap();
        assert_eq!(mode(), 0o600);
        fs::set_permissions(path_of(&file), fs::Permissions::from_mode(0o644)).unwrap();
        Token::keep(&file).unwrap();
        assert_eq!(mode(), 0o600);
    }
}
