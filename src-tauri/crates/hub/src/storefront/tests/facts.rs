//! The counts that the sample files must give.

use std::collections::BTreeMap;

use super::support::{CREATORS, catalogue, counts, meanings, order, orders, shared};
use crate::storefront::{FileCounts, Fulfilment, Gift, Physical, Quantity, read_orders, read_products};

/// What `facts.json` says of a creator's file, as far as an import counts it.
fn facts(creator: &str) -> Option<FileCounts> {
    let all: serde_json::Value = serde_json::from_slice(&shared("facts.json")?).unwrap();
    let count = |key: &str| all[creator][key].as_u64().unwrap();
    Some(FileCounts {
        orders: count("orders"),
        accepted: count("accepted"),
        held: count("held"),
        skipped: count("skipped"),
        rejected: count("rejected"),
        digital_only: count("digital_only"),
        lines_to_pick: count("lines_to_pick"),
        units_to_pick: count("units_to_pick"),
    })
}

#[test]
fn an_import_counts_what_the_facts_say() {
    for creator in CREATORS {
        let Some(expected) = facts(creator) else { return };
        let bytes = shared(&format!("{creator}-orders.csv")).unwrap();
        assert_eq!(counts(&bytes, &catalogue(creator).unwrap()), expected, "{creator}");
    }
}

#[test]
fn a_file_that_a_spreadsheet_saved_counts_and_means_the_same() {
    let Some(saved) = shared("fern-and-kiln-orders.excel.csv") else { return };
    let original = shared("fern-and-kiln-orders.csv").unwrap();
    let format = read_orders(&saved).unwrap().format;
    assert_eq!((format.encoding, format.delimiter), ("windows-1252", ';'));
    assert_eq!(counts(&saved, &catalogue("fern-and-kiln").unwrap()), facts("fern-and-kiln").unwrap());
    assert_eq!(meanings(&saved), meanings(&original));
}

#[test]
fn an_order_arrives_with_all_that_the_file_says_of_it() {
    let Some(bytes) = shared("fern-and-kiln-orders.csv") else { return };
    let entries = orders(&bytes);
    let by_name: BTreeMap<&str, _> = entries.iter().map(|entry| (order(entry).name.as_str(), order(entry))).collect();
    let first = by_name["#1001"];
    assert_eq!((first.row, first.lines.len(), first.lines[1].row), (2, 2, 3));
    assert_eq!((first.total_minor, first.currency.code()), (8050, "USD"));
    assert_eq!(first.created_at_ms, 1_791_504_191_000);
    assert_eq!(first.platform_id.as_deref(), Some("5550000001"));
    assert_eq!(first.payment_reference.as_deref(), Some("pay_500000"));
    assert_eq!(first.shipping_method.as_deref(), Some("Standard"));
    assert_eq!(first.email, "buyer61@example.com");
    assert_eq!(first.tags, ["drop-autumn"]);
    assert_eq!(first.address.address1, "Prolongación Norte Espinosa 090 Edif. 812 , Depto. 231");
    assert_eq!(first.lines[0].quantity, Quantity::Units(2));
    let second = by_name["#1002"];
    assert_eq!(second.row, 4);
    assert_eq!(second.address.zip, "08932", "the apostrophe belongs to the spreadsheet");
    assert_eq!(second.note, "Leave at the neighbour,\nsecond bell");
    assert_eq!(by_name["#1003"].row, 5, "a note of two lines is one row");
    assert_eq!(by_name["#1012"].fulfilled, Fulfilment::Partly);
    assert_eq!(by_name["#1012"].lines[0].row, 20);
    // 23 by their tag, 14 more by a note that begins with “Gift:”.
    assert_eq!(by_name.values().filter(|order| order.gift == Gift::Wished).count(), 37);
}

#[test]
fn products_arrive_with_costs_weights_and_kits() {
    let Some(bytes) = shared("fern-and-kiln-products.csv") else { return };
    let file = read_products(&bytes).unwrap();
    assert_eq!((file.products.len(), file.problems.len()), (6, 0));
    let mug = &file.products[0];
    assert_eq!((mug.row, mug.price_minor, mug.unit_cost_minor, mug.weight_g), (2, 2800, Some(790), Some(420)));
    assert_eq!(mug.barcode.as_deref(), Some("2900000005006"));
    assert_eq!(file.products[3].title, "Incense Holder, \"Ripple\"");
    assert_eq!(file.products[4].physical, Physical::Digital);
    assert_eq!(file.products[5].components, [("FK-INCENSE".to_owned(), 1), ("FK-MUG-MOSS".to_owned(), 1)]);
    let yen = read_products(&shared("tomo-zines-products.csv").unwrap()).unwrap();
    assert_eq!((yen.products[0].price_minor, yen.products[0].unit_cost_minor), (1200, Some(310)));
}
