//! The table of commands: each is declared once, with its request, its answer and the role that may call it.
//!
//! Out of it come the window's command, `POST /rpc/{name}`, `loopdock call NAME JSON`, the TypeScript types and
//! `loopdock api`. Its rows are in [`table`].

mod table;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use loopdock_domain::picture::{self, Media};
pub use loopdock_domain::staff::Role;
use loopdock_domain::{DeedId, words};

use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::view::View;
pub(crate) use table::declare;

words! {
    /// Whether a command changes the hub.
    Access {
        /// It only looks, and may run beside whoever writes.
        Read = "read",
        /// It does a deed.
        Write = "write",
    }
}

/// What follows a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum After {
    /// Nothing.
    Nothing,
    /// Stock or orders came in, stock is free again, or orders want something else: allocation looks again.
    Allocate,
}

/// What bulk work calls between two chunks.
pub type Between<'b> = &'b mut dyn FnMut(&mut Hub);

type Reading = fn(&View<'_>, Value) -> Result<Value>;
type OneDeed = fn(&mut Doing<'_>, Value) -> Result<Value>;
type Whole = fn(&mut Hub, Value, Option<DeedId>, Between<'_>) -> Result<Value>;
type Reader = fn(Value) -> Result<FileWork>;

/// What is left to do with a file that was read: all that needs the hub.
pub(crate) type FileWork = Box<dyn FnOnce(&mut Hub, Option<DeedId>, Between<'_>) -> Result<Value> + Send>;

/// How a command runs.
#[derive(Clone, Copy)]
pub(crate) enum Run {
    /// It looks.
    Read(Reading),
    /// It is one deed in one transaction.
    Deed(OneDeed),
    /// It does several deeds, or one in a way of its own.
    Whole(Whole),
    /// It reads a file, which may take seconds and needs no hub, and then does several deeds.
    File(Reader),
}

/// A command.
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// Who may call it.
    pub role: Role,
    /// Whether it changes the hub.
    pub access: Access,
    pub(crate) run: Run,
    pub(crate) after: After,
    request: fn() -> String,
    answer: fn() -> String,
}

impl Command {
    /// Whether [`Call::read`] may take long: then it is not for a thread that others wait for.
    #[must_use]
    pub fn brings_a_file(&self) -> bool {
        matches!(self.run, Run::File(_))
    }
}

/// A call whose request was read as far as that needs no hub, so that no scan waits for the reading of a file.
pub struct Call {
    pub(crate) command: &'static Command,
    pub(crate) asked: Asked,
}

/// What a call asks.
pub(crate) enum Asked {
    /// The request as it came.
    Request(Value),
    /// What a file came to.
    File(FileWork),
}

impl Call {
    /// Reads a call of the command `name`. A file is read here, however long it is.
    ///
    /// # Errors
    /// When there is no such command, or the file is none that it takes.
    pub fn read(name: &str, request: Value) -> Result<Self> {
        let command = command(name)?;
        let asked = match command.run {
            Run::File(read) => Asked::File(read(request)?),
            _ => Asked::Request(request),
        };
        Ok(Self { command, asked })
    }

    /// The name of the command.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.command.name
    }
}

/// The bytes of a file that a request carries as base64.
pub(crate) fn file_content(text: &str) -> Result<Vec<u8>> {
    STANDARD.decode(text.trim()).map_err(|error| Error::bad_call(format!("content is no base64: {error}")))
}

/// A photo that a request carries as base64, and what it is written in.
pub(crate) fn photo_content(text: &str) -> Result<(Media, Vec<u8>)> {
    let photo = file_content(text)?;
    let media = picture::look_at(&photo).map_err(|why| Error::refused(why.to_string()))?;
    Ok((media, photo))
}

/// Reads a request, saying what is wrong with one that can't be read.
pub(crate) fn read_request<T: DeserializeOwned>(request: Value) -> Result<T> {
    serde_json::from_value(request).map_err(|error| Error::bad_call(format!("the request can't be read: {error}")))
}

fn to_answer(answer: impl Serialize) -> Result<Value> {
    serde_json::to_value(answer).map_err(|error| Error::internal(error.to_string()))
}

/// A request that says nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// Every command, in the table's sequence.
#[must_use]
pub fn commands() -> &'static [Command] {
    table::COMMANDS
}

/// The command called `name`.
pub(crate) fn command(name: &str) -> Result<&'static Command> {
    table::COMMANDS
        .iter()
        .find(|command| command.name == name)
        .ok_or_else(|| Error::bad_call(format!("there is no command “{name}”; `loopdock api` lists them all")))
}

/// The table as JSON.
#[must_use]
pub fn api() -> Value {
    let row = |command: &Command| {
        json!({
            "name": command.name,
            "about": command.about,
            "role": command.role,
            "access": command.access,
            "request": (command.request)(),
            "answer": (command.answer)(),
        })
    };
    Value::Array(table::COMMANDS.iter().map(row).collect())
}
