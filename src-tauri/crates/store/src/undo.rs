//! Taking back: while a bench's deed runs, triggers note for every changed row the SQL that restores it.
//!
//! This is the technique of sqlite.org/undoredo.html, with one addition: each inverse names the row as the deed left it,
//! so that it changes nothing where a later deed has touched that row, and the undo is refused. Ledgers and the journal
//! are not among the tables: what they say is compensated, never erased.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{FromSql as _, Null, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{params, params_from_iter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    "voided_code",
    "wave",
];

/// Tables whose rows stay, because a ledger names them or a printer has them, but whose columns are restored.
const UPDATED: &[&str] = &["print_job", "run"];

/// How many deeds of a bench can be taken back, at least: older ones are forgotten between scans.
const KEPT: i64 = 50;

/// A deed that can be taken back.
#[derive(Clone, Debug)]
pub struct UndoStep {
    /// Its place in the journal.
    pub seq: i64,
    /// What was said when it was done, as JSON of the sentence.
    pub said: String,
    /// The inverse statements, newest first; `None` when the world has moved on.
    pub inverse: Option<Vec<Inverse>>,
}

/// A statement that restores a row, with its parameters. Rows that changed alike share the statement's text, so that it is
/// compiled once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Inverse(String, Vec<Kept>);

/// A value of a row, as JSON. The only blobs in these tables are ids.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    Null,
    Whole(i64),
    Text(String),
    Id { id: Uuid },
}

impl Kept {
    fn of(value: ValueRef<'_>) -> rusqlite::Result<Self> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(whole) => Self::Whole(whole),
            ValueRef::Blob(_) => Self::Id { id: Uuid::column_result(value)? },
            text => Self::Text(text.as_str()?.to_owned()),
        })
    }
}

impl ToSql for Kept {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Null => Null.to_sql(),
            Self::Whole(whole) => whole.to_sql(),
            Self::Text(text) => text.to_sql(),
            Self::Id { id } => id.to_sql(),
        }
    }
}

/// The inverses noted so far, newest last; `None` while nobody notes.
#[derive(Clone, Default)]
pub(crate) struct Notes(Arc<Mutex<Option<Vec<Inverse>>>>);

impl Notes {
    fn lock(&self) -> MutexGuard<'_, Option<Vec<Inverse>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taken(&self) -> bool {
        self.lock().is_some()
    }

    fn add(&self, inverse: Inverse) {
        if let Some(notes) = self.lock().as_mut() {
            notes.push(inverse);
        }
    }

    /// Forgets what was noted and notes no more.
    pub(crate) fn end(&self) -> Vec<Inverse> {
        self.lock().take().unwrap_or_default()
    }
}

impl Store {
    /// Puts the noting triggers in place. They are temporary, so only this connection has them.
    ///
    /// # Errors
    /// When the tables are not as expected.
    pub fn prepare_undo(&self) -> Result<()> {
        let plain = FunctionFlags::SQLITE_UTF8;
        let notes = self.notes.clone();
        self.connection.create_scalar_function("noting", 0, plain, move |_| Ok(notes.taken()))?;
        let notes = self.notes.clone();
        self.connection.create_scalar_function("note", -1, plain, move |call| {
            notes.add(told(call)?);
            Ok(true)
        })?;
        for table in RESTORED {
            self.note(table, &["INSERT", "UPDATE", "DELETE"])?;
        }
        for table in UPDATED {
            self.note(table, &["UPDATE"])?;
        }
        Ok(())
    }

