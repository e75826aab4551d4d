//! Parcels through the real window: by a scanner that types, by the keyboard alone, and one the whole way from an empty hub.

use serde_json::{Value, json};

use crate::hubs::{demo, empty, one_order};
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
    let mut packer = Packer::with_scanner(&window);
    let totes = list(&window, "places", &json!({ "kind": "tote" }));
    let mut packed = 0;
    while packed < 20 {
        packer.send("NEXT").await;
        packer.follow_through("pick").await;
        for tote in &totes {
            if packed < 20 && holds_an_order(&window, tote) {
                packer.send(text(tote, "code")).await;
                packer.follow_through("pack").await;
                packed += 1;
                window.keep_picture(&format!("parcel-{packed:02}")).await;
            }
        }
    }
    assert_eq!(list(&window, "parcels", &json!({})).len(), 20, "parcels that wait for their carrier");
    for carrier in list(&window, "carriers", &json!({})) {
        if carrier["waiting"].as_u64() > Some(0) {
            packer.send(text(&carrier, "code")).await;
            packer.follow_through("hand_over").await;
        }
    }
    assert_eq!(list(&window, "parcels", &json!({})).len(), 0, "parcels that wait for their carrier");
    window.close().await;
}

/// Whether an order was picked into this tote and not packed yet.
fn holds_an_order(window: &Window, tote: &Value) -> bool {
    let stock = list(window, "stock", &json!({}));
    stock.iter().any(|row| row["place"] == tote["name"] && row["on_hand"].as_i64() > Some(0))
}

#[tokio::test]
async fn a_parcel_goes_from_next_to_its_handover_by_the_keyboard_alone() {
    let Some(window) = Window::open(one_order).await else { return };
    window.see("ready to pick").await;
    let mut packer = Packer::with_keyboard(&window);
    packer.tab_to("nav a[href='#/bench']").await;
    packer.press("Return");
    window.find("#code").await;
    packer.send("NEXT").await;
    window.keep_picture("keys-pick").await;
    packer.follow_through("pick").await;
    packer.send("T-01").await;
    window.keep_picture("keys-pack").await;
    packer.follow_through("pack").await;
    let parcels = list(&window, "parcels", &json!({}));
    assert_eq!(parcels.len(), 1, "one parcel is packed");
    window.keep_picture("keys-packed").await;
    packer.send(text(&parcels[0], "code")).await;
    packer.follow_through("hand_over").await;
    window.keep_picture("keys-handed-over").await;
    assert_eq!(list(&window, "parcels", &json!({})).len(), 0, "it is handed over");
    window.close().await;
}

#[tokio::test]
async fn a_parcel_goes_the_whole_way_from_an_empty_hub_to_its_sleeve_back() {
    let Some(window) = Window::open(empty).await else { return };
    window.see("Dock 7").await;
    window.keep_picture("way-0-empty").await;
    set_up(&window);
    let mut packer = Packer::with_scanner(&window);

    let item = list(&window, "items", &json!({})).remove(0);
    for _ in 0..5 {
        packer.send(text(&item, "barcode")).await;
    }
    window.keep_picture("way-1-received").await;
    packer.send("A-02-1").await;
    for _ in 0..5 {
        packer.send(text(&item, "barcode")).await;
    }
    window.keep_picture("way-2-put-away").await;
    packer.send("DONE").await;

    import_orders(&window);
    window.show("#/orders").await;
    window.see("#1001").await;
    window.keep_picture("way-3-ordered").await;
    packer.send("NEXT").await;
    window.keep_picture("way-4-pick").await;
    packer.follow_through("pick").await;
    packer.send("T-01").await;
    window.see("Please gift-wrap").await;
    window.keep_picture("way-5-pack").await;
    packer.follow_through("pack").await;
    window.keep_picture("way-6-packed").await;

    let carrier = list(&window, "carriers", &json!({})).remove(0);
    packer.send(text(&carrier, "code")).await;
    window.keep_picture("way-7-hand-over").await;
    packer.follow_through("hand_over").await;
    let sleeve = list(&window, "sleeves", &json!({ "state": "out" })).remove(0);
    packer.send(text(&sleeve, "code")).await;
    window.keep_picture("way-8-sleeve-back").await;
    packer.follow_through("take_back").await;
    assert_eq!(list(&window, "sleeves", &json!({ "state": "available" })).len(), 3, "sleeves on the shelf again");
    window.keep_picture("way-9-done").await;
    window.close().await;
}

/// What the office does by command before the first delivery.
fn set_up(window: &Window) {
    let call = |command: &str, request: Value| window.loopdock.call(command, &request);
    call("add_bins", json!({ "from": "A-01-1", "to": "A-04-2" }));
    call("add_totes", json!({ "count": 2 }));
    call("register_sleeves", json!({ "count": 3 }));
    let folder = window.loopdock.hub.parent().expect("a folder");
    let products = folder.join("products.csv");
    std::fs::write(
        &products,
        "SKU,Title,Barcode,Price,Currency,Weight (g),Requires shipping\n\
        MUG,Moss Mug,4006381333931,28.00,EUR,420,true\n",
    )
    .expect("a file");
    import(window, "products", &products);
    call("set_creator", json!({ "key": "fern-and-kiln", "sleeve_rule": "carrier", "deposit": "2.00" }));
    call("announce_run", json!({ "creator": "fern-and-kiln", "sku": "MUG", "expected": 5 }));
}

fn import_orders(window: &Window) {
    let orders = window.loopdock.hub.parent().expect("a folder").join("orders.csv");
    std::fs::write(
        &orders,
        "Name,Email,Financial Status,Fulfillment Status,Currency,Total,Shipping Method,Created at,\
        Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,\
        Lineitem fulfillment status,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Notes\n\
        #1001,ada@example.com,paid,unfulfilled,EUR,60.50,Standard,2026-10-08 20:03:11 +0200,,2,Moss Mug,28.00,MUG,true,pending,\
        Ada Quill,Hafenstraße 1,Berlin,10115,DE,Please gift-wrap\n",
    )
    .expect("a file");
    import(window, "orders", &orders);
}

fn import(window: &Window, what: &str, file: &std::path::Path) {
    let file = file.to_str().expect("a path");
    let done = window.loopdock.run(&["import", what, "--creator", "fern-and-kiln", file]);
    assert_eq!(done.code, Some(0), "{done:?}");
}
