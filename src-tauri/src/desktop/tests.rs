//! A window without its window: which hub is open, and what is said when none is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use loopdock_hub::window::WindowState;
use loopdock_hub::{Printers, SystemHost};
use serde_json::json;

use super::*;

fn desktop(data: &Path) -> Arc<Desktop> {
    Desktop::new(data.to_owned(), || Box::new(SystemHost), Arc::new(|_| ()))
}

fn setup() -> Setup {
    Setup { name: "Dock 7".to_owned(), ..demo::setup() }
}

/// Why there is no hub.
fn fault(desktop: &Desktop) -> String {
    let view = desktop.view();
    assert_eq!(view.state, WindowState::Fault);
    view.fault.unwrap().message
}

async fn name(desktop: &Desktop) -> String {
    let settings = desktop.service().unwrap().call("hub", json!({}), None).await.unwrap();
    settings["name"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_run_makes_a_hub_and_the_next_start_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let first = desktop(folder.path());
    first.start(None).await;
    assert_eq!(first.view().state, WindowState::Absent);
    assert!(first.service().err().unwrap().message.contains("Set one up"));
    let nameless = Setup { name: String::new(), ..setup() };
    assert!(first.make(nameless).await.unwrap_err().message.contains("needs a name"));
    first.make(setup()).await.unwrap();
    assert_eq!((first.view().state, first.view().kind), (WindowState::Open, HubKind::Own));
    assert!(first.make(setup()).await.unwrap_err().message.contains("open already"));
    first.close().await;

    let second = desktop(folder.path());
    second.start(None).await;
    assert_eq!(name(&second).await, "Dock 7");
    second.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_with_another_hub_can_turn_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, other) = (folder.path().join("mine.db"), folder.path().join("other.db"));
    let window = desktop(folder.path());
    window.begin(Some(Wanted::File(mine.clone()))).await;
    window.make(setup()).await.unwrap();
    let wanted = Wanted::File(other.clone());
    window.ask_for(wanted.clone()).await;
    assert_eq!((window.view().asked, window.file()), (Some(other.to_string_lossy().into_owned()), mine.clone()));
    window.answer(Choice::Stay).await.unwrap();
    assert_eq!((window.view().asked, window.file()), (None, mine.clone()));
    window.ask_for(Wanted::File(folder.path().join(".").join("mine.db"))).await;
    assert_eq!(window.view().asked, None, "it is open already");
    window.ask_for(wanted).await;
    window.answer(Choice::Turn).await.unwrap();
    assert_eq!((window.view().state, window.file()), (WindowState::Absent, other), "its first run begins");
    window.ask_for(Wanted::File(folder.path().join("third.db"))).await;
    window.turn_to(mine).await;
    assert_eq!(window.view().asked, None, "whoever chose another hub meanwhile has answered");
    assert_eq!(name(&window).await, "Dock 7");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_leaves_the_hub_before_it_alone() {
    let folder = tempfile::tempdir().unwrap();
    let window = desktop(folder.path());
    window.start(Some(folder.path().join("mine.db"))).await;
    window.make(setup()).await.unwrap();
    window.practise(demo::practice_setup("EUR", "Europe/Berlin")).await.unwrap();
    assert_eq!(window.view().kind, HubKind::Practice);
    // Begun again in the middle of it.
    window.practise(demo::practice_setup("EUR", "Europe/Berlin")).await.unwrap();
    let look = window.service().unwrap().call("practice", json!({}), None).await.unwrap();
    assert_eq!(look["stage"], "receive");
    window.end_practice().await;
    assert_eq!((window.view().kind, name(&window).await), (HubKind::Own, "Dock 7".to_owned()));
    assert!(!folder.path().join("practice").exists());
    window.close().await;
    // Nobody is asked to practise at the next start.
    let next = desktop(folder.path());
    next.start(None).await;
    assert_eq!(name(&next).await, "Dock 7");
    next.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_before_there_is_a_hub_ends_at_the_first_run() {
    let folder = tempfile::tempdir().unwrap();
    let window = desktop(folder.path());
    window.start(None).await;
    window.practise(demo::practice_setup("JPY", "Asia/Tokyo")).await.unwrap();
    window.end_practice().await;
    assert_eq!(window.view().state, WindowState::Absent);
    assert_eq!(window.file(), folder.path().join("hub.db"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_hub_is_made_once_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let window = desktop(folder.path());
    window.start(None).await;
    window.open_demo().await.unwrap();
    assert_eq!(window.view().kind, HubKind::Demo);
    window.service().unwrap().call("set_hub", json!({ "name": "Mine now" }), None).await.unwrap();
    window.close().await;
    window.open_demo().await.unwrap();
    assert_eq!(name(&window).await, "Mine now");
    // From the demo there is a way to a hub of one's own.
    window.open_own().await;
    assert_eq!((window.view().state, window.file()), (WindowState::Absent, folder.path().join("hub.db")));
    window.make(setup()).await.unwrap();
    window.open_demo().await.unwrap();
    window.open_own().await;
    assert_eq!(name(&window).await, "Dock 7");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_can_not_be_opened_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.db");
    let window = desktop(folder.path());
    window.start(Some(file.clone())).await;
    window.make(setup()).await.unwrap();

    let other = desktop(&folder.path().join("other"));
    other.start(Some(file.clone())).await;
    assert!(fault(&other).contains("open in another program"));
    window.close().await;
    // Tried again, it is open.
    other.open(&file).await;
    assert_eq!(other.view().state, WindowState::Open);
    other.close().await;

    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    window.open(&file).await;
    assert!(fault(&window).contains("cut off"));

    let mut newer = whole;
    newer[60..64].copy_from_slice(&999_u32.to_be_bytes());
    std::fs::write(&file, newer).unwrap();
    window.open(&file).await;
    assert!(fault(&window).contains("newer Loopdock"));

    std::fs::remove_file(&file).unwrap();
    let next = desktop(folder.path());
    next.start(None).await;
    assert!(fault(&next).contains("is gone"));
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_hub_that_can_not_be_opened_the_way_leads_to_one_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let [home, stick] = ["home.db", "stick.db"].map(|name| folder.path().join(name));
    let window = desktop(folder.path());
    window.start(Some(home.clone())).await;
    window.make(setup()).await.unwrap();
    assert_eq!(window.view().own, None, "it is open");
    window.open(&stick).await;
    assert_eq!(window.view().own.as_deref(), home.to_str(), "never opened before");
    window.close().await;
    std::fs::copy(&home, &stick).unwrap();
    window.open(&stick).await;
    window.close().await;
    std::fs::remove_file(&stick).unwrap();
    window.open(&stick).await;
    assert!(fault(&window).contains("is gone"));
    assert_eq!(window.view().own.as_deref(), home.to_str(), "opened last and gone");
    window.open_own().await;
    assert_eq!(name(&window).await, "Dock 7");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_hub_never_replaces_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let window = desktop(folder.path());
    window.start(None).await;
    window.make(setup()).await.unwrap();
    assert!(window.begin_new(folder.path().join("hub.db")).await.unwrap_err().message.contains("Choose another"));
    assert_eq!(window.view().state, WindowState::Open);
    window.begin_new(folder.path().join("second.db")).await.unwrap();
    assert_eq!(window.view().state, WindowState::Absent);
    window.make(Setup { name: "Dock 8".to_owned(), ..setup() }).await.unwrap();
    assert_eq!(name(&window).await, "Dock 8");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_for_one_hub_never_reaches_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let window = desktop(folder.path());
    window.start(None).await;
    window.make(setup()).await.unwrap();
    let shown = window.view().opening;
    assert!(window.service_since(shown).is_ok());
    window.practise(demo::practice_setup("EUR", "Europe/Berlin")).await.unwrap();
    assert!(window.service_since(shown).err().unwrap().message.contains("Another hub was opened"));
    let practice = window.view().opening;
    assert!(window.service_since(practice).is_ok());
    window.end_practice().await;
    assert!(window.service_since(practice).is_err(), "a scan that is left from practice");
    assert!(window.service_since(shown).is_err(), "the same hub, but another page shows it");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn turns_that_are_asked_for_at_once_are_taken_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let window = desktop(folder.path());
    window.start(None).await;
    window.make(setup()).await.unwrap();
    let practice = || demo::practice_setup("EUR", "Europe/Berlin");
    let (first, demo, second, ()) = tokio::join!(
        window.practise(practice()),
        window.open_demo(),
        window.practise(practice()),
        window.end_practice(),
    );
    assert!(first.is_ok() && demo.is_ok() && second.is_ok(), "{first:?} {demo:?} {second:?}");
    assert_eq!(window.view().state, WindowState::Open);
    window.open_own().await;
    assert_eq!(name(&window).await, "Dock 7");
    window.close().await;
}

/// A clock that fails when it is told to.
#[derive(Debug)]
struct Failing;

static FAILS: AtomicBool = AtomicBool::new(false);

impl Host for Failing {
    fn now_ms(&self) -> i64 {
        assert!(!FAILS.load(Ordering::Relaxed), "a clock that fails");
        SystemHost.now_ms()
    }

    fn random(&self, bytes: &mut [u8]) {
        SystemHost.random(bytes);
    }

    fn printers(&self) -> Arc<dyn Printers> {
        SystemHost.printers()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_breaks_says_so_and_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let tell: Tell = Arc::new(move |news| {
        let _ = told.send(news);
    });
    let window = Desktop::new(folder.path().to_owned(), || Box::new(Failing), tell);
    window.start(None).await;
    window.make(setup()).await.unwrap();
    FAILS.store(true, Ordering::Relaxed);
    let scan = json!({ "bench": "main", "code": "NEXT" });
    window.service().unwrap().call("scan", scan, None).await.unwrap_err();
    let broken = async {
        while window.view().state != WindowState::Fault {
            heard.recv().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), broken).await.unwrap();
    assert!(fault(&window).contains("stopped by itself"));
    FAILS.store(false, Ordering::Relaxed);
    window.open(&window.file()).await;
    assert_eq!(name(&window).await, "Dock 7");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_start_draws_the_page_as_large_and_opens_the_same_hub() {
    let folder = tempfile::tempdir().unwrap();
    let window = desktop(folder.path());
    assert_eq!(window.zoom_percent(), None);
    window.keep_zoom(110);
    window.start(None).await;
    window.make(setup()).await.unwrap();
    window.keep_zoom(125);
    window.close().await;

    let next = desktop(folder.path());
    assert_eq!(next.zoom_percent(), Some(125));
    next.start(None).await;
    assert_eq!(name(&next).await, "Dock 7");
    next.close().await;
}
