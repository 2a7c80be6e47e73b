CREATE TABLE account (
  id TEXT PRIMARY KEY NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  short_name TEXT,
  industry TEXT,
  region TEXT,
  city TEXT,
  employees INTEGER,
  annual_revenue_minor INTEGER,
  segment TEXT,
  pinyin TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
, tax_id TEXT, website TEXT, phone TEXT) STRICT;

CREATE INDEX account_external ON account (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE action (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  subject TEXT NOT NULL DEFAULT '',
  rows INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'final')),
  undo_of TEXT REFERENCES action (id),
  redoable INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX action_done ON action (seq) WHERE state = 'done';

CREATE INDEX action_redoable ON action (seq) WHERE redoable = 1;

CREATE TRIGGER audit_checkpoint_delete BEFORE DELETE ON audit_checkpoint
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;

CREATE TRIGGER audit_checkpoint_update BEFORE UPDATE ON audit_checkpoint
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;

CREATE TABLE audit_checkpoint (
  size INTEGER PRIMARY KEY,
  head TEXT NOT NULL,
  at INTEGER NOT NULL,
  public_key TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;

CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
BEGIN SELECT raise(ABORT, 'the audit is append-only'); END;

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

CREATE INDEX audit_entry_actor ON audit_entry (actor_id, actor_name);

CREATE INDEX audit_entry_kind ON audit_entry (kind);

CREATE VIEW change_entry AS
  SELECT seq, action_id, entity, entity_id, op, fields, reason, bulk_of
    FROM change_log WHERE first_id IS NULL
  UNION ALL
  SELECT l.seq, l.action_id, l.entity, r.value ->> 0, l.op, r.value ->> 1, l.reason, NULL
    FROM change_log l, json_each(l.fields) r WHERE l.first_id IS NOT NULL;

CREATE TABLE change_log (
  seq INTEGER PRIMARY KEY,
  action_id TEXT NOT NULL REFERENCES action (id),
  entity TEXT NOT NULL,
  entity_id TEXT,
  op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
  reason TEXT,
  bulk_of TEXT, first_id TEXT, last_id TEXT,
  CHECK ((entity_id IS NULL) = (bulk_of IS NOT NULL))
) STRICT;

CREATE INDEX change_log_action ON change_log (action_id, seq);

CREATE INDEX change_log_bulk ON change_log (bulk_of, entity) WHERE bulk_of IS NOT NULL;

CREATE INDEX change_log_entity ON change_log (entity, entity_id, seq) WHERE entity_id IS NOT NULL;

CREATE INDEX change_log_packed ON change_log (entity, first_id) WHERE first_id IS NOT NULL;

CREATE TABLE contact (
  id TEXT PRIMARY KEY NOT NULL,
  external_id TEXT,
  account_id TEXT,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  title TEXT,
  phone TEXT,
  email TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
, influence TEXT, attitude TEXT, manager_id TEXT) STRICT;

CREATE INDEX contact_account ON contact (account_id);

CREATE INDEX contact_external ON contact (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE content_block (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  owner_id TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

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

CREATE VIRTUAL TABLE content_search USING fts5(
  version_id UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 0"
);

CREATE TABLE 'content_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'content_search_content'(id INTEGER PRIMARY KEY, c0, c1, c2);

CREATE TABLE 'content_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'content_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'content_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

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

CREATE TRIGGER content_version_rewritten AFTER UPDATE OF title_words, body_words ON content_version
BEGIN
  DELETE FROM content_search WHERE version_id = old.id;
  INSERT INTO content_search (version_id, title, body)
    VALUES (new.id, new.title_words, new.body_words);
END;

CREATE TRIGGER content_version_written AFTER INSERT ON content_version
BEGIN
  INSERT INTO content_search (version_id, title, body)
    VALUES (new.id, new.title_words, new.body_words);
END;

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

CREATE TRIGGER export_register_delete BEFORE DELETE ON export_register
BEGIN SELECT raise(ABORT, 'the export register is append-only'); END;

CREATE TRIGGER export_register_update BEFORE UPDATE ON export_register
BEGIN SELECT raise(ABORT, 'the export register is append-only'); END;

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

CREATE TABLE import_mapping (
  headers_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  format TEXT NOT NULL CHECK (json_valid(format)),
  used_at INTEGER NOT NULL, value_map TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(value_map)), match_key TEXT NOT NULL DEFAULT 'externalId', same TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(same)),
  PRIMARY KEY (headers_hash, kind)
) STRICT;

CREATE TABLE import_pending (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  path TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  plan TEXT NOT NULL CHECK (json_valid(plan)),
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE import_revert (
  action_id TEXT PRIMARY KEY NOT NULL,
  import_id TEXT NOT NULL,
  taken INTEGER NOT NULL,
  kept INTEGER NOT NULL
, counts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counts))) STRICT;

