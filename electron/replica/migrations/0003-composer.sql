-- Documents are synced; their versions, the export register and the signing key stay on the laptop.
CREATE TABLE document (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  template_id TEXT NOT NULL,
  language TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  doc_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX document_updated ON document (updated_at);

CREATE TABLE document_version (
  document_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  label TEXT,
  at INTEGER NOT NULL,
  actor_name TEXT NOT NULL,
  PRIMARY KEY (document_id, version)
) STRICT;

CREATE TABLE export_register (
  export_id TEXT PRIMARY KEY NOT NULL,
  trace_code TEXT NOT NULL UNIQUE,
  document_id TEXT NOT NULL,
  document_version INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  exported_at INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  pages INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  provenance TEXT NOT NULL CHECK (json_valid(provenance))
) STRICT;
CREATE INDEX export_register_document ON export_register (document_id, exported_at);

CREATE TABLE signing_key (
  id TEXT PRIMARY KEY NOT NULL,
  public_key BLOB NOT NULL,
  private_key BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
