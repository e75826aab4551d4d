//! What must be looked up before a scan can be decided.

use crate::codes::{CodeKind, Command, OwnCode, ProductCode, Scan, Serial};
use crate::ids::{ItemId, StaffId};

use super::{Bench, Question};

/// What a scan names, to be found in the tables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// Nothing.
    Nothing,
    /// What this code of ours names.
    Own(OwnCode),
    /// The items that bear this code.
    Product(ProductCode),
    /// This item, once more.
    Item(ItemId),
    /// The sleeve with this serial.
    Sleeve(Serial),
    /// Whether this is the PIN of somebody.
    Pin(StaffId, String),
}

/// The facts that a scan needs: what it names, and always the work that the bench is at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// What to find.
    pub lookup: Lookup,
}

/// Says which facts `scan` needs at `bench`.
#[must_use]
pub fn ask(bench: &Bench, scan: &Scan) -> Query {
    let lookup = match scan {
        Scan::Own(code) if code.kind == CodeKind::Command => Lookup::Nothing,
        Scan::Own(code) | Scan::Named(code) => Lookup::Own(code.clone()),
        Scan::Sleeve(serial) => Lookup::Sleeve(serial.clone()),
        Scan::Product(code) => match pin_of(bench) {
            Some(person) => Lookup::Pin(person, code.text.clone()),
            None => Lookup::Product(code.clone()),
        },
        Scan::Command(command) => shown_item(bench, *command).map_or(Lookup::Nothing, Lookup::Item),
        Scan::Quantity(_) => bench.last.map_or(Lookup::Nothing, |last| Lookup::Item(last.item)),
        Scan::Weight(_) | Scan::Foreign(_) => Lookup::Nothing,
    };
    Query { lookup }
}

/// The one whose PIN is waited for.
#[must_use]
pub fn pin_of(bench: &Bench) -> Option<StaffId> {
    match bench.question.as_ref()? {
        Question::Approve(approval) => approval.pin_of,
        _ => None,
    }
}

/// The one that the pending question is about, whose name whoever asks must know: whose PIN is waited for, or than whom
/// another is.
#[must_use]
pub fn asked_of(bench: &Bench) -> Option<StaffId> {
    match bench.question.as_ref()? {
        Question::Approve(approval) => approval.pin_of.or(approval.first),
        _ => None,
    }
}

/// The item that the pending question is about, whose name whoever asks must know.
#[must_use]
pub fn asked_about(bench: &Bench) -> Option<ItemId> {
    match bench.question.as_ref()? {
        Question::Unannounced { item } | Question::Stray { item } => Some(*item),
        Question::Whose { items, at, .. } => items.get(*at).copied(),
        _ => None,
    }
}

/// The item that a pending question is about once `command` was heard.
fn shown_item(bench: &Bench, command: Command) -> Option<ItemId> {
    match bench.question.as_ref()? {
        Question::Whose { items, at, .. } => {
            let count = items.len().max(1);
            let shown = match command {
                Command::Next => (at + 1) % count,
                Command::Back => (at + count - 1) % count,
                _ => *at,
            };
            items.get(shown).copied()
        }
        _ => asked_about(bench),
    }
}
