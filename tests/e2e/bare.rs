//! A program's window without WebDriver: started as a person would start it, and looked at from outside.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::display::Display;
use crate::window::{self, built};

/// A display on which nothing changed for so long is still.
const STILL: Duration = Duration::from_millis(1_500);

/// No window takes so long to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program with a window on a display of its own.
pub struct BareWindow {
    program: Child,
    began: Instant,
    // Last, so that they outlive the program.
    display: Display,
    folder: TempDir,
}

impl BareWindow {
    /// Starts a program, or says which tool is missing.
    pub fn start(program: &Path, arguments: &[&str]) -> Option<Self> {
        Self::start_with(program, arguments, Stdio::null())
    }

    fn start_with(program: &Path, arguments: &[&str], output: Stdio) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let display = Display::start_in(1280, 800, Some(folder.path()))?;
        let mut command = Command::new(program);
        command.args(arguments).env("DISPLAY", &display.name).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        command.env("XDG_DATA_HOME", folder.path().join("data")).env("LANG", "C.UTF-8");
        let began = Instant::now();
        let program = command.stdout(output).stderr(Stdio::null()).spawn().expect("the program starts");
        Some(Self { program, began, display, folder })
    }

    /// How long it took, from the start, until the display changed for the last time.
    pub fn until_still(&self) -> Duration {
        self.until(|changed| changed.is_some_and(|changed| self.began.elapsed() - changed > STILL))
            .expect("something was shown")
    }

    /// When the display changed for the last time before `is_over`, which is told when it did so far.
    fn until(&self, is_over: impl Fn(Option<Duration>) -> bool) -> Option<Duration> {
        let (mut last, mut changed) = (self.look(), None);
        while !is_over(changed) && self.began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(4));
            let now = self.look();
            if now != last {
                (last, changed) = (now, Some(self.began.elapsed()));
            }
        }
        changed
    }

    /// What is on the display: the server keeps its pixels in a file, of which every sixteenth line is read.
    fn look(&self) -> u64 {
        use std::os::unix::fs::FileExt as _;
        let mut hasher = DefaultHasher::new();
        if let Ok(file) = std::fs::File::open(self.folder.path().join("Xvfb_screen0")) {
            let mut line = vec![0; 1280 * 4];
            for at in (0..800).step_by(16) {
                let _ = file.read_at(&mut line, at * 1280 * 4);
                hasher.write(&line);
            }
        }
        hasher.finish()
    }

    /// All pixels on the display, line by line from the top. The server writes a head before them (XWDFile.h).
    pub fn pixels(&self) -> Vec<[u8; 4]> {
        let file = std::fs::read(self.folder.path().join("Xvfb_screen0")).unwrap_or_default();
        let head = file.len().saturating_sub(1280 * 800 * 4);
        file[head..].chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2], pixel[3]]).collect()
    }

    /// The display's name.
    pub fn display(&self) -> &str {
        &self.display.name
    }

    /// Makes the window so large, for which all of it is painted.
    pub fn resize(&self, width: u32, height: u32) {
        let (width, height) = (width.to_string(), height.to_string());
        let words = ["search", "--onlyvisible", "--name", "^Loopdock", "windowsize", "--sync", &width, &height];
        let done = Command::new("xdotool").args(words).env("DISPLAY", self.display()).stdout(Stdio::null()).status();
        assert!(done.is_ok_and(|status| status.success()), "the window can be made larger");
    }

    /// How many colours are on the display.
    fn colours(&self) -> usize {
        self.pixels().into_iter().collect::<HashSet<_>>().len()
    }

    /// Processor time that the program and all that it started have used so far.
    pub fn processor_time(&self) -> Duration {
        let mut family = vec![self.program.id()];
        let all: Vec<Process> =
            std::fs::read_dir("/proc").unwrap().filter_map(|entry| Process::read(&entry.ok()?.path())).collect();
        let mut ticks = 0;
        while let Some(id) = family.pop() {
            ticks += all.iter().filter(|process| process.id == id).map(|process| process.ticks).sum::<u64>();
            family.extend(all.iter().filter(|process| process.parent == id).map(|process| process.id));
        }
        // A tick is a hundredth of a second on every Linux that there is (USER_HZ).
        Duration::from_millis(ticks * 10)
    }
}

/// Nobody drives this window, and where there is no graphics processor it is drawn in another way than one that is driven.
#[test]
fn a_window_that_nobody_drives_shows_its_page() {
    let Some(program) = window::program() else {
        eprintln!("skipped: the window was not built");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let hub = folder.path().join("hub.db");
    let Some(window) = BareWindow::start(&program, &["--hub", hub.to_str().expect("a path")]) else {
        eprintln!("skipped: no Xvfb");
        return;
    };
    window.until_still();
    let colours = window.colours();
    // A window without its page has those of its frame and its menu, some 150.
    assert!(colours > 500, "the page is on the display, which shows {colours} colours");
}

impl Drop for BareWindow {
    fn drop(&mut self) {
        // As a person who ends it: what it started ends with it, and the hub is let go of.
        let _ = Command::new("kill").arg("-TERM").arg(self.program.id().to_string()).status();
        std::thread::sleep(Duration::from_millis(500));
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A process, as /proc tells it (proc(5), /proc/pid/stat).
struct Process {
    id: u32,
    parent: u32,
    ticks: u64,
}

impl Process {
    fn read(folder: &Path) -> Option<Self> {
        let id = folder.file_name()?.to_str()?.parse().ok()?;
        let stat = std::fs::read_to_string(folder.join("stat")).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let number = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
        Some(Self { id, parent: u32::try_from(number(1)?).ok()?, ticks: number(11)? + number(12)? })
    }
}

/// How long the bare web view takes until its page is on the display, and until it says that it has painted it. A window is
/// judged by what a person sees, and so is its peer.
pub fn until_painted(peer: &Path) -> Option<(Duration, Duration)> {
    // With an argument it goes on talking to its page for a while after that, and changes nothing on it.
    let mut window = BareWindow::start_with(peer, &["ipc"], Stdio::piped())?;
    let began = window.began;
    let mut lines = BufReader::new(window.program.stdout.take().expect("a pipe")).lines();
    let said = std::thread::spawn(move || {
        let painted = lines.next()?.ok().filter(|line| line.starts_with("painted")).map(|_| began.elapsed());
        lines.next();
        painted
    });
    let shown = window.until(|_| said.is_finished());
    Some((shown?, said.join().ok()??))
}

/// The bare web view to compare with, compiled from the peers beside this repository; none where they are not there.
pub fn web_view() -> Option<PathBuf> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let beside = repository.join("../shared/peers/bare_webview.c");
    let source = std::env::var_os("LOOPDOCK_PEERS").map_or(beside, |peers| PathBuf::from(peers).join("bare_webview.c"));
    if !source.exists() {
        eprintln!("start: skipped, there is no {}; LOOPDOCK_PEERS names its folder", source.display());
        return None;
    }
    let program = built().join("bare_webview");
    let compile = "cc -w -O2 -o \"$0\" \"$1\" $(pkg-config --cflags --libs webkit2gtk-4.1)";
    let done = Command::new("sh").args(["-c", compile]).arg(&program).arg(&source).status();
    if !done.is_ok_and(|done| done.success()) {
        eprintln!("start: skipped, {} can't be compiled here", source.display());
        return None;
    }
    Some(program)
}
