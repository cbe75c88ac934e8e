-- Lofts Desk on Supabase, 33: the register of confidentiality incidents.
--
-- Each row is an entry; nobody changes one, what turns out otherwise is a new entry of the same incident. It is read by those who
-- may erase a person, and by the board, which answers for the building: incidents.read (manager, admin, board). They enter in it as
-- incidents.write (manager, admin). Five years after the incident was known its entries may be removed, with all their words.
-- Desks whose signed-in person may not read it get none of it; sync_digest shows a desk what it lacks when somebody else signs in.

begin;

create table if not exists public.incidents (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  act_id uuid not null,
  -- The act that entered the incident.
  incident_id uuid not null,
  information text not null default '',
  information_unknown text not null default '',
  circumstances text not null,
  happened text not null,
  known_on date not null,
  persons integer not null check (persons >= 0),
  persons_estimated boolean not null default false,
  risk_for text not null default '',
  risk_against text not null default '',
  is_serious boolean not null default false,
  commission_on date,
  persons_on date,
  notices_why text not null default '',
  measures text not null,
  actor_id uuid not null,
  desk_id uuid not null,
  at timestamptz(3) not null,
  proved_by text check (proved_by in ('session', 'pin', 'badge', 'click')),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  constraint incidents_whole check (deleted_at is not null or (information <> '' or information_unknown <> '')
    and circumstances <> '' and happened <> '' and (risk_for <> '' or risk_against <> '') and measures <> ''
    and (not is_serious or commission_on is not null and persons_on is not null or notices_why <> '')),
  foreign key (actor_id, building_id) references public.staff (id, building_id),
  foreign key (desk_id, building_id) references public.desks (id, building_id)
);
alter table public.incidents enable row level security;
create index if not exists incidents_actor on public.incidents (actor_id, building_id);
create index if not exists incidents_desk on public.incidents (desk_id, building_id);
create unique index if not exists incidents_changes on public.incidents (building_id, change_seq);

insert into private.sync_tables (name, position, read_permission) values ('incidents', 24, 'incidents.read')
on conflict (name) do nothing;
select private.limit_texts('[["incidents", "information", 2000], ["incidents", "information_unknown", 2000],
  ["incidents", "circumstances", 4000], ["incidents", "happened", 200], ["incidents", "risk_for", 4000],
  ["incidents", "risk_against", 4000], ["incidents", "notices_why", 2000], ["incidents", "measures", 4000],
  ["incidents", "proved_by", 20]]');
select private.bound_times();
insert into private.role_permissions (role, permission) values
  ('manager', 'incidents.read'), ('admin', 'incidents.read'), ('board', 'incidents.read'),
  ('manager', 'incidents.write'), ('admin', 'incidents.write')
on conflict do nothing;

revoke all on public.incidents from public, anon;
grant all on public.incidents to service_role;
grant select, insert (id, building_id, created_at, act_id, incident_id, information, information_unknown, circumstances, happened,
  known_on, persons, persons_estimated, risk_for, risk_against, is_serious, commission_on, persons_on, notices_why, measures,
  actor_id, desk_id, at, proved_by), update (deleted_at) on public.incidents to authenticated;
drop policy if exists staff_read on public.incidents;
create policy staff_read on public.incidents for select to authenticated
  using (building_id = any ((select private.buildings_with('incidents.read'))::uuid[]));
drop policy if exists staff_insert on public.incidents;
create policy staff_insert on public.incidents for insert to authenticated
  with check (building_id = any ((select private.writes('incidents.write'))::uuid[]) and private.signs(building_id, actor_id));
drop policy if exists staff_update on public.incidents;
create policy staff_update on public.incidents for update to authenticated
  using (building_id = any ((select private.writes('incidents.write'))::uuid[]))
  with check (building_id = any ((select private.writes('incidents.write'))::uuid[]));

-- The one change: an incident that was known for five years is removed, and nothing stays but that there was one. A desk is used on
-- seven days after that first, the first of them that day itself; the building's day decides there, which may be a day before UTC's.
create or replace function private.guard_incidents() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.deleted_at is null and new.deleted_at is not null and (
    select max(i.known_on) + interval '5 years' + interval '5 days' <= private.arrived()
    from public.incidents i where i.building_id = old.building_id and i.incident_id = old.incident_id) then
    new.information := '';
    new.information_unknown := '';
    new.circumstances := '';
    new.happened := '';
    new.persons := 0;
    new.persons_estimated := false;
    new.risk_for := '';
    new.risk_against := '';
    new.is_serious := false;
    new.commission_on := null;
    new.persons_on := null;
    new.notices_why := '';
    new.measures := '';
    return new;
  end if;
  raise exception 'incidents is append-only' using errcode = '42501', table = 'incidents';
end $$;
-- Who acts enters in their own name, a new incident of this act or one that stands. An entry that no act of a desk brings has not
-- waited for a line: it is of now. None is older than what its desk entered before. It names no day that is still to come: an
-- incident that is known in fifty years would be kept for ever (the building's day may be a day ahead of UTC's).
create or replace function private.guard_written() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select auth.uid()) is null or private.brings_in(new.building_id) then return new; end if;
  if not private.is_author(new.building_id, new.actor_id) then
    raise exception 'entered by somebody else' using errcode = '42501', table = 'incidents', column = 'actor_id';
  end if;
  if greatest(new.known_on, new.commission_on, new.persons_on) > (private.arrived() at time zone 'UTC')::date + 1 then
    raise exception 'a day that is still to come' using errcode = '23514', table = 'incidents';
  end if;
  if new.incident_id <> new.act_id and not exists (
      select from public.incidents i
      where i.building_id = new.building_id and i.incident_id = new.incident_id and i.deleted_at is null) then
    raise exception 'no such incident' using errcode = 'LD002', table = 'incidents', column = 'incident_id';
  end if;
  -- What no clock can mean is left to the spans of file 18, which refuse it.
  if new.at >= '1900-01-01' and new.at < '2080-01-01' then
    if private.act_desk(new.building_id) is null then new.at := private.arrived(); end if;
    new.at := greatest(new.at, (
      select max(i.at) from public.incidents i where i.building_id = new.building_id and i.desk_id = new.desk_id and i.at < '2080-01-01'));
  end if;
  return new;
end $$;
revoke all on function private.guard_incidents(), private.guard_written() from public, anon, authenticated;
grant execute on function private.guard_incidents(), private.guard_written() to service_role;

create or replace trigger guard_told before insert on public.incidents
  for each row execute function private.guard_told();
-- After guard_told, by its name.
create or replace trigger guard_written before insert on public.incidents
  for each row execute function private.guard_written();
create or replace trigger zz_tick before insert or update on public.incidents
  for each row execute function private.tick();
create or replace trigger append_only before update or delete on public.incidents
  for each row execute function private.guard_incidents();
create or replace trigger sender after insert on public.incidents for each row execute function private.note_sender();

update private.sync_schema set newest = 20 where newest < 20;
select private.refresh_sync();
commit;
