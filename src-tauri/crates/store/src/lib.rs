//! How a hub is kept: one SQLite file, two append-only double-entry ledgers, and a journal whose rows are chained by
//! their hashes.
//!
//! [`Store`] owns the writing connection and is the only way to a [`Write`]; [`Reader`] opens the file read-only. Both
//! lend a [`Read`], so a function that only looks can't change anything. One module per entity holds its rows and its SQL.

mod batch;
mod bench;
mod catalogue;
mod check;
mod cohort;
mod count;
mod error;
mod fate;
mod file;
mod fleet;
mod goods;
mod handover;
mod hub;
mod journal;
mod loan;
mod logo;
mod migration;
mod money;
mod order;
mod parcel;
mod part;
mod payment;
mod picture;
mod place;
mod print;
mod printer;
mod quarantine;
mod row;
mod run;
mod shelf;
mod sleeve;
mod staff;
mod stock;
mod stocktake;
mod terms;
mod undo;
mod wave;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use batch::{BatchStock, SleeveBatch};
pub use bench::BenchRow;
pub use catalogue::{Creator, CreatorBalance, Item, KitPart, PartOrders};
pub use check::{Broken, Finding};
pub use cohort::{Cohort, EmailMac, Spender};
pub use count::BinCount;
pub use error::StoreError;
pub use fate::FateRow;
pub use file::{HubLock, Occupant, lock_path};
pub use fleet::{Issued, Liability, MailerPrices, Span, Trips, Within};
pub use goods::{GoodsReturn, ReasonCount, ReturnedUnit, Shipped};
pub use handover::{Handover, HandoverState};
pub use hub::HubRow;
pub use journal::{JournalRow, NewEntry, chain};
pub use loan::{Crate, Due, Loan, Settlement};
pub use logo::CreatorLogo;
pub use money::{DepositPosting, LedgerEntry, Posting};
pub use order::{
    Allocation, AllocationState, BacklogHour, Buyer, Counted, Gift, NewOrder, Order, OrderLine, REPLACED, Sequence,
    WaitingLine, WaitingOrder, Wanted, Wish,
};
pub use parcel::{Parcel, ParcelContent, ParcelLine};
pub use part::Part;
pub use payment::{AskedPayment, Payment, PaymentSearch};
pub use picture::ItemPicture;
pub use place::{Carrier, Place};
pub use print::{Fate, PrintJob, PrintState};
pub use printer::{OwnTemplate, Printer, PrinterLanguage, PrinterWay, Route};
pub use quarantine::SleeveCase;
pub use run::{Run, RunState};
pub use shelf::{ItemBalance, ItemSearch, LookBack, MovementsOf, PastMovement};
pub use sleeve::{Sleeve, SleeveSearch};
pub use staff::Staff;
pub use stock::{Holding, Movement};
pub use stocktake::Stocktake;
use undo::Notes;
pub use undo::{Inverse, UndoStep};
pub use wave::{NewTask, Task, TaskState, Wave, WaveState};

/// The result of everything here.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A hub file opened for writing. One per file, guarded by [`HubLock`].
pub struct Store {
    connection: Connection,
    path: PathBuf,
    notes: Notes,
}

impl Store {
    /// Makes the tables of a new hub in a file beside `path`; [`Store::put_in_place`] gives it its name once it is
    /// furnished, so that the file is there whole or not at all. What a broken-off attempt left is replaced.
    ///
    /// # Errors
    /// When there is a file at `path` already, or the folder can't be written.
    pub fn create(path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(StoreError::Exists { path: path.to_owned() });
        }
        let fresh = file::beside(path, ".new");
        for leftover in ["", "-wal", "-shm"] {
            file::remove(&file::beside(&fresh, leftover))?;
        }
        Ok(Self { connection: file::create(&fresh)?, path: fresh, notes: Notes::default() })
    }

    /// Gives a new hub its name and opens it there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put_in_place(self, path: &Path) -> Result<Self> {
        let Self { connection, path: fresh, .. } = self;
        // Closing folds the write-ahead log into the file.
        connection.close().map_err(|(_, error)| StoreError::from(error))?;
        file::rename(&fresh, path)?;
        Self::open(path)
    }

    /// Opens a hub file, brings its tables up to date (after a backup beside it), and prepares it for deeds.
    ///
    /// # Errors
    /// When the file is missing, truncated, no hub, or from a newer program; the file is then untouched.
    pub fn open(path: &Path) -> Result<Self> {
        let connection = file::open(path)?;
        Ok(Self { connection, path: path.to_owned(), notes: Notes::default() })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at the file as it was last committed.
    #[must_use]
    pub fn read(&self) -> Read<'_> {
        Read { connection: &self.connection }
    }

    /// As [`Reader::look`].
    ///
    /// # Errors
    /// As [`Reader::look`].
    pub fn look<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(Read<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        at_one_moment(&self.connection, look)
    }

    /// Begins a transaction that is rolled back unless it is committed.
    ///
    /// # Errors
    /// When another program writes to the file.
    pub fn begin(&mut self) -> Result<Write<'_>> {
        self.notes.end();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Write { transaction, notes: &self.notes })
    }

    /// Copies what the write-ahead log holds into the file, so that the log can begin anew. Called between scans.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn checkpoint(&self) -> Result<()> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
    }

    /// Bytes in the write-ahead log that are not in the file yet.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn log_bytes(&self) -> Result<u64> {
        let mut statement = self.connection.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?;
        let frames: i64 = statement.query_row([], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))?;
        Ok(u64::try_from(frames).unwrap_or(0) * FRAME_BYTES)
    }
}

/// A page of 4,096 bytes and its header in the write-ahead log (sqlite.org/fileformat2.html, section 4.1).
const FRAME_BYTES: u64 = 4_120;

/// A hub file opened read-only, beside whoever writes to it.
pub struct Reader {
    connection: Connection,
}

impl Reader {
    /// Looks whether the file is a whole hub that this program may open, without touching it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn probe(path: &Path) -> Result<()> {
        file::look_at_header(path)
    }

    /// Opens the file.
    ///
    /// # Errors
    /// As [`Store::open`]; besides, when it needs a migration, which only a writer does.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { connection: file::open_read_only(path)? })
    }

    /// Looks at the file as it was last committed, all the while the same, whatever is written meanwhile.
    ///
    /// # Errors
    /// What `look` says, or when the file can't be read.
    pub fn look<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(Read<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        at_one_moment(&self.connection, look)
    }
}

fn at_one_moment<T, E: From<StoreError>>(
    connection: &Connection,
    look: impl FnOnce(Read<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let snapshot = connection.unchecked_transaction().map_err(StoreError::from)?;
    look(Read { connection: &snapshot })
}

/// Looking at a hub.
#[derive(Clone, Copy)]
pub struct Read<'c> {
    connection: &'c Connection,
}

impl Read<'_> {
    /// Where the hub's file is, as SQLite opened it: from the root.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.connection.path().map(PathBuf::from).unwrap_or_default()
    }
}

/// Changing a hub, in one transaction.
pub struct Write<'c> {
    transaction: Transaction<'c>,
    notes: &'c Notes,
}

impl Write<'_> {
    /// Looks at the hub with this transaction's changes in it.
    #[must_use]
    pub fn read(&self) -> Read<'_> {
        Read { connection: &self.transaction }
    }

    /// Makes the changes durable: they are on the disk when this returns.
    ///
    /// # Errors
    /// When the disk is full or refuses; nothing is changed then.
    pub fn commit(self) -> Result<()> {
        Ok(self.transaction.commit()?)
    }

    fn connection(&self) -> &Connection {
        &self.transaction
    }
}
