//! `loopdock decode`: scans of the outside world against the verdicts of GS1's own engine, and the hub's own codes.

use std::fs;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;

use loopdock_domain::codes::{BASE32, SERIAL_LENGTH, base32};
use loopdock_tests::program::Loopdock;
use serde_json::{Value, json};

use crate::judges;
use crate::stage::{new_hub, number_from};

/// A scan, the verdict of GS1's Barcode Syntax Engine 1.4.1, and the elements, or else why there are none.
type Judged = (String, String, String);

/// The scans that GS1's engine judged, which lie beside the repository; none where they don't.
fn judged() -> Option<Vec<Judged>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/gs1-scans.tsv");
    let Ok(text) = fs::read_to_string(file) else {
        judges::is_missing("GS1's verdicts are not beside the repository (shared/data/gs1-scans.tsv)");
        return None;
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [scan, verdict, elements] = cells.as_slice() else { panic!("{line}") };
        ((*scan).to_owned(), (*verdict).to_owned(), (*elements).to_owned())
    };
    Some(text.lines().skip(1).map(row).collect())
}

/// What the program says of codes, one answer a line.
fn decode(loopdock: &Loopdock, options: &[&str], codes: &[&str]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("codes.txt");
    fs::write(&input, codes.iter().map(|code| format!("{code}\n")).collect::<String>()).unwrap();
    let words = [options, &["decode"]].concat();
    let done = loopdock.bare(&words).stdin(fs::File::open(&input).unwrap()).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let lines = String::from_utf8(done.stdout).unwrap();
    let answers: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), codes.len(), "one line each");
    answers
}

fn agrees(answer: &Value, verdict: &str, elements: &str) {
    assert_eq!(answer["verdict"], verdict, "{answer}");
    match verdict {
        "error" => assert!(answer["error"].as_str().is_some_and(|error| error.len() > 10), "{answer}"),
        _ => assert_eq!((&answer["elements"], answer.get("error")), (&json!(elements), None), "{answer}"),
    }
}

#[test]
fn all_scans_are_judged_as_gs1s_own_engine_judges_them() {
    let Some(judged) = judged() else { return };
    assert_eq!(judged.len(), 120);
    let (_folder, loopdock) = new_hub();
    let scans: Vec<&str> = judged.iter().map(|(scan, ..)| scan.as_str()).collect();
    for ((scan, verdict, elements), answer) in judged.iter().zip(decode(&loopdock, &[], &scans)) {
        assert_eq!(answer["code"], json!(scan));
        agrees(&answer, verdict, elements);
    }
}

/// Whether a scan says without its symbology identifier what it is: it is a web address or a retail barcode's number, a
/// separator is in it, or it begins with a key whose check digit is right. A GIAI has none, and a key whose check digit is
/// wrong may be any number.
fn is_unambiguous(scan: &str, verdict: &str) -> bool {
    let (symbology, bare) = scan.split_at(3);
    let is_guarded = !bare.starts_with("8004") && verdict == "ok";
    symbology.starts_with("]E") || bare.to_lowercase().starts_with("http") || bare.contains("<GS>") || is_guarded
}

#[test]
fn scans_without_a_symbology_identifier_are_judged_the_same_where_they_are_unambiguous() {
    let Some(judged) = judged() else { return };
    let (_folder, loopdock) = new_hub();
    let bare: Vec<&Judged> = judged.iter().filter(|(scan, verdict, _)| is_unambiguous(scan, verdict)).collect();
    assert_eq!(bare.len(), 109, "of the 120, without five GIAIs and six wrong check digits");
    let scans: Vec<&str> = bare.iter().map(|(scan, ..)| &scan[3..]).collect();
    for ((_, verdict, elements), answer) in bare.iter().zip(decode(&loopdock, &[], &scans)) {
        agrees(&answer, verdict, elements);
        assert_eq!(answer.get("symbol"), None);
    }
}

#[test]
fn own_codes_are_checked_with_their_hub_and_named_without() {
    let (_folder, loopdock) = new_hub();
    let (_elsewhere, other) = new_hub();
    let sleeves = loopdock.call("register_sleeves", &json!({ "count": 1 }));
    let serial = sleeves["names"][0].as_str().unwrap();
    let hub = loopdock.hub.to_str().unwrap();
    let checked = |options: &[&str], code: &str| decode(&loopdock, options, &[code])[0].clone();
    let sleeve = checked(&["--hub", hub], serial);
    assert_eq!((&sleeve["what"], &sleeve["checked"]), (&json!("sleeve"), &json!("genuine")), "{sleeve}");
    let hub4 = sleeve["hub4"].as_str().unwrap();
    for code in [format!("LD/{hub4}/S/{serial}"), format!("https://any.example/S/{hub4}{serial}")] {
        assert_eq!(checked(&["--hub", hub], &code)["checked"], "genuine", "{code}");
        assert_eq!(checked(&["--hub", other.hub.to_str().unwrap()], &code)["checked"], "other_hub", "{code}");
        let without = checked(&[], &code);
        assert_eq!((&without["checked"], &without["hub4"]), (&json!("unchecked"), &json!(hub4)), "{code}");
    }
    let forged = format!("LD/{hub4}/P/1042/00");
    let told = checked(&["--hub", hub], &forged);
    assert!(told["checked"] == "damaged" && told["kind"] == "parcel", "{told}");
}

