//! The whole way through the real window, unbroken: from no hub at all over the wizard and a practice parcel to a first
//! parcel of one's own, and to its sleeve back on the shelf. Clicked and typed by an owner, scanned by a packer.

use serde_json::{Value, json};

use crate::first_run::{practise, set_up};
use crate::owner::Owner;
use crate::packer::Packer;
use crate::window::Window;

const MUG: &str = "4006381333931";

#[tokio::test]
async fn a_parcel_goes_the_whole_way_from_no_hub_to_its_sleeve_back() {
    let Some(window) = Window::open(|_| {}).await else { return };
    let mut owner = Owner::at(&window);
    set_up(&window, &mut owner).await;
    owner.click("Practise with a parcel").await;
    practise(&window, &owner).await;
    owner.click("To my hub").await;
    window.see("Dock 7").await;
    window.see("1\nwaits for stock").await;
    window.keep_still_picture("way-10-my-hub").await;

    announce(&window, &mut owner).await;
    let mut packer = Packer::with_scanner(&window);
    receive(&window, &mut packer).await;
    owner.click("Orders").await;
    window.see("#1001").await;
    window.keep_still_picture("way-15-orders").await;
    pack(&window, &mut packer).await;
    send_and_take_back(&window, &mut packer).await;

    owner.click("Take back").await;
    window.see("On the shelf").await;
    window.keep_still_picture("way-22-taken-back").await;
    owner.click("Today").await;
    window.see("Every order has left").await;
    window.keep_still_picture("way-23-done").await;
    window.close().await;
}

/// In the office: what the creator's parcels leave in, and what is on its way.
async fn announce(window: &Window, owner: &mut Owner<'_>) {
    owner.click("Creators").await;
    owner.click("Fern & Kiln").await;
    owner.choose("Sleeves are used for", "carrier").await;
    owner.click("Save").await;
    window.see("Saved.").await;
    owner.click("Change what is agreed").await;
    owner.fill("Deposit", "2.00").await;
    owner.click("Save").await;
    window.see("given back the way it was paid").await;
    window.keep_still_picture("way-11-creator").await;

    owner.click("Receive").await;
    owner.click("Announce a run").await;
    owner.fill("Item", "moss").await;
    owner.click("Moss Mug").await;
    owner.fill("Units expected", "5").await;
    window.keep_still_picture("way-12-announce").await;
    owner.click("Announce").await;
    window.see("on the way").await;
}

/// Five mugs onto the bench and into a bin.
async fn receive(window: &Window, packer: &mut Packer<'_>) {
    for _ in 0..5 {
        packer.send(MUG).await;
    }
    window.keep_still_picture("way-13-received").await;
    packer.send("A-02-1").await;
    for _ in 0..5 {
        packer.send(MUG).await;
    }
    window.keep_still_picture("way-14-put-away").await;
    packer.send("DONE").await;
}

/// From the shelves over a tote into a parcel.
async fn pack(window: &Window, packer: &mut Packer<'_>) {
    packer.send("NEXT").await;
    window.keep_still_picture("way-16-pick").await;
    packer.follow_through("pick").await;
    packer.send("T-01").await;
    window.see("Please gift-wrap").await;
    window.keep_still_picture("way-17-pack").await;
    packer.follow_through("pack").await;
    window.keep_still_picture("way-18-packed").await;
}

/// To the carrier, and the sleeve back from the buyer.
async fn send_and_take_back(window: &Window, packer: &mut Packer<'_>) {
    let list = |command: &str, request: Value| {
        let rows = window.loopdock.call(command, &request);
        rows.as_array().cloned().unwrap_or_default()
    };
    let code = |row: &Value| row["code"].as_str().expect("a code").to_owned();
    packer.send(&code(&list("carriers", json!({}))[0])).await;
    window.keep_still_picture("way-19-hand-over").await;
    packer.follow_through("hand_over").await;
    packer.send(&code(&list("sleeves", json!({ "state": "out" }))[0])).await;
    window.keep_still_picture("way-20-sleeve-back").await;
    packer.follow_through("take_back").await;
    assert_eq!(list("sleeves", json!({ "state": "available" })).len(), 3, "sleeves on the shelf again");
    window.keep_still_picture("way-21-looked-at").await;
}
