//! Files that somebody saves from a screen: the tables that `loopdock export` writes, byte for byte, and a statement as it is printed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FleetRequest, all_reminders, all_returns, fleet};
use crate::calendar::Calendar;
use crate::command::file_content;
use crate::deeds::slips::statement_paper;
use crate::error::Result;
use crate::figures::{reminders_csv, returns_csv};
use crate::statement::{self, StatementRequest};
use crate::view::View;
use crate::{find, printing};

/// Which file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FileRequest {
    /// What it says.
    pub of: SavedFile,
}

/// What a file says, and how it is written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SavedFile {
    /// What became of a creator's deposits, as a table.
    StatementCsv(StatementRequest),
    /// The same, as it is printed.
    StatementPdf(StatementRequest),
    /// What the sleeves are worth, as a table.
    FleetCsv {
        /// As of this moment, milliseconds since the epoch.
        at_ms: i64,
    },
    /// Sleeves that should be back, or soon, a row each.
    RemindersCsv {
        /// Of this creator only, by its key.
        creator: Option<String>,
        /// Those too that are overdue within so many days; 7 unless said.
        within_days: Option<u32>,
        /// As of this moment, milliseconds since the epoch.
        at_ms: i64,
    },
    /// Goods that came back, a row a unit.
    ReturnsCsv {
        /// Of this creator only, by its key.
        creator: Option<String>,
    },
}

/// A file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FileView {
    /// What it may be called.
    pub name: String,
    /// Its bytes in base64.
    pub content: String,
}

impl FileView {
    /// Its bytes.
    ///
    /// # Errors
    /// When they are no base64.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        file_content(&self.content)
    }
}

/// Makes the file, and changes nothing.
pub(crate) fn file(view: &View<'_>, request: FileRequest) -> Result<FileView> {
    let day = |at_ms| Calendar::of(view.hub).day(at_ms);
    let (name, bytes) = match request.of {
        SavedFile::StatementCsv(request) => {
            let creator = find::creator_keyed(&view.read, &request.key)?;
            let told = statement::of(view, &creator, request.period_ms(view.hub)?)?;
            (format!("{}.csv", statement::file_name(&creator, &told)), told.csv()?.into_bytes())
        }
        SavedFile::StatementPdf(request) => {
            let creator = find::creator_keyed(&view.read, &request.key)?;
            printing::as_pdf(view, &statement_paper(&creator, request.period_ms(view.hub)?))?
        }
        SavedFile::FleetCsv { at_ms } => {
            let told = fleet(view, FleetRequest { at_ms: Some(at_ms) })?;
            (format!("fleet-{}.csv", day(at_ms)), told.csv()?.into_bytes())
        }
        SavedFile::RemindersCsv { creator, within_days, at_ms } => {
            let whose = find::creator_said(&view.read, creator.as_deref())?;
            let told = all_reminders(view, whose, (within_days, at_ms))?;
            (format!("{}-{}.csv", named("reminders", creator), day(at_ms)), reminders_csv(&told)?.into_bytes())
        }
        SavedFile::ReturnsCsv { creator } => {
            let told = all_returns(view, creator.as_deref())?;
            (format!("{}.csv", named("returns", creator)), returns_csv(&told)?.into_bytes())
        }
    };
    Ok(FileView { name, content: STANDARD.encode(bytes) })
}

/// What a list is called that is of one creator, or of all.
fn named(list: &str, creator: Option<String>) -> String {
    creator.map_or_else(|| list.to_owned(), |key| format!("{list}-{}", key.trim()))
}
