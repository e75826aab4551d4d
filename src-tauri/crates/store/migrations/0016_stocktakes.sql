-- A stocktake of sleeves: which were to lie on the shelf when it began, and how each of these, and of others that lay
-- there, was found.
CREATE TABLE stocktake (
    id         BLOB PRIMARY KEY,
    number     INTEGER NOT NULL UNIQUE,
    bench      BLOB NOT NULL REFERENCES place (id),
    opened_ms  INTEGER NOT NULL,
    closed_ms  INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_open_stocktake_per_bench ON stocktake (bench) WHERE closed_ms IS NULL;

CREATE TABLE stocktake_sleeve (
    stocktake  BLOB NOT NULL REFERENCES stocktake (id),
    sleeve     BLOB NOT NULL REFERENCES sleeve (id),
    found      TEXT NOT NULL CHECK (found IN ('not_yet', 'on_the_shelf', 'stray', 'missing')),
    PRIMARY KEY (stocktake, sleeve)
) STRICT, WITHOUT ROWID;
CREATE INDEX stocktake_found ON stocktake_sleeve (stocktake, found);
CREATE INDEX stocktakes_of_sleeve ON stocktake_sleeve (sleeve);
