-- Which tables left the laptop as files: what the trace id in a file leads to. Stays on the laptop.
CREATE TABLE table_export (
  trace_id TEXT PRIMARY KEY NOT NULL,
  pipeline_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  exported_at INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('csv', 'xlsx')),
  -- The view, as the window asked for it, or the number of rows that were chosen by hand.
  query TEXT NOT NULL,
  chosen INTEGER,
  fields TEXT NOT NULL,
  row_count INTEGER NOT NULL
) STRICT;
CREATE INDEX table_export_time ON table_export (exported_at);
