//! A hub that is open: whoever has it may do deeds.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use loopdock_domain::codes::{CodeKey, base32};
use loopdock_domain::{DeedId, JobId};
use loopdock_labels::Fonts;
use loopdock_store::{HubLock, HubRow, Occupant, Reader, Store, StoreError};

use crate::command::{After, Asked, Between, Call, Run};
use crate::deeds::allocate::Allocating;
use crate::deeds::lapse::Lapses;
use crate::doing::{Doing, new_id};
use crate::error::{Error, Result};
use crate::host::Host;
use crate::look_ahead::LookAhead;
use crate::printing::{self, Couriers};
use crate::scan;
use crate::setup::{Setup, furnish};
use crate::texts::Texts;
use crate::view::View;

/// What is left to do between scans.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rest {
    /// There may be more.
    More,
    /// Nothing.
    Nothing,
}

/// A hub file opened for deeds. One program has it at a time.
pub struct Hub {
    store: Store,
    lock: HubLock,
    row: HubRow,
    host: Box<dyn Host>,
    texts: Texts,
    fonts: OnceCell<Fonts>,
    allocation: Allocation,
    ahead: LookAhead,
    couriers: Couriers,
    lapses: Lapses,
}

/// Whether stock or orders have come in that allocation has not seen.
enum Allocation {
    /// Everything was seen.
    Rested,
    /// Something was not.
    Due,
    /// It is under way.
    UnderWay(Box<Allocating>),
}

/// The write-ahead log is copied into the file once it is longer than this.
///
/// A scan writes some 50 KB, so that happens every 80 scans. A short log is written over while the system still has it in
/// memory: its records don't lie on whole pages, and one that is gone must be read before it can be written.
const CHECKPOINT_BYTES: u64 = 4 << 20;

impl Hub {
    /// Makes a new hub file.
    ///
    /// # Errors
    /// When there is a file already, the folder can't be written, or the currency or time zone is unknown.
    pub fn init(path: &Path, setup: &Setup, host: Box<dyn Host>) -> Result<Self> {
        let currency = setup.check()?;
        if path.exists() {
            // Asked before the lock, so that a file that is no hub of ours gets no lock file beside it.
            return Err(StoreError::Exists { path: path.to_owned() }.into());
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(Error::refused(format!("there is no folder {}; make it first", folder.display())));
        }
        let lock = HubLock::take(path)?;
        let mut store = Store::create(path)?;
        let now = host.now_ms();
        let mut secret = [0_u8; 32];
        let mut letters = [0_u8; 3];
        host.random(&mut secret);
        host.random(&mut letters);
        let row = HubRow {
            id: new_id::<Uuid>(host.as_ref(), now),
            name: setup.name.trim().to_owned(),
            currency,
            timezone: setup.timezone.clone(),
            address: setup.address.clone(),
            country: printing::country_code(&setup.country).map_err(Error::refused)?,
            key: CodeKey::new(&base32(&letters, 4), secret),
            created_ms: now,
        };
        let texts = Texts::english();
        furnish(Doing::begin(store.begin()?, host.as_ref(), &row, &texts, None)?, secret, path)?;
        let store = store.put_in_place(path)?;
        store.prepare_undo()?;
        Ok(Self {
            store,
            lock,
            row,
            couriers: Couriers::new(host.printers()),
            host,
            texts,
            fonts: OnceCell::new(),
            allocation: Allocation::Rested,
            ahead: LookAhead::Due,
            lapses: Lapses::default(),
        })
    }

    /// Opens a hub file for deeds.
    ///
    /// # Errors
    /// When another program has it, or the file is missing, cut off, no hub, or from a newer program.
    pub fn open(path: &Path, host: Box<dyn Host>) -> Result<Self> {
        let path = real(path);
        // Looked at before the lock, so that a file that is no hub gets no lock file beside it.
        Reader::probe(&path)?;
        let lock = HubLock::take(&path)?;
        let store = Store::open(&path)?;
        store.prepare_undo()?;
        // A full disk refuses it, and the hub opens all the same.
        let _ = store.forget_old_steps();
        let row = store.read().hub()?;
        // What came in before the last program ended may not have been seen.
        let allocation = Allocation::Due;
        let ahead = LookAhead::Due;
        let couriers = Couriers::new(host.printers());
        let (texts, fonts) = (Texts::english(), OnceCell::new());
        let lapses = Lapses::default();
        Ok(Self { store, lock, row, host, texts, fonts, allocation, ahead, couriers, lapses })
    }

