//! The house rules, read out of the files as text: who may depend on whom, how long a file may be, what may not be in it.
//!
//! Each test is named after what somebody would notice, and names every offender with its line.

mod reading;

use sha2::{Digest as _, Sha256};

use reading::{Offenders, Source, folders, has_word, sources, top, tracked};

const CRATES: &str = "src-tauri/crates";

/// Which crates of ours a crate may be built on: section 2 of the design.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("walk", &["domain"]),
    ("labels", &["domain"]),
    ("link", &["domain"]),
    ("store", &["domain"]),
    ("hub", &["domain", "walk", "labels", "link", "store"]),
    ("serve", &["domain", "hub"]),
    ("relay", &["domain", "link"]),
    ("cli", &["domain", "walk", "labels", "link", "store", "hub", "serve", "relay"]),
];

/// The crates that read no clock: the time is handed to them.
const WITHOUT_CLOCK: &[&str] = &["domain", "walk", "labels", "link"];

/// Every migration that has landed, with the SHA-256 of its file. An entry is added once and never changed.
const FROZEN: &[(&str, &str)] = &[
    ("0001_hub.sql", "39bc11be85701fb5829fcecae67f5770475b78713b25671bbbfbdf1d68786b4b"),
    ("0002_steps_buyers_deposits.sql", "b0e945c429452e4a46ef6affe3fd9366684fa6dd92d488a5e76fde9093edd57c"),
    ("0003_promises_steps_papers.sql", "07b19a1c2f26329880eb4de271eb1af818b8c038241f7b414cf48335205287dd"),
    ("0004_orders_found_and_told.sql", "296205b667bd5b3c715d5f24f79c8ee2b027aee21557dc29bdbc9e1f4d544f89"),
    ("0005_items_seen_and_found.sql", "c37f2efa1c4e80d5bace1ba347c8c075151d409f8bd421e0245e4ce33d977b5b"),
    ("0006_less_to_read_and_write.sql", "9632e8c27f1c2f1442ecc272f8204ea7899c573819c53c2ab13e4847c1e3c965"),
    ("0007_fewer_pages.sql", "7fbb46ab65e49eb096a7eb6b19e0d3a8cd8e3cd7ff4a1c5898204ff3bd5f45e6"),
    ("0008_items_by_sku.sql", "8e9af70cedc21beaa773b87772ca6c0ef6e652f8dcf8c7b739a152fb8251b38a"),
    ("0009_printers.sql", "ea3cfe7a24bf5f7e5c04728055a290ff948d083fdbaff5789c295f5c35faa0b5"),
    ("0010_customs_and_slips.sql", "a880bad9beba1994d47c35b9bbb767235d6b9364b1d12ee3a14951b6e780c885"),
    ("0011_terms_and_payments.sql", "3fdad7081623c0b06a2399946838263dc224e06a3e8ae8c50682771421c8e577"),
    ("0012_fleet.sql", "8d49df39ae324f474f516b3164a2bb5f6b906115af2240f3642fc773c771ff94"),
    ("0013_desk.sql", "b03fe9fabe91b7b4862681b87f8a755e7101cdfceb9b276ad7d38219d2b6fdc9"),
    ("0014_goods.sql", "7f96828ac504d78197d5456911d088b1c19cf367909c2a7935c839a50f26ecb3"),
    ("0015_fates.sql", "7f3e358e90b541f10d32ee569442e3fd81282ee157dde7ac08c204effe656e1f"),
    ("0016_stocktakes.sql", "501ab5e29d207e28b5c642624855609a97480b2d8cdbcec487c2b9d76e47188c"),
    ("0017_deposit_sku.sql", "a35e840909c30b56246715449845effb406ed4b468545616046c905c6807c7cc"),
    ("0018_cohorts.sql", "a01bf8886897bf6fd53ac4d56fe886c7776628f7a0ed597489561db1ba61e851"),
];

/// Components that no page can show beside others: the frame of one that stands alone, and the one of what is still read.
const NOT_SHOWN: &[&str] = &["Alone", "Arriving"];

