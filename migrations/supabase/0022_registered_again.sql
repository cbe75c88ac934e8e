-- Lofts Desk on Supabase, 22: what is written of a parcel reaches the row that it was registered again as.
--
-- A removed row never comes back: a registration that was taken back and is done again is a row of its own, whose event names
-- the first one ("again"). Without a line the desk copies what it knows; what another desk wrote of the first row stayed there.

begin;

create index if not exists package_events_again on public.package_events ((detail ->> 'again')) where detail ? 'again';

-- The parcel that a removed one was registered as again; null for any other.
create or replace function private.registered_again(building uuid, package uuid) returns uuid
language sql stable set search_path = '' as $$
  select e.package_id
  from public.packages p
  join public.package_events e on e.detail ? 'again' and e.detail ->> 'again' = p.id::text and e.type = 'received'
  where p.id = package and p.building_id = building and p.deleted_at is not null
    and e.building_id = building and e.package_id <> p.id
  order by e.change_seq desc limit 1
$$;

-- What the first row says by now and the second does not, but for where it stands in its life.
create or replace function private.written_meanwhile(building uuid, first uuid, second uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(old.key, old.value)
  from private.sync_tables t, public.packages a, public.packages b, jsonb_each(to_jsonb(a)) old
  where t.name = 'packages' and a.id = first and a.building_id = building and a.deleted_at is not null
    and b.id = second and b.building_id = building
    and old.key = any (t.updates) and old.key not in ('status', 'deleted_at') and old.value is distinct from to_jsonb(b) -> old.key
$$;

-- At the end of an act: the newer row takes what the first one says, and a change of the first one goes on to the newer one.
create or replace function private.follow_registered_again(building uuid, ops jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  op jsonb;
  given jsonb;
  heir uuid;
begin
  for op in select value from jsonb_array_elements(ops) loop
    given := op -> 'values';
    if op ->> 'table' = 'packages' and op ->> 'op' = 'patch' then
      heir := (op ->> 'id')::uuid;
      -- As often as somebody changed their mind, and no more: what desks write could go in a circle.
      for turn in 1..20 loop
        heir := private.registered_again(building, heir);
        exit when heir is null;
        perform private.patch_packages(building, heir, given - 'status');
      end loop;
    elsif op ->> 'table' = 'package_events' and given ->> 'type' = 'received' and given -> 'detail' ? 'again' then
      heir := (given ->> 'package_id')::uuid;
      given := private.written_meanwhile(building, (given #>> '{detail,again}')::uuid, heir);
      if given is not null then perform private.patch_packages(building, heir, given); end if;
    end if;
  end loop;
end $$;

revoke all on function private.registered_again(uuid, uuid), private.written_meanwhile(uuid, uuid, uuid),
  private.follow_registered_again(uuid, jsonb) from public, anon;
grant execute on function private.registered_again(uuid, uuid), private.written_meanwhile(uuid, uuid, uuid),
  private.follow_registered_again(uuid, jsonb) to authenticated, service_role;

commit;
