//! The hubs that screens are looked at on. Their clock and randomness come from a seed, so that a picture is the same again.

use std::path::Path;

use loopdock_hub::demo::{self, Packer};
use loopdock_hub::{Handed, Hub, Level, Setup, Spooled};
use loopdock_tests::program::Loopdock;
use loopdock_tests::{PaperTray, SeededWorld};
use serde_json::{Value, json};

/// The moment at which the screens are looked at: the evening of the seeded world's day, 2026-10-28 18:00 in Berlin.
pub const NOW_MS: i64 = 1_793_206_800_000;

/// A hub with a name of ours and nothing else, whose clock and randomness come from a seed.
fn hub(loopdock: &Loopdock) -> Hub {
    let setup = Setup { name: "Dock 7".to_owned(), ..demo::setup() };
    hub_at(&loopdock.hub, &setup)
}

fn hub_at(file: &Path, setup: &Setup) -> Hub {
    Hub::init(file, setup, Box::new(SeededWorld::of(7))).expect("a hub")
}

fn call(hub: &mut Hub, command: &str, request: Value) -> Value {
    hub.call(command, request, None).unwrap_or_else(|error| panic!("{command}: {error}"))
}

fn codes(rows: &Value) -> Vec<String> {
    rows.as_array().into_iter().flatten().filter_map(|row| row["code"].as_str()).map(str::to_owned).collect()
}

/// Set up, and nothing in it.
pub fn empty(loopdock: &Loopdock) {
    drop(hub(loopdock));
}

/// Not made yet.
pub fn absent(_: &Loopdock) {}

/// A file that is none, where the owner's own hub is beside it.
pub fn broken(loopdock: &Loopdock) {
    std::fs::write(&loopdock.hub, "nothing of ours").expect("a file");
    let own = loopdock.hub.with_file_name("data").join("org.loopdock.desktop");
    std::fs::create_dir_all(&own).expect("a folder");
    drop(hub_at(&own.join("hub.db"), &demo::setup()));
}

/// Shelves, and no address of the hub.
pub fn begun(loopdock: &Loopdock) {
    let setup = Setup { address: String::new(), ..demo::setup() };
    let mut hub = hub_at(&loopdock.hub, &setup);
    call(&mut hub, "add_bins", json!({ "from": "A-01-1", "to": "A-04-2" }));
}

/// The demo's, before anybody scanned anything.
pub fn stocked(loopdock: &Loopdock) {
    demo::furnish(&mut hub(loopdock)).expect("the demo's data");
}

/// In the middle of a day: some of everything.
pub fn full(loopdock: &Loopdock) {
    let world = SeededWorld::of(7);
    let setup = Setup { name: "Dock 7".to_owned(), ..demo::setup() };
    let mut hub = Hub::init(&loopdock.hub, &setup, Box::new(world.clone())).expect("a hub");
    demo::furnish(&mut hub).expect("the demo's data");
    let mut packer = Packer::at("main");
    packer.must(&mut hub, "NEXT").expect("there is something to pick");
    packer.follow_through(&mut hub, "pick").expect("it is all there");
    let totes = codes(&call(&mut hub, "places", json!({ "kind": "tote" })));
    for tote in totes.iter().take(11) {
        packer.must(&mut hub, tote).expect("an order lies in it");
        packer.follow_through(&mut hub, "pack").expect("it can be packed");
    }
    let carriers = call(&mut hub, "carriers", json!({}));
    let busiest = carriers.as_array().into_iter().flatten().max_by_key(|carrier| carrier["waiting"].as_u64());
    let busiest = busiest.and_then(|carrier| carrier["code"].as_str()).expect("a carrier").to_owned();
    packer.must(&mut hub, &busiest).expect("parcels wait for it");
    packer.follow_through(&mut hub, "hand_over").expect("they are handed over");
    for sleeve in codes(&call(&mut hub, "sleeves", json!({ "state": "out" }))).iter().take(1) {
        packer.must(&mut hub, sleeve).expect("it comes back");
        packer.must(&mut hub, "OK").expect("it is good");
    }
    for (sku, expected) in [("ND-A3-WALD", 250), ("ND-TOTE", 40)] {
        let run =
            json!({ "creator": "nachtlicht-drucke", "sku": sku, "expected": expected, "maker": "Siebdruckwerk 12" });
        call(&mut hub, "announce_run", run);
    }
    count_one(&mut hub);
    papers_go_wrong(&mut hub, &world.tray);
    packer.must(&mut hub, &totes[11]).expect("an order lies in it");
    hub.rest_fully().expect("papers are printed");
}

