//! The bench as pure functions: what holds for every mode and every scan. Whole stories are told through the commands.

use uuid::Uuid;

use super::*;
use crate::codes::{CodeKind, Command, Looks, OwnCode, ProductCode, Scan};
use crate::ids::{CountId, HandoverId, ItemId, ParcelId, PlaceId, SettlementId, TaskId, WaveId};
use crate::order::CarrierKind;

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
    Facts {
        thing,
        who: None,
        work,
        bench: PlaceId::from(Uuid::from_u128(1)),
        loose: Vec::new(),
        goods: None,
        runs: Vec::new(),
    }
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

fn parcel(state: ParcelState, handover: Option<HandoverId>) -> ParcelFact {
    let carrier = CarrierFact { id: Uuid::from_u128(5).into(), name: "Van".into(), kind: CarrierKind::Carrier };
    let (id, number) = (ParcelId::from(Uuid::from_u128(4)), "P-1".into());
    ParcelFact { id, number, state, carrier, handover, packing: None }
}

fn label() -> Scan {
    Scan::Own(OwnCode::new(CodeKind::Parcel, 1))
}

#[test]
fn an_idle_bench_opens_only_a_packed_parcel_and_only_when_it_has_asked() {
    let command = |bench: &Bench, command| decide(bench, &Scan::Command(command), &facts(Thing::Nothing, Work::Idle));
    let Deed::Turn(asked, Level::Warn, _) = command(&Bench::idle(), Command::Cancel) else { panic!("nothing asked") };
    assert_eq!(asked.question, Some(Question::Reopen));
    let scanned =
        |bench: &Bench, parcel: ParcelFact| decide(bench, &label(), &facts(Thing::Parcel(parcel), Work::Idle));
    let packed = parcel(ParcelState::Packed, None);
    assert_eq!(scanned(&asked, packed.clone()), Deed::ReopenParcel(packed.id));
    assert!(matches!(scanned(&Bench::idle(), packed.clone()), Deed::StartHandover { .. }));
    let beside = ParcelFact { packing: Some(("O-1".into(), "two".into())), ..packed };
    assert_eq!(
        scanned(&asked, beside),
        Deed::Refuse(Say::PackedElsewhere { order: "O-1".into(), bench: "two".into() })
    );
    for state in [ParcelState::Packing, ParcelState::Loaded, ParcelState::HandedOver, ParcelState::Unpacked] {
        assert!(matches!(scanned(&asked, parcel(state, None)), Deed::Refuse(_)), "{state}");
    }
    assert_eq!(command(&asked, Command::Back), Deed::Turn(Box::new(Bench::idle()), Level::Ok, Say::AskedNo {}));
    assert_eq!(command(&asked, Command::Cancel), Deed::Turn(asked.clone(), Level::Warn, Say::Asked {}));
    assert_eq!(command(&asked, Command::Ok), Deed::Refuse(Say::LabelFirst {}));
    assert_eq!(command(&asked, Command::Next), Deed::NextWave);
}

#[test]
fn only_what_a_handover_holds_comes_off_it_and_nothing_leaves_while_that_is_asked() {
    let handover = HandoverId::from(Uuid::from_u128(7));
    let work = |loaded| {
        let carrier = parcel(ParcelState::Loaded, None).carrier;
        let (number, next_waiting, comes_off) = ("H-1".into(), None, Some("P-1".into()));
        Work::HandOver(HandOverWork { number, carrier, loaded, waiting: 0, next_waiting, comes_off })
    };
    let bench = Bench::in_mode(Mode::HandOver { handover });
    let command =
        |bench: &Bench, command, loaded| decide(bench, &Scan::Command(command), &facts(Thing::Nothing, work(loaded)));
    assert!(matches!(command(&bench, Command::Cancel, 0), Deed::Refuse(Say::NothingLoaded { .. })));
    let Deed::Turn(asked, ..) = command(&bench, Command::Cancel, 1) else { panic!("nothing asked") };
    assert_eq!(asked.question, Some(Question::Unload));
    assert_eq!(expected(&asked, &work(1))[0], Expected::Own(OwnCode::new(CodeKind::Parcel, 1)));
    let scanned = |bench: &Bench, parcel| decide(bench, &label(), &facts(Thing::Parcel(parcel), work(1)));
    let here = parcel(ParcelState::Loaded, Some(handover));
    assert_eq!(scanned(&asked, here.clone()), Deed::Unload { handover, parcel: here.id });
    assert!(matches!(scanned(&bench, here), Deed::Refuse(Say::ParcelLoadedAlready { .. })));
    let elsewhere = parcel(ParcelState::Loaded, Some(HandoverId::from(Uuid::from_u128(8))));
    assert!(matches!(scanned(&asked, elsewhere.clone()), Deed::Refuse(Say::ParcelNotLoaded { .. })));
    assert!(matches!(scanned(&bench, elsewhere), Deed::Refuse(Say::ParcelOnHandover { .. })));
    for other in [Command::Done, Command::Ok, Command::Next] {
        assert_eq!(command(&asked, other, 1), Deed::Refuse(Say::LabelFirst {}));
    }
    assert_eq!(command(&asked, Command::Back, 1), Deed::Turn(Box::new(bench.clone()), Level::Ok, Say::AskedNo {}));
    // It was closed at another bench: the question is nobody's any more.
    let gone = decide(&asked, &Scan::Command(Command::Next), &facts(Thing::Nothing, Work::Idle));
    assert_eq!((gone, prompt(&asked, &Work::Idle, About::default())), (Deed::NextWave, Say::DoAnything {}));
}

