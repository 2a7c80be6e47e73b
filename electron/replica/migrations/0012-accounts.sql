-- What tells an account from others, and how its people stand to a deal.
ALTER TABLE account ADD COLUMN tax_id TEXT;
ALTER TABLE account ADD COLUMN website TEXT;
ALTER TABLE account ADD COLUMN phone TEXT;
ALTER TABLE contact ADD COLUMN influence TEXT;
ALTER TABLE contact ADD COLUMN attitude TEXT;
-- Another contact of the account; null = not known.
ALTER TABLE contact ADD COLUMN manager_id TEXT;

-- What was asked by accounts: their deals and people.
CREATE INDEX opportunity_account ON opportunity (account_id) WHERE deleted_at IS NULL;
CREATE INDEX opportunity_contact ON opportunity (contact_id) WHERE contact_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX touchpoint_contact ON touchpoint (contact_id) WHERE contact_id IS NOT NULL;

-- What a person said of two records that look alike. `one` is the smaller id.
CREATE TABLE duplicate_verdict (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  verdict TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX duplicate_verdict_pair ON duplicate_verdict (kind, one, other);

-- Two records that became one: what was chosen and what moved, so that they can be taken apart again.
CREATE TABLE record_merge (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  survivor TEXT NOT NULL,
  merged TEXT NOT NULL,
  survivor_name TEXT NOT NULL,
  merged_name TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  moved TEXT NOT NULL CHECK (json_valid(moved)),
  state TEXT NOT NULL,
  merged_by TEXT NOT NULL,
  merged_at INTEGER NOT NULL,
  unmerged_by TEXT,
  unmerged_at INTEGER,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX record_merge_survivor ON record_merge (survivor);
