//! The only module that prints. A reader that went away (`loopdock ... | head`) is no error: what was asked is done, in
//! silence.

use std::io::{self, ErrorKind, Write};

use loopdock_hub::{Error, Result};
use serde::Serialize;
use serde_json::Value;

/// How answers are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// For people.
    Text,
    /// For programs: one compact line of JSON an answer.
    Json,
}

/// Where answers go.
pub struct Output {
    form: Form,
    to: Box<dyn Write>,
    heard: bool,
}

impl Output {
    /// Standard output.
    #[must_use]
    pub fn standard(form: Form) -> Self {
        Self::to(form, Box::new(io::BufWriter::new(io::stdout())))
    }

    /// Any writer, for a file or a test.
    #[must_use]
    pub fn to(form: Form, to: Box<dyn Write>) -> Self {
        Self { form, to, heard: true }
    }

    /// How answers are to be printed.
    #[must_use]
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Whether somebody still reads.
    #[must_use]
    pub const fn is_heard(&self) -> bool {
        self.heard
    }

    /// Prints one line.
    ///
    /// # Errors
    /// When the output can't be written, a reader that went away excepted.
    pub fn line(&mut self, line: &str) -> Result<()> {
        self.write(|to| writeln!(to, "{line}"))
    }

    /// Prints text as it is.
    ///
    /// # Errors
    /// As [`Output::line`].
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.write(|to| to.write_all(text.as_bytes()))?;
        self.flush()
    }

    /// Prints an answer as one line of JSON.
    ///
    /// # Errors
    /// As [`Output::line`].
    pub fn json(&mut self, answer: &impl Serialize) -> Result<()> {
        let line = serde_json::to_string(answer).map_err(unprintable)?;
        self.line(&line)
    }

    /// Prints an answer of any shape: for people as JSON that is indented.
    ///
    /// # Errors
    /// As [`Output::line`].
    pub fn answer(&mut self, answer: &Value) -> Result<()> {
        match self.form {
            Form::Json => self.json(answer),
            Form::Text => {
                let text = serde_json::to_string_pretty(answer).map_err(unprintable)?;
                self.line(&text)
            }
        }
    }

    /// Lets whoever reads have what was printed so far.
    ///
    /// # Errors
    /// As [`Output::line`].
    pub fn flush(&mut self) -> Result<()> {
        self.write(|to| to.flush())
    }

    fn write(&mut self, print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        if !self.heard {
            return Ok(());
        }
        match print(&mut *self.to) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.heard = false;
                Ok(())
            }
            Err(error) => Err(Error::refused(format!("the answer could not be printed: {error}"))),
        }
    }
}

/// Says on standard error, in one line, what was refused or went wrong.
pub fn complain(message: &str) {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    // Nobody is left to be told when this fails.
    let _ = writeln!(io::stderr(), "loopdock: {line}");
}

fn unprintable(error: serde_json::Error) -> Error {
    Error::internal(format!("the answer could not be written as JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_no_error() {
        let mut output = Output::to(Form::Text, Box::new(Gone));
        output.line("one").unwrap();
        assert!(!output.is_heard());
        output.line("two").unwrap();
        output.flush().unwrap();
    }

    #[test]
    fn an_answer_that_no_disk_took_is_an_error() {
        assert!(Output::to(Form::Text, Box::new(Full)).line("one").is_err());
    }
}
