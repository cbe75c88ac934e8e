-- What is decided for the whole building: one column for each setting, so that two desks that change two of them do not meet.
ALTER TABLE buildings ADD COLUMN country TEXT NOT NULL DEFAULT 'CA';
ALTER TABLE buildings ADD COLUMN notice_grace_minutes INTEGER NOT NULL DEFAULT 1;
ALTER TABLE buildings ADD COLUMN quiet_hours TEXT NOT NULL DEFAULT '';
ALTER TABLE buildings ADD COLUMN reminder_days TEXT NOT NULL DEFAULT '[3,7]';
ALTER TABLE buildings ADD COLUMN keep_signatures_days INTEGER NOT NULL DEFAULT 30;
ALTER TABLE buildings ADD COLUMN keep_notices_days INTEGER NOT NULL DEFAULT 90;
ALTER TABLE buildings ADD COLUMN keep_parcels_months INTEGER NOT NULL DEFAULT 12;
ALTER TABLE buildings ADD COLUMN keep_messages_months INTEGER NOT NULL DEFAULT 24;
ALTER TABLE buildings ADD COLUMN keep_audit_months INTEGER NOT NULL DEFAULT 36;
