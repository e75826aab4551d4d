//! Papers on their way: to the printer that is set for them, past one that is off, and never twice by themselves.

use std::time::Duration;

use loopdock_hub::{Address, Handed, Spooled};
use serde_json::json;

use super::desk::Desk;

/// A hub with a label printer at the door, which labels of parcels go to, and everything else into the folder.
fn with_a_printer() -> Desk {
    let mut desk = Desk::stocked();
    desk.rest();
    desk.call("set_printer", json!({ "name": "Door", "way": "system", "address": "zebra", "dpi": 300 }));
    desk.call("set_route", json!({ "document": "parcel_label", "to": { "printer": "Door" } }));
    desk
}

/// The states of the newest papers, the oldest first.
fn states(desk: &mut Desk, newest: usize) -> Vec<String> {
    let jobs = desk.call("print_jobs", json!({}));
    let newest = jobs.as_array().unwrap().iter().take(newest);
    let mut states: Vec<String> = newest.map(|job| job["state"].as_str().unwrap().to_owned()).collect();
    states.reverse();
    states
}

fn pack(desk: &mut Desk) {
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
}

#[test]
fn a_parcel_that_is_closed_prints_on_the_printers_that_are_set_for_its_papers() {
    let mut desk = with_a_printer();
    pack(&mut desk);
    desk.rest();
    assert_eq!(states(&mut desk, 3), ["done", "done", "done"]);
    let came = desk.tray.came();
    assert_eq!(came.len(), 1, "only the label");
    assert_eq!(came[0].address, Address::System("zebra".to_owned()));
    assert!(came[0].bytes.starts_with(b"%PDF-"));
    assert!(came[0].options.contains(&"media=Custom.100x150mm".to_owned()), "{:?}", came[0].options);
    assert!(desk.hub.path().with_extension("prints").read_dir().unwrap().count() >= 2, "slips are in the folder");
    // Another bench has a printer of its own, and A6.
    desk.scan_at("side", "hello");
    desk.call("set_printer", json!({ "name": "Side", "way": "network", "address": "192.0.2.7" }));
    let side = json!({ "bench": "side", "document": "parcel_label", "to": { "printer": "Side" }, "size": "a6" });
    desk.call("set_route", side);
    pack(&mut desk);
    desk.rest();
    assert_eq!(desk.tray.came()[1].address, Address::System("zebra".to_owned()), "this bench prints where it did");
    desk.check();
}

#[test]
fn a_printer_that_is_off_stops_nobody_and_is_told_and_gets_its_papers_when_it_is_back() {
    let mut desk = with_a_printer();
    desk.tray.answer(Handed::NotTaken("out of paper".to_owned()));
    pack(&mut desk);
    desk.rest();
    assert_eq!(states(&mut desk, 3), ["queued", "done", "done"], "slips go on");
    let held_up = desk.call("papers", json!({ "limit": 0 }))["held_up"].clone();
    assert_eq!(held_up, json!([{ "printer": "Door", "why": "out of paper", "papers": 1 }]));
    desk.rest();
    assert_eq!(desk.tray.came().len(), 0, "it is left alone for a while");
    desk.tray.answer(Handed::NotTaken("out of paper".to_owned()));
    desk.later(3);
    assert_eq!(desk.tray.came().len(), 0);
    // There is something new for it: it is tried at once, the oldest first.
    pack(&mut desk);
    desk.rest();
    let names: Vec<String> = desk.tray.came().into_iter().map(|paper| paper.name).collect();
    assert_eq!(names.len(), 2);
    assert!(names[0].contains("P-1-label") && names[1].contains("P-2-label"), "{names:?}");
    assert_eq!(desk.call("papers", json!({ "limit": 0 }))["held_up"], json!([]));
    desk.check();
}

