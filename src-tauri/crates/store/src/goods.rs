//! Goods that came back: which units of which parcel, how they look and where they went.

use rusqlite::params;

use loopdock_domain::goods::{GoesTo, GoodsState, Grade, ReturnReason};
use loopdock_domain::picture::Media;
use loopdock_domain::{CreatorId, GoodsReturnId, ItemId, ParcelId, PlaceId, ReturnedUnitId, RunId};

use crate::row::Columns;
use crate::{Part, Read, Result, Write};

/// Goods that came back together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoodsReturn {
    /// Its id.
    pub id: GoodsReturnId,
    /// Its short number.
    pub number: i64,
    /// Whose goods they are.
    pub creator: CreatorId,
    /// The parcel that they left in; none where nobody knows.
    pub parcel: Option<ParcelId>,
    /// The bench that unpacked them.
    pub bench: PlaceId,
    /// Where it stands.
    pub state: GoodsState,
    /// When they came, milliseconds since the epoch.
    pub opened_ms: i64,
    /// Days since the parcel had left, by the hub's calendar.
    pub days: Option<i64>,
    /// Days within which they were to come back, by the creator's rule of that time.
    pub window_days: Option<u32>,
    /// What the creator said came of it; empty before.
    pub reference: String,
    /// What the buyer got, in minor units of the order's currency, or the creator's without one, where the creator said.
    pub refunded_minor: Option<i64>,
    /// When the creator said so, milliseconds since the epoch.
    pub done_ms: Option<i64>,
}

impl GoodsReturn {
    /// Days by which it came later than the creator's rule allowed; 0 where it did not.
    #[must_use]
    pub fn late_days(&self) -> i64 {
        self.days.zip(self.window_days).map_or(0, |(days, window)| (days - i64::from(window)).max(0))
    }
}

/// A unit that came back, or was to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReturnedUnit {
    /// Its id.
    pub id: ReturnedUnitId,
    /// With which goods.
    pub goods_return: GoodsReturnId,
    /// The parcel that it left in.
    pub parcel: Option<ParcelId>,
    /// Of which item.
    pub item: ItemId,
    /// Of which run.
    pub run: RunId,
    /// Which of those that left in the parcel, from 1.
    pub nth: i64,
    /// The deed that counted it.
    pub journal: i64,
    /// How it looks.
    pub grade: Grade,
    /// Where it goes.
    pub goes_to: GoesTo,
    /// Why it was sent.
    pub reason: ReturnReason,
    /// Where it lies in the books; nowhere when it is not here.
    pub place: Option<PlaceId>,
    /// What its photo is written in, where there is one.
    pub media: Option<Media>,
}

/// Units of an item and run that left in a parcel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shipped {
    /// Which item.
    pub item: ItemId,
    /// Of which run.
    pub run: RunId,
    /// Units that left.
    pub left: i64,
    /// Of these, units that were counted as back.
    pub back: i64,
}

/// How many units of an item and run came back for a reason, and how they looked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReasonCount {
    /// Which item.
    pub item: ItemId,
    /// Of which run.
    pub run: RunId,
    /// Why.
    pub reason: ReturnReason,
    /// How they look.
    pub grade: Grade,
    /// Units.
    pub units: i64,
}

fn to_return(row: &rusqlite::Row<'_>) -> Result<GoodsReturn> {
    Ok(GoodsReturn {
        id: row.id("id")?,
        number: row.int("number")?,
        creator: row.id("creator")?,
        parcel: row.maybe_id("parcel")?,
        bench: row.id("bench")?,
        state: row.word("state")?,
        opened_ms: row.int("opened_ms")?,
        days: row.get("days")?,
        window_days: row.get("window_days")?,
        reference: row.text("reference")?,
        refunded_minor: row.get("refunded_minor")?,
        done_ms: row.get("done_ms")?,
    })
}

