//! What the screens and scripts are shown: lists and details, with the words that people use and the codes that they scan.

mod arrivals;
mod batches;
mod clients;
mod cohorts;
mod drawing;
mod export;
mod fleet;
mod found;
mod goods;
mod handovers;
mod history;
mod item_search;
mod order;
mod orders;
mod page;
mod papers;
mod payments;
mod picture;
mod places;
mod printers;
mod quarantine;
mod reminders;
mod shelves;
mod staff;
mod stocktakes;
mod templates;
pub(crate) mod today;
mod trips;
mod walks;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::codes::{CodeKind, OwnCode};
use loopdock_domain::order::CarrierKind;
use loopdock_domain::sleeve::{SleeveRule, SleeveState, Terms};
use loopdock_store::{Creator, PartOrders, Read};

use crate::command::Empty;
use crate::error::Result;
use crate::view::View;
use crate::{names, printing};

pub(crate) use arrivals::{ArrivalView, FindRuns, find_runs};
pub(crate) use batches::{BatchView, sleeve_batches};
pub(crate) use clients::{CreatorOverview, creator_overview};
pub(crate) use cohorts::{
    CohortPreview, CohortPreviewRequest, CohortView, CohortsRequest, cohort_preview, cohort_view, cohorts,
};
pub(crate) use drawing::{DrawnBins, draw_bins};
pub(crate) use export::{ExportRequest, ExportView, import_preview};
pub(crate) use fleet::{CurvePoint, FleetRequest, FleetView, MonthView, fleet};
pub(crate) use found::{FindOrders, OrdersFound, find_orders};
pub(crate) use goods::{
    FindReturns, ReasonView, ReturnTold, ReturnView, ReturnedUnitNamed, all_returns, find_returns, return_reasons,
    returned_photo,
};
pub(crate) use handovers::{CarrierOverview, FindParcels, HandoverView, carrier_overview, find_parcels, handovers};
pub(crate) use history::{HistoryView, history};
pub(crate) use item_search::{FindItems, ItemDetail, ItemNamed, ItemRow, find_items, stock_of};
pub(crate) use order::{OrderDetail, OrderNamed, order};
pub(crate) use orders::{OrderView, OrdersRequest, ParcelView, WaveView, orders, parcels, waves};
pub(crate) use page::{Page, PageRequest};
pub(crate) use papers::{PaperRequest, PaperShown, PapersRequest, PapersView, PrintJobView, paper, papers, print_jobs};
pub(crate) use payments::{FindPayments, PaymentView, payments};
pub(crate) use picture::{PhotoView, PictureView, PicturedItem, item_picture, pictured};
pub(crate) use places::{BinView, FindBins, MovementsRequest, MovementsView, find_bins, movements};
pub(crate) use printers::{PrinterView, PrintersView, SystemPrintersView, printers, system_printers};
pub(crate) use quarantine::{CaseNamed, CaseView, case_photo, cases};
pub(crate) use reminders::{FindReminders, ReminderView, all_reminders, reminders};
pub(crate) use shelves::{
    CountView, ItemView, ItemsRequest, PlaceView, PlacesRequest, RunView, StockRequest, StockView, counts, item_view,
    items, places, runs, stock,
};
pub(crate) use staff::{StaffList, StaffView, staff, staff_view};
pub(crate) use stocktakes::{StocktakeView, stocktakes};
pub(crate) use templates::{TemplateShown, TemplateTried, TemplateView, newest_of, templates, try_template};
pub(crate) use today::{TodayView, today};
pub(crate) use trips::{FindSleeves, SettledView, SleeveCount, SleeveTrip, find_sleeves, settled, sleeve_counts};
pub(crate) use walks::{WaveOverview, wave_overview};

/// The hub's settings.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HubView {
    /// Its name.
    pub name: String,
    /// The currency of its own books.
    pub currency: String,
    /// Its time zone.
    pub timezone: String,
    /// Where returns are sent.
    pub address: String,
    /// The country that it sends from; empty where nobody said.
    pub country: String,
    /// The countries of the world, for whoever chooses it.
    pub countries: Vec<printing::CountryName>,
    /// The four characters in its codes.
    pub hub4: String,
    /// The printer that takes all papers that no other takes.
    pub printer: Option<PrinterView>,
    /// Its benches.
    pub benches: Vec<String>,
    /// The newest entry of the journal.
    pub seq: i64,
}

/// A creator.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CreatorView {
    /// The key that scripts use.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The currency of its prices and deposits.
    pub currency: String,
    /// Which of its orders leave in a sleeve.
    pub sleeve_rule: SleeveRule,
    /// What is agreed about its sleeves, for parcels that are closed from now on.
    pub terms: Terms,
    /// Whether its orders may leave in parts.
    pub part_orders: PartOrders,
    /// What its slips say last.
    pub thanks: String,
    /// Days within which goods may come back; without a rule there are none.
    pub return_days: Option<u32>,
}

