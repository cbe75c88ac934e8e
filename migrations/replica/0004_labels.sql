-- Print jobs of shelves and tests, not only of parcels; the printer's language and resolution as they were; who asked;
-- a state for a printer that waits for somebody; and whether more will be heard of the job. Local to this desk.
ALTER TABLE _print_jobs RENAME TO _print_jobs_old;
DROP INDEX _print_jobs_created;
DROP INDEX _print_jobs_package;
CREATE TABLE _print_jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('parcel', 'shelf', 'test')),
  package_id TEXT,
  shelf_id TEXT,
  title TEXT NOT NULL,
  size TEXT NOT NULL,
  dpi INTEGER NOT NULL,
  printer TEXT,
  transport TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('pdf', 'zpl')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'printed', 'attention', 'failed', 'cancelled')),
  reason TEXT,
  ref TEXT,
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
  reprint INTEGER NOT NULL DEFAULT 0 CHECK (reprint IN (0, 1)),
  staff_id TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
INSERT INTO _print_jobs (id, kind, package_id, title, size, dpi, printer, transport, language, state, reason, ref, settled, reprint, created_at, updated_at)
  SELECT id, 'parcel', package_id, title, size, 203, printer, transport, 'pdf', state, reason, ref, state NOT IN ('queued', 'sent'), reprint, created_at, updated_at
  FROM _print_jobs_old;
DROP TABLE _print_jobs_old;
CREATE INDEX _print_jobs_created ON _print_jobs (created_at);
CREATE INDEX _print_jobs_package ON _print_jobs (package_id);
CREATE INDEX _print_jobs_open ON _print_jobs (state) WHERE settled = 0;
