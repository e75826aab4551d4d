//! The window's budgets, each beside its peer in the same run: from the suffix key to the painted answer against an empty
//! page, the start against a bare web view, what the window does while nobody does anything, and a long list that is scrolled.
//! `make judge PART=window`; `make test` looks at a sample of the answers, in whatever was built for it.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};

use crate::bare::{self, BareWindow};
use crate::hubs::{LOOPDOCK, demo};
use crate::scanner::Scanner;
use crate::scrolling;
use crate::window::{self, Frame, Window};

/// Scans and starts that are measured.
const SCANS: usize = 300;
const STARTS: usize = 9;

/// Scans of the sample, and how soon an answer comes at once for whoever waits for it, also where other tests run beside
/// it and nothing is optimised (Nielsen, Usability Engineering, 1993).
const SAMPLED: usize = 20;
const AT_ONCE_MS: f64 = 100.0;

/// Scans that are named because they took longest.
const SLOWEST: usize = 8;

/// How far above an empty page an answer may be painted, and how much longer than a bare web view a start may take.
const ALLOWED_MS: f64 = 8.0;
const ALLOWED_RATIO: f64 = 1.15;

/// The part of one core that a window may use while nobody does anything.
const ALLOWED_IDLE: f64 = 0.005;
const IDLE: Duration = Duration::from_secs(60);

/// A packer walks a step between two scans: by then nothing moves, and the display draws nothing any more.
const AT_REST: Duration = Duration::from_millis(700);

/// The start is over: also what waits until nobody does is read.
const STARTED: Duration = Duration::from_secs(3);

/// As many bytes as a scan writes, more or less.
const A_SCAN_BYTES: usize = 32 * 1024;

/// Notes when the suffix key was pressed and when what came of it was painted: in a task posted from the animation frame
/// after the change. The scanner's listener keeps the key from every other one, and tells the event so.
const PROBE: &str = "
    const channel = new MessageChannel();
    let pressed = null;
    window.took = [];
    const stop = Event.prototype.stopImmediatePropagation;
    Event.prototype.stopImmediatePropagation = function () {
        if (this.type === 'keydown' && this.key === 'Enter') pressed = this.timeStamp;
        stop.call(this);
    };
    channel.port1.onmessage = ({ data }) => window.took.push(performance.now() - data);
    const EDGE = '[aria-hidden].ok, [aria-hidden].warn, [aria-hidden].stop';
    // Of a word that changes the text is told, which is in an element.
    const isAnswer = ({ target, addedNodes }) => (target.parentElement?.closest('.cue') ?? null) !== null
        || [target, ...addedNodes].some((node) => node.matches?.(EDGE));
    new MutationObserver((changes) => {
        if (pressed === null || !changes.some(isAnswer)) return;
        const since = pressed;
        pressed = null;
        requestAnimationFrame(() => channel.port2.postMessage(since));
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ['class'] });";

/// The same on a page that has nothing but a word to change.
const EMPTY_PROBE: &str = "
    document.body.textContent = '';
    const word = document.body.appendChild(document.createElement('p'));
    const channel = new MessageChannel();
    window.took = [];
    channel.port1.onmessage = ({ data }) => window.took.push(performance.now() - data);
    addEventListener('keydown', (event) => {
        event.preventDefault();
        if (event.key !== 'Enter') return;
        word.textContent = `heard ${window.took.length}`;
        requestAnimationFrame(() => channel.port2.postMessage(event.timeStamp));
    }, true);";

#[tokio::test]
async fn the_window_keeps_its_budgets() {
    let Ok(parts) = std::env::var("LOOPDOCK_BUDGETS") else {
        eprintln!("budgets: skipped, make judge PART=window measures them");
        return;
    };
    const PARTS: [&str; 4] = ["scan", "start", "idle", "scroll"];
    let asked: Vec<&str> = if parts == "all" { PARTS.to_vec() } else { parts.split(',').collect() };
    assert!(asked.iter().all(|part| PARTS.contains(part)), "LOOPDOCK_BUDGETS is all, or some of {PARTS:?}");
    let Some(program) = window::program() else {
        eprintln!("skipped: the window was not built");
        return;
    };
    let hub = big_hub();
    let mut measured = serde_json::Map::new();
    for part in asked {
        let found = match part {
            "scan" => scans(&hub).await,
            "start" => starts(&program, &hub),
            "idle" => idle(&program, &hub),
            _ => scrolling::frames(&hub).await,
        };
        eprintln!("{}", json!({ part: found }));
        measured.insert(part.to_owned(), found);
    }
    remove(&hub);
    let ok = measured.values().all(|part| part["ok"] == json!(true));
    let is_judged = window::named().is_some();
    assert!(ok || !is_judged, "a budget is not kept (see above)");
}

