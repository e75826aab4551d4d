//! Taking back: while a bench's deed runs, triggers note for every changed row the SQL that restores it.
//!
//! This is the technique of sqlite.org/undoredo.html, with one addition: each inverse names the row as the deed left it,
//! so that it changes nothing where a later deed has touched that row, and the undo is refused. Ledgers and the journal
//! are not among the tables: what they say is compensated, never erased.

use rusqlite::params;

use loopdock_domain::PlaceId;

use crate::row::Columns;
use crate::{Read, Result, Store, StoreError, Write};

/// The tables whose rows a bench's deed may change.
const RESTORED: &[&str] = &[
    "allocation",
    "bench",
    "bin_count",
    "customer_order",
    "handover",
    "loan",
    "order_line",
    "parcel",
    "parcel_line",
    "settlement",
    "sleeve",
    "task",
    "tote_use",
    "wave",
];

/// Tables whose rows stay because a ledger names them, but whose columns are restored.
const UPDATED: &[&str] = &["run"];

/// How many deeds of a bench can be taken back.
const KEPT: i64 = 50;

/// A deed that can be taken back.
#[derive(Clone, Debug)]
pub struct UndoStep {
    /// Its place in the journal.
    pub seq: i64,
    /// What was said when it was done, as JSON of the sentence.
    pub said: String,
    /// The inverse statements, newest first; `None` when the world has moved on.
    pub inverse: Option<Vec<String>>,
}

impl Store {
    /// Puts the noting triggers in place. They are temporary, so only this connection has them.
    ///
    /// # Errors
    /// When the tables are not as expected.
    pub fn prepare_undo(&self) -> Result<()> {
        self.connection.execute_batch(
            "CREATE TEMP TABLE noting (one INTEGER PRIMARY KEY);
             CREATE TEMP TABLE noted (seq INTEGER PRIMARY KEY, sql TEXT NOT NULL);",
        )?;
        for table in RESTORED {
            self.note(table, &["INSERT", "UPDATE", "DELETE"])?;
        }
        for table in UPDATED {
            self.note(table, &["UPDATE"])?;
        }
        Ok(())
    }

    fn note(&self, table: &str, events: &[&str]) -> Result<()> {
        let columns: Vec<(String, bool)> =
            self.read().rows("SELECT name, pk FROM pragma_table_info(?1)", params![table], |row| {
                Ok((row.text("name")?, row.int("pk")? > 0))
            })?;
        let quoted = |joint: &str, column: &dyn Fn(&str, bool) -> String| {
            columns.iter().map(|(name, key)| column(name, *key)).collect::<Vec<_>>().join(joint)
        };
        // `=` for the key, so that the row is found by it; `IS` for the rest, which may be NULL.
        let is = quoted("||' AND '||", &|name, key| {
            format!("'{name} {} '||quote(NEW.{name})", if key { "=" } else { "IS" })
        });
        // The key is not set: SQLite would look for rows that refer to it in every table.
        let restored: Vec<String> =
            columns.iter().filter(|(_, key)| !key).map(|(name, _)| format!("'{name}='||quote(OLD.{name})")).collect();
        let set = restored.join("||','||");
        let values = quoted("||','||", &|name, _| format!("quote(OLD.{name})"));
        for event in events {
            let inverse = match *event {
                "INSERT" => format!("'DELETE FROM {table} WHERE '||{is}"),
                "UPDATE" => format!("'UPDATE {table} SET '||{set}||' WHERE '||{is}"),
                _ => format!("'INSERT INTO {table} VALUES ('||{values}||')'"),
            };
            self.connection.execute_batch(&format!(
                "CREATE TEMP TRIGGER noted_{table}_{event} AFTER {event} ON main.{table}
                 WHEN EXISTS (SELECT 1 FROM noting) BEGIN INSERT INTO noted (sql) VALUES ({inverse}); END;"
            ))?;
        }
        Ok(())
    }
}

impl Read<'_> {
    /// The newest deed of `bench` that was not taken back.
    pub fn newest_undo_step(&self, bench: PlaceId) -> Result<Option<UndoStep>> {
        self.row(
            "SELECT seq, said, inverse FROM undo_step WHERE bench = ?1 ORDER BY seq DESC LIMIT 1",
            params![bench.uuid()],
            |row| {
                let inverse: Option<String> = row.get("inverse")?;
                let unreadable = |_| StoreError::Unreadable { what: "undo_step.inverse".to_owned() };
                Ok(UndoStep {
                    seq: row.int("seq")?,
                    said: row.text("said")?,
                    inverse: inverse.map(|text| serde_json::from_str(&text).map_err(unreadable)).transpose()?,
                })
            },
        )
    }
}

impl Write<'_> {
    /// From here on every changed row is noted.
    pub fn begin_noting(&self) -> Result<()> {
        self.run("DELETE FROM noted", [])?;
        self.run("INSERT INTO noting VALUES (1) ON CONFLICT DO NOTHING", [])?;
        Ok(())
    }

    /// Ends noting and hands out the inverses, newest first.
    pub fn end_noting(&self) -> Result<Vec<String>> {
        self.run("DELETE FROM noting", [])?;
        self.read().rows("SELECT sql FROM noted ORDER BY seq DESC", [], |row| row.text("sql"))
    }

    /// Keeps what takes the deed at `seq` back. Without an inverse the bench remembers that it can't be.
    pub fn keep_undo_step(&self, bench: PlaceId, seq: i64, said: &str, inverse: Option<&[String]>) -> Result<()> {
        let inverse = inverse.map(|statements| serde_json::to_string(statements).unwrap_or_default());
        self.run(
            "INSERT INTO undo_step (bench, seq, said, inverse) VALUES (?1, ?2, ?3, ?4)",
            params![bench.uuid(), seq, said, inverse],
        )?;
        self.run(
            "DELETE FROM undo_step WHERE bench = ?1 AND seq <= (SELECT seq FROM undo_step WHERE bench = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)",
            params![bench.uuid(), KEPT],
        )?;
        Ok(())
    }

    /// Forgets the step at `seq`, because it was taken back.
    pub fn drop_undo_step(&self, bench: PlaceId, seq: i64) -> Result<()> {
        self.run("DELETE FROM undo_step WHERE bench = ?1 AND seq = ?2", params![bench.uuid(), seq])?;
        Ok(())
    }

    /// Restores the rows. `false` when one of them is no longer as the deed left it; the caller then rolls back.
    pub fn restore_rows(&self, inverse: &[String]) -> Result<bool> {
        for statement in inverse {
            // Each is a text of its own, so caching it would only push the useful statements out.
            match self.connection().execute(statement, []) {
                Ok(1) => {}
                Ok(_) => return Ok(false),
                Err(error) => match StoreError::from(error) {
                    StoreError::Rule { .. } => return Ok(false),
                    other => return Err(other),
                },
            }
        }
        Ok(true)
    }
}
