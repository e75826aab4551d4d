//! What must hold whatever happens: at each scan, now and then, and when the day is over.

use std::collections::BTreeMap;

use loopdock_hub::{ErrorCode, HubReader, Level, ScanAnswer, replay};
use loopdock_tests::Snapshot;
use serde_json::json;

use super::day::{Day, word};
use super::exports::PRIVATE;
use super::plan::{BENCHES, Watch};

/// A law that was broken.
#[derive(Clone, Debug)]
pub(super) struct Broken {
    /// Which one: the same for the same fault, so that a shorter day can be told to break the same.
    pub law: String,
    /// How.
    pub how: String,
}

impl Broken {
    pub fn new(law: &str, how: &str) -> Self {
        Self { law: law.to_owned(), how: how.to_owned() }
    }
}

/// What is not a state of the hub but a record of what was done.
const RECORDS: &[&str] =
    &["journal", "movement", "posting", "order_entry", "counter", "print_job", "voided_code", "undo_step"];

/// Where rows stay after an undo, because a ledger names them, or a creator was asked for them.
const STAY: &[&str] = &["place", "run", "carrier", "payment"];

fn snapshot(day: &Day, but: &[&str]) -> Result<Snapshot, Broken> {
    day.tables.snapshot(but).map_err(|error| Broken::new("the tables can be read", &error.to_string()))
}

/// Everything, the records too.
pub(super) fn everything(day: &Day) -> Result<Snapshot, Broken> {
    snapshot(day, &[])
}

/// Nothing has changed since `before`.
pub(super) fn unchanged(day: &Day, before: &Snapshot, law: &str) -> Result<(), Broken> {
    same(before, &everything(day)?, &[], law)
}

fn same(before: &Snapshot, after: &Snapshot, may_grow: &[&str], law: &str) -> Result<(), Broken> {
    match before.difference(after, may_grow) {
        Some(difference) => Err(Broken::new(law, &difference)),
        None => Ok(()),
    }
}

/// Hears a scan at a bench and watches what it does.
pub(super) fn hear(day: &mut Day, bench: usize, code: &str, watch: Watch) -> Result<(), Broken> {
    if watch == Watch::Answer {
        return scanned(day, bench, code, None).map(|_| ());
    }
    let all_but_journal = snapshot(day, &["journal"])?;
    let before = snapshot(day, RECORDS)?;
    let deed = day.next_deed();
    let answer = scanned(day, bench, code, Some(deed))?;
    if answer.cue == Level::Stop {
        return same(&all_but_journal, &snapshot(day, &["journal"])?, &[], "a refused scan changes nothing");
    }
    if watch == Watch::Twice {
        return twice(day, bench, code, deed, &answer);
    }
    if answer.did == "undo" {
        return Ok(());
    }
    let seq = day.hub().seq().map_err(|error| Broken::new("seq", &error.message))?;
    let after = snapshot(day, RECORDS)?;
    if !steps_back(day, bench)?.contains(&seq.to_string()) {
        return same(&before, &after, &[], &format!("what can't be taken back changed nothing ({})", answer.did));
    }
    let undone = scanned(day, bench, "UNDO", None)?;
    if answer.did == "close_handover" {
        let law = "a handover can't be taken back";
        return match undone.cue {
            Level::Stop => same(&after, &snapshot(day, RECORDS)?, &[], law),
            _ => Err(Broken::new(law, &undone.say)),
        };
    }
    let law = format!("UNDO takes back what was just done ({})", answer.did);
    if undone.cue != Level::Ok {
        return Err(Broken::new(&law, &undone.say));
    }
    same(&before, &snapshot(day, RECORDS)?, STAY, &law)?;
    let asked = format!("SELECT number FROM payment WHERE journal = {seq} AND state <> 'cancelled'");
    let asked = day.tables.texts(&asked).map_err(|error| Broken::new(&law, &error.to_string()))?;
    if !asked.is_empty() {
        return Err(Broken::new("nobody is asked for what was taken back", &format!("payments {asked:?}")));
    }
    let again = scanned(day, bench, code, None)?;
    if (&again.did, again.cue) == (&answer.did, answer.cue) {
        return Ok(());
    }
    let law = format!("what was taken back can be done again ({})", answer.did);
    Err(Broken::new(&law, &format!("first {}\nthen {}: {}", answer.say, again.did, again.say)))
}

