-- Lofts Desk on Supabase, 29a: what goes with a person: vehicles, fobs and keys lent, pets, storage.
--
-- Desks keep it with its event, as they do authorisations (file 21); residents and the board read none of it.

begin;

create table if not exists public.belongings (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  resident_id uuid not null,
  kind text not null check (kind in ('vehicle', 'fob', 'key', 'pet', 'storage')),
  name text not null check (length(name) between 1 and 200),
  place text not null default '',
  note text not null default '',
  from_date date,
  to_date date,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  foreign key (resident_id, building_id) references public.residents (id, building_id)
);
alter table public.belongings enable row level security;
create index if not exists belongings_resident on public.belongings (resident_id, building_id);
create unique index if not exists belongings_changes on public.belongings (building_id, change_seq);

insert into private.sync_tables (name, position, read_permission) values ('belongings', 22, 'residents.read')
on conflict (name) do nothing;
select private.limit_texts('[["belongings", "kind", 20], ["belongings", "name", 200], ["belongings", "place", 200],
  ["belongings", "note", 1000]]');
select private.bound_times();

create or replace trigger zz_tick before insert or update on public.belongings
  for each row execute function private.tick();
revoke all on public.belongings from public, anon;
grant all on public.belongings to service_role;
grant select, insert (id, building_id, created_at, resident_id, kind, name, place, note, from_date, to_date),
  update (kind, name, place, note, from_date, to_date, deleted_at) on public.belongings to authenticated;
drop policy if exists staff_read on public.belongings;
create policy staff_read on public.belongings for select to authenticated
  using (building_id = any ((select private.buildings_with('residents.read'))::uuid[]));
drop policy if exists staff_insert on public.belongings;
create policy staff_insert on public.belongings for insert to authenticated
  with check (building_id = any ((select private.writes('directory.care'))::uuid[]));
drop policy if exists staff_update on public.belongings;
create policy staff_update on public.belongings for update to authenticated
  using (building_id = any ((select private.writes('directory.care'))::uuid[]))
  with check (building_id = any ((select private.writes('directory.care'))::uuid[]));

drop trigger if exists belongings_told on public.belongings;
create constraint trigger belongings_told after insert or update on public.belongings
  deferrable initially deferred for each row execute function private.check_directory_change();

update private.sync_schema set newest = 16 where newest < 16;
select private.refresh_sync();
commit;
