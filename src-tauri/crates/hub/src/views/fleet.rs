//! What a fleet of sleeves is worth: how many come back and how soon, how often one goes out, whether that pays, and what is held.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, Months};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::sleeve::{break_even_trips, mean_uses_hundredths, share_bp};
use loopdock_domain::{Currency, Money};
use loopdock_store::{Issued, Span, Within};

use super::trips::{SleeveCount, sleeve_counts};
use crate::calendar::Calendar;
use crate::command::Empty;
use crate::error::Result;
use crate::find;
use crate::statement::{AGES, AgeView};
use crate::view::View;

/// Days within which sleeves come back, as they are asked for everywhere.
const CURVE_DAYS: [u32; 6] = [7, 14, 30, 60, 90, 180];

/// Of loans that are as old, what came back says how many do: few come back later.
const SETTLED_DAYS: u32 = 90;

/// As of when.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FleetRequest {
    /// As of this moment, milliseconds since the epoch; as of the journal's newest entry unless said.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub at_ms: Option<i64>,
}

/// What a fleet is worth.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FleetView {
    /// How many sleeves are in each state.
    pub sleeves: Vec<SleeveCount>,
    /// Trips that there ever were.
    pub issued: u32,
    /// Trips that ended with the sleeve back.
    pub back: u32,
    /// Of all trips, how soon sleeves come back.
    pub curve: Vec<CurvePoint>,
    /// Of trips that began so many days ago or longer, how many ended with the sleeve back, however late.
    pub return_rate: CurvePoint,
    /// How often a sleeve leaves until it stays away, in hundredths: 1 / (1 - return rate). None where that is not known yet, or where
    /// every sleeve came back.
    pub mean_uses_hundredths: Option<i64>,
    /// The same by creator, by cohort and by the month in which the trips began, the newest month first.
    pub months: Vec<MonthView>,
    /// How many sleeves have been away how often.
    pub trips: Vec<TripsView>,
    /// What is reckoned with.
    pub prices: PricesView,
    /// After so many trips a sleeve has cost no more than mailers that are used once; never, or not known, where that is none.
    pub break_even_trips: Option<i64>,
    /// What is held for sleeves that are away, by age, for each currency.
    pub outstanding: Vec<AgeView>,
}

/// How many came back within so many days.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CurvePoint {
    /// Within so many days.
    pub days: u32,
    /// Of so many trips: those that began as long ago.
    pub loans: u32,
    /// So many.
    pub back: u32,
    /// The share, in hundredths of a per cent; none where no trip is that old.
    pub share_bp: Option<u32>,
}

/// Trips of a creator's orders that began in a month, for buyers of one cohort or for those of none.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MonthView {
    /// The creator's key.
    pub key: String,
    /// Its name.
    pub creator: String,
    /// The cohort's name; none for buyers who were in none.
    pub cohort: Option<String>,
    /// The month, `2026-10`.
    pub month: String,
    /// How many.
    pub issued: u32,
    /// How many of these ended with the sleeve back.
    pub back: u32,
    /// How soon.
    pub curve: Vec<CurvePoint>,
}

/// How many sleeves have been away so often.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TripsView {
    /// So often.
    pub trips: u32,
    /// So many.
    pub sleeves: u32,
}

/// What is reckoned with, in the hub's currency; none where nobody said.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PricesView {
    /// A mailer that is used once.
    pub mailer: Option<Money>,
    /// A sleeve, as the hub says.
    pub sleeve: Option<Money>,
    /// What is known of sleeves' prices by their batches, on average: this counts where the hub says nothing.
    pub mean_sleeve: Option<Money>,
    /// The handling of a sleeve that came back.
    pub handling: Option<Money>,
}

pub(crate) fn fleet(view: &View<'_>, request: FleetRequest) -> Result<FleetView> {
    let at_ms = match request.at_ms {
        Some(at_ms) => at_ms,
        None => view.read.newest_entry_ms()?,
    };
    let calendar = Calendar::of(view.hub);
    let months = months(view, calendar, at_ms)?;
    let spans: Vec<Span> = months.iter().map(|month| month.span).collect();
    let mut issued = view.read.issued(&spans, &CURVE_DAYS, at_ms)?;
    issued.sort_by_key(|of| Reverse(of.span));
    let all = together(&issued);
    let settled = CURVE_DAYS.iter().zip(&all).find(|(days, _)| **days == SETTLED_DAYS);
    let settled = settled.map(|(_, within)| *within).unwrap_or_default();
    let prices = prices(view)?;
    Ok(FleetView {
        sleeves: sleeve_counts(view, Empty {})?,
        issued: issued.iter().map(|of| of.issued).sum(),
        back: issued.iter().map(|of| of.back).sum(),
        curve: curve(&all),
        return_rate: point(SETTLED_DAYS, settled.old_enough, settled.back_ever),
        mean_uses_hundredths: mean_uses_hundredths(settled.old_enough, settled.back_ever),
        months: issued.iter().map(|of| month_view(view, of, &months)).collect::<Result<_>>()?,
        trips: view.read.trips()?.iter().map(|of| TripsView { trips: of.trips, sleeves: of.sleeves }).collect(),
        break_even_trips: break_even(&prices),
        prices,
        outstanding: outstanding(view, calendar, at_ms)?,
    })
}

