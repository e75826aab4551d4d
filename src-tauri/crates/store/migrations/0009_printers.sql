-- Printers, what goes to each of them from each bench, what became of a paper on its way, and a hub's own templates.

CREATE TABLE printer (
    id        BLOB PRIMARY KEY,
    number    INTEGER NOT NULL UNIQUE,
    name      TEXT NOT NULL UNIQUE COLLATE NOCASE,
    way       TEXT NOT NULL CHECK (way IN ('folder', 'system', 'network')),
    address   TEXT NOT NULL,
    language  TEXT NOT NULL CHECK (language IN ('pdf', 'zpl')),
    dpi       INTEGER NOT NULL CHECK (dpi IN (203, 300, 600))
) STRICT, WITHOUT ROWID;

-- Where a document of a bench goes. No bench: of every bench that says nothing else. No document: every one that is not named.
-- No printer: it is not printed. No size: the document's usual one.
CREATE TABLE printer_route (
    bench     TEXT NOT NULL,
    document  TEXT NOT NULL,
    printer   BLOB REFERENCES printer (id),
    size      TEXT,
    PRIMARY KEY (bench, document)
) STRICT, WITHOUT ROWID;

-- Where papers went until now is the first printer, and takes them all.
INSERT INTO printer (id, number, name, way, address, language, dpi)
    SELECT randomblob(16), 1, 'Folder', 'folder', substr(print_to, 8), 'pdf', 203 FROM hub WHERE print_to LIKE 'folder:%'
    UNION ALL
    SELECT randomblob(16), 1, substr(print_to, 9), 'system', substr(print_to, 9), 'pdf', 203 FROM hub WHERE print_to LIKE 'printer:%';
INSERT INTO counter (name, last) SELECT 'printer', number FROM printer;
INSERT INTO printer_route (bench, document, printer) SELECT '', '', id FROM printer;
ALTER TABLE hub DROP COLUMN print_to;

-- The first free label of the sheet that lies in a printer, from 0.
CREATE TABLE printer_sheet (
    printer  BLOB NOT NULL REFERENCES printer (id),
    size     TEXT NOT NULL,
    next     INTEGER NOT NULL CHECK (next >= 0),
    PRIMARY KEY (printer, size)
) STRICT, WITHOUT ROWID;

-- A paper is on its way while a printer is sent it, sent once the system's own queue has it (stopped where its printer does not
-- print), and unsure where nobody knows whether it came out. Of a paper that waits, the message says why the printer did not take it.
ALTER TABLE print_job RENAME TO print_job_before;
CREATE TABLE print_job (
    id        BLOB PRIMARY KEY,
    number    INTEGER NOT NULL UNIQUE,
    journal   INTEGER NOT NULL,
    document  TEXT NOT NULL,
    subject   TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'stopped', 'done', 'failed', 'unsure', 'withdrawn', 'voided')),
    message   TEXT NOT NULL,
    bench     TEXT NOT NULL,
    copy      INTEGER NOT NULL CHECK (copy >= 0),
    printer   BLOB REFERENCES printer (id),
    spooled   TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO print_job SELECT id, number, journal, document, subject, state, message, '', 0, NULL, NULL FROM print_job_before;
DROP TABLE print_job_before;
CREATE INDEX print_job_queued ON print_job (number) WHERE state = 'queued';
CREATE INDEX print_job_under_way ON print_job (number) WHERE state IN ('sending', 'sent', 'stopped');
CREATE INDEX print_job_failed ON print_job (number) WHERE state = 'failed';
CREATE INDEX print_job_unsure ON print_job (number) WHERE state = 'unsure';
CREATE INDEX print_job_of_entry ON print_job (journal);
CREATE INDEX print_job_about ON print_job (subject);
CREATE TRIGGER paper_is_queued AFTER INSERT ON print_job
    WHEN NEW.document IN ('parcel_label', 'packing_slip', 'return_slip', 'customs_cn22', 'customs_cn23') BEGIN
    INSERT OR IGNORE INTO order_entry SELECT customer_order, NEW.journal FROM parcel
        WHERE id = unhex(replace(NEW.subject ->> ('$.' || NEW.document || '.parcel'), '-', ''));
END;
CREATE TRIGGER paper_is_printed AFTER UPDATE OF state ON print_job
    WHEN NEW.document IN ('parcel_label', 'packing_slip', 'return_slip', 'customs_cn22', 'customs_cn23') BEGIN
    INSERT OR IGNORE INTO order_entry SELECT p.customer_order, d.seq FROM parcel p, deed_under_way d
        WHERE p.id = unhex(replace(NEW.subject ->> ('$.' || NEW.document || '.parcel'), '-', ''));
END;

-- A hub's own templates go before those that come with the program.
CREATE TABLE template (
    name    TEXT PRIMARY KEY COLLATE NOCASE,
    source  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
