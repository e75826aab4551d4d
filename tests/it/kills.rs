//! `kill -9` at any moment: no scan that was answered is lost, and the next start resumes the bench where it was.
//!
//! A day is under way at a bench that hears codes on standard input. It is killed in the middle of a scan, while papers
//! are made, and while it starts. `LOOPDOCK_KILLS` says how often (50 unless told otherwise), `LOOPDOCK_SEED` repeats a
//! run as far as the moments of a machine can be repeated.

use std::thread::sleep;
use std::time::{Duration, Instant};

use loopdock_hub::HubReader;
use loopdock_tests::program::{Ear, Loopdock};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::stage::{demo_file, demo_hub, new_hub, number_from};

/// A scan with its answer: what was done and how it was taken.
type Heard = (String, String);

/// What somebody at the bench does when nothing is open.
#[derive(Clone, Copy, Debug)]
enum Errand {
    /// Pick the next wave.
    Pick,
    /// Pack what lies in the tote of this index, and the ones after it.
    Pack(usize),
    /// Hand over what the carrier of this index takes, and the ones after it.
    HandOver(usize),
    /// Take so many sleeves back.
    TakeBack(usize),
}

/// When the program is killed next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Moment {
    /// A part of the time that a start takes after it was started, with a scan already sent.
    Starting,
    /// In the middle of the scan after so many.
    Scanning(u32),
    /// While the papers of the next parcel or handover are made, or after so many scans without any.
    Printing(u32),
}

/// A day at the bench, over many lives of the program.
struct Day {
    _folder: tempfile::TempDir,
    loopdock: Loopdock,
    random: ChaCha8Rng,
    errand: Errand,
    totes: Vec<String>,
    carriers: Vec<String>,
    /// The journal's newest seq before the day.
    since: i64,
    /// Every answer that was read.
    answered: Vec<Heard>,
    /// Scans that are in the journal without an answer that anybody read.
    unread: u64,
    /// How long a scan takes.
    pace: Duration,
}

/// What a killed program left behind.
struct Left {
    /// The scans in the journal, the oldest first.
    scans: Vec<Heard>,
    /// The bench.
    view: Value,
}

impl Day {
    fn begin(seed: u64) -> Self {
        let (folder, loopdock) = demo_hub();
        let reader = HubReader::open(&loopdock.hub).expect("a hub");
        let codes = |rows: Value| -> Vec<String> {
            rows.as_array().into_iter().flatten().map(|row| row["code"].as_str().expect("a code").to_owned()).collect()
        };
        let totes = codes(reader.call("places", json!({ "kind": "tote" })).expect("totes"));
        let carriers = codes(reader.call("carriers", json!({})).expect("carriers"));
        let since = reader.call("hub", json!({})).expect("a hub")["seq"].as_i64().expect("a seq");
        Self {
            _folder: folder,
            loopdock,
            random: ChaCha8Rng::seed_from_u64(seed),
            errand: Errand::Pick,
            totes,
            carriers,
            since,
            answered: Vec::new(),
            unread: 0,
            pace: Duration::from_millis(10),
        }
    }

    fn reader(&self) -> HubReader {
        HubReader::open(&self.loopdock.hub).expect("the hub can be read")
    }

    /// What somebody scans who sees `view`: what it expects, and now and then something else.
    fn next_code(&mut self, reader: &HubReader, view: &Value) -> String {
        if self.random.random_ratio(1, 25) {
            return "this is no code of ours".to_owned();
        }
        if self.random.random_ratio(1, 25) && view["undo"].is_string() {
            return "UNDO".to_owned();
        }
        if view["mode"] != "idle" {
            let expects = view["expects"].as_array().into_iter().flatten();
            let code = expects.filter_map(|expected| expected["code"].as_str()).next();
            return code.unwrap_or_else(|| panic!("nothing can be scanned: {view}")).to_owned();
        }
        loop {
            let (code, next) = self.errand_code(reader);
            self.errand = next;
            if let Some(code) = code {
                return code;
            }
        }
    }

    /// What begins the errand, and the errand after it.
    fn errand_code(&self, reader: &HubReader) -> (Option<String>, Errand) {
        match self.errand {
            Errand::Pick => (Some("NEXT".to_owned()), Errand::Pack(0)),
            Errand::Pack(at) => match self.totes.get(at) {
                Some(tote) => (Some(tote.clone()), Errand::Pack(at + 1)),
                None => (None, Errand::HandOver(0)),
            },
            Errand::HandOver(at) => match self.carriers.get(at) {
                Some(carrier) => (Some(carrier.clone()), Errand::HandOver(at + 1)),
                None => (None, Errand::TakeBack(3)),
            },
            Errand::TakeBack(0) => (None, Errand::Pick),
            Errand::TakeBack(left) => {
                let out = reader.call("sleeves", json!({ "state": "out", "limit": 1 })).expect("sleeves");
                (out[0]["code"].as_str().map(str::to_owned), Errand::TakeBack(left - 1))
            }
        }
    }

