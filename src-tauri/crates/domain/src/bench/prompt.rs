//! What to do next at a bench, as a sentence and as the scans that would do it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::codes::{CodeKind, Command, OwnCode};
use crate::count::count;
use crate::ids::ItemId;
use crate::money::Money;
use crate::order::CarrierKind;

use super::facts::LooseUnits;
use super::say::Say;
use super::work::{GoodsLine, GoodsWork, HandOverWork, PackWork, PickTask, PickWork, SleeveStep, WeightStep, Work};
use super::{Approval, Bench, Last, Mode, Question};

/// What a question is about ([`super::asked_about`]), as people know it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct About {
    /// What it is called.
    pub title: String,
    /// The creator's name.
    pub creator: String,
    /// The name of the one that the question is about ([`super::asked_of`]).
    pub person: String,
}

/// What the packer is to do now: the pending question, `about` some item, first, else the next step of the work.
#[must_use]
pub fn prompt(bench: &Bench, work: &Work, about: About) -> Say {
    pending(bench, work).map_or_else(|| step(work), |question| asked(question, work, about))
}

impl Bench {
    /// The same, without a question that somebody elsewhere has settled by now.
    #[must_use]
    pub fn still_asking(self, work: &Work) -> Self {
        let question = pending(&self, work).cloned();
        Self { question, ..self }
    }
}

/// The question that a bench still asks: not one that somebody elsewhere has settled by now.
pub(super) fn pending<'b>(bench: &'b Bench, work: &Work) -> Option<&'b Question> {
    let question = bench.question.as_ref()?;
    let open = match (question, work) {
        (Question::HowMany { .. }, Work::Pick(pick)) => pick.count.is_some(),
        (Question::WhyShort { task: asked }, Work::Pick(pick)) => {
            pick.task.as_ref().is_some_and(|task| task.id == *asked)
        }
        (Question::HowMany { .. } | Question::WhyShort { .. }, _) => false,
        (Question::Stray { .. }, work) => matches!(work, Work::GoodsBack(_)),
        (Question::Unload, work) => matches!(work, Work::HandOver(_)),
        (Question::Approve(approval), Work::TakeBack(take)) => approval.settlement == take.settlement,
        (Question::Unseen, Work::Stocktake(stocktake)) => stocktake.is_barely_begun(),
        (Question::Approve(_) | Question::Unseen, _) => false,
        _ => true,
    };
    open.then_some(question)
}

fn asked(question: &Question, work: &Work, About { title, creator, person }: About) -> Say {
    match question {
        Question::Whose { items, at, .. } => {
            Say::AskWhose { title, creator, at: count(at + 1), of: count(items.len()) }
        }
        Question::Stray { .. } => match work {
            Work::GoodsBack(goods) => Say::AskStray { title, order: goods.order.clone() },
            _ => step(work),
        },
        Question::Unannounced { .. } => Say::AskUnannounced { title, creator },
        Question::WhyShort { .. } => Say::AskWhyShort {},
        Question::WhichUnit { why } => Say::AskWhichUnit { why: *why },
        Question::Differences => match work {
            Work::Receive(receive) => Say::AskDifferences { differences: super::decide::differences(&receive.runs) },
            _ => Say::AskDifferences { differences: String::new() },
        },
        Question::Unseen => match work {
            Work::Stocktake(stocktake) => Say::AskUnseen { seen: stocktake.seen, left: stocktake.left },
            _ => step(work),
        },
        Question::HowMany { .. } => match work {
            Work::Pick(PickWork { count: Some(count), .. }) => {
                Say::AskHowMany { bin: count.bin.clone(), title: count.title.clone() }
            }
            _ => step(work),
        },
        Question::Reopen => Say::AskReopen {},
        Question::Approve(Approval { pin_of: Some(_), .. }) => Say::AskPin { name: person },
        Question::Approve(Approval { first: Some(_), .. }) => Say::AskSecondBadge { name: person },
        Question::Approve(_) => Say::AskBadge {},
        Question::Unload => match work {
            Work::HandOver(hand) => Say::AskUnload { carrier: hand.carrier.name.clone() },
            // Somebody else has handed it over by now.
            _ => step(work),
        },
    }
}

