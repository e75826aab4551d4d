//! The money ledger: postings to accounts, whose sums are zero within every entry and currency.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use loopdock_domain::Money;

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

impl Read<'_> {
    /// Every account that is not at zero: name, currency, minor units.
    pub fn all_accounts(&self) -> Result<Vec<(String, String, i64)>> {
        self.rows("SELECT * FROM account WHERE minor <> 0 ORDER BY account, currency", [], |row| {
            Ok((row.text("account")?, row.text("currency")?, row.int("minor")?))
        })
    }

    /// The postings of the deed at `journal`, in order.
    pub fn postings_of(&self, journal: i64) -> Result<Vec<Posting>> {
        self.rows("SELECT * FROM posting WHERE journal = ?1 ORDER BY position", params![journal], |row| {
            let code = row.text("currency")?;
            let currency = code.parse().map_err(|_| StoreError::Unreadable { what: format!("currency = {code}") })?;
            Ok(Posting { account: row.text("account")?, money: Money { minor: row.int("minor")?, currency } })
        })
    }
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
