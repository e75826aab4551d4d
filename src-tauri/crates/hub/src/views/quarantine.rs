//! What is set aside until a lead decides.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::Money;
use loopdock_domain::sleeve::{CaseKind, CaseVerdict, SettlementState};
use loopdock_store::SleeveCase;

use super::page::{Page, PageRequest, part};
use super::picture::PhotoView;
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

/// A case.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CaseView {
    /// Its short number.
    pub number: i64,
    /// What is wrong.
    pub kind: CaseKind,
    /// The serial on the tag, in groups of four.
    pub serial: String,
    /// In the words of whoever set it aside.
    pub reason: String,
    /// Whether there is a photo.
    pub has_photo: bool,
    /// When it was set aside, milliseconds since the epoch.
    pub opened_ms: i64,
    /// The order that the sleeve left with last: `O-12`.
    pub order: Option<String>,
    /// What its buyer gets when it is good, where that waits for the decision.
    pub owed: Option<Money>,
    /// What was decided.
    pub verdict: Option<CaseVerdict>,
    /// When, milliseconds since the epoch.
    pub closed_ms: Option<i64>,
}

/// Which case.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CaseNamed {
    /// Its short number.
    pub number: i64,
}

pub(crate) fn cases(view: &View<'_>, request: PageRequest) -> Result<Page<CaseView>> {
    let rows = view.read.cases(part(request.offset, request.limit))?;
    let rows = rows.into_iter().map(|case| shown(view, case)).collect::<Result<_>>()?;
    Ok(Page { total: view.read.count_cases()?, rows })
}

fn shown(view: &View<'_>, case: SleeveCase) -> Result<CaseView> {
    let loan = match case.sleeve {
        Some(sleeve) => view.read.newest_loan(sleeve)?,
        None => None,
    };
    let pending = match case.settlement {
        Some(id) => Some(find::settlement(&view.read, id)?).filter(|row| row.state == SettlementState::Pending),
        None => None,
    };
    let owed = loan.as_ref().zip(pending).map(|(loan, row)| Money { minor: row.owed_minor, ..loan.held });
    let order = loan.map(|loan| find::order_of(&view.read, &loan)).transpose()?;
    Ok(CaseView {
        number: case.number,
        kind: case.kind,
        serial: names::serial(&case.serial),
        reason: case.reason,
        has_photo: case.media.is_some(),
        opened_ms: case.opened_ms,
        order: order.map(|order| names::order(order.number)),
        owed,
        verdict: case.ended.map(|(verdict, _)| verdict),
        closed_ms: case.ended.map(|(_, at_ms)| at_ms),
    })
}

pub(crate) fn case_photo(view: &View<'_>, request: CaseNamed) -> Result<Option<PhotoView>> {
    let case = find::case(&view.read, request.number)?;
    let photo = view.read.case_photo(case.number)?;
    Ok(PhotoView::of(case.media, photo))
}
