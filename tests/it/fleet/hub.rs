//! The hub of a fleet, and what people do in it: by scans and commands alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use loopdock_hub::{BenchView, Bookkeeper, DeedId, Host as _, Hub, HubReader, Level, ScanAnswer, Setup};
use loopdock_tests::{SeededWorld, fast_folder};
use rand::{Rng as _, RngCore as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::DAY_MS;
use super::away::{Away, Goods, Unit};
use super::books::{AGREED, RUN};

/// Totes: as many as there are orders in a walk.
const TOTES: u32 = 12;

/// Sleeves that are registered when fewer lie on the shelf than a day may need.
const A_BATCH: u32 = 500;

/// What one costs, in the hub's currency.
const A_SLEEVE: &str = "1.85";

/// A sleeve that left.
pub struct Left {
    pub code: String,
    parcel: String,
    order: String,
    /// Which of the terms hold.
    pub agreed: usize,
    pub at_ms: i64,
}

pub struct Fleet {
    hub: Option<Hub>,
    path: PathBuf,
    world: SeededWorld,
    orders: u64,
    /// Which of the terms hold for orders that have not left.
    agreed: BTreeMap<String, usize>,
    /// Returns.
    pub returns: u64,
    /// Scans that were sent twice or refused, and days that nobody opened the hub.
    again: u64,
    away_days: i64,
    /// Units that came back, and how often somebody said what became of a parcel.
    goods: u64,
    fates: u64,
    _folder: TempDir,
}

impl Fleet {
    pub fn furnished(seed: u64) -> Self {
        let folder = fast_folder();
        let path = folder.path().join("hub.db");
        let world = SeededWorld::hurried(seed, 200);
        let setup = Setup {
            name: "Fleet".into(),
            currency: "EUR".into(),
            timezone: "Europe/Berlin".into(),
            address: "Street 1".into(),
            country: String::new(),
        };
        let hub = Hub::init(&path, &setup, Box::new(world.clone())).unwrap();
        let mut fleet = Self {
            hub: Some(hub),
            path,
            world,
            orders: 0,
            agreed: BTreeMap::new(),
            returns: 0,
            again: 0,
            away_days: 0,
            goods: 0,
            fates: 0,
            _folder: folder,
        };
        // Papers have judges of their own.
        for document in ["parcel_label", "packing_slip", "return_slip", "pick_list", "manifest"] {
            fleet.call("set_route", json!({ "document": document, "to": "nowhere" }));
        }
        fleet.call("add_bins", json!({ "from": "A-01-1", "to": "A-04-1" }));
        fleet.call("add_totes", json!({ "count": TOTES }));
        for (at, agreed) in AGREED.iter().enumerate() {
            let key = agreed.key;
            let creator =
                json!({ "key": key, "currency": agreed.currency, "sleeve_rule": "carrier", "terms": agreed.terms() });
            fleet.call("add_creator", creator);
            fleet.call("add_item", json!({ "creator": key, "sku": "MUG", "weight_g": 300, "barcode": barcode(at), "typed_quantity": "yes" }));
            fleet.call("announce_run", json!({ "creator": key, "sku": "MUG", "expected": RUN }));
            let all = format!("={RUN}");
            fleet.ok(&[barcode(at), &all, &bin(at), barcode(at), &all, "DONE"]);
        }
        fleet
    }

    fn hub(&mut self) -> &mut Hub {
        self.hub.as_mut().expect("the hub is open")
    }

    pub fn call(&mut self, name: &str, request: Value) -> Value {
        self.hub().call(name, request, None).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn scan(&mut self, code: &str, deed: Option<DeedId>) -> ScanAnswer {
        let request = json!({ "bench": "main", "code": code });
        serde_json::from_value(self.hub().call("scan", request, deed).unwrap()).unwrap()
    }

    fn ok(&mut self, codes: &[&str]) -> ScanAnswer {
        let answers = codes.iter().map(|code| {
            let answer = self.scan(code, None);
            assert_ne!(answer.cue, Level::Stop, "{code} was refused: {}", answer.say);
            answer
        });
        answers.last().expect("something was scanned")
    }

    /// The shelf has enough sleeves for a day.
    ///
    /// Answers how many were bought for that.
    pub fn morning(&mut self) -> u32 {
        let counts = self.call("sleeve_counts", json!({}));
        let here = counts.as_array().unwrap().iter().find(|row| row["state"] == "available").unwrap();
        if here["sleeves"].as_i64().unwrap() >= i64::from(A_BATCH) {
            return 0;
        }
        self.call("register_sleeves", json!({ "count": A_BATCH, "size": "M", "price": A_SLEEVE }));
        A_BATCH
    }

    pub fn order(&mut self, agreed: usize) {
        self.orders += 1;
        let request = json!({ "creator": AGREED[agreed].key, "name": format!("#{}", self.orders), "lines": [["MUG", 1]],
            "shipping_method": "Van", "buyer": { "name": "Ada", "country": "DE" } });
        let order = self.call("add_order", request)["order"].as_str().unwrap().to_owned();
        self.agreed.insert(order, agreed);
    }

    /// Picks, packs and hands over what can leave.
    pub fn ship(&mut self) -> Vec<Left> {
        self.hub().rest_fully().unwrap();
        let (mut sleeves, mut parcels) = (Vec::new(), Vec::new());
        while self.scan("NEXT", None).cue != Level::Stop {
            self.follow("pick");
            for tote in 1..=TOTES {
                if self.scan(&format!("T-{tote:02}"), None).cue != Level::Stop {
                    let (sleeve, parcel) = self.follow("pack");
                    let parcel = parcel.expect("a parcel was closed");
                    sleeves.push(sleeve.expect("it has a sleeve"));
                    parcels.push(parcel);
                }
            }
        }
        if parcels.is_empty() {
            return Vec::new();
        }
        for parcel in &parcels {
            self.ok(&[parcel]);
        }
        self.ok(&["DONE"]);
        let mut left = Vec::new();
        let handover = self.call("handovers", json!({ "limit": 1 }))["rows"][0].clone();
        let loaded = self.call("find_parcels", json!({ "handover": handover["handover"], "limit": 500 }));
        for (code, parcel) in sleeves.into_iter().zip(parcels) {
            let row = loaded["rows"].as_array().unwrap().iter().find(|row| row["parcel"] == parcel).unwrap();
            assert!(code.ends_with(&row["sleeve"].as_str().unwrap().replace(' ', "")), "{code} is not in {row}");
            let order = row["order"].as_str().unwrap().to_owned();
            let agreed = self.agreed.remove(&order).expect("it was ordered");
            left.push(Left { code, parcel, order, agreed, at_ms: handover["left_ms"].as_i64().unwrap() });
        }
        left
    }

    /// Somebody says what became of a parcel; answers when that was.
    pub fn say_fate(&mut self, left: &Left, fate: &str) -> i64 {
        self.fates += 1;
        self.call("set_fate", json!({ "parcel": left.parcel, "fate": fate }));
        let history = self.call("history", json!({ "order": left.order }));
        let said = history.as_array().unwrap().iter().filter(|entry| entry["did"] == "set_fate");
        said.filter_map(|entry| entry["at_ms"].as_i64()).max().expect("it was noted")
    }

    /// Does what the bench expects; answers the sleeve and the parcel that were named on the way.
    fn follow(&mut self, mode: &str) -> (Option<String>, Option<String>) {
        let (mut sleeve, mut parcel) = (None, None);
        for _ in 0..500 {
            let view: BenchView = serde_json::from_value(self.call("bench", json!({ "bench": "main" }))).unwrap();
            if view.mode != mode {
                return (sleeve, parcel);
            }
            let expected =
                view.expects.into_iter().find(|expected| expected.code.is_some()).expect("something to scan");
            let code = expected.code.expect("it has a code");
            if json!(expected.what) == "free_sleeve" {
                sleeve = Some(code.clone());
            }
            let said = json!(self.ok(&[&code]).said);
            if said["id"] == "parcel-closed" {
                parcel = said["parcel"].as_str().map(str::to_owned);
            }
        }
        panic!("{mode} never ends");
    }

    /// A sleeve comes back and is looked at; some are scanned again, dropped or taken back on the way. Answers when it was.
    pub fn take_back(&mut self, dice: &mut ChaCha8Rng, sleeve: &Away) -> i64 {
        self.returns += 1;
        let code = sleeve.left.code.as_str();
        if sleeve.goods == Goods::WithTheSlip {
            self.ok(&[&sleeve.left.parcel.replace('P', "R")]);
            self.unpack(sleeve);
            self.put_away(sleeve);
        }
        if dice.random_ratio(1, 30) {
            self.ok(&[code, "CANCEL"]);
        }
        let deed = deed(dice);
        let first = self.scan(code, Some(deed));
        assert_ne!(first.cue, Level::Stop, "{code}: {}", first.say);
        if dice.random_ratio(1, 10) {
            // The same deed once more is the same answer, another scan of the sleeve is refused.
            self.again += 2;
            assert_eq!(self.scan(code, Some(deed)).say, first.say);
            assert_eq!(self.scan(code, None).cue, Level::Stop);
        }
        if sleeve.goods == Goods::InTheSleeve {
            self.unpack(sleeve);
        }
        let look = if sleeve.is_damaged { "DAMAGED" } else { "OK" };
        self.ok(&[look]);
        if dice.random_ratio(1, 30) {
            self.ok(&["UNDO", look]);
        }
        if dice.random_ratio(1, 10) {
            self.again += 1;
            let before = self.accounts();
            assert_eq!(self.scan(code, None).cue, Level::Stop);
            assert_eq!(self.accounts(), before, "nobody gets one deposit twice");
        }
        if sleeve.goods == Goods::InTheSleeve {
            self.put_away(sleeve);
        }
        let settled = self.call("settled", json!({ "limit": 1 }));
        settled["rows"][0]["trip"]["back_ms"].as_i64().unwrap()
    }

    /// The unit that is in a box or a sleeve.
    fn unpack(&mut self, sleeve: &Away) {
        self.goods += 1;
        self.ok(&[barcode(sleeve.left.agreed)]);
        match sleeve.unit {
            Unit::AsNew => {}
            Unit::Opened => drop(self.ok(&["NEXT"])),
            Unit::Damaged => drop(self.ok(&["DAMAGED"])),
        }
        self.ok(&["DONE"]);
    }

    /// What is as new goes back into its bin.
    fn put_away(&mut self, sleeve: &Away) {
        if sleeve.unit == Unit::AsNew {
            self.ok(&[&bin(sleeve.left.agreed), barcode(sleeve.left.agreed), "DONE"]);
        }
    }

    /// Creators say that they have paid some of what they were asked for, and what came of goods.
    pub fn creators_pay(&mut self, dice: &mut ChaCha8Rng) {
        let open = self.call("payments", json!({ "open": true, "limit": 200 }));
        for row in open["rows"].as_array().unwrap() {
            if dice.random_ratio(2, 3) {
                let number = row["number"].clone();
                self.call("payment_done", json!({ "number": number, "reference": format!("re_{number}") }));
                self.again += 1;
                let twice = json!({ "number": number, "reference": "again" });
                assert!(self.hub().call("payment_done", twice, None).is_err(), "nothing is paid twice");
            }
        }
        let asked = self.call("find_returns", json!({ "state": "asked", "limit": 200 }));
        for row in asked["rows"].as_array().unwrap() {
            if dice.random_ratio(1, 2) {
                self.call("goods_done", json!({ "number": row["number"], "reference": "gr_1" }));
            }
        }
    }

    pub fn close_and_open(&mut self) {
        drop(self.hub.take());
        self.hub = Some(Hub::open(&self.path, Box::new(self.world.clone())).unwrap());
    }

    /// Time goes by; whether somebody lets the hub do what waits then.
    pub fn night(&mut self, time_ms: i64, rests: bool) {
        self.world.go_on(time_ms);
        if rests {
            self.hub().rest_fully().unwrap();
        } else {
            self.away_days += time_ms / DAY_MS;
        }
    }

    /// Units by whose they are and what kind of place they lie in.
    pub fn goods(&mut self) -> BTreeMap<String, i64> {
        let mut goods = BTreeMap::new();
        for row in self.call("stock", json!({})).as_array().unwrap() {
            let (creator, kind) = (row["creator"].as_str().unwrap(), row["kind"].as_str().unwrap());
            *goods.entry(format!("{creator} {kind}")).or_default() += row["on_hand"].as_i64().unwrap();
        }
        goods.retain(|place, units| *units != 0 && !place.ends_with("supplier"));
        goods
    }

    pub fn now_ms(&self) -> i64 {
        self.world.now_ms()
    }

    /// What the accounts hold, all loans' in one; what is owed to buyers counts as paid out of what creators hold.
    pub fn accounts(&mut self) -> BTreeMap<(String, String), i64> {
        let mut sums = BTreeMap::new();
        for row in self.call("accounts", json!({})).as_array().unwrap() {
            let parts: Vec<&str> = row["account"].as_str().unwrap().split(':').collect();
            let kind = if matches!(parts[0], "refunds_payable" | "store_credit") { "receivable" } else { parts[0] };
            let currency = row["currency"].as_str().unwrap().to_owned();
            *sums.entry((format!("{kind}:{}", parts[1]), currency)).or_default() += row["minor"].as_i64().unwrap();
        }
        sums.retain(|_, minor| *minor != 0);
        sums
    }

    /// The hub's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn ledger(&self) -> String {
        self.ledger_for(Bookkeeper::Hledger)
    }

    pub fn ledger_for(&self, of: Bookkeeper) -> String {
        HubReader::open(&self.path).unwrap().ledger(of, self.world.now_ms()).unwrap()
    }

    /// Whole days of the calendar between two moments.
    pub fn days_between(from_ms: i64, until_ms: i64) -> i64 {
        (day(until_ms) - day(from_ms)).num_days()
    }

    pub fn told(&self) -> String {
        format!(
            "{} returns, {} of them with goods, {} times news of a parcel, {} scans and payments once more, {} days that nobody \
             was there",
            self.returns, self.goods, self.fates, self.again, self.away_days
        )
    }
}

fn day(at_ms: i64) -> NaiveDate {
    DateTime::from_timestamp_millis(at_ms).unwrap().with_timezone(&chrono_tz::Europe::Berlin).date_naive()
}

/// The bin of a creator's things.
fn bin(at: usize) -> String {
    format!("A-0{}-1", at + 1)
}

fn barcode(at: usize) -> &'static str {
    ["4006381333931", "4012345678901", "5901234123457", "9780201379624"][at]
}

fn deed(dice: &mut ChaCha8Rng) -> DeedId {
    let (high, low) = (dice.next_u64(), dice.next_u64());
    let text = format!(
        "{:08x}-{:04x}-7{:03x}-8{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    );
    serde_json::from_value(json!(text)).unwrap()
}