#[test]
fn somebody_who_switched_the_printer_on_need_not_wait_and_another_printer_takes_what_waits() {
    let mut desk = with_a_printer();
    for _ in 0..2 {
        desk.tray.answer(Handed::NotTaken("off".to_owned()));
    }
    pack(&mut desk);
    desk.rest();
    desk.call("try_printers", json!({}));
    desk.rest();
    assert_eq!(states(&mut desk, 3)[0], "queued");
    desk.call("set_route", json!({ "document": "parcel_label", "to": "others" }));
    desk.rest();
    assert_eq!(states(&mut desk, 3)[0], "done");
    assert_eq!(desk.tray.came().len(), 0, "it went into the folder");
    desk.call("remove_printer", json!({ "name": "Door" }));
    let refused = desk.refusal("remove_printer", json!({ "name": "Folder" }));
    assert!(refused.contains("no other printer takes"), "{refused}");
    desk.check();
}

#[test]
fn a_paper_of_which_nobody_knows_is_asked_about_and_not_sent_again_by_itself() {
    let mut desk = with_a_printer();
    desk.tray.answer(Handed::Unsure("the line broke at the end".to_owned()));
    pack(&mut desk);
    desk.rest();
    desk.later(3_600);
    assert_eq!(states(&mut desk, 3), ["unsure", "done", "done"]);
    assert_eq!(desk.tray.came().len(), 1);
    let unsure = desk.call("papers", json!({ "state": "unsure" }));
    assert_eq!(unsure["unsure"], json!(1));
    let paper = &unsure["papers"][0];
    assert_eq!((&paper["printer"], &paper["message"]), (&json!("Door"), &json!("the line broke at the end")));
    let number = unsure["papers"][0]["number"].clone();
    assert_eq!(desk.call("today", json!({}))["failed_papers"], json!(1), "somebody must look");
    desk.call("paper_seen", json!({ "number": number, "seen": "not_printed" }));
    desk.rest();
    assert_eq!((states(&mut desk, 3)[0].as_str(), desk.tray.came().len()), ("done", 2));
    let known = desk.refusal("paper_seen", json!({ "number": number, "seen": "printed" }));
    assert!(known.contains("known"), "{known}");
    desk.check();
}

#[test]
fn what_the_system_queue_has_is_followed_until_it_is_printed() {
    let mut desk = with_a_printer();
    desk.tray.answer(Handed::Spooled("zebra-7".to_owned()));
    for fate in [Spooled::Waits(String::new()), Spooled::Waits("the lid\nis open".to_owned()), Spooled::Printed] {
        desk.tray.became(fate);
    }
    let message = |desk: &mut Desk| desk.call("papers", json!({}))["papers"][2]["message"].clone();
    pack(&mut desk);
    desk.later(0);
    assert_eq!(states(&mut desk, 3)[0], "sent");
    let remarks = message(&mut desk);
    assert!(remarks.as_str().unwrap().contains("P-1-label"), "{remarks}");
    desk.later(4);
    assert_eq!((states(&mut desk, 3)[0].as_str(), message(&mut desk)), ("stopped", json!("the lid is open")));
    let held_up = desk.call("papers", json!({ "limit": 0 }))["held_up"][0].clone();
    assert_eq!((&held_up["why"], &held_up["papers"]), (&json!("the lid is open"), &json!(1)), "every screen tells it");
    desk.later(4);
    assert_eq!(states(&mut desk, 3), ["done", "done", "done"]);
    assert_eq!(message(&mut desk), remarks, "what could not be printed as it was asked is told still");
    desk.check();
}

#[test]
fn a_label_that_is_printed_once_more_says_that_it_is_a_copy() {
    let mut desk = with_a_printer();
    pack(&mut desk);
    desk.rest();
    let number = desk.call("papers", json!({}))["papers"].as_array().unwrap().last().unwrap()["number"].clone();
    let label = desk.tray.came()[0].bytes.clone();
    for copy in 1..=2 {
        desk.call("reprint", json!({ "number": number }));
        desk.rest();
        assert_eq!(desk.call("print_jobs", json!({}))[0]["copy"], json!(copy));
    }
    assert_ne!(desk.tray.came()[1].bytes, label, "a packer tells them apart");
    desk.tray.answer(Handed::NotTaken("off".to_owned()));
    desk.call("reprint", json!({ "number": number }));
    desk.rest();
    let newest = desk.call("print_jobs", json!({}))[0]["number"].clone();
    let waits = desk.refusal("reprint", json!({ "number": newest }));
    assert!(waits.contains("on its way already"), "{waits}");
    desk.call("withdraw_papers", json!({ "number": newest }));
    let gone = desk.refusal("withdraw_papers", json!({ "number": newest }));
    assert!(gone.contains("does not wait"), "{gone}");
    desk.check();
}

