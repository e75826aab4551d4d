//! Stocktakes of sleeves: which were to lie on the shelf, and which were seen there.

use rusqlite::params;

use loopdock_domain::sleeve::Found;
use loopdock_domain::{PlaceId, SleeveId, StocktakeId};

use crate::row::Columns;
use crate::sleeve::to_sleeve;
use crate::{Part, Read, Result, Sleeve, Write};

/// A stocktake of sleeves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stocktake {
    /// Its id.
    pub id: StocktakeId,
    /// Its short number.
    pub number: i64,
    /// The bench that does it.
    pub bench: PlaceId,
    /// When it began, milliseconds since the epoch.
    pub opened_ms: i64,
    /// When it ended, milliseconds since the epoch.
    pub closed_ms: Option<i64>,
}

/// How many sleeves a stocktake has found how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FoundCount {
    /// To be seen yet.
    pub left: u32,
    /// Where they belong.
    pub seen: u32,
    /// Where they should not be.
    pub strays: u32,
    /// Not at all.
    pub missing: u32,
}

fn to_stocktake(row: &rusqlite::Row<'_>) -> Result<Stocktake> {
    Ok(Stocktake {
        id: row.id("id")?,
        number: row.int("number")?,
        bench: row.id("bench")?,
        opened_ms: row.int("opened_ms")?,
        closed_ms: row.get("closed_ms")?,
    })
}

impl Read<'_> {
    /// A stocktake by its short number.
    pub fn stocktake_numbered(&self, number: i64) -> Result<Option<Stocktake>> {
        self.row("SELECT * FROM stocktake WHERE number = ?1", params![number], to_stocktake)
    }

    /// The one that is under way at `bench`.
    pub fn open_stocktake_at(&self, bench: PlaceId) -> Result<Option<Stocktake>> {
        let sql = "SELECT * FROM stocktake WHERE bench = ?1 AND closed_ms IS NULL";
        self.row(sql, params![bench.uuid()], to_stocktake)
    }

    /// Stocktakes, the newest first.
    pub fn stocktakes(&self, part: Part) -> Result<Vec<Stocktake>> {
        let sql = "SELECT * FROM stocktake ORDER BY number DESC LIMIT ?1 OFFSET ?2";
        self.rows(sql, params![part.limit, part.offset], to_stocktake)
    }

    /// How many these are.
    pub fn count_stocktakes(&self) -> Result<i64> {
        self.number("SELECT count(*) FROM stocktake", [])
    }

    /// How a sleeve was found; none where it was neither expected nor seen.
    pub fn found_in(&self, stocktake: StocktakeId, sleeve: SleeveId) -> Result<Option<Found>> {
        let sql = "SELECT found FROM stocktake_sleeve WHERE stocktake = ?1 AND sleeve = ?2";
        self.row(sql, params![stocktake.uuid(), sleeve.uuid()], |row| row.word("found"))
    }

    /// How many sleeves were found how.
    pub fn count_found(&self, stocktake: StocktakeId) -> Result<FoundCount> {
        let sql = "SELECT found, count(*) AS sleeves FROM stocktake_sleeve WHERE stocktake = ?1 GROUP BY found";
        let rows =
            self.rows(sql, params![stocktake.uuid()], |row| Ok((row.word::<Found>("found")?, row.count("sleeves")?)))?;
        let of = |found: Found| rows.iter().find(|(word, _)| *word == found).map_or(0, |(_, sleeves)| *sleeves);
        Ok(FoundCount {
            left: of(Found::NotYet),
            seen: of(Found::OnTheShelf),
            strays: of(Found::Stray),
            missing: of(Found::Missing),
        })
    }

    /// The sleeves that it missed and that nobody has found since, by serial.
    pub fn still_missing(&self, stocktake: StocktakeId) -> Result<Vec<Sleeve>> {
        self.rows(STILL_MISSING, params![stocktake.uuid()], to_sleeve)
    }

    /// The sleeves that were found so, by serial.
    pub fn sleeves_found(&self, stocktake: StocktakeId, found: Found) -> Result<Vec<Sleeve>> {
        self.rows(
            "SELECT s.* FROM stocktake_sleeve f JOIN sleeve s ON s.id = f.sleeve
             WHERE f.stocktake = ?1 AND f.found = ?2 ORDER BY s.serial",
            params![stocktake.uuid(), found.as_str()],
            to_sleeve,
        )
    }
}

