-- Lofts Desk on Supabase, 21: who changed what in the directory.
--
-- A desk changes the directory in acts, and each row that an act changes has its event: the changed columns alone, as they were and
-- as they became. Events are never changed. An undo is one more event, which names the act that it takes back.
--
--   directory.care    desk, manager, admin: who may collect for somebody, when they are away, and what goes with them (file 29)
--   staff.write       admin: who works here (file 23)
--   building.write    manager, admin: the building itself and its desks
--   directory.write   manager, admin: everything else

begin;

create table if not exists public.directory_events (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  act_id uuid not null,
  type text not null check (type in ('added', 'changed', 'removed')),
  table_name text not null,
  row_id uuid not null,
  before jsonb not null default '{}' check (jsonb_typeof(before) = 'object'),
  after jsonb not null default '{}' check (jsonb_typeof(after) = 'object'),
  actor_id uuid not null,
  desk_id uuid not null,
  at timestamptz(3) not null,
  undoes_act_id uuid,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  constraint directory_events_kept check (deleted_at is null),
  foreign key (actor_id, building_id) references public.staff (id, building_id),
  foreign key (desk_id, building_id) references public.desks (id, building_id)
);
alter table public.directory_events enable row level security;
-- Conversations, because a move may close those of who leaves.
alter table public.directory_events drop constraint if exists directory_events_table_name_check,
  add constraint directory_events_table_name_check
  check (table_name in ('units', 'residents', 'occupancies', 'authorisations', 'absences', 'belongings', 'conversations', 'staff', 'shelves', 'buildings', 'desks'));
-- An act changes a row once, and is taken back once for each row.
create unique index if not exists directory_events_act on public.directory_events (building_id, act_id, row_id);
create unique index if not exists directory_events_undoes on public.directory_events (building_id, undoes_act_id, table_name, row_id)
  where undoes_act_id is not null;
create index if not exists directory_events_row on public.directory_events (row_id);
create index if not exists directory_events_actor on public.directory_events (actor_id, building_id);
create index if not exists directory_events_desk on public.directory_events (desk_id, building_id);
create unique index if not exists directory_events_changes on public.directory_events (building_id, change_seq);

insert into private.sync_tables (name, position, read_permission) values ('directory_events', 21, 'residents.read')
on conflict (name) do nothing;
select private.limit_texts('[["directory_events", "type", 20], ["directory_events", "table_name", 20],
  ["directory_events", "before", 20000], ["directory_events", "after", 20000]]');
select private.bound_times();

insert into private.role_permissions (role, permission)
values ('desk', 'directory.care'), ('manager', 'directory.care'), ('admin', 'directory.care')
on conflict do nothing;

-- Rights ----------------------------------------------------------------------------------------------------------------------

create or replace trigger zz_tick before insert or update on public.directory_events
  for each row execute function private.tick();
revoke all on public.directory_events from public, anon;
grant all on public.directory_events to service_role;
grant select, insert (id, building_id, created_at, act_id, type, table_name, row_id, before, after, actor_id, desk_id, at, undoes_act_id)
  on public.directory_events to authenticated;
drop policy if exists staff_read on public.directory_events;
create policy staff_read on public.directory_events for select to authenticated
  using (building_id = any ((select private.buildings_with('residents.read'))::uuid[]));
drop policy if exists staff_insert on public.directory_events;
create policy staff_insert on public.directory_events for insert to authenticated
  with check (building_id = any ((select private.writes('directory.care'))::uuid[]) and private.signs(building_id, actor_id));

create or replace trigger append_only before update or delete on public.directory_events
  for each row execute function private.refuse_change();
create or replace trigger sender after insert on public.directory_events for each row execute function private.note_sender();

-- At once ---------------------------------------------------------------------------------------------------------------------

create or replace function private.guard_directory_event() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  needed text;
begin
  if (select auth.uid()) is null then return new; end if;
  needed := case
    when new.table_name in ('authorisations', 'absences', 'belongings') then 'directory.care'
    when new.table_name = 'staff' then 'staff.write'
    when new.table_name in ('buildings', 'desks') then 'building.write'
    else 'directory.write' end;
  if not private.may(new.building_id, needed) then
    raise exception 'missing right: %', needed using errcode = '42501', table = 'directory_events';
  end if;
  return new;
end $$;
create or replace trigger guard_event before insert on public.directory_events
  for each row execute function private.guard_directory_event();
create or replace trigger guard_told before insert on public.directory_events
  for each row execute function private.guard_told();

-- At the end ------------------------------------------------------------------------------------------------------------------

-- The event is true: its act changed that row, and the row is as the event says.
create or replace function private.check_directory_event() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  began bigint := private.act_start(new.building_id);
  found_row jsonb;
