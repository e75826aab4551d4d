//! Creators, their items, and what their kits are made of.

use std::collections::HashMap;

use rusqlite::params;

use loopdock_domain::bench::TypedQuantity;
use loopdock_domain::order::ItemKind;
use loopdock_domain::sleeve::SleeveRule;
use loopdock_domain::words;
use loopdock_domain::{CreatorId, Currency, ItemId, TermsId};

use crate::order::NOT_LEFT;
use crate::row::Columns;
use crate::{Read, Result, Write};

words! {
    /// Whether an order of a creator may leave in parts.
    PartOrders {
        /// All or nothing.
        Whole = "whole",
        /// What is there goes ahead.
        Part = "part",
    }
}

/// A client of the hub.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Creator {
    /// Its id.
    pub id: CreatorId,
    /// The key that scripts use.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The currency of its prices and deposits.
    pub currency: Currency,
    /// Which of its orders leave in a sleeve.
    pub sleeve_rule: SleeveRule,
    /// What is agreed about its sleeves; nothing is owed where that is none.
    pub terms: Option<TermsId>,
    /// Whether its orders may leave in parts.
    pub part_orders: PartOrders,
    /// What its slips say last.
    pub thanks: String,
    /// Days within which goods may come back; without a rule there are none.
    pub return_days: Option<u32>,
}

/// What a creator has here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CreatorBalance {
    /// Orders that have not left.
    pub open_orders: i64,
    /// Items of the catalogue.
    pub items: i64,
    /// Sleeves with buyers.
    pub sleeves_out: i64,
    /// Their deposits, in minor units of the creator's currency.
    pub deposits_minor: i64,
}

/// What is stocked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// The number in our own code.
    pub number: i64,
    /// Whose it is.
    pub creator: CreatorId,
    /// The creator's key of it.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// Stocked, a kit, or digital.
    pub kind: ItemKind,
    /// The barcode's key: a GTIN-14, or the text.
    pub barcode: Option<String>,
    /// Price in minor units.
    pub price_minor: i64,
    /// What a unit costs its creator, in minor units.
    pub unit_cost_minor: Option<i64>,
    /// The currency of both.
    pub currency: Currency,
    /// Weight of a unit in grams.
    pub weight_g: Option<u32>,
    /// Whether packing may count it by typing.
    pub typed_quantity: TypedQuantity,
    /// Its number in the Harmonized System, such as `6912.00`; empty where nobody said.
    pub hs_code: String,
    /// The country that it was made in, ISO 3166-1 alpha-2; empty where nobody said.
    pub origin: String,
}

/// A component of a kit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KitPart {
    /// Which item.
    pub item: ItemId,
    /// Units in one kit.
    pub qty: u32,
}

fn to_creator(row: &rusqlite::Row<'_>) -> Result<Creator> {
    Ok(Creator {
        id: row.id("id")?,
        key: row.text("key")?,
        name: row.text("name")?,
        currency: row.currency("currency")?,
        sleeve_rule: row.word("sleeve_rule")?,
        terms: row.maybe_id("terms")?,
        part_orders: row.word("part_orders")?,
        thanks: row.text("thanks")?,
        return_days: row.get("return_days")?,
    })
}

pub(crate) fn to_item(row: &rusqlite::Row<'_>) -> Result<Item> {
    Ok(Item {
        id: row.id("id")?,
        number: row.int("number")?,
        creator: row.id("creator")?,
        sku: row.text("sku")?,
        title: row.text("title")?,
        kind: row.word("kind")?,
        barcode: row.get("barcode")?,
        price_minor: row.int("price_minor")?,
        unit_cost_minor: row.get("unit_cost_minor")?,
        currency: row.currency("currency")?,
        weight_g: row.get("weight_g")?,
        typed_quantity: row.word("typed_quantity")?,
        hs_code: row.text("hs_code")?,
        origin: row.text("origin")?,
    })
}

