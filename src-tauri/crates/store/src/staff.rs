//! Who works here, and what two of them must stand for.

use rusqlite::params;

use loopdock_domain::staff::{MOST_WRONG_PINS, Role, StaffState};
use loopdock_domain::{Currency, Money, PlaceId, StaffId};

use crate::row::Columns;
use crate::{Read, Result, Write};

/// Somebody who works here, or did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Staff {
    /// Their id.
    pub id: StaffId,
    /// Their badge's number. It changes with the badge.
    pub number: i64,
    /// Their name; no two have the same.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// Whether they work here.
    pub state: StaffState,
    /// The hash of their PIN, a PHC string.
    pub pin: String,
    /// Wrong PINs in a row.
    pub wrong_pins: u32,
    /// Until when their badge is locked, milliseconds since the epoch.
    pub locked_until_ms: Option<i64>,
}

impl Staff {
    /// True while too many wrong PINs were typed.
    #[must_use]
    pub fn is_locked(&self, now_ms: i64) -> bool {
        self.locked_until_ms.is_some_and(|until_ms| now_ms < until_ms)
    }
}

fn to_staff(row: &rusqlite::Row<'_>) -> Result<Staff> {
    Ok(Staff {
        id: row.id("id")?,
        number: row.int("number")?,
        name: row.text("name")?,
        role: row.word("role")?,
        state: row.word("state")?,
        pin: row.text("pin")?,
        wrong_pins: row.count("wrong_pins")?,
        locked_until_ms: row.get("locked_until_ms")?,
    })
}

impl Read<'_> {
    /// Somebody by id.
    pub fn staff(&self, id: StaffId) -> Result<Option<Staff>> {
        self.row("SELECT * FROM staff WHERE id = ?1", params![id.uuid()], to_staff)
    }

    /// Whose badge has this number.
    pub fn staff_numbered(&self, number: i64) -> Result<Option<Staff>> {
        self.row("SELECT * FROM staff WHERE number = ?1", params![number], to_staff)
    }

    /// Somebody by name.
    pub fn staff_named(&self, name: &str) -> Result<Option<Staff>> {
        self.row("SELECT * FROM staff WHERE name = ?1", params![name], to_staff)
    }

    /// All who work here or did, those who do first, by name.
    pub fn all_staff(&self) -> Result<Vec<Staff>> {
        self.rows("SELECT * FROM staff ORDER BY state = 'gone', name", [], to_staff)
    }

    /// Who is at a bench.
    pub fn staff_at(&self, bench: PlaceId) -> Result<Option<Staff>> {
        let sql = "SELECT s.* FROM staff s JOIN bench b ON b.staff = s.id WHERE b.place = ?1";
        self.row(sql, params![bench.uuid()], to_staff)
    }

    /// What a buyer may get for one sleeve without two people, in this currency; none where there is no limit.
    pub fn approval_limit(&self, currency: Currency) -> Result<Option<Money>> {
        let sql = "SELECT minor FROM approval_limit WHERE currency = ?1";
        let minor = self.row(sql, params![currency.code()], |row| row.int("minor"))?;
        Ok(minor.map(|minor| Money { minor, currency }))
    }

    /// Whether two people must stand for it that a buyer gets so much for one sleeve.
    pub fn is_above_limit(&self, money: Money) -> Result<bool> {
        Ok(self.approval_limit(money.currency)?.is_some_and(|limit| money.minor > limit.minor))
    }

    /// Every limit, by currency.
    pub fn approval_limits(&self) -> Result<Vec<Money>> {
        self.rows("SELECT * FROM approval_limit ORDER BY currency", [], |row| {
            Ok(Money { minor: row.int("minor")?, currency: row.currency("currency")? })
        })
    }
}

impl Write<'_> {
    /// Adds somebody.
    pub fn insert_staff(&self, staff: &Staff) -> Result<()> {
        self.run(
            "INSERT INTO staff (id, number, name, role, state, pin) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![staff.id.uuid(), staff.number, staff.name, staff.role.as_str(), staff.state.as_str(), staff.pin],
        )?;
        Ok(())
    }

    /// Changes somebody: badge, name, role, whether they work here, and their PIN.
    pub fn update_staff(&self, staff: &Staff) -> Result<()> {
        self.run(
            "UPDATE staff SET number = ?2, name = ?3, role = ?4, state = ?5, pin = ?6 WHERE id = ?1",
            params![staff.id.uuid(), staff.number, staff.name, staff.role.as_str(), staff.state.as_str(), staff.pin],
        )?;
        Ok(())
    }

    /// Counts a wrong PIN; the last that may be locks the badge until `locked_until_ms`, and the count begins anew.
    pub fn count_wrong_pin(&self, id: StaffId, locked_until_ms: i64) -> Result<()> {
        self.run(
            "UPDATE staff SET wrong_pins = iif(wrong_pins + 1 >= ?3, 0, wrong_pins + 1),
                locked_until_ms = iif(wrong_pins + 1 >= ?3, ?2, locked_until_ms) WHERE id = ?1",
            params![id.uuid(), locked_until_ms, MOST_WRONG_PINS],
        )?;
        Ok(())
    }

    /// The right PIN was typed, or they were given a new one.
    pub fn forget_wrong_pins(&self, id: StaffId) -> Result<()> {
        self.run("UPDATE staff SET wrong_pins = 0, locked_until_ms = NULL WHERE id = ?1", params![id.uuid()])?;
        Ok(())
    }

    /// Somebody is at a bench from now on, or nobody.
    pub fn set_staff_at(&self, bench: PlaceId, staff: Option<StaffId>) -> Result<()> {
        self.run("UPDATE bench SET staff = ?2 WHERE place = ?1", params![bench.uuid(), staff.map(StaffId::uuid)])?;
        Ok(())
    }

    /// Sets a limit, or takes it away.
    pub fn set_approval_limit(&self, currency: Currency, minor: Option<i64>) -> Result<()> {
        self.run("DELETE FROM approval_limit WHERE currency = ?1", params![currency.code()])?;
        if let Some(minor) = minor {
            self.run("INSERT INTO approval_limit (currency, minor) VALUES (?1, ?2)", params![currency.code(), minor])?;
        }
        Ok(())
    }
}
