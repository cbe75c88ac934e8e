-- What was done at this desk, as a chain: each entry is bound to all before it, by the bytes that were written once. Local to this desk.
CREATE TABLE _audit (
  seq INTEGER PRIMARY KEY,
  -- Where the chain begins anew (another desk, a restored backup), and the place in it; both stand in the body as well.
  segment TEXT NOT NULL,
  n INTEGER NOT NULL,
  -- For the list; what counts stands in the body.
  at TEXT NOT NULL,
  actor_id TEXT,
  area TEXT NOT NULL,
  body BLOB NOT NULL,
  -- SHA-256 of the hash before and the body.
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX _audit_at ON _audit (at);
CREATE INDEX _audit_actor ON _audit (actor_id);
CREATE INDEX _audit_area ON _audit (area);
CREATE TRIGGER _audit_append_only_update BEFORE UPDATE ON _audit
BEGIN SELECT raise(ABORT, '_audit is append-only'); END;
CREATE TRIGGER _audit_append_only_delete BEFORE DELETE ON _audit
BEGIN SELECT raise(ABORT, '_audit is append-only'); END;

-- What the values of a person, a parcel or a conversation are hashed with. An erasure takes it away, and the chain stays whole.
CREATE TABLE _audit_salts (
  subject TEXT PRIMARY KEY,
  salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What the server said to have of the chain, and the head of its own: the last one of each day.
CREATE TABLE _audit_anchors (
  day TEXT NOT NULL,
  segment TEXT NOT NULL,
  n INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  place INTEGER NOT NULL,
  chain BLOB NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (day, segment)
) STRICT, WITHOUT ROWID;
