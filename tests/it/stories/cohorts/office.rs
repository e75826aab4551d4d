//! What the office is refused about cohorts, and what the journal says of them.

use loopdock_hub::ErrorCode;
use serde_json::{Value, json};

use super::super::desk::Desk;
use super::{add, desk, order, spend};

#[test]
fn what_can_not_be_is_refused_with_what_would_be_right_and_changes_nothing() {
    let mut desk = desk();
    assert!(preview_refusal(&mut desk, 1).contains("none of its orders has an e-mail"));
    order(&mut desk, "ink", "ada@example.com", json!([["MUG", 1]]));
    assert!(preview_refusal(&mut desk, 1).contains("No buyer of Ink has spent anything in EUR"));
    spend(&mut desk, "ada@example.com", 30);
    let ended = add(&mut desk, "Ended", 1, "1.00");
    desk.call("end_cohort", json!({ "number": ended }));
    let number = add(&mut desk, "The best", 1, "5.00");
    let (before, entries) = (desk.call("cohorts", json!({})), desk.journal().len());
    let new =
        |name: &str, top: i64, terms: Value| json!({ "creator": "ink", "name": name, "top": top, "terms": terms });
    let none = || json!({});
    for (command, request, says) in [
        ("add_cohort", new("None", 0, none()), "the 0 buyers who spent most: say how many, from 1 to 100000"),
        ("add_cohort", new("All", 100_001, none()), "from 1 to 100000"),
        ("cohort_preview", json!({ "creator": "ink", "top": 0 }), "from 1 to 100000"),
        ("draw_cohort", json!({ "number": number, "top": 0 }), "from 1 to 100000"),
        ("add_cohort", new("  ", 5, none()), "a name of 1 to 60 characters, such as First 500; this one has 0"),
        ("add_cohort", new(&"x".repeat(61), 5, none()), "this one has 61"),
        ("add_cohort", new(" The  best ", 5, none()), "Ink has a cohort “The best” already"),
        ("add_cohort", new("Others", 5, json!({ "reward": "3.00" })), "number of days"),
        ("add_cohort", new("Others", 5, json!({ "deposit": "99999999999" })), "at most"),
        ("add_cohort", new("Others", 5, json!({ "deposit": "2.00", "deposit_sku": "MUG" })), "on its shelves"),
        ("set_cohort", json!({ "number": number, "terms": { "deposit": "-1" } }), "between 0 and"),
        ("set_cohort", json!({ "number": number, "name": "" }), "such as First 500"),
        ("add_cohort", json!({ "creator": "moss", "name": "X", "top": 5 }), "There is no creator “moss” here"),
        ("set_cohort", json!({ "number": 99, "name": "X" }), "There is no cohort 99 here, or it has ended"),
        ("draw_cohort", json!({ "number": ended }), "or it has ended"),
        ("end_cohort", json!({ "number": ended }), "or it has ended"),
    ] {
        let said = desk.refusal(command, request);
        assert!(said.contains(says), "{command}: {said}");
    }
    assert_eq!((desk.call("cohorts", json!({})), desk.journal().len()), (before, entries));
    // Its own name again is no other cohort's.
    desk.call("set_cohort", json!({ "number": number, "name": "The best" }));
    let error = desk.hub.call("set_cohort", json!({ "number": 99 }), None).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

fn preview_refusal(desk: &mut Desk, top: u32) -> String {
    desk.refusal("cohort_preview", json!({ "creator": "ink", "top": top }))
}

#[test]
fn the_journal_knows_cohorts_by_ids_and_counts_alone() {
    let mut desk = desk();
    spend(&mut desk, "ada@example.com", 30);
    let number = add(&mut desk, "Ada and friends", 1, "5.00");
    desk.call("draw_cohort", json!({ "number": number, "top": 3 }));
    desk.call("set_cohort", json!({ "number": number, "name": "Ada's friends" }));
    desk.call("end_cohort", json!({ "number": number }));
    let journal = desk.journal();
    let entries: Vec<&Value> =
        journal.iter().filter(|entry| entry["kind"].as_str().unwrap().ends_with("_cohort")).collect();
    let kinds: Vec<&str> = entries.iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["add_cohort", "draw_cohort", "set_cohort", "end_cohort"]);
    for entry in &entries {
        assert!(
            !entry.to_string().to_lowercase().contains("ada@") && !entry["body"].to_string().contains("friends"),
            "{entry}"
        );
        assert_eq!(entry["body"]["cohort"], entries[0]["body"]["cohort"]);
    }
    assert_eq!((&entries[0]["body"]["came_in"], &entries[3]["body"]["went_out"]), (&json!(1), &json!(1)));
}
