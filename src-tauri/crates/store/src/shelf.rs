//! Looking for items, and what moved: the office's lists, a page at a time.

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use loopdock_domain::order::ItemKind;
use loopdock_domain::{CreatorId, ItemId, PlaceId, RunId};

use crate::catalogue::{Item, to_item};
use crate::row::Columns;
use crate::{Read, Result};

/// Which items to look for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ItemSearch {
    /// Of this creator only.
    pub creator: Option<CreatorId>,
    /// Each stands in the SKU, the title or the barcode, in whatever case.
    pub words: Vec<String>,
    /// Of this kind only.
    pub kind: Option<ItemKind>,
    /// Stocked, with so many units free to promise at least and at most.
    pub available: Option<(i64, i64)>,
}

/// What there is of an item in places that can be touched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ItemBalance {
    /// Units.
    pub on_hand: i64,
    /// Of these, promised in bins, or in totes and parcels already.
    pub allocated: i64,
    /// In bins and promised to nobody.
    pub available: i64,
}

/// A movement, with the deed that it was part of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PastMovement {
    /// The entry of the journal that it belongs to.
    pub journal: i64,
    /// The deed's JSON line.
    pub entry: String,
    /// Which item.
    pub item: ItemId,
    /// Of which run.
    pub run: RunId,
    /// From where.
    pub source: PlaceId,
    /// To where.
    pub target: PlaceId,
    /// Units.
    pub qty: i64,
}

/// Whose movements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MovementsOf {
    /// Of an item, wherever it went.
    Item(ItemId),
    /// Out of a place and into it.
    Place(PlaceId),
}

/// A page of a list: what is skipped, and how much is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// So many rows stand before it.
    pub offset: u32,
    /// At most so many rows.
    pub limit: u32,
}

const FREE_UNITS: &str = "LEFT JOIN (SELECT item, sum(on_hand - allocated) AS free FROM stock
    WHERE place IN (SELECT id FROM place WHERE kind = 'bin') GROUP BY item) f ON f.item = i.id";

/// A pattern that finds `word` as it stands.
pub(crate) fn containing(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

impl ItemSearch {
    fn sql(&self) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let mut tests = vec!["TRUE".to_owned()];
        if let Some(creator) = self.creator {
            values.push(Value::Blob(creator.uuid().as_bytes().to_vec()));
            tests.push(format!("i.creator = ?{}", values.len()));
        }
        if let Some(kind) = self.kind {
            values.push(Value::Text(kind.as_str().to_owned()));
            tests.push(format!("i.kind = ?{}", values.len()));
        }
        for word in &self.words {
            values.push(Value::Text(containing(word)));
            let at = values.len();
            let like = |column: &str| format!("i.{column} LIKE ?{at} ESCAPE '\\'");
            tests.push(format!("({} OR {} OR {})", like("sku"), like("title"), like("barcode")));
        }
        let mut from = "item i".to_owned();
        if let Some((least, most)) = self.available {
            from = format!("item i {FREE_UNITS}");
            values.extend([Value::Integer(least), Value::Integer(most)]);
            let at = values.len();
            tests.push(format!("i.kind = 'stocked' AND coalesce(f.free, 0) BETWEEN ?{} AND ?{at}", at - 1));
        }
        (format!("{from} WHERE {}", tests.join(" AND ")), values)
    }
}

impl Read<'_> {
    /// Items that were looked for, by creator and SKU.
    pub fn find_items(&self, search: &ItemSearch, part: Part) -> Result<Vec<Item>> {
        let (from, mut values) = search.sql();
        values.extend([Value::Integer(part.limit.into()), Value::Integer(part.offset.into())]);
        let at = values.len();
        // What is skipped is skipped in the index; only the page is looked up.
        let sql = format!(
            "SELECT i.* FROM (SELECT i.id FROM {from} ORDER BY i.creator, i.sku LIMIT ?{} OFFSET ?{at}) w
             CROSS JOIN item i ON i.id = w.id ORDER BY i.creator, i.sku",
            at - 1
        );
        self.rows(&sql, params_from_iter(values), to_item)
    }

    /// How many items are found.
    pub fn count_items(&self, search: &ItemSearch) -> Result<i64> {
        let (from, values) = search.sql();
        self.number(&format!("SELECT count(*) FROM {from}"), params_from_iter(values))
    }

    /// What there is of an item.
    pub fn item_balance(&self, item: ItemId) -> Result<ItemBalance> {
        let balance = self.row(
            "SELECT coalesce(sum(s.on_hand), 0) AS on_hand,
                    coalesce(sum(CASE p.kind WHEN 'bin' THEN s.allocated WHEN 'tote' THEN s.on_hand
                                             WHEN 'parcel' THEN s.on_hand ELSE 0 END), 0) AS allocated,
                    coalesce(sum(iif(p.kind = 'bin', s.on_hand - s.allocated, 0)), 0) AS available
             FROM stock s JOIN place p ON p.id = s.place WHERE s.item = ?1 AND s.physical = 1",
            params![item.uuid()],
            |row| {
                Ok(ItemBalance {
                    on_hand: row.int("on_hand")?,
                    allocated: row.int("allocated")?,
                    available: row.int("available")?,
                })
            },
        )?;
        Ok(balance.unwrap_or_default())
    }

    /// Units on lines that wait for an item.
    pub fn units_wanted(&self, item: ItemId) -> Result<i64> {
        self.number("SELECT sum(qty) FROM order_line WHERE state = 'waiting' AND item = ?1", params![item.uuid()])
    }

    /// Units of a run that lie on benches and are to be put away.
    pub fn units_on_benches(&self, item: ItemId, run: RunId) -> Result<i64> {
        self.number(
            "SELECT sum(s.on_hand) FROM stock s JOIN place p ON p.id = s.place
             WHERE s.item = ?1 AND s.run = ?2 AND p.kind = 'bench'",
            params![item.uuid(), run.uuid()],
        )
    }

    /// How often something moved.
    pub fn count_movements(&self, of: MovementsOf) -> Result<i64> {
        let (which, id) = of.sql();
        self.number(&format!("SELECT count(*) FROM movement m WHERE {which}"), params![id])
    }

    /// Movements, newest first.
    pub fn movements(&self, of: MovementsOf, part: Part) -> Result<Vec<PastMovement>> {
        let (which, id) = of.sql();
        let sql = format!(
            "SELECT m.*, j.entry FROM (SELECT * FROM movement m WHERE {which}
                                    ORDER BY journal DESC, position DESC LIMIT ?2 OFFSET ?3) m
             CROSS JOIN journal j ON j.seq = m.journal ORDER BY m.journal DESC, m.position DESC"
        );
        self.rows(&sql, params![id, part.limit, part.offset], |row| {
            Ok(PastMovement {
                journal: row.int("journal")?,
                entry: row.text("entry")?,
                item: row.id("item")?,
                run: row.id("run")?,
                source: row.id("source")?,
                target: row.id("target")?,
                qty: row.int("qty")?,
            })
        })
    }
}

impl MovementsOf {
    fn sql(self) -> (&'static str, uuid::Uuid) {
        match self {
            Self::Item(item) => ("m.item = ?1", item.uuid()),
            Self::Place(place) => ("(m.source = ?1 OR m.target = ?1)", place.uuid()),
        }
    }
}
