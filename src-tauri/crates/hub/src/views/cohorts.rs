//! Cohorts of buyers: what is agreed with each, how many are in it, and how many of their sleeves came back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::sleeve::Terms;
use loopdock_domain::{Money, count};
use loopdock_store::{Cohort, Creator, Read};

use crate::deeds::cohorts::{self, Drawn};
use crate::error::Result;
use crate::find;
use crate::view::View;

/// Whose cohorts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CohortsRequest {
    /// The creator's key; of all creators unless said.
    #[serde(default)]
    pub creator: Option<String>,
}

/// Who would be in a cohort.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CohortPreviewRequest {
    /// The creator's key.
    pub creator: String,
    /// At most so many buyers: those who spent most.
    pub top: u32,
}

/// Who would be in a cohort if it were drawn now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CohortPreview {
    /// How many buyers: fewer than were asked for where there are not so many.
    pub buyers: u32,
    /// What the one of them has spent who has spent least.
    pub least: Money,
    /// What all of them have spent.
    pub spent: Money,
}

/// Buyers of a creator who were chosen by a rule.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CohortView {
    /// Its short number. Where a buyer is in several cohorts the lowest counts.
    pub number: i64,
    /// The creator's key.
    pub creator: String,
    /// What it is called.
    pub name: String,
    /// Its rule: those buyers who spent most, at most so many.
    pub top: u32,
    /// What is agreed about their sleeves, for parcels that are closed from now on.
    pub terms: Terms,
    /// How many buyers are in it.
    pub buyers: u32,
    /// When it was drawn, milliseconds since the epoch.
    pub drawn_ms: i64,
    /// What the one of them had spent then who had spent least.
    pub least: Money,
    /// What all of them had spent then.
    pub spent: Money,
    /// Sleeves that have left for buyers of it.
    pub issued: u32,
    /// Those of them that came back.
    pub back: u32,
}

/// The cohorts that have not ended, in the sequence in which they count.
pub(crate) fn cohorts(view: &View<'_>, request: CohortsRequest) -> Result<Vec<CohortView>> {
    let creators = match request.creator {
        Some(key) => vec![find::creator_keyed(&view.read, &key)?],
        None => view.read.creators()?,
    };
    let mut rows = Vec::new();
    for creator in creators {
        for cohort in view.read.cohorts_of(creator.id)? {
            rows.push(cohort_view(&view.read, &creator, &cohort)?);
        }
    }
    Ok(rows)
}

pub(crate) fn cohort_preview(view: &View<'_>, request: CohortPreviewRequest) -> Result<CohortPreview> {
    let creator = find::creator_keyed(&view.read, &request.creator)?;
    let Drawn { buyers, least_minor, spent_minor } = cohorts::draw(&view.read, &creator, request.top)?;
    let money = |minor| Money { minor, currency: creator.currency };
    Ok(CohortPreview { buyers: count(buyers.len()), least: money(least_minor), spent: money(spent_minor) })
}

pub(crate) fn cohort_view(read: &Read<'_>, creator: &Creator, cohort: &Cohort) -> Result<CohortView> {
    let money = |minor| Money { minor, currency: creator.currency };
    let (issued, back) = read.cohort_loans(cohort)?;
    Ok(CohortView {
        number: cohort.number,
        creator: creator.key.clone(),
        name: cohort.name.clone(),
        top: cohort.top,
        terms: read.terms(cohort.terms, creator.currency)?,
        buyers: read.count_cohort_buyers(cohort.id)?,
        drawn_ms: cohort.drawn_ms,
        least: money(cohort.least_minor),
        spent: money(cohort.spent_minor),
        issued,
        back,
    })
}
