-- Who is in charge of personal information in the building: residents are told whom to ask.
ALTER TABLE buildings ADD COLUMN privacy_name TEXT NOT NULL DEFAULT '';
ALTER TABLE buildings ADD COLUMN privacy_title TEXT NOT NULL DEFAULT '';
ALTER TABLE buildings ADD COLUMN privacy_contact TEXT NOT NULL DEFAULT '';
