-- Lofts Desk on Supabase, 12: what waits to be told is derived from what is true after acts of several desks met.
--
-- A desk cancels the notices that it knows. One that another desk had prepared meanwhile stayed: a letter for a parcel that is
-- collected, for somebody whose parcel it is not, or a second one. The rule is that of src/shared/packages/notices.ts.

begin;

create or replace function private.settle_notices(package uuid) returns void
language sql security definer set search_path = '' as $$
  update public.notices n set state = 'cancelled'
  from public.packages p
  where p.id = package and n.package_id = p.id and n.state = 'waiting' and n.deleted_at is null
    and not (
      p.deleted_at is null and p.status in ('received', 'on_hold') and n.resident_id is not distinct from p.resident_id
      and not exists (
        select from public.notices o
        where o.package_id = n.package_id and o.state = 'waiting' and o.deleted_at is null
          and o.resident_id is not distinct from n.resident_id and o.template = n.template
          and (o.change_seq, o.id) < (n.change_seq, n.id)))
$$;

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

revoke all on function private.settle_notices(uuid), private.settle_own_notices(), private.settle_this_notice()
from public, anon;
grant execute on function private.settle_notices(uuid), private.settle_own_notices(), private.settle_this_notice()
to service_role;

-- What was left behind so far.
select private.settle_notices(n.package_id) from (
  select distinct n.package_id from public.notices n where n.state = 'waiting' and n.deleted_at is null) n;
commit;