/// Neither another count has seen it since, nor has it been away, nor does the journal name it since the count began: whoever scanned
/// its tag, bound it or put it somewhere had it in the hand. The journal is read only where one is missing by the tables.
const STILL_MISSING: &str = "WITH missed AS MATERIALIZED (
        SELECT s.* FROM stocktake t JOIN stocktake_sleeve f ON f.stocktake = t.id AND f.found = 'missing'
            JOIN sleeve s ON s.id = f.sleeve AND s.state = 'available'
        WHERE t.id = ?1 AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.sleeve = s.id AND l.opened_ms >= t.opened_ms)
            AND NOT EXISTS (SELECT 1 FROM stocktake_sleeve o JOIN stocktake n ON n.id = o.stocktake AND n.id <> t.id
                WHERE o.sleeve = s.id AND o.found IN ('on_the_shelf', 'stray') AND coalesce(n.closed_ms, n.opened_ms) >= t.opened_ms)),
    begun AS (
        SELECT j.seq FROM journal j WHERE instr(j.entry, '\"kind\":\"begin_stocktake\"') > 0
            AND j.entry ->> '$.at_ms' = (SELECT opened_ms FROM stocktake WHERE id = ?1)
        ORDER BY j.seq DESC LIMIT 1),
    named AS MATERIALIZED (
        SELECT j.entry FROM journal j WHERE j.seq > (SELECT seq FROM begun)
            AND (instr(j.entry, '\"sleeve\":\"') > 0 OR instr(j.entry, '\"serial') > 0))
    SELECT * FROM missed s WHERE NOT EXISTS (SELECT 1 FROM named n WHERE instr(n.entry, s.serial) > 0) ORDER BY s.serial";

impl Write<'_> {
    /// Begins one: every sleeve that is on the shelf by the books is to be seen.
    pub fn insert_stocktake(&self, stocktake: &Stocktake) -> Result<()> {
        self.run(
            "INSERT INTO stocktake (id, number, bench, opened_ms) VALUES (?1, ?2, ?3, ?4)",
            params![stocktake.id.uuid(), stocktake.number, stocktake.bench.uuid(), stocktake.opened_ms],
        )?;
        self.run(
            "INSERT INTO stocktake_sleeve (stocktake, sleeve, found)
             SELECT ?1, id, 'not_yet' FROM sleeve WHERE state = 'available'",
            params![stocktake.id.uuid()],
        )?;
        Ok(())
    }

    /// A sleeve was seen.
    pub fn see_sleeve(&self, stocktake: StocktakeId, sleeve: SleeveId, found: Found) -> Result<()> {
        self.run(
            "INSERT INTO stocktake_sleeve (stocktake, sleeve, found) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET found = excluded.found",
            params![stocktake.uuid(), sleeve.uuid(), found.as_str()],
        )?;
        Ok(())
    }

    /// Ends one: what was not seen is missing, unless it has left the shelf meanwhile.
    pub fn close_stocktake(&self, id: StocktakeId, at_ms: i64) -> Result<()> {
        self.run(
            "UPDATE stocktake_sleeve SET found = 'missing' WHERE stocktake = ?1 AND found = 'not_yet'
             AND (SELECT state FROM sleeve WHERE id = stocktake_sleeve.sleeve) = 'available'",
            params![id.uuid()],
        )?;
        self.run("UPDATE stocktake SET closed_ms = ?2 WHERE id = ?1", params![id.uuid(), at_ms])?;
        Ok(())
    }
}
