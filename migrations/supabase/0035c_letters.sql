-- Lofts Desk on Supabase, 35c: what is due becomes letters: one for a person, channel and kind, however many parcels.

begin;

-- Holds the clocks of buildings, in one order: as a push does, and before anything else of theirs is locked.
create or replace function private.hold_clocks(buildings uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  building uuid;
begin
  for building in select distinct b from unnest(buildings) b order by b loop
    perform private.take_numbers(building, 0);
  end loop;
end $$;

-- When a building was last looked over for reminders.
create table if not exists private.reminder_rounds (
  building_id uuid primary key references public.buildings (id),
  at timestamptz(3) not null
);
alter table private.reminder_rounds enable row level security;
drop policy if exists closed on private.reminder_rounds;
create policy closed on private.reminder_rounds for select to authenticated using (false);
revoke all on private.reminder_rounds from public, anon, authenticated;
grant all on private.reminder_rounds to service_role;

-- The parcels that wait, of whom a reminder may be due.
create index if not exists packages_reminded on public.packages (building_id, received_at)
  where status in ('received', 'notified') and deleted_at is null;

-- When a parcel's reminders are due, by its own clock: food in hours after it came, all else in days at the building's hour, on the
-- weekdays that the building allows. Days on which its person was away do not count.
create or replace function private.reminder_times(p public.packages, now timestamptz) returns table (step integer, at timestamptz)
language sql stable security definer set search_path = '' as $$
  with about as (
    select b.*, (p.received_at at time zone b.timezone)::date as came, (now at time zone b.timezone)::date as today,
      p.kind = 'food' or p.perishable as food
    from public.buildings b where b.id = p.building_id),
  away as (
    select count(distinct d.day)::integer as days
    from about b join public.residents r on coalesce(r.merged_into, r.id) = (
        select coalesce(e.merged_into, e.id) from public.residents e where e.id = p.resident_id)
    join public.absences a on a.resident_id = r.id and a.deleted_at is null and a.to_date >= b.came and a.from_date <= b.today
    cross join lateral generate_series(greatest(a.from_date, b.came), least(a.to_date, b.today), interval '1 day') as d (day))
  select s.place::integer, p.received_at + make_interval(hours => s.n::integer)
  from about b cross join jsonb_array_elements_text(b.food_reminder_hours) with ordinality as s (n, place) where b.food
  union all
  select s.place::integer, (d.day::date + b.reminder_time::time) at time zone b.timezone
  from about b cross join away cross join jsonb_array_elements_text(b.reminder_days) with ordinality as s (n, place)
  cross join lateral (
    select g.day from generate_series(b.came + s.n::integer + away.days, b.came + s.n::integer + away.days + 6, interval '1 day') as g (day)
    where b.reminder_weekdays @> to_jsonb(extract(isodow from g.day)::integer) or b.reminder_weekdays = '[]'
    order by g.day limit 1) d
  where not b.food
$$;

-- Reminders that are due. Of several steps that passed meanwhile the last one alone; what was due a week ago, of food a day ago, is
-- none any more. Whom neither a letter of this project nor somebody at a desk has told is not reminded. After the last one a person
-- decides (services/parcel/noticeWaits.ts): nothing is ever given up by itself.
create or replace function private.make_reminders(building uuid, now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  b public.buildings;
begin
  select * into b from public.buildings where id = building;
  if b.deleted_at is not null or b.reminder_days = '[]' and b.food_reminder_hours = '[]' then return; end if;
  insert into public.notices (id, building_id, package_id, resident_id, channel, language, template, state, send_after, kind, step)
  select gen_random_uuid(), p.building_id, p.id, p.resident_id, null, coalesce(r.language, b.languages ->> 0, 'fr'),
    'reminder_' || due.step, 'waiting', private.after_quiet(greatest(due.at, now), b.timezone, b.quiet_hours), 'reminder', due.step
  from public.packages p
  left join public.residents r on r.id = p.resident_id
  cross join lateral (
    select t.step, t.at from private.reminder_times(p, now) t
    where t.at <= now and t.at > now - case when p.kind = 'food' or p.perishable then interval '1 day' else interval '7 days' end
    order by t.step desc limit 1) due
  where p.building_id = building and p.status in ('received', 'notified') and p.deleted_at is null and p.direction = 'incoming'
    and p.received_at > now - interval '120 days'
    and exists (
      select from public.notices n
      where n.package_id = p.id and n.kind = 'arrived' and n.deleted_at is null and n.state = 'sent'
        and n.resident_id is not distinct from p.resident_id
        and (n.channel = 'in_person' or exists (
          select from public.notice_deliveries d
          where d.notice_id = n.id and d.accepted_at is not null and d.state not in ('failed', 'bounced', 'suppressed'))))
    and not exists (select from public.notices n where n.package_id = p.id and n.kind = 'reminder' and n.step >= due.step)
    and not exists (
      select from public.absences a join public.residents e on e.id = a.resident_id
      where e.building_id = p.building_id and coalesce(e.merged_into, e.id) = coalesce(r.merged_into, r.id) and a.deleted_at is null
        and (now at time zone b.timezone)::date between a.from_date and a.to_date)
  on conflict do nothing;
end $$;

-- Who is told of the oldest due notices. A notice stays waiting until a letter of it was accepted.
create or replace function private.expand_notices(building uuid, most integer, now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  n public.notices;
  p public.packages;
  today date;
  person uuid;
  anybody boolean;
begin
  select (now at time zone b.timezone)::date into today from public.buildings b where b.id = building;
  for n in
    select w.* from public.notices w
    where w.building_id = building and w.state = 'waiting' and w.deleted_at is null and w.send_after <= now
      and not exists (select from public.notice_deliveries d where d.notice_id = w.id)
    order by w.send_after, w.id limit most
  loop
    select * into p from public.packages where id = n.package_id;
    if not private.is_wanted(n, p) then
      perform private.settle_notices(p.id);
      continue;
    end if;
    anybody := false;
    for person in select t from private.people_told(n, p, today) t order by t loop
      anybody := true;
      if n.resident_id is not null and n.again_of is null and private.has_moved_out(person, today) then
        insert into public.notice_deliveries (building_id, notice_id, person_id, channel, state, reason, ended_at)
        values (building, n.id, person, 'none', 'failed', 'moved_out', now);
      else
        perform private.begin_delivery(n, p, person, n.send_after);
      end if;
    end loop;
    if not anybody then
      insert into public.notice_deliveries (building_id, notice_id, channel, state, reason, ended_at)
      values (building, n.id, 'none', 'failed', 'nobody_reachable', now);
    end if;
    perform private.end_notice(n.id);
  end loop;
end $$;

-- What no longer is to be told is dropped before it leaves; what a sender holds in hand is left to it. A letter that was never claimed
-- does not name it: it is no more of that letter.
create or replace function private.drop_unwanted(building uuid, now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.notice_deliveries d
  set state = 'dropped', ended_at = now, reason = case
    when p.deleted_at is not null or p.status not in ('received', 'notified', 'on_hold') then 'gone'
    when n.state = 'sent' then 'told' else 'taken_back' end,
    letter_id = case when exists (select from private.letters l where l.id = d.letter_id and l.facts is not null) then d.letter_id end
  from public.notices n join public.packages p on p.id = n.package_id
  where d.building_id = building and d.state = 'leaving' and d.notice_id = n.id and not private.is_wanted(n, p)
    and not exists (select from private.letters l where l.id = d.letter_id and l.lease_until > now);
  update private.letters l set state = 'dropped', claim_token = null, lease_until = null
  where l.building_id = building and l.state = 'waiting' and coalesce(l.lease_until, '-infinity') <= now
    and not exists (select from public.notice_deliveries d where d.letter_id = l.id and d.state = 'leaving');
end $$;

-- Letters of what may leave. A letter waits until the newest parcel of its person is past its grace, and no longer than the building
-- says after the first.
create or replace function private.bundle_letters(building uuid, most integer, now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  b public.buildings;
  g record;
  d record;
  way record;
  letter uuid;
  plan record;
begin
  select * into b from public.buildings where id = building;
  for g in
    with soon as materialized (
      select person, w.kind, w.step, w.send_after as at
      from public.notices w join public.packages p on p.id = w.package_id
      cross join lateral private.people_told(w, p, (now at time zone b.timezone)::date) as person
      where w.building_id = building and w.state = 'waiting' and w.deleted_at is null
        and w.send_after > now and w.send_after <= now + make_interval(mins => b.notice_bundle_minutes))
    select v.person_id, v.channel, n.kind, n.step, min(v.leaves_at) as first
    from public.notice_deliveries v join public.notices n on n.id = v.notice_id
    where v.building_id = building and v.state = 'leaving' and v.letter_id is null and v.leaves_at <= now
    group by v.person_id, v.channel, n.kind, n.step
    having not exists (
      select from soon s
      where s.person = v.person_id and s.kind = n.kind and s.step = n.step
        and s.at <= min(v.leaves_at) + make_interval(mins => b.notice_bundle_minutes))
    order by min(v.leaves_at), v.person_id limit most
  loop
    letter := null;
    select w.* into way from public.residents r cross join lateral private.ways_to(r.id, g.kind, g.channel) w where r.id = g.person_id;
    for d in
      select v.id, n as notice, p as package, v.leaves_at
      from public.notice_deliveries v join public.notices n on n.id = v.notice_id join public.packages p on p.id = n.package_id
      where v.building_id = building and v.state = 'leaving' and v.letter_id is null and v.leaves_at <= now
        and v.person_id = g.person_id and v.channel = g.channel and n.kind = g.kind and n.step = g.step
      order by p.received_at, p.id
    loop
      if way.address is null or way.stopped is not null then
        update public.notice_deliveries v
        set state = case when way.stopped is null then 'failed' else 'suppressed' end, reason = coalesce(way.stopped, 'no_address'), ended_at = now
        where v.id = d.id;
        perform private.begin_delivery(d.notice, d.package, g.person_id, now);
        perform private.tell_sharers(d.notice, d.package, g.channel, way.address, coalesce(way.stopped, 'no_address'), now);
        perform private.end_notice((d.notice).id);
        continue;
      end if;
      select * into plan from private.leaves_when(d.notice, d.package, g.person_id, g.channel, now);
      if plan.leaves > now then
        update public.notice_deliveries v set leaves_at = plan.leaves, reason = plan.reason where v.id = d.id;
        continue;
      end if;
      if letter is null then
        insert into private.letters (building_id, person_id, channel, address, language, kind, step, due, next_try)
        select building, g.person_id, g.channel, way.address, r.language, g.kind, g.step, g.first, now
        from public.residents r where r.id = g.person_id returning id into letter;
      end if;
      update public.notice_deliveries v set letter_id = letter, reason = null where v.id = d.id;
    end loop;
  end loop;
end $$;

-- Makes letters of what is due, building after building in one order: each holds its building's clock, as a push does, and no two of
-- these can wait for one another.
create or replace function private.prepare_letters(most integer, now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  building uuid;
begin
  for building in
    select w.building_id from (
      select n.building_id from public.notices n where n.state = 'waiting' and n.deleted_at is null and n.send_after <= now
      union select d.building_id from public.notice_deliveries d where d.state = 'leaving' and d.letter_id is null and d.leaves_at <= now
      union select l.building_id from private.letters l where l.state = 'waiting' and l.next_try <= now
      union select b.id from public.buildings b left join private.reminder_rounds r on r.building_id = b.id
        where b.deleted_at is null and (r.at is null or r.at <= now - interval '1 minute')) w
    order by w.building_id
  loop
    perform private.take_numbers(building, 0);
    insert into private.reminder_rounds as r (building_id, at) values (building, now)
      on conflict (building_id) do update set at = excluded.at where r.at <= now - interval '1 minute';
    if found then perform private.make_reminders(building, now); end if;
    perform private.expand_notices(building, most, now);
    perform private.drop_unwanted(building, now);
    perform private.bundle_letters(building, most, now);
  end loop;
end $$;

revoke all on function private.reminder_times(public.packages, timestamptz), private.make_reminders(uuid, timestamptz),
  private.expand_notices(uuid, integer, timestamptz), private.drop_unwanted(uuid, timestamptz),
  private.bundle_letters(uuid, integer, timestamptz), private.prepare_letters(integer, timestamptz),
  private.hold_clocks(uuid[])
from public, anon, authenticated;
grant execute on function private.reminder_times(public.packages, timestamptz), private.make_reminders(uuid, timestamptz),
  private.expand_notices(uuid, integer, timestamptz), private.drop_unwanted(uuid, timestamptz),
  private.bundle_letters(uuid, integer, timestamptz), private.prepare_letters(integer, timestamptz),
  private.hold_clocks(uuid[])
to service_role;
commit;
