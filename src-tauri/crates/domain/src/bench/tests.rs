//! The bench as pure functions: what holds for every mode and every scan. Whole stories are told through the commands.

use uuid::Uuid;

use super::*;
use crate::codes::{Command, Looks, ProductCode, Scan};
use crate::ids::{CountId, HandoverId, ItemId, ParcelId, PlaceId, SettlementId, TaskId, WaveId};

fn modes() -> Vec<Mode> {
    let id = Uuid::from_u128(7);
    vec![
        Mode::Idle,
        Mode::Receive,
        Mode::PutAway { from: PlaceId::from(id), bin: None },
        Mode::Pick { wave: WaveId::from(id) },
        Mode::Pack { parcel: ParcelId::from(id) },
        Mode::HandOver { handover: HandoverId::from(id) },
        Mode::TakeBack { settlement: SettlementId::from(id) },
        Mode::Count { count: CountId::from(id) },
    ]
}

fn facts(thing: Thing, work: Work) -> Facts {
    Facts { thing, work, bench: PlaceId::from(Uuid::from_u128(1)), loose: Vec::new() }
}

#[test]
fn undo_is_heard_in_every_mode() {
    for mode in modes() {
        let deed = decide(&Bench::in_mode(mode), &Scan::Command(Command::Undo), &facts(Thing::Nothing, Work::Idle));
        assert_eq!(deed, Deed::Undo);
    }
}

#[test]
fn what_is_none_of_ours_is_refused_in_every_mode_with_what_it_looks_like() {
    for mode in modes() {
        let bench = Bench::in_mode(mode);
        let deed = decide(&bench, &Scan::Foreign(Looks::OtherHub), &facts(Thing::Nothing, Work::Idle));
        assert_eq!(deed, Deed::Refuse(Say::NotKnown { looks: Looks::OtherHub }));
        let unknown = Scan::Product(ProductCode::read("4006381333931"));
        let deed = decide(&bench, &unknown, &facts(Thing::Items(Vec::new()), Work::Idle));
        assert_eq!(deed, Deed::Refuse(Say::NotKnown { looks: Looks::Barcode }));
    }
}

#[test]
fn a_refusal_leaves_the_bench_as_it_was() {
    for mode in modes() {
        let bench = Bench {
            question: Some(Question::WhyShort { task: TaskId::from(Uuid::from_u128(3)) }),
            ..Bench::in_mode(mode)
        };
        let (after, cue) = settle(&bench, Outcome::Refused(Say::WorkOpen {}));
        assert_eq!((after, cue.level), (bench, Level::Stop));
    }
}

#[test]
fn a_state_is_read_back_as_it_was_stored() {
    for mode in modes() {
        let item = ItemId::from(Uuid::from_u128(9));
        let question = Question::Whose { items: vec![item], at: 0, purpose: Purpose::Receive };
        let bench = Bench { question: Some(question), last: Some(Last { item, qty: 3 }), ..Bench::in_mode(mode) };
        let text = serde_json::to_string(&bench).unwrap();
        assert_eq!(serde_json::from_str::<Bench>(&text).unwrap(), bench);
    }
}

#[test]
fn scans_of_one_item_in_a_row_add_up_until_another_is_scanned() {
    let item = |number| ItemId::from(Uuid::from_u128(number));
    let packed = |item, qty| Outcome::Packed { item, title: "Mug".into(), qty, verified: 1, expected: 9, left: 8 };
    let bench = Bench::in_mode(Mode::Pack { parcel: ParcelId::from(Uuid::from_u128(7)) });
    let (bench, _) = settle(&bench, packed(item(1), 1));
    let (bench, _) = settle(&bench, packed(item(1), 1));
    assert_eq!(bench.last, Some(Last { item: item(1), qty: 2 }));
    let (bench, _) = settle(&bench, packed(item(2), 1));
    assert_eq!(bench.last, Some(Last { item: item(2), qty: 1 }));
}

#[test]
fn a_shared_barcode_is_walked_through_with_next_and_back() {
    let items: Vec<ItemId> = (1..=3).map(|number| ItemId::from(Uuid::from_u128(number))).collect();
    let at = |at| Bench {
        question: Some(Question::Whose { items: items.clone(), at, purpose: Purpose::Receive }),
        ..Bench::idle()
    };
    let shown = |bench: &Bench, command| ask(bench, &Scan::Command(command)).lookup;
    assert_eq!(shown(&at(2), Command::Next), Lookup::Item(items[0]));
    assert_eq!(shown(&at(0), Command::Back), Lookup::Item(items[2]));
    assert_eq!(shown(&at(1), Command::Ok), Lookup::Item(items[1]));
}
