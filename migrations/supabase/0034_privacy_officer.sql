-- Lofts Desk on Supabase, 34: who is in charge of personal information in the building.
--
-- Name, title and how to reach them stand in what residents are told. A manager or an administrator changes them (building.write,
-- file 2), with an event (file 21).

begin;

alter table public.buildings
  add column if not exists privacy_name text not null default '',
  add column if not exists privacy_title text not null default '',
  add column if not exists privacy_contact text not null default '';
select private.limit_texts('[["buildings", "privacy_name", 200], ["buildings", "privacy_title", 200],
  ["buildings", "privacy_contact", 500]]');
grant update (privacy_name, privacy_title, privacy_contact) on public.buildings to authenticated;

update private.sync_schema set newest = 21 where newest < 21;
select private.refresh_sync();
commit;
