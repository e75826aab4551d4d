//! What a person types where a bench waits for a number: digits alone will do, as they would on a scale or a slip.

use std::borrow::Cow;

use super::ask::pin_of;
use super::prompt::{Expected, expected, is_begun, pending};
use super::work::{PickTask, PickWork, WeightStep, Work};
use super::{Bench, Question};
use crate::words;

/// The longest number that is an amount: a barcode has more digits.
const LONGEST: usize = 6;

/// The same while a delivery is counted in, where an SKU of digits may follow that the hub does not know yet.
const LONGEST_COUNTED: usize = 4;

words! {
    /// What a number that is typed at a bench says.
    TypedNumber {
        /// A weight.
        Grams = "grams",
        /// How many there are.
        Units = "units",
        /// A PIN, which nobody else is to see.
        Pin = "pin",
    }
}

/// The code that was meant by `text`, typed at a bench: where it waits for a number, digits alone are an amount, `=12`, or
/// a weight, `=450G`; everything else is as it was typed.
#[must_use]
pub fn meant<'t>(text: &'t str, bench: &Bench, work: &Work) -> Cow<'t, str> {
    let longest = if matches!(work, Work::Receive(_)) { LONGEST_COUNTED } else { LONGEST };
    code_of(text, wanted(bench, work), longest)
}

/// The number that can be typed at a bench now, for whoever shows where to type it.
#[must_use]
pub fn number_wanted(bench: &Bench, work: &Work) -> Option<TypedNumber> {
    match taken_now(work) {
        Some(task) if !is_begun(bench, task) => None,
        None if matches!(work, Work::Receive(_)) && bench.last.is_none() => None,
        _ => wanted(bench, work),
    }
}

/// The task of a walk whose units are being taken from the bin.
fn taken_now(work: &Work) -> Option<&PickTask> {
    let Work::Pick(PickWork { task, count: None, .. }) = work else { return None };
    task.as_ref().filter(|task| task.at_bin && task.counted < task.qty)
}

fn wanted(bench: &Bench, work: &Work) -> Option<TypedNumber> {
    if pin_of(bench).is_some() {
        return Some(TypedNumber::Pin);
    }
    // In a walk and in a delivery also before one was scanned: the answer says what to scan first.
    let question = pending(bench, work);
    let is_asked = matches!(question, Some(Question::HowMany { .. }));
    let is_counting_in = matches!(work, Work::Receive(_)) && matches!(question, None | Some(Question::Differences));
    if is_asked || is_counting_in || matches!(work, Work::Count(_)) || taken_now(work).is_some() {
        return Some(TypedNumber::Units);
    }
    // A weight that is typed already is typed anew.
    if let Work::Pack(pack) = work
        && matches!(pack.weight, WeightStep::Typed(_))
        && pack.line_at_hand().is_none()
    {
        return Some(TypedNumber::Grams);
    }
    // Whoever is asked whether a number can be right may type it anew.
    let unasked = Bench { question: None, ..bench.clone() };
    expected(&unasked, work).iter().find_map(|what| match what {
        Expected::Weight(_) => Some(TypedNumber::Grams),
        Expected::Quantity(_) => Some(TypedNumber::Units),
        _ => None,
    })
}

fn code_of(text: &str, wanted: Option<TypedNumber>, longest: usize) -> Cow<'_, str> {
    let code = text.trim();
    let bare = code.strip_prefix('=').unwrap_or(code);
    // A weight is no amount.
    let bare = if wanted == Some(TypedNumber::Grams) {
        bare.strip_suffix(['g', 'G']).unwrap_or(bare).trim_end()
    } else {
        bare
    };
    let is_number = (1..=longest).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
    match wanted.filter(|_| is_number) {
        Some(TypedNumber::Grams) => Cow::Owned(format!("={bare}G")),
        Some(TypedNumber::Units) => Cow::Owned(format!("={bare}")),
        Some(TypedNumber::Pin) | None => Cow::Borrowed(code),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Last, Mode, ReceiveWork, ShortReason};
    use super::*;
    use crate::ids::{ItemId, OrderId, PlaceId, TaskId, WaveId};

    #[test]
    fn digits_are_grams_where_a_weight_is_waited_for() {
        for typed in ["450", " 450 ", "450g", "=450G", "450 g", "=450"] {
            assert_eq!(code_of(typed, Some(TypedNumber::Grams), LONGEST), "=450G", "{typed}");
        }
    }

    #[test]
    fn digits_are_units_where_an_amount_is_waited_for_and_a_code_is_a_code() {
        let units = Some(TypedNumber::Units);
        assert_eq!((code_of("12", units, LONGEST), code_of("=12", units, LONGEST)), ("=12".into(), "=12".into()));
        for code in ["T-07", "4006381333931", "", "=", "g", "1.2KG", "450g", "=450G"] {
            assert_eq!(code_of(code, units, LONGEST), code);
        }
        assert_eq!(code_of(" 12 ", None, LONGEST), "12");
    }

    #[test]
    fn digits_are_units_while_a_delivery_is_counted_in_and_none_answer_a_question() {
        let work = Work::Receive(ReceiveWork { runs: Vec::new() });
        let mut bench = Bench::in_mode(Mode::Receive);
        assert_eq!((meant("12", &bench, &work), number_wanted(&bench, &work)), ("=12".into(), None));
        bench.last = Some(Last { item: ItemId::from(uuid::Uuid::from_u128(7)), qty: 1 });
        assert_eq!(number_wanted(&bench, &work), Some(TypedNumber::Units));
        assert_eq!(meant("10243", &bench, &work), "10243", "rather an SKU that nobody imported");
        bench.question = Some(Question::WhichUnit { why: ShortReason::Damaged });
        assert_eq!((meant("2", &bench, &work), number_wanted(&bench, &work)), ("2".into(), None));
    }

    #[test]
    fn a_number_is_asked_for_once_a_unit_was_scanned_and_taken_for_one_before() {
        let id = uuid::Uuid::from_u128(7);
        let (item, wave) = (ItemId::from(id), WaveId::from(id));
        let mut task = PickTask {
            id: TaskId::from(id),
            bin: PlaceId::from(id),
            bin_name: "A-01-1".to_owned(),
            item,
            title: "Mug".to_owned(),
            sku: "MUG".to_owned(),
            qty: 3,
            counted: 0,
            at_bin: true,
            order: OrderId::from(id),
            order_number: "O-1".to_owned(),
            tote: None,
        };
        let work = |task: &PickTask| {
            Work::Pick(PickWork { wave: "W-1".to_owned(), task: Some(task.clone()), tasks_left: 1, count: None })
        };
        let mut bench = Bench::in_mode(Mode::Pick { wave });
        assert_eq!(number_wanted(&bench, &work(&task)), None);
        assert_eq!(meant("3", &bench, &work(&task)), "=3");
        task.counted = 1;
        bench.last = Some(Last { item, qty: 1 });
        assert_eq!(number_wanted(&bench, &work(&task)), Some(TypedNumber::Units));
    }
}
