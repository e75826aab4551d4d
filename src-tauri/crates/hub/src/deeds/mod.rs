//! What a hub does: one file per deed, or per handful that share a step of a parcel's way.
//!
//! A bench's deeds are dispatched here by [`perform`]; the office's are named in the table of commands.

pub(crate) mod add_order;
pub(crate) mod allocate;
pub(crate) mod announce_run;
pub(crate) mod catalogue;
mod close_parcel;
pub(crate) mod cohorts;
mod count_bin;
pub(crate) mod fate;
pub(crate) mod goods_back;
mod hand_over;
pub(crate) mod import_orders;
pub(crate) mod import_products;
pub(crate) mod lapse;
pub(crate) mod mailer;
mod pack_units;
pub(crate) mod papers;
pub(crate) mod payments;
mod pick_task;
pub(crate) mod picture;
mod plan_wave;
pub(crate) mod printers;
mod put_away;
pub(crate) mod quarantine;
mod receive_units;
mod reopen;
pub(crate) mod request_count;
pub(crate) mod resolve_hold;
pub(crate) mod set_up;
mod short_pick;
pub(crate) mod sleeves;
pub(crate) mod slips;
pub(crate) mod staff;
mod start_packing;
pub(crate) mod stocktake;
mod take_back;
pub(crate) mod templates;
pub(crate) mod terms;
pub(crate) mod undo;
mod unpack;
pub(crate) mod upkeep;

pub(crate) use plan_wave::{
    MOST_ORDERS, WavePlanned, WaveRequest, free_totes, has_walk, lacking, plan as plan_wave_command,
};

use loopdock_domain::PlaceId;
use loopdock_domain::bench::{Deed, Facts, Level, Outcome, Say};

use crate::doing::Doing;
use crate::error::Result;

/// Where a bench's deed is done, and what was known when it was decided.
pub(crate) struct At<'a> {
    /// The bench, as a place.
    pub place: PlaceId,
    /// The facts.
    pub facts: &'a Facts,
}

/// Does a bench's deed in the transaction of its scan.
pub(crate) fn perform(doing: &mut Doing<'_>, at: &At<'_>, deed: &Deed) -> Result<Outcome> {
    match deed {
        Deed::Refuse(said) => Ok(Outcome::Refused(said.clone())),
        Deed::Turn(bench, level, said) => Ok(Outcome::Turned(bench.clone(), *level, said.clone())),
        Deed::Undo => undo::undo(doing, at),
        Deed::Receive { item, run, qty } => receive_units::receive(doing, at, *item, *run, *qty),
        Deed::SetAside { item } => receive_units::set_aside(doing, at, *item),
        Deed::PutAway { item, from, bin, qty } => put_away::put_away(doing, *item, (*from, *bin), *qty),
        Deed::CloseRuns => receive_units::close_runs(doing, at),
        Deed::NextWave => plan_wave::next(doing, at),
        Deed::TakeWave(wave) => plan_wave::take(doing, at, *wave),
        Deed::WaveOf(order) => plan_wave::of_order(doing, at, *order),
        Deed::LeaveWave(wave) => plan_wave::leave(doing, *wave),
        Deed::ConfirmBin(task) => pick_task::confirm_bin(doing, *task),
        Deed::Take { task, qty } => pick_task::take(doing, *task, *qty),
        Deed::PutInTote { task, tote } => pick_task::put_in_tote(doing, *task, *tote),
        Deed::SkipTask(task) => pick_task::skip(doing, *task),
        Deed::PutBack(task) => pick_task::put_back(doing, *task),
        Deed::ShortPick { task, why } => short_pick::short(doing, *task, *why),
        Deed::StartPacking(order) => start_packing::start(doing, at, *order),
        Deed::PackUnits { parcel, item, qty } => pack_units::pack(doing, *parcel, *item, *qty),
        Deed::BindSleeve { parcel, sleeve } => pack_units::bind_sleeve(doing, *parcel, *sleeve),
        Deed::Weigh { parcel, weight_g } => pack_units::weigh(doing, at, *parcel, *weight_g),
        Deed::CloseParcel(parcel) => close_parcel::close(doing, *parcel),
        Deed::ReopenParcel(parcel) => reopen::reopen(doing, at, *parcel),
        Deed::Unpack(parcel) => unpack::unpack(doing, *parcel),
        Deed::SpoilUnit { parcel, item, why } => unpack::spoil(doing, *parcel, *item, *why),
        Deed::StartHandover { carrier, parcel } => hand_over::start(doing, at, *carrier, *parcel),
        Deed::Load { handover, parcel } => hand_over::load(doing, *handover, *parcel),
        Deed::Unload { handover, parcel } => hand_over::unload(doing, *handover, *parcel),
        Deed::CloseHandover(handover) => hand_over::close(doing, *handover),
        Deed::BeginReturn { sleeve, loan } => take_back::begin(doing, at, *sleeve, *loan),
        Deed::PostReturn { settlement, look, approved } => take_back::post(doing, at, *settlement, (*look, *approved)),
        Deed::PostCrate { approved } => take_back::post_crate(doing, at, *approved),
        Deed::WrongPin(person) => {
            let left = staff::wrong_pin(doing, *person)?;
            Ok(Outcome::Stays(Level::Stop, Say::PinWrong { left }))
        }
        Deed::SignIn { person, name } => {
            doing.write.set_staff_at(at.place, *person)?;
            let name = name.clone();
            let said = if person.is_some() { Say::SignedIn { name } } else { Say::SignedOut { name } };
            Ok(Outcome::Stays(Level::Ok, said))
        }
        Deed::VoidReturn(settlement) => take_back::void(doing, at, *settlement),
        Deed::TakeGoods { parcel, item, qty } => goods_back::take(doing, at, *parcel, (*item, *qty)),
        Deed::GradeGoods { unit, grade } => goods_back::grade(doing, *unit, *grade),
        Deed::TakeOutGoods(unit) => goods_back::take_out(doing, *unit),
        Deed::CloseGoods => goods_back::close(doing, at),
        Deed::SeeSleeve { stocktake, sleeve } => stocktake::see(doing, *stocktake, *sleeve),
        Deed::CloseStocktake(stocktake) => stocktake::close(doing, *stocktake),
        Deed::CountBin { count, qty } => count_bin::count(doing, *count, *qty),
    }
}

