//! What the journal says about sleeves: what stands, in the sequence in which it was done.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::{Value, json};

use loopdock_domain::codes::{Command, Scan};
use loopdock_domain::sleeve::{Look, SleeveState};
use loopdock_domain::{HandoverId, LoanId, ParcelId, SleeveId};
use loopdock_store::{Part, Read};

use crate::error::Result;
use crate::find;

/// What happened to sleeves.
#[derive(Debug)]
pub(super) enum What {
    /// They got their serials.
    Registered,
    /// A parcel was closed in one.
    Packed {
        /// Its short number.
        parcel: i64,
    },
    /// They left.
    Left,
    /// One came back.
    CameBack,
    /// One that came back was looked at, and is empty.
    LookedAt {
        /// How it was found.
        look: Look,
        /// The parcel that it had left with, by its short number.
        parcel: i64,
    },
    /// They were put somewhere in the house, or out of use.
    Put {
        /// Where.
        to: SleeveState,
    },
}

/// Something that happened.
#[derive(Debug)]
pub(super) struct Fact {
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// At which bench; none for what the office did.
    pub bench: Option<String>,
    /// What.
    pub what: What,
    /// The serials of the sleeves, one at least.
    pub sleeves: Vec<String>,
}

/// The deeds that are read, each an arm of [`Facts::of`].
const DEEDS: &[&str] = &[
    "register_sleeves",
    "close_parcel",
    "close_handover",
    "begin_return",
    "void_return",
    "post_return",
    "post_crate",
    "quarantine",
    "decide_case",
    "move_sleeves",
    "retire_missing",
];

/// Entries that are read at a time.
const AT_A_TIME: u32 = 1_000;

/// An entry of the journal, as far as it is told.
#[derive(Deserialize)]
struct Entry {
    at_ms: i64,
    kind: String,
    bench: Option<String>,
    body: Body,
}

/// What deeds note of what they were about.
#[derive(Deserialize)]
struct Body {
    did: Option<String>,
    heard: Option<Value>,
    parcel: Option<ParcelId>,
    number: Option<i64>,
    handover: Option<HandoverId>,
    loan: Option<LoanId>,
    look: Option<Look>,
    loans: Option<Vec<LoanId>>,
    serials: Option<Vec<String>>,
    to: Option<SleeveState>,
    entered: Option<String>,
}

/// What registering answered.
#[derive(Deserialize)]
struct Registered {
    names: Vec<String>,
}

/// All facts that stand, in the sequence of the journal.
pub(super) fn facts(read: &Read<'_>) -> Result<Vec<Fact>> {
    let taken_back = read.taken_back()?;
    let mut facts = Facts { read, standing: BTreeMap::new(), came_back: HashMap::new() };
    let mut after = 0;
    loop {
        let rows = read.journal_of_deeds(DEEDS, after, AT_A_TIME)?;
        let Some((last, _)) = rows.last() else { break };
        after = last.seq;
        for (row, answer) in rows.into_iter().filter(|(row, _)| !taken_back.contains(&row.seq)) {
            // What a newer program wrote, or an older one, is left out rather than guessed at.
            let Ok(entry) = serde_json::from_str::<Entry>(&row.entry) else { continue };
            let told = facts.of(row.seq, &entry, answer.as_deref())?;
            let fact = |(what, sleeves)| Fact { at_ms: entry.at_ms, bench: entry.bench.clone(), what, sleeves };
            facts.standing.insert(row.seq, told.into_iter().map(fact).collect());
        }
    }
    Ok(facts.standing.into_values().flatten().collect())
}

/// Something that happened, and the serials that it happened to.
type Told = (What, Vec<String>);

struct Facts<'r> {
    read: &'r Read<'r>,
    standing: BTreeMap<i64, Vec<Fact>>,
    /// Where the last return of each loan stands in the journal.
    came_back: HashMap<LoanId, i64>,
}

