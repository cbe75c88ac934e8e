-- What a unit is, who is told of what comes for it, and what the desk has to know of it. Two towers may have the same numbers.
ALTER TABLE units ADD COLUMN kind TEXT NOT NULL DEFAULT 'residential' CHECK (kind IN ('residential', 'commercial', 'parking', 'locker'));
ALTER TABLE units ADD COLUMN notice_rule TEXT NOT NULL DEFAULT 'all' CHECK (notice_rule IN ('all', 'named'));
ALTER TABLE units ADD COLUMN note TEXT NOT NULL DEFAULT '';
DROP TRIGGER units_number_insert;
DROP TRIGGER units_number_update;
CREATE TRIGGER units_number_insert BEFORE INSERT ON units
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM units WHERE building_id = new.building_id AND number = new.number AND coalesce(tower, '') = coalesce(new.tower, '') AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: units.number'); END;
CREATE TRIGGER units_number_update BEFORE UPDATE OF number, tower, deleted_at ON units
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM units WHERE building_id = new.building_id AND number = new.number AND coalesce(tower, '') = coalesce(new.tower, '') AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: units.number'); END;

-- Whether this one is told where a unit's notices go to named ones; and the share of an owner, as written.
ALTER TABLE occupancies ADD COLUMN notified INTEGER NOT NULL DEFAULT 0 CHECK (notified IN (0, 1));
ALTER TABLE occupancies ADD COLUMN share TEXT;