impl Read<'_> {
    /// A creator by its id.
    pub fn creator(&self, id: CreatorId) -> Result<Option<Creator>> {
        self.row("SELECT * FROM creator WHERE id = ?1", params![id.uuid()], to_creator)
    }

    /// A creator by its key.
    pub fn creator_keyed(&self, key: &str) -> Result<Option<Creator>> {
        self.row("SELECT * FROM creator WHERE key = ?1", params![key], to_creator)
    }

    /// Every creator, by key.
    pub fn creators(&self) -> Result<Vec<Creator>> {
        self.rows("SELECT * FROM creator ORDER BY key", [], to_creator)
    }

    /// What every creator has here. Who has nothing is left out.
    pub fn creator_balances(&self) -> Result<HashMap<CreatorId, CreatorBalance>> {
        let mut all: HashMap<CreatorId, CreatorBalance> = HashMap::new();
        let orders = &format!(
            "SELECT o.creator, count(*) AS many, 0 AS minor
            FROM (SELECT DISTINCT customer_order FROM order_line WHERE {NOT_LEFT}) l
            CROSS JOIN customer_order o ON o.id = l.customer_order GROUP BY o.creator"
        );
        let items = "SELECT creator, count(*) AS many, 0 AS minor FROM item GROUP BY creator";
        let loans = "SELECT o.creator, count(*) AS many, sum(iif(l.forfeited_ms IS NULL, l.held_minor, 0)) AS minor
            FROM loan l INDEXED BY one_open_loan_per_sleeve CROSS JOIN parcel p ON p.id = l.parcel
            CROSS JOIN customer_order o ON o.id = p.customer_order
            WHERE l.state IN ('open', 'return_pending') GROUP BY o.creator";
        let rows =
            |sql| self.rows(sql, [], |row| Ok((row.id::<CreatorId>("creator")?, row.int("many")?, row.int("minor")?)));
        for (creator, many, _) in rows(orders)? {
            all.entry(creator).or_default().open_orders = many;
        }
        for (creator, many, _) in rows(items)? {
            all.entry(creator).or_default().items = many;
        }
        for (creator, many, minor) in rows(loans)? {
            let balance = all.entry(creator).or_default();
            (balance.sleeves_out, balance.deposits_minor) = (many, minor);
        }
        Ok(all)
    }

    /// An item by its id.
    pub fn item(&self, id: ItemId) -> Result<Option<Item>> {
        self.row("SELECT * FROM item WHERE id = ?1", params![id.uuid()], to_item)
    }

    /// An item by its creator and SKU.
    pub fn item_of(&self, creator: CreatorId, sku: &str) -> Result<Option<Item>> {
        self.row("SELECT * FROM item WHERE creator = ?1 AND sku = ?2", params![creator.uuid(), sku], to_item)
    }

    /// An item by the number in our own code.
    pub fn item_numbered(&self, number: i64) -> Result<Option<Item>> {
        self.row("SELECT * FROM item WHERE number = ?1", params![number], to_item)
    }

    /// Whether there is an item that a shelf could hold.
    pub fn has_stocked_items(&self) -> Result<bool> {
        Ok(self.number("SELECT EXISTS (SELECT 1 FROM item WHERE kind = 'stocked')", [])? > 0)
    }

    /// The items that bear a barcode, oldest first; two creators may share one.
    pub fn items_with_barcode(&self, key: &str) -> Result<Vec<Item>> {
        self.rows("SELECT * FROM item WHERE barcode = ?1 ORDER BY number", params![key], to_item)
    }

    /// The items of an SKU in either case, oldest first; two creators may share one.
    pub fn items_called(&self, sku: &str) -> Result<Vec<Item>> {
        self.rows("SELECT * FROM item WHERE sku = ?1 COLLATE NOCASE ORDER BY number", params![sku], to_item)
    }

    /// Every item of a creator, or of all, by number.
    pub fn items(&self, creator: Option<CreatorId>) -> Result<Vec<Item>> {
        self.rows(
            "SELECT * FROM item WHERE ?1 IS NULL OR creator = ?1 ORDER BY number",
            params![creator.map(CreatorId::uuid)],
            to_item,
        )
    }

    /// What a kit is made of.
    pub fn kit_parts(&self, kit: ItemId) -> Result<Vec<KitPart>> {
        self.rows("SELECT item, qty FROM kit_part WHERE kit = ?1 ORDER BY item", params![kit.uuid()], |row| {
            Ok(KitPart { item: row.id("item")?, qty: row.count("qty")? })
        })
    }

    /// A kit that `part` is in, the oldest; none where it is in none.
    pub fn kit_with(&self, part: ItemId) -> Result<Option<Item>> {
        self.row(
            "SELECT i.* FROM kit_part k JOIN item i ON i.id = k.kit
             WHERE k.item = ?1 AND i.kind = 'kit' ORDER BY i.number LIMIT 1",
            params![part.uuid()],
            to_item,
        )
    }
}

