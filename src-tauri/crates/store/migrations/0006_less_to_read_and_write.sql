-- What a scan waits for: rows that it reads, and pages that it writes.

-- What is left of a walk is counted, and the next of it found, in the index alone.
DROP INDEX task_on_wave;
CREATE INDEX task_on_wave ON task (wave, position, state);

-- A ledger's rows lie by the entry that they belong to: an index of that beside them was one page more for every scan.
ALTER TABLE movement RENAME TO movement_by_seq;
CREATE TABLE movement (
    journal   INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    item      BLOB NOT NULL REFERENCES item (id),
    run       BLOB NOT NULL REFERENCES run (id),
    source    BLOB NOT NULL REFERENCES place (id),
    target    BLOB NOT NULL REFERENCES place (id),
    qty       INTEGER NOT NULL CHECK (qty > 0),
    PRIMARY KEY (journal, position),
    CHECK (source <> target)
) STRICT, WITHOUT ROWID;
INSERT INTO movement SELECT journal, row_number() OVER (PARTITION BY journal ORDER BY seq), item, run, source, target, qty
    FROM movement_by_seq ORDER BY journal, seq;
DROP TABLE movement_by_seq;
CREATE TRIGGER movement_keeps_rows BEFORE DELETE ON movement BEGIN
    SELECT RAISE(ABORT, 'the stock ledger is append-only');
END;
CREATE TRIGGER movement_keeps_words BEFORE UPDATE ON movement BEGIN
    SELECT RAISE(ABORT, 'the stock ledger is append-only');
END;
-- One statement a place: a list of both would be a table of its own each time.
CREATE TRIGGER movement_moves AFTER INSERT ON movement BEGIN
    INSERT INTO stock (place, item, run, physical, on_hand, allocated)
        SELECT id, NEW.item, NEW.run, kind IN ('bin', 'tote', 'bench', 'quarantine', 'parcel'), 0, 0
        FROM place WHERE id = NEW.source
        ON CONFLICT DO NOTHING;
    INSERT INTO stock (place, item, run, physical, on_hand, allocated)
        SELECT id, NEW.item, NEW.run, kind IN ('bin', 'tote', 'bench', 'quarantine', 'parcel'), 0, 0
        FROM place WHERE id = NEW.target
        ON CONFLICT DO NOTHING;
    UPDATE stock SET on_hand = on_hand - NEW.qty WHERE place = NEW.source AND item = NEW.item AND run = NEW.run;
    UPDATE stock SET on_hand = on_hand + NEW.qty WHERE place = NEW.target AND item = NEW.item AND run = NEW.run;
    DELETE FROM stock WHERE place = NEW.source AND item = NEW.item AND run = NEW.run AND on_hand = 0 AND allocated = 0;
END;

ALTER TABLE posting RENAME TO posting_by_seq;
CREATE TABLE posting (
    journal   INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    account   TEXT NOT NULL,
    currency  TEXT NOT NULL,
    minor     INTEGER NOT NULL CHECK (minor <> 0),
    PRIMARY KEY (journal, position)
) STRICT, WITHOUT ROWID;
INSERT INTO posting SELECT journal, row_number() OVER (PARTITION BY journal ORDER BY seq), account, currency, minor
    FROM posting_by_seq ORDER BY journal, seq;
DROP TABLE posting_by_seq;
CREATE INDEX posting_of_account ON posting (account);
CREATE TRIGGER posting_keeps_rows BEFORE DELETE ON posting BEGIN
    SELECT RAISE(ABORT, 'the money ledger is append-only');
END;
CREATE TRIGGER posting_keeps_words BEFORE UPDATE ON posting BEGIN
    SELECT RAISE(ABORT, 'the money ledger is append-only');
END;
CREATE TRIGGER posting_posts AFTER INSERT ON posting BEGIN
    INSERT INTO account (account, currency, minor) VALUES (NEW.account, NEW.currency, NEW.minor)
        ON CONFLICT DO UPDATE SET minor = minor + excluded.minor;
END;

-- The trigger went with the table; and a list of both places would be a table of its own each time.
CREATE TRIGGER unit_goes_into_parcel AFTER INSERT ON movement BEGIN
    INSERT OR IGNORE INTO order_entry SELECT customer_order, NEW.journal FROM parcel WHERE id = NEW.target;
    INSERT OR IGNORE INTO order_entry SELECT customer_order, NEW.journal FROM parcel WHERE id = NEW.source;
END;

-- One index with the state in it, as every change of it is written into each: the newest of a state are found by the rows'
-- own numbers.
DROP INDEX order_index_in_state;

-- UPDATE FROM would make a table of its own for the order's state each time.
DROP TRIGGER line_moves;
CREATE TRIGGER line_moves AFTER UPDATE OF state ON order_line WHEN OLD.state <> NEW.state BEGIN
    UPDATE order_index SET state = (SELECT state FROM order_progress WHERE customer_order = NEW.customer_order)
        WHERE number = (SELECT number FROM customer_order WHERE id = NEW.customer_order)
          AND state <> (SELECT state FROM order_progress WHERE customer_order = NEW.customer_order);
END;
CREATE TRIGGER line_changes AFTER UPDATE OF state, held, item ON order_line BEGIN
    INSERT OR IGNORE INTO order_entry SELECT NEW.customer_order, seq FROM deed_under_way;
END;

-- A newer export may leave an order without lines.
CREATE TRIGGER line_is_gone AFTER DELETE ON order_line BEGIN
    UPDATE order_index SET state =
            coalesce((SELECT state FROM order_progress WHERE customer_order = OLD.customer_order), 'cancelled')
        WHERE number = (SELECT number FROM customer_order WHERE id = OLD.customer_order);
    INSERT OR IGNORE INTO order_entry SELECT OLD.customer_order, seq FROM deed_under_way;
END;
UPDATE order_index SET state = p.state
    FROM (SELECT o.number, coalesce(p.state, 'cancelled') AS state
          FROM customer_order o LEFT JOIN order_progress p ON p.customer_order = o.id) p
    WHERE order_index.number = p.number AND order_index.state <> p.state;
