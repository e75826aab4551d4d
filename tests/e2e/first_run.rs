//! From a window without a hub to a practice parcel packed, as the screens say.

use std::time::Duration;

use serde_json::{Value, json};

use crate::scanner::Scanner;
use crate::window::Window;

/// Clicks the button or link that says `words`.
async fn press(window: &Window, words: &str) {
    window.see(words).await;
    const FIND: &str = "const found = [...document.querySelectorAll('button, a, label')].find((one) => \
        one.innerText.trim().startsWith(arguments[0]) && !one.disabled); if (found) found.click(); return found !== undefined";
    for _ in 0..100 {
        if window.ask(FIND, vec![json!(words)]).await == json!(true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no button “{words}” in:\n{}", window.text().await);
}

/// Types `text` into the field with this label, in place of what is there.
async fn fill(window: &Window, label: &str, text: &str) {
    const FILL: &str = "const label = [...document.querySelectorAll('label')].find((one) => one.innerText.startsWith(arguments[0])); \
        const field = document.getElementById(label.htmlFor); field.focus(); field.value = arguments[1]; \
        field.dispatchEvent(new InputEvent('input', { bubbles: true })); \
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    window.ask(FILL, vec![json!(label), json!(text)]).await;
}

/// Keeps a picture of what is painted a moment later, when nothing moves any more.
async fn picture(window: &Window, name: &str) {
    tokio::time::sleep(Duration::from_millis(300)).await;
    window.keep_picture(name).await;
}

/// Drops a file on the page, as the desktop's file manager would.
async fn drop_file(window: &Window, name: &str, content: &str) {
    const DROP: &str = "const carried = new DataTransfer(); \
        carried.items.add(new File([arguments[1]], arguments[0], { type: 'text/csv' })); \
        for (const kind of ['dragover', 'drop']) document.querySelector('.zone').dispatchEvent(\
            new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));";
    window.ask(DROP, vec![json!(name), json!(content)]).await;
}

#[tokio::test]
async fn a_window_without_a_hub_leads_to_a_practice_parcel() {
    let Some(window) = Window::open(|_| {}).await else { return };
    window.see("Welcome to Loopdock").await;
    picture(&window, "first-run-1-welcome").await;
    press(&window, "Set up my hub").await;

    window.see("Address for returns").await;
    press(&window, "Make my hub").await;
    window.see("A hub needs a name").await;
    fill(&window, "Name", "Dock 7").await;
    fill(&window, "Address for returns", "Dock Lane 7\n1000 Harbour").await;
    fill(&window, "Currency", "EUR").await;
    picture(&window, "first-run-2-hub").await;
    press(&window, "Make my hub").await;

    window.see("Your shelves").await;
    fill(&window, "Aisles", "two").await;
    window.see("in whole numbers").await;
    fill(&window, "Aisles", "2").await;
    fill(&window, "Bays in each aisle", "3").await;
    fill(&window, "Levels of a bay", "2").await;
    window.see("12 bins, A-01-1 to B-03-2").await;
    picture(&window, "first-run-3-shelves").await;
    press(&window, "Add 12 bins").await;

    window.see("Totes to add").await;
    fill(&window, "Totes to add", "4").await;
    fill(&window, "Sleeves to add", "3").await;
    picture(&window, "first-run-4-totes").await;
    press(&window, "Add them").await;

    window.see("Drop a storefront").await;
    let demo =
        |name: &str| std::fs::read_to_string(format!("{}/../assets/demo/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    drop_file(&window, "tomo-zines-products.csv", &demo("tomo-zines-products.csv")).await;
    window.see("products").await;
    press(&window, "Import").await;
    press(&window, "Done").await;
    drop_file(&window, "tomo-zines-orders.csv", &demo("tomo-zines-orders.csv")).await;
    window.see("orders").await;
    press(&window, "Import").await;
    press(&window, "Done").await;
    picture(&window, "first-run-5-creator").await;
    press(&window, "Go on").await;

    window.see("Code sheets").await;
    press(&window, "All sheets").await;
    window.see("on the way to the printer").await;
    picture(&window, "first-run-6-codes").await;
    press(&window, "Go on").await;
    window.see("Your hub is ready").await;
    picture(&window, "first-run-7-ready").await;
    let made = window.loopdock.call("places", &json!({ "kind": "bin" }));
    assert_eq!(made.as_array().unwrap().len(), 12);

    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    press(&window, "Practise with a parcel").await;
    practise(&window, &mut scanner).await;
    press(&window, "To my hub").await;
    window.see("Dock 7").await;
    window.see("wait for stock").await;
    window.close().await;
}

/// Follows what stands beside the bench, by a scanner and by clicks in turn, to the end.
async fn practise(window: &Window, scanner: &mut Scanner) {
    window.see("Your practice parcel").await;
    let mut before = json!(null);
    for scans in 0..40 {
        let Some(look) = next(window, &before).await else {
            picture(window, "first-run-9-done").await;
            return;
        };
        let code = look["code"].as_str().unwrap().to_owned();
        if look["stage"] != before["stage"] {
            picture(window, &format!("first-run-8-{}", look["stage"].as_str().unwrap())).await;
        }
        match scans % 3 {
            0 => press(window, "Scan it for me").await,
            _ => scanner.scan(&code),
        }
        before = look;
    }
    panic!("forty scans were not enough:\n{}", window.text().await);
}

/// What the exercise wants next, once its journal has grown beyond what it wanted before; nothing when it is over.
async fn next(window: &Window, before: &Value) -> Option<Value> {
    const ASK: &str = "const [done] = [...arguments].slice(-1); const { invoke } = window.__TAURI_INTERNALS__; \
        const asking = invoke('shell', { name: 'state', request: {} }).then(({ opening }) => \
        (name) => invoke('rpc', { name, request: {}, deed: null, opening })); \
        asking.then((ask) => Promise.all([ask('practice'), ask('hub')])).then(([practice, hub]) => done({ ...practice, seq: hub.seq }), () => done(null));";
    for _ in 0..200 {
        let look = window.page.execute_async(ASK, vec![]).await.unwrap_or_default();
        let is_newer = look["seq"].as_i64() > before["seq"].as_i64();
        if is_newer && look["stage"] == "done" {
            window.see("That was a whole parcel").await;
            return None;
        }
        // What is clicked is what stands there.
        let shown = window.ask("return document.querySelector('.scan strong')?.innerText", vec![]).await;
        if is_newer && look["code"].is_string() && shown == look["name"] {
            return Some(look);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing came of the last scan:\n{}", window.text().await);
}

#[tokio::test]
async fn a_hub_that_is_cut_off_says_what_to_do_and_the_demo_opens_instead() {
    let made = Window::open(|loopdock| {
        assert_eq!(loopdock.run(&["init", "--name", "Dock 7"]).code, Some(0));
        let whole = std::fs::read(&loopdock.hub).unwrap();
        std::fs::write(&loopdock.hub, &whole[..whole.len() / 2]).unwrap();
    });
    let Some(window) = made.await else { return };
    window.see("is cut off").await;
    window.see("put a backup of it in its place").await;
    picture(&window, "first-run-trouble").await;
    press(&window, "Demo hub").await;
    window.see("This is the demo hub").await;
    window.see("ready to pick").await;
    picture(&window, "first-run-demo").await;
    window.page.clone().close().await.unwrap();
}
