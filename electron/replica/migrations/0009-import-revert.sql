-- What was taken back of an import later: which action did it, how much, and what it left in place.
CREATE TABLE import_revert (
  action_id TEXT PRIMARY KEY NOT NULL,
  import_id TEXT NOT NULL,
  taken INTEGER NOT NULL,
  kept INTEGER NOT NULL
) STRICT;
CREATE INDEX import_revert_import ON import_revert (import_id);
