-- What words of a file mean, remembered with the columns.
ALTER TABLE import_mapping ADD COLUMN value_map TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(value_map));
