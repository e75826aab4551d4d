//! Taking back: while a bench's deed runs, triggers note for every changed row what restores it.
//!
//! This is the technique of sqlite.org/undoredo.html, with two differences. A row is noted by its table, its key and what
//! changed, a fifth of the length of the SQL that restores it; and with a mark of the row as the deed left it, so that
//! nothing is changed where a later deed has touched that row, and the undo is refused. Ledgers and the journal are not
//! among the tables: what they say is compensated, never erased.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{FromSql as _, Null, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{params, params_from_iter};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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
    "goods_return",
    "handover",
    "loan",
    "order_line",
    "parcel",
    "parcel_line",
    "returned_unit",
    "settlement",
    "sleeve",
    "stocktake",
    "stocktake_sleeve",
    "task",
    "tote_use",
    "voided_code",
    "wave",
];

/// Tables whose rows stay, because a ledger names them, or a printer or a creator has them, but whose columns are restored.
const UPDATED: &[&str] = &["payment", "print_job", "run"];

/// How many deeds of a bench can be taken back, at least: older ones are forgotten between scans.
const KEPT: i64 = 50;

/// A deed that can be taken back.
#[derive(Clone, Debug)]
pub struct UndoStep {
    /// Its place in the journal.
    pub seq: i64,
    /// What was said when it was done, as JSON of the sentence.
    pub said: String,
    /// What restores the rows, newest first; `None` when the world has moved on.
    pub inverse: Option<Vec<Inverse>>,
}

impl UndoStep {
    /// The ids of the rows of a table that it restores.
    pub fn rows_of<'s, T: From<Uuid> + 's>(&'s self, table: &'s str) -> impl Iterator<Item = T> + 's {
        let of_table = self.inverse.iter().flatten().filter(move |inverse| inverse.1 == table);
        of_table.filter_map(|Inverse(_, _, _, key, _)| match key.as_slice() {
            [Kept::Id { id }] => Some(T::from(*id)),
            _ => None,
        })
    }
}

/// What restores a row: what was done to it, its table, its mark and its key as the deed left it, and what was in it
/// before, by column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Inverse(Done, String, i64, Vec<Kept>, Vec<(String, Kept)>);

/// What was done to a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Done {
    #[serde(rename = "+")]
    Inserted,
    #[serde(rename = "~")]
    Updated,
    #[serde(rename = "-")]
    Deleted,
}

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

/// A column's name, and whether it is of the key.
type Column = (String, bool);

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
        let always = plain | FunctionFlags::SQLITE_DETERMINISTIC;
        self.connection
            .create_scalar_function("mark", -1, always, |call| Ok(mark((0..call.len()).map(|at| call.get_raw(at)))))?;
        let restored = RESTORED.iter().map(|table| (*table, ["INSERT", "UPDATE", "DELETE"].as_slice()));
        let updated = UPDATED.iter().map(|table| (*table, ["UPDATE"].as_slice()));
        let mut tables = HashMap::new();
        for (table, events) in restored.chain(updated) {
            let columns = self.read().columns_of(table)?;
            self.note(table, &columns, events)?;
            tables.insert(table, columns);
        }
        let notes = self.notes.clone();
        self.connection.create_scalar_function("note", -1, plain, move |call| {
            let table = call.get_raw(1).as_str()?;
            let columns = tables.get(table).ok_or_else(|| rusqlite::Error::InvalidParameterName(table.to_owned()))?;
            notes.add(told(call, columns)?);
            Ok(true)
        })?;
        Ok(())
    }

    /// Forgets what takes back deeds that are long past. Called between scans.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_old_steps(&self) -> Result<()> {
        self.connection.execute(
            "DELETE FROM undo_step WHERE (bench, seq) IN
               (SELECT bench, seq FROM
                  (SELECT bench, seq, row_number() OVER (PARTITION BY bench ORDER BY seq DESC) AS age FROM undo_step)
                WHERE age > ?1)",
            params![KEPT],
        )?;
        Ok(())
    }

    fn note(&self, table: &str, columns: &[Column], events: &[&str]) -> Result<()> {
        let all = |row: &str| columns.iter().map(|(name, _)| format!("{row}.{name}")).collect::<Vec<_>>().join(",");
        for event in events {
            let told = match *event {
                "INSERT" => format!("'+', '{table}', {}", all("NEW")),
                "UPDATE" => format!("'~', '{table}', {}, {}", all("OLD"), all("NEW")),
                _ => format!("'-', '{table}', {}", all("OLD")),
            };
            self.connection.execute_batch(&format!(
                "CREATE TEMP TRIGGER noted_{table}_{event} AFTER {event} ON main.{table}
                 WHEN noting() BEGIN SELECT note({told}); END;"
            ))?;
        }
        Ok(())
    }
}

