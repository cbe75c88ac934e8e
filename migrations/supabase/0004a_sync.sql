-- Lofts Desk on Supabase, 4a: what a desk calls. The wire is src/shared/sync/wire.ts.
--
--   sync_push(desk, transactions)        acts of people, each whole or not at all, in order, at most once
--   sync_pull(building, since, row_limit, bytes)  changed rows of all tables in the order of their numbers (file 9)
--   sync_digest(building, columns)         count and checksum per table (file 11)
--   sync_new_epoch(building)             after the database was restored from a backup: every desk starts over
--
-- A project's gateway ends a request after 60 seconds: the database gives up before, and says so.
--
-- All run as the caller, under row-level security; the helpers in the schema private that pass by it check the caller
-- themselves.
--
-- Errors of a whole call: 42501 (not staff of the building), 40001, 40P01, 55P03, 57014 and the classes 08, 25, 53, 57,
-- 58, XX (try again), PT503 (the desk is newer than this schema: try again after the migration). Everything else is the
-- fault of one act, which is refused, while the others go on.
--
-- Who acts. The person signed in (the caller) sends their own acts. Those of others only as file 15 says: a manager's
-- session carries them, or the actor's own session handed them on by their ids. The actor must be staff of the building,
-- and active; the rights of both bound the act: a late undo needs two managers' rights, a board member's act changes
-- nothing. What a person wrote offline before they were revoked is refused to colleagues; whoever may write the directory
-- (manager, admin) may send it, in the name of the one who acted.
--
-- Repeats. The answer is kept under the act's id in the commit that applied or refused it. The same id from the same
-- building and actor gets that answer again, whoever is signed in by then: an answer can be lost while the shift
-- changes. The id of another building's or another actor's act is refused as invalid. An act that was refused and is tried
-- again after a change takes a new id. Only 'too_old' is not kept: the same act passes after the desk's upgrade.

begin;

create table if not exists private.sync_schema (
  one boolean primary key default true check (one),
  -- The newest and the oldest replica schema (migrations/replica) that this server understands.
  newest integer not null,
  oldest integer not null
);
alter table private.sync_schema enable row level security;
drop policy if exists readable on private.sync_schema;
create policy readable on private.sync_schema for select to authenticated using (true);
insert into private.sync_schema (newest, oldest) values (2, 1) on conflict do nothing;

