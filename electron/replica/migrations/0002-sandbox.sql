-- Rehearsals: everything needed to repeat one bit for bit. Local for now.
CREATE TABLE rehearsal (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  actor_name TEXT NOT NULL,
  request TEXT NOT NULL CHECK (json_valid(request)),
  fit TEXT NOT NULL CHECK (json_valid(fit)),
  result TEXT NOT NULL CHECK (json_valid(result)),
  inputs_hash TEXT NOT NULL,
  result_hash TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  duration_ms REAL NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX rehearsal_pipeline ON rehearsal (pipeline_id, created_at);