fn handing_over(kind: CarrierKind, loaded: u32, waiting: u32) -> Work {
    let carrier = CarrierFact { kind, ..parcel(ParcelState::Packed, None).carrier };
    let next_waiting = (waiting > 0).then(|| "P-2".to_owned());
    Work::HandOver(HandOverWork { number: "H-1".into(), carrier, loaded, waiting, next_waiting, comes_off: None })
}

#[test]
fn the_key_that_is_marked_is_what_comes_next_and_none_is_where_a_scan_does() {
    let id = Uuid::from_u128(7);
    let key = |mode: Mode, work: &Work| next_command(&Bench::in_mode(mode), work, false);
    assert_eq!(next_command(&Bench::idle(), &Work::Idle, true), Some(Command::Next));
    assert_eq!(key(Mode::Idle, &Work::Idle), None);
    assert_eq!(key(Mode::Receive, &Work::Receive(ReceiveWork { runs: Vec::new() })), None);
    let put_away = |qty| {
        let left =
            (qty > 0).then(|| LooseUnits { item: ItemId::from(id), title: "Mug".into(), sku: "MUG".into(), qty });
        Work::PutAway(PutAwayWork { bin: None, left: left.into_iter().collect(), tote: None, runs: Vec::new() })
    };
    let mode = || Mode::PutAway { from: PlaceId::from(id), bin: None };
    assert_eq!((key(mode(), &put_away(1)), key(mode(), &put_away(0))), (None, Some(Command::Done)));
    let load = |kind, loaded, waiting| {
        key(Mode::HandOver { handover: HandoverId::from(id) }, &handing_over(kind, loaded, waiting))
    };
    let (van, counter) = (CarrierKind::Carrier, CarrierKind::PickUp);
    assert_eq!([load(van, 0, 2), load(van, 1, 1), load(counter, 0, 2)], [None; 3]);
    assert_eq!([load(van, 0, 0), load(counter, 0, 0)], [Some(Command::Back); 2]);
    // Others who fetch theirs are not here yet.
    assert_eq!([load(van, 2, 0), load(counter, 1, 1)], [Some(Command::Done); 2]);
}

#[test]
fn a_question_marks_the_key_that_answers_it_and_none_where_a_scan_does() {
    let asked = |question| Bench { question: Some(question), ..Bench::idle() };
    let key = |question| next_command(&asked(question), &Work::Idle, true);
    assert_eq!(key(Question::Reopen), None);
    assert_eq!(key(Question::WhichUnit { why: ShortReason::Damaged }), None);
    assert_eq!(key(Question::Differences), Some(Command::Ok));
}

#[test]
fn the_carrier_of_a_handover_scanned_once_more_says_what_is_to_be_loaded_and_another_one_waits() {
    let bench = Bench::in_mode(Mode::HandOver { handover: HandoverId::from(Uuid::from_u128(7)) });
    let work = handing_over(CarrierKind::Carrier, 0, 1);
    let scan = Scan::Own(OwnCode::new(CodeKind::Carrier, 1));
    let own = parcel(ParcelState::Packed, None).carrier;
    let other = CarrierFact { id: Uuid::from_u128(6).into(), ..own.clone() };
    let heard = |carrier| decide(&bench, &scan, &facts(Thing::Carrier(carrier), work.clone()));
    assert!(matches!(heard(own), Deed::Turn(same, Level::Ok, Say::HandoverStarted { .. }) if *same == bench));
    assert_eq!(heard(other), Deed::Refuse(Say::WorkOpen {}));
}

#[test]
fn differences_say_what_was_counted_and_what_was_announced() {
    let run = |number: &str, expected| {
        let (id, sku) = (Uuid::from_u128(2).into(), "MUG".into());
        RunFact { id, number: number.into(), sku, expected, received: 3 }
    };
    let work = Work::Receive(ReceiveWork { runs: vec![run("#1", Some(4)), run("#2", Some(3)), run("#3", None)] });
    let bench = Bench { question: Some(Question::Differences), ..Bench::in_mode(Mode::Receive) };
    let differences = "#1: 3 counted, 4 announced (MUG); #3: 3 counted, none announced (MUG)".to_owned();
    assert_eq!(prompt(&bench, &work, About::default()), Say::AskDifferences { differences });
}