#[tokio::test]
async fn an_answer_is_painted_at_once() {
    // What is measured must have the computer to itself.
    if std::env::var_os("LOOPDOCK_BUDGETS").is_some() {
        return;
    }
    let Some(window) = Window::open(demo).await else { return };
    window.find("nav").await;
    let folder = tempfile::tempdir().unwrap();
    let answers = Answers::measure(&window, &folder.path().join("disk"), SAMPLED).await;
    eprintln!("{}", answers.told());
    let took = percentile(&answers.took, 50);
    assert!(took <= AT_ONCE_MS, "half of the answers take longer than {took} ms");
    // Other tests may take the computer for a while.
    let late = answers.late();
    assert!(late <= 1, "{late} answers were not painted");
    window.end().await;
}

/// A copy of the hub of 100,000 items and 1,000,000 journal rows, which `loopdock bench scan` makes once and keeps.
fn big_hub() -> PathBuf {
    let folder = std::env::var_os("LOOPDOCK_BENCH_DIR").map_or_else(|| window::built().join("../bench"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    let find = || {
        let files = std::fs::read_dir(&folder).unwrap().filter_map(|entry| Some(entry.ok()?.path()));
        let is_big = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("hub-100000-1000000-"))
        };
        files.filter(|path| path.extension().is_some_and(|end| end == "db")).find(is_big)
    };
    if find().is_none() {
        let dir = folder.to_str().expect("a path");
        // The program beside a window that was named is as quick as that.
        let quick = window::named().map(|window| window.with_file_name("loopdock")).filter(|beside| beside.exists());
        let program = quick.as_deref().and_then(Path::to_str).unwrap_or(LOOPDOCK);
        let done =
            Loopdock::on(program, Path::new("")).bare(&["bench", "scan", "--samples", "100", "--dir", dir]).status();
        eprintln!("the big hub was made: {done:?}");
    }
    let copy = folder.join("window.db");
    // A run that was ended may have left its log, which belongs to another copy.
    remove(&copy);
    std::fs::copy(find().expect("a big hub"), &copy).unwrap();
    copy
}

/// Removes a hub and what stands beside it.
fn remove(hub: &Path) {
    for suffix in ["", "-wal", "-shm", ".lock", ".token"] {
        let _ = std::fs::remove_file(loopdock_tests::program::beside(hub, suffix));
    }
}

/// From the suffix key to the painted answer.
async fn scans(hub: &Path) -> Value {
    let frame = Frame { hub: Some(hub.to_owned()), ..Frame::default() };
    let Some(window) = Window::open_in(&frame, |_| ()).await else { return json!({ "skipped": "no tools" }) };
    window.find("nav").await;
    let told = Answers::measure(&window, &hub.with_extension("disk"), SCANS).await.told();
    drop(window.end().await);
    told
}

/// Milliseconds from the suffix key to the painted answer, with their peers.
struct Answers {
    /// One for each scan; one that never came is endless.
    took: Vec<f64>,
    /// What was scanned.
    codes: Vec<String>,
    /// The same on an empty page.
    empty: Vec<f64>,
    /// A write of as many bytes, and its sync.
    synced: Vec<f64>,
}

impl Answers {
    /// Scans what a packer would scan next, `count` times; `disk` is a file for the writes, where it counts on the hub's disk.
    async fn measure(window: &Window, disk: &Path, count: usize) -> Self {
        let file = File::create(disk).unwrap();
        let home = window.page.current_url().await.unwrap();
        let mut scanner = Scanner::plug_in(&window.display.name, 2);
        let mut empty = empty_page(window, &mut scanner, count / 2).await;
        let (mut took, mut codes, mut synced) = (Vec::new(), Vec::new(), Vec::new());
        // Loaded once, as on a day at the bench.
        window.page.goto(home.as_str()).await.unwrap();
        window.find("nav").await;
        window.show("#/bench").await;
        tokio::time::sleep(STARTED).await;
        window.ask(PROBE, vec![]).await;
        for _ in 0..count {
            let code = next_code(window);
            took.push(one(window, &mut scanner, &code).await.unwrap_or(f64::INFINITY));
            codes.push(code);
            let began = Instant::now();
            file.write_all_at(&[7; A_SCAN_BYTES], 0).and_then(|()| file.sync_data()).unwrap();
            synced.push(ms(began.elapsed()));
        }
        empty.extend(empty_page(window, &mut scanner, count / 2).await);
        let _ = std::fs::remove_file(disk);
        Self { took, codes, empty, synced }
    }