#[test]
fn whatever_a_scanner_sends_gets_a_word() {
    let (_folder, loopdock) = new_hub();
    let codes = [
        "=12",
        "=450G",
        "UNDO",
        "T-07",
        "1Z999AA10123456784",
        "RR123456785DE",
        "",
        "hello",
        "<GS>",
        "\u{1d}0104006381333931",
    ];
    let answers = decode(&loopdock, &[], &codes);
    let words: Vec<&str> = answers.iter().map(|answer| answer["what"].as_str().unwrap()).collect();
    let (typed, label) = (["quantity", "weight", "command", "typed_name"], "carrier_label");
    assert_eq!(words[..4], typed);
    assert_eq!(words[4..], [label, label, "empty", "text", "gs1_element_string", "gs1_element_string"]);
}

#[test]
fn a_hub_that_is_not_there_is_refused_in_one_line() {
    let (folder, loopdock) = new_hub();
    let missing = loopdock.beside(&folder.path().join("none.db"));
    assert!(missing.run(&["decode"]).refused(1).contains("none.db"));
}

/// Serials that nobody minted, each time the same ones: by a generator of Knuth's (MMIX).
fn invented() -> impl Iterator<Item = String> {
    let mut state = 1_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()
    };
    std::iter::repeat_with(move || base32(&[next(), next()].concat(), SERIAL_LENGTH))
}

/// How many codes the program calls genuine of those that are written into its standard input, and how many it answers.
fn genuine(loopdock: &Loopdock, codes: impl Iterator<Item = String>) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("codes.txt");
    let mut file = BufWriter::new(fs::File::create(&input).unwrap());
    codes.for_each(|code| writeln!(file, "{code}").unwrap());
    file.flush().unwrap();
    let mut decode = loopdock.command(&["decode"]);
    let mut program = decode.stdin(fs::File::open(&input).unwrap()).spawn().unwrap();
    let (mut genuine, mut answered) = (0, 0);
    for line in BufReader::new(program.stdout.take().unwrap()).lines() {
        genuine += usize::from(line.unwrap().contains("\"checked\":\"genuine\""));
        answered += 1;
    }
    assert!(program.wait().unwrap().success());
    (genuine, answered)
}

#[test]
fn of_many_invented_serials_in_the_hubs_own_form_none_is_genuine() {
    // A million in the long tier.
    let many = usize::try_from(number_from("LOOPDOCK_SERIALS").unwrap_or(100_000)).unwrap();
    let (_folder, loopdock) = new_hub();
    let real = loopdock.call("register_sleeves", &json!({ "count": 1 }))["names"][0].as_str().unwrap().to_owned();
    let hub = ["--hub", loopdock.hub.to_str().unwrap()];
    let hub4 = decode(&loopdock, &hub, &[&real])[0]["hub4"].as_str().unwrap().to_owned();
    let forms = [format!("LD/{hub4}/S/"), format!("HTTPS://HUB.EXAMPLE/S/{hub4}")];
    let forged = invented().take(many).zip(forms.iter().cycle()).map(|(serial, form)| format!("{form}{serial}"));
    // The last one is real: it would have been seen.
    let all = forged.chain([format!("{}{real}", forms[0])]);
    assert_eq!(genuine(&loopdock, all), (1, many + 1));
}

#[test]
fn a_serial_with_one_wrong_or_two_swapped_characters_is_none() {
    let (_folder, loopdock) = new_hub();
    let real = loopdock.call("register_sleeves", &json!({ "count": 1 }))["names"][0].as_str().unwrap().to_owned();
    let mut typed = Vec::new();
    for place in 0..SERIAL_LENGTH {
        for letter in BASE32 {
            let mut wrong = real.clone().into_bytes();
            wrong[place] = *letter;
            typed.push(String::from_utf8(wrong).unwrap());
        }
        for other in 0..place {
            let mut swapped = real.clone().into_bytes();
            swapped.swap(place, other);
            typed.push(String::from_utf8(swapped).unwrap());
        }
    }
    typed.retain(|code| *code != real);
    assert!(typed.len() > 16 * 31, "{}", typed.len());
    let count = typed.len();
    assert_eq!(genuine(&loopdock, typed.into_iter().chain([real])), (1, count + 1));
}
