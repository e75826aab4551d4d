//! Storefronts' exports through the program: what goes in and what it counts, twice; an edited export; and files that are
//! none.

use std::fs;
use std::path::{Path, PathBuf};

use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};

use crate::stage::{demo_file, new_hub};

const FERN: &str = "fern-and-kiln";

/// The counts that an import makes of a file alone.
const OF_THE_FILE: [&str; 8] =
    ["orders", "accepted", "held", "skipped", "rejected", "digital_only", "lines_to_pick", "units_to_pick"];

/// The storefronts' exports, which lie beside the repository; none where they don't.
fn exports() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/storefront");
    if !folder.is_dir() {
        eprintln!("imports: skipped, the exports are not beside the repository (shared/data/storefront)");
        return None;
    }
    Some(folder)
}

fn import(loopdock: &Loopdock, what: &str, creator: &str, csv: &Path) -> Value {
    loopdock.json(&["import", what, "--creator", creator, csv.to_str().expect("a path")])
}

/// A hub that has the products and the orders of Fern & Kiln.
fn hub_with_orders() -> (tempfile::TempDir, Loopdock) {
    let (folder, loopdock) = new_hub();
    let _ = import(&loopdock, "products", FERN, &demo_file("fern-and-kiln-products.csv"));
    let _ = import(&loopdock, "orders", FERN, &demo_file("fern-and-kiln-orders.csv"));
    (folder, loopdock)
}

fn of_the_file(counts: &Value) -> Vec<&Value> {
    OF_THE_FILE.iter().map(|count| &counts[count]).collect()
}

#[test]
fn the_storefronts_exports_count_what_their_facts_say_and_change_nothing_the_second_time() {
    let Some(exports) = exports() else { return };
    let facts: Value = serde_json::from_slice(&fs::read(exports.join("facts.json")).unwrap()).unwrap();
    let (_folder, loopdock) = new_hub();
    for (creator, facts) in facts.as_object().unwrap() {
        let _ = import(&loopdock, "products", creator, &exports.join(format!("{creator}-products.csv")));
        let file = exports.join(format!("{creator}-orders.csv"));
        let first = import(&loopdock, "orders", creator, &file);
        assert_eq!(of_the_file(&first), of_the_file(facts), "{creator}");
        let taken = first["orders"].as_u64().unwrap() - first["rejected"].as_u64().unwrap();
        let against = |counts: &Value| -> Vec<u64> {
            ["added", "unchanged", "updated", "conflicts"].map(|count| counts[count].as_u64().unwrap()).to_vec()
        };
        assert_eq!(against(&first), [taken, 0, 0, 0], "{creator}: {first}");
        let problems = first["problems"].as_array().unwrap();
        let wanted = first["rejected"].as_u64().unwrap() + first["held"].as_u64().unwrap();
        assert_eq!(problems.len() as u64, wanted, "each rejected or held order says why: {problems:?}");
        let seq = loopdock.journal().len();
        let second = import(&loopdock, "orders", creator, &file);
        assert_eq!(of_the_file(&second), of_the_file(facts), "{creator}, the second time");
        assert_eq!(against(&second), [0, taken, 0, 0], "{creator}: {second}");
        assert_eq!(second["problems"], first["problems"]);
        assert!(loopdock.journal().len() <= seq + 1, "the same file again changes nothing");
    }
    let copy = import(&loopdock, "orders", FERN, &exports.join("fern-and-kiln-orders.excel.csv"));
    assert_eq!(of_the_file(&copy), of_the_file(&facts[FERN]), "the spreadsheet's copy");
    loopdock.must_be_clean();
}

#[test]
fn the_spreadsheets_copy_counts_the_same_in_a_hub_of_its_own() {
    let Some(exports) = exports() else { return };
    let facts: Value = serde_json::from_slice(&fs::read(exports.join("facts.json")).unwrap()).unwrap();
    let (_folder, loopdock) = new_hub();
    let _ = import(&loopdock, "products", FERN, &exports.join("fern-and-kiln-products.csv"));
    let copy = exports.join("fern-and-kiln-orders.excel.csv");
    let first = import(&loopdock, "orders", FERN, &copy);
    assert_eq!(of_the_file(&first), of_the_file(&facts[FERN]));
    let second = import(&loopdock, "orders", FERN, &copy);
    assert_eq!(of_the_file(&second), of_the_file(&facts[FERN]));
    assert_eq!((&second["added"], &second["updated"]), (&json!(0), &json!(0)), "{second}");
    loopdock.must_be_clean();
}