/// What a trigger tells: what was done, the table, then the row: as it was, as it is, or both.
fn told(call: &Context<'_>, columns: &[Column]) -> rusqlite::Result<Inverse> {
    let row = |first: usize| (first..).zip(columns).map(|(at, column)| (call.get_raw(at), column));
    let (done, is, was) = match call.get_raw(0).as_str()? {
        "+" => (Done::Inserted, 2, None),
        "-" => (Done::Deleted, 2, Some(2)),
        _ => (Done::Updated, 2 + columns.len(), Some(2)),
    };
    let mut before = Vec::new();
    for ((old, (name, _)), (new, _)) in was.into_iter().flat_map(row).zip(row(is)) {
        if done == Done::Deleted || old != new {
            before.push((name.clone(), Kept::of(old)?));
        }
    }
    let key = row(is).filter(|(_, (_, of_key))| *of_key).map(|(value, _)| Kept::of(value));
    let mark = mark(row(is).map(|(value, _)| value));
    Ok(Inverse(done, call.get(1)?, mark, key.collect::<rusqlite::Result<_>>()?, before))
}

/// A mark of a row: the first bytes of the SHA-256 of its values, each with its kind and length.
fn mark<'v>(values: impl Iterator<Item = ValueRef<'v>>) -> i64 {
    let mut hash = Sha256::new();
    for value in values {
        let (kind, bytes): (u8, &[u8]) = match &value {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(whole) => (1, &whole.to_be_bytes()),
            ValueRef::Real(real) => (2, &real.to_be_bytes()),
            ValueRef::Text(text) => (3, text),
            ValueRef::Blob(blob) => (4, blob),
        };
        hash.update([kind]);
        hash.update(bytes.len().to_be_bytes());
        hash.update(bytes);
    }
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(hash.finalize());
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

impl Read<'_> {
    fn columns_of(&self, table: &str) -> Result<Vec<Column>> {
        self.rows("SELECT name, pk FROM pragma_table_info(?1)", params![table], |row| {
            Ok((row.text("name")?, row.int("pk")? > 0))
        })
    }

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
        for step in inverse {
            match self.restore(step) {
                Ok(1) => {}
                Ok(_) => return Ok(false),
                Err(StoreError::Rule { .. }) => return Ok(false),
                Err(other) => return Err(other),
            }
        }
        Ok(true)
    }

    fn restore(&self, Inverse(done, table, mark, key, before): &Inverse) -> Result<usize> {
        let columns = self.read().columns_of(table)?;
        let list = |parts: &mut dyn Iterator<Item = String>, between: &str| parts.collect::<Vec<_>>().join(between);
        let names = list(&mut columns.iter().map(|(name, _)| name.clone()), ",");
        let of_key = (1..).zip(columns.iter().filter(|(_, of_key)| *of_key));
        let is_it = list(&mut of_key.map(|(at, (name, _))| format!("{name} = ?{at}")), " AND ");
        let as_left = format!("{is_it} AND mark({names}) = ?{}", key.len() + 1);
        let values = || (key.len() + 2..).zip(before);
        let sql = match done {
            Done::Inserted => format!("DELETE FROM {table} WHERE {as_left}"),
            // Where nothing changed, a column is set to itself, so that the row must still be as the deed left it; never
            // one of the key, for SQLite would look for rows that refer to it in every table.
            Done::Updated => {
                let itself = columns.iter().find(|(_, of_key)| !of_key).map(|(name, _)| format!("{name} = {name}"));
                let set = values().map(|(at, (name, _))| format!("{name} = ?{at}"));
                format!("UPDATE {table} SET {} WHERE {as_left}", list(&mut itself.into_iter().chain(set), ","))
            }
            Done::Deleted => {
                let names = list(&mut before.iter().map(|(name, _)| name.clone()), ",");
                let places = list(&mut (1..=before.len()).map(|at| format!("?{at}")), ",");
                format!("INSERT INTO {table} ({names}) VALUES ({places})")
            }
        };
        let mark = Kept::Whole(*mark);
        let found = key.iter().chain([&mark]).filter(|_| *done != Done::Deleted);
        self.run(&sql, params_from_iter(found.chain(before.iter().map(|(_, value)| value))))
    }
}
