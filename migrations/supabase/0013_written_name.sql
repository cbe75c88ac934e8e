-- Lofts Desk on Supabase, 13: an unknown addressee's name, as the label writes it, stays with the parcel.
begin;

alter table public.packages add column if not exists written_name text check (char_length(written_name) <= 200);
grant insert (written_name), update (written_name) on public.packages to authenticated;

update private.sync_schema set newest = 8 where newest < 8;
select private.refresh_sync();

commit;
