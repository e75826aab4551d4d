//! Files that are no export at all, and noise of any kind and size.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::support::{cells, orders, orders_file, plainly, refusal, small_catalogue, wide};
use crate::storefront::{FileCounts, Foreign, MAX_FILE_BYTES, OrderEntry, TableError, read_orders, read_products};

/// What a byte of noise is made into.
type Keep = fn(u8) -> u8;

/// Bytes without a pattern, the same on every run.
fn noise(length: usize, keep: Keep) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut bytes = vec![0_u8; length];
    for chunk in bytes.chunks_mut(8) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let word = state.to_le_bytes().map(keep);
        chunk.copy_from_slice(&word[..chunk.len()]);
    }
    bytes
}

fn not_csv(found: Foreign) -> TableError {
    TableError::NotCsv { found }
}

#[test]
fn an_empty_file_says_so() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\r\n", b"\x1a"] {
        assert_eq!(refusal(bytes), TableError::Empty, "{bytes:?}");
    }
    let header = orders_file(&[]);
    assert_eq!(refusal(&header), TableError::HeaderOnly { columns: 16 });
    let blank = [header, b",,,,\r\n\r\n".to_vec()].concat();
    assert_eq!(refusal(&blank), TableError::HeaderOnly { columns: 16 });
}

#[test]
fn other_formats_are_called_by_their_names() {
    let head = |mark: &[u8]| [mark, &noise(4000, |byte| byte)].concat();
    assert_eq!(refusal(&head(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml")), not_csv(Foreign::Workbook));
    assert_eq!(refusal(&head(b"PK\x03\x04 xl/workbook.xml")), not_csv(Foreign::Workbook));
    assert_eq!(refusal(&head(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")), not_csv(Foreign::Workbook));
    assert_eq!(refusal(&head(b"PK\x03\x04 orders.csv")), not_csv(Foreign::Archive));
    assert_eq!(refusal(&head(b"%PDF-1.7\n")), not_csv(Foreign::Pdf));
    assert_eq!(refusal(&head(b"\x1f\x8b\x08")), not_csv(Foreign::Compressed));
    assert_eq!(refusal(&head(b"\x89PNG\r\n")), not_csv(Foreign::Picture));
    assert_eq!(refusal(b"\n<!DOCTYPE HTML><html>Sign in</html>"), not_csv(Foreign::WebPage));
    let sentence = refusal(&head(b"PK\x03\x04 xl/workbook.xml")).to_string();
    assert!(sentence.contains("This is a spreadsheet workbook; save it as CSV"), "{sentence}");
}

#[test]
fn binary_data_is_no_text() {
    assert_eq!(refusal(&noise(10_000, |byte| byte)), not_csv(Foreign::Binary));
    assert_eq!(refusal(&[0; 5000]), not_csv(Foreign::Binary));
    assert_eq!(refusal(&noise(10_000, |byte| byte.max(1))), not_csv(Foreign::Binary));
    let mut late = orders_file(&vec!["#1|paid|MUG|1"; 3000]);
    late.extend_from_slice(b"#2,paid\0,MUG,1\n");
    assert_eq!(refusal(&late), not_csv(Foreign::Binary), "a NUL beyond the first look");
}

#[test]
fn a_hundred_megabytes_of_noise_are_answered_at_once() {
    let kinds: [(&str, Keep); 4] = [
        ("bytes", |byte| byte),
        ("letters", |byte| b'a' + byte % 26),
        ("letters in lines", |byte| if byte == 7 { b'\n' } else { b'a' + byte % 26 }),
        ("delimiters and quotes", |byte| b",;\t\"\nxyz"[usize::from(byte % 8)]),
    ];
    for (kind, keep) in kinds {
        let bytes = noise(100 * 1024 * 1024, keep);
        let start = Instant::now();
        let error = refusal(&bytes);
        let (took, read) = (start.elapsed(), read_products(&bytes));
        assert!(read.is_err());
        assert!(took < Duration::from_secs(1), "{kind}: {took:?}, {error}");
        assert!(error.to_string().len() < 3000, "{kind}: {error}");
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused_by_its_size() {
    let bytes = vec![b'a'; usize::try_from(MAX_FILE_BYTES).unwrap() + 1];
    assert_eq!(refusal(&bytes), TableError::TooLarge { bytes: MAX_FILE_BYTES + 1, limit: MAX_FILE_BYTES });
}

#[test]
fn a_first_line_without_an_end_is_no_header() {
    let bytes = vec![b'a'; 200_000];
    assert_eq!(refusal(&bytes), TableError::NoHeader { limit: 65_536 });
}

/// Whatever comes, it is answered; and what is read is counted once.
fn answer(bytes: &[u8]) {
    let _ = read_products(bytes);
    match read_orders(bytes) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(file) => {
            let counts = FileCounts::of(&file.orders, &small_catalogue());
            let sum = counts.accepted + counts.held + counts.skipped + counts.rejected + counts.digital_only;
            assert_eq!((sum, counts.orders), (counts.orders, file.orders.len() as u64));
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        answer(&bytes);
        answer(&[&b"\xff\xfe"[..], &bytes].concat());
    }

    #[test]
    fn any_bytes_below_a_good_header_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        answer(&[orders_file(&["#1|paid|SET|1"]), bytes.clone()].concat());
        answer(&[b"SKU,Title,Price,Currency,Components\nA,B,1,EUR,A*1\n".to_vec(), bytes].concat());
    }

    #[test]
    fn any_text_of_a_table_is_answered(text in "[#,;\t\"\n\r0-9a-z*.é友-]{0,300}") {
        let header = String::from_utf8(orders_file(&["#1|paid|SET|1"])).unwrap();
        answer(format!("{header}{text}").as_bytes());
        answer(&wide(&format!("{header}{text}"), u16::to_be_bytes));
    }

    #[test]
    fn any_cell_stays_in_its_order(cell in "\\PC{0,30}", place in 0..16_usize) {
        let mut table = cells(&orders_file(&["#1|paid|MUG|1", "#2|paid|MUG|1"]));
        table[1][place].clone_from(&cell);
        let entries = orders(&plainly(&table));
        let second = entries.iter().any(|entry| matches!(entry, OrderEntry::Order(order) if order.row == 3));
        prop_assert!(second || cell.trim() == "#2" || entries.len() == 1);
    }
}
