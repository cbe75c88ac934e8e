-- Lofts Desk on Supabase, 35b: whom a notice is for, by which ways, and when it may leave.

begin;

-- An address as it is compared: letters differ in nothing, and neither do the signs in a number.
create or replace function private.plain_address(channel text, address text) returns text
language sql immutable set search_path = '' as $$
  select case channel when 'email' then lower(btrim(address)) else regexp_replace(address, '[^0-9+]', '', 'g') end
$$;
-- An address as the list of those to which nothing goes keeps it: known again, and not read.
create or replace function private.suppressed_as(channel text, address text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(channel || ' ' || private.plain_address(channel, address), 'UTF8')), 'hex')
$$;
update private.suppressed s set address = private.suppressed_as(s.channel, s.address) where s.address !~ '^[0-9a-f]{64}$';

-- The end of the quiet hours that a moment falls into; the moment itself where it falls into none (src/shared/packages/quiet.ts).
create or replace function private.after_quiet(at timestamptz, zone text, quiet text) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  today date := (at at time zone zone)::date;
  day date;
  ends timestamptz;
begin
  if quiet = '' then return at; end if;
  -- The hours that begin today, and those that began yesterday and go on over midnight.
  foreach day in array array[today - 1, today] loop
    ends := (day + case when right(quiet, 5) > left(quiet, 5) then 0 else 1 end + right(quiet, 5)::time) at time zone zone;
    if at >= (day + left(quiet, 5)::time) at time zone zone and at < ends then return ends; end if;
  end loop;
  return at;
end $$;

-- Whether a notice is still to be told: the rule of private.settle_notices for one of them. One for a whole unit is sent with its
-- first letter, and the others are to leave all the same.
create or replace function private.is_wanted(n public.notices, p public.packages) returns boolean
language sql immutable set search_path = '' as $$
  select (n.state = 'waiting'
      or n.state = 'sent' and n.channel is distinct from 'in_person' and coalesce(n.settled_as, '') not in ('told', 'slip'))
    and n.deleted_at is null and p.deleted_at is null and p.status in ('received', 'notified', 'on_hold')
    and (n.kind <> 'arrived' or n.again_of is not null or p.status <> 'notified') and n.resident_id is not distinct from p.resident_id
$$;

-- The people whom a notice is for, each by the entry that speaks for them: its person, or who lives in the unit and is told by its rule.
-- One that is another try is for the person of the first, which was of the same parcel and for the same resident.
create or replace function private.people_told(n public.notices, p public.packages, today date) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select distinct r.id
  from (
    select d.person_id as id from public.notice_deliveries d join public.notices o on o.id = d.notice_id
    where d.id = n.again_of and o.id <> n.id and d.building_id = n.building_id
      and o.package_id = n.package_id and o.resident_id is not distinct from n.resident_id
    union all
    select n.resident_id where n.again_of is null
    union all
    select o.resident_id
    from public.occupancies o join public.units u on u.id = o.unit_id
    where n.again_of is null and n.resident_id is null and o.unit_id = p.unit_id and o.deleted_at is null
      and coalesce(o.from_date, '-infinity') <= today and coalesce(o.to_date, 'infinity') >= today
      and case u.notice_rule when 'named' then o.notified else o.receives_packages end) t
  join public.residents e on e.id = t.id
  join public.residents r on r.id = coalesce(e.merged_into, e.id) and r.deleted_at is null
$$;

-- Who lived here and does not any more is told nothing: the parcel goes another way.
create or replace function private.has_moved_out(person uuid, today date) returns boolean
language sql stable security definer set search_path = '' as $$
  select count(*) > 0 and not bool_or(coalesce(o.from_date, '-infinity') <= today and coalesce(o.to_date, 'infinity') >= today)
  from public.occupancies o join public.residents r on r.id = o.resident_id
  where coalesce(r.merged_into, r.id) = person and o.deleted_at is null
$$;

