-- Lofts Desk on Supabase, 32: the audit log.
--
-- Each desk keeps a chain of what was done at it: an entry's hash is SHA-256 of the hash before and of its body. What a desk sends is
-- held against that here, and each entry gets a place in one more chain, of the whole building, in the order in which entries came. The
-- desk gets both heads back and keeps them where whoever changes its file does not look for them; and nobody changes what stands here.
-- Bodies name people by id and hold what was written as salted digests; the salts never leave the desk.
--
-- Who works here is not enough to speak for a desk: its computer has a key of its own, of which the server has the digest (audit_claim).
-- A manager or an administrator lets a computer go on as a desk, the first one and each that replaces it, and that stays written down.

begin;

-- The place of an account as staff of a building; null where they work here no more.
create or replace function private.staff_of(account uuid, building uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select s.id from public.staff s where s.user_id = account and s.building_id = building and s.deleted_at is null
$$;

create table if not exists private.audit_entries (
  building_id uuid not null references public.buildings (id),
  -- The place in the building's chain: 1, 2, 3…
  place bigint not null check (place > 0),
  desk_id uuid not null,
  segment uuid not null,
  n bigint not null check (n > 0),
  body text not null check (octet_length(body) <= 60000),
  hash bytea not null check (octet_length(hash) = 32),
  -- SHA-256 of the chain before, the desk's id as text, and the hash.
  chain bytea not null check (octet_length(chain) = 32),
  received_at timestamptz(3) not null default private.arrived(),
  sent_by uuid not null,
  primary key (building_id, place),
  unique (building_id, desk_id, segment, n),
  foreign key (desk_id, building_id) references public.desks (id, building_id)
);
alter table private.audit_entries enable row level security;
-- By its desk the last entry, and how many.
create index if not exists audit_entries_desk_place on private.audit_entries (desk_id, building_id, place);
drop index if exists private.audit_entries_desk;
drop policy if exists closed on private.audit_entries;
create policy closed on private.audit_entries for select to authenticated using (false);
create or replace trigger append_only before update or delete on private.audit_entries
  for each row execute function private.refuse_change();
create or replace trigger append_only_whole before truncate on private.audit_entries
  for each statement execute function private.refuse_change();

-- The computers that were let to speak for a desk: the last one may.
create table if not exists private.desk_keys (
  id bigint generated always as identity primary key,
  building_id uuid not null references public.buildings (id),
  desk_id uuid not null,
  -- SHA-256 of the key, which stays at the computer.
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  user_id uuid not null,
  since timestamptz(3) not null default private.arrived(),
  foreign key (desk_id, building_id) references public.desks (id, building_id)
);
alter table private.desk_keys enable row level security;
create index if not exists desk_keys_desk on private.desk_keys (desk_id, building_id, id);
create index if not exists desk_keys_building on private.desk_keys (building_id);
drop policy if exists closed on private.desk_keys;
create policy closed on private.desk_keys for select to authenticated using (false);
create or replace trigger append_only before update or delete on private.desk_keys
  for each row execute function private.refuse_change();
create or replace trigger append_only_whole before truncate on private.desk_keys
  for each statement execute function private.refuse_change();

-- Lets the computer with the key of this digest speak for a desk. Again: nothing happens.
create or replace function public.audit_claim(desk uuid, digest text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  building uuid;
begin
  select d.building_id into building from public.desks d where d.id = desk and d.deleted_at is null;
  if building is null or not building = any (private.buildings_with('desk.connect')) then
    raise exception 'not allowed' using errcode = '42501', hint = 'A manager or an administrator lets a computer speak for a desk.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('lofts audit ' || building, 0));
  if digest = (select k.digest from private.desk_keys k where k.desk_id = desk and k.building_id = building order by k.id desc limit 1) then
    return false;
  end if;
  insert into private.desk_keys (building_id, desk_id, digest, user_id) values (building, desk, audit_claim.digest, (select auth.uid()));
  return true;
end $$;

drop function if exists public.audit_push(uuid, jsonb);
-- Takes entries of one desk from its computer, oldest first, and answers how far it has them, with the head of the building's chain.
-- What it has already is passed over; an entry that does not follow is refused with what stands here, so that the desk begins another
-- segment. A computer that nobody let speak for the desk is told whether another one was.
create or replace function public.audit_push(desk uuid, entries jsonb, key text) returns jsonb
language plpgsql security definer set search_path = '' set statement_timeout = '55s' as $$
declare
  building uuid;
  head record;
  known record;
  entry jsonb;
  at_segment uuid;
  at_n bigint;
  body jsonb;
  bytes bytea;
  given bytea;
  held text;
begin
  select d.building_id into building from public.desks d where d.id = desk and d.deleted_at is null;
  if building is null or not building = any (private.buildings_with('packages.register')) then
    raise exception 'not_staff' using errcode = '42501', hint = 'The caller is not staff at this desk.';
  end if;
  if coalesce(jsonb_typeof(entries), '') <> 'array' or jsonb_array_length(entries) > 200 then
    raise exception 'entries: a list of at most 200' using errcode = '22023';
  end if;
  -- One after the other, so that places have no gaps; and no other computer is let to speak meanwhile.
  perform pg_advisory_xact_lock(hashtextextended('lofts audit ' || building, 0));
  select k.digest into held from private.desk_keys k where k.desk_id = desk and k.building_id = building order by k.id desc limit 1;
  -- No key is the key of no desk, of one that nobody claimed neither.
  if key is null or held is null or held <> encode(sha256(convert_to(key, 'UTF8')), 'hex') then
    return jsonb_build_object('status', 'unclaimed', 'other', held is not null);
  end if;
  select e.place, e.chain into head from private.audit_entries e where e.building_id = building order by e.place desc limit 1;
  if not found then select 0::bigint as place, decode(repeat('00', 32), 'hex') as chain into head; end if;
  for entry in select value from jsonb_array_elements(entries) loop
    begin
      at_segment := (entry ->> 'segment')::uuid;
      at_n := (entry ->> 'n')::bigint;
      given := decode(entry ->> 'hash', 'hex');
      body := (entry ->> 'body')::jsonb;
    exception when data_exception then at_segment := null;
    end;
    if at_segment is null or at_n is null or at_n < 1 or octet_length(given) is distinct from 32
      or body ->> 'segment' is distinct from at_segment::text or body -> 'n' is distinct from to_jsonb(at_n) then
      raise exception 'malformed entry' using errcode = '22023';
    end if;
    select e.n, e.hash into known from private.audit_entries e
    where e.building_id = building and e.desk_id = desk and e.segment = at_segment order by e.n desc limit 1;
    if found and known.n >= at_n then
      if not exists (select from private.audit_entries e where e.building_id = building and e.desk_id = desk
          and e.segment = at_segment and e.n = at_n and e.hash = given) then
        return jsonb_build_object('status', 'other', 'segment', at_segment, 'n', known.n, 'hash', encode(known.hash, 'hex'));
      end if;
      continue;
    end if;
    bytes := convert_to(entry ->> 'body', 'UTF8');
    if at_n <> coalesce(known.n, 0) + 1 or sha256(coalesce(known.hash, decode(repeat('00', 32), 'hex')) || bytes) <> given then
      return jsonb_build_object('status', 'broken', 'segment', at_segment, 'n', coalesce(known.n, 0));
    end if;
    head.place := head.place + 1;
    head.chain := sha256(head.chain || convert_to(desk::text, 'UTF8') || given);
    insert into private.audit_entries (building_id, place, desk_id, segment, n, body, hash, chain, sent_by)
    values (building, head.place, desk, at_segment, at_n, entry ->> 'body', given, head.chain, (select auth.uid()));
  end loop;
  return jsonb_build_object('status', 'taken', 'place', head.place, 'chain', encode(head.chain, 'hex'),
    'server_time', private.iso(clock_timestamp()));
end $$;

-- Entries of the building after a place of its chain, of one desk or of all: for whoever reads the audit, at most 500. With whose session
-- each came (null: of somebody who works here no more).
create or replace function public.audit_read(building uuid, after bigint default 0, desk uuid default null, most integer default 500) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not building = any (private.buildings_with('audit.read')) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return coalesce((
    select jsonb_agg(to_jsonb(r) order by r.place)
    from (
      select e.place, e.desk_id, e.segment, e.n, e.body, encode(e.hash, 'hex') as hash, encode(e.chain, 'hex') as chain,
        private.iso(e.received_at) as received_at, private.staff_of(e.sent_by, building) as sent_by
      from private.audit_entries e
      where e.building_id = building and e.place > after and (audit_read.desk is null or e.desk_id = audit_read.desk)
      order by e.place limit least(greatest(most, 1), 500)) r), '[]');
end $$;

-- The same for a screen: the newest first, before a place, by desk, person, area and time (from, and before).
create or replace function public.audit_page(
  building uuid, before bigint default null, desk uuid default null, actor uuid default null, area text default null,
  since timestamptz default null, until timestamptz default null, most integer default 100) returns jsonb
language plpgsql stable security definer set search_path = '' set statement_timeout = '20s' as $$
begin
  if not building = any (private.buildings_with('audit.read')) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return coalesce((
    select jsonb_agg(to_jsonb(r) order by r.place desc)
    from (
      select e.place, e.desk_id, e.body, encode(e.hash, 'hex') as hash, private.staff_of(e.sent_by, building) as sent_by
      from private.audit_entries e
      where e.building_id = building and (audit_page.before is null or e.place < audit_page.before)
        and (audit_page.desk is null or e.desk_id = audit_page.desk)
        and (audit_page.actor is null or e.body::jsonb ->> 'by' = audit_page.actor::text)
        and (audit_page.area is null or e.body::jsonb ->> 'area' = audit_page.area)
        and (audit_page.since is null or e.body::jsonb ->> 'at' >= private.iso(audit_page.since))
        and (audit_page.until is null or e.body::jsonb ->> 'at' < private.iso(audit_page.until))
      order by e.place desc limit least(greatest(most, 1), 500)) r), '[]');
end $$;

-- The desks of a building as this chain knows them: how many entries of each stand here, the last one, and who let which computer speak
-- for it, newest first.
create or replace function public.audit_desks(building uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not building = any (private.buildings_with('audit.read')) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return coalesce((
    select jsonb_agg(to_jsonb(r) order by r.desk_id)
    from (
      select d.id as desk_id, (select count(*) from private.audit_entries e where e.desk_id = d.id and e.building_id = building) as entries,
        h.segment, h.n, encode(h.hash, 'hex') as hash, private.iso(h.received_at) as received_at,
        (select coalesce(jsonb_agg(jsonb_build_object('since', private.iso(k.since), 'by', private.staff_of(k.user_id, building)) order by k.id desc), '[]')
          from private.desk_keys k where k.desk_id = d.id and k.building_id = building) as computers
      from public.desks d
      left join lateral (select e.* from private.audit_entries e where e.desk_id = d.id and e.building_id = building
        order by e.place desc limit 1) h on true
      where d.building_id = building and d.deleted_at is null) r), '[]');
end $$;

-- Holds the building's chain against itself, in places after `after`: how far it is whole, and the first place that is not.
create or replace function public.audit_check(building uuid, after bigint default 0, most integer default 20000) returns jsonb
language plpgsql stable security definer set search_path = '' set statement_timeout = '55s' as $$
declare
  last bigint := greatest(after, 0);
  chain bytea;
  e record;
begin
  if not building = any (private.buildings_with('audit.read')) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  select a.chain into chain from private.audit_entries a where a.building_id = building and a.place = last;
  if not found then
    last := 0;
    chain := decode(repeat('00', 32), 'hex');
  end if;
  for e in select a.* from private.audit_entries a where a.building_id = building and a.place > last order by a.place limit least(most, 20000) loop
    chain := sha256(chain || convert_to(e.desk_id::text, 'UTF8') || e.hash);
    if e.place <> last + 1 or e.chain <> chain or e.hash <> sha256(coalesce(
        (select p.hash from private.audit_entries p where p.building_id = building and p.desk_id = e.desk_id and p.segment = e.segment and p.n = e.n - 1),
        decode(repeat('00', 32), 'hex')) || convert_to(e.body, 'UTF8')) then
      return jsonb_build_object('checked', last, 'broken', last + 1, 'chain', null);
    end if;
    last := e.place;
  end loop;
  return jsonb_build_object('checked', last, 'broken', null, 'chain', encode(chain, 'hex'));
end $$;

revoke all on private.audit_entries, private.desk_keys from public, anon, authenticated;
grant all on private.audit_entries, private.desk_keys to service_role;
revoke all on function private.staff_of(uuid, uuid), public.audit_claim(uuid, text), public.audit_push(uuid, jsonb, text),
  public.audit_read(uuid, bigint, uuid, integer), public.audit_desks(uuid), public.audit_check(uuid, bigint, integer),
  public.audit_page(uuid, bigint, uuid, uuid, text, timestamptz, timestamptz, integer)
from public, anon, authenticated;
grant execute on function private.staff_of(uuid, uuid) to service_role;
grant execute on function public.audit_claim(uuid, text), public.audit_push(uuid, jsonb, text),
  public.audit_read(uuid, bigint, uuid, integer), public.audit_desks(uuid), public.audit_check(uuid, bigint, integer),
  public.audit_page(uuid, bigint, uuid, uuid, text, timestamptz, timestamptz, integer)
to authenticated, service_role;
update private.sync_schema set newest = 17 where newest < 17;
commit;
