-- What customs ask of a hub and its items, and what a creator says on slips.

ALTER TABLE hub ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN hs_code TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE creator ADD COLUMN thanks TEXT NOT NULL DEFAULT '';
CREATE TABLE creator_logo (
    creator  BLOB PRIMARY KEY REFERENCES creator (id),
    media    TEXT NOT NULL CHECK (media IN ('image/png', 'image/jpeg')),
    bytes    BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 500000)
) STRICT;
