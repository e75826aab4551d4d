//! A scanner: a keyboard that types a code faster than any person, and a suffix key.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Stdio};

use crate::display::hurried;

/// A scanner on a display. It types into whatever has the focus, and knows nothing of the window.
#[derive(Debug)]
pub struct Scanner {
    keyboard: Child,
    said: BufReader<ChildStdout>,
    gap_ms: u32,
}

/// The key that ends a scan.
#[derive(Clone, Copy, Debug)]
pub enum Suffix {
    Enter,
    Tab,
}

impl Scanner {
    /// Plugs one in that sends a character each `gap_ms` milliseconds.
    pub fn plug_in(display: &str, gap_ms: u32) -> Self {
        let mut keyboard = hurried("xdotool")
            .arg("-")
            .env("DISPLAY", display)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("xdotool starts");
        let said = BufReader::new(keyboard.stdout.take().expect("a pipe from it"));
        let mut scanner = Self { keyboard, said, gap_ms };
        // Nobody manages this display's windows, so nobody else gives one the focus. A browser that is driven says so before
        // the page's title.
        scanner.send("search --sync --onlyvisible --name ^(.Automation..)?Loopdock($|.[^d]) windowfocus --sync");
        scanner
    }

    /// Scans a code: its characters, then Enter.
    pub fn scan(&mut self, code: &str) {
        self.scan_with(code, Suffix::Enter);
    }

    /// Scans a code that ends with this suffix. Returns at once; the keys come one after the other.
    pub fn scan_with(&mut self, code: &str, suffix: Suffix) {
        let key = match suffix {
            Suffix::Enter => "Return",
            Suffix::Tab => "Tab",
        };
        // One line, so that nothing comes before the suffix.
        self.send(&format!("{} key {key}", self.typing(code)));
    }

    /// Waits until every key was pressed.
    pub fn finish(&mut self) {
        self.send("exec --sync echo done");
        let mut line = String::new();
        self.said.read_line(&mut line).expect("xdotool answers");
        assert_eq!(line, "done\n");
    }

    /// Presses one key, such as `F2` or `ctrl+z`.
    pub fn press(&mut self, key: &str) {
        self.send(&format!("key {key}"));
    }

    /// Types a text with spaces and lines, a character after the other, and no suffix.
    pub fn type_text(&mut self, text: &str) {
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.press("Return");
            }
            for (at, word) in line.split(' ').enumerate() {
                if at > 0 {
                    self.press("space");
                }
                if !word.is_empty() {
                    self.send(&self.typing(word));
                }
            }
        }
    }

    /// The order to type one word. xdotool waits half of its delay between two keys, and takes a word that begins with
    /// `-` for an option of its own, unless `--` says where those end.
    fn typing(&self, word: &str) -> String {
        format!("type --delay {} --args 1 -- {word}", 2 * self.gap_ms)
    }

    fn send(&mut self, line: &str) {
        let pipe = self.keyboard.stdin.as_mut().expect("a pipe to it");
        writeln!(pipe, "{line}").and_then(|()| pipe.flush()).expect("xdotool listens");
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        let _ = self.keyboard.kill();
        let _ = self.keyboard.wait();
    }
}