begin
  if (select auth.uid()) is null or private.brings_in(new.building_id) then return null; end if;
  -- What a desk did to somebody whom another one had erased: the event is kept and says nothing (file 31).
  if private.is_of_erased(new.table_name, new.row_id) then return null; end if;
  execute format('select to_jsonb(t) from public.%I t where t.id = $1 and t.building_id = $2 and (t.change_seq > $3 or $4)', new.table_name)
    -- What another desk removed before stays removed, and changes nothing.
    into found_row using new.row_id, new.building_id, began, new.type = 'removed';
  if found_row is null
    or (new.type = 'removed') <> (found_row ->> 'deleted_at' is not null)
    -- What a resident wrote meanwhile opens a conversation again, whatever a desk thought.
    or new.type <> 'removed' and new.table_name <> 'conversations' and exists (
      select from jsonb_each(new.after) as a (col, value) where found_row -> a.col is distinct from a.value)
  then
    raise exception 'the event % without its change', new.type using errcode = '22023', table = 'directory_events';
  end if;
  if new.undoes_act_id is not null and not exists (
    select from public.directory_events e
    where e.act_id = new.undoes_act_id and e.building_id = new.building_id and e.change_seq <= began) then
    raise exception 'no such act' using errcode = 'LD002', table = 'directory_events', column = 'undoes_act_id';
  end if;
  return null;
end $$;
drop trigger if exists directory_events_true on public.directory_events;
create constraint trigger directory_events_true after insert on public.directory_events
  deferrable initially deferred for each row execute function private.check_directory_event();

-- The change is told: what a desk changes of the directory and of the staff has its event. Residents write who collects for them
-- and when they are away without one.
create or replace function private.check_directory_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select auth.uid()) is null or private.act_desk(new.building_id) is null or private.brings_in(new.building_id) then return null; end if;
  if not exists (
    select from public.directory_events e
    where e.row_id = new.id and e.table_name = tg_table_name and e.change_seq > private.act_start(new.building_id))
    -- An erasure tells itself.
    and not exists (
      select from public.erasures e where e.building_id = new.building_id and e.change_seq > private.act_start(new.building_id)) then
    raise exception 'a change of the directory comes with its event' using errcode = '22023', table = tg_table_name;
  end if;
  return null;
end $$;
drop trigger if exists units_told on public.units;
create constraint trigger units_told after insert or update on public.units
  deferrable initially deferred for each row execute function private.check_directory_change();
drop trigger if exists residents_told on public.residents;
create constraint trigger residents_told after insert or update on public.residents
  deferrable initially deferred for each row execute function private.check_directory_change();
drop trigger if exists occupancies_told on public.occupancies;
create constraint trigger occupancies_told after insert or update on public.occupancies
  deferrable initially deferred for each row execute function private.check_directory_change();
drop trigger if exists authorisations_told on public.authorisations;
create constraint trigger authorisations_told after insert or update on public.authorisations
  deferrable initially deferred for each row execute function private.check_directory_change();
drop trigger if exists absences_told on public.absences;
create constraint trigger absences_told after insert or update on public.absences
  deferrable initially deferred for each row execute function private.check_directory_change();

drop trigger if exists staff_told on public.staff;
create constraint trigger staff_told after insert or update on public.staff
  deferrable initially deferred for each row execute function private.check_directory_change();
drop trigger if exists shelves_told on public.shelves;
create constraint trigger shelves_told after insert or update on public.shelves
  deferrable initially deferred for each row execute function private.check_directory_change();
drop trigger if exists buildings_told on public.buildings;
create constraint trigger buildings_told after update on public.buildings
  deferrable initially deferred for each row
  -- What a desk remembers of files that it read is no change that anybody looks for.
  when (to_jsonb(new) - '{settings,updated_at,change_seq}'::text[] is distinct from to_jsonb(old) - '{settings,updated_at,change_seq}'::text[])
  execute function private.check_directory_change();
drop trigger if exists desks_told on public.desks;
create constraint trigger desks_told after insert or update on public.desks
  deferrable initially deferred for each row execute function private.check_directory_change();

-- All checks that wait for the end of an act, by name.
create or replace function private.check_act_now() returns void
language sql set search_path = '' as $$
  set constraints public.packages_arrival, public.packages_step, public.package_events_true, public.handovers_true,
    public.packages_notices, public.notices_settled, public.directory_events_true, public.units_told, public.residents_told,
    public.occupancies_told, public.authorisations_told, public.absences_told, public.belongings_told, public.staff_told,
    public.shelves_told, public.buildings_told, public.desks_told immediate;
  set constraints public.packages_arrival, public.packages_step, public.package_events_true, public.handovers_true,
    public.packages_notices, public.notices_settled, public.directory_events_true, public.units_told, public.residents_told,
    public.occupancies_told, public.authorisations_told, public.absences_told, public.belongings_told, public.staff_told,
    public.shelves_told, public.buildings_told, public.desks_told deferred;
$$;

revoke all on function private.guard_directory_event(), private.check_directory_event(), private.check_directory_change(),
  private.check_act_now() from public, anon, authenticated;
grant execute on function private.guard_directory_event(), private.check_directory_event(), private.check_directory_change(),
  private.check_act_now() to service_role;
grant execute on function private.check_act_now() to authenticated;

update private.sync_schema set newest = 10 where newest < 10;
select private.refresh_sync();
commit;
