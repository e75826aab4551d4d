//! How much is looked at: all that a hub has ever done, or what its newest entries worked on.

use rusqlite::params_from_iter;

use crate::row::Columns;
use crate::{Read, Result};

/// The names that the invariants read what was done by: all of it.
const WHOLE: &str = "WITH
    checked_order AS (SELECT * FROM customer_order),
    checked_parcel AS (SELECT * FROM parcel),
    checked_loan AS (SELECT * FROM loan),
    checked_account AS (SELECT * FROM account),
    checked_place AS (SELECT id FROM place),
    checked_stock AS (SELECT * FROM stock),
    checked_movement AS (SELECT * FROM movement),
    new_movement AS (SELECT * FROM movement),
    new_posting AS (SELECT * FROM posting),
    new_order_entry AS (SELECT * FROM order_entry)";

/// The same names for what the entries after `?1` worked on: the orders whose ids `?2` lists (JSON, in hexadecimal) with all that
/// ever happened to them, the loans that they posted something for, and the places and accounts that they moved something between,
/// with all that ever lay there.
const SINCE: &str = "WITH
    touched_order (id) AS (SELECT unhex(value) FROM json_each(?2)),
    checked_place (id) AS (SELECT source FROM movement WHERE journal > ?1 UNION SELECT target FROM movement WHERE journal > ?1),
    checked_order AS (SELECT * FROM customer_order WHERE id IN touched_order),
    checked_parcel AS (SELECT * FROM parcel WHERE customer_order IN touched_order),
    checked_loan AS (SELECT * FROM loan WHERE id IN (
        SELECT l.id FROM parcel p JOIN loan l ON l.parcel = p.id WHERE p.customer_order IN touched_order
        UNION SELECT unhex(replace(substr(account, -36), '-', '')) FROM posting
            WHERE journal > ?1 AND substr(account, 1, 9) = 'deposits:')),
    checked_account AS (SELECT * FROM account WHERE account IN (SELECT account FROM posting WHERE journal > ?1)),
    checked_stock AS (SELECT * FROM stock WHERE place IN checked_place),
    checked_movement AS (SELECT * FROM movement
        WHERE journal IN (SELECT seq FROM order_entry WHERE customer_order IN touched_order)),
    new_movement AS (SELECT * FROM movement WHERE journal > ?1),
    new_posting AS (SELECT * FROM posting WHERE journal > ?1),
    new_order_entry AS (SELECT * FROM order_entry WHERE customer_order IN touched_order AND seq > ?1)";

/// How much a check looks at.
pub(super) enum Scope {
    Whole,
    /// What the entries after this one worked on; the ids of its orders as JSON.
    Since(i64, String),
}

impl Scope {
    /// A query with the names before it that it reads by.
    pub(super) fn sql(&self, query: &str) -> String {
        let names = match self {
            Self::Whole => WHOLE,
            Self::Since(..) => SINCE,
        };
        match query.strip_prefix("WITH ") {
            Some(rest) => format!("{names}, {rest}"),
            None => format!("{names} {query}"),
        }
    }

    pub(super) fn values(&self) -> impl rusqlite::Params {
        let values = match self {
            Self::Whole => Vec::new(),
            Self::Since(after, orders) => vec![rusqlite::types::Value::from(*after), orders.clone().into()],
        };
        params_from_iter(values)
    }
}

impl Read<'_> {
    /// What the entries after `after` worked on; everything where it is 0.
    pub(super) fn scope(&self, after: i64) -> Result<Scope> {
        if after == 0 {
            return Ok(Scope::Whole);
        }
        let sql = "SELECT json_group_array(hex(id)) AS ids FROM (SELECT DISTINCT customer_order AS id FROM order_entry WHERE seq > ?1)";
        let orders = self.row(sql, [after], |row| row.text("ids"))?;
        Ok(Scope::Since(after, orders.unwrap_or_default()))
    }

    /// The texts that a query yields as `what`.
    pub(super) fn what(&self, query: &str, scope: &Scope) -> Result<Vec<String>> {
        self.rows(&scope.sql(query), scope.values(), |row| row.text("what"))
    }

    /// The number that a query counts.
    pub(super) fn counted(&self, query: &str, scope: &Scope) -> Result<i64> {
        self.number(&scope.sql(query), scope.values())
    }
}
