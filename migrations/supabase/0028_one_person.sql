-- Lofts Desk on Supabase, 28: two entries of one person.
--
-- The entry that names another one (merged_into, file 1) is read as that one; parcels, homes and conversations stay where they
-- are. An entry that others name is never merged itself, so two desks that merge the same two in opposite ways do not both
-- succeed, and nobody has to follow more than one pointer.

begin;

alter table public.residents
  add column if not exists distinct_from jsonb not null default '[]'
    check (jsonb_typeof(distinct_from) = 'array' and not distinct_from @? 'strict $[*] ? (@.type() <> "string")');
select private.limit_texts('[["residents", "distinct_from", 4000]]');
grant insert (merged_into, distinct_from), update (merged_into, distinct_from) on public.residents to authenticated;

create or replace function private.guard_merged() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.merged_into is null then return new; end if;
  if new.merged_into = new.id
    or exists (select from public.residents e where e.merged_into = new.id)
    or not exists (
      select from public.residents e
      where e.id = new.merged_into and e.building_id = new.building_id and e.merged_into is null and e.deleted_at is null) then
    raise exception 'merged into an entry that does not speak for itself' using errcode = '23514', table = 'residents', column = 'merged_into';
  end if;
  return new;
end $$;
create or replace trigger guard_merged before update of merged_into on public.residents
  for each row when (new.merged_into is distinct from old.merged_into) execute function private.guard_merged();
revoke all on function private.guard_merged() from public, anon, authenticated;
grant execute on function private.guard_merged() to service_role;

-- An undo is late as one of a parcel is (file 3): a manager's, and with its reason.
alter table public.directory_events add column if not exists reason text;
select private.limit_texts('[["directory_events", "reason", 500]]');
grant insert (reason) on public.directory_events to authenticated;

create or replace function private.guard_directory_undo() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  undone_at timestamptz;
begin
  if (select auth.uid()) is null or new.undoes_act_id is null or private.brings_in(new.building_id) then return new; end if;
  select max(e.at) into undone_at from public.directory_events e
    where e.building_id = new.building_id and e.act_id = new.undoes_act_id;
  -- Whether there is such an act is asked at the end.
  if undone_at is null or new.at - undone_at <= interval '10 minutes' then return new; end if;
  if not new.building_id = any (private.buildings_with('acts.undo_late')) then
    raise exception 'missing right: acts.undo_late' using errcode = '42501', table = 'directory_events', column = 'at';
  end if;
  if coalesce(btrim(new.reason), '') = '' then
    raise exception 'a late undo needs a reason' using errcode = '22023', table = 'directory_events', column = 'reason';
  end if;
  return new;
end $$;
create or replace trigger guard_undo before insert on public.directory_events
  for each row execute function private.guard_directory_undo();
revoke all on function private.guard_directory_undo() from public, anon, authenticated;
grant execute on function private.guard_directory_undo() to service_role;

update private.sync_schema set newest = 15 where newest < 15;
select private.refresh_sync();
commit;
