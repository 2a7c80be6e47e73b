-- Views of the grid: shared ones are synced like any other record, private ones stay on the laptop.
CREATE TABLE view (
  id TEXT PRIMARY KEY NOT NULL,
  pipeline_id TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX view_pipeline ON view (pipeline_id);

CREATE TABLE private_view (
  id TEXT PRIMARY KEY NOT NULL,
  pipeline_id TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT;
