//! The first run, as its screens say: a hub of one's own, a practice parcel, and a hub that can't be opened.

use std::time::Duration;

use serde_json::{Value, json};

use crate::owner::Owner;
use crate::scanner::Scanner;
use crate::window::Window;

/// The owner's exports.
const PRODUCTS: &str = "SKU,Title,Barcode,Price,Currency,Weight (g),Requires shipping\n\
    MUG,Moss Mug,4006381333931,28.00,EUR,420,true\n";
const ORDERS: &str = "Name,Email,Financial Status,Fulfillment Status,Currency,Total,Shipping Method,Created at,\
    Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,\
    Lineitem fulfillment status,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Notes\n\
    #1001,ada@example.com,paid,unfulfilled,EUR,60.50,Standard,2026-10-08 20:03:11 +0200,,2,Moss Mug,28.00,MUG,true,pending,\
    Ada Quill,Hafenstraße 1,Berlin,10115,DE,Please gift-wrap\n";

/// Drops a file on the page, as the desktop's file manager would: WebDriver has nothing to hold.
async fn drop_file(window: &Window, name: &str, content: &str) {
    const DROP: &str = "const carried = new DataTransfer(); \
        carried.items.add(new File([arguments[1]], arguments[0], { type: 'text/csv' })); \
        for (const kind of ['dragover', 'drop']) document.querySelector('.zone').dispatchEvent(\
            new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));";
    window.ask(DROP, vec![json!(name), json!(content)]).await;
}

/// From the welcome to the end of the wizard: a hub called Dock 7 with 12 bins, 4 totes, 3 sleeves and a creator's exports.
pub async fn set_up(window: &Window, owner: &mut Owner<'_>) {
    window.see("Welcome to Loopdock").await;
    window.keep_still_picture("way-01-welcome").await;
    owner.click("Set up my hub").await;

    window.see("Address for returns").await;
    owner.click("Make my hub").await;
    window.see("A hub needs a name").await;
    owner.fill("Name", "Dock 7").await;
    owner.fill("Address for returns", "Dock Lane 7\n1000 Harbour").await;
    owner.choose("Currency", "EUR").await;
    window.keep_still_picture("way-02-hub").await;
    owner.click("Make my hub").await;

    window.see("Your shelves").await;
    owner.fill("Aisles", "two").await;
    window.see("in whole numbers").await;
    owner.fill("Aisles", "2").await;
    owner.fill("Bays in each aisle", "3").await;
    owner.fill("Levels of a bay", "2").await;
    window.see("12 bins, A-01-1 to B-03-2").await;
    window.keep_still_picture("way-03-shelves").await;
    owner.click("Add 12 bins").await;

    window.see("Totes to add").await;
    owner.fill("Totes to add", "4").await;
    owner.fill("Sleeves to add", "3").await;
    window.keep_still_picture("way-04-totes").await;
    owner.click("Add them").await;

    bring_exports(window, owner).await;
    owner.click("Go on").await;

    window.see("Code sheets").await;
    owner.click("All sheets").await;
    window.see("on the way into the folder").await;
    window.keep_still_picture("way-06-codes").await;
    owner.click("Go on").await;
    window.see("Your hub is ready").await;
    window.keep_still_picture("way-07-ready").await;
    let made = window.loopdock.call("places", &json!({ "kind": "bin" }));
    assert_eq!(made.as_array().unwrap().len(), 12);
}

/// The first creator: one export is chosen, the other dropped.
async fn bring_exports(window: &Window, owner: &mut Owner<'_>) {
    window.see("Drop a storefront").await;
    let products = window.loopdock.hub.with_file_name("products.csv");
    std::fs::write(&products, PRODUCTS).unwrap();
    owner.choose_file(&products).await;
    window.see("1 product").await;
    owner.fill("The new creator's name", "Fern & Kiln").await;
    owner.click("Import").await;
    window.see("1 product: 1 new").await;
    drop_file(window, "orders.csv", ORDERS).await;
    window.see("1 order").await;
    owner.choose("Whose are they?", "fern-and-kiln").await;
    owner.click("Import").await;
    window.see("1 order: 1 new").await;
    window.keep_still_picture("way-05-creator").await;
}

/// Follows what stands beside the bench, by a scanner and by clicks in turn, to the end.
pub async fn practise(window: &Window, owner: &Owner<'_>) {
    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    window.see("Your practice parcel").await;
    let mut before = json!(null);
    for scans in 0..40 {
        let Some(look) = next(window, &before).await else {
            window.keep_still_picture("way-09-practised").await;
            return;
        };
        let code = look["code"].as_str().unwrap().to_owned();
        if look["stage"] != before["stage"] {
            window.keep_still_picture(&format!("way-08-{}", look["stage"].as_str().unwrap())).await;
        }
        match scans % 3 {
            0 => owner.click("Scan it for me").await,
            _ => scanner.scan(&code),
        }
        before = look;
    }
    panic!("forty scans were not enough:\n{}", window.text().await);
}

/// How far the exercise is, and the journal's newest seq.
pub async fn exercise(window: &Window) -> Value {
    const ASK: &str = "const [done] = [...arguments].slice(-1); const { invoke } = window.__TAURI_INTERNALS__; \
        const asking = invoke('shell', { name: 'state', request: {} }).then(({ opening }) => \
        (name) => invoke('rpc', { name, request: {}, deed: null, opening })); \
        asking.then((ask) => Promise.all([ask('practice'), ask('hub')])).then(([practice, hub]) => done({ ...practice, seq: hub.seq }), () => done(null));";
    window.page.execute_async(ASK, vec![]).await.unwrap_or_default()
}

/// What the exercise wants next, once its journal has grown beyond what it wanted before; nothing when it is over.
async fn next(window: &Window, before: &Value) -> Option<Value> {
    let mut last = json!(null);
    for _ in 0..200 {
        let look = exercise(window).await;
        // A scan may be followed by an allocation, and only then by what is wanted next.
        let is_calm = look == last;
        last = look.clone();
        if !is_calm {
            tokio::time::sleep(Duration::from_millis(150)).await;
            continue;
        }
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
    window.keep_still_picture("trouble").await;
    Owner::at(&window).click("Demo hub").await;
    window.see("This is the demo hub").await;
    window.see("ready to pick").await;
    window.keep_still_picture("trouble-demo").await;
    window.page.clone().close().await.unwrap();
}