    /// Does a command of the table. The same `deed` again is answered as it was the first time, and not done again.
    ///
    /// # Errors
    /// As the command says; nothing is changed then.
    pub fn call(&mut self, name: &str, request: Value, deed: Option<DeedId>) -> Result<Value> {
        self.call_with(name, request, deed, &mut |_| {})
    }

    /// As [`Hub::call`]; bulk work calls `between` after every few milliseconds, so that scans can go first.
    ///
    /// # Errors
    /// As the command says; of bulk work, what was done before stays.
    pub fn call_with(
        &mut self,
        name: &str,
        request: Value,
        deed: Option<DeedId>,
        between: Between<'_>,
    ) -> Result<Value> {
        self.perform(Call::read(name, request)?, deed, between)
    }

    /// As [`Hub::call_with`], for a call that was read before.
    ///
    /// # Errors
    /// As [`Hub::call_with`].
    pub fn perform(&mut self, call: Call, deed: Option<DeedId>, between: Between<'_>) -> Result<Value> {
        let Call { command, asked } = call;
        if let Some(kept) = deed.map(|deed| self.answered(deed)).transpose()?.flatten() {
            return match asked {
                Asked::Request(request) if command.name == "scan" => self.look(|view| scan::again(view, request, kept)),
                _ => Ok(kept),
            };
        }
        let answer = match (asked, command.run) {
            (Asked::File(work), _) => work(self, deed, between),
            (Asked::Request(request), Run::Read(run)) => self.look(|view| run(view, request)),
            (Asked::Request(request), Run::Deed(run)) => {
                self.deed(deed, None, command.name, |doing| run(doing, request))
            }
            (Asked::Request(request), Run::Whole(run)) => run(self, request, deed, between),
            (Asked::Request(request), Run::File(read)) => read(request)?(self, deed, between),
        };
        // Also after an import that broke off: what went in stays.
        if command.after == After::Allocate {
            self.allocation_due();
        }
        answer
    }

    /// Stock or orders have come in: allocation looks again between scans.
    pub(crate) fn allocation_due(&mut self) {
        self.allocation = Allocation::Due;
    }

    /// A walk has begun: other orders come next.
    pub(crate) fn walk_began(&mut self) {
        self.ahead = LookAhead::Due;
    }

    /// What was answered to `deed`, if it was done.
    fn answered(&self, deed: DeedId) -> Result<Option<Value>> {
        let Some((_, answer)) = self.store.read().deed_answer(deed)? else { return Ok(None) };
        let text = answer.unwrap_or_else(|| "null".to_owned());
        serde_json::from_str(&text).map(Some).map_err(|error| Error::internal(error.to_string()))
    }

    /// Does one small piece of the work that waits between scans: print, allocate, or copy the write-ahead log into the
    /// file.
    ///
    /// # Errors
    /// When the disk refuses; a printer that refuses is noted in its job and is no error.
    pub fn rest(&mut self) -> Result<Rest> {
        // The log first: a long queue of papers must not let it grow.
        if self.store.log_bytes()? > CHECKPOINT_BYTES {
            self.store.checkpoint()?;
            self.store.forget_old_steps()?;
        }
        match printing::step(self)? {
            Rest::More => Ok(Rest::More),
            Rest::Nothing => match self.allocate_some()? {
                Rest::More => Ok(Rest::More),
                // A day's pass can wait: how often a clock is asked must not hang on how quick a printer is.
                Rest::Nothing if self.is_sending() => Ok(Rest::Nothing),
                Rest::Nothing => Lapses::step(self),
            },
        }
    }

    /// From now on `wake` is called, on any thread, when a paper has landed: there is something to do for [`Hub::rest`] then.
    pub fn wake_with(&mut self, wake: impl Fn() + Send + Sync + 'static) {
        self.couriers.wake_with(Arc::new(wake));
    }

    /// Whether papers are being sent.
    #[must_use]
    pub fn is_sending(&self) -> bool {
        self.couriers.has_flights()
    }

