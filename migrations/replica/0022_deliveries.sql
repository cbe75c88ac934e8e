-- What becomes of a notice: what a desk did about one that could not be given, and what the server's letters came to at each person.
-- The channel of a notice may be left to what each person chose, which a constraint of the old table forbids.
DROP INDEX notices_package;
ALTER TABLE notices RENAME TO _notices_before;
CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  package_id TEXT NOT NULL REFERENCES packages (id),
  resident_id TEXT REFERENCES residents (id),
  channel TEXT CHECK (channel IN ('email', 'sms', 'app', 'in_person')),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  template TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'cancelled')),
  send_after TEXT NOT NULL,
  sent_at TEXT,
  error TEXT,
  kind TEXT NOT NULL DEFAULT 'arrived' CHECK (kind IN ('arrived', 'reminder', 'problem')),
  step INTEGER NOT NULL DEFAULT 0,
  again_of TEXT,
  settled_as TEXT CHECK (settled_as IN ('told', 'slip', 'other_channel', 'corrected')),
  settled_at TEXT,
  settled_by TEXT REFERENCES staff (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
INSERT INTO notices (id, building_id, package_id, resident_id, channel, language, template, state, send_after, sent_at, error,
  created_at, updated_at, deleted_at, change_seq)
SELECT id, building_id, package_id, resident_id, channel, language, template, state, send_after, sent_at, error,
  created_at, updated_at, deleted_at, change_seq FROM _notices_before;
DROP TABLE _notices_before;
CREATE INDEX notices_package ON notices (package_id);

CREATE TABLE notice_deliveries (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  notice_id TEXT NOT NULL REFERENCES notices (id),
  person_id TEXT REFERENCES residents (id),
  channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'none')),
  state TEXT NOT NULL CHECK (state IN
    ('leaving', 'accepted', 'delayed', 'delivered', 'failed', 'bounced', 'complained', 'suppressed', 'dropped')),
  reason TEXT,
  letter_id TEXT,
  provider TEXT,
  leaves_at TEXT,
  accepted_at TEXT,
  delivered_at TEXT,
  ended_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX notice_deliveries_notice ON notice_deliveries (notice_id);
CREATE INDEX notice_deliveries_person ON notice_deliveries (person_id);

ALTER TABLE residents ADD COLUMN notice_choices TEXT NOT NULL DEFAULT '{}';

ALTER TABLE buildings ADD COLUMN notice_bundle_minutes INTEGER NOT NULL DEFAULT 5;
ALTER TABLE buildings ADD COLUMN notice_sender TEXT NOT NULL DEFAULT '';
ALTER TABLE buildings ADD COLUMN notice_reply_to TEXT NOT NULL DEFAULT '';
ALTER TABLE buildings ADD COLUMN notice_channels TEXT NOT NULL DEFAULT '["email","sms"]';
ALTER TABLE buildings ADD COLUMN notice_texts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE buildings ADD COLUMN reminder_weekdays TEXT NOT NULL DEFAULT '[1,2,3,4,5,6]';
ALTER TABLE buildings ADD COLUMN reminder_time TEXT NOT NULL DEFAULT '10:00';
ALTER TABLE buildings ADD COLUMN food_reminder_hours TEXT NOT NULL DEFAULT '[2,5]';