impl Write<'_> {
    /// Adds a creator.
    pub fn insert_creator(&self, creator: &Creator) -> Result<()> {
        self.run(
            "INSERT INTO creator (id, key, name, currency, sleeve_rule, terms, part_orders, thanks, return_days)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                creator.id.uuid(),
                creator.key,
                creator.name,
                creator.currency.code(),
                creator.sleeve_rule.as_str(),
                creator.terms.map(TermsId::uuid),
                creator.part_orders.as_str(),
                creator.thanks,
                creator.return_days
            ],
        )?;
        Ok(())
    }

    /// Changes a creator's name and rules.
    pub fn update_creator(&self, creator: &Creator) -> Result<()> {
        self.run(
            "UPDATE creator SET name = ?2, sleeve_rule = ?3, terms = ?4, part_orders = ?5, thanks = ?6, return_days = ?7
             WHERE id = ?1",
            params![
                creator.id.uuid(),
                creator.name,
                creator.sleeve_rule.as_str(),
                creator.terms.map(TermsId::uuid),
                creator.part_orders.as_str(),
                creator.thanks,
                creator.return_days
            ],
        )?;
        Ok(())
    }

    /// Adds an item.
    pub fn insert_item(&self, item: &Item) -> Result<()> {
        self.run(
            "INSERT INTO item (id, number, creator, sku, title, kind, barcode, price_minor, unit_cost_minor, currency, weight_g, typed_quantity, hs_code, origin)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                item.id.uuid(),
                item.number,
                item.creator.uuid(),
                item.sku,
                item.title,
                item.kind.as_str(),
                item.barcode,
                item.price_minor,
                item.unit_cost_minor,
                item.currency.code(),
                item.weight_g,
                item.typed_quantity.as_str(),
                item.hs_code,
                item.origin
            ],
        )?;
        Ok(())
    }

    /// Changes what a creator may change of an item.
    pub fn update_item(&self, item: &Item) -> Result<()> {
        self.run(
            "UPDATE item SET title = ?2, kind = ?3, barcode = ?4, price_minor = ?5, unit_cost_minor = ?6, weight_g = ?7, typed_quantity = ?8,
             hs_code = ?9, origin = ?10 WHERE id = ?1",
            params![
                item.id.uuid(),
                item.title,
                item.kind.as_str(),
                item.barcode,
                item.price_minor,
                item.unit_cost_minor,
                item.weight_g,
                item.typed_quantity.as_str(),
                item.hs_code,
                item.origin
            ],
        )?;
        Ok(())
    }

    /// Says what a kit is made of from now on.
    pub fn set_kit_parts(&self, kit: ItemId, parts: &[KitPart]) -> Result<()> {
        self.run("DELETE FROM kit_part WHERE kit = ?1", params![kit.uuid()])?;
        for part in parts {
            self.run(
                "INSERT INTO kit_part (kit, item, qty) VALUES (?1, ?2, ?3)",
                params![kit.uuid(), part.item.uuid(), part.qty],
            )?;
        }
        Ok(())
    }
}
