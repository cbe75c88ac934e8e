-- Lofts Desk on Supabase, 7: how a building that already lives on a desk comes into a project.
--
--   1. In the SQL editor:  select public.expect_founder('samir@example.com');
--   2. Authentication > Users: add samir@example.com, with a password or by invitation.
--   3. At the desk that holds the building: Settings, Connect this desk, sign in as samir@example.com, "Bring this desk's
--      building into the project". The console calls found_building and sends the rest as acts.
--
-- Whoever is expected may found one building, and is its first admin.

begin;

create table if not exists private.founders (
  email text primary key check (email = lower(email) and email like '%_@_%'),
  expected_at timestamptz(3) not null default now(),
  building_id uuid references public.buildings (id),
  founded_by uuid
);
alter table private.founders enable row level security;
drop policy if exists closed on private.founders;
create policy closed on private.founders for select to authenticated using (false);
-- When the building's own work began; no history is brought in after that (private.brings_in).
alter table private.founders add column if not exists brought_at timestamptz(3);
update private.founders f set brought_at = now()
where f.brought_at is null and exists (
  select from private.sync_transactions t
  where t.building_id = f.building_id and t.name not in ('packages.bring_in', 'building.bring_in') and t.result ->> 'status' = 'applied');
create index if not exists founders_building on private.founders (building_id);
revoke all on private.founders from public, anon, authenticated;
grant all on private.founders to service_role;

-- For the SQL editor and service_role alone.
create or replace function public.expect_founder(email text) returns void
language sql security definer set search_path = '' as $$
  insert into private.founders (email) values (lower(btrim(expect_founder.email))) on conflict do nothing
$$;

-- The caller's confirmed address, or null.
create or replace function private.confirmed_email() returns text
language sql stable security definer set search_path = '' as $$
  select lower(u.email) from auth.users u where u.id = (select auth.uid()) and u.email_confirmed_at is not null
$$;

create or replace function private.may_found() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.founders f where f.email = private.confirmed_email() and f.building_id is null)
$$;

-- The building with its first desk and first admin, under the ids that they have at the desk. Again by the same account: nothing
-- happens, so that a desk which never heard the answer can go on.
create or replace function public.found_building(building jsonb, desk jsonb, admin jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  made uuid := (building ->> 'id')::uuid;
begin
  if exists (
    select from public.staff s
    where s.building_id = made and s.user_id = (select auth.uid()) and s.role = 'admin' and s.active and s.deleted_at is null) then
    return made;
  end if;
  perform from private.founders f where f.email = private.confirmed_email() and f.building_id is null for update;
  if not found then
    raise exception 'not allowed' using errcode = '42501', hint = 'select public.expect_founder(''e-mail'') in the SQL editor.';
  end if;
  if exists (select from public.buildings b where b.id = made) then
    raise exception 'this building belongs to somebody else' using errcode = '42501';
  end if;
  insert into public.buildings (id, building_id, name, address, timezone, languages, settings, country, notice_grace_minutes,
    quiet_hours, reminder_days, keep_signatures_days, keep_notices_days, keep_parcels_months, keep_messages_months, keep_audit_months,
    privacy_name, privacy_title, privacy_contact, notice_bundle_minutes, notice_sender, notice_reply_to, notice_channels, notice_texts, reminder_weekdays, reminder_time,
    food_reminder_hours)
  values (made, made, building ->> 'name', coalesce(building ->> 'address', ''), building ->> 'timezone',
    building -> 'languages', coalesce(building -> 'settings', '{}'), coalesce(building ->> 'country', 'CA'),
    coalesce((building ->> 'notice_grace_minutes')::integer, 1), coalesce(building ->> 'quiet_hours', ''),
    coalesce(building -> 'reminder_days', '[3, 7]'), coalesce((building ->> 'keep_signatures_days')::integer, 30),
    coalesce((building ->> 'keep_notices_days')::integer, 90), coalesce((building ->> 'keep_parcels_months')::integer, 12),
    coalesce((building ->> 'keep_messages_months')::integer, 24), coalesce((building ->> 'keep_audit_months')::integer, 36),
    coalesce(building ->> 'privacy_name', ''), coalesce(building ->> 'privacy_title', ''), coalesce(building ->> 'privacy_contact', ''),
    coalesce((building ->> 'notice_bundle_minutes')::integer, 5), coalesce(building ->> 'notice_sender', ''),
    coalesce(building ->> 'notice_reply_to', ''), coalesce(building -> 'notice_channels', '["email", "sms"]'),
    coalesce(building -> 'notice_texts', '{}'), coalesce(building -> 'reminder_weekdays', '[1, 2, 3, 4, 5, 6]'),
    coalesce(building ->> 'reminder_time', '10:00'), coalesce(building -> 'food_reminder_hours', '[2, 5]'));
  insert into public.desks (id, building_id, name, letter) values ((desk ->> 'id')::uuid, made, desk ->> 'name', desk ->> 'letter');
  insert into public.staff (id, building_id, user_id, display_name, role)
  values ((admin ->> 'id')::uuid, made, (select auth.uid()), admin ->> 'display_name', 'admin');
  update private.founders f set building_id = made, founded_by = (select auth.uid()) where f.email = private.confirmed_email();
  return made;
end $$;

-- The caller's places, revoked ones too, so that the console can say what happened, and whether the caller is expected to found
-- a building.
create or replace function public.whoami() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'user_id', (select auth.uid()),
    'may_found', private.may_found(),
    'staff', coalesce((
      select jsonb_agg(jsonb_build_object('id', s.id, 'building_id', s.building_id, 'building', b.name, 'display_name', s.display_name,
        'role', s.role, 'active', s.active and s.deleted_at is null) order by b.name)
      from public.staff s join public.buildings b on b.id = s.building_id
      where s.user_id = (select auth.uid())), '[]'),
    'residents', coalesce((
      select jsonb_agg(jsonb_build_object('id', r.id, 'building_id', r.building_id, 'building', b.name) order by b.name)
      from public.residents r join public.buildings b on b.id = r.building_id
      where r.id = any (private.my_residents()) and r.merged_into is null), '[]'))
$$;

revoke all on function public.expect_founder(text), public.found_building(jsonb, jsonb, jsonb), public.whoami() from public, anon, authenticated;
grant execute on function public.expect_founder(text) to service_role;
grant execute on function public.found_building(jsonb, jsonb, jsonb) to authenticated, service_role;
grant execute on function public.whoami() to authenticated;
revoke all on function private.confirmed_email(), private.may_found() from public, anon, authenticated;
grant execute on function private.confirmed_email(), private.may_found() to service_role;
commit;
