//! What a hub reckons with when it asks whether sleeves pay.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::Money;
use loopdock_store::MailerPrices;

use crate::command::Empty;
use crate::doing::Doing;
use crate::error::{Error, Result};

/// The most that one of them costs, in minor units: more was typed in the wrong place.
const MOST_MINOR: i64 = 100_000_000;

/// What is reckoned with, as decimal amounts of the hub's currency. What is left out or empty is not known.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailerPricesRequest {
    /// What a mailer costs that is used once.
    #[serde(default)]
    pub mailer: Option<String>,
    /// What a sleeve costs; on average what its batches say, unless said.
    #[serde(default)]
    pub sleeve: Option<String>,
    /// What it costs to handle a sleeve that came back.
    #[serde(default)]
    pub handling: Option<String>,
}

pub(crate) fn set_mailer_prices(doing: &mut Doing<'_>, request: MailerPricesRequest) -> Result<Empty> {
    let currency = doing.hub.currency;
    let minor = |what: &str, typed: &Option<String>, least: i64| match typed.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(typed) => match currency.parse_amount(typed)? {
            minor if (least..=MOST_MINOR).contains(&minor) => Ok(Some(minor)),
            minor => {
                let [said, least, most] = [minor, least, MOST_MINOR].map(|minor| Money { minor, currency });
                Err(Error::refused(format!("{what} can't cost {said}: it is between {least} and {most}.")))
            }
        },
    };
    doing.write.set_mailer_prices(MailerPrices {
        mailer_minor: minor("A mailer", &request.mailer, 1)?,
        sleeve_minor: minor("A sleeve", &request.sleeve, 1)?,
        handling_minor: minor("Handling", &request.handling, 0)?,
    })?;
    Ok(Empty {})
}
