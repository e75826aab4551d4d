//! Two people stand for what is above the hub's limit: the badge and the PIN of one, then of another.

use crate::codes::{Command, Scan};
use crate::staff::{StaffState, TwoPeople};

use super::super::facts::{Facts, PinCheck, StaffFact, Thing};
use super::super::say::Say;
use super::super::work::{TakeBackWork, Work};
use super::super::{Approval, Bench, Question, ToPost};
use super::Deed;

/// Posts what is within the limit, and asks for two people otherwise.
pub(super) fn post(bench: &Bench, what: ToPost, work: &TakeBackWork) -> Deed {
    if is_above(what, work) {
        let question = Question::Approve(Approval { what, settlement: work.settlement, first: None, pin_of: None });
        return super::ask_back(bench, question, Say::Asked {});
    }
    posted(what, work, None)
}

fn is_above(what: ToPost, work: &TakeBackWork) -> bool {
    match what {
        ToPost::One(_) => work.is_above_limit,
        ToPost::Crate => work.has_above_limit,
    }
}

fn posted(what: ToPost, work: &TakeBackWork, approved: Option<TwoPeople>) -> Deed {
    match what {
        ToPost::One(look) => Deed::PostReturn { settlement: work.settlement, look, approved },
        ToPost::Crate => Deed::PostCrate { approved },
    }
}

/// The scan that answers the question who stands for it; `None` where it is one for the mode itself.
pub(super) fn decide(bench: &Bench, approval: Approval, scan: &Scan, facts: &Facts) -> Option<Deed> {
    let Work::TakeBack(work) = &facts.work else { return None };
    let ask = |next: Approval| super::ask_back(bench, Question::Approve(next), Say::Asked {});
    Some(match (&facts.thing, scan) {
        (Thing::Badge(person), _) => match badge_refused(person, approval) {
            Some(said) => Deed::Refuse(said),
            None => ask(Approval { pin_of: Some(person.id), ..approval }),
        },
        (Thing::Pin(PinCheck::Wrong), _) => approval.pin_of.map_or(Deed::Refuse(Say::BadgeFirst {}), Deed::WrongPin),
        (Thing::Pin(PinCheck::Locked), _) => Deed::Refuse(Say::BadgeLocked {}),
        (Thing::Pin(PinCheck::Right), _) => {
            let person = approval.pin_of?;
            match approval.first.map(|first| TwoPeople::new(first, person)) {
                None => ask(Approval { first: Some(person), pin_of: None, ..approval }),
                Some(None) => Deed::Refuse(Say::BadgeOfSomebodyElse {}),
                Some(both) => posted(approval.what, work, both),
            }
        }
        // A sleeve is the next of the crate: what was asked is dropped.
        (Thing::Sleeve(_) | Thing::ReturnSlip(_), _) => return None,
        // The questions' own file answers these with no.
        (_, Scan::Command(Command::Cancel | Command::Back)) => return None,
        _ if approval.pin_of.is_some() => Deed::Refuse(Say::PinFirst {}),
        _ => Deed::Refuse(Say::BadgeFirst {}),
    })
}

fn badge_refused(person: &StaffFact, approval: Approval) -> Option<Say> {
    let name = person.name.clone();
    match person.state {
        StaffState::Gone => Some(Say::BadgeGone { name }),
        StaffState::Here if person.is_locked => Some(Say::BadgeLocked {}),
        StaffState::Here if approval.first == Some(person.id) => Some(Say::BadgeOfSomebodyElse {}),
        StaffState::Here => None,
    }
}

/// A badge that nobody asked for: its owner is at this bench from now on, or goes.
pub(super) fn came(person: &StaffFact, facts: &Facts) -> Deed {
    let name = person.name.clone();
    match person.state {
        StaffState::Gone => Deed::Refuse(Say::BadgeGone { name }),
        StaffState::Here if facts.who == Some(person.id) => Deed::SignIn { person: None, name },
        StaffState::Here => Deed::SignIn { person: Some(person.id), name },
    }
}
