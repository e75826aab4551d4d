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
        self.print_to("out.pdf", document, data, more)
    }

    /// The same into a file of another name.
    fn print_to(&self, out: &str, document: &str, data: &Value, more: &[&str]) -> (i32, String) {
        let (from, to) = (self.path("data.json"), self.path(out));
        fs::write(&from, data.to_string()).unwrap();
        let words = [&[document, "--data", from.to_str().unwrap(), "--out", to.to_str().unwrap()], more].concat();
        self.label(&words)
    }

    /// The names of all files that there are.
    fn files(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
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
    read(fs::read_dir(folder.path()).unwrap().map(|page| page.unwrap().path()))
}

/// The codes on pictures, or nothing where the judge is not installed.
fn read(pages: impl Iterator<Item = PathBuf>) -> Option<Vec<String>> {
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
        (label.clone(), vec!["--format", "gif"], 2, "There is no format “gif”: write pdf, png or zpl."),
        (label.clone(), vec!["--format", "zpl"], 2, "out.pdf: name it .zpl, or leave --format out"),
        (label.clone(), vec!["--start-at", "2"], 2, "100x150 is no sheet of labels: --start-at 2 is not on it"),
    ];
    for (data, more, exit, wanted) in wrong {
        let (code, said) = desk.print("parcel_label", &data, &more);
        assert!(code == exit && said.contains(wanted), "{more:?}: {code}, {said}");
        assert_eq!(desk.files(), ["data.json"], "{said}");
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

#[test]
fn a_label_is_a_picture_or_a_printers_program_as_its_name_or_the_script_says() {
    let desk = Desk::new();
    let label = desk.example("parcel_label");
    for (out, more) in [("label.png", vec![]), ("label.zpl", vec![]), ("label.prn", vec!["--format", "ZPL"])] {
        let (code, said) = desk.print_to(out, "parcel_label", &label, &more);
        assert!(code == 0 && said.contains(&format!("1 page is in {}", desk.path(out).display())), "{said}");
    }
    let [png, zpl, prn] = ["label.png", "label.zpl", "label.prn"].map(|name| fs::read(desk.path(name)).unwrap());
    assert!(png.starts_with(b"\x89PNG") && zpl.starts_with(b"^XA^PW799^LL1199^LH0,0") && zpl.ends_with(b"^XZ\n"));
    assert!(zpl == prn);
    let (code, _) = desk.print_to("other", "parcel_label", &label, &[]);
    assert!(code == 0 && fs::read(desk.path("other")).unwrap().starts_with(b"%PDF"));
    let Some(codes) = read([desk.path("label.png")].into_iter()) else { return };
    assert_eq!(codes, [label["code"]["payload"].as_str().unwrap()]);
}

#[test]
fn pictures_of_several_pages_are_numbered() {
    let desk = Desk::new();
    let label = desk.example("parcel_label");
    let (code, said) = desk.print_to("label.png", "parcel_label", &json!([label, label, label]), &["--json"]);
    assert_eq!(code, 0, "{said}");
    let told: Value = serde_json::from_str(&said).unwrap();
    let names = ["label-1.png", "label-2.png", "label-3.png"];
    assert_eq!(told["files"], json!(names.map(|name| desk.path(name))));
    assert_eq!(desk.files(), ["data.json", names[0], names[1], names[2]]);
}

#[test]
fn pictures_are_all_there_or_none_is() {
    let desk = Desk::new();
    let label = desk.example("parcel_label");
    for in_the_way in ["label-2.png.part", "label-3.png"] {
        fs::create_dir(desk.path(in_the_way)).unwrap();
        let (code, said) = desk.print_to("label.png", "parcel_label", &json!([label, label, label]), &[]);
        assert!(code == 1 && said.contains("could not be written"), "{in_the_way}: {said}");
        assert_eq!(desk.files(), ["data.json", in_the_way]);
        fs::remove_dir(desk.path(in_the_way)).unwrap();
    }
}

#[test]
fn what_no_thermal_printer_prints_is_refused_with_what_to_do() {
    let desk = Desk::new();
    for (document, wanted) in [
        ("bin_label", "The size a4-24 can't be printed as ZPL, which is for thermal printers"),
        ("bin_label", "Choose one of 62mm, "),
        ("pick_list", "Print it as pdf or png."),
    ] {
        let (code, said) = desk.print_to("out.zpl", document, &desk.example(document), &[]);
        assert!(code == 1 && said.contains(wanted), "{said}");
        assert_eq!(desk.files(), ["data.json"]);
    }
    let (code, said) = desk.print_to("out.zpl", "bin_label", &desk.example("bin_label"), &["--size", "54x25"]);
    assert_eq!(code, 0, "{said}");
}