#[test]
fn orders_that_came_before_their_products_go_on_when_they_are_brought_again() {
    let (_folder, loopdock) = new_hub();
    let (products, orders) = (demo_file("fern-and-kiln-products.csv"), demo_file("fern-and-kiln-orders.csv"));
    let _ = loopdock.call("add_creator", &json!({ "key": FERN, "currency": "USD" }));
    let early = import(&loopdock, "orders", FERN, &orders);
    assert!(early["held"].as_u64() > Some(100), "{early}");
    let warning = early["warning"].as_str().unwrap();
    assert!(warning.contains("products") && warning.contains("once more"), "{warning}");
    let again = import(&loopdock, "orders", FERN, &orders);
    assert_eq!((&again["updated"], &again["conflicts"]), (&json!(0), &json!(0)), "nobody knows the items yet: {again}");
    let _ = import(&loopdock, "products", FERN, &products);
    let late = import(&loopdock, "orders", FERN, &orders);
    assert!(late["updated"].as_u64() > Some(100), "{late}");
    assert!(
        late["warning"].as_str().unwrap().starts_with("One order waits"),
        "one names what nobody ever sold: {late}"
    );
    let held =
        |loopdock: &Loopdock| loopdock.call("find_orders", &json!({ "state": "held", "limit": 1 }))["total"].clone();
    assert_eq!(held(&loopdock), late["held"], "as many are held as the import says");
    assert_eq!(import(&loopdock, "orders", FERN, &orders)["updated"], json!(0), "and then nothing changes any more");
    loopdock.must_be_clean();
}

/// The demo's export with every order's shipping city, or quantity, edited.
fn edited(folder: &Path, edit: impl Fn(&str) -> String) -> PathBuf {
    let text = fs::read_to_string(demo_file("fern-and-kiln-orders.csv")).expect("the demo's orders");
    let (header, rows) = text.split_once('\n').expect("a header");
    let path = folder.join("edited.csv");
    fs::write(&path, format!("{header}\n{}", edit(rows))).expect("a file");
    path
}

#[test]
fn an_edited_export_updates_orders_that_nobody_picked() {
    let (folder, loopdock) = hub_with_orders();
    let file = edited(folder.path(), |rows| rows.replace(",Standard,", ",Express,"));
    let counts = import(&loopdock, "orders", FERN, &file);
    let number = |count: &str| counts[count].as_u64().unwrap();
    assert!(number("updated") > 20, "{counts}");
    assert_eq!((number("added"), number("conflicts")), (0, 0), "{counts}");
    assert_eq!(number("updated") + number("unchanged"), number("orders") - number("rejected"), "{counts}");
    let again = import(&loopdock, "orders", FERN, &file);
    assert_eq!((&again["updated"], &again["added"]), (&json!(0), &json!(0)), "{again}");
    let orders = loopdock.call("orders", &json!({ "limit": 500 }));
    assert!(orders.as_array().unwrap().iter().any(|order| order["carrier"] == "Express"));
    loopdock.must_be_clean();
}

