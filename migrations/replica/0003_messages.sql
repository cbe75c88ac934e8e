-- Messages between the desk and residents. received_at is the server's: it gives a message its place. Until it is set the
-- message waits on this desk and stands at the end of its thread.

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  subject TEXT NOT NULL DEFAULT '',
  unit_id TEXT REFERENCES units (id),
  package_id TEXT REFERENCES packages (id),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'snoozed', 'closed')),
  snoozed_until TEXT,
  assignee_id TEXT REFERENCES staff (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX conversations_status ON conversations (status, snoozed_until);
CREATE INDEX conversations_unit ON conversations (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX conversations_package ON conversations (package_id) WHERE package_id IS NOT NULL;

-- Its id is made of conversation and person, so that two desks make the same row. Markers hold the received_at of the last
-- message that the person has, and only grow.
CREATE TABLE conversation_participants (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  staff_id TEXT REFERENCES staff (id),
  resident_id TEXT REFERENCES residents (id),
  last_delivered_at TEXT,
  last_read_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX conversation_participants_conversation ON conversation_participants (conversation_id);
CREATE INDEX conversation_participants_resident ON conversation_participants (resident_id) WHERE resident_id IS NOT NULL;

CREATE TABLE announcements (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  subject_fr TEXT NOT NULL,
  subject_en TEXT NOT NULL,
  body_fr TEXT NOT NULL,
  body_en TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('everyone', 'floor', 'parcels_waiting')),
  floor INTEGER,
  author_id TEXT NOT NULL REFERENCES staff (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  author_staff_id TEXT REFERENCES staff (id),
  author_resident_id TEXT REFERENCES residents (id),
  body TEXT NOT NULL,
  internal_note INTEGER NOT NULL DEFAULT 0 CHECK (internal_note IN (0, 1)),
  announcement_id TEXT REFERENCES announcements (id),
  files INTEGER NOT NULL DEFAULT 0,
  sent_at TEXT NOT NULL,
  received_at TEXT,
  edited_at TEXT,
  removed_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
-- The order of a thread: what has arrived in the order of arrival, then what waits in the order of writing.
CREATE INDEX messages_thread ON messages (conversation_id, coalesce(received_at, '9' || sent_at), id);
CREATE INDEX messages_from_residents ON messages (conversation_id, received_at)
  WHERE author_resident_id IS NOT NULL AND removed_at IS NULL;
CREATE INDEX messages_answers ON messages (conversation_id, coalesce(received_at, '9' || sent_at))
  WHERE author_staff_id IS NOT NULL AND internal_note = 0;
CREATE INDEX messages_announcement ON messages (announcement_id) WHERE announcement_id IS NOT NULL;

CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  message_id TEXT NOT NULL REFERENCES messages (id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;
CREATE INDEX attachments_message ON attachments (message_id);

CREATE TABLE message_templates (
  id TEXT PRIMARY KEY,
  building_id TEXT NOT NULL REFERENCES buildings (id),
  shortcut TEXT NOT NULL,
  title_fr TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body_fr TEXT NOT NULL,
  body_en TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  change_seq INTEGER
) STRICT;

-- This desk only, made of the rows above by triggers: whatever writes them, sync or a person, keeps it true. ------------

-- What a list of conversations is sorted and filtered by.
CREATE TABLE _conversation_heads (
  conversation_id TEXT PRIMARY KEY,
  last_at TEXT NOT NULL,
  last_id TEXT NOT NULL,
  -- Arrival of the last message of a resident: unread for whoever has read less far.
  resident_at TEXT,
  -- Arrival of the oldest message of a resident that nobody has answered.
  waiting_since TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX _conversation_heads_last ON _conversation_heads (last_at);

-- Nothing here may lean on OR REPLACE or OR IGNORE: in a trigger the outer statement's own way with conflicts counts.
CREATE TRIGGER messages_head_insert AFTER INSERT ON messages
BEGIN
  DELETE FROM _conversation_heads WHERE conversation_id = new.conversation_id;
  INSERT INTO _conversation_heads (conversation_id, last_at, last_id, resident_at, waiting_since)
  SELECT m.conversation_id, coalesce(m.received_at, '9' || m.sent_at), m.id,
    (SELECT max(received_at) FROM messages INDEXED BY messages_from_residents
     WHERE conversation_id = new.conversation_id AND author_resident_id IS NOT NULL AND removed_at IS NULL),
    (SELECT min(received_at) FROM messages INDEXED BY messages_from_residents
     WHERE conversation_id = new.conversation_id AND author_resident_id IS NOT NULL AND removed_at IS NULL
       AND received_at > coalesce((
         SELECT max(coalesce(received_at, '9' || sent_at)) FROM messages INDEXED BY messages_answers
         WHERE conversation_id = new.conversation_id AND author_staff_id IS NOT NULL AND internal_note = 0), ''))
  FROM messages m WHERE m.conversation_id = new.conversation_id
  ORDER BY coalesce(m.received_at, '9' || m.sent_at) DESC, m.id DESC LIMIT 1;
END;
CREATE TRIGGER messages_head_update AFTER UPDATE OF received_at, sent_at, removed_at, conversation_id ON messages
BEGIN
  DELETE FROM _conversation_heads WHERE conversation_id = new.conversation_id;
  INSERT INTO _conversation_heads (conversation_id, last_at, last_id, resident_at, waiting_since)
  SELECT m.conversation_id, coalesce(m.received_at, '9' || m.sent_at), m.id,
    (SELECT max(received_at) FROM messages INDEXED BY messages_from_residents
     WHERE conversation_id = new.conversation_id AND author_resident_id IS NOT NULL AND removed_at IS NULL),
    (SELECT min(received_at) FROM messages INDEXED BY messages_from_residents
     WHERE conversation_id = new.conversation_id AND author_resident_id IS NOT NULL AND removed_at IS NULL
       AND received_at > coalesce((
         SELECT max(coalesce(received_at, '9' || sent_at)) FROM messages INDEXED BY messages_answers
         WHERE conversation_id = new.conversation_id AND author_staff_id IS NOT NULL AND internal_note = 0), ''))
  FROM messages m WHERE m.conversation_id = new.conversation_id
  ORDER BY coalesce(m.received_at, '9' || m.sent_at) DESC, m.id DESC LIMIT 1;
END;
-- Only sync deletes a row: an act that was refused is taken back.
CREATE TRIGGER messages_head_delete AFTER DELETE ON messages
BEGIN
  DELETE FROM _conversation_heads WHERE conversation_id = old.conversation_id;
  INSERT INTO _conversation_heads (conversation_id, last_at, last_id, resident_at, waiting_since)
  SELECT m.conversation_id, coalesce(m.received_at, '9' || m.sent_at), m.id,
    (SELECT max(received_at) FROM messages INDEXED BY messages_from_residents
     WHERE conversation_id = old.conversation_id AND author_resident_id IS NOT NULL AND removed_at IS NULL),
    (SELECT min(received_at) FROM messages INDEXED BY messages_from_residents
     WHERE conversation_id = old.conversation_id AND author_resident_id IS NOT NULL AND removed_at IS NULL
       AND received_at > coalesce((
         SELECT max(coalesce(received_at, '9' || sent_at)) FROM messages INDEXED BY messages_answers
         WHERE conversation_id = old.conversation_id AND author_staff_id IS NOT NULL AND internal_note = 0), ''))
  FROM messages m WHERE m.conversation_id = old.conversation_id
  ORDER BY coalesce(m.received_at, '9' || m.sent_at) DESC, m.id DESC LIMIT 1;
END;

-- Full-text search. The number of a text is its own column, because a copy of the file may number rows anew.
CREATE TABLE _message_texts (
  doc INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE _message_words USING fts5 (
  -- Beginnings of words as people type them are read from an index of their own, newest end first, like whole words.
  body, content = '', contentless_delete = 1, detail = 'none', prefix = '2 3 4 5', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER messages_words_insert AFTER INSERT ON messages WHEN new.removed_at IS NULL
BEGIN
  INSERT INTO _message_texts (message_id) VALUES (new.id);
  INSERT INTO _message_words (rowid, body) SELECT doc, new.body FROM _message_texts WHERE message_id = new.id;
END;
CREATE TRIGGER messages_words_update AFTER UPDATE OF body, removed_at ON messages
WHEN new.body <> old.body OR new.removed_at IS NOT old.removed_at
BEGIN
  INSERT INTO _message_texts (message_id)
    SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM _message_texts WHERE message_id = new.id);
  DELETE FROM _message_words WHERE rowid = (SELECT doc FROM _message_texts WHERE message_id = new.id);
  INSERT INTO _message_words (rowid, body)
    SELECT doc, new.body FROM _message_texts WHERE message_id = new.id AND new.removed_at IS NULL;
END;
CREATE TRIGGER messages_words_delete AFTER DELETE ON messages
BEGIN
  DELETE FROM _message_words WHERE rowid = (SELECT doc FROM _message_texts WHERE message_id = old.id);
  DELETE FROM _message_texts WHERE message_id = old.id;
END;

-- This desk only, written by people. -----------------------------------------------------------------------------------

CREATE TABLE _drafts (
  conversation_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  body TEXT NOT NULL,
  internal_note INTEGER NOT NULL CHECK (internal_note IN (0, 1)),
  -- Ids of _files.
  files TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (conversation_id, staff_id)
) STRICT, WITHOUT ROWID;

-- Files of messages that lie on this desk, beside the replica: to be uploaded, or fetched to be looked at.
CREATE TABLE _files (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  -- 'kept': chosen, not sent. 'sent': part of a message; it is uploaded before the message leaves.
  state TEXT NOT NULL CHECK (state IN ('kept', 'sent')),
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