    /// Starts the program, works until it is killed, and looks at what it left.
    fn until_killed(&mut self) {
        let mut ear = self.loopdock.listen("main");
        let mut left = match self.random.random_range(0..10_u32) {
            0 => Moment::Starting,
            1..=5 => Moment::Scanning(self.random.random_range(0..12)),
            _ => Moment::Printing(self.random.random_range(0..30)),
        };
        let reader = self.reader();
        let mut view = bench(&reader);
        loop {
            let code = self.next_code(&reader, &view);
            if matches!(left, Moment::Starting | Moment::Scanning(0)) {
                // A start takes as long as some scans: it reads the header, takes the lock and opens the doors.
                let longest = self.pace.mul_f64(if left == Moment::Starting { 3.0 } else { 1.2 });
                ear.say(&code);
                sleep(self.random.random_range(Duration::ZERO..longest));
                drop(reader);
                return self.killed(ear, Some(&code), &view);
            }
            let begun = Instant::now();
            let answer = ear.hears(&code);
            self.pace = (self.pace * 7 + begun.elapsed()) / 8;
            self.note(&answer);
            view = bench(&reader);
            left = match left {
                Moment::Printing(scans) if scans == 0 || prints(&answer) => {
                    sleep(self.random.random_range(Duration::ZERO..Duration::from_millis(400)));
                    drop(reader);
                    return self.killed(ear, None, &view);
                }
                Moment::Printing(scans) => Moment::Printing(scans - 1),
                Moment::Scanning(scans) => Moment::Scanning(scans - 1),
                Moment::Starting => Moment::Starting,
            };
        }
    }

    fn note(&mut self, answer: &Value) {
        let word = |name: &str| answer[name].as_str().expect("a word").to_owned();
        self.answered.push((word("did"), word("cue")));
    }

    /// Kills the program, which may be hearing `sent` at a bench that stood at `before`, and fails if anything was lost.
    fn killed(&mut self, ear: Ear, sent: Option<&str>, before: &Value) {
        let known = self.answered.len();
        for answer in ear.kill() {
            self.note(&answer);
        }
        assert!(self.answered.len() <= known + usize::from(sent.is_some()), "a scan was answered twice");
        // Who comes first mends what was left: a program that scans, or one that looks.
        let next = self.random.random_bool(0.5).then(|| self.loopdock.listen("another"));
        let left = self.left();
        let lost = &left.scans[..self.answered.len().min(left.scans.len())];
        assert_eq!(lost, self.answered, "every scan that was answered is in the journal");
        let heard = left.scans.len();
        assert!(
            heard <= known + usize::from(sent.is_some()),
            "a scan is in the journal twice: {:?}",
            left.scans.last()
        );
        if heard == known {
            assert_eq!(left.view, *before, "the bench stands where the last answer left it");
        }
        for scan in &left.scans[self.answered.len()..] {
            self.answered.push(scan.clone());
            self.unread += 1;
        }
        if let Some(next) = next {
            assert_eq!(next.end(), Some(0));
        }
        if heard > known && left.view["undo"].is_string() && self.random.random_bool(0.5) {
            self.take_back(sent.unwrap_or_default(), &left, before);
        }
    }

    /// A scan that was heard by a program that is dead can be taken back by the next one, and all is as before.
    fn take_back(&mut self, sent: &str, left: &Left, before: &Value) {
        let (did, cue) = left.scans.last().expect("a scan");
        // What was handed over is gone, and an undo is not undone.
        let stays = ["undo", "close_handover"].contains(&did.as_str());
        if stays || cue == "stop" || left.view["undo"] == before["undo"] {
            return;
        }
        let (code, answer) = self.loopdock.scan("main", "UNDO");
        assert_eq!((code, &answer["did"]), (Some(0), &json!("undo")), "{sent} did {did}; {answer}");
        self.note(&answer);
        assert_eq!(self.left().view, *before, "what {sent} did ({did}) is taken back");
    }