#[test]
fn an_edited_export_lists_orders_that_are_picked_as_conflicts_and_still_ends_well() {
    let (_demo, loopdock) = crate::stage::demo_hub();
    let mut ear = loopdock.listen("main");
    assert_eq!(ear.hears("NEXT")["cue"], "ok");
    for _ in 0..400 {
        let view = loopdock.call("bench", &json!({ "bench": "main" }));
        let expects = view["expects"].as_array().into_iter().flatten();
        match expects.filter_map(|expected| expected["code"].as_str()).next() {
            Some(code) if view["mode"] == "pick" => assert_ne!(ear.hears(code)["cue"], "stop", "{view}"),
            _ => break,
        }
    }
    ear.end();
    let picked = loopdock.call("orders", &json!({ "state": "picked", "limit": 500 }));
    let mine = picked.as_array().unwrap().iter().filter(|order| order["creator"] == FERN);
    let mine: Vec<&str> = mine.map(|order| order["name"].as_str().unwrap()).collect();
    assert!(!mine.is_empty(), "a walk of Fern & Kiln's orders was finished: {picked}");
    let file = edited(loopdock.hub.parent().unwrap(), |rows| rows.replace("@example.com", "@example.org"));
    let done = loopdock.run(&["import", "orders", "--creator", FERN, file.to_str().unwrap(), "--json"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let counts: Value = serde_json::from_str(&done.out).unwrap();
    assert!(counts["updated"].as_u64().unwrap() > 20, "{counts}");
    let conflicts = counts["conflicts"].as_u64().unwrap();
    assert!(conflicts >= mine.len() as u64, "{counts}");
    for name in mine {
        let problem = counts["problems"].as_array().unwrap().iter().find(|problem| problem["order"] == name);
        let reason = problem.unwrap_or_else(|| panic!("{name} is no problem: {counts}"))["reason"].as_str().unwrap();
        assert!(reason.contains("changed in the storefront"), "{reason}");
    }
    loopdock.must_be_clean();
}

#[test]
fn a_file_that_is_no_export_is_refused_in_a_line_and_the_hub_stays_as_it_was() {
    let (folder, loopdock) = hub_with_orders();
    let csv = folder.path().join("file.csv");
    let header = fs::read_to_string(demo_file("fern-and-kiln-orders.csv")).unwrap();
    let header = header.lines().next().unwrap().to_owned();
    let journal = loopdock.journal();
    for (bytes, words) in [
        (&b""[..], "empty"),
        (b" \r\n\n", "empty"),
        (b"\xEF\xBB\xBF", "empty"),
        (header.as_bytes(), "no rows"),
        (format!("{header}\r\n").as_bytes(), "no rows"),
        (b"PK\x03\x04 and then something", "ZIP"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "picture"),
        (b"{\"orders\": []}", "column"),
        (b"Dear hub,\nplease ship three mugs to my aunt.\n", "column"),
        (b"Name,Email\n#1001,a@example.com\n", "column"),
    ] {
        fs::write(&csv, bytes).unwrap();
        for what in ["orders", "products"] {
            let done = loopdock.run(&["import", what, "--creator", FERN, "--json", csv.to_str().unwrap()]);
            let said = done.refused(1);
            // An export of orders is no export of products, whatever it holds.
            let other = what == "products" && said.contains("column");
            assert!(said.contains(words) || other, "{what} of {:?}: {said}", String::from_utf8_lossy(bytes));
        }
    }
    for missing in ["none.csv", ""] {
        let path = folder.path().join(missing);
        let done = loopdock.run(&["import", "orders", "--creator", FERN, path.to_str().unwrap()]);
        assert!(done.refused(1).contains("could not be read"), "{done:?}");
    }
    assert!(loopdock.journal() == journal, "the hub is as it was");
}

#[test]
fn a_hundred_megabytes_of_noise_are_refused_in_a_line_and_soon() {
    let (folder, loopdock) = hub_with_orders();
    let journal = loopdock.journal().len();
    let csv = folder.path().join("noise.csv");
    let mut state = 88_172_645_463_325_252_u64;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let bytes: Vec<u8> = (0..100_000_000 / 8).flat_map(|_| noise().to_le_bytes()).collect();
    // The same without its control characters, so that it looks like text in some code page.
    let letters: Vec<u8> = bytes.iter().map(|byte| b' ' + byte % 95).collect();
    for noise in [bytes, letters] {
        fs::write(&csv, noise).unwrap();
        let begun = std::time::Instant::now();
        let done = loopdock.run(&["import", "orders", "--creator", FERN, csv.to_str().unwrap()]);
        eprintln!("imports: 100 MB of noise in {:.1} s: {}", begun.elapsed().as_secs_f64(), done.refused(1));
    }
    assert_eq!(loopdock.journal().len(), journal);
}

#[test]
fn an_import_for_a_creator_that_is_not_there_says_so() {
    let (_folder, loopdock) = new_hub();
    let orders = demo_file("fern-and-kiln-orders.csv");
    let done = loopdock.run(&["import", "orders", "--creator", "nobody", orders.to_str().unwrap()]);
    assert!(done.refused(1).contains("nobody"), "{done:?}");
}
