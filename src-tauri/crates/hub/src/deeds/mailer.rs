//! What a hub reckons with when it asks whether sleeves pay.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_store::MailerPrices;

use crate::amount;
use crate::command::Empty;
use crate::doing::Doing;
use crate::error::Result;

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
    let minor =
        |can_not: &str, typed: &Option<String>, least: i64| amount::typed(can_not, typed.as_deref(), currency, least);
    doing.write.set_mailer_prices(MailerPrices {
        mailer_minor: minor("A mailer can't cost", &request.mailer, 1)?,
        sleeve_minor: minor("A sleeve can't cost", &request.sleeve, 1)?,
        handling_minor: minor("Handling can't cost", &request.handling, 0)?,
    })?;
    Ok(Empty {})
}