#[test]
fn all_sheets_at_once_leave_out_what_is_not_printed() {
    let mut desk = with_a_printer();
    desk.call("set_route", json!({ "document": "sleeve_tag", "to": "nowhere" }));
    let printed = desk.call("print_codes", json!({}));
    let names: Vec<&str> = printed["names"].as_array().unwrap().iter().filter_map(|name| name.as_str()).collect();
    assert!(names.contains(&"bins") && !names.contains(&"sleeves"), "{names:?}");
    assert!(desk.refusal("print_codes", json!({ "sheet": "sleeves" })).contains("not printed"));
}

#[test]
fn a_printer_whose_address_changes_is_sent_what_it_was() {
    let mut desk = with_a_printer();
    desk.call("set_printer", json!({ "name": "Z", "way": "network", "address": "z", "language": "zpl", "dpi": 300 }));
    desk.call("set_printer", json!({ "change": "Z", "name": "Z", "way": "network", "address": "zebra" }));
    let printer = desk.call("printers", json!({}))["printers"].as_array().unwrap().last().unwrap().clone();
    let is = (&printer["address"], &printer["language"], &printer["dpi"]);
    assert_eq!(is, (&json!("zebra"), &json!("zpl"), &json!(300)));
}

#[test]
fn labels_go_on_where_the_last_sheet_ended() {
    let mut desk = Desk::stocked();
    let route = json!({ "document": "product_label", "to": { "printer": "Folder" }, "size": "a4-24" });
    desk.call("set_route", route);
    let print = |desk: &mut Desk, copies: u32| {
        desk.call("print_item_codes", json!({ "creator": "ink", "sku": "CARD", "copies": copies }));
        desk.rest();
        let number = desk.call("print_jobs", json!({}))[0]["number"].clone();
        let sheets = desk.call("printers", json!({}))["sheets"].clone();
        (sheets, desk.call("paper", json!({ "number": number }))["pages"].clone())
    };
    assert_eq!(print(&mut desk, 20).0, json!([{ "printer": "Folder", "size": "a4-24", "label": 21 }]));
    // Four labels are left on the sheet: eight need another one.
    let (sheets, _) = print(&mut desk, 8);
    assert_eq!(sheets[0]["label"], json!(5));
    desk.call("set_sheet", json!({ "printer": "Folder", "size": "a4-24", "label": 24 }));
    assert_eq!(print(&mut desk, 1).0, json!([]), "a new sheet");
    let beyond = desk.refusal("set_sheet", json!({ "printer": "Folder", "size": "a4-24", "label": 25 }));
    assert!(beyond.contains("1 to 24"), "{beyond}");
    desk.check();
}

#[test]
fn labels_on_a_roll_tell_the_system_how_long_they_are() {
    let mut desk = with_a_printer();
    desk.call("set_route", json!({ "document": "product_label", "to": { "printer": "Door" }, "size": "62mm" }));
    desk.call("print_item_codes", json!({ "creator": "ink", "sku": "CARD", "copies": 2 }));
    desk.rest();
    let options = desk.tray.came()[0].options.clone();
    let media = options.iter().find_map(|option| option.strip_prefix("media=Custom.62x")?.strip_suffix("mm"));
    let length_mm: f32 = media.unwrap_or_else(|| panic!("{options:?}")).parse().unwrap();
    assert!((15.0..150.0).contains(&length_mm), "{options:?}");
    desk.check();
}

