//! Goods come back: with their slip, in their sleeve, of several orders, or with nothing that says whose they are.

use loopdock_domain::codes::CodeKind;
use serde_json::{Value, json};

use super::desk::Desk;

const MUG: &str = "4006381333931";

/// A hub whose first parcel has left with two mugs and two cards, in a sleeve; and the codes of the sleeve and the card.
fn shipped() -> (Desk, String, String) {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["MUG", 2], ["CARD", 2]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let (sleeve, card) = (desk.sleeves("out").remove(0), desk.code("ink", "CARD"));
    (desk, sleeve, card)
}

fn returns(desk: &mut Desk) -> Vec<Value> {
    desk.call("find_returns", json!({}))["rows"].as_array().unwrap().clone()
}

/// The grades of a return's units.
fn grades(goods: &Value) -> Vec<(&str, &str)> {
    let units = goods["units"].as_array().unwrap();
    units.iter().map(|unit| (unit["grade"].as_str().unwrap(), unit["goes_to"].as_str().unwrap())).collect()
}

#[test]
fn goods_and_slip_without_the_sleeve_are_graded_and_the_creator_is_asked() {
    let (mut desk, _, card) = shipped();
    let said = desk.ok(&["R-1"]);
    assert!(said.contains("P-1") && said.contains("scan each unit"), "{said}");
    assert!(desk.ok(&[MUG]).contains("1 of 2 of order O-1"));
    assert_eq!(desk.units("main", "MUG"), 1);
    let said = desk.ok(&[MUG, "DAMAGED"]);
    assert!(said.contains("quarantine"), "{said}");
    assert_eq!((desk.units("main", "MUG"), desk.units("quarantine", "MUG")), (1, 1));
    // As new, opened.
    desk.ok(&[&card, "NEXT"]);
    assert!(desk.refused(MUG).contains("All 2"), "of two no third comes back");
    assert_eq!(desk.owed(), 0, "the sleeve did not come");
    let said = desk.ok(&["DONE"]);
    assert!(said.contains("3 units came back") && said.contains("1 of them is to be put away"), "{said}");
    assert_eq!(desk.look().mode, "idle");
    let goods = returns(&mut desk).remove(0);
    assert_eq!(grades(&goods), [("as_new", "restock"), ("damaged", "hold"), ("opened", "hold")]);
    assert_eq!((&goods["state"], &goods["order"], &goods["parcel"]), (&json!("asked"), &json!("O-1"), &json!("P-1")));
    // The one that is as new goes back on its shelf, and can be promised again.
    desk.ok(&["A-01-1", MUG, "DONE"]);
    assert_eq!((desk.units("main", "MUG"), desk.units("A-01-1", "MUG")), (0, 9));
    desk.check();
}

