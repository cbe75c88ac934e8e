-- Lofts Desk on Supabase, 29b: a desk vouches for whoever proved there who they are.
--
-- Between sign-ins a colleague takes over at a desk by their PIN or badge. They allowed that once, under their own session and at that
-- very desk: it made a key for them and gave the server its digest (sync_vouch). An act of theirs then comes under the session of
-- whoever is signed in there, with that key, and each event in it names a proof that the desk has seen. Without the key nobody's session is
-- enough: a desk signs for nobody who was never there. It ends with their shift (16 hours), when they sign out, with their work
-- here, with their account and with the desk.
begin;

create table if not exists private.vouchers (
  desk_id uuid not null,
  staff_id uuid not null,
  building_id uuid not null references public.buildings (id),
  -- The account that allowed it: another one for the same person has to allow it anew.
  user_id uuid not null,
  -- SHA-256 of the key, which stays at the desk.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  since timestamptz(3) not null default private.arrived(),
  primary key (desk_id, staff_id),
  foreign key (desk_id, building_id) references public.desks (id, building_id),
  foreign key (staff_id, building_id) references public.staff (id, building_id)
);
alter table private.vouchers enable row level security;
alter table private.vouchers alter column since set default private.arrived();
drop policy if exists closed on private.vouchers;
create policy closed on private.vouchers for select to authenticated using (false);
create index if not exists vouchers_desk on private.vouchers (desk_id, building_id);
create index if not exists vouchers_staff on private.vouchers (staff_id, building_id);
create index if not exists vouchers_building on private.vouchers (building_id);

-- The caller lets this desk vouch for them by a key of this digest, or no more (null). Nobody does it for somebody else.
create or replace function public.sync_vouch(desk uuid, digest text default null) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  place record;
begin
  select s.id, s.building_id into place
  from public.desks d
  join public.staff s on s.building_id = d.building_id and s.user_id = (select auth.uid()) and s.active and s.deleted_at is null
  join private.role_permissions p on p.role = s.role and p.permission = 'packages.register'
  where d.id = desk and d.deleted_at is null;
  if not found then
    raise exception 'not_staff' using errcode = '42501', hint = 'The caller is not staff at this desk.';
  end if;
  if digest is null then
    delete from private.vouchers v where v.desk_id = desk and v.staff_id = place.id;
    return false;
  end if;
  insert into private.vouchers as v (desk_id, staff_id, building_id, user_id, digest)
  values (desk, place.id, place.building_id, (select auth.uid()), sync_vouch.digest)
  on conflict (desk_id, staff_id) do update set user_id = excluded.user_id, digest = excluded.digest, since = private.arrived();
  return true;
end $$;

-- Somebody who comes back allows it anew.
create or replace function private.end_vouchers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.vouchers v where v.staff_id = new.id;
  return null;
end $$;
create or replace trigger end_vouchers after update on public.staff for each row
  when (not new.active or new.deleted_at is not null or new.user_id is distinct from old.user_id)
  execute function private.end_vouchers();

drop function if exists private.check_sender(uuid, uuid, uuid, uuid);
drop function if exists private.sender_right(uuid, uuid, uuid, uuid, text);
-- By what right the caller sends this act in the actor's name: it is their own, a manager carries it, the actor has handed it on, or
-- the desk vouches. Refused without one. A desk vouches for what was done within a shift (VOUCH_HOURS, and a clock that goes a little
-- otherwise), by the time that the desk tells and that is moved as for events; what waited there offline may come a week later.
create or replace function private.sender_right(building uuid, desk uuid, act uuid, actor uuid, pass text, told text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  me record;
begin
  select s.id, s.role into me from public.staff s
  where s.user_id = (select auth.uid()) and s.building_id = building and s.active and s.deleted_at is null;
  if me.id = actor then return 'own'; end if;
  if exists (
    select from private.handed_on h
    where h.act_id = act and h.building_id = building and h.desk_id = desk and h.actor_id = actor) then
    return 'handed_on';
  end if;
  if me.id is not null and exists (
    select from private.vouchers v
    join public.staff s on s.id = v.staff_id and s.user_id = v.user_id and s.active and s.deleted_at is null
    where v.desk_id = desk and v.staff_id = actor and v.building_id = building
      and v.digest = encode(sha256(convert_to(pass, 'UTF8')), 'hex')
      and private.arrived() <= v.since + interval '7 days'
      and private.time_at_desk(building, desk, coalesce(told::timestamptz, private.arrived())) <= v.since + interval '16 hours 15 minutes') then
    return 'desk';
  end if;
  if exists (select from private.role_permissions p where p.role = me.role and p.permission = 'directory.write') then
    return 'manager';
  end if;
  raise exception 'signed by somebody who has not handed it on' using errcode = '42501', table = 'staff',
    hint = 'A manager may send it, or the one who acted, signed in at the desk.';
end $$;

-- By what right the running act was sent, for private.note_sender; null outside of one.
create or replace function private.sending_right() returns text
language sql stable set search_path = '' as $$
  select nullif(current_setting('lofts.sender', true), '')
$$;

revoke all on private.vouchers from public, anon, authenticated;
grant all on private.vouchers to service_role;
revoke all on function public.sync_vouch(uuid, text) from public, anon, authenticated;
grant execute on function public.sync_vouch(uuid, text) to authenticated, service_role;
revoke all on function private.end_vouchers(), private.sender_right(uuid, uuid, uuid, uuid, text, text), private.sending_right()
from public, anon, authenticated;
grant execute on function private.sender_right(uuid, uuid, uuid, uuid, text, text), private.sending_right() to authenticated, service_role;
grant execute on function private.end_vouchers() to service_role;
commit;
