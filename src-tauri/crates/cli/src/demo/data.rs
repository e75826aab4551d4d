//! The demo's own exports and plan, as they lie in `assets/demo`.

use serde_json::Value;

use super::Summary;

/// A creator with its exports.
pub(super) struct DemoCreator {
    /// Its key.
    pub key: &'static str,
    /// Its products.
    pub products: &'static [u8],
    /// Its orders.
    pub orders: &'static [u8],
}

macro_rules! creator {
    ($key:literal) => {
        DemoCreator {
            key: $key,
            products: include_bytes!(concat!("../../../../../assets/demo/", $key, "-products.csv")),
            orders: include_bytes!(concat!("../../../../../assets/demo/", $key, "-orders.csv")),
        }
    };
}

/// The three creators.
pub(super) const CREATORS: &[DemoCreator] =
    &[creator!("fern-and-kiln"), creator!("nachtlicht-drucke"), creator!("tomo-zines")];

/// What the demo must ship.
const PLAN: &str = include_str!("../../../../../assets/demo/demo.json");

/// True when the summary says what the plan says.
pub(super) fn as_planned(summary: &Summary) -> bool {
    let (Ok(Value::Object(plan)), Ok(told)) = (serde_json::from_str(PLAN), serde_json::to_value(summary)) else {
        return false;
    };
    plan.iter().all(|(member, value)| told.get(member) == Some(value))
}
