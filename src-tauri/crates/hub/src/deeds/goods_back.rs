//! Goods come back: unit by unit at a bench, each with how it looks and where it goes; then the creator is asked what the
//! buyer gets. Of a parcel no unit comes back twice, and none that did not leave in it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::bench::{Level, Outcome, Say};
use loopdock_domain::goods::{GoesTo, GoodsState, Grade, ReturnReason};
use loopdock_domain::place::PlaceKind;
use loopdock_domain::{GoodsReturnId, ItemId, ParcelId, PlaceId, ReturnedUnitId, RunId, count};
use loopdock_store::{Creator, GoodsReturn, Item, ReturnedUnit, RunState, Shipped};

use super::payments::checked_reference;
use super::receive_units::unannounced;
use super::{At, take_back};
use crate::amount;
use crate::calendar::Calendar;
use crate::command::{Empty, photo_content};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::{find, names};

/// What is said of a unit that came back; what is left out stays.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetReturned {
    /// Which unit.
    pub unit: ReturnedUnitId,
    /// How it looks.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// Where it goes.
    #[serde(default)]
    pub goes_to: Option<GoesTo>,
    /// Why it was sent.
    #[serde(default)]
    pub reason: Option<ReturnReason>,
    /// A photo in base64: PNG, JPEG or WebP, at most 200,000 bytes.
    #[serde(default)]
    pub photo: Option<String>,
}

/// What a creator says of goods that came back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoodsDone {
    /// The return's short number.
    pub number: i64,
    /// How the creator finds it again, such as the payment provider's number of the refund, or why nothing is paid. Nothing
    /// that names the buyer.
    pub reference: String,
    /// What the buyer got, as a decimal amount in the currency of the order, or of the creator where nobody knows the order.
    #[serde(default)]
    pub refunded: Option<String>,
}

/// Counts units of an item as back.
pub(super) fn take(
    doing: &mut Doing<'_>,
    at: &At<'_>,
    parcel: Option<ParcelId>,
    (item, qty): (ItemId, u32),
) -> Result<Outcome> {
    let item = find::item(&doing.read(), item)?;
    let creator = find::creator(&doing.read(), item.creator)?;
    let goods = open(doing, at.place, parcel, &creator)?;
    let customer = doing.virtual_place(PlaceKind::Customer)?;
    let missing = missing(doing, &goods, &item)?;
    if let Some(parcel) = parcel {
        may_come(doing, parcel, (&item, qty), &missing)?;
    }
    // Of what nobody knows the order of, what is missing is with a buyer still.
    let still_there = if parcel.is_none() { missing.len() } else { 0 };
    if doing.read().with_customers(customer, item.id)? < i64::from(qty) + i64::from(count(still_there)) {
        return Err(Error::refused(format!(
            "Fewer units of “{}” are with buyers by the books: the others came back already, or never left here. What was never \
             sent from here is counted in as a delivery.",
            item.title
        )));
    }
    let mut last = None;
    for _ in 0..qty {
        let (run, nth) = match parcel {
            Some(parcel) => next_of(doing, parcel, &item, &missing)?,
            None => (unknown_run(doing, item.id)?, 1),
        };
        let unit = ReturnedUnit {
            id: doing.id::<ReturnedUnitId>(),
            goods_return: goods.id,
            parcel,
            item: item.id,
            run,
            nth,
            journal: doing.seq,
            grade: Grade::AsNew,
            goes_to: GoesTo::Restock,
            reason: ReturnReason::default(),
            place: Some(at.place),
            media: None,
        };
        doing.write.insert_returned_unit(&unit)?;
        last = Some(unit.id);
        doing.move_run(item.id, run, customer, at.place, 1)?;
    }
    doing.note("goods_return", goods.id);
    let (level, said) = match parcel {
        Some(parcel) => of_parcel(doing, parcel, &goods, &item)?,
        None => (Level::Warn, Say::GoodsTakenLoose { title: item.title.clone(), creator: creator.name }),
    };
    let unit = last.ok_or_else(|| Error::internal("no unit came back"))?;
    Ok(Outcome::GoodsTaken { parcel, item: item.id, unit, qty, level, said })
}

/// What is said of units of a parcel, and how loudly: later than the creator's rule allows is worth a look.
fn of_parcel(doing: &Doing<'_>, parcel: ParcelId, goods: &GoodsReturn, item: &Item) -> Result<(Level, Say)> {
    let order = find::order(&doing.read(), find::parcel(&doing.read(), parcel)?.order)?;
    let shipped: Vec<_> = doing.read().shipped(parcel)?.into_iter().filter(|row| row.item == item.id).collect();
    let sum = |units: i64| u32::try_from(units).unwrap_or(u32::MAX);
    let late_days = goods.late_days();
    let level = if late_days > 0 { Level::Warn } else { Level::Ok };
    Ok((
        level,
        Say::GoodsTaken {
            title: item.title.clone(),
            back: sum(shipped.iter().map(|row| row.back).sum()),
            shipped: sum(shipped.iter().map(|row| row.left).sum()),
            order: names::order(order.number),
            late_days,
        },
    ))
}

