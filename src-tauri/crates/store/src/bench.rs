//! Benches and where they stand.

use rusqlite::params;

use loopdock_domain::PlaceId;

use crate::row::Columns;
use crate::{Read, Result, Write};

/// A bench with its state as it was stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BenchRow {
    /// Its place.
    pub place: PlaceId,
    /// Its name.
    pub name: String,
    /// Its state as JSON, of whichever version.
    pub state: String,
}

fn to_bench(row: &rusqlite::Row<'_>) -> Result<BenchRow> {
    Ok(BenchRow { place: row.id("place")?, name: row.text("name")?, state: row.text("state")? })
}

const BENCHES: &str = "SELECT b.place, p.name, b.state FROM bench b JOIN place p ON p.id = b.place";

impl Read<'_> {
    /// A bench by its name.
    pub fn bench_named(&self, name: &str) -> Result<Option<BenchRow>> {
        self.row(&format!("{BENCHES} WHERE p.kind = 'bench' AND p.name = ?1"), params![name], to_bench)
    }

    /// Every bench, by name.
    pub fn benches(&self) -> Result<Vec<BenchRow>> {
        self.rows(&format!("{BENCHES} ORDER BY p.name"), [], to_bench)
    }
}

impl Write<'_> {
    /// Adds a bench at its place.
    pub fn insert_bench(&self, place: PlaceId, state: &str) -> Result<()> {
        self.run("INSERT INTO bench (place, state) VALUES (?1, ?2)", params![place.uuid(), state])?;
        Ok(())
    }

    /// Notes where a bench stands.
    pub fn set_bench(&self, place: PlaceId, state: &str) -> Result<()> {
        self.run("UPDATE bench SET state = ?2 WHERE place = ?1", params![place.uuid(), state])?;
        Ok(())
    }
}
