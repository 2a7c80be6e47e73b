-- The data streams of the sandbox: what files from elsewhere say of shops, prices, rivals and costs. They are read again
-- from their source instead of being edited, so they stay here: no history of changes, nothing to send. A row is what its
-- key says; '' in a key column means "all" or "not told".
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

CREATE TABLE stream_store_sales (
  day TEXT NOT NULL,
  store TEXT NOT NULL,
  sku TEXT NOT NULL,
  units REAL NOT NULL,
  revenue_minor INTEGER,
  PRIMARY KEY (day, store, sku)
) STRICT;

CREATE TABLE stream_store_visitors (
  day TEXT NOT NULL,
  store TEXT NOT NULL,
  visitors REAL NOT NULL,
  PRIMARY KEY (day, store)
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

CREATE TABLE stream_store_stock (
  day TEXT NOT NULL,
  store TEXT NOT NULL,
  sku TEXT NOT NULL,
  units REAL NOT NULL,
  expiry_day TEXT NOT NULL,
  PRIMARY KEY (day, store, sku, expiry_day)
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

CREATE TABLE stream_event_calendar (
  day TEXT NOT NULL,
  to_day TEXT,
  name TEXT NOT NULL,
  store TEXT NOT NULL,
  reach REAL,
  note TEXT,
  PRIMARY KEY (day, store, name)
) STRICT;

CREATE TABLE stream_season_index (
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (day, name, region)
) STRICT;

CREATE TABLE stream_unit_cost (
  day TEXT NOT NULL,
  to_day TEXT,
  sku TEXT NOT NULL,
  cost_minor INTEGER NOT NULL,
  price_minor INTEGER,
  PRIMARY KEY (day, sku)
) STRICT;