/// What is unpacked here of a parcel, or of a creator; begun where it is not.
fn open(doing: &mut Doing<'_>, bench: PlaceId, parcel: Option<ParcelId>, creator: &Creator) -> Result<GoodsReturn> {
    if let Some(goods) = doing.read().goods_open_of(bench, parcel, creator.id)? {
        return Ok(goods);
    }
    let left_ms = match parcel {
        Some(parcel) => find::left_ms(&doing.read(), parcel)?,
        None => None,
    };
    let paused_ms = match parcel {
        Some(parcel) => find::standstill(&doing.read(), parcel, doing.at_ms)?.0,
        None => 0,
    };
    let days = left_ms.map(|left_ms| Calendar::of(doing.hub).days_between(left_ms + paused_ms, doing.at_ms));
    let goods = GoodsReturn {
        id: doing.id::<GoodsReturnId>(),
        number: doing.write.next_number("goods_return")?,
        creator: creator.id,
        parcel,
        bench,
        state: GoodsState::Open,
        opened_ms: doing.at_ms,
        days,
        window_days: creator.return_days,
        reference: String::new(),
        refunded_minor: None,
        done_ms: None,
    };
    doing.write.insert_goods_return(&goods)?;
    Ok(goods)
}

/// The runs of the units of an item that a return says are not here: they are missing, or something else came in their place.
fn missing(doing: &Doing<'_>, goods: &GoodsReturn, item: &Item) -> Result<Vec<RunId>> {
    let units = doing.read().returned_units(goods.id)?.into_iter();
    Ok(units.filter(|unit| unit.item == item.id && unit.place.is_none()).map(|unit| unit.run).collect())
}

/// Refuses more units than left: one that is missing can't be here as well. What another return was missing may come now.
fn may_come(doing: &Doing<'_>, parcel: ParcelId, (item, qty): (&Item, u32), missing: &[RunId]) -> Result<()> {
    let shipped: Vec<Shipped> = doing.read().shipped(parcel)?.into_iter().filter(|row| row.item == item.id).collect();
    let (left, back): (i64, i64) = (shipped.iter().map(|row| row.left).sum(), shipped.iter().map(|row| row.back).sum());
    let not_here = i64::from(count(missing.len()));
    if not_here == 0 || back + not_here + i64::from(qty) <= left {
        return Ok(());
    }
    Err(Error::refused(format!(
        "Of “{}”, {left} left in that parcel: {back} came back, and this return says of {not_here} that they are not here. Where \
         one of these turned up, say under Take back how it looks.",
        item.title
    )))
}

/// The next unit of an item that left in a parcel, is not back and not `missing`: of the oldest run, and which of that run.
fn next_of(doing: &Doing<'_>, parcel: ParcelId, item: &Item, missing: &[RunId]) -> Result<(RunId, i64)> {
    let shipped = doing.read().shipped(parcel)?;
    let of_run = |run: RunId| i64::from(count(missing.iter().filter(|of| **of == run).count()));
    let is_out = |row: &Shipped| row.item == item.id && row.back + of_run(row.run) < row.left;
    let not_back = shipped.into_iter().find(is_out);
    let row = not_back.ok_or_else(|| Error::refused(format!("No more of “{}” left in that parcel.", item.title)))?;
    Ok((row.run, doing.read().next_unit_of(parcel, item.id, row.run)?))
}

/// The run of units of which nobody knows the run: one of its own for each item.
fn unknown_run(doing: &mut Doing<'_>, item: ItemId) -> Result<RunId> {
    if let Some(run) = doing.read().unknown_run_of(item)? {
        return Ok(run.id);
    }
    Ok(unannounced(doing, item, RunState::Closed)?.id)
}

/// The unit that was counted last looks otherwise.
pub(super) fn grade(doing: &mut Doing<'_>, unit: ReturnedUnitId, grade: Grade) -> Result<Outcome> {
    let unit = find::returned_unit(&doing.read(), unit)?;
    let goods = find::goods_return(&doing.read(), unit.goods_return)?;
    let title = find::item(&doing.read(), unit.item)?.title;
    let put = put(doing, &goods, unit, (grade, grade.usual()))?;
    doing.write.update_returned_unit(&put)?;
    doing.note("goods_return", goods.id);
    Ok(Outcome::GoodsWent { unit: Some(put.id), said: Say::GoodsGraded { title, grade, goes_to: put.goes_to } })
}

