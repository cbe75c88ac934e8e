-- What is known of a person: several telephones (shared/people/phones.ts), how they would rather get their parcels, and what
-- they need for it. The one number of before becomes the first of the telephones, in rows, in acts that wait and in their copies.
ALTER TABLE residents ADD COLUMN phones TEXT NOT NULL DEFAULT '[]';
ALTER TABLE residents ADD COLUMN collecting TEXT CHECK (collecting IN ('desk', 'door', 'other_person'));
ALTER TABLE residents ADD COLUMN access_need TEXT NOT NULL DEFAULT '';

UPDATE residents SET phones = (
  SELECT json_array(json_object('sms', json('false'), 'e164', CASE
      WHEN digits GLOB '[2-9][0-9][0-9][2-9][0-9][0-9][0-9][0-9][0-9][0-9]' THEN '+1' || digits
      WHEN digits GLOB '1[2-9][0-9][0-9][2-9][0-9][0-9][0-9][0-9][0-9][0-9]' THEN '+' || digits
      WHEN digits GLOB '+1[2-9][0-9][0-9][2-9][0-9][0-9][0-9][0-9][0-9][0-9]' THEN digits
    END, 'label', 'other', 'typed', phone, 'extension', NULL))
  FROM (SELECT replace(replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', '') AS digits))
WHERE phone IS NOT NULL;
UPDATE _base SET row = json_remove(json_set(row, '$.phones',
    CASE WHEN row ->> '$.phone' IS NULL THEN '[]' ELSE '' || json_array(json_object('sms', json('false'), 'e164', NULL,
      'label', 'other', 'typed', row ->> '$.phone', 'extension', NULL)) END,
    '$.collecting', NULL, '$.access_need', ''), '$.phone')
WHERE table_name = 'residents' AND row IS NOT NULL;
-- An act that waits names the column that there is now.
UPDATE _outbox SET ops = (
  SELECT json_group_array(json(CASE WHEN op.value ->> 'table' = 'residents' AND json_type(op.value, '$.values.phone') IS NOT NULL
    THEN json_remove(json_set(op.value, '$.values.phones',
      CASE WHEN op.value ->> '$.values.phone' IS NULL THEN '[]' ELSE '' || json_array(json_object('sms', json('false'), 'e164', NULL,
        'label', 'other', 'typed', op.value ->> '$.values.phone', 'extension', NULL)) END), '$.values.phone')
    ELSE op.value END)) FROM json_each(ops) op)
WHERE json_valid(ops) AND ops LIKE '%"phone"%';
ALTER TABLE residents DROP COLUMN phone;
