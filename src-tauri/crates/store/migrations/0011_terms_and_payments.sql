-- What is agreed about sleeves, and what creators are asked to pay. Terms never change: whoever changes a creator's gives it
-- new ones, a parcel keeps those that its return slip promises, and its loan keeps them until it ends.
CREATE TABLE terms (
    id             BLOB PRIMARY KEY,
    currency       TEXT NOT NULL,
    deposit_minor  INTEGER NOT NULL CHECK (deposit_minor >= 0),
    paid           TEXT NOT NULL CHECK (paid IN ('before', 'after')),
    pay_back       TEXT NOT NULL CHECK (pay_back IN ('refund', 'credit')),
    reward_minor   INTEGER NOT NULL CHECK (reward_minor >= 0),
    reward_days    INTEGER NOT NULL CHECK (reward_days >= 0),
    overdue_days   INTEGER CHECK (overdue_days >= 0),
    lost_days      INTEGER CHECK (lost_days >= 0),
    damage_minor   INTEGER NOT NULL CHECK (damage_minor >= 0),
    vat_bp         INTEGER NOT NULL CHECK (vat_bp >= 0),
    forfeit_to     TEXT NOT NULL CHECK (forfeit_to IN ('income', 'creator', 'unclaimed')),
    turns_up       TEXT NOT NULL CHECK (turns_up IN ('give_back', 'keep'))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER terms_never_change BEFORE UPDATE ON terms BEGIN SELECT RAISE(ABORT, 'terms never change'); END;
CREATE TRIGGER terms_stay BEFORE DELETE ON terms BEGIN SELECT RAISE(ABORT, 'terms stay'); END;

-- Without terms nothing is owed.
ALTER TABLE creator ADD COLUMN terms BLOB REFERENCES terms (id);
ALTER TABLE parcel ADD COLUMN terms BLOB REFERENCES terms (id);
ALTER TABLE loan ADD COLUMN terms BLOB REFERENCES terms (id);

-- A deposit that goes back after a look is all that was agreed until now.
INSERT INTO terms (id, currency, deposit_minor, paid, pay_back, reward_minor, reward_days, damage_minor, vat_bp, forfeit_to, turns_up)
    SELECT randomblob(16), currency, deposit_minor, 'before', 'refund', 0, 0, 0, 0, 'income', 'give_back' FROM (
        SELECT currency, deposit_minor FROM creator
        UNION SELECT currency, deposit_minor FROM loan
        UNION SELECT o.currency, p.deposit_minor FROM parcel p JOIN customer_order c ON c.id = p.customer_order JOIN creator o ON o.id = c.creator)
    WHERE deposit_minor > 0;
UPDATE creator SET terms = (SELECT t.id FROM terms t WHERE (t.currency, t.deposit_minor) = (creator.currency, creator.deposit_minor));
UPDATE loan SET terms = (SELECT t.id FROM terms t WHERE (t.currency, t.deposit_minor) = (loan.currency, loan.deposit_minor));
UPDATE parcel SET terms = (
    SELECT t.id FROM terms t JOIN customer_order o ON o.id = parcel.customer_order JOIN creator c ON c.id = o.creator
    WHERE (t.currency, t.deposit_minor) = (c.currency, parcel.deposit_minor));
ALTER TABLE creator DROP COLUMN deposit_minor;
ALTER TABLE parcel DROP COLUMN deposit_minor;
-- What was kept so far names columns that are gone: it can't be taken back any more.
UPDATE undo_step SET inverse = NULL;

-- What is held for the buyer while the sleeve is away; when it is overdue and when it is lost, unless its clock is stopped; the
-- moment for which its deposit was forfeited, or asked for.
ALTER TABLE loan RENAME COLUMN deposit_minor TO held_minor;
ALTER TABLE loan ADD COLUMN overdue_ms INTEGER;
ALTER TABLE loan ADD COLUMN lost_ms INTEGER;
ALTER TABLE loan ADD COLUMN forfeited_ms INTEGER;
CREATE INDEX loan_overdue ON loan (overdue_ms) WHERE state = 'open' AND overdue_ms IS NOT NULL;
CREATE INDEX loan_lost ON loan (lost_ms) WHERE state = 'open' AND lost_ms IS NOT NULL;

-- What a creator is asked to pay to a buyer, or to ask of one, by which entry of the journal (0: by an older program). It is final
-- once the creator says that it is done, and never gone: whoever was asked may have paid.
CREATE TABLE payment (
    id         BLOB PRIMARY KEY,
    number     INTEGER NOT NULL UNIQUE,
    journal    INTEGER NOT NULL,
    loan       BLOB NOT NULL REFERENCES loan (id),
    kind       TEXT NOT NULL CHECK (kind IN ('refund', 'credit', 'reward', 'charge')),
    minor      INTEGER NOT NULL CHECK (minor > 0),
    currency   TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    code       TEXT NOT NULL,
    reference  TEXT NOT NULL,
    asked_ms   INTEGER NOT NULL,
    ended_ms   INTEGER,
    CHECK ((state = 'open') = (ended_ms IS NULL)),
    CHECK ((state = 'done') = (reference <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_of_entry ON payment (journal);
CREATE INDEX payment_open ON payment (number) WHERE state = 'open';
CREATE UNIQUE INDEX one_refund_per_loan ON payment (loan) WHERE kind IN ('refund', 'credit') AND state <> 'cancelled';
CREATE UNIQUE INDEX one_reward_per_loan ON payment (loan) WHERE kind = 'reward' AND state <> 'cancelled';
CREATE UNIQUE INDEX one_charge_per_loan ON payment (loan) WHERE kind = 'charge' AND state <> 'cancelled';

-- What is owed to buyers now is what creators are asked for; asked when the sleeve came back (RFC 9562: the first 48 bits of an id).
INSERT INTO payment (id, number, journal, loan, kind, minor, currency, state, code, reference, asked_ms)
    SELECT randomblob(16), row_number() OVER (ORDER BY s.id), 0, l.id, 'refund', l.held_minor, l.currency, 'open', '', '', (
        WITH RECURSIVE digit (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM digit WHERE place < 12)
        SELECT sum((instr('0123456789ABCDEF', substr(hex(s.id), place, 1)) - 1) << (4 * (12 - place))) FROM digit)
    FROM settlement s JOIN loan l ON l.id = s.loan WHERE s.state = 'posted' AND l.state = 'refunded' AND l.held_minor > 0;
INSERT INTO counter (name, last) SELECT 'payment', max(number) FROM payment HAVING count(*) > 0;
