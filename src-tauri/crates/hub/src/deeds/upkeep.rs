//! What becomes of sleeves in the house: washed, mended, put back on the shelf, or retired.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::sleeve::SleeveState;

use super::quarantine::refuse_undecided;
use super::sleeves::put;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;

/// The most sleeves of one deed.
const MOST_AT_ONCE: usize = 500;

/// The most characters of a reason.
const LONGEST_REASON: usize = 200;

/// Where sleeves go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveSleeves {
    /// Their serials, with or without blanks.
    pub serials: Vec<String>,
    /// To be washed, to be mended, set aside, on the shelf, or out of use for good.
    pub to: SleeveState,
    /// Why; wanted where they are retired.
    #[serde(default)]
    pub reason: String,
}

/// How many went.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SleevesMoved {
    /// So many sleeves.
    pub sleeves: usize,
}

pub(crate) fn move_sleeves(doing: &mut Doing<'_>, request: MoveSleeves) -> Result<SleevesMoved> {
    let MoveSleeves { serials, to, reason } = request;
    let reason = reason.trim();
    if serials.is_empty() || serials.len() > MOST_AT_ONCE {
        return Err(Error::refused(format!("Name 1 to {MOST_AT_ONCE} sleeves by their serials.")));
    }
    match to {
        SleeveState::Cleaning | SleeveState::Repairing | SleeveState::Inspecting | SleeveState::Available => {}
        SleeveState::Retired if reason.is_empty() => {
            return Err(Error::refused("Say why it is retired, such as torn: it does not come back from there."));
        }
        SleeveState::Retired => {}
        other => {
            return Err(Error::refused(format!(
                "Nobody can put a sleeve where it is “{other}”: that comes of parcels and returns."
            )));
        }
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Error::refused(format!("A reason has at most {LONGEST_REASON} characters.")));
    }
    let mut sleeves = Vec::new();
    for serial in &serials {
        let sleeve = find::sleeve_by_serial(&doing.read(), serial, doing.key())?;
        refuse_undecided(doing, &sleeve.serial)?;
        sleeves.push(sleeve.id);
    }
    put(doing, &sleeves, to)?;
    if !reason.is_empty() {
        doing.note("reason", reason);
    }
    Ok(SleevesMoved { sleeves: serials.len() })
}
