-- What goes with a person: vehicles, fobs and keys lent, pets, storage. Of a thing that was lent: the days that it was out.
CREATE TABLE belongings (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  resident_id TEXT NOT NULL REFERENCES residents (id),
  kind TEXT NOT NULL CHECK (kind IN ('vehicle', 'fob', 'key', 'pet', 'storage')),
  name TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  from_date TEXT,
  to_date TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX belongings_resident ON belongings (resident_id);
