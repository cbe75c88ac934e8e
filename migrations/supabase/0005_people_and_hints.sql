-- Lofts Desk on Supabase, 5: how people come in, and the hint that something changed.
--
-- From an empty project to a connected desk:
--   1. Run all files of this folder.
--   2. In the SQL editor, create the building and expect its first admin:
--        select public.create_building('Lofts des Arts', '1288, rue de l''Atelier', 'America/Toronto', '["fr","en"]',
--          'Réception', 'A', 'Samir Belhadj', 'samir@example.com');
--   3. Authentication > Users: add samir@example.com, with a password or by invitation. Signed in for the first time, the console calls
--      claim_invitations(), which makes the account that admin.
--   4. The admin adds staff (rows of public.staff) and calls invite(building, e-mail, staff => row's id) for each; the
--      same with resident => row's id for residents of the portal. Inviting the account itself stays with Authentication.
--
-- Nobody makes themselves staff: create_building is for the SQL editor and service_role alone, and an invitation is
-- claimed only by an account whose e-mail address is confirmed. Authentication must keep "Confirm email" on.

begin;

-- Building, clock, first desk, first admin and their invitation. Answers the building's id.
create or replace function public.create_building(
  name text, address text, timezone text, languages jsonb, desk_name text, desk_letter text, admin_name text, admin_email text,
  building uuid default gen_random_uuid()
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  admin uuid := gen_random_uuid();
begin
  insert into public.buildings (id, building_id, name, address, timezone, languages)
  values (building, building, create_building.name, create_building.address, create_building.timezone, create_building.languages);
  insert into public.desks (id, building_id, name, letter) values (gen_random_uuid(), building, desk_name, desk_letter);
  insert into public.staff (id, building_id, display_name, role) values (admin, building, admin_name, 'admin');
  insert into private.invitations (building_id, email, staff_id) values (building, lower(btrim(admin_email)), admin);
  return building;
end $$;

-- Expects an account: admins for staff, managers and admins for residents. Again for the same person replaces it.
create or replace function public.invite(building uuid, email text, staff uuid default null, resident uuid default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  made uuid;
begin
  if not building = any (private.buildings_with(case when invite.staff is not null then 'staff.write' else 'directory.write' end)) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  -- People of other buildings and nobody at all are answered alike.
  if invite.staff is not null and exists (
    select from public.staff s where s.id = invite.staff and s.building_id = building and s.user_id is not null) then
    raise exception 'this staff member has an account already' using errcode = '23505', table = 'staff';
  end if;
  delete from private.invitations i
  where i.building_id = building and i.claimed_at is null and (i.staff_id = invite.staff or i.resident_id = invite.resident);
  insert into private.invitations (building_id, email, staff_id, resident_id, invited_by)
  values (building, lower(btrim(invite.email)), invite.staff, invite.resident,
    (select s.id from public.staff s where s.user_id = auth.uid() and s.building_id = building and s.active and s.deleted_at is null))
  returning id into made;
  return made;
end $$;

-- Links the caller's account with everything that expects its confirmed address. Answers how many links were made.
create or replace function public.claim_invitations() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  address text;
  i record;
  made integer := 0;
begin
  select lower(u.email) into address from auth.users u where u.id = me and u.email_confirmed_at is not null;
  if address is null then return 0; end if;
  for i in select * from private.invitations v where v.email = address and v.claimed_at is null order by v.building_id for update loop
    if i.staff_id is not null then
      -- One place in a building: a second invitation waits until the first place is given up.
      update public.staff s set user_id = me
      where s.id = i.staff_id and s.user_id is null and s.deleted_at is null
        and not exists (select from public.staff o where o.user_id = me and o.building_id = i.building_id and o.deleted_at is null);
    else
      insert into public.resident_accounts (building_id, resident_id, user_id) values (i.building_id, i.resident_id, me)
      on conflict (user_id, resident_id) do update set revoked_at = null;
    end if;
    if found then
      update private.invitations v set claimed_at = now() where v.id = i.id;
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

-- The hint ------------------------------------------------------------------------------------------------------------------

-- At most one per building and transaction, as it commits: 'changed' with the newest number, on the private channel
-- building:<id>. It says to pull, no more; when it is lost the desk's own poll finds the change within a minute. (On a day for
-- which Realtime has made no partition of its table yet every hint is lost, until the first desk joins.)
create or replace function private.hint() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  newest bigint;
begin
  select c.seq into newest from private.building_clock c where c.building_id = new.building_id and c.seq > c.xact_start;
  if newest is not null then
    perform realtime.send(jsonb_build_object('upto', newest::text), 'changed', 'building:' || new.building_id::text, true);
  end if;
  return null;
exception when others then
  -- Nobody's work is undone because a hint could not leave.
  raise warning 'realtime hint: %', sqlerrm;
  return null;
end $$;

-- Once per transaction: the first change of it is the one that writes its number into xact.
drop trigger if exists hint on private.building_clock;
create constraint trigger hint after update on private.building_clock
  deferrable initially deferred for each row when (old.xact <> new.xact) execute function private.hint();

-- Whether the caller may be on a channel: those who work at the building's desks.
create or replace function private.on_topic(topic text) returns boolean
language sql stable security definer set search_path = '' as $$
  select topic ~ '^building:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and split_part(topic, ':', 2)::uuid = any (private.buildings_with('packages.register'))
$$;

drop policy if exists lofts_staff_receive on realtime.messages;
create policy lofts_staff_receive on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.on_topic((select realtime.topic()))));
-- Typing and presence of colleagues; never data.
drop policy if exists lofts_staff_send on realtime.messages;
create policy lofts_staff_send on realtime.messages for insert to authenticated
  with check (extension in ('broadcast', 'presence') and (select private.on_topic((select realtime.topic()))));

revoke all on function public.create_building(text, text, text, jsonb, text, text, text, text, uuid) from public, anon, authenticated;
grant execute on function public.create_building(text, text, text, jsonb, text, text, text, text, uuid) to service_role;
revoke all on function public.invite(uuid, text, uuid, uuid), public.claim_invitations() from public, anon, authenticated;
grant execute on function public.invite(uuid, text, uuid, uuid), public.claim_invitations() to authenticated;
revoke all on function private.hint(), private.on_topic(text) from public, anon, authenticated;
grant execute on function private.on_topic(text) to authenticated;
grant execute on function private.hint(), private.on_topic(text) to service_role;
commit;
