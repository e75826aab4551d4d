//! Migrations: frozen, all or nothing, after a backup, and never backwards.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::{Result, StoreError, file};

/// Every migration in order. A landed one is never edited.
const MIGRATIONS: &[M<'_>] = &[
    M::up(include_str!("../migrations/0001_hub.sql")),
    M::up(include_str!("../migrations/0002_steps_buyers_deposits.sql")),
    M::up(include_str!("../migrations/0003_promises_steps_papers.sql")),
    M::up(include_str!("../migrations/0004_orders_found_and_told.sql")),
    M::up(include_str!("../migrations/0005_items_seen_and_found.sql")),
    M::up(include_str!("../migrations/0006_less_to_read_and_write.sql")),
    M::up(include_str!("../migrations/0007_fewer_pages.sql")),
    M::up(include_str!("../migrations/0008_items_by_sku.sql")),
    M::up(include_str!("../migrations/0009_printers.sql")),
    M::up(include_str!("../migrations/0010_customs_and_slips.sql")),
    M::up(include_str!("../migrations/0011_terms_and_payments.sql")),
    M::up(include_str!("../migrations/0012_fleet.sql")),
    M::up(include_str!("../migrations/0013_desk.sql")),
    M::up(include_str!("../migrations/0014_goods.sql")),
    M::up(include_str!("../migrations/0015_fates.sql")),
    M::up(include_str!("../migrations/0016_stocktakes.sql")),
    M::up(include_str!("../migrations/0017_deposit_sku.sql")),
    M::up(include_str!("../migrations/0018_cohorts.sql")),
];

/// The format that this program writes.
pub(crate) const NEWEST: usize = MIGRATIONS.len();

/// Brings the tables up to date. The file is copied beside itself first, unless it is new.
pub(crate) fn bring_up_to_date(connection: &mut Connection, path: &Path) -> Result<()> {
    apply(connection, path, &Migrations::from_slice(MIGRATIONS), NEWEST)
}

fn apply(connection: &mut Connection, path: &Path, migrations: &Migrations<'_>, newest: usize) -> Result<()> {
    let found = format(connection)?;
    if found > newest {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: newest });
    }
    if found > 0 && found < newest {
        let copy = file::beside(path, &format!(".before-{newest}"));
        connection.backup("main", &copy, None)?;
        file::only_for_its_owner(&copy)?;
    }
    if found < newest {
        migrations.to_latest(connection)?;
    }
    Ok(())
}

