//! The program under test, started as a script or a person would start it, on one hub file.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

/// The program `loopdock` and the hub file that it works on.
#[derive(Clone, Debug)]
pub struct Loopdock {
    program: PathBuf,
    /// The hub file, in a folder of its own.
    pub hub: PathBuf,
}

impl Loopdock {
    /// The program at `program` (cargo tells a test where it built it), on the hub file `hub`.
    #[must_use]
    pub fn on(program: &str, hub: &Path) -> Self {
        Self { program: PathBuf::from(program), hub: hub.to_owned() }
    }

    /// The same program on another hub file.
    #[must_use]
    pub fn beside(&self, hub: &Path) -> Self {
        Self { program: self.program.clone(), hub: hub.to_owned() }
    }

    /// A call that was not started yet, without `--hub`.
    #[must_use]
    pub fn bare(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// A call on the hub that was not started yet.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = self.bare(&["--hub"]);
        command.arg(&self.hub).args(words);
        command
    }

    /// Runs a call to its end.
    #[must_use]
    pub fn run(&self, words: &[&str]) -> Done {
        ended(self.command(words))
    }

    /// Runs a call in a shell that first does `before`: `ulimit`, say.
    #[must_use]
    pub fn run_after(&self, before: &str, words: &[&str]) -> Done {
        ended(self.shell(before, words))
    }

    fn shell(&self, before: &str, words: &[&str]) -> Command {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("{before}\nexec \"$0\" \"$@\"")).arg(&self.program).arg("--hub").arg(&self.hub);
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a call that must succeed, and reads its one line of JSON.
    ///
    /// # Panics
    /// When it does not, or says something else.
    #[must_use]
    pub fn json(&self, words: &[&str]) -> Value {
        let done = self.run(&[words, &["--json"]].concat());
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{words:?}: {done:?}");
        assert_eq!(done.out.lines().count(), 1, "{words:?} answers one line: {done:?}");
        serde_json::from_str(&done.out).expect("JSON")
    }

    /// Runs a command of the table that must succeed.
    ///
    /// # Panics
    /// As [`Loopdock::json`].
    #[must_use]
    pub fn call(&self, command: &str, request: &Value) -> Value {
        self.json(&["call", command, &request.to_string()])
    }

    /// Scans one code.
    ///
    /// # Panics
    /// When the program says something else than one answer.
    #[must_use]
    pub fn scan(&self, bench: &str, code: &str) -> (Option<i32>, Value) {
        let done = self.run(&["scan", "--bench", bench, "--json", "--", code]);
        (done.code, serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{code}: {done:?}")))
    }

    /// Fails unless `check` finds everything in order.
    ///
    /// # Panics
    /// When it does not.
    pub fn must_be_clean(&self) {
        let done = self.run(&["check"]);
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "check: {done:?}");
    }

    /// The journal's lines, as they are exported.
    ///
    /// # Panics
    /// When they are not.
    #[must_use]
    pub fn journal(&self) -> Vec<Value> {
        let done = self.run(&["export", "journal"]);
        assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{done:?}");
        done.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// Starts a bench that hears lines on standard input.
    ///
    /// # Panics
    /// When it can't be started.
    #[must_use]
    pub fn listen(&self, bench: &str) -> Ear {
        Ear::of(self.command(&["scan", "--bench", bench, "--json", "-"]))
    }

    /// As [`Loopdock::listen`], from a shell that first does `before`.
    ///
    /// # Panics
    /// When it can't be started.
    #[must_use]
    pub fn listen_after(&self, before: &str, bench: &str) -> Ear {
        Ear::of(self.shell(before, &["scan", "--bench", bench, "--json", "-"]))
    }

    /// Serves the hub on a free port.
    ///
    /// # Panics
    /// When it does not say where it listens.
    #[must_use]
    pub fn serve(&self) -> Served {
        self.serve_at("127.0.0.1:0")
    }

    /// Serves the hub at this address.
    ///
    /// # Panics
    /// As [`Loopdock::serve`].
    #[must_use]
    pub fn serve_at(&self, address: &str) -> Served {
        let mut child =
            self.command(&["serve", "--addr", address, "--json"]).stderr(Stdio::inherit()).spawn().expect("it starts");
        let mut ready = String::new();
        let read = BufReader::new(child.stdout.take().expect("a pipe from it")).read_line(&mut ready);
        let said: Value = read.ok().and_then(|_| serde_json::from_str(&ready).ok()).unwrap_or_default();
        let address = said["address"].as_str().unwrap_or_else(|| panic!("no address: {ready}")).to_owned();
        let token = fs::read_to_string(beside(&self.hub, ".token")).expect("a token").trim().to_owned();
        Served { child, address, token }
    }
}

/// A path with `suffix` appended to its file name.
#[must_use]
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(OsStr::new(suffix));
    PathBuf::from(name)
}

