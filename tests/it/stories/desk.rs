//! A small hub to tell stories with: two creators, a few items, bins and totes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use loopdock_domain::codes::{CodeKey, CodeKind, OwnCode};
use loopdock_hub::{BenchView, Host as _, Hub, HubReader, Level, ScanAnswer, Setup};
use loopdock_tests::{PaperTray, TrayHost};
use serde_json::{Value, json};
use tempfile::TempDir;

/// When every story begins, so that none hangs on the day it is told: nine o'clock in Berlin on 2 March 2026.
const A_MONDAY_MS: i64 = 1_772_438_400_000;

/// A hub with somebody at bench `main`.
pub(super) struct Desk {
    /// The hub.
    pub hub: Hub,
    /// The printers of its system.
    pub tray: Arc<PaperTray>,
    world: TrayHost,
    _folder: TempDir,
}

impl Desk {
    /// Bins A-01-1 to B-02-2, three totes, four sleeves; `ink` sells a mug (with a barcode that `oak` uses too), a card
    /// without a barcode, and a set of both; `oak` sells a spoon.
    pub(super) fn furnished() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let setup = Setup {
            name: "Test hub".into(),
            currency: "EUR".into(),
            timezone: "Europe/Berlin".into(),
            address: "Street 1".into(),
            country: String::new(),
        };
        let world = TrayHost::at(A_MONDAY_MS);
        let hub = Hub::init(&folder.path().join("hub.db"), &setup, Box::new(world.clone())).unwrap();
        let mut desk = Self { hub, tray: Arc::clone(&world.tray), world, _folder: folder };
        desk.call("add_bins", json!({ "from": "A-01-1", "to": "B-02-2" }));
        desk.call("add_totes", json!({ "count": 3 }));
        desk.call("register_sleeves", json!({ "count": 4 }));
        desk.call("add_creator", json!({ "key": "ink", "terms": { "deposit": "2.00" }, "sleeve_rule": "carrier" }));
        desk.call("add_creator", json!({ "key": "oak" }));
        desk.item(json!({ "creator": "ink", "sku": "MUG", "barcode": "4006381333931", "weight_g": 300, "typed_quantity": "yes" }));
        desk.item(json!({ "creator": "ink", "sku": "CARD", "weight_g": 10 }));
        desk.item(json!({ "creator": "ink", "sku": "SET", "components": [["MUG", 1], ["CARD", 2]] }));
        desk.item(json!({ "creator": "oak", "sku": "SPOON", "barcode": "4006381333931", "weight_g": 40 }));
        desk
    }

    /// The hub in a file that somebody else furnished, in a folder that is theirs.
    pub(super) fn at(path: &Path) -> Self {
        let world = TrayHost::default();
        let hub = Hub::open(path, Box::new(world.clone())).unwrap();
        Self { hub, tray: Arc::clone(&world.tray), world, _folder: tempfile::tempdir().unwrap() }
    }

    /// The same, with 10 mugs in A-01-1, 5 in B-01-1, 20 cards in A-02-1 and 10 spoons in A-02-2.
    pub(super) fn stocked() -> Self {
        let mut desk = Self::furnished();
        for (creator, sku, units, bin) in [
            ("ink", "MUG", 10, "A-01-1"),
            ("ink", "MUG", 5, "B-01-1"),
            ("ink", "CARD", 20, "A-02-1"),
            ("oak", "SPOON", 10, "A-02-2"),
        ] {
            desk.call("announce_run", json!({ "creator": creator, "sku": sku, "expected": units }));
            let code = desk.code(creator, sku);
            desk.ok(&[&code, &format!("={units}"), bin, &code, &format!("={units}"), "DONE"]);
        }
        desk
    }

    /// A stocked hub whose first parcel is closed, in a sleeve, for the van.
    pub(super) fn packed() -> Self {
        let mut desk = Self::stocked();
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
        desk
    }

    /// A hub whose first parcel has left in a sleeve, for a deposit of 2.00; and the sleeve's code.
    pub(super) fn shipped() -> (Self, String) {
        let mut desk = Self::packed();
        desk.ok(&["P-1", "DONE"]);
        let sleeve = desk.sleeves("out").remove(0);
        (desk, sleeve)
    }

    fn item(&mut self, request: Value) {
        self.call("add_item", request);
    }

    /// A command that must not be refused.
    pub(super) fn call(&mut self, name: &str, request: Value) -> Value {
        self.hub.call(name, request, None).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The sentence that a command is refused with.
    pub(super) fn refusal(&mut self, name: &str, request: Value) -> String {
        self.hub.call(name, request, None).unwrap_err().message
    }

    /// What the first account holds whose name begins so; 0 when none does.
    pub(super) fn balance(&mut self, account: &str) -> i64 {
        let accounts = self.call("accounts", json!({}));
        let accounts = accounts.as_array().unwrap();
        let found = accounts.iter().find(|row| row["account"].as_str().unwrap().starts_with(account));
        found.map_or(0, |row| row["minor"].as_i64().unwrap())
    }

    /// What the buyers of `ink` are to get, in cents.
    pub(super) fn owed(&mut self) -> i64 {
        -self.balance("refunds_payable:ink")
    }

    /// An order of `ink` (or another creator) by a carrier; answers with its number.
    pub(super) fn order(&mut self, creator: &str, lines: Value) -> String {
        self.order_by(creator, lines, "Van")
    }

    /// An order that leaves by `method`.
    pub(super) fn order_by(&mut self, creator: &str, lines: Value, method: &str) -> String {
        let count = self.call("orders", json!({})).as_array().map_or(0, Vec::len);
        let request = json!({ "creator": creator, "name": format!("#{count}"), "lines": lines, "shipping_method": method,
            "note": "ring twice", "buyer": { "name": "Ada", "city": "Berlin", "country": "DE", "email": "ada@example.com" } });
        let number = self.call("add_order", request)["order"].as_str().unwrap().to_owned();
        self.rest();
        number
    }

    /// So many seconds go by, and what waits then is done.
    pub(super) fn later(&mut self, seconds: i64) {
        self.world.go_on(seconds * 1_000);
        self.rest();
    }

    /// What time it is there, in milliseconds since the epoch.
    pub(super) fn now_ms(&self) -> i64 {
        self.world.now_ms()
    }

    /// So many seconds go by, and nobody lets the hub do what waits.
    pub(super) fn sleep(&mut self, seconds: i64) {
        self.world.go_on(seconds * 1_000);
    }

    /// Every entry of the journal.
    pub(super) fn journal(&mut self) -> Vec<Value> {
        let lines = HubReader::open(self.hub.path()).unwrap().journal_after(0, u32::MAX).unwrap();
        lines.iter().map(|line| serde_json::from_str(&line.line).unwrap()).collect()
    }

    /// Lets what waits between scans be done.
    pub(super) fn rest(&mut self) {
        self.hub.rest_fully().unwrap();
    }

    /// Our own code of an item.
    pub(super) fn code(&mut self, creator: &str, sku: &str) -> String {
        let items = self.call("items", json!({ "creator": creator }));
        let item = items.as_array().unwrap().iter().find(|item| item["sku"] == sku).unwrap();
        item["code"].as_str().unwrap().to_owned()
    }

    /// What a scanner reads off a paper of this hub, with its check characters: of the badge, slip or label with this number.
    pub(super) fn printed(&self, kind: CodeKind, number: u32) -> String {
        let file = rusqlite::Connection::open(self.hub.path()).unwrap();
        let key = file.query_row("SELECT hub4, secret FROM hub", [], |row| {
            Ok(CodeKey::new(&row.get::<_, String>(0)?, row.get(1)?))
        });
        OwnCode::new(kind, number).payload(&key.unwrap())
    }

    /// Codes of sleeves in a state.
    pub(super) fn sleeves(&mut self, state: &str) -> Vec<String> {
        let sleeves = self.call("sleeves", json!({ "state": state }));
        sleeves.as_array().unwrap().iter().map(|sleeve| sleeve["code"].as_str().unwrap().to_owned()).collect()
    }

    /// One scan at bench `main`.
    pub(super) fn scan(&mut self, code: &str) -> ScanAnswer {
        self.scan_at("main", code)
    }

    /// One scan at another bench.
    pub(super) fn scan_at(&mut self, bench: &str, code: &str) -> ScanAnswer {
        serde_json::from_value(self.call("scan", json!({ "bench": bench, "code": code }))).unwrap()
    }

    /// Scans that must not be refused; answers with what was said to the last.
    pub(super) fn ok(&mut self, codes: &[&str]) -> String {
        let mut said = String::new();
        for code in codes {
            let answer = self.scan(code);
            assert_ne!(answer.cue, Level::Stop, "{code} was refused: {}", answer.say);
            said = answer.say;
        }
        said
    }

    /// A scan that must be refused; answers with the sentence.
    pub(super) fn refused(&mut self, code: &str) -> String {
        let before = self.stock();
        let answer = self.scan(code);
        assert_eq!(answer.cue, Level::Stop, "{code} was not refused: {}", answer.say);
        assert_eq!(self.stock(), before, "a refused scan moved something");
        answer.say
    }

    /// Spoils the stored states of all benches, past the program.
    pub(super) fn lose_bench_states(&mut self) {
        let file = rusqlite::Connection::open(self.hub.path()).unwrap();
        assert!(file.execute("UPDATE bench SET state = '{\"version\":0}'", []).unwrap() > 0);
    }

    /// Does what the bench expects, as long as it is in `mode`.
    pub(super) fn follow(&mut self, mode: &str) {
        for _ in 0..500 {
            let view = self.look();
            if view.mode != mode {
                return;
            }
            let code = view.expects.into_iter().find_map(|expected| expected.code).expect("something to scan");
            self.ok(&[&code]);
        }
        panic!("{mode} never ends");
    }

    /// Walks for what is next, and packs what lies in the first tote then.
    pub(super) fn pick_and_pack(&mut self) {
        self.ok(&["NEXT"]);
        self.follow("pick");
        self.ok(&["T-01"]);
        self.follow("pack");
    }

    /// What bench `main` shows.
    pub(super) fn look(&mut self) -> BenchView {
        serde_json::from_value(self.call("bench", json!({ "bench": "main" }))).unwrap()
    }

    /// The command that bench `main` marks as the next, if one is.
    pub(super) fn key(&mut self) -> Option<String> {
        self.look().key.map(|key| key.to_string())
    }

    /// Units by `place SKU`, of what can be touched; the names of parcels' places are left out.
    pub(super) fn stock(&mut self) -> BTreeMap<String, i64> {
        let mut units = BTreeMap::new();
        for row in self.call("stock", json!({})).as_array().unwrap() {
            let kind = row["kind"].as_str().unwrap();
            let place = if matches!(kind, "bin" | "tote" | "bench") { row["place"].as_str().unwrap() } else { kind };
            *units.entry(format!("{place} {}", row["sku"].as_str().unwrap())).or_default() +=
                row["on_hand"].as_i64().unwrap();
        }
        units
    }

    /// Units of an item at a place; 0 when none.
    pub(super) fn units(&mut self, place: &str, sku: &str) -> i64 {
        self.stock().get(&format!("{place} {sku}")).copied().unwrap_or(0)
    }

    /// An order's state.
    pub(super) fn state(&mut self, order: &str) -> String {
        self.call("order", json!({ "order": order }))["order"]["state"].as_str().unwrap().to_owned()
    }

    /// Every invariant holds.
    pub(super) fn check(&mut self) {
        let check = self.call("check", json!({}));
        assert_eq!(check["clean"], true, "{check:#}");
    }
}
