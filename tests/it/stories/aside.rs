//! Units that came back and are set aside: all of them in one list, until somebody decides about each.

use serde_json::{Value, json};

use super::desk::Desk;

const MUG: &str = "4006381333931";

fn aside(desk: &mut Desk) -> Vec<Value> {
    let found = desk.call("units_set_aside", json!({}));
    assert_eq!(found["total"], found["rows"].as_array().unwrap().len());
    found["rows"].as_array().unwrap().clone()
}

fn told(row: &Value) -> (i64, &str, &str) {
    (row["number"].as_i64().unwrap(), row["unit"]["sku"].as_str().unwrap(), row["unit"]["grade"].as_str().unwrap())
}

#[test]
fn all_units_that_are_set_aside_stand_in_one_list_the_oldest_first_until_each_is_decided() {
    let mut desk = Desk::stocked();
    for parcel in ["P-1", "P-2"] {
        desk.order("ink", json!([["MUG", 2], ["CARD", 1]]));
        desk.pick_and_pack();
        desk.ok(&[parcel, "DONE"]);
    }
    let card = desk.code("ink", "CARD");
    assert_eq!(aside(&mut desk).len(), 0);
    desk.ok(&["R-2", MUG, "DAMAGED", MUG, &card, "NEXT", "DONE"]);
    desk.later(3_600);
    desk.ok(&["R-1", MUG, "NEXT", "DONE"]);
    let rows = aside(&mut desk);
    let expected = [(1, "MUG", "damaged"), (1, "CARD", "opened"), (2, "MUG", "opened")];
    assert_eq!(rows.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!(
        (&rows[0]["order"], &rows[0]["creator"], &rows[0]["state"]),
        (&json!("O-2"), &json!("Ink"), &json!("asked"))
    );
    assert!(rows[0]["came_ms"].as_i64() < rows[2]["came_ms"].as_i64(), "an hour lies between them");
    assert_eq!(desk.call("units_set_aside", json!({ "offset": 1, "limit": 1 }))["rows"][0], rows[1]);

    // What arrived damaged from the microfactory lies there, too, and came back from nobody.
    desk.call("announce_run", json!({ "creator": "ink", "sku": "CARD", "expected": 1 }));
    desk.ok(&[&card, "DAMAGED", &card, "DONE"]);
    assert_eq!((desk.units("quarantine", "CARD"), aside(&mut desk).len()), (2, 3));

    // Decided: to the shelf again, to the microfactory, thrown away.
    let unit = |at: usize| rows[at]["unit"]["unit"].clone();
    desk.call("set_returned", json!({ "unit": unit(2), "goes_to": "restock" }));
    desk.call("goods_done", json!({ "number": 1, "reference": "re_1" }));
    assert_eq!(aside(&mut desk)[0]["state"], json!("done"), "where it goes can still be said");
    desk.call("set_returned", json!({ "unit": unit(0), "goes_to": "rework" }));
    assert_eq!(aside(&mut desk).iter().map(told).collect::<Vec<_>>(), [(1, "CARD", "opened")]);
    desk.call("set_returned", json!({ "unit": unit(1), "goes_to": "scrap" }));
    assert_eq!(aside(&mut desk).len(), 0);
    desk.check();
}
