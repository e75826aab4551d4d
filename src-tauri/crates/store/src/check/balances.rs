//! Whether what lies where is the sum of all movements: the one invariant that reads the whole ledger of stock for each look.
//! A map adds it up some times quicker than SQLite, which has to sort it.

use std::collections::{HashMap, HashSet};

use loopdock_domain::{ItemId, PlaceId, RunId};
use rusqlite::types::FromSql;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::scope::Scope;
use super::{Broken, Finding};
use crate::{Read, Result};

/// Units by where they lie, what they are and of which run.
type Holdings = HashMap<(PlaceId, ItemId, RunId), i64>;

impl Read<'_> {
    pub(super) fn check_balances(&self, scope: &Scope) -> Result<Finding> {
        let mut ledger = self.sums_of_movements(&self.checked_places(scope)?)?;
        let (mut broken, mut counted) = (Vec::new(), 0);
        let mut look = |(place, item, books, sum): (PlaceId, ItemId, i64, i64)| {
            if books != sum {
                let (place, item) = (place.uuid().simple(), item.uuid().simple());
                broken.push(format!("place {place:X} item {item:X}: books {books}, ledger {sum}"));
            }
        };
        let sql = scope.sql("SELECT place, item, run, on_hand FROM checked_stock");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(scope.values())?;
        while let Some(row) = rows.next()? {
            let (place, item, run) = (id(row, 0)?, id(row, 1)?, id(row, 2)?);
            look((place, item, row.get(3)?, ledger.remove(&(place, item, run)).unwrap_or(0)));
            counted += 1;
        }
        for ((place, item, _), sum) in ledger {
            look((place, item, 0, sum));
        }
        broken.sort_unstable();
        Ok(Finding {
            name: "balances",
            rule: "what lies where equals the sum of the movements",
            counted,
            broken: broken.into_iter().map(|what| Broken { what }).collect(),
        })
    }

    fn checked_places(&self, scope: &Scope) -> Result<HashSet<PlaceId>> {
        let places = self.rows(&scope.sql("SELECT id FROM checked_place"), scope.values(), |row| id(row, 0))?;
        Ok(places.into_iter().collect())
    }

    /// What should lie at these places: all that was ever moved there, less what was moved away.
    fn sums_of_movements(&self, places: &HashSet<PlaceId>) -> Result<Holdings> {
        let mut sums = Holdings::new();
        let mut statement = self.connection.prepare_cached("SELECT item, run, source, target, qty FROM movement")?;
        let mut rows = statement.query(params![])?;
        while let Some(row) = rows.next()? {
            let (item, run, qty): (ItemId, RunId, i64) = (id(row, 0)?, id(row, 1)?, row.get(4)?);
            for (place, units) in [(id(row, 2)?, -qty), (id(row, 3)?, qty)] {
                if places.contains(&place) {
                    *sums.entry((place, item, run)).or_default() += units;
                }
            }
        }
        Ok(sums)
    }
}

/// An id by the place of its column: by name it would be looked up for each movement there ever was.
fn id<T: From<Uuid>>(row: &Row<'_>, column: usize) -> Result<T> {
    Ok(T::from(Uuid::column_result(row.get_ref(column)?).map_err(rusqlite::Error::from)?))
}
