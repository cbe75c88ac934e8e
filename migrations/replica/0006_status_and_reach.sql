-- Up to where the writer of a status had the residents' messages. The server hears it with the status and does not keep it.
ALTER TABLE conversations ADD COLUMN status_seen_at TEXT;
-- The people that it was written for; unknown of one from before.
ALTER TABLE announcements ADD COLUMN recipients INTEGER;
