//! A deed while it is being done: one transaction, with what it moves, posts and prints gathered for its journal row.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use loopdock_domain::codes::CodeKey;
use loopdock_domain::place::PlaceKind;
use loopdock_domain::{DeedId, ItemId, JobId, Money, PlaceId, PrintJobId, RunId};
use loopdock_store::{HubRow, Movement, NewEntry, Posting, PrintJob, PrintState, Read, Write};

use crate::error::{Error, Result};
use crate::host::Host;
use crate::printing::{self, Document};
use crate::texts::Texts;

/// One deed in its transaction. Dropped without [`Doing::finish`], it never happened.
pub(crate) struct Doing<'h> {
    /// The transaction.
    pub write: Write<'h>,
    /// The deed's place in the journal.
    pub seq: i64,
    /// When it is done, in milliseconds since the epoch.
    pub at_ms: i64,
    /// The hub's settings.
    pub hub: &'h HubRow,
    /// The catalogue of texts.
    pub texts: &'h Texts,
    /// Its name in the journal.
    pub deed: DeedId,
    /// The bulk work that it is part of.
    pub job: Option<JobId>,
    /// The bench that it is done at.
    pub bench: Option<String>,
    /// The deed that it takes back.
    pub undoes: Option<i64>,
    host: &'h dyn Host,
    /// The hash of the journal's end.
    before: [u8; 32],
    body: Value,
    movements: Vec<Movement>,
    postings: Vec<Posting>,
}

impl<'h> Doing<'h> {
    pub(crate) fn begin(
        write: Write<'h>,
        host: &'h dyn Host,
        hub: &'h HubRow,
        texts: &'h Texts,
        deed: Option<DeedId>,
    ) -> Result<Self> {
        let (last, before) = write.read().journal_end()?;
        let at_ms = host.now_ms();
        let deed = deed.unwrap_or_else(|| new_id(host, at_ms));
        Ok(Self {
            write,
            seq: last + 1,
            at_ms,
            hub,
            texts,
            deed,
            job: None,
            bench: None,
            undoes: None,
            host,
            before,
            body: Value::Object(serde_json::Map::new()),
            movements: Vec::new(),
            postings: Vec::new(),
        })
    }

