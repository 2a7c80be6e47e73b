-- The register of exports only grows, as the audit does; a signing key that others may hold is revoked by an entry.
CREATE TRIGGER export_register_update BEFORE UPDATE ON export_register
BEGIN SELECT raise(ABORT, 'the export register is append-only'); END;
CREATE TRIGGER export_register_delete BEFORE DELETE ON export_register
BEGIN SELECT raise(ABORT, 'the export register is append-only'); END;

CREATE TABLE signing_key_revocation (
  key_id TEXT PRIMARY KEY NOT NULL,
  revoked_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER signing_key_revocation_update BEFORE UPDATE ON signing_key_revocation
BEGIN SELECT raise(ABORT, 'a revocation stays'); END;
CREATE TRIGGER signing_key_revocation_delete BEFORE DELETE ON signing_key_revocation
BEGIN SELECT raise(ABORT, 'a revocation stays'); END;
