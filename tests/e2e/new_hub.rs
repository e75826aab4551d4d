//! Another hub is begun while somebody may be packing in this one: the page tells of it, and a scan is no answer there.

use crate::hubs::one_order;
use crate::owner::Owner;
use crate::packer::scan_is_no_answer;
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
    drop(scanner);
    scan_is_no_answer(&window, "A hub is kept in one file").await;
    Owner::at(&window).click("Not now").await;
    window.see_no_more("A hub is kept in one file").await;
    window.close().await;
}
