//! Every page that is printed carries a code that a scanner reads at 203 dpi, and that says what the page is.
//!
//! The demo goes its whole way; poppler draws its papers, zbar reads them, qpdf looks whether they are sound. A sample is
//! looked at, and everything with `LOOPDOCK_PAGES=all`. What is not installed is said, and the test passes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};

use crate::judges;
use crate::stage::{demo_hub, program};

/// Labels, slips and manifests of a sample are so many apart.
const EVERY: usize = 60;

/// Whether the judges are installed.
fn judges() -> bool {
    judges::installed(&["pdftoppm", "zbarimg", "qpdf"])
}

/// The papers of a hub, by name.
fn papers(loopdock: &Loopdock) -> Vec<PathBuf> {
    let folder = loopdock.hub.with_extension("prints");
    let mut papers: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("papers").map(|file| file.expect("a file").path()).collect();
    papers.sort();
    papers
}

/// What zbar reads on each page at 203 dpi.
fn read_pages(pdf: &Path) -> Vec<Vec<String>> {
    let (_folder, pages) = judges::pictures(pdf, 203);
    judges::zbar(&pages)
}

fn is_sound(pdf: &Path) {
    assert_eq!(judges::unsound(pdf), None, "{}", pdf.display());
}

/// The paper's own word: what its name says after its number, `P-12-label` say.
fn word(pdf: &Path) -> &str {
    let stem = pdf.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    stem.split_once('-').map_or(stem, |(_, word)| word)
}

/// What stands on every page of a paper: the type and the number of its code.
fn own_code(pdf: &Path) -> String {
    let word = word(pdf);
    let number = |kind: &str| word.trim_start_matches(kind).split('-').next().unwrap_or_default().to_owned();
    match word.split('-').next() {
        Some("P") if word.ends_with("-label") || word.ends_with("-customs") => format!("P/{}", number("P-")),
        Some("P") if word.ends_with("-slip") || word.ends_with("-return") => format!("R/{}", number("P-")),
        Some("H") => format!("D/{word}"),
        Some("W") => format!("W/{}", number("W-")),
        _ => panic!("{} is a paper that nobody expected", pdf.display()),
    }
}

/// Looks at a label, a slip, a manifest or a pick list; answers with its pages.
fn says_what_it_is(pdf: &Path, hub4: &str) -> usize {
    is_sound(pdf);
    let pages = read_pages(pdf);
    let start = format!("LD/{hub4}/{}/", own_code(pdf));
    for (number, codes) in pages.iter().enumerate() {
        assert_eq!(codes.len(), 1, "page {} of {} has one code: {codes:?}", number + 1, pdf.display());
        let check = codes[0].strip_prefix(&start);
        assert!(check.is_some_and(|check| check.len() == 2), "page {} of {}: {codes:?}", number + 1, pdf.display());
    }
    assert!(!pages.is_empty());
    pages.len()
}

/// Looks at a sheet of codes: all of `wanted` are on it equally often, and nothing else but for a code of the page itself.
fn holds_every_code(pdf: &Path, wanted: &BTreeSet<String>, hub4: &str) -> usize {
    is_sound(pdf);
    let pages = read_pages(pdf);
    let page = format!("LD/{hub4}/D/");
    let mut read: Vec<String> = Vec::new();
    for (number, codes) in pages.iter().enumerate() {
        assert!(!codes.is_empty(), "page {} of {} has no code", number + 1, pdf.display());
        read.extend(codes.iter().filter(|code| !code.starts_with(&page)).cloned());
    }
    assert!(
        read.len().is_multiple_of(wanted.len()),
        "{}: {} codes of {} things",
        pdf.display(),
        read.len(),
        wanted.len()
    );
    assert_eq!(&read.into_iter().collect::<BTreeSet<_>>(), wanted, "{}", pdf.display());
    pages.len()
}

fn codes(rows: &Value) -> BTreeSet<String> {
    rows.as_array().into_iter().flatten().map(|row| row["code"].as_str().expect("a code").to_owned()).collect()
}

