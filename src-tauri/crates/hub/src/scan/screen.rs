//! What a bench's screen shows: the work at hand, and the scans that would bring it forward.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::{Bench, Expected, Mode, Say, TypedNumber, Work, expected, number_wanted, prompt};
use loopdock_store::TaskState;

use super::{facts, stored, work};
use crate::deeds;
use crate::error::Result;
use crate::names;
use crate::view::View;
use crate::views::{PicturedItem, pictured};

/// A bench, as its screen shows it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BenchView {
    /// Its name.
    pub name: String,
    /// What is being done: `idle`, `pick`, `pack`...
    pub mode: String,
    /// What to do now, in words.
    pub say: String,
    /// What to do now, as a message.
    pub next: Say,
    /// The scans that would bring the work forward, the best first.
    pub expects: Vec<ExpectedScan>,
    /// What a typed number would say now; nothing where none can be given.
    pub number: Option<TypedNumber>,
    /// What the buyer and the creator want the packer to know, while a parcel is open.
    pub notes: Vec<String>,
    /// What UNDO would take back, in words.
    pub undo: Option<String>,
    /// The work at hand.
    pub work: Work,
    /// The item that is to be taken or scanned now, where it has a picture.
    pub picture: Option<PicturedItem>,
    /// Of a walk: all its stops, in walking order.
    pub walk: Vec<Stop>,
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

/// What a bench's screen shows.
pub(crate) fn bench(view: &View<'_>, request: BenchRequest) -> Result<BenchView> {
    let row = view.read.bench_named(&request.bench)?;
    let Some(row) = row else {
        return Ok(BenchView {
            name: request.bench,
            mode: "idle".to_owned(),
            say: view.texts.say(&Say::DoAnything {}),
            next: Say::DoAnything {},
            expects: Vec::new(),
            number: None,
            notes: Vec::new(),
            undo: None,
            work: Work::Idle,
            picture: None,
            walk: Vec::new(),
        });
    };
    let bench = stored(&view.read, &row)?;
    let work = work::look(&view.read, &bench, row.place)?;
    let expects = expected(&bench, &work)
        .into_iter()
        .map(|what| Ok(ExpectedScan { code: facts::code_for(view, &what)?, what }))
        .collect::<Result<_>>()?;
    let next = prompt(&bench, &work);
    let step = view.read.newest_undo_step(row.place)?.filter(|step| step.inverse.is_some());
    let undo = step.map(|step| deeds::undo::what(view.texts, &step));
    Ok(BenchView {
        name: row.name,
        // Work that is over, or went to another bench, is none.
        mode: if work == Work::Idle { Mode::Idle.word() } else { bench.mode.word() }.to_owned(),
        say: view.texts.say(&next),
        next,
        expects,
        number: number_wanted(&bench, &work),
        notes: work::notes_of(&view.read, view.texts, &bench)?,
        undo,
        walk: walk(view, &bench, &work)?,
        picture: work.item_at_hand().map(|item| pictured(view, item)).transpose()?.flatten(),
        work,
    })
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
