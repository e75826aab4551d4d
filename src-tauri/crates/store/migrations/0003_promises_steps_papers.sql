-- A line carries its order's promise, so that the ready ones lie in the sequence in which they are served: NEXT looks at
-- the first few, however many wait.
ALTER TABLE order_line ADD COLUMN promise_ms INTEGER NOT NULL DEFAULT 0;
UPDATE order_line SET promise_ms = (SELECT o.promise_ms FROM customer_order o WHERE o.id = order_line.customer_order);
CREATE INDEX line_ready ON order_line (promise_ms, customer_order) WHERE state = 'ready';

-- Steps of UNDO keep their values apart from their statements now; what was kept so far can't be taken back any more.
UPDATE undo_step SET inverse = NULL;

-- A parcel that is opened again finds its papers, however many were printed.
CREATE INDEX print_job_about ON print_job (subject);
