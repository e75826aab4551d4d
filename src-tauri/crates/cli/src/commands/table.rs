//! The table of commands: `loopdock call`, which does any of them, `loopdock api` and `loopdock types`, which tell it.

use std::path::Path;

use loopdock_hub::{Access, Error, HubReader, Result};
use serde_json::Value;

use crate::Outcome;
use crate::output::{Form, Output};
use crate::reach::{Reach, Stay};

/// Does a command of the table. One that reads looks at the file itself, also while another program has it.
///
/// # Errors
/// A wrong call for an unknown command or a request that is no JSON; what the hub says otherwise.
pub fn call(file: &Path, name: &str, request: &str, output: &mut Output) -> Result<Outcome> {
    let Some(command) = loopdock_hub::commands().iter().find(|command| command.name == name) else {
        return Err(Error::bad_call(format!("there is no command “{name}”; `loopdock api` lists them")));
    };
    let request: Value = serde_json::from_str(request)
        .map_err(|error| Error::bad_call(format!("the request of {name} is no JSON: {error}")))?;
    match command.access {
        Access::Read => {
            let answer = HubReader::open(file)?.call(name, request)?;
            output.answer(&answer)?;
            output.flush()?;
        }
        Access::Write => {
            let mut reach = Reach::open(file, Stay::Long)?;
            let answer = reach.call(name, request)?;
            output.answer(&answer)?;
            output.flush()?;
            reach.finish();
        }
    }
    Ok(Outcome::Done)
}

/// Prints the table.
///
/// # Errors
/// When it can't be printed.
pub fn api(output: &mut Output) -> Result<Outcome> {
    match output.form() {
        Form::Json => output.json(&loopdock_hub::api())?,
        Form::Text => {
            for command in loopdock_hub::commands() {
                let (access, role) = (command.access.as_str(), command.role.as_str());
                output.line(&format!("{:<18} {access:<6} {role:<7} {}", command.name, command.about))?;
            }
        }
    }
    output.flush()?;
    Ok(Outcome::Done)
}

/// Prints the TypeScript types.
///
/// # Errors
/// When they can't be printed.
pub fn types(output: &mut Output) -> Result<Outcome> {
    output.text(&loopdock_hub::typescript())?;
    Ok(Outcome::Done)
}
