//! Boxes come in and go onto the shelves.

use serde_json::json;

use super::desk::Desk;

#[test]
fn what_was_announced_and_what_came_are_compared() {
    let mut desk = Desk::furnished();
    desk.call("announce_run", json!({ "creator": "ink", "sku": "CARD", "expected": 20 }));
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "=18"]);
    let asked = desk.ok(&["DONE"]);
    assert!(asked.contains("18 counted, 20 announced (CARD)"), "{asked}");
    desk.ok(&["CANCEL", &card, &card]);
    assert!(desk.ok(&["DONE"]).contains("closed"));
    assert_eq!(desk.units("main", "CARD"), 20);
    desk.check();
}

#[test]
fn a_barcode_of_two_creators_asks_whose_it_is() {
    let mut desk = Desk::furnished();
    let asked = desk.ok(&["4006381333931"]);
    assert!(asked.contains("Ink") && asked.contains("1 of 2"), "{asked}");
    assert!(desk.ok(&["NEXT"]).contains("Oak"));
    assert!(desk.ok(&["OK"]).contains("Nobody announced"));
    desk.ok(&["OK"]);
    assert_eq!(desk.units("main", "SPOON"), 1);
    // Once it was said, the next of the same is taken for the same.
    desk.ok(&["4006381333931"]);
    assert_eq!(desk.units("main", "SPOON"), 2);
    desk.check();
}

#[test]
fn back_answers_with_no_and_an_empty_bin_is_said_to_be_empty() {
    let mut desk = Desk::furnished();
    assert!(desk.ok(&["A-01-1"]).contains("is empty"));
    let card = desk.code("ink", "CARD");
    assert!(desk.ok(&[&card]).contains("Nobody announced"));
    desk.ok(&["BACK"]);
    assert_eq!((desk.units("main", "CARD"), desk.look().mode.as_str()), (0, "idle"), "there is no delivery");
    desk.ok(&[&card, "OK", "4006381333931", "OK", "CANCEL"]);
    assert_eq!(desk.look().mode, "receive", "what was counted in before stays");
    desk.ok(&["A-01-1", &card]);
    assert!(desk.ok(&["DONE", "OK", "A-01-1"]).contains("A-01-1"));
    desk.check();
}

#[test]
fn what_stands_on_a_package_is_as_good_as_its_barcode_and_may_be_two_creators() {
    let mut desk = Desk::furnished();
    let asked = desk.ok(&["card"]);
    assert!(asked.contains("Nobody announced “CARD” of Ink"), "{asked}");
    desk.ok(&["OK", "CARD", "A-01-1", "card", "card"]);
    assert_eq!(desk.units("A-01-1", "CARD"), 2);
    desk.call("add_item", json!({ "creator": "oak", "sku": "Card", "weight_g": 10 }));
    assert!(desk.ok(&["DONE", "CARD"]).contains("1 of 2"));
    desk.check();
}

#[test]
fn what_stands_on_the_screen_is_meant_before_what_has_a_name_like_it() {
    let mut desk = Desk::furnished();
    desk.call("add_item", json!({ "creator": "ink", "sku": "I-1", "title": "Ink pad" }));
    desk.call("announce_run", json!({ "creator": "ink", "sku": "I-1", "expected": 1 }));
    let pad = desk.code("ink", "I-1");
    desk.ok(&[&pad, "A-01-1", &pad, "DONE"]);
    desk.order("ink", json!([["I-1", 1]]));
    desk.ok(&["NEXT", "A-01-1"]);
    let typed = desk.call("scan", json!({ "bench": "main", "code": "i-1", "typed": true }));
    assert_eq!(typed["did"], "take_units", "{typed}");
    desk.check();
}

#[test]
fn the_large_question_names_what_ok_takes() {
    let mut desk = Desk::furnished();
    desk.ok(&["4006381333931"]);
    let first = desk.look().say;
    desk.ok(&["NEXT"]);
    let second = desk.look().say;
    assert!(first.contains("“MUG” of Ink (1 of 2)") && second.contains("“SPOON” of Oak (2 of 2)"), "{first} {second}");
    desk.check();
}

