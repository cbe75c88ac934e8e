-- A slip that says that a parcel is here, for somebody whom no letter reaches: printed on the stock of the labels. Local to this desk.
ALTER TABLE _print_jobs ADD COLUMN slip INTEGER NOT NULL DEFAULT 0 CHECK (slip IN (0, 1));
-- Whether a delivery that failed is being tried again is asked of each that failed.
CREATE INDEX notices_again ON notices (again_of) WHERE again_of IS NOT NULL;
