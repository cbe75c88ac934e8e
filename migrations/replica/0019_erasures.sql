-- Whom the building no longer keeps: one row for each entry of a person, which names no one. Each desk carries an erasure out on
-- all that it holds (store/erasing). The name that stands instead is the program's own; `also`: rows of others that named the
-- person, by their ids.
CREATE TABLE erasures (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  act_id TEXT NOT NULL,
  resident_id TEXT NOT NULL REFERENCES residents (id),
  shown_as TEXT NOT NULL CHECK (shown_as IN ('Personne effacée', 'Erased person')),
  also TEXT NOT NULL DEFAULT '[]',
  actor_id TEXT NOT NULL REFERENCES staff (id),
  desk_id TEXT NOT NULL REFERENCES desks (id),
  at TEXT NOT NULL,
  proved_by TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX erasures_resident ON erasures (resident_id);
-- What arrives before the server has heard of an erasure is erased again.
CREATE INDEX erasures_unsent ON erasures (id) WHERE change_seq IS NULL;
CREATE TRIGGER erasures_append_only_update BEFORE UPDATE OF act_id, resident_id, shown_as, also, actor_id, desk_id, at, proved_by ON erasures
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'erasures is append-only'); END;
CREATE TRIGGER erasures_append_only_delete BEFORE DELETE ON erasures
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'erasures is append-only'); END;
