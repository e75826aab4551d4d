//! A screen that nobody sees: Xvfb on a display of its own.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::window;

/// The tools without which no window can be looked at.
const TOOLS: [&str; 3] = ["Xvfb", "WebKitWebDriver", "xdotool"];

/// A display; it goes when it is dropped.
#[derive(Debug)]
pub struct Display {
    server: Child,
    /// Its name, such as `:7`.
    pub name: String,
}

impl Display {
    /// Starts one of `width` by `height` pixels, or says which tool is missing.
    pub fn start(width: u32, height: u32) -> Option<Self> {
        Self::start_in(width, height, None)
    }

    /// The same, with its pixels in a file of `folder`.
    pub fn start_in(width: u32, height: u32, folder: Option<&Path>) -> Option<Self> {
        for tool in TOOLS {
            let found = Command::new("sh").args(["-c", "command -v \"$0\"", tool]).stdout(Stdio::null()).status();
            if !found.is_ok_and(|status| status.success()) {
                assert!(window::named().is_none(), "there is no {tool} here, and a window is to be judged");
                eprintln!("skipped: there is no {tool} here");
                return None;
            }
        }
        // The server chooses a free number and writes it to its standard output.
        let mut server = hurried("Xvfb")
            .args(folder.into_iter().flat_map(|folder| [OsStr::new("-fbdir"), folder.as_os_str()]))
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", &format!("{width}x{height}x24")])
            .stdout(Stdio::piped())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        BufReader::new(server.stdout.take().expect("a pipe")).read_line(&mut number).expect("a display's number");
        Some(Self { server, name: format!(":{}", number.trim()) })
    }
}

/// A program that goes before others where this user may ask for that: keys come at their time on a busy computer too.
pub fn hurried(program: &str) -> Command {
    let mut command = Command::new("nice");
    command.args(["-n", "-10", program]).stderr(Stdio::null());
    command
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
