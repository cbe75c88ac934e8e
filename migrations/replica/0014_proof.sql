-- How the person of an act proved to be there: by their account, by a PIN, by a badge, or by a click, which proves nothing. Null where no person
-- acted, and for what is older.
ALTER TABLE package_events ADD COLUMN proved_by TEXT CHECK (proved_by IN ('session', 'pin', 'badge', 'click'));
DROP TRIGGER package_events_append_only_update;
CREATE TRIGGER package_events_append_only_update BEFORE UPDATE OF package_id, act_id, type, from_status, to_status, actor_id, desk_id, at, detail, undoes_act_id, proved_by ON package_events
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'package_events is append-only'); END;
ALTER TABLE directory_events ADD COLUMN proved_by TEXT CHECK (proved_by IN ('session', 'pin', 'badge', 'click'));
DROP TRIGGER directory_events_append_only_update;
CREATE TRIGGER directory_events_append_only_update BEFORE UPDATE OF act_id, type, table_name, row_id, before, after, actor_id, desk_id, at, undoes_act_id, batch_id, proved_by ON directory_events
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'directory_events is append-only'); END;