fn ended(mut command: Command) -> Done {
    let Output { status, stdout, stderr } = command.output().expect("loopdock starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Done { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// What became of a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// Its exit code; none when it was killed.
    pub code: Option<i32>,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

impl Done {
    /// The one line with which the call was refused; nothing may stand on standard output.
    ///
    /// # Panics
    /// When it was not refused so, or with another exit code.
    pub fn refused(&self, code: i32) -> &str {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "an error is one line: {self:?}");
        let said = self.err.trim_end().strip_prefix("loopdock: ").unwrap_or_else(|| panic!("{self:?}"));
        assert!(said.len() > 20, "an error says what happened and what to do: {self:?}");
        said
    }
}

/// A bench that hears lines until it is killed or its standard input ends.
#[derive(Debug)]
pub struct Ear {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Ear {
    fn of(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().expect("loopdock starts");
        let to = child.stdin.take();
        let from = BufReader::new(child.stdout.take().expect("a pipe from it"));
        Self { child, to, from }
    }

    /// Sends a code; whether anybody took it only an answer tells.
    pub fn say(&mut self, code: &str) {
        let _ = self.to.as_mut().map(|to| writeln!(to, "{code}"));
    }

    /// The next answer; none when the program has ended. Half a line is no answer.
    pub fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.from.read_line(&mut line).ok()?;
        line.ends_with('\n').then(|| serde_json::from_str(&line).expect("JSON"))
    }

    /// Sends a code and waits for its answer.
    ///
    /// # Panics
    /// When there is none.
    pub fn hears(&mut self, code: &str) -> Value {
        self.say(code);
        self.answer().unwrap_or_else(|| panic!("“{code}” was not answered"))
    }

    /// Its process id.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Kills it as `kill -9` does, and answers with what it had answered before and nobody has read yet.
    pub fn kill(mut self) -> Vec<Value> {
        let _ = self.child.kill();
        let _ = self.child.wait();
        std::iter::from_fn(|| self.answer()).collect()
    }

    /// Ends its standard input and waits until it has ended; answers with its exit code.
    pub fn end(mut self) -> Option<i32> {
        drop(self.to.take());
        self.child.wait().ok()?.code()
    }
}

/// A hub that is served.
#[derive(Debug)]
pub struct Served {
    child: Child,
    /// Where it listens, as `127.0.0.1:PORT`.
    pub address: String,
    /// Its token.
    pub token: String,
}

impl Served {
    /// Calls a command as a screen does, under a deed's id where one is given; answers with the status and what was said.
    ///
    /// # Panics
    /// When nothing is answered.
    #[must_use]
    pub fn post(&self, command: &str, deed: Option<&str>, request: &Value) -> (u16, Value) {
        let (address, token, body) = (&self.address, &self.token, request.to_string());
        let key = deed.map(|deed| format!("Idempotency-Key: {deed}\r\n")).unwrap_or_default();
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        write!(
            stream,
            "POST /rpc/{command} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\
             Content-Length: {}\r\n{key}\r\n{body}",
            body.len()
        )
        .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, said) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
        (status, serde_json::from_str(said).expect("JSON"))
    }

    /// Asks it to stop, as a service manager does; answers with its exit code.
    pub fn terminate(mut self) -> Option<i32> {
        let asked = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        asked.is_ok_and(|asked| asked.success()).then(|| self.child.wait().ok()?.code()).flatten()
    }

    /// Kills it as `kill -9` does.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
