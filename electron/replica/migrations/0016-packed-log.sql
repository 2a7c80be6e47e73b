-- Updates of many rows by one statement stand in one entry: `fields` is then [[id, {column: [was, now]}], …], `entity_id`
-- is null and `bulk_of` empty. The range of the ids finds the entries that can speak of a row.
ALTER TABLE change_log ADD COLUMN first_id TEXT;
ALTER TABLE change_log ADD COLUMN last_id TEXT;
CREATE INDEX change_log_packed ON change_log (entity, first_id) WHERE first_id IS NOT NULL;

-- The log with a line for every row that an entry names.
CREATE VIEW change_entry AS
  SELECT seq, action_id, entity, entity_id, op, fields, reason, bulk_of
    FROM change_log WHERE first_id IS NULL
  UNION ALL
  SELECT l.seq, l.action_id, l.entity, r.value ->> 0, l.op, r.value ->> 1, l.reason, NULL
    FROM change_log l, json_each(l.fields) r WHERE l.first_id IS NOT NULL;
