//! Printers in the network: whatever byte one hangs up at, no paper is lost and none is printed twice.

use std::sync::Arc;
use std::time::{Duration, Instant};

use loopdock_hub::{Address, Handed, Hub, Outgoing, Printers as _, Setup, SystemHost, SystemPrinters};
use loopdock_tests::RawPrinter;
use serde_json::{Value, json};

const LABEL: &[u8] = b"^XA^PW812^LL1218^FO0,0^GFA,8,8,4,FFFF0000FF^FS^XZ\n";

fn outgoing(printer: &RawPrinter, bytes: &[u8], prints_from: usize) -> Outgoing {
    Outgoing {
        address: Address::Network(printer.address.clone()),
        name: "1-label.zpl".to_owned(),
        bytes: bytes.to_vec(),
        prints_from,
        options: Vec::new(),
    }
}

#[test]
fn at_whatever_byte_a_printer_hangs_up_a_label_that_may_lie_there_is_not_sent_again() {
    let prints_from = LABEL.windows(3).position(|window| window == b"^XZ").unwrap();
    for at in 0..=LABEL.len() {
        let printer = RawPrinter::listen();
        printer.hang_up_after(at);
        let handed = SystemPrinters.send(&outgoing(&printer, LABEL, prints_from));
        let has_whole = at >= prints_from + 3;
        match handed {
            Handed::NotTaken(_) => assert!(!has_whole, "at {at}: it would be printed twice"),
            Handed::Unsure(_) => {
                assert!(at >= prints_from || at == 0, "at {at}: nobody need be asked: nothing was printed")
            }
            Handed::Printed => assert!(has_whole, "at {at}: it would be lost"),
            Handed::Spooled(_) => panic!("there is no queue"),
        }
    }
}

#[test]
fn a_printer_that_is_not_there_took_nothing() {
    let printer = RawPrinter::listen();
    let nobody = Outgoing { address: Address::Network("127.0.0.1:1".to_owned()), ..outgoing(&printer, LABEL, 3) };
    assert!(matches!(SystemPrinters.send(&nobody), Handed::NotTaken(why) if why.contains("127.0.0.1:1")));
    let no_name = Address::Network("no-such-printer.invalid".to_owned());
    let unknown = Outgoing { address: no_name, ..outgoing(&printer, LABEL, 3) };
    assert!(matches!(SystemPrinters.send(&unknown), Handed::NotTaken(_)));
}

/// A hub whose every paper goes to a printer in the network.
fn hub(printer: &RawPrinter) -> (tempfile::TempDir, Hub) {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = Setup {
        name: "Test hub".into(),
        currency: "EUR".into(),
        timezone: "Europe/Berlin".into(),
        address: "Street 1".into(),
        country: String::new(),
    };
    let mut hub = Hub::init(&folder.path().join("hub.db"), &setup, Box::new(SystemHost)).expect("a hub");
    call(&mut hub, "set_printer", json!({ "name": "Net", "way": "network", "address": printer.address }));
    call(&mut hub, "set_route", json!({ "to": { "printer": "Net" } }));
    (folder, hub)
}

fn call(hub: &mut Hub, name: &str, request: Value) -> Value {
    hub.call(name, request, None).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn state(hub: &mut Hub) -> String {
    call(hub, "print_jobs", json!({}))[0]["state"].as_str().expect("a state").to_owned()
}

#[test]
fn a_paper_that_was_cut_off_comes_again_whole_and_once() {
    let whole = {
        let printer = RawPrinter::listen();
        let (_folder, mut hub) = hub(&printer);
        call(&mut hub, "print_codes", json!({ "sheet": "commands" }));
        hub.rest_fully().unwrap();
        assert_eq!(state(&mut hub), "done");
        printer.came()[0].bytes.len()
    };
    for at in [0, 1, whole / 3, whole - 65, whole - 1, whole] {
        let printer = RawPrinter::listen();
        let (_folder, mut hub) = hub(&printer);
        printer.hang_up_after(at);
        call(&mut hub, "print_codes", json!({ "sheet": "commands" }));
        let began = Instant::now();
        while state(&mut hub) == "queued" && began.elapsed() < Duration::from_secs(20) {
            hub.rest_fully().unwrap();
            std::thread::sleep(Duration::from_millis(20));
        }
        let came = printer.came();
        let wholes = came.iter().filter(|came| came.bytes.trim_ascii_end().ends_with(b"%%EOF")).count();
        match state(&mut hub).as_str() {
            "done" => assert_eq!(wholes, 1, "cut off at {at} of {whole}"),
            "unsure" => {
                assert!(wholes <= 1 && came.len() == 1, "cut off at {at} of {whole}: asked, and not sent again")
            }
            state => panic!("cut off at {at} of {whole}: {state}"),
        }
    }
}

#[test]
fn a_printer_that_keeps_its_line_standing_holds_up_neither_scans_nor_other_papers() {
    let stuck = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let held = Arc::new(std::sync::Mutex::new(Vec::new()));
    let keep = Arc::clone(&held);
    let address = stuck.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for stream in stuck.incoming().flatten() {
            keep.lock().unwrap().push(stream);
        }
    });
    let printer = RawPrinter::listen();
    let (_folder, mut hub) = hub(&printer);
    call(&mut hub, "set_printer", json!({ "name": "Stuck", "way": "network", "address": address }));
    call(&mut hub, "set_route", json!({ "document": "code_sheet", "to": { "printer": "Stuck" } }));
    call(&mut hub, "add_bins", json!({ "from": "A-01-1", "to": "A-02-1" }));
    call(&mut hub, "print_codes", json!({ "sheet": "commands" }));
    call(&mut hub, "print_codes", json!({ "sheet": "bins" }));
    let began = Instant::now();
    while hub.rest().unwrap() == loopdock_hub::Rest::More {}
    assert!(began.elapsed() < Duration::from_secs(2), "a scan would have waited for {:?}", began.elapsed());
    while printer.came().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(10), "the bins were never printed");
        std::thread::sleep(Duration::from_millis(5));
    }
    hub.rest_fully().unwrap();
    let jobs = call(&mut hub, "print_jobs", json!({}));
    // So short a paper is taken into the printer's own memory, from which it is printed; of a longer one a person is asked
    // (`host/network.rs` tests that).
    assert_eq!((&jobs[0]["state"], &jobs[1]["state"]), (&json!("done"), &json!("done")));
}
