-- What became of a parcel after it had left, where somebody said so. One that is lost or could not be delivered stops the clock of
-- its sleeve's loan; `paused_ms` is how long it stood still before it went on again.
CREATE TABLE parcel_fate (
    parcel     BLOB PRIMARY KEY REFERENCES parcel (id),
    fate       TEXT NOT NULL CHECK (fate IN ('on_its_way', 'delivered', 'lost', 'undeliverable')),
    at_ms      INTEGER NOT NULL,
    paused_ms  INTEGER NOT NULL DEFAULT 0 CHECK (paused_ms >= 0)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER parcel_has_a_fate AFTER INSERT ON parcel_fate BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d WHERE p.id = NEW.parcel;
END;
CREATE TRIGGER parcel_has_another_fate AFTER UPDATE ON parcel_fate BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d WHERE p.id = NEW.parcel;
END;
