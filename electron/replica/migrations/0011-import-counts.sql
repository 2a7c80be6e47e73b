-- What an import and a later revert did, table by table, so that every place tells of it with the same numbers. Imports of
-- before are counted once from their rows and their log.
ALTER TABLE import_run ADD COLUMN counts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counts));
ALTER TABLE import_revert ADD COLUMN counts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(counts));

CREATE TEMP TABLE counted (action_id TEXT, entity TEXT, inserted INTEGER, updated INTEGER);
INSERT INTO counted SELECT created_action, 'pipeline', count(*), 0 FROM pipeline GROUP BY created_action;
INSERT INTO counted SELECT created_action, 'owner', count(*), 0 FROM owner GROUP BY created_action;
INSERT INTO counted SELECT created_action, 'product', count(*), 0 FROM product GROUP BY created_action;
INSERT INTO counted SELECT created_action, 'account', count(*), 0 FROM account GROUP BY created_action;
INSERT INTO counted SELECT created_action, 'contact', count(*), 0 FROM contact GROUP BY created_action;
INSERT INTO counted SELECT created_action, 'opportunity', count(*), 0 FROM opportunity GROUP BY created_action;
INSERT INTO counted SELECT created_action, 'stage_event', count(*), 0 FROM stage_event GROUP BY created_action;
INSERT INTO counted SELECT created_action, 'touchpoint', count(*), 0 FROM touchpoint GROUP BY created_action;
INSERT INTO counted
  SELECT l.action_id, l.entity, 0, count(DISTINCT l.entity_id)
    FROM import_run r JOIN change_log l ON l.action_id = r.action_id
    WHERE l.op = 'update' GROUP BY l.action_id, l.entity;
UPDATE import_run SET counts = (
  SELECT json_group_array(json_object('entity', entity, 'inserted', made, 'updated', changed, 'removed', 0))
    FROM (SELECT entity, sum(inserted) AS made, sum(updated) AS changed FROM counted
      WHERE action_id = import_run.action_id GROUP BY entity)
);
DROP TABLE counted;