#[test]
fn an_amount_says_how_many_there_are_in_all() {
    let mut desk = Desk::furnished();
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "OK", &card, "=5"]);
    assert_eq!(desk.units("main", "CARD"), 5);
    assert!(desk.refused("=3").contains("5"));
    assert!(desk.refused("=0").contains("0"));
    desk.ok(&["A-01-1", &card, "=4"]);
    assert_eq!((desk.units("main", "CARD"), desk.units("A-01-1", "CARD")), (1, 4));
    assert!(desk.refused("=9").contains("5"));
    desk.check();
}

#[test]
fn digits_alone_are_an_amount_once_something_was_counted_in_unless_an_item_is_called_so() {
    let mut desk = Desk::furnished();
    desk.call("add_item", json!({ "creator": "ink", "sku": "7", "title": "Seventh print" }));
    for sku in ["7", "CARD"] {
        desk.call("announce_run", json!({ "creator": "ink", "sku": sku, "expected": 12 }));
    }
    let mut typed =
        |code: &str| desk.call("scan", json!({ "bench": "main", "code": code, "typed": true }))["cue"].clone();
    assert_eq!(typed("12"), "stop", "there is no delivery yet");
    assert_eq!([typed("card"), typed("12"), typed("7")], ["ok", "ok", "ok"]);
    assert_eq!((desk.units("main", "CARD"), desk.units("main", "7")), (12, 1));
    desk.check();
}

#[test]
fn putting_away_says_where_an_item_lies_already() {
    let mut desk = Desk::stocked();
    let [mug, card] = ["MUG", "CARD"].map(|sku| desk.code("ink", sku));
    for bin in ["A-02-2", "B-01-2", "B-02-2"] {
        desk.ok(&[&mug, "OK", bin, &mug, "DONE", "OK"]);
    }
    desk.ok(&[&mug, "OK", &card, "OK"]);
    assert!(desk.look().homes.is_empty(), "nothing is put away yet");
    desk.ok(&["A-02-1"]);
    let homes = desk.look().homes;
    let told: Vec<_> = homes.iter().map(|home| (home.bins.join(" "), home.more)).collect();
    assert_eq!(told, [("A-01-1 A-02-2 B-01-1".to_owned(), 2), ("A-02-1".to_owned(), 0)]);
    desk.check();
}

#[test]
fn a_damaged_unit_is_set_aside() {
    let mut desk = Desk::furnished();
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "OK", "=3", "DAMAGED"]);
    assert!(!desk.refused("=2").is_empty(), "an amount is no unit");
    desk.ok(&[&card]);
    assert_eq!((desk.units("main", "CARD"), desk.units("quarantine", "CARD")), (2, 1));
    desk.ok(&["UNDO"]);
    assert_eq!(desk.units("main", "CARD"), 3);
    desk.check();
}

#[test]
fn undo_takes_back_one_thing_after_the_other_and_says_which() {
    let mut desk = Desk::furnished();
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "OK", "=3", "A-01-1", &card]);
    let said = desk.ok(&["UNDO"]);
    assert!(said.contains("Undone") && said.contains("A-01-1"), "{said}");
    assert_eq!(desk.units("main", "CARD"), 3);
    desk.ok(&["UNDO", "UNDO"]);
    assert_eq!(desk.units("main", "CARD"), 1);
    desk.ok(&["UNDO", "UNDO"]);
    assert_eq!(desk.units("main", "CARD"), 0);
    assert!(desk.refused("UNDO").contains("nothing") || desk.refused("UNDO").contains("Nothing"));
    desk.check();
}

#[test]
fn an_undo_that_came_too_late_changes_nothing() {
    let mut desk = Desk::stocked();
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card, "OK", "B-02-2", &card]);
    // Meanwhile an order was promised all cards, this one too.
    let order = desk.order("ink", json!([["CARD", 21]]));
    assert_eq!(desk.state(&order), "ready");
    let said = desk.refused("UNDO");
    assert!(said.contains("B-02-2"), "{said}");
    assert_eq!(desk.units("B-02-2", "CARD"), 1);
    desk.check();
}

#[test]
fn whoever_is_asked_about_a_unit_that_nobody_announced_answers_before_anything_else() {
    let mut desk = Desk::furnished();
    let card = desk.code("ink", "CARD");
    desk.ok(&[&card]);
    for code in ["A-01-1", "=12", "DONE", "T-01"] {
        assert!(desk.refused(code).contains("Answer first"), "{code}");
    }
    desk.ok(&["OK", "=12", "A-01-1", &card, "=12", "DONE"]);
    assert_eq!(desk.units("A-01-1", "CARD"), 12);
    desk.check();
}