    /// The hub with this deed's changes in it.
    pub(crate) fn read(&self) -> Read<'_> {
        self.write.read()
    }

    /// The key of the hub's codes.
    pub(crate) fn key(&self) -> &CodeKey {
        &self.hub.key
    }

    /// A new id.
    pub(crate) fn id<T: From<Uuid>>(&self) -> T {
        new_id(self.host, self.at_ms)
    }

    /// Fills `bytes` with randomness.
    pub(crate) fn random(&self, bytes: &mut [u8]) {
        self.host.random(bytes);
    }

    /// Says in the journal what the deed was about: ids and words, never a buyer's data.
    pub(crate) fn note(&mut self, name: &str, value: impl Serialize) {
        if let (Value::Object(body), Ok(value)) = (&mut self.body, serde_json::to_value(value)) {
            body.insert(name.to_owned(), value);
        }
    }

    /// Moves units of one run.
    pub(crate) fn move_run(
        &mut self,
        item: ItemId,
        run: RunId,
        source: PlaceId,
        target: PlaceId,
        qty: i64,
    ) -> Result<()> {
        let movement = Movement { item, run, source, target, qty };
        self.write.move_units(self.seq, &movement)?;
        self.movements.push(movement);
        Ok(())
    }

    /// Moves units from a place whatever their run, the oldest first. The place must hold them.
    pub(crate) fn move_oldest(&mut self, item: ItemId, source: PlaceId, target: PlaceId, qty: i64) -> Result<()> {
        let left = self.move_at_most(item, source, target, qty)?;
        if left > 0 {
            return Err(Error::refused(format!("{left} units are not where they were thought to be. Look again.")));
        }
        Ok(())
    }

    /// As [`Doing::move_oldest`], as many as the place holds; answers with how many are still to be moved.
    pub(crate) fn move_at_most(&mut self, item: ItemId, source: PlaceId, target: PlaceId, qty: i64) -> Result<i64> {
        let mut left = qty;
        for holding in self.read().holdings_of(source, item)? {
            let units = left.min(holding.on_hand);
            if units > 0 {
                self.move_run(item, holding.run, source, target, units)?;
                left -= units;
            }
        }
        Ok(left)
    }

    /// Posts an entry: the same amount out of one account and into another. Nothing is posted for zero.
    pub(crate) fn post(&mut self, from: &str, to: &str, amount: Money) -> Result<()> {
        if amount.minor == 0 {
            return Ok(());
        }
        let less = Money { minor: -amount.minor, ..amount };
        for (account, money) in [(from, less), (to, amount)] {
            let posting = Posting { account: account.to_owned(), money };
            self.write.post(self.seq, &posting)?;
            self.postings.push(posting);
        }
        Ok(())
    }

    /// Takes back what the deed at `seq` moved and posted, by moving and posting the opposite.
    pub(crate) fn compensate(&mut self, seq: i64) -> Result<()> {
        for movement in self.read().movements_of(seq)?.iter().rev() {
            self.move_run(movement.item, movement.run, movement.target, movement.source, movement.qty)?;
        }
        for posting in self.read().postings_of(seq)?.iter().rev() {
            let opposite = Posting {
                account: posting.account.clone(),
                money: Money { minor: -posting.money.minor, ..posting.money },
            };
            self.write.post(self.seq, &opposite)?;
            self.postings.push(opposite);
        }
        Ok(())
    }

    /// Queues a document, unless Settings say that it is not printed; answers whether it was queued. It is printed after the
    /// deed is durable.
    pub(crate) fn print(&mut self, document: &Document) -> Result<bool> {
        let bench = self.bench.clone().unwrap_or_default();
        self.queue(document, bench, 0)
    }

    /// Queues a document that somebody asks for, where a bench prints it, after so many of the same.
    ///
    /// # Errors
    /// When Settings say that it is not printed.
    pub(crate) fn print_asked(&mut self, document: &Document, bench: &str, copy: u32) -> Result<()> {
        if self.queue(document, bench.to_owned(), copy)? {
            return Ok(());
        }
        Err(Error::refused("Settings say that this is not printed. Choose a printer for it under Printers first."))
    }

    /// Whether it was queued.
    fn queue(&mut self, document: &Document, bench: String, copy: u32) -> Result<bool> {
        if printing::where_to(&self.read(), &bench, document)?.is_none() {
            return Ok(false);
        }
        let number = self.write.next_number("print_job")?;
        let subject = document.subject()?;
        self.write.insert_print_job(&PrintJob {
            id: self.id::<PrintJobId>(),
            number,
            journal: self.seq,
            document: document.word().to_owned(),
            subject,
            state: PrintState::Queued,
            message: String::new(),
            bench,
            copy,
            printer: None,
            spooled: None,
        })?;
        Ok(true)
    }

    /// Withdraws a document: what waits is not printed any more, and nothing of it is printed again.
    pub(crate) fn withdraw(&mut self, document: &Document) -> Result<()> {
        for job in self.read().print_jobs_about(&document.subject()?)? {
            self.write.set_print_job(job.id, PrintState::Voided, job.told())?;
        }
        Ok(())
    }

    /// The one virtual place of a kind.
    pub(crate) fn virtual_place(&self, kind: PlaceKind) -> Result<PlaceId> {
        let place = self.read().place_named(kind, kind.as_str())?;
        place.map(|place| place.id).ok_or_else(|| Error::internal(format!("the place {kind} is missing")))
    }

    /// Writes the journal row and makes everything durable.
    pub(crate) fn finish(self, kind: &str, answer: Option<&str>) -> Result<i64> {
        let entry = NewEntry {
            seq: self.seq,
            at_ms: self.at_ms,
            deed: self.deed,
            kind,
            bench: self.bench.as_deref(),
            job: self.job,
            undoes: self.undoes,
            body: self.body,
            movements: &self.movements,
            postings: &self.postings,
        };
        self.write.append(&entry, &self.before, answer)?;
        self.write.commit()?;
        Ok(self.seq)
    }
}

/// A UUIDv7 of the host's time and randomness.
pub(crate) fn new_id<T: From<Uuid>>(host: &dyn Host, at_ms: i64) -> T {
    let mut random = [0_u8; 10];
    host.random(&mut random);
    T::from(uuid::Builder::from_unix_timestamp_millis(u64::try_from(at_ms).unwrap_or(0), &random).into_uuid())
}
