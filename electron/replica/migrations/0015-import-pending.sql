-- The import that was begun last and has not been finished: its file by path and content, and how it is read. The import
-- itself takes the row away, in the transaction that writes its records.
CREATE TABLE import_pending (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  path TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  plan TEXT NOT NULL CHECK (json_valid(plan)),
  at INTEGER NOT NULL
) STRICT;
