-- By what stored records were found, and what was decided of those that looked like stored ones, remembered with the columns.
ALTER TABLE import_mapping ADD COLUMN match_key TEXT NOT NULL DEFAULT 'externalId';
ALTER TABLE import_mapping ADD COLUMN same TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(same));
