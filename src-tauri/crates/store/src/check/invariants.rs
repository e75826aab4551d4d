//! What must always hold, and the queries that would find otherwise. What a hub has now is looked at whole each time; what it
//! has ever done is read by the names in `scope.rs`, which leave out what an earlier check has seen.

pub(super) struct Invariant {
    pub(super) name: &'static str,
    pub(super) rule: &'static str,
    pub(super) count: &'static str,
    /// Yields one text column `what` for each violation.
    pub(super) breaks: &'static str,
}

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        name: "conservation",
        rule: "every item's movements sum to zero over all places",
        count: "SELECT count(*) FROM checked_movement",
        breaks: "SELECT 'item ' || hex(item) || ' sums to ' || sum(on_hand) AS what FROM stock GROUP BY item HAVING sum(on_hand) <> 0",
    },
    Invariant {
        name: "physical",
        rule: "no place that can be touched is below zero",
        count: "SELECT count(*) FROM stock WHERE physical = 1",
        breaks: "SELECT 'place ' || p.name || ' has ' || s.on_hand AS what FROM stock s CROSS JOIN place p ON p.id = s.place
                 WHERE p.kind IN ('bin', 'tote', 'bench', 'quarantine', 'parcel') AND s.on_hand < 0",
    },
    Invariant {
        name: "allocated",
        rule: "what is promised of a bin is there, and equals the live allocations",
        count: "SELECT count(*) FROM allocation WHERE state = 'live'",
        breaks: "SELECT 'bin ' || hex(s.place) || ': promised ' || s.allocated || ' of ' || s.on_hand || ', allocations ' || coalesce(a.qty, 0) AS what
                 FROM stock s LEFT JOIN (SELECT bin, item, run, sum(qty) AS qty FROM allocation WHERE state = 'live' GROUP BY bin, item, run) a
                     ON a.bin = s.place AND a.item = s.item AND a.run = s.run
                 WHERE s.allocated <> coalesce(a.qty, 0) OR s.allocated > max(s.on_hand, 0)",
    },
    Invariant {
        name: "lines",
        rule: "a line that is ready or picked has exactly the allocations that it needs, one that waits or is held no more",
        count: "SELECT count(*) FROM order_line WHERE state IN ('held', 'waiting', 'ready', 'picked')",
        breaks: "WITH need AS (
                     SELECT l.id AS line, i.id AS item, l.qty AS qty, l.state AS state FROM order_line l JOIN item i ON i.id = l.item
                         WHERE i.kind = 'stocked' AND l.state IN ('held', 'waiting', 'ready', 'picked')
                     UNION ALL
                     SELECT l.id, k.item, l.qty * k.qty, l.state FROM order_line l JOIN item i ON i.id = l.item JOIN kit_part k ON k.kit = i.id
                         WHERE i.kind = 'kit' AND l.state IN ('held', 'waiting', 'ready', 'picked'))
                 SELECT 'line ' || hex(n.line) || ' ' || n.state || ' needs ' || n.qty || ' and has ' || coalesce(sum(a.qty), 0) AS what
                 FROM need n LEFT JOIN allocation a ON a.line = n.line AND a.item = n.item AND a.state <> 'released'
                     AND (n.state <> 'picked' OR a.state = 'picked')
                 GROUP BY n.line, n.item
                 HAVING iif(n.state IN ('ready', 'picked'), coalesce(sum(a.qty), 0) <> n.qty, coalesce(sum(a.qty), 0) > n.qty)",
    },
    Invariant {
        name: "promises",
        rule: "a line is served by its order's promise",
        count: "SELECT count(*) FROM order_line WHERE state = 'ready'",
        breaks: "SELECT 'line ' || hex(l.id) || ' is promised for ' || l.promise_ms || ', its order for ' || o.promise_ms AS what
                 FROM order_line l JOIN customer_order o ON o.id = l.customer_order
                 WHERE l.state IN ('held', 'waiting', 'ready', 'picked') AND l.promise_ms <> o.promise_ms",
    },
    Invariant {
        name: "list of orders",
        rule: "an order is listed where its lines are, under its promise, and is found by its words",
        count: "SELECT count(*) FROM checked_order",
        breaks: "SELECT 'order ' || o.number || ' is listed as ' || coalesce(x.state, 'nothing') || ', its lines say ' || coalesce(p.state, 'cancelled') AS what
                 FROM checked_order o LEFT JOIN order_index x ON x.number = o.number
                     LEFT JOIN order_progress p ON p.customer_order = o.id
                 WHERE x.state IS NOT coalesce(p.state, 'cancelled') OR x.promise_ms IS NOT o.promise_ms OR x.creator IS NOT o.creator
                 UNION ALL
                 SELECT 'order ' || w.number || ' is found by other words than its own' FROM checked_order o JOIN order_words w ON w.id = o.id
                     LEFT JOIN order_search s ON s.rowid = w.number WHERE s.words IS NOT w.words",
    },
    Invariant {
        name: "histories",
        rule: "whatever went into an order's parcel or out of it is in that order's history, and a history holds nothing that never was",
        count: "SELECT count(*) FROM new_order_entry",
        breaks: "SELECT 'entry ' || m.journal || ' is missing in the history of order ' || o.number AS what
                 FROM (SELECT journal, target AS parcel FROM new_movement UNION SELECT journal, source FROM new_movement) m
                     JOIN parcel p ON p.id = m.parcel JOIN customer_order o ON o.id = p.customer_order
                 WHERE NOT EXISTS (SELECT 1 FROM order_entry e WHERE e.customer_order = p.customer_order AND e.seq = m.journal)
                 UNION ALL
                 SELECT 'entry ' || e.seq || ' is in a history and was never written' FROM new_order_entry e
                 WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = e.seq)",
    },
    Invariant {
        name: "list of items",
        rule: "an item is found by its words, its creator and what it is",
        count: "SELECT count(*) FROM item",
        breaks: "SELECT 'item ' || w.number || ' is found by other words than its own' AS what FROM item_words w
                     LEFT JOIN item_search s ON s.rowid = w.number
                 WHERE (s.words, s.creator, s.kind) IS NOT (w.words, w.creator, w.kind)",
    },
    Invariant {
        name: "packed lines",
        rule: "what a parcel was to hold for a line is what was picked for it",
        count: "SELECT count(*) FROM checked_parcel p JOIN parcel_line l ON l.parcel = p.id",
        breaks: "SELECT 'parcel ' || coalesce(p.number, hex(p.id)) || ' was to hold ' || pl.expected || ', picked '
                     || coalesce((SELECT sum(a.qty) FROM allocation a WHERE a.line = pl.line AND a.item = pl.item AND a.state = 'picked'), 0) AS what
                 FROM checked_parcel p JOIN parcel_line pl ON pl.parcel = p.id WHERE p.state IN ('packed', 'loaded', 'handed_over')
                   AND pl.expected <> coalesce((SELECT sum(a.qty) FROM allocation a WHERE a.line = pl.line AND a.item = pl.item AND a.state = 'picked'), 0)",
    },
    Invariant {
        name: "parcels",
        rule: "a closed parcel holds exactly what was asked, and a shipped one left with exactly that",
        count: "SELECT count(*) FROM checked_parcel WHERE state IN ('packed', 'loaded', 'handed_over')",
        breaks: "WITH inside AS (
                     SELECT m.target AS parcel, m.item, sum(m.qty) AS qty FROM checked_movement m JOIN place s ON s.id = m.source
                         WHERE s.kind = 'tote' GROUP BY m.target, m.item),
                 back AS (
                     SELECT m.source AS parcel, m.item, sum(m.qty) AS qty FROM checked_movement m JOIN place t ON t.id = m.target
                         WHERE t.kind = 'tote' GROUP BY m.source, m.item),
                 gone AS (
                     SELECT m.source AS parcel, m.item, sum(m.qty) AS qty FROM checked_movement m JOIN place t ON t.id = m.target
                         WHERE t.kind = 'customer' GROUP BY m.source, m.item),
                 asked AS (
                     SELECT parcel, item, sum(qty) AS qty FROM (
                         SELECT l.parcel, l.item, l.expected AS qty FROM checked_parcel c JOIN parcel_line l ON l.parcel = c.id
                         UNION ALL SELECT parcel, item, 0 FROM inside
                         UNION ALL SELECT parcel, item, 0 FROM gone)
                     GROUP BY parcel, item)
                 SELECT 'parcel ' || coalesce(p.number, hex(p.id)) || ' asked ' || a.qty || ', scanned '
                     || (coalesce(i.qty, 0) - coalesce(b.qty, 0)) || ', left ' || coalesce(g.qty, 0) AS what
                 FROM checked_parcel p JOIN asked a ON a.parcel = p.id
                     LEFT JOIN inside i ON i.parcel = p.id AND i.item = a.item
                     LEFT JOIN back b ON b.parcel = p.id AND b.item = a.item
                     LEFT JOIN gone g ON g.parcel = p.id AND g.item = a.item
                 WHERE p.state IN ('packed', 'loaded', 'handed_over')
                   AND (coalesce(i.qty, 0) - coalesce(b.qty, 0) <> a.qty
                        OR coalesce(g.qty, 0) <> iif(p.state = 'handed_over', a.qty, 0))",
    },
    Invariant {
        name: "entries",
        rule: "every entry's postings sum to zero in each currency",
        count: "SELECT count(*) FROM new_posting",
        breaks: "SELECT 'entry ' || journal || ' is off by ' || sum(minor) || ' ' || currency AS what FROM new_posting
                 GROUP BY journal, currency HAVING sum(minor) <> 0",
    },
    Invariant {
        name: "accounts",
        rule: "every account equals the sum of its postings",
        count: "SELECT count(*) FROM checked_account",
        breaks: "SELECT 'account ' || a.account AS what FROM checked_account a
                 WHERE a.minor <> (SELECT coalesce(sum(p.minor), 0) FROM posting p WHERE p.account = a.account AND p.currency = a.currency)",
    },
    Invariant {
        name: "settled",
        rule: "a settled loan's account is at zero, an open one holds its deposit",
        count: "SELECT count(*) FROM checked_loan",
        breaks: "WITH named AS (
                     SELECT l.id, l.state, l.held_minor, l.forfeited_ms, l.currency, lower(hex(l.id)) AS h, c.key
                     FROM checked_loan l JOIN parcel p ON p.id = l.parcel JOIN customer_order o ON o.id = p.customer_order
                         JOIN creator c ON c.id = o.creator)
                 SELECT 'loan ' || n.h || ' ' || n.state || ' holds ' || coalesce(a.minor, 0) AS what
                 FROM named n LEFT JOIN account a ON a.currency = n.currency AND a.account = 'deposits:' || n.key || ':'
                     || substr(n.h, 1, 8) || '-' || substr(n.h, 9, 4) || '-' || substr(n.h, 13, 4) || '-'
                     || substr(n.h, 17, 4) || '-' || substr(n.h, 21)
                 WHERE coalesce(a.minor, 0) <> iif(n.state IN ('open', 'return_pending') AND n.forfeited_ms IS NULL, -n.held_minor, 0)",
    },
    Invariant {
        name: "sleeves",
        rule: "a sleeve has at most one open loan and one bound parcel, and its state follows from them",
        count: "SELECT count(*) FROM sleeve",
        breaks: "SELECT 'sleeve ' || s.serial || ' is ' || s.state AS what FROM sleeve s
                 WHERE (s.state = 'bound') <> EXISTS (SELECT 1 FROM parcel p WHERE p.sleeve = s.id AND p.state IN ('packing', 'packed', 'loaded'))
                    OR (s.state IN ('out', 'overdue')) <> EXISTS (SELECT 1 FROM loan l WHERE l.sleeve = s.id AND l.state IN ('open', 'return_pending') AND l.state = 'open')
                    OR (s.state = 'returned') <> EXISTS (SELECT 1 FROM loan l WHERE l.sleeve = s.id AND l.state IN ('open', 'return_pending') AND l.state = 'return_pending')
                    OR (s.state = 'lost' AND s.id NOT IN (SELECT l.sleeve FROM loan l WHERE l.forfeited_ms IS NOT NULL
                        AND l.state IN ('forfeited', 'charged', 'closed')))
                    OR (SELECT count(*) FROM loan l WHERE l.sleeve = s.id AND l.state IN ('open', 'return_pending')) > 1",
    },
    Invariant {
        name: "batches",
        rule: "a sleeve is of a batch, and a batch has as many sleeves as were registered with it",
        count: "SELECT count(*) FROM sleeve_batch",
        breaks: "SELECT 'sleeve ' || serial || ' is of no batch' AS what FROM sleeve WHERE batch IS NULL
                 UNION ALL
                 SELECT 'batch ' || b.number || ' was of ' || b.sleeves || ' sleeves and has ' || count(s.id) FROM sleeve_batch b
                     LEFT JOIN sleeve s ON s.batch = b.id GROUP BY b.id HAVING count(s.id) <> b.sleeves",
    },
    Invariant {
        name: "fleet",
        rule: "the books hold what the sleeves cost that are not lost, or not lost any more",
        count: "SELECT count(*) FROM sleeve_batch WHERE price_minor IS NOT NULL",
        breaks: "WITH cost AS (
                     SELECT 'fleet:' || coalesce(c.key, 'HUB') AS account, b.currency, sum(b.price_minor) AS minor
                     FROM sleeve s JOIN sleeve_batch b ON b.id = s.batch LEFT JOIN creator c ON c.id = b.owner
                     WHERE b.price_minor > 0 AND s.state NOT IN ('lost', 'retired') AND NOT EXISTS (SELECT 1 FROM loan l
                         WHERE l.sleeve = s.id AND l.state IN ('open', 'return_pending') AND l.state = 'return_pending' AND l.forfeited_ms IS NOT NULL) GROUP BY 1, 2),
                 kept AS (SELECT account, currency, minor FROM account WHERE minor <> 0 AND substr(account, 1, 6) = 'fleet:')
                 SELECT account || ' holds ' || minor || ', not what the sleeves cost' AS what FROM (SELECT * FROM kept EXCEPT SELECT * FROM cost)
                 UNION ALL
                 SELECT account || ' does not hold the ' || minor || ' that the sleeves cost' FROM (SELECT * FROM cost EXCEPT SELECT * FROM kept)",
    },
    Invariant {
        name: "returns",
        rule: "a loan has the creator of its order, and a sleeve came back where a settlement says so",
        count: "SELECT count(*) FROM checked_loan WHERE back_ms IS NOT NULL",
        breaks: "SELECT 'loan ' || lower(hex(l.id)) || ' of sleeve ' || s.serial AS what
                 FROM checked_loan l JOIN sleeve s ON s.id = l.sleeve JOIN parcel p ON p.id = l.parcel JOIN customer_order o ON o.id = p.customer_order
                 WHERE l.creator IS NOT o.creator
                    OR (l.back_ms IS NOT NULL) <> EXISTS (SELECT 1 FROM settlement t WHERE t.loan = l.id AND t.state <> 'voided')",
    },
    Invariant {
        name: "payments",
        rule: "what is owed to buyers is what creators were asked for and have not paid",
        count: "SELECT count(*) FROM payment",
        breaks: "WITH asked AS (
                     SELECT iif(coalesce(t.pay_back, 'refund') = 'refund', 'refunds_payable:', 'store_credit:') || c.key AS account,
                         p.currency, -sum(p.minor) AS minor
                     FROM payment p JOIN loan l ON l.id = p.loan JOIN creator c ON c.id = l.creator
                         LEFT JOIN terms t ON t.id = l.terms
                     WHERE p.state = 'open' AND p.kind <> 'charge' GROUP BY 1, 2),
                 owed AS (
                     SELECT account, currency, minor FROM account
                     WHERE minor <> 0 AND (substr(account, 1, 16) = 'refunds_payable:' OR substr(account, 1, 13) = 'store_credit:'))
                 SELECT account || ' holds ' || minor || ', not what was asked for' AS what FROM (SELECT * FROM owed EXCEPT SELECT * FROM asked)
                 UNION ALL
                 SELECT account || ' does not hold the ' || minor || ' that was asked for' FROM (SELECT * FROM asked EXCEPT SELECT * FROM owed)",
    },
    Invariant {
        name: "goods back",
        rule: "no unit came back that did not leave",
        count: "SELECT count(*) FROM checked_parcel p CROSS JOIN returned_unit u ON u.parcel = p.id",
        breaks: "WITH sent AS (
                     SELECT m.source AS parcel, m.item, m.run, sum(m.qty) AS qty FROM checked_movement m
                         JOIN place c ON c.id = m.target AND c.kind = 'customer'
                     GROUP BY m.source, m.item, m.run)
                 SELECT 'return ' || g.number || ' has unit ' || u.nth || ' of ' || coalesce(s.qty, 0) || ' that left' AS what
                 FROM checked_parcel p CROSS JOIN returned_unit u ON u.parcel = p.id JOIN goods_return g ON g.id = u.goods_return
                     LEFT JOIN sent s ON s.parcel = u.parcel AND s.item = u.item AND s.run = u.run
                 WHERE u.nth > coalesce(s.qty, 0)",
    },
    Invariant {
        name: "customers",
        rule: "what is with customers is what left and is not back",
        count: "SELECT count(*) FROM stock s JOIN place p ON p.id = s.place AND p.kind = 'customer'",
        breaks: "SELECT 'item ' || hex(item) || ': ' || sum(left) || ' left, ' || sum(back) || ' are back, customers have ' || sum(held) AS what
                 FROM (SELECT m.item, m.run, m.qty AS left, 0 AS back, 0 AS held FROM movement m
                           JOIN place p ON p.id = m.source AND p.kind = 'parcel'
                           WHERE m.target IN (SELECT id FROM place WHERE kind = 'customer')
                       UNION ALL SELECT item, run, 0, 1, 0 FROM returned_unit WHERE place IS NOT NULL
                       UNION ALL SELECT s.item, s.run, 0, 0, s.on_hand FROM stock s
                           JOIN place p ON p.id = s.place AND p.kind = 'customer')
                 GROUP BY item, run HAVING sum(left) <> sum(back) + sum(held)
                 UNION ALL
                 SELECT 'item ' || hex(s.item) || ': more came back than left' FROM stock s
                     JOIN place p ON p.id = s.place AND p.kind = 'customer' GROUP BY s.item HAVING sum(s.on_hand) < 0",
    },
    Invariant {
        name: "waves",
        rule: "an open wave has something to pick, an ended one nothing",
        count: "SELECT count(*) FROM wave WHERE state = 'open'",
        breaks: "SELECT 'wave ' || w.number || ' has no open task' AS what FROM wave w WHERE w.state = 'open'
                   AND NOT EXISTS (SELECT 1 FROM task t WHERE t.wave = w.id AND t.state IN ('open', 'at_bin'))
                 UNION ALL
                 SELECT 'wave ' || w.number || ' has ended and has an open task' FROM task t JOIN wave w ON w.id = t.wave
                 WHERE t.state IN ('open', 'at_bin') AND w.state = 'done'",
    },
    Invariant {
        name: "totes",
        rule: "a tote that carries an order holds what was picked of it and is not in a parcel yet",
        count: "SELECT count(*) FROM tote_use",
        breaks: "SELECT 'tote ' || p.name || ' carries an order and is empty' AS what FROM tote_use u JOIN place p ON p.id = u.tote
                 WHERE NOT EXISTS (SELECT 1 FROM stock s WHERE s.place = u.tote AND s.on_hand > 0)
                   AND NOT EXISTS (SELECT 1 FROM parcel c WHERE c.customer_order = u.customer_order AND c.state = 'packing')",
    },
    Invariant {
        name: "cohorts",
        rule: "no cohort has more buyers than its rule allows, and a loan is of the cohort whose terms its slip promised",
        count: "SELECT count(*) FROM cohort_buyer",
        breaks: "SELECT 'cohort ' || c.number || ' has ' || count(*) || ' buyers' AS what FROM cohort_buyer b JOIN cohort c ON c.id = b.cohort
                 GROUP BY c.id HAVING count(*) > iif(c.ended_ms IS NULL, c.top, 0)
                 UNION ALL
                 SELECT 'loan ' || lower(hex(l.id)) || ' is not of its parcel''s cohort' FROM checked_loan l JOIN parcel p ON p.id = l.parcel
                     LEFT JOIN cohort c ON c.id = p.cohort WHERE l.cohort IS NOT p.cohort OR c.creator <> l.creator",
    },
];