CREATE INDEX import_revert_import ON import_revert (import_id);

CREATE TABLE import_run (
  action_id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  rows INTEGER NOT NULL,
  inserted INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  pipeline_id TEXT,
  at INTEGER NOT NULL,
  duration_ms REAL NOT NULL
, counts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counts))) STRICT;

CREATE TABLE journal_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  lineage TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE opportunity (
  id TEXT PRIMARY KEY NOT NULL,
  external_id TEXT,
  pipeline_id TEXT NOT NULL,
  name TEXT NOT NULL,
  account_id TEXT,
  owner_id TEXT,
  product_id TEXT,
  contact_id TEXT,
  region TEXT,
  stage TEXT NOT NULL,
  outcome TEXT NOT NULL,
  amount_minor INTEGER,
  discount_bp INTEGER,
  opened_day TEXT,
  expected_close_day TEXT,
  closed_day TEXT,
  need_summary TEXT,
  contract_no TEXT,
  loss_reason TEXT,
  stage_entered_at INTEGER,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX opportunity_account ON opportunity (account_id) WHERE deleted_at IS NULL;

CREATE INDEX opportunity_contact ON opportunity (contact_id) WHERE contact_id IS NOT NULL AND deleted_at IS NULL;

CREATE INDEX opportunity_opening ON opportunity (pipeline_id, expected_close_day IS NULL, expected_close_day)
  WHERE outcome = 'open' AND deleted_at IS NULL;

CREATE INDEX opportunity_pipeline ON opportunity (pipeline_id) WHERE deleted_at IS NULL;

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  mid TEXT NOT NULL UNIQUE,
  lane TEXT NOT NULL,
  after_mid TEXT,
  mutations INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX outbox_lane ON outbox (lane, seq);

CREATE TABLE owner (
  id TEXT PRIMARY KEY NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  team TEXT,
  region TEXT,
  manager_name TEXT,
  pinyin TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX owner_external ON owner (external_id) WHERE external_id IS NOT NULL;

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

CREATE TABLE pipeline (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('generated', 'public', 'imported', 'manual')),
  source_note TEXT NOT NULL DEFAULT '',
  as_of_day TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
, stage_rules TEXT CHECK (stage_rules IS NULL OR json_valid(stage_rules))) STRICT;

CREATE TABLE private_view (
  id TEXT PRIMARY KEY NOT NULL,
  pipeline_id TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT;

CREATE TABLE product (
  id TEXT PRIMARY KEY NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  family TEXT,
  list_price_minor INTEGER,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX product_external ON product (external_id) WHERE external_id IS NOT NULL;

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

CREATE TABLE schema_migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE signing_key (
  id TEXT PRIMARY KEY NOT NULL,
  public_key BLOB NOT NULL,
  private_key BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER signing_key_revocation_delete BEFORE DELETE ON signing_key_revocation
BEGIN SELECT raise(ABORT, 'a revocation stays'); END;

CREATE TRIGGER signing_key_revocation_update BEFORE UPDATE ON signing_key_revocation
BEGIN SELECT raise(ABORT, 'a revocation stays'); END;

CREATE TABLE signing_key_revocation (
  key_id TEXT PRIMARY KEY NOT NULL,
  revoked_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor_name TEXT NOT NULL
) STRICT;

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

CREATE TABLE stage_event (
  id TEXT PRIMARY KEY NOT NULL,
  opportunity_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('won', 'lost', 'dormant', 'reopened')),
  at INTEGER NOT NULL,
  actor_name TEXT,
  reason TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
, requested_by TEXT) STRICT;

CREATE INDEX stage_event_opportunity ON stage_event (opportunity_id, at);

CREATE TABLE stream_event_calendar (
  day TEXT NOT NULL,
  to_day TEXT,
  name TEXT NOT NULL,
  store TEXT NOT NULL,
  reach REAL,
  note TEXT,
  PRIMARY KEY (day, store, name)
) STRICT;

CREATE TABLE stream_feedback (
  day TEXT NOT NULL,
  external_id TEXT NOT NULL,
  store TEXT,
  sku TEXT,
  score REAL,
  body TEXT,
  PRIMARY KEY (day, external_id)
) STRICT;

CREATE TABLE stream_load (
  id TEXT PRIMARY KEY NOT NULL,
  stream TEXT NOT NULL,
  file_name TEXT NOT NULL,
  -- SHA-256 of the file, hex.
  file_hash TEXT NOT NULL,
  loaded_at INTEGER NOT NULL,
  actor_name TEXT NOT NULL,
  -- ISO 4217; of the stream's amounts.
  currency TEXT NOT NULL,
  rows INTEGER NOT NULL,
  rejected INTEGER NOT NULL
) STRICT;

CREATE INDEX stream_load_by_stream ON stream_load (stream, loaded_at);

CREATE TABLE stream_policy (
  day TEXT NOT NULL,
  to_day TEXT,
  region TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- Share of the price that is reimbursed, 0–1.
  reimbursed REAL,
  source TEXT,
  note TEXT,
  PRIMARY KEY (day, region, subject)
) STRICT;

CREATE TABLE stream_price_calendar (
  day TEXT NOT NULL,
  to_day TEXT,
  store TEXT NOT NULL,
  sku TEXT NOT NULL,
  price_minor INTEGER NOT NULL,
  list_price_minor INTEGER,
  promotion TEXT NOT NULL,
  PRIMARY KEY (day, store, sku, promotion)
) STRICT;

CREATE TABLE stream_rival_promotion (
  day TEXT NOT NULL,
  to_day TEXT,
  rival TEXT NOT NULL,
  store TEXT NOT NULL,
  sku TEXT NOT NULL,
  promotion TEXT NOT NULL,
  price_minor INTEGER,
  -- Share off the usual price, 0–1.
  discount REAL,
  source TEXT,
  photo TEXT,
  PRIMARY KEY (day, rival, store, sku, promotion)
) STRICT;

CREATE TABLE stream_season_index (
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (day, name, region)
) STRICT;

CREATE TABLE stream_store_sales (
  day TEXT NOT NULL,
  store TEXT NOT NULL,
  sku TEXT NOT NULL,
  units REAL NOT NULL,
  revenue_minor INTEGER,
  PRIMARY KEY (day, store, sku)
) STRICT;

CREATE TABLE stream_store_stock (
  day TEXT NOT NULL,
  store TEXT NOT NULL,
  sku TEXT NOT NULL,
  units REAL NOT NULL,
  expiry_day TEXT NOT NULL,
  PRIMARY KEY (day, store, sku, expiry_day)
) STRICT;

CREATE TABLE stream_store_visitors (
  day TEXT NOT NULL,
  store TEXT NOT NULL,
  visitors REAL NOT NULL,
  PRIMARY KEY (day, store)
) STRICT;

CREATE TABLE stream_unit_cost (
  day TEXT NOT NULL,
  to_day TEXT,
  sku TEXT NOT NULL,
  cost_minor INTEGER NOT NULL,
  price_minor INTEGER,
  PRIMARY KEY (day, sku)
) STRICT;

CREATE TABLE study (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  model_id TEXT NOT NULL,
  model_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  actor_name TEXT NOT NULL,
  data_hash TEXT NOT NULL,
  -- Where the data came from when this study was asked.
  source TEXT NOT NULL CHECK (json_valid(source)),
  request TEXT NOT NULL CHECK (json_valid(request)),
  result TEXT NOT NULL CHECK (json_valid(result)),
  result_hash TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  seed INTEGER NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  -- open, adopted or rejected; of an adopted study the variant, of a rejected one the reason.
  status TEXT NOT NULL,
  variant_id TEXT,
  reason TEXT NOT NULL,
  notes TEXT NOT NULL,
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  pinned INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX study_by_model ON study (model_id, created_at);

CREATE TABLE study_data (
  hash TEXT PRIMARY KEY NOT NULL,
  -- generated, streams or file.
  origin TEXT NOT NULL,
  file_name TEXT,
  content TEXT NOT NULL CHECK (json_valid(content)),
  -- What is known of where it comes from: days of history, what was assumed.
  source TEXT NOT NULL CHECK (json_valid(source)),
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE study_promise (
  study_id TEXT NOT NULL,
  output TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  mean REAL NOT NULL,
  -- Values at the 0 %, 1 % … 100 % points.
  quantiles TEXT NOT NULL CHECK (json_valid(quantiles)),
  promised_at INTEGER NOT NULL,
  actual REAL,
  scored_at INTEGER,
  PRIMARY KEY (study_id, output)
) STRICT;

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

CREATE TABLE touchpoint (
  id TEXT PRIMARY KEY NOT NULL,
  external_id TEXT,
  account_id TEXT,
  opportunity_id TEXT,
  contact_id TEXT,
  channel TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
  at INTEGER NOT NULL,
  subject TEXT,
  body TEXT NOT NULL,
  author_name TEXT,
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX touchpoint_account ON touchpoint (account_id, at);

CREATE INDEX touchpoint_contact ON touchpoint (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX touchpoint_external ON touchpoint (external_id) WHERE external_id IS NOT NULL;

CREATE INDEX touchpoint_opportunity ON touchpoint (opportunity_id, at);

CREATE TABLE view (
  id TEXT PRIMARY KEY NOT NULL,
  pipeline_id TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  version INTEGER NOT NULL,
  created_action TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX view_pipeline ON view (pipeline_id);

CREATE TABLE workspace (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('demo', 'own')),
  user_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  as_of_day TEXT,
  created_at INTEGER NOT NULL
) STRICT;
