//! What each paper says, looked up when it is printed.

use loopdock_domain::codes::{CodeKind, Command, OwnCode};
use loopdock_domain::place::PlaceKind;
use loopdock_domain::sleeve::SleeveState;
use loopdock_domain::{HandoverId, ItemId, WaveId};
use loopdock_labels::{
    Code, CodeLabel, CodeSheet, Document as Content, Manifest, ManifestRow, PickList, PickRow, ProductLabel,
    StaffBadge, Words,
};
use loopdock_store::{Item, Part, Place, Read, Sleeve};

use super::Document;
use super::parcel_papers::ParcelOf;
use super::statement;
use crate::calendar::Calendar;
use crate::deeds::set_up::Sheet;
use crate::error::Result;
use crate::view::View;
use crate::{find, names};

/// Tags of sleeves that one sheet prints at most.
const MOST_TAGS: u32 = 5_000;

/// The contents of a document, several where it is a sheet of labels, and a file name for it.
pub(super) fn of(view: &View<'_>, document: &Document, copy: u32) -> Result<(String, Vec<Content>)> {
    let (name, mut documents) = match *document {
        Document::ParcelLabel { parcel } => {
            let of = ParcelOf::find(view, parcel)?;
            (format!("{}-label", of.number), vec![Content::ParcelLabel(of.label(view)?)])
        }
        Document::PackingSlip { parcel } => {
            let of = ParcelOf::find(view, parcel)?;
            (format!("{}-slip", of.number), vec![Content::PackingSlip(of.packing_slip(view)?)])
        }
        Document::ReturnSlip { parcel } => {
            let of = ParcelOf::find(view, parcel)?;
            (format!("{}-return", of.number), vec![Content::ReturnSlip(of.return_slip(view)?)])
        }
        Document::CustomsCn22 { parcel } => {
            let of = ParcelOf::find(view, parcel)?;
            (format!("{}-customs", of.number), vec![Content::CustomsCn22(of.cn22(view)?)])
        }
        Document::CustomsCn23 { parcel } => {
            let of = ParcelOf::find(view, parcel)?;
            (format!("{}-customs", of.number), vec![Content::CustomsCn23(of.cn23(view)?)])
        }
        Document::DepositStatement { creator, from_ms, until_ms } => statement::of(view, creator, from_ms..until_ms)?,
        Document::PickList { wave } => pick_list(view, wave).map(|(name, list)| (name, vec![list]))?,
        Document::Manifest { handover } => manifest(view, handover).map(|(name, manifest)| (name, vec![manifest]))?,
        Document::CodeSheet { sheet } => (format!("codes-{sheet}"), code_sheet(view, sheet)?),
        Document::BatchTags { batch } => {
            (format!("batch-{batch}-tags"), tags(view, view.read.sleeves_on_shelf_of(batch)?))
        }
        Document::SleeveTag { sleeve } => {
            let sleeve = find::sleeve(&view.read, sleeve)?;
            (format!("{}-tag", sleeve.serial), tags(view, vec![sleeve]))
        }
        Document::ItemCodes { item, copies } => item_codes(view, item, copies)?,
        Document::StaffBadge { number, ref name, ref role } => {
            let payload = OwnCode::new(CodeKind::Badge, number).payload(&view.hub.key);
            let badge = StaffBadge {
                code: Code { payload, caption: format!("U-{number}") },
                name: name.clone(),
                role: role.clone(),
                hub: view.hub.name.clone(),
            };
            (format!("U-{number}-badge"), vec![Content::StaffBadge(badge)])
        }
        Document::Trial { .. } => {
            let kind = document.kind()?;
            (format!("trial-{}", kind.name()), vec![kind.example()])
        }
    };
    if copy > 0 {
        for code in documents.iter_mut().filter_map(Content::code_mut) {
            code.caption = view.texts.word("paper-copy", &[("name", &code.caption), ("copy", &copy.to_string())]);
        }
    }
    Ok((name, documents))
}

fn pick_list(view: &View<'_>, id: WaveId) -> Result<(String, Content)> {
    let wave = find::wave(&view.read, id)?;
    let number = names::wave(wave.number);
    let mut rows = Vec::new();
    for task in view.read.tasks_of(id)? {
        let tote = view.read.first_tote_of(task.order)?;
        rows.push(PickRow {
            place: task.bin_name,
            title: task.title,
            sku: task.sku,
            quantity: task.qty,
            order: names::order(task.order_number),
            tote: tote.map(|(_, name)| name).unwrap_or_default(),
        });
    }
    let code =
        Code { payload: OwnCode::new(CodeKind::Wave, wave.number).payload(&view.hub.key), caption: number.clone() };
    Ok((number, Content::PickList(PickList { code, rows })))
}

fn manifest(view: &View<'_>, id: HandoverId) -> Result<(String, Content)> {
    let handover = find::handover(&view.read, id)?;
    let carrier = find::carrier(&view.read, handover.carrier)?;
    let number = names::handover(handover.number);
    let mut rows = Vec::new();
    for parcel in view.read.parcels_on(id, Part::ALL)? {
        let order = find::order(&view.read, parcel.order)?;
        let buyer = view.read.buyer(order.id)?;
        let creator = find::creator(&view.read, order.creator)?;
        rows.push(ManifestRow {
            parcel: parcel.number.map(names::parcel).unwrap_or_default(),
            order: order.name,
            creator: creator.name,
            city: buyer.as_ref().map(|buyer| buyer.city.clone()).unwrap_or_default(),
            country: buyer.as_ref().map(|buyer| buyer.country.clone()).unwrap_or_default(),
            weight_g: parcel.weight_g.unwrap_or(0),
            sleeve: parcel.sleeve.is_some(),
        });
    }
    let code = Code { payload: OwnCode::new(CodeKind::Page, &number).payload(&view.hub.key), caption: number.clone() };
    let date = handover.closed_ms.map(|at_ms| day(view, at_ms)).unwrap_or_default();
    Ok((number, Content::Manifest(Manifest { code, carrier: carrier.name, date, rows })))
}

