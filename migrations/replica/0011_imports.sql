-- The number that another system has for a person: an export of it finds them again, whatever they are called by then.
ALTER TABLE residents ADD COLUMN source_id TEXT;
-- An act too large for one commit is written in parts: each names the first one. A list of acts reads the first alone.
ALTER TABLE directory_events ADD COLUMN batch_id TEXT;
CREATE INDEX directory_events_batch ON directory_events (batch_id) WHERE batch_id IS NOT NULL;
DROP INDEX directory_events_order;
CREATE INDEX directory_events_order ON directory_events (desk_id, coalesce(change_seq, 9007199254740991))
  WHERE batch_id IS NULL OR batch_id = act_id;
DROP TRIGGER directory_events_append_only_update;
CREATE TRIGGER directory_events_append_only_update BEFORE UPDATE OF act_id, type, table_name, row_id, before, after, actor_id, desk_id, at, undoes_act_id, batch_id ON directory_events
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'directory_events is append-only'); END;
