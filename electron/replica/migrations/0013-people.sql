-- Who may do what: the roles of people. `id` is that of an `owner` (a sales rep) or of the workspace's user. Without a
-- row the user is an owner of the workspace, and a rep a consultant.
CREATE TABLE person (
  id TEXT PRIMARY KEY NOT NULL,
  role TEXT NOT NULL,
  -- The rep whose deals are this person's own; null: none.
  owner_id TEXT,
  -- Of the user, who is no rep; a rep's team stands in `owner`.
  team TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