/// Only what is asked for stands in the condition, so that an index finds it.
fn which_returns(state: Option<GoodsState>, creator: Option<CreatorId>) -> String {
    let state = if state.is_some() { "state = ?1" } else { "?1 IS NULL" };
    let creator = if creator.is_some() { "creator = ?2" } else { "?2 IS NULL" };
    format!("goods_return WHERE {state} AND {creator}")
}

pub(crate) fn to_unit(row: &rusqlite::Row<'_>) -> Result<ReturnedUnit> {
    Ok(ReturnedUnit {
        id: row.id("id")?,
        goods_return: row.id("goods_return")?,
        parcel: row.maybe_id("parcel")?,
        item: row.id("item")?,
        run: row.id("run")?,
        nth: row.int("nth")?,
        journal: row.int("journal")?,
        grade: row.word("grade")?,
        goes_to: row.word("goes_to")?,
        reason: row.word("reason")?,
        place: row.maybe_id("place")?,
        media: row.maybe_word("media")?,
    })
}

impl Read<'_> {
    /// Goods that came back, by their number.
    pub fn goods_return_numbered(&self, number: i64) -> Result<Option<GoodsReturn>> {
        self.row("SELECT * FROM goods_return WHERE number = ?1", params![number], to_return)
    }

    /// The goods that a unit came with.
    pub fn goods_return(&self, id: GoodsReturnId) -> Result<Option<GoodsReturn>> {
        self.row("SELECT * FROM goods_return WHERE id = ?1", params![id.uuid()], to_return)
    }

    /// What is unpacked at `bench`, the oldest first.
    pub fn goods_open_at(&self, bench: PlaceId) -> Result<Vec<GoodsReturn>> {
        let sql = "SELECT * FROM goods_return INDEXED BY one_open_return_per_bench
                   WHERE bench = ?1 AND state = 'open' ORDER BY number";
        self.rows(sql, params![bench.uuid()], to_return)
    }

    /// What of a parcel is unpacked at `bench`; or, without one, what is of a creator and nobody knows the parcel of.
    pub fn goods_open_of(
        &self,
        bench: PlaceId,
        parcel: Option<ParcelId>,
        creator: CreatorId,
    ) -> Result<Option<GoodsReturn>> {
        let whose = parcel.map_or(creator.uuid(), ParcelId::uuid);
        let sql = "SELECT * FROM goods_return WHERE bench = ?1 AND coalesce(parcel, creator) = ?2 AND state = 'open'";
        self.row(sql, params![bench.uuid(), whose], to_return)
    }

    /// Goods that came back, the newest first: of a state or of all, of a creator or of all.
    pub fn goods_returns(
        &self,
        (state, creator): (Option<GoodsState>, Option<CreatorId>),
        part: Part,
    ) -> Result<Vec<GoodsReturn>> {
        let which = which_returns(state, creator);
        let sql = format!("SELECT * FROM {which} ORDER BY number DESC LIMIT ?3 OFFSET ?4");
        let (state, creator) = (state.map(GoodsState::as_str), creator.map(CreatorId::uuid));
        self.rows(&sql, params![state, creator, part.limit, part.offset], to_return)
    }

    /// How many these are.
    pub fn count_goods_returns(&self, (state, creator): (Option<GoodsState>, Option<CreatorId>)) -> Result<i64> {
        let sql = format!("SELECT count(*) FROM {}", which_returns(state, creator));
        self.number(&sql, params![state.map(GoodsState::as_str), creator.map(CreatorId::uuid)])
    }

    /// The units that came together, in the sequence in which they were counted.
    pub fn returned_units(&self, of: GoodsReturnId) -> Result<Vec<ReturnedUnit>> {
        let sql = "SELECT * FROM returned_unit WHERE goods_return = ?1 ORDER BY journal, nth";
        self.rows(sql, params![of.uuid()], to_unit)
    }

    /// A unit that came back.
    pub fn returned_unit(&self, id: ReturnedUnitId) -> Result<Option<ReturnedUnit>> {
        self.row("SELECT * FROM returned_unit WHERE id = ?1", params![id.uuid()], to_unit)
    }

    /// Units of an item that customers have, of all runs, by the books.
    pub fn with_customers(&self, customer: PlaceId, item: ItemId) -> Result<i64> {
        let sql = "SELECT coalesce(sum(on_hand), 0) FROM stock WHERE place = ?1 AND item = ?2";
        self.number(sql, params![customer.uuid(), item.uuid()])
    }

    /// Units of a run that are back.
    pub fn count_back(&self, item: ItemId, run: RunId) -> Result<i64> {
        let sql = "SELECT count(*) FROM returned_unit WHERE item = ?1 AND run = ?2 AND place IS NOT NULL";
        self.number(sql, params![item.uuid(), run.uuid()])
    }

    /// Units of the run of `unit` that came back with it or later and lie on `bench`, as far as anybody said.
    pub fn count_restocked_since(&self, bench: PlaceId, unit: &ReturnedUnit) -> Result<i64> {
        let sql = "SELECT count(*) FROM returned_unit WHERE item = ?1 AND run = ?2 AND place = ?3 AND journal >= ?4";
        self.number(sql, params![unit.item.uuid(), unit.run.uuid(), bench.uuid(), unit.journal])
    }

    /// How many units were counted of what is unpacked at `bench`.
    pub fn count_units_at(&self, bench: PlaceId) -> Result<u32> {
        self.count(
            "SELECT count(*) FROM goods_return g JOIN returned_unit u ON u.goods_return = g.id
             WHERE g.bench = ?1 AND g.state = 'open'",
            params![bench.uuid()],
        )
    }

    /// What left in a parcel by item and run, the oldest run first, and how much of it came back.
    pub fn shipped(&self, parcel: ParcelId) -> Result<Vec<Shipped>> {
        self.rows(
            "SELECT m.item, m.run, sum(m.qty) AS left,
                (SELECT count(*) FROM returned_unit u
                 WHERE u.parcel = p.id AND u.item = m.item AND u.run = m.run AND u.place IS NOT NULL) AS back
             FROM parcel p CROSS JOIN order_entry e ON e.customer_order = p.customer_order
             CROSS JOIN movement m ON m.journal = e.seq AND m.source = p.id
             CROSS JOIN place c ON c.id = m.target AND c.kind = 'customer'
             CROSS JOIN run r ON r.id = m.run
             WHERE p.id = ?1 GROUP BY m.item, m.run ORDER BY r.number",
            params![parcel.uuid()],
            |row| {
                Ok(Shipped {
                    item: row.id("item")?,
                    run: row.id("run")?,
                    left: row.int("left")?,
                    back: row.int("back")?,
                })
            },
        )
    }

    /// The lowest number that no unit of this item and run of the parcel has that is here; what left was counted from 1.
    pub fn next_unit_of(&self, parcel: ParcelId, item: ItemId, run: RunId) -> Result<i64> {
        self.number(
            "WITH taken AS (SELECT nth FROM returned_unit
                           WHERE parcel = ?1 AND item = ?2 AND run = ?3 AND place IS NOT NULL)
             SELECT min(nth) FROM (SELECT 1 AS nth UNION ALL SELECT nth + 1 FROM taken)
             WHERE nth NOT IN (SELECT nth FROM taken)",
            params![parcel.uuid(), item.uuid(), run.uuid()],
        )
    }

    /// Why units came back and how they looked, by item and run.
    pub fn return_reasons(&self) -> Result<Vec<ReasonCount>> {
        self.rows(
            "SELECT u.item, u.run, u.reason, u.grade, count(*) AS units
             FROM returned_unit u JOIN item i ON i.id = u.item JOIN run r ON r.id = u.run
             GROUP BY u.item, u.run, u.reason, u.grade ORDER BY i.number, r.number, units DESC, u.reason, u.grade",
            [],
            |row| {
                Ok(ReasonCount {
                    item: row.id("item")?,
                    run: row.id("run")?,
                    reason: row.word("reason")?,
                    grade: row.word("grade")?,
                    units: row.int("units")?,
                })
            },
        )
    }

    /// The photo of a unit that came back.
    pub fn returned_photo(&self, unit: ReturnedUnitId) -> Result<Option<Vec<u8>>> {
        self.row("SELECT photo FROM returned_photo WHERE unit = ?1", params![unit.uuid()], |row| Ok(row.get("photo")?))
    }
}

