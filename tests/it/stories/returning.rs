//! Sleeves come back, and nobody gets one deposit twice.

use loopdock_domain::codes::CodeKind;
use serde_json::json;

use super::desk::Desk;

#[test]
fn a_deposit_is_owed_after_a_look_and_only_once() {
    let (mut desk, sleeve) = Desk::shipped();
    assert_eq!((desk.balance("deposits:ink:"), desk.balance("receivable:ink")), (-200, 200));
    let said = desk.ok(&[&sleeve]);
    assert!(said.contains("O-1") && said.contains("2.00 EUR"), "{said}");
    assert_eq!(desk.balance("deposits:ink:"), -200);
    assert!(desk.refused(&sleeve).contains("back already"));
    desk.ok(&["OK"]);
    assert_eq!((desk.balance("deposits:ink:"), desk.balance("refunds_payable:ink")), (0, -200));
    assert!(desk.refused(&sleeve).contains("back already"));
    desk.ok(&["R-1"]);
    desk.refused("OK");
    desk.check();
}

#[test]
fn a_return_slip_finds_the_sleeve_too() {
    let (mut desk, _) = Desk::shipped();
    let slip = desk.printed(CodeKind::Return, 1);
    assert!(desk.ok(&[&slip]).contains("O-1"));
    desk.ok(&["OK", "OK"]);
    assert_eq!(desk.owed(), 200);
    desk.check();
}

#[test]
fn a_mistaken_return_leaves_the_loan_open() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "CANCEL"]);
    assert_eq!(desk.sleeves("out").len(), 1);
    desk.ok(&[&sleeve, "OK", "UNDO", "UNDO"]);
    assert_eq!(desk.sleeves("out").len(), 1);
    assert_eq!(desk.balance("deposits:ink:"), -200);
    desk.ok(&[&sleeve, "DAMAGED"]);
    assert_eq!(desk.sleeves("inspecting").len(), 1);
    desk.check();
}

#[test]
fn a_sleeve_goes_out_again_and_an_old_slip_does_not_take_it_back() {
    let (mut desk, sleeve) = Desk::shipped();
    desk.ok(&[&sleeve, "OK"]);
    desk.order("ink", json!([["MUG", 1]]));
    desk.ok(&["NEXT"]);
    desk.follow("pick");
    desk.ok(&["T-01", "4006381333931", &sleeve]);
    desk.follow("pack");
    desk.ok(&["P-2", "DONE"]);
    desk.ok(&["R-1"]);
    desk.refused("OK");
    assert!(desk.ok(&[&sleeve]).contains("O-2"));
    desk.ok(&["OK"]);
    desk.check();
}

#[test]
fn an_invented_serial_is_no_sleeve_of_ours() {
    let (mut desk, sleeve) = Desk::shipped();
    let mut forged = sleeve.clone();
    let last = if forged.ends_with('0') { "1" } else { "0" };
    forged.replace_range(forged.len() - 1.., last);
    desk.refused(&forged);
    desk.check();
}

#[test]
fn what_the_return_slip_names_is_owed_also_when_the_creator_asks_something_else_meanwhile() {
    let mut desk = Desk::packed();
    desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "9.00" } }));
    desk.ok(&["P-1", "DONE"]);
    assert_eq!(desk.balance("deposits:ink:"), -200);
}
