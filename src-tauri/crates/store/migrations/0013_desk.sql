-- Sleeves of a crate wait for their look together: in the sequence in which they were scanned, each with what its buyer gets
-- when it is good.
ALTER TABLE settlement ADD COLUMN journal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settlement ADD COLUMN owed_minor INTEGER NOT NULL DEFAULT 0 CHECK (owed_minor >= 0);

-- Who works here; `number` is their badge's. `pin` is a hash of their PIN in the PHC string format.
CREATE TABLE staff (
    id              BLOB PRIMARY KEY,
    number          INTEGER NOT NULL UNIQUE,
    name            TEXT NOT NULL UNIQUE,
    role            TEXT NOT NULL CHECK (role IN ('packer', 'lead')),
    state           TEXT NOT NULL CHECK (state IN ('here', 'gone')),
    pin             TEXT NOT NULL,
    wrong_pins      INTEGER NOT NULL DEFAULT 0 CHECK (wrong_pins >= 0),
    locked_until_ms INTEGER
) STRICT, WITHOUT ROWID;
ALTER TABLE bench ADD COLUMN staff BLOB REFERENCES staff (id);

-- What a buyer may get for one sleeve without that two people stand for it, once a currency; without a row there is no limit.
CREATE TABLE approval_limit (
    currency TEXT PRIMARY KEY,
    minor    INTEGER NOT NULL CHECK (minor >= 0)
) STRICT, WITHOUT ROWID;

-- What is set aside until a lead decides: a sleeve of whose tag there is a copy, or a genuine tag that was never entered here. A
-- settlement that was pending waits in quarantine, too.
CREATE TABLE sleeve_case (
    id          BLOB PRIMARY KEY,
    number      INTEGER NOT NULL UNIQUE,
    kind        TEXT NOT NULL CHECK (kind IN ('copy', 'never_entered')),
    serial      TEXT NOT NULL,
    sleeve      BLOB REFERENCES sleeve (id),
    settlement  BLOB REFERENCES settlement (id),
    reason      TEXT NOT NULL,
    media       TEXT,
    photo       BLOB,
    opened_ms   INTEGER NOT NULL,
    verdict     TEXT CHECK (verdict IN ('good', 'damaged', 'not_ours')),
    closed_ms   INTEGER,
    CHECK ((kind = 'copy') = (sleeve IS NOT NULL)),
    CHECK ((media IS NULL) = (photo IS NULL)),
    CHECK ((verdict IS NULL) = (closed_ms IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_open_case_per_serial ON sleeve_case (serial) WHERE verdict IS NULL;