impl Write<'_> {
    /// Goods come back. The tables refuse a second open one of a parcel at a bench.
    pub fn insert_goods_return(&self, goods: &GoodsReturn) -> Result<()> {
        self.run(
            "INSERT INTO goods_return (id, number, creator, parcel, bench, state, opened_ms, days, window_days)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                goods.id.uuid(),
                goods.number,
                goods.creator.uuid(),
                goods.parcel.map(ParcelId::uuid),
                goods.bench.uuid(),
                goods.state.as_str(),
                goods.opened_ms,
                goods.days,
                goods.window_days
            ],
        )?;
        Ok(())
    }

    /// The creator is asked.
    pub fn ask_goods_return(&self, id: GoodsReturnId) -> Result<()> {
        self.run("UPDATE goods_return SET state = 'asked' WHERE id = ?1", params![id.uuid()])?;
        Ok(())
    }

    /// The creator has said what came of it.
    pub fn end_goods_return(
        &self,
        id: GoodsReturnId,
        (reference, refunded_minor): (&str, Option<i64>),
        at_ms: i64,
    ) -> Result<()> {
        self.run(
            "UPDATE goods_return SET state = 'done', reference = ?2, refunded_minor = ?3, done_ms = ?4 WHERE id = ?1",
            params![id.uuid(), reference, refunded_minor, at_ms],
        )?;
        Ok(())
    }

    /// Nothing of it was counted after all.
    pub fn delete_goods_return(&self, id: GoodsReturnId) -> Result<()> {
        self.run("DELETE FROM goods_return WHERE id = ?1", params![id.uuid()])?;
        Ok(())
    }

    /// A unit came back. The tables refuse one that came back before.
    pub fn insert_returned_unit(&self, unit: &ReturnedUnit) -> Result<()> {
        self.run(
            "INSERT INTO returned_unit (id, goods_return, parcel, item, run, nth, journal, grade, goes_to, reason, place)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                unit.id.uuid(),
                unit.goods_return.uuid(),
                unit.parcel.map(ParcelId::uuid),
                unit.item.uuid(),
                unit.run.uuid(),
                unit.nth,
                unit.journal,
                unit.grade.as_str(),
                unit.goes_to.as_str(),
                unit.reason.as_str(),
                unit.place.map(PlaceId::uuid)
            ],
        )?;
        Ok(())
    }

    /// A unit looks otherwise, goes elsewhere, or was sent for another reason.
    pub fn update_returned_unit(&self, unit: &ReturnedUnit) -> Result<()> {
        self.run(
            "UPDATE returned_unit SET grade = ?2, goes_to = ?3, reason = ?4, place = ?5, media = ?6, nth = ?7 WHERE id = ?1",
            params![
                unit.id.uuid(),
                unit.grade.as_str(),
                unit.goes_to.as_str(),
                unit.reason.as_str(),
                unit.place.map(PlaceId::uuid),
                unit.media.map(Media::as_str),
                unit.nth
            ],
        )?;
        Ok(())
    }

    /// A unit was counted by mistake.
    pub fn delete_returned_unit(&self, id: ReturnedUnitId) -> Result<()> {
        self.run("DELETE FROM returned_unit WHERE id = ?1", params![id.uuid()])?;
        Ok(())
    }

    /// Keeps the photo of a unit that came back.
    pub fn set_returned_photo(&self, unit: ReturnedUnitId, photo: &[u8]) -> Result<()> {
        self.run(
            "INSERT INTO returned_photo (unit, photo) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET photo = excluded.photo",
            params![unit.uuid(), photo],
        )?;
        Ok(())
    }
}