/// The format of an open file.
pub(crate) fn format(connection: &Connection) -> Result<usize> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    usize::try_from(version).map_err(|_| StoreError::Unreadable { what: format!("user_version = {version}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_say_who_bought_moves_to_the_buyer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hub.db");
        let mut connection = Connection::open(&path).unwrap();
        apply(&mut connection, &path, &Migrations::from_slice(&MIGRATIONS[..1]), 1).unwrap();
        connection
            .execute_batch(
                "PRAGMA foreign_keys = OFF;
                 INSERT INTO customer_order VALUES (x'01', 1, x'02', 's', '#1', NULL, 'accepted', 0, 0, 'EUR', 0, x'03',
                    'pi_1', 'vip', 'plain', NULL, 0);
                 INSERT INTO buyer VALUES (x'01', NULL, x'00', '', '', '', '', '', '', '', '', '', '', '', '');
                 INSERT INTO undo_step VALUES (x'04', 7, '{}', '[\"UPDATE customer_order SET tags=''vip''\"]');",
            )
            .unwrap();
        bring_up_to_date(&mut connection, &path).unwrap();
        let buyer: (String, String) = connection
            .query_row("SELECT payment_reference, tags FROM buyer", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        assert_eq!(buyer, ("pi_1".to_owned(), "vip".to_owned()));
        let step: (i64, Option<String>) = connection
            .query_row("SELECT seq, inverse FROM undo_step", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        assert_eq!(step, (7, None));
    }

    #[test]
    fn deposits_become_terms_and_what_is_owed_becomes_payments() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hub.db");
        let mut connection = Connection::open(&path).unwrap();
        apply(&mut connection, &path, &Migrations::from_slice(&MIGRATIONS[..10]), 10).unwrap();
        // Asks 3.00 now; of its two sleeves that left for 2.00 one came back at 0x019a00000001 ms.
        connection
            .execute_batch(
                "PRAGMA foreign_keys = OFF;
                 INSERT INTO creator (id, key, name, currency, sleeve_rule, deposit_minor, part_orders) VALUES
                    (x'c1', 'ink', 'Ink', 'EUR', 'always', 300, 'whole'), (x'c2', 'oak', 'Oak', 'EUR', 'never', 0, 'whole');
                 INSERT INTO customer_order (id, number, creator, store, name, class, created_ms, promise_ms, currency,
                    total_minor, carrier, gift)
                    SELECT column1, column2, x'c1', 's', column2, 'accepted', 0, 0, 'EUR', 0, x'0c', 'plain'
                    FROM (VALUES (x'01', 1), (x'02', 2));
                 INSERT INTO parcel (id, customer_order, number, state, bench, carrier, sleeve, deposit_minor) VALUES
                    (x'a1', x'01', 1, 'handed_over', x'0b', x'0c', x'51', 200), (x'a2', x'02', 2, 'handed_over', x'0b', x'0c', x'52', 200);
                 INSERT INTO loan (id, sleeve, parcel, state, deposit_minor, currency, opened_ms) VALUES
                    (x'b1', x'51', x'a1', 'open', 200, 'EUR', 0), (x'b2', x'52', x'a2', 'refunded', 200, 'EUR', 0);
                 INSERT INTO settlement VALUES (x'019A00000001700000000000000000FF', x'b2', x'0b', 'posted');",
            )
            .unwrap();
        bring_up_to_date(&mut connection, &path).unwrap();
        let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0)).unwrap();
        let deposit = |of: &str| one(&format!("SELECT (SELECT deposit_minor FROM terms WHERE id = x.terms) FROM {of}"));
        assert_eq!(deposit("creator x WHERE x.key = 'ink'"), Some(300));
        assert_eq!(deposit("creator x WHERE x.key = 'oak'"), None);
        assert_eq!(deposit("parcel x WHERE x.number = 1"), Some(200));
        assert_eq!(deposit("loan x WHERE x.state = 'open'"), Some(200));
        assert_eq!(one("SELECT count(*) FROM terms"), Some(2));
        assert_eq!(one("SELECT minor FROM payment WHERE state = 'open' AND loan = x'b2'"), Some(200));
        assert_eq!(one("SELECT asked_ms FROM payment"), Some(0x019a_0000_0001));
        assert_eq!(one("SELECT last FROM counter WHERE name = 'payment'"), Some(1));
    }

    #[test]
    fn sleeves_that_were_registered_together_become_a_batch() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hub.db");
        let mut connection = Connection::open(&path).unwrap();
        apply(&mut connection, &path, &Migrations::from_slice(&MIGRATIONS[..11]), 11).unwrap();
        // Two at 0x019a00000001 ms and one a day later, which left and came back at 0x019a0fffffff ms.
        connection
            .execute_batch(
                "PRAGMA foreign_keys = OFF;
                 INSERT INTO hub (one, id, name, currency, timezone, address, hub4, secret, created_ms, country)
                    VALUES (1, x'00', 'Hub', 'EUR', 'UTC', '', '7K2M', x'00', 0, '');
                 INSERT INTO sleeve (id, serial, state) VALUES
                    (x'019A00000001700080000000000000AA', 'A', 'available'), (x'019A00000001700080000000000000BB', 'B', 'lost'),
                    (x'019A05265C01700080000000000000CC', 'C', 'available');
                 INSERT INTO customer_order (id, number, creator, store, name, class, created_ms, promise_ms, currency,
                    total_minor, carrier, gift) VALUES (x'01', 1, x'c1', 's', '#1', 'accepted', 0, 0, 'EUR', 0, x'0c', 'plain');
                 INSERT INTO parcel (id, customer_order, number, state, bench, carrier) VALUES (x'a1', x'01', 1, 'handed_over', x'0b', x'0c');
                 INSERT INTO loan (id, sleeve, parcel, state, held_minor, currency, opened_ms)
                    VALUES (x'b1', x'019A05265C01700080000000000000CC', x'a1', 'closed', 0, 'EUR', 0);
                 INSERT INTO settlement VALUES (x'019A0FFFFFFF700000000000000000FF', x'b1', x'0b', 'posted'),
                    (x'019A0EEEEEEE700000000000000000FF', x'b1', x'0b', 'voided');",
            )
            .unwrap();
        bring_up_to_date(&mut connection, &path).unwrap();
        let batches: Vec<(i64, i64, i64, String)> = connection
            .prepare(
                "SELECT b.number, b.registered_ms, b.sleeves, group_concat(s.serial ORDER BY s.serial) FROM sleeve_batch b
                 JOIN sleeve s ON s.batch = b.id WHERE b.owner IS NULL AND b.price_minor IS NULL AND b.currency = 'EUR'
                 GROUP BY b.id ORDER BY b.number",
            )
            .and_then(|mut found| {
                found.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?.collect()
            })
            .unwrap();
        let (first, second) = (0x019a_0000_0001, 0x019a_0526_5c01);
        assert_eq!(batches, [(1, first, 2, "A,B".to_owned()), (2, second, 1, "C".to_owned())]);
        let loan: (Vec<u8>, i64) = connection
            .query_row("SELECT creator, back_ms FROM loan", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        assert_eq!(loan, (vec![0xc1], 0x019a_0fff_ffff));
        let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(one("SELECT last FROM counter"), 2);
        assert_eq!(one("SELECT count(*) FROM order_entry"), 0, "no history holds a deed that never was");
    }

    #[test]
    fn a_migration_that_fails_changes_nothing_and_a_copy_lies_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hub.db");
        let mut connection = Connection::open(&path).unwrap();
        let first = M::up("CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);");
        apply(&mut connection, &path, &Migrations::new(vec![first.clone()]), 1).unwrap();
        let second = M::up("UPDATE a SET x = 2; CREATE TABLE a (x INTEGER);");
        let broken = Migrations::new(vec![first, second]);
        apply(&mut connection, &path, &broken, 2).unwrap_err();
        let kept: i64 = connection.query_row("SELECT x FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!((kept, format(&connection).unwrap()), (1, 1));
        let copy = Connection::open(file::beside(&path, ".before-2")).unwrap();
        assert_eq!(copy.query_row("SELECT x FROM a", [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    }
}