#[test]
fn copies_that_are_asked_for_at_once_are_counted_and_one_that_did_not_come_out_is_tried_at_once() {
    let mut desk = with_a_printer();
    desk.tray.answer(Handed::Unsure("the line broke at the end".to_owned()));
    pack(&mut desk);
    desk.rest();
    let number = desk.call("papers", json!({ "state": "unsure" }))["papers"][0]["number"].clone();
    desk.call("paper_seen", json!({ "number": number, "seen": "printed" }));
    // Its printer is off by now, and rests.
    desk.tray.answer(Handed::NotTaken("off".to_owned()));
    for copy in 1..=2 {
        desk.call("reprint", json!({ "number": number }));
        assert_eq!(desk.call("print_jobs", json!({}))[0]["copy"], json!(copy));
    }
    desk.rest();
    assert_eq!(states(&mut desk, 2), ["queued", "queued"]);
    desk.tray.answer(Handed::Unsure("the line broke at the end".to_owned()));
    desk.call("try_printers", json!({}));
    desk.tray.answer(Handed::NotTaken("off".to_owned()));
    desk.rest();
    assert_eq!(states(&mut desk, 2), ["unsure", "queued"]);
    let number = desk.call("papers", json!({ "state": "unsure" }))["papers"][0]["number"].clone();
    desk.call("paper_seen", json!({ "number": number, "seen": "not_printed" }));
    desk.rest();
    assert_eq!(states(&mut desk, 2), ["done", "done"], "nobody waits until the printer is tried by itself");
    desk.check();
}

/// Does what there is to do, without waiting for what is at a printer.
fn rest_beside(desk: &mut Desk) {
    while desk.hub.rest().unwrap() == loopdock_hub::Rest::More {}
}

#[test]
fn a_printer_can_be_taken_away_while_it_prints() {
    let mut desk = with_a_printer();
    desk.tray.take(Duration::from_millis(800));
    pack(&mut desk);
    rest_beside(&mut desk);
    assert_eq!(states(&mut desk, 3)[0], "sending");
    desk.call("remove_printer", json!({ "name": "Door" }));
    desk.rest();
    assert_eq!(states(&mut desk, 3), ["done", "done", "done"]);
    desk.check();
}

#[test]
fn a_label_whose_reopening_is_taken_back_while_it_is_printed_is_asked_about() {
    let mut desk = with_a_printer();
    desk.tray.take(Duration::from_millis(800));
    pack(&mut desk);
    rest_beside(&mut desk);
    desk.ok(&["CANCEL", "P-1"]);
    desk.rest();
    assert_eq!(states(&mut desk, 3)[0], "voided");
    desk.ok(&["UNDO"]);
    desk.rest();
    assert_eq!(states(&mut desk, 3)[0], "unsure", "it may lie there");
    desk.check();
}

#[test]
fn what_waits_behind_a_paper_that_is_withdrawn_is_tried_and_told() {
    let mut desk = with_a_printer();
    for _ in 0..3 {
        desk.tray.answer(Handed::NotTaken("off".to_owned()));
    }
    pack(&mut desk);
    desk.rest();
    pack(&mut desk);
    desk.rest();
    let labels = desk.call("papers", json!({ "state": "queued" }))["papers"].clone();
    let oldest = labels[1]["number"].clone();
    desk.call("withdraw_papers", json!({ "number": oldest }));
    desk.rest();
    assert_eq!(desk.call("papers", json!({ "limit": 0 }))["held_up"][0]["papers"], json!(1));
    // What was withdrawn can be printed all the same, later.
    desk.call("reprint", json!({ "number": oldest }));
    desk.rest();
    assert_eq!(desk.tray.came().len(), 2);
    desk.check();
}

