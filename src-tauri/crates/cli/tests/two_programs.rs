//! Two `loopdock` on one hub file: the second is answered by the first, or waits for it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

fn loopdock(hub: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopdock"));
    command.arg("--json").arg("--hub").arg(hub);
    command
}

fn new_hub(folder: &Path) -> std::path::PathBuf {
    let hub = folder.join("hub.db");
    let made = loopdock(&hub).args(["init", "--name", "Test"]).output().expect("loopdock starts");
    assert!(made.status.success(), "{made:?}");
    hub
}

/// A bench that hears lines as they are typed.
struct Session {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Session {
    fn start(hub: &Path, bench: &str) -> Self {
        let mut command = loopdock(hub);
        command.args(["scan", "--bench", bench, "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("loopdock starts");
        let to = child.stdin.take().expect("a pipe to it");
        let from = BufReader::new(child.stdout.take().expect("a pipe from it"));
        Self { child, to, from }
    }

    fn hears(&mut self, code: &str) -> String {
        writeln!(self.to, "{code}").expect("it listens");
        let mut answer = String::new();
        self.from.read_line(&mut answer).expect("it answers");
        answer
    }
}

fn journal(hub: &Path) -> usize {
    let exported = loopdock(hub).args(["export", "journal"]).output().expect("loopdock starts");
    assert!(exported.status.success(), "{exported:?}");
    exported.stdout.iter().filter(|byte| **byte == b'\n').count()
}

fn was_heard(output: &Output, code: &str) -> bool {
    String::from_utf8_lossy(&output.stdout).contains(&format!("\"heard\":\"{code}\""))
}

#[test]
fn a_second_bench_is_answered_while_a_first_one_waits_for_its_next_scan() {
    let folder = tempfile::tempdir().unwrap();
    let hub = new_hub(folder.path());
    let mut first = Session::start(&hub, "B1");
    assert!(first.hears("=1").contains("\"heard\":\"=1\""));
    let second = loopdock(&hub).args(["scan", "--bench", "B2", "=2"]).output().unwrap();
    assert!(was_heard(&second, "=2"), "{second:?}");
    assert!(first.hears("=3").contains("\"heard\":\"=3\""));
    drop(first.to);
    first.child.wait().unwrap();
}

#[test]
fn a_bench_whose_server_was_killed_goes_on_with_the_next_scan() {
    let folder = tempfile::tempdir().unwrap();
    let hub = new_hub(folder.path());
    let mut command = loopdock(&hub);
    let mut server = command.args(["serve", "--addr", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut ready = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut ready).unwrap();
    assert!(ready.contains("\"address\":\"127.0.0.1:"), "{ready}");

    let before = journal(&hub);
    let mut bench = Session::start(&hub, "B1");
    assert!(bench.hears("=1").contains("\"heard\":\"=1\""));
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(bench.hears("=2").contains("\"heard\":\"=2\""));
    drop(bench.to);
    bench.child.wait().unwrap();
    assert_eq!(journal(&hub), before + 2);
}

#[test]
fn scans_from_many_programs_at_once_are_all_in_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let hub = new_hub(folder.path());
    let before = journal(&hub);
    let benches: Vec<_> = (1..=6)
        .map(|bench| {
            let mut command = loopdock(&hub);
            command.args(["scan", "--bench", &format!("B{bench}"), "=1", "=2"]);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for bench in benches {
        let done = bench.wait_with_output().unwrap();
        assert!(done.stderr.is_empty(), "{done:?}");
    }
    assert_eq!(journal(&hub), before + 12);
}

#[test]
fn a_wrong_call_is_one_line_on_standard_error_and_exit_code_two() {
    let folder = tempfile::tempdir().unwrap();
    let hub = new_hub(folder.path());
    for words in [&["call", "no_such_command", "{}"][..], &["call", "check", "{"], &["scan"], &["no_such_word"], &[]] {
        let refused = loopdock(&hub).args(words).output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{words:?} {refused:?}");
        assert!(refused.stdout.is_empty());
        assert_eq!(refused.stderr.iter().filter(|byte| **byte == b'\n').count(), 1, "{words:?} {refused:?}");
    }
    let refused = loopdock(&folder.path().join("none.db")).arg("check").output().unwrap();
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
}
