//! The steps of the way: what the office does by command, and what the bench does by scan.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use loopdock_hub::{Error, Hub, Level, Result};
use serde_json::{Value, json};

use super::data::CREATORS;
use super::packer::Packer;

/// A hub with somebody at its bench and somebody in its office.
pub(super) struct Desk {
    hub: Hub,
    /// Whoever is at the bench.
    pub packer: Packer,
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

/// Units of every item that arrive, but for one that is short.
const RUN_UNITS: u32 = 80;
const SHORT_SKU: &str = "FK-PLANTER-S";
const SHORT_UNITS: u32 = 20;

impl Desk {
    pub(super) fn open(hub: Hub, bench: &str) -> Self {
        Self { hub, packer: Packer::at(bench) }
    }

    pub(super) fn into_hub(self) -> Hub {
        self.hub
    }

    pub(super) fn call(&mut self, name: &str, request: Value) -> Result<Value> {
        self.hub.call(name, request, None)
    }

    pub(super) fn rest(&mut self) -> Result<()> {
        super::rest(&mut self.hub)
    }

    /// A scan that must not be refused.
    fn must(&mut self, code: &str) -> Result<()> {
        self.packer.must(&mut self.hub, code).map(|_| ())
    }

    /// Places, sleeves, creators and their products, and the sheets of codes.
    pub(super) fn set_up(&mut self) -> Result<()> {
        self.call("add_bins", json!({ "from": "A-01-1", "to": "F-12-4" }))?;
        self.call("add_totes", json!({ "count": 16 }))?;
        self.call("register_sleeves", json!({ "count": 120 }))?;
        for creator in CREATORS {
            let content = STANDARD.encode(creator.products);
            self.call("import_products", json!({ "creator": creator.key, "content": content }))?;
        }
        self.call("set_creator", json!({ "key": "fern-and-kiln", "sleeve_rule": "carrier", "deposit": "2.00" }))?;
        self.call("print_codes", json!({}))?;
        Ok(())
    }

    /// Every run is announced, counted onto the bench, and put away, each into a bin of its own.
    pub(super) fn receive_everything(&mut self) -> Result<()> {
        let items = list(&self.call("items", json!({}))?);
        let stocked: Vec<&Value> = items.iter().filter(|item| text(item, "kind") == "stocked").collect();
        for item in &stocked {
            let sku = text(item, "sku");
            let expected = if sku == SHORT_SKU { SHORT_UNITS } else { RUN_UNITS };
            let run =
                json!({ "creator": text(item, "creator"), "sku": sku, "expected": expected, "maker": "Microfactory" });
            self.call("announce_run", run)?;
            self.count_in(&items, item)?;
            self.must(&format!("={expected}"))?;
        }
        for (number, item) in stocked.iter().enumerate() {
            // Three bays apart, so that the walks of the demo have something to walk.
            let aisle = ["A", "B", "C", "D", "E", "F"].get(number % 6).copied().unwrap_or("A");
            self.must(&format!("{aisle}-{:02}-{}", 1 + (number * 3) % 12, 1 + number % 4))?;
            self.must(&text(item, "code"))?;
            let units = if text(item, "sku") == SHORT_SKU { SHORT_UNITS } else { RUN_UNITS };
            self.must(&format!("={units}"))?;
        }
        self.must("DONE")
    }

    /// Scans an item's barcode; where two creators share it, the bench asks whose, and is told.
    fn count_in(&mut self, all: &[Value], item: &Value) -> Result<()> {
        let barcode = text(item, "barcode");
        if barcode.is_empty() {
            return self.must(&text(item, "code"));
        }
        let answer = self.packer.must(&mut self.hub, &barcode)?;
        let sharing: Vec<String> =
            all.iter().filter(|other| text(other, "barcode") == barcode).map(|other| text(other, "sku")).collect();
        if sharing.len() > 1 && answer.cue == Level::Warn {
            let at = sharing.iter().position(|sku| *sku == text(item, "sku")).unwrap_or(0);
            for _ in 0..at {
                self.must("NEXT")?;
            }
            self.must("OK")?;
        }
        Ok(())
    }

    /// The three exports; answers with how many orders are to be shipped.
    pub(super) fn import_orders(&mut self) -> Result<u64> {
        let mut accepted = 0;
        for creator in CREATORS {
            let content = STANDARD.encode(creator.orders);
            let counts = self.call("import_orders", json!({ "creator": creator.key, "content": content }))?;
            accepted += number(&counts, "accepted");
        }
        self.call("print_codes", json!({ "sheet": "carriers" }))?;
        Ok(accepted)
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

    /// Takes sleeves back, each scanned a second time, which must be refused; answers with how many.
    pub(super) fn take_back(&mut self, count: u32) -> Result<u64> {
        let out = list(&self.call("sleeves", json!({ "state": "out", "limit": count }))?);
        let mut back = 0;
        for sleeve in out {
            let code = text(&sleeve, "code");
            self.must(&code)?;
            self.must("OK")?;
            if self.packer.scan(&mut self.hub, &code)?.cue != Level::Stop {
                return Err(Error::internal(format!("sleeve {code} was taken back twice")));
            }
            back += 1;
        }
        Ok(back)
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

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn text(value: &Value, member: &str) -> String {
    value.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn number(value: &Value, member: &str) -> u64 {
    value.get(member).and_then(Value::as_u64).unwrap_or(0)
}