#[test]
fn a_paper_that_is_asked_for_goes_where_its_bench_prints_or_is_refused() {
    let mut desk = with_a_printer();
    pack(&mut desk);
    desk.rest();
    desk.call("set_route", json!({ "document": "parcel_label", "to": "nowhere" }));
    let number = desk.call("papers", json!({}))["papers"].as_array().unwrap().last().unwrap()["number"].clone();
    let said = desk.refusal("reprint", json!({ "number": number }));
    assert!(said.contains("not printed"), "{said}");
    desk.call("set_route", json!({ "bench": "main", "document": "parcel_label", "to": { "printer": "Door" } }));
    let number = desk.call("print_jobs", json!({})).as_array().unwrap().len();
    let label = desk.call("print_jobs", json!({}));
    let label =
        label.as_array().unwrap().iter().find(|job| job["document"] == "parcel_label").unwrap()["number"].clone();
    desk.call("reprint", json!({ "number": label }));
    desk.rest();
    assert_eq!(desk.call("print_jobs", json!({})).as_array().unwrap().len(), number + 1);
    assert_eq!(desk.tray.came().len(), 2, "on the bench's own printer");
    desk.call("set_route", json!({ "document": "staff_badge", "to": "nowhere" }));
    let ada = desk.call("add_staff", json!({ "name": "Ada", "role": "packer", "pin": "2718" }));
    assert!(desk.refusal("print_badge", json!({ "number": ada["number"] })).contains("not printed"));
    desk.check();
}

#[test]
fn what_can_not_be_right_is_refused_before_it_is_set() {
    let mut desk = with_a_printer();
    for (name, request, words) in [
        ("set_printer", json!({ "name": " ", "way": "folder", "address": "x" }), "1 to 40 characters"),
        ("set_printer", json!({ "name": "DOOR", "way": "folder", "address": "x" }), "already"),
        ("set_printer", json!({ "name": "N", "way": "network", "address": "host:port" }), "192.168.1.40"),
        ("set_printer", json!({ "name": "N", "way": "network", "address": "a b" }), "192.168.1.40"),
        ("set_printer", json!({ "name": "N", "way": "system", "address": "-o" }), "Choose it from the list"),
        ("set_printer", json!({ "name": "N", "way": "folder", "address": "x", "dpi": 72 }), "203, 300 or 600"),
        ("set_printer", json!({ "change": "Nobody", "name": "N", "way": "folder", "address": "x" }), "no printer"),
        ("set_route", json!({ "document": "parcel_label", "to": { "printer": "Nobody" } }), "no printer"),
        ("set_route", json!({ "document": "love_letter", "to": "nowhere" }), "love_letter"),
        ("set_route", json!({ "bench": "moon", "to": { "printer": "Door" } }), "no bench"),
        ("set_route", json!({ "to": "nowhere" }), "a folder will do"),
        ("set_route", json!({ "to": "others" }), "choose a printer"),
        ("set_route", json!({ "document": "manifest", "to": { "printer": "Door" }, "size": "62mm" }), "no template"),
        ("print_example", json!({ "printer": "Nobody" }), "no printer"),
    ] {
        let said = desk.refusal(name, request.clone());
        assert!(said.contains(words), "{name} {request}: {said}");
    }
    desk.call("set_printer", json!({ "name": "Zebra", "way": "network", "address": "zebra", "language": "zpl" }));
    let folder = json!({ "change": "Folder", "name": "Folder", "way": "folder", "address": "x", "language": "zpl" });
    for (name, request) in [
        ("set_route", json!({ "to": { "printer": "Zebra" } })),
        ("set_route", json!({ "document": "manifest", "to": { "printer": "Zebra" } })),
        ("print_example", json!({ "printer": "Zebra", "document": "pick_list" })),
        ("set_printer", folder),
    ] {
        let said = desk.refusal(name, request.clone());
        assert!(said.contains("prints labels"), "{name} {request}: {said}");
    }
    desk.call(
        "set_printer",
        json!({ "change": "Door", "name": "Thermo", "way": "network", "address": "labels.local:9100" }),
    );
    desk.call("print_example", json!({ "printer": "thermo", "document": "bin_label", "size": "54x25" }));
    desk.rest();
    assert_eq!(desk.tray.came()[0].address, Address::Network("labels.local:9100".to_owned()));
    desk.check();
}
