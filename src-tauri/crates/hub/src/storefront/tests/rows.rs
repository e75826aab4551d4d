//! Rows: their numbers, their lengths, and damage that stays within one of them.

use super::support::{cells, order, orders, orders_file, plainly, refusal, small_catalogue};
use crate::storefront::{FileCounts, OrderEntry, TableError};

fn rejections(bytes: &[u8]) -> Vec<String> {
    let sentence = |entry: &OrderEntry| match entry {
        OrderEntry::Order(_) => None,
        OrderEntry::Unreadable(unreadable) => Some(unreadable.rejected.to_string()),
    };
    orders(bytes).iter().filter_map(sentence).collect()
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let plain = String::from_utf8(orders_file(&["#1|paid|MUG|1|Tags=\"a", "#2|paid|MUG|1", "#3|paid|MUG|1"])).unwrap();
    let (header, rest) = plain.split_once('\n').unwrap();
    let (first, rest) = rest.split_once('\n').unwrap();
    let first = first.replace("Thing", "\"Thing\nof three\n\nlines\"");
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{header}\n{first}\n\n\n{rest}\n").replace('\n', end);
        let rows: Vec<u32> = orders(text.as_bytes()).iter().map(|entry| order(entry).row).collect();
        assert_eq!(rows, [2, 5, 6], "{end:?}");
    }
    let unended = plain.trim_end();
    assert_eq!(order(&orders(unended.as_bytes())[2]).row, 4);
    let lowered = format!("\n\n{plain}");
    assert_eq!(order(&orders(lowered.as_bytes())[0]).row, 4, "blank lines above the header are rows as well");
}

#[test]
fn short_rows_read_as_empty_and_empty_surplus_is_fine() {
    let mut table = cells(&orders_file(&["#1|paid|MUG|1", "#2|paid|MUG|1"]));
    table[1].extend([String::new(), " ".to_owned()]);
    table[2].truncate(13);
    let entries = orders(&plainly(&table));
    assert_eq!(entries.iter().map(|entry| order(entry).name.as_str()).collect::<Vec<_>>(), ["#1", "#2"]);
    assert_eq!(order(&entries[1]).platform_id, None);
}

#[test]
fn a_shifted_row_rejects_its_order_and_no_other() {
    let mut table = cells(&orders_file(&["#1|paid|MUG|1", "#1||TIN|1", "#2|paid|MUG|1"]));
    table[2].push("left over".to_owned());
    let bytes = plainly(&table);
    let text = rejections(&bytes);
    assert_eq!(text.len(), 1);
    assert!(text[0].starts_with("row 3, order #1: it has 17 cells where the header has 16 columns"), "{}", text[0]);
    let counts = FileCounts::of(&orders(&bytes), &small_catalogue());
    assert_eq!((counts.orders, counts.accepted, counts.rejected), (2, 1, 1));
}

#[test]
fn a_quotation_mark_left_open_is_named_with_its_row() {
    let text = String::from_utf8(orders_file(&["#1|paid|MUG|1", "#2|paid|MUG|1", "#3|paid|MUG|1"])).unwrap();
    let broken = text.replacen("#2,paid,MUG", "#2,paid,\"MUG", 1);
    assert_eq!(refusal(broken.as_bytes()), TableError::UnclosedQuote { row: 3 });
    let inches = text.replacen("Thing", "5\" Thing", 1);
    assert_eq!(order(&orders(inches.as_bytes())[0]).lines[0].title, "5\" Thing", "a mark within a cell is a letter");
}

#[test]
fn a_few_damaged_bytes_spoil_their_order_only() {
    let rows = ["#1|paid|MUG|1|Tags=Zürich", "#2|paid|MUG|1|Tags=Köln", "#3|paid|MUG|1|Tags=Łódź"];
    let mut bytes = orders_file(&rows);
    let at = bytes.windows(2).position(|pair| pair == "ö".as_bytes()).unwrap();
    bytes.remove(at);
    assert_eq!(
        rejections(&bytes),
        ["row 3, order #2: it holds characters that are damaged; export the file again as UTF-8"]
    );
    assert_eq!(order(&orders(&bytes)[0]).tags, ["Zürich"]);
}

#[test]
fn rows_without_a_name_are_rejected_one_by_one() {
    let bytes = orders_file(&["#1|paid|MUG|1", "|paid|MUG|1", "||TIN|1", "|paid|MUG|1"]);
    assert_eq!(rejections(&bytes), ["row 3: “Name” is empty", "row 5: “Name” is empty"]);
}

#[test]
fn long_numbers_that_a_spreadsheet_rounded_are_no_keys() {
    let entries = orders(&orders_file(&["#1|paid|MUG|1|Id=5.55E+09", "#2|paid|MUG|1|Id='5550000002"]));
    assert_eq!(order(&entries[0]).platform_id, None);
    assert_eq!(order(&entries[1]).platform_id.as_deref(), Some("5550000002"));
}