/// Moves a unit to where it goes now; the row is not written yet.
fn put(
    doing: &mut Doing<'_>,
    goods: &GoodsReturn,
    unit: ReturnedUnit,
    (grade, goes_to): (Grade, GoesTo),
) -> Result<ReturnedUnit> {
    let customer = doing.virtual_place(PlaceKind::Customer)?;
    let place = match goes_to {
        GoesTo::Restock => Some(goods.bench),
        GoesTo::Hold => Some(doing.virtual_place(PlaceKind::Quarantine)?),
        GoesTo::Rework => Some(doing.virtual_place(PlaceKind::Supplier)?),
        GoesTo::Scrap => Some(doing.virtual_place(PlaceKind::Scrap)?),
        GoesTo::Nowhere => None,
    };
    let (from, to) = (unit.place.unwrap_or(customer), place.unwrap_or(customer));
    if from != to {
        if let Some(why) = why_it_stays(doing, goods, &unit, goes_to)? {
            return Err(Error::refused(why));
        }
        doing.move_run(unit.item, unit.run, from, to, 1)?;
    }
    let nth = match (unit.place, place, unit.parcel) {
        (None, Some(_), Some(parcel)) => place_among(doing, parcel, &unit)?,
        _ => unit.nth,
    };
    Ok(ReturnedUnit { grade, goes_to, place, nth, ..unit })
}

/// Which of those that left a unit is that was missing and is here after all: others may have come meanwhile.
fn place_among(doing: &Doing<'_>, parcel: ParcelId, unit: &ReturnedUnit) -> Result<i64> {
    let nth = doing.read().next_unit_of(parcel, unit.item, unit.run)?;
    let of_run = |row: &&Shipped| row.item == unit.item && row.run == unit.run;
    let left = doing.read().shipped(parcel)?.iter().find(of_run).map_or(0, |row| row.left);
    if nth > left {
        return Err(Error::refused(
            "As many of these as left in that parcel are back already. Nothing is counted twice.",
        ));
    }
    Ok(nth)
}

/// Why a unit can't be moved from where the books have it: it is gone for good, or may be elsewhere by now.
fn why_it_stays(doing: &Doing<'_>, goods: &GoodsReturn, unit: &ReturnedUnit, to: GoesTo) -> Result<Option<String>> {
    let title = find::item(&doing.read(), unit.item)?.title;
    Ok(match unit.goes_to {
        GoesTo::Scrap => Some(format!("“{title}” was thrown away, and that is final.")),
        GoesTo::Rework if to != GoesTo::Scrap => Some(format!(
            "“{title}” went to the microfactory. Once it is made good it comes with a run of its own, and is counted in with \
             that."
        )),
        GoesTo::Restock if !is_surely_at(doing, goods.bench, unit)? => Some(format!(
            "“{title}” may not lie on the bench any more: units of its run were put into a bin from there, and nobody can tell \
             them apart. Say of the bin what is wrong there, with SHORT or a count."
        )),
        _ => None,
    })
}

/// Whether a unit lies on its bench still: none of its run was carried away since it came, and as many are there as came.
fn is_surely_at(doing: &Doing<'_>, bench: PlaceId, unit: &ReturnedUnit) -> Result<bool> {
    let holdings = doing.read().holdings_of(bench, unit.item)?;
    let on_hand = holdings.iter().find(|holding| holding.run == unit.run).map_or(0, |holding| holding.on_hand);
    let here = doing.read().count_restocked_since(bench, unit)?;
    Ok(on_hand >= here && doing.read().carried_away(bench, (unit.item, unit.run), unit.journal)? <= 0)
}

/// A unit was counted by mistake: the buyer still has it.
pub(super) fn take_out(doing: &mut Doing<'_>, unit: ReturnedUnitId) -> Result<Outcome> {
    let unit = find::returned_unit(&doing.read(), unit)?;
    let goods = find::goods_return(&doing.read(), unit.goods_return)?;
    let title = find::item(&doing.read(), unit.item)?.title;
    if unit.media.is_some() {
        return Err(Error::refused(format!(
            "“{title}” has a photo already, so somebody has looked at it. NEXT says what it is."
        )));
    }
    let id = unit.id;
    put(doing, &goods, unit, (Grade::Missing, GoesTo::Nowhere))?;
    doing.write.delete_returned_unit(id)?;
    if doing.read().returned_units(goods.id)?.is_empty() {
        doing.write.delete_goods_return(goods.id)?;
    }
    doing.note("goods_return", goods.id);
    Ok(Outcome::GoodsWent { unit: None, said: Say::GoodsTakenOut { title } })
}

