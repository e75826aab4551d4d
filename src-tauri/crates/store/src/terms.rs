//! What is agreed about sleeves. Terms are written once and never changed.

use rusqlite::params;

use loopdock_domain::sleeve::Terms;
use loopdock_domain::{Currency, OrderId, ParcelId, TermsId};

use crate::row::Columns;
use crate::{Read, Result, Write};

fn to_terms(row: &rusqlite::Row<'_>) -> Result<Terms> {
    Ok(Terms {
        currency: row.currency("currency")?,
        deposit_minor: row.int("deposit_minor")?,
        paid: row.word("paid")?,
        deposit_sku: row.text("deposit_sku")?,
        pay_back: row.word("pay_back")?,
        reward_minor: row.int("reward_minor")?,
        reward_days: row.count("reward_days")?,
        overdue_days: row.get("overdue_days")?,
        lost_days: row.get("lost_days")?,
        damage_minor: row.int("damage_minor")?,
        vat_bp: row.count("vat_bp")?,
        forfeit_to: row.word("forfeit_to")?,
        turns_up: row.word("turns_up")?,
    })
}

impl Read<'_> {
    /// How many of an SKU are on the lines of an order that are not cancelled.
    pub fn bought(&self, order: OrderId, sku: &str) -> Result<i64> {
        self.number(
            "SELECT coalesce(sum(qty), 0) FROM order_line WHERE customer_order = ?1 AND sku = ?2 AND state <> 'cancelled'",
            params![order.uuid(), sku],
        )
    }

    /// How many parcels of an order, other than `parcel`, have a sleeve whose deposit was paid before as this SKU; as any, where it
    /// is empty.
    pub fn deposits_of_order(&self, order: OrderId, parcel: ParcelId, sku: &str) -> Result<i64> {
        self.number(
            "SELECT count(*) FROM parcel p JOIN terms t ON t.id = p.terms
             WHERE p.customer_order = ?1 AND p.id <> ?2 AND p.state <> 'unpacked' AND t.paid = 'before'
                 AND t.deposit_minor > 0 AND ?3 IN ('', t.deposit_sku)",
            params![order.uuid(), parcel.uuid(), sku],
        )
    }

    /// Terms by their id; without one nothing is owed, in `currency`.
    pub fn terms(&self, id: Option<TermsId>, currency: Currency) -> Result<Terms> {
        let found = match id {
            Some(id) => self.row("SELECT * FROM terms WHERE id = ?1", params![id.uuid()], to_terms)?,
            None => None,
        };
        Ok(found.unwrap_or(Terms::none(currency)))
    }
}

impl Write<'_> {
    /// Adds terms.
    pub fn insert_terms(&self, id: TermsId, terms: &Terms) -> Result<()> {
        self.run(
            "INSERT INTO terms (id, currency, deposit_minor, paid, pay_back, reward_minor, reward_days, overdue_days, lost_days,
                 damage_minor, vat_bp, forfeit_to, turns_up, deposit_sku)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                id.uuid(),
                terms.currency.code(),
                terms.deposit_minor,
                terms.paid.as_str(),
                terms.pay_back.as_str(),
                terms.reward_minor,
                terms.reward_days,
                terms.overdue_days,
                terms.lost_days,
                terms.damage_minor,
                terms.vat_bp,
                terms.forfeit_to.as_str(),
                terms.turns_up.as_str(),
                terms.deposit_sku
            ],
        )?;
        Ok(())
    }
}
