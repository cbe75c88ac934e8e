-- Lofts Desk on Supabase, 16: the name of a file ends as its type does, whoever sends it. A system opens a file by its ending:
-- a "PDF" named facture.bat would be a program once it is saved. Rows from before keep their names: programs give each file
-- the ending of its type when it is shown and saved.

begin;

alter table public.attachments drop constraint if exists attachments_name_of_type;
alter table public.attachments add constraint attachments_name_of_type check (
  name ~* case type
    when 'image/jpeg' then '[^ .]\.jpe?g$'
    when 'image/png' then '[^ .]\.png$'
    when 'image/webp' then '[^ .]\.webp$'
    else '[^ .]\.pdf$' end
  -- No path, no stream of a file, no hidden name.
  and name !~ '[/\\:*?"<>|]' and name !~ '^[ .]'
  -- Nothing that cannot be seen, or that turns the order of the letters around.
  and name !~ '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
  -- What Windows keeps for devices.
  and name !~* '^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³]) *\.'
) not valid;

commit;
