//! Who works here, and the limit above which two of them stand for what a buyer gets. Once there is a limit, two people stand
//! for every change of it and of the staff, too: else one could make a second person up.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use loopdock_domain::codes::{CodeKind, Scan};
use loopdock_domain::staff::{MOST_WRONG_PINS, Role, StaffState, TwoPeople, may_be_pin};
use loopdock_domain::{Currency, DeedId, StaffId};
use loopdock_labels::Words as _;
use loopdock_store::Staff;

use crate::amount;
use crate::command::{Between, Empty, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;
use crate::hub::Hub;
use crate::pin;
use crate::printing::Document;
use crate::view::View;
use crate::views::{StaffView, staff_view};

/// The most characters of a name, which a badge must show.
const LONGEST_NAME: usize = 60;

/// How long a badge is locked after too many wrong PINs.
const LOCKED_MS: i64 = 15 * 60 * 1_000;

/// Somebody's badge and PIN.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The badge's code, as a scanner reads it: its name alone shows no badge.
    pub badge: String,
    /// Their PIN.
    pub pin: String,
}

/// Somebody who begins to work here.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddStaff {
    /// Their name; no two have the same.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// Their PIN: 4 to 6 digits.
    pub pin: String,
    /// Who stands for it: two people, once there is a limit.
    #[serde(default)]
    pub approved_by: Vec<Signature>,
}

/// What changes about somebody.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetStaff {
    /// Their badge's number.
    pub number: i64,
    /// Another name.
    #[serde(default)]
    pub name: Option<String>,
    /// Another role.
    #[serde(default)]
    pub role: Option<Role>,
    /// Another PIN.
    #[serde(default)]
    pub pin: Option<String>,
    /// Whether they work here.
    #[serde(default)]
    pub state: Option<StaffState>,
    /// Who stands for it: two people, once there is a limit.
    #[serde(default)]
    pub approved_by: Vec<Signature>,
}

/// Whose badge.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BadgeNamed {
    /// Its number.
    pub number: i64,
    /// True where it was lost: they get another number, and the old badge is good for nothing.
    #[serde(default)]
    pub is_lost: bool,
}

/// A limit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetLimit {
    /// In which currency.
    pub currency: Currency,
    /// What a buyer may get for one sleeve without two people, such as `20.00`; none where there is to be no limit.
    #[serde(default)]
    pub amount: Option<String>,
    /// Who stands for it: two people, once there is a limit.
    #[serde(default)]
    pub approved_by: Vec<Signature>,
}

pub(crate) fn add_staff(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let AddStaff { name, role, pin, approved_by } = read_request(request)?;
    approved(hub, deed, &approved_by, "add_staff", |doing| {
        let staff = Staff {
            id: doing.id::<StaffId>(),
            // Badges were numbered so before hubs knew their staff.
            number: doing.write.next_number("badge")?,
            name: free_name(doing, &name, None)?,
            role,
            state: StaffState::Here,
            pin: hashed(doing, &pin)?,
            wrong_pins: 0,
            locked_until_ms: None,
        };
        doing.write.insert_staff(&staff)?;
        doing.note("name", &staff.name);
        // Where badges are not printed here, somebody may work here all the same.
        doing.print(&badge(doing, &staff))?;
        Ok(staff_view(&staff))
    })
}

pub(crate) fn set_staff(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let request: SetStaff = read_request(request)?;
    approved(hub, deed, &request.approved_by, "set_staff", |doing| {
        let mut staff = numbered(doing, request.number)?;
        if let Some(name) = &request.name {
            staff.name = free_name(doing, name, Some(staff.id))?;
        }
        if let Some(pin) = &request.pin {
            staff.pin = hashed(doing, pin)?;
            doing.write.forget_wrong_pins(staff.id)?;
        }
        staff.role = request.role.unwrap_or(staff.role);
        staff.state = request.state.unwrap_or(staff.state);
        doing.write.update_staff(&staff)?;
        still_two(doing)?;
        doing.note("name", &staff.name);
        let staff = numbered(doing, staff.number)?;
        Ok(staff_view(&staff))
    })
}

pub(crate) fn set_limit(hub: &mut Hub, request: Value, deed: Option<DeedId>, _: Between<'_>) -> Result<Value> {
    let SetLimit { currency, amount, approved_by } = read_request(request)?;
    approved(hub, deed, &approved_by, "set_limit", |doing| {
        let limit = amount::typed("A limit can't be", amount.as_deref(), currency, 0)?;
        doing.write.set_approval_limit(currency, limit)?;
        still_two(doing)?;
        doing.note("currency", currency);
        doing.note("limit_minor", limit);
        Ok(Empty {})
    })
}

/// Prints a badge once more, or another in its place.
pub(crate) fn print_badge(doing: &mut Doing<'_>, request: BadgeNamed) -> Result<StaffView> {
    let mut staff = numbered(doing, request.number)?;
    if request.is_lost {
        staff.number = doing.write.next_number("badge")?;
        doing.write.update_staff(&staff)?;
    }
    doing.print_asked(&badge(doing, &staff), "", 0)?;
    doing.note("name", &staff.name);
    doing.note("badge", staff.number);
    Ok(staff_view(&staff))
}

