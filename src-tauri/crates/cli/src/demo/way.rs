//! The steps of the way: what the office does by command, and what the bench does by scan.

use std::collections::BTreeMap;
use std::path::Path;

use loopdock_hub::demo::{self, Packer};
use loopdock_hub::{Hub, Level, Result};
use serde_json::{Value, json};

use super::DemoHost;

/// A hub with somebody at its bench and somebody in its office.
pub(super) struct Desk {
    /// Its hub.
    pub hub: Hub,
    /// Whoever is at the bench.
    pub packer: Packer,
    /// What time it is there.
    pub clock: DemoHost,
}

/// What has left so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Shipped {
    /// Parcels closed.
    pub parcels: u64,
    /// Orders in them that were handed over.
    pub orders: u64,
    /// Units in these.
    pub units: u64,
    /// Of these, picked up at the counter.
    pub picked_up: u64,
    /// Of these, in sleeves.
    pub in_sleeves: u64,
}

impl Desk {
    pub(super) fn open(file: &Path, bench: &str) -> Result<Self> {
        let clock = DemoHost::default();
        let hub = Hub::init(file, &demo::setup(), Box::new(clock.clone()))?;
        Ok(Self { hub, packer: Packer::at(bench), clock })
    }

    pub(super) fn call(&mut self, name: &str, request: Value) -> Result<Value> {
        self.hub.call(name, request, None)
    }

    pub(super) fn rest(&mut self) -> Result<()> {
        self.hub.rest_fully()
    }

    /// A scan that must not be refused.
    pub(super) fn must(&mut self, code: &str) -> Result<()> {
        self.packer.must(&mut self.hub, code).map(|_| ())
    }

    /// Walks the next wave; false when there is nothing left to pick.
    pub(super) fn pick_a_wave(&mut self) -> Result<bool> {
        let answer = self.packer.scan(&mut self.hub, "NEXT")?;
        if answer.cue == Level::Stop {
            return Ok(false);
        }
        self.packer.follow_through(&mut self.hub, "pick")?;
        Ok(true)
    }

    /// Packs the order in every tote that carries one.
    pub(super) fn pack_all_totes(&mut self, shipped: &mut Shipped) -> Result<()> {
        for tote in list(&self.call("places", json!({ "kind": "tote" }))?) {
            let answer = self.packer.scan(&mut self.hub, &text(&tote, "code"))?;
            if answer.cue != Level::Stop {
                self.packer.follow_through(&mut self.hub, "pack")?;
                shipped.parcels += 1;
                self.rest()?;
            }
        }
        Ok(())
    }

    /// Loads every packed parcel of every carrier, and closes its handover.
    pub(super) fn hand_everything_over(&mut self, shipped: &mut Shipped) -> Result<()> {
        let waiting = list(&self.call("parcels", json!({}))?);
        for carrier in list(&self.call("carriers", json!({}))?) {
            if number(&carrier, "waiting") > 0 {
                self.must(&text(&carrier, "code"))?;
                self.packer.follow_through(&mut self.hub, "hand_over")?;
            }
            let mine = waiting.iter().filter(|parcel| text(parcel, "carrier") == text(&carrier, "name"));
            for parcel in mine {
                shipped.orders += 1;
                shipped.picked_up += u64::from(text(&carrier, "kind") == "pick_up");
                shipped.in_sleeves += u64::from(parcel.get("sleeve").is_some_and(Value::is_string));
            }
        }
        let gone = list(&self.call("stock", json!({}))?);
        let gone = gone.iter().filter(|row| text(row, "kind") == "customer");
        shipped.units = gone.map(|row| number(row, "on_hand")).sum();
        Ok(())
    }

    /// Units left by SKU, of what is stocked.
    pub(super) fn left(&mut self) -> Result<BTreeMap<String, i64>> {
        let items = list(&self.call("items", json!({}))?);
        let stocked = items.iter().filter(|item| text(item, "kind") == "stocked");
        Ok(stocked.map(|item| (text(item, "sku"), item.get("on_hand").and_then(Value::as_i64).unwrap_or(0))).collect())
    }

    /// Papers that were printed.
    pub(super) fn papers(&mut self) -> Result<u64> {
        let newest = list(&self.call("print_jobs", json!({}))?);
        Ok(newest.first().map_or(0, |job| number(job, "number")))
    }
}

pub(super) fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

pub(super) fn text(value: &Value, member: &str) -> String {
    value.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}

pub(super) fn number(value: &Value, member: &str) -> u64 {
    value.get(member).and_then(Value::as_u64).unwrap_or(0)
}
