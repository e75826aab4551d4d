//! Two sleeves with one serial in somebody's hands, or a genuine tag that was never entered: set aside, with a reason and a
//! photo, until a lead decides. Nothing is paid meanwhile, and nothing twice afterwards.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use loopdock_domain::codes::Serial;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::sleeve::{CaseKind, CaseVerdict, Look, SleeveState};
use loopdock_domain::staff::TwoPeople;
use loopdock_domain::{CaseId, DeedId, SettlementId, SleeveId};
use loopdock_store::{Sleeve, SleeveCase};

use super::staff::{Signature, note_approval, two_people};
use super::{lapse, sleeves, take_back};
use crate::command::{Between, Empty, photo_content, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::{find, names};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;

/// Something that is set aside.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Quarantine {
    /// The tag's code, or its serial.
    pub code: String,
    /// Why, in a sentence that names no buyer.
    pub reason: String,
    /// A photo in base64: PNG, JPEG or WebP, at most 200,000 bytes.
    #[serde(default)]
    pub photo: Option<String>,
}

/// A case.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CaseOpened {
    /// Its short number.
    pub number: i64,
}

/// What a lead decides.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CaseDecided {
    /// The case's short number.
    pub number: i64,
    /// What the sleeve with our tag turned out to be.
    pub verdict: CaseVerdict,
    /// Who stands for it, where a buyer then gets more than the limit.
    #[serde(default)]
    pub approved_by: Vec<Signature>,
}

/// Two in my hands: both are set aside.
pub(crate) fn quarantine(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let request: Quarantine = read_request(request)?;
    let serial = find::serial(&request.code, &hub.view().hub.key)?;
    lapse::before_return(hub, &serial)?;
    let done = hub.deed(deed, None, "quarantine", |doing| open(doing, &request, &serial))?;
    serde_json::to_value(done).map_err(|error| Error::internal(error.to_string()))
}

fn open(doing: &mut Doing<'_>, request: &Quarantine, serial: &Serial) -> Result<CaseOpened> {
    let reason = request.reason.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(Error::refused(format!("Say why, in 1 to {LONGEST_REASON} characters.")));
    }
    if let Some(open) = doing.read().open_case_of(serial.as_str())? {
        return Err(Error::refused(format!(
            "Case {} is open about this serial already. Lay it with the others.",
            open.number
        )));
    }
    let (media, photo) = request.photo.as_deref().map(photo_content).transpose()?.unzip();
    let sleeve = doing.read().sleeve_by_serial(serial.as_str())?;
    let case = SleeveCase {
        id: doing.id::<CaseId>(),
        number: doing.write.next_number("sleeve_case")?,
        kind: if sleeve.is_some() { CaseKind::Copy } else { CaseKind::NeverEntered },
        serial: serial.as_str().to_owned(),
        settlement: sleeve.as_ref().map(|sleeve| set_aside(doing, sleeve)).transpose()?.flatten(),
        sleeve: sleeve.map(|sleeve| sleeve.id),
        reason: reason.to_owned(),
        media,
        opened_ms: doing.at_ms,
        ended: None,
    };
    doing.write.insert_case(&case, photo.as_deref())?;
    doing.note("case", case.number);
    doing.note("serial", &case.serial);
    Ok(CaseOpened { number: case.number })
}

/// The sleeve with this serial goes into quarantine, where it is in the house; answers with what was pending about it.
fn set_aside(doing: &mut Doing<'_>, sleeve: &Sleeve) -> Result<Option<SettlementId>> {
    match sleeve.state {
        SleeveState::Returned => {
            let loan = doing.read().newest_loan(sleeve.id)?;
            let pending = loan.map(|loan| doing.read().pending_settlement_of(loan.id)).transpose()?.flatten();
            let pending = pending.ok_or_else(|| Error::internal("a sleeve that is back has no settlement"))?;
            let quarantine = doing.virtual_place(PlaceKind::Quarantine)?;
            doing.write.move_settlement(pending.id, quarantine)?;
            Ok(Some(pending.id))
        }
        // It was with its buyer by the books, and one of those in the hand may be it: a return that waits here.
        SleeveState::Out | SleeveState::Overdue | SleeveState::Lost => {
            let loan = doing.read().newest_loan(sleeve.id)?;
            let loan = loan.ok_or_else(|| Error::internal("a sleeve that is out has no loan"))?;
            Ok(Some(take_back::begin_quarantined(doing, sleeve.id, loan.id)?))
        }
        SleeveState::Inspecting => Ok(None),
        // One in a parcel is taken out of it first: what lies in the hand can't be told from what lies there.
        _ => {
            goes_to(doing, sleeve.id, SleeveState::Inspecting)?;
            Ok(None)
        }
    }
}