    /// Forgets what takes back deeds that are long past. Called between scans.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_old_steps(&self) -> Result<()> {
        self.connection.execute(
            "DELETE FROM undo_step WHERE seq IN
               (SELECT seq FROM
                  (SELECT seq, row_number() OVER (PARTITION BY bench ORDER BY seq DESC) AS age FROM undo_step)
                WHERE age > ?1)",
            params![KEPT],
        )?;
        Ok(())
    }

    fn note(&self, table: &str, events: &[&str]) -> Result<()> {
        let columns: Vec<(String, bool)> =
            self.read().rows("SELECT name, pk FROM pragma_table_info(?1)", params![table], |row| {
                Ok((row.text("name")?, row.int("pk")? > 0))
            })?;
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let all = |row: &str| names.iter().map(|name| format!("{row}.{name}")).collect::<Vec<_>>().join(",");
        // `=` for the key, so that the row is found by it; `IS` for the rest, which may be NULL.
        let is = |first: usize| {
            let column =
                |(at, (name, key)): (usize, &(String, bool))| format!("{name} {} ?{at}", if *key { "=" } else { "IS" });
            (first..).zip(&columns).map(column).collect::<Vec<_>>().join(" AND ")
        };
        // Only what changed is set, and never the key: SQLite would look for rows that refer to it in every table. Where
        // nothing changed, a column is set to itself, so that the row must still be as the deed found it.
        let free = || (1..).zip(&columns).filter(|(_, (_, key))| !key).map(|(at, (name, _))| (at, name));
        let itself = free().next().map(|(_, name)| format!("'{name}={name}'")).unwrap_or_default();
        let changed = |(at, name): (usize, &String)| format!("iif(OLD.{name} IS NEW.{name}, '', ',{name}=?{at}')");
        let set = std::iter::once(itself).chain(free().map(changed)).collect::<Vec<_>>().join("||");
        let before = |name: &&str| format!("iif(OLD.{name} IS NEW.{name}, NULL, OLD.{name})");
        let before = names.iter().map(before).collect::<Vec<_>>().join(",");
        let places = (1..=names.len()).map(|at| format!("?{at}")).collect::<Vec<_>>().join(",");
        for event in events {
            let inverse = match *event {
                "INSERT" => format!("'DELETE FROM {table} WHERE {}', {}", is(1), all("NEW")),
                "UPDATE" => {
                    format!("'UPDATE {table} SET '||{set}||' WHERE {}', {before}, {}", is(names.len() + 1), all("NEW"))
                }
                _ => format!("'INSERT INTO {table} ({}) VALUES ({places})', {}", names.join(","), all("OLD")),
            };
            self.connection.execute_batch(&format!(
                "CREATE TEMP TRIGGER noted_{table}_{event} AFTER {event} ON main.{table}
                 WHEN noting() BEGIN SELECT note({inverse}); END;"
            ))?;
        }
        Ok(())
    }
}

/// What a trigger tells: the statement's text, then its parameters.
fn told(call: &Context<'_>) -> rusqlite::Result<Inverse> {
    let values = (1..call.len()).map(|at| Kept::of(call.get_raw(at))).collect::<rusqlite::Result<_>>()?;
    Ok(Inverse(call.get(0)?, values))
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
    /// From here on every changed row is noted, until [`Write::end_noting`] or the next transaction.
    pub fn begin_noting(&self) {
        *self.notes.lock() = Some(Vec::new());
    }

    /// Ends noting and hands out the inverses, newest first.
    pub fn end_noting(&self) -> Vec<Inverse> {
        let mut notes = self.notes.end();
        notes.reverse();
        notes
    }

    /// Keeps what takes the deed at `seq` back. Without an inverse the bench remembers that it can't be.
    pub fn keep_undo_step(&self, bench: PlaceId, seq: i64, said: &str, inverse: Option<&[Inverse]>) -> Result<()> {
        let inverse = inverse.map(|statements| serde_json::to_string(statements).unwrap_or_default());
        self.run(
            "INSERT INTO undo_step (seq, bench, said, inverse) VALUES (?1, ?2, ?3, ?4)",
            params![seq, bench.uuid(), said, inverse],
        )?;
        Ok(())
    }

    /// Forgets the step at `seq`, because it was taken back.
    pub fn drop_undo_step(&self, bench: PlaceId, seq: i64) -> Result<()> {
        self.run("DELETE FROM undo_step WHERE bench = ?1 AND seq = ?2", params![bench.uuid(), seq])?;
        Ok(())
    }

    /// Restores the rows. `false` when one of them is no longer as the deed left it; the caller then rolls back.
    pub fn restore_rows(&self, inverse: &[Inverse]) -> Result<bool> {
        for Inverse(sql, values) in inverse {
            match self.run(sql, params_from_iter(values)) {
                Ok(1) => {}
                Ok(_) => return Ok(false),
                Err(StoreError::Rule { .. }) => return Ok(false),
                Err(other) => return Err(other),
            }
        }
        Ok(true)
    }
}
