-- Lofts Desk on Supabase, 23: who works here.
--
-- Administrators make, change and deactivate the staff. Nobody ends their own work here, and a building keeps an administrator:
-- else nobody could change its staff again. The SQL editor has no account and may do both.

begin;

-- The same rule as src/main/services/people/staffed.ts, for the database as it is when the act arrives: two administrators who
-- take the role from each other without a line do not both succeed.
create or replace function private.guard_staff() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  actor text := (private.clock_state(new.building_id))[5];
begin
  if (select auth.uid()) is null then return null; end if;
  if old.active and old.deleted_at is null and (not new.active or new.deleted_at is not null)
    and (new.user_id = (select auth.uid()) or new.id::text = actor) then
    raise exception 'nobody ends their own work here' using errcode = '42501', table = 'staff', column = 'active',
      hint = 'Another administrator may.';
  end if;
  if old.role = 'admin' and old.active and old.deleted_at is null
    and not exists (
      select from public.staff s
      where s.building_id = new.building_id and s.role = 'admin' and s.active and s.deleted_at is null) then
    raise exception 'a building keeps an administrator' using errcode = '42501', table = 'staff', column = 'role',
      hint = 'Make somebody else an administrator first.';
  end if;
  return null;
end $$;
create or replace trigger guard_staff after update on public.staff
  for each row execute function private.guard_staff();

revoke all on function private.guard_staff() from public, anon, authenticated;
grant execute on function private.guard_staff() to service_role;
commit;
