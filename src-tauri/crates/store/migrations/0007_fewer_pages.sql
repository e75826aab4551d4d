-- What a scan waits for: rows that it passes over, and pages that it writes.

-- A step lies with its bench, so that there is no index beside it to write, and is a fifth as long: what a row was, and not
-- the SQL that restores it. What the older program kept can't be read any more, and says so.
CREATE TABLE step_of_bench (
    bench    BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    said     TEXT NOT NULL,
    inverse  TEXT,
    PRIMARY KEY (bench, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO step_of_bench SELECT bench, seq, said, NULL FROM undo_step;
DROP TABLE undo_step;
ALTER TABLE step_of_bench RENAME TO undo_step;

-- Most parcels are on no handover and in no sleeve, most orders on no walk.
DROP INDEX parcel_on_handover;
CREATE INDEX parcel_on_handover ON parcel (handover) WHERE handover IS NOT NULL;
DROP INDEX parcel_in_sleeve;
CREATE INDEX parcel_in_sleeve ON parcel (sleeve) WHERE sleeve IS NOT NULL;
DROP INDEX order_on_wave;
CREATE INDEX order_on_wave ON customer_order (wave) WHERE wave IS NOT NULL;

-- Where a place holds some already, as most do, nothing is added before it is counted.
DROP TRIGGER movement_moves;
CREATE TRIGGER movement_moves AFTER INSERT ON movement BEGIN
    UPDATE stock SET on_hand = on_hand - NEW.qty WHERE place = NEW.source AND item = NEW.item AND run = NEW.run;
    INSERT INTO stock (place, item, run, physical, on_hand, allocated)
        SELECT id, NEW.item, NEW.run, kind IN ('bin', 'tote', 'bench', 'quarantine', 'parcel'), -NEW.qty, 0
        FROM place WHERE id = NEW.source AND changes() = 0;
    UPDATE stock SET on_hand = on_hand + NEW.qty WHERE place = NEW.target AND item = NEW.item AND run = NEW.run;
    INSERT INTO stock (place, item, run, physical, on_hand, allocated)
        SELECT id, NEW.item, NEW.run, kind IN ('bin', 'tote', 'bench', 'quarantine', 'parcel'), NEW.qty, 0
        FROM place WHERE id = NEW.target AND changes() = 0;
    DELETE FROM stock WHERE place = NEW.source AND item = NEW.item AND run = NEW.run AND on_hand = 0 AND allocated = 0;
END;

-- The next task of a walk is the first of those that are left, and they are counted without those that are done.
DROP INDEX task_on_wave;
CREATE INDEX task_on_wave ON task (wave, position);
CREATE INDEX task_left ON task (wave, position, state) WHERE state IN ('open', 'at_bin');
