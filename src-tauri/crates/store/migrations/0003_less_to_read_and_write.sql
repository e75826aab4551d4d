-- What a scan waits for: rows that it reads, and pages that it writes.

-- A line carries its order's promise, so that the ready ones lie in the sequence in which they are served: NEXT looks at
-- the first few, however many wait.
ALTER TABLE order_line ADD COLUMN promise_ms INTEGER NOT NULL DEFAULT 0;
UPDATE order_line SET promise_ms = (SELECT o.promise_ms FROM customer_order o WHERE o.id = order_line.customer_order);
CREATE INDEX line_ready ON order_line (promise_ms, customer_order) WHERE state = 'ready';

-- Steps of UNDO keep their values apart from their statements now; what was kept so far can't be taken back any more.
UPDATE undo_step SET inverse = NULL;

-- A parcel that is opened again finds its papers, however many were printed.
CREATE INDEX print_job_about ON print_job (subject);

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
