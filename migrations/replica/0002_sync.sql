-- What the desk needs to take part in sync: when to try an act again, what was refused, how far it has read.

ALTER TABLE _outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
-- Not before this time (device clock); null: as soon as there is a line.
ALTER TABLE _outbox ADD COLUMN next_attempt_at TEXT;
-- Why the last attempt came to nothing, for the screen.
ALTER TABLE _outbox ADD COLUMN last_error TEXT;
-- 'again': the server took it once and may have forgotten it since. It is asked, and nothing is shown on top of its rows.
ALTER TABLE _outbox ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'again'));

-- Which rows an unsent act touches. Kept by triggers, so that no writer of the outbox can forget it.
CREATE TABLE _outbox_rows (
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (table_name, row_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX _outbox_rows_seq ON _outbox_rows (seq);
INSERT OR IGNORE INTO _outbox_rows (table_name, row_id, seq)
  SELECT op.value ->> 'table', op.value ->> 'id', o.seq FROM _outbox o, json_each(iif(json_valid(o.ops), o.ops, '[]')) op
  WHERE op.value ->> 'table' IS NOT NULL AND op.value ->> 'id' IS NOT NULL;
CREATE TRIGGER _outbox_rows_add AFTER INSERT ON _outbox
BEGIN
  INSERT OR IGNORE INTO _outbox_rows (table_name, row_id, seq)
    SELECT op.value ->> 'table', op.value ->> 'id', new.seq FROM json_each(iif(json_valid(new.ops), new.ops, '[]')) op
    WHERE op.value ->> 'table' IS NOT NULL AND op.value ->> 'id' IS NOT NULL;
END;
CREATE TRIGGER _outbox_rows_drop AFTER DELETE ON _outbox
BEGIN DELETE FROM _outbox_rows WHERE seq = old.seq; END;

-- Acts that the server refused, and acts that build on them. They stay until somebody decides.
CREATE TABLE _attention (
  id TEXT PRIMARY KEY,
  -- Order of the acts among themselves.
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  schema INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  at TEXT NOT NULL,
  ops TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}',
  -- Set on an act that was not sent because this earlier one was refused.
  cause_id TEXT,
  refused_at TEXT NOT NULL
) STRICT;
CREATE INDEX _attention_cause ON _attention (cause_id) WHERE cause_id IS NOT NULL;

-- Acts that the server took, kept a while: a server restored from its backup may have forgotten them.
CREATE TABLE _sent (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  schema INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  at TEXT NOT NULL,
  ops TEXT NOT NULL,
  -- Highest change number that the server gave for it.
  upto INTEGER NOT NULL,
  sent_at TEXT NOT NULL
) STRICT;
CREATE INDEX _sent_at ON _sent (sent_at);

-- Rows that this version cannot show yet: an unknown table or value, or a parent that has not arrived.
CREATE TABLE _parked (
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('table', 'value', 'parent', 'overlay')),
  change_seq INTEGER,
  row TEXT NOT NULL,
  schema INTEGER NOT NULL,
  PRIMARY KEY (table_name, row_id)
) STRICT, WITHOUT ROWID;

-- How far this replica has read: cursor, epoch and what is known about the server.
CREATE TABLE _sync (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Holds a row only inside a transaction that replays: then rules made for acts of people stand back.
CREATE TABLE _replaying (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;

DROP TRIGGER package_events_append_only_update;
DROP TRIGGER package_events_append_only_delete;
CREATE TRIGGER package_events_append_only_update BEFORE UPDATE OF package_id, act_id, type, from_status, to_status, actor_id, desk_id, at, detail, undoes_act_id ON package_events
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'package_events is append-only'); END;
CREATE TRIGGER package_events_append_only_delete BEFORE DELETE ON package_events
WHEN NOT EXISTS (SELECT 1 FROM _replaying)
BEGIN SELECT raise(ABORT, 'package_events is append-only'); END;

-- The server alone can promise that a key is unique: rows arrive one by one and unsent edits lie on top. An act of a
-- person is still stopped at once.
DROP INDEX units_number;
CREATE INDEX units_number ON units (building_id, number) WHERE deleted_at IS NULL;
CREATE TRIGGER units_number_insert BEFORE INSERT ON units
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM units WHERE building_id = new.building_id AND number = new.number AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: units.number'); END;
CREATE TRIGGER units_number_update BEFORE UPDATE OF number, deleted_at ON units
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM units WHERE building_id = new.building_id AND number = new.number AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: units.number'); END;

DROP INDEX shelves_code;
CREATE INDEX shelves_code ON shelves (building_id, code) WHERE deleted_at IS NULL;
CREATE TRIGGER shelves_code_insert BEFORE INSERT ON shelves
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM shelves WHERE building_id = new.building_id AND code = new.code AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: shelves.code'); END;
CREATE TRIGGER shelves_code_update BEFORE UPDATE OF code, deleted_at ON shelves
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM shelves WHERE building_id = new.building_id AND code = new.code AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: shelves.code'); END;

DROP INDEX packages_label_code;
CREATE INDEX packages_label_code ON packages (label_code);
CREATE TRIGGER packages_label_code_insert BEFORE INSERT ON packages
WHEN NOT EXISTS (SELECT 1 FROM _replaying) AND EXISTS (SELECT 1 FROM packages WHERE label_code = new.label_code AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: packages.label_code'); END;
CREATE TRIGGER packages_label_code_update BEFORE UPDATE OF label_code ON packages
WHEN NOT EXISTS (SELECT 1 FROM _replaying) AND EXISTS (SELECT 1 FROM packages WHERE label_code = new.label_code AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: packages.label_code'); END;

DROP INDEX handovers_package;
CREATE INDEX handovers_package ON handovers (package_id) WHERE deleted_at IS NULL;
CREATE TRIGGER handovers_package_insert BEFORE INSERT ON handovers
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM handovers WHERE package_id = new.package_id AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: handovers.package_id'); END;
CREATE TRIGGER handovers_package_update BEFORE UPDATE OF package_id, deleted_at ON handovers
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM handovers WHERE package_id = new.package_id AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: handovers.package_id'); END;

DROP INDEX carrier_rules_prefix;
CREATE INDEX carrier_rules_prefix ON carrier_rules (building_id, prefix) WHERE deleted_at IS NULL;
CREATE TRIGGER carrier_rules_prefix_insert BEFORE INSERT ON carrier_rules
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM carrier_rules WHERE building_id = new.building_id AND prefix = new.prefix AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: carrier_rules.prefix'); END;
CREATE TRIGGER carrier_rules_prefix_update BEFORE UPDATE OF prefix, deleted_at ON carrier_rules
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM _replaying)
  AND EXISTS (SELECT 1 FROM carrier_rules WHERE building_id = new.building_id AND prefix = new.prefix AND deleted_at IS NULL AND id <> new.id)
BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: carrier_rules.prefix'); END;
