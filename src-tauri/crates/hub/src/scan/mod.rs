//! Hearing a scan: ask, look up, decide, do, settle; all in one transaction, durable before it is answered.

mod facts;
mod left_off;
mod rebuild;
mod screen;
mod work;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use loopdock_domain::bench::{
    BENCH_VERSION, Bench, Cue, Deed, Facts, Level, Mode, Outcome, Say, Work, ask, decide, meant, pin_of, prompt, settle,
};
use loopdock_domain::codes::{Command, ProductCode, Scan};
use loopdock_domain::place::{PlaceKind, Position};
use loopdock_domain::{DeedId, PlaceId};
use loopdock_labels::Words;
use loopdock_store::{BenchRow, Inverse, Place};

use crate::command::Between;
use crate::deeds::{self, At};
use crate::doing::Doing;
use crate::error::{Error, ErrorCode, Result};
use crate::hub::Hub;
use crate::texts::Texts;
use crate::view::View;

pub use left_off::LeftOff;
pub(crate) use rebuild::came_back_at;
pub(crate) use screen::bench;
pub use screen::{BenchRequest, BenchView, ExpectedScan, Stop};
pub(crate) use work::notes_of_order;

/// A scan at a bench.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScanRequest {
    /// The bench's name; one that is new here is set up.
    pub bench: String,
    /// What the scanner or the keyboard sent.
    pub code: String,
    /// Whether a person typed it: where the bench waits for a number, digits alone are that number.
    #[serde(default)]
    pub typed: bool,
    /// Whether the bench is shown with the answer, as it is after the scan: a screen then asks once.
    #[serde(default)]
    pub look: bool,
}

/// The answer to a scan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ScanAnswer {
    /// What was heard, as it came.
    pub heard: String,
    /// The deed that was done; `refuse` when none was.
    pub did: String,
    /// How it was taken.
    pub cue: Level,
    /// What happened and what to do next, in words.
    pub say: String,
    /// What happened, as a message.
    pub said: Say,
    /// What to do next, as a message.
    pub next: Option<Say>,
    /// What the buyer and the creator want the packer to know, when packing begins.
    pub notes: Vec<String>,
    /// The bench after the scan, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bench: Option<BenchView>,
}

/// What is kept of an answer, so that the same scan again is answered the same: without words, which follow from the
/// messages, and without what was heard and what the buyer wrote, because a journal can't be erased.
#[derive(Serialize, Deserialize)]
pub(crate) struct Told {
    /// The deed that was done.
    pub did: String,
    /// How the scan was taken.
    pub cue: Level,
    /// What happened.
    pub said: Say,
    /// What to do next.
    pub next: Option<Say>,
    /// Whether what was heard was a PIN, which nobody is shown. Older answers say nothing of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_pin: bool,
}

/// What is shown in place of a PIN.
const HIDDEN: &str = "••••";

/// The longest bench name.
const LONGEST_NAME: usize = 40;

/// Hears one scan.
pub(crate) fn scan(
    hub: &mut Hub,
    request: serde_json::Value,
    deed: Option<DeedId>,
    _between: Between<'_>,
) -> Result<serde_json::Value> {
    let request: ScanRequest = crate::command::read_request(request)?;
    let name = checked_name(&request.bench)?;
    let (mut answer, work) = match hear(hub, name, &request, deed, None) {
        // The tables know a rule better than the facts did: the scan is refused, and nothing of it stays.
        Err(error) if error.code == ErrorCode::Refused => {
            hear(hub, name, &request, deed, Some(Say::TablesRefused { why: error.message }))
        }
        other => other,
    }?;
    if request.look {
        answer.bench = Some(hub.look(|view| screen::at_work(view, name, Some(work)))?);
    }
    serde_json::to_value(answer).map_err(|error| Error::internal(error.to_string()))
}

/// What was meant by what was typed: an amount where one is waited for, unless an item among these is called by that number.
fn as_meant<'t>(doing: &Doing<'_>, text: &'t str, bench: &Bench, work: &Work) -> Result<Cow<'t, str>> {
    let code = meant(text, bench, work);
    let may_be_any = matches!(work, Work::Receive(_) | Work::PutAway(_));
    let is_item = code != text.trim() && may_be_any && facts::is_an_item(&doing.read(), text)?;
    Ok(if is_item { Cow::Borrowed(text) } else { code })
}

