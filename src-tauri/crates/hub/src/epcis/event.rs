//! An event in EPCIS's words, with the properties that a hub has something to say about (GS1 EPCIS 2.0, section 7.4).

use serde::Serialize;

use loopdock_domain::words;

words! {
    /// What an event does to the life of a thing, or to what is in it.
    Action {
        /// It begins.
        Add = "ADD",
        /// It goes on.
        Observe = "OBSERVE",
        /// It ends.
        Delete = "DELETE",
    }
}

words! {
    /// Why something happened (CBV 2.0, section 7.1). A step that CBV has no word for is named by a URI of our own.
    Step {
        /// A sleeve got its serial.
        Commissioning = "commissioning",
        /// A parcel was closed in a sleeve.
        Packing = "packing",
        /// It left.
        Shipping = "shipping",
        /// It came back.
        Receiving = "receiving",
        /// It was looked at.
        Inspecting = "inspecting",
        /// Nothing was in it any more.
        Unpacking = "unpacking",
        /// It goes to be washed.
        Cleaning = "urn:loopdock:bizstep:cleaning",
        /// It goes to be mended.
        Repairing = "repairing",
        /// It goes on the shelf.
        Storing = "storing",
        /// Its life ends.
        Decommissioning = "decommissioning",
    }
}

words! {
    /// How a thing is afterwards (CBV 2.0, section 7.2).
    Disposition {
        /// In the fleet.
        Active = "active",
        /// On its way through the hub.
        InProgress = "in_progress",
        /// On its way to the buyer.
        InTransit = "in_transit",
        /// Back, and not looked at.
        Returned = "returned",
        /// It can travel again.
        Available = "available",
        /// It can't, for now.
        Damaged = "damaged",
        /// It never will again.
        Inactive = "inactive",
    }
}

/// What an event is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "type")]
pub(super) enum About {
    /// Things, each by its URI.
    #[serde(rename = "ObjectEvent")]
    Things {
        /// All of them, each once.
        #[serde(rename = "epcList")]
        things: Vec<String>,
    },
    /// What is in a thing, or not any more.
    #[serde(rename = "AggregationEvent")]
    Within {
        /// The thing that holds it.
        #[serde(rename = "parentID")]
        holder: String,
        /// What it holds.
        #[serde(rename = "childEPCs")]
        held: Vec<String>,
    },
}

/// A place, by its URI.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Place {
    /// The URI.
    pub id: String,
}

/// What happened, to what, when, where and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    /// To what.
    #[serde(flatten)]
    pub about: About,
    /// When, in UTC and to the millisecond: `2026-10-28T07:00:00.000Z`.
    pub event_time: String,
    /// By how much the clock on the wall was ahead of that: `+01:00`.
    pub event_time_zone_offset: String,
    /// What it did to it.
    pub action: Action,
    /// Why.
    pub biz_step: Step,
    /// How it is since then, where that is another thing than before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// Where it was seen.
    pub read_point: Place,
    /// Where it is since then; none where nobody here knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub biz_location: Option<Place>,
}
