-- The first hub file. Frozen: a change is a new migration.
-- Ids are UUIDv7 blobs, amounts minor units, times milliseconds since the epoch in UTC.
-- Every column that refers to another table and may lose its row by an undo has a whole index: SQLite looks there.

CREATE TABLE hub (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    id           BLOB NOT NULL,
    name         TEXT NOT NULL,
    currency     TEXT NOT NULL,
    timezone     TEXT NOT NULL,
    address      TEXT NOT NULL,
    hub4         TEXT NOT NULL,
    secret       BLOB NOT NULL,
    print_to     TEXT NOT NULL,
    created_ms   INTEGER NOT NULL
) STRICT;

-- Short numbers that people see. They only grow: a number that was printed is never given again.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    last  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------- the journal --------

CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY,
    deed    BLOB NOT NULL UNIQUE,
    entry   TEXT NOT NULL,
    hash    BLOB NOT NULL,
    answer  TEXT
) STRICT;

CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_keeps_words BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- What takes a bench's deed back: the SQL that restores its rows. NULL: it can't be taken back any more.
CREATE TABLE undo_step (
    bench    BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    said     TEXT NOT NULL,
    inverse  TEXT,
    PRIMARY KEY (bench, seq)
) STRICT, WITHOUT ROWID;

-- -------------------------------------------------------------------------------------------- the catalogue --------

