//! A mixed day typed by a scanner, with the focus anywhere, dialogs open and somebody typing in between: every scan is
//! heard, once, in order.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use loopdock_tests::Tables;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::day::{Day, rehearse};
use crate::hubs::{demo, scans};
use crate::scanner::{Scanner, Suffix};
use crate::window::Window;

/// Milliseconds between two characters of the scanner.
const GAP_MS: u32 = 2;

/// How long nothing may come of what was typed: a busy computer is slow, and loses nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// Gives the focus to the n-th thing that can have it, or takes it away. A dialog keeps it from all others.
const FOCUS: &str = "
    const place = document.querySelector('dialog[open]') ?? document;
    const all = [...place.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter((one) => !one.disabled && one.offsetParent !== null);
    const at = arguments[0] % (all.length + 1);
    if (at < all.length) all[at].focus(); else document.activeElement?.blur();";

/// Dialogs: the screen on which each is opened, what its button says, and a field in it where there is one.
const DIALOGS: [(&str, &str, Option<&str>); 8] = [
    ("receive", "Announce a run", Some("Units expected")),
    ("handover", "Add a carrier", Some("Name")),
    ("creators", "Add a creator", Some("Name")),
    ("stock", "Add an item", Some("Title")),
    ("stock/item/fern-and-kiln/FK-PLANTER-S", "Change", Some("Title")),
    ("orders/O-300", "Stop it", None),
    ("papers/done", "Sheet of codes", None),
    ("gallery", "Open it", None),
];

/// Shows a screen and opens a dialog there; answers whether there was one.
const OPEN: &str = "
    const [address, words, done] = arguments, [screen, ...of] = address.split('/');
    document.querySelector('dialog[open]')?.close();
    location.hash = `#/${screen}/${encodeURIComponent(of.join('/'))}`;
    const isIt = (one) => one.innerText.trim().startsWith(words);
    let tries = 60;
    const look = () => {
        if (document.querySelector('dialog[open] button')) return done(true);
        [...document.querySelectorAll('main button')].find((one) => isIt(one) && !one.disabled)?.click();
        if (--tries === 0) done(false); else setTimeout(look, 25);
    };
    setTimeout(look, 25);";

/// The field with this label in the dialog.
const FIELD: &str = "
    const labels = [...document.querySelectorAll('dialog[open] label')];
    const field = labels.find((one) => one.innerText.startsWith(arguments[0]))?.control;
    field?.focus();
    return field;";

/// Notes when keys went up: nobody keeps those from the page.
const NOTE_KEYS: &str = "
    window.keysUp = [];
    addEventListener('keyup', ({ key, timeStamp }) => key === 'Shift' || window.keysUp.push([key, timeStamp]), true);";

/// Of the milliseconds between two keys of a code: the median and the most.
const GAPS: &str = "
    const gaps = [];
    for (const [at, [key, at_ms]] of window.keysUp.entries()) {
        const [before, before_ms] = window.keysUp[at - 1] ?? ['Enter'];
        const begins = ['Enter', 'Tab'].includes(before) || /[a-z]/.test(key + before);
        if (!begins) gaps.push(at_ms - before_ms);
    }
    gaps.sort((a, b) => a - b);
    return [gaps[Math.floor(gaps.length / 2)], gaps.at(-1)];";

/// What is in a field, whether it is still there, and what has the focus.
const TYPED: &str = "
    const field = arguments[0];
    return [field.value, field.isConnected, document.activeElement === field];";

/// Shows the n-th screen of the navigation.
const TURN_TO: &str = "
    const all = document.querySelectorAll('nav a[href]');
    location.hash = all[arguments[0] % all.length].hash;";

/// Presses the button that says so.
const PRESS: &str = "
    const button = [...document.querySelectorAll('main button')].find((one) => one.innerText.trim().startsWith(arguments[0]));
    button?.click();
    return button !== undefined;";

fn from_environment<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

#[tokio::test]
async fn every_scan_of_a_day_is_heard_once_and_in_order_wherever_the_focus_is() {
    let count = from_environment("LOOPDOCK_SCANS").unwrap_or(500);
    let seed = from_environment("LOOPDOCK_SEED").unwrap_or_else(|| rand::rng().random());
    eprintln!("{count} scans; again with LOOPDOCK_SEED={seed}");
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut day = None;
    let opened = Window::open(|loopdock| {
        demo(loopdock);
        day = Some((rehearse(&loopdock.hub, count, &mut dice), scans(loopdock).len()));
    });
    let Some(window) = opened.await else { return };
    let (day, before) = day.expect("the day was rehearsed");
    window.see("ready to pick").await;

    window.ask(NOTE_KEYS, vec![]).await;
    let began = Instant::now();
    let scanner = Scanner::plug_in(&window.display.name, GAP_MS);
    let mut typist = Typist { window: &window, scanner, dice, dialogs: 0, amid: 0, borrowed: 0 };
    for (at, code) in day.codes.iter().enumerate() {
        // Each at least once, however short the day is.
        let rarity = match at * 4 / count {
            1 if at * 4 % count < 4 => 0,
            2 if at * 4 % count < 4 => 5,
            3 if at * 4 % count < 4 => 8,
            _ => typist.dice.random_range(0..600),
        };
        match rarity {
            0..5 => {
                wait_for(&window, before + at).await;
                typist.scan_while_somebody_types(code).await;
            }
            5..8 => {
                wait_for(&window, before + at).await;
                typist.scan_while_somebody_fills_a_dialog(code).await;
            }
            8..10 => {
                wait_for(&window, before + at).await;
                typist.borrow().await;
                typist.scan(code).await;
            }
            _ => typist.scan(code).await,
        }
        if day.allocated[at] {
            // Orders are promised stock as soon as nobody scans. The rehearsal had all the time for that.
            typist.scanner.finish();
            wait_for(&window, before + at + 1).await;
            rest(&window).await;
        }
    }
    typist.scanner.finish();
    let typed = began.elapsed();
    wait_for(&window, before + count).await;
    let gaps = window.ask(GAPS, vec![]).await;
    eprintln!(
        "typed in {typed:.1?}, {} ms a key, at most {}; all answered after {:.1?}",
        gaps[0],
        gaps[1],
        began.elapsed()
    );
    let rests = day.allocated.iter().filter(|allocated| **allocated).count();
    eprintln!(
        "{rests} rests, {} dialogs, {} amid typing, {} tests of the scanner",
        typist.dialogs, typist.amid, typist.borrowed
    );
    agree(&window, &day, before).await;
    window.keep_picture("storm").await;
    drop(typist);
    window.close().await;
}

/// Whoever holds the scanner, and whoever types on the keyboard beside it.
struct Typist<'w> {
    window: &'w Window,
    scanner: Scanner,
    dice: ChaCha8Rng,
    /// Dialogs that were opened, scans amid typing, and tests of the scanner.
    dialogs: usize,
    amid: usize,
    borrowed: usize,
}