/// Sleeves are with their buyers, two people work here, and two sleeves with one serial were found.
pub fn lent(loopdock: &Loopdock) {
    let mut hub = hub(loopdock);
    demo::furnish(&mut hub).expect("the demo's data");
    for (name, role, pin) in [("Ada Okonkwo", "lead", "271828"), ("Bo", "packer", "314159")] {
        call(&mut hub, "add_staff", json!({ "name": name, "role": role, "pin": pin }));
    }
    call(&mut hub, "set_limit", json!({ "currency": "USD", "amount": "1.50" }));
    let terms = json!({ "reward": "3.00", "reward_days": 30 });
    let cohort = json!({ "creator": "fern-and-kiln", "name": "The pilot", "top": 50, "terms": terms });
    call(&mut hub, "add_cohort", cohort);
    let mut packer = Packer::at("main");
    packer.must(&mut hub, "NEXT").expect("there is something to pick");
    packer.follow_through(&mut hub, "pick").expect("it is all there");
    for tote in &codes(&call(&mut hub, "places", json!({ "kind": "tote" }))) {
        if packer.scan(&mut hub, tote).expect("a scan is answered").cue != Level::Stop {
            packer.follow_through(&mut hub, "pack").expect("it can be packed");
        }
    }
    let carriers = call(&mut hub, "carriers", json!({}));
    for carrier in carriers.as_array().into_iter().flatten().filter(|carrier| carrier["waiting"].as_u64() > Some(0)) {
        packer.must(&mut hub, carrier["code"].as_str().expect("a code")).expect("parcels wait for it");
        packer.follow_through(&mut hub, "hand_over").expect("they are handed over");
    }
    let shelf = codes(&call(&mut hub, "sleeves", json!({ "state": "available" })));
    let reason = "Both came in the crate of the Hafenstraße drop-off point; the tag of one is a photocopy.";
    call(&mut hub, "quarantine", json!({ "code": shelf[0], "reason": reason }));
    let serials: Vec<&str> = shelf[1..3].iter().filter_map(|code| code.rsplit('/').next()).collect();
    call(&mut hub, "move_sleeves", json!({ "serials": serials, "to": "cleaning" }));
    come_back(&mut hub, &mut packer, &shelf);
    hub.rest_fully().expect("papers are printed");
}

/// Goods came back, and the sleeves on the shelf were counted; what the window does itself has times of its own.
fn come_back(hub: &mut Hub, packer: &mut Packer, shelf: &[String]) {
    call(hub, "set_creator", json!({ "key": "fern-and-kiln", "return_days": "30" }));
    packer.must(hub, "R-1").expect("a parcel left");
    let expects = packer.look(hub).expect("a bench").expects;
    let unit = expects.into_iter().find_map(|expected| expected.code).expect("something that left");
    for code in [unit.as_str(), "DAMAGED", "DONE"] {
        packer.must(hub, code).expect("it is back");
    }
    let unit = call(hub, "find_returns", json!({}))["rows"][0]["units"][0]["unit"].clone();
    call(hub, "set_returned", json!({ "unit": unit, "reason": "broken_on_the_way" }));
    call(hub, "begin_stocktake", json!({ "bench": "main" }));
    let out = codes(&call(hub, "sleeves", json!({ "state": "out" })));
    for code in shelf[5..].iter().chain(&out[..1]).map(String::as_str).chain(["DONE"]) {
        packer.must(hub, code).expect("it is seen");
    }
}

