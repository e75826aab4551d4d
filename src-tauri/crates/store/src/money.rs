//! The money ledger: postings to accounts, whose sums are zero within every entry and currency.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use loopdock_domain::{LoanId, Money};

use crate::row::Columns;
use crate::{Read, Result, StoreError, Write};

/// One side of an entry: what an account gains (or loses, below zero).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Posting {
    /// The account's name, such as `deposits:{creator}:{loan}`.
    pub account: String,
    /// Minor units and currency.
    #[serde(flatten)]
    pub money: Money,
}

/// What a loan's deposit account gained or lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DepositPosting {
    /// The moment that it counts for, milliseconds since the epoch.
    pub at_ms: i64,
    /// The deed's place in the journal.
    pub journal: i64,
    /// Whose deposit it is.
    pub loan: LoanId,
    /// What the account gained; below zero what it lost, which is held for the buyer from then on.
    pub money: Money,
    /// The account on the other side.
    pub other: String,
}

/// An entry of the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerEntry {
    /// Its deed's place in the journal.
    pub seq: i64,
    /// The moment that it counts for, milliseconds since the epoch.
    pub at_ms: i64,
    /// The deed's word.
    pub did: String,
    /// What it posted, in order.
    pub postings: Vec<Posting>,
}

/// The moment that an entry of the journal `j` counts for: when it was written, or an earlier one that it names.
pub(crate) const MOMENT: &str = "coalesce(j.entry ->> '$.body.counts_for_ms', j.entry ->> '$.at_ms')";

impl Read<'_> {
    /// Every entry that posts something, by the moment that it counts for.
    pub fn ledger(&self) -> Result<Vec<LedgerEntry>> {
        let sql = format!(
            "SELECT j.seq, {MOMENT} AS at_ms, coalesce(j.entry ->> '$.body.did', j.entry ->> '$.kind') AS did,
                p.account, p.minor, p.currency
             FROM posting p JOIN journal j ON j.seq = p.journal ORDER BY at_ms, p.journal, p.position"
        );
        let rows = self.rows(&sql, [], |row| {
            let entry = (row.int("seq")?, row.int("at_ms")?, row.text("did")?);
            Ok((entry, Posting { account: row.text("account")?, money: money(row)? }))
        })?;
        let mut entries: Vec<LedgerEntry> = Vec::new();
        for ((seq, at_ms, did), posting) in rows {
            match entries.last_mut().filter(|last| last.seq == seq) {
                Some(last) => last.postings.push(posting),
                None => entries.push(LedgerEntry { seq, at_ms, did, postings: vec![posting] }),
            }
        }
        Ok(entries)
    }

    /// What was posted to the deposit accounts of a creator's loans, by the moment that it counts for.
    pub fn deposit_postings(&self, creator: &str) -> Result<Vec<DepositPosting>> {
        // Accounts are called `deposits:{creator}:{loan}`; a semicolon comes after every colon.
        let (from, to) = (format!("deposits:{creator}:"), format!("deposits:{creator};"));
        let sql = format!(
            "SELECT {MOMENT} AS at_ms, p.*, o.account AS other FROM posting p JOIN journal j ON j.seq = p.journal
                 -- Postings come in pairs.
                 JOIN posting o ON o.journal = p.journal AND o.position = p.position + iif(p.position % 2 = 1, 1, -1)
             WHERE p.account >= ?1 AND p.account < ?2 ORDER BY at_ms, p.journal, p.position"
        );
        self.rows(&sql, params![from, to], |row| {
            let account = row.text("account")?;
            let loan = account.get(from.len()..).and_then(|loan| Uuid::parse_str(loan).ok()).map(LoanId::from);
            let loan = loan.ok_or_else(|| StoreError::Unreadable { what: format!("account = {account}") })?;
            Ok(DepositPosting {
                at_ms: row.int("at_ms")?,
                journal: row.int("journal")?,
                loan,
                money: money(row)?,
                other: row.text("other")?,
            })
        })
    }

    /// Every account that is not at zero: name, currency, minor units.
    pub fn all_accounts(&self) -> Result<Vec<(String, String, i64)>> {
        self.rows("SELECT * FROM account WHERE minor <> 0 ORDER BY account, currency", [], |row| {
            Ok((row.text("account")?, row.text("currency")?, row.int("minor")?))
        })
    }

    /// The postings of the deed at `journal`, in order.
    pub fn postings_of(&self, journal: i64) -> Result<Vec<Posting>> {
        self.rows("SELECT * FROM posting WHERE journal = ?1 ORDER BY position", params![journal], |row| {
            Ok(Posting { account: row.text("account")?, money: money(row)? })
        })
    }
}

fn money(row: &rusqlite::Row<'_>) -> Result<Money> {
    Ok(Money { minor: row.int("minor")?, currency: row.currency("currency")? })
}

impl Write<'_> {
    /// Posts to an account.
    pub fn post(&self, journal: i64, posting: &Posting) -> Result<()> {
        self.run(
            "INSERT INTO posting (journal, position, account, currency, minor)
             SELECT ?1, 1 + coalesce(max(position), 0), ?2, ?3, ?4 FROM posting WHERE journal = ?1",
            params![journal, posting.account, posting.money.currency.code(), posting.money.minor],
        )?;
        Ok(())
    }
}
