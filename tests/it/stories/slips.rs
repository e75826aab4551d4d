//! What papers say besides: customs forms, statements of deposits, logos, thanks, and templates of a hub's own.

use base64::Engine as _;
use serde_json::{Value, json};

use super::desk::Desk;

/// The documents of the newest papers, the oldest first.
fn documents(desk: &mut Desk, newest: usize) -> Vec<String> {
    let jobs = desk.call("print_jobs", json!({}));
    let newest = jobs.as_array().unwrap().iter().take(newest);
    let mut documents: Vec<String> = newest.map(|job| job["document"].as_str().unwrap().to_owned()).collect();
    documents.reverse();
    documents
}

/// An order of two mugs to a country, packed.
fn pack_to(desk: &mut Desk, country: &str) {
    let count = desk.call("orders", json!({})).as_array().map_or(0, Vec::len);
    let buyer = json!({ "name": "Ada", "address1": "Street 1", "city": "Town", "zip": "1234", "country": country });
    let request = json!({ "creator": "ink", "name": format!("#{count}"), "lines": [["MUG", 2]], "shipping_method": "Van",
        "buyer": buyer });
    desk.call("add_order", request);
    desk.rest();
    desk.pick_and_pack();
    desk.rest();
}

/// What stands on the newest paper, where the tool that reads it is installed.
fn text_of_newest(desk: &mut Desk) -> Option<String> {
    text_of(desk, 0)
}

/// The same of an older one, so many papers before it.
fn text_of(desk: &mut Desk, before: usize) -> Option<String> {
    let number = desk.call("print_jobs", json!({}))[before]["number"].clone();
    let pdf = desk.call("paper", json!({ "number": number }))["pdf"].as_str().unwrap().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, base64::engine::general_purpose::STANDARD.decode(pdf).unwrap()).unwrap();
    match std::process::Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output() {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(_) => {
            eprintln!("slips: what stands there is not read, pdftotext is not installed");
            None
        }
    }
}

