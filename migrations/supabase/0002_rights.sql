-- Lofts Desk on Supabase, 2: who may read and write what.
--
-- A person's rights in a building come from one row of public.staff: its role, while it is active. What a role may do is
-- data (private.role_permissions), the same table as src/shared/staff/permissions.ts. Policies ask for a right, never for a role.
--
--   desk, manager, admin   everything that a desk works with, authorisations and absences too; late undo from manager on
--   manager, admin         the directory (units, residents, shelves ...) and the building's own row and desks
--   admin                  staff
--   board                  no table; what happened to parcels, through functions (file 20)
--   resident               their authorisations and absences, which they write; the rest through functions (file 20)
--   revoked, anon          nothing
--
-- Helpers answer for the caller alone and are called as (select ...), once per statement instead of once per row.

begin;

create table if not exists private.role_permissions (
  role text not null check (role in ('desk', 'manager', 'admin', 'board')),
  permission text not null,
  primary key (role, permission)
);
alter table private.role_permissions enable row level security;
drop policy if exists closed on private.role_permissions;
create policy closed on private.role_permissions for select to authenticated using (false);

insert into private.role_permissions (role, permission)
select role, permission
from unnest(array['desk', 'manager', 'admin']) as role,
  unnest(array[
    'building.read', 'packages.read', 'residents.read', 'packages.register', 'packages.correct', 'packages.notify',
    'packages.hold', 'packages.hand_over', 'packages.return', 'packages.lose', 'acts.undo', 'labels.print',
    'carriers.teach', 'settings.write']) as permission
union all
values
  ('manager', 'acts.undo_late'), ('admin', 'acts.undo_late'),
  ('board', 'building.read'), ('board', 'packages.read'),
  ('manager', 'directory.write'), ('admin', 'directory.write'),
  ('manager', 'building.write'), ('admin', 'building.write'),
  ('admin', 'staff.write')
on conflict do nothing;

-- The caller's place in a building: the role, or null when there is none or it was revoked.
create or replace function private.staff_role(building uuid) returns text
language sql stable security definer set search_path = '' as $$
  select s.role from public.staff s
  where s.user_id = (select auth.uid()) and s.building_id = building and s.active and s.deleted_at is null
$$;

create or replace function private.is_staff(building uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.staff_role(building) is not null
$$;

-- The buildings in which the caller has a right. (What runs for every statement is plpgsql, which keeps its plans.)
create or replace function private.buildings_with(permission text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  state text[] := string_to_array(current_setting('lofts.clock', true), ' ');
begin
  -- Inside an act the building is known, and so is what may be done (private.act_begin).
  if permission = any (string_to_array(state[7], ',')) then return array[state[1]::uuid]; end if;
  return coalesce((
    select array_agg(s.building_id)
    from public.staff s
    join private.role_permissions p on p.role = s.role
    where s.user_id = (select auth.uid()) and s.active and s.deleted_at is null and p.permission = buildings_with.permission), '{}');
end $$;

-- The caller's own rows as staff.
create or replace function private.my_staff() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(s.id), '{}') from public.staff s
  where s.user_id = (select auth.uid()) and s.active and s.deleted_at is null
$$;

-- The residents whom the caller's account stands for.
create or replace function private.my_residents() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct e.id), '{}')
  from public.resident_accounts a
  join public.residents r on r.id = a.resident_id and r.deleted_at is null
  -- All entries of the person, whichever of them the account was given for.
  join public.residents e on e.building_id = r.building_id and e.deleted_at is null
    and (e.id = coalesce(r.merged_into, r.id) or e.merged_into = coalesce(r.merged_into, r.id))
  where a.user_id = (select auth.uid()) and a.revoked_at is null
$$;

-- Where they live now. A day of tolerance on both sides: the date is the server's, not the building's.
create or replace function private.resident_units() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct o.unit_id), '{}')
  from public.occupancies o
  where o.resident_id = any (private.my_residents()) and o.deleted_at is null
    and coalesce(o.from_date, '-infinity') <= current_date + 1 and coalesce(o.to_date, 'infinity') >= current_date - 1
$$;

