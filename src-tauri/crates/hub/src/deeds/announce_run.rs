//! Announcing a run: what a microfactory is going to send.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::RunId;
use loopdock_domain::order::ItemKind;
use loopdock_store::{Run, RunState};

use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

/// A run on its way.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
    /// Units.
    pub expected: u32,
    /// The microfactory.
    #[serde(default)]
    pub maker: String,
    /// What a unit costs, as a decimal amount of the creator's currency; the item's own cost unless said otherwise.
    #[serde(default)]
    pub unit_cost: Option<String>,
}

/// The run.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RunAnnounced {
    /// Its id.
    pub id: RunId,
    /// `#7`.
    pub run: String,
}

pub(crate) fn announce_run(doing: &mut Doing<'_>, request: RunRequest) -> Result<RunAnnounced> {
    let item = find::item_named(&doing.read(), &request.creator, &request.sku)?;
    if item.kind != ItemKind::Stocked {
        return Err(Error::refused(format!(
            "{} is {}: no shelf holds it, so no run of it can come.",
            item.title, item.kind
        )));
    }
    if request.expected == 0 {
        return Err(Error::refused("A run has at least one unit."));
    }
    let cost = request.unit_cost.as_deref().map(|text| item.currency.parse_amount(text)).transpose()?;
    let run = Run {
        id: doing.id::<RunId>(),
        number: doing.write.next_number("run")?,
        item: item.id,
        maker: request.maker,
        expected: Some(i64::from(request.expected)),
        received: 0,
        unit_cost_minor: cost.or(item.unit_cost_minor),
        state: RunState::Open,
        bench: None,
    };
    doing.write.insert_run(&run)?;
    doing.note("run", run.id);
    doing.note("item", run.item);
    doing.note("expected", run.expected);
    Ok(RunAnnounced { id: run.id, run: names::run(run.number) })
}
