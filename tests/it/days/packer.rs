//! A packer who mostly does what the bench expects, and knows what else lies about.

use loopdock_hub::BenchView;
use serde_json::{Value, json};

use super::day::Day;
use super::laws::Broken;
use super::plan::{Harm, Kind, What};
use super::stage::text;

const COMMANDS: &[&str] = &["NEXT", "BACK", "DONE", "SHORT", "DAMAGED", "OK", "CANCEL", "RETURN", "UNDO"];

const TEXTS: &[&str] = &[
    "",
    "   ",
    "hello",
    "https://example.com/S/ABCD",
    "4006381333930",
    "=",
    "=-3",
    "=1.2.3KG",
    "LD/",
    "LD/ABCD/C/OK/00",
    "]C1004006381333931",
    "]E04006381333931",
    "T-99",
    "P-0",
    "O-",
    "W-999999999",
    "A-99-9",
    "'; DROP TABLE stock; --",
    "ねこ",
    "ada1@heimlich.example",
    "Ada Quillfeather 2",
    "MAUVE-1",
    "%00\u{0}\u{1b}[31m",
];

/// A scan that brings the work of a bench forward.
pub(super) fn forward(day: &mut Day, view: &BenchView, pick: usize) -> Result<String, Broken> {
    let first = view.expects.first().and_then(|expected| expected.code.clone()).unwrap_or_default();
    let asks = |word: &str| first.contains(&format!("/C/{word}/"));
    match view.mode.as_str() {
        // A second thought about a packed parcel.
        "idle" if asks("BACK") => Ok(chosen(&packed(day)?, pick).unwrap_or_else(|| "BACK".to_owned())),
        // Whoever has the pick list of a wave that nobody walks scans its code.
        "idle" => match waiting_waves(day)?.first() {
            Some(wave) if pick.is_multiple_of(2) => Ok(wave.clone()),
            _ => begin(day, pick),
        },
        // A damaged unit is named by its scan, a count by its number.
        _ if asks("CANCEL") && !pick.is_multiple_of(8) => item(day, pick / 8, None),
        "count" => Ok(format!("={}", pick % 9)),
        "pick" if asks("NEXT") && !pick.is_multiple_of(4) => Ok(format!("={}", pick / 4 % 6)),
        "pick" if pick.is_multiple_of(14) => Ok("SHORT".to_owned()),
        "receive" if view.expects.len() > 1 => match pick % 8 {
            0..3 => item(day, pick / 8, Some("stocked")),
            3 => Ok(format!("={}", 1 + pick / 8 % 5)),
            4 | 5 => Ok(bin(day, pick / 8)),
            6 => Ok("DAMAGED".to_owned()),
            _ => Ok("DONE".to_owned()),
        },
        "put_away" if pick.is_multiple_of(8) => Ok(bin(day, pick / 8)),
        "take_back" if pick % 8 == 5 => Ok("CANCEL".to_owned()),
        "hand_over" if pick % 12 == 7 => Ok("CANCEL".to_owned()),
        "hand_over" if pick.is_multiple_of(3) => Ok("DONE".to_owned()),
        _ => {
            let codes: Vec<Option<&String>> = view.expects.iter().map(|expected| expected.code.as_ref()).collect();
            match codes.get(pick % codes.len().max(1)) {
                Some(Some(code)) => Ok((*code).clone()),
                // No code can be named for “any bin”, and none is left of “any empty tote” or “any free sleeve”.
                _ if view.mode == "put_away" => Ok(bin(day, pick / 8)),
                _ => Ok(["BACK", "CANCEL", "OK"][pick % 3].to_owned()),
            }
        }
    }
}

