//! Batches of sleeves: what is known of each sleeve is known of all that were registered with it.

use rusqlite::params;

use loopdock_domain::{CreatorId, Currency, Money, SleeveBatchId, SleeveId};

use crate::row::Columns;
use crate::sleeve::to_sleeve;
use crate::{Read, Result, Sleeve, Write};

/// Sleeves that were registered together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SleeveBatch {
    /// Its id.
    pub id: SleeveBatchId,
    /// Its short number.
    pub number: i64,
    /// When, milliseconds since the epoch.
    pub registered_ms: i64,
    /// Their size in free words; may be empty.
    pub size: String,
    /// Whose they are; the hub's where that is none.
    pub owner: Option<CreatorId>,
    /// What one of them cost, in minor units of `currency`; none where nobody knows.
    pub price_minor: Option<i64>,
    /// The currency of its owner's books.
    pub currency: Currency,
    /// How many were registered.
    pub sleeves: u32,
}

impl SleeveBatch {
    /// What one of them cost, where that is known.
    #[must_use]
    pub fn price(&self) -> Option<Money> {
        self.price_minor.map(|minor| Money { minor, currency: self.currency })
    }
}

/// A batch with where its sleeves are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BatchStock {
    /// The batch.
    pub batch: SleeveBatch,
    /// Those on the shelf.
    pub available: u32,
    /// Those with buyers.
    pub away: u32,
    /// Those that are lost.
    pub lost: u32,
}

fn to_batch(row: &rusqlite::Row<'_>) -> Result<SleeveBatch> {
    Ok(SleeveBatch {
        id: row.id("id")?,
        number: row.int("number")?,
        registered_ms: row.int("registered_ms")?,
        size: row.text("size")?,
        owner: row.maybe_id("owner")?,
        price_minor: row.get("price_minor")?,
        currency: row.currency("currency")?,
        sleeves: row.count("sleeves")?,
    })
}

impl Read<'_> {
    /// The batch of a sleeve.
    pub fn batch_of(&self, sleeve: SleeveId) -> Result<Option<SleeveBatch>> {
        self.row(
            "SELECT b.* FROM sleeve s JOIN sleeve_batch b ON b.id = s.batch WHERE s.id = ?1",
            params![sleeve.uuid()],
            to_batch,
        )
    }

    /// Every batch with where its sleeves are, the newest first: a hub buys sleeves a few times a year.
    pub fn batches(&self) -> Result<Vec<BatchStock>> {
        self.rows(
            "SELECT b.*, n.available, n.away, n.lost FROM sleeve_batch b JOIN (
                 SELECT batch, sum(state = 'available') AS available, sum(state IN ('out', 'overdue')) AS away, sum(state = 'lost') AS lost
                 FROM sleeve GROUP BY batch) n ON n.batch = b.id
             ORDER BY b.number DESC",
            [],
            |row| {
                Ok(BatchStock {
                    batch: to_batch(row)?,
                    available: row.count("available")?,
                    away: row.count("away")?,
                    lost: row.count("lost")?,
                })
            },
        )
    }

    /// A sleeve on the shelf that may leave with an order of `creator`: one of the oldest batch that is the hub's own or the
    /// creator's.
    pub fn free_sleeve(&self, creator: CreatorId) -> Result<Option<Sleeve>> {
        // The tables in this sequence: a look into each batch finds the first, however many sleeves there are.
        self.row(
            "SELECT s.* FROM sleeve_batch b CROSS JOIN sleeve s ON s.batch = b.id AND s.state = 'available'
             WHERE b.owner IS NULL OR b.owner = ?1 ORDER BY b.number, s.serial LIMIT 1",
            params![creator.uuid()],
            to_sleeve,
        )
    }
}

impl Write<'_> {
    /// Adds a batch.
    pub fn insert_batch(&self, batch: &SleeveBatch) -> Result<()> {
        self.run(
            "INSERT INTO sleeve_batch (id, number, registered_ms, size, owner, price_minor, currency, sleeves)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                batch.id.uuid(),
                batch.number,
                batch.registered_ms,
                batch.size,
                batch.owner.map(CreatorId::uuid),
                batch.price_minor,
                batch.currency.code(),
                batch.sleeves
            ],
        )?;
        Ok(())
    }
}
