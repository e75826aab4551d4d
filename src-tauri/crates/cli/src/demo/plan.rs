//! The demo's own plan, as it lies in `assets/demo`.

use serde_json::Value;

use super::Summary;

/// What the demo must ship.
const PLAN: &str = include_str!("../../../../../assets/demo/demo.json");

/// True when the summary says what the plan says.
pub(super) fn as_planned(summary: &Summary) -> bool {
    let (Ok(Value::Object(plan)), Ok(told)) = (serde_json::from_str(PLAN), serde_json::to_value(summary)) else {
        return false;
    };
    plan.iter().all(|(member, value)| told.get(member) == Some(value))
}
