//! What a bench's screen shows: the work at hand, and the scans that would bring it forward.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::{
    Bench, Expected, Mode, Say, TypedNumber, Work, expected, next_command, number_wanted, prompt,
};
use loopdock_domain::codes::{Command, Scan};
use loopdock_domain::{ItemId, PlaceId};
use loopdock_labels::Words as _;
use loopdock_store::TaskState;

use super::left_off::{self, LeftOff};
use super::{facts, stored, work};
use crate::deeds;
use crate::error::Result;
use crate::names;
use crate::view::View;
use crate::views::{PicturedItem, pictured};

/// Bins of an item that are named.
const NAMED: usize = 3;

/// A bench, as its screen shows it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BenchView {
    /// Its name.
    pub name: String,
    /// Who is at it, where somebody's badge was scanned.
    pub who: Option<String>,
    /// What is being done: `idle`, `pick`, `pack`...
    pub mode: String,
    /// What to do now, in words.
    pub say: String,
    /// What to do now, as a message.
    pub next: Say,
    /// Of what any will do, one that would, in words; at an idle bench, what must come in before there is work.
    pub hint: Option<String>,
    /// The scans that would bring the work forward, the best first.
    pub expects: Vec<ExpectedScan>,
    /// What a typed number would say now; nothing where none can be given.
    pub number: Option<TypedNumber>,
    /// The command that comes next; none where a scan does, or a number that is typed.
    pub key: Option<Command>,
    /// What the buyer and the creator want the packer to know, while a parcel is open.
    pub notes: Vec<String>,
    /// What UNDO would take back, in words.
    pub undo: Option<String>,
    /// The work at hand.
    pub work: Work,
    /// At an idle bench, what was begun there and put down.
    pub left_off: Vec<LeftOff>,
    /// The item that is to be taken or scanned now, where it has a picture.
    pub picture: Option<PicturedItem>,
    /// Of a walk: all its stops, in walking order.
    pub walk: Vec<Stop>,
    /// While units are put away: where each item lies already.
    pub homes: Vec<Home>,
}

/// Where an item lies already that is put away.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Home {
    /// Which item.
    pub item: ItemId,
    /// The bins, in walking order, the first few.
    pub bins: Vec<String>,
    /// Further bins.
    pub more: usize,
}

/// A stop of a walk: what is taken from a bin for an order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Stop {
    /// The bin's name.
    pub bin: String,
    /// The item's title.
    pub title: String,
    /// Units to take.
    pub qty: u32,
    /// The order's number.
    pub order: String,
    /// Whether it was done, or can't be.
    pub state: TaskState,
}

/// A scan that would bring the work forward.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExpectedScan {
    /// What it is.
    pub what: Expected,
    /// A code that would do, where there is one.
    pub code: Option<String>,
}

/// Which bench to look at.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BenchRequest {
    /// Its name.
    pub bench: String,
}

/// What a bench's screen shows. One where nothing was scanned yet is idle.
pub(crate) fn bench(view: &View<'_>, request: BenchRequest) -> Result<BenchView> {
    at_work(view, &request.bench, None)
}

