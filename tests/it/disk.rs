//! A disk without room, and a folder that takes no papers: the deed is refused, nothing is half done, and work goes on
//! once there is room.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use loopdock_tests::program::{Ear, Loopdock};
use serde_json::{Value, json};

use crate::stage::{demo_hub, new_hub};

fn look(loopdock: &Loopdock) -> Value {
    loopdock.call("bench", &json!({ "bench": "main" }))
}

fn expected(loopdock: &Loopdock) -> String {
    let view = look(loopdock);
    let code = view["expects"].as_array().into_iter().flatten().find_map(|expected| expected["code"].as_str());
    code.unwrap_or_else(|| panic!("nothing can be scanned: {view}")).to_owned()
}

fn last_seq(loopdock: &Loopdock) -> Value {
    loopdock.call("hub", &json!({}))["seq"].clone()
}

/// A message tells a packer that there is no room, and not in the words of a database.
fn says_no_room(said: &str) {
    let words = ["full", "room", "too large", "space"];
    assert!(words.iter().any(|word| said.to_lowercase().contains(word)), "it says that there is no room: {said}");
}

#[test]
fn a_scan_that_finds_no_room_is_refused_and_works_once_there_is_some() {
    let (_folder, loopdock) = demo_hub();
    let mut refused = 0;
    for code in ["NEXT", "bin", "item"] {
        let code = if code == "NEXT" { code.to_owned() } else { expected(&loopdock) };
        let (before, seq) = (look(&loopdock), last_seq(&loopdock));
        // From no room at all to enough: a file may grow to so many blocks, and to no more.
        for blocks in (0..2_000).step_by(7) {
            let done = loopdock.run_after(
                &format!("trap '' XFSZ; ulimit -f {blocks}"),
                &["scan", "--bench", "main", "--json", "--", &code],
            );
            if done.code == Some(0) {
                break;
            }
            refused += 1;
            assert_eq!(done.code, Some(1), "{blocks} blocks: {done:?}");
            match serde_json::from_str::<Value>(&done.out) {
                Ok(answer) => {
                    assert_eq!((&answer["did"], &answer["cue"]), (&json!("refuse"), &json!("stop")), "{answer}");
                    says_no_room(answer["say"].as_str().unwrap());
                }
                Err(_) => says_no_room(done.refused(1)),
            }
            assert_eq!((look(&loopdock), last_seq(&loopdock)), (before.clone(), seq.clone()), "{blocks} blocks");
        }
        loopdock.must_be_clean();
        if last_seq(&loopdock) == seq {
            assert_eq!(loopdock.scan("main", &code).0, Some(0), "with room {code} works");
        }
    }
    eprintln!("disk: {refused} scans were refused for want of room");
    assert!(refused > 5, "the limit was felt");
    let (_, _) = loopdock.scan("main", &expected(&loopdock));
    loopdock.must_be_clean();
}

#[test]
fn an_import_that_finds_no_room_keeps_what_went_in_and_the_same_file_completes_it() {
    let (_folder, loopdock) = new_hub();
    let creator = ["--creator", "fern-and-kiln"];
    let file = |name: &str| crate::stage::demo_file(name).to_str().unwrap().to_owned();
    let products = file("fern-and-kiln-products.csv");
    let _ = loopdock.json(&[&["import", "products"], &creator[..], &[&products]].concat());
    let orders = file("fern-and-kiln-orders.csv");
    let words = [&["import", "orders"], &creator[..], &[&orders]].concat();
    for blocks in [20, 100, 200, 300, 400] {
        let done = loopdock.run_after(&format!("trap '' XFSZ; ulimit -f {blocks}"), &words);
        if done.code != Some(0) {
            says_no_room(done.refused(1));
        }
        loopdock.must_be_clean();
    }
    let counts = loopdock.json(&words);
    assert_eq!(counts["accepted"], json!(103), "{counts}");
    assert_eq!(loopdock.json(&words)["added"], json!(0));
    loopdock.must_be_clean();
}

/// The limit of a running program's files, changed from outside; false where there is no tool for it.
fn limit(process: u32, bytes: &str) -> bool {
    let limited = Command::new("prlimit").args(["--pid", &process.to_string(), &format!("--fsize={bytes}:")]).output();
    limited.is_ok_and(|done| done.status.success())
}

