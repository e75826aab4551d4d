//! A hub that is only looked at, beside whoever does deeds.

use std::cell::OnceCell;
use std::path::Path;

use serde_json::Value;

use loopdock_domain::codes::CodeKey;
use loopdock_labels::Fonts;
use loopdock_store::{HubLock, JournalRow, Reader, Store, StoreError};

use crate::calendar::Calendar;
use crate::command::{Run, command};
use crate::epcis::Epcis;
use crate::error::{Error, Result};
use crate::figures::{self, Figures};
use crate::find;
use crate::hub::real;
use crate::journal;
use crate::ledger::Bookkeeper;
use crate::statement::{StatementRequest, StatementView, statement};
use crate::texts::Texts;
use crate::view::View;
use crate::views::{FleetRequest, FleetView, all_reminders, all_returns, fleet, with_photos};

/// A hub file opened for looking only, beside whoever has it.
pub struct HubReader {
    reader: Reader,
    texts: Texts,
    fonts: OnceCell<Fonts>,
}

impl HubReader {
    /// Opens the file; one that an older program wrote is brought up to date first.
    ///
    /// # Errors
    /// When it is missing, cut off, no hub, from a newer program, or from an older one that has it open.
    pub fn open(path: &Path) -> Result<Self> {
        let path = real(path);
        let reader = match Reader::open(&path) {
            Err(StoreError::Older { .. }) => {
                let _lock = HubLock::take(&path)?;
                drop(Store::open(&path)?);
                Reader::open(&path)
            }
            opened => opened,
        }?;
        Ok(Self { reader, texts: Texts::english(), fonts: OnceCell::new() })
    }

    /// Answers a command that only looks.
    ///
    /// # Errors
    /// When the command changes something, or as it says.
    pub fn call(&self, name: &str, request: Value) -> Result<Value> {
        let Run::Read(run) = command(name)?.run else {
            return Err(Error::bad_call(format!("{name} changes the hub, and this is only a reader of it")));
        };
        self.look(|view| run(view, request))
    }

    fn look<T>(&self, look: impl FnOnce(&View<'_>) -> Result<T>) -> Result<T> {
        // Settings are read anew each time: whoever writes may have changed them.
        let (texts, fonts) = (&self.texts, &self.fonts);
        self.reader.look(|read| look(&View { read, hub: &read.hub()?, texts, fonts }))
    }

    /// What became of a creator's deposits in a month such as `2026-10`.
    ///
    /// # Errors
    /// When there is no such creator or month, or the file can't be read.
    pub fn statement(&self, creator: &str, month: &str, form: Figures) -> Result<String> {
        let request = StatementRequest::of_month(creator, month)?;
        let told = self.look(|view| statement(view, request))?;
        form.written(&told, StatementView::csv)
    }

    /// What the sleeves are worth as of `now_ms`, milliseconds since the epoch.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn fleet(&self, form: Figures, now_ms: i64) -> Result<String> {
        let told = self.look(|view| fleet(view, FleetRequest { at_ms: Some(now_ms) }))?;
        form.written(&told, FleetView::csv)
    }

    /// Sleeves of a creator that are overdue as of a moment in milliseconds since the epoch, or within some days after it.
    ///
    /// # Errors
    /// When there is no such creator, or the file can't be read.
    pub fn reminders(&self, creator: &str, when: (Option<u32>, i64), form: Figures) -> Result<String> {
        let told = self.look(|view| all_reminders(view, Some(find::creator_keyed(&view.read, creator)?.id), when))?;
        form.written(&told, figures::reminders_csv)
    }

    /// Goods that came back, the newest first: of a creator, with its key, or of all. As JSON with their photos.
    ///
    /// # Errors
    /// When there is no such creator, or the file can't be read.
    pub fn returns(&self, creator: Option<&str>, form: Figures) -> Result<String> {
        self.look(|view| {
            let returns = all_returns(view, creator)?;
            match form {
                Figures::Csv => figures::returns_csv(&returns),
                Figures::Json => figures::json(&with_photos(view, returns)?),
            }
        })
    }

    /// The money ledger as another program reads it, with what must hold in it as of the day of `now_ms`, milliseconds since
    /// the epoch.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn ledger(&self, of: Bookkeeper, now_ms: i64) -> Result<String> {
        self.reader.look(|read| Ok(of.journal(&read.ledger()?, Calendar::of(&read.hub()?), now_ms)))
    }

    /// What happened to the hub's sleeves, as an EPCIS 2.0 document that is made at `now_ms`, milliseconds since the epoch. Each of
    /// its lines is handed to `take`, which says whether it wants more; the file is let go of before. Answers how many events
    /// there were.
    ///
    /// # Errors
    /// When the file can't be read, or as `take` says.
    pub fn epcis(&self, now_ms: i64, take: &mut dyn FnMut(&str) -> Result<bool>) -> Result<u64> {
        self.reader.look(|read| Epcis::read(&read))?.write(now_ms, take)
    }

    /// What makes the hub's codes its own, to check some without asking its tables.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn code_key(&self) -> Result<CodeKey> {
        self.reader.look(|read| Ok(read.hub()?.key))
    }

    /// At most `limit` exported lines of the journal after `seq`.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn journal_after(&self, seq: i64, limit: u32) -> Result<Vec<journal::JournalLine>> {
        self.reader.look(|read| {
            let before = match seq {
                0 => [0; 32],
                _ => read.journal_after(seq - 1, 1)?.first().map_or([0; 32], |row: &JournalRow| row.hash),
            };
            Ok(journal::lines(before, &read.journal_after(seq, limit)?))
        })
    }
}