/// Hears a scan at the bench called `name`; with `refusal` it only notes in the journal that it was refused. Answers with the work
/// that the bench is at then, too.
fn hear(
    hub: &mut Hub,
    name: &str,
    request: &ScanRequest,
    deed: Option<DeedId>,
    refusal: Option<Say>,
) -> Result<(ScanAnswer, Work)> {
    let mut doing = hub.begin(deed)?;
    doing.bench = Some(name.to_owned());
    let row = bench_row(&doing, name)?;
    let bench = stored(&doing.read(), &row)?;
    let work = work::look(&doing.read(), &bench, row.place)?;
    // What somebody elsewhere has settled by now is asked no more: a barcode is no PIN then.
    let bench = bench.still_asking(&work);
    let code =
        if request.typed { as_meant(&doing, &request.code, &bench, &work)? } else { Cow::Borrowed(&*request.code) };
    // What stands on the screen is meant before what has a name like it: an SKU may be `T-12`.
    let is_shown = request.typed && work.item_called(&code).is_some();
    let scan = if is_shown { Scan::Product(ProductCode::read(&code)) } else { Scan::read(&code, doing.key()) };
    let is_pin = pin_of(&bench).is_some();
    // Of a PIN not even its length stays.
    doing.note("heard", if is_pin { json!({}) } else { harmless(&scan) });
    let who = doing.read().staff_at(row.place)?;
    if let Some(person) = &who {
        doing.note("by", &person.name);
    }
    let facts = known(&doing, (&bench, row.place), &scan, work)?;
    let facts = Facts { who: who.map(|person| person.id), ..facts };
    let decided = match refusal {
        Some(said) => Deed::Refuse(said),
        None => decide(&bench, &scan, &facts),
    };
    // A pass that runs late comes to the same: what is lost by now is not settled as if it were out.
    if let Some(lost) = deeds::lapse::lost_before(&doing, &decided)? {
        drop(doing);
        deeds::lapse::lose(hub, None, &[lost])?;
        return hear(hub, name, request, deed, None);
    }
    let did = deeds::word(&decided);
    let at = At { place: row.place, facts: &facts };
    if decided != Deed::Undo {
        doing.write.begin_noting();
    }
    let outcome = deeds::perform(&mut doing, &at, &decided)?;
    let undone = matches!(outcome, Outcome::Undone(..));
    let changed = !matches!(outcome, Outcome::Refused(_));
    let known = facts.work.after(&outcome);
    let (next, mut cue) = settle(&bench, outcome);
    if next != bench && !undone {
        doing.write.set_bench(row.place, &serialised(&next))?;
    }
    let inverse = doing.write.end_noting();
    let work = known.map_or_else(|| work::look(&doing.read(), &next, row.place), Ok)?;
    let about = facts::about(&doing.read(), &next)?;
    let step = prompt(&next, &work, about);
    // What to do next is not said twice.
    cue.next = (cue.said != step).then_some(step);
    if changed && !undone {
        keep_undo(&doing, &row, &decided, &cue, &inverse)?;
    }
    doing.note("did", did);
    doing.note("cue", cue.level);
    let notes = match decided {
        Deed::StartPacking(_) | Deed::ReopenParcel(_) => work::notes(&doing, &next)?,
        _ => Vec::new(),
    };
    let stock_came = changed && stock_came(&doing, &bench, &decided)?;
    let answer = answer(doing.texts, shown(&request.code, is_pin), did, &cue, notes);
    let told = Told { did: did.to_owned(), cue: cue.level, said: cue.said, next: cue.next, is_pin };
    let told = serde_json::to_string(&told).map_err(|error| Error::internal(error.to_string()))?;
    doing.finish("scan", Some(&told))?;
    if stock_came {
        hub.allocation_due();
    }
    if next.mode != bench.mode && matches!(next.mode, Mode::Pick { .. }) {
        hub.walk_began();
    }
    Ok((answer, work))
}

