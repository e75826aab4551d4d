//! The program `loopdock`: a hub without a window, for scripts, tests and people who like to type.
//!
//! [`arguments`] says what may be typed, [`commands`] does it, [`reach`] finds the way to the hub (the file itself, or
//! the program that has it already), and [`output`] is the only module that prints. `main` is one line, so that tests and
//! benches can use the same parts.
//!
//! Exit codes: 0 done, 1 refused (also a check that found something broken, and a scan that was stopped), 2 a wrong call.

pub mod arguments;
pub mod benchmarks;
mod beside;
pub mod commands;
pub mod demo;
mod input;
pub mod output;
pub mod reach;
mod remote;
mod session;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use loopdock_hub::{Error, ErrorCode, Result};

use arguments::{Arguments, Command};
use output::Output;

/// What a command came to when nothing went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It is done.
    Done,
    /// The answer itself is a no: a scan was stopped, or a check found something broken. It was printed.
    No,
}

/// Runs the program with its arguments, the first of which is its own name.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => return wrong_words(&error),
    };
    let mut output = Output::standard(arguments.form());
    match execute(&arguments, &mut output) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Err(error) => {
            output::complain(&error.message);
            ExitCode::from(exit_code(error.code))
        }
    }
}

/// Does what the arguments ask, printing to `output`.
///
/// # Errors
/// What the hub says; a wrong call when an argument is missing or unknown.
pub fn execute(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    match &arguments.command {
        Command::Init(setup) => commands::init(&file(arguments)?, setup, output),
        Command::Import { what } => commands::import(&file(arguments)?, what, output),
        Command::Scan(scans) => commands::scan(&file(arguments)?, scans, output),
        Command::Call { command, request } => commands::call(&file(arguments)?, command, request, output),
        Command::Check { after } => commands::check(&file(arguments)?, *after, output),
        Command::Export { what } => commands::export(&file(arguments)?, what, output),
        Command::Label(wanted) => commands::label(wanted, output),
        Command::Serve { addr } => commands::serve(&file(arguments)?, addr, output),
        Command::Decode => {
            let file = arguments.hub.as_ref().map(|_| file(arguments)).transpose()?;
            commands::decode(file.as_deref(), output)
        }
        Command::Api => commands::api(output),
        Command::Types => commands::types(output),
        Command::Demo { dir } => demo::demo(dir, output),
        Command::Bench { what } => benchmarks::bench(what, output),
    }
}

/// The hub's file by its one real path, so that its token and its lock are found however it is reached.
fn file(arguments: &Arguments) -> Result<PathBuf> {
    let named = arguments.hub.as_deref();
    let named = named.ok_or_else(|| Error::bad_call("which hub? Name its file: loopdock --hub FILE COMMAND"))?;
    Ok(std::fs::canonicalize(named).unwrap_or_else(|_| named.to_owned()))
}

fn wrong_words(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return match Output::standard(output::Form::Text).text(&error.render().to_string()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(1),
        };
    }
    output::complain(&arguments::one_line(error));
    ExitCode::from(2)
}

const fn exit_code(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::BadCall => 2,
        _ => 1,
    }
}
