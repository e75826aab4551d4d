//! A real printing system: CUPS with its PDF printer gets real jobs, and what became of them is known.
//!
//! It runs in a folder of its own, beside whatever printing system this computer has. Where it is not installed, or may not be
//! started (its printer runs as root alone), the tests say so and pass.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};

use crate::stage::{demo_hub, new_hub};

/// What describes the PDF printer, where Debian's package puts it.
const PPD: &str = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd";

/// How long CUPS may take for anything.
const PATIENCE: Duration = Duration::from_secs(40);

/// A printing system of a test's own.
struct Cups {
    daemon: Child,
    /// Where it listens.
    address: String,
    _folder: tempfile::TempDir,
}

impl Cups {
    /// Starts one; says why where none can be had.
    fn start() -> Option<Self> {
        let skipped = |why: &str| {
            eprintln!("spooler: skipped, {why}");
            None
        };
        if !Path::new(PPD).exists() || Command::new("cupsd").arg("-h").output().is_err() {
            return skipped("cups or its PDF printer (printer-driver-cups-pdf) is not installed");
        }
        if Command::new("id").arg("-u").output().map(|id| id.stdout).unwrap_or_default() != b"0\n" {
            return skipped("the PDF printer of CUPS runs as root alone");
        }
        let folder = tempfile::tempdir().expect("a folder");
        // Its filters run as another user.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).expect("it is ours");
        let root = folder.path().display();
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr());
        let address = free.expect("a port").to_string();
        let settings = format!(
            "Listen {address}\nBrowsing No\nDefaultAuthType None\nWebInterface No\nJobRetryLimit 1\n\
             <Location />\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n"
        );
        let mut files = String::from("FileDevice Yes\n");
        for place in ["ServerRoot", "StateDir", "CacheDir", "RequestRoot"] {
            std::fs::create_dir(folder.path().join(place)).expect("a folder");
            files.push_str(&format!("{place} {root}/{place}\n"));
        }
        for log in ["AccessLog", "ErrorLog", "PageLog"] {
            files.push_str(&format!("{log} {root}/{log}\n"));
        }
        let (conf, files_conf) = (folder.path().join("cupsd.conf"), folder.path().join("cups-files.conf"));
        std::fs::write(&conf, settings).and_then(|()| std::fs::write(&files_conf, files)).expect("settings");
        let mut daemon = Command::new("cupsd");
        daemon.arg("-f").arg("-c").arg(&conf).arg("-s").arg(&files_conf).stdout(Stdio::null()).stderr(Stdio::null());
        let cups = Self { daemon: daemon.spawn().expect("cupsd starts"), address, _folder: folder };
        let is_up = || cups.run("lpstat", &["-r"]).0.contains("is running");
        if within(is_up) { Some(cups) } else { skipped("cupsd can't be started on this computer") }
    }

    /// Runs one of its programs; answers with what it said, and whether all went well.
    fn run(&self, program: &str, words: &[&str]) -> (String, bool) {
        let done = Command::new(program).args(words).env("CUPS_SERVER", &self.address).output().expect("it runs");
        (String::from_utf8_lossy(&done.stdout).into_owned(), done.status.success())
    }

    fn must(&self, program: &str, words: &[&str]) {
        assert!(self.run(program, words).1, "{program} {words:?}");
    }

    /// Calls a command of a hub whose system this is.
    fn call(&self, loopdock: &Loopdock, name: &str, request: &Value) -> Value {
        let done = loopdock.command(&["call", name, &request.to_string()]).env("CUPS_SERVER", &self.address).output();
        let done = done.expect("it runs");
        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).expect("JSON")
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

fn within(mut is_so: impl FnMut() -> bool) -> bool {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if is_so() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    false
}

