-- A shelf that is being checked: what should be on it when the check began, and what was scanned there. Local to this desk.
CREATE TABLE _shelf_checks (
  shelf_id TEXT NOT NULL,
  -- The id of a parcel, or the code that no parcel is known by.
  what TEXT NOT NULL,
  is_code INTEGER NOT NULL CHECK (is_code IN (0, 1)),
  -- It was on the shelf, as the building knew, when the check began.
  expected INTEGER NOT NULL CHECK (expected IN (0, 1)),
  -- How the parcel stood when it was scanned; null while it was not.
  seen_as TEXT,
  seen_at TEXT,
  PRIMARY KEY (shelf_id, what)
) STRICT;
