//! The names that scripts rely on: words and options, shapes of JSON, exit codes, and where errors go.

use serde_json::{Value, json};

use crate::stage::{demo_file, demo_hub, new_hub, program};

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect()
}

fn has_keys(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "{key} is missing in {value}");
    }
}

#[test]
fn init_takes_a_name_a_currency_and_a_time_zone() {
    let folder = tempfile::tempdir().unwrap();
    let plain = program(&folder.path().join("plain.db"));
    assert_eq!(plain.run(&["init", "--name", "Harbour"]).code, Some(0));
    let hub = plain.call("hub", &json!({}));
    assert_eq!(hub["name"], "Harbour");
    assert_eq!((&hub["currency"], &hub["timezone"]), (&json!("EUR"), &json!("Europe/Berlin")));
    let told = program(&folder.path().join("told.db"));
    let words = ["init", "--name", "Lake", "--currency", "CHF", "--timezone", "Europe/Zurich"];
    let _ = told.json(&words);
    let hub = told.call("hub", &json!({}));
    assert_eq!((&hub["currency"], &hub["timezone"]), (&json!("CHF"), &json!("Europe/Zurich")));
}

#[test]
fn init_with_the_demo_is_ready_for_a_first_parcel() {
    let (_folder, loopdock) = demo_hub();
    let ready = loopdock.call("orders", &json!({ "state": "ready", "limit": 500 }));
    assert_eq!(ready.as_array().unwrap().len(), 298, "orders that can be picked");
    let hub = loopdock.call("hub", &json!({}));
    assert_eq!(hub["name"], "Demo");
    let papers = loopdock.hub.canonicalize().unwrap().with_extension("prints");
    assert_eq!(hub["printer"]["folder"], json!(papers));
    let bench = loopdock.call("bench", &json!({ "bench": "main" }));
    assert_eq!((&bench["undo"], &bench["key"]), (&Value::Null, &json!("NEXT")), "nobody scanned anything here yet");
    let (code, answer) = loopdock.scan("main", "NEXT");
    assert_eq!((code, &answer["cue"]), (Some(0), &json!("ok")), "{answer}");
    loopdock.must_be_clean();
}

#[test]
fn a_scan_answers_one_line_a_code_with_four_members() {
    let (_folder, loopdock) = demo_hub();
    let codes = ["NEXT", "HELLO", "=1", "NEXT"];
    let done = loopdock.run(&[&["scan", "--bench", "B1", "--json"][..], &codes].concat());
    assert_eq!((done.code, done.err.as_str()), (Some(1), ""), "one was stopped: {done:?}");
    let answers: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // All are heard, also after one that was stopped.
    assert_eq!(answers.iter().map(|answer| answer["heard"].as_str().unwrap()).collect::<Vec<_>>(), codes);
    for answer in &answers {
        assert_eq!(keys(answer), ["cue", "did", "heard", "say"]);
        assert!(["ok", "warn", "stop"].contains(&answer["cue"].as_str().unwrap()), "{answer}");
        assert!(answer["say"].as_str().unwrap().len() > 10, "{answer}");
    }
    let text = loopdock.run(&["scan", "--bench", "B2", "NEXT"]);
    assert!(text.code == Some(0) && text.out.starts_with("OK "), "{text:?}");
}

#[test]
fn a_refused_scan_says_what_was_heard_what_was_expected_and_what_to_do() {
    let (_folder, loopdock) = demo_hub();
    assert_eq!(loopdock.scan("main", "NEXT").0, Some(0));
    let (code, answer) = loopdock.scan("main", "4006381333931");
    assert_eq!((code, &answer["cue"], &answer["did"]), (Some(1), &json!("stop"), &json!("refuse")), "{answer}");
    let said = answer["say"].as_str().unwrap();
    assert_eq!(answer["heard"], "4006381333931");
    assert!(said.contains("barcode"), "what it was: {said}");
    let bin = loopdock.call("bench", &json!({ "bench": "main" }))["say"].as_str().unwrap().to_owned();
    assert!(said.ends_with(&bin), "what was expected and what to do: {said}");
}

