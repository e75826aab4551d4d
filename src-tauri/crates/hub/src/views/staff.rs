//! Who works here, and the limits above which two of them are asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::Money;
use loopdock_domain::staff::{Role, StaffState};
use loopdock_store::Staff;

use crate::command::Empty;
use crate::error::Result;
use crate::view::View;

/// Somebody who works here, or did.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StaffView {
    /// Their badge's number.
    pub number: i64,
    /// Their name.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// Whether they work here.
    pub state: StaffState,
    /// Until when their badge is locked after too many wrong PINs, milliseconds since the epoch.
    pub locked_until_ms: Option<i64>,
}

/// Everybody, and the limits.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StaffList {
    /// Those who work here first, by name.
    pub people: Vec<StaffView>,
    /// What a buyer may get for one sleeve without two people, by currency.
    pub limits: Vec<Money>,
}

pub(crate) fn staff(view: &View<'_>, _: Empty) -> Result<StaffList> {
    let people = view.read.all_staff()?.iter().map(staff_view).collect();
    Ok(StaffList { people, limits: view.read.approval_limits()? })
}

pub(crate) fn staff_view(staff: &Staff) -> StaffView {
    StaffView {
        number: staff.number,
        name: staff.name.clone(),
        role: staff.role,
        state: staff.state,
        locked_until_ms: staff.locked_until_ms,
    }
}
