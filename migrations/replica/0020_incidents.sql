-- The register of confidentiality incidents: each row is an entry, and nobody changes one. What turns out otherwise is a new entry
-- about the same incident, which is called by the act that entered it. An entry is removed five years after the incident was known
-- at the earliest, by the last day that any of its entries names, and then loses its words. The building's day decides; the trigger
-- reads days of UTC and therefore leaves one more. The desk was used on seven days since: a clock is set ahead in a moment.
CREATE TABLE incidents (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  act_id TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  information TEXT NOT NULL DEFAULT '',
  information_unknown TEXT NOT NULL DEFAULT '',
  circumstances TEXT NOT NULL,
  happened TEXT NOT NULL,
  known_on TEXT NOT NULL,
  persons INTEGER NOT NULL CHECK (persons >= 0),
  persons_estimated INTEGER NOT NULL DEFAULT 0,
  risk_for TEXT NOT NULL DEFAULT '',
  risk_against TEXT NOT NULL DEFAULT '',
  is_serious INTEGER NOT NULL DEFAULT 0,
  commission_on TEXT,
  persons_on TEXT,
  notices_why TEXT NOT NULL DEFAULT '',
  measures TEXT NOT NULL,
  actor_id TEXT NOT NULL REFERENCES staff (id),
  desk_id TEXT NOT NULL REFERENCES desks (id),
  at TEXT NOT NULL,
  proved_by TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX incidents_entries ON incidents (incident_id, at);
CREATE TRIGGER incidents_append_only_update BEFORE UPDATE OF act_id, incident_id, information, information_unknown, circumstances,
  happened, known_on, persons, persons_estimated, risk_for, risk_against, is_serious, commission_on, persons_on, notices_why,
  measures, actor_id, desk_id, at, proved_by, deleted_at ON incidents
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
  AND (NEW.deleted_at IS NULL OR substr(NEW.deleted_at, 1, 10) <
    (SELECT date(max(known_on), '+5 years', '-1 day') FROM incidents WHERE incident_id = OLD.incident_id)
    OR 7 > (SELECT count(DISTINCT substr(at, 1, 10)) FROM _audit WHERE at >=
      (SELECT date(max(known_on), '+5 years') FROM incidents WHERE incident_id = OLD.incident_id)))
BEGIN SELECT raise(ABORT, 'incidents is append-only'); END;
CREATE TRIGGER incidents_removed AFTER UPDATE OF deleted_at ON incidents
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL
BEGIN
  UPDATE incidents SET information = '', information_unknown = '', circumstances = '', happened = '', persons = 0,
    persons_estimated = 0, risk_for = '', risk_against = '', is_serious = 0, commission_on = NULL, persons_on = NULL,
    notices_why = '', measures = ''
  WHERE id = NEW.id;
END;
CREATE TRIGGER incidents_append_only_delete BEFORE DELETE ON incidents
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'incidents is append-only'); END;
