//! Another hub is begun while somebody may be packing in this one: the page tells of it, and a scan is no answer there.

use serde_json::json;

use crate::hubs::one_order;
use crate::owner::Owner;
use crate::scanner::Scanner;
use crate::window::Window;

#[tokio::test]
async fn a_scan_does_not_answer_whoever_is_about_to_begin_a_new_hub() {
    let Some(window) = Window::open(one_order).await else { return };
    window.see("ready to pick").await;
    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    scanner.press("ctrl+shift+n");
    scanner.finish();
    window.see("A hub is kept in one file").await;
    window.keep_still_picture("new-hub").await;
    scanner.scan("NEXT");
    scanner.finish();
    window.see("Go to A-0").await;
    window.see("A hub is kept in one file").await;
    let bench = window.loopdock.call("bench", &json!({ "bench": "main" }));
    assert_eq!(bench["mode"], "pick", "the scan reached the hub that is open");
    Owner::at(&window).click("Not now").await;
    drop(scanner);
    window.close().await;
}