/// A month of the hub's calendar.
struct Month {
    name: String,
    span: Span,
}

/// The months from that of the first loan to that of `at_ms`; none where no sleeve ever left.
fn months(view: &View<'_>, calendar: Calendar, at_ms: i64) -> Result<Vec<Month>> {
    let Some(first_ms) = view.read.first_loan_ms()? else { return Ok(Vec::new()) };
    let (first, last) = (calendar.day(first_ms), calendar.day(at_ms.max(first_ms)));
    let begins = (0..).map_while(|months| first.with_day(1)?.checked_add_months(Months::new(months)));
    let until = begins.take_while(|begins| *begins <= last).map_while(|begins| {
        let from_ms = calendar.begins_ms(begins)?;
        let until_ms = calendar.begins_ms(begins.checked_add_months(Months::new(1))?)?;
        Some(Month { name: begins.format("%Y-%m").to_string(), span: Span { from_ms, until_ms } })
    });
    Ok(until.collect())
}

/// What is counted of all of them, for each of the days.
fn together(issued: &[Issued]) -> Vec<Within> {
    let mut all = vec![Within::default(); CURVE_DAYS.len()];
    for of in issued {
        for (sum, within) in all.iter_mut().zip(&of.within) {
            sum.old_enough += within.old_enough;
            sum.back += within.back;
            sum.back_ever += within.back_ever;
        }
    }
    all
}

fn curve(within: &[Within]) -> Vec<CurvePoint> {
    CURVE_DAYS.iter().zip(within).map(|(days, within)| point(*days, within.old_enough, within.back)).collect()
}

fn point(days: u32, loans: u32, back: u32) -> CurvePoint {
    CurvePoint { days, loans, back, share_bp: share_bp(loans, back) }
}

fn month_view(view: &View<'_>, of: &Issued, months: &[Month]) -> Result<MonthView> {
    let creator = find::creator(&view.read, of.creator)?;
    Ok(MonthView {
        key: creator.key,
        creator: creator.name,
        cohort: of.cohort.map(|id| find::cohort(&view.read, id)).transpose()?.map(|cohort| cohort.name),
        month: months.get(of.span).map(|month| month.name.clone()).unwrap_or_default(),
        issued: of.issued,
        back: of.back,
        curve: curve(&of.within),
    })
}

/// What is reckoned with.
pub(crate) fn prices(view: &View<'_>) -> Result<PricesView> {
    let kept = view.read.mailer_prices()?;
    let currency = view.hub.currency;
    let money = |minor: Option<i64>| minor.map(|minor| Money { minor, currency });
    Ok(PricesView {
        mailer: money(kept.mailer_minor),
        sleeve: money(kept.sleeve_minor),
        mean_sleeve: money(view.read.mean_sleeve_minor(currency)?),
        handling: money(kept.handling_minor),
    })
}

fn break_even(prices: &PricesView) -> Option<i64> {
    let sleeve = prices.sleeve.or(prices.mean_sleeve)?;
    break_even_trips(sleeve.minor, prices.handling?.minor, prices.mailer?.minor)
}

/// What is held for sleeves that are away, by the days since they left.
fn outstanding(view: &View<'_>, calendar: Calendar, at_ms: i64) -> Result<Vec<AgeView>> {
    let today = calendar.day(at_ms);
    let began = |days: u64| today.checked_sub_days(Days::new(days)).and_then(|day| calendar.begins_ms(day));
    let span = |(from_days, until_days): &(u32, Option<u32>)| Span {
        from_ms: until_days.and_then(|days| began(days.into())).unwrap_or(i64::MIN),
        until_ms: from_days.checked_sub(1).and_then(|days| began(days.into())).unwrap_or(i64::MAX),
    };
    let found = view.read.liabilities(&AGES.iter().map(span).collect::<Vec<_>>())?;
    let currencies: BTreeSet<Currency> = found.iter().map(|of| of.held.currency).collect();
    let mut ages = Vec::new();
    for currency in currencies {
        for (span, (from_days, until_days)) in AGES.into_iter().enumerate() {
            let of = found.iter().find(|of| of.span == span && of.held.currency == currency);
            ages.push(AgeView {
                from_days,
                until_days,
                loans: of.map_or(0, |of| of.loans),
                money: of.map_or(Money { minor: 0, currency }, |of| of.held),
            });
        }
    }
    Ok(ages)
}