/// What the top of the repository holds, besides files whose name begins with a dot.
const TOP: &[&str] = &[
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "Makefile",
    "README.md",
    "assets",
    "docs",
    "src-tauri",
    "tests",
    "ui",
];

fn rust() -> Vec<Source> {
    let mut all = sources("src-tauri", &[".rs"]);
    all.extend(sources("tests", &[".rs"]));
    all
}

fn screens() -> Vec<Source> {
    sources("ui", &[".ts", ".svelte"])
}

/// The dependencies that a manifest names in sections which `counts` takes, with their lines.
fn dependencies(manifest: &Source, counts: fn(&str) -> bool) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut section = "";
    for (at, line) in manifest.lines() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = header;
            // `[dependencies.name]` names one in the header itself.
            if let Some((_, name)) = header.rsplit_once("dependencies.").filter(|_| counts(header)) {
                found.push((at, name.to_owned()));
            }
        } else if section.ends_with("dependencies") && counts(section) && !line.starts_with('#') {
            let name: String = line.chars().take_while(|letter| !matches!(letter, '.' | '=' | ' ')).collect();
            if !name.is_empty() {
                found.push((at, name.trim_matches('"').to_owned()));
            }
        }
    }
    found
}

#[test]
fn a_crate_uses_only_the_crates_below_it() {
    let mut offenders = Offenders::against("Dependencies go one way, as section 2 of the design draws them:");
    for name in folders(CRATES) {
        let path = format!("{CRATES}/{name}/Cargo.toml");
        let Some(manifest) = Source::at(&path) else { continue };
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            offenders.add(&path, 1, "this crate has no place in the design; give it one there, then in MAY_USE");
            continue;
        };
        for (at, used) in dependencies(&manifest, |section| !section.contains("dev-dependencies")) {
            let Some(ours) = used.strip_prefix("loopdock-") else { continue };
            if !allowed.contains(&ours) {
                offenders.add(&path, at, &format!("{name} may not use {ours}"));
            }
        }
    }
    offenders.none();
}

#[test]
fn only_the_window_names_its_shell() {
    let shell = "tauri";
    let mut offenders =
        Offenders::against("The core knows no shell; only src-tauri's own Cargo.toml and src may name it:");
    let mut manifests = sources(CRATES, &["Cargo.toml"]);
    manifests.extend(["Cargo.toml", "tests/Cargo.toml"].into_iter().filter_map(Source::at));
    for manifest in &manifests {
        for (at, used) in dependencies(manifest, |_| true) {
            if used.starts_with(shell) {
                offenders.add(&manifest.path, at, &used);
            }
        }
    }
    let used = [format!("{shell}::"), format!("{shell}_plugin"), format!("extern crate {shell}")];
    for source in sources(CRATES, &[".rs"]) {
        for (at, line) in source.lines().filter(|(_, line)| used.iter().any(|used| line.contains(used))) {
            offenders.add(&source.path, at, line.trim());
        }
    }
    offenders.none();
}

#[test]
fn every_crate_is_linted() {
    let mut offenders = Offenders::against("A crate's manifest ends with `[lints]` and `workspace = true`:");
    let mut manifests = sources("src-tauri", &["Cargo.toml"]);
    manifests.extend(Source::at("tests/Cargo.toml"));
    for manifest in manifests {
        let mut after = manifest.text.lines().skip_while(|line| line.trim() != "[lints]").skip(1);
        if after.next().is_none_or(|line| line.trim() != "workspace = true") {
            offenders.add(&manifest.path, 1, "no lints");
        }
    }
    offenders.none();
}

