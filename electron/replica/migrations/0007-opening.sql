-- What a pipeline opens with, open deals by expected close: the first page is there without a look at every row.
-- The expression puts blanks last, as the grid does.
CREATE INDEX opportunity_opening ON opportunity (pipeline_id, expected_close_day IS NULL, expected_close_day)
  WHERE outcome = 'open' AND deleted_at IS NULL;
