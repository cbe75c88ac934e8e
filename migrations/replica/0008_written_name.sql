-- The addressee's name as the label writes it, of a parcel whose addressee was not known when it came. It stays when they are.
ALTER TABLE packages ADD COLUMN written_name TEXT;
CREATE INDEX packages_written_name ON packages (received_at) WHERE written_name IS NOT NULL;