    /// How long until there may be something to do for [`Hub::rest`] although nothing happens: a printer that took nothing is
    /// tried again, the system is asked about its own queue, or a new day begins.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn rests_until(&mut self) -> Result<Duration> {
        let papers = printing::try_again_in(self)?;
        let lapses = self.lapses.looks_again_in(self.host.now_ms());
        Ok(papers.map_or(lapses, |papers| papers.min(lapses)))
    }

    /// Does all that can be done between scans, and waits for the papers that are being sent.
    ///
    /// # Errors
    /// As [`Hub::rest`].
    pub fn rest_fully(&mut self) -> Result<()> {
        loop {
            while self.rest()? == Rest::More {}
            if !self.couriers.wait() {
                return Ok(());
            }
        }
    }

    /// Where nothing waits, reads a piece of what the next walk needs. Whoever stays open calls it; nothing depends on it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn look_ahead(&mut self) -> Result<Rest> {
        self.ahead.step(&self.store.read())
    }

    /// One chunk of an allocation that is due.
    fn allocate_some(&mut self) -> Result<Rest> {
        let mut work = match std::mem::replace(&mut self.allocation, Allocation::Rested) {
            Allocation::Rested => return Ok(Rest::Nothing),
            Allocation::Due => Box::new(Allocating::begin(self)),
            Allocation::UnderWay(work) => work,
        };
        let rest = work.step(self);
        match rest {
            Ok(Rest::More) => self.allocation = Allocation::UnderWay(work),
            Ok(Rest::Nothing) => self.ahead = LookAhead::Due,
            // A full disk is no reason to forget who waits.
            Err(_) => self.allocation = Allocation::Due,
        }
        rest
    }

    /// Copies the write-ahead log into the file now, however short it is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn checkpoint(&self) -> Result<()> {
        Ok(self.store.checkpoint()?)
    }

    /// Writes where this program listens into the lock, for other programs to find it; nothing withdraws it.
    ///
    /// # Errors
    /// When the lock file can't be written.
    pub fn announce(&mut self, address: Option<&str>) -> Result<()> {
        Ok(self.lock.announce(address)?)
    }

    /// The newest entry's place in the journal.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn seq(&self) -> Result<i64> {
        Ok(self.store.read().journal_end()?.0)
    }

    /// Where the hub file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    pub(crate) fn view(&self) -> View<'_> {
        View { read: self.store.read(), hub: &self.row, texts: &self.texts, fonts: &self.fonts }
    }

    /// Looks at the tables in one transaction: every question of it is answered as of the same moment, and the file is
    /// locked once instead of once a question.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&View<'_>) -> Result<T>) -> Result<T> {
        self.store.look(|read| look(&View { read, ..self.view() }))
    }

    pub(crate) fn lapses_mut(&mut self) -> &mut Lapses {
        &mut self.lapses
    }

    pub(crate) fn couriers_mut(&mut self) -> &mut Couriers {
        &mut self.couriers
    }

    pub(crate) fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    pub(crate) fn new_job(&self) -> JobId {
        new_id(self.host.as_ref(), self.host.now_ms())
    }

    /// Begins a deed.
    pub(crate) fn begin(&mut self, deed: Option<DeedId>) -> Result<Doing<'_>> {
        Doing::begin(self.store.begin()?, self.host.as_ref(), &self.row, &self.texts, deed)
    }

    /// Does one deed: its changes, its journal row and its answer, together or not at all.
    pub(crate) fn deed<T: Serialize>(
        &mut self,
        deed: Option<DeedId>,
        job: Option<JobId>,
        kind: &str,
        run: impl FnOnce(&mut Doing<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut doing = self.begin(deed)?;
        doing.job = job;
        let answer = run(&mut doing)?;
        let text = serde_json::to_string(&answer).map_err(|error| Error::internal(error.to_string()))?;
        doing.finish(kind, Some(&text))?;
        Ok(answer)
    }

    /// Reads the hub's settings again, after a deed changed them.
    pub(crate) fn reload(&mut self) -> Result<()> {
        self.row = self.store.read().hub()?;
        Ok(())
    }
}

/// The one path of a hub, however it is reached: a symbolic link must not get a lock of its own.
pub(crate) fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Who has the hub at `path`, if somebody has.
#[must_use]
pub fn occupant(path: &Path) -> Option<Occupant> {
    HubLock::occupant(&real(path))
}
