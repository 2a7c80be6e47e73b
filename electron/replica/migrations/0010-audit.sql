-- What was done that others may have to account for, each entry chained to the one before by its hash. Stays on the laptop.
CREATE TABLE audit_entry (
  n INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  -- Canonical JSON (RFC 8785) of the facts.
  facts TEXT NOT NULL,
  -- SHA-256, hex: of the entry before, and of this entry together with that.
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entry_kind ON audit_entry (kind);
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, actor_name);

-- Signed words on how many entries there were and what the last hash was; kept in a file beside the database, too.
CREATE TABLE audit_checkpoint (
  size INTEGER PRIMARY KEY,
  head TEXT NOT NULL,
  at INTEGER NOT NULL,
  public_key TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;

-- Against mistakes in our own statements; who can write the file can also drop these.
CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_checkpoint_update BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_checkpoint_delete BEFORE DELETE ON audit_checkpoint
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;
