//! Parcels, and the codes of labels that were voided.

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};
use uuid::Uuid;

use loopdock_domain::bench::ParcelState;
use loopdock_domain::{CarrierId, CohortId, HandoverId, ItemId, LineId, OrderId, ParcelId, PlaceId, SleeveId, TermsId};

use crate::catalogue::{Item, to_item};
use crate::row::Columns;
use crate::{Part, Read, Result, Write};

/// A packed order or part of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parcel {
    /// Its id, and its place's.
    pub id: ParcelId,
    /// Of which order.
    pub order: OrderId,
    /// Its short number; none before it was closed.
    pub number: Option<i64>,
    /// Where it is.
    pub state: ParcelState,
    /// The bench that packs or packed it.
    pub bench: PlaceId,
    /// Who takes it.
    pub carrier: CarrierId,
    /// The sleeve that it is in.
    pub sleeve: Option<SleeveId>,
    /// Grams.
    pub weight_g: Option<u32>,
    /// The handover that it is on.
    pub handover: Option<HandoverId>,
    /// What its return slip promises about the sleeve; none before it was closed, and where nothing is owed.
    pub terms: Option<TermsId>,
    /// The cohort whose terms these are; of none where they are those of all other buyers.
    pub cohort: Option<CohortId>,
}

/// What must be in a parcel for one component of one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ParcelLine {
    /// For which line.
    pub line: LineId,
    /// Which item.
    pub item: ItemId,
    /// Units.
    pub expected: u32,
}

/// An item of a parcel: how many must be in it, and how many are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParcelContent {
    /// Which item.
    pub item: Item,
    /// Units that must be in, over all lines.
    pub expected: u32,
    /// Units that are in.
    pub inside: u32,
}

/// What of a parcel changes, by column.
fn changing(parcel: &Parcel) -> [(&'static str, Value); 8] {
    [
        ("number", parcel.number.into()),
        ("state", parcel.state.as_str().to_owned().into()),
        ("bench", id(parcel.bench.uuid())),
        ("sleeve", parcel.sleeve.map(|sleeve| id(sleeve.uuid())).into()),
        ("weight_g", parcel.weight_g.into()),
        ("handover", parcel.handover.map(|handover| id(handover.uuid())).into()),
        ("terms", parcel.terms.map(|terms| id(terms.uuid())).into()),
        ("cohort", parcel.cohort.map(|cohort| id(cohort.uuid())).into()),
    ]
}

fn id(uuid: Uuid) -> Value {
    Value::Blob(uuid.into_bytes().to_vec())
}

fn to_parcel(row: &rusqlite::Row<'_>) -> Result<Parcel> {
    Ok(Parcel {
        id: row.id("id")?,
        order: row.id("customer_order")?,
        number: row.get("number")?,
        state: row.word("state")?,
        bench: row.id("bench")?,
        carrier: row.id("carrier")?,
        sleeve: row.maybe_id("sleeve")?,
        weight_g: row.get("weight_g")?,
        handover: row.maybe_id("handover")?,
        terms: row.maybe_id("terms")?,
        cohort: row.maybe_id("cohort")?,
    })
}

impl Read<'_> {
    /// A parcel by its id.
    pub fn parcel(&self, id: ParcelId) -> Result<Option<Parcel>> {
        self.row("SELECT * FROM parcel WHERE id = ?1", params![id.uuid()], to_parcel)
    }

    /// A parcel by its short number.
    pub fn parcel_numbered(&self, number: i64) -> Result<Option<Parcel>> {
        self.row("SELECT * FROM parcel WHERE number = ?1", params![number], to_parcel)
    }

    /// The parcels of an order by number, those that have none yet last.
    pub fn parcels_of(&self, order: OrderId) -> Result<Vec<Parcel>> {
        self.rows(
            "SELECT * FROM parcel WHERE customer_order = ?1 ORDER BY number IS NULL, number",
            params![order.uuid()],
            to_parcel,
        )
    }

    /// The parcels that are being packed at `bench`, the order that was promised first, first.
    pub fn parcels_begun_at(&self, bench: PlaceId) -> Result<Vec<Parcel>> {
        self.rows(
            "SELECT p.* FROM parcel p INDEXED BY one_open_parcel_per_order
             CROSS JOIN customer_order o ON o.id = p.customer_order
             WHERE p.state = 'packing' AND p.bench = ?1 ORDER BY o.promise_ms, o.number",
            params![bench.uuid()],
            to_parcel,
        )
    }

    /// Packed parcels that wait for a carrier, oldest first.
    pub fn parcels_waiting(&self, carrier: CarrierId, part: Part) -> Result<Vec<Parcel>> {
        let sql = "SELECT * FROM parcel WHERE carrier = ?1 AND state = 'packed' ORDER BY number LIMIT ?2 OFFSET ?3";
        self.rows(sql, params![carrier.uuid(), part.limit, part.offset], to_parcel)
    }

    /// Packed parcels that wait for a carrier.
    pub fn count_parcels_waiting(&self, carrier: CarrierId) -> Result<u32> {
        self.count("SELECT count(*) FROM parcel WHERE carrier = ?1 AND state = 'packed'", params![carrier.uuid()])
    }

    /// How many parcels are on a handover.
    pub fn count_parcels_on(&self, handover: HandoverId) -> Result<u32> {
        self.count("SELECT count(*) FROM parcel WHERE handover = ?1", params![handover.uuid()])
    }

    /// The parcels on a handover, in the sequence of their numbers.
    pub fn parcels_on(&self, handover: HandoverId, part: Part) -> Result<Vec<Parcel>> {
        let sql = "SELECT * FROM parcel WHERE handover = ?1 ORDER BY number LIMIT ?2 OFFSET ?3";
        self.rows(sql, params![handover.uuid(), part.limit, part.offset], to_parcel)
    }

    /// What must be in a parcel, by line.
    pub fn parcel_lines(&self, parcel: ParcelId) -> Result<Vec<ParcelLine>> {
        self.rows(
            "SELECT pl.line, pl.item, pl.expected FROM parcel_line pl JOIN order_line l ON l.id = pl.line
             WHERE pl.parcel = ?1 ORDER BY l.position, pl.item",
            params![parcel.uuid()],
            |row| Ok(ParcelLine { line: row.id("line")?, item: row.id("item")?, expected: row.count("expected")? }),
        )
    }

    /// What must be in a parcel and what is, by item, in the sequence of the order's lines.
    pub fn parcel_content(&self, parcel: ParcelId) -> Result<Vec<ParcelContent>> {
        self.rows(
            "SELECT i.*, sum(pl.expected) AS expected,
                (SELECT coalesce(sum(s.on_hand), 0) FROM stock s WHERE s.place = ?1 AND s.item = i.id) AS inside
             FROM parcel_line pl JOIN order_line l ON l.id = pl.line JOIN item i ON i.id = pl.item
             WHERE pl.parcel = ?1 GROUP BY i.id ORDER BY min(l.position), i.id",
            params![parcel.uuid()],
            |row| {
                Ok(ParcelContent {
                    item: to_item(row)?,
                    expected: row.count("expected")?,
                    inside: row.count("inside")?,
                })
            },
        )
    }

    /// The newest parcel on a handover.
    pub fn newest_parcel_on(&self, handover: HandoverId) -> Result<Option<Parcel>> {
        let sql = "SELECT * FROM parcel WHERE handover = ?1 ORDER BY number DESC LIMIT 1";
        self.row(sql, params![handover.uuid()], to_parcel)
    }

    /// The parcel whose label had this code, if the label was voided.
    pub fn voided(&self, kind: &str, number: &str) -> Result<Option<Parcel>> {
        self.row(
            "SELECT p.* FROM voided_code v JOIN parcel p ON p.id = v.parcel WHERE v.kind = ?1 AND v.number = ?2",
            params![kind, number],
            to_parcel,
        )
    }
}

