//! The classes of orders and the reasons for each, as data and as clauses of a sentence.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use thiserror::Error;

use super::reason::Rejected;

/// What is to become of an order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "class", content = "detail", rename_all = "snake_case")]
pub enum Class {
    /// Nothing of it is to be shipped any more.
    Skipped(SkipReason),
    /// It can't be used.
    Rejected(Rejected),
    /// A person must decide; all reasons, at least one.
    Held(Vec<HoldReason>),
    /// Nothing in it is a thing.
    DigitalOnly,
    /// It is to be shipped.
    Accepted {
        /// Units to pick by SKU, kits exploded and equal items added up; never empty.
        picks: BTreeMap<String, u64>,
    },
}

/// Why an order is passed over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Error)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The creator cancelled it.
    #[error("the order was cancelled")]
    Cancelled,
    /// Its payment was voided.
    #[error("the payment was voided")]
    Voided,
    /// Its money went back.
    #[error("the order was refunded")]
    Refunded,
    /// All of it has left already, or it has no lines.
    #[error("nothing is left to ship")]
    NothingLeft,
}

/// Why an order waits for a person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HoldReason {
    /// Its financial status is anything but paid.
    #[error("{}", unpaid_sentence(status))]
    NotPaid {
        /// The status in lower case; may be empty.
        status: String,
    },
    /// A line's SKU is empty.
    #[error("“{title}” has no SKU, so nobody can tell which item it is (row {row})")]
    NoSku {
        /// The line's row.
        row: u32,
        /// What the storefront calls the item.
        title: String,
    },
    /// A line names an item that the creator does not have.
    #[error("the creator has no item {sku} (row {row})")]
    UnknownItem {
        /// The line's row.
        row: u32,
        /// The unknown SKU.
        sku: String,
    },
    /// A kit has a component that the creator does not have.
    #[error("the kit {sku} holds {component}, which the creator does not have (row {row})")]
    UnknownComponent {
        /// The line's row.
        row: u32,
        /// The line's SKU.
        sku: String,
        /// The unknown SKU.
        component: String,
    },
    /// A kit holds itself, directly or through other kits.
    #[error("the kit {sku} contains itself (row {row})")]
    EndlessKit {
        /// The line's row.
        row: u32,
        /// The line's SKU.
        sku: String,
    },
    /// A part of a line has left, and the file doesn't say how many units.
    #[error("a part of {sku} was shipped already, and the file does not say how many are left (row {row})")]
    PartOfLineShipped {
        /// The line's row.
        row: u32,
        /// The line's SKU.
        sku: String,
    },
}

impl HoldReason {
    /// The SKU that the creator does not have, where that is the reason.
    pub(crate) fn unknown_item(&self) -> Option<&str> {
        match self {
            Self::UnknownItem { sku, .. } | Self::UnknownComponent { component: sku, .. } => Some(sku),
            _ => None,
        }
    }
}

impl fmt::Display for Class {
    /// One clause, without the order's name (a rejection has it).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Class::Skipped(reason) => write!(f, "{reason}"),
            Class::Rejected(rejected) => write!(f, "{rejected}"),
            Class::Held(reasons) => {
                let clauses: Vec<String> = reasons.iter().map(HoldReason::to_string).collect();
                f.write_str(&clauses.join("; "))
            }
            Class::DigitalOnly => f.write_str("nothing in the order is a thing to ship"),
            Class::Accepted { picks } => write!(f, "{} units to pick", units(picks)),
        }
    }
}

/// The sum of all picks.
pub(super) fn units(picks: &BTreeMap<String, u64>) -> u64 {
    picks.values().fold(0, |sum, count| sum.saturating_add(*count))
}

fn unpaid_sentence(status: &str) -> String {
    if status.is_empty() {
        "the file does not say that the order is paid".to_owned()
    } else {
        format!("the order is not paid: its financial status is “{status}”")
    }
}