    /// Answers that were never painted.
    fn late(&self) -> usize {
        self.took.iter().filter(|took| took.is_infinite()).count()
    }

    /// What was found, beside its budget.
    fn told(&self) -> Value {
        let allowed = |share| percentile(&self.empty, share) + percentile(&self.synced, share) + ALLOWED_MS;
        let ok = self.late() == 0 && [50, 99].into_iter().all(|share| percentile(&self.took, share) <= allowed(share));
        let both = |list: &[f64]| json!([percentile(list, 50), percentile(list, 99)]);
        let mut slowest: Vec<(f64, &String)> = self.took.iter().copied().zip(&self.codes).collect();
        slowest.sort_by(|one, other| other.0.total_cmp(&one.0));
        slowest.truncate(SLOWEST);
        json!({ "samples": self.took.len(), "painted_ms": both(&self.took), "empty_page_ms": both(&self.empty),
            "sync_ms": both(&self.synced), "slowest_ms": slowest, "budget_ms": [allowed(50), allowed(99)], "ok": ok })
    }
}

/// Scans on a page that has nothing but a word to change: half of them before ours are measured, half after.
async fn empty_page(window: &Window, scanner: &mut Scanner, count: usize) -> Vec<f64> {
    window.page.goto("about:blank").await.unwrap();
    window.ask(EMPTY_PROBE, vec![]).await;
    let mut took = Vec::new();
    for _ in 0..count {
        took.extend(one(window, scanner, "LD/7KQ2/T/07/3F").await);
    }
    took
}

/// What a packer would scan now.
fn next_code(window: &Window) -> String {
    let view = window.loopdock.call("bench", &json!({ "bench": "main" }));
    let code = view["expects"].as_array().into_iter().flatten().find_map(|expected| expected["code"].as_str());
    code.filter(|_| view["mode"] != "idle").unwrap_or("NEXT").to_owned()
}

/// Scans once, and waits for what the page noted.
async fn one(window: &Window, scanner: &mut Scanner, code: &str) -> Option<f64> {
    // An answer that came too late is none to this one.
    window.ask("window.took.length = 0", vec![]).await;
    scanner.scan(code);
    scanner.finish();
    for _ in 0..200 {
        tokio::time::sleep(Duration::from_millis(10)).await;
        if let Some(took) = window.ask("return window.took.splice(0)", vec![]).await.get(0).and_then(Value::as_f64) {
            tokio::time::sleep(AT_REST).await;
            return Some(took);
        }
    }
    None
}

/// From the start of the program until nothing changes on the display any more, against a bare web view.
fn starts(program: &Path, hub: &Path) -> Value {
    let Some(peer) = bare::web_view() else { return json!({ "skipped": "no bare web view" }) };
    let hub = hub.to_str().expect("a path");
    let (mut ours, mut theirs, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=STARTS {
        let Some(window) = BareWindow::start(program, &["--hub", hub]) else { return json!({ "skipped": "no Xvfb" }) };
        let our = window.until_still();
        drop(window);
        let Some((their, told)) = bare::until_painted(&peer) else { return json!({ "skipped": "no Xvfb" }) };
        // The first start reads its libraries from the disk.
        if round > 0 {
            ours.push(ms(our));
            theirs.push(ms(their));
            said.push(ms(told));
        }
    }
    let ratio = percentile(&ours, 50) / percentile(&theirs, 50);
    json!({ "samples": STARTS, "window_ms": percentile(&ours, 50), "bare_ms": percentile(&theirs, 50),
        "bare_says_ms": percentile(&said, 50), "ratio": ratio, "budget": ALLOWED_RATIO, "ok": ratio <= ALLOWED_RATIO })
}

/// Processor time of all processes of a window that nobody touches.
fn idle(program: &Path, hub: &Path) -> Value {
    let Some(window) = BareWindow::start(program, &["--hub", hub.to_str().expect("a path")]) else {
        return json!({ "skipped": "no Xvfb" });
    };
    window.until_still();
    std::thread::sleep(Duration::from_secs(10));
    let (before, began) = (window.processor_time(), Instant::now());
    std::thread::sleep(IDLE);
    let used = (window.processor_time() - before).as_secs_f64() / began.elapsed().as_secs_f64();
    json!({ "seconds": IDLE.as_secs(), "of_a_core": used, "budget": ALLOWED_IDLE, "ok": used < ALLOWED_IDLE })
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// The value below which `share` hundredths of a list lie.
pub fn percentile(list: &[f64], share: usize) -> f64 {
    let mut list = list.to_vec();
    list.sort_by(f64::total_cmp);
    list.get((list.len() * share / 100).min(list.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}
