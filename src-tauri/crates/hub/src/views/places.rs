//! Bins in walking order with what lies in each, and what moved.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use loopdock_domain::place::PlaceKind;
use loopdock_store::{MovementsOf, PastMovement, Place};
use loopdock_walk::walking_order;

use super::page::{Page, cut, part};
use crate::error::{Error, Result};
use crate::view::View;
use crate::{find, names};

/// Which bins.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindBins {
    /// The beginning of the name.
    #[serde(default)]
    pub search: String,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A bin with what lies in it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BinView {
    /// Its name.
    pub bin: String,
    /// What lies in it.
    pub lots: Vec<BinLot>,
}

/// Units of an item in a bin.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BinLot {
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// `#7`.
    pub run: String,
    /// Units.
    pub on_hand: i64,
    /// Of these, promised.
    pub allocated: i64,
    /// Whether a count of it was asked for and not done.
    pub counting: bool,
}

/// Whose movements: of an item, or of a place.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MovementsRequest {
    /// The creator's key, with `sku`.
    #[serde(default)]
    pub creator: Option<String>,
    /// The item's SKU, with `creator`.
    #[serde(default)]
    pub sku: Option<String>,
    /// A bin's name, instead of an item.
    #[serde(default)]
    pub bin: Option<String>,
    /// Only of entries before this one: further back than an answer has looked, as its `before` says.
    #[serde(default)]
    pub before: Option<i64>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// What a look back at the ledger has found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MovementsView {
    /// What moved, newest first.
    pub rows: Vec<MovementView>,
    /// No entry before this one was looked at; none where the journal's beginning was reached.
    pub before: Option<i64>,
    /// When that was, milliseconds since the epoch.
    pub since_ms: Option<i64>,
    /// The journal's newest entry: this look reaches from it to `before`.
    pub newest: i64,
}

/// Units that went from one place to another.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MovementView {
    /// The entry of the journal that it belongs to.
    pub seq: i64,
    /// Its place among the movements of that entry.
    pub position: i64,
    /// When, milliseconds since the epoch.
    pub at_ms: i64,
    /// The deed that moved them.
    pub deed: String,
    /// The bench that it was done at.
    pub bench: Option<String>,
    /// The item's SKU.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// `#7`.
    pub run: String,
    /// What kind of place they left.
    pub from_kind: PlaceKind,
    /// Its name.
    pub from: String,
    /// What kind of place they went to.
    pub to_kind: PlaceKind,
    /// Its name.
    pub to: String,
    /// Units.
    pub qty: i64,
}

/// What people call a place: a parcel by its number.
pub(super) fn place_name(view: &View<'_>, place: &Place) -> Result<String> {
    if place.kind != PlaceKind::Parcel {
        return Ok(place.name.clone());
    }
    let parcel = view.read.parcel(place.id.uuid().into())?;
    Ok(parcel.and_then(|parcel| parcel.number).map(names::parcel).unwrap_or_default())
}

/// Bins in the sequence in which they are walked past.
pub(crate) fn find_bins(view: &View<'_>, request: FindBins) -> Result<Page<BinView>> {
    let start = request.search.trim().to_uppercase();
    let mut bins = view.read.places(PlaceKind::Bin)?;
    walking_order(&mut bins, |bin| bin.position);
    bins.retain(|bin| bin.name.starts_with(&start));
    let Page { total, rows } = cut(bins, part(request.offset, request.limit));
    let counts = view.read.open_counts()?;
    let lots = |bin: &Place| -> Result<Vec<BinLot>> {
        let mut lots = Vec::new();
        for holding in view.read.holdings_at(bin.id)? {
            let item = find::item(&view.read, holding.item)?;
            let creator = find::creator(&view.read, item.creator)?;
            lots.push(BinLot {
                creator: creator.key,
                sku: item.sku,
                title: item.title,
                run: names::run(find::run(&view.read, holding.run)?.number),
                on_hand: holding.on_hand,
                allocated: holding.allocated,
                counting: counts.iter().any(|count| count.bin == bin.id && count.item == holding.item),
            });
        }
        Ok(lots)
    };
    let rows = rows.into_iter().map(|bin| Ok(BinView { lots: lots(&bin)?, bin: bin.name })).collect::<Result<_>>()?;
    Ok(Page { total, rows })
}

/// Entries whose movements are read when somebody opens an item or a bin: the weeks that one asks about, in some 20 ms.
const FIRST_ENTRIES: u32 = 50_000;

/// Entries that are read for whoever asks to look further back, and may wait for a tenth of a second.
const FURTHER_ENTRIES: u32 = 250_000;

pub(crate) fn movements(view: &View<'_>, request: MovementsRequest) -> Result<MovementsView> {
    let of = match (&request.creator, &request.sku, &request.bin) {
        (Some(creator), Some(sku), None) => MovementsOf::Item(find::item_named(&view.read, creator, sku)?.id),
        (None, None, Some(bin)) => MovementsOf::Place(find::bin_named(&view.read, bin)?.id),
        _ => return Err(Error::bad_call("missing field: movements are asked for by `bin`, or by `creator` and `sku`")),
    };
    let most = if request.before.is_none() { FIRST_ENTRIES } else { FURTHER_ENTRIES };
    let looked = view.read.look_back(of, request.before, part(None, request.limit).limit, most)?;
    let since = looked.before.map(|before| view.read.journal_after(before - 1, 1)).transpose()?.unwrap_or_default();
    Ok(MovementsView {
        rows: looked.found.iter().map(|moved| movement_view(view, moved)).collect::<Result<_>>()?,
        before: looked.before,
        newest: looked.newest,
        since_ms: since.first().map(|row| entry_of(&row.entry)).transpose()?.and_then(|entry| entry["at_ms"].as_i64()),
    })
}

fn entry_of(text: &str) -> Result<Value> {
    serde_json::from_str(text)
        .map_err(|error| Error::internal(format!("an entry of the journal can't be read: {error}")))
}

fn movement_view(view: &View<'_>, moved: &PastMovement) -> Result<MovementView> {
    let entry = entry_of(&moved.entry)?;
    let deed = entry["body"]["did"].as_str().or(entry["kind"].as_str()).unwrap_or_default();
    let units = moved.movement;
    let item = find::item(&view.read, units.item)?;
    let (source, target) = (find::place(&view.read, units.source)?, find::place(&view.read, units.target)?);
    Ok(MovementView {
        seq: moved.journal,
        position: moved.position,
        at_ms: entry["at_ms"].as_i64().unwrap_or_default(),
        deed: deed.to_owned(),
        bench: entry["bench"].as_str().map(str::to_owned),
        sku: item.sku,
        title: item.title,
        run: names::run(find::run(&view.read, units.run)?.number),
        from: place_name(view, &source)?,
        from_kind: source.kind,
        to: place_name(view, &target)?,
        to_kind: target.kind,
        qty: units.qty,
    })
}