#[test]
fn no_file_has_two_jobs() {
    let mut offenders =
        Offenders::against("A .rs file ends by line 400, a .ts or .svelte one by line 250; split it in two:");
    for (files, most) in [(rust(), 400), (screens(), 250)] {
        for file in files.iter().filter(|file| !file.is_generated()) {
            let length = file.text.lines().count();
            if length > most {
                offenders.add(&file.path, length, &format!("{length} lines"));
            }
        }
    }
    offenders.none();
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut offenders = Offenders::against("A .rs file begins with `//!` and what it is for:");
    for file in rust() {
        let first = file.text.lines().next().unwrap_or_default();
        if first.strip_prefix("//!").is_none_or(|said| said.trim().is_empty()) {
            offenders.add(&file.path, 1, first);
        }
    }
    offenders.none();
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not break its own rule.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME")];
    let calls = [concat!("to", "do!("), concat!("unimple", "mented!("), concat!("db", "g!(")];
    let mut offenders = Offenders::against("What is to be done is an issue, not a comment or a panic:");
    let mut files = rust();
    files.extend(screens());
    files.extend(sources("src-tauri", &[".sql"]));
    files.extend(sources("assets", &[".ftl"]));
    for file in &files {
        for (at, line) in file.lines() {
            if words.iter().chain(&calls).any(|left| has_word(line, left)) {
                offenders.add(&file.path, at, line.trim());
            }
        }
    }
    offenders.none();
}

#[test]
fn every_file_is_named_after_its_job() {
    let drawers = ["util", "utils", "helper", "helpers", "manager", "managers", "common"];
    let mut offenders = Offenders::against("A name that fits everything says nothing; name it after what it does:");
    let mut files = rust();
    files.extend(screens());
    for file in &files {
        let words = file.path.split(['/', '_', '-', '.']);
        for word in words.filter(|word| drawers.contains(&word.to_lowercase().as_str())) {
            offenders.add(&file.path, 1, word);
        }
    }
    offenders.none();
}

#[test]
fn no_file_is_forgotten() {
    let mut offenders = Offenders::against("A file that no `mod` names is never compiled, and its tests never run:");
    let mut roots =
        vec!["src-tauri/src".to_owned(), "tests/it".to_owned(), "tests/e2e".to_owned(), "tests/support".to_owned()];
    roots.extend(folders(CRATES).iter().map(|name| format!("{CRATES}/{name}/src")));
    for root in &roots {
        let files = sources(root, &[".rs"]);
        for file in &files {
            let (folder, _) = file.path.rsplit_once('/').unwrap_or_default();
            let is_root = folder == root && ["main", "lib"].contains(&file.stem());
            // A `mod.rs` is named in the folder above, as the folder.
            let (home, module) = match file.stem() {
                "mod" => folder.rsplit_once('/').unwrap_or_default(),
                stem => (folder, stem),
            };
            let parents = match home == root {
                true => vec![format!("{root}/lib.rs"), format!("{root}/main.rs")],
                false => vec![format!("{home}/mod.rs"), format!("{home}.rs")],
            };
            let named =
                |parent: &Source| parents.contains(&parent.path) && has_word(&parent.text, &format!("mod {module};"));
            if !is_root && !files.iter().any(named) {
                offenders.add(&file.path, 1, &format!("no `mod {module};` in {}", parents.join(" or ")));
            }
        }
    }
    offenders.none();
}

#[test]
fn the_pure_crates_read_no_clock() {
    let clocks = ["SystemTime", "Instant::now", "Utc::now", "Local::now"];
    let mut offenders = Offenders::against("The time comes in through Host; what is pure is told it:");
    for name in WITHOUT_CLOCK {
        let root = format!("{CRATES}/{name}/src");
        // A test may measure how long something takes.
        for file in sources(&root, &[".rs"]).iter().filter(|file| !file.path.contains("/tests/")) {
            for (at, line) in file.lines().filter(|(_, line)| clocks.iter().any(|clock| has_word(line, clock))) {
                offenders.add(&file.path, at, line.trim());
            }
        }
    }
    offenders.none();
}

#[test]
fn the_top_of_the_repository_stays_bare() {
    let Some(files) = tracked() else { return };
    let mut offenders = Offenders::against("Everything has its place in src-tauri, ui, assets, tests or docs:");
    let mut tops: Vec<&str> = files.iter().filter_map(|path| path.split('/').next()).collect();
    tops.dedup();
    for name in tops.iter().filter(|name| !name.starts_with('.') && !TOP.contains(name)) {
        offenders.add(name, 1, "does not belong here");
    }
    offenders.none();
}