#[test]
fn a_bench_that_ran_out_of_room_goes_on_with_the_same_scan_once_there_is_some() {
    let (_folder, loopdock) = demo_hub();
    let mut ear = loopdock.listen_after("trap '' XFSZ", "main");
    assert_eq!(ear.hears("NEXT")["cue"], "ok");
    if !limit(ear.process(), "4096") {
        eprintln!("disk: skipped, there is no prlimit to take a running program's room away");
        return;
    }
    let (before, code) = (look(&loopdock), expected(&loopdock));
    for _ in 0..3 {
        let answer = ear.hears(&code);
        assert_eq!((&answer["did"], &answer["cue"]), (&json!("refuse"), &json!("stop")), "{answer}");
        says_no_room(answer["say"].as_str().unwrap());
        assert_eq!(look(&loopdock), before);
    }
    loopdock.must_be_clean();
    assert!(limit(ear.process(), "unlimited"));
    let answer = ear.hears(&code);
    assert_eq!(answer["cue"], "ok", "with room again: {answer}");
    ear.end();
    loopdock.must_be_clean();
}

/// A small disk of its own, unmounted in the end; none where this person may not mount one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn of(bytes: usize) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

#[test]
fn a_full_disk_refuses_scans_until_something_is_deleted() {
    let (_folder, furnished) = demo_hub();
    let Some(disk) = SmallDisk::of(24 << 20) else {
        eprintln!("disk: skipped, this person may not mount a small disk");
        return;
    };
    let loopdock = furnished.beside(&disk.path().join("hub.db"));
    fs::copy(&furnished.hub, &loopdock.hub).unwrap();
    let mut ear = loopdock.listen("main");
    assert_eq!(ear.hears("NEXT")["cue"], "ok");
    // Whatever else writes to a disk: it takes what is left.
    let ballast = disk.path().join("ballast");
    let filled = fs::write(&ballast, vec![1_u8; 24 << 20]);
    assert!(filled.is_err(), "the disk is full");
    let (mut heard, mut refused) = (0, None);
    while heard < 500 && refused.is_none() {
        let answer = ear.hears(&expected(&loopdock));
        heard += 1;
        refused = (answer["cue"] == "stop").then_some(answer);
    }
    let refused = refused.expect("a full disk was felt");
    eprintln!("disk: {heard} scans fitted in, then: {}", refused["say"]);
    says_no_room(refused["say"].as_str().unwrap());
    let before = look(&loopdock);
    assert_eq!(ear.hears(&expected(&loopdock))["cue"], "stop");
    assert_eq!(look(&loopdock), before);
    loopdock.must_be_clean();
    fs::remove_file(ballast).unwrap();
    assert_eq!(ear.hears(&expected(&loopdock))["cue"], "ok");
    ear.end();
    loopdock.must_be_clean();
}

/// Follows the bench from the next wave to its first closed parcel.
fn pack_one(loopdock: &Loopdock, ear: &mut Ear) {
    let totes = loopdock.call("places", &json!({ "kind": "tote" }));
    let totes = totes.as_array().into_iter().flatten().map(|tote| tote["code"].as_str().expect("a code").to_owned());
    for errand in std::iter::once("NEXT".to_owned()).chain(totes) {
        let _ = ear.hears(&errand);
        while look(loopdock)["mode"] != "idle" {
            let answer = ear.hears(&expected(loopdock));
            assert_ne!(answer["cue"], "stop", "{answer}");
            if answer["did"] == "close_parcel" {
                return;
            }
        }
    }
    panic!("no parcel was closed");
}

#[test]
fn packing_goes_on_where_papers_can_not_be_written_and_the_job_says_why() {
    let (folder, loopdock) = demo_hub();
    fs::write(folder.path().join("taken"), "no folder").unwrap();
    let to = json!({ "change": "Folder", "name": "Folder", "way": "folder", "address": "taken/papers" });
    let _ = loopdock.call("set_printer", &to);
    let mut ear = loopdock.listen("main");
    pack_one(&loopdock, &mut ear);
    ear.end();
    let jobs = loopdock.call("print_jobs", &json!({}));
    for (job, document) in jobs.as_array().unwrap().iter().zip(["return_slip", "packing_slip", "parcel_label"]) {
        assert_eq!((&job["document"], &job["state"]), (&json!(document), &json!("queued")), "{job}");
    }
    let held_up = &loopdock.call("papers", &json!({ "limit": 0 }))["held_up"][0];
    let said = held_up["why"].as_str().unwrap();
    assert!(said.contains("taken/papers") && said.contains("can't be written") && !said.contains("os error"), "{said}");
    assert_eq!(held_up["papers"], json!(3));
    loopdock.must_be_clean();
}
