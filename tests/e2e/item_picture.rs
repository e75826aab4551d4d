//! What the office does at the real window beside the bench: an item gets a picture.

use serde_json::json;

use crate::hubs::one_order;
use crate::owner::Owner;
use crate::window::Window;

/// Draws a picture and drops it on the page, as the desktop's file manager would: WebDriver has nothing to hold.
const DROP_A_PICTURE: &str = "
    const done = arguments[0], canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3000, 2000];
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#0b6b52';
    pen.fillRect(0, 0, 3000, 1000);
    canvas.toBlob((blob) => {
        const carried = new DataTransfer();
        carried.items.add(new File([blob], 'mug.png', { type: 'image/png' }));
        for (const kind of ['dragover', 'drop']) document.querySelector('.give').dispatchEvent(
            new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
        done();
    });";

/// Whether a picture is shown, as wide as it is kept.
const SHOWN: &str =
    "const shown = document.querySelector('.give img'); return shown?.complete ? shown.naturalWidth : 0;";

#[tokio::test]
async fn a_picture_that_is_dropped_on_an_item_is_kept_small_and_shown() {
    let Some(window) = Window::open(one_order).await else { return };
    window.show("#/stock/item%2Fink%2FMUG").await;
    window.see("Drop a picture of it here").await;
    window.page.execute_async(DROP_A_PICTURE, vec![]).await.unwrap();
    window.find(".give img").await;
    window.see("Another picture").await;
    let width = window.ask(SHOWN, vec![]).await.as_u64().unwrap();
    assert!((200..=2_048).contains(&width), "it is made small: {width} pixels wide");
    let kept = window.loopdock.call("item_picture", &json!({ "creator": "ink", "sku": "MUG" }));
    assert!(kept["content"].as_str().unwrap().len() < 300_000, "and small in the file, too");
    window.keep_still_picture("picture-dropped").await;
    Owner::at(&window).click("Take it away").await;
    window.see("Drop a picture of it here").await;
    window.close().await;
}