/// Something to begin with at a bench where nothing is being done.
fn begin(day: &mut Day, pick: usize) -> Result<String, Broken> {
    let at = pick / 16;
    let found = match pick % 16 {
        0..4 if !read(day, "SELECT 1 FROM order_line WHERE state = 'ready' LIMIT 1")?.is_empty() => None,
        0..4 => Some(item(day, at, Some("stocked"))?),
        4..7 => chosen(&full_totes(day)?, at),
        7..10 => chosen(&packed(day)?, at),
        10 | 11 => {
            let out = day.list("sleeves", json!({ "state": "out" }))?;
            chosen(&out.iter().map(|sleeve| text(sleeve, "code")).collect::<Vec<_>>(), at)
        }
        12 => Some(numbered(day, "parcel", "R", at)?),
        13 if at.is_multiple_of(3) => Some("RETURN".to_owned()),
        13 => Some("CANCEL".to_owned()),
        14 => {
            let doubted = doubted_bins(day)?;
            Some(chosen(&doubted, at).unwrap_or_else(|| bin(day, at)))
        }
        _ => Some(numbered(day, "customer_order", "O", at)?),
    };
    Ok(found.unwrap_or_else(|| "NEXT".to_owned()))
}

/// The codes of the parcels that wait for their carrier.
fn packed(day: &mut Day) -> Result<Vec<String>, Broken> {
    Ok(day.list("parcels", json!({}))?.iter().map(|parcel| text(parcel, "code")).collect())
}

/// The code that a step scans, whatever the bench expects.
pub(super) fn code(day: &mut Day, what: What) -> Result<String, Broken> {
    Ok(match what {
        What::Forward(_) | What::Undo => "UNDO".to_owned(),
        What::Command(at) => COMMANDS[at % COMMANDS.len()].to_owned(),
        What::Units(units) => format!("={units}"),
        What::Grams(grams) if grams % 2 == 1 => format!("={}.{:03}kg", grams / 1_000, grams % 1_000),
        What::Grams(grams) => format!("={grams}g"),
        What::Text(at) => TEXTS[at % TEXTS.len()].to_owned(),
        What::Code { kind, at, harm } => harmed(named(day, kind, at)?, harm),
    })
}

fn named(day: &mut Day, kind: Kind, at: usize) -> Result<String, Broken> {
    Ok(match kind {
        Kind::Bin => bin(day, at),
        Kind::Tote => {
            let tote = &day.codes.totes[at % day.codes.totes.len()];
            if at.is_multiple_of(2) { tote.name.clone() } else { tote.code.clone() }
        }
        Kind::Item => item(day, at, None)?,
        Kind::Parcel => numbered(day, "parcel", "P", at)?,
        Kind::Return => numbered(day, "parcel", "R", at)?,
        Kind::Order => numbered(day, "customer_order", "O", at)?,
        Kind::Wave => numbered(day, "wave", "W", at)?,
        Kind::Carrier => {
            let carriers: Vec<Value> = day.list("carriers", json!({}))?;
            carriers.get(at % carriers.len().max(1)).map(|carrier| text(carrier, "code")).unwrap_or_default()
        }
        Kind::Sleeve => day.codes.sleeves[at % day.codes.sleeves.len()].clone(),
    })
}

fn bin(day: &Day, at: usize) -> String {
    let bin = &day.codes.bins[at % day.codes.bins.len()];
    if at.is_multiple_of(2) { bin.name.clone() } else { bin.code.clone() }
}

fn item(day: &Day, at: usize, kind: Option<&str>) -> Result<String, Broken> {
    let items: Vec<_> = day.codes.items.iter().filter(|item| kind.is_none_or(|kind| item.kind == kind)).collect();
    let Some(item) = items.get(at % items.len().max(1)) else { return Ok("NEXT".to_owned()) };
    Ok(item.codes[at / items.len() % item.codes.len()].clone())
}

/// One of the numbers that a table has given, or the next, which nothing has.
fn numbered(day: &Day, table: &str, letter: &str, at: usize) -> Result<String, Broken> {
    let numbers = read(day, &format!("SELECT number FROM {table} WHERE number IS NOT NULL ORDER BY number"))?;
    let number = match numbers.get(at % (numbers.len() + 1)) {
        Some(number) => number.clone(),
        None => (1 + numbers.len()).to_string(),
    };
    Ok(format!("{letter}-{number}"))
}