/// The word of a bench's deed in journal and answers.
pub(crate) fn word(deed: &Deed) -> &'static str {
    match deed {
        Deed::Refuse(_) => "refuse",
        Deed::Turn(..) => "turn",
        Deed::Undo => "undo",
        Deed::Receive { .. } => "receive_units",
        Deed::SetAside { .. } => "set_aside",
        Deed::PutAway { .. } => "put_away",
        Deed::CloseRuns => "close_runs",
        Deed::NextWave => "next_wave",
        Deed::TakeWave(_) => "take_wave",
        Deed::WaveOf(_) => "wave_of_order",
        Deed::LeaveWave(_) => "leave_wave",
        Deed::ConfirmBin(_) => "confirm_bin",
        Deed::Take { .. } => "take_units",
        Deed::PutInTote { .. } => "put_in_tote",
        Deed::SkipTask(_) => "skip_task",
        Deed::PutBack(_) => "put_back",
        Deed::ShortPick { .. } => "short_pick",
        Deed::StartPacking(_) => "start_packing",
        Deed::PackUnits { .. } => "pack_units",
        Deed::BindSleeve { .. } => "bind_sleeve",
        Deed::Weigh { .. } => "weigh_parcel",
        Deed::CloseParcel(_) => "close_parcel",
        Deed::ReopenParcel(_) => "reopen_parcel",
        Deed::Unpack(_) => "unpack",
        Deed::SpoilUnit { .. } => "spoil_unit",
        Deed::StartHandover { .. } => "start_handover",
        Deed::Load { .. } => "load_parcel",
        Deed::Unload { .. } => "unload_parcel",
        Deed::CloseHandover(_) => "close_handover",
        Deed::BeginReturn { .. } => "begin_return",
        Deed::PostReturn { .. } => "post_return",
        Deed::PostCrate { .. } => "post_crate",
        Deed::WrongPin(_) => "wrong_pin",
        Deed::SignIn { .. } => "sign_in",
        Deed::VoidReturn(_) => "void_return",
        Deed::TakeGoods { .. } => "take_goods",
        Deed::GradeGoods { .. } => "grade_goods",
        Deed::TakeOutGoods(_) => "take_out_goods",
        Deed::CloseGoods => "close_goods",
        Deed::SeeSleeve { .. } => "see_sleeve",
        Deed::CloseStocktake(_) => "close_stocktake",
        Deed::CountBin { .. } => "count_bin",
    }
}
