//! The same screens in a browser, served by `loopdock serve`: WebKit's own small browser, which comes with its library.

use std::path::PathBuf;
use std::time::Duration;

use loopdock_tests::program::Served;
use serde_json::json;

use crate::hubs::{one_order, scans};
use crate::packer::Packer;
use crate::scanner::Scanner;
use crate::window::{Frame, Window};

/// The browser, where it is installed.
fn browser() -> Option<PathBuf> {
    let found = std::process::Command::new("pkg-config").args(["--variable=libdir", "webkit2gtk-4.1"]).output().ok()?;
    let folder = PathBuf::from(String::from_utf8(found.stdout).ok()?.trim());
    let program = folder.join("webkit2gtk-4.1").join("MiniBrowser");
    if !program.exists() {
        eprintln!("skipped: there is no {}", program.display());
        return None;
    }
    Some(program)
}

/// Opens the screens of a hub with one order that is ready.
async fn open() -> Option<(Window, Served)> {
    let frame = Frame { program: Some(browser()?), arguments: vec!["--automation".to_owned()], ..Frame::default() };
    let window = Window::open_in(&frame, one_order).await?;
    let served = window.loopdock.serve();
    window.page.goto(&format!("http://{}/#token={}", served.address, served.token)).await.unwrap();
    window.see("ready to pick").await;
    // The keys go to the page, and not to the address.
    window.find("h1").await.click().await.unwrap();
    Some((window, served))
}

#[tokio::test]
async fn a_parcel_is_packed_in_a_browser_by_scans_alone() {
    let Some((window, served)) = open().await else { return };
    let mut packer = Packer::with_scanner(&window);
    packer.send("NEXT").await;
    packer.follow_through("pick").await;
    packer.send("T-01").await;
    packer.follow_through("pack").await;
    window.keep_picture("browser-packed").await;
    let parcels = window.loopdock.call("parcels", &json!({}));
    packer.send(parcels[0]["code"].as_str().unwrap()).await;
    packer.follow_through("hand_over").await;
    assert_eq!(window.loopdock.call("parcels", &json!({})), json!([]), "it is handed over");
    drop(packer);
    assert_eq!(served.terminate(), Some(0));
    window.close().await;
}

#[tokio::test]
async fn a_scan_that_the_hub_did_not_hear_waits_in_the_browser_and_is_done_once() {
    let Some((window, served)) = open().await else { return };
    let address = served.address.clone();
    served.kill();
    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    scanner.scan("NEXT");
    scanner.finish();
    window.see("The hub does not answer").await;
    window.keep_still_picture("browser-unreachable").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let served = window.loopdock.serve_at(&address);
    window.see("Go to A-0").await;
    // What is followed is heard again a moment after the scan was answered.
    window.see_no_more("The hub does not answer").await;
    let heard = scans(&window.loopdock).into_iter().filter(|scan| scan[1] == "next_wave").count();
    assert_eq!(heard, 1, "NEXT was done once");
    drop(scanner);
    assert_eq!(served.terminate(), Some(0));
    window.close().await;
}
