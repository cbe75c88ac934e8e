-- Lofts Desk on Supabase, 35d: what the sender of notices calls. supabase/functions is the sender, docs/notices.md says how it works.
--
--   claim_letters(most, lease_seconds)        letters to send now, each with a lease and a token
--   mark_letter(letter, token, outcome)       what became of one; false when another sender has it by now
--   provider_event(provider, event_id, event) what a provider tells later (file 35e)
--   notices_health()                          how late it is (file 35e)

begin;

alter table private.notice_rates alter column taken type double precision;

create or replace function private.kind_name(kind text, step integer) returns text
language sql immutable set search_path = '' as $$
  select case kind when 'reminder' then 'reminder_' || step else kind end
$$;

-- What a letter says, as it is at its first claim.
create or replace function private.letter_facts(l private.letters) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'letter', l.id, 'channel', l.channel, 'address', l.address, 'language', l.language, 'kind', private.kind_name(l.kind, l.step),
    'name', nullif(btrim(r.given_name || ' ' || r.family_name), ''),
    'building', jsonb_build_object('name', b.name, 'timeZone', b.timezone,
      'replyTo', nullif(b.notice_reply_to, ''), 'senderName', nullif(b.notice_sender, '')),
    'parcels', w.parcels, 'pickupCode', w.code,
    'texts', b.notice_texts -> l.kind -> l.language,
    'inReplyTo', (
      select e.letter_id
      from public.notice_deliveries d
      join public.notices n on n.id = d.notice_id
      join public.notices o on o.package_id = n.package_id
      join public.notice_deliveries e on e.notice_id = o.id and e.person_id = l.person_id and e.channel = l.channel
      where d.letter_id = l.id and e.letter_id <> l.id and e.accepted_at is not null
      order by e.accepted_at, e.letter_id limit 1))
  from public.residents r
  join public.buildings b on b.id = l.building_id
  cross join lateral (
    select jsonb_agg(jsonb_build_object('shortNumber', p.short_number, 'carrier', p.carrier, 'perishable', p.perishable,
      'receivedAt', private.iso(p.received_at)) order by p.received_at, p.id) as parcels,
      -- A person's code proves what is for their household too, and not the other way round.
      (array_agg(p.pickup_code order by p.resident_id is null, p.received_at desc, p.id desc))[1] as code
    from public.notice_deliveries d
    join public.notices n on n.id = d.notice_id
    join public.packages p on p.id = n.package_id
    where d.letter_id = l.id and d.state = 'leaving') w
  where r.id = l.person_id
$$;

-- Whether anything that a letter carries is still to be told.
create or replace function private.is_letter_wanted(letter uuid) returns boolean
language sql stable cost 10000 security definer set search_path = '' as $$
  select exists (
    select from public.notice_deliveries d
    join public.notices n on n.id = d.notice_id
    join public.packages p on p.id = n.package_id
    where d.letter_id = letter and d.state = 'leaving' and private.is_wanted(n, p))
$$;

