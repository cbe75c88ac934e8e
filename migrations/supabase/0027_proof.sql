-- Lofts Desk on Supabase, 27: how the person of an act proved to be there.
--
-- A desk tells it with each event: by their account, by a PIN or a badge at that desk, or by a click, which proves nothing. It is the desk's word;
-- whose session sent the event is what the server knows by itself (file 15).
begin;

alter table public.package_events add column if not exists proved_by text;
alter table public.directory_events add column if not exists proved_by text;
alter table public.package_events drop constraint if exists package_events_proved_by_check;
alter table public.package_events add constraint package_events_proved_by_check check (proved_by in ('session', 'pin', 'badge', 'click'));
alter table public.directory_events drop constraint if exists directory_events_proved_by_check;
alter table public.directory_events add constraint directory_events_proved_by_check check (proved_by in ('session', 'pin', 'badge', 'click'));
select private.limit_texts('[["package_events", "proved_by", 20], ["directory_events", "proved_by", 20]]');
grant insert (proved_by) on public.package_events to authenticated;
grant insert (proved_by) on public.directory_events to authenticated;

update private.sync_schema set newest = 14 where newest < 14;
select private.refresh_sync();
commit;
