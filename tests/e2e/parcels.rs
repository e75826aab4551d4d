//! Parcels through the real window: by a scanner that types, and by the keyboard alone.

use serde_json::{Value, json};

use crate::hubs::demo;
use crate::packer::Packer;
use crate::scanner::Scanner;
use crate::window::Window;

fn list(window: &Window, command: &str, request: &Value) -> Vec<Value> {
    window.loopdock.call(command, request).as_array().cloned().unwrap_or_default()
}

fn text<'v>(row: &'v Value, member: &str) -> &'v str {
    row[member].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_scan_is_heard_on_any_screen_and_answered_on_the_bench() {
    let Some(window) = Window::open(demo).await else { return };
    window.see("ready to pick").await;
    let mut scanner = Scanner::plug_in(&window.display.name, 2);
    scanner.scan("NEXT");
    window.see("Go to").await;
    let bench = window.loopdock.call("bench", &json!({ "bench": "main" }));
    window.see(bench["say"].as_str().unwrap()).await;
    window.find(".cue.ok").await;
    window.keep_picture("bench-walk").await;
    window.close().await;
}

#[tokio::test]
async fn the_first_twenty_parcels_of_the_demo_are_packed_with_scans_alone() {
    let Some(window) = Window::open(demo).await else { return };
    window.see("ready to pick").await;
    first_twenty(&window, Packer::with_scanner(&window), ("code", "parcel")).await;
    window.close().await;
}

#[tokio::test]
async fn and_with_the_keyboard_alone() {
    let Some(window) = Window::open(demo).await else { return };
    window.see("ready to pick").await;
    let mut packer = Packer::with_keyboard(&window);
    packer.tab_to("nav a[href='#/bench']").await;
    packer.press("Return");
    window.find("#code").await;
    first_twenty(&window, packer, ("name", "keys")).await;
    window.close().await;
}

/// Walks, packs twenty parcels, and hands them over; a tote is told by its code or its name, and pictures are called so.
async fn first_twenty(window: &Window, mut packer: Packer<'_>, (told, picture): (&str, &str)) {
    let totes = list(window, "places", &json!({ "kind": "tote" }));
    let mut packed = 0;
    while packed < 20 {
        packer.send("NEXT").await;
        packer.follow_through("pick").await;
        for tote in &totes {
            if packed < 20 && holds_an_order(window, tote) {
                packer.send(text(tote, told)).await;
                packer.follow_through("pack").await;
                packed += 1;
                window.keep_picture(&format!("{picture}-{packed:02}")).await;
            }
        }
    }
    assert_eq!(list(window, "parcels", &json!({})).len(), 20, "parcels that wait for their carrier");
    for carrier in list(window, "carriers", &json!({})) {
        if carrier["waiting"].as_u64() > Some(0) {
            packer.send(text(&carrier, "code")).await;
            packer.follow_through("hand_over").await;
        }
    }
    assert_eq!(list(window, "parcels", &json!({})).len(), 0, "parcels that wait for their carrier");
}

/// Whether an order was picked into this tote and not packed yet.
fn holds_an_order(window: &Window, tote: &Value) -> bool {
    let stock = list(window, "stock", &json!({}));
    stock.iter().any(|row| row["place"] == tote["name"] && row["on_hand"].as_i64() > Some(0))
}