/// The name of an order for the office.
pub(super) fn order_name(day: &Day, at: usize) -> Result<String, Broken> {
    // Where one is held it is mostly that one that somebody asks for; and who changes their mind does so while a packer
    // has the order in hand.
    let in_hand = "SELECT number FROM customer_order o WHERE wave IS NOT NULL
                   OR EXISTS (SELECT 1 FROM tote_use u WHERE u.customer_order = o.id)
                   OR EXISTS (SELECT 1 FROM parcel p WHERE p.customer_order = o.id AND p.state = 'packing') ORDER BY number";
    let found = match at % 4 {
        0 | 1 => chosen(&held(day)?, at / 4),
        2 => chosen(&read(day, in_hand)?, at / 4).map(|number| format!("O-{number}")),
        _ => None,
    };
    match found {
        Some(name) => Ok(name),
        None => numbered(day, "customer_order", "O", at / 4),
    }
}

/// A bin with an item that a walk is to fetch there, for a count: the bin's name, the creator's key, the SKU.
pub(super) fn stop_of_a_walk(day: &Day, at: usize) -> Result<Option<[String; 3]>, Broken> {
    let stops = "SELECT DISTINCT p.name || '|' || c.key || '|' || i.sku FROM task t
                 JOIN allocation a ON a.id = t.allocation JOIN place p ON p.id = a.bin
                 JOIN item i ON i.id = a.item JOIN creator c ON c.id = i.creator
                 WHERE t.state IN ('open', 'at_bin') ORDER BY 1";
    let stop = chosen(&read(day, stops)?, at);
    Ok(stop.and_then(|stop| stop.split('|').map(str::to_owned).collect::<Vec<_>>().try_into().ok()))
}

/// The totes that anything lies in.
pub(super) fn full_totes(day: &Day) -> Result<Vec<String>, Broken> {
    let full = "SELECT name FROM place WHERE kind = 'tote' AND (id IN (SELECT tote FROM tote_use)
                OR id IN (SELECT place FROM stock WHERE on_hand > 0)) ORDER BY name";
    read(day, full)
}

/// The waves that nobody walks.
fn waiting_waves(day: &Day) -> Result<Vec<String>, Broken> {
    read(day, "SELECT 'W-' || number FROM wave WHERE state = 'open' AND bench IS NULL ORDER BY number")
}

/// The bins that somebody should count.
pub(super) fn doubted_bins(day: &Day) -> Result<Vec<String>, Broken> {
    read(day, "SELECT name FROM place WHERE id IN (SELECT bin FROM bin_count WHERE state = 'open') ORDER BY name")
}

/// The orders that need a person.
pub(super) fn held(day: &Day) -> Result<Vec<String>, Broken> {
    let held = "SELECT DISTINCT 'O-' || number FROM customer_order
                JOIN order_line ON customer_order.id = order_line.customer_order
                WHERE order_line.state = 'held' ORDER BY number";
    read(day, held)
}

fn chosen(from: &[String], at: usize) -> Option<String> {
    from.get(at % from.len().max(1)).cloned()
}

fn read(day: &Day, query: &str) -> Result<Vec<String>, Broken> {
    day.tables.texts(query).map_err(|error| Broken::new("the tables can be read", &error.to_string()))
}

fn harmed(code: String, harm: Harm) -> String {
    let own = code.starts_with("LD/") && code.is_char_boundary(7);
    match harm {
        Harm::OtherHub if own => format!("LD/{}{}", "9Z9Z", code.get(7..).unwrap_or_default()),
        Harm::Damaged if code.len() > 1 => {
            let mut letters: Vec<char> = code.chars().collect();
            if let Some(last) = letters.last_mut() {
                *last = if *last == '7' { '4' } else { '7' };
            }
            letters.into_iter().collect()
        }
        _ => code,
    }
}