/// The same, where the work that the bench is at is known already.
pub(super) fn at_work(view: &View<'_>, name: &str, known: Option<Work>) -> Result<BenchView> {
    let row = view.read.bench_named(name)?;
    let place = row.as_ref().map(|row| row.place);
    let bench = row.as_ref().map_or_else(|| Ok(Bench::idle()), |row| stored(&view.read, row))?;
    let work = match (known, place) {
        (Some(work), _) => work,
        (None, Some(place)) => work::look(&view.read, &bench, place)?,
        (None, None) => Work::Idle,
    };
    let expects: Vec<ExpectedScan> = expected(&bench, &work)
        .into_iter()
        .map(|what| Ok(ExpectedScan { code: facts::code_for(view, &work, &what)?, what }))
        .collect::<Result<_>>()?;
    let next = prompt(&bench, &work, facts::about(&view.read, &bench)?);
    let key = next_command(&bench, &work, work == Work::Idle && walk_is_next(view, place)?);
    let left_off = match place {
        Some(place) if work == Work::Idle => left_off::left_off(&view.read, place)?,
        _ => Vec::new(),
    };
    let step = place.map_or(Ok(None), |place| view.read.newest_undo_step(place))?;
    let undo = step.filter(|step| step.inverse.is_some()).map(|step| deeds::undo::what(view.texts, &step));
    Ok(BenchView {
        name: name.to_owned(),
        who: place.map_or(Ok(None), |place| view.read.staff_at(place))?.map(|person| person.name),
        // Work that is over, or went to another bench, is none.
        mode: if work == Work::Idle { Mode::Idle.word() } else { bench.mode.word() }.to_owned(),
        say: view.texts.say(&next),
        next,
        hint: hint(view, &work, expects.first(), key)?,
        expects,
        number: number_wanted(&bench, &work),
        key,
        notes: work::notes_of(&view.read, view.texts, &bench)?,
        undo,
        walk: walk(view, &bench, &work)?,
        homes: homes(view, &bench, &work)?,
        left_off,
        picture: work.item_at_hand().map(|item| pictured(view, item)).transpose()?.flatten(),
        work,
    })
}

/// Whether NEXT comes next at an idle bench: what lies picked in its totes is packed before.
fn walk_is_next(view: &View<'_>, place: Option<PlaceId>) -> Result<bool> {
    Ok(!view.read.has_orders_to_pack()? && deeds::has_walk(&view.read, place)?)
}

/// Whoever has no scanner, or a sheet of many codes in hand, is told one that would do.
fn hint(view: &View<'_>, work: &Work, first: Option<&ExpectedScan>, key: Option<Command>) -> Result<Option<String>> {
    if let Work::Receive(_) = work
        && matches!(first, Some(ExpectedScan { what: Expected::AnyBin, .. }))
    {
        return Ok(Some(view.texts.word("hint-many", &[])));
    }
    if *work == Work::Idle && key.is_none() {
        return Ok(deeds::lacking(&view.read)?.map(|lacking| view.texts.say(&lacking)));
    }
    let Some(ExpectedScan { what, code }) = first else { return Ok(None) };
    let name = code.as_deref().and_then(|code| match Scan::read(code, &view.hub.key) {
        Scan::Own(code) => Some(names::of_code(&code)),
        // Its groups stay on one line.
        Scan::Sleeve(serial) => Some(names::serial(serial.as_str()).replace(' ', "\u{a0}")),
        _ => None,
    });
    let words = |some: &str, none: &str| match &name {
        Some(name) => view.texts.word(some, &[("name", name.as_str())]),
        None => view.texts.word(none, &[]),
    };
    Ok(match what {
        Expected::FreeSleeve => Some(words("hint-sleeve", "hint-no-sleeve")),
        Expected::EmptyTote => Some(words("hint-tote", "hint-no-tote")),
        _ => None,
    })
}

/// Where what a bench puts away lies already.
fn homes(view: &View<'_>, bench: &Bench, work: &Work) -> Result<Vec<Home>> {
    let (Mode::PutAway { from, .. }, Work::PutAway(put)) = (&bench.mode, work) else { return Ok(Vec::new()) };
    let mut homes: Vec<Home> =
        put.left.iter().map(|loose| Home { item: loose.item, bins: Vec::new(), more: 0 }).collect();
    for (item, bin) in view.read.bins_with_what_is_at(*from)? {
        match homes.iter_mut().find(|home| home.item == item) {
            Some(home) if home.bins.len() < NAMED => home.bins.push(bin),
            Some(home) => home.more += 1,
            None => {}
        }
    }
    Ok(homes)
}

/// The stops of the walk that a bench is on.
fn walk(view: &View<'_>, bench: &Bench, work: &Work) -> Result<Vec<Stop>> {
    let (Mode::Pick { wave }, Work::Pick(_)) = (&bench.mode, work) else { return Ok(Vec::new()) };
    let stops = view.read.tasks_of(*wave)?.into_iter().map(|task| Stop {
        bin: task.bin_name,
        title: task.title,
        qty: task.qty,
        order: names::order(task.order_number),
        state: task.state,
    });
    Ok(stops.collect())
}