impl Write<'_> {
    /// Adds a parcel with what must be in it. Its place must exist.
    pub fn insert_parcel(&self, parcel: &Parcel, lines: &[ParcelLine]) -> Result<()> {
        self.run(
            "INSERT INTO parcel (id, customer_order, number, state, bench, carrier, sleeve, weight_g, handover, terms,
                 cohort)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                parcel.id.uuid(),
                parcel.order.uuid(),
                parcel.number,
                parcel.state.as_str(),
                parcel.bench.uuid(),
                parcel.carrier.uuid(),
                parcel.sleeve.map(SleeveId::uuid),
                parcel.weight_g,
                parcel.handover.map(HandoverId::uuid),
                parcel.terms.map(TermsId::uuid),
                parcel.cohort.map(CohortId::uuid)
            ],
        )?;
        for line in lines {
            self.run(
                "INSERT INTO parcel_line (parcel, line, item, expected) VALUES (?1, ?2, ?3, ?4)",
                params![parcel.id.uuid(), line.line.uuid(), line.item.uuid(), line.expected],
            )?;
        }
        Ok(())
    }

    /// Writes what is otherwise in `after` than in `before`, and nothing else: every index of a column that a statement
    /// sets is written anew, though its value is the same.
    pub fn update_parcel(&self, before: &Parcel, after: &Parcel) -> Result<()> {
        let differs = changing(before).into_iter().zip(changing(after)).filter(|(before, after)| before != after);
        let (set, mut values): (Vec<String>, Vec<Value>) =
            (2..).zip(differs).map(|(at, (_, (name, value)))| (format!("{name} = ?{at}"), value)).unzip();
        if !set.is_empty() {
            values.insert(0, id(after.id.uuid()));
            self.run(&format!("UPDATE parcel SET {} WHERE id = ?1", set.join(", ")), params_from_iter(values))?;
        }
        Ok(())
    }

    /// Notes what a parcel weighs.
    pub fn weigh_parcel(&self, id: ParcelId, weight_g: u32) -> Result<()> {
        self.run("UPDATE parcel SET weight_g = ?2 WHERE id = ?1", params![id.uuid(), weight_g])?;
        Ok(())
    }

    /// Notes that a printed code is good for nothing any more.
    pub fn void_code(&self, kind: &str, number: &str, parcel: ParcelId) -> Result<()> {
        self.run(
            "INSERT INTO voided_code (kind, number, parcel) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![kind, number, parcel.uuid()],
        )?;
        Ok(())
    }
}