fn step(work: &Work) -> Say {
    match work {
        Work::Idle => Say::DoAnything {},
        Work::Receive(_) => Say::DoReceive {},
        Work::PutAway(put) => match put.left.iter().map(|loose| loose.qty).sum() {
            0 => Say::DoFinishPutAway {},
            left => put.bin.clone().map_or(Say::DoChooseBin { left }, |bin| Say::DoPutAway { bin, left }),
        },
        Work::Pick(pick) => match &pick.task {
            None => Say::DoWaveDone { wave: pick.wave.clone() },
            Some(task) if !task.at_bin => {
                Say::DoGoToBin { bin: task.bin_name.clone(), qty: task.qty, title: task.title.clone() }
            }
            Some(task) if task.counted < task.qty => Say::DoTake {
                qty: task.qty - task.counted,
                title: task.title.clone(),
                sku: task.sku.clone(),
                bin: task.bin_name.clone(),
            },
            Some(task) => match &task.tote {
                Some((_, tote)) => {
                    Say::DoPutInTote { tote: tote.clone(), order: task.order_number.clone(), qty: task.qty }
                }
                None => Say::DoPutInEmptyTote { order: task.order_number.clone(), qty: task.qty },
            },
        },
        Work::Pack(pack) => pack_step(pack),
        Work::HandOver(hand) if hand.carrier.kind == CarrierKind::PickUp => {
            Say::DoGive { loaded: hand.loaded, waiting: hand.waiting }
        }
        Work::HandOver(hand) => {
            Say::DoLoad { carrier: hand.carrier.name.clone(), loaded: hand.loaded, waiting: hand.waiting }
        }
        Work::TakeBack(take) if take.sleeves > 1 => Say::DoLookOverCrate {
            sleeves: take.sleeves,
            total: Money::listed(&take.total),
            owed: count(take.total.len()),
        },
        Work::TakeBack(take) if take.by_slip => {
            Say::DoLookBySlip { serial: take.serial.clone(), order: take.order.clone(), creator: take.creator.clone() }
        }
        Work::TakeBack(take) => Say::DoLook {
            serial: take.serial.clone(),
            order: take.order.clone(),
            creator: take.creator.clone(),
            deposit: take.deposit.to_string(),
        },
        Work::GoodsBack(goods) => goods_step(goods),
        Work::Stocktake(stocktake) => Say::DoStocktake { left: stocktake.left },
        Work::Count(count) => Say::DoCount { bin: count.bin.clone(), title: count.title.clone() },
    }
}

fn goods_step(goods: &GoodsWork) -> Say {
    if let Some(unit) = &goods.unit {
        let title = unit.title.clone();
        return Say::DoGrade { title, grade: unit.grade };
    }
    let (order, creator) = (goods.order.clone(), goods.creator.clone());
    match (&goods.parcel, &goods.sleeve) {
        (None, _) => Say::DoTakeLooseGoods {},
        (Some(_), _) if goods.units > 0 => Say::DoTakeMoreGoods { order, creator, units: goods.units },
        (Some(_), None) => Say::DoTakeGoods { order, creator },
        (Some(_), Some(out)) if out.by_slip => Say::DoTakeGoodsOrSleeve { order, creator, serial: out.serial.clone() },
        // Of a number that was typed the serial is not told: whoever has the sleeve reads it there.
        (Some(_), Some(_)) => Say::DoTakeGoodsOrTag { order, creator },
    }
}

fn pack_step(pack: &PackWork) -> Say {
    if let Some(line) = pack.line_at_hand() {
        let left = pack.lines.iter().map(|line| line.expected - line.verified).sum();
        return Say::DoPackUnits { left, title: line.title.clone(), sku: line.sku.clone() };
    }
    if pack.sleeve == SleeveStep::Needed {
        return Say::DoScanSleeve {};
    }
    if pack.weight == WeightStep::Needed {
        return Say::DoWeigh {};
    }
    Say::DoCloseParcel { order: pack.order.clone() }
}

/// A scan that would bring the work forward, for the screen and for whoever practises.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// This code of ours.
    Own(OwnCode),
    /// Any code of this item.
    Item(ItemId),
    /// Any bin.
    AnyBin,
    /// Any empty tote.
    EmptyTote,
    /// Any sleeve on the shelf.
    FreeSleeve,
    /// A typed number of units, at most this.
    Quantity(u32),
    /// A typed weight in grams, at least this.
    Weight(u32),
    /// A command.
    Command(Command),
}

/// The scans that would bring the work at a bench forward, the best first.
#[must_use]
pub fn expected(bench: &Bench, work: &Work) -> Vec<Expected> {
    let command = |command| vec![Expected::Command(command)];
    match pending(bench, work) {
        Some(Question::WhichUnit { .. }) => return command(Command::Cancel),
        Some(Question::Reopen | Question::Approve(_)) => return command(Command::Back),
        Some(Question::Unload) => return comes_off(work),
        Some(Question::HowMany { .. }) => return command(Command::Next),
        Some(_) => return command(Command::Ok),
        None => {}
    }
    match work {
        Work::Idle => command(Command::Next),
        Work::Receive(_) => vec![Expected::AnyBin, Expected::Command(Command::Done)],
        Work::PutAway(put) => match put.left.first() {
            None => command(Command::Done),
            Some(_) if put.bin.is_none() => vec![Expected::AnyBin],
            Some(loose) => put_expects(bench, loose),
        },
        Work::Pick(pick) => pick.task.as_ref().map_or_else(|| command(Command::Done), |task| pick_expects(bench, task)),
        Work::Pack(pack) => match pack_step(pack) {
            Say::DoPackUnits { .. } => pack
                .lines
                .iter()
                .filter(|line| line.verified < line.expected)
                .map(|line| Expected::Item(line.item))
                .collect(),
            Say::DoScanSleeve {} => vec![Expected::FreeSleeve],
            Say::DoWeigh {} => vec![Expected::Weight(pack.content_weight_g.unwrap_or(0) + 60)],
            _ => command(Command::Ok),
        },
        Work::HandOver(hand) => load_expects(hand),
        Work::TakeBack(_) => command(Command::Ok),
        Work::GoodsBack(goods) => goods_expects(bench, goods),
        Work::Stocktake(_) => command(Command::Done),
        Work::Count(_) => command(Command::Back),
    }
}

