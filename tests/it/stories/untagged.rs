//! A sleeve whose tag can't be read any more comes back by its slip; a number that anybody can type takes none back.

use loopdock_domain::codes::CodeKind;

use super::desk::Desk;

const MUG: &str = "4006381333931";

/// The serial in a sleeve's code, as it stands on the tag.
fn serial(code: &str) -> String {
    let serial = code.rsplit('/').next().unwrap();
    serial.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// What is owed, and how many sleeves are still out.
fn stands(desk: &mut Desk) -> (i64, usize) {
    (desk.owed(), desk.sleeves("out").len())
}

#[test]
fn a_number_that_was_typed_takes_no_sleeve_back_however_often_ok_is_pressed() {
    for typed in ["R-1", "P-1", " r-1 "] {
        let (mut desk, sleeve) = Desk::shipped();
        let said = desk.ok(&[typed]);
        assert!(said.contains("type the sleeve’s serial") && !said.contains(&serial(&sleeve)), "{said}");
        for _ in 0..3 {
            assert!(desk.refused("OK").contains("only typed"));
        }
        // Nor is it one OK too many after the goods.
        desk.ok(&[MUG, "DONE"]);
        desk.refused("OK");
        assert_eq!(stands(&mut desk), (0, 1));
        // Whoever has the sleeve can read its serial there, and that has check characters.
        desk.ok(&[typed, &serial(&sleeve).to_lowercase(), "OK"]);
        assert_eq!(stands(&mut desk), (200, 0));
        desk.check();
    }
}

#[test]
fn the_slip_that_is_scanned_after_its_number_stands_for_the_tag() {
    for kind in [CodeKind::Return, CodeKind::Parcel] {
        let (mut desk, _) = Desk::shipped();
        let code = desk.printed(kind, 1);
        desk.ok(&["R-1"]);
        desk.refused("OK");
        desk.ok(&[&code, "OK", "OK"]);
        assert_eq!(stands(&mut desk), (200, 0));
        desk.check();
    }
}

#[test]
fn a_slip_without_a_tag_is_a_warning_each_time_and_is_noted() {
    let (mut desk, sleeve) = Desk::shipped();
    let slip = desk.printed(CodeKind::Return, 1);
    desk.ok(&[&slip]);
    let answer = desk.scan("OK");
    assert_eq!(answer.cue.as_str(), "warn");
    for told in ["No tag was read", "O-1", "2.00 EUR", &serial(&sleeve)] {
        assert!(answer.say.contains(told), "{told}: {}", answer.say);
    }
    let entry = desk.journal().pop().unwrap();
    assert_eq!((&entry["body"]["did"], &entry["body"]["by_slip"]), (&"begin_return".into(), &true.into()));
    // It was one OK too many: whoever ends the goods is told once more, before anything is paid.
    let said = desk.ok(&[MUG, "DONE"]);
    assert!(said.contains("No tag was read"), "{said}");
    desk.ok(&["CANCEL"]);
    assert_eq!(stands(&mut desk), (0, 1));
    // Of one whose tag was read nothing is said or noted of that.
    let answer = desk.scan(&sleeve);
    assert!(answer.cue.as_str() == "ok" && !answer.say.contains("No tag"), "{}", answer.say);
    assert!(!desk.look().say.contains("No tag"));
    assert_eq!(desk.journal().pop().unwrap()["body"].get("by_slip"), None);
    desk.ok(&["OK"]);
    assert_eq!(stands(&mut desk), (200, 0));
    desk.check();
}

#[test]
fn what_was_scanned_holds_while_units_are_counted_and_taken_out_again() {
    let (mut desk, _) = Desk::shipped();
    let slip = desk.printed(CodeKind::Return, 1);
    desk.ok(&[&slip, MUG, "CANCEL", "OK", "OK"]);
    assert_eq!(stands(&mut desk), (200, 0));
    let (mut desk, _) = Desk::shipped();
    desk.ok(&["R-1", MUG, "CANCEL"]);
    desk.refused("OK");
    assert_eq!(stands(&mut desk), (0, 1));
    desk.check();
}