/// A day of the hub's calendar.
pub(super) fn day(view: &View<'_>, at_ms: i64) -> String {
    Calendar::of(view.hub).day(at_ms).to_string()
}

/// True when a sheet would have no codes on it.
pub(crate) fn sheet_is_empty(read: &Read<'_>, sheet: Sheet) -> Result<bool> {
    Ok(match sheet {
        Sheet::Commands => false,
        Sheet::Bins => read.places(PlaceKind::Bin)?.is_empty(),
        Sheet::Totes => read.places(PlaceKind::Tote)?.is_empty(),
        Sheet::Sleeves => read.sleeves_in(SleeveState::Available, 1)?.is_empty(),
        Sheet::Items => read.items(None)?.iter().all(|item| item.barcode.is_some()),
        Sheet::Carriers => read.carriers()?.is_empty(),
    })
}

/// A label with one of our own codes.
fn code_label(view: &View<'_>, code: &OwnCode, caption: String, note: String) -> CodeLabel {
    CodeLabel { code: Code { payload: code.payload(&view.hub.key), caption }, note }
}

fn code_sheet(view: &View<'_>, sheet: Sheet) -> Result<Vec<Content>> {
    let label = |code: OwnCode, caption: String, note: String| code_label(view, &code, caption, note);
    let cut_out = |cells: Vec<CodeLabel>| {
        vec![Content::CodeSheet(CodeSheet { title: view.texts.word(&format!("sheet-{sheet}"), &[]), cells })]
    };
    Ok(match sheet {
        Sheet::Commands => {
            let about = |command: &Command| {
                let note = view.texts.word(&format!("command-{}", command.as_str().to_lowercase()), &[]);
                label(OwnCode::new(CodeKind::Command, command), command.to_string(), note)
            };
            cut_out(Command::ALL.iter().map(about).collect())
        }
        Sheet::Carriers => {
            let about = |carrier: loopdock_store::Carrier| {
                label(OwnCode::new(CodeKind::Carrier, carrier.number), carrier.name, String::new())
            };
            cut_out(view.read.carriers()?.into_iter().map(about).collect())
        }
        Sheet::Bins => {
            let about = |bin: Place| label(OwnCode::new(CodeKind::Bin, &bin.name), bin.name, String::new());
            view.read.places(PlaceKind::Bin)?.into_iter().map(about).map(Content::BinLabel).collect()
        }
        Sheet::Totes => {
            let mut totes = view.read.places(PlaceKind::Tote)?;
            totes.sort_by_key(|tote| (tote.name.len(), tote.name.clone()));
            let about = |tote: Place| label(names::tote_code(&tote.name), tote.name, String::new());
            totes.into_iter().map(about).map(Content::ToteLabel).collect()
        }
        Sheet::Sleeves => tags(view, view.read.sleeves_in(SleeveState::Available, MOST_TAGS)?),
        Sheet::Items => {
            let items = view.read.items(None)?.into_iter().filter(|item| item.barcode.is_none());
            items.map(|item| Content::ProductLabel(product_label(view, item))).collect()
        }
    })
}

/// The tags of sleeves.
fn tags(view: &View<'_>, sleeves: Vec<Sleeve>) -> Vec<Content> {
    let about = |sleeve: Sleeve| {
        // Two lines of two groups that stay together, so that every tag breaks at the same place.
        let caption = names::serial(&sleeve.serial).replace(' ', "\u{a0}");
        let middle = caption.char_indices().nth(9).map_or(caption.len(), |(at, _)| at);
        let (upper, lower) = caption.split_at(middle);
        let caption = format!("{}\n{}", upper.trim(), lower.trim());
        code_label(view, &OwnCode::new(CodeKind::Sleeve, &sleeve.serial), caption, view.hub.name.clone())
    };
    sleeves.into_iter().map(about).map(Content::SleeveTag).collect()
}

/// An item's label.
fn product_label(view: &View<'_>, item: Item) -> ProductLabel {
    let payload = OwnCode::new(CodeKind::Item, item.number).payload(&view.hub.key);
    let barcode = item.barcode.as_deref().map(on_the_product).unwrap_or_default();
    ProductLabel { code: Code { payload, caption: item.sku }, note: item.title, barcode }
}

/// A GTIN as products bear it, of those that a label has room for: 13 digits or 8; nothing of another.
fn on_the_product(gtin: &str) -> String {
    match (gtin.len(), gtin.strip_prefix("000000"), gtin.strip_prefix('0')) {
        (14, Some(eight), _) => eight.to_owned(),
        (14, None, Some(thirteen)) => thirteen.to_owned(),
        _ => String::new(),
    }
}

/// One item's label, so often.
fn item_codes(view: &View<'_>, id: ItemId, copies: u32) -> Result<(String, Vec<Content>)> {
    let item = find::item(&view.read, id)?;
    let name = format!("I-{}-codes", item.number);
    let labels = vec![Content::ProductLabel(product_label(view, item)); usize::try_from(copies).unwrap_or(1)];
    Ok((name, labels))
}
