-- What an item looks like, and finding items as one types.

-- The digest stands before the bytes, so that asking for it reads no picture.
CREATE TABLE item_picture (
    item    BLOB PRIMARY KEY REFERENCES item (id),
    media   TEXT NOT NULL CHECK (media IN ('image/png', 'image/jpeg', 'image/webp')),
    digest  BLOB NOT NULL CHECK (length(digest) = 32),
    bytes   BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 200000)
) STRICT;

-- The words that an item is found by, whose it is, and what it is. Kept by triggers only; items are not on a scan's way.
-- A GTIN is kept with 14 digits, and stands on the product with 13, 12 or 8.
CREATE VIRTUAL TABLE item_search USING fts5 (words, creator, kind, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2");

CREATE VIEW item_words AS
    SELECT number,
        sku || ' ' || title || coalesce(' ' || barcode, '') || iif(barcode GLOB '0*', ' ' || substr(barcode, 2), '')
            || iif(barcode GLOB '00*', ' ' || substr(barcode, 3) || ' ' || ltrim(barcode, '0'), '') AS words,
        hex(creator) AS creator, kind
    FROM item;

CREATE TRIGGER item_is_found AFTER INSERT ON item BEGIN
    INSERT INTO item_search (rowid, words, creator, kind)
        SELECT number, words, creator, kind FROM item_words WHERE number = NEW.number;
END;
CREATE TRIGGER item_is_renamed AFTER UPDATE ON item
    WHEN (OLD.sku, OLD.title, OLD.barcode, OLD.kind) IS NOT (NEW.sku, NEW.title, NEW.barcode, NEW.kind) BEGIN
    DELETE FROM item_search WHERE rowid = NEW.number;
    INSERT INTO item_search (rowid, words, creator, kind)
        SELECT number, words, creator, kind FROM item_words WHERE number = NEW.number;
END;

INSERT INTO item_search (rowid, words, creator, kind) SELECT number, words, creator, kind FROM item_words;
