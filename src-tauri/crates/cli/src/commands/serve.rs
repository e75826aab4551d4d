//! `loopdock serve`: the hub answers programs on this computer until it is told to stop.

use std::net::SocketAddr;
use std::path::Path;

use loopdock_hub::Result;
use loopdock_serve::{Token, address_of, asked_to_stop};
use serde_json::json;

use crate::Outcome;
use crate::output::{Form, Output};
use crate::reach::open_alone;
use crate::session::{notices, runtime};

/// Serves until Ctrl-C or SIGTERM. The real address is printed once it can be called.
///
/// # Errors
/// When the address is not this computer's own or is taken, or the hub can't be opened.
pub fn serve(file: &Path, addr: &str, output: &mut Output) -> Result<Outcome> {
    let address = address_of(addr)?;
    let hub = open_alone(file)?;
    let ready = |bound: SocketAddr| {
        match output.form() {
            Form::Json => output.json(&json!({ "address": bound.to_string() }))?,
            Form::Text => {
                output.line(&format!("The hub in {} answers programs at {bound}.", file.display()))?;
                let token = Token::read(file)?;
                output.line(&format!("Its screens, in a browser: http://{bound}/#token={}", token.as_str()))?;
            }
        }
        output.flush()
    };
    runtime()?.block_on(loopdock_serve::serve(hub, file, address, notices(), ready, asked_to_stop()))?;
    Ok(Outcome::Done)
}