/// The codes that a sheet should hold.
fn sheet(loopdock: &Loopdock, word: &str, hub4: &str) -> Option<BTreeSet<String>> {
    let list = |command: &str, request: Value| codes(&loopdock.call(command, &request));
    Some(match word {
        "codes-bins" => list("places", json!({ "kind": "bin" })),
        "codes-totes" => list("places", json!({ "kind": "tote" })),
        "codes-carriers" => list("carriers", json!({})),
        // Some are on their way by now; the tags of all were printed.
        "codes-sleeves" => {
            let states = [
                "available",
                "bound",
                "out",
                "overdue",
                "lost",
                "returned",
                "inspecting",
                "cleaning",
                "repairing",
                "retired",
            ];
            let some = states.iter().map(|state| list("sleeves", json!({ "state": state, "limit": 1_000 })));
            some.flatten().collect()
        }
        "codes-items" => {
            let items = loopdock.call("items", &json!({}));
            let bare = items
                .as_array()
                .into_iter()
                .flatten()
                .filter(|item| item["barcode"].as_str().is_none_or(str::is_empty));
            bare.map(|item| item["code"].as_str().expect("a code").to_owned()).collect()
        }
        "codes-commands" => {
            let words = ["NEXT", "BACK", "DONE", "SHORT", "DAMAGED", "UNDO", "OK", "CANCEL", "RETURN"];
            words.iter().map(|word| format!("LD/{hub4}/C/{word}")).collect()
        }
        _ => return None,
    })
}

/// Looks at a sheet of codes. What a command's check characters are only the hub knows: they are cut off.
fn look_at_sheet(loopdock: &Loopdock, pdf: &Path, hub4: &str) -> usize {
    let wanted = sheet(loopdock, word(pdf), hub4).unwrap_or_else(|| panic!("{} is unknown", pdf.display()));
    if word(pdf) != "codes-commands" {
        return holds_every_code(pdf, &wanted, hub4);
    }
    is_sound(pdf);
    let pages = read_pages(pdf);
    let read = pages.iter().flatten().filter_map(|code| code.rsplit_once('/').map(|(code, _)| code.to_owned()));
    let read: BTreeSet<String> = read.filter(|code| !code.contains("/D/")).collect();
    assert_eq!(read, wanted);
    pages.len()
}

#[test]
fn every_page_of_the_demo_carries_a_code_that_zbar_reads_and_that_says_what_it_is() {
    if !judges() {
        return;
    }
    let all = std::env::var("LOOPDOCK_PAGES").is_ok_and(|pages| pages == "all");
    let folder = tempfile::tempdir().unwrap();
    let loopdock = program(&folder.path().join("hub.db"));
    let done = loopdock.bare(&["demo", "--dir", folder.path().to_str().unwrap(), "--json"]).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let hub4 = loopdock.call("hub", &json!({}))["hub4"].as_str().unwrap().to_owned();
    let summary: Value = serde_json::from_slice(&done.stdout).unwrap();
    let papers = papers(&loopdock);
    assert_eq!(json!(papers.len()), summary["papers"], "every paper is there");
    let (sheets, others): (Vec<_>, Vec<_>) = papers.iter().partition(|pdf| word(pdf).starts_with("codes-"));
    let sample =
        |at: usize, pdf: &Path| all || at.is_multiple_of(EVERY) || at % EVERY == 1 || word(pdf).starts_with('H');
    let others: Vec<&PathBuf> =
        others.into_iter().enumerate().filter(|(at, pdf)| sample(*at, pdf)).map(|(_, pdf)| pdf).collect();
    // Two at a time: a picture of a page is a lot of work.
    let (left, right) = others.split_at(others.len() / 2);
    let look = |papers: &[&PathBuf]| papers.iter().map(|pdf| says_what_it_is(pdf, &hub4)).sum::<usize>();
    let pages = std::thread::scope(|scope| {
        let beside = scope.spawn(|| look(left));
        let sheets: usize = sheets.iter().map(|pdf| look_at_sheet(&loopdock, pdf, &hub4)).sum();
        look(right) + sheets + beside.join().expect("the papers are as they should be")
    });
    let looked_at = others.len() + sheets.len();
    eprintln!("paper: {looked_at} of {} papers looked at, {pages} pages, each with its code", papers.len());
}

#[test]
fn a_walk_on_paper_carries_its_waves_code_and_takes_the_wave_when_it_is_scanned() {
    if !judges() {
        return;
    }
    let (_folder, loopdock) = demo_hub();
    let hub4 = loopdock.call("hub", &json!({}))["hub4"].as_str().unwrap().to_owned();
    let _ = loopdock.call("plan_wave", &json!({}));
    let papers = papers(&loopdock);
    let list = papers.iter().find(|pdf| word(pdf).starts_with('W')).expect("a pick list");
    assert!(says_what_it_is(list, &hub4) > 0);
    let code = read_pages(list).concat().swap_remove(0);
    let (status, answer) = loopdock.scan("main", &code);
    assert_eq!((status, &answer["did"]), (Some(0), &json!("take_wave")), "{answer}");
    assert_eq!(loopdock.call("bench", &json!({ "bench": "main" }))["mode"], "pick");
}