create or replace function private.iso(t timestamptz) returns text
language sql stable set search_path = '' as $$
  select to_char(t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The tables that a desk of the caller holds; null when they work at none in this building.
create or replace function private.readable_tables(building uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_agg(t.name order by t.position)
  from private.sync_tables t
  join private.role_permissions p on p.permission = t.read_permission
  where p.role = private.staff_role(building) and exists (
    select from private.role_permissions w where w.role = p.role and w.permission = 'packages.register')
$$;

-- Two callers who see the same tables share an epoch, so that a change of shift at a desk costs nothing; a change of
-- rights that changes what is seen changes it. The register of incidents (file 33) is read by some of them alone and counts for
-- nothing here: a desk that lacks its few rows reads them when it compares.
create or replace function private.epoch(building uuid) returns text
language sql stable security definer set search_path = '' as $$
  select c.epoch::text || '.' || left(md5(array_to_string(array_remove(private.readable_tables(building), 'incidents'), ',')), 8)
  from private.building_clock c where c.building_id = building and private.is_staff(building)
$$;

create or replace function private.clock_seq(building uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select c.seq from private.building_clock c where c.building_id = building and private.is_staff(building)
$$;

-- Push ------------------------------------------------------------------------------------------------------------------

-- Takes the building's clock before any row: pushes of one building wait in line instead of meeting in a deadlock. Takes
-- numbers for all of its changes at once; push_end gives back what refused and repeated acts did not use.
create or replace function private.push_begin(desk uuid, changes integer) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  building uuid;
  first bigint;
begin
  select d.building_id into building from public.desks d where d.id = desk and d.deleted_at is null;
  if building is null or not building = any (private.buildings_with('packages.register')) then
    raise exception 'not_staff' using errcode = '42501', hint = 'The caller is not staff at this desk.';
  end if;
  first := private.take_numbers(building, changes);
  perform set_config('lofts.clock', concat_ws(' ', building, first, first + changes - 1, '-', '-', changes), true);
  perform set_config('lofts.rights', '', true);
  return building;
end $$;

create or replace function private.push_end(building uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  state text[] := private.clock_state(building);
begin
  update private.building_clock c set seq = state[2]::bigint - 1
  where c.building_id = building and c.xact = pg_current_xact_id() and c.seq = state[3]::bigint;
  perform set_config('lofts.clock', '', true), set_config('lofts.act', '', true);
end $$;

-- The kept answer to an act, or null.
create or replace function private.answer_of(act uuid, building uuid, actor uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select case when t.building_id = building and t.actor_id = actor and building = any (private.buildings_with('packages.register'))
      then t.result
      else jsonb_build_object('id', act, 'status', 'refused', 'code', 'invalid', 'message', 'this id belongs to another act',
        'detail', jsonb_build_object('reason', 'id_taken'), 'rows', '[]'::jsonb)
      end
    from private.sync_transactions t where t.id = act);
end $$;

create or replace function private.keep_answer(act uuid, building uuid, desk uuid, actor uuid, name text, result jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Only inside a push of that building: it holds the clock.
  if private.clock_state(building) is null or not building = any (private.buildings_with('packages.register')) then
    raise exception 'not_staff' using errcode = '42501';
  end if;
  insert into private.sync_transactions (id, building_id, desk_id, actor_id, user_id, name, result)
  values (act, building, desk, actor, auth.uid(), name, result);
  -- With the first act of its work the history of a building is closed.
  if result ->> 'status' = 'applied' and split_part(current_setting('lofts.act', true), ' ', 2) <> 'brings' then
    update private.founders f set brought_at = clock_timestamp() where f.building_id = keep_answer.building and f.brought_at is null;
  end if;
end $$;

-- Names who acts, for the policies and guards of this act, with the rights that both the actor and the caller have. They
-- are kept for the acts of the same actor that follow in the push.
create or replace function private.act_begin(building uuid, actor uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  state text[] := private.clock_state(building);
  rights text := current_setting('lofts.rights', true);
begin
  if state is null then
    raise exception 'no act outside a push' using errcode = '42501';
  end if;
  state[4] := (state[2]::bigint - 1)::text;
  if state[5] <> actor::text or coalesce(rights, '') = '' then
    -- The rights that this function asks for are the caller's own, not those of the act before.
    perform set_config('lofts.clock', array_to_string(state[1:6], ' '), true);
    if not exists (
      select from public.staff s
      where s.id = actor and s.building_id = building and s.deleted_at is null
        and (s.active or building = any (private.buildings_with('directory.write')))) then
      raise exception 'the one who acted is not active staff of this building' using errcode = '42501', table = 'staff';
    end if;
    select coalesce(string_agg(c.permission, ','), 'none') into rights
    from public.staff s
    join private.role_permissions c on c.role = s.role
    join private.role_permissions a on a.permission = c.permission
    join public.staff o on o.id = actor and o.role = a.role
    where s.user_id = (select auth.uid()) and s.building_id = building and s.active and s.deleted_at is null;
    perform set_config('lofts.rights', rights, true);
  end if;
  state[5] := actor::text;
  state[7] := rights;
  perform set_config('lofts.clock', array_to_string(state, ' '), true);
end $$;

-- True when the row is one of this building's, seen or not.
create or replace function private.has_row(table_name text, building uuid, row_id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  found_row boolean;
begin
  if not private.is_staff(building) or not exists (select from private.sync_tables t where t.name = table_name) then
    return false;
  end if;
  execute format('select exists (select from public.%I t where t.id = $1 and t.building_id = $2)', table_name)
    into found_row using row_id, building;
  return found_row;
end $$;

-- The rows that ops name, as the caller sees them now.
create or replace function private.rows_of(building uuid, ops jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  part record;
  part_rows jsonb;
  rows jsonb := '[]';
begin
  for part in
    select t.name, private.sent_expression(t.wire, t.bytes) as wire, array_agg(distinct (o ->> 'id')::uuid) as ids
    from jsonb_array_elements(ops) o
    join private.sync_tables t on t.name = o ->> 'table'
    where o ->> 'id' ~ '^[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}$'
    group by t.name, t.wire, t.bytes, t.position order by t.position
  loop
    execute format(
      'select jsonb_agg(jsonb_build_object(''table'', %L, ''row'', (%s)::jsonb) order by t.change_seq) from public.%I t where t.id = any ($1) and t.building_id = $2',
      part.name, part.wire, part.name)
      into part_rows using part.ids, building;
    rows := rows || coalesce(part_rows, '[]');
  end loop;
  return rows;
end $$;
commit;
