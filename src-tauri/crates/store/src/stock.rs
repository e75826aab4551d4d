//! The stock ledger: movements between places, and what lies where by their sum.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use loopdock_domain::{ItemId, PlaceId, RunId};

use crate::row::Columns;
use crate::{Read, Result, Write};

/// Units of an item and run that went from one place to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Movement {
    /// Which item.
    pub item: ItemId,
    /// Of which run.
    pub run: RunId,
    /// From where.
    pub source: PlaceId,
    /// To where.
    pub target: PlaceId,
    /// Units, above zero.
    pub qty: i64,
}

/// What lies at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holding {
    /// Where.
    pub place: PlaceId,
    /// Which item.
    pub item: ItemId,
    /// Of which run.
    pub run: RunId,
    /// Units.
    pub on_hand: i64,
    /// Units of these that are promised to order lines.
    pub allocated: i64,
}

fn to_holding(row: &rusqlite::Row<'_>) -> Result<Holding> {
    Ok(Holding {
        place: row.id("place")?,
        item: row.id("item")?,
        run: row.id("run")?,
        on_hand: row.int("on_hand")?,
        allocated: row.int("allocated")?,
    })
}

pub(crate) fn to_movement(row: &rusqlite::Row<'_>) -> Result<Movement> {
    Ok(Movement {
        item: row.id("item")?,
        run: row.id("run")?,
        source: row.id("source")?,
        target: row.id("target")?,
        qty: row.int("qty")?,
    })
}

impl Read<'_> {
    /// Units of a run that were carried from `bench` into bins and totes after the entry `seq`, without those carried back.
    pub fn carried_away(&self, bench: PlaceId, (item, run): (ItemId, RunId), seq: i64) -> Result<i64> {
        self.number(
            "SELECT coalesce(sum(iif(m.source = ?1, m.qty, -m.qty)), 0) FROM movement m
             JOIN place p ON p.id = iif(m.source = ?1, m.target, m.source)
             WHERE m.journal > ?4 AND m.item = ?2 AND m.run = ?3 AND ?1 IN (m.source, m.target)
                 AND p.kind IN ('bin', 'tote', 'bench', 'parcel')",
            params![bench.uuid(), item.uuid(), run.uuid(), seq],
        )
    }

    /// Whether there is any bin.
    pub fn has_bins(&self) -> Result<bool> {
        Ok(self.number("SELECT EXISTS (SELECT 1 FROM place WHERE kind = 'bin')", [])? > 0)
    }

    /// Whether anything lies in a bin.
    pub fn has_goods(&self) -> Result<bool> {
        let in_bins = "SELECT EXISTS (SELECT 1 FROM place p CROSS JOIN stock s ON s.place = p.id
                       WHERE p.kind = 'bin' AND s.on_hand > 0)";
        Ok(self.number(in_bins, [])? > 0)
    }

    /// Of each item that lies at `place`, the bins where it lies as well, in walking order.
    pub fn bins_with_what_is_at(&self, place: PlaceId) -> Result<Vec<(ItemId, String)>> {
        self.rows(
            "SELECT DISTINCT s.item, p.name FROM stock here
             CROSS JOIN stock s ON s.item = here.item CROSS JOIN place p ON p.id = s.place
             WHERE here.place = ?1 AND here.on_hand > 0 AND s.on_hand > 0 AND p.kind = 'bin'
             ORDER BY p.x_mm, p.y_mm, p.z_mm, p.name",
            params![place.uuid()],
            |row| Ok((row.id("item")?, row.text("name")?)),
        )
    }

    /// Everything at `place`, by item and age of the run.
    pub fn holdings_at(&self, place: PlaceId) -> Result<Vec<Holding>> {
        self.rows(
            "SELECT s.* FROM stock s JOIN run r ON r.id = s.run JOIN item i ON i.id = s.item
             WHERE s.place = ?1 AND s.on_hand > 0 ORDER BY i.number, r.number",
            params![place.uuid()],
            to_holding,
        )
    }

    /// `item` at `place`, oldest run first.
    pub fn holdings_of(&self, place: PlaceId, item: ItemId) -> Result<Vec<Holding>> {
        self.rows(
            "SELECT s.* FROM stock s JOIN run r ON r.id = s.run
             WHERE s.place = ?1 AND s.item = ?2 AND s.on_hand > 0 ORDER BY r.number",
            params![place.uuid(), item.uuid()],
            to_holding,
        )
    }

    /// What can be promised of `item`: units in bins that nobody counts just now, oldest run first, then by place.
    pub fn available(&self, item: ItemId) -> Result<Vec<Holding>> {
        self.rows(
            "SELECT s.* FROM stock s
             JOIN place p ON p.id = s.place
             JOIN run r ON r.id = s.run
             WHERE s.item = ?1 AND p.kind = 'bin' AND s.on_hand > s.allocated
               AND NOT EXISTS (SELECT 1 FROM bin_count c WHERE c.bin = s.place AND c.item = s.item AND c.state = 'open')
             ORDER BY r.number, p.x_mm, p.y_mm, p.z_mm, p.name",
            params![item.uuid()],
            to_holding,
        )
    }

    /// Where units of `item` lie that can be touched, at most `limit` rows.
    pub fn lots_of(&self, item: ItemId, limit: u32) -> Result<Vec<Holding>> {
        self.rows(
            "SELECT s.* FROM stock s JOIN place p ON p.id = s.place
             WHERE s.item = ?1 AND s.physical = 1 AND s.on_hand > 0
             ORDER BY p.kind = 'parcel', p.kind, p.x_mm, p.y_mm, p.z_mm, p.name LIMIT ?2",
            params![item.uuid(), limit],
            to_holding,
        )
    }

    /// Every non-zero balance: all places, virtual ones too.
    pub fn all_holdings(&self) -> Result<Vec<Holding>> {
        self.rows("SELECT * FROM stock WHERE on_hand <> 0 ORDER BY place, item, run", [], to_holding)
    }

    /// The movements of the deed at `journal`, in order.
    pub fn movements_of(&self, journal: i64) -> Result<Vec<Movement>> {
        self.rows("SELECT * FROM movement WHERE journal = ?1 ORDER BY position", params![journal], to_movement)
    }
}

impl Write<'_> {
    /// Moves units. The tables refuse to take a physical place below zero or below what is promised of it.
    pub fn move_units(&self, journal: i64, movement: &Movement) -> Result<()> {
        self.run(
            "INSERT INTO movement (journal, position, item, run, source, target, qty)
             SELECT ?1, 1 + coalesce(max(position), 0), ?2, ?3, ?4, ?5, ?6 FROM movement WHERE journal = ?1",
            params![
                journal,
                movement.item.uuid(),
                movement.run.uuid(),
                movement.source.uuid(),
                movement.target.uuid(),
                movement.qty
            ],
        )?;
        Ok(())
    }
}