-- When a waiting letter may be tried next: text messages and reminders not in the quiet hours.
create or replace function private.next_try(l private.letters, b public.buildings, now timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  select case when (l.channel = 'sms' or l.kind = 'reminder') and q.at > greatest(t.at, now) then q.at else t.at end
  from (select greatest(l.next_try, l.lease_until) as at) t
  cross join lateral (select private.after_quiet(greatest(t.at, now), b.timezone, b.quiet_hours) as at) q
$$;

-- Letters that may be tried now by these channels, the oldest first.
create or replace function private.letters_due(channels text[], most integer, now timestamptz) returns setof uuid
language sql volatile security definer set search_path = '' as $$
  select l.id
  from private.letters l
  join public.buildings b on b.id = l.building_id
  where l.state = 'waiting' and l.next_try <= now and l.channel = any (channels) and private.next_try(l, b, now) <= now
    and private.is_letter_wanted(l.id)
  order by l.due, l.id limit most
$$;

-- The channels by which letters may leave now. What may leave in a minute flows evenly, with ten seconds' worth at a time.
create or replace function private.open_channels(now timestamptz) returns text[]
language sql volatile security definer set search_path = '' as $$
  with r as (
    update private.notice_rates r
    set began = greatest(r.began, now), taken = case when r.began = '-infinity' then 0
      else greatest(0, r.taken - extract(epoch from greatest(now - r.began, interval '0')) * r.per_minute / 60.0) end
    where r.channel in ('email', 'sms')
    returning r.channel, r.taken, r.per_minute)
  select coalesce(array_agg(r.channel), '{}') from r where r.taken < greatest(1, r.per_minute / 6.0)
$$;

-- One claim after the other, whoever rings. What is written here is committed before anything is sent, so a sender that dies holds its
-- letters until the lease is over.
--
-- Locks are taken in one order everywhere, so that nobody waits in a circle: this function's own, the clocks of buildings, letters.
-- The rates are changed by claims alone.
--
-- Without enable_seqscan: tables that have just grown are believed to be small, and would be read whole for each letter.
create or replace function public.claim_letters(most integer, lease_seconds integer) returns setof jsonb
language plpgsql security definer set search_path = '' set statement_timeout = '20s' set enable_seqscan = off as $$
declare
  now timestamptz := private.arrived();
  want integer := least(greatest(coalesce(most, 1), 1), 100);
  lease interval := make_interval(secs => least(greatest(coalesce(lease_seconds, 120), 10), 900));
  open text[];
  ids uuid[];
  l private.letters;
begin
  perform pg_advisory_xact_lock(338271605);
  insert into private.notice_rings as r (provider, last_ring) values ('', now)
    on conflict (provider) do update set last_ring = excluded.last_ring where r.last_ring < now - interval '5 seconds';
  open := private.open_channels(now);
  ids := array(select private.letters_due(open, want, now));
  if cardinality(ids) < want then
    perform private.prepare_letters(want * 5, now);
    ids := array(select private.letters_due(open, want, now));
  end if;
  perform private.hold_clocks(array(select c.building_id from private.letters c where c.id = any (ids)));
  for l in
    select c.* from private.letters c where c.id = any (ids) order by c.due, c.id for update skip locked
  loop
    -- Another one had it in hand until just now.
    continue when l.state <> 'waiting' or l.next_try > now or l.lease_until > now;
    if l.facts is null then
      update public.notice_deliveries d set state = 'dropped', ended_at = now, reason = case
        when p.deleted_at is not null or p.status not in ('received', 'notified', 'on_hold') then 'gone'
        when n.state = 'sent' then 'told' else 'taken_back' end, letter_id = null
      from public.notices n join public.packages p on p.id = n.package_id
      where d.letter_id = l.id and d.state = 'leaving' and n.id = d.notice_id and not private.is_wanted(n, p);
      l.facts := private.letter_facts(l);
      -- All of it was taken back meanwhile.
      continue when l.facts -> 'parcels' = 'null';
    end if;
    l.claim_token := gen_random_uuid();
    l.attempts := l.attempts + 1;
    update private.letters c set facts = l.facts, claim_token = l.claim_token, attempts = l.attempts, lease_until = now + lease,
      first_try = coalesce(c.first_try, now)
    where c.id = l.id;
    update private.notice_rates r set taken = r.taken + 1 where r.channel = l.channel;
    return next l.facts || jsonb_build_object('token', l.claim_token, 'attempt', l.attempts);
  end loop;
end $$;

-- Reasons that are no letter's own: they count against no letter, and desks are told.
create or replace function private.is_trouble(reason text) returns boolean
language sql immutable set search_path = '' as $$
  select reason in ('provider_login', 'provider_account', 'provider_certificate', 'no_provider', 'too_fast', 'not_reached', 'provider_down')
$$;

-- What has ended badly: the person's next way is tried, and a notice that reaches nobody has failed.
create or replace function private.try_next_ways(letter uuid, now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  d record;
begin
  for d in
    select n as notice, p as package, v.person_id, v.reason, l.channel, l.address
    from private.letters l join public.notice_deliveries v on v.letter_id = l.id
    join public.notices n on n.id = v.notice_id join public.packages p on p.id = n.package_id
    where l.id = letter and v.state in ('failed', 'bounced', 'suppressed')
  loop
    if private.is_wanted(d.notice, d.package) then
      perform private.begin_delivery(d.notice, d.package, d.person_id, now);
      perform private.tell_sharers(d.notice, d.package, d.channel, d.address, d.reason, now);
    end if;
    perform private.end_notice((d.notice).id);
  end loop;
end $$;

-- Nothing goes to this address any more.
create or replace function private.suppress(channel text, address text, why text, now timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into private.suppressed (channel, address, why, since)
  values (suppress.channel, private.suppressed_as(suppress.channel, suppress.address), why, now) on conflict do nothing
$$;

create or replace function public.mark_letter(letter uuid, token uuid, outcome jsonb) returns boolean
language plpgsql security definer set search_path = '' set statement_timeout = '20s' set enable_seqscan = off as $$
declare
  now timestamptz := private.arrived();
  l private.letters;
  what text := outcome ->> 'kind';
  why text := left(outcome ->> 'reason', 60);
  asked double precision := least(greatest(coalesce((outcome ->> 'after_seconds')::double precision, 0), 0), 86400);
  waits double precision[] := array[30, 120, 600, 3600, 14400];
begin
  perform private.hold_clocks(array(select c.building_id from private.letters c where c.id = letter));
  select * into l from private.letters c where c.id = letter for update;
  if l.id is null or l.claim_token is distinct from token or l.state <> 'waiting' then return false; end if;
  if what is null or what not in ('accepted', 'retry', 'failed', 'unknown') then
    raise exception 'no outcome: %', what using errcode = '22023';
  end if;
  l.failures := l.failures + case when what in ('retry', 'unknown') and not coalesce(private.is_trouble(why), false) then 1 else 0 end;
  if what in ('retry', 'unknown') and l.first_try <= now - interval '24 hours' then
    why := case when what = 'unknown' then 'no_answer' else coalesce(why, 'no_answer') end;
    what := 'failed';
  end if;

  if what = 'accepted' then
    update private.letters c set state = 'accepted', claim_token = null, lease_until = null, reason = null,
      provider = left(outcome ->> 'provider', 40), provider_id = left(outcome ->> 'providerId', 200)
    where c.id = l.id returning * into l;
    perform private.letter_accepted(l, now);
    insert into private.notice_rings as r (provider, last_success) values (coalesce(l.provider, l.channel), now)
      on conflict (provider) do update set last_success = excluded.last_success, trouble = null, trouble_since = null
      where r.last_success is null or r.last_success < now - interval '5 seconds' or r.trouble is not null;
    update private.notice_rings r set trouble = null, trouble_since = null where r.provider = l.channel and r.trouble is not null;
    return true;
  elsif what = 'failed' then
    update private.letters c set state = 'failed', claim_token = null, lease_until = null, reason = why where c.id = l.id;
    if why in ('suppressed', 'opted_out') then perform private.suppress(l.channel, l.address, why, now); end if;
    update public.notice_deliveries d set state = case when why in ('suppressed', 'opted_out') then 'suppressed' else 'failed' end,
      reason = why, ended_at = now
    where d.letter_id = l.id and d.state in ('leaving', 'delayed');
    perform private.try_next_ways(l.id, now);
    return true;
  elsif what = 'unknown' then
    -- The provider may have it: its own word is waited for, then it is sent again. A double letter is better than none.
    asked := 600;
    why := 'no_answer';
  elsif not coalesce(private.is_trouble(why), false) then
    asked := greatest(asked, waits[least(l.failures, 5)] * (0.8 + 0.4 * random()));
  end if;
  update private.letters c set claim_token = null, lease_until = null, failures = l.failures, reason = why,
    next_try = now + make_interval(secs => greatest(asked, 5))
  where c.id = l.id returning * into l;
  update private.letters c set next_try = private.next_try(c, b, now)
  from public.buildings b where c.id = l.id and b.id = c.building_id returning c.* into l;
  update public.notice_deliveries d set leaves_at = l.next_try, reason = why where d.letter_id = l.id and d.state = 'leaving';
  if private.is_trouble(why) then
    insert into private.notice_rings as r (provider, trouble, trouble_since) values (l.channel, why, now)
      on conflict (provider) do update set trouble = excluded.trouble, trouble_since = coalesce(r.trouble_since, excluded.trouble_since)
      where r.trouble is distinct from excluded.trouble;
  end if;
  return true;
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['public.claim_letters(integer, integer)', 'public.mark_letter(uuid, uuid, jsonb)', 'private.kind_name(text, integer)',
    'private.letter_facts(private.letters)', 'private.is_letter_wanted(uuid)', 'private.letters_due(text[], integer, timestamptz)',
    'private.next_try(private.letters, public.buildings, timestamptz)', 'private.open_channels(timestamptz)', 'private.is_trouble(text)', 'private.try_next_ways(uuid, timestamptz)',
    'private.suppress(text, text, text, timestamptz)'] loop
    execute format('revoke all on function %s from public, anon, authenticated', f);
    execute format('grant execute on function %s to service_role', f);
  end loop;
end $$;
commit;
