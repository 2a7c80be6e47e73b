-- Rules of a pipeline's stages (JSON, null = the default ones) and requests to enter a gated stage.
ALTER TABLE pipeline ADD COLUMN stage_rules TEXT CHECK (stage_rules IS NULL OR json_valid(stage_rules));

-- Who asked, where somebody else approved: `actor_name` is who made the move.
ALTER TABLE stage_event ADD COLUMN requested_by TEXT;

CREATE TABLE stage_approval (
  id TEXT PRIMARY KEY NOT NULL,
  opportunity_id TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  from_stage TEXT NOT NULL,
  to_stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  missing TEXT NOT NULL CHECK (json_valid(missing)),
  requested_by_id TEXT NOT NULL,
  requested_by_name TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  decided_by_name TEXT,
  decided_at INTEGER,
  decision_reason TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX stage_approval_pending ON stage_approval (opportunity_id)
  WHERE state = 'pending' AND deleted_at IS NULL;
CREATE INDEX stage_approval_requested ON stage_approval (requested_by_id, requested_at);