#[test]
fn an_import_answers_its_counts_and_problems_and_ends_well_with_rejects() {
    let (_folder, loopdock) = new_hub();
    let csv = |name: &str| demo_file(name).to_str().unwrap().to_owned();
    let products = csv("fern-and-kiln-products.csv");
    has_keys(
        &loopdock.json(&["import", "products", "--creator", "fern-and-kiln", &products]),
        &["products", "problems"],
    );
    assert_eq!(loopdock.call("creators", &json!({}))[0]["key"], "fern-and-kiln");
    let orders = csv("fern-and-kiln-orders.csv");
    let counts = loopdock.json(&["import", "orders", "--creator", "fern-and-kiln", &orders]);
    has_keys(
        &counts,
        &["orders", "accepted", "held", "skipped", "rejected", "digital_only", "lines_to_pick", "units_to_pick"],
    );
    has_keys(&counts, &["unchanged", "updated", "conflicts", "problems"]);
    assert_eq!(counts["rejected"], json!(1));
    for problem in counts["problems"].as_array().unwrap() {
        has_keys(problem, &["row", "order", "reason"]);
        assert!(problem["row"].is_u64() && problem["reason"].as_str().unwrap().len() > 5, "{problem}");
    }
    let text = loopdock.run(&["import", "orders", "--creator", "fern-and-kiln", &orders]);
    assert!(text.code == Some(0) && text.out.contains("103  accepted"), "{text:?}");
}

#[test]
fn global_options_stand_anywhere() {
    let (_folder, loopdock) = new_hub();
    let hub = loopdock.hub.to_str().unwrap();
    for words in [
        &["--hub", hub, "--json", "call", "hub", "{}"][..],
        &["call", "--hub", hub, "hub", "--json", "{}"],
        &["call", "hub", "{}", "--json", "--hub", hub],
        &["--json", "call", "hub", "--hub", hub],
    ] {
        let done = loopdock.bare(words).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{words:?}: {done:?}");
        assert_eq!(serde_json::from_slice::<Value>(&done.stdout).unwrap()["name"], "Test");
    }
    for words in
        [&["import", "orders", "--hub", hub, "--json", "--creator", "x", "none.csv"][..], &["check", "--hub", hub]]
    {
        assert_ne!(loopdock.bare(words).output().unwrap().status.code(), Some(2), "{words:?}");
    }
}

#[test]
fn every_command_of_the_table_is_told_and_can_be_called() {
    let (_folder, loopdock) = demo_hub();
    let done = loopdock.bare(&["api"]).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "api needs no hub");
    let api = loopdock.json(&["api"]);
    let api = api.as_array().unwrap();
    assert!(api.len() > 30);
    for command in api {
        has_keys(command, &["name", "about", "role", "access", "request", "answer"]);
        let name = command["name"].as_str().unwrap();
        if command["access"] == "read" {
            // Those that need to know of what say so; the others answer.
            let done = loopdock.run(&["call", name, "{}", "--json"]);
            match done.code {
                Some(0) => drop(serde_json::from_str::<Value>(&done.out).unwrap()),
                _ => assert!(done.refused(2).contains("missing field"), "{name}: {done:?}"),
            }
        }
    }
}

#[test]
fn check_tells_each_rule_with_what_it_counted() {
    let (_folder, loopdock) = demo_hub();
    let check = loopdock.json(&["check"]);
    assert_eq!(keys(&check), ["clean", "findings", "seq"]);
    assert_eq!(check["clean"], json!(true));
    let findings = check["findings"].as_array().unwrap();
    assert!(findings.len() >= 8, "{check}");
    for finding in findings {
        has_keys(finding, &["name", "rule", "counted", "broken"]);
    }
    assert!(findings.iter().filter(|finding| finding["counted"].as_u64() > Some(0)).count() >= 5, "{check}");
    let text = loopdock.run(&["check"]);
    assert!(text.code == Some(0) && text.out.lines().count() == findings.len(), "{text:?}");
}

#[test]
fn a_check_that_goes_on_after_an_entry_reads_the_journal_from_there() {
    let (_folder, loopdock) = demo_hub();
    let seq = loopdock.json(&["check"])["seq"].as_i64().unwrap();
    let spoiled = rusqlite::Connection::open(&loopdock.hub).unwrap();
    spoiled.execute_batch("DROP TRIGGER journal_keeps_words").unwrap();
    assert_eq!(spoiled.execute("UPDATE journal SET entry = entry || ' ' WHERE seq = 3", []), Ok(1));
    drop(spoiled);
    let journal_of = |words: &[&str]| {
        let check: Value = serde_json::from_str(&loopdock.run(words).out).unwrap();
        check["findings"].as_array().unwrap().iter().find(|finding| finding["name"] == "journal").cloned().unwrap()
    };
    let whole = journal_of(&["check", "--json"]);
    assert_eq!((whole["counted"].as_i64(), whole["broken"].as_array().map(Vec::len)), (Some(seq), Some(1)));
    let later = journal_of(&["check", "--json", "--after", &(seq - 5).to_string()]);
    assert_eq!((later["counted"].as_i64(), later["broken"].as_array().map(Vec::len)), (Some(5), Some(0)));
}

