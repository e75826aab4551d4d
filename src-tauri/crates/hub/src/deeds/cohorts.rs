//! Cohorts: buyers of a creator who were chosen by a rule, and what is agreed about sleeves with them.
//!
//! Who is in one is decided when it is drawn. What a return slip promises and what a loan keeps stays as it is, whatever becomes
//! of a cohort afterwards.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::CohortId;
use loopdock_store::{Cohort, Creator, Read, Spender};

use super::terms::{self, TermsRequest};
use crate::command::Empty;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;
use crate::views::{CohortView, cohort_view};

/// The most characters of a name.
const LONGEST_NAME: usize = 60;

/// The most buyers of a cohort.
const MOST_BUYERS: u32 = 100_000;

/// A new cohort: the buyers of a creator who spent most.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddCohort {
    /// The creator's key.
    pub creator: String,
    /// What it is called; no two of a creator are called the same.
    pub name: String,
    /// At most so many buyers.
    pub top: u32,
    /// What is agreed with these, as a whole: what is left out of it is not agreed.
    #[serde(default)]
    pub terms: TermsRequest,
}

/// What changes of a cohort. Who is in it stays.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetCohort {
    /// Its short number.
    pub number: i64,
    /// Another name.
    #[serde(default)]
    pub name: Option<String>,
    /// What is agreed with its buyers from now on, as a whole: what is left out of it is not agreed.
    #[serde(default)]
    pub terms: Option<TermsRequest>,
}

/// Which cohort is drawn anew.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DrawCohort {
    /// Its short number.
    pub number: i64,
    /// At most so many buyers from now on; as many as before unless said.
    #[serde(default)]
    pub top: Option<u32>,
}

/// Which cohort.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CohortNamed {
    /// Its short number.
    pub number: i64,
}

/// What drawing a cohort came to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CohortDrawn {
    /// Buyers that were not in it before.
    pub came_in: u32,
    /// Buyers that are not in it any more.
    pub went_out: u32,
    /// The cohort.
    pub cohort: CohortView,
}

pub(crate) fn add_cohort(doing: &mut Doing<'_>, request: AddCohort) -> Result<CohortView> {
    let creator = find::creator_keyed(&doing.read(), &request.creator)?;
    let name = free_name(&doing.read(), &creator, &request.name, None)?;
    let terms = terms::agreed(doing, &creator, None, &request.terms)?;
    let Drawn { buyers, least_minor, spent_minor } = draw(&doing.read(), &creator, request.top)?;
    let cohort = Cohort {
        id: doing.id::<CohortId>(),
        number: doing.write.next_number("cohort")?,
        creator: creator.id,
        name,
        top: request.top,
        terms,
        drawn_ms: doing.at_ms,
        least_minor,
        spent_minor,
    };
    doing.write.insert_cohort(&cohort)?;
    let (came_in, _) = doing.write.set_cohort_buyers(cohort.id, &buyers)?;
    note(doing, &cohort);
    doing.note("came_in", came_in);
    cohort_view(&doing.read(), &creator, &cohort)
}

pub(crate) fn set_cohort(doing: &mut Doing<'_>, request: SetCohort) -> Result<CohortView> {
    let mut cohort = find::cohort_numbered(&doing.read(), request.number)?;
    let creator = find::creator(&doing.read(), cohort.creator)?;
    if let Some(name) = &request.name {
        cohort.name = free_name(&doing.read(), &creator, name, Some(cohort.id))?;
    }
    if let Some(terms) = &request.terms {
        cohort.terms = terms::agreed(doing, &creator, cohort.terms, terms)?;
    }
    doing.write.update_cohort(&cohort)?;
    note(doing, &cohort);
    cohort_view(&doing.read(), &creator, &cohort)
}

