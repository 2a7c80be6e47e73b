-- Sources that content may be cited from, and how far their admission has come.
CREATE TABLE content_source (
  id TEXT PRIMARY KEY NOT NULL,
  -- One of resources/content/source-kinds.json.
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  issuer TEXT NOT NULL,
  locator TEXT NOT NULL,
  licence TEXT NOT NULL,
  trust TEXT NOT NULL,
  owner_id TEXT,
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  -- The last day on which it may be cited.
  expires_on TEXT,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  requested_by TEXT NOT NULL,
  decided_at INTEGER,
  decided_by TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
