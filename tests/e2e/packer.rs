//! A packer at the real window: looks at what the bench asks for, and scans it, or types it.

use std::time::{Duration, Instant};

use loopdock_hub::BenchView;
use loopdock_tests::Tables;
use serde_json::json;

use crate::scanner::Scanner;
use crate::window::Window;

/// How long a scan may take to be in the journal.
const PATIENCE: Duration = Duration::from_secs(20);

/// Milliseconds between two keys of somebody who types.
const TYPING_MS: u32 = 80;

/// The keys of the commands, as their buttons show them.
const KEYS: [(&str, &str); 8] = [
    ("NEXT", "F2"),
    ("BACK", "F3"),
    ("DONE", "F4"),
    ("SHORT", "F6"),
    ("DAMAGED", "F7"),
    ("OK", "F8"),
    ("CANCEL", "F9"),
    ("UNDO", "ctrl+z"),
];

/// What a packer has in hand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hand {
    Scanner,
    Keyboard,
}

/// A scan while the page asks `question`: it is done at the bench of a hub with one order, and is no answer.
pub async fn scan_is_no_answer(window: &Window, question: &str) {
    window.see(question).await;
    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    scanner.scan("NEXT");
    scanner.finish();
    window.see("Go to A-0").await;
    window.see(question).await;
    let bench = window.loopdock.call("bench", &json!({ "bench": "main" }));
    assert_eq!(bench["mode"], "pick", "the scan reached the hub that is open");
}

/// Somebody at the bench `main` of a window.
pub struct Packer<'w> {
    window: &'w Window,
    keys: Scanner,
    hand: Hand,
    tables: Tables,
}

impl<'w> Packer<'w> {
    /// A packer with a scanner that sends a character each two milliseconds.
    pub fn with_scanner(window: &'w Window) -> Self {
        Self::at(window, Hand::Scanner, 2)
    }

    /// A packer with nothing but a keyboard.
    pub fn with_keyboard(window: &'w Window) -> Self {
        Self::at(window, Hand::Keyboard, TYPING_MS)
    }

    fn at(window: &'w Window, hand: Hand, gap_ms: u32) -> Self {
        let keys = Scanner::plug_in(&window.display.name, gap_ms);
        let tables = Tables::open(&window.loopdock.hub).expect("the hub file can be read");
        Self { window, keys, hand, tables }
    }

    /// What the bench asks for.
    pub fn look(&self) -> BenchView {
        let view = self.window.loopdock.call("bench", &json!({ "bench": "main" }));
        serde_json::from_value(view).expect("a bench")
    }

    /// Scans or types `code`, which must not be refused, and waits until the screen says what is next.
    pub async fn send(&mut self, code: &str) {
        self.scan(code).await;
        let newest =
            "SELECT entry ->> '$.body.cue' FROM journal WHERE entry ->> '$.kind' = 'scan' ORDER BY seq DESC LIMIT 1";
        let cue = self.tables.texts(newest).expect("the journal can be read");
        assert_ne!(cue, ["stop"], "{code} was refused:\n{}", self.window.text().await);
    }

    /// Scans or types `code`, whatever the bench says to it, and waits until the screen shows what came of it.
    pub async fn scan(&mut self, code: &str) {
        let before = self.scans();
        match self.hand {
            Hand::Scanner => self.keys.scan(code),
            Hand::Keyboard => self.type_in(code).await,
        }
        let since = Instant::now();
        while self.scans() == before {
            assert!(since.elapsed() < PATIENCE, "{code} was not heard:\n{}", self.window.text().await);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(self.scans(), before + 1, "{code} was heard more than once");
        self.window.see(&self.look().say).await;
    }

    /// Scans or types the first thing that the bench asks for.
    pub async fn follow(&mut self) {
        let view = self.look();
        let code = view.expects.into_iter().find_map(|expected| expected.code);
        self.send(&code.unwrap_or_else(|| panic!("nothing can be scanned for “{}”", view.say))).await;
    }

    /// Follows the bench as long as it is in `mode`.
    pub async fn follow_through(&mut self, mode: &str) {
        while self.look().mode == mode {
            self.follow().await;
        }
    }

    /// A key of a command, or characters: with no field focused, the field for codes gets them, and keeps the focus.
    async fn type_in(&mut self, code: &str) {
        let command = code.split("/C/").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(code);
        if let Some((_, key)) = KEYS.iter().find(|(word, _)| *word == command) {
            return self.press(key);
        }
        self.keys.scan(code);
        self.keys.finish();
    }

    /// Presses one key, such as `Return`.
    pub fn press(&mut self, key: &str) {
        self.keys.press(key);
        self.keys.finish();
    }

    /// Presses Tab until the focus is on `css`.
    pub async fn tab_to(&mut self, css: &str) {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false";
        for _ in 0..200 {
            if self.window.ask(script, vec![json!(css)]).await == json!(true) {
                return;
            }
            self.press("Tab");
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        panic!("Tab never leads to {css}");
    }

    fn scans(&self) -> usize {
        let count = "SELECT count(*) FROM journal WHERE entry ->> '$.kind' = 'scan'";
        self.tables.texts(count).expect("the journal can be read")[0].parse().expect("a number")
    }
}
