//! A parcel through the real window, by a scanner that types.

use serde_json::json;

use crate::hubs::demo;
use crate::scanner::Scanner;
use crate::window::Window;

#[tokio::test]
async fn a_scan_is_heard_on_any_screen_and_answered_on_the_bench() {
    let Some(window) = Window::open(demo).await else { return };
    window.see("ready to pick").await;
    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    scanner.scan("NEXT");
    window.see("Go to").await;
    let bench = window.loopdock.call("bench", &json!({ "bench": "main" }));
    window.see(bench["say"].as_str().unwrap()).await;
    window.find(".happened.ok").await;
    window.keep_picture("bench-walk").await;
    window.close().await;
}