/// The places in the journal of what a bench can take back.
fn steps_back(day: &Day, bench: usize) -> Result<Vec<String>, Broken> {
    let query = format!(
        "SELECT undo_step.seq FROM undo_step JOIN place ON place.id = bench WHERE place.name = '{}'",
        BENCHES[bench]
    );
    day.tables.texts(&query).map_err(|error| Broken::new("the tables can be read", &error.to_string()))
}

/// The same deed once more does nothing and is answered the same.
fn twice(
    day: &mut Day,
    bench: usize,
    code: &str,
    deed: loopdock_hub::DeedId,
    first: &ScanAnswer,
) -> Result<(), Broken> {
    let law = "a deed done twice is done once";
    let before = everything(day)?;
    let again = scanned(day, bench, code, Some(deed))?;
    unchanged(day, &before, law)?;
    // What a buyer wrote is said with the first answer only: the journal keeps none of it.
    let told = |answer: &ScanAnswer| format!("{:?}", (&answer.did, answer.cue, &answer.said, &answer.next));
    if told(first) == told(&again) {
        return Ok(());
    }
    Err(Broken::new(law, &format!("first {}\nthen {}", told(first), told(&again))))
}

/// A scan is always answered.
pub(super) fn scanned(
    day: &mut Day,
    bench: usize,
    code: &str,
    deed: Option<loopdock_hub::DeedId>,
) -> Result<ScanAnswer, Broken> {
    let bench = BENCHES[bench];
    let answer = day.hub().call("scan", json!({ "bench": bench, "code": code }), deed);
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            day.log.push(format!("{bench}: {code} -> ERROR {}", error.message));
            let law = match error.code {
                ErrorCode::Internal => format!("a scan never fails ({})", error.message),
                code => format!("a scan is always answered ({code})"),
            };
            return Err(Broken::new(&law, &error.message));
        }
    };
    let answer: ScanAnswer =
        serde_json::from_value(answer).map_err(|error| Broken::new("an answer can be read", &error.to_string()))?;
    let said = serde_json::to_value(&answer.said).unwrap_or_default();
    day.tally.scan(&answer.did, word(answer.cue), &super::stage::text(&said, "id"), &super::stage::text(&said, "why"));
    day.log.push(format!("{bench}: {code} -> {} {}: {}", answer.did, word(answer.cue), answer.say));
    if answer.did == "refuse" && answer.cue != Level::Stop {
        return Err(Broken::new("a refusal is loud", &answer.say));
    }
    Ok(answer)
}

/// Every invariant holds.
pub(super) fn check(day: &mut Day) -> Result<(), Broken> {
    let nowhere = "SELECT p.name || ': ' || i.sku || ' is ' || i.kind FROM stock s
                   JOIN item i ON i.id = s.item JOIN place p ON p.id = s.place
                   WHERE s.physical = 1 AND s.on_hand > 0 AND i.kind <> 'stocked'";
    none(day, nowhere, "only what is stocked lies anywhere")?;
    let check = day.ask("check", json!({}))?;
    let mut broken = Vec::new();
    for finding in check["findings"].as_array().into_iter().flatten() {
        let lines: Vec<&str> =
            finding["broken"].as_array().into_iter().flatten().filter_map(|line| line.as_str()).collect();
        if !lines.is_empty() {
            let name = super::stage::text(finding, "name");
            broken.push((name, format!("{}:\n{}", super::stage::text(finding, "rule"), lines.join("\n"))));
        }
    }
    match broken.first() {
        None => Ok(()),
        Some((name, _)) => {
            let how: Vec<String> = broken.iter().map(|(_, how)| how.clone()).collect();
            Err(Broken::new(&format!("check: {name}"), &how.join("\n")))
        }
    }
}

/// A walk that goes on has something to fetch.
pub(super) fn walks(day: &Day) -> Result<(), Broken> {
    let empty = "SELECT 'W-' || number FROM wave w WHERE state = 'open'
                 AND NOT EXISTS (SELECT 1 FROM task t WHERE t.wave = w.id AND t.state IN ('open', 'at_bin'))";
    none(day, empty, "a walk that goes on has something to fetch")
}

/// Nobody waits for what lies in bins and is promised to nobody; asked when allocation rests. What is being put away is
/// promised when all of it is.
pub(super) fn served(day: &mut Day) -> Result<(), Broken> {
    for bench in 0..BENCHES.len() {
        if day.look(bench)?.mode == "put_away" {
            return Ok(());
        }
    }
    none(day, UNSERVED, "nobody waits for what lies in bins")
}

