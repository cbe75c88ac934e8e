-- Lofts Desk on Supabase, 35e: what providers tell of letters that they took, and how late notices are.

begin;

-- What is known of a delivery never becomes less: what bounced after it was delivered has bounced, and a late "sent" says nothing.
create or replace function private.delivery_rank(state text) returns integer
language sql immutable set search_path = '' as $$
  select array_position(array['leaving', 'dropped', 'accepted', 'delayed', 'failed', 'delivered', 'suppressed', 'bounced', 'complained'], state)
$$;

-- A letter has left: so have its notices, also where somebody took one back meanwhile. What was told of it before it was marked counts.
create or replace function private.letter_accepted(l private.letters, now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  e record;
begin
  update public.notice_deliveries d set
    state = case when private.delivery_rank(d.state) < private.delivery_rank('accepted') then 'accepted' else d.state end,
    reason = case when private.delivery_rank(d.state) < private.delivery_rank('accepted') then null else d.reason end,
    ended_at = case when d.state = 'dropped' then null else d.ended_at end,
    accepted_at = coalesce(d.accepted_at, now), provider = l.provider, leaves_at = null
  where d.letter_id = l.id;
  update public.notices n set state = 'sent', sent_at = coalesce(n.sent_at, now)
  from public.notice_deliveries d
  where d.letter_id = l.id and d.notice_id = n.id and n.state in ('waiting', 'cancelled') and d.accepted_at is not null;
  if l.provider_id is not null then
    for e in
      update private.provider_events v set letter_id = l.id
      where v.provider = l.provider and v.letter_id is null and v.event ->> 'providerId' = l.provider_id returning v.event, v.at
    loop
      perform private.apply_event(l.id, e.event, e.at);
    end loop;
  end if;
end $$;

create or replace function private.apply_event(letter uuid, event jsonb, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  l private.letters;
  what text := event ->> 'kind';
begin
  perform private.hold_clocks(array(select c.building_id from private.letters c where c.id = letter));
  select * into l from private.letters c where c.id = letter for update;
  if l.id is null then return; end if;
  -- The provider has it, whatever the sender has heard.
  if l.state = 'waiting' and what in ('accepted', 'delayed', 'delivered', 'bounced', 'complained') then
    update private.letters c set state = 'accepted', claim_token = null, lease_until = null,
      provider_id = coalesce(c.provider_id, left(event ->> 'providerId', 200))
    where c.id = l.id returning * into l;
    perform private.letter_accepted(l, at);
  end if;
  update public.notice_deliveries d set state = what, reason = left(event ->> 'reason', 60),
    delivered_at = case when what = 'delivered' then at else d.delivered_at end,
    ended_at = case when what in ('failed', 'bounced', 'complained', 'suppressed') then at else d.ended_at end
  where d.letter_id = l.id and what <> 'accepted' and d.state <> 'dropped'
    and private.delivery_rank(what) > private.delivery_rank(d.state);
  if what in ('bounced', 'complained', 'suppressed') then perform private.suppress(l.channel, l.address, what, at); end if;
  if what in ('failed', 'bounced', 'suppressed') then perform private.try_next_ways(l.id, private.arrived()); end if;
end $$;

-- Whoever has an address, in all buildings.
create or replace function private.who_has(channel text, address text) returns setof public.residents
language sql stable security definer set search_path = '' as $$
  select r.* from public.residents r
  where r.deleted_at is null and case who_has.channel
    when 'email' then private.plain_address('email', r.email) = private.plain_address('email', who_has.address)
    else exists (select from jsonb_array_elements(r.phones) t where t ->> 'e164' = private.plain_address('sms', who_has.address)) end
$$;

-- Somebody wants nothing by this channel any more: the address gets nothing, and desks see it on whoever has it.
create or replace function private.opt_out(channel text, address text, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  plain text := private.plain_address(channel, address);
begin
  if coalesce(plain, '') = '' then return; end if;
  perform private.suppress(channel, plain, 'opted_out', at);
  update public.residents r
  set channels = r.channels - opt_out.channel, notice_choices = (
    select coalesce(jsonb_object_agg(c.key, case when jsonb_typeof(c.value) = 'array' then c.value - opt_out.channel else c.value end), '{}')
    from jsonb_each(r.notice_choices) c)
  where r.id in (select w.id from private.who_has(opt_out.channel, plain) w) and (r.channels ? opt_out.channel or r.notice_choices <> '{}');
end $$;

-- Who chooses a channel again is written to again, where it was their own word alone that stopped it.
create or replace function private.opt_in_again() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.suppressed s
  where s.why = 'opted_out'
    and (new.channels ? s.channel and not old.channels ? s.channel
      or exists (
        select from jsonb_each(new.notice_choices) c
        where jsonb_typeof(c.value) = 'array' and c.value ? s.channel and not coalesce(old.notice_choices -> c.key ? s.channel, false)))
    and (s.channel = 'email' and s.address = private.suppressed_as('email', new.email)
      or s.channel = 'sms' and exists (select from jsonb_array_elements(new.phones) t where private.suppressed_as('sms', t ->> 'e164') = s.address));
  return null;
end $$;
create or replace trigger opt_in_again after update of channels, notice_choices on public.residents
  for each row when (new.channels is distinct from old.channels or new.notice_choices is distinct from old.notice_choices) execute function private.opt_in_again();

-- The letter that an event names.
create or replace function private.letter_of_event(provider text, event jsonb) returns private.letters
language sql stable security definer set search_path = '' as $$
  select c.* from private.letters c
  where c.id = (event ->> 'letter')::uuid
    or c.provider_id = event ->> 'providerId' and c.provider = letter_of_event.provider
  order by c.id = (event ->> 'letter')::uuid desc nulls last limit 1
$$;

-- Kept once, without the address: it is the letter's, and one that comes late may be of somebody who was erased. A repeat does nothing,
-- but for the link at the end of a letter: who has asked for letters again since may press it again. An event that names
-- no letter yet waits for the sender's own word of it.
create or replace function public.provider_event(provider text, event_id text, event jsonb) returns void
language plpgsql security definer set search_path = '' set statement_timeout = '20s' set enable_seqscan = off as $$
declare
  now timestamptz := private.arrived();
  told timestamptz;
  l private.letters;
  what text := event ->> 'kind';
begin
  if what is null or what not in ('accepted', 'delayed', 'delivered', 'failed', 'bounced', 'complained', 'suppressed', 'opted_out') then
    raise exception 'no event: %', what using errcode = '22023';
  end if;
  told := least(coalesce((event ->> 'at')::timestamptz, now), now);
  l := private.letter_of_event(provider_event.provider, event);
  -- Who stops a channel may live in several buildings.
  perform private.hold_clocks(array(
    select l.building_id where l.id is not null
    union select w.building_id from private.who_has(coalesce(event ->> 'channel', l.channel), coalesce(event ->> 'address', l.address)) w
      where what = 'opted_out'));
  l := private.letter_of_event(provider_event.provider, event);
  insert into private.provider_events (provider, event_id, event, letter_id, at)
  values (left(provider_event.provider, 40), left(provider_event.event_id, 300), event - 'address', l.id, told)
  on conflict on constraint provider_events_pkey do update set event = excluded.event, at = excluded.at
    where excluded.provider = 'unsubscribe';
  if not found then return; end if;
  if what = 'opted_out' then
    perform private.opt_out(coalesce(event ->> 'channel', l.channel), coalesce(event ->> 'address', l.address), told);
  elsif l.id is not null then
    perform private.apply_event(l.id, event, told);
  end if;
end $$;

update private.provider_events v set event = v.event - 'address' where v.event ? 'address';

-- How notices stand: for the sender all of them, for a desk those of its buildings. `nextDue`: when the next letter can be claimed,
-- of what is not due yet.
create or replace function public.notices_health() returns jsonb
language plpgsql stable security definer set search_path = '' set statement_timeout = '10s' as $$
declare
  now timestamptz := private.arrived();
  mine uuid[];
  answer jsonb;
begin
  if (select auth.uid()) is not null or coalesce(auth.role(), '') in ('anon', 'authenticated') then
    mine := private.buildings_with('packages.register');
    if mine = '{}' then raise exception 'not allowed' using errcode = '42501'; end if;
  end if;
  with waits as (
    select n.send_after as at, null::timestamptz as held
    from public.notices n join public.packages p on p.id = n.package_id
    where n.state = 'waiting' and n.deleted_at is null and (mine is null or n.building_id = any (mine))
      and private.is_wanted(n, p) and not exists (select from public.notice_deliveries d where d.notice_id = n.id)
    union all
    select d.leaves_at, d.leaves_at + make_interval(mins => b.notice_bundle_minutes)
    from public.notice_deliveries d join public.buildings b on b.id = d.building_id
    where d.state = 'leaving' and d.letter_id is null and (mine is null or d.building_id = any (mine))
    union all
    select private.next_try(l, b, now), null
    from private.letters l join public.buildings b on b.id = l.building_id
    where l.state = 'waiting' and (mine is null or l.building_id = any (mine)))
  select jsonb_build_object(
    'oldestDue', (select private.iso(min(w.at)) from waits w where w.at <= now),
    'nextDue', (select private.iso(min(w.at)) from (select at from waits union all select held from waits) w where w.at > now))
  into answer;
  return answer || jsonb_build_object(
    'lastRing', (select private.iso(r.last_ring) from private.notice_rings r where r.provider = ''),
    'lastSuccess', (select private.iso(max(r.last_success)) from private.notice_rings r),
    'providers', (select coalesce(jsonb_object_agg(r.provider, jsonb_build_object('lastSuccess', private.iso(r.last_success),
      'trouble', r.trouble, 'troubleSince', private.iso(r.trouble_since))), '{}') from private.notice_rings r where r.provider <> ''));
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['public.provider_event(text, text, jsonb)', 'public.notices_health()', 'private.delivery_rank(text)',
    'private.letter_of_event(text, jsonb)', 'private.who_has(text, text)',
    'private.letter_accepted(private.letters, timestamptz)', 'private.apply_event(uuid, jsonb, timestamptz)',
    'private.opt_out(text, text, timestamptz)', 'private.opt_in_again()'] loop
    execute format('revoke all on function %s from public, anon, authenticated', f);
    execute format('grant execute on function %s to service_role', f);
  end loop;
end $$;
grant execute on function public.notices_health() to authenticated;
commit;