    /// What the hub file holds now.
    fn left(&self) -> Left {
        let reader = self.reader();
        let check = reader.call("check", json!({})).expect("a check");
        assert_eq!(check["clean"], json!(true), "{check}");
        let mut scans = Vec::new();
        let mut after = self.since;
        loop {
            let lines = reader.journal_after(after, 1_000).expect("the journal");
            let Some(last) = lines.last() else { break };
            after = last.seq;
            for line in &lines {
                let line: Value = serde_json::from_str(&line.line).expect("JSON");
                if line["kind"] == "scan" && line["bench"] == "main" {
                    let word = |name: &str| line["body"][name].as_str().expect("a word").to_owned();
                    scans.push((word("did"), word("cue")));
                }
            }
        }
        Left { scans, view: bench(&reader) }
    }

    /// Every paper that was asked for is there, whole and once, however often the program died while it made it.
    fn papers_are_whole(&self) {
        let (_, _) = self.loopdock.scan("main", "nothing");
        let jobs = self.reader().call("print_jobs", json!({})).expect("print jobs");
        let folder = self.loopdock.hub.with_extension("prints");
        for job in jobs.as_array().into_iter().flatten() {
            // The sheets were printed before the day, and what was unpacked before it was printed never is.
            if job["document"] == "code_sheet" || job["state"] == "voided" {
                continue;
            }
            assert_eq!(job["state"], "done", "{job}");
            let name = job["message"].as_str().expect("a name").split(';').next().unwrap_or_default();
            let Ok(pdf) = std::fs::read(folder.join(name)) else { panic!("{name} is missing") };
            assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "{name} is half a paper");
        }
        for file in std::fs::read_dir(&folder).into_iter().flatten() {
            let name = file.expect("a file").file_name();
            assert!(name.to_string_lossy().ends_with(".pdf"), "{name:?} was left in the folder of papers");
        }
    }

    /// Whether there is nothing more to pick.
    fn is_over(&self) -> bool {
        let orders = self.reader().call("orders", json!({ "state": "ready", "limit": 1 }));
        orders.expect("orders").as_array().is_some_and(Vec::is_empty)
    }
}

fn bench(reader: &HubReader) -> Value {
    reader.call("bench", json!({ "bench": "main" })).expect("the bench can be seen")
}

/// Whether papers are made after this answer.
fn prints(answer: &Value) -> bool {
    ["close_parcel", "close_handover"].iter().any(|did| answer["did"] == *did)
}

#[test]
fn a_killed_program_loses_no_scan_that_was_answered_and_resumes_the_bench() {
    let kills = number_from("LOOPDOCK_KILLS").unwrap_or(50);
    let seed = number_from("LOOPDOCK_SEED").unwrap_or_else(|| rand::rng().random());
    eprintln!("kills: seed {seed} (LOOPDOCK_SEED={seed} repeats it)");
    let begun = Instant::now();
    let (mut days, mut answered, mut unread) = (1, 0, 0);
    let mut day = Day::begin(seed);
    for kill in 0..kills {
        if day.is_over() {
            day.papers_are_whole();
            answered += day.answered.len() as u64 - day.unread;
            unread += day.unread;
            day = Day::begin(seed + kill);
            days += 1;
        }
        day.until_killed();
    }
    day.papers_are_whole();
    day.loopdock.must_be_clean();
    answered += day.answered.len() as u64 - day.unread;
    unread += day.unread;
    eprintln!(
        "kills: {kills} kills in {days} days; {answered} scans answered, 0 of them lost; {unread} more were heard and \
         died before their answer; {:.0} s",
        begun.elapsed().as_secs_f64()
    );
}

#[test]
fn an_import_that_was_killed_is_completed_by_the_same_file_again() {
    let (_folder, loopdock) = new_hub();
    let creator = ["--creator", "fern-and-kiln"];
    let products = demo_file("fern-and-kiln-products.csv");
    let _ = loopdock.json(&[&["import", "products"], &creator[..], &[products.to_str().unwrap()]].concat());
    let orders = demo_file("fern-and-kiln-orders.csv");
    let words = [&["import", "orders"], &creator[..], &[orders.to_str().unwrap()]].concat();
    for delay_ms in [0, 20, 40, 60, 80, 120, 160] {
        let mut import = loopdock.command(&words).spawn().unwrap();
        sleep(Duration::from_millis(delay_ms));
        import.kill().unwrap();
        import.wait().unwrap();
        loopdock.must_be_clean();
    }
    let first = loopdock.json(&words);
    let second = loopdock.json(&words);
    assert_eq!((&second["added"], &second["updated"]), (&json!(0), &json!(0)), "first {first}, then {second}");
    for count in ["orders", "accepted", "held", "lines_to_pick", "units_to_pick"] {
        assert_eq!(second[count], first[count], "{count}");
    }
    loopdock.must_be_clean();
}