/// Orders that wait and are held in no part, while bins that nobody counts hold all that is still missing of them.
const UNSERVED: &str = "
    WITH asked AS (
        SELECT l.customer_order, l.id AS line, coalesce(k.item, l.item) AS item, l.qty * coalesce(k.qty, 1) AS qty
        FROM order_line l JOIN item i ON i.id = l.item LEFT JOIN kit_part k ON k.kit = i.id AND i.kind = 'kit'
        WHERE l.state = 'waiting' AND i.kind <> 'digital'),
    missing AS (
        SELECT customer_order, item, sum(max(0, qty - coalesce((SELECT sum(a.qty) FROM allocation a
            WHERE a.line = asked.line AND a.item = asked.item AND a.state <> 'released'), 0))) AS qty
        FROM asked GROUP BY customer_order, item),
    free AS (
        SELECT s.item, sum(s.on_hand - s.allocated) AS qty FROM stock s JOIN place p ON p.id = s.place
        WHERE p.kind = 'bin' AND NOT EXISTS
            (SELECT 1 FROM bin_count c WHERE c.bin = s.place AND c.item = s.item AND c.state = 'open')
        GROUP BY s.item)
    SELECT 'O-' || number FROM customer_order o
    WHERE EXISTS (SELECT 1 FROM order_line l WHERE l.customer_order = o.id AND l.state = 'waiting')
      AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.customer_order = o.id AND l.state = 'held')
      AND NOT EXISTS (SELECT 1 FROM missing m LEFT JOIN free f ON f.item = m.item
                      WHERE m.customer_order = o.id AND m.qty > coalesce(f.qty, 0))";

/// The journal can't be erased, so nothing in it says who bought, what they wrote, or how they paid.
pub(super) fn private(day: &Day) -> Result<(), Broken> {
    let words: Vec<String> = PRIVATE.iter().map(|word| format!("instr(said, '{word}') > 0")).collect();
    let told = format!(
        "WITH row AS (SELECT seq, lower(entry || ' ' || coalesce(answer, '')) AS said FROM journal)
         SELECT seq || ': ' || said FROM row WHERE {}",
        words.join(" OR ")
    );
    none(day, &told, "the journal keeps no buyer's data")
}

/// A query that finds what breaks a law finds nothing.
fn none(day: &Day, query: &str, law: &str) -> Result<(), Broken> {
    let found = day.tables.texts(query).map_err(|error| Broken::new("the tables can be read", &error.to_string()))?;
    if found.is_empty() { Ok(()) } else { Err(Broken::new(law, &found.join("\n"))) }
}

/// The lines that an export of the journal has.
pub(super) fn journal(day: &Day) -> Result<Vec<String>, Broken> {
    let read = || {
        let reader = HubReader::open(&day.file)?;
        reader.journal_after(0, u32::MAX)
    };
    let lines = read().map_err(|error| Broken::new("the journal can be exported", &error.message))?;
    Ok(lines.into_iter().map(|line| line.line).collect())
}

/// The journal's export alone says what lies where and what is owed to whom.
pub(super) fn replayed(day: &Day) -> Result<(), Broken> {
    let law = "a replay reaches the same balances";
    let lines = journal(day)?;
    let balances = replay(lines.iter().map(String::as_str))
        .map_err(|error| Broken::new("a replay can be done", &error.message))?;
    let read = |query: &str| {
        let mut rows =
            day.tables.texts(query).map_err(|error| Broken::new("the tables can be read", &error.to_string()))?;
        rows.sort();
        Ok(rows)
    };
    let told = |balances: &BTreeMap<String, i64>, dash: &str| {
        let mut rows: Vec<String> =
            balances.iter().map(|(key, balance)| format!("{}={balance}", key.replace('-', dash))).collect();
        rows.sort();
        rows
    };
    let stock = "SELECT lower(hex(place)) || '/' || lower(hex(item)) || '/' || lower(hex(run)) || '=' || on_hand
                 FROM stock WHERE on_hand <> 0";
    let money = "SELECT account || '/' || currency || '=' || minor FROM account WHERE minor <> 0";
    for (tables, replayed) in [(read(stock)?, told(&balances.stock, "")), (read(money)?, told(&balances.money, "-"))] {
        if tables != replayed {
            return Err(Broken::new(law, &format!("tables {tables:#?}\nreplay {replayed:#?}")));
        }
    }
    Ok(())
}
