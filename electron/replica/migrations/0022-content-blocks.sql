-- Content that is reviewed before it goes to customers: blocks, their versions, and what was said about these.
CREATE TABLE content_block (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  owner_id TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE content_version (
  id TEXT PRIMARY KEY NOT NULL,
  block_id TEXT NOT NULL,
  -- 1, 2, 3 … within the block; `version` is the row's own.
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  -- What full-text search looks at, made of the content by shared/composer/content/words.ts.
  title_words TEXT NOT NULL DEFAULT '',
  body_words TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  decided_by TEXT,
  decided_at INTEGER,
  -- Of a released version: the day until which it counts as verified.
  verify_by TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX content_version_block ON content_version (block_id, number);

CREATE TABLE content_note (
  id TEXT PRIMARY KEY NOT NULL,
  version_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX content_note_version ON content_note (version_id, at);

-- Kept by triggers, so that undo, and whatever else writes versions, leaves it true.
CREATE VIRTUAL TABLE content_search USING fts5(
  version_id UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 0"
);
CREATE TRIGGER content_version_written AFTER INSERT ON content_version
BEGIN
  INSERT INTO content_search (version_id, title, body)
    VALUES (new.id, new.title_words, new.body_words);
END;
CREATE TRIGGER content_version_rewritten AFTER UPDATE OF title_words, body_words ON content_version
BEGIN
  DELETE FROM content_search WHERE version_id = old.id;
  INSERT INTO content_search (version_id, title, body)
    VALUES (new.id, new.title_words, new.body_words);
END;