/// What the tables say about a scan at the bench at `place`, and the work that it is at.
fn known(doing: &Doing<'_>, (bench, place): (&Bench, PlaceId), scan: &Scan, work: Work) -> Result<Facts> {
    let read = doing.read();
    let thing = facts::find(doing, &ask(bench, scan).lookup, (place, &work))?;
    let ends = work == Work::Idle && *scan == Scan::Command(Command::Done);
    Ok(Facts {
        goods: work::goods_of_sleeve(&read, &work, (&thing, place))?,
        thing,
        runs: if ends { work::runs(&read, place)? } else { Vec::new() },
        work,
        bench: place,
        who: None,
        loose: work::loose_at(&read, place)?,
    })
}

/// The kept answer to a scan that was heard before, with what the journal may not keep: what was heard, and, while the
/// parcel is still open, what the packer must know of it.
pub(crate) fn again(view: &View<'_>, request: serde_json::Value, kept: serde_json::Value) -> Result<serde_json::Value> {
    let scan = (serde_json::from_value::<ScanRequest>(request), serde_json::from_value::<Told>(kept.clone()));
    // The deed was something else than a scan.
    let (Ok(request), Ok(told)) = scan else { return Ok(kept) };
    let notes = match &told.said {
        Say::PackingStarted { order, .. } | Say::ParcelReopened { order, .. } => {
            notes_again(view, request.bench.trim(), order)?
        }
        _ => Vec::new(),
    };
    let cue = Cue { level: told.cue, said: told.said, next: told.next };
    let mut answer = answer(view.texts, shown(&request.code, told.is_pin), &told.did, &cue, notes);
    if request.look {
        answer.bench = Some(bench(view, BenchRequest { bench: request.bench.trim().to_owned() })?);
    }
    serde_json::to_value(answer).map_err(|error| Error::internal(error.to_string()))
}

/// What was heard, as it may stand on a screen.
fn shown(code: &str, is_pin: bool) -> String {
    if is_pin { HIDDEN.to_owned() } else { code.to_owned() }
}

/// The notes for the parcel of `order`, if it is the one that is open at the bench called `name`.
fn notes_again(view: &View<'_>, name: &str, order: &str) -> Result<Vec<String>> {
    let Some(row) = view.read.bench_named(name)? else { return Ok(Vec::new()) };
    let bench = stored(&view.read, &row)?;
    match work::look(&view.read, &bench, row.place)? {
        Work::Pack(pack) if pack.order == *order => work::notes_of(&view.read, view.texts, &bench),
        _ => Ok(Vec::new()),
    }
}

/// Whether a deed may have freed stock for orders that wait. A delivery is looked at as a whole, once all of it is put
/// away, so that what came first is served first.
fn stock_came(doing: &Doing<'_>, before: &Bench, deed: &Deed) -> Result<bool> {
    Ok(match deed {
        Deed::CloseRuns | Deed::CountBin { .. } | Deed::Undo | Deed::Unpack(_) => true,
        Deed::PutAway { from, .. } => doing.read().holdings_at(*from)?.is_empty(),
        Deed::Turn(next, ..) => left_shelves(before, next),
        _ => false,
    })
}

fn answer(texts: &Texts, heard: String, did: &str, cue: &Cue, notes: Vec<String>) -> ScanAnswer {
    // A question that was just asked speaks for itself.
    let said = (cue.said != Say::Asked {}).then_some(&cue.said);
    let sentences = said.into_iter().chain(cue.next.as_ref()).map(|say| texts.say(say));
    let before = heard_back(texts, &heard, cue).into_iter().chain(notes.iter().cloned());
    ScanAnswer {
        say: before.chain(sentences).collect::<Vec<_>>().join(" "),
        heard,
        did: did.to_owned(),
        cue: cue.level,
        said: cue.said.clone(),
        next: cue.next.clone(),
        notes,
        bench: None,
    }
}

