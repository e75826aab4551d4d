//! A mixed day, rehearsed on a copy of a hub: what a packer scans who mostly does what the bench asks for, and what the
//! bench makes of each scan.

use std::path::Path;

use loopdock_hub::demo::Packer;
use loopdock_hub::{BenchView, Hub, Rest, SystemHost};
use loopdock_tests::fast_folder;
use loopdock_tests::program::Loopdock;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::hubs::{LOOPDOCK, scans};

/// The letters of a code that nobody knows; the journal keeps how many there were.
const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ0123456789-./";

/// What a day comes to.
#[derive(Debug)]
pub struct Day {
    /// The scans, in order.
    pub codes: Vec<String>,
    /// What the journal keeps of each.
    pub heard: Vec<Value>,
    /// Whether orders were promised what a scan had freed, which the hub does by itself when nobody scans.
    pub allocated: Vec<bool>,
    /// What the bench says in the end.
    pub say: String,
}

/// Rehearses `count` scans at the bench `main` on a copy of the hub file.
pub fn rehearse(file: &Path, count: usize, dice: &mut ChaCha8Rng) -> Day {
    let folder = fast_folder();
    let copy = folder.path().join("hub.db");
    std::fs::copy(file, &copy).expect("a hub file can be copied");
    let loopdock = Loopdock::on(LOOPDOCK, &copy);
    let before = scans(&loopdock).len();
    let mut stage = Stage::open(&copy);
    let mut codes = Vec::with_capacity(count);
    while codes.len() < count {
        let view = stage.packer.look(&mut stage.hub).expect("the bench can be looked at");
        let code = stage.next(&view, dice);
        // Fewer characters than a scanner sends are for the keyboard.
        if code.len() < 4 {
            continue;
        }
        stage.scan(&code);
        codes.push(code);
    }
    let say = stage.packer.look(&mut stage.hub).expect("the bench can be looked at").say;
    drop(stage);
    let heard = scans(&loopdock).split_off(before);
    assert_eq!(heard.len(), count, "the rehearsal has a journal row for each scan");
    let allocated = allocated_after_scans(&loopdock.journal()).split_off(before);
    Day { codes, heard, allocated, say }
}

/// Of each scan in a journal, whether an allocation followed it before the next one.
fn allocated_after_scans(journal: &[Value]) -> Vec<bool> {
    let mut allocated: Vec<bool> = Vec::new();
    for entry in journal {
        match (entry["kind"].as_str(), allocated.last_mut()) {
            (Some("scan"), _) => allocated.push(false),
            (Some("allocate"), Some(last)) => *last = true,
            _ => {}
        }
    }
    allocated
}

/// The hub of the rehearsal, and what lies about in it.
struct Stage {
    hub: Hub,
    packer: Packer,
    items: Vec<String>,
    bins: Vec<String>,
    totes: Vec<String>,
    carriers: Vec<String>,
}

impl Stage {
    fn open(file: &Path) -> Self {
        let mut hub = Hub::open(file, Box::new(SystemHost)).expect("the copy is a hub");
        let mut list = |command: &str, request: Value, members: &[&str]| {
            let rows = hub.call(command, request, None).expect("a list");
            let rows = rows.as_array().cloned().unwrap_or_default();
            let codes = rows.iter().flat_map(|row| members.iter().filter_map(|member| row[*member].as_str()));
            codes.filter(|code| !code.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let items = list("items", json!({}), &["code", "barcode"]);
        let bins = list("places", json!({ "kind": "bin" }), &["code", "name"]);
        let totes = list("places", json!({ "kind": "tote" }), &["code", "name"]);
        let carriers = list("carriers", json!({}), &["code"]);
        let mut stage = Self { hub, packer: Packer::at("main"), items, bins, totes, carriers };
        stage.rest();
        stage
    }

    /// Scans, and then waits until the hub has nothing to do by itself.
    fn scan(&mut self, code: &str) {
        self.packer.scan(&mut self.hub, code).expect("a scan is answered");
        self.rest();
    }

    fn rest(&mut self) {
        while self.hub.rest().expect("the disk takes it") == Rest::More {}
    }

    /// What is scanned next: mostly what the bench asks for.
    fn next(&mut self, view: &BenchView, dice: &mut ChaCha8Rng) -> String {
        let one = |of: &[String], dice: &mut ChaCha8Rng| of.choose(dice).cloned().unwrap_or_default();
        match dice.random_range(0..100) {
            0..3 => return "UNDO".to_owned(),
            3..6 => return one(&self.items, dice),
            6..8 => return foreign(dice),
            8 => return "CANCEL".to_owned(),
            9 => return "BACK".to_owned(),
            10 => return one(&self.bins, dice),
            _ => {}
        }
        if view.mode != "idle" {
            let expected: Vec<String> = view.expects.iter().filter_map(|expected| expected.code.clone()).collect();
            return match dice.random_range(0..8) {
                0 => one(&expected, dice),
                _ => expected.first().cloned().unwrap_or_else(|| match view.mode.as_str() {
                    "put_away" => one(&self.bins, dice),
                    _ => "DONE".to_owned(),
                }),
            };
        }
        match dice.random_range(0..10) {
            0..2 => "NEXT".to_owned(),
            2..7 => one(&self.totes, dice),
            7 => one(&self.carriers, dice),
            8 => self.sleeve_out(dice),
            _ => one(&self.items, dice),
        }
    }

    fn sleeve_out(&mut self, dice: &mut ChaCha8Rng) -> String {
        let out = self.hub.call("sleeves", json!({ "state": "out", "limit": 20 }), None).expect("a list");
        let out = out.as_array().and_then(|sleeves| sleeves.choose(dice)).and_then(|sleeve| sleeve["code"].as_str());
        out.map_or_else(|| "NEXT".to_owned(), str::to_owned)
    }
}

/// A code of somebody else. One in eight begins with `-`, which a program that passes it on may take for an option.
fn foreign(dice: &mut ChaCha8Rng) -> String {
    let begins = if dice.random_ratio(1, 8) { "-" } else { "" };
    let length = dice.random_range(4..40);
    let rest: String = (0..length).map(|_| char::from(*LETTERS.choose(dice).expect("there are letters"))).collect();
    format!("{begins}{rest}")
}
