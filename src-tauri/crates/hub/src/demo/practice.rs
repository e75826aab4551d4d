//! The practice parcel: a small hub of its own with three postcards on their way and one order for two of them, and a
//! look at how far the exercise is. It is done at a bench like any other, so what it shows holds for real ones.

use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use loopdock_domain::bench::Expected;
use loopdock_domain::codes::{CodeKind, Command, OwnCode};
use loopdock_domain::order::{LineState, OrderState, order_state};
use loopdock_domain::place::PlaceKind;
use loopdock_domain::sleeve::SleeveState;
use loopdock_domain::words;
use loopdock_labels::ScreenCode;
use loopdock_store::{Item, Order};

use crate::command::Empty;
use crate::error::Result;
use crate::hub::Hub;
use crate::names;
use crate::scan::{self, BenchRequest, BenchView};
use crate::setup::Setup;
use crate::view::View;

const CREATOR: &str = "practice";
const SKU: &str = "POSTCARD";
const BENCH: &str = "main";
/// Units that arrive.
const UNITS: i64 = 3;
/// Units that the order wants.
const ORDERED: u32 = 2;

words! {
    /// A part of the exercise.
    PracticeStage {
        /// The units are counted onto the bench.
        Receive = "receive",
        /// They go into a bin.
        PutAway = "put_away",
        /// They are walked for, into a tote.
        Pick = "pick",
        /// They are checked into a parcel with a sleeve.
        Pack = "pack",
        /// The parcel goes to its carrier.
        HandOver = "hand_over",
        /// The sleeve comes back.
        TakeBack = "take_back",
        /// All of it was done.
        Done = "done",
        /// Something else was tried, and the order can't go on by itself.
        Astray = "astray",
    }
}

/// How far a practice parcel is, and the scan that brings it forward.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PracticeView {
    /// The part that it is at.
    pub stage: PracticeStage,
    /// What to scan: the postcard, `A-01-1`, `NEXT`...
    pub name: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// Its code as a picture, to be scanned from the screen.
    pub picture: Option<CodePicture>,
}

/// A QR code as a screen draws it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CodePicture {
    /// Modules on each side, quiet zone included.
    pub side: u32,
    /// Its dark modules as the path of an SVG whose units are modules.
    pub path: String,
}

/// What a practice hub is told: the real one's money and time.
#[must_use]
pub fn setup(currency: &str, timezone: &str) -> Setup {
    Setup {
        name: "Practice hub".to_owned(),
        currency: currency.to_owned(),
        timezone: timezone.to_owned(),
        address: "The practice hub\nNothing here is sent".to_owned(),
        country: String::new(),
    }
}

/// Furnishes a new hub for the exercise.
///
/// # Errors
/// What the hub says.
pub fn furnish(hub: &mut Hub) -> Result<()> {
    let mut call = |name: &str, request: serde_json::Value| hub.call(name, request, None).map(|_| ());
    call("add_bins", json!({ "from": "A-01-1", "to": "A-02-2" }))?;
    call("add_totes", json!({ "count": 2 }))?;
    call("register_sleeves", json!({ "count": 2 }))?;
    let creator =
        json!({ "key": CREATOR, "name": "Practice Prints", "sleeve_rule": "always", "terms": { "deposit": "2" } });
    call("add_creator", creator)?;
    call("add_item", json!({ "creator": CREATOR, "sku": SKU, "title": "Practice postcard", "weight_g": 20 }))?;
    let run = json!({ "creator": CREATOR, "sku": SKU, "expected": UNITS, "maker": "Practice press" });
    call("announce_run", run)?;
    let buyer = json!({ "name": "Practice buyer", "address1": "1 Practice Lane", "city": "Practice", "country": "DE" });
    let order = json!({
        "creator": CREATOR, "name": "#1", "lines": [[SKU, ORDERED]], "shipping_method": "Practice van", "buyer": buyer,
    });
    call("add_order", order)?;
    call("print_codes", json!({}))?;
    hub.rest_fully()
}

/// Where the exercise is; nothing on a hub that has none.
pub(crate) fn practice(view: &View<'_>, _: Empty) -> Result<Option<PracticeView>> {
    let read = &view.read;
    let found = read.creator_keyed(CREATOR)?.map(|creator| read.item_of(creator.id, SKU)).transpose()?.flatten();
    let (Some(item), Some(order)) = (found, read.order_numbered(1)?) else {
        return Ok(None);
    };
    let bench = scan::bench(view, BenchRequest { bench: BENCH.to_owned() })?;
    let stage = stage(view, &item, &order, &bench)?;
    let (name, code) = next(view, stage, &item, &order, &bench)?.unzip();
    let picture = code.as_deref().and_then(|code| ScreenCode::of(code).ok());
    let picture = picture.map(|ScreenCode { side, path }| CodePicture { side, path });
    Ok(Some(PracticeView { stage, name, code, picture }))
}

