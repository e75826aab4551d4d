//! The tables of a hub file, read past the program, to see what a scan changed that should not have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

/// A hub file opened for looking, beside whoever has it.
pub struct Tables {
    connection: Connection,
    names: Vec<String>,
}

/// Every row of every table, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    tables: BTreeMap<String, BTreeSet<String>>,
}

impl Tables {
    /// Opens the file.
    ///
    /// # Errors
    /// SQLite's own words.
    pub fn open(path: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut tables = Self { connection, names: Vec::new() };
        tables.names = tables.texts("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
        Ok(tables)
    }

    /// The first column of every row of a query, as text.
    ///
    /// # Errors
    /// SQLite's own words.
    pub fn texts(&self, query: &str) -> rusqlite::Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(query)?;
        statement.query_map([], |row| Ok(text(row, 0)))?.collect()
    }

    /// All rows of all tables but the named ones. Balances at zero are left out: whether they have a row says nothing.
    ///
    /// # Errors
    /// SQLite's own words.
    pub fn snapshot(&self, but: &[&str]) -> rusqlite::Result<Snapshot> {
        let mut tables = BTreeMap::new();
        for name in self.names.iter().filter(|name| !but.contains(&name.as_str())) {
            let only = match name.as_str() {
                "stock" => " WHERE on_hand <> 0 OR allocated <> 0",
                "account" => " WHERE minor <> 0",
                _ => "",
            };
            let mut statement = self.connection.prepare_cached(&format!("SELECT * FROM {name}{only}"))?;
            let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
            let line = |row: &Row<'_>| {
                let cells = columns.iter().enumerate().map(|(at, column)| format!("{column}={}", text(row, at)));
                Ok(cells.collect::<Vec<_>>().join(" "))
            };
            let rows = statement.query_map([], line)?.collect::<rusqlite::Result<_>>()?;
            tables.insert(name.clone(), rows);
        }
        Ok(Snapshot { tables })
    }
}

impl Snapshot {
    /// The rows that are only in the one or the other, but for rows that are new in tables where `may_grow`; `None` when
    /// there are none.
    #[must_use]
    pub fn difference(&self, later: &Self, may_grow: &[&str]) -> Option<String> {
        let mut lines = Vec::new();
        let empty = BTreeSet::new();
        for (name, before) in &self.tables {
            let after = later.tables.get(name).unwrap_or(&empty);
            lines.extend(before.difference(after).map(|row| format!("- {name}: {row}")));
            if !may_grow.contains(&name.as_str()) {
                lines.extend(after.difference(before).map(|row| format!("+ {name}: {row}")));
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// A cell as text; ids and other bytes in hexadecimal.
fn text(row: &Row<'_>, at: usize) -> String {
    match row.get_ref(at) {
        Ok(ValueRef::Null) => "NULL".to_owned(),
        Ok(ValueRef::Integer(number)) => number.to_string(),
        Ok(ValueRef::Real(number)) => number.to_string(),
        Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
        Ok(ValueRef::Blob(bytes)) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Err(error) => error.to_string(),
    }
}
