//! The same rows written otherwise: encodings, delimiters, line ends, columns and rows in another order.

use csv::Terminator;

use super::support::{
    CREATORS, catalogue, cells, counts, meanings, order, orders, plainly, shared, wide, without, written,
};
use crate::storefront::read_orders;

/// A creator's orders file as bytes and cells; None where the shared data is missing.
fn sample(creator: &str) -> Option<(Vec<u8>, Vec<Vec<String>>)> {
    let bytes = shared(&format!("{creator}-orders.csv"))?;
    let cells = cells(&bytes);
    Some((bytes, cells))
}

/// Asserts that a variant counts and means the same as the original.
fn assert_same(creator: &str, what: &str, variant: &[u8], original: &[u8]) {
    let catalogue = catalogue(creator).unwrap();
    assert_eq!(counts(variant, &catalogue), counts(original, &catalogue), "{creator}, {what}");
    let (left, right) = (meanings(variant), meanings(original));
    for (name, meaning) in &right {
        assert_eq!(left.get(name), Some(meaning), "{creator}, {what}, {name}");
    }
    assert_eq!(left.len(), right.len());
}

#[test]
fn every_unicode_encoding_reads_the_same() {
    for creator in CREATORS {
        let Some((original, _)) = sample(creator) else { return };
        let text = String::from_utf8(original.clone()).unwrap();
        let marked = format!("\u{feff}{text}");
        let variants = [
            ("UTF-8 with a mark", "UTF-8", marked.clone().into_bytes()),
            ("UTF-16 little-endian with a mark", "UTF-16LE", wide(&marked, u16::to_le_bytes)),
            ("UTF-16 big-endian with a mark", "UTF-16BE", wide(&marked, u16::to_be_bytes)),
            ("UTF-16 little-endian", "UTF-16LE", wide(&text, u16::to_le_bytes)),
            ("UTF-16 big-endian", "UTF-16BE", wide(&text, u16::to_be_bytes)),
        ];
        for (what, encoding, bytes) in variants {
            assert_eq!(read_orders(&bytes).unwrap().format.encoding, encoding, "{creator}, {what}");
            assert_same(creator, what, &bytes, &original);
        }
    }
}

#[test]
fn a_code_page_reads_the_same_as_far_as_it_has_the_letters() {
    let pages = [
        ("fern-and-kiln", encoding_rs::WINDOWS_1252),
        ("nachtlicht-drucke", encoding_rs::WINDOWS_1250),
        ("tomo-zines", encoding_rs::SHIFT_JIS),
    ];
    for (creator, page) in pages {
        let Some((_, cells)) = sample(creator) else { return };
        // Orders with a letter that the code page lacks can't be written in it, so both files go without them.
        let is_writable = |row: &Vec<String>| row.iter().all(|cell| !page.encode(cell).2);
        let lost: Vec<&String> = cells.iter().filter(|row| !is_writable(row)).map(|row| &row[0]).collect();
        let kept: Vec<Vec<String>> = cells.iter().filter(|row| !lost.contains(&&row[0])).cloned().collect();
        assert!(kept.len() > 40, "{creator} in {} keeps {} rows", page.name(), kept.len());
        let original = plainly(&kept);
        let text = String::from_utf8(written(&kept, b';', Terminator::CRLF)).unwrap();
        let saved = page.encode(&text).0.into_owned();
        assert_eq!(read_orders(&saved).unwrap().format.encoding, page.name(), "{creator}");
        assert_same(creator, page.name(), &saved, &original);
    }
}

#[test]
fn a_code_page_that_can_not_be_told_for_certain_still_counts_the_same() {
    // German, French and Czech names in one file: bytes that mean è in one page mean č in the other.
    let Some((original, cells)) = sample("nachtlicht-drucke") else { return };
    let catalogue = catalogue("nachtlicht-drucke").unwrap();
    for page in [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1250, encoding_rs::WINDOWS_1253] {
        let replaced = |cell: &String| page.encode(cell).0.into_owned();
        let encoded: Vec<Vec<Vec<u8>>> = cells.iter().map(|row| row.iter().map(replaced).collect()).collect();
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        encoded.iter().for_each(|row| writer.write_byte_record(&row.iter().collect()).unwrap());
        let saved = writer.into_inner().unwrap();
        assert_eq!(counts(&saved, &catalogue), counts(&original, &catalogue), "{}", page.name());
    }
}