impl Typist<'_> {
    /// Scans a code while the focus is somewhere, in a dialog too, and often moves on in the middle of it.
    async fn scan(&mut self, code: &str) {
        match self.dice.random_range(0..24) {
            0..3 => drop(self.window.ask(TURN_TO, vec![json!(self.dice.random::<u16>())]).await),
            3 => drop(self.open_a_dialog(DIALOGS.as_slice()).await),
            4 => self.scanner.press("Escape"),
            _ => {}
        }
        if self.dice.random_ratio(1, 2) {
            self.window.ask(FOCUS, vec![json!(self.dice.random::<u16>())]).await;
        }
        let suffix = if self.dice.random_ratio(1, 5) { Suffix::Tab } else { Suffix::Enter };
        self.scanner.scan_with(code, suffix);
        if self.dice.random_ratio(1, 3) {
            self.window.ask(FOCUS, vec![json!(self.dice.random::<u16>())]).await;
        }
        let pause_ms = self.dice.random_range(0..60);
        tokio::time::sleep(Duration::from_millis(pause_ms)).await;
    }

    /// Opens one of these dialogs, where its button is there; answers with the field in it.
    async fn open_a_dialog(&mut self, of: &[(&str, &str, Option<&'static str>)]) -> Option<&'static str> {
        self.scanner.finish();
        let (screen, words, field) = of[self.dice.random_range(0..of.len())];
        let arguments = vec![json!(screen), json!(words)];
        let opened = self.window.page.execute_async(OPEN, arguments).await.expect("the page answers");
        self.dialogs += usize::from(opened == json!(true));
        field
    }

    /// Somebody types into the field for codes, and a scan comes in between.
    async fn scan_while_somebody_types(&mut self, code: &str) {
        self.scanner.finish();
        self.window.show("#/bench").await;
        let field = self.window.find("#code").await;
        self.window.ask("arguments[0].focus()", vec![json!(&field)]).await;
        self.scan_amid_typing(code, json!(&field)).await;
        field.clear().await.expect("the field can be emptied");
    }

    /// The same in a dialog, which stays.
    async fn scan_while_somebody_fills_a_dialog(&mut self, code: &str) {
        let with_fields: Vec<_> = DIALOGS.into_iter().filter(|(_, _, field)| field.is_some()).collect();
        let label = self.open_a_dialog(&with_fields).await;
        let field = self.window.ask(FIELD, vec![json!(label)]).await;
        assert!(field.is_object(), "no field {label:?} in:\n{}", self.window.text().await);
        self.window.ask("arguments[0].select()", vec![field.clone()]).await;
        self.scan_amid_typing(code, field).await;
    }

    /// A scan comes while somebody types into `field`, which has what they typed and no more, and the focus.
    async fn scan_amid_typing(&mut self, code: &str, field: Value) {
        let letters = ["m", "u", "g", "7", "a", "s"];
        for (at, letter) in letters.iter().enumerate() {
            if at == 3 {
                self.scanner.scan_with(code, Suffix::Enter);
                self.scanner.finish();
                tokio::time::sleep(self.a_breath()).await;
            }
            self.scanner.press(letter);
            self.scanner.finish();
            tokio::time::sleep(self.a_breath()).await;
        }
        let expected = json!([letters.concat(), true, true]);
        let (mut typed, since) = (Value::Null, Instant::now());
        // A window that was busy hears late.
        while typed != expected && since.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(20)).await;
            typed = self.window.ask(TYPED, vec![field.clone()]).await;
        }
        assert_eq!(typed, expected, "what was typed around the scan of {code} is in the field, which has the focus");
        self.amid += 1;
    }

    /// The settings borrow the scanner for its test: what is scanned meanwhile is shown, and done nowhere.
    async fn borrow(&mut self) {
        self.scanner.finish();
        self.window.ask("document.querySelector('dialog[open]')?.close()", vec![]).await;
        self.window.show("#/settings").await;
        self.window.see("Test the scanner").await;
        assert_eq!(self.window.ask(PRESS, vec![json!("Test the scanner")]).await, json!(true));
        self.window.see("Until then nothing is done").await;
        self.scanner.scan("LD/7KQ2/C/NEXT/3F");
        self.scanner.finish();
        self.window.see("⏎ Enter").await;
        assert_eq!(self.window.ask(PRESS, vec![json!("End the test")]).await, json!(true));
        self.window.see("Test the scanner").await;
        self.borrowed += 1;
    }

    /// The time between two keys of a person.
    fn a_breath(&mut self) -> Duration {
        Duration::from_millis(self.dice.random_range(90..200))
    }
}