-- The ways to a person for a kind of notice, the first before the others: those that they chose for it, else their channels; the one
-- that a desk asked for, alone. `stopped`: why nothing goes there any more.
create or replace function private.ways_to(person uuid, kind text, asked text)
returns table (place bigint, channel text, address text, stopped text)
language sql stable security definer set search_path = '' as $$
  select c.place, c.channel, a.address, s.why
  from public.residents r
  join public.buildings b on b.id = r.building_id
  cross join lateral jsonb_array_elements_text(case
    when asked in ('email', 'sms') then jsonb_build_array(asked)
    when jsonb_typeof(r.notice_choices -> ways_to.kind) = 'array' then r.notice_choices -> ways_to.kind
    else r.channels end) with ordinality as c (channel, place)
  cross join lateral (select case c.channel
    when 'email' then nullif(btrim(r.email), '')
    when 'sms' then (
      select t.phone ->> 'e164' from jsonb_array_elements(r.phones) with ordinality as t (phone, n)
      where t.phone -> 'sms' = 'true' and t.phone ->> 'e164' <> '' order by t.n limit 1) end as address) a
  left join private.suppressed s on s.channel = c.channel and s.address = private.suppressed_as(c.channel, a.address)
  where r.id = person and c.channel in ('email', 'sms') and a.address is not null
    and (asked in ('email', 'sms') or b.notice_channels ? c.channel)
$$;

-- When a letter may leave, not before `at`, and why not at once: quiet hours hold for text messages and reminders, an absence for
-- everything but food and trouble. After an absence it leaves in the morning.
create or replace function private.leaves_when(n public.notices, p public.packages, person uuid, channel text, at timestamptz,
  out leaves timestamptz, out reason text)
language plpgsql stable security definer set search_path = '' as $$
declare
  b public.buildings;
  away date;
begin
  select * into b from public.buildings where id = n.building_id;
  leaves := at;
  if n.kind <> 'problem' and n.again_of is null and not p.perishable and p.kind <> 'food' then
    select max(a.to_date) into away
    from public.absences a join public.residents r on r.id = a.resident_id
    where coalesce(r.merged_into, r.id) = person and a.deleted_at is null
      and (at at time zone b.timezone)::date between a.from_date and a.to_date;
    if away is not null then
      leaves := (away + 1 + time '08:00') at time zone b.timezone;
      reason := 'away';
    end if;
  end if;
  if channel = 'sms' or n.kind = 'reminder' or reason = 'away' then
    at := leaves;
    leaves := private.after_quiet(at, b.timezone, b.quiet_hours);
    if leaves > at and reason is null then reason := 'quiet_hours'; end if;
  end if;
end $$;

-- A notice that reaches nobody any more has failed: a task at the desk. One that nobody wanted is no task.
create or replace function private.end_notice(notice uuid) returns void
language sql security definer set search_path = '' as $$
  update public.notices n set state = case when exists (
      select from public.notice_deliveries d where d.notice_id = n.id and d.state in ('failed', 'bounced', 'suppressed'))
    then 'failed' else 'cancelled' end
  where n.id = notice and n.state in ('waiting', 'sent') and n.channel is distinct from 'in_person'
    and not exists (
      select from public.notice_deliveries d
      where d.notice_id = n.id and d.state in ('leaving', 'accepted', 'delayed', 'delivered', 'complained'))
$$;

-- Whether a letter of this notice to somebody else goes, or went, to the same address.
create or replace function private.is_shared(n public.notices, person uuid, channel text, address text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.notice_deliveries d cross join lateral private.ways_to(d.person_id, n.kind, n.channel) w
    where d.notice_id = n.id and d.person_id <> person and d.channel = is_shared.channel
      and d.state in ('leaving', 'accepted', 'delayed', 'delivered', 'complained')
      and w.channel = is_shared.channel
      and private.plain_address(w.channel, w.address) = private.plain_address(is_shared.channel, is_shared.address))
$$;

