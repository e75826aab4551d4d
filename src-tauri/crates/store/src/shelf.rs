//! Looking for items, and what moved: the office's lists, a page at a time.

use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use loopdock_domain::order::ItemKind;
use loopdock_domain::{CreatorId, ItemId, PlaceId, RunId};

use crate::catalogue::{Item, to_item};
use crate::part::containing;
use crate::row::Columns;
use crate::stock::to_movement;
use crate::{Movement, Part, Read, Result};

/// Which items to look for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ItemSearch {
    /// Of this creator only.
    pub creator: Option<CreatorId>,
    /// Each begins a word of the SKU, the title or the barcode, in whatever case and with or without accents.
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
    /// Its place among the movements of that entry.
    pub position: i64,
    /// The deed's JSON line.
    pub entry: String,
    /// What moved.
    pub movement: Movement,
}

/// What a look back at the ledger came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LookBack {
    /// The movements that were found, newest first.
    pub found: Vec<PastMovement>,
    /// Entries before this one were not looked at; `None` at the journal's beginning.
    pub before: Option<i64>,
    /// The journal's newest entry.
    pub newest: i64,
}

/// Whose movements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MovementsOf {
    /// Of an item, wherever it went.
    Item(ItemId),
    /// Out of a place and into it.
    Place(PlaceId),
}

/// What is free of every item that lies in a bin.
const FREE_UNITS: &str = "(SELECT item, sum(on_hand - allocated) AS free FROM stock
    WHERE place IN (SELECT id FROM place WHERE kind = 'bin') GROUP BY item)";

/// What is free of one item.
const FREE_UNITS_OF_IT: &str = "(SELECT sum(s.on_hand - s.allocated) FROM stock s JOIN place p ON p.id = s.place
    WHERE s.item = i.id AND p.kind = 'bin')";

/// Of more items than this, what is free is summed up at once and not one by one.
const FEW: i64 = 1_000;

/// Whether the index, which knows words by the spaces and signs around them, can find `word`: not in scripts that are
/// written without spaces, and not where it is all signs.
fn is_indexed(word: &str) -> bool {
    let unspaced = |letter: char| {
        matches!(u32::from(letter), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff
        | 0x2e80..=0xa4cf | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
    };
    word.chars().any(char::is_alphanumeric) && !word.chars().any(unspaced)
}

/// How items are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As they are sorted, one after the other.
    Items,
    /// Those that the index of words finds.
    Hits,
    /// The same, when they are few.
    FewHits,
}

/// The tables that a search reads, and its conditions with their parameters.
struct Plan {
    tables: String,
    conditions: String,
    values: Vec<Value>,
}

impl ItemSearch {
    /// The words that the index knows, and the others.
    fn words(&self) -> (Vec<&str>, Vec<&str>) {
        self.words.iter().map(String::as_str).partition(|word| is_indexed(word))
    }

    /// Whether words choose the items.
    fn has_words(&self) -> bool {
        self.words.iter().any(|word| is_indexed(word))
    }

    /// Whether the index alone can say how many there are.
    fn is_counted_by_index(&self) -> bool {
        let asks = self.has_words() || self.creator.is_some() || self.kind.is_some();
        asks && self.words().1.is_empty() && self.available.is_none()
    }

    fn plan(&self, reading: Reading) -> Plan {
        let (begun, others) = self.words();
        let mut values = Vec::new();
        let mut tests = vec!["TRUE".to_owned()];
        let mut tables = "item i".to_owned();
        if let Reading::Items = reading {
            if let Some(creator) = self.creator {
                values.push(Value::Blob(creator.uuid().as_bytes().to_vec()));
                tests.push(format!("i.creator = ?{}", values.len()));
            }
            if let Some(kind) = self.kind {
                values.push(Value::Text(kind.as_str().to_owned()));
                tests.push(format!("i.kind = ?{}", values.len()));
            }
        } else {
            let mut asked: Vec<String> =
                begun.iter().map(|word| format!("words : \"{}\"*", word.replace('"', "\"\""))).collect();
            asked.extend(self.creator.map(|creator| format!("creator : \"{}\"", creator.uuid().simple())));
            asked.extend(self.kind.map(|kind| format!("kind : \"{kind}\"")));
            values.push(Value::Text(asked.join(" AND ")));
            tests.push("item_search MATCH ?1".to_owned());
            tables = "item_search w CROSS JOIN item i ON i.number = w.rowid".to_owned();
        }
        for word in others {
            values.push(Value::Text(containing(word)));
            let at = values.len();
            let like = |column: &str| format!("i.{column} LIKE ?{at} ESCAPE '\\'");
            tests.push(format!("({} OR {} OR {})", like("sku"), like("title"), like("barcode")));
        }
        if let Some((least, most)) = self.available {
            let free = if let Reading::FewHits = reading {
                FREE_UNITS_OF_IT
            } else {
                tables = format!("{tables} LEFT JOIN {FREE_UNITS} f ON f.item = i.id");
                "f.free"
            };
            values.extend([Value::Integer(least), Value::Integer(most)]);
            let at = values.len();
            tests.push(format!("i.kind = 'stocked' AND coalesce({free}, 0) BETWEEN ?{} AND ?{at}", at - 1));
        }
        Plan { tables, conditions: tests.join(" AND "), values }
    }
}

