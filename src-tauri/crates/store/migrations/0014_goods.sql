-- Goods that came back together: of a parcel, or, where nobody knows which, of a creator. `days` have passed since the parcel
-- left, and `window_days` are what its creator allowed when it came back. A return is final once the creator says what came
-- of it.
CREATE TABLE goods_return (
    id              BLOB PRIMARY KEY,
    number          INTEGER NOT NULL UNIQUE,
    creator         BLOB NOT NULL REFERENCES creator (id),
    parcel          BLOB REFERENCES parcel (id),
    bench           BLOB NOT NULL REFERENCES place (id),
    state           TEXT NOT NULL CHECK (state IN ('open', 'asked', 'done')),
    opened_ms       INTEGER NOT NULL,
    days            INTEGER,
    window_days     INTEGER CHECK (window_days >= 0),
    reference       TEXT NOT NULL DEFAULT '',
    refunded_minor  INTEGER CHECK (refunded_minor >= 0),
    done_ms         INTEGER,
    CHECK ((state = 'done') = (done_ms IS NOT NULL)),
    CHECK ((parcel IS NULL) = (days IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_open_return_per_bench ON goods_return (bench, coalesce(parcel, creator)) WHERE state = 'open';
CREATE INDEX goods_return_by_state ON goods_return (state, number);
CREATE INDEX goods_return_of_parcel ON goods_return (parcel) WHERE parcel IS NOT NULL;

-- One unit each. `nth` of those of its run that left in the parcel: none is here twice, and none that did not leave. `place` is
-- where it lies in the books; a unit that is not here has none, and may come later.
CREATE TABLE returned_unit (
    id            BLOB PRIMARY KEY,
    goods_return  BLOB NOT NULL REFERENCES goods_return (id),
    parcel        BLOB REFERENCES parcel (id),
    item          BLOB NOT NULL REFERENCES item (id),
    run           BLOB NOT NULL REFERENCES run (id),
    nth           INTEGER NOT NULL CHECK (nth > 0),
    journal       INTEGER NOT NULL,
    grade         TEXT NOT NULL CHECK (grade IN ('as_new', 'opened', 'damaged', 'wrong_item', 'missing')),
    goes_to       TEXT NOT NULL CHECK (goes_to IN ('restock', 'hold', 'rework', 'scrap', 'nowhere')),
    reason        TEXT NOT NULL,
    place         BLOB REFERENCES place (id),
    media         TEXT,
    CHECK ((place IS NULL) = (grade IN ('wrong_item', 'missing'))),
    CHECK ((goes_to = 'nowhere') = (place IS NULL)),
    CHECK (NOT (grade = 'damaged' AND goes_to = 'restock'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_return_per_unit ON returned_unit (parcel, item, run, nth) WHERE parcel IS NOT NULL AND place IS NOT NULL;
CREATE INDEX unit_of_return ON returned_unit (goods_return, journal, nth);
CREATE INDEX unit_of_run ON returned_unit (item, run);

CREATE TABLE returned_photo (
    unit   BLOB PRIMARY KEY REFERENCES returned_unit (id),
    photo  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Days within which goods may come back; without a rule there are none.
ALTER TABLE creator ADD COLUMN return_days INTEGER CHECK (return_days >= 0);

-- What came back of an order is in its history.
CREATE TRIGGER unit_comes_back AFTER INSERT ON returned_unit WHEN NEW.parcel IS NOT NULL BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d WHERE p.id = NEW.parcel;
END;
CREATE TRIGGER returned_unit_changes AFTER UPDATE ON returned_unit WHEN NEW.parcel IS NOT NULL BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d WHERE p.id = NEW.parcel;
END;
CREATE TRIGGER unit_is_out_again AFTER DELETE ON returned_unit WHEN OLD.parcel IS NOT NULL BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d WHERE p.id = OLD.parcel;
END;
CREATE TRIGGER goods_return_goes_on AFTER UPDATE ON goods_return WHEN NEW.parcel IS NOT NULL BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d WHERE p.id = NEW.parcel;
END;