/// A carrier.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CarrierView {
    /// Its name.
    pub name: String,
    /// A van, or the pick-up counter.
    pub kind: CarrierKind,
    /// Its code.
    pub code: String,
    /// Packed parcels that wait for it.
    pub waiting: u32,
}

/// Which sleeves.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SleevesRequest {
    /// In which state.
    pub state: SleeveState,
    /// At most so many; 100 unless said.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// A sleeve.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SleeveView {
    /// Its serial.
    pub serial: String,
    /// Where it is.
    pub state: SleeveState,
    /// Its code.
    pub code: String,
}

/// An account that is not at zero.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AccountView {
    /// Its name.
    pub account: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Its balance in minor units.
    pub minor: i64,
}

/// How much to check.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// The journal is read from the entry after this one, which an earlier check has seen; all of it unless said.
    #[serde(default)]
    pub after: Option<i64>,
}

/// What checking came to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CheckView {
    /// True when nothing is broken.
    pub clean: bool,
    /// The journal's newest entry: a later check may begin after it.
    pub seq: i64,
    /// Every invariant.
    pub findings: Vec<FindingView>,
}

/// One invariant.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// Its name.
    pub name: String,
    /// What must hold.
    pub rule: String,
    /// How many things were looked at.
    pub counted: i64,
    /// What breaks it.
    pub broken: Vec<String>,
}

pub(crate) fn hub(view: &View<'_>, _: Empty) -> Result<HubView> {
    // Read anew and not from the cache, so that a reader beside the writer sees a change.
    let hub = view.read.hub()?;
    Ok(HubView {
        name: hub.name,
        currency: hub.currency.to_string(),
        timezone: hub.timezone,
        address: hub.address,
        country: hub.country,
        countries: printing::countries(),
        hub4: hub.key.hub4().to_owned(),
        printer: printing::usual_printer(&view.read)?.map(|printer| printers::printer_view(view, printer)),
        benches: view.read.benches()?.into_iter().map(|bench| bench.name).collect(),
        seq: view.read.journal_end()?.0,
    })
}

pub(crate) fn creator_view(read: &Read<'_>, creator: &Creator) -> Result<CreatorView> {
    Ok(CreatorView {
        key: creator.key.clone(),
        name: creator.name.clone(),
        currency: creator.currency.to_string(),
        sleeve_rule: creator.sleeve_rule,
        terms: read.terms(creator.terms, creator.currency)?,
        part_orders: creator.part_orders,
        thanks: creator.thanks.clone(),
        return_days: creator.return_days,
    })
}

pub(crate) fn creators(view: &View<'_>, _: Empty) -> Result<Vec<CreatorView>> {
    view.read.creators()?.iter().map(|creator| creator_view(&view.read, creator)).collect()
}

pub(crate) fn carriers(view: &View<'_>, _: Empty) -> Result<Vec<CarrierView>> {
    let carriers = view.read.carriers()?;
    let row = |carrier: loopdock_store::Carrier| {
        Ok(CarrierView {
            code: OwnCode::new(CodeKind::Carrier, carrier.number).payload(&view.hub.key),
            waiting: view.read.count_parcels_waiting(carrier.id)?,
            name: carrier.name,
            kind: carrier.kind,
        })
    };
    carriers.into_iter().map(row).collect()
}

pub(crate) fn sleeves(view: &View<'_>, request: SleevesRequest) -> Result<Vec<SleeveView>> {
    let sleeves = view.read.sleeves_in(request.state, request.limit.unwrap_or(100))?;
    let row = |sleeve: loopdock_store::Sleeve| SleeveView {
        code: OwnCode::new(CodeKind::Sleeve, &sleeve.serial).payload(&view.hub.key),
        serial: names::serial(&sleeve.serial),
        state: sleeve.state,
    };
    Ok(sleeves.into_iter().map(row).collect())
}

pub(crate) fn accounts(view: &View<'_>, _: Empty) -> Result<Vec<AccountView>> {
    let row = |(account, currency, minor)| AccountView { account, currency, minor };
    Ok(view.read.all_accounts()?.into_iter().map(row).collect())
}

pub(crate) fn check(view: &View<'_>, request: CheckRequest) -> Result<CheckView> {
    let findings: Vec<FindingView> = view
        .read
        .check(request.after.unwrap_or(0))?
        .into_iter()
        .map(|finding| FindingView {
            name: finding.name.to_owned(),
            rule: finding.rule.to_owned(),
            counted: finding.counted,
            broken: finding.broken.into_iter().map(|broken| broken.what).collect(),
        })
        .collect();
    let (seq, _) = view.read.journal_end()?;
    Ok(CheckView { clean: findings.iter().all(|finding| finding.broken.is_empty()), seq, findings })
}
