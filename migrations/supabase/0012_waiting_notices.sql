-- Lofts Desk on Supabase, 12: what waits to be told is derived from what is true after acts of several desks met.
--
-- A desk cancels the notices that it knows. One that another desk had prepared meanwhile stayed: a letter for a parcel that is
-- collected, for somebody whose parcel it is not, or a second one. The rule is that of src/shared/packages/notices.ts; file 35a has it.

begin;

create or replace function private.settle_own_notices() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.settle_notices(new.id);
  return null;
end $$;
create or replace function private.settle_this_notice() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.settle_notices(new.package_id);
  return null;
end $$;

-- At the end of an act: what it writes first may be made true by what it writes last.
drop trigger if exists packages_notices on public.packages;
create constraint trigger packages_notices after update of status, resident_id, deleted_at on public.packages
  deferrable initially deferred for each row execute function private.settle_own_notices();
drop trigger if exists notices_settled on public.notices;
create constraint trigger notices_settled after insert or update of state on public.notices
  deferrable initially deferred for each row when (new.state = 'waiting') execute function private.settle_this_notice();

revoke all on function private.settle_own_notices(), private.settle_this_notice() from public, anon;
grant execute on function private.settle_own_notices(), private.settle_this_notice() to service_role;
commit;
