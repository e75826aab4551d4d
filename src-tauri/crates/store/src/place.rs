//! Places and carriers.

use rusqlite::params;

use loopdock_domain::order::CarrierKind;
use loopdock_domain::place::{PlaceKind, Position};
use loopdock_domain::{CarrierId, PlaceId};

use crate::row::Columns;
use crate::{Read, Result, Write};

/// A place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// What kind.
    pub kind: PlaceKind,
    /// Its name, unique within its kind.
    pub name: String,
    /// Where it is.
    pub position: Position,
}

/// A carrier, or the pick-up counter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carrier {
    /// Its id.
    pub id: CarrierId,
    /// The number in its code.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// A van, or a buyer at the counter.
    pub kind: CarrierKind,
}

const EMPTY_TOTES: &str = "place p WHERE kind = 'tote'
    AND NOT EXISTS (SELECT 1 FROM tote_use u WHERE u.tote = p.id)
    AND NOT EXISTS (SELECT 1 FROM stock s WHERE s.place = p.id AND s.on_hand > 0)";

fn to_place(row: &rusqlite::Row<'_>) -> Result<Place> {
    Ok(Place { id: row.id("id")?, kind: row.word("kind")?, name: row.text("name")?, position: position(row)? })
}

pub(crate) fn position(row: &rusqlite::Row<'_>) -> Result<Position> {
    Ok(Position { x_mm: row.int("x_mm")?, y_mm: row.int("y_mm")?, z_mm: row.int("z_mm")? })
}

fn to_carrier(row: &rusqlite::Row<'_>) -> Result<Carrier> {
    Ok(Carrier { id: row.id("id")?, number: row.int("number")?, name: row.text("name")?, kind: row.word("kind")? })
}

impl Read<'_> {
    /// A place by its id.
    pub fn place(&self, id: PlaceId) -> Result<Option<Place>> {
        self.row("SELECT * FROM place WHERE id = ?1", params![id.uuid()], to_place)
    }

    /// A place by its kind and name.
    pub fn place_named(&self, kind: PlaceKind, name: &str) -> Result<Option<Place>> {
        self.row("SELECT * FROM place WHERE kind = ?1 AND name = ?2", params![kind.as_str(), name], to_place)
    }

    /// Every place of a kind, by name.
    pub fn places(&self, kind: PlaceKind) -> Result<Vec<Place>> {
        self.rows("SELECT * FROM place WHERE kind = ?1 ORDER BY name", params![kind.as_str()], to_place)
    }

    /// Totes that carry nothing and nobody's order, by name.
    pub fn empty_totes(&self, limit: u32) -> Result<Vec<Place>> {
        self.rows(
            &format!("SELECT * FROM {EMPTY_TOTES} ORDER BY length(name), name LIMIT ?1"),
            params![limit],
            to_place,
        )
    }

    /// How many totes carry nothing and nobody's order, counted up to `limit`.
    pub fn count_empty_totes(&self, limit: u32) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {EMPTY_TOTES} LIMIT ?1)");
        self.count(&sql, params![limit])
    }

    /// A carrier by its id.
    pub fn carrier(&self, id: CarrierId) -> Result<Option<Carrier>> {
        self.row("SELECT * FROM carrier WHERE id = ?1", params![id.uuid()], to_carrier)
    }

    /// A carrier by the number in its code.
    pub fn carrier_numbered(&self, number: i64) -> Result<Option<Carrier>> {
        self.row("SELECT * FROM carrier WHERE number = ?1", params![number], to_carrier)
    }

    /// A carrier by its name.
    pub fn carrier_named(&self, name: &str) -> Result<Option<Carrier>> {
        self.row("SELECT * FROM carrier WHERE name = ?1", params![name], to_carrier)
    }

    /// The carriers of this name, in whatever case it is written, by number.
    pub fn carriers_called(&self, name: &str) -> Result<Vec<Carrier>> {
        let called = name.trim().to_lowercase();
        let mut carriers = self.carriers()?;
        carriers.retain(|carrier| carrier.name.to_lowercase() == called);
        Ok(carriers)
    }

    /// Every carrier, by number.
    pub fn carriers(&self) -> Result<Vec<Carrier>> {
        self.rows("SELECT * FROM carrier ORDER BY number", [], to_carrier)
    }
}

impl Write<'_> {
    /// Adds a place.
    pub fn insert_place(&self, place: &Place) -> Result<()> {
        self.run(
            "INSERT INTO place (id, kind, name, x_mm, y_mm, z_mm) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                place.id.uuid(),
                place.kind.as_str(),
                place.name,
                place.position.x_mm,
                place.position.y_mm,
                place.position.z_mm
            ],
        )?;
        Ok(())
    }

    /// Adds a carrier.
    pub fn insert_carrier(&self, carrier: &Carrier) -> Result<()> {
        self.run(
            "INSERT INTO carrier (id, number, name, kind) VALUES (?1, ?2, ?3, ?4)",
            params![carrier.id.uuid(), carrier.number, carrier.name, carrier.kind.as_str()],
        )?;
        Ok(())
    }

    /// Says whether a carrier is a van or the counter.
    pub fn update_carrier(&self, id: CarrierId, kind: CarrierKind) -> Result<()> {
        self.run("UPDATE carrier SET kind = ?2 WHERE id = ?1", params![id.uuid(), kind.as_str()])?;
        Ok(())
    }
}
