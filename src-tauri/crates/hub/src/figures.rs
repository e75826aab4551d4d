//! Figures for spreadsheets (CSV by RFC 4180) and for programs (JSON): amounts are decimal texts in CSV, with their currency beside.

use csv::{Terminator, Writer, WriterBuilder};
use serde::Serialize;

use loopdock_domain::{Money, words};

use crate::error::{Error, Result};
use crate::statement::{AgeView, StatementView};
use crate::views::{CurvePoint, FleetView, MonthView, ReminderView, ReturnTold};

words! {
    /// How figures are written.
    Figures {
        /// A table for a spreadsheet.
        Csv = "csv",
        /// What the command of the same name answers.
        Json = "json",
    }
}

impl Figures {
    /// An answer as it is wanted.
    pub(crate) fn written<T: Serialize>(self, answer: &T, csv: fn(&T) -> Result<String>) -> Result<String> {
        match self {
            Self::Csv => csv(answer),
            Self::Json => serde_json::to_string(answer).map_err(|error| Error::internal(error.to_string())),
        }
    }
}

/// A table that is being written.
pub(crate) struct Sheet(Writer<Vec<u8>>);

impl Sheet {
    pub(crate) fn new(columns: &[&str]) -> Result<Self> {
        let mut sheet = Self(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new()));
        sheet.row(columns)?;
        Ok(sheet)
    }

    /// Writes a row, which has as many cells as there are columns.
    pub(crate) fn row(&mut self, cells: &[&str]) -> Result<()> {
        self.0.write_record(cells).map_err(|error| Error::internal(error.to_string()))
    }

    pub(crate) fn text(self) -> Result<String> {
        let bytes = self.0.into_inner().map_err(|error| Error::internal(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| Error::internal(error.to_string()))
    }
}

/// The days of an age: `0-30`, `91-`.
pub(crate) fn days(age: &AgeView) -> String {
    format!("{}-{}", age.from_days, age.until_days.map(|until| until.to_string()).unwrap_or_default())
}

impl StatementView {
    /// Its rows, and what they come to; the column `part` tells them apart.
    pub(crate) fn csv(&self) -> Result<String> {
        let columns = [
            "part", "date", "event", "age_days", "serial", "order", "parcel", "count", "amount", "currency", "balance",
        ];
        let mut sheet = Sheet::new(&columns)?;
        let currency = self.opening.currency;
        let currency = currency.code();
        let held = |part, day: &str, money: Money| {
            [part, day, "", "", "", "", "", "", "", currency, &money.decimal()].map(str::to_owned)
        };
        let mut rows = vec![held("opening", &self.first, self.opening)];
        for line in &self.rows {
            let (count, amount) = (if line.undone { "-1" } else { "1" }, line.amount.decimal());
            let balance = line.balance.map(|balance| balance.decimal()).unwrap_or_default();
            let (event, order) = (line.event.as_str(), &line.order_name);
            rows.push(
                ["row", &line.day, event, "", &line.serial, order, &line.parcel, count, &amount, currency, &balance]
                    .map(str::to_owned),
            );
        }
        rows.push(held("closing", &self.last, self.closing));
        let sum = |part, event: &str, age: &str, count: String, money: Money| {
            [part, "", event, age, "", "", "", &count, &money.decimal(), currency, ""].map(str::to_owned)
        };
        rows.extend(
            self.totals.iter().map(|all| sum("total", all.event.as_str(), "", all.count.to_string(), all.money)),
        );
        rows.extend(
            self.outstanding.iter().map(|age| sum("outstanding", "", &days(age), age.loans.to_string(), age.money)),
        );
        for row in &rows {
            sheet.row(&row.each_ref().map(String::as_str))?;
        }
        sheet.text()
    }
}

