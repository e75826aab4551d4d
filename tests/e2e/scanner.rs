//! A scanner: a keyboard that types a code faster than any person, and a suffix key.

use std::io::Write as _;
use std::process::{Child, Command, Stdio};

/// A scanner on a display. It types into whatever has the focus, and knows nothing of the window.
#[derive(Debug)]
pub struct Scanner {
    keyboard: Child,
    gap_ms: u32,
}

impl Scanner {
    /// Plugs one in that sends a character each `gap_ms` milliseconds.
    pub fn plug_in(display: &str, gap_ms: u32) -> Self {
        let keyboard = Command::new("xdotool")
            .arg("-")
            .env("DISPLAY", display)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("xdotool starts");
        let mut scanner = Self { keyboard, gap_ms };
        // Nobody manages this display's windows, so nobody else gives one the focus.
        scanner.send("search --sync --onlyvisible --name ^Loopdock$ windowfocus --sync");
        scanner
    }

    /// Scans a code: its characters, then Enter.
    pub fn scan(&mut self, code: &str) {
        self.send(&format!("type --delay {} {code}", self.gap_ms));
        self.press("Return");
    }

    /// Presses one key, such as `F2` or `ctrl+z`.
    pub fn press(&mut self, key: &str) {
        self.send(&format!("key {key}"));
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
