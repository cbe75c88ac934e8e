-- Whether a label came by itself with its registration: only such a one is dropped when its parcel has left meanwhile.
ALTER TABLE _print_jobs ADD COLUMN automatic INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1));