/// Everything that came back here is counted: each creator is asked what its buyer gets.
pub(super) fn close(doing: &mut Doing<'_>, at: &At<'_>) -> Result<Outcome> {
    let open = doing.read().goods_open_at(at.place)?;
    let mut units = Vec::new();
    for goods in &open {
        units.extend(doing.read().returned_units(goods.id)?);
        doing.write.ask_goods_return(goods.id)?;
    }
    units.retain(|unit| unit.grade.is_here());
    let restock = units.iter().filter(|unit| unit.goes_to == GoesTo::Restock).count();
    doing.note("goods_returns", open.iter().map(|goods| goods.id).collect::<Vec<_>>());
    let said = Say::GoodsClosed { units: count(units.len()), returns: count(open.len()), restock: count(restock) };
    take_back::ended_at(doing, at, said)
}

/// What the office, or whoever stands at the screen, says of a unit.
pub(crate) fn set_returned(doing: &mut Doing<'_>, request: SetReturned) -> Result<Empty> {
    let SetReturned { unit, grade, goes_to, reason, photo } = request;
    let unit = doing.read().returned_unit(unit)?;
    let unit = unit.ok_or_else(|| Error::not_found("That unit was taken out of its return again."))?;
    let goods = find::goods_return(&doing.read(), unit.goods_return)?;
    if goods.state == GoodsState::Done && (grade.is_some() || reason.is_some() || photo.is_some()) {
        return Err(Error::refused(format!(
            "Return {} is done: its creator decided by what was said of it. Only where its units go can still change.",
            goods.number
        )));
    }
    let graded = grade.unwrap_or(unit.grade);
    let to = goes_to.unwrap_or(if graded.may_go(unit.goes_to) { unit.goes_to } else { graded.usual() });
    if !graded.may_go(to) {
        return Err(Error::refused(match (graded, to) {
            (Grade::Damaged, GoesTo::Restock) => {
                "A damaged unit is not sold as a whole one. Where it is whole after all, say first that it is as new or opened."
                    .to_owned()
            }
            (_, GoesTo::Nowhere) => "A unit that is here goes somewhere.".to_owned(),
            _ => "A unit that is not here goes nowhere. Say first how it looks.".to_owned(),
        }));
    }
    let (media, photo) = photo.as_deref().map(photo_content).transpose()?.unzip();
    let before = unit.clone();
    let put = put(doing, &goods, unit, (graded, to))?;
    let after = ReturnedUnit { reason: reason.unwrap_or(put.reason), media: media.or(put.media), ..put };
    if after != before {
        doing.write.update_returned_unit(&after)?;
    }
    if let Some(photo) = &photo {
        doing.write.set_returned_photo(after.id, photo)?;
    }
    doing.note("goods_return", goods.id);
    doing.note("unit", after.id);
    doing.note("grade", after.grade);
    doing.note("goes_to", after.goes_to);
    doing.note("reason", after.reason);
    if photo.is_some() {
        doing.note("photo", after.media);
    }
    Ok(Empty {})
}

/// A creator has said what came of a return: this is final, because the money has moved or won't.
pub(crate) fn goods_done(doing: &mut Doing<'_>, request: GoodsDone) -> Result<Empty> {
    let reference = checked_reference(&request.reference, "this", ", or why nothing is paid")?;
    let goods = doing.read().goods_return_numbered(request.number)?;
    let goods = goods.ok_or_else(|| Error::not_found(format!("There is no return {}.", request.number)))?;
    match goods.state {
        GoodsState::Asked => {}
        GoodsState::Open => {
            let bench = find::place(&doing.read(), goods.bench)?.name;
            return Err(Error::refused(format!(
                "Return {} is still unpacked at bench {bench}: DONE there asks the creator.",
                goods.number
            )));
        }
        GoodsState::Done => {
            return Err(Error::refused(format!(
                "Return {} is done already, with the reference {}. Nothing is paid twice.",
                goods.number, goods.reference
            )));
        }
    }
    let currency = find::currency_of_goods(&doing.read(), &goods)?;
    let refunded = amount::typed("A refund can't be", request.refunded.as_deref(), currency, 0)?;
    doing.write.end_goods_return(goods.id, (reference, refunded), doing.at_ms)?;
    doing.note("goods_return", goods.id);
    doing.note("reference", reference);
    if let Some(minor) = refunded {
        doing.note("refunded_minor", minor);
        doing.note("currency", currency);
    }
    Ok(Empty {})
}