#[test]
fn goods_in_their_sleeve_are_scanned_after_its_tag_and_the_sleeve_is_looked_at_last() {
    let (mut desk, sleeve, card) = shipped();
    desk.ok(&[&sleeve, MUG, &card]);
    assert_eq!(desk.look().mode, "goods_back");
    let said = desk.ok(&["DONE"]);
    assert!(said.contains("2 units came back") && said.contains("Look over the sleeve"), "{said}");
    assert_eq!(desk.look().mode, "take_back");
    desk.ok(&["OK"]);
    assert_eq!((desk.owed(), desk.look().mode.as_str()), (200, "idle"));
    desk.check();
    // And the other way round: the goods first, in them the sleeve.
    desk.order("ink", json!([["CARD", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-2", "DONE", "R-2", &card]);
    let sleeve = desk.sleeves("out").remove(0);
    desk.ok(&[&sleeve, "DAMAGED"]);
    assert_eq!(desk.look().mode, "goods_back", "the goods are not done with");
    desk.ok(&["DONE"]);
    assert_eq!((desk.look().mode.as_str(), returns(&mut desk).len()), ("idle", 2));
    desk.check();
}

#[test]
fn a_slip_alone_pays_no_deposit_unless_somebody_says_that_the_sleeve_is_here() {
    let (mut desk, sleeve, _) = shipped();
    desk.ok(&["R-1"]);
    assert!(desk.refused("DONE").contains("Nothing was scanned"));
    desk.ok(&["BACK"]);
    assert_eq!((desk.owed(), desk.sleeves("out").len(), returns(&mut desk).len()), (0, 1, 0));
    // Its tag can't be read any more.
    let slip = desk.printed(CodeKind::Return, 1);
    let said = desk.ok(&[&slip, "OK"]);
    assert!(said.contains("Look over the sleeve"), "{said}");
    desk.ok(&["OK"]);
    assert_eq!(desk.owed(), 200);
    assert!(desk.refused(&sleeve).contains("back already"));
    desk.ok(&["R-1"]);
    desk.refused("OK");
    desk.check();
}

#[test]
fn things_of_several_orders_in_one_box_go_to_their_orders() {
    let (mut desk, _, card) = shipped();
    let spoon = desk.code("oak", "SPOON");
    desk.order("oak", json!([["SPOON", 2]]));
    desk.pick_and_pack();
    desk.ok(&["P-2", "DONE"]);
    desk.ok(&["R-1", &card]);
    // A spoon did not leave with the first order: the bench asks, and its own slip answers.
    assert!(desk.ok(&[&spoon]).contains("did not leave with order O-1"));
    assert!(desk.refused("DONE").contains("not"), "first the answer");
    desk.ok(&["R-2", &spoon, "=2"]);
    assert!(desk.ok(&["DONE"]).contains("3 units came back"));
    let creators: Vec<Value> = returns(&mut desk).iter().map(|goods| goods["creator"].clone()).collect();
    assert_eq!(creators, ["Oak", "Ink"]);
    desk.check();
}

#[test]
fn goods_of_which_nobody_knows_the_order_have_a_return_of_their_creator() {
    let (mut desk, _, card) = shipped();
    let said = desk.ok(&["RETURN", &card]);
    assert!(said.contains("Ink is asked whose it is"), "{said}");
    // Two spoons are with somebody, and nobody says of which order they come.
    let spoon = desk.code("oak", "SPOON");
    desk.ok(&["DONE"]);
    desk.order("oak", json!([["SPOON", 2]]));
    desk.pick_and_pack();
    desk.ok(&["P-2", "DONE", "RETURN"]);
    desk.ok(&[&spoon]);
    desk.ok(&["R-1", &spoon, "OK"]);
    // One thing without its order ends nothing: the parcel goes on, and NEXT is about what was scanned last.
    assert!(desk.ok(&[MUG]).contains("1 of 2 of order O-1"));
    assert!(desk.ok(&["NEXT", &card]).contains("of 2 of order O-1"));
    desk.ok(&["CANCEL", "DONE"]);
    let rows = returns(&mut desk);
    assert_eq!((rows.len(), &rows[1]["creator"], &rows[1]["order"]), (3, &json!("Oak"), &Value::Null));
    assert_eq!((rows[1]["units"].as_array().unwrap().len(), &rows[1]["priced"]), (2, &Value::Null));
    // They are put away as everything else, of a run of their own.
    desk.ok(&["A-02-2", &spoon, "=2", "DONE"]);
    desk.check();
}

#[test]
fn nobody_gets_a_unit_back_twice_at_two_benches_later_or_after_undo() {
    let (mut desk, _, _) = shipped();
    for bench in ["left", "right"] {
        desk.scan_at(bench, "R-1");
        assert_eq!(desk.scan_at(bench, MUG).cue.as_str(), "ok");
    }
    for bench in ["left", "right"] {
        assert_eq!(desk.scan_at(bench, MUG).cue.as_str(), "stop", "two left and two are back");
    }
    assert_eq!(desk.scan_at("left", "UNDO").cue.as_str(), "ok");
    assert_eq!(desk.scan_at("right", MUG).cue.as_str(), "ok");
    assert_eq!(desk.scan_at("left", MUG).cue.as_str(), "stop");
    assert_eq!(desk.scan_at("right", "DONE").cue.as_str(), "ok");
    desk.ok(&["R-1"]);
    assert!(desk.refused(MUG).contains("back already"));
    assert_eq!(returns(&mut desk).len(), 1);
    desk.check();
}

#[test]
fn what_was_counted_by_mistake_comes_out_again_and_every_step_is_undone() {
    let (mut desk, _, card) = shipped();
    let before = desk.stock();
    desk.ok(&["R-1", MUG, "CANCEL"]);
    assert_eq!((desk.stock(), returns(&mut desk).len()), (before.clone(), 0));
    desk.ok(&[MUG, "=2", "DAMAGED", &card, "NEXT", "NEXT", "NEXT", "NEXT"]);
    let goods = returns(&mut desk).remove(0);
    assert_eq!(grades(&goods), [("as_new", "restock"), ("damaged", "hold"), ("missing", "nowhere")]);
    assert_eq!(desk.units("main", "CARD"), 0, "what is missing is not here");
    desk.ok(&["DONE"]);
    for _ in 0..9 {
        desk.ok(&["UNDO"]);
    }
    assert_eq!((desk.stock(), returns(&mut desk).len()), (before, 0));
    desk.check();
}

#[test]
fn a_bench_whose_state_is_lost_goes_on_with_what_came_back() {
    let (mut desk, _, _) = shipped();
    desk.ok(&["R-1", MUG]);
    desk.lose_bench_states();
    assert_eq!(desk.look().mode, "goods_back");
    desk.ok(&["BACK"]);
    let left: Vec<Value> = desk.look().left_off.iter().map(|left| serde_json::to_value(left).unwrap()).collect();
    assert_eq!(left, [json!({ "loose": { "units": 1 } }), json!({ "goods": { "parcel": "P-1", "units": 1 } })]);
    // The slip goes on with it; what NEXT, DAMAGED and CANCEL would be about is scanned anew.
    assert!(desk.ok(&["R-1"]).contains("1 unit is counted here so far"));
    desk.refused("DAMAGED");
    desk.ok(&["DONE"]);
    desk.check();
}

#[test]
fn a_parcel_that_nobody_could_be_given_comes_back_by_its_label_and_one_that_is_here_does_not() {
    let (mut desk, sleeve, _) = shipped();
    desk.ok(&["P-1", MUG, "=2", &sleeve, "OK", "DONE"]);
    assert_eq!((desk.owed(), desk.units("main", "MUG")), (200, 2));
    desk.order("ink", json!([["CARD", 1]]));
    desk.pick_and_pack();
    assert!(desk.refused("R-2").contains("has not left yet"));
    desk.check();
}

#[test]
fn what_is_said_at_the_screen_moves_the_unit_and_the_creators_word_is_final() {
    let (mut desk, _, card) = shipped();
    desk.ok(&["R-1", MUG, &card]);
    let unit = |desk: &mut Desk, at: usize| returns(desk)[0]["units"][at]["unit"].clone();
    let (mug, card) = (unit(&mut desk, 0), unit(&mut desk, 1));
    let done = |reference: &str| json!({ "number": 1, "reference": reference, "refunded": "9.50" });
    assert!(desk.refusal("goods_done", done("re_1")).contains("still unpacked at bench main"));
    desk.ok(&["DONE"]);
    let photo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    desk.call(
        "set_returned",
        json!({ "unit": mug, "grade": "damaged", "reason": "broken_on_the_way", "photo": photo }),
    );
    assert_eq!((desk.units("main", "MUG"), desk.units("quarantine", "MUG")), (0, 1));
    assert_eq!(desk.call("returned_photo", json!({ "unit": mug })), json!({ "media": "image/png", "content": photo }));
    let whole = json!({ "unit": mug, "goes_to": "restock" });
    assert!(desk.refusal("set_returned", whole).contains("not sold as a whole one"));
    assert!(desk.refusal("set_returned", json!({ "unit": card, "goes_to": "nowhere" })).contains("goes somewhere"));
    desk.call("set_returned", json!({ "unit": mug, "goes_to": "rework" }));
    assert_eq!(desk.units("quarantine", "MUG"), 0);
    // One that was put into a bin is not called back by a word.
    let code = desk.code("ink", "CARD");
    desk.ok(&["A-02-1", &code, "DONE"]);
    let late = json!({ "unit": card, "grade": "damaged" });
    assert!(desk.refusal("set_returned", late.clone()).contains("put into a bin"));
    assert!(desk.refusal("goods_done", done(" ")).contains("a reference"));
    desk.call("goods_done", done("re_1"));
    assert!(desk.refusal("goods_done", done("re_2")).contains("with the reference re_1"));
    assert!(desk.refusal("set_returned", late).contains("is done"));
    desk.call("set_returned", json!({ "unit": mug, "goes_to": "scrap" }));
    let goods = returns(&mut desk).remove(0);
    assert_eq!((&goods["refunded"]["minor"], &goods["units"][0]["goes_to"]), (&json!(950), &json!("scrap")));
    let reasons = desk.call("return_reasons", json!({}));
    assert_eq!(
        (&reasons[0]["sku"], &reasons[0]["reason"], &reasons[0]["units"]),
        (&json!("MUG"), &json!("broken_on_the_way"), &json!(1))
    );
    let history = desk.call("history", json!({ "order": "O-1" })).to_string();
    assert!(history.contains("is back: 1 of 2") && history.contains("The creator said"), "{history}");
    desk.check();
}

#[test]
fn goods_are_late_by_the_creators_rule_of_the_day_on_which_they_come() {
    let (mut desk, _, card) = shipped();
    assert!(
        desk.refusal("set_creator", json!({ "key": "ink", "return_days": "a month" })).contains("no number of days")
    );
    desk.call("set_creator", json!({ "key": "ink", "return_days": "14" }));
    desk.later(15 * 86_400);
    let answer = desk.scan("R-1");
    assert_eq!(answer.cue.as_str(), "ok");
    let answer = desk.scan(MUG);
    assert!(answer.cue.as_str() == "warn" && answer.say.contains("a day later than"), "{}", answer.say);
    desk.call("set_creator", json!({ "key": "ink", "return_days": "" }));
    desk.ok(&[&card, "DONE"]);
    let goods = returns(&mut desk).remove(0);
    assert_eq!((&goods["days"], &goods["window_days"], &goods["is_late"]), (&json!(15), &json!(14), &json!(true)));
    desk.check();
}

#[test]
fn what_was_missing_may_come_later_and_is_then_counted_once() {
    let (mut desk, _, _) = shipped();
    desk.ok(&["R-1", MUG, MUG, "NEXT", "NEXT", "NEXT", "NEXT", "DONE"]);
    let goods = returns(&mut desk).remove(0);
    assert_eq!(grades(&goods), [("as_new", "restock"), ("missing", "nowhere")]);
    assert!(desk.ok(&["R-1", MUG]).contains("2 of 2"));
    assert!(desk.refused(MUG).contains("All 2"));
    let here = json!({ "unit": goods["units"][1]["unit"], "grade": "opened" });
    assert!(desk.refusal("set_returned", here).contains("are back already"));
    desk.ok(&["DONE"]);
    desk.check();
}

#[test]
fn nobody_makes_stock_of_what_never_left() {
    let (mut desk, _, card) = shipped();
    let pin = json!({ "creator": "ink", "sku": "PIN" });
    desk.call("add_item", pin);
    let pin = desk.code("ink", "PIN");
    desk.ok(&["RETURN"]);
    assert!(desk.refused(&pin).contains("counted in as a delivery"));
    desk.ok(&[&card]);
    assert!(desk.refused("=3").contains("Fewer units"), "two cards are with buyers");
    desk.ok(&["=2", "DONE", "R-1"]);
    assert!(desk.refused(&card).contains("came back already"), "without its order, and now with it");
    desk.ok(&["BACK"]);
    desk.check();
}

#[test]
fn what_is_scanned_last_is_what_damaged_is_about_and_other_papers_change_nothing() {
    let (mut desk, sleeve, _) = shipped();
    desk.order("ink", json!([["CARD", 1]]));
    desk.pick_and_pack();
    desk.ok(&["R-1", MUG]);
    // A parcel that is here lies among what came back.
    for mode in ["goods_back", "take_back"] {
        assert!(desk.refused("P-2").contains("Lay it aside and go on here"));
        assert_eq!(desk.look().mode, mode);
        if mode == "goods_back" {
            desk.ok(&[&sleeve]);
        }
    }
    desk.ok(&["OK", "R-1"]);
    desk.refused("DAMAGED");
    assert_eq!(desk.units("main", "MUG"), 1);
    desk.ok(&["DONE"]);
    desk.check();
}

#[test]
fn a_barcode_that_two_creators_share_leaves_the_sleeve_waiting() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["CARD", 1]]));
    desk.pick_and_pack();
    desk.order("oak", json!([["SPOON", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "P-2", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    desk.ok(&[&sleeve, MUG, "CANCEL", "BACK"]);
    assert_eq!(desk.look().mode, "take_back");
    desk.ok(&["OK"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}

#[test]
fn a_kits_parts_come_back_one_by_one() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["SET", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let card = desk.code("ink", "CARD");
    desk.ok(&["R-1", &card, "=2", MUG]);
    assert!(desk.refused(MUG).contains("The one"));
    desk.ok(&["DONE"]);
    assert_eq!(returns(&mut desk)[0]["units"].as_array().unwrap().len(), 3);
    desk.check();
}