CREATE TABLE creator (
    id             BLOB PRIMARY KEY,
    key            TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL,
    currency       TEXT NOT NULL,
    sleeve_rule    TEXT NOT NULL,
    deposit_minor  INTEGER NOT NULL CHECK (deposit_minor >= 0),
    part_orders    TEXT NOT NULL CHECK (part_orders IN ('whole', 'part'))
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    id               BLOB PRIMARY KEY,
    number           INTEGER NOT NULL UNIQUE,
    creator          BLOB NOT NULL REFERENCES creator (id),
    sku              TEXT NOT NULL,
    title            TEXT NOT NULL,
    kind             TEXT NOT NULL,
    barcode          TEXT,
    price_minor      INTEGER NOT NULL,
    unit_cost_minor  INTEGER,
    currency         TEXT NOT NULL,
    weight_g         INTEGER,
    typed_quantity   TEXT NOT NULL,
    UNIQUE (creator, sku)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_by_barcode ON item (barcode) WHERE barcode IS NOT NULL;

CREATE TABLE kit_part (
    kit   BLOB NOT NULL REFERENCES item (id),
    item  BLOB NOT NULL REFERENCES item (id),
    qty   INTEGER NOT NULL CHECK (qty > 0),
    PRIMARY KEY (kit, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    id               BLOB PRIMARY KEY,
    number           INTEGER NOT NULL UNIQUE,
    item             BLOB NOT NULL REFERENCES item (id),
    maker            TEXT NOT NULL,
    expected         INTEGER CHECK (expected > 0),
    received         INTEGER NOT NULL,
    unit_cost_minor  INTEGER,
    state            TEXT NOT NULL,
    bench            BLOB REFERENCES place (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_open ON run (item, number) WHERE state <> 'closed';
CREATE INDEX run_at_bench ON run (bench) WHERE bench IS NOT NULL;

-- ------------------------------------------------------------------------------------------- places, stock ---------

CREATE TABLE place (
    id      BLOB PRIMARY KEY,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    x_mm    INTEGER NOT NULL,
    y_mm    INTEGER NOT NULL,
    z_mm    INTEGER NOT NULL,
    UNIQUE (kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE movement (
    seq      INTEGER PRIMARY KEY,
    journal  INTEGER NOT NULL,
    item     BLOB NOT NULL REFERENCES item (id),
    run      BLOB NOT NULL REFERENCES run (id),
    source   BLOB NOT NULL REFERENCES place (id),
    target   BLOB NOT NULL REFERENCES place (id),
    qty      INTEGER NOT NULL CHECK (qty > 0),
    CHECK (source <> target)
) STRICT;
CREATE INDEX movement_of_entry ON movement (journal);

CREATE TRIGGER movement_keeps_rows BEFORE DELETE ON movement BEGIN
    SELECT RAISE(ABORT, 'the stock ledger is append-only');
END;
CREATE TRIGGER movement_keeps_words BEFORE UPDATE ON movement BEGIN
    SELECT RAISE(ABORT, 'the stock ledger is append-only');
END;

-- The sum of the movements by place, item and run, and what is promised of it. Kept by triggers only.
CREATE TABLE stock (
    place      BLOB NOT NULL,
    item       BLOB NOT NULL,
    run        BLOB NOT NULL,
    physical   INTEGER NOT NULL,
    on_hand    INTEGER NOT NULL,
    allocated  INTEGER NOT NULL,
    PRIMARY KEY (place, item, run),
    CONSTRAINT stock_not_below_zero CHECK (physical = 0 OR on_hand >= 0),
    CONSTRAINT stock_not_oversold CHECK (allocated >= 0 AND (allocated = 0 OR allocated <= on_hand))
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_of_item ON stock (item, place);

CREATE TRIGGER movement_moves AFTER INSERT ON movement BEGIN
    INSERT INTO stock (place, item, run, physical, on_hand, allocated)
        SELECT id, NEW.item, NEW.run, kind IN ('bin', 'tote', 'bench', 'quarantine', 'parcel'), 0, 0
        FROM place WHERE id IN (NEW.source, NEW.target)
        ON CONFLICT DO NOTHING;
    UPDATE stock SET on_hand = on_hand - NEW.qty WHERE place = NEW.source AND item = NEW.item AND run = NEW.run;
    UPDATE stock SET on_hand = on_hand + NEW.qty WHERE place = NEW.target AND item = NEW.item AND run = NEW.run;
    DELETE FROM stock WHERE place = NEW.source AND item = NEW.item AND run = NEW.run AND on_hand = 0 AND allocated = 0;
END;

-- ------------------------------------------------------------------------------------------------- money -----------

CREATE TABLE posting (
    seq       INTEGER PRIMARY KEY,
    journal   INTEGER NOT NULL,
    account   TEXT NOT NULL,
    currency  TEXT NOT NULL,
    minor     INTEGER NOT NULL CHECK (minor <> 0)
) STRICT;
CREATE INDEX posting_of_entry ON posting (journal);
CREATE INDEX posting_of_account ON posting (account);

CREATE TRIGGER posting_keeps_rows BEFORE DELETE ON posting BEGIN
    SELECT RAISE(ABORT, 'the money ledger is append-only');
END;
CREATE TRIGGER posting_keeps_words BEFORE UPDATE ON posting BEGIN
    SELECT RAISE(ABORT, 'the money ledger is append-only');
END;

CREATE TABLE account (
    account   TEXT NOT NULL,
    currency  TEXT NOT NULL,
    minor     INTEGER NOT NULL,
    PRIMARY KEY (account, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER posting_posts AFTER INSERT ON posting BEGIN
    INSERT INTO account (account, currency, minor) VALUES (NEW.account, NEW.currency, NEW.minor)
        ON CONFLICT DO UPDATE SET minor = minor + excluded.minor;
END;

-- ------------------------------------------------------------------------------------------------ orders -----------

CREATE TABLE carrier (
    id      BLOB PRIMARY KEY,
    number  INTEGER NOT NULL UNIQUE,
    name    TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_order (
    id                 BLOB PRIMARY KEY,
    number             INTEGER NOT NULL UNIQUE,
    creator            BLOB NOT NULL REFERENCES creator (id),
    store              TEXT NOT NULL,
    name               TEXT NOT NULL,
    platform_id        TEXT,
    class              TEXT NOT NULL,
    created_ms         INTEGER NOT NULL,
    promise_ms         INTEGER NOT NULL,
    currency           TEXT NOT NULL,
    total_minor        INTEGER NOT NULL,
    carrier            BLOB NOT NULL REFERENCES carrier (id),
    payment_reference  TEXT,
    tags               TEXT NOT NULL,
    gift               TEXT NOT NULL CHECK (gift IN ('plain', 'gift')),
    wave               BLOB REFERENCES wave (id),
    -- The last deed that worked on its goods: an older one can't be taken back any more.
    touched            INTEGER NOT NULL DEFAULT 0,
    UNIQUE (creator, store, name)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_order_per_platform_id ON customer_order (creator, store, platform_id) WHERE platform_id IS NOT NULL;
CREATE INDEX order_on_wave ON customer_order (wave);

-- Everything that says who bought: erased as a whole, referred to by nothing.
CREATE TABLE buyer (
    customer_order   BLOB PRIMARY KEY REFERENCES customer_order (id),
    email_mac        BLOB,
    content_mac      BLOB NOT NULL,
    email            TEXT NOT NULL,
    phone            TEXT NOT NULL,
    name             TEXT NOT NULL,
    company          TEXT NOT NULL,
    address1         TEXT NOT NULL,
    address2         TEXT NOT NULL,
    city             TEXT NOT NULL,
    zip              TEXT NOT NULL,
    province         TEXT NOT NULL,
    country          TEXT NOT NULL,
    note             TEXT NOT NULL,
    note_attributes  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX buyer_by_email ON buyer (email_mac) WHERE email_mac IS NOT NULL;

CREATE TABLE order_line (
    id              BLOB PRIMARY KEY,
    customer_order  BLOB NOT NULL REFERENCES customer_order (id),
    position        INTEGER NOT NULL,
    item            BLOB REFERENCES item (id),
    sku             TEXT NOT NULL,
    title           TEXT NOT NULL,
    qty             INTEGER NOT NULL CHECK (qty > 0),
    price_minor     INTEGER NOT NULL,
    state           TEXT NOT NULL,
    held            TEXT,
    CHECK ((state = 'held') = (held IS NOT NULL)),
    UNIQUE (customer_order, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_by_state ON order_line (state, customer_order);

CREATE TABLE allocation (
    id     BLOB PRIMARY KEY,
    line   BLOB NOT NULL REFERENCES order_line (id),
    item   BLOB NOT NULL REFERENCES item (id),
    run    BLOB NOT NULL REFERENCES run (id),
    bin    BLOB NOT NULL REFERENCES place (id),
    qty    INTEGER NOT NULL CHECK (qty > 0),
    state  TEXT NOT NULL CHECK (state IN ('live', 'picked', 'released'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_live_allocation ON allocation (line, item, run, bin) WHERE state = 'live';
CREATE INDEX allocation_of_bin ON allocation (bin, item) WHERE state = 'live';
CREATE INDEX allocation_of_line ON allocation (line);

CREATE TRIGGER allocation_promises AFTER INSERT ON allocation WHEN NEW.state = 'live' BEGIN
    UPDATE stock SET allocated = allocated + NEW.qty WHERE place = NEW.bin AND item = NEW.item AND run = NEW.run;
    SELECT RAISE(ABORT, 'stock_not_oversold') WHERE changes() = 0;
END;
CREATE TRIGGER allocation_forgets AFTER DELETE ON allocation WHEN OLD.state = 'live' BEGIN
    UPDATE stock SET allocated = allocated - OLD.qty WHERE place = OLD.bin AND item = OLD.item AND run = OLD.run;
END;
CREATE TRIGGER allocation_changes AFTER UPDATE ON allocation BEGIN
    UPDATE stock SET allocated = allocated - iif(OLD.state = 'live', OLD.qty, 0) + iif(NEW.state = 'live', NEW.qty, 0)
        WHERE place = NEW.bin AND item = NEW.item AND run = NEW.run;
    SELECT RAISE(ABORT, 'stock_not_oversold') WHERE changes() = 0 AND NEW.state = 'live';
END;

-- ----------------------------------------------------------------------------------------- picking, packing --------

CREATE TABLE wave (
    id      BLOB PRIMARY KEY,
    number  INTEGER NOT NULL UNIQUE,
    state   TEXT NOT NULL CHECK (state IN ('open', 'done')),
    bench   BLOB REFERENCES place (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX wave_open ON wave (number) WHERE state = 'open';

CREATE TABLE task (
    id          BLOB PRIMARY KEY,
    wave        BLOB NOT NULL REFERENCES wave (id),
    position    INTEGER NOT NULL,
    allocation  BLOB NOT NULL REFERENCES allocation (id),
    counted     INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'at_bin', 'done', 'dropped'))
) STRICT, WITHOUT ROWID;
CREATE INDEX task_on_wave ON task (wave, position);
CREATE INDEX task_fetches ON task (allocation);
CREATE UNIQUE INDEX task_of_allocation ON task (allocation) WHERE state IN ('open', 'at_bin');

-- Which order a tote carries.
CREATE TABLE tote_use (
    tote            BLOB PRIMARY KEY REFERENCES place (id),
    customer_order  BLOB NOT NULL REFERENCES customer_order (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tote_of_order ON tote_use (customer_order);

CREATE TABLE parcel (
    id              BLOB PRIMARY KEY REFERENCES place (id),
    customer_order  BLOB NOT NULL REFERENCES customer_order (id),
    number          INTEGER UNIQUE,
    state           TEXT NOT NULL,
    bench           BLOB NOT NULL REFERENCES place (id),
    carrier         BLOB NOT NULL REFERENCES carrier (id),
    sleeve          BLOB REFERENCES sleeve (id),
    weight_g        INTEGER CHECK (weight_g > 0),
    handover        BLOB REFERENCES handover (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX parcel_of_order ON parcel (customer_order);
CREATE INDEX parcel_waiting ON parcel (carrier, number) WHERE state = 'packed';
CREATE INDEX parcel_on_handover ON parcel (handover);
CREATE INDEX parcel_in_sleeve ON parcel (sleeve);
CREATE UNIQUE INDEX one_open_parcel_per_order ON parcel (customer_order) WHERE state = 'packing';
CREATE UNIQUE INDEX one_bound_parcel_per_sleeve ON parcel (sleeve) WHERE sleeve IS NOT NULL AND state IN ('packing', 'packed', 'loaded');

CREATE TABLE parcel_line (
    parcel    BLOB NOT NULL REFERENCES parcel (id),
    line      BLOB NOT NULL REFERENCES order_line (id),
    item      BLOB NOT NULL REFERENCES item (id),
    expected  INTEGER NOT NULL CHECK (expected > 0),
    PRIMARY KEY (parcel, line, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX parcel_line_of_line ON parcel_line (line);

CREATE TABLE voided_code (
    kind    TEXT NOT NULL,
    number  TEXT NOT NULL,
    parcel  BLOB NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE handover (
    id         BLOB PRIMARY KEY,
    number     INTEGER NOT NULL UNIQUE,
    carrier    BLOB NOT NULL REFERENCES carrier (id),
    state      TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    bench      BLOB NOT NULL REFERENCES place (id),
    closed_ms  INTEGER,
    CHECK ((state = 'closed') = (closed_ms IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_open_handover_per_carrier ON handover (carrier) WHERE state = 'open';

CREATE TABLE bin_count (
    id     BLOB PRIMARY KEY,
    bin    BLOB NOT NULL REFERENCES place (id),
    item   BLOB NOT NULL REFERENCES item (id),
    state  TEXT NOT NULL CHECK (state IN ('open', 'done'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_open_count ON bin_count (bin, item) WHERE state = 'open';

-- ----------------------------------------------------------------------------------------------- sleeves -----------

CREATE TABLE sleeve (
    id      BLOB PRIMARY KEY,
    serial  TEXT NOT NULL UNIQUE,
    state   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sleeve_by_state ON sleeve (state, serial);

CREATE TABLE loan (
    id             BLOB PRIMARY KEY,
    sleeve         BLOB NOT NULL REFERENCES sleeve (id),
    parcel         BLOB NOT NULL REFERENCES parcel (id),
    state          TEXT NOT NULL,
    deposit_minor  INTEGER NOT NULL,
    currency       TEXT NOT NULL,
    opened_ms      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_open_loan_per_sleeve ON loan (sleeve) WHERE state IN ('open', 'return_pending');
CREATE INDEX loan_of_sleeve ON loan (sleeve, opened_ms);
CREATE INDEX loan_around_parcel ON loan (parcel);

CREATE TABLE settlement (
    id     BLOB PRIMARY KEY,
    loan   BLOB NOT NULL REFERENCES loan (id),
    bench  BLOB NOT NULL REFERENCES place (id),
    state  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_settlement_per_loan ON settlement (loan) WHERE state <> 'voided';
CREATE INDEX settlement_of_loan ON settlement (loan);
CREATE INDEX settlement_pending ON settlement (bench) WHERE state = 'pending';

-- -------------------------------------------------------------------------------------- benches and printing -------

CREATE TABLE bench (
    place  BLOB PRIMARY KEY REFERENCES place (id),
    state  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job (
    id        BLOB PRIMARY KEY,
    number    INTEGER NOT NULL UNIQUE,
    journal   INTEGER NOT NULL,
    document  TEXT NOT NULL,
    subject   TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed', 'voided')),
    message   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX print_job_queued ON print_job (number) WHERE state = 'queued';
CREATE INDEX print_job_of_entry ON print_job (journal);