impl FleetView {
    /// Its figures, a row each; the column `part` tells them apart.
    pub(crate) fn csv(&self) -> Result<String> {
        let columns = [
            "part",
            "creator",
            "cohort",
            "month",
            "days",
            "trips",
            "count",
            "back",
            "share_percent",
            "amount",
            "currency",
        ];
        let mut sheet = Sheet::new(&columns)?;
        let mut rows: Vec<[String; 11]> = Vec::new();
        let mut rate = |part: &str, [creator, cohort, month]: [&str; 3], point: &CurvePoint| {
            let [days, loans, back] = [point.days, point.loans, point.back].map(|number| number.to_string());
            let share = point.share_bp.map(|share| hundredths(share.into())).unwrap_or_default();
            rows.push([part, creator, cohort, month, &days, "", &loans, &back, &share, "", ""].map(str::to_owned));
        };
        rate("return_rate", [""; 3], &self.return_rate);
        self.curve.iter().for_each(|point| rate("curve", [""; 3], point));
        for of in &self.months {
            of.curve.iter().for_each(|point| rate("month_curve", of.names(), point));
        }
        for of in &self.months {
            let ([creator, cohort, month], issued, back) = (of.names(), of.issued.to_string(), of.back.to_string());
            rows.push(["month", creator, cohort, month, "", "", &issued, &back, "", "", ""].map(str::to_owned));
        }
        let number = |part: &str, trips: &str, count: &str| {
            [part, "", "", "", "", trips, count, "", "", "", ""].map(str::to_owned)
        };
        rows.extend(self.trips.iter().map(|of| number("trips", &of.trips.to_string(), &of.sleeves.to_string())));
        rows.extend(self.mean_uses_hundredths.map(|uses| number("mean_uses", &hundredths(uses), "")));
        rows.extend(self.break_even_trips.map(|trips| number("break_even", &trips.to_string(), "")));
        let amount = |part: &str, days: &str, count: &str, money: Money| {
            [part, "", "", "", days, "", count, "", "", &money.decimal(), money.currency.code()].map(str::to_owned)
        };
        let prices = [
            ("price_of_mailer", self.prices.mailer),
            ("price_of_sleeve", self.prices.sleeve.or(self.prices.mean_sleeve)),
            ("price_of_handling", self.prices.handling),
        ];
        rows.extend(prices.iter().filter_map(|(part, money)| Some(amount(part, "", "", (*money)?))));
        rows.extend(
            self.outstanding.iter().map(|age| amount("outstanding", &days(age), &age.loans.to_string(), age.money)),
        );
        for row in &rows {
            sheet.row(&row.each_ref().map(String::as_str))?;
        }
        sheet.text()
    }
}

impl MonthView {
    /// The creator's key, the cohort's name, empty where it is of none, and the month.
    fn names(&self) -> [&str; 3] {
        [&self.key, self.cohort.as_deref().unwrap_or_default(), &self.month]
    }
}

/// Sleeves that should be back, or soon, a row each.
pub(crate) fn reminders_csv(reminders: &Vec<ReminderView>) -> Result<String> {
    let columns = [
        "creator",
        "order",
        "order_name",
        "serial",
        "left",
        "days",
        "overdue_from",
        "overdue",
        "lost_from",
        "held",
        "currency",
    ];
    let mut sheet = Sheet::new(&columns)?;
    for row in reminders {
        let is_overdue = if row.is_overdue { "yes" } else { "no" };
        let (days, lost, held) = (row.days.to_string(), row.lost.clone().unwrap_or_default(), row.held.decimal());
        let currency = row.held.currency.code();
        sheet.row(&[
            &row.creator,
            &row.order,
            &row.order_name,
            &row.serial,
            &row.left,
            &days,
            &row.overdue,
            is_overdue,
            &lost,
            &held,
            currency,
        ])?;
    }
    sheet.text()
}

/// Goods that came back, a row a unit.
pub(crate) fn returns_csv(returns: &Vec<ReturnTold>) -> Result<String> {
    let columns = [
        "return",
        "state",
        "date_ms",
        "creator",
        "order",
        "order_name",
        "parcel",
        "days",
        "late",
        "sku",
        "title",
        "run",
        "grade",
        "goes_to",
        "reason",
        "photo",
        "price",
        "currency",
        "reference",
    ];
    let mut sheet = Sheet::new(&columns)?;
    let yes = |is: bool| if is { "yes" } else { "no" };
    for ReturnTold { goods, .. } in returns {
        let (number, came) = (goods.number.to_string(), goods.opened_ms.to_string());
        let days = goods.days.map(|days| days.to_string()).unwrap_or_default();
        let of = |text: &Option<String>| text.clone().unwrap_or_default();
        let (order, name, parcel) = (of(&goods.order), of(&goods.order_name), of(&goods.parcel));
        for unit in &goods.units {
            let price = unit.price.map(|price| price.decimal()).unwrap_or_default();
            let currency = unit.price.map(|price| price.currency.to_string()).unwrap_or_default();
            sheet.row(&[
                &number,
                goods.state.as_str(),
                &came,
                &goods.creator,
                &order,
                &name,
                &parcel,
                &days,
                yes(goods.is_late),
                &unit.sku,
                &unit.title,
                &unit.run,
                unit.grade.as_str(),
                unit.goes_to.as_str(),
                unit.reason.as_str(),
                yes(unit.has_photo),
                &price,
                &currency,
                &of(&goods.reference),
            ])?;
        }
    }
    sheet.text()
}

/// Hundredths of something that is not below zero as a decimal text: `83.30`.
fn hundredths(number: i64) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}
