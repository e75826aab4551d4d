//! The program's window, as WebDriver sees it.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::display::Display;
use crate::hubs::LOOPDOCK;

/// How long the window may take for what a person would wait for.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is said to WebKitGTK where pictures are taken.
const PICTURED: [(&str, &str); 2] =
    [("WEBKIT_DISABLE_COMPOSITING_MODE", "0"), ("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")];

/// What a window is opened in.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The display's width and height; the window is as large as a new one, or as this where that is smaller.
    pub display: (u32, u32),
    /// The program, where it is not the one that was built beside the tests.
    pub program: Option<PathBuf>,
    /// What it is started with, where that is not the hub file.
    pub arguments: Vec<String>,
    /// The hub file, where it is not one in a folder of its own.
    pub hub: Option<PathBuf>,
    /// The message bus by which programs find each other; none, unless said.
    pub bus: Option<String>,
    /// Whether pictures are taken of it. WebKitGTK ends none of a page that is drawn as an owner's is where there is no graphics
    /// processor (`src-tauri/src/page.rs`): the page is painted so, too, but its layers are put together as the system would.
    pub is_pictured: bool,
}

impl Default for Frame {
    fn default() -> Self {
        let display = (1280, 800);
        Self { display, program: None, arguments: Vec::new(), hub: None, bus: None, is_pictured: true }
    }
}

/// A window on a hub, with its display.
pub struct Window {
    /// The way to the page in it.
    pub page: Client,
    /// The program without a window, on the same hub; it asks the window's program.
    pub loopdock: Loopdock,
    /// Where it is shown.
    pub display: Display,
    driver: Child,
    // Last, so that the hub's folder outlives the programs.
    folder: TempDir,
}

impl Window {
    /// Opens a window of 1280 by 800 on a hub that `furnish` makes, or says why none can be opened here.
    pub async fn open(furnish: impl FnOnce(&Loopdock)) -> Option<Self> {
        Self::open_in(&Frame::default(), furnish).await
    }

    /// The same in another frame.
    pub async fn open_in(frame: &Frame, furnish: impl FnOnce(&Loopdock)) -> Option<Self> {
        let (width, height) = frame.display;
        let display = Display::start(width, height)?;
        let Some(program) = frame.program.clone().or_else(program) else {
            eprintln!("skipped: the window was not built; make test builds it");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let hub = frame.hub.clone().unwrap_or_else(|| folder.path().join("hub.db"));
        let loopdock = Loopdock::on(LOOPDOCK, &hub);
        furnish(&loopdock);

        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", &display.name)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Windows of other tests, and what a person has open, are none of this one's business.
            .env("DBUS_SESSION_BUS_ADDRESS", frame.bus.as_deref().unwrap_or("unix:path=/nowhere"))
            .env("XDG_DATA_HOME", folder.path().join("data"))
            .env("LANG", "C.UTF-8")
            .env("TZ", "Europe/Berlin")
            .envs(frame.is_pictured.then_some(PICTURED).into_iter().flatten())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver starts");
        let args = if frame.arguments.is_empty() {
            vec![json!("--hub"), json!(loopdock.hub)]
        } else {
            frame.arguments.iter().map(|word| json!(word)).collect()
        };
        let page = connect(port, &json!({ "binary": program, "args": args })).await;
        Some(Self { page, loopdock, display, driver, folder })
    }

    /// The element that `css` names, once it is there.
    pub async fn find(&self, css: &str) -> Element {
        self.wait_for(Locator::Css(css)).await
    }

    /// The element that is looked for, once it is there.
    pub async fn wait_for(&self, what: Locator<'_>) -> Element {
        match self.page.wait().at_most(PATIENCE).for_element(what).await {
            Ok(element) => element,
            Err(error) => panic!("no {what:?} ({error}) in:\n{}", self.text().await),
        }
    }

    /// Waits until the page says `words`.
    pub async fn see(&self, words: &str) {
        assert!(self.comes_to_say(words, true).await, "nowhere “{words}” in:\n{}", self.text().await);
    }

    /// Waits until the page does not say this any more.
    pub async fn see_no_more(&self, words: &str) {
        assert!(self.comes_to_say(words, false).await, "still “{words}” in:\n{}", self.text().await);
    }

    /// Whether the page says this in time, or does not any more.
    async fn comes_to_say(&self, words: &str, is_said: bool) -> bool {
        for _ in 0..PATIENCE.as_millis() / 50 {
            if self.text().await.contains(words) == is_said {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        false
    }

    /// All that the page says.
    pub async fn text(&self) -> String {
        self.ask("return document.body.innerText", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// What a script in the page answers.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.page.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Turns to a screen by its address behind the `#`, and waits until it is painted.
    pub async fn show(&self, hash: &str) {
        let painted = "
            const [hash, done] = arguments;
            location.hash = hash;
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));";
        self.page.execute_async(painted, vec![json!(hash)]).await.unwrap_or_else(|error| panic!("{hash}: {error}"));
    }

    /// Keeps a picture of what is painted a moment later, when nothing moves any more, under `target/e2e`.
    pub async fn keep_still_picture(&self, name: &str) {
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.keep_picture(name).await;
    }

    /// Keeps a picture of the page under `target/e2e`.
    pub async fn keep_picture(&self, name: &str) {
        let picture = self.page.screenshot().await.unwrap();
        let folder = built().join("../e2e");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }

    /// Closes the window, as a person does, and looks whether the hub is in order.
    pub async fn close(self) {
        let loopdock = self.loopdock.clone();
        let folder = self.end().await;
        loopdock.must_be_clean();
        drop(folder);
    }

    /// Closes the window; answers with the folder in which its hub is.
    pub async fn end(mut self) -> TempDir {
        self.page.clone().close().await.unwrap();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Where cargo puts what it builds.
pub fn built() -> PathBuf {
    Path::new(LOOPDOCK).parent().expect("a folder").to_owned()
}

/// The window: the one that `LOOPDOCK_WINDOW` names, else the one beside the tests, where it was built.
pub fn program() -> Option<PathBuf> {
    let program = named().unwrap_or_else(|| built().join("loopdock-desktop"));
    let is_there = program.exists();
    assert!(is_there || named().is_none(), "LOOPDOCK_WINDOW names {}, which is not there", program.display());
    is_there.then_some(program)
}

/// A window that somebody named: nothing may be skipped then.
pub fn named() -> Option<PathBuf> {
    std::env::var_os("LOOPDOCK_WINDOW").map(PathBuf::from)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// Asks the driver for a session as soon as it listens.
async fn connect(port: u16, options: &Value) -> Client {
    let mut capabilities = serde_json::Map::new();
    capabilities.insert("webkitgtk:browserOptions".to_owned(), options.clone());
    let mut last = None;
    for _ in 0..100 {
        let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        match builder.capabilities(capabilities.clone()).connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return client,
            Err(error) => last = Some(error),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no session: {last:?}");
}
