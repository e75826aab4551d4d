-- Buyers of a creator who were chosen by a rule: those who spent most, at most `top` of them. Terms of their own hold for them;
-- without any nothing is owed. Where a buyer is in several, the one with the lowest number counts. What drawing it came to is
-- kept: what the last of them had spent, and all of them together, in minor units of the creator's currency.
CREATE TABLE cohort (
    id           BLOB PRIMARY KEY,
    number       INTEGER NOT NULL UNIQUE,
    creator      BLOB NOT NULL REFERENCES creator (id),
    name         TEXT NOT NULL,
    top          INTEGER NOT NULL CHECK (top > 0),
    terms        BLOB REFERENCES terms (id),
    drawn_ms     INTEGER NOT NULL,
    least_minor  INTEGER NOT NULL CHECK (least_minor > 0),
    spent_minor  INTEGER NOT NULL CHECK (spent_minor >= least_minor),
    ended_ms     INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_cohort_of_a_name ON cohort (creator, name) WHERE ended_ms IS NULL;
CREATE INDEX cohort_of_creator ON cohort (creator, number);
CREATE TRIGGER cohorts_stay BEFORE DELETE ON cohort BEGIN SELECT RAISE(ABORT, 'cohorts stay'); END;
CREATE TRIGGER cohort_ends_for_good BEFORE UPDATE ON cohort WHEN OLD.ended_ms IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a cohort that ended stays as it was');
END;

-- Who is in one, by the keyed hash of their e-mail: so an order of theirs is recognised, whenever it comes in, and nobody's data
-- is kept here. Nobody is in one that ended.
CREATE TABLE cohort_buyer (
    email_mac  BLOB NOT NULL CHECK (length(email_mac) = 32),
    cohort     BLOB NOT NULL REFERENCES cohort (id),
    PRIMARY KEY (email_mac, cohort)
) STRICT, WITHOUT ROWID;
CREATE INDEX buyers_of_cohort ON cohort_buyer (cohort);
CREATE TRIGGER nobody_joins_an_ended_cohort BEFORE INSERT ON cohort_buyer
    WHEN EXISTS (SELECT 1 FROM cohort WHERE id = NEW.cohort AND ended_ms IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'a cohort that ended stays as it was');
END;
CREATE TRIGGER cohort_is_left AFTER UPDATE OF ended_ms ON cohort WHEN NEW.ended_ms IS NOT NULL BEGIN
    DELETE FROM cohort_buyer WHERE cohort = NEW.id;
END;

-- Whose terms a return slip promises, and its loan keeps; of none where they are those of all other buyers.
ALTER TABLE parcel ADD COLUMN cohort BLOB REFERENCES cohort (id);
ALTER TABLE loan ADD COLUMN cohort BLOB REFERENCES cohort (id);
CREATE TRIGGER loan_is_of_a_cohort BEFORE INSERT ON loan
    WHEN NEW.cohort IS NOT NULL AND NEW.creator IS NOT (SELECT creator FROM cohort WHERE id = NEW.cohort) BEGIN
    SELECT RAISE(ABORT, 'a cohort is of buyers of one creator');
END;
CREATE TRIGGER loan_keeps_what_was_agreed BEFORE UPDATE OF terms, cohort ON loan
    WHEN (OLD.terms, OLD.cohort) IS NOT (NEW.terms, NEW.cohort) BEGIN
    SELECT RAISE(ABORT, 'a loan keeps what was agreed');
END;

-- What a fleet is worth is counted by these: each creator's loans by cohort, those of none first.
DROP INDEX loan_by_cohort;
CREATE INDEX loan_by_cohort ON loan (creator, cohort, opened_ms, back_ms);

-- What became of a trip is looked up by its loan, and those that are over are a list, the newest first: however many there were
-- before. So is what was ever decided about a sleeve.
CREATE INDEX payment_of_loan ON payment (loan, number);
CREATE INDEX settlement_posted ON settlement (id) WHERE state = 'posted';
CREATE INDEX case_of_sleeve ON sleeve_case (sleeve);

-- What came back of a parcel, also what it should have held and did not.
CREATE INDEX unit_of_parcel ON returned_unit (parcel) WHERE parcel IS NOT NULL;

-- What was kept so far tells rows without these columns from other ones: it can't be taken back any more.
UPDATE undo_step SET inverse = NULL;
