//! Codes of every kind, with the hub that made them and without.

use super::*;
use crate::codes::tests::key;
use crate::codes::{Command, OwnCode};

fn json(text: &str, key: Option<&CodeKey>) -> serde_json::Value {
    serde_json::to_value(Decoded::of(text, key)).unwrap()
}

fn has(text: &str, key: Option<&CodeKey>, wanted: &serde_json::Value) {
    let said = json(text, key);
    for (field, value) in wanted.as_object().unwrap() {
        assert_eq!(said.get(field).unwrap_or(&serde_json::Value::Null), value, "{field} of {text}: {said}");
    }
}

#[test]
fn every_kind_of_code_is_called_by_a_word() {
    for (text, what) in [
        ("", "empty"),
        ("=12", "quantity"),
        ("=1,2kg", "weight"),
        ("undo", "command"),
        ("t-07", "typed_name"),
        ("4006381333931", "product_barcode"),
        ("4006381333932", "product_barcode"),
        ("]C10104006381333931", "gs1_element_string"),
        ("https://id.gs1.org/01/04006381333931", "gs1_digital_link"),
        ("https://example.org/x", "web_address"),
        ("Https://example.org/x", "web_address"),
        ("1Z999AA10123456784", "carrier_label"),
        ("RR123456785DE", "carrier_label"),
        ("106141412345678908", "carrier_label"),
        ("00106141412345678908", "gs1_element_string"),
        ("]C0MUG-MOSS", "text"),
        ("]C1hello", "gs1_element_string"),
    ] {
        has(text, None, &serde_json::json!({ "what": what, "code": text }));
        has(text, Some(&key()), &serde_json::json!({ "what": what }));
    }
}

#[test]
fn details_stand_beside_the_word() {
    for (text, wanted) in [
        ("=12", serde_json::json!({ "quantity": 12 })),
        ("=1,2kg", serde_json::json!({ "weight_g": 1_200 })),
        ("t-07", serde_json::json!({ "kind": "tote", "number": "7", "checked": null })),
        ("450", serde_json::json!({ "what": "text", "note": PERHAPS_AN_AMOUNT })),
        ("]E44006381", serde_json::json!({ "verdict": "error", "elements": "", "symbol": "EAN-8", "gtin14": null })),
        (
            "]E04006381333931",
            serde_json::json!({ "verdict": "plain", "elements": "4006381333931", "gtin14": "04006381333931" }),
        ),
        (
            "]d2010400638133393110A\u{1d}21B",
            serde_json::json!({
                "code": "]d2010400638133393110A<GS>21B",
                "verdict": "ok",
                "elements": "(01)04006381333931(10)A(21)B",
                "error": null,
            }),
        ),
        ("]C100106141412345678908", serde_json::json!({ "carrier": "sscc", "number": "106141412345678908" })),
        ("]Q1hello", serde_json::json!({ "what": "text", "verdict": "plain", "elements": "hello" })),
        ("hello", serde_json::json!({ "what": "text", "verdict": null, "elements": null })),
        (
            "1Z999AA10123456785",
            serde_json::json!({ "carrier": "ups", "error": "its check digit is wrong: it is damaged, or was typed wrong" }),
        ),
    ] {
        has(text, None, &wanted);
    }
}

#[test]
fn own_codes_are_checked_where_their_hub_is_there() {
    let parcel = OwnCode::new(CodeKind::Parcel, 1042).payload(&key());
    let other = CodeKey::new("9ZZZ", [9; 32]);
    let is =
        |checked: &str| serde_json::json!({ "what": "own_code", "kind": "parcel", "hub4": "7K2M", "checked": checked });
    has(&parcel, Some(&key()), &is("genuine"));
    has(&parcel.to_lowercase(), Some(&key()), &is("genuine"));
    has(&parcel, None, &is("unchecked"));
    has(&parcel, Some(&other), &is("other_hub"));
    has(&parcel.replace("1042", "1043"), Some(&key()), &is("damaged"));
    let command = OwnCode::new(CodeKind::Command, Command::Undo).payload(&key());
    has(&command, Some(&key()), &serde_json::json!({ "kind": "command", "number": "UNDO", "checked": "genuine" }));
    for broken in ["LD/", "LD/7K2M/P", "LD/7K2M/P/1042", "LD/7K2M/X/1/22", "LD/7K2M/S/1", "LD/7K2M/P/1/22/3"] {
        for key in [None, Some(&key())] {
            has(broken, key, &serde_json::json!({ "what": "own_code", "checked": "damaged" }));
        }
    }
}

#[test]
fn sleeves_are_known_by_their_links_and_serials() {
    let serial = Serial::mint([9; 7], &key());
    let forged = format!("{}0", &serial.as_str()[..15]);
    let is = |checked: &str| serde_json::json!({ "what": "sleeve", "checked": checked });
    let link = format!("HTTPS://ANY.EXAMPLE/S/7K2M{serial}");
    has(&link, Some(&key()), &is("genuine"));
    has(&link, None, &is("unchecked"));
    has(&link, Some(&CodeKey::new("9ZZZ", [9; 32])), &is("other_hub"));
    has(&format!("HTTPS://ANY.EXAMPLE/S/7K2M{forged}"), Some(&key()), &is("damaged"));
    has(serial.as_str(), Some(&key()), &is("genuine"));
    has(serial.as_str(), None, &serde_json::json!({ "what": "text", "note": PERHAPS_A_SERIAL }));
    let grai = format!("HTTPS://OTHER.EXAMPLE/8003/09521234543213{serial}");
    let held = format!("(8003)09521234543213{serial}");
    has(
        &grai,
        Some(&key()),
        &serde_json::json!({ "what": "sleeve", "checked": "genuine", "verdict": "ok", "elements": held }),
    );
    has(&grai, None, &serde_json::json!({ "what": "gs1_digital_link", "verdict": "ok", "note": PERHAPS_A_SERIAL }));
}