/// Waits until the journal has as many scans, or no more come.
async fn wait_for(window: &Window, count: usize) {
    let tables = Tables::open(&window.loopdock.hub).expect("the hub file can be read");
    let scans = "SELECT count(*) FROM journal WHERE entry ->> '$.kind' = 'scan'";
    let (mut last, mut since) = (0, Instant::now());
    while last < count && since.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let now = tables.texts(scans).expect("the journal can be read")[0].parse().expect("a number");
        if now > last {
            (last, since) = (now, Instant::now());
        }
    }
}

/// Waits until the hub does nothing by itself any more.
async fn rest(window: &Window) {
    let tables = Tables::open(&window.loopdock.hub).expect("the hub file can be read");
    let newest = || tables.texts("SELECT max(seq) FROM journal").expect("the journal can be read");
    let (mut last, mut since) = (newest(), Instant::now());
    while since.elapsed() < Duration::from_millis(250) {
        tokio::time::sleep(Duration::from_millis(25)).await;
        let now = newest();
        if now != last {
            (last, since) = (now, Instant::now());
        }
    }
}

/// What was sent, what the journal says and what the screen says is the same.
async fn agree(window: &Window, day: &Day, before: usize) {
    let heard = scans(&window.loopdock).split_off(before);
    let sent = day.codes.iter().zip(&day.heard);
    for (at, ((code, sent), heard)) in sent.zip(&heard).enumerate() {
        let around = &day.codes[at.saturating_sub(3)..(at + 4).min(day.codes.len())];
        assert_eq!(heard, sent, "scan {at}, “{code}”, is not what the journal has there; sent around it: {around:?}");
    }
    assert_eq!(heard.len(), day.codes.len(), "every scan is in the journal, once");
    // Keys that reach a button or a form would be deeds of the office.
    let entries = window.loopdock.journal();
    let first = entries.iter().filter(|entry| entry["kind"] == "scan").nth(before).expect("a scan")["seq"].as_i64();
    let pressed = entries.iter().filter(|entry| entry["seq"].as_i64() >= first);
    let kinds: BTreeSet<_> = pressed.filter_map(|entry| entry["kind"].as_str()).collect();
    let of_scans = ["allocate", "print", "scan"];
    assert!(kinds.iter().all(|kind| of_scans.contains(kind)), "something was pressed, as these deeds say: {kinds:?}");
    window.ask("document.querySelector('dialog[open]')?.close()", vec![]).await;
    window.show("#/bench").await;
    window.see(&day.say).await;
    let bench = window.loopdock.call("bench", &json!({ "bench": "main" }));
    assert_eq!(bench["say"], Value::from(day.say.clone()), "the bench stands where the rehearsal stood");
    let level = heard.last().map(|scan| scan[2].clone()).unwrap_or_default();
    window.find(&format!(".cue.{}", level.as_str().unwrap_or_default())).await;
}
