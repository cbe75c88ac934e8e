-- The replica of one building. Times are ISO 8601 UTC text with milliseconds, dates YYYY-MM-DD, ids UUIDv7,
-- flags 0/1. Synced tables carry the same six columns; change_seq is null until the server has numbered the row.

CREATE TABLE buildings (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  timezone TEXT NOT NULL DEFAULT 'America/Toronto',
  languages TEXT NOT NULL DEFAULT '["fr","en"]',
  settings TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  user_id TEXT,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('desk', 'manager', 'admin', 'board')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;

CREATE TABLE desks (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  name TEXT NOT NULL,
  -- Short parcel numbers begin with it, so that two desks offline never hand out the same number.
  letter TEXT NOT NULL CHECK (length(letter) BETWEEN 1 AND 2),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;

CREATE TABLE units (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  number TEXT NOT NULL,
  floor INTEGER,
  tower TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE UNIQUE INDEX units_number ON units (building_id, number) WHERE deleted_at IS NULL;

CREATE TABLE residents (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  given_name TEXT NOT NULL DEFAULT '',
  family_name TEXT NOT NULL,
  aliases TEXT NOT NULL DEFAULT '[]',
  language TEXT NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
  email TEXT,
  phone TEXT,
  channels TEXT NOT NULL DEFAULT '["email"]',
  emergency_contact TEXT,
  notes TEXT NOT NULL DEFAULT '',
  confirmed_on TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;

CREATE TABLE occupancies (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  resident_id TEXT NOT NULL REFERENCES residents (id),
  unit_id TEXT NOT NULL REFERENCES units (id),
  kind TEXT NOT NULL CHECK (kind IN ('owner', 'tenant', 'occupant')),
  from_date TEXT,
  to_date TEXT,
  receives_packages INTEGER NOT NULL DEFAULT 1 CHECK (receives_packages IN (0, 1)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX occupancies_resident ON occupancies (resident_id);
CREATE INDEX occupancies_unit ON occupancies (unit_id);

-- Who else may collect for a resident.
CREATE TABLE authorisations (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  resident_id TEXT NOT NULL REFERENCES residents (id),
  name TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  from_date TEXT,
  to_date TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX authorisations_resident ON authorisations (resident_id);

CREATE TABLE absences (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  resident_id TEXT NOT NULL REFERENCES residents (id),
  kind TEXT NOT NULL CHECK (kind IN ('hold', 'forward')),
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX absences_resident ON absences (resident_id);

CREATE TABLE shelves (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE UNIQUE INDEX shelves_code ON shelves (building_id, code) WHERE deleted_at IS NULL;

CREATE TABLE packages (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  short_number TEXT NOT NULL,
  -- The body of our own label code (LDP...).
  label_code TEXT NOT NULL,
  -- Six digits in the resident's notice; whoever says them may collect.
  pickup_code TEXT NOT NULL,
  unit_id TEXT REFERENCES units (id),
  resident_id TEXT REFERENCES residents (id),
  carrier TEXT NOT NULL,
  tracking_number TEXT,
  raw_barcode TEXT,
  symbology TEXT,
  kind TEXT NOT NULL DEFAULT 'parcel' CHECK (kind IN ('parcel', 'envelope', 'food', 'dry_cleaning', 'other')),
  perishable INTEGER NOT NULL DEFAULT 0 CHECK (perishable IN (0, 1)),
  oversize INTEGER NOT NULL DEFAULT 0 CHECK (oversize IN (0, 1)),
  signature_required INTEGER NOT NULL DEFAULT 0 CHECK (signature_required IN (0, 1)),
  shelf_id TEXT REFERENCES shelves (id),
  note TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL CHECK (status IN ('received', 'notified', 'on_hold', 'picked_up', 'forwarded', 'returned', 'lost')),
  direction TEXT NOT NULL DEFAULT 'incoming' CHECK (direction IN ('incoming', 'outgoing')),
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL REFERENCES staff (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE UNIQUE INDEX packages_label_code ON packages (label_code);
CREATE INDEX packages_tracking ON packages (tracking_number) WHERE tracking_number IS NOT NULL;
CREATE INDEX packages_tracking_end ON packages (substr(tracking_number, -4), received_at) WHERE tracking_number IS NOT NULL;
CREATE INDEX packages_waiting ON packages (received_at) WHERE status IN ('received', 'notified', 'on_hold') AND deleted_at IS NULL;
CREATE INDEX packages_waiting_short ON packages (short_number) WHERE status IN ('received', 'notified', 'on_hold') AND deleted_at IS NULL;
CREATE INDEX packages_waiting_pickup ON packages (pickup_code) WHERE status IN ('received', 'notified', 'on_hold') AND deleted_at IS NULL;
CREATE INDEX packages_unit ON packages (unit_id, received_at);
CREATE INDEX packages_resident ON packages (resident_id, received_at) WHERE resident_id IS NOT NULL;
CREATE INDEX packages_short_number ON packages (short_number, received_at);
CREATE INDEX packages_received ON packages (received_at);

CREATE TABLE package_events (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  package_id TEXT NOT NULL REFERENCES packages (id),
  -- One act of a person may touch several packages: its events share the act.
  act_id TEXT NOT NULL,
  type TEXT NOT NULL,
  from_status TEXT,
  to_status TEXT,
  actor_id TEXT NOT NULL REFERENCES staff (id),
  desk_id TEXT NOT NULL REFERENCES desks (id),
  at TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}',
  -- Set on an undo: the act it takes back. An event is never changed or erased.
  undoes_act_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX package_events_package ON package_events (package_id, at);
CREATE INDEX package_events_act ON package_events (act_id);
CREATE INDEX package_events_at ON package_events (at);
CREATE INDEX package_events_undoes ON package_events (undoes_act_id) WHERE undoes_act_id IS NOT NULL;
CREATE TRIGGER package_events_append_only_update BEFORE UPDATE OF package_id, act_id, type, from_status, to_status, actor_id, desk_id, at, detail, undoes_act_id ON package_events
BEGIN SELECT raise(ABORT, 'package_events is append-only'); END;
CREATE TRIGGER package_events_append_only_delete BEFORE DELETE ON package_events
BEGIN SELECT raise(ABORT, 'package_events is append-only'); END;

CREATE TABLE handovers (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  package_id TEXT NOT NULL REFERENCES packages (id),
  act_id TEXT NOT NULL,
  resident_id TEXT REFERENCES residents (id),
  collected_by TEXT NOT NULL,
  proof TEXT NOT NULL CHECK (proof IN ('code', 'signature', 'known', 'id_seen')),
  -- Pen strokes as SVG path data, never an image of a paper.
  signature TEXT,
  handed_by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE UNIQUE INDEX handovers_package ON handovers (package_id) WHERE deleted_at IS NULL;

CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  package_id TEXT NOT NULL REFERENCES packages (id),
  resident_id TEXT REFERENCES residents (id),
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'app', 'in_person')),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  template TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'cancelled')),
  send_after TEXT NOT NULL,
  sent_at TEXT,
  error TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX notices_package ON notices (package_id);

-- Prefixes taught by the desk for carriers without a public number format.
CREATE TABLE carrier_rules (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  carrier TEXT NOT NULL,
  prefix TEXT NOT NULL,
  length INTEGER,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE UNIQUE INDEX carrier_rules_prefix ON carrier_rules (building_id, prefix) WHERE deleted_at IS NULL;

-- This desk only: never synced.

-- The last copy of a row as the server gave it, kept while the row has unsent edits. Null: the server has never seen it.
CREATE TABLE _base (
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  row TEXT,
  PRIMARY KEY (table_name, row_id)
) STRICT, WITHOUT ROWID;

-- One entry per act, oldest first by seq.
CREATE TABLE _outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  schema INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  at TEXT NOT NULL,
  ops TEXT NOT NULL
) STRICT;

CREATE TABLE _meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE _print_jobs (
  id TEXT PRIMARY KEY,
  package_id TEXT NOT NULL,
  title TEXT NOT NULL,
  size TEXT NOT NULL,
  printer TEXT,
  transport TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'printed', 'failed', 'cancelled')),
  reason TEXT,
  ref TEXT,
  reprint INTEGER NOT NULL DEFAULT 0 CHECK (reprint IN (0, 1)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX _print_jobs_created ON _print_jobs (created_at);
CREATE INDEX _print_jobs_package ON _print_jobs (package_id);
