-- Which line of history this file belongs to and how many of its transactions it holds: what the mirror journal is
-- matched with. Position 0 = nothing but the schema, so that a new file can be filled from the journal alone.
CREATE TABLE journal_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  lineage TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
INSERT INTO journal_mark
  SELECT 1, lower(hex(randomblob(16))), EXISTS (SELECT 1 FROM workspace) OR EXISTS (SELECT 1 FROM action);