fn stage(view: &View<'_>, item: &Item, order: &Order, bench: &BenchView) -> Result<PracticeStage> {
    let states: Vec<LineState> = view.read.lines_of(order.id)?.iter().map(|line| line.state).collect();
    let all_here = view.read.item_balance(item.id)?.on_hand >= UNITS;
    let counting = if all_here { PracticeStage::PutAway } else { PracticeStage::Receive };
    Ok(match order_state(&states) {
        OrderState::Waiting => counting,
        // Two are in their bin already; the third still lies on the bench.
        OrderState::Ready if matches!(bench.mode.as_str(), "receive" | "put_away") => counting,
        OrderState::Ready | OrderState::Picking => PracticeStage::Pick,
        OrderState::Picked => PracticeStage::Pack,
        OrderState::Packed => PracticeStage::HandOver,
        OrderState::Shipped | OrderState::Delivered => {
            let is_out = !view.read.sleeves_in(SleeveState::Out, 1)?.is_empty();
            if is_out || bench.mode == "take_back" { PracticeStage::TakeBack } else { PracticeStage::Done }
        }
        OrderState::Held | OrderState::Cancelled => PracticeStage::Astray,
    })
}

/// What to scan, by name, and its code.
fn next(
    view: &View<'_>,
    stage: PracticeStage,
    item: &Item,
    order: &Order,
    bench: &BenchView,
) -> Result<Option<(String, String)>> {
    let read = &view.read;
    let is_idle = bench.mode == "idle";
    let own = |code: OwnCode| Some((names::of_code(&code), code.payload(&view.hub.key)));
    let expected = bench.expects.iter().find_map(|one| match (&one.what, &one.code) {
        (Expected::Quantity(_), _) | (_, None) => None,
        (what, Some(code)) => Some((named(what, item, code), code.clone())),
    });
    Ok(match stage {
        PracticeStage::Receive => {
            own(OwnCode::new(CodeKind::Item, item.number)).map(|(_, code)| (item.title.clone(), code))
        }
        // All of it is on the shelf, and allocation is about to see it.
        PracticeStage::PutAway if is_idle && !lies_on_bench(view, item)? => None,
        PracticeStage::PutAway if is_idle || bench.expects.iter().any(|one| one.what == Expected::AnyBin) => {
            read.places(PlaceKind::Bin)?.first().and_then(|bin| own(OwnCode::new(CodeKind::Bin, &bin.name)))
        }
        PracticeStage::Pick if is_idle => own(OwnCode::new(CodeKind::Command, Command::Next)),
        PracticeStage::Pack if is_idle => {
            read.first_tote_of(order.id)?.and_then(|(_, tote)| own(names::tote_code(&tote)))
        }
        PracticeStage::HandOver if is_idle => {
            let carrier = read.carrier(order.carrier)?;
            carrier.and_then(|carrier| {
                own(OwnCode::new(CodeKind::Carrier, carrier.number)).map(|(_, code)| (carrier.name, code))
            })
        }
        PracticeStage::TakeBack if is_idle => {
            let out = read.sleeves_in(SleeveState::Out, 1)?;
            out.first().and_then(|sleeve| {
                own(OwnCode::new(CodeKind::Sleeve, &sleeve.serial)).map(|(_, code)| ("the sleeve".to_owned(), code))
            })
        }
        PracticeStage::Done | PracticeStage::Astray => None,
        _ => expected,
    })
}

/// Whether a unit waits on the bench for its bin.
fn lies_on_bench(view: &View<'_>, item: &Item) -> Result<bool> {
    let bench = view.read.bench_named(BENCH)?;
    Ok(match bench {
        Some(bench) => !view.read.holdings_of(bench.place, item.id)?.is_empty(),
        None => false,
    })
}

fn named(what: &Expected, item: &Item, code: &str) -> String {
    match what {
        Expected::Own(own) => names::of_code(own),
        Expected::Item(_) => item.title.clone(),
        Expected::EmptyTote => "an empty tote".to_owned(),
        Expected::FreeSleeve => "a sleeve".to_owned(),
        Expected::Command(command) => command.to_string(),
        Expected::Quantity(_) | Expected::Weight(_) | Expected::AnyBin => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::SystemHost;

    #[test]
    fn following_what_the_exercise_says_ends_with_a_parcel_gone_and_its_sleeve_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut hub =
            Hub::init(&folder.path().join("practice.db"), &setup("EUR", "Europe/Berlin"), Box::new(SystemHost))
                .unwrap();
        furnish(&mut hub).unwrap();
        let mut stages = Vec::new();
        for scans in 0.. {
            assert!(scans < 40, "{stages:?}");
            let look: PracticeView = serde_json::from_value(hub.call("practice", json!({}), None).unwrap()).unwrap();
            if stages.last() != Some(&look.stage) {
                stages.push(look.stage);
            }
            let Some(code) = look.code else { break };
            super::super::Packer::at(BENCH).must(&mut hub, &code).unwrap();
            hub.rest_fully().unwrap();
        }
        assert_eq!(stages, &PracticeStage::ALL[..7]);
        assert_eq!(hub.call("check", json!({}), None).unwrap()["clean"], true);
    }

    #[test]
    fn another_hub_has_no_practice_parcel() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hub.db");
        let mut hub = Hub::init(&file, &super::super::setup(), Box::new(SystemHost)).unwrap();
        assert!(hub.call("practice", json!({}), None).unwrap().is_null());
    }
}
