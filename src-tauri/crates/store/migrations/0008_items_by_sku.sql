-- Whoever has no scanner types what stands on the package, and some print it there as a code: a scan of an SKU passes over no
-- rows, however many items there are.
CREATE INDEX item_by_sku ON item (sku COLLATE NOCASE);
