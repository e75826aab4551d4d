//! What an item looks like: given, shown where somebody needs it, and taken away.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use loopdock_hub::{ErrorCode, HubReader, JournalLine};
use serde_json::{Value, json};

use super::desk::Desk;

/// A PNG of one colour, so large as its header says; nobody here decodes it.
fn png(width: u32, height: u32, colour: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, colour]);
    bytes
}

fn give(desk: &mut Desk, creator: &str, sku: &str, picture: &[u8]) -> String {
    let set =
        desk.call("set_item_picture", json!({ "creator": creator, "sku": sku, "content": STANDARD.encode(picture) }));
    set["digest"].as_str().unwrap().to_owned()
}

#[test]
fn an_item_has_one_picture_which_is_replaced_and_taken_away() {
    let mut desk = Desk::furnished();
    let mug = json!({ "creator": "ink", "sku": "MUG" });
    assert_eq!(desk.call("item_picture", mug.clone()), Value::Null);
    assert_eq!(desk.call("stock_of", mug.clone())["picture"], Value::Null);

    let blue = give(&mut desk, "ink", "MUG", &png(640, 480, 1));
    let shown = desk.call("item_picture", mug.clone());
    assert_eq!((&shown["media"], &shown["digest"]), (&json!("image/png"), &json!(blue)));
    assert_eq!(STANDARD.decode(shown["content"].as_str().unwrap()).unwrap(), png(640, 480, 1));
    assert_eq!(desk.call("stock_of", mug.clone())["picture"]["digest"], json!(blue));

    let red = give(&mut desk, "ink", "MUG", &png(640, 480, 2));
    assert_ne!(red, blue);
    assert_eq!(desk.call("item_picture", mug.clone())["digest"], json!(red));
    assert_eq!(desk.call("item_picture", json!({ "creator": "oak", "sku": "SPOON" })), Value::Null);

    assert_eq!(desk.call("set_item_picture", mug.clone()), json!({ "digest": null }));
    assert_eq!(desk.call("item_picture", mug.clone()), Value::Null);
    let again = desk.hub.call("set_item_picture", mug, None).unwrap_err();
    assert_eq!(again.code, ErrorCode::Refused);
}

#[test]
fn what_is_no_picture_is_refused_and_the_old_one_stays() {
    let mut desk = Desk::furnished();
    let kept = give(&mut desk, "ink", "MUG", &png(64, 64, 1));
    let mut refused = |content: String| {
        let request = json!({ "creator": "ink", "sku": "MUG", "content": content });
        let error = desk.hub.call("set_item_picture", request, None).unwrap_err();
        (error.code, error.message)
    };
    let (code, why) = refused(STANDARD.encode("<svg onload=alert(1)>"));
    assert_eq!(code, ErrorCode::Refused);
    assert!(why.contains("PNG, JPEG or WebP"), "{why}");
    let (_, why) = refused(STANDARD.encode(png(4_000, 3_000, 1)));
    assert!(why.contains("4000 × 3000 px"), "{why}");
    let (_, why) = refused(STANDARD.encode([png(64, 64, 1), vec![0; 200_000]].concat()));
    assert!(why.contains("at most 200000"), "{why}");
    assert_eq!(refused("§".to_owned()).0, ErrorCode::BadCall);
    let unknown = desk.hub.call("set_item_picture", json!({ "creator": "ink", "sku": "JUG" }), None).unwrap_err();
    assert_eq!(unknown.code, ErrorCode::NotFound);
    assert_eq!(desk.call("item_picture", json!({ "creator": "ink", "sku": "MUG" }))["digest"], json!(kept));
}

#[test]
fn a_packer_sees_the_item_that_is_to_be_taken_or_scanned() {
    let mut desk = Desk::stocked();
    let mug = give(&mut desk, "ink", "MUG", &png(64, 64, 1));
    desk.order("ink", json!([["MUG", 2], ["CARD", 1]]));
    let seen = |desk: &mut Desk| {
        let view = desk.look();
        view.picture.map(|shown| (shown.sku, shown.digest))
    };
    assert_eq!(seen(&mut desk), None, "an idle bench shows none");
    desk.ok(&["NEXT"]);
    assert_eq!(seen(&mut desk), Some(("MUG".to_owned(), mug.clone())), "A-01-1 comes first");
    desk.ok(&["A-01-1", "4006381333931", "=2", "T-01"]);
    assert_eq!(seen(&mut desk), None, "the card has none");
    desk.follow("pick");
    desk.ok(&["T-01"]);
    let mut shown = Vec::new();
    for _ in 0..20 {
        let view = desk.look();
        if view.mode != "pack" {
            break;
        }
        shown.push((view.say.contains("MUG"), view.picture.is_some_and(|picture| picture.sku == "MUG")));
        let code = view.expects.into_iter().find_map(|expected| expected.code).unwrap();
        desk.ok(&[&code]);
    }
    assert!(shown.contains(&(true, true)), "{shown:?}");
    assert!(shown.iter().all(|(named, seen)| named == seen), "the picture is of what the sentence names: {shown:?}");
    desk.call("announce_run", json!({ "creator": "ink", "sku": "MUG", "expected": 4 }));
    assert_eq!(desk.call("find_runs", json!({}))["rows"][0]["picture"]["digest"], json!(mug));
}

#[test]
fn the_journal_knows_a_picture_by_its_digest_and_check_finds_a_damaged_one() {
    let mut desk = Desk::furnished();
    let digest = give(&mut desk, "ink", "MUG", &png(64, 64, 1));
    let JournalLine { line, .. } =
        HubReader::open(desk.hub.path()).unwrap().journal_after(0, 1_000).unwrap().pop().unwrap();
    assert!(line.contains(&format!("\"sha256\":\"{digest}\"")), "{line}");
    assert!(line.len() < 700, "the picture is not in it: {line}");
    let finding = |desk: &mut Desk, name: &str| {
        let check = desk.call("check", json!({}));
        check["findings"].as_array().unwrap().iter().find(|finding| finding["name"] == name).unwrap().clone()
    };
    assert_eq!(
        (&finding(&mut desk, "pictures")["counted"], &finding(&mut desk, "pictures")["broken"]),
        (&json!(1), &json!([]))
    );
    let file = rusqlite::Connection::open(desk.hub.path()).unwrap();
    file.execute("UPDATE item_picture SET bytes = x'89504e47'", []).unwrap();
    assert_eq!(finding(&mut desk, "pictures")["broken"], json!(["the picture of MUG is damaged"]));
}