#[test]
fn delimiters_and_line_ends_change_nothing() {
    for creator in CREATORS {
        let Some((original, cells)) = sample(creator) else { return };
        for delimiter in [b',', b';', b'\t'] {
            for end in [Terminator::CRLF, Terminator::Any(b'\n'), Terminator::Any(b'\r')] {
                let bytes = written(&cells, delimiter, end);
                assert_same(creator, &format!("{} and {end:?}", char::from(delimiter)), &bytes, &original);
            }
        }
        let inner: Vec<Vec<String>> =
            cells.iter().map(|row| row.iter().map(|cell| cell.replace('\n', "\r\n")).collect()).collect();
        assert_same(creator, "CRLF within cells", &written(&inner, b',', Terminator::CRLF), &original);
        let told = [b"sep=;\r\n".to_vec(), written(&cells, b';', Terminator::CRLF)].concat();
        assert_same(creator, "a line sep=;", &told, &original);
    }
}

#[test]
fn columns_are_found_by_name_in_any_order_case_and_number() {
    for creator in CREATORS {
        let Some((original, cells)) = sample(creator) else { return };
        let turned: Vec<Vec<String>> = cells.iter().map(|row| row.iter().rev().cloned().collect()).collect();
        assert_same(creator, "columns reversed", &plainly(&turned), &original);
        let mut shouted = cells.clone();
        shouted[0].iter_mut().for_each(|name| *name = format!(" {} ", name.to_uppercase()));
        assert_same(creator, "columns in capitals", &plainly(&shouted), &original);
        let mut wider = cells.clone();
        wider.iter_mut().enumerate().for_each(|(at, row)| row.push(format!("new {at}")));
        assert_same(creator, "a column of tomorrow", &plainly(&wider), &original);
        let empty =
            ["Shipping Address2", "Shipping Company", "Note Attributes", "Shipping Phone", "Payment ID", "Phone"];
        assert_same(creator, "empty columns dropped", &plainly(&without(&cells, &empty)), &original);
    }
}

#[test]
fn without_optional_columns_the_counts_stay() {
    let dropped = ["Id", "Tags", "Email", "Vendor", "Notes", "Payment Reference", "Shipping Name", "Shipping Method"];
    for creator in CREATORS {
        let Some((original, cells)) = sample(creator) else { return };
        let catalogue = catalogue(creator).unwrap();
        let lean = plainly(&without(&cells, &dropped));
        assert_eq!(counts(&lean, &catalogue), counts(&original, &catalogue), "{creator}");
        assert!(orders(&lean).iter().all(|entry| order(entry).platform_id.is_none()));
        let unsaid = plainly(&without(&cells, &["Lineitem requires shipping"]));
        assert_eq!(counts(&unsaid, &catalogue), counts(&original, &catalogue), "{creator}: the catalogue knows");
    }
}

#[test]
fn rows_of_an_order_need_not_be_neighbours() {
    for creator in CREATORS {
        let Some((original, cells)) = sample(creator) else { return };
        let is_head = |row: &Vec<String>| !row[2].is_empty();
        let (heads, others): (Vec<_>, Vec<_>) = cells.iter().skip(1).cloned().partition(is_head);
        let apart = [vec![cells[0].clone()], heads.clone(), others.clone()].concat();
        assert_same(creator, "further lines at the end", &plainly(&apart), &original);
        let before = [vec![cells[0].clone()], others, heads].concat();
        assert_same(creator, "further lines first", &plainly(&before), &original);
        let mut blank = cells.clone();
        blank.insert(5, vec![String::new(); blank[0].len()]);
        assert_same(creator, "a blank row", &plainly(&blank), &original);
    }
}

#[test]
fn what_changes_an_order_changes_its_meaning() {
    let Some((original, cells)) = sample("fern-and-kiln") else { return };
    let before = meanings(&original);
    for (column, value) in
        [("Lineitem quantity", "7"), ("Shipping Zip", "1"), ("Notes", "n"), ("Tags", "gift"), ("Id", "1")]
    {
        let mut changed = cells.clone();
        let place = changed[0].iter().position(|name| name == column).unwrap();
        changed[1][place] = value.to_owned();
        let after = meanings(&plainly(&changed));
        assert_ne!(before["#1001"], after["#1001"], "{column}");
        assert_eq!(before["#1002"], after["#1002"], "{column}");
    }
}