-- Begins a delivery by the person's next way that was not tried for this notice; where there is none, says so. A mailbox that two
-- people share gets one letter.
create or replace function private.begin_delivery(n public.notices, p public.packages, person uuid, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  way record;
  stopped_channel text;
  stopped_why text;
  same boolean;
  plan record;
begin
  for way in select * from private.ways_to(person, n.kind, n.channel) w order by w.place loop
    continue when exists (
      select from public.notice_deliveries d where d.notice_id = n.id and d.person_id = person and d.channel = way.channel);
    if way.stopped is not null then
      if stopped_why is null then
        stopped_channel := way.channel;
        stopped_why := way.stopped;
      end if;
      continue;
    end if;
    same := n.resident_id is null and n.again_of is null and private.is_shared(n, person, way.channel, way.address);
    select * into plan from private.leaves_when(n, p, person, way.channel, greatest(at, private.arrived()));
    -- What nothing holds is due since then.
    if plan.reason is null then plan.leaves := at; end if;
    insert into public.notice_deliveries (building_id, notice_id, person_id, channel, state, reason, leaves_at, ended_at)
    values (n.building_id, n.id, person, way.channel, case when same then 'dropped' else 'leaving' end,
      case when same then 'same_address' else plan.reason end, plan.leaves, case when same then private.arrived() end);
    return;
  end loop;
  -- What failed says already why; nobody is told twice that there is no other way.
  if exists (select from public.notice_deliveries d where d.notice_id = n.id and d.person_id = person) then return; end if;
  insert into public.notice_deliveries (building_id, notice_id, person_id, channel, state, reason, ended_at)
  select n.building_id, n.id, person, coalesce(stopped_channel, 'none'),
    case when stopped_why is not null then 'suppressed' when n.kind = 'reminder' and unwanted then 'dropped' else 'failed' end,
    case when stopped_why is not null then stopped_why when unwanted and n.kind = 'reminder' then 'not_wanted' else 'nobody_reachable' end,
    private.arrived()
  from (select coalesce(r.notice_choices -> n.kind = '[]', false) as unwanted from public.residents r where r.id = person) w;
end $$;

-- A letter to a shared mailbox has failed: whoever got none because of it is told by another way, and by this one where `failed` is
-- not their address any more.
create or replace function private.tell_sharers(n public.notices, p public.packages, channel text, failed text, why text, now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  d record;
begin
  for d in
    select v.id, v.person_id, w.address
    from public.notice_deliveries v left join lateral private.ways_to(v.person_id, n.kind, n.channel) w on w.channel = v.channel
    where v.notice_id = n.id and v.channel = tell_sharers.channel and v.state = 'dropped' and v.reason = 'same_address'
    order by v.person_id
  loop
    continue when private.is_shared(n, d.person_id, tell_sharers.channel, d.address);
    if private.plain_address(tell_sharers.channel, failed) is distinct from private.plain_address(tell_sharers.channel, d.address) then
      update public.notice_deliveries v set state = 'leaving', reason = null, leaves_at = now, ended_at = null where v.id = d.id;
    else
      update public.notice_deliveries v set state = 'failed', reason = why, ended_at = now where v.id = d.id;
      perform private.begin_delivery(n, p, d.person_id, now);
    end if;
  end loop;
end $$;

-- A notice that first comes here more than a day after it ought to have left, with a register that is brought in or from a desk that
-- was cut off, is never sent by itself: it is a task at the desk.
create or replace function private.refuse_old_notice() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  n public.notices;
  p public.packages;
  now timestamptz := private.arrived();
begin
  if new.send_after >= now - interval '1 day' then return null; end if;
  select * into n from public.notices where id = new.id;
  select * into p from public.packages where id = n.package_id;
  if n.state <> 'waiting' or not private.is_wanted(n, p) then return null; end if;
  insert into public.notice_deliveries (building_id, notice_id, person_id, channel, state, reason, ended_at)
  select n.building_id, n.id, t.person, 'none', 'failed', 'too_old', now
  from (select) one left join lateral private.people_told(n, p, (now at time zone (
    select b.timezone from public.buildings b where b.id = n.building_id))::date) as t (person) on true
  on conflict do nothing;
  perform private.end_notice(n.id);
  return null;
end $$;
-- At the end of an act, after file 12's: what it writes first may be made true by what it writes last.
drop trigger if exists notices_too_old on public.notices;
create constraint trigger notices_too_old after insert on public.notices
  deferrable initially deferred for each row
  when (new.state = 'waiting') execute function private.refuse_old_notice();

revoke all on function private.plain_address(text, text), private.suppressed_as(text, text), private.after_quiet(timestamptz, text, text),
  private.is_wanted(public.notices, public.packages), private.people_told(public.notices, public.packages, date),
  private.has_moved_out(uuid, date), private.ways_to(uuid, text, text),
  private.leaves_when(public.notices, public.packages, uuid, text, timestamptz), private.end_notice(uuid),
  private.begin_delivery(public.notices, public.packages, uuid, timestamptz), private.is_shared(public.notices, uuid, text, text),
  private.tell_sharers(public.notices, public.packages, text, text, text, timestamptz), private.refuse_old_notice()
from public, anon, authenticated;
grant execute on function private.plain_address(text, text), private.suppressed_as(text, text), private.after_quiet(timestamptz, text, text),
  private.is_wanted(public.notices, public.packages), private.people_told(public.notices, public.packages, date),
  private.has_moved_out(uuid, date), private.ways_to(uuid, text, text),
  private.leaves_when(public.notices, public.packages, uuid, text, timestamptz), private.end_notice(uuid),
  private.begin_delivery(public.notices, public.packages, uuid, timestamptz), private.is_shared(public.notices, uuid, text, text),
  private.tell_sharers(public.notices, public.packages, text, text, text, timestamptz), private.refuse_old_notice()
to service_role;
commit;
