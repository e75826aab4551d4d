//! Units that came back and are set aside until somebody decides where they go.

use crate::goods::{ReturnedUnit, to_unit};
use crate::{Part, Read, Result};

/// Found by what lies in quarantine, which is little: of most runs nothing does, and where units go has no index.
const SET_ASIDE: &str = "place q CROSS JOIN stock s ON s.place = q.id AND s.on_hand > 0
    CROSS JOIN returned_unit u INDEXED BY unit_of_run ON u.item = s.item AND u.run = s.run AND u.goes_to = 'hold'
    WHERE q.kind = 'quarantine'";

impl Read<'_> {
    /// Units that are set aside, those that came first, first.
    pub fn units_set_aside(&self, part: Part) -> Result<Vec<ReturnedUnit>> {
        let sql = format!("SELECT u.* FROM {SET_ASIDE} ORDER BY u.journal, u.nth, u.id LIMIT ?1 OFFSET ?2");
        self.rows(&sql, [part.limit, part.offset], to_unit)
    }

    /// How many these are.
    pub fn count_units_set_aside(&self) -> Result<i64> {
        self.number(&format!("SELECT count(*) FROM {SET_ASIDE}"), [])
    }
}
