//! Furnishing a hub: bins, totes, carriers, and the sheets of codes that a bench starts with.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::order::CarrierKind;
use loopdock_domain::place::{Pitch, PlaceKind, Position, bins_by_pattern};
use loopdock_domain::words;
use loopdock_domain::{CarrierId, DeedId, PlaceId, count};
use loopdock_store::{Carrier, Place};

use crate::command::{Between, Empty, read_request};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::hub::Hub;
use crate::printing::{self, Document};
use crate::view::View;
use crate::{find, names, views};

/// Bins from one corner to the opposite one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BinsRequest {
    /// The lowest name, such as `A-01-1`.
    pub from: String,
    /// The highest name, such as `F-12-4`.
    pub to: String,
    /// Distances; aisles 2,400, bays 1,000 and levels 400 mm apart unless said otherwise.
    #[serde(default)]
    pub pitch: Option<Pitch>,
}

/// How many.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CountOf {
    /// How many.
    pub count: u32,
}

/// What was added, by name.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Added {
    /// How many are new; those that were here before are left as they are.
    pub added: u32,
    /// Their names.
    pub names: Vec<String>,
}

/// A carrier.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CarrierRequest {
    /// Its name; the shipping method of an order names its carrier.
    pub name: String,
    /// A van, or the pick-up counter.
    pub kind: CarrierKind,
}

words! {
    /// A sheet of codes.
    Sheet {
        /// NEXT, BACK, DONE, SHORT, DAMAGED, UNDO, OK, CANCEL.
        Commands = "commands",
        /// Every bin.
        Bins = "bins",
        /// Every tote.
        Totes = "totes",
        /// Every sleeve on the shelf.
        Sleeves = "sleeves",
        /// Items without a barcode of their own.
        Items = "items",
        /// Every carrier.
        Carriers = "carriers",
    }
}

/// Which sheet to print.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintCodes {
    /// Which one; every sheet unless said. One that has nothing on it yet, or that is not printed, is left out then.
    #[serde(default)]
    pub sheet: Option<Sheet>,
}

/// Codes of one item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemCodes {
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
    /// How often; once unless said.
    #[serde(default)]
    pub copies: Option<u32>,
}

/// The hub's settings that an owner may change; what is left out stays.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetHub {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Where returns are sent.
    #[serde(default)]
    pub address: Option<String>,
    /// The country that it sends from, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
}

/// The most that one call adds.
const MOST_AT_ONCE: u32 = 5_000;

pub(crate) fn add_bins(doing: &mut Doing<'_>, request: BinsRequest) -> Result<Added> {
    let bins = bins_by_pattern(&request.from, &request.to, request.pitch.unwrap_or_default())?;
    let mut names = Vec::new();
    for bin in bins {
        if doing.read().place_named(PlaceKind::Bin, &bin.name)?.is_none() {
            let place = Place {
                id: doing.id::<PlaceId>(),
                kind: PlaceKind::Bin,
                name: bin.name.clone(),
                position: bin.position,
            };
            doing.write.insert_place(&place)?;
            names.push(bin.name);
        }
    }
    added(doing, names)
}

pub(crate) fn add_totes(doing: &mut Doing<'_>, request: CountOf) -> Result<Added> {
    let mut names = Vec::new();
    for _ in 0..checked(request.count)? {
        let name = names::tote(doing.write.next_number("tote")?);
        let place = Place {
            id: doing.id::<PlaceId>(),
            kind: PlaceKind::Tote,
            name: name.clone(),
            position: Position::default(),
        };
        doing.write.insert_place(&place)?;
        names.push(name);
    }
    added(doing, names)
}

pub(crate) fn add_carrier(doing: &mut Doing<'_>, request: CarrierRequest) -> Result<Added> {
    let name = request.name.trim();
    if name.is_empty() {
        return Err(Error::refused("A carrier needs a name: it stands on the parcel's label."));
    }
    match doing.read().carrier_named(name)? {
        Some(known) => {
            doing.write.update_carrier(known.id, request.kind)?;
            Ok(Added { added: 0, names: vec![known.name] })
        }
        None => {
            let carrier = carrier(doing, name, request.kind)?;
            added(doing, vec![carrier.name])
        }
    }
}

/// Adds a carrier under the next number.
pub(crate) fn carrier(doing: &mut Doing<'_>, name: &str, kind: CarrierKind) -> Result<Carrier> {
    let carrier = Carrier {
        id: doing.id::<CarrierId>(),
        number: doing.write.next_number("carrier")?,
        name: name.to_owned(),
        kind,
    };
    doing.write.insert_carrier(&carrier)?;
    Ok(carrier)
}

pub(crate) fn print_codes(doing: &mut Doing<'_>, request: PrintCodes) -> Result<Added> {
    let sheets = request.sheet.map_or_else(|| Sheet::ALL.to_vec(), |sheet| vec![sheet]);
    let mut printed = Vec::new();
    for sheet in sheets {
        if printing::sheet_is_empty(&doing.read(), sheet)? {
            continue;
        }
        let document = Document::CodeSheet { sheet };
        if request.sheet.is_some() {
            doing.print_asked(&document, "", 0)?;
        } else if !doing.print(&document)? {
            continue;
        }
        printed.push(sheet.to_string());
    }
    added(doing, printed)
}

pub(crate) fn print_item_codes(doing: &mut Doing<'_>, request: ItemCodes) -> Result<Added> {
    let item = find::item_named(&doing.read(), &request.creator, &request.sku)?;
    let copies = checked(request.copies.unwrap_or(1))?;
    doing.print_asked(&Document::ItemCodes { item: item.id, copies }, "", 0)?;
    doing.note("item", item.id);
    Ok(Added { added: copies, names: vec![item.sku] })
}

/// Changes the hub's settings, which every deed reads.
pub(crate) fn set_hub(
    hub: &mut Hub,
    request: serde_json::Value,
    deed: Option<DeedId>,
    _between: Between<'_>,
) -> Result<serde_json::Value> {
    let request: SetHub = read_request(request)?;
    let answer = hub.deed(deed, None, "set_hub", |doing| {
        let name = request.name.as_deref().map_or(doing.hub.name.as_str(), str::trim);
        if name.is_empty() {
            return Err(Error::refused("A hub needs a name, such as Harbour Street."));
        }
        let address = request.address.as_deref().unwrap_or(&doing.hub.address);
        let country = match &request.country {
            Some(country) => printing::country_code(country).map_err(Error::refused)?,
            None => doing.hub.country.clone(),
        };
        doing.write.update_hub(name, address, &country)?;
        views::hub(&View { read: doing.read(), hub: doing.hub, texts: doing.texts, fonts: &OnceCell::new() }, Empty {})
    })?;
    hub.reload()?;
    serde_json::to_value(answer).map_err(|error| Error::internal(error.to_string()))
}

/// A number that one call may add.
pub(super) fn checked(count: u32) -> Result<u32> {
    if (1..=MOST_AT_ONCE).contains(&count) {
        Ok(count)
    } else {
        Err(Error::refused(format!("{count} at once won't do: ask for 1 to {MOST_AT_ONCE}.")))
    }
}

/// Says what was added.
pub(super) fn added(doing: &mut Doing<'_>, names: Vec<String>) -> Result<Added> {
    let added = count(names.len());
    doing.note("added", added);
    Ok(Added { added, names })
}