/// What the PDF printer made of a paper of this name. It puts it into the home of whoever printed, which is root.
fn made_of(name: &str) -> Option<PathBuf> {
    let home = Command::new("sh").args(["-c", "printf %s ~root"]).output().ok()?;
    let files = std::fs::read_dir(Path::new(&String::from_utf8(home.stdout).ok()?).join("PDF")).ok()?;
    let stem = name.trim_end_matches(".pdf").to_owned();
    files.flatten().map(|file| file.path()).find(|path| path.to_string_lossy().contains(&stem))
}

fn newest(cups: &Cups, loopdock: &Loopdock) -> Value {
    cups.call(loopdock, "print_jobs", &json!({}))[0].clone()
}

#[test]
fn cups_prints_a_label_in_its_size_and_what_became_of_it_is_known() {
    let Some(cups) = Cups::start() else { return };
    cups.must("lpadmin", &["-p", "Labels", "-v", "cups-pdf:/", "-P", PPD, "-E"]);
    let (_folder, loopdock) = new_hub();
    let listed = cups.call(&loopdock, "system_printers", &json!({}));
    assert_eq!(listed, json!({ "names": ["Labels"] }));
    cups.call(&loopdock, "set_printer", &json!({ "name": "Door", "way": "system", "address": "Labels" }));
    cups.call(&loopdock, "print_example", &json!({ "printer": "Door" }));
    let is_done = || {
        // Whoever does something looks after the papers too.
        cups.call(&loopdock, "try_printers", &json!({}));
        newest(&cups, &loopdock)["state"] == "done"
    };
    assert!(within(is_done), "{}", newest(&cups, &loopdock));
    let name = newest(&cups, &loopdock)["message"].as_str().unwrap().to_owned();
    assert!(within(|| made_of(&name).is_some()), "{name} was not printed");
    let printed = made_of(&name).unwrap();
    let info = Command::new("pdfinfo").arg(&printed).output();
    std::fs::remove_file(&printed).unwrap();
    let Ok(info) = info else { return eprintln!("spooler: its size is not looked at, pdfinfo is not installed") };
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    assert!(info.contains("283 x 425 pts"), "100 x 150 mm: {info}");
}

#[test]
fn a_printer_that_is_stopped_is_told_and_a_job_that_is_cancelled_there_is_no_paper() {
    let Some(cups) = Cups::start() else { return };
    cups.must("lpadmin", &["-p", "Labels", "-v", "file:///dev/null", "-P", PPD, "-E"]);
    cups.must("cupsdisable", &["-r", "out of labels", "Labels"]);
    let (_folder, loopdock) = demo_hub();
    cups.call(&loopdock, "set_printer", &json!({ "name": "Door", "way": "system", "address": "Labels" }));
    cups.call(&loopdock, "print_example", &json!({ "printer": "Door" }));
    let is_told = || {
        cups.call(&loopdock, "try_printers", &json!({}));
        newest(&cups, &loopdock)["message"].as_str().unwrap().contains("out of labels")
    };
    assert!(within(is_told), "{}", newest(&cups, &loopdock));
    assert_eq!(newest(&cups, &loopdock)["state"], json!("stopped"));
    cups.must("cancel", &["-a", "Labels"]);
    let has_failed = || {
        cups.call(&loopdock, "try_printers", &json!({}));
        newest(&cups, &loopdock)["state"] == "failed"
    };
    assert!(within(has_failed), "{}", newest(&cups, &loopdock));
    // A printer that the system does not have holds its papers, and nothing else.
    cups.call(&loopdock, "set_printer", &json!({ "name": "Gone", "way": "system", "address": "NoSuchPrinter" }));
    cups.call(&loopdock, "print_example", &json!({ "printer": "Gone" }));
    let held_up = cups.call(&loopdock, "papers", &json!({ "limit": 0 }))["held_up"].clone();
    assert_eq!(held_up[0]["printer"], json!("Gone"));
    assert!(held_up[0]["why"].as_str().unwrap().contains("does not exist"), "{held_up}");
    loopdock.must_be_clean();
}