/// A run is at another bench, and fewer came than were announced.
fn count_one(hub: &mut Hub) {
    let run = json!({ "creator": "fern-and-kiln", "sku": "FK-MUG-SAND", "expected": 60, "maker": "Kiln 3" });
    call(hub, "announce_run", run);
    let mut other = Packer::at("side");
    for code in ["2900000005013", "=48"] {
        let _ = other.must(hub, code).expect("it is counted");
    }
}

/// A label is given up by the system, of another nobody knows, and a third goes where no file can be written.
fn papers_go_wrong(hub: &mut Hub, tray: &PaperTray) {
    let rest = |hub: &mut Hub| hub.rest_fully().expect("what printers say is noted");
    let labels_go_to = |hub: &mut Hub, printer: &str| {
        call(hub, "set_route", json!({ "document": "parcel_label", "to": { "printer": printer } }));
    };
    rest(hub);
    call(hub, "set_printer", json!({ "name": "Labels at the door", "way": "system", "address": "ZD420" }));
    call(hub, "set_printer", json!({ "name": "Shelf", "way": "folder", "address": "/dev/null/labels" }));
    labels_go_to(hub, "Labels at the door");
    tray.answer(Handed::Spooled("ZD420-7".to_owned()));
    tray.became(Spooled::GivenUp("the printing system gave it up: Filter failed".to_owned()));
    tray.answer(Handed::Unsure("the line broke at the end".to_owned()));
    let jobs = call(hub, "print_jobs", json!({}));
    let labels = jobs.as_array().into_iter().flatten().filter(|job| job["document"] == "parcel_label");
    for (at, label) in labels.take(3).enumerate() {
        if at == 2 {
            labels_go_to(hub, "Shelf");
        }
        call(hub, "reprint", json!({ "number": label["number"] }));
        rest(hub);
    }
}

/// With names and notes that are longer than anybody planned for.
pub fn long(loopdock: &Loopdock) {
    let mut hub = hub(loopdock);
    let word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen";
    let title = format!("{word}, limited, signed and numbered edition of the second printing – 300 ml, glazed by hand");
    call(&mut hub, "add_bins", json!({ "from": "A-01-1", "to": "A-04-2" }));
    call(&mut hub, "add_totes", json!({ "count": 2 }));
    call(&mut hub, "register_sleeves", json!({ "count": 3 }));
    let key = "the-long-winded-workshop-of-fern-and-kiln";
    call(&mut hub, "add_creator", json!({ "key": key, "terms": { "deposit": "2.00" }, "sleeve_rule": "carrier" }));
    call(&mut hub, "register_sleeves", json!({ "count": 2, "size": word, "owner": key, "price": "1234.50" }));
    let item = json!({ "creator": key, "sku": "FK-MUG-MOSS-LIMITED-SIGNED-2", "title": title, "barcode": "4006381333931", "weight_g": 420 });
    call(&mut hub, "add_item", item);
    call(
        &mut hub,
        "announce_run",
        json!({ "creator": key, "sku": "FK-MUG-MOSS-LIMITED-SIGNED-2", "expected": 90_000 }),
    );
    let mut packer = Packer::at("main");
    for code in ["4006381333931", "=90000", "OK", "DONE", "A-01-1", "4006381333931", "=90000", "DONE"] {
        let _ = packer.scan(&mut hub, code).expect("a scan is answered");
    }
    for number in 1..4 {
        let buyer = json!({ "name": format!("Dr. Wilhelmina-Alexandra {word} and Sons"), "city": word, "country": "DE",
            "address1": format!("{word} 12345, third back court, staircase on the left"), "zip": "20457" });
        let note = "Please ring twice and leave it with the neighbour on the second floor, who is at home after five, "
            .repeat(4);
        call(
            &mut hub,
            "add_order",
            json!({ "creator": key, "name": format!("#2026-ULTRA-LONG-ORDER-NAME-{number}"),
            "lines": [["FK-MUG-MOSS-LIMITED-SIGNED-2", 12_345]], "shipping_method": format!("{word} Express"), "note": note, "buyer": buyer }),
        );
    }
    hub.rest_fully().expect("it is allocated");
    let _ = packer.scan(&mut hub, "NEXT").expect("a scan is answered");
}