#[test]
fn a_parcel_that_leaves_the_customs_union_gets_its_form_when_it_is_closed() {
    let mut desk = Desk::stocked();
    pack_to(&mut desk, "CH");
    assert_eq!(documents(&mut desk, 1), ["return_slip"], "nobody said where the hub is");
    desk.call("set_hub", json!({ "country": "germany" }));
    desk.call(
        "add_item",
        json!({ "creator": "ink", "sku": "MUG", "price": "12.50", "hs_code": "691200", "origin": "PT" }),
    );
    pack_to(&mut desk, "FR");
    assert_eq!(documents(&mut desk, 1), ["return_slip"]);
    pack_to(&mut desk, "CH");
    assert_eq!(documents(&mut desk, 4), ["parcel_label", "packing_slip", "return_slip", "customs_cn22"]);
    if let Some(text) = text_of_newest(&mut desk) {
        for words in ["CN 22", "6912.00", "Portugal", "MUG"] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    desk.ok(&["UNDO"]);
    assert_eq!(desk.call("print_jobs", json!({}))[0]["state"], json!("voided"));
    // What its buyer fetches here leaves no country by our hands.
    desk.call("add_carrier", json!({ "name": "Van", "kind": "pick_up" }));
    desk.ok(&["OK"]);
    desk.rest();
    assert_eq!(documents(&mut desk, 1), ["return_slip"]);
    desk.check();
}

#[test]
fn a_packing_slip_says_what_all_cost_where_all_that_can_be_packed_is_in_the_parcel() {
    let mut desk = Desk::stocked();
    desk.call("add_item", json!({ "creator": "ink", "sku": "ZINE", "digital": true, "price": "3.00" }));
    // There are not so many cards: they come later.
    desk.call("set_creator", json!({ "key": "ink", "part_orders": "part" }));
    for (other, count, is_all) in [("ZINE", 1, true), ("CARD", 100, false)] {
        desk.order("ink", json!([["MUG", 1], [other, count]]));
        desk.pick_and_pack();
        desk.rest();
        let Some(text) = text_of(&mut desk, 1) else { return };
        assert_eq!((text.contains("Total"), text.contains("another parcel")), (is_all, !is_all), "{text}");
    }
}

#[test]
fn what_is_no_country_and_no_hs_code_is_refused() {
    let mut desk = Desk::furnished();
    assert!(desk.refusal("set_hub", json!({ "country": "Atlantis" })).contains("no country"));
    let item = |code: &str| json!({ "creator": "ink", "sku": "MUG", "hs_code": code });
    assert!(desk.refusal("add_item", item("69")).contains("6 to 10 digits"));
    assert!(desk.refusal("add_item", item("mugs")).contains("6 to 10 digits"));
    assert_eq!(desk.call("add_item", item("6912.00.23"))["hs_code"], json!("6912.0023"));
}

#[test]
fn a_badge_is_printed_under_a_name() {
    let mut desk = Desk::stocked();
    desk.call("add_staff", json!({ "name": "Ada", "role": "packer", "pin": "2718" }));
    desk.rest();
    let badge = desk.call("print_jobs", json!({}))[0].clone();
    assert_eq!((&badge["state"], &badge["about"]), (&json!("done"), &json!("Ada")), "{badge}");
    desk.check();
}

#[test]
fn a_statement_tells_a_deposit_that_is_gone_from_one_that_went_back() {
    let mut desk = Desk::stocked();
    desk.call("set_creator", json!({ "key": "ink", "terms": { "deposit": "2.00", "lost_days": 20 } }));
    for _ in 0..2 {
        desk.order("ink", json!([["MUG", 1]]));
        desk.pick_and_pack();
    }
    desk.ok(&["P-1", "P-2", "DONE"]);
    let back = desk.sleeves("out").remove(0);
    desk.ok(&[&back, "OK"]);
    desk.later(21 * 24 * 60 * 60);
    desk.call("print_statement", json!({ "key": "ink", "first": "2020-01-01", "last": "2099-12-31" }));
    desk.rest();
    if let Some(text) = text_of_newest(&mut desk) {
        let told = |words: &str| text.lines().filter(|line| line.contains(words)).count();
        assert_eq!(
            [told("Lent with parcel"), told("Came back"), told("the deposit is forfeited")],
            [2, 1, 1],
            "{text}"
        );
    }
    desk.check();
}

#[test]
fn a_creators_statement_says_what_the_ledger_does() {
    let mut desk = Desk::stocked();
    desk.order("ink", json!([["MUG", 1]]));
    desk.pick_and_pack();
    desk.ok(&["P-1", "DONE"]);
    let sleeve = desk.sleeves("out").remove(0);
    desk.ok(&[&sleeve, "OK"]);
    let request = |first: &str, last: &str| json!({ "key": "ink", "first": first, "last": last });
    desk.call("print_statement", request("2020-01-01", "2099-12-31"));
    desk.rest();
    assert_eq!(desk.call("print_jobs", json!({}))[0]["state"], json!("done"));
    if let Some(text) = text_of_newest(&mut desk) {
        assert!(text.contains("Lent with parcel P-1") && text.contains("Came back"), "{text}");
    }
    assert!(desk.refusal("print_statement", request("2026-10-31", "2026-10-01")).contains("no days"));
    assert!(desk.refusal("print_statement", request("October", "2026-10-01")).contains("no day"));
    desk.check();
}

#[test]
fn a_creators_logo_and_thanks_stand_on_its_slips() {
    let mut desk = Desk::stocked();
    let png = include_bytes!("../../../assets/labels/example_logo.png");
    let content = base64::engine::general_purpose::STANDARD.encode(png);
    desk.call("set_creator_logo", json!({ "key": "ink", "content": content }));
    assert_eq!(desk.call("creator_logo", json!({ "key": "ink" }))["media"], json!("image/png"));
    desk.call("set_creator", json!({ "key": "ink", "thanks": "So glad you chose us!" }));
    pack_to(&mut desk, "DE");
    if let Some(text) = text_of_newest(&mut desk) {
        assert!(text.contains("So glad you chose us!"), "{text}");
    }
    let no_image = base64::engine::general_purpose::STANDARD.encode("no picture at all");
    let said = desk.refusal("set_creator_logo", json!({ "key": "ink", "content": no_image }));
    assert!(said.contains("neither a PNG nor a JPEG"), "{said}");
    let large = base64::engine::general_purpose::STANDARD.encode(vec![0_u8; 500_001]);
    assert!(desk.refusal("set_creator_logo", json!({ "key": "ink", "content": large })).contains("500001 bytes"));
    desk.call("set_creator_logo", json!({ "key": "ink" }));
    assert_eq!(desk.call("creator_logo", json!({ "key": "ink" })), Value::Null);
    desk.check();
}

#[test]
fn a_template_of_the_hubs_own_goes_before_those_that_come_with_the_program() {
    let mut desk = Desk::packed();
    desk.rest();
    let all = desk.call("templates", json!({}));
    let bundled = all.as_array().unwrap().iter().find(|row| row["name"] == "parcel_label").unwrap();
    let source = bundled["source"].as_str().unwrap().replace("{carrier}", "VIA {carrier}");
    let shown = desk.call("try_template", json!({ "source": source }));
    assert_eq!((&shown["fault"], &shown["about"]), (&Value::Null, &json!("P-1")), "with this hub's newest label");
    assert!(shown["pdf"].as_str().is_some_and(|pdf| pdf.len() > 1_000));
    let broken = desk.call("try_template", json!({ "source": source.replace("{carrier}", "{courier}") }));
    assert!(broken["line"].as_i64() > Some(1) && broken["fault"].as_str().unwrap().contains("courier"), "{broken}");
    assert_eq!(broken["pdf"], Value::Null);
    assert!(desk.refusal("set_template", json!({ "name": "mine", "source": "width = 3" })).contains("Line"));
    assert!(desk.refusal("set_template", json!({ "name": "Parcel_Label", "source": source })).contains("stays"));
    desk.call("set_template", json!({ "name": "mine", "source": source }));
    desk.call("reprint", json!({ "number": 1 }));
    desk.rest();
    let jobs = desk.call("print_jobs", json!({}));
    let label = jobs.as_array().unwrap().iter().find(|job| job["document"] == "parcel_label").unwrap().clone();
    assert_eq!(label["state"], json!("done"));
    desk.call("remove_template", json!({ "name": "MINE" }));
    assert!(desk.refusal("remove_template", json!({ "name": "mine" })).contains("no template"));
    desk.check();
}

#[test]
fn a_template_that_would_stop_papers_is_not_kept() {
    let mut desk = Desk::packed();
    desk.rest();
    let all = desk.call("templates", json!({}));
    let source = |name: &str| {
        let bundled = all.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        bundled["source"].as_str().unwrap().to_owned()
    };
    // Each that comes with the program can be copied as it is.
    for name in all.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()) {
        desk.call("set_template", json!({ "name": format!("{name} of ours"), "source": source(name) }));
        desk.call("remove_template", json!({ "name": format!("{name} of ours") }));
    }
    let own = |width: u32, code_mm: u32| {
        format!(
            "document = \"bin_label\"\nwidth = [{width}, {width}]\nheight = [20, 60]\nmargin = 3\n[page]\nbody = [\"code\"]\n\
             [part.code]\nqr = \"{{code}}\"\nwidth = {code_mm}\nheight = {code_mm}\n"
        )
    };
    let small = desk.refusal("set_template", json!({ "name": "mine", "source": own(54, 4) }));
    assert!(small.contains("papers of the size 54x25 can't be printed: give its codes more room"), "{small}");
    desk.call("set_template", json!({ "name": "mine", "source": own(54, 16) }));
    let second = desk.refusal("set_template", json!({ "name": "other", "source": own(54, 17) }));
    assert!(second.contains("“mine” is the hub's own template for bin label of the size 54x25 already"), "{second}");
    desk.call("remove_template", json!({ "name": "mine" }));
    // A size that only the hub's own template is for, and that Settings name.
    let tall = own(105, 20).replace("[20, 60]", "[140, 150]");
    desk.call("set_template", json!({ "name": "mine", "source": tall }));
    desk.call("set_route", json!({ "document": "bin_label", "to": { "printer": "Folder" }, "size": "a6" }));
    for (name, request) in [
        ("remove_template", json!({ "name": "mine" })),
        ("set_template", json!({ "name": "mine", "source": own(54, 16) })),
    ] {
        let needed = desk.refusal(name, request);
        assert!(needed.contains("Under Printers, bin label is printed in the size a6"), "{needed}");
    }
    desk.check();
}