#[test]
fn a_broken_rule_is_exit_code_one_and_named() {
    let spoils = [
        ("conservation", "UPDATE stock SET on_hand = on_hand + 1 WHERE on_hand = 80"),
        ("promises", "UPDATE order_line SET promise_ms = 1 WHERE state = 'ready'"),
        ("list of orders", "UPDATE order_index SET state = 'delivered' WHERE state = 'ready'"),
        ("list of items", "DELETE FROM item_search WHERE rowid = 1"),
        ("histories", "INSERT INTO order_entry SELECT id, 1000000 FROM customer_order LIMIT 1"),
    ];
    for (name, sql) in spoils {
        let (_folder, loopdock) = demo_hub();
        let spoiled = rusqlite::Connection::open(&loopdock.hub).unwrap();
        let changed = spoiled.execute(sql, []);
        drop(spoiled);
        assert!(changed.as_ref().is_ok_and(|rows| *rows > 0), "{name}: something to find, {changed:?}");
        let done = loopdock.run(&["check", "--json"]);
        assert_eq!((done.code, done.err.as_str()), (Some(1), ""), "{done:?}");
        let check: Value = serde_json::from_str(&done.out).unwrap();
        assert_eq!(check["clean"], json!(false));
        let broken = check["findings"].as_array().unwrap().iter().find(|finding| finding["broken"] != json!([]));
        assert_eq!(broken.map(|finding| &finding["name"]), Some(&json!(name)), "{check}");
        assert!(loopdock.run(&["check"]).out.contains("BROKEN"));
    }
}

#[test]
fn the_journals_export_recomputes_to_what_the_hub_holds() {
    let (_folder, loopdock) = demo_hub();
    let done = loopdock.run(&["export", "journal"]);
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    let balances = loopdock_hub::replay(done.out.lines()).unwrap();
    assert_eq!(balances.entries, loopdock.call("hub", &json!({}))["seq"].as_i64().unwrap());
    assert_eq!(balances.stock.values().sum::<i64>(), 0, "nothing is created or destroyed");
    let mut lines: Vec<&str> = done.out.lines().collect();
    lines.remove(lines.len() / 2);
    assert!(loopdock_hub::replay(lines.into_iter()).is_err(), "a line that is missing is noticed");
}

#[test]
fn a_wrong_call_is_exit_code_two_and_what_was_refused_is_one() {
    let (_folder, loopdock) = new_hub();
    for words in [
        &[][..],
        &["frobnicate"],
        &["--nonsense", "check"],
        &["init"],
        &["import", "orders", "x.csv"],
        &["import", "letters", "--creator", "x", "x.csv"],
        &["scan", "NEXT"],
        &["scan", "--bench", "main"],
        &["scan", "--bench", "", "NEXT"],
        &["call"],
        &["call", "no_such_command", "{}"],
        &["call", "hub", "{"],
        &["call", "order", "{}"],
        &["call", "order", "[]"],
        &["call", "scan", "{\"bench\":7}"],
        &["export"],
        &["export", "everything"],
        &["bench"],
        &["serve", "--addr"],
        &["demo"],
    ] {
        let done = loopdock.run(words);
        let _ = done.refused(2);
        let done = loopdock.run(&[words, &["--json"]].concat());
        let _ = done.refused(2);
    }
    let without = loopdock.bare(&["check"]).output().unwrap();
    assert_eq!(without.status.code(), Some(2), "{without:?}");
    for words in [
        &["call", "order", "{\"order\":\"O-99\"}"][..],
        &["call", "add_bins", "{\"from\":\"A\",\"to\":\"B\"}"],
        &["call", "set_printer", "{\"name\":\"Door\",\"way\":\"network\",\"address\":\"no where\"}"],
        &["import", "orders", "--creator", "nobody", "none.csv"],
        &["serve", "--addr", "192.0.2.1:4200"],
        &["serve", "--addr", "0.0.0.0:4200"],
    ] {
        let done = loopdock.run(words);
        let _ = done.refused(1);
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let (_folder, loopdock) = new_hub();
    for words in [&["--help"][..], &["scan", "--help"], &["--version"]] {
        let done = loopdock.bare(words).output().unwrap();
        assert!(done.status.success() && !done.stdout.is_empty() && done.stderr.is_empty(), "{words:?}: {done:?}");
    }
}

#[test]
fn a_demo_does_not_touch_what_is_there_already() {
    let folder = tempfile::tempdir().unwrap();
    let loopdock = program(&folder.path().join("hub.db"));
    std::fs::write(&loopdock.hub, "something else").unwrap();
    let done = loopdock.bare(&["demo", "--dir", folder.path().to_str().unwrap()]).output().unwrap();
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert_eq!(std::fs::read_to_string(&loopdock.hub).unwrap(), "something else");
}