impl Read<'_> {
    /// Items that were looked for: by creator and SKU, or, where words choose them, in the sequence in which they came.
    pub fn find_items(&self, search: &ItemSearch, part: Part) -> Result<Vec<Item>> {
        let reading = self.way_to(search)?;
        let Plan { tables, conditions, mut values } = search.plan(reading);
        values.extend([Value::Integer(part.limit.into()), Value::Integer(part.offset.into())]);
        let at = values.len();
        let page = format!("LIMIT ?{} OFFSET ?{at}", at - 1);
        let sql = if reading != Reading::Items {
            // The index hands out its rows by their number: a page of them is read, however many there are.
            format!("SELECT i.* FROM {tables} WHERE {conditions} ORDER BY w.rowid {page}")
        } else {
            // What is skipped is skipped in the index; only the page is looked up.
            format!(
                "SELECT i.* FROM (SELECT i.id FROM {tables} WHERE {conditions} ORDER BY i.creator, i.sku {page}) w
                 CROSS JOIN item i ON i.id = w.id ORDER BY i.creator, i.sku"
            )
        };
        self.rows(&sql, params_from_iter(values), to_item)
    }

    /// How many items are found.
    pub fn count_items(&self, search: &ItemSearch) -> Result<i64> {
        if search.is_counted_by_index() {
            let Plan { conditions, values, .. } = search.plan(Reading::Hits);
            return self
                .number(&format!("SELECT count(*) FROM item_search WHERE {conditions}"), params_from_iter(values));
        }
        let Plan { tables, conditions, values } = search.plan(self.way_to(search)?);
        self.number(&format!("SELECT count(*) FROM {tables} WHERE {conditions}"), params_from_iter(values))
    }

    fn way_to(&self, search: &ItemSearch) -> Result<Reading> {
        if !search.has_words() {
            return Ok(Reading::Items);
        }
        if search.available.is_none() {
            return Ok(Reading::Hits);
        }
        let indexed = search.words().0.into_iter().map(str::to_owned).collect();
        let hits = self.count_items(&ItemSearch { words: indexed, available: None, ..search.clone() })?;
        Ok(if hits > FEW { Reading::Hits } else { Reading::FewHits })
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

    /// The newest movements of entries before `before`, some `limit` of them, among the `entries` that precede it.
    ///
    /// The ledger has no index by item or place: each would cost every scan. So it is read backwards, a stretch at a time.
    pub fn look_back(&self, of: MovementsOf, before: Option<i64>, limit: u32, entries: u32) -> Result<LookBack> {
        let (which, id) = of.sql();
        let newest = self.journal_end()?.0;
        let end = before.unwrap_or(newest + 1);
        let start = end.saturating_sub(entries.into()).max(1);
        let look = |within: &str, (from, to): (i64, i64), limit: i64| {
            let sql = format!(
                "SELECT m.*, j.entry FROM (SELECT * FROM movement m WHERE {within} AND {which}
                                           ORDER BY journal DESC, position DESC LIMIT ?4) m
                 CROSS JOIN journal j ON j.seq = m.journal ORDER BY m.journal DESC, m.position DESC"
            );
            self.rows(&sql, params![id, from, to, limit], to_past_movement)
        };
        let mut found = look("m.journal >= ?2 AND m.journal < ?3", (start, end), limit.into())?;
        let is_full = u32::try_from(found.len()).is_ok_and(|many| many >= limit);
        let mut reached = start;
        if let Some(last) = found.last().filter(|_| is_full) {
            // An entry is told whole: the next look begins before it.
            reached = last.journal;
            found.extend(look("m.journal = ?2 AND m.position < ?3", (last.journal, last.position), -1)?);
        }
        Ok(LookBack { found, before: (reached > 1).then_some(reached), newest })
    }
}

fn to_past_movement(row: &rusqlite::Row<'_>) -> Result<PastMovement> {
    Ok(PastMovement {
        journal: row.int("journal")?,
        position: row.int("position")?,
        entry: row.text("entry")?,
        movement: to_movement(row)?,
    })
}

impl MovementsOf {
    fn sql(self) -> (&'static str, uuid::Uuid) {
        match self {
            Self::Item(item) => ("m.item = ?1", item.uuid()),
            Self::Place(place) => ("(m.source = ?1 OR m.target = ?1)", place.uuid()),
        }
    }
}
