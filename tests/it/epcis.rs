//! What happened to sleeves, as it is exported for programs of other people, and two judges of that which are no part of
//! Loopdock: GS1's own JSON schema with every format looked at, and the reference implementation of the events' ids.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::{judges, stage};

/// Reads a schema and a document; answers with what is wrong with the document, and the ids that its events have to have.
const JUDGE: &str = "
import json, sys
from jsonschema import Draft7Validator
from epcis_event_hash_generator import events_from_file_reader, hash_generator
schema, document = (json.load(open(path, encoding='utf-8')) for path in sys.argv[1:3])
formats = Draft7Validator.FORMAT_CHECKER
wrong = [format for format in ('uri', 'date-time') if format not in formats.checkers]
wrong += [error.message for error in Draft7Validator(schema, format_checker=formats).iter_errors(document)]
events = events_from_file_reader.event_list_from_file(sys.argv[2])
print(json.dumps({ 'wrong': wrong, 'ids': hash_generator.epcis_hashes_from_events(events) }))
";

/// The events that the program exports of a hub, after both judges have seen them, where these are there.
pub fn judged(hub: &Path) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.jsonld");
    let events = exported(hub, &file);
    if let Some(found) = judge(&file) {
        assert_eq!(found["wrong"], json!([]), "{file:?}");
        let ids: Vec<&Value> = events.iter().map(|event| &event["eventID"]).collect();
        assert_eq!(json!(ids), found["ids"]);
    }
    events
}

/// The events that the program exports of a hub into a file.
pub fn exported(hub: &Path, file: &Path) -> Vec<Value> {
    let program = stage::program(hub);
    let said = program.json(&["export", "epcis", "--out", file.to_str().unwrap()]);
    let document: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let events = document["epcisBody"]["eventList"].as_array().unwrap().clone();
    assert_eq!(said["events"], json!(events.len()));
    events
}

/// What the judges say of a document; nothing where they are not there.
fn judge(document: &Path) -> Option<Value> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/epcis/EPCIS-JSON-Schema.json");
    if !schema.exists() {
        judges::is_missing("GS1's schema of EPCIS is not beside the repository (shared/data/epcis)");
        return None;
    }
    let python = judges::python();
    let needs = "import jsonschema, rfc3987, rfc3339_validator, epcis_event_hash_generator";
    if !Command::new(&python).args(["-c", needs]).output().is_ok_and(|there| there.status.success()) {
        judges::is_missing(&format!(
            "{python} has no jsonschema[format] and epcis-event-hash-generator; install both and set LOOPDOCK_PYTHON"
        ));
        return None;
    }
    let said = Command::new(&python).args(["-c", JUDGE]).args([schema.as_path(), document]).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    Some(serde_json::from_slice(&said.stdout).unwrap())
}

#[test]
fn a_hub_in_which_nothing_happened_has_a_document_without_events() {
    let (_folder, loopdock) = stage::new_hub();
    assert_eq!(judged(&loopdock.hub), [Value::Null; 0]);
}

#[test]
fn sleeves_are_registered_with_their_serials_and_the_document_goes_to_standard_output_too() {
    let (_folder, loopdock) = stage::new_hub();
    let added = loopdock.call("register_sleeves", &json!({ "count": 3 }));
    let events = judged(&loopdock.hub);
    assert_eq!(events.len(), 1);
    let things: Vec<&str> = events[0]["epcList"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let serials: Vec<&str> = things.iter().map(|thing| thing.rsplit(':').next().unwrap()).collect();
    assert_eq!(json!(serials), added["names"]);
    let done = loopdock.run(&["export", "epcis"]);
    let document: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((done.code, &document["epcisBody"]["eventList"]), (Some(0), &json!(events)));
}

#[test]
fn judges_see_what_was_changed() {
    let (folder, loopdock) = stage::new_hub();
    let _ = loopdock.call("register_sleeves", &json!({ "count": 1 }));
    let file = folder.path().join("events.jsonld");
    let events = exported(&loopdock.hub, &file);
    let document = std::fs::read_to_string(&file).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(document.contains(from), "{from}: {document}");
        std::fs::write(&file, document.replace(from, to)).unwrap();
        judge(&file)
    };
    let Some(retold) = changed("\"ADD\"", "\"OBSERVE\"") else { return };
    assert_eq!(retold["wrong"], json!([]));
    assert_ne!(retold["ids"], json!([events[0]["eventID"]]));
    for (from, to) in
        [("commissioning", "returning"), ("urn:loopdock:", "loop dock"), ("eventTime\":\"2", "eventTime\":\"x")]
    {
        let found = changed(from, to).unwrap();
        assert_ne!(found["wrong"], json!([]), "{from} became {to}");
    }
}
