//! The hub that a random day begins with: places, sleeves, three creators and what they sell.

use std::path::Path;

use loopdock_hub::{Hub, Result, Setup};
use loopdock_tests::SeededWorld;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::plan::BENCHES;

/// The creators' keys, with the currencies that they sell in: with two decimals, and with none.
pub(super) const CREATORS: &[(&str, &str)] = &[("fern", "USD"), ("nacht", "EUR"), ("tomo", "JPY")];

/// Carriers and whether they are the counter.
pub(super) const CARRIERS: &[(&str, &str)] = &[("Post", "carrier"), ("Van", "carrier"), ("Counter", "pick_up")];

/// What is scanned at a bench and never changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
    pub bins: Vec<Named>,
    pub totes: Vec<Named>,
    pub sleeves: Vec<String>,
    pub items: Vec<Item>,
}

/// A place.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub name: String,
    pub code: String,
}

/// An item and how it can be scanned.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub creator: String,
    pub sku: String,
    pub kind: String,
    pub codes: Vec<String>,
}

impl Codes {
    /// What lies on shelves.
    pub fn stocked(&self) -> Vec<&Item> {
        self.items.iter().filter(|item| item.kind == "stocked").collect()
    }

    /// What a creator sells.
    pub fn of(&self, creator: &str) -> Vec<&Item> {
        self.items.iter().filter(|item| item.creator == creator).collect()
    }
}

/// Makes the hub of a day.
pub(super) fn furnished(file: &Path, world: &SeededWorld, seed: u64) -> Result<(Hub, Codes)> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed ^ 0x57a6_e000);
    let setup = Setup {
        name: "Days".to_owned(),
        currency: "EUR".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        address: "Hafenstraße 12\n10115 Berlin\nDE".to_owned(),
        country: String::new(),
    };
    let mut hub = Hub::init(file, &setup, Box::new(world.clone()))?;
    let mut call = |name: &str, request: Value| hub.call(name, request, None);
    let aisles = if dice.random() { ("A-01-1", "A-03-2") } else { ("A-01-1", "B-05-1") };
    call("add_bins", json!({ "from": aisles.0, "to": aisles.1 }))?;
    call("add_totes", json!({ "count": dice.random_range(3..=5) }))?;
    call("register_sleeves", json!({ "count": dice.random_range(2..=5) }))?;
    for (name, kind) in CARRIERS {
        call("add_carrier", json!({ "name": name, "kind": kind }))?;
    }
    for (key, currency) in CREATORS {
        let rule = ["never", "carrier", "carrier", "always", "always"][dice.random_range(0..5)];
        let deposit = if dice.random_ratio(2, 3) { "3" } else { "0" };
        let part = if dice.random() { "whole" } else { "part" };
        call(
            "add_creator",
            json!({ "key": key, "currency": currency, "sleeve_rule": rule, "terms": { "deposit": deposit }, "part_orders": part }),
        )?;
    }
    for item in catalogue() {
        call("add_item", item)?;
    }
    for bench in BENCHES {
        call("scan", json!({ "bench": bench, "code": "CANCEL" }))?;
    }
    let codes = codes(&mut hub)?;
    Ok((hub, codes))
}

/// Stocked items first; one barcode is shared by two creators, two items have none, one has no weight.
fn catalogue() -> Vec<Value> {
    vec![
        json!({ "creator": "fern", "sku": "MUG", "title": "Moss Mug", "barcode": "4006381333931", "weight_g": 380 }),
        json!({ "creator": "nacht", "sku": "PRINT", "title": "Night Print", "barcode": "9780201379624", "weight_g": 90 }),
        json!({ "creator": "fern", "sku": "BEAD", "title": "Bead", "weight_g": 4, "typed_quantity": "yes" }),
        json!({ "creator": "tomo", "sku": "ZINE", "title": "ねこ Zine", "barcode": "4901234567894", "typed_quantity": "yes" }),
        json!({ "creator": "nacht", "sku": "CARD", "title": "Card", "barcode": "96385074", "weight_g": 8 }),
        json!({ "creator": "fern", "sku": "BOWL", "title": "Bowl", "barcode": "9780201379624", "weight_g": 610 }),
        json!({ "creator": "tomo", "sku": "PIN", "title": "Pin", "weight_g": 12 }),
        json!({ "creator": "fern", "sku": "SET", "title": "Set", "components": [["MUG", 1], ["BEAD", 2]] }),
        json!({ "creator": "nacht", "sku": "PDF", "title": "Print as PDF", "digital": true }),
        json!({ "creator": "tomo", "sku": "BOX", "title": "Box", "components": [["ZINE", 1], ["PIN", 1]] }),
    ]
}

fn codes(hub: &mut Hub) -> Result<Codes> {
    let mut list = |name: &str, request: Value| -> Result<Vec<Value>> {
        Ok(hub.call(name, request, None)?.as_array().cloned().unwrap_or_default())
    };
    let named = |place: &Value| Named { name: text(place, "name"), code: text(place, "code") };
    let bins = list("places", json!({ "kind": "bin" }))?.iter().map(named).collect();
    let totes = list("places", json!({ "kind": "tote" }))?.iter().map(named).collect();
    let sleeves = list("sleeves", json!({ "state": "available" }))?.iter().map(|row| text(row, "code")).collect();
    let items = items(hub)?;
    Ok(Codes { bins, totes, sleeves, items })
}

/// What the creators sell, as it is now, in the sequence in which it was entered.
pub(super) fn items(hub: &mut Hub) -> Result<Vec<Item>> {
    let mut list = |name: &str, request: Value| -> Result<Vec<Value>> {
        Ok(hub.call(name, request, None)?.as_array().cloned().unwrap_or_default())
    };
    let all = list("items", json!({}))?;
    let mut items = Vec::new();
    for row in catalogue() {
        let same = |item: &&Value| item["creator"] == row["creator"] && item["sku"] == row["sku"];
        let Some(item) = all.iter().find(same) else { continue };
        let codes = [text(item, "barcode"), text(item, "code")];
        items.push(Item {
            creator: text(item, "creator"),
            sku: text(item, "sku"),
            kind: text(item, "kind"),
            codes: codes.into_iter().filter(|code| !code.is_empty()).collect(),
        });
    }
    Ok(items)
}

/// A member of an object as text; empty where there is none.
pub(super) fn text(value: &Value, member: &str) -> String {
    value.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}
