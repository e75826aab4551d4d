//! `loopdock label`: any document from a JSON file, as a script prints it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::stage::program;

const DOCUMENTS: [&str; 14] = [
    "parcel_label",
    "packing_slip",
    "return_slip",
    "pick_list",
    "manifest",
    "bin_label",
    "tote_label",
    "product_label",
    "sleeve_tag",
    "code_sheet",
    "staff_badge",
    "customs_cn22",
    "customs_cn23",
    "deposit_statement",
];

struct Desk {
    loopdock: Loopdock,
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { loopdock: program(&folder.path().join("hub.db")), folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `loopdock label` with these words; answers its exit code and what it said.
    fn label(&self, words: &[&str]) -> (i32, String) {
        let done = self.loopdock.bare(&["label"]).args(words).output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        (done.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    fn example(&self, document: &str) -> Value {
        let (code, said) = self.label(&[document, "--example"]);
        assert_eq!(code, 0, "{said}");
        serde_json::from_str(&said).unwrap()
    }

    /// Prints `data` with more words, and answers as [`Self::label`] does.
    fn print(&self, document: &str, data: &Value, more: &[&str]) -> (i32, String) {
        let (from, to) = (self.path("data.json"), self.path("out.pdf"));
        fs::write(&from, data.to_string()).unwrap();
        let words = [&[document, "--data", from.to_str().unwrap(), "--out", to.to_str().unwrap()], more].concat();
        self.label(&words)
    }
}

/// The codes on all pages, or nothing where the judges are not installed.
fn codes(pdf: &Path) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let drawn = Command::new("pdftoppm").args(["-r", "203", "-gray"]).arg(pdf).arg(folder.path().join("page")).status();
    if !drawn.is_ok_and(|drawn| drawn.success()) {
        eprintln!("skipped: pdftoppm is not installed");
        return None;
    }
    let pages = fs::read_dir(folder.path()).unwrap().map(|page| page.unwrap().path());
    let read = Command::new("zbarimg").args(["-q", "--raw", "-Sdisable", "-Sqrcode.enable"]).args(pages).output();
    let Ok(read) = read else {
        eprintln!("skipped: zbarimg is not installed");
        return None;
    };
    Some(String::from_utf8(read.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[test]
fn every_example_can_be_printed_and_scanned() {
    let desk = Desk::new();
    for document in DOCUMENTS {
        let example = desk.example(document);
        let (code, said) = desk.print(document, &example, &[]);
        assert_eq!((code, said.starts_with("1 page is in ")), (0, true), "{document}: {said}");
        let Some(codes) = codes(&desk.path("out.pdf")) else { return };
        let payload = |from: &Value| from["code"]["payload"].as_str().map(str::to_owned);
        let wanted = payload(&example).or_else(|| payload(&example["cells"][0])).unwrap();
        assert!(codes.contains(&wanted), "{document}: {codes:?}");
    }
}

#[test]
fn a_list_makes_one_label_of_each_from_the_first_free_one_on() {
    let desk = Desk::new();
    let example = desk.example("bin_label");
    let labels: Vec<Value> = (0..30)
        .map(|bin| {
            let mut label = example.clone();
            label["code"]["payload"] = json!(format!("LD/7K2M/B/{bin}/X9"));
            label
        })
        .collect();
    let (code, said) = desk.print("bin_label", &json!(labels), &["--size", "a4-21", "--start-at", "20", "--json"]);
    assert_eq!(code, 0, "{said}");
    let told: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&told["documents"], &told["pages"]), (&json!(30), &json!(3)), "2, 21 and 7");
    let Some(codes) = codes(&desk.path("out.pdf")) else { return };
    assert_eq!(codes.len(), 30);
}

#[test]
fn what_can_not_be_printed_is_said_and_leaves_no_file() {
    let desk = Desk::new();
    let label = desk.example("parcel_label");
    let changed = |change: fn(&mut Value)| {
        let mut label = label.clone();
        change(&mut label);
        label
    };
    let wrong = [
        (changed(|label| label["sendr"] = json!("x")), vec![], 1, "it is no parcel_label: unknown field `sendr`"),
        (changed(|label| drop(label.as_object_mut().unwrap().remove("carrier"))), vec![], 1, "missing field `carrier`"),
        (json!([label, { "code": 1 }]), vec![], 1, "number 2 of the list is no parcel_label"),
        (changed(|label| label["code"]["payload"] = json!("X".repeat(500))), vec![], 1, "at 203 dpi it needs"),
        (changed(|label| label["code"]["payload"] = json!("")), vec![], 1, "it is empty"),
        (json!([]), vec![], 1, "There is nothing to print here"),
        (label.clone(), vec!["--size", "a5"], 2, "There is no size “a5”: write one of 100x150,"),
        (
            label.clone(),
            vec!["--size", "54x25"],
            1,
            "The size 54x25 can't be used here: there is a template of parcel_label for 100x150, 4x6in, a6",
        ),
        (label.clone(), vec!["--dpi", "200"], 2, "write 203, 300 or 600"),
        (label.clone(), vec!["--start-at", "2"], 2, "100x150 is no sheet of labels: --start-at 2 is not on it"),
    ];
    for (data, more, exit, wanted) in wrong {
        let (code, said) = desk.print("parcel_label", &data, &more);
        assert!(code == exit && said.contains(wanted), "{more:?}: {code}, {said}");
        let left: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(left, ["data.json"], "{said}");
    }
    let (code, said) = desk.label(&["parcel_labels", "--example"]);
    assert!(code == 2 && said.contains("There is no document “parcel_labels”"), "{said}");
    let from = desk.path("data.json");
    let words = ["parcel_label", "--data", from.to_str().unwrap(), "--out", "/nowhere/label.pdf"];
    fs::write(&from, label.to_string()).unwrap();
    let (code, said) = desk.label(&words);
    assert!(code == 1 && said.contains("/nowhere/label.pdf could not be written"), "{said}");
    let (code, said) = desk.label(&["parcel_label", "--data", words[2], "--out", words[2]]);
    assert!(code == 1 && said.contains("is what is to be printed"), "{said}");
    fs::write(&from, "{").unwrap();
    let (code, said) = desk.label(&words);
    assert!(code == 1 && said.contains("it is no JSON"), "{said}");
}

#[test]
fn characters_and_texts_that_do_not_fit_are_named() {
    let desk = Desk::new();
    let mut label = desk.example("parcel_label");
    label["recipient"] = json!(["Zo\u{e000} Brontë", "W".repeat(900)]);
    let (code, said) = desk.print("parcel_label", &label, &[]);
    assert_eq!(code, 0);
    assert!(said.contains("No installed font has \u{e000} (U+E000)"), "{said}");
    assert!(said.contains("Too long, and ends in an ellipsis: Zo"), "{said}");
}
