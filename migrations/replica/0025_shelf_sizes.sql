-- What a shelf is for and how many parcels it holds: an intake proposes one that has room. NULL: nobody said how many.
ALTER TABLE shelves ADD COLUMN capacity INTEGER CHECK (capacity BETWEEN 1 AND 999);
ALTER TABLE shelves ADD COLUMN takes TEXT NOT NULL DEFAULT 'any' CHECK (takes IN ('any', 'small', 'large', 'cold'));
