//! `loopdock init`: a new hub file.

use std::path::Path;

use loopdock_hub::{Hub, Result, Setup, SystemHost, demo};
use serde_json::json;

use crate::Outcome;
use crate::arguments::Init;
use crate::output::{Form, Output};
use crate::reach::Reach;

/// Makes the hub file.
///
/// # Errors
/// When there is a file already, or the folder, the currency or the time zone is none.
pub fn init(file: &Path, wanted: &Init, output: &mut Output) -> Result<Outcome> {
    let setup = Setup {
        name: wanted.name.clone(),
        currency: wanted.currency.clone(),
        timezone: wanted.timezone.clone(),
        address: wanted.address.clone(),
        country: wanted.country.clone(),
    };
    let mut hub = Hub::init(file, &setup, Box::new(SystemHost))?;
    if wanted.demo {
        demo::furnish(&mut hub)?;
    }
    match output.form() {
        Form::Json => output.json(&json!({
            "file": file.to_string_lossy(),
            "name": wanted.name,
            "currency": wanted.currency,
            "timezone": wanted.timezone,
        }))?,
        Form::Text => output.line(&format!("The hub {} is in {}", wanted.name, file.display()))?,
    }
    output.flush()?;
    Reach::with(hub, file).finish();
    Ok(Outcome::Done)
}
