-- Finding orders, and telling what happened to one. All three tables are kept by triggers only.

-- -------------------------------------------------------------------------------------- the list of orders ---------

-- Where each order is, as its lines say (`order_state` in the domain): the list is filtered and counted by it.
CREATE TABLE order_index (
    number      INTEGER PRIMARY KEY,
    creator     BLOB NOT NULL,
    promise_ms  INTEGER NOT NULL,
    state       TEXT NOT NULL
) STRICT;
-- The newest of a state first: behind the state stands the row's own number.
CREATE INDEX order_index_in_state ON order_index (state);
CREATE INDEX order_index_by_state ON order_index (state, promise_ms, creator);
CREATE INDEX order_index_by_promise ON order_index (promise_ms, creator);

-- The words that an order is found by: its name in the storefront, its SKUs and its buyer. Deleting the buyer deletes the
-- buyer's words, also from the pages of the index.
CREATE VIRTUAL TABLE order_search USING fts5 (words, creator, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2");
INSERT INTO order_search (order_search, rank) VALUES ('secure-delete', 1);

CREATE VIEW order_words AS
    SELECT o.id, o.number,
        o.name || ' ' || coalesce(b.name || ' ' || b.company || ' ' || b.email, '') || ' '
            || coalesce((SELECT group_concat(DISTINCT l.sku) FROM order_line l WHERE l.customer_order = o.id), '') AS words,
        hex(o.creator) AS creator
    FROM customer_order o LEFT JOIN buyer b ON b.customer_order = o.id;

CREATE VIEW order_progress AS
    SELECT l.customer_order, CASE
        WHEN count(*) FILTER (WHERE l.state NOT IN ('cancelled', 'delivered')) = 0
            THEN iif(count(*) FILTER (WHERE l.state = 'delivered') > 0, 'delivered', 'cancelled')
        WHEN count(*) FILTER (WHERE l.state = 'held') > 0 THEN 'held'
        WHEN count(*) FILTER (WHERE l.state = 'waiting') > 0 THEN 'waiting'
        WHEN count(*) FILTER (WHERE l.state = 'ready') > 0
            THEN iif(count(*) FILTER (WHERE l.state IN ('picked', 'packed', 'shipped')) > 0, 'picking', 'ready')
        WHEN count(*) FILTER (WHERE l.state = 'picked') > 0 THEN 'picked'
        WHEN count(*) FILTER (WHERE l.state = 'packed') > 0 THEN 'packed'
        ELSE 'shipped' END AS state
    FROM order_line l GROUP BY l.customer_order;

CREATE TRIGGER order_is_listed AFTER INSERT ON customer_order BEGIN
    INSERT INTO order_index (number, creator, promise_ms, state) VALUES (NEW.number, NEW.creator, NEW.promise_ms, 'cancelled');
END;
CREATE TRIGGER order_is_promised AFTER UPDATE OF promise_ms ON customer_order WHEN OLD.promise_ms <> NEW.promise_ms BEGIN
    UPDATE order_index SET promise_ms = NEW.promise_ms WHERE number = NEW.number;
END;

-- --------------------------------------------------------------------------------- what happened to an order -------

-- The entries of the journal that worked on an order.
CREATE TABLE order_entry (
    customer_order  BLOB NOT NULL,
    seq             INTEGER NOT NULL,
    PRIMARY KEY (customer_order, seq)
) STRICT, WITHOUT ROWID;

-- While a deed is done its entry is not written yet: it will be the next.
CREATE VIEW deed_under_way AS SELECT 1 + coalesce(max(seq), 0) AS seq FROM journal;

CREATE TRIGGER line_is_added AFTER INSERT ON order_line BEGIN
    UPDATE order_index SET state = (SELECT state FROM order_progress WHERE customer_order = NEW.customer_order)
        WHERE number = (SELECT number FROM customer_order WHERE id = NEW.customer_order);
    INSERT OR IGNORE INTO order_entry SELECT NEW.customer_order, seq FROM deed_under_way;
END;
CREATE TRIGGER line_moves AFTER UPDATE OF state, held, item ON order_line BEGIN
    UPDATE order_index SET state = p.state FROM (SELECT state FROM order_progress WHERE customer_order = NEW.customer_order) p
        WHERE number = (SELECT number FROM customer_order WHERE id = NEW.customer_order) AND order_index.state <> p.state;
    INSERT OR IGNORE INTO order_entry SELECT NEW.customer_order, seq FROM deed_under_way;
END;
CREATE TRIGGER order_is_touched AFTER UPDATE ON customer_order BEGIN
    INSERT OR IGNORE INTO order_entry SELECT NEW.id, seq FROM deed_under_way;
END;
CREATE TRIGGER parcel_is_begun AFTER INSERT ON parcel BEGIN
    INSERT OR IGNORE INTO order_entry SELECT NEW.customer_order, seq FROM deed_under_way;
END;
CREATE TRIGGER parcel_goes_on AFTER UPDATE ON parcel BEGIN
    INSERT OR IGNORE INTO order_entry SELECT NEW.customer_order, seq FROM deed_under_way;
END;
CREATE TRIGGER parcel_is_gone AFTER DELETE ON parcel BEGIN
    INSERT OR IGNORE INTO order_entry SELECT OLD.customer_order, seq FROM deed_under_way;
END;
CREATE TRIGGER unit_goes_into_parcel AFTER INSERT ON movement BEGIN
    INSERT OR IGNORE INTO order_entry
        SELECT customer_order, NEW.journal FROM parcel WHERE id = NEW.target OR id = NEW.source;
END;
CREATE TRIGGER sleeve_is_lent AFTER INSERT ON loan BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d WHERE p.id = NEW.parcel;
END;
CREATE TRIGGER sleeve_is_back AFTER UPDATE ON loan BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d WHERE p.id = NEW.parcel;
END;
CREATE TRIGGER paper_is_queued AFTER INSERT ON print_job WHEN NEW.document IN ('parcel_label', 'return_slip') BEGIN
    INSERT OR IGNORE INTO order_entry SELECT customer_order, NEW.journal FROM parcel
        WHERE id = unhex(replace(NEW.subject ->> ('$.' || NEW.document || '.parcel'), '-', ''));
END;
CREATE TRIGGER paper_is_printed AFTER UPDATE OF state ON print_job WHEN NEW.document IN ('parcel_label', 'return_slip') BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d
        WHERE p.id = unhex(replace(NEW.subject ->> ('$.' || NEW.document || '.parcel'), '-', ''));
END;

-- Papers that failed are asked for on every screen.
CREATE INDEX print_job_failed ON print_job (number) WHERE state = 'failed';

-- The buyer comes last into an order, after its lines.
CREATE TRIGGER buyer_is_found AFTER INSERT ON buyer BEGIN
    DELETE FROM order_search WHERE rowid = (SELECT number FROM customer_order WHERE id = NEW.customer_order);
    INSERT INTO order_search (rowid, words, creator) SELECT number, words, creator FROM order_words WHERE id = NEW.customer_order;
END;
CREATE TRIGGER buyer_is_forgotten AFTER DELETE ON buyer BEGIN
    DELETE FROM order_search WHERE rowid = (SELECT number FROM customer_order WHERE id = OLD.customer_order);
    INSERT INTO order_search (rowid, words, creator) SELECT number, words, creator FROM order_words WHERE id = OLD.customer_order;
END;

-- ------------------------------------------------------------------------------------------ what is there already --

INSERT INTO order_index (number, creator, promise_ms, state)
    SELECT o.number, o.creator, o.promise_ms, coalesce(p.state, 'cancelled')
    FROM customer_order o LEFT JOIN order_progress p ON p.customer_order = o.id;
INSERT INTO order_search (rowid, words, creator) SELECT number, words, creator FROM order_words;
-- Entries name what they are about by ids; units of a parcel moved into it and out of it.
INSERT OR IGNORE INTO order_entry SELECT p.customer_order, m.journal FROM movement m JOIN parcel p ON p.id = m.target;
INSERT OR IGNORE INTO order_entry SELECT p.customer_order, m.journal FROM movement m JOIN parcel p ON p.id = m.source;
INSERT OR IGNORE INTO order_entry
    SELECT coalesce(o.id, p.customer_order, q.customer_order), n.seq
    FROM (SELECT j.seq, unhex(replace(t.value, '-', '')) AS id FROM journal j, json_tree(j.entry, '$.body') t
          WHERE t.type = 'text' AND length(t.value) = 36) n
        LEFT JOIN customer_order o ON o.id = n.id LEFT JOIN parcel p ON p.id = n.id
        LEFT JOIN loan l ON l.id = n.id LEFT JOIN parcel q ON q.id = l.parcel
    WHERE coalesce(o.id, p.customer_order, q.customer_order) IS NOT NULL;
