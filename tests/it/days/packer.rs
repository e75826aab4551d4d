//! A packer who mostly does what the bench expects, and knows what else lies about.

use loopdock_hub::BenchView;
use serde_json::{Value, json};

use super::day::Day;
use super::laws::Broken;
use super::plan::{Harm, Kind, What};
use super::stage::text;

const COMMANDS: &[&str] = &["NEXT", "BACK", "DONE", "SHORT", "DAMAGED", "OK", "CANCEL", "UNDO"];

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
    "%00\u{0}\u{1b}[31m",
];

/// A scan that brings the work of a bench forward.
pub(super) fn forward(day: &mut Day, view: &BenchView, pick: usize) -> Result<String, Broken> {
    let first = view.expects.first().and_then(|expected| expected.code.clone()).unwrap_or_default();
    let asks = |word: &str| first.contains(&format!("/C/{word}/"));
    match view.mode.as_str() {
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
        7..10 => {
            let waiting = day.list("parcels", json!({}))?;
            chosen(&waiting.iter().map(|parcel| text(parcel, "code")).collect::<Vec<_>>(), at)
        }
        10 | 11 => {
            let out = day.list("sleeves", json!({ "state": "out" }))?;
            chosen(&out.iter().map(|sleeve| text(sleeve, "code")).collect::<Vec<_>>(), at)
        }
        12 => Some(numbered(day, "parcel", "R", at)?),
        13 => Some(item(day, at, Some("stocked"))?),
        14 => {
            let doubted = doubted_bins(day)?;
            Some(chosen(&doubted, at).unwrap_or_else(|| bin(day, at)))
        }
        _ => Some(numbered(day, "customer_order", "O", at)?),
    };
    Ok(found.unwrap_or_else(|| "NEXT".to_owned()))
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
    let item = items[at % items.len()];
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
    // Where one is held it is mostly that one that somebody asks for.
    let held =
        "SELECT DISTINCT number FROM customer_order JOIN order_line ON customer_order.id = order_line.customer_order
                WHERE order_line.state = 'held' ORDER BY number";
    match chosen(&read(day, held)?, at / 2).filter(|_| at.is_multiple_of(2)) {
        Some(number) => Ok(format!("O-{number}")),
        None => numbered(day, "customer_order", "O", at / 2),
    }
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
