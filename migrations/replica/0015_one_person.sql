-- Two entries of one person: the one that names the other (merged_into) is read as the other, and nothing else is rewritten.
-- distinct_from: entries that look alike and are somebody else, as a person said.
ALTER TABLE residents ADD COLUMN merged_into TEXT;
ALTER TABLE residents ADD COLUMN distinct_from TEXT NOT NULL DEFAULT '[]';
CREATE INDEX residents_merged ON residents (merged_into) WHERE merged_into IS NOT NULL;
-- Why an act on the directory was undone late.
ALTER TABLE directory_events ADD COLUMN reason TEXT;