/// The command that comes next at a bench; none where a scan does, or a number that is typed. At an idle bench that is
/// NEXT where `walk_is_next`.
#[must_use]
pub fn next_command(bench: &Bench, work: &Work, walk_is_next: bool) -> Option<Command> {
    match pending(bench, work) {
        Some(
            Question::WhichUnit { .. }
            | Question::Reopen
            | Question::Unload
            | Question::HowMany { .. }
            | Question::Approve(_),
        ) => return None,
        Some(_) => return Some(Command::Ok),
        None => {}
    }
    match work {
        Work::Idle => walk_is_next.then_some(Command::Next),
        Work::Count(_) => None,
        // Those that are left are scanned first.
        Work::Stocktake(stocktake) if stocktake.left > 0 => None,
        // Of parcels that are fetched, others wait for other buyers.
        Work::HandOver(hand) if hand.carrier.kind == CarrierKind::PickUp && hand.loaded > 0 => Some(Command::Done),
        _ => match expected(bench, work).first() {
            Some(Expected::Command(command)) => Some(*command),
            _ => None,
        },
    }
}

/// A parcel that waits, DONE once one is loaded; where there is neither, nothing can be handed over.
fn load_expects(hand: &HandOverWork) -> Vec<Expected> {
    let done = (hand.loaded > 0).then_some(Expected::Command(Command::Done));
    let all: Vec<Expected> = hand.next_waiting.as_deref().map(label).into_iter().chain(done).collect();
    if all.is_empty() { vec![Expected::Command(Command::Back)] } else { all }
}

/// The label of the parcel called `name`.
fn label(name: &str) -> Expected {
    Expected::Own(OwnCode::new(CodeKind::Parcel, name.trim_start_matches("P-")))
}

/// The end of it once something was counted, and how many there are of what was scanned last.
fn goods_expects(bench: &Bench, goods: &GoodsWork) -> Vec<Expected> {
    if goods.units == 0 {
        let left = goods.lines.iter().find(|line| line.back < line.shipped).map(|line| Expected::Item(line.item));
        return left.into_iter().chain([Expected::Command(Command::Back)]).collect();
    }
    let line =
        bench.last.and_then(|last| goods.lines.iter().find(|line| line.item == last.item).map(|line| (last, line)));
    let all = |(last, line): (Last, &GoodsLine)| last.qty.saturating_add(line.shipped.saturating_sub(line.back));
    let typed = line.filter(|(_, line)| line.back < line.shipped).map(|found| Expected::Quantity(all(found)));
    [Expected::Command(Command::Done)].into_iter().chain(typed).collect()
}

fn comes_off(work: &Work) -> Vec<Expected> {
    let named = match work {
        Work::HandOver(hand) => hand.comes_off.as_deref(),
        _ => None,
    };
    named.map(label).into_iter().chain([Expected::Command(Command::Back)]).collect()
}

/// The item; and, of what was scanned last, how many there are in all.
fn put_expects(bench: &Bench, loose: &LooseUnits) -> Vec<Expected> {
    let all = |last: Last| last.qty.saturating_add(count(loose.qty));
    let typed = bench.last.filter(|last| last.item == loose.item).map(|last| Expected::Quantity(all(last)));
    std::iter::once(Expected::Item(loose.item)).chain(typed).collect()
}

/// Whether a unit of the task was scanned, so that a number says how many were taken in all.
pub(super) fn is_begun(bench: &Bench, task: &PickTask) -> bool {
    task.counted > 0 && bench.last.is_some_and(|last| last.item == task.item)
}

/// The item; and, once one was scanned, how many were taken in all.
fn pick_expects(bench: &Bench, task: &PickTask) -> Vec<Expected> {
    if !task.at_bin {
        return vec![Expected::Own(OwnCode::new(CodeKind::Bin, &task.bin_name))];
    }
    if task.counted < task.qty {
        let typed = is_begun(bench, task).then_some(Expected::Quantity(task.qty));
        return std::iter::once(Expected::Item(task.item)).chain(typed).collect();
    }
    match &task.tote {
        Some((_, name)) => {
            let number = name.trim_start_matches("T-").trim_start_matches('0');
            vec![Expected::Own(OwnCode::new(CodeKind::Tote, number))]
        }
        None => vec![Expected::EmptyTote],
    }
}

/// What a bench in `mode` is called in a list of benches.
impl Mode {
    /// The mode's word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Receive => "receive",
            Self::PutAway { .. } => "put_away",
            Self::Pick { .. } => "pick",
            Self::Pack { .. } => "pack",
            Self::HandOver { .. } => "hand_over",
            Self::TakeBack { .. } => "take_back",
            Self::GoodsBack { .. } => "goods_back",
            Self::Stocktake { .. } => "stocktake",
            Self::Count { .. } => "count",
        }
    }
}
