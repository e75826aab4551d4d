//! What furnishes the demo hub: the office's commands, and the scans of whoever counts the goods in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use serde_json::{Value, json};

use loopdock_domain::bench::Level;

use super::data::CREATORS;
use super::{Packer, recent};
use crate::error::Result;
use crate::hub::Hub;

/// Units of every item that arrive, but for one that is short.
const RUN_UNITS: u32 = 80;
const SHORT_SKU: &str = "FK-PLANTER-S";
const SHORT_UNITS: u32 = 20;

/// Places, sleeves, creators and their products, and the sheets of codes.
///
/// # Errors
/// What the hub says.
pub fn set_up(hub: &mut Hub) -> Result<()> {
    call(hub, "add_bins", json!({ "from": "A-01-1", "to": "F-12-4" }))?;
    call(hub, "add_totes", json!({ "count": 16 }))?;
    call(hub, "register_sleeves", json!({ "count": 120 }))?;
    for creator in CREATORS {
        let content = STANDARD.encode(creator.products);
        call(hub, "import_products", json!({ "creator": creator.key, "content": content }))?;
    }
    call(
        hub,
        "set_creator",
        json!({ "key": "fern-and-kiln", "sleeve_rule": "carrier", "terms": { "deposit": "2.00" } }),
    )?;
    call(hub, "print_codes", json!({}))?;
    Ok(())
}

/// Every run is announced, counted onto the bench, and put away, each into a bin of its own.
///
/// # Errors
/// What the hub says, or when a scan is refused.
pub fn receive_everything(hub: &mut Hub, packer: &mut Packer) -> Result<()> {
    let items = list(&call(hub, "items", json!({}))?);
    let stocked: Vec<&Value> = items.iter().filter(|item| text(item, "kind") == "stocked").collect();
    for item in &stocked {
        let sku = text(item, "sku");
        let expected = if sku == SHORT_SKU { SHORT_UNITS } else { RUN_UNITS };
        let run =
            json!({ "creator": text(item, "creator"), "sku": sku, "expected": expected, "maker": "Microfactory" });
        call(hub, "announce_run", run)?;
        count_in(hub, packer, &items, item)?;
        packer.must(hub, &format!("={expected}"))?;
    }
    for (number, item) in stocked.iter().enumerate() {
        // Three bays apart, so that the walks of the demo have something to walk.
        let aisle = ["A", "B", "C", "D", "E", "F"].get(number % 6).copied().unwrap_or("A");
        packer.must(hub, &format!("{aisle}-{:02}-{}", 1 + (number * 3) % 12, 1 + number % 4))?;
        packer.must(hub, &text(item, "code"))?;
        let units = if text(item, "sku") == SHORT_SKU { SHORT_UNITS } else { RUN_UNITS };
        packer.must(hub, &format!("={units}"))?;
    }
    packer.must(hub, "DONE")?;
    Ok(())
}

/// Scans an item's barcode; where two creators share it, the bench asks whose, and is told.
fn count_in(hub: &mut Hub, packer: &mut Packer, all: &[Value], item: &Value) -> Result<()> {
    let barcode = text(item, "barcode");
    if barcode.is_empty() {
        packer.must(hub, &text(item, "code"))?;
        return Ok(());
    }
    let answer = packer.must(hub, &barcode)?;
    let sharing: Vec<String> =
        all.iter().filter(|other| text(other, "barcode") == barcode).map(|other| text(other, "sku")).collect();
    if sharing.len() > 1 && answer.cue == Level::Warn {
        let at = sharing.iter().position(|sku| *sku == text(item, "sku")).unwrap_or(0);
        for _ in 0..at {
            packer.must(hub, "NEXT")?;
        }
        packer.must(hub, "OK")?;
    }
    Ok(())
}

/// The three exports as they are; answers with how many orders are to be shipped.
///
/// # Errors
/// What the hub says.
pub fn import_orders(hub: &mut Hub) -> Result<u64> {
    import(hub, |export| export.to_vec())
}

/// The three exports, with orders of the last days.
pub(super) fn import_recent_orders(hub: &mut Hub) -> Result<u64> {
    let newest = recent::newest(CREATORS.iter().map(|creator| creator.orders)).unwrap_or_default();
    let now = DateTime::from_timestamp_millis(hub.host().now_ms()).unwrap_or(newest);
    import(hub, |export| recent::brought_up_to(export, newest, now))
}

fn import(hub: &mut Hub, read: impl Fn(&[u8]) -> Vec<u8>) -> Result<u64> {
    let mut accepted = 0;
    for creator in CREATORS {
        let content = STANDARD.encode(read(creator.orders));
        let counts = call(hub, "import_orders", json!({ "creator": creator.key, "content": content }))?;
        accepted += counts.get("accepted").and_then(Value::as_u64).unwrap_or(0);
    }
    call(hub, "print_codes", json!({ "sheet": "carriers" }))?;
    Ok(accepted)
}

fn call(hub: &mut Hub, name: &str, request: Value) -> Result<Value> {
    hub.call(name, request, None)
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn text(value: &Value, member: &str) -> String {
    value.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}
