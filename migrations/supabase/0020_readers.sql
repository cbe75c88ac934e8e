-- Lofts Desk on Supabase, 20: readers see their part only.
--
-- A policy chooses rows, never columns, and everybody who is signed in has one role in Postgres. So the tables are read by those
-- who work at a desk; residents and the board read through functions that name each column that they get. A new column is
-- nobody's until it is added here.
--
--   residents   resident_self, resident_homes, resident_parcels, resident_conversations; of the tables only the rows that they
--               write themselves: absences, authorisations, their marker, and the messages and files of their conversations
--   board       board_parcels, board_events: what happened to parcels, without names, free texts and codes
--
-- tests/rls/columns.ts lists what each reader reads.

begin;

-- What residents read of these tables before there were functions.
drop policy if exists resident_read on public.residents;
drop policy if exists resident_read on public.occupancies;
drop policy if exists resident_read on public.units;
drop policy if exists resident_read on public.packages;
drop policy if exists resident_read on public.notices;
drop policy if exists resident_read on public.conversations;

-- The residents whom the caller stands for; an account that stands for nobody is refused.
create or replace function private.as_resident() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid[] := private.my_residents();
begin
  if me = '{}' then
    raise exception 'not a resident' using errcode = '42501';
  end if;
  return me;
end $$;

-- Where they live or lived.
create or replace function public.resident_homes()
returns table (id uuid, building_id uuid, resident_id uuid, unit_id uuid, number text, floor integer, tower text, kind text,
  from_date date, to_date date, receives_packages boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid[] := private.as_resident();
begin
  return query
    select o.id, o.building_id, o.resident_id, o.unit_id, u.number, u.floor, u.tower, o.kind, o.from_date, o.to_date, o.receives_packages
    from public.occupancies o join public.units u on u.id = o.unit_id
    where o.resident_id = any (me) and o.deleted_at is null order by o.from_date desc nulls last, o.id;
end $$;

-- Their parcels, newest first. A parcel for the household without a name may be collected, and so be seen, by whoever lives
-- there; one with a name is shown to that person alone. The pickup code is given while the parcel waits.
create or replace function public.resident_parcels()
returns table (id uuid, building_id uuid, resident_id uuid, unit_id uuid, short_number text, pickup_code text, carrier text,
  tracking_number text, kind text, perishable boolean, oversize boolean, signature_required boolean, status text, direction text,
  received_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid[] := private.as_resident();
begin
  return query
    select p.id, p.building_id, p.resident_id, p.unit_id, p.short_number,
      case when p.status in ('received', 'notified', 'on_hold') then p.pickup_code end,
      p.carrier, p.tracking_number, p.kind, p.perishable, p.oversize, p.signature_required, p.status, p.direction,
      p.received_at::timestamptz
    from public.packages p
    where p.deleted_at is null
      and (p.resident_id = any (me) or p.resident_id is null and p.unit_id = any (private.resident_units()))
    order by p.received_at desc, p.id desc;
end $$;

-- The board's calls are refused to whoever does not read the building's parcels.
create or replace function private.as_reader(building uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(building = any (private.buildings_with('packages.read')), false) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
end $$;

-- Parcels in the order of their changes, from `after` on. The number of the carrier would lead to the addressee's name.
create or replace function public.board_parcels(building uuid, after bigint default 0, row_limit integer default 500)
returns table (id uuid, building_id uuid, short_number text, unit text, carrier text, kind text, perishable boolean,
  oversize boolean, signature_required boolean, status text, direction text, received_at timestamptz, received_by uuid,
  deleted_at timestamptz, change_seq bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.as_reader(building);
  return query
    select p.id, p.building_id, p.short_number, u.number, p.carrier, p.kind, p.perishable, p.oversize,
      p.signature_required, p.status, p.direction, p.received_at::timestamptz, p.received_by, p.deleted_at::timestamptz, p.change_seq
    from public.packages p
    left join public.units u on u.id = p.unit_id
    where p.building_id = board_parcels.building and p.change_seq > board_parcels.after
    order by p.change_seq limit least(greatest(row_limit, 1), 1000);
end $$;

-- What happened to them, in the same order. Details hold names and what people typed; only how a parcel was handed over is given.
create or replace function public.board_events(building uuid, after bigint default 0, row_limit integer default 500)
returns table (id uuid, building_id uuid, package_id uuid, act_id uuid, type text, from_status text, to_status text, actor_id uuid,
  desk_id uuid, at timestamptz, proof text, undoes_act_id uuid, change_seq bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.as_reader(building);
  return query
    select e.id, e.building_id, e.package_id, e.act_id, e.type, e.from_status, e.to_status, e.actor_id, e.desk_id,
      e.at::timestamptz, case when e.detail ->> 'proof' in ('code', 'signature', 'known', 'id_seen') then e.detail ->> 'proof' end,
      e.undoes_act_id, e.change_seq
    from public.package_events e
    where e.building_id = board_events.building and e.change_seq > board_events.after
    order by e.change_seq limit least(greatest(row_limit, 1), 1000);
end $$;

revoke all on function private.as_resident(), private.as_reader(uuid) from public, anon, authenticated;
grant execute on function private.as_resident(), private.as_reader(uuid) to service_role;
revoke all on function public.resident_homes(), public.resident_parcels(),
  public.board_parcels(uuid, bigint, integer), public.board_events(uuid, bigint, integer)
from public, anon, authenticated;
grant execute on function public.resident_homes(), public.resident_parcels(),
  public.board_parcels(uuid, bigint, integer), public.board_events(uuid, bigint, integer)
to authenticated;
commit;
