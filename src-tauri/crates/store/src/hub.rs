//! The hub itself: its name, its settings, its secret, and the short numbers that people see.

use rusqlite::params;
use uuid::Uuid;

use loopdock_domain::Currency;
use loopdock_domain::codes::CodeKey;

use crate::row::Columns;
use crate::{Read, Result, StoreError, Write};

/// The hub's one row.
#[derive(Clone, Debug)]
pub struct HubRow {
    /// Its id, for the creators.
    pub id: Uuid,
    /// Its name, on every label.
    pub name: String,
    /// The currency of its own books.
    pub currency: Currency,
    /// IANA name of the zone whose calendar days it works by.
    pub timezone: String,
    /// Where returns are sent, as lines.
    pub address: String,
    /// The country that it sends from, ISO 3166-1 alpha-2; empty where nobody said.
    pub country: String,
    /// What makes its codes its own.
    pub key: CodeKey,
    /// When it was made, in milliseconds since the epoch.
    pub created_ms: i64,
}

impl Read<'_> {
    /// The hub's row.
    pub fn hub(&self) -> Result<HubRow> {
        let row = self.row("SELECT * FROM hub", [], |row| {
            let code = row.text("currency")?;
            Ok(HubRow {
                id: row.id("id")?,
                name: row.text("name")?,
                currency: code.parse().map_err(|_| StoreError::Unreadable { what: format!("currency = {code}") })?,
                timezone: row.text("timezone")?,
                address: row.text("address")?,
                country: row.text("country")?,
                key: CodeKey::new(&row.text("hub4")?, row.get("secret")?),
                created_ms: row.int("created_ms")?,
            })
        })?;
        row.ok_or_else(|| StoreError::Unreadable { what: "the hub's own row is missing".to_owned() })
    }
}

impl Write<'_> {
    /// Writes the hub's row.
    pub fn insert_hub(&self, hub: &HubRow, secret: [u8; 32]) -> Result<()> {
        self.run(
            "INSERT INTO hub (one, id, name, currency, timezone, address, hub4, secret, created_ms, country)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                hub.id,
                hub.name,
                hub.currency.code(),
                hub.timezone,
                hub.address,
                hub.key.hub4(),
                secret,
                hub.created_ms,
                hub.country
            ],
        )?;
        Ok(())
    }

    /// Changes what an owner may change.
    pub fn update_hub(&self, name: &str, address: &str, country: &str) -> Result<()> {
        self.run("UPDATE hub SET name = ?1, address = ?2, country = ?3", params![name, address, country])?;
        Ok(())
    }

    /// The next short number of `counter`, from 1. It is never given again, not even when its deed is taken back.
    pub fn next_number(&self, counter: &str) -> Result<i64> {
        self.run(
            "INSERT INTO counter (name, last) VALUES (?1, 1) ON CONFLICT DO UPDATE SET last = last + 1",
            params![counter],
        )?;
        self.read().number("SELECT last FROM counter WHERE name = ?1", params![counter])
    }
}
