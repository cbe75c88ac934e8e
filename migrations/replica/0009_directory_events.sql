-- Who changed what in the directory: one row for each row that an act changed, with the changed columns alone, as they were and as
-- they became, in the form in which they travel. An undo is one more event, which names the act that it takes back.
CREATE TABLE directory_events (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  act_id TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('added', 'changed', 'removed')),
  table_name TEXT NOT NULL CHECK (table_name IN ('units', 'residents', 'occupancies', 'authorisations', 'absences')),
  row_id TEXT NOT NULL,
  before TEXT NOT NULL DEFAULT '{}',
  after TEXT NOT NULL DEFAULT '{}',
  actor_id TEXT NOT NULL REFERENCES staff (id),
  desk_id TEXT NOT NULL REFERENCES desks (id),
  at TEXT NOT NULL,
  undoes_act_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX directory_events_row ON directory_events (row_id);
CREATE INDEX directory_events_act ON directory_events (act_id);
CREATE INDEX directory_events_order ON directory_events (desk_id, coalesce(change_seq, 9007199254740991));
CREATE INDEX directory_events_undoes ON directory_events (undoes_act_id) WHERE undoes_act_id IS NOT NULL;
CREATE TRIGGER directory_events_append_only_update BEFORE UPDATE OF act_id, type, table_name, row_id, before, after, actor_id, desk_id, at, undoes_act_id ON directory_events
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'directory_events is append-only'); END;
CREATE TRIGGER directory_events_append_only_delete BEFORE DELETE ON directory_events
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'directory_events is append-only'); END;