#[test]
fn what_no_font_can_print_is_named_beside_the_address_before_anything_is_printed() {
    let mut desk = Desk::stocked();
    let order = |desk: &mut Desk, number: u32, name: &str| {
        let buyer = json!({ "name": name, "address1": "Street 1", "city": "Town", "country": "DE" });
        let request = json!({ "creator": "ink", "name": format!("#{number}"), "lines": [["MUG", 1]], "buyer": buyer,
            "shipping_method": "Van" });
        let order = desk.call("add_order", request)["order"].clone();
        desk.call("order", json!({ "order": order }))
    };
    // The last character of all, which nobody ever draws.
    let strange = order(&mut desk, 1, "Ada \u{10fffd}");
    assert_eq!(strange["unprintable"], json!(["\u{10fffd} (U+10FFFD)"]));
    assert_eq!(order(&mut desk, 2, "Zoë Brontë")["unprintable"], json!([]));
}

#[test]
fn papers_that_go_abroad_say_where_they_come_from_and_others_do_not() {
    let mut desk = Desk::stocked();
    desk.call("set_hub", json!({ "country": "Germany", "address": "Werftstr. 3\n24143 Kiel" }));
    for (country, says) in [("PL", true), ("DE", false), ("", false)] {
        pack_to(&mut desk, country);
        for before in 0..3 {
            let document = desk.call("print_jobs", json!({}))[before]["document"].as_str().unwrap().to_owned();
            let Some(text) = text_of(&mut desk, before) else { return };
            let is_addressed = matches!(document.as_str(), "parcel_label" | "return_slip");
            assert_eq!(text.contains("GERMANY"), says && is_addressed, "{document} to {country}: {text}");
        }
    }
    // Said already, by whoever typed the address.
    desk.call("set_hub", json!({ "address": "Werftstr. 3\n24143 Kiel\nDeutschland, DE" }));
    desk.call("set_hub", json!({ "address": "Werftstr. 3\n24143 Kiel\nDE" }));
    pack_to(&mut desk, "PL");
    let label = text_of(&mut desk, 2).unwrap();
    assert!(!label.contains("GERMANY"), "{label}");
}