pub(crate) fn draw_cohort(doing: &mut Doing<'_>, request: DrawCohort) -> Result<CohortDrawn> {
    let cohort = find::cohort_numbered(&doing.read(), request.number)?;
    let creator = find::creator(&doing.read(), cohort.creator)?;
    let top = request.top.unwrap_or(cohort.top);
    let Drawn { buyers, least_minor, spent_minor } = draw(&doing.read(), &creator, top)?;
    let cohort = Cohort { top, drawn_ms: doing.at_ms, least_minor, spent_minor, ..cohort };
    doing.write.update_cohort(&cohort)?;
    let (came_in, went_out) = doing.write.set_cohort_buyers(cohort.id, &buyers)?;
    note(doing, &cohort);
    doing.note("came_in", came_in);
    doing.note("went_out", went_out);
    Ok(CohortDrawn { came_in, went_out, cohort: cohort_view(&doing.read(), &creator, &cohort)? })
}

/// Its buyers get what all other buyers of its creator get, from now on.
pub(crate) fn end_cohort(doing: &mut Doing<'_>, request: CohortNamed) -> Result<Empty> {
    let cohort = find::cohort_numbered(&doing.read(), request.number)?;
    let went_out = doing.read().count_cohort_buyers(cohort.id)?;
    doing.write.end_cohort(cohort.id, doing.at_ms)?;
    note(doing, &cohort);
    doing.note("went_out", went_out);
    Ok(Empty {})
}

/// What an outsider may know of a cohort: ids, and how many. Its name and its buyers stay out of the journal.
fn note(doing: &mut Doing<'_>, cohort: &Cohort) {
    doing.note("creator", cohort.creator);
    doing.note("cohort", cohort.id);
    doing.note("terms", cohort.terms);
}

/// Who would be in a cohort.
pub(crate) struct Drawn {
    /// Its buyers, the one who spent most first; at least one.
    pub buyers: Vec<Spender>,
    /// What the last of them spent, in minor units of the creator's currency.
    pub least_minor: i64,
    /// What all of them spent, likewise.
    pub spent_minor: i64,
}

/// The buyers of a creator who spent most, at most `top` of them.
///
/// # Errors
/// When there can't be so many, or nobody is known to have spent anything.
pub(crate) fn draw(read: &Read<'_>, creator: &Creator, top: u32) -> Result<Drawn> {
    if !(1..=MOST_BUYERS).contains(&top) {
        return Err(Error::refused(format!(
            "A cohort can't be of the {top} buyers who spent most: say how many, from 1 to {MOST_BUYERS}."
        )));
    }
    let buyers = read.top_spenders(creator, top)?;
    let Some(last) = buyers.last() else { return Err(Error::refused(why_nobody(read, creator)?)) };
    let spent_minor = buyers.iter().map(|buyer| buyer.spent_minor).fold(0, i64::saturating_add);
    Ok(Drawn { least_minor: last.spent_minor, spent_minor, buyers })
}

/// Why nobody can be in a cohort of a creator, and what to do.
fn why_nobody(read: &Read<'_>, creator: &Creator) -> Result<String> {
    let (name, currency) = (&creator.name, creator.currency);
    Ok(if read.has_buyers_with_email(creator.id)? {
        format!(
            "No buyer of {name} has spent anything in {currency}: orders in other currencies don't count, nor cancelled and unpaid \
             lines. Draw the cohort when some have come in."
        )
    } else {
        format!(
            "Buyers of {name} can't be told apart: none of its orders has an e-mail address. Import an export that has them first."
        )
    })
}

/// A name that no other cohort of the creator has.
fn free_name(read: &Read<'_>, creator: &Creator, name: &str, of: Option<CohortId>) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::refused(format!(
            "A cohort has a name of 1 to {LONGEST_NAME} characters, such as First 500; this one has {}.",
            name.chars().count()
        )));
    }
    match read.cohort_named(creator.id, &name)? {
        Some(other) if Some(other.id) != of => Err(Error::refused(format!(
            "{} has a cohort “{name}” already. Change or end that one, or choose another name.",
            creator.name
        ))),
        _ => Ok(name),
    }
}