/// Counts a wrong PIN; answers how many more tries there are.
pub(super) fn wrong_pin(doing: &mut Doing<'_>, id: StaffId) -> Result<u32> {
    doing.write.count_wrong_pin(id, doing.at_ms + LOCKED_MS)?;
    let staff = find::staff(&doing.read(), id)?;
    doing.note("name", &staff.name);
    Ok(if staff.is_locked(doing.at_ms) { 0 } else { MOST_WRONG_PINS - staff.wrong_pins })
}

/// Notes who stood for a deed, where somebody did, and that their PINs were right.
pub(super) fn note_approval(doing: &mut Doing<'_>, approved: Option<TwoPeople>) -> Result<()> {
    let Some(approved) = approved else { return Ok(()) };
    let mut names = Vec::new();
    for id in approved.both() {
        let staff = find::staff(&doing.read(), id)?;
        doing.write.forget_wrong_pins(id)?;
        names.push(staff.name);
    }
    doing.note("approved_by", names);
    Ok(())
}

/// Does a deed that two people must stand for once there is a limit.
fn approved<T: Serialize>(
    hub: &mut Hub,
    deed: Option<DeedId>,
    signatures: &[Signature],
    kind: &str,
    run: impl FnOnce(&mut Doing<'_>) -> Result<T>,
) -> Result<Value> {
    let needs_two = hub.look(|view| Ok(!view.read.approval_limits()?.is_empty()))?;
    let by = if needs_two { Some(two_people(hub, signatures)?) } else { None };
    let answer = hub.deed(deed, None, kind, |doing| {
        note_approval(doing, by)?;
        run(doing)
    })?;
    serde_json::to_value(answer).map_err(|error| Error::internal(error.to_string()))
}

/// The two whose badges and PINs these are. A wrong PIN is counted, also where nothing else comes of it.
pub(super) fn two_people(hub: &mut Hub, signatures: &[Signature]) -> Result<TwoPeople> {
    let [first, second] = signatures else {
        return Err(Error::refused(
            "This hub has a limit for what a buyer may get, so two people stand for this: the badge and the PIN of each.",
        ));
    };
    let (first, second) = (signed(hub, first)?, signed(hub, second)?);
    TwoPeople::new(first, second)
        .ok_or_else(|| Error::refused("This takes two people, and both badges are of the same one."))
}

fn signed(hub: &mut Hub, signature: &Signature) -> Result<StaffId> {
    let now_ms = hub.host().now_ms();
    let staff = hub.look(|view| whose(view, &signature.badge))?;
    if staff.is_locked(now_ms) {
        return Err(Error::refused(format!(
            "Too many wrong PINs were typed for the badge of {}. Try again in a quarter of an hour.",
            staff.name
        )));
    }
    if pin::is_right(signature.pin.trim(), &staff.pin) {
        return Ok(staff.id);
    }
    let left = hub.deed(None, None, "wrong_pin", |doing| wrong_pin(doing, staff.id))?;
    Err(Error::refused(match left {
        0 => format!("That is not the PIN of {}. Their badge is locked for a quarter of an hour.", staff.name),
        left => format!("That is not the PIN of {}. Tries left: {left}.", staff.name),
    }))
}

/// Whose badge this is.
fn whose(view: &View<'_>, badge: &str) -> Result<Staff> {
    let staff = match Scan::read(badge, &view.hub.key) {
        Scan::Own(code) if code.kind == CodeKind::Badge => {
            view.read.staff_numbered(code.number.parse().unwrap_or(-1))?
        }
        _ => None,
    };
    staff.filter(|staff| staff.state == StaffState::Here).ok_or_else(|| {
        Error::refused("That is no badge of anybody who works here. Scan the badge itself: a name or a number is none.")
    })
}

fn numbered(doing: &Doing<'_>, number: i64) -> Result<Staff> {
    let staff = doing.read().staff_numbered(number)?;
    staff.ok_or_else(|| Error::not_found(format!("Nobody here has the badge U-{number}.")))
}

/// A name that nobody else has.
fn free_name(doing: &Doing<'_>, name: &str, of: Option<StaffId>) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::refused(format!("A badge has a name of 1 to {LONGEST_NAME} characters.")));
    }
    match doing.read().staff_named(&name)? {
        Some(other) if Some(other.id) != of => Err(Error::refused(format!(
            "{name} is the name on the badge U-{} already. Add something that tells the two apart.",
            other.number
        ))),
        _ => Ok(name),
    }
}

fn hashed(doing: &Doing<'_>, typed: &str) -> Result<String> {
    let typed = typed.trim();
    if !may_be_pin(typed) {
        return Err(Error::refused("A PIN has 4 to 6 digits that are not all the same."));
    }
    let mut salt = [0; 16];
    doing.random(&mut salt);
    pin::hash(typed, salt)
}

/// With a limit and less than two people nothing above it could ever be posted.
fn still_two(doing: &Doing<'_>) -> Result<()> {
    let here = doing.read().all_staff()?.iter().filter(|staff| staff.state == StaffState::Here).count();
    if here < 2 && !doing.read().approval_limits()?.is_empty() {
        return Err(Error::refused(
            "Above a limit two people stand for what a buyer gets, and that needs at least two who work here.",
        ));
    }
    Ok(())
}

fn badge(doing: &Doing<'_>, staff: &Staff) -> Document {
    let role = doing.texts.word(&format!("role-{}", staff.role), &[]);
    Document::StaffBadge { number: staff.number, name: staff.name.clone(), role }
}