impl Facts<'_> {
    /// What an entry says of sleeves; nothing where it is about none, or does not say about which.
    fn of(&mut self, seq: i64, entry: &Entry, answer: Option<&str>) -> Result<Vec<Told>> {
        let body = &entry.body;
        if let Some(to) = body.to {
            let serials = body.serials.clone().unwrap_or_default();
            return Ok(if serials.is_empty() { Vec::new() } else { vec![(What::Put { to }, serials)] });
        }
        let told = match body.did.as_deref().unwrap_or(&entry.kind) {
            "register_sleeves" => {
                let names = answer.and_then(|text| serde_json::from_str::<Registered>(text).ok());
                names.filter(|told| !told.names.is_empty()).map(|told| (What::Registered, told.names))
            }
            "close_parcel" => self.packed(body)?,
            "close_handover" => self.left(body)?,
            // One that is set aside comes back that way where it was with its buyer.
            "begin_return" | "quarantine" => match body.loan {
                Some(loan) => {
                    self.came_back.insert(loan, seq);
                    self.trip(loan)?.map(|(serial, _)| (What::CameBack, vec![serial]))
                }
                None => None,
            },
            "post_return" => self.looked_at(body.loan, look(body))?,
            "post_crate" => {
                let loans = body.loans.iter().flatten();
                let told = loans.map(|loan| self.looked_at(Some(*loan), Look::Good));
                return told.filter_map(Result::transpose).collect();
            }
            "decide_case" if body.entered.is_some() => {
                body.entered.clone().map(|serial| (What::Registered, vec![serial]))
            }
            "decide_case" if body.look.is_some() => self.looked_at(body.loan, look(body))?,
            "void_return" | "decide_case" => {
                if let Some(begun) = body.loan.and_then(|loan| self.came_back.remove(&loan)) {
                    self.standing.remove(&begun);
                }
                None
            }
            _ => None,
        };
        Ok(told.into_iter().collect())
    }

    fn looked_at(&self, loan: Option<LoanId>, look: Look) -> Result<Option<Told>> {
        let trip = loan.map(|loan| self.trip(loan)).transpose()?.flatten();
        Ok(trip.map(|(serial, parcel)| (What::LookedAt { look, parcel }, vec![serial])))
    }

    /// A parcel that was opened again has another number since, or none: it was not packed then.
    fn packed(&self, body: &Body) -> Result<Option<Told>> {
        let Some(parcel) = body.parcel.map(|id| self.read.parcel(id)).transpose()?.flatten() else { return Ok(None) };
        let (Some(number), Some(sleeve)) = (parcel.number, parcel.sleeve) else { return Ok(None) };
        if body.number != Some(number) {
            return Ok(None);
        }
        Ok(Some((What::Packed { parcel: number }, vec![self.serial(sleeve)?])))
    }

    fn left(&self, body: &Body) -> Result<Option<Told>> {
        let Some(handover) = body.handover else { return Ok(None) };
        let parcels = self.read.parcels_on(handover, Part::ALL)?;
        let sleeves = parcels.iter().filter_map(|parcel| parcel.sleeve);
        let serials = sleeves.map(|sleeve| self.serial(sleeve)).collect::<Result<Vec<String>>>()?;
        Ok(if serials.is_empty() { None } else { Some((What::Left, serials)) })
    }

    /// The sleeve of a loan and the number of the parcel that it left with.
    fn trip(&self, loan: LoanId) -> Result<Option<(String, i64)>> {
        let Some(loan) = self.read.loan(loan)? else { return Ok(None) };
        let number = find::parcel(self.read, loan.parcel)?.number;
        Ok(number.zip(Some(self.serial(loan.sleeve)?)).map(|(number, serial)| (serial, number)))
    }

    fn serial(&self, sleeve: SleeveId) -> Result<String> {
        Ok(find::sleeve(self.read, sleeve)?.serial)
    }
}

/// How a sleeve was found. An older program noted only what the bench had heard.
fn look(body: &Body) -> Look {
    let said_damaged = body.heard == Some(json!(Scan::Command(Command::Damaged)));
    body.look.unwrap_or(if said_damaged { Look::Damaged } else { Look::Good })
}