-- Whether a staff member may stand as the author of a row that the caller writes: inside an act that is being applied it is the
-- act's actor (private.sender_right and act_begin checked them); otherwise the caller. Who may write the directory may carry others' acts, as
-- when a desk's history is brought into a new project.
create or replace function private.signs(building uuid, staff_id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if (private.clock_state(building))[5] = staff_id::text then return true; end if;
  return exists (
    select from public.staff s
    where s.id = signs.staff_id and s.building_id = building
      and (s.user_id = (select auth.uid()) and s.active and s.deleted_at is null
        or building = any (private.buildings_with('directory.write'))));
end $$;

-- Whether the caller, and in an act also its actor, has a right: an act can do what both may do.
create or replace function private.may(building uuid, permission text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  state text[] := private.clock_state(building);
begin
  -- private.act_begin has written down what both may do.
  if state[7] is not null then return permission = any (string_to_array(state[7], ',')); end if;
  return building = any (private.buildings_with(permission));
end $$;

-- Buildings where the caller may write now: the same rule as private.may, once per statement.
create or replace function private.writes(permission text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  state text[] := string_to_array(current_setting('lofts.clock', true), ' ');
begin
  if state[7] is null then return private.buildings_with(permission); end if;
  if permission = any (string_to_array(state[7], ',')) then return array[state[1]::uuid]; end if;
  return '{}';
end $$;

-- Policies: reading ---------------------------------------------------------------------------------------------------

do $$
declare
  t record;
begin
  for t in select name, read_permission from private.sync_tables loop
    execute format('drop policy if exists staff_read on public.%I', t.name);
    execute format(
      'create policy staff_read on public.%I for select to authenticated using (building_id = any ((select private.buildings_with(%L))::uuid[]))',
      t.name, t.read_permission);
  end loop;
end $$;

drop policy if exists resident_read on public.authorisations;
create policy resident_read on public.authorisations for select to authenticated
  using (resident_id = any ((select private.my_residents())::uuid[]));
drop policy if exists resident_read on public.absences;
create policy resident_read on public.absences for select to authenticated
  using (resident_id = any ((select private.my_residents())::uuid[]));

drop policy if exists own_read on public.resident_accounts;
create policy own_read on public.resident_accounts for select to authenticated
  using (user_id = (select auth.uid()));
drop policy if exists staff_read on public.resident_accounts;
create policy staff_read on public.resident_accounts for select to authenticated
  using (building_id = any ((select private.buildings_with('directory.write'))::uuid[]));
drop policy if exists staff_update on public.resident_accounts;
create policy staff_update on public.resident_accounts for update to authenticated
  using (building_id = any ((select private.buildings_with('directory.write'))::uuid[]))
  with check (building_id = any ((select private.buildings_with('directory.write'))::uuid[]));

-- Policies: writing ---------------------------------------------------------------------------------------------------

do $$
declare
  t record;
  own text;
begin
  for t in select * from (values
    -- table, right to insert, right to update, who signs an inserted row
    ('buildings', null, 'building.write', null),
    ('staff', 'staff.write', 'staff.write', null),
    ('desks', 'building.write', 'building.write', null),
    ('units', 'directory.write', 'directory.write', null),
    ('residents', 'directory.write', 'directory.write', null),
    ('occupancies', 'directory.write', 'directory.write', null),
    ('authorisations', 'directory.care', 'directory.care', null),
    ('absences', 'directory.care', 'directory.care', null),
    ('shelves', 'directory.write', 'directory.write', null),
    ('packages', 'packages.register', 'packages.correct', 'received_by'),
    ('package_events', 'packages.correct', null, 'actor_id'),
    ('handovers', 'packages.hand_over', 'acts.undo', 'handed_by'),
    ('notices', 'packages.register', 'packages.notify', null),
    ('carrier_rules', 'carriers.teach', 'carriers.teach', null)
  ) as w (name, inserts, updates, signer) loop
    if t.inserts is not null then
      execute format('drop policy if exists staff_insert on public.%I', t.name);
      execute format(
        'create policy staff_insert on public.%I for insert to authenticated with check (building_id = any ((select private.writes(%L))::uuid[])%s)',
        t.name, t.inserts, case when t.signer is null then '' else format(' and private.signs(building_id, %I)', t.signer) end);
    end if;
    if t.updates is not null then
      execute format('drop policy if exists staff_update on public.%I', t.name);
      execute format(
        'create policy staff_update on public.%I for update to authenticated using (building_id = any ((select private.writes(%L))::uuid[])) with check (building_id = any ((select private.writes(%L))::uuid[]))',
        t.name, t.updates, t.updates);
    end if;
  end loop;
  foreach own in array array['authorisations', 'absences'] loop
    execute format('drop policy if exists resident_insert on public.%I', own);
    execute format(
      'create policy resident_insert on public.%I for insert to authenticated with check (resident_id = any ((select private.my_residents())::uuid[]))',
      own);
    execute format('drop policy if exists resident_update on public.%I', own);
    execute format(
      'create policy resident_update on public.%I for update to authenticated using (resident_id = any ((select private.my_residents())::uuid[])) with check (resident_id = any ((select private.my_residents())::uuid[]))',
      own);
  end loop;
end $$;

-- Grants: what may be written at all. What is not named never changes once it is there; nothing is ever deleted. ------

grant select on
  public.buildings, public.staff, public.desks, public.units, public.residents, public.occupancies, public.authorisations,
  public.absences, public.shelves, public.packages, public.package_events, public.handovers, public.notices,
  public.carrier_rules, public.resident_accounts
to authenticated;

grant update (name, address, timezone, languages, settings) on public.buildings to authenticated;

-- An account is linked by an invitation that its owner claims, never by writing it here.
grant insert (id, building_id, created_at, display_name, role, active) on public.staff to authenticated;
grant update (display_name, role, active, deleted_at) on public.staff to authenticated;

grant insert (id, building_id, created_at, name, letter) on public.desks to authenticated;
grant update (name, letter, deleted_at) on public.desks to authenticated;

grant insert (id, building_id, created_at, number, floor, tower) on public.units to authenticated;
grant update (number, floor, tower, deleted_at) on public.units to authenticated;

grant insert (id, building_id, created_at, given_name, family_name, aliases, language, email, channels,
  emergency_contact, notes, confirmed_on) on public.residents to authenticated;
grant update (given_name, family_name, aliases, language, email, channels, emergency_contact, notes, confirmed_on,
  deleted_at) on public.residents to authenticated;

grant insert (id, building_id, created_at, resident_id, unit_id, kind, from_date, to_date, receives_packages)
  on public.occupancies to authenticated;
grant update (kind, from_date, to_date, receives_packages, deleted_at) on public.occupancies to authenticated;

grant insert (id, building_id, created_at, resident_id, name, note, from_date, to_date) on public.authorisations to authenticated;
grant update (name, note, from_date, to_date, deleted_at) on public.authorisations to authenticated;

grant insert (id, building_id, created_at, resident_id, kind, from_date, to_date, note) on public.absences to authenticated;
grant update (kind, from_date, to_date, note, deleted_at) on public.absences to authenticated;

grant insert (id, building_id, created_at, code, name) on public.shelves to authenticated;
grant update (code, name, deleted_at) on public.shelves to authenticated;

grant insert (id, building_id, created_at, short_number, label_code, pickup_code, unit_id, resident_id, carrier,
  tracking_number, raw_barcode, symbology, kind, perishable, oversize, signature_required, shelf_id, note, status,
  direction, received_at, received_by) on public.packages to authenticated;
grant update (unit_id, resident_id, carrier, tracking_number, raw_barcode, symbology, kind, perishable, oversize,
  signature_required, shelf_id, note, status, direction, pickup_code, deleted_at) on public.packages to authenticated;

grant insert (id, building_id, created_at, package_id, act_id, type, from_status, to_status, actor_id, desk_id, at,
  detail, undoes_act_id) on public.package_events to authenticated;

grant insert (id, building_id, created_at, package_id, act_id, resident_id, collected_by, proof, signature, handed_by, at)
  on public.handovers to authenticated;
grant update (deleted_at) on public.handovers to authenticated;

grant insert (id, building_id, created_at, package_id, resident_id, channel, language, template, state, send_after,
  sent_at, error) on public.notices to authenticated;
grant update (channel, state, send_after, sent_at, error, deleted_at) on public.notices to authenticated;

grant insert (id, building_id, created_at, carrier, prefix, length) on public.carrier_rules to authenticated;
grant update (carrier, prefix, length, deleted_at) on public.carrier_rules to authenticated;

grant update (revoked_at) on public.resident_accounts to authenticated;

revoke all on private.role_permissions from public, anon, authenticated;
revoke all on all functions in schema private from public, anon;
grant execute on function private.clock_state(uuid), private.staff_role(uuid), private.is_staff(uuid), private.buildings_with(text), private.my_staff(),
  private.my_residents(), private.resident_units(), private.signs(uuid, uuid), private.may(uuid, text), private.writes(text)
to authenticated;
grant all on private.role_permissions to service_role;
grant execute on all functions in schema private to service_role;
commit;