/// Bytes: who clones the repository reads every file of it.
const LARGEST: u64 = 1_000_000;

#[test]
fn nothing_large_is_kept() {
    let Some(files) = tracked() else { return };
    let mut offenders = Offenders::against("What is made, or measured, is not kept; a picture is small:");
    for path in &files {
        let length = std::fs::metadata(top().join(path)).map_or(0, |file| file.len());
        if length > LARGEST {
            offenders.add(path, 1, &format!("has {length} bytes, {LARGEST} are allowed"));
        }
    }
    offenders.none();
}

#[test]
fn nothing_knows_the_computer_it_was_written_on() {
    let Some(files) = tracked() else { return };
    // Put together here, so that this file does not break its own rule.
    let paths = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];
    let registries = [
        concat!("registry.", "npmjs"),
        concat!("registry.", "yarnpkg"),
        concat!("crates", ".io/api"),
        concat!("index.", "crates.io"),
        concat!("static.", "crates.io"),
        concat!("deb.", "debian.org"),
        concat!("pypi", ".org"),
        concat!("proxy.", "golang.org"),
    ];
    let mut offenders = Offenders::against("What is in the repository works on any computer, with any registry:");
    let locks = |path: &&String| path.ends_with(".lock") || path.ends_with("package-lock.json");
    for file in files.iter().filter(|path| !locks(path)).filter_map(|path| Source::at(path)) {
        for (at, line) in file.lines() {
            let has_path = paths.iter().any(|path| begins_a_path(line, path));
            if has_path || registries.iter().any(|host| line.contains(host)) {
                offenders.add(&file.path, at, line.trim());
            }
        }
    }
    offenders.none();
}

/// Whether `start` stands in `line` as the beginning of a path, and not in the middle of one such as `src/work/`.
fn begins_a_path(line: &str, start: &str) -> bool {
    let goes_on = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '}' | ')');
    line.match_indices(start).any(|(at, _)| !line[..at].ends_with(goes_on))
}

#[test]
fn a_migration_that_landed_is_never_edited() {
    let folder = format!("{CRATES}/store/migrations");
    let mut offenders = Offenders::against("Hubs have run these files; what has landed stays, byte for byte:");
    let files = sources(&folder, &[".sql"]);
    let name_of = |file: &Source| file.path.rsplit('/').next().unwrap_or_default().to_owned();
    for file in &files {
        let name = name_of(file);
        let hash: String = Sha256::digest(&file.text).iter().map(|byte| format!("{byte:02x}")).collect();
        match FROZEN.iter().find(|(known, _)| *known == name) {
            Some((_, frozen)) if *frozen == hash => {}
            Some(_) => offenders.add(&file.path, 1, "was edited after it landed; undo that, and write a new migration"),
            None => offenders.add(&file.path, 1, &format!("when it lands, add to FROZEN:  (\"{name}\", \"{hash}\"),")),
        }
    }
    for (name, _) in FROZEN.iter().filter(|(name, _)| !files.iter().any(|file| name_of(file) == *name)) {
        offenders.add(&format!("{folder}/{name}"), 1, "is gone");
    }
    offenders.none();
}

#[test]
fn the_gallery_shows_every_component() {
    let mut offenders =
        Offenders::against("#/gallery shows every component, so that whoever builds a screen finds it:");
    let is_gallery =
        |source: &Source| source.path.ends_with("screens/Gallery.svelte") || source.path.contains("features/gallery/");
    let shown: Vec<Source> = screens().into_iter().filter(is_gallery).collect();
    for component in sources("ui/src/components", &[".svelte"]) {
        let import = format!("components/{}.svelte\"", component.stem());
        let is_shown = shown.iter().any(|source| source.text.contains(&import));
        if is_shown == NOT_SHOWN.contains(&component.stem()) {
            offenders.add(&component.path, 1, "show it in Gallery.svelte, or name it in NOT_SHOWN; not both");
        }
    }
    offenders.none();
}
