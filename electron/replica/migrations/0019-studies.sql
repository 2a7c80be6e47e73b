-- Studies of scenario models: everything needed to play one again bit for bit. Local for now, as rehearsals are.
-- What a study was asked of, by the SHA-256 of its canonical JSON: many studies stand on the same data.
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

-- What an adopted study has promised of an output over its days; `actual` is told when the days are over.
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
