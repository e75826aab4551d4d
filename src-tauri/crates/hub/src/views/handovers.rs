//! What carriers take: parcels that wait for each, the handover that is being loaded, and those that have left.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::order::CarrierKind;
use loopdock_store::{Handover, Parcel};

use super::orders::{ParcelView, parcel_view};
use super::page::{Page, PageRequest, part};
use super::papers::{self, PaperView};
use crate::command::Empty;
use crate::error::{Error, Result};
use crate::printing::Document;
use crate::view::View;
use crate::{find, names};

/// A carrier with what waits for it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CarrierOverview {
    /// Its name.
    pub name: String,
    /// A van, or the pick-up counter.
    pub kind: CarrierKind,
    /// Its code.
    pub code: String,
    /// Packed parcels that wait for it.
    pub waiting: u32,
    /// The handover that is being loaded.
    pub loading: Option<HandoverView>,
}

/// A handover.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HandoverView {
    /// `H-5`.
    pub handover: String,
    /// Whom to.
    pub carrier: String,
    /// Parcels on it.
    pub parcels: u32,
    /// The bench that loads or loaded it.
    pub bench: String,
    /// When they left, milliseconds since the epoch; none while it is being loaded.
    pub left_ms: Option<i64>,
    /// What the carrier signs.
    pub manifest: Option<PaperView>,
}

/// Which parcels: those that wait for a carrier, or those on a handover.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindParcels {
    /// The carrier's name.
    #[serde(default)]
    pub carrier: Option<String>,
    /// `H-5`, instead of a carrier.
    #[serde(default)]
    pub handover: Option<String>,
    /// So many are skipped.
    #[serde(default)]
    pub offset: Option<u32>,
    /// At most so many; 100 unless said, 500 at most.
    #[serde(default)]
    pub limit: Option<u32>,
}

pub(crate) fn carrier_overview(view: &View<'_>, _: Empty) -> Result<Vec<CarrierOverview>> {
    let row = |carrier: loopdock_store::Carrier| {
        let open = view.read.open_handover(carrier.id)?;
        Ok(CarrierOverview {
            code: OwnCode::new(CodeKind::Carrier, carrier.number).payload(&view.hub.key),
            waiting: view.read.count_parcels_waiting(carrier.id)?,
            loading: open.map(|open| handover_view(view, &open)).transpose()?,
            name: carrier.name,
            kind: carrier.kind,
        })
    };
    view.read.carriers()?.into_iter().map(row).collect()
}

fn handover_view(view: &View<'_>, handover: &Handover) -> Result<HandoverView> {
    let carrier = find::carrier(&view.read, handover.carrier)?;
    Ok(HandoverView {
        handover: names::handover(handover.number),
        carrier: carrier.name,
        parcels: view.read.count_parcels_on(handover.id)?,
        bench: find::place(&view.read, handover.bench)?.name,
        left_ms: handover.closed_ms,
        manifest: papers::newest(&view.read, &Document::Manifest { handover: handover.id })?,
    })
}

/// Handovers that have left, newest first.
pub(crate) fn handovers(view: &View<'_>, request: PageRequest) -> Result<Page<HandoverView>> {
    let rows = view.read.closed_handovers(request.part())?;
    Ok(Page {
        total: view.read.count_closed_handovers()?,
        rows: rows.iter().map(|row| handover_view(view, row)).collect::<Result<_>>()?,
    })
}

pub(crate) fn find_parcels(view: &View<'_>, request: FindParcels) -> Result<Page<ParcelView>> {
    let part = part(request.offset, request.limit);
    let (total, parcels): (u32, Vec<Parcel>) = match (&request.carrier, &request.handover) {
        (Some(name), None) => {
            let carrier = find::carrier_named(&view.read, name)?.id;
            (view.read.count_parcels_waiting(carrier)?, view.read.parcels_waiting(carrier, part)?)
        }
        (None, Some(name)) => {
            let handover = find::handover_by_name(&view.read, name)?.id;
            (view.read.count_parcels_on(handover)?, view.read.parcels_on(handover, part)?)
        }
        _ => return Err(Error::bad_call("missing field: parcels are asked for by `carrier` or by `handover`")),
    };
    let rows = parcels.iter().map(|parcel| parcel_view(view, parcel)).collect::<Result<_>>()?;
    Ok(Page { total: total.into(), rows })
}
