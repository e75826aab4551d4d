-- Sleeves are bought in batches: what is known of a sleeve is known of all of its batch. It is the hub's own where no creator owns
-- it; a price that nobody knows is none.
CREATE TABLE sleeve_batch (
    id             BLOB PRIMARY KEY,
    number         INTEGER NOT NULL UNIQUE,
    registered_ms  INTEGER NOT NULL,
    size           TEXT NOT NULL,
    owner          BLOB REFERENCES creator (id),
    price_minor    INTEGER CHECK (price_minor >= 0),
    currency       TEXT NOT NULL,
    sleeves        INTEGER NOT NULL CHECK (sleeves > 0)
) STRICT, WITHOUT ROWID;
ALTER TABLE sleeve ADD COLUMN batch BLOB REFERENCES sleeve_batch (id);

-- Sleeves of one deed have one moment in their ids (RFC 9562: the first 48 bits), and so has the id of their batch.
INSERT INTO sleeve_batch (id, number, registered_ms, size, currency, sleeves)
    SELECT unhex(moment || '70008000' || hex(randomblob(6))), row_number() OVER (ORDER BY moment), (
        WITH RECURSIVE digit (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM digit WHERE place < 12)
        SELECT sum((instr('0123456789ABCDEF', substr(moment, place, 1)) - 1) << (4 * (12 - place))) FROM digit),
        '', (SELECT currency FROM hub), sleeves
    FROM (SELECT substr(hex(id), 1, 12) AS moment, count(*) AS sleeves FROM sleeve GROUP BY moment);
UPDATE sleeve SET batch = (SELECT b.id FROM sleeve_batch b WHERE b.id > substr(sleeve.id, 1, 6) ORDER BY b.id LIMIT 1);
INSERT INTO counter (name, last) SELECT 'sleeve_batch', max(number) FROM sleeve_batch HAVING count(*) > 0;
CREATE INDEX sleeve_of_batch ON sleeve (batch, state, serial);

-- Whose buyer has the sleeve, and when it came back: what a fleet is worth is counted by these.
ALTER TABLE loan ADD COLUMN creator BLOB REFERENCES creator (id);
ALTER TABLE loan ADD COLUMN back_ms INTEGER;
UPDATE loan SET creator = (
    SELECT o.creator FROM parcel p JOIN customer_order o ON o.id = p.customer_order WHERE p.id = loan.parcel);
UPDATE loan SET back_ms = (
    SELECT (
        WITH RECURSIVE digit (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM digit WHERE place < 12)
        SELECT sum((instr('0123456789ABCDEF', substr(hex(s.id), place, 1)) - 1) << (4 * (12 - place))) FROM digit)
    FROM settlement s WHERE s.loan = loan.id AND s.state <> 'voided');
-- No deed is under way: what these updates put into histories, and those of the migration before, is of none.
DELETE FROM order_entry WHERE seq > (SELECT coalesce(max(seq), 0) FROM journal);
CREATE INDEX loan_by_cohort ON loan (creator, opened_ms, back_ms);

-- What was kept so far tells rows without these columns from other ones: it can't be taken back any more.
UPDATE undo_step SET inverse = NULL;

-- What a single-use mailer costs, a sleeve, and the handling of one that came back, in the hub's currency.
ALTER TABLE hub ADD COLUMN mailer_minor INTEGER CHECK (mailer_minor > 0);
ALTER TABLE hub ADD COLUMN sleeve_minor INTEGER CHECK (sleeve_minor > 0);
ALTER TABLE hub ADD COLUMN handling_minor INTEGER CHECK (handling_minor >= 0);