/// Whoever was putting away does something else now.
fn left_shelves(before: &Bench, next: &Bench) -> bool {
    let at_shelves = |bench: &Bench| matches!(bench.mode, Mode::PutAway { .. });
    at_shelves(before) && !at_shelves(next)
}

/// What was heard, in a sentence, where nobody here knows what it is.
fn heard_back(texts: &Texts, heard: &str, cue: &Cue) -> Option<String> {
    // A code may hold anything; nothing of it may steer a terminal.
    let plain = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
    let heard: String = heard.trim().chars().take(LONGEST_NAME).map(plain).collect();
    let unknown = matches!(cue.said, Say::NotKnown { .. }) && !heard.is_empty();
    unknown.then(|| texts.word("heard", &[("code", heard.as_str())]))
}

/// What was heard, as the journal may keep it: a code that is none of ours may hold anything, a buyer's address too.
fn harmless(scan: &Scan) -> serde_json::Value {
    match scan {
        Scan::Foreign(looks) => json!({ "foreign": looks }),
        Scan::Product(code) => match &code.gtin14 {
            Some(gtin) => json!({ "gtin": gtin }),
            None => json!({ "text": code.text.chars().count() }),
        },
        other => json!(other),
    }
}

/// Keeps what takes this scan back; a handover can't be, and a scan that changed nothing need not be.
fn keep_undo(doing: &Doing<'_>, row: &BenchRow, deed: &Deed, cue: &Cue, inverse: &[Inverse]) -> Result<()> {
    // Of a question it is the question that says what was done.
    let asked = cue.next.as_ref().filter(|_| cue.said == Say::Asked {});
    let said = serde_json::to_string(asked.unwrap_or(&cue.said)).map_err(|error| Error::internal(error.to_string()))?;
    let inverse = match deed {
        Deed::CloseHandover(_) => None,
        _ if inverse.is_empty() && doing.read().movements_of(doing.seq)?.is_empty() => return Ok(()),
        _ => Some(inverse),
    };
    Ok(doing.write.keep_undo_step(row.place, doing.seq, &said, inverse)?)
}

/// The bench called `name`; it is set up where there is none, so that a bench can start with nothing but its scanner.
fn bench_row(doing: &Doing<'_>, name: &str) -> Result<BenchRow> {
    if let Some(row) = doing.read().bench_named(name)? {
        return Ok(row);
    }
    let place = Place {
        id: doing.id::<PlaceId>(),
        kind: PlaceKind::Bench,
        name: name.to_owned(),
        position: Position::default(),
    };
    doing.write.insert_place(&place)?;
    let state = serialised(&Bench::idle());
    doing.write.insert_bench(place.id, &state)?;
    Ok(BenchRow { place: place.id, name: place.name, state })
}

/// The bench called `name` as a place, and where it stands, for a command that turns it.
pub(crate) fn bench_of(doing: &Doing<'_>, name: &str) -> Result<(PlaceId, Bench)> {
    let row = bench_row(doing, checked_name(name)?)?;
    let bench = stored(&doing.read(), &row)?;
    let work = work::look(&doing.read(), &bench, row.place)?;
    // What its state names and is over by now holds it up no more.
    Ok((row.place, if work == Work::Idle { Bench::idle() } else { bench }))
}

/// A command turns a bench.
pub(crate) fn turn_bench(doing: &Doing<'_>, place: PlaceId, to: &Bench) -> Result<()> {
    Ok(doing.write.set_bench(place, &serialised(to))?)
}

fn checked_name(name: &str) -> Result<&str> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::bad_call(format!("a bench has a name of 1 to {LONGEST_NAME} characters, such as “main”")));
    }
    Ok(name)
}

/// Where a bench stands; a state that can't be read is rebuilt from the tables.
pub(crate) fn stored(read: &loopdock_store::Read<'_>, row: &BenchRow) -> Result<Bench> {
    match serde_json::from_str::<Bench>(&row.state) {
        Ok(bench) if bench.version == BENCH_VERSION => Ok(bench),
        _ => rebuild::bench(read, row.place),
    }
}

fn serialised(bench: &Bench) -> String {
    serde_json::to_string(bench).unwrap_or_default()
}
