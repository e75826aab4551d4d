//! Finding orders by what somebody types, filtered, counted and a page at a time.

use rusqlite::ToSql;
use rusqlite::params_from_iter;

use loopdock_domain::CreatorId;
use loopdock_domain::order::OrderState;

use crate::row::Columns;
use crate::{Part, Read, Result};

/// The sequence of a list of orders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sequence {
    /// The newest first.
    Newest,
    /// What is promised first, first.
    Promise,
}

/// What an order must be like. Everything that is named must hold.
#[derive(Clone, Default, Debug)]
pub struct Wish {
    /// Words, each at least begun by the order's name, a SKU, the buyer's name or e-mail. One that begins the name of
    /// creators is fulfilled by their orders as well.
    pub words: Vec<(String, Vec<CreatorId>)>,
    /// Short numbers of orders.
    pub orders: Vec<i64>,
    /// Short numbers of parcels, also of labels that are void.
    pub parcels: Vec<i64>,
    /// Whose.
    pub creator: Option<CreatorId>,
}

/// How many orders fulfil a wish.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    /// In all.
    pub total: i64,
    /// In each state, those without any left out; none when that is not quickly known.
    pub by_state: Option<Vec<(OrderState, i64)>>,
}

/// Of more orders than this that share a word, nobody wants to know where each is: they are counted as one sum.
const COUNTED_BY_STATE: i64 = 30_000;

impl Wish {
    /// The tables, and the conditions that follow `WHERE`, with their parameters.
    fn sql(&self) -> (&'static str, String, Vec<Box<dyn ToSql>>) {
        let mut conditions = vec!["1".to_owned()];
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let mut tables = "order_index x";
        if !self.words.is_empty() {
            tables = "order_search s CROSS JOIN order_index x ON x.number = s.rowid";
            values.push(Box::new(self.words.iter().map(either).collect::<Vec<_>>().join(" AND ")));
            conditions.push(format!("order_search MATCH ?{}", values.len()));
        }
        for number in &self.orders {
            values.push(Box::new(*number));
            conditions.push(format!("x.number = ?{}", values.len()));
        }
        for number in &self.parcels {
            values.push(Box::new(*number));
            let at = values.len();
            conditions.push(format!(
                "x.number IN (SELECT o.number FROM parcel p JOIN customer_order o ON o.id = p.customer_order
                     WHERE p.number = ?{at} OR p.id IN
                       (SELECT v.parcel FROM voided_code v WHERE v.kind = 'P' AND v.number = CAST(?{at} AS TEXT)))"
            ));
        }
        if let Some(creator) = self.creator {
            values.push(Box::new(creator.uuid()));
            conditions.push(format!("x.creator = ?{}", values.len()));
        }
        (tables, conditions.join(" AND "), values)
    }
}

/// A word as the search index is asked for it: the beginning of a word or of words that follow each other, or one of the
/// creators.
fn either((word, creators): &(String, Vec<CreatorId>)) -> String {
    let mut text = format!("(words : \"{}\"*", word.replace('"', "\"\""));
    for creator in creators {
        text.push_str(&format!(" OR creator : \"{}\"", creator.uuid().simple()));
    }
    text.push(')');
    text
}

impl Read<'_> {
    /// The short numbers of a page of the orders in `state` that fulfil `wish`.
    pub fn find_orders(
        &self,
        wish: &Wish,
        state: Option<OrderState>,
        sequence: Sequence,
        part: Part,
    ) -> Result<Vec<i64>> {
        let (tables, mut conditions, mut values) = wish.sql();
        if let Some(state) = state {
            values.push(Box::new(state.as_str()));
            conditions.push_str(&format!(" AND x.state = ?{}", values.len()));
        }
        let by = match (sequence, wish.words.is_empty()) {
            (Sequence::Promise, _) => "x.promise_ms, x.number",
            (Sequence::Newest, true) => "x.number DESC",
            // The search index hands out its rows by their number, backwards as well.
            (Sequence::Newest, false) => "s.rowid DESC",
        };
        values.push(Box::new(part.limit));
        values.push(Box::new(part.offset));
        let (most, first) = (values.len() - 1, values.len());
        let sql =
            format!("SELECT x.number FROM {tables} WHERE {conditions} ORDER BY {by} LIMIT ?{most} OFFSET ?{first}");
        self.rows(&sql, params_from_iter(values), |row| row.int("number"))
    }

    /// How many orders fulfil `wish`.
    pub fn count_orders(&self, wish: &Wish) -> Result<Counted> {
        let (tables, conditions, values) = wish.sql();
        if !wish.words.is_empty() {
            let sql = format!("SELECT count(*) FROM {tables} WHERE {conditions}");
            // Without a look at each order's row where nothing but words is asked for.
            let only_words = wish.orders.is_empty() && wish.parcels.is_empty() && wish.creator.is_none();
            let sql = if only_words { "SELECT count(*) FROM order_search WHERE order_search MATCH ?1" } else { &sql };
            let total = self.number(sql, params_from_iter(&values))?;
            if total > COUNTED_BY_STATE {
                return Ok(Counted { total, by_state: None });
            }
        }
        let sql =
            format!("SELECT x.state AS state, count(*) AS orders FROM {tables} WHERE {conditions} GROUP BY x.state");
        let counts = self.rows(&sql, params_from_iter(&values), |row| Ok((row.word("state")?, row.int("orders")?)))?;
        Ok(Counted { total: counts.iter().map(|(_, orders)| orders).sum(), by_state: Some(counts) })
    }

    /// How many orders in `state` fulfil `wish`.
    pub fn count_orders_in(&self, wish: &Wish, state: OrderState) -> Result<i64> {
        let (tables, conditions, mut values) = wish.sql();
        values.push(Box::new(state.as_str()));
        let sql = format!("SELECT count(*) FROM {tables} WHERE {conditions} AND x.state = ?{}", values.len());
        self.number(&sql, params_from_iter(values))
    }
}