/// While nobody has decided which of two it is, nothing is done with either.
pub(super) fn refuse_undecided(doing: &Doing<'_>, serial: &str) -> Result<()> {
    match doing.read().open_case_of(serial)? {
        Some(case) => Err(Error::refused(format!(
            "Sleeve {} is in quarantine: decide case {} first.",
            names::serial(serial),
            case.number
        ))),
        None => Ok(()),
    }
}

/// A lead has looked at both.
pub(crate) fn decide_case(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let CaseDecided { number, verdict, approved_by } = read_request(request)?;
    let by = if approved_by.is_empty() { None } else { Some(two_people(hub, &approved_by)?) };
    let done = hub.deed(deed, None, "decide_case", |doing| close(doing, number, verdict, by))?;
    serde_json::to_value(done).map_err(|error| Error::internal(error.to_string()))
}

fn close(doing: &mut Doing<'_>, number: i64, verdict: CaseVerdict, by: Option<TwoPeople>) -> Result<Empty> {
    let case = find::case(&doing.read(), number)?;
    if let Some((before, _)) = case.ended {
        return Err(Error::refused(format!("Case {number} is decided already: {before}.")));
    }
    doing.write.close_case(case.id, verdict, doing.at_ms)?;
    doing.note("case", number);
    doing.note("verdict", verdict);
    note_approval(doing, by)?;
    match (case.settlement, verdict) {
        (Some(pending), CaseVerdict::Good) => take_back::post_quarantined(doing, pending, (Look::Good, by))?,
        (Some(pending), CaseVerdict::Damaged) => take_back::post_quarantined(doing, pending, (Look::Damaged, by))?,
        (Some(pending), CaseVerdict::NotOurs) => take_back::void_quarantined(doing, pending)?,
        (None, _) => goes_on(doing, &case, verdict)?,
    }
    Ok(Empty {})
}

/// What becomes of a sleeve that was set aside, and about which no money waits.
fn goes_on(doing: &mut Doing<'_>, case: &SleeveCase, verdict: CaseVerdict) -> Result<()> {
    let Some(id) = case.sleeve else {
        return match verdict {
            CaseVerdict::Good => sleeves::enter(doing, &case.serial),
            CaseVerdict::NotOurs => Ok(()),
            CaseVerdict::Damaged => Err(Error::refused(
                "Nobody entered that sleeve. If it is ours, say that it is good: it is entered then, and can be set aside.",
            )),
        };
    };
    let sleeve = find::sleeve(&doing.read(), id)?;
    match (sleeve.state, verdict) {
        (SleeveState::Inspecting, CaseVerdict::Good) => goes_to(doing, id, SleeveState::Available),
        // The genuine one is elsewhere, and its serial can't be told from the copy's any more.
        (SleeveState::Inspecting, CaseVerdict::NotOurs) => goes_to(doing, id, SleeveState::Retired),
        (SleeveState::Inspecting, CaseVerdict::Damaged) | (_, CaseVerdict::NotOurs) => Ok(()),
        // An older program set nothing aside of one that was elsewhere.
        (state, CaseVerdict::Good | CaseVerdict::Damaged) => Err(Error::refused(format!(
            "Case {} set nothing aside: sleeve {} is “{state}”. Say that what lies there is not ours; if one of them is, scan it \
             at the bench afterwards.",
            case.number,
            names::serial(&sleeve.serial)
        ))),
    }
}

fn goes_to(doing: &mut Doing<'_>, sleeve: SleeveId, to: SleeveState) -> Result<()> {
    sleeves::put(doing, &[sleeve], to)
}
