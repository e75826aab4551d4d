//! Reading columns by name into the domain's types.

use std::cell::Cell;
use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::FromSql;
use uuid::Uuid;

use loopdock_domain::{Currency, count};

use crate::{Result, StoreError};

/// Columns by name, as ids, words and whole numbers.
pub(crate) trait Columns {
    /// An id.
    fn id<T: From<Uuid>>(&self, column: &str) -> Result<T>;
    /// An id, or none.
    fn maybe_id<T: From<Uuid>>(&self, column: &str) -> Result<Option<T>>;
    /// A word of a closed set.
    fn word<T: FromStr>(&self, column: &str) -> Result<T>;
    /// A word of a closed set, or none.
    fn maybe_word<T: FromStr>(&self, column: &str) -> Result<Option<T>>;
    /// Text.
    fn text(&self, column: &str) -> Result<String>;
    /// A whole number.
    fn int(&self, column: &str) -> Result<i64>;
    /// A whole number that is not below zero and small.
    fn count(&self, column: &str) -> Result<u32>;
    /// A currency.
    fn currency(&self, column: &str) -> Result<Currency>;
}

thread_local! {
    /// Where the column that is asked for next most likely is: behind the one before. Comparing its name with every name
    /// before it was a tenth of the work of a scan.
    static LIKELY: Cell<usize> = const { Cell::new(0) };
}

/// What stands in a column.
fn cell<T: FromSql>(row: &Row<'_>, column: &str) -> Result<T> {
    let statement = row.as_ref();
    let likely = LIKELY.get();
    let is_there = statement.column_name(likely).is_ok_and(|name| name == column);
    let at = if is_there { likely } else { statement.column_index(column)? };
    LIKELY.set(at + 1);
    Ok(row.get(at)?)
}

impl Columns for Row<'_> {
    fn id<T: From<Uuid>>(&self, column: &str) -> Result<T> {
        Ok(T::from(cell::<Uuid>(self, column)?))
    }

    fn maybe_id<T: From<Uuid>>(&self, column: &str) -> Result<Option<T>> {
        Ok(cell::<Option<Uuid>>(self, column)?.map(T::from))
    }

    fn currency(&self, column: &str) -> Result<Currency> {
        self.word(column)
    }

    fn word<T: FromStr>(&self, column: &str) -> Result<T> {
        let text = self.text(column)?;
        text.parse().map_err(|_| StoreError::Unreadable { what: format!("{column} = {text}") })
    }

    fn maybe_word<T: FromStr>(&self, column: &str) -> Result<Option<T>> {
        let text: Option<String> = cell(self, column)?;
        let read =
            |text: String| text.parse().map_err(|_| StoreError::Unreadable { what: format!("{column} = {text}") });
        text.map(read).transpose()
    }

    fn text(&self, column: &str) -> Result<String> {
        cell(self, column)
    }

    fn int(&self, column: &str) -> Result<i64> {
        cell(self, column)
    }

    fn count(&self, column: &str) -> Result<u32> {
        let number = self.int(column)?;
        u32::try_from(number).map_err(|_| StoreError::Unreadable { what: format!("{column} = {number}") })
    }
}

impl crate::Read<'_> {
    /// Every row of a query, mapped.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        map: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(map(row)?);
        }
        Ok(all)
    }

    /// The first row of a query, mapped.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        map: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(map).transpose()
    }

    /// One whole number; zero where the query has no row.
    pub(crate) fn number(&self, sql: &str, params: impl rusqlite::Params) -> Result<i64> {
        Ok(self.row(sql, params, |row| Ok(row.get::<_, Option<i64>>(0)?))?.flatten().unwrap_or(0))
    }

    /// As [`crate::Read::number`], of what is counted.
    pub(crate) fn count(&self, sql: &str, params: impl rusqlite::Params) -> Result<u32> {
        Ok(count(self.number(sql, params)?))
    }
}

impl crate::Write<'_> {
    /// Runs one statement and says how many rows it changed.
    pub(crate) fn run(&self, sql: &str, params: impl rusqlite::Params) -> Result<usize> {
        Ok(self.connection().prepare_cached(sql)?.execute(params)?)
    }
}
