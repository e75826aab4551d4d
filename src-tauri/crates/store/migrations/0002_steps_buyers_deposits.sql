-- Steps are appended by their place in the journal. A key that led with the bench put each new one into the middle of the
-- table, which moved its neighbours.
CREATE TABLE step (
    seq      INTEGER PRIMARY KEY,
    bench    BLOB NOT NULL,
    said     TEXT NOT NULL,
    inverse  TEXT
) STRICT;
-- What was kept so far names columns that go below: it can't be taken back any more.
INSERT INTO step (seq, bench, said, inverse) SELECT seq, bench, said, NULL FROM undo_step;
DROP TABLE undo_step;
ALTER TABLE step RENAME TO undo_step;
CREATE INDEX undo_step_of_bench ON undo_step (bench, seq);

-- How an order was paid and what its creator wrote on it can say who bought: they are erased with the buyer.
ALTER TABLE buyer ADD COLUMN payment_reference TEXT;
ALTER TABLE buyer ADD COLUMN tags TEXT NOT NULL DEFAULT '';
UPDATE buyer SET (payment_reference, tags) =
    (SELECT o.payment_reference, o.tags FROM customer_order o WHERE o.id = buyer.customer_order);
ALTER TABLE customer_order DROP COLUMN payment_reference;
ALTER TABLE customer_order DROP COLUMN tags;

-- What a return slip promises holds, also when the creator changes the deposit before the parcel leaves.
ALTER TABLE parcel ADD COLUMN deposit_minor INTEGER CHECK (deposit_minor >= 0);
-- Slips that were printed name what the loan holds, or, of parcels that wait, what the creator asks.
UPDATE parcel SET deposit_minor = coalesce(
    (SELECT l.deposit_minor FROM loan l WHERE l.parcel = parcel.id),
    (SELECT c.deposit_minor FROM customer_order o JOIN creator c ON c.id = o.creator WHERE o.id = parcel.customer_order))
  WHERE sleeve IS NOT NULL AND state IN ('packed', 'loaded', 'handed_over');
